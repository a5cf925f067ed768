Feature: What do people say?
  What parties say, deny, file or will not comment on is shown, and changes nothing.

  Background:
    Given the deal "TikTok US operations" in America/New_York

  Scenario: Everything said is in the timeline, in the order of its days
    When these entries:
      | on         | what                                                  | by        | source      | basis     |
      | 2020-09-13 | Oracle chosen                                         | ByteDance | Reuters     | unnamed   |
      | 2020-09-14 | ByteDance denied: a sale of the algorithm             |           | Reuters     | statement |
      | 2020-09-13 | White House declined to comment                       |           | Reuters     | report    |
      | 2020-08-24 | TikTok filed: a complaint against the order           |           | court       | record    |
      | 2020-09-14 | Walmart said: any deal must satisfy all regulatory concerns |     | Walmart     | statement |
      | 2020-08    | note: China updated its export rules late in the month |          | Reuters     |           |
    Then as of 2020-09-14 the timeline is:
      | on         | what                                                   |
      | 2020-08    | note: China updated its export rules late in the month |
      | 2020-08-24 | TikTok filed: a complaint against the order            |
      | 2020-09-13 | Oracle chosen                                          |
      | 2020-09-13 | White House declined to comment                        |
      | 2020-09-14 | ByteDance denied: a sale of the algorithm              |
      | 2020-09-14 | Walmart said: any deal must satisfy all regulatory concerns |
    And as of 2020-09-13 the timeline is:
      | on         | what                                                   |
      | 2020-08    | note: China updated its export rules late in the month |
      | 2020-08-24 | TikTok filed: a complaint against the order            |
      | 2020-09-13 | Oracle chosen                                          |
      | 2020-09-13 | White House declined to comment                        |
    And as of 2020-09-14 the bidders are Oracle

  Scenario Outline: What is said is never taken for what happened
    When "<what>" on 2020-09-13
    Then as of 2020-09-13 the bidders are none
    And as of 2020-09-13 the deadlines are none
    And as of 2020-09-13 the deal is open
    And as of 2020-09-13 1 entry is counted

    Examples:
      | what                                      |
      | Trump said: Oracle bid of $20bn rejected  |
      | Oracle denied: Oracle chosen              |
      | Oracle filed: order EO 1 effective Sep 20 |
      | Oracle declined to comment                |
      | note: Microsoft bid rejected              |

  Scenario: What an amendment said is in the timeline too
    When "Oracle chosen" on 2020-09-13
    And "Oracle chosen" is disputed by CGTN, published 2020-09-14, because ByteDance will sell to neither
    Then as of 2020-09-14 the timeline is:
      | on         | what                                                         |
      | 2020-09-13 | Oracle chosen                                                |
      |            | #1 disputed by CGTN, because ByteDance will sell to neither  |
