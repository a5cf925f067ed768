Feature: How are dates said, and spans counted?
  A time keeps the precision it was given in. A span is counted when it is written.

  Background:
    Given the deal "Harbour Foods" in America/New_York

  Scenario Outline: One day, written in many ways
    When "sale due <said>" on Aug 14, 2020
    Then as of 2020-08-14 sale is due 2020-09-20, 37 days left

    Examples:
      | said               |
      | 2020-09-20         |
      | Sep 20             |
      | Sept 20, 2020      |
      | 20 Sep 2020        |
      | September 20, 2020 |
      | 20 September       |
      | in 37 days         |
      | within 37 days     |
      | 37d from 2020-08-14 |
      | 36 days from Aug 15 |

  Scenario Outline: A day without a year is the first on or after the day it is said
    When "order effective Sep 20" on <on>
    Then as of <on> the order is due <due>

    Examples:
      | on         | due        |
      | 2020-08-06 | 2020-09-20 |
      | 2020-09-20 | 2020-09-20 |
      | 2020-09-21 | 2021-09-20 |
      | 2020-12-01 | 2021-09-20 |

  Scenario: One that is far ahead is noted
    When "order effective Sep 20" on 2020-12-01
    Then it is noted: Sep 20 was read as 2021-09-20
    When "vote due Feb 29" on 2021-03-01
    Then it is noted: 2024-02-29
    And as of 2021-03-01 the vote is due 2024-02-29

  Scenario Outline: A question may be asked in any of these ways
    When "Acme bid" on 2020-09-20
    Then as of <day before> Acme is not listed
    And as of <day> Acme is bidding since <day>

    Examples:
      | day before   | day                |
      | 2020-09-19   | 2020-09-20         |
      | Sep 19, 2020 | Sep 20, 2020       |
      | 19 Sep 2020  | 20 September 2020  |

  Scenario: A month holds from its start, and a question about it is asked at its end
    When "Acme bid" on 2020-09
    Then as of 2020-08-31 Acme is not listed
    And as of 2020-09-01 Acme is bidding since 2020-09
    And as of 2020-08 Acme is not listed
    And as of Sep 2020 Acme is bidding since Sep 2020

  Scenario Outline: A deadline that is a period can be met until it is over
    When "closing due <period>" on 2021-01-10
    Then as of <last day> closing is pending
    And as of <last day> closing is due <period>, 0 days left
    And as of <day after> closing is passed since <period>

    Examples:
      | period   | last day   | day after  |
      | Sep 2021 | 2021-09-30 | 2021-10-01 |
      | 2021-Q3  | 2021-09-30 | 2021-10-01 |
      | 2021-H2  | 2021-12-31 | 2022-01-01 |
      | 2021     | 2021-12-31 | 2022-01-01 |

  Scenario: An order of a month takes effect at its start
    When "order EO 1 effective 2021-09" on 2021-08-30
    Then as of 2021-08-31 EO 1 is due 2021-09, 1 day left
    And as of 2021-09-01 EO 1 is in effect since 2021-09

  Scenario Outline: Spans
    When "sale due in <span>" on <on>
    Then as of <on> sale is due <due>
    And as of <on> the sum behind sale reads <on> + <said> = <due>

    Examples:
      | on         | span                  | said                  | due        |
      | 2020-08-14 | 90 days               | 90 days               | 2020-11-12 |
      | 2020-08-14 | 90d                   | 90 days               | 2020-11-12 |
      | 2021-01-31 | 1 month               | 1 month               | 2021-02-28 |
      | 2020-08-06 | 2w                    | 2 weeks               | 2020-08-20 |
      | 2020-02-29 | 1 year                | 1 year                | 2021-02-28 |
      | 2022-06-10 | 10 business days      | 10 business days      | 2022-06-24 |
      | 2022-06-10 | 10 business days (US) | 10 business days (US) | 2022-06-27 |

  Scenario: The holidays that were passed over are named
    When "sale due in 10 business days (US)" on 2022-06-10
    Then as of 2022-06-10 the sum behind sale reads skipping 20 Jun 2022

  Scenario: What is said today
    Given it is 2020-09-13T15:00
    When "Microsoft bid rejected" on today
    And "sale due tomorrow" on yesterday
    Then as of now Microsoft is rejected since 2020-09-13
    And as of today sale is due 2020-09-14, 1 day left
