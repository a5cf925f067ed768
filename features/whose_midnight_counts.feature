Feature: Whose midnight counts?
  A bare date is the whole day in the deal's zone. An instant is itself, wherever it is told.

  Scenario: 23:59 in New York is the next day in UTC
    Given the deal "Told in UTC" in UTC
    When "order effective 2020-09-27T23:59-04:00" on 2020-09-19
    Then as of 2020-09-27 the order is pending since 2020-09-19
    And as of 2020-09-27 the order is due 2020-09-28T03:59+00:00, 1 day left
    And as of 2020-09-28T03:58 the order is pending
    And as of 2020-09-28T03:59 the order is in effect since 2020-09-28T03:59+00:00

  Scenario: 23:59 in New York is the same day in New York
    Given the deal "Told in New York" in America/New_York
    When "order effective 2020-09-27T23:59" on 2020-09-19
    Then as of 2020-09-26 the order is due 2020-09-27T23:59-04:00, 1 day left
    And as of 2020-09-27T23:58 the order is pending
    And as of 2020-09-27 the order is in effect since 2020-09-27T23:59-04:00
    And as of 2020-09-28T03:59Z the order is in effect
    And as of 2020-09-28T03:58Z the order is pending

  Scenario Outline: The same bid, at 23:59 in New York
    Given the deal "Harbour Foods" in <zone>
    When "Acme bid" on 2020-09-27T23:59-04:00
    Then as of <day before> Acme is not listed
    And as of <day> Acme is bidding since <since>

    Examples:
      | zone             | day before | day        | since                  |
      | America/New_York | 2020-09-26 | 2020-09-27 | 2020-09-27T23:59-04:00 |
      | UTC              | 2020-09-27 | 2020-09-28 | 2020-09-28T03:59+00:00 |
      | Asia/Tokyo       | 2020-09-27 | 2020-09-28 | 2020-09-28T12:59+09:00 |

  Scenario: A restraining order that is told in another zone's clock time
    Given the deal "Harbour Foods" in America/New_York
    When "TRO runs until 2021-07-14T23:59-07:00" on 2021-07-01
    Then as of 2021-07-14 the TRO is running since 2021-07-01
    And as of 2021-07-14 the TRO is due 2021-07-15T02:59-04:00, 1 day left
    And as of 2021-07-15T02:59 the TRO is running
    And as of 2021-07-15T02:59:01 the TRO is expired since 2021-07-15T02:59-04:00

  Scenario Outline: A bare date begins at the deal's own midnight
    Given the deal "Harbour Foods" in <zone>
    When "order effective 2020-09-20" on 2020-08-06
    Then as of <just before> the order is pending
    And as of <then> the order is in effect since 2020-09-20

    Examples:
      | zone             | just before          | then                 |
      | America/New_York | 2020-09-20T03:59:59Z | 2020-09-20T04:00:00Z |
      | UTC              | 2020-09-19T23:59:59Z | 2020-09-20T00:00:00Z |
      | Asia/Tokyo       | 2020-09-19T14:59:59Z | 2020-09-19T15:00:00Z |

  Scenario: A day of 25 hours is one day
    Given the deal "Harbour Foods" in America/New_York
    When "sale due 2020-11-02" on 2020-10-01
    Then as of 2020-10-31 sale is due 2020-11-02, 2 days left
    And as of 2020-11-01 sale is due 2020-11-02, 1 day left
    And as of 2020-11-02T23:59 sale is due 2020-11-02, 0 days left

  Scenario: The hour that comes twice is told apart by its offset
    Given the deal "Harbour Foods" in America/New_York
    When "Acme bid" on 2020-11-01T01:30-04:00
    And "Acme bid withdrawn" on 2020-11-01T01:30-05:00
    Then as of 2020-11-01T01:45-04:00 Acme is bidding since 2020-11-01T01:30-04:00
    And as of 2020-11-01 Acme is withdrawn since 2020-11-01T01:30-05:00

  Scenario: A date is later than an instant of the day before, and its whole day begins first
    Given the deal "Harbour Foods" in America/New_York
    When "Acme bid rejected" on 2020-09-13T15:00
    And "Acme bid" on 2020-09-13
    Then as of 2020-09-13T14:59 Acme is bidding since 2020-09-13
    And as of 2020-09-13 Acme is rejected since 2020-09-13T15:00
