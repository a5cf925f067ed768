Feature: What if the book was wrong?
  Nothing is edited or deleted. What was written wrongly is corrected or retracted by another
  entry; only asking what the book contained by then shows what stood before.

  Background:
    Given the deal "TikTok US operations" in America/New_York
    And it is 2026-01-10

  Scenario: A correction before and after it was made
    When "Oracle chosen" on 2020-09-14
    And it is 2026-02-01
    And entry 1 is corrected to read on 2020-09-13, because the article is of the day after
    Then as of 2020-09-13 known by 2020-09-15 Oracle is chosen since 2020-09-13
    And as of 2020-09-13 known by 2020-09-15 recorded by 2026-01-31 Oracle is not listed
    And as of 2020-09-14 known by 2020-09-15 recorded by 2026-01-31 Oracle is chosen since 2020-09-14
    And as of 2020-09-13 known by 2020-09-15 recorded by 2026-02-01 Oracle is chosen since 2020-09-13

  Scenario: What was recorded by then
    When "Oracle in talks" on 2020-08-18
    And it is 2026-02-01
    And "Oracle chosen" on 2020-09-13
    Then as of 2020-09-14 recorded by 2026-01-09 the bidders are none
    And as of 2020-09-14 recorded by 2026-01-10 Oracle is in talks
    And as of 2020-09-14 recorded by 2026-02-01 Oracle is chosen

  Scenario: A sentence is corrected
    When "Oracle chosen" on 2020-09-13
    And "Oracle chosen" is corrected to read "Oracle chosen as technology partner", because it says so
    Then as of 2020-09-13 the role of Oracle is technology partner
    And as of 2020-09-13 Oracle is chosen since 2020-09-13
    And as of 2020-09-13 Oracle rests on #1

  Scenario: The corrected day of the report decides what was known
    When "Oracle chosen" on 2020-09-13 reported 2020-09-20
    And entry 1 is corrected to read reported 2020-09-13, because it was in the Sunday papers
    Then as of 2020-09-14 known by 2020-09-14 Oracle is chosen since 2020-09-13

  Scenario: Sentence, day and report corrected at once
    When "Oracle chosen" on 2020-09-14
    And entry 1 is corrected to read "Oracle in talks" on 2020-09-10 reported 2020-09-12, because we misread it
    Then as of 2020-09-10 known by 2020-09-11 Oracle is not listed
    And as of 2020-09-10 known by 2020-09-12 Oracle is in talks since 2020-09-10
    And as of 2020-09-14 Oracle is in talks since 2020-09-10

  Scenario: A later correction wins, and the earlier holds again when it is retracted
    When "Oracle chosen" on 2020-09-14
    And entry 1 is corrected to read on 2020-09-12, because of one note
    And entry 1 is corrected to read on 2020-09-13, because of another
    Then as of 2020-09-14 Oracle is chosen since 2020-09-13
    When entry 3 is retracted, because the first note was right
    Then as of 2020-09-14 Oracle is chosen since 2020-09-12

  Scenario: Retracted, and the retraction retracted, and that retracted
    When "Oracle chosen" on 2020-09-13
    And entry 1 is retracted, because it was a rumour
    Then as of 2020-09-13 Oracle is not listed
    And as of 2020-09-13 1 entry is retracted
    When entry 2 is retracted, because it was none
    Then as of 2020-09-13 Oracle is chosen since 2020-09-13
    When entry 3 is retracted, because it was one after all
    Then as of 2020-09-13 Oracle is not listed

  Scenario: The elder report takes over from one that is retracted
    When "Oracle chosen" on 2020-09-13 says Reuters
    And "Oracle chosen" on 2020-09-14 says WSJ
    And entry 1 is retracted, because it was never printed
    Then as of 2020-09-14 Oracle is chosen since 2020-09-14
    And as of 2020-09-14 Oracle rests on #2

  Scenario: An amendment is retracted, not corrected
    When "Oracle chosen" on 2020-09-14
    And entry 1 is corrected to read on 2020-09-13, because we misread it
    Then entry 2 cannot be corrected: amendment
    And entry 7 cannot be retracted: no entry #7

  Scenario: A date that was counted is counted again from the corrected day
    When "sale due in 90 days" on 2020-08-14
    And entry 1 is corrected to read on 2020-08-15, because it was signed at night
    Then as of 2020-09-01 sale is due 2020-11-13, 73 days left
    And as of 2020-09-01 the sum behind sale reads 2020-08-14 + 90 days = 2020-11-12
    And as of 2020-09-01 the sum behind sale reads 2020-08-15 + 90 days = 2020-11-13
