Feature: What looks odd?
  Whatever happened is written down, also where it does not fit together. `tracker check` says where
  it does not, and what to do about it; whoever records is told so at once.

  Background:
    Given the deal "Harbour Foods" in America/New_York

  Scenario: A deal in order
    When these entries:
      | on         | what                        |
      | 2021-01-10 | Acme bid of $20             |
      | 2021-01-12 | Bolt bid of $21             |
      | 2021-02-01 | Acme bid rejected           |
      | 2021-02-01 | Bolt agreement signed       |
      | 2021-02-01 | outside date due 2021-12-31 |
      | 2021-06-01 | Bolt deal closed            |
      | 2021-06-01 | outside date met            |
    Then as of 2021-01-20 check finds nothing
    And as of 2021-03-01 check finds nothing
    And as of 2022-03-01 check finds nothing

  Scenario: An extension that is none
    When "sale due 2021-06-30" on 2021-01-10
    And "sale extended to 2021-06-03" on 2021-02-01
    Then it is noted: #2 extends sale from 2021-06-30 to 2021-06-03, earlier; correct the date
    And as of 2021-02-01 check finds an_extension_moves_later: 'sale moved to DATE'
    And as of 2021-01-31 check finds nothing

  Scenario: A year that was mistyped
    When "order ban effective 2020-02-01" on 2021-01-10
    Then as of 2021-01-10 check finds nothing_takes_effect_before_it_is_issued

  Scenario: A deadline that passed, and nobody knows how
    When "Acme bid" on 2021-01-10
    And "sale due 2021-02-01" on 2021-01-10
    Then as of 2021-02-01 check finds nothing
    And as of 2021-02-02 check finds a_passed_deadline_has_an_outcome: 'sale met', missed, lapsed
    When "sale missed" on 2021-02-01
    Then as of 2021-02-02 check finds nothing

  Scenario: A loser whose bid nobody closed
    When "Acme bid" on 2021-01-10
    And "Bolt agreement signed" on 2021-02-01
    Then it is noted: the bid of Acme is live, and Bolt is agreed since 2021-02-01
    And as of 2021-02-01 check finds a_losers_bid_is_closed: 'Acme bid withdrawn'
    When "Acme bid lapsed" on 2021-02-01
    Then as of 2021-02-01 check finds nothing

  Scenario: A rival that bids after the signature contests the deal, and that is not odd
    When "Bolt agreement signed" on 2021-02-01
    And "Acme bid" on 2021-02-05
    Then as of 2021-02-05 the deal is agreed, contested
    And as of 2021-02-05 check finds nothing

  Scenario: Somebody withdraws, and goes on
    When "Acme bid" on 2021-01-10
    And "Acme bid withdrawn" on 2021-02-01
    And "Acme bid revised to $22" on 2021-02-05
    Then as of 2021-02-05 check finds nobody_acts_after_withdrawing: 'Acme in talks'

  Scenario: A member is left over when its lead is out
    When "Acme bid" on 2021-01-10
    And "Cane joined Acme" on 2021-01-10
    And "Acme bid rejected" on 2021-02-01
    Then as of 2021-02-01 check finds a_group_does_not_outlive_its_lead: Cane is in its group
    When "Cane joined Bolt" on 2021-02-03
    Then as of 2021-02-03 check finds nothing

  Scenario: The date of an agreement that is over
    When "Acme agreement signed" on 2021-01-10
    And "outside date due 2021-12-31" on 2021-01-10
    And "Acme agreement terminated" on 2021-03-01
    Then as of 2021-03-01 check finds a_dead_agreement_leaves_no_date_open: 'outside date void'

  Scenario: Nothing is heard any more
    When "Acme bid" on 2021-01-10
    Then as of 2021-04-09 check finds nothing
    And as of 2021-04-10 check finds a_pending_deal_is_not_silent: silent for 90 days

  Scenario: What is odd is odd by what was known
    When these entries:
      | on         | what               | reported   |
      | 2021-01-10 | Acme bid           |            |
      | 2021-02-01 | Bolt chosen        |            |
      | 2021-01-31 | Acme bid withdrawn | 2021-02-20 |
    Then as it looked on 2021-02-10 check finds a_losers_bid_is_closed
    And as of 2021-02-10 check finds nothing

  Scenario: What the book leaves out is a warning
    When "Acme bid rejected" on 2021-02-01 says Reuters (unnamed)
    Then as of 2021-02-01 check finds nothing
    And as of 2021-02-01 check finds a_rejection_follows_a_bid: record the bid
    And as of 2021-02-01 check finds a_status_does_not_rest_on_one_unnamed_origin: Reuters alone
