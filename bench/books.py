"""Made-up logs of any size, as JSONL: deals of entries that come late, are corrected and disputed.

A tenth of the entries are written down two weeks after what they tell of, when later things are
known already; of every hundred, five amend another. Every deal begins on a day of its own.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache

from tracker.domain.amendments import (
    AnyAmendment,
    EntryCited,
    EntryCorrected,
    EntryDisputed,
    EntryRetracted,
)
from tracker.domain.chain import FIRST_PREVIOUS, Link, entry_hash
from tracker.domain.entry import DealOpened, Entry, encode
from tracker.domain.event import Event
from tracker.domain.events import read_sentence
from tracker.domain.reading import Context
from tracker.domain.sources import Source
from tracker.domain.times import Clock, moment
from tracker.formats.jsonl import write_line

ZONE = "America/New_York"
FIRST_DAY = date(2015, 1, 5)
LATE = timedelta(days=14)
PAPERS = ("Reuters", "WSJ", "Bloomberg", "Financial Times")
SENTENCES = (
    "Microsoft bid of $30bn",
    "Oracle in talks",
    "sale due {due}",
    "Walmart joined Microsoft",
    "CFIUS review of Oracle opened",
    "General Atlantic stake proposed",
    "Microsoft bid revised to $31bn",
    "sale extended to {due}",
    "Oracle bid of $20bn",
    "order EO 13942 effective {due}",
    "Microsoft bid rejected",
    "Oracle chosen as technology partner",
    "note: nothing is signed",
    "EO 13942 stayed",
    "Sequoia interested",
    "FTC review opened",
    "Oracle agreement signed",
    "FTC cleared with conditions",
    "EO 13942 stay lifted",
    "ByteDance said: talks go on",
)


def lines(entries: int, deals: int) -> Iterator[bytes]:
    """The lines of a JSONL file of so many deals, each of so many entries beside its entry 0."""
    return (write_line(link) + b"\n" for deal in range(deals) for link in chained(deal, entries))


def name_of(deal: int) -> str:
    return f"deal-{deal:06}"


def chained(deal: int, entries: int) -> Iterator[Link]:
    """The log of a deal, hashed."""
    name, previous = name_of(deal), FIRST_PREVIOUS
    for entry in log_of(deal, entries):
        state = encode(entry)
        fresh = entry_hash(previous, name, entry.number, entry.id, entry.kind, state)
        yield Link(name, entry.number, entry.id, entry.kind, state, previous, fresh)
        previous = fresh


def log_of(deal: int, entries: int) -> Iterator[Entry]:
    """The entries of a deal: about two in three days, each recorded on the day of its report."""
    began = FIRST_DAY + timedelta(days=37 * deal % 3000)
    yield Entry(0, "", DealOpened(f"Deal {deal}", ZONE), _recorded(deal, 0, began))
    for number in range(1, entries + 1):
        day = began + timedelta(days=3 * number // 2)
        yield _entry(deal, number, day)


def _entry(deal: int, number: int, day: date) -> Entry:
    name, recorded = f"{name_of(deal)}-{number}", _recorded(deal, number, day)
    source = Source(PAPERS[number % 4], title="A title of a usual length", published=str(day))
    if event := _amendment(number, day, source):
        return Entry(number, name, event, recorded)
    on = day - LATE if number % 10 == 7 else day
    said = SENTENCES[(number + deal) % len(SENTENCES)].format(due=day + timedelta(days=20))
    return Entry(number, name, _read(said), recorded, str(on), str(day), None, (source,))


def _amendment(number: int, day: date, source: Source) -> AnyAmendment | None:
    target, because = number - 12, "so it is"
    match number % 100:
        case 31:
            return EntryCorrected(target, because, on=str(day - LATE))
        case 44:
            return EntryCorrected(target, because, by="Reuters", announced=str(day))
        case 58:
            return EntryRetracted(target, because, announced=str(day))
        case 72:
            return EntryDisputed(target, because, source)
        case 83:
            return EntryCited(target, source)
    return None


@cache
def _read(sentence: str) -> Event:
    context = Context(Clock(ZONE, 0, "2020-01-01"), moment("2020-01-01", ZONE))
    event: Event = read_sentence(sentence, context).event
    return event


def _recorded(deal: int, number: int, day: date) -> str:
    midday = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)
    at = midday + timedelta(seconds=number, microseconds=deal % 1_000_000)
    return at.isoformat(timespec="microseconds")
