"""What an entry makes odd: looked for from its moment on, and found as if everywhere."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.story import Story
from tests.domain.test_laws import OPENED, written
from tests.histories import amendments, drafts
from tracker.domain.drafts import AnyDraft, Correction
from tracker.domain.history import History, Question
from tracker.domain.rules import ERRORS, CheckFinding, added, check
from tracker.domain.times import moment

few = settings(deadline=None, max_examples=60)


def test_a_date_that_moves_back_makes_odd_what_came_after_it() -> None:
    story = Story().on("2020-09-08", "Oracle bid withdrawn").on("2020-09-05", "Oracle bid stands")
    moved = story.write(Correction(entry=1, because="it was so", on="2020-09-01"))
    assert rules_broken(story, moved) == ["nobody_acts_after_withdrawing"]


def test_two_names_that_become_one_were_always_one() -> None:
    story = Story().on("2020-09-01", "Oracle Corp bid withdrawn", "Microsoft bid")
    story = story.on("2020-09-05", "Oracle bid stands", new=True)
    joined = story.on("2020-09-10", "Oracle also known as Oracle Corp")
    assert rules_broken(story, joined) == ["nobody_acts_after_withdrawing"]


def rules_broken(before: Story, after: Story) -> list[str]:
    found = added(before.history, after.history)
    assert found == added_slowly(before.history, after.history)
    return [each.rule for each in found]


def added_slowly(before: History, after: History) -> list[CheckFinding]:
    counted = after.whole.counted
    if not counted:
        return []
    last = max((moment(fact.on, after.zone) for fact in counted), key=lambda when: when.end)
    question = Question(as_of=last)
    known = {each.same for each in check(before, question, ERRORS)}
    return [each for each in check(after, question, ERRORS) if each.same not in known]


@few
@given(st.lists(drafts | amendments(8), max_size=14), st.integers(1, 3))
def test_what_is_added_is_what_one_check_finds_and_the_other_does_not(
    said: list[AnyDraft], most: int
) -> None:
    entries = written(said).entries
    for at in range(len(entries)):
        before = History("deal", OPENED, entries[:at])
        after = before
        for entry in entries[at : at + most]:
            after = after.having(entry)
        assert added(before, after) == added_slowly(before, after)
