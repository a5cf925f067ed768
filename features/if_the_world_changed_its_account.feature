Feature: What if the world changed its account?
  A correction or retraction that was announced holds from the day it was announced: before, people
  rightly believed the old account.

  Background:
    Given the deal "TikTok US operations" in America/New_York

  Scenario: A correction seen before and after it was known
    When "Oracle chosen" on 2020-09-14
    And entry 1 is corrected to read on 2020-09-13, announced 2020-10-01, because ByteDance said so
    Then as of 2020-09-13 known by 2020-09-15 Oracle is not listed
    And as of 2020-09-14 known by 2020-09-15 Oracle is chosen since 2020-09-14
    And as of 2020-09-14 known by 2020-09-30 Oracle is chosen since 2020-09-14
    And as of 2020-09-13 known by 2020-10-01 Oracle is chosen since 2020-09-13
    And as of 2020-09-14 known by 2020-10-01 Oracle is chosen since 2020-09-13
    And as of 2020-09-13 Oracle is chosen since 2020-09-13

  Scenario: A paper takes its story back
    When "Oracle chosen" on 2020-09-13 says Daily Echo
    And entry 1 is retracted, announced 2020-10-01, because the paper withdrew it
    Then as of 2020-09-14 known by 2020-09-30 Oracle is chosen since 2020-09-13
    And as of 2020-09-14 known by 2020-10-01 Oracle is not listed
    And as of 2020-09-14 Oracle is not listed

  Scenario: It is known as soon as the day of the announcement is over
    When "Oracle chosen" on 2020-09-13
    And entry 1 is retracted, announced 2020-10-01, because it was withdrawn
    Then as of 2020-10-01 known by 2020-10-01T12:00 Oracle is chosen
    And as of 2020-10-01 known by 2020-10-02T00:00 Oracle is not listed

  Scenario: An announcement that the book learned of late
    Given it is 2026-01-10
    When "Oracle chosen" on 2020-09-13
    And it is 2026-02-01
    And entry 1 is retracted, announced 2020-10-01, because it was withdrawn
    Then as of 2020-10-15 known by 2020-10-15 Oracle is not listed
    And as of 2020-10-15 known by 2020-10-15 recorded by 2026-01-31 Oracle is chosen
    And as of 2020-10-15 known by 2020-09-30 recorded by 2026-02-01 Oracle is chosen

  Scenario: The effective date was announced wrongly at first
    When "order EO 1 effective 2020-09-15" on 2020-08-06
    And entry 1 is corrected to read "order EO 1 effective 2020-09-20", announced 2020-08-10, because of the register
    Then as of 2020-08-09 known by 2020-08-09 EO 1 is due 2020-09-15, 37 days left
    And as of 2020-08-09 known by 2020-08-10 EO 1 is due 2020-09-20, 42 days left
    And as of 2020-08-10 the extensions of EO 1 are 0
    And as of 2020-08-10 the dates of EO 1 are 2020-09-20
