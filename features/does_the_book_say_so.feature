Feature: Does the book say so?
  What somebody expects of a deal in their book. What a scenario adds stays in the scenario.

  Background:
    Given the deal tiktok-us of the book

  Scenario: It stands as it was recorded
    Then as of 2020-09-14 Oracle is chosen

  Scenario: What if it had gone on
    When "Oracle agreement signed" on 2020-09-15
    Then as of 2020-09-15 Oracle is agreed

  Scenario: The book is as it was
    Then as of 2020-09-15 Oracle is chosen
