Feature: What is refused?
  What happened is written down, whatever it is. Refused is only what cannot be read, or what is
  probably a slip, always with a way to go on.

  Background:
    Given the deal "TikTok US operations" in America/New_York
    And "Microsoft bid" on 2020-08-02
    And "Oracle in talks" on 2020-08-18

  Scenario Outline: Plain English that is not in the language
    Then "<what>" on 2020-09-13 is refused: <message>
    And as of 2020-09-13 the bidders are Microsoft and Oracle

    Examples:
      | what                           | message                  |
      | Oracle not chosen              | Oracle chosen            |
      | ORACLE NOT CHOSEN              | Oracle chosen            |
      | Oracle was chosen              | Oracle chosen            |
      | Microsoft may bid              | Microsoft bid            |
      | Microsoft bid of $30bn rejected | Microsoft bid rejected  |
      | Walmart joined Microsoft's bid | Walmart joined Microsoft |
      | Trump said Oracle chosen       | fits no phrase           |
      | Oracle buys it                 | fits no phrase           |

  Scenario Outline: A name that is probably a slip
    Then "<what>" on 2020-09-13 is refused: did you mean <known>?

    Examples:
      | what                       | known     |
      | Micrsoft bid rejected      | Microsoft |
      | Orcale chosen              | Oracle    |
      | Walmart joined Micro soft  | Microsoft |

  Scenario Outline: Two names are a group, and no name
    Then "<what>" on 2020-09-13 is refused: joined

    Examples:
      | what                         |
      | Microsoft and Walmart bid    |
      | Walmart plus Oracle bid      |

  Scenario: Something is asked of a deadline that nobody has set
    When "sale due 2020-11-12" on 2020-08-14
    Then "divestment extended to 2020-11-27" on 2020-11-12 is refused: nobody has set 'divestment'
    And "divestment extended to 2020-11-27" on 2020-11-12 is refused: known are sale
    And "divestment stayed" on 2020-11-12 is refused: nobody has set
    And "divestment met" on 2020-11-12 is refused: nobody has set
    And "divestment revoked" on 2020-11-12 is refused: nobody has set
    And "divestment moved to 2020-12-01" on 2020-11-12 is refused: nobody has set

  Scenario: A second order needs a name
    When "order effective Sep 20" on 2020-08-06
    Then "order effective Nov 12" on 2020-08-14 is refused: name the second
    And "order EO 2 effective Nov 12" on 2020-08-14 is read as "order EO 2 effective 2020-11-12"

  Scenario: A deadline is no authority, and a bidder no deadline
    When "order EO 13942 effective 2020-09-20" on 2020-08-06
    Then "EO 13942 blocked" on 2020-09-01 is refused: a deadline or a term
    And "Oracle due 2020-11-12" on 2020-09-01 is refused: a party

  Scenario: A sentence with two readings
    Then "The Bid of Angels bid of $5" on 2020-09-01 is refused: ways
    And "'The Bid of Angels' bid of $5" on 2020-09-01 is read as ""The Bid of Angels" bid of $5"

  Scenario: Neither of two joined names is known
    Then "Big Blue also known as IBM" on 2020-09-01 is refused: known

  Scenario Outline: A time that has two readings, or none
    Then "sale due <when>" on 2020-08-14 is refused: <message>

    Examples:
      | when             | message          |
      | 09/11/2020       | 2020-09-11       |
      | 09/14/2020       | 2020-09-14       |
      | 2020-02-30       | 2020-02-30       |
      | 2020-11-01T01:30 | 2020-11-01T01:30-04:00 |
      | 2020-11-01T01:30 | 2020-11-01T01:30-05:00 |
      | 2021-03-14T02:30 | 2021-03-14T02:30 |
      | someday          | someday          |

  Scenario: A span needs a day to be counted from
    Then "sale due in 1 month" on 2020-09 is refused: a span needs a day
