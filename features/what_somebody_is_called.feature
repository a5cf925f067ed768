Feature: What is somebody called?
  A name is matched without regard to case and shown as it was first mentioned.

  Background:
    Given the deal "Harbour Foods" in America/New_York

  Scenario: The first spelling is shown
    When "Macy's bid" on 2021-03-01
    And "MACY'S in talks" on 2021-03-02
    And "the Macy's bid rejected" on 2021-03-03
    Then as of 2021-03-03 the bidders are Macy's
    And as of 2021-03-03 Macy's is rejected
    And as of 2021-03-03 macy's is rejected

  Scenario: The possessive of a known name is that name
    When "Microsoft bid" on 2021-03-01
    And "Microsoft's bid rejected" on 2021-03-02
    Then as of 2021-03-02 the bidders are Microsoft
    And as of 2021-03-02 Microsoft is rejected

  Scenario: Somebody new is introduced
    When "Acme bid" on 2021-03-01
    Then it is noted: Acme is new here
    When "Acme bid rejected" on 2021-03-02
    Then nothing is noted

  Scenario: Keywords are read in any case, and a full stop is dropped
    Then "MICROSOFT BID LAPSED" on 2021-03-01 is read as "MICROSOFT bid lapsed"
    And "Microsoft  Bid   Rejected." on 2021-03-01 is read as "Microsoft bid rejected"

  Scenario Outline: Names that hold the words of a phrase
    When "<what>" on 2021-03-01
    Then as of 2021-03-01 <name> is <status>

    Examples:
      | what                                   | name                | status           |
      | Bid Corp bid of R20bn                  | Bid Corp            | bidding          |
      | Order of Malta chosen                  | Order of Malta      | chosen           |
      | Stake Capital stake of 20% taken       | Stake Capital       | stake taken      |
      | Due Diligence LLC dropped              | Due Diligence LLC   | dropped          |
      | outside date due 2021-06-01            | outside date        | pending          |
      | "Who is who" chosen                    | "Who is who"        | chosen           |
      | 'The Bid of Angels' bid of $5          | 'The Bid of Angels' | bidding          |
      | General Atlantic stake proposed        | General Atlantic    | stake proposed   |

  Scenario: Names that end like a phrase
    When "Team Left joined Oracle" on 2021-03-01
    And "Microsoft joined Stay Lifted" on 2021-03-01
    Then as of 2021-03-01 Team Left bids with Oracle
    And as of 2021-03-01 Microsoft bids with Stay Lifted

  Scenario: An order is still the same with "order" before its name
    When "order EO 13942 effective 2020-09-20" on 2020-08-06
    And "order EO 13942 stayed" on 2020-09-19
    Then as of 2020-09-19 the order EO 13942 is stayed
    And as of 2020-09-19 the deadlines are EO 13942

  Scenario: A name holds no double quote
    Then "Toys "R" Us bid" on 2021-03-01 is refused: Toys

  Scenario: One party under two names
    When "Google interested" on 2021-03-01
    And "Alphabet also known as Google" on 2021-03-10
    And "Google bid" on 2021-04-01
    Then as of 2021-04-01 the bidders are Alphabet
    And as of 2021-04-01 Alphabet is bidding since 2021-04-01
    And as of 2021-04-01 Google is bidding since 2021-04-01
    And as of 2021-03-01 Alphabet is interested since 2021-03-01

  Scenario: That two names are one may be known later
    When "Redmond giant bid" on 2021-03-01
    And "Microsoft also known as Redmond giant" on 2021-03-10
    Then as of 2021-03-05 known by 2021-03-09 the bidders are Redmond giant
    And as of 2021-03-05 known by 2021-03-10 the bidders are Microsoft

  Scenario: A deadline under two names
    When "order EO 13942 effective 2020-09-20" on 2020-08-06
    And "business ban also known as EO 13942" on 2020-08-07
    And "business ban stayed" on 2020-09-19
    Then as of 2020-09-19 the deadlines are business ban
    And as of 2020-09-19 EO 13942 is stayed

  Scenario Outline: Names that are near, and yet somebody else
    When "<one> in talks" on 2021-03-01
    And "<other> in talks" on 2021-03-02
    Then as of 2021-03-02 the bidders are <one> and <other>

    Examples:
      | one             | other          |
      | Bidder A        | Bidder B       |
      | Sanofi          | Sanofi-Aventis |
      | Oracle          | Oracle (US)    |
      | Party 1         | Party 11       |

  Scenario: Two orders whose numbers differ by one
    When "order EO 13942 effective 2020-09-20" on 2020-08-06
    And "order EO 13943 effective 2020-09-20" on 2020-08-06
    Then as of 2020-09-01 the deadlines are EO 13942 and EO 13943

  Scenario: Quotes insist on a name that is near another
    When "Oracle in talks" on 2021-03-01
    Then "Oracel bid" on 2021-03-02 is refused: did you mean Oracle?
    When "'Oracel' bid" on 2021-03-02
    Then as of 2021-03-02:
      | Oracle | in talks |
      | Oracel | bidding  |

  Scenario Outline: Accents and spaces do not make a new name
    When "São Paulo Gás in talks" on 2021-03-01
    Then "<what>" on 2021-03-02 is refused: did you mean São Paulo Gás?

    Examples:
      | what              |
      | Sao Paulo Gas bid |
      | SãoPaulo Gás bid  |
