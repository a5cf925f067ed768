Feature: The TikTok story
  The sale of TikTok's US operations in 2020 and 2021, and where it stood on the days that mattered.

  Scenario: Three sentences
    Given the deal "TikTok US operations" in America/New_York
    When "order effective Sep 20" on 2020-08-06
    And "Microsoft bid rejected" on 2020-09-13
    And "Oracle chosen" on 2020-09-13
    Then as of 2020-09-12 the bidders are none
    And as of 2020-09-12 the order is pending since 2020-08-06
    And as of 2020-09-14:
      | Microsoft | rejected |
      | Oracle    | chosen   |
      | order     | pending  |
      | the deal  | chosen   |
    And as of 2020-09-14 the order is due 2020-09-20, 6 days left
    And as of 2020-09-19 the order is pending
    And as of 2020-09-20 the order is in effect since 2020-09-20

  Scenario: What two articles told in the middle of September
    Given the deal "TikTok US operations" in America/New_York
    And these entries:
      | on         | reported   | what                                           | source    | basis     | via     | published  |
      | 2020-08    |            | business ban due date unknown                  | Bloomberg | report    |         | 2020-09-14 |
      | 2020-08    | 2020-09-13 | order business ban effective 2020-09-20        | Reuters   | report    |         |            |
      | 2020-08    | 2020-09-13 | sale due 2020-11-12                            | Reuters   | report    |         |            |
      | 2020-08    | 2020-09-13 | Oracle in talks                                | Reuters   | report    |         |            |
      | 2020-08    | 2020-09-13 | Microsoft in talks                             | Reuters   | report    |         |            |
      | 2020-08    | 2020-09-13 | Walmart joined Microsoft                       | Reuters   | report    |         |            |
      | 2020-09-13 |            | Microsoft bid rejected                         | Reuters   | statement | Microsoft |          |
      | 2020-09-13 | 2020-09-13 | Oracle chosen as technology partner            | Reuters   | unnamed   |         |            |
      | 2020-09-13 |            | Oracle chosen                                  | Bloomberg | unnamed   |         | 2020-09-14 |
      | 2020-09-13 |            | Oracle stake proposed                          | Reuters   | unnamed   |         |            |
      | 2020-09-13 |            | General Atlantic stake of minority size proposed | Reuters | unnamed   |         |            |
      | 2020-09-13 |            | Sequoia stake of minority size proposed        | Reuters   | unnamed   |         |            |
      | 2020-09-13 |            | Walmart interested                             | Reuters   | statement | Walmart |            |
      | 2020-09-13 |            | CFIUS review of Oracle opened                  | Reuters   | report    |         |            |
      | 2020-09-13 |            | White House declined to comment                | Reuters   | report    |         |            |
    Then as of 2020-09-14 known by 2020-09-14:
      | name             | status         | since      | grade         |
      | Oracle           | chosen         | 2020-09-13 | corroborated  |
      | Microsoft        | rejected       | 2020-09-13 | confirmed     |
      | Walmart          | interested     | 2020-09-13 | confirmed     |
      | General Atlantic | stake proposed | 2020-09-13 | single-source |
      | Sequoia          | stake proposed | 2020-09-13 | single-source |
      | CFIUS            | open           | 2020-09-13 | single-source |
      | business ban     | pending        | 2020-08    |               |
      | sale             | pending        | 2020-08    | single-source |
    And as of 2020-09-14 known by 2020-09-14 General Atlantic is stake proposed since 2020-09-13
    And as of 2020-09-14 known by 2020-09-14 business ban is due 2020-09-20, 6 days left
    And as of 2020-09-14 known by 2020-09-14 sale is due 2020-11-12, 59 days left
    And as of 2020-09-14 known by 2020-09-14 the deal is chosen, not contested
    And as of 2020-09-12 known by 2020-09-14:
      | name      | status   | since   | with      |
      | Oracle    | in talks | 2020-08 | none      |
      | Microsoft | in talks | 2020-08 | none      |
      | Walmart   | in talks | 2020-08 | Microsoft |
    And as of 2020-09-12 known by 2020-09-12 the bidders are none
    And as of 2020-09-14 according to Bloomberg, business ban is due date unknown
    And as of 2020-09-14 according to Bloomberg, Oracle is chosen since 2020-09-13
    And as of 2020-09-14 according to Bloomberg, the bidders are Oracle

  Scenario: The whole story, from the first order to its end
    Given the deal "TikTok US operations" in America/New_York
    And these entries:
      | on               | what                                         | source           | basis     |
      | 2020-08-02       | Microsoft in talks                           | Microsoft        | statement |
      | 2020-08-06       | order EO 13942 effective in 45 days          | Federal Register | record    |
      | 2020-08-14       | sale due in 90 days                          | Federal Register | record    |
      | 2020-08-24       | TikTok filed: a complaint against EO 13942   | court            | record    |
      | 2020-08-27       | Walmart joined Microsoft                     | Walmart          | statement |
      | 2020-09-13       | Microsoft bid rejected                       | Microsoft        | statement |
      | 2020-09-13       | Oracle chosen                                | Reuters          | unnamed   |
      | 2020-09-13       | Walmart interested                           | Walmart          | statement |
      | 2020-09-14       | Oracle chosen as trusted technology provider | Oracle           | statement |
      | 2020-09-19       | EO 13942 extended to 2020-09-27T23:59        | Commerce         | record    |
      | 2020-09-19       | Oracle stake of 12.5% proposed               | Oracle           | statement |
      | 2020-09-19       | Walmart stake of 7.5% proposed               | Walmart          | statement |
      | 2020-09-27       | EO 13942 stayed                              | court            | record    |
      | 2020-11-12       | sale extended to 2020-11-27                  | court            | record    |
      | 2020-11-25       | sale extended to 2020-12-04                  | Treasury         | statement |
      | 2021-02-10       | Oracle stalled                               | WSJ              | unnamed   |
      | 2021-06-09       | EO 13942 revoked                             | Federal Register | record    |
    Then as of 2020-09-12:
      | name      | status   | since      | due        | days left |
      | Microsoft | in talks | 2020-08-02 |            |           |
      | Walmart   | in talks | 2020-08-27 |            |           |
      | EO 13942  | pending  | 2020-08-06 | 2020-09-20 | 8         |
      | sale      | pending  | 2020-08-14 | 2020-11-12 | 61        |
    And as of 2020-09-12 Oracle is not listed
    And as of 2020-09-14:
      | Microsoft | rejected   |
      | Walmart   | interested |
      | Oracle    | chosen     |
      | the deal  | chosen     |
    And as of 2020-09-19 EO 13942 is due 2020-09-27T23:59, 8 days left
    And as of 2020-09-19:
      | name    | status     | role                        | stake |
      | Oracle  | chosen     | trusted technology provider | 12.5% |
      | Walmart | interested | investor                    | 7.5%  |
    And as of 2020-09-28 EO 13942 is stayed since 2020-09-27
    And as of 2020-11-11 sale is due 2020-11-12, 1 day left
    And as of 2020-11-12 sale is due 2020-11-27, 15 days left
    And as of 2020-11-25 sale is due 2020-12-04, 9 days left
    And as of 2020-12-04 sale is due 2020-12-04, 0 days left
    And as of 2020-12-05 sale is passed since 2020-12-04
    And as of 2021-02-10 Oracle is stalled since 2021-02-10
    And as of 2021-06-09 EO 13942 is revoked since 2021-06-09
    And as of 2021-06-09:
      | name     | status  | original due | extensions | grade     |
      | EO 13942 | revoked | 2020-09-20   | 1          | confirmed |
      | sale     | passed  | 2020-11-12   | 2          | confirmed |
