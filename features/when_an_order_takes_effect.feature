Feature: When does an order take effect, and what holds it up?
  An order takes effect at the start of its day. A court may stay it, and whoever would enforce it
  may say that it will not.

  Background:
    Given the deal "TikTok US operations" in America/New_York

  Scenario: The day before, the day itself, and the day after
    When "order effective Sep 20" on 2020-08-06
    Then as of 2020-09-19 the order is pending since 2020-08-06
    And as of 2020-09-19 the order is due 2020-09-20, 1 day left
    And as of 2020-09-20 the order is in effect since 2020-09-20
    And as of 2020-09-20T00:00 the order is in effect since 2020-09-20
    And as of 2020-09-19T23:59 the order is pending
    And as of 2020-09-20 the days left of order are none
    And as of 2020-09-21 the order is in effect since 2020-09-20
    And as of 2020-09-21 the kind of order is order

  Scenario: An order with a clock time takes effect at it
    When "order EO 1 effective 2020-09-27T23:59" on 2020-09-19
    Then as of 2020-09-27T23:58 EO 1 is pending
    And as of 2020-09-27T23:59 EO 1 is in effect since 2020-09-27T23:59-04:00

  Scenario: One of two orders is revoked
    When "order EO 13942 effective 2020-09-20" on 2020-08-06
    And "order EO 13943 effective 2020-09-20" on 2020-08-06
    And "order EO 13942 revoked" on 2021-06-09
    Then as of 2021-06-08:
      | EO 13942 | in effect |
      | EO 13943 | in effect |
    And as of 2021-06-09 EO 13942 is revoked since 2021-06-09
    And as of 2021-06-09 EO 13943 is in effect since 2020-09-20

  Scenario: An order that is put off before it took effect
    When "order EO 13942 effective 2020-09-20" on 2020-08-06
    And "EO 13942 extended to 2020-09-27T23:59" on 2020-09-19
    Then as of 2020-09-20 EO 13942 is pending since 2020-08-06
    And as of 2020-09-20 EO 13942 is due 2020-09-27T23:59, 7 days left

  Scenario: Stayed without an end, and the stay lifted
    When "order EO 13942 effective 2020-09-20" on 2020-08-06
    And "EO 13942 stayed" on 2020-09-19
    And "EO 13942 stay lifted" on 2020-12-07
    Then as of 2020-09-18 EO 13942 is pending
    And as of 2020-09-20 EO 13942 is stayed since 2020-09-19
    And as of 2020-09-20 the until of EO 13942 is none
    And as of 2020-09-20 EO 13942 rests on #1 and #2
    And as of 2020-12-07 EO 13942 is in effect since 2020-09-20

  Scenario: A stay holds through its last day, then the clock decides again
    When "sale due 2021-03-05" on 2021-01-01
    And "sale stayed until 2021-03-10" on 2021-03-01
    Then as of 2021-03-10 sale is stayed since 2021-03-01
    And as of 2021-03-10 the until of sale is 2021-03-10
    And as of 2021-03-11 sale is passed since 2021-03-05
    And as of 2021-03-11 the until of sale is none

  Scenario: Lifting ends every stay
    When "order EO 1 effective 2020-09-20" on 2020-08-06
    And "EO 1 stayed" on 2020-09-01
    And "EO 1 stayed until 2020-12-31" on 2020-09-10
    And "EO 1 stay lifted" on 2020-10-01
    Then as of 2020-09-30 EO 1 is stayed
    And as of 2020-10-01 EO 1 is in effect

  Scenario: Nobody enforces it for a while
    When "order EO 1 effective 2020-09-20" on 2020-08-06
    And "EO 1 unenforced until 2020-10-20" on 2020-09-19
    Then as of 2020-10-20 EO 1 is unenforced since 2020-09-19
    And as of 2020-10-20 the until of EO 1 is 2020-10-20
    And as of 2020-10-21 EO 1 is in effect since 2020-09-20

  Scenario: The latest of two holds, and the earlier again when it has ended
    When "order EO 1 effective 2020-09-20" on 2020-08-06
    And "EO 1 stayed until 2020-12-31" on 2020-09-10
    And "EO 1 unenforced until 2020-10-20" on 2020-09-19
    Then as of 2020-10-20 EO 1 is unenforced
    And as of 2020-10-21 EO 1 is stayed since 2020-09-10

  Scenario: A word that is later than the stay beats it
    When "order EO 1 effective 2020-09-20" on 2020-08-06
    And "EO 1 stayed" on 2020-09-10
    And "EO 1 void" on 2020-11-01
    Then as of 2020-10-31 EO 1 is stayed
    And as of 2020-11-01 EO 1 is void since 2020-11-01

  Scenario: A stay that is later than the word beats it
    When "sale due 2020-09-20" on 2020-08-06
    And "sale missed" on 2020-09-21
    And "sale stayed until 2020-10-10" on 2020-09-25
    Then as of 2020-10-10 sale is stayed since 2020-09-25
    And as of 2020-10-11 sale is missed since 2020-09-21
