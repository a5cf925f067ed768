Feature: What do regulators, courts and holders say?
  A review is known by its authority and, where one is named, by the bidder it is about.

  Background:
    Given the deal "Kansas City Southern" in America/New_York

  Scenario Outline: What an authority does has its word
    When "<what>" on 2021-05-17
    Then as of 2021-05-17 STB is <status> since 2021-05-17
    And as of 2021-05-16 STB is not listed

    Examples: Of the deal
      | what                        | status                  |
      | STB review opened           | open                    |
      | STB review deepened         | in depth                |
      | STB review paused           | paused                  |
      | STB licence required        | licence required        |
      | STB license required        | licence required        |
      | STB sued                    | challenged              |
      | STB cleared                 | cleared                 |
      | STB approved                | cleared                 |
      | STB cleared with conditions | cleared with conditions |
      | STB waiting period expired  | expired                 |
      | STB review not required     | not required            |
      | STB refused                 | refused                 |
      | STB blocked                 | blocked                 |
      | STB review withdrawn        | withdrawn               |

    Examples: Of one bidder
      | what                                                | status                  |
      | STB review of Canadian National opened              | open                    |
      | STB review of Canadian National deepened            | in depth                |
      | STB licence required for Canadian National          | licence required        |
      | STB sued to block Canadian National                 | challenged              |
      | STB cleared Canadian National                       | cleared                 |
      | Canadian National cleared by STB                    | cleared                 |
      | STB approved Canadian National with conditions      | cleared with conditions |
      | STB waiting period for Canadian National expired    | expired                 |
      | STB review of Canadian National not required        | not required            |
      | STB refused Canadian National                       | refused                 |
      | Canadian National blocked by STB                    | blocked                 |
      | STB review of Canadian National withdrawn           | withdrawn               |

  Scenario: A review is opened, deepened, paused, resumed and ends in a clearance
    When these entries:
      | on         | what                                         |
      | 2021-01-10 | European Commission review of Acme opened    |
      | 2021-02-14 | European Commission review of Acme deepened  |
      | 2021-03-20 | European Commission review of Acme paused    |
      | 2021-05-02 | European Commission review of Acme resumed   |
      | 2021-07-01 | European Commission cleared Acme with conditions |
    Then as of 2021-02-13 European Commission is open since 2021-01-10
    And as of 2021-03-19 European Commission is in depth since 2021-02-14
    And as of 2021-05-01 European Commission is paused since 2021-03-20
    And as of 2021-05-02 European Commission is in depth since 2021-05-02
    And as of 2021-07-01 European Commission is cleared with conditions since 2021-07-01
    And as of 2021-07-01 the reviews are European Commission review of Acme

  Scenario: Two bidders before one authority
    When these entries:
      | on         | what                                   |
      | 2021-05-06 | STB review of Canadian Pacific opened  |
      | 2021-05-17 | STB review of Canadian National opened |
      | 2021-08-31 | STB refused Canadian National          |
    Then as of 2021-08-31 the STB review of Canadian Pacific is open since 2021-05-06
    And as of 2021-08-31 the STB review of Canadian National is refused since 2021-08-31
    And "STB cleared" on 2021-09-01 is refused: write 'STB cleared Canadian Pacific'

  Scenario: A second matter before one authority has a name of its own
    When "STB review of Canadian National opened" on 2021-05-17
    And "STB on voting trust review of Canadian National opened" on 2021-05-26
    And "STB on voting trust refused Canadian National" on 2021-08-31
    Then as of 2021-08-31 STB on voting trust is refused
    And as of 2021-08-31 STB is open since 2021-05-17

  Scenario: A review without a bidder takes the first that is named with it
    When "STB review opened" on 2021-05-06
    And "STB cleared Canadian Pacific" on 2023-03-15
    Then as of 2021-05-06 the reviews are STB review
    And as of 2023-03-15 the reviews are STB review of Canadian Pacific
    And as of 2023-03-15 STB is cleared since 2023-03-15

  Scenario: A phrase without a bidder speaks of the only review
    When "STB review of Canadian Pacific opened" on 2021-05-06
    And "STB cleared" on 2023-03-15
    Then as of 2023-03-15 the STB review of Canadian Pacific is cleared since 2023-03-15

  Scenario: A refusal touches no bidder, and it may be filed again
    When "Canadian National bid" on 2021-04-20
    And "STB refused Canadian National" on 2021-05-17
    And "STB review of Canadian National opened" on 2021-05-26
    Then as of 2021-05-17 Canadian National is bidding since 2021-04-20
    And as of 2021-05-17 STB is refused
    And as of 2021-05-26 STB is open since 2021-05-26

  Scenario: A bidder that is blocked, until the authority clears it
    When "Acme bid" on 2021-03-01
    And "FTC blocked Acme" on 2021-04-01
    And "FTC cleared Acme" on 2021-06-01
    Then as of 2021-03-31 Acme is bidding
    And as of 2021-04-01 Acme is blocked since 2021-04-01
    And as of 2021-04-01 Acme is blocked by FTC
    And as of 2021-04-01 the deal is blocked
    And as of 2021-06-01 Acme is bidding since 2021-03-01
    And as of 2021-06-01 Acme is blocked by nobody

  Scenario: Blocked twice, until the last block ends
    When "Acme bid" on 2021-03-01
    And "FTC blocked Acme" on 2021-04-01
    And "CMA blocked Acme" on 2021-05-01
    And "FTC cleared Acme" on 2021-06-01
    And "CMA review of Acme opened" on 2021-07-01
    Then as of 2021-05-31 Acme is blocked by FTC and CMA
    And as of 2021-06-30 Acme is blocked by CMA
    And as of 2021-06-30 Acme is blocked
    And as of 2021-07-01 Acme is bidding since 2021-03-01

  Scenario: A signed agreement stands through a block
    When these entries:
      | on         | what                  |
      | 2021-03-01 | Bolt agreement signed |
      | 2021-03-05 | Acme bid              |
      | 2021-04-01 | FTC blocked Bolt      |
      | 2021-04-01 | FTC blocked Acme      |
    Then as of 2021-04-01 Bolt is agreed since 2021-03-01
    And as of 2021-04-01 Bolt is blocked by FTC
    And as of 2021-04-01 Acme is blocked since 2021-04-01
    And as of 2021-04-01 the deal is agreed, not contested

  Scenario: An authority that goes to court challenges, and blocks nobody
    When "Acme agreement signed" on 2021-03-01
    And "DOJ sued to block Acme" on 2021-09-21
    Then as of 2021-09-21 DOJ is challenged since 2021-09-21
    And as of 2021-09-21 Acme is agreed since 2021-03-01
    And as of 2021-09-21 Acme is blocked by nobody

  Scenario: Holders and governments are authorities too
    When "Acme agreement signed" on 2021-03-01
    And "Harbour holders cleared Acme" on 2021-05-20
    And "China export control licence required" on 2021-06-01
    Then as of 2021-06-01:
      | Harbour holders      | cleared          |
      | China export control | licence required |
