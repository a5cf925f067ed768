Feature: Where does a bidder stand?
  The status of a bidder is the latest word about it. Nothing is terminal: whoever was turned down
  may come back.

  Background:
    Given the deal "Harbour Foods" in Europe/London

  Scenario Outline: Each phrase has its word
    When "<what>" on 2021-03-01
    Then as of 2021-03-01 Acme is <status> since 2021-03-01
    And as of 2021-02-28 Acme is not listed

    Examples: In the running
      | what                                    | status         |
      | Acme rumoured                           | rumoured       |
      | Acme rumored                            | rumoured       |
      | Acme interested                         | interested     |
      | Acme NDA signed                         | under NDA      |
      | Acme in talks                           | in talks       |
      | Acme bid                                | bidding        |
      | Acme bid of £40 a share                 | bidding        |
      | Acme bid revised to £42 a share         | bidding        |
      | Acme bid recommended                    | recommended    |
      | Acme bid superior                       | superior       |
      | Acme chosen                             | chosen         |
      | Acme chosen as technology partner       | chosen         |
      | Acme granted exclusivity                | exclusive      |
      | Acme granted exclusivity until 2021-04-01 | exclusive    |
      | Acme agreement signed                   | agreed         |
      | Acme agreement amended to £43 a share   | agreed         |
      | Acme stalled                            | stalled        |
      | Acme stake proposed                     | stake proposed |
      | Acme stake of 20% proposed              | stake proposed |

    Examples: Out
      | what                      | status     |
      | Acme bid rejected         | rejected   |
      | Acme dropped              | dropped    |
      | Acme bid withdrawn        | withdrawn  |
      | Acme bid lapsed           | lapsed     |
      | Acme agreement terminated | terminated |

    Examples: Done
      | what                        | status            |
      | Acme deal closed            | closed            |
      | Acme deal closed into trust | closed into trust |
      | Acme stake taken            | stake taken       |
      | Acme stake of 20% taken     | stake taken       |

  Scenario: The latest word holds from its day on
    When "Acme in talks" on 2021-03-01
    And "Acme bid of £40" on 2021-03-08
    And "Acme bid withdrawn" on 2021-03-15
    Then as of 2021-03-07 Acme is in talks since 2021-03-01
    And as of 2021-03-08 Acme is bidding since 2021-03-08
    And as of 2021-03-14 Acme is bidding since 2021-03-08
    And as of 2021-03-15 Acme is withdrawn since 2021-03-15

  Scenario: It does not matter in which order the book was written
    When "Acme bid withdrawn" on 2021-03-15
    And "Acme bid of £40" on 2021-03-08
    And "Acme in talks" on 2021-03-01
    Then as of 2021-03-10 Acme is bidding since 2021-03-08
    And as of 2021-03-15 Acme is withdrawn since 2021-03-15

  Scenario: On one day, the later entry is the later word
    When "Acme bid" on 2021-03-01
    And "Acme bid rejected" on 2021-03-01
    And "Bolt bid rejected" on 2021-03-01
    And "Bolt bid" on 2021-03-01
    Then as of 2021-03-01:
      | Acme | rejected |
      | Bolt | bidding  |

  Scenario: A word that is repeated goes on since it was first said
    When "Acme in talks" on 2021-03-01
    And "Acme in talks" on 2021-03-05
    Then as of 2021-03-05 Acme is in talks since 2021-03-01
    And as of 2021-03-05 Acme rests on #1 and #2

  Scenario: A bidder that returns is bidding again, without its old terms
    When "Acme bid of £10" on 2021-03-01
    And "Acme bid rejected" on 2021-03-05
    And "Acme bid" on 2021-03-09
    Then as of 2021-03-04 the terms of Acme are £10
    And as of 2021-03-08 Acme is rejected since 2021-03-05
    And as of 2021-03-09 Acme is bidding since 2021-03-09
    And as of 2021-03-09 the terms of Acme are none
    And as of 2021-03-09 Acme rests on #3

  Scenario: A rumour does not lower a bid
    When "Acme bid" on 2021-03-01
    And "Acme NDA signed" on 2021-03-02
    Then it is noted: Acme stays bidding
    When "Acme rumoured" on 2021-03-03
    Then as of 2021-03-03 Acme is bidding since 2021-03-01
    And as of 2021-03-03 Acme rests on #1

  Scenario: A rumour brings back a bidder that was out
    When "Acme bid rejected" on 2021-03-01
    And "Acme rumoured" on 2021-04-01
    Then as of 2021-04-01 Acme is rumoured since 2021-04-01

  Scenario: Who is chosen stays chosen while they talk and bid
    When "Acme chosen" on 2021-03-01
    And "Acme in talks" on 2021-03-02
    And "Acme bid of £40" on 2021-03-03
    And "Acme interested" on 2021-03-04
    Then as of 2021-03-04 Acme is chosen since 2021-03-01
    And as of 2021-03-04 the terms of Acme are £40
    When "Acme dropped" on 2021-03-05
    And "Acme in talks" on 2021-03-06
    Then as of 2021-03-05 Acme is dropped
    And as of 2021-03-06 Acme is in talks since 2021-03-06

  Scenario: Exclusivity stands through talks, and a signature ends it
    When "Acme granted exclusivity" on 2021-03-01
    And "Acme in talks" on 2021-03-02
    And "Acme agreement signed" on 2021-03-20
    Then as of 2021-03-19 Acme is exclusive since 2021-03-01
    And as of 2021-03-20 Acme is agreed since 2021-03-20

  Scenario: A signed agreement stands through a better offer of the same bidder
    When "Bolt agreement signed" on 2021-03-01
    And "Bolt bid revised to $40" on 2021-03-02
    And "Bolt bid recommended" on 2021-03-03
    Then as of 2021-03-03 Bolt is agreed since 2021-03-01
    And as of 2021-03-03 the terms of Bolt are $40

  Scenario: An agreement is amended, disputed, settled and closed
    When "Acme agreement signed" on 2021-03-01
    And "Acme agreement amended to £39 a share" on 2021-03-10
    And "Acme agreement disputed" on 2021-04-01
    And "Acme dispute settled" on 2021-05-01
    And "Acme deal closed" on 2021-06-01
    Then as of 2021-03-31 Acme is agreed since 2021-03-01
    And as of 2021-03-31 the terms of Acme are £39 a share
    And as of 2021-03-31 Acme is not disputed
    And as of 2021-04-01 Acme is agreed since 2021-03-01
    And as of 2021-04-01 Acme is disputed
    And as of 2021-05-01 Acme is not disputed
    And as of 2021-06-01 Acme is closed since 2021-06-01

  Scenario: A deal closes into a trust first, and for good later
    When "Canadian Pacific deal closed into trust" on 2021-12-14
    And "Canadian Pacific deal closed" on 2023-04-14
    Then as of 2022-06-01 Canadian Pacific is closed into trust since 2021-12-14
    And as of 2022-06-01 the deal is closed into trust
    And as of 2023-04-14 Canadian Pacific is closed since 2023-04-14
    And as of 2023-04-14 the deal is closed

  Scenario: A terminated agreement leaves room for a new bid
    When "Acme agreement signed" on 2021-03-01
    And "Acme agreement terminated" on 2021-04-01
    And "Acme bid" on 2021-05-01
    Then as of 2021-04-30 Acme is terminated since 2021-04-01
    And as of 2021-05-01 Acme is bidding since 2021-05-01

  Scenario: A bid is live until it ends, whatever is said between
    When "Acme bid" on 2021-03-01
    And "Acme in talks" on 2021-03-02
    And "Acme stalled" on 2021-03-10
    And "Acme bid stands" on 2021-03-12
    And "Acme bid lapsed" on 2021-03-20
    Then as of 2021-02-28 Acme is not listed
    And as of 2021-03-02 Acme is in talks
    And as of 2021-03-02 Acme has a live bid
    And as of 2021-03-10 Acme has no live bid
    And as of 2021-03-12 Acme is stalled since 2021-03-10
    And as of 2021-03-12 Acme has a live bid
    And as of 2021-03-20 Acme has no live bid

  Scenario: A rejected bidder may say that its bid stands
    When "Acme bid" on 2021-03-01
    And "Acme bid rejected" on 2021-03-05
    And "Acme bid stands" on 2021-03-06
    Then as of 2021-03-05 Acme has no live bid
    And as of 2021-03-06 Acme is rejected since 2021-03-05
    And as of 2021-03-06 Acme has a live bid

  Scenario Outline: Who is chosen or in talks without a bid has none that is live
    When "<what>" on 2021-03-01
    Then as of 2021-03-01 Acme has <live> live bid

    Examples:
      | what                 | live |
      | Acme in talks        | no   |
      | Acme chosen          | no   |
      | Acme bid             | a    |
      | Acme bid of £40      | a    |
      | Acme bid revised to £41 | a |
      | Acme bid recommended | a    |
      | Acme bid superior    | a    |
      | Acme bid stands      | a    |
