"""The feed has every entry once, the board every bidder."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.story import Story, source
from tests.domain.test_laws import written
from tests.histories import amendments, drafts, times
from tracker.domain.drafts import AnyDraft
from tracker.domain.facts import EVERYTHING
from tracker.views.columns import columns
from tracker.views.feed import Feed, feed
from tracker.views.status import status

SALE = (
    Story()
    .on("2020-09-01", "Oracle bid", says=[source("Reuters")])
    .on("2020-09-02", "Microsoft bid", says=[source("WSJ")])
    .on("2020-09-20", "Oracle chosen")
    .correct(2, on="2020-09-03")
    .retract(2)
)


def numbers(found: Feed) -> dict[str, list[int]]:
    groups = ("happened", "later", "not_yet_known", "left_out")
    return {name: [each.row.entry for each in getattr(found, name)] for name in groups}


def test_what_counts_is_apart_from_what_does_not_yet() -> None:
    found = feed(SALE.history, SALE.question("2020-09-14", according_to=("Reuters",)))
    assert numbers(found) == {
        "happened": [2, 1],
        "later": [3],
        "not_yet_known": [],
        "left_out": [],
    }


def test_an_amendment_stands_beside_what_it_amends() -> None:
    there = feed(SALE.history, SALE.question("2020-09-14")).happened
    assert [(each.row.entry, each.standing) for each in there] == [(2, "retracted"), (1, "counted")]
    assert [each.entry for each in there[0].amendments] == [4, 5]


@settings(max_examples=40, deadline=None)
@given(
    data=st.data(),
    entries=st.lists(drafts, min_size=1, max_size=8),
    as_of=times,
    known=st.none() | times,
    confirmed=st.booleans(),
)
def test_every_entry_and_every_bidder_is_there_once(
    data: st.DataObject, entries: list[AnyDraft], as_of: str, known: str | None, confirmed: bool
) -> None:
    more = data.draw(st.lists(amendments(len(entries)), max_size=4))
    story = written(entries + more)
    question = story.question(as_of, known_by=known, confirmed=confirmed)
    found = [each for group in numbers(feed(story.history, question)).values() for each in group]
    assert sorted(found) == sorted(story.history.facts(EVERYTHING))
    stood = status(story.history, question)
    cards = [card.bidder for column in columns(stood.bidders, ()) for card in column.cards]
    assert sorted(each.name for each in cards) == sorted(each.name for each in stood.bidders)
    happened = [each.standing for each in feed(story.history, question).happened]
    assert happened.count("counted") == stood.entries.counted
