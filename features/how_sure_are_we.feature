Feature: How sure are we?
  Every state has a grade, taken over all that supports it; what contradicts it is shown beside it.

  Background:
    Given the deal "TikTok US operations" in America/New_York

  Scenario Outline: One source, by its basis
    When "Oracle chosen" on 2020-09-13 says Reuters (<basis>)
    Then as of 2020-09-13 the grade of Oracle is <grade>

    Examples:
      | basis     | grade         |
      | record    | confirmed     |
      | statement | confirmed     |
      | named     | single-source |
      | unnamed   | single-source |
      | report    | single-source |
      | rumour    | rumour        |

  Scenario: A source without a basis is a report, and nobody is no source
    When "Oracle chosen" on 2020-09-13 says Reuters
    And "Walmart interested" on 2020-09-13
    Then as of 2020-09-13:
      | name    | grade         |
      | Oracle  | single-source |
      | Walmart | unsourced     |

  Scenario: Two publishers corroborate
    When "Oracle chosen" on 2020-09-13 says Reuters (unnamed)
    And "Oracle chosen" on 2020-09-13 says Bloomberg (unnamed)
    Then as of 2020-09-13 the grade of Oracle is corroborated

  Scenario: A paper that passes on another's report adds nothing
    When "Oracle chosen" on 2020-09-13 says Reuters (unnamed)
    And "Oracle chosen" on 2020-09-14 says WSJ, passing on Reuters
    Then as of 2020-09-14 the grade of Oracle is single-source
    And as of 2020-09-14 Oracle rests on #1 and #2

  Scenario: Two papers that pass on the same third are one report
    When "Oracle chosen" on 2020-09-14 says Android site (unnamed), passing on Bloomberg
    And "Oracle chosen" on 2020-09-14 says Daily Echo, passing on Bloomberg
    Then as of 2020-09-14 the grade of Oracle is single-source

  Scenario: A rumour corroborates nothing
    When "Oracle chosen" on 2020-09-13 says Reuters
    And "Oracle chosen" on 2020-09-13 says Daily Echo (rumour)
    Then as of 2020-09-13 the grade of Oracle is single-source

  Scenario: The same publisher twice is one publisher
    When "Oracle chosen" on 2020-09-13 says Reuters
    And "Oracle chosen" on 2020-09-14 says Reuters (named)
    Then as of 2020-09-14 the grade of Oracle is single-source

  Scenario: A source cited later counts once it was published
    When "Oracle chosen" on 2020-09-13 says Reuters
    And "Oracle chosen" is also reported by Oracle (statement), published 2020-10-01
    Then as of 2020-09-15 known by 2020-09-15 the grade of Oracle is single-source
    And as of 2020-09-15 known by 2020-10-01 the grade of Oracle is confirmed
    And as of 2020-09-15 Oracle is chosen since 2020-09-13

  Scenario: Deadlines and reviews have grades too
    When "order EO 1 effective 2020-09-20" on 2020-08-06 says Federal Register (record)
    And "CFIUS review opened" on 2020-09-13 says Reuters (unnamed)
    Then as of 2020-09-14:
      | name  | status  | grade         |
      | EO 1  | pending | confirmed     |
      | CFIUS | open    | single-source |

  Scenario: A disputed choice
    When "Oracle chosen" on 2020-09-13 says WSJ (unnamed)
    And "Oracle chosen" is disputed by CGTN (unnamed), published 2020-09-14, claiming "deal abandoned", because ByteDance will sell to neither
    Then as of 2020-09-14 known by 2020-09-13 Oracle is not disputed
    And as of 2020-09-14 known by 2020-09-14 Oracle is disputed
    And as of 2020-09-14 Oracle is chosen since 2020-09-13
    And as of 2020-09-14 the grade of Oracle is single-source
    And as of 2020-09-14 Oracle rests on #1 and #2
    And as of 2020-09-14 the other account of Oracle reads "deal abandoned"
    And as of 2020-09-14 the deal is chosen

  Scenario: A dispute that is taken back
    When "Oracle chosen" on 2020-09-13 says WSJ
    And "Oracle chosen" is disputed by CGTN, published 2020-09-14, because of a source
    And entry 2 is retracted, announced 2020-09-20, because CGTN withdrew it
    Then as of 2020-09-14 known by 2020-09-19 Oracle is disputed
    And as of 2020-09-14 known by 2020-09-20 Oracle is not disputed

  Scenario: A rival day, and whoever does not read the rival sees no dispute
    When "Oracle chosen" on 2020-09-13 says WSJ
    And "Oracle chosen" is disputed by CGTN, claiming "Oracle chosen" on 2020-09-11, because of its own report
    Then as of 2020-09-14 Oracle is disputed
    And as of 2020-09-14 the other account of Oracle reads "Oracle chosen on 2020-09-11"
    And as of 2020-09-14 according to WSJ, Oracle is not disputed
