Feature: What could have been known?
  Things happen on one day and are told on another. A question may ask where the deal stood with
  what was known by some moment.

  Background:
    Given the deal "Harbour Foods" in America/New_York

  Scenario: A late report
    When "Acme bid" on 2021-03-01 reported 2021-03-05
    Then as of 2021-03-03 known by 2021-03-04 Acme is not listed
    And as of 2021-03-03 known by 2021-03-04 1 entry is not yet known
    And as of 2021-03-03 known by 2021-03-05 Acme is bidding since 2021-03-01
    And as of 2021-03-03 Acme is bidding since 2021-03-01

  Scenario: The same day asked with less knowledge
    When "Acme in talks" on 2021-02-01
    And "Acme bid" on 2021-03-01 reported 2021-03-05
    And "Acme bid rejected" on 2021-03-03 reported 2021-03-09
    Then as of 2021-03-04 known by 2021-03-04 Acme is in talks since 2021-02-01
    And as of 2021-03-04 known by 2021-03-05 Acme is bidding since 2021-03-01
    And as of 2021-03-04 known by 2021-03-09 Acme is rejected since 2021-03-03

  Scenario: What may not have been known during the day is not known
    When "Acme bid" on 2021-03-01 reported 2021-03-05
    Then as of 2021-03-05 known by 2021-03-05T12:00 Acme is not listed
    And as of 2021-03-05 known by 2021-03-05T23:59 Acme is not listed
    And as of 2021-03-05 known by 2021-03-05 Acme is bidding
    And as of 2021-03-05 known by 2021-03-06T00:00 Acme is bidding

  Scenario: A report with a clock time is known from it
    When "Acme bid" on 2021-03-01 reported 2021-03-05T09:30
    Then as of 2021-03-05 known by 2021-03-05T09:29 Acme is not listed
    And as of 2021-03-05 known by 2021-03-05T09:30 Acme is bidding since 2021-03-01

  Scenario: A report known to be of some month counts from that month's end
    When "Acme bid" on 2021-03-01 reported 2021-03
    Then as of 2021-03-30 known by 2021-03-30 Acme is not listed
    And as of 2021-03-30 known by 2021-03-31 Acme is bidding since 2021-03-01
    And as of 2021-03-30 known by 2021-03 Acme is bidding since 2021-03-01

  Scenario: What is announced ahead is known before it happens
    When "Acme agreement signed" on 2021-03-01
    And "Acme deal closed" on 2021-05-01 reported 2021-04-01
    Then as of 2021-04-30 known by 2021-04-15 Acme is agreed
    And as of 2021-05-01 known by 2021-04-15 Acme is closed since 2021-05-01
    And as of 2021-05-01 known by 2021-03-31 Acme is agreed

  Scenario: Without a day of its own, a report is as old as its earliest source
    When these entries:
      | on         | what      | source  | published  | reported   |
      | 2021-03-01 | Acme bid  | Reuters | 2021-03-07 |            |
      | 2021-03-01 | Bolt bid  | Reuters | 2021-03-07 | 2021-03-02 |
      | 2021-03-01 | Cargo bid | Reuters |            |            |
    Then as of 2021-03-01 known by 2021-03-01 the bidders are Cargo
    And as of 2021-03-01 known by 2021-03-02 the bidders are Bolt and Cargo
    And as of 2021-03-01 known by 2021-03-07 the bidders are Acme, Bolt and Cargo

  Scenario: How it looked on the day
    When "Acme bid" on 2021-03-01 reported 2021-03-05
    And "Bolt bid" on 2021-03-04
    Then as it looked on 2021-03-04 the bidders are Bolt
    And as it looked on 2021-03-05:
      | Acme | bidding |
      | Bolt | bidding |

  Scenario: A deadline that had not been told of yet
    When "sale due 2021-06-01" on 2021-01-01
    And "sale extended to 2021-07-01" on 2021-05-20 reported 2021-06-03
    Then as of 2021-06-02 known by 2021-06-02 sale is passed since 2021-06-01
    And as of 2021-06-02 known by 2021-06-03 sale is due 2021-07-01, 29 days left

  Scenario: A second paper makes it corroborated once it is out
    When "Oracle chosen" on 2020-09-13 reported 2020-09-13 says Reuters
    And "Oracle chosen" on 2020-09-14 reported 2020-09-14 says WSJ
    Then as of 2020-09-14 known by 2020-09-13 Oracle is chosen since 2020-09-13
    And as of 2020-09-14 known by 2020-09-13 Oracle rests on #1
    And as of 2020-09-14 known by 2020-09-13 the grade of Oracle is single-source
    And as of 2020-09-14 known by 2020-09-14 Oracle is chosen since 2020-09-13
    And as of 2020-09-14 known by 2020-09-14 Oracle rests on #1 and #2
    And as of 2020-09-14 known by 2020-09-14 the grade of Oracle is corroborated

  Scenario: By what one publisher says
    When "Oracle in talks" on 2020-09-01 says Reuters
    And "Oracle chosen" on 2020-09-13 says Bloomberg (unnamed)
    And "Microsoft bid rejected" on 2020-09-13 says Microsoft (statement)
    Then as of 2020-09-14 according to Reuters, Oracle is in talks since 2020-09-01
    And as of 2020-09-14 according to Reuters, Microsoft is not listed
    And as of 2020-09-14 according to Bloomberg, Oracle is chosen
    And as of 2020-09-14 according to Bloomberg, 2 entries are left out
    And as of 2020-09-12, known by 2020-09-12, according to Bloomberg, the bidders are none

  Scenario: By what is confirmed
    When "Oracle in talks" on 2020-09-01 says SEC (record)
    And "Oracle chosen" on 2020-09-13 says Bloomberg (unnamed)
    Then as of 2020-09-14, confirmed only, Oracle is in talks since 2020-09-01
    And as of 2020-09-14 Oracle is chosen

  Scenario: Before anything was known, nothing is listed
    When "Acme bid" on 2021-03-01 reported 2021-03-05
    And "sale due 2021-06-01" on 2021-03-01 reported 2021-03-05
    Then as of 2021-03-01 known by 2021-03-01 the bidders are none
    And as of 2021-03-01 known by 2021-03-01 the deadlines are none
    And as of 2021-03-01 known by 2021-03-01 the deal is open
