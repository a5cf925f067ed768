"""A fold that facts change under is, after every change, the fold of what counts then."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.anything import ZONE, logs
from tests.domain.story import Story
from tests.domain.test_laws import OPENED, questions, written
from tests.histories import amendments, drafts
from tracker.domain.deal import Deal
from tracker.domain.drafts import AnyDraft
from tracker.domain.entry import Entry
from tracker.domain.event import At
from tracker.domain.events.bidders import BidderDropped
from tracker.domain.folding import Folding
from tracker.domain.history import (
    ALWAYS,
    EVERYTHING,
    NEVER,
    Fact,
    History,
    Picture,
    Question,
    fold,
    in_order,
    shown_under,
)
from tracker.domain.names import Known
from tracker.domain.times import When, moment

few = settings(deadline=None, max_examples=40)
said_and_amended = st.lists(drafts | amendments(4), max_size=10)


def counted(facts: dict[int, Fact]) -> list[Fact]:
    return [facts[number] for number in sorted(facts) if facts[number].standing == "counted"]


def states(folding: Folding) -> list[tuple[int, Deal, list[object]]]:
    return [
        (point.start, point.deal, [*point.deal.bidders, *point.deal.deadlines, *point.deal.reviews])
        for point in folding.since(ALWAYS)
    ]


def of_facts(facts: dict[int, Fact]) -> Folding:
    return Folding(ZONE).having(facts)


@few
@given(st.lists(logs(most=6), min_size=1, max_size=4), st.data())
def test_whatever_changed_it_is_the_fold_of_what_counts(
    each: list[tuple[Entry, ...]], data: st.DataObject
) -> None:
    folding, facts = Folding(ZONE), dict[int, Fact]()
    for log in each:
        changed = History("deal", OPENED, log).facts(EVERYTHING)
        for number in data.draw(st.sets(st.sampled_from([*changed]))) if changed else ():
            changed[number] = replace(changed[number], standing="retracted")
        before, was = folding, states(folding)
        folding = folding.having(changed)
        facts.update(changed)
        assert folding.deal == fold(counted(facts), ZONE)
        assert states(folding) == states(of_facts(facts))
        assert states(before) == was


def test_a_day_that_goes_on_is_not_folded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    evolve, folded = BidderDropped.evolve, list[int]()

    def counted(self: BidderDropped, deal: Deal, at: At) -> Deal:
        folded.append(at.entry)
        return evolve(self, deal, at)

    monkeypatch.setattr(BidderDropped, "evolve", counted)
    said = [f"Bidder {each} dropped" for each in "ABCDEF"]
    facts = Story().on("2020-09-13", *said).history.facts(EVERYTHING)
    folding = Folding(ZONE)
    folded.clear()
    for number, fact in facts.items():
        folding.change({number: fact})
    assert folded == [*facts]


@few
@given(logs())
def test_its_steps_are_the_facts_one_after_the_other(log: tuple[Entry, ...]) -> None:
    facts = History("deal", OPENED, log).facts(EVERYTHING)
    deal = Deal(ZONE, shown_under(counted(facts)))
    steps = [
        (fact, deal, deal := fact.event.evolve(deal, fact.at)) for fact in in_order(counted(facts))
    ]
    folding = of_facts(facts)
    assert [*folding.steps(ALWAYS, NEVER)] == steps
    for start in {fact.start for fact, _, _ in steps}:
        later = [step for step in steps if step[0].start >= start]
        assert [*folding.steps(start, NEVER)] == later
        assert [*folding.steps(ALWAYS, start - 1)] == [step for step in steps if step not in later]
        assert [*folding.steps(start, start)] == [step for step in later if step[0].start == start]


def slowly(history: History, question: Question) -> Picture:
    facts = history.facts(question)
    return Picture(fold(counted(facts), ZONE), question, facts)


@few
@given(logs(), questions)
def test_a_moment_is_found_in_it(log: tuple[Entry, ...], question: Question) -> None:
    history = History("deal", OPENED, log)
    for asked in (question, Question(as_of=question.as_of)):
        assert history.as_of(asked) == slowly(history, asked)


def test_two_names_are_one_before_anybody_says_so() -> None:
    story = Story(ZONE).on("2020-09-01", "Oracle Corp bid")
    story = story.on("2020-09-10", "Oracle also known as Oracle Corp")
    question = Question(as_of=moment("2020-09-05", ZONE))
    picture = story.history.as_of(question)
    assert picture == slowly(story.history, question)
    assert [fact.standing for fact in picture.facts.values()] == ["counted", "counted"]


@few
@given(said_and_amended)
def test_a_history_that_grew_knows_what_one_read_at_once_knows(said: list[AnyDraft]) -> None:
    knows_the_same_when_it_grew(written(said))


def test_so_does_one_in_which_names_come_go_and_become_one() -> None:
    story = Story().on("2020-09-01", "Orcale bid", "sale due 2020-11-12").retract(1)
    story = story.on("2020-09-02", "divestiture also known as sale")
    knows_the_same_when_it_grew(story)
    story = story.on("2020-09-02", "Oracle bid")
    knows_the_same_when_it_grew(story.correct(5, what="Oracle Corp bid"))


def knows_the_same_when_it_grew(story: Story) -> None:
    grown = History("deal", OPENED, ())
    assert grown.known == Known()
    for entry in story.entries:
        grown = grown.having(entry)
    read = History("deal", OPENED, story.entries)
    assert (grown.roots, grown.moments, grown.by_id) == (read.roots, read.moments, read.by_id)
    assert (grown.whole, grown.known) == (read.whole, read.known)
    assert states(grown.folding) == states(read.folding)


@few
@given(logs())
def test_a_fact_reads_by_itself_as_it_reads_among_all(log: tuple[Entry, ...]) -> None:
    history = History("deal", OPENED, log)
    for at in sorted(history.moments):
        question = replace(EVERYTHING, known_by=When("", at, at))
        for number, fact in history.facts(question).items():
            assert history.reading(number, question) == fact


@few
@given(logs())
def test_between_the_moments_of_knowledge_nothing_reads_otherwise(log: tuple[Entry, ...]) -> None:
    history = History("deal", OPENED, log)
    before: dict[int, Fact] = {}
    for at in sorted(history.moments):
        just_before, then = (replace(EVERYTHING, known_by=When("", k, k)) for k in (at - 1, at))
        assert not before or history.facts(just_before) == before
        now = history.facts(then)
        moved = {n for n in now if before and now[n] != before[n]}
        assert moved <= history.moments[at]
        before = now
    assert not before or history.facts(EVERYTHING) == before
