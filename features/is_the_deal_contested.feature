Feature: How does the deal stand as a whole, and is it contested?
  One word for the deal, taken from its bidders; it is contested while somebody else's bid is live.

  Background:
    Given the deal "Harbour Foods" in America/New_York

  Scenario: From the first talks to the closing
    When these entries:
      | on         | what                  |
      | 2021-01-10 | Acme rumoured         |
      | 2021-02-01 | Acme bid              |
      | 2021-02-10 | Bolt bid              |
      | 2021-03-01 | Bolt chosen           |
      | 2021-03-05 | Acme bid withdrawn    |
      | 2021-03-10 | Bolt agreement signed |
      | 2021-09-01 | Bolt deal closed      |
    Then as of 2021-01-09 the deal is open, not contested
    And as of 2021-01-10 the deal is talks, not contested
    And as of 2021-02-01 the deal is bidding, not contested
    And as of 2021-02-10 the deal is contested
    And as of 2021-03-01 the deal is chosen, contested
    And as of 2021-03-05 the deal is chosen, not contested
    And as of 2021-03-10 the deal is agreed, not contested
    And as of 2021-09-01 the deal is closed, not contested

  Scenario: One that bid and is in talks still contests what others agreed
    When "Bolt agreement signed" on 2021-03-01
    And "Acme bid" on 2021-03-05
    And "Acme in talks" on 2021-03-09
    Then as of 2021-03-04 the deal is agreed, not contested
    And as of 2021-03-09 Acme is in talks since 2021-03-09
    And as of 2021-03-09 Acme has a live bid
    And as of 2021-03-09 the deal is agreed, contested

  Scenario: A rejected rival that does not go away
    When "Acme bid" on 2021-03-01
    And "Acme bid rejected" on 2021-03-05
    And "Bolt agreement signed" on 2021-03-10
    And "Acme bid stands" on 2021-03-12
    Then as of 2021-03-11 the deal is agreed, not contested
    And as of 2021-03-12 Acme is rejected
    And as of 2021-03-12 the deal is agreed, contested

  Scenario: Exclusive talks are a choice
    When "Acme granted exclusivity" on 2021-03-01
    Then as of 2021-03-01 the deal is chosen

  Scenario: A better offer for a company that has signed with another
    When "Canadian Pacific agreement signed" on 2021-03-21
    And "Canadian National bid of $325 a share" on 2021-04-20
    And "Canadian National bid superior" on 2021-05-13
    And "Canadian Pacific agreement terminated" on 2021-05-21
    And "Canadian National agreement signed" on 2021-05-21
    Then as of 2021-04-19 the deal is agreed, not contested
    And as of 2021-05-13 Canadian National is superior since 2021-05-13
    And as of 2021-05-13 the deal is agreed, contested
    And as of 2021-05-21 the deal is agreed, not contested

  Scenario: A stake alone is not a bid
    When "Acme stake proposed" on 2021-03-01
    Then as of 2021-03-01 the deal is talks, not contested

  Scenario: Everybody is out
    When "Acme bid" on 2021-03-01
    And "Acme bid lapsed" on 2021-04-01
    Then as of 2021-03-31 the deal is bidding
    And as of 2021-04-01 the deal is ended

  Scenario: Abandoned, and revived
    When "Acme bid" on 2021-03-01
    And "deal abandoned" on 2021-05-01
    And "deal revived" on 2021-06-01
    Then as of 2021-04-30 the deal is bidding
    And as of 2021-05-01 the deal is abandoned
    And as of 2021-06-01 the deal is bidding

  Scenario: A signature revives what was abandoned
    When "deal abandoned" on 2021-05-01
    And "Acme agreement signed" on 2021-06-01
    Then as of 2021-05-31 the deal is abandoned
    And as of 2021-06-01 the deal is agreed

  Scenario: A disputed bid does not contest anything
    When "Bolt agreement signed" on 2021-03-01
    And "Acme bid" on 2021-03-05
    And "Acme bid" is disputed by Acme (statement), published 2021-03-07, because it never bid
    Then as of 2021-03-08 known by 2021-03-06 the deal is agreed, contested
    And as of 2021-03-08 known by 2021-03-07 the deal is agreed, not contested
    And as of 2021-03-08 known by 2021-03-07 Acme is bidding since 2021-03-05
    And as of 2021-03-08 known by 2021-03-07 Acme is disputed
