"""Anything that could be said of a deal: names as nasty as they come, and every kind of event."""

from __future__ import annotations

import unicodedata
from typing import Any

from hypothesis import strategies as st

from tracker.domain.amendments import EntryCited, EntryCorrected, EntryDisputed, EntryRetracted
from tracker.domain.characters import NO_TEXT
from tracker.domain.entry import Entry
from tracker.domain.event import Event
from tracker.domain.events import EVENTS, VOCABULARY
from tracker.domain.names import CONNECTORS, HEDGES, JOINERS, LEADING, NEGATIONS, NOUNS
from tracker.domain.phrases import DATE, NAMES, SPAN, TERMS, Phrase, kind_of
from tracker.domain.reading import BARE_UNIT
from tracker.domain.reckoning import Span, counted
from tracker.domain.slots import NEVER_IN_TERMS
from tracker.domain.sources import BASES, Source
from tracker.domain.times import moment

ZONE = "America/New_York"
ON = moment("2020-09-14", ZONE)

WORDS = sorted(VOCABULARY.words | CONNECTORS | NOUNS | NEGATIONS | HEDGES | JOINERS | {*LEADING})
NASTY = (
    "Oracle",
    "oracle",
    "X",
    "X's",
    "X’s",
    "the",
    "The",
    "O'Brien",
    "'Til",
    "rock'n'roll'",
    "Inc.",
    "...",
    "Toys",
    "'R'",
    "AT&T",
    "São",
    "Ga\u0301s",
    "Straße",
    "東芝",
    "Ωmega",
    "🜁",
    "3:1",
    "a:",
    "$5",
    "20%",
    "2020-09-14",
    "-",
    "(US)",
    "“quoted”",
    "\u200d",
)
words = st.sampled_from(WORDS)
spoken = st.one_of(
    words.map(str.title), words.map(str.upper), words, st.sampled_from(NASTY), st.text(max_size=6)
)


def on_one_line(text: str) -> str:
    """What is left of a text when it is read: one line, composed, without what is refused."""
    shown = NO_TEXT.sub("", text)
    return " ".join(unicodedata.normalize("NFC", " ".join(shown.split())).split()).strip(" .")


def lines(most: int) -> st.SearchStrategy[str]:
    return st.lists(spoken, min_size=1, max_size=most).map(" ".join).map(on_one_line).filter(bool)


texts = lines(8)
names = st.one_of(
    st.sampled_from(("Oracle", "Microsoft", "sale", "EO 13942", "CFIUS", "the X", "X's", "Bid Of")),
    lines(4).map(lambda name: on_one_line(name.replace('"', ""))).filter(bool),
)


def _are_terms(text: str) -> bool:
    clean = not (NEVER_IN_TERMS & {*text.lower().split()} or ":" in text or '"' in text)
    return clean and "'" not in text and not BARE_UNIT.fullmatch(text)


terms = texts.filter(_are_terms)
spans = st.builds(
    Span, st.integers(0, 400), st.sampled_from(("day", "week", "month", "year", "business day"))
)
plain_dates = st.sampled_from(
    (
        "2020-09-14",
        "2020-09-20",
        "2021-Q3",
        "2020-09",
        "2020",
        "2021-H2",
        "2020-09-27T23:59-04:00",
        "2020-11-01T01:30:00-05:00",
    )
)
days = st.sampled_from(("2020-09-01", "2020-09-27T23:59-04:00")).map(lambda d: moment(d, ZONE))
sums_from_on = spans.map(lambda span: counted(span, ON, ZONE, from_on=True))
dates = st.one_of(
    plain_dates,
    sums_from_on,
    st.builds(lambda span, start: counted(span, start, ZONE), spans, days),
)


def _filling(event: type[Event], slot: str) -> tuple[str, st.SearchStrategy[Any]]:
    kind = kind_of(event, slot)
    if kind == SPAN:
        own = "span" in event.__struct_fields__
        return ("span", spans.map(str)) if own else ("date", sums_from_on)
    if kind in NAMES:
        return slot, names
    return slot, {DATE: dates, TERMS: terms}.get(kind, texts)


def said_in(event: type[Event], phrase: Phrase) -> st.SearchStrategy[Any]:
    fields = {name: st.just(value) for name, value in phrase.fixed.items()}
    return st.builds(event, **fields, **dict(_filling(event, slot) for slot in phrase.slots))


def events_of(kind: type[Event]) -> st.SearchStrategy[Any]:
    return st.one_of([said_in(kind, phrase) for phrase in kind.phrases if phrase.printed])


events = st.one_of([events_of(kind) for kind in EVENTS])

maybe_dates = st.none() | plain_dates
sources = st.builds(
    Source,
    publisher=st.sampled_from(("Reuters", "WSJ", "東芝")),
    title=st.none() | texts,
    published=maybe_dates,
    basis=st.sampled_from(BASES),
    via=st.none() | st.just("Reuters"),
)
facts = st.builds(
    Entry,
    number=st.just(0),
    id=st.just("x"),
    event=events,
    recorded=st.just("2020-10-01T00:00:00.000000+00:00"),
    on=plain_dates,
    reported=plain_dates,
    by=st.none() | names,
    sources=st.lists(sources, max_size=2).map(tuple),
)


def amendments(entry: int) -> st.SearchStrategy[Any]:
    because = st.just("so it is")
    return st.one_of(
        st.builds(EntryRetracted, st.just(entry), because, announced=maybe_dates),
        st.builds(EntryCited, st.just(entry), sources, announced=maybe_dates),
        st.builds(
            EntryDisputed,
            st.just(entry),
            because,
            st.none() | sources,
            st.none() | events,
            announced=maybe_dates,
        ),
        st.builds(
            EntryCorrected,
            st.just(entry),
            because,
            on=maybe_dates,
            reported=maybe_dates,
            by=st.none() | names,
            what=st.none() | events,
            announced=maybe_dates,
        ),
    )


@st.composite
def logs(draw: st.DrawFn, most: int = 12) -> tuple[Entry, ...]:
    """Entries in any order, and amendments of them, whether they make sense or not."""
    log: list[Entry] = []
    for number in range(1, draw(st.integers(0, most)) + 1):
        written, amends = draw(facts), draw(st.booleans())
        if log and amends:
            target = draw(st.integers(1, number - 1))
            amendment = draw(amendments(target))
            if log[target - 1].is_amendment:
                amendment = EntryRetracted(target, "so it is", draw(maybe_dates))
            written = Entry(number, "x", amendment, written.recorded)
        log.append(Entry(**{**_fields(written), "number": number, "id": f"{number}"}))
    return tuple(log)


def _fields(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in entry.__struct_fields__}
