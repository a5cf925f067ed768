Feature: Who gets what, and for how much?
  Terms, stakes and roles stand beside a bidder's word.

  Background:
    Given the deal "TikTok US operations" in America/New_York

  Scenario: The terms are those of the latest bid
    When "Acme bid of $30bn" on 2020-08-01
    And "Acme bid revised to $32bn" on 2020-08-10
    And "Acme bid" on 2020-08-20
    Then as of 2020-08-09 the terms of Acme are $30bn
    And as of 2020-08-19 the terms of Acme are $32bn
    And as of 2020-08-20 the terms of Acme are none

  Scenario: A stake proposed beside a choice changes only the stake
    When "Oracle chosen as technology partner" on 2020-09-13
    And "Oracle stake of 12.5% proposed" on 2020-09-19
    Then as of 2020-09-19 Oracle is chosen since 2020-09-13
    And as of 2020-09-19:
      | name   | role               | stake | stake taken | terms |
      | Oracle | technology partner | 12.5% | no          | none  |

  Scenario: A stake proposed, then taken
    When "General Atlantic stake proposed" on 2020-09-13
    And "General Atlantic stake of 5% taken" on 2020-12-01
    Then as of 2020-09-14 General Atlantic is stake proposed since 2020-09-13
    And as of 2020-09-14:
      | name             | role     | stake | stake taken |
      | General Atlantic | investor | none  | no          |
    And as of 2020-12-01:
      | name             | role     | stake | stake taken |
      | General Atlantic | investor | 5%    | yes         |

  Scenario: An investor that bids is an investor no longer
    When "Sequoia stake proposed" on 2020-09-13
    And "Sequoia bid" on 2020-09-20
    Then as of 2020-09-19 the role of Sequoia is investor
    And as of 2020-09-20 the role of Sequoia is none

  Scenario: A role stays until it is replaced
    When "Oracle chosen as technology partner" on 2020-09-13
    And "Oracle in talks" on 2020-09-14
    And "Oracle chosen as cloud provider" on 2020-09-20
    Then as of 2020-09-14 the role of Oracle is technology partner
    And as of 2020-09-20 the role of Oracle is cloud provider
    And as of 2020-09-20 Oracle is chosen since 2020-09-13

  Scenario: The named terms of a deal
    When "reverse fee set to USD 3.0bn" on 2022-01-18
    And "exchange ratio set to 0.84" on 2022-01-18
    And "reverse fee set to USD 3.5bn" on 2022-03-01
    Then as of 2022-02-28 the reverse fee is USD 3.0bn since 2022-01-18
    And as of 2022-03-01 the reverse fee is USD 3.5bn since 2022-03-01
    And as of 2022-03-01 the terms are reverse fee and exchange ratio
