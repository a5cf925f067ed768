Feature: What is due?
  A deadline can be met until the end of its day. What became of it is said; until then the clock
  decides.

  Background:
    Given the deal "Harbour Foods" in America/New_York

  Scenario: A deadline the day before, on its day, and the day after
    When "sale due 2020-11-12" on 2020-08-14
    Then as of 2020-11-11 sale is due 2020-11-12, 1 day left
    And as of 2020-11-12 sale is due 2020-11-12, 0 days left
    And as of 2020-11-12 sale is pending since 2020-08-14
    And as of 2020-11-13T00:00 sale is passed since 2020-11-12
    And as of 2020-11-13 the days left of sale are none
    And as of 2020-08-13 sale is not listed

  Scenario: A deadline with a clock time is met up to and including it
    When "offer due 2020-11-12T17:00" on 2020-11-01
    Then as of 2020-11-12T17:00 the offer is pending
    And as of 2020-11-12T17:00 the offer is due 2020-11-12T17:00, 0 days left
    And as of 2020-11-12T17:00:01 the offer is passed since 2020-11-12T17:00-05:00

  Scenario Outline: What became of a deadline
    When "sale due 2020-11-12" on 2020-08-14
    And "sale <word>" on 2020-11-05
    Then as of 2020-11-04 sale is pending since 2020-08-14
    And as of 2020-11-05 sale is <word> since 2020-11-05
    And as of 2020-11-13 sale is <word> since 2020-11-05
    And as of 2020-11-05 the days left of sale are none
    And as of 2020-11-05 sale rests on #1 and #2

    Examples:
      | word    |
      | met     |
      | missed  |
      | lapsed  |
      | waived  |
      | void    |
      | revoked |

  Scenario: Extended once the date has passed, it is pending again
    When "sale due 2021-03-01" on 2021-01-01
    And "sale extended to 2021-04-01" on 2021-03-06
    Then as of 2021-03-05 sale is passed since 2021-03-01
    And as of 2021-03-06 sale is pending since 2021-03-06
    And as of 2021-03-06 sale is due 2021-04-01, 26 days left
    And as of 2021-03-06 the original due of sale is 2021-03-01

  Scenario: Lapsed, and extended after all
    When "sale due 2021-03-01" on 2021-01-01
    And "sale lapsed" on 2021-03-02
    And "sale extended to 2021-04-01" on 2021-03-03
    Then as of 2021-03-02 sale is lapsed since 2021-03-02
    And as of 2021-03-03 sale is pending since 2021-03-03
    And as of 2021-03-03 sale is due 2021-04-01, 29 days left
    And as of 2021-03-03 the extensions of sale are 1

  Scenario: Extended twice
    When "sale due 2020-11-12" on 2020-08-14
    And "sale extended to 2020-11-27" on 2020-11-12
    And "sale extended to 2020-12-04" on 2020-11-25
    Then as of 2020-11-11 sale is due 2020-11-12, 1 day left
    And as of 2020-11-12 sale is due 2020-11-27, 15 days left
    And as of 2020-11-25 sale is due 2020-12-04, 9 days left
    And as of 2020-11-25 sale is pending since 2020-08-14
    And as of 2020-11-25:
      | name | original due | dates                              | extensions | because |
      | sale | 2020-11-12   | 2020-11-12, 2020-11-27, 2020-12-04 | 2          | 1, 2, 3 |
    And as of 2020-12-05 sale is passed since 2020-12-04

  Scenario: Two papers tell of one extension
    When "sale due 2020-11-12" on 2020-08-14
    And "sale extended to 2020-11-27" on 2020-11-13 says Reuters
    And "sale extended to 2020-11-27" on 2020-11-13 says WSJ
    Then as of 2020-11-13 the extensions of sale are 1
    And as of 2020-11-13 the dates of sale are 2020-11-12 and 2020-11-27
    And as of 2020-11-13 sale rests on #1, #2 and #3
    And as of 2020-11-13 the grade of sale is corroborated

  Scenario: An extension by a span counts from the date then due
    When "sale due 2020-11-12" on 2020-08-14
    And "sale extended by 15 days" on 2020-11-10
    Then as of 2020-11-10 sale is due 2020-11-27, 17 days left
    And as of 2020-11-10 the sum behind sale reads 2020-11-12 + 15 days = 2020-11-27

  Scenario: A date that is moved is no extension
    When "vote due 2021-05-10" on 2021-04-01
    And "vote moved to 2021-05-03" on 2021-04-10
    Then as of 2021-04-10 the vote is due 2021-05-03, 23 days left
    And as of 2021-04-10 the extensions of the vote are 0
    And as of 2021-04-10 the original due of the vote is 2021-05-10

  Scenario: A second date for the same thing moves it, and somebody is told
    When "vote due 2021-05-10" on 2021-04-01
    And "vote due 2021-05-17" on 2021-04-10
    Then it is noted: vote was due 2021-05-10
    And as of 2021-04-10 the vote is due 2021-05-17, 37 days left
    And as of 2021-04-10 the extensions of the vote are 0

  Scenario: A new date brings back what was waived
    When "vote due 2021-05-10" on 2021-04-01
    And "vote waived" on 2021-04-05
    And "vote moved to 2021-06-10" on 2021-04-10
    Then as of 2021-04-09 the vote is waived
    And as of 2021-04-10 the vote is pending since 2021-04-10

  Scenario: A date that nobody knows yet
    When "sale due date unknown" on 2021-03-01
    And "sale due 2021-05-01" on 2021-04-01
    Then as of 2021-03-31 sale is pending
    And as of 2021-03-31 sale is due date unknown
    And as of 2021-03-31 the original due of sale is none
    And as of 2021-04-01 sale is due 2021-05-01, 30 days left
    And as of 2021-04-01 the original due of sale is 2021-05-01
    And as of 2021-04-01 the dates of sale are 2021-05-01

  Scenario: The extension was in the papers before the order was
    When "sale due 2020-11-12" on 2020-08-14 reported 2020-12-01
    And "sale extended to 2020-11-27" on 2020-11-12 reported 2020-11-13
    Then as of 2020-11-20 known by 2020-11-20 sale is due 2020-11-27, 7 days left
    And as of 2020-11-20 known by 2020-11-20 the original due of sale is none
    And as of 2020-11-20 known by 2020-12-01 the original due of sale is 2020-11-12

  Scenario: A forecast is overdue once its quarter is over
    When "closing expected 2021-Q3" on 2021-01-10
    Then as of 2021-09-30 closing is pending since 2021-01-10
    And as of 2021-09-30 closing is due 2021-Q3, 0 days left
    And as of 2021-10-01 closing is overdue since 2021-Q3
    And as of 2021-10-01 the kind of closing is forecast

  Scenario: A forecast that becomes a deadline
    When "closing expected 2021-Q3" on 2021-01-10
    And "closing due 2021-12-31" on 2021-02-01
    Then as of 2021-01-31 the kind of closing is forecast
    And as of 2021-02-01 the kind of closing is deadline
    And as of 2022-01-01 closing is passed since 2021-12-31

  Scenario: A period runs and expires
    When "standstill runs for 45 days" on 2021-01-15
    And "waiver runs until date unknown" on 2021-01-15
    Then as of 2021-03-01 the standstill is running since 2021-01-15
    And as of 2021-03-01 the standstill is due 2021-03-01, 0 days left
    And as of 2021-03-02 the standstill is expired since 2021-03-01
    And as of 2021-03-02 the waiver is running
    And as of 2021-03-02 the waiver is due date unknown

  Scenario: Exclusivity with an end is a period of its own
    When "Acme granted exclusivity until 2021-04-01" on 2021-03-01
    And "Bolt granted exclusivity for 2 weeks" on 2021-04-05
    Then as of 2021-03-01 Acme exclusivity is running since 2021-03-01
    And as of 2021-03-01 Acme exclusivity is due 2021-04-01, 31 days left
    And as of 2021-04-02 Acme exclusivity is expired
    And as of 2021-04-05 Bolt exclusivity is due 2021-04-19, 14 days left
    And as of 2021-04-05 the deadlines are Acme exclusivity and Bolt exclusivity

  Scenario: What is due first comes first, what has no date last
    When these entries:
      | on         | what                              |
      | 2021-01-01 | closing expected 2021-Q3          |
      | 2021-01-01 | refund due date unknown           |
      | 2021-01-01 | vote due 2021-05-10               |
      | 2021-01-01 | order EO 1 effective 2021-03-01   |
    Then as of 2021-01-01 the deadlines are EO 1, vote, closing and refund
