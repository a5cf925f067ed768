"""The log of a deal is followed from entry to entry; of the first that does not fit is said why."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from tests.domain.story import Story
from tracker.domain.amendments import EntryRetracted
from tracker.domain.chain import FIRST_PREVIOUS, Chain, Link, Misfit, entry_hash
from tracker.domain.entry import DealOpened, Entry, encode

AT = "2020-09-14T12:00:00.000000+00:00"
BEFORE = "2020-09-14T11:59:59.999999+00:00"
OPENED = Entry(0, "opened", DealOpened("A deal", "UTC"), AT)
TOLD = Story("UTC").recorded("2020-09-14T12:00Z").on("2020-09-13", "Oracle chosen").retract(1)
LOG = (OPENED, *TOLD.entries)
BID = replace(TOLD.entries[0], id="bid")
OPENS = "entry #0 opens the deal, and no other"


def linked(*entries: Entry) -> list[Link]:
    """These entries as they would be stored, with hashes that fit whatever they say."""
    links: list[Link] = []
    for entry in entries:
        links.append(link(entry, links[-1].hash if links else FIRST_PREVIOUS))
    return links


def link(entry: Entry, previous: str, **beside: Any) -> Link:
    stored = Link("deal", entry.number, entry.id, entry.kind, encode(entry), previous, "")
    stored = replace(stored, **beside)
    return replace(stored, hash=stored.rightful_hash)


def followed(*links: Link) -> Chain:
    chain = Chain()
    for each in links:
        chain.follow(each)
    return chain


def misfit(*links: Link) -> tuple[int, str]:
    """What is said of the last of these links, after the others fit."""
    chain = followed(*links[:-1])
    with pytest.raises(Misfit) as found:
        chain.follow(links[-1])
    assert str(found.value) == found.value.message
    return found.value.number, found.value.message


def test_a_whole_log_is_followed_to_its_end() -> None:
    links = linked(*LOG)
    chain = Chain()
    assert [chain.follow(each) for each in links] == [*LOG]
    assert (chain.version, chain.hash, chain.recorded) == (2, links[-1].hash, AT)
    assert chain.ids == {each.id for each in LOG}


def test_a_log_that_is_only_skimmed_comes_to_the_same_end() -> None:
    links = linked(*LOG)
    chain = Chain()
    for each in links:
        chain.skim(each)
    assert (chain.version, chain.hash) == (2, links[-1].hash)


def test_a_chain_of_nothing_has_come_to_no_entry() -> None:
    chain = Chain()
    assert (chain.version, chain.hash, chain.recorded, chain.ids) == (-1, "", "", set())


def test_a_link_says_of_itself_what_its_text_says() -> None:
    for each in linked(*LOG):
        assert Link.of(each.deal, each.state, each.previous, each.hash) == each
    with pytest.raises(msgspec.MsgspecError):
        Link.of("deal", b"{}", "", "")


def test_an_entry_that_is_missing_or_not_where_it_was_written() -> None:
    first, second, third = linked(*LOG)
    assert misfit(first, third) == (1, "entry #1 is missing: #2 stands in its place")
    assert misfit(second) == (0, "entry #0 is missing: #1 stands in its place")
    assert misfit(first, link(LOG[1], third.hash)) == (
        1,
        "entry #1 was not written after the one that stands before it",
    )
    other = replace(second, state=encode(replace(LOG[1], on="2020-09-12")))
    assert misfit(first, other) == (
        1,
        "entry #1 is not what was recorded: its hash is another",
    )


@pytest.mark.parametrize(
    ("beside", "contradiction"),
    [
        ({"id": "other"}, "id 'other' beside it, 'bid' in its text"),
        ({"event": "Other"}, "event 'Other' beside it, 'BidderChosen' in its text"),
        ({"number": 1}, "number 1 beside it, 7 in its text"),
    ],
)
def test_what_stands_beside_an_entry_says_the_same(
    beside: dict[str, Any], contradiction: str
) -> None:
    (first,) = linked(OPENED)
    written = replace(BID, number=7 if "number" in beside else 1)
    assert misfit(first, link(written, first.hash, **beside)) == (
        1,
        f"entry #1 contradicts itself: {contradiction}",
    )


@pytest.mark.parametrize("state", [b"{", b"[]", b'{"number":1}', b"\xff", b"[" * 100_000])
def test_an_entry_that_is_none_cannot_be_read(state: bytes) -> None:
    (first,) = linked(OPENED)
    number, message = misfit(first, link(LOG[1], first.hash, state=state))
    assert (number, message.partition(": ")[0]) == (1, "entry #1 cannot be read")


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([replace(BID, number=0)], f"is BidderChosen: {OPENS}"),
        ([OPENED, replace(OPENED, number=1, id="again")], f"is DealOpened: {OPENS}"),
        ([OPENED, replace(BID, id="opened")], "has the id of an earlier entry: 'opened'"),
        ([OPENED, replace(TOLD.last, number=1)], "speaks of #1, no earlier entry"),
        (
            [OPENED, replace(TOLD.last, number=1, event=EntryRetracted(0, "no"))],
            "speaks of #0, no earlier entry",
        ),
        ([OPENED, BID, replace(BID, number=2, id="b", recorded=BEFORE)], "was recorded before"),
        ([OPENED, replace(BID, recorded="2020-09-14")], "was recorded before"),
        ([OPENED, replace(BID, recorded="soon")], "was recorded at no time: 'soon' is no time"),
    ],
)
def test_a_log_with_hashes_that_fit_can_still_make_no_sense(
    entries: list[Entry], message: str
) -> None:
    number, said = misfit(*linked(*entries))
    assert number == entries[-1].number
    assert said.startswith(f"entry #{number} {message}")


def test_entries_of_one_microsecond_make_sense_and_the_first_may_be_later() -> None:
    early = replace(BID, recorded=BEFORE)
    assert followed(*linked(OPENED, early, replace(TOLD.last, recorded=BEFORE))).version == 2
    retracted = replace(TOLD.last, number=3, id="c")
    assert followed(*linked(*LOG, retracted)).version == 3


def test_the_hash_of_a_link_is_that_of_its_entry() -> None:
    (first,) = linked(OPENED)
    state = encode(OPENED)
    assert first.hash == entry_hash(FIRST_PREVIOUS, "deal", 0, "opened", "DealOpened", state)
