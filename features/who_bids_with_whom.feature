Feature: Who bids with whom?
  A member of a group shows how its lead stands, until there is a word about the member itself.

  Background:
    Given the deal "TikTok US operations" in America/New_York

  Scenario: A partner that joins stands where its lead stands
    When "Microsoft bid" on 2020-08-02
    And "Walmart joined Microsoft" on 2020-08-27
    Then as of 2020-08-26 Walmart is not listed
    And as of 2020-08-27 Walmart is bidding since 2020-08-27
    And as of 2020-08-27 Walmart bids with Microsoft
    And as of 2020-08-27 the members of Microsoft are Walmart
    And as of 2020-08-27 Walmart rests on #1 and #2

  Scenario: The lead's next word is the member's next word
    When "Microsoft in talks" on 2020-08-02
    And "Walmart joined Microsoft" on 2020-08-27
    And "Microsoft bid" on 2020-09-01
    Then as of 2020-08-31 Walmart is in talks since 2020-08-27
    And as of 2020-09-01 Walmart is bidding since 2020-09-01

  Scenario: A lead that is rejected takes its silent partner with it
    When "Microsoft bid" on 2020-08-02
    And "Walmart joined Microsoft" on 2020-08-27
    And "Microsoft bid rejected" on 2020-09-13
    Then as of 2020-09-13 Walmart is rejected since 2020-09-13
    And as of 2020-09-13 Walmart bids with Microsoft

  Scenario: A partner outlives its rejected lead
    When "Microsoft bid" on 2020-08-02
    And "Walmart joined Microsoft" on 2020-08-27
    And "Microsoft bid rejected" on 2020-09-13
    And "Walmart interested" on 2020-09-13
    Then as of 2020-09-12 Walmart is bidding since 2020-08-27
    And as of 2020-09-13 Microsoft is rejected since 2020-09-13
    And as of 2020-09-13 Walmart is interested since 2020-09-13
    And as of 2020-09-13 Walmart rests on #4

  Scenario Outline: The order of a day's four entries does not matter
    When "Microsoft bid" on 2020-08-02
    And "Walmart joined Microsoft" on 2020-08-27
    And "<first>" on 2020-09-13
    And "<second>" on 2020-09-13
    And "<third>" on 2020-09-13
    And "<fourth>" on 2020-09-13
    Then as of 2020-09-13:
      | Microsoft | rejected   |
      | Walmart   | interested |
      | Oracle    | chosen     |

    Examples:
      | first                  | second                 | third                  | fourth                 |
      | Microsoft bid rejected | Walmart interested     | Oracle chosen          | Oracle stake proposed  |
      | Oracle stake proposed  | Oracle chosen          | Walmart interested     | Microsoft bid rejected |
      | Walmart interested     | Oracle stake proposed  | Microsoft bid rejected | Oracle chosen          |
      | Oracle chosen          | Microsoft bid rejected | Oracle stake proposed  | Walmart interested     |

  Scenario: What was said of a partner before it joined no longer counts
    When "Walmart interested" on 2020-08-20
    And "Microsoft bid" on 2020-08-02
    And "Walmart joined Microsoft" on 2020-08-27
    And "Walmart left Microsoft" on 2020-09-01
    Then as of 2020-08-26 Walmart is interested since 2020-08-20
    And as of 2020-08-31 Walmart is bidding since 2020-08-27
    And as of 2020-08-31 Walmart bids with Microsoft
    And as of 2020-09-01 Walmart is withdrawn since 2020-09-01
    And as of 2020-09-01 Walmart bids with nobody
    And as of 2020-09-01 the members of Microsoft are none

  Scenario: On the same day, the partner's own word is later than its joining
    When "Walmart interested" on 2020-08-27
    And "Microsoft bid" on 2020-08-02
    And "Walmart joined Microsoft" on 2020-08-27
    Then as of 2020-08-27 Walmart is interested since 2020-08-27
    And as of 2020-08-27 Walmart bids with Microsoft

  Scenario: Who leaves with a word of its own keeps it
    When "Microsoft bid" on 2020-08-02
    And "Walmart joined Microsoft" on 2020-08-27
    And "Walmart in talks" on 2020-09-05
    And "Walmart left Microsoft" on 2020-09-10
    Then as of 2020-09-10 Walmart is in talks since 2020-09-05
    And as of 2020-09-10 Walmart bids with nobody

  Scenario: Joining another group leaves the first
    When "Microsoft bid" on 2020-08-02
    And "Oracle in talks" on 2020-08-18
    And "Walmart joined Microsoft" on 2020-08-27
    And "Walmart joined Oracle" on 2020-09-19
    Then as of 2020-09-19 Walmart is in talks since 2020-09-19
    And as of 2020-09-19:
      | name      | with   | members |
      | Walmart   | Oracle | none    |
      | Oracle    | none   | Walmart |
      | Microsoft | none   | none    |

  Scenario: Nobody joins their own member
    When "Microsoft bid" on 2020-08-02
    And "Walmart joined Microsoft" on 2020-08-27
    And "Microsoft joined Walmart" on 2020-08-28
    Then as of 2020-08-28 Microsoft bids with nobody
    And as of 2020-08-28 Walmart bids with Microsoft

  Scenario: A group of three
    When these entries:
      | on         | what                                  |
      | 2020-08-02 | Oracle bid                            |
      | 2020-08-20 | General Atlantic joined Oracle        |
      | 2020-08-21 | Sequoia joined Oracle                 |
    Then as of 2020-08-21 the members of Oracle are General Atlantic and Sequoia
    And as of 2020-08-21 the bidders are Oracle, General Atlantic and Sequoia
    And as of 2020-08-21 General Atlantic is bidding since 2020-08-20

  Scenario: Partners are no rivals of their own lead
    When "Microsoft bid" on 2020-08-02
    And "Walmart joined Microsoft" on 2020-08-27
    And "Walmart bid" on 2020-08-28
    Then as of 2020-08-28 the deal is bidding, not contested
    When "Walmart left Microsoft" on 2020-08-29
    Then as of 2020-08-29 the deal is contested
