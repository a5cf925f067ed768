Feature: What became different?
  Every morning somebody asks what is new since the day before: what happened, what came out, and
  what the clock did. A moment is looked at with what was known at that moment.

  Background:
    Given the deal "Harbour Foods" in Europe/London

  Scenario: A bid is news on its day, and on no other
    When "Acme bid of 210p" on 2021-03-02
    And "Bidco bid of 215p" on 2021-03-03
    Then from 2021-03-01 to 2021-03-02 these change:
      | Acme     | none | bidding |
      | the deal | open | bidding |
    And from 2021-03-02 to 2021-03-03 these change:
      | Bidco    | none    | bidding   |
      | the deal | bidding | contested |
    And from 2021-03-03 to 2021-03-04 nothing changes

  Scenario: What came out late is news on the day it comes out
    When "Acme bid of 210p" on 2021-03-02 reported 2021-03-09
    Then from 2021-03-01 to 2021-03-02 nothing changes
    And from 2021-03-08 to 2021-03-09 these change:
      | Acme     | none | bidding |
      | the deal | open | bidding |

  Scenario: A deadline that goes by is news, though nobody says a word
    When "offer due 2021-03-05" on 2021-03-01
    Then from 2021-03-04 to 2021-03-05 nothing changes
    And from 2021-03-05 to 2021-03-06 these change:
      | offer | pending | passed |

  Scenario: What happened and was taken back in between is no difference
    When "Acme bid of 210p" on 2021-03-02
    And "Acme bid withdrawn" on 2021-03-03
    And "Acme bid of 220p" on 2021-03-04
    Then from 2021-03-02 to 2021-03-04 nothing changes
    And from 2021-03-03 to 2021-03-04 these change:
      | Acme     | withdrawn | bidding |
      | the deal | ended     | bidding |

  Scenario: When the world changes its account, that is news
    When "Acme bid of 210p" on 2021-03-02
    And "Acme bid of 210p" is retracted, announced 2021-03-10, because the paper took it back
    Then from 2021-03-09 to 2021-03-10 these change:
      | Acme     | bidding | none |
      | the deal | bidding | open |
