"""From the log of a deal to a casebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.domain.amendments import EntryCited, EntryCorrected, EntryDisputed, EntryRetracted
from tracker.domain.entry import Entry
from tracker.domain.event import Event
from tracker.domain.events import sentence_of
from tracker.domain.events.deadlines import TermSet
from tracker.domain.history import History, names_of
from tracker.domain.names import PARTY, key, names_nobody
from tracker.domain.neighbours import Neighbours
from tracker.domain.printing import printed_phrase, spell
from tracker.domain.sources import Source
from tracker.domain.spellings import tellings
from tracker.formats.casebook.keys import SOURCE


def write_casebook(history: History) -> str:
    """A casebook that imports into an empty book to the same answers, but for `recorded_by`."""
    from io import StringIO

    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 100
    out = StringIO()
    yaml.dump(_document(history), out)
    return out.getvalue()


def _document(history: History) -> dict[str, Any]:
    opened = history.opened
    head = {
        "deal": history.deal,
        "title": opened.title,
        "seller": opened.seller,
        "target": opened.target,
        "zone": opened.zone,
    }
    ids = {entry.number: entry.id for entry in history.entries}
    say = _Speaker(history)
    written = [_plain(_written(entry, ids, say)) for entry in history.entries]
    return {**_plain(head), "entries": written}


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, (), [])}


class _Speaker:
    """Prints events so that they read back among the other names of their file."""

    def __init__(self, history: History) -> None:
        events = [event for entry in history.entries for event in tellings(entry)]
        self.known = names_of(events)
        self.neighbours = Neighbours(name for _, name in self.known.all())
        self.set = names_of(e for e in events if not (e.asks or isinstance(e, TermSet))).deadlines

    def __call__(self, event: Event) -> str:
        names = list(event.mentions(self.known))
        unset = event.asks and any(key(name) not in self.set for _, name in names)
        doubtful = unset or any(self._is_doubtful(kind, name) for kind, name in names)
        return spell(event, printed_phrase(event), quoted=True) if doubtful else sentence_of(event)

    def _is_doubtful(self, kind: str, name: str) -> bool:
        """Whether a name would be refused, or taken for another, without quotes round it."""
        others = self.known.without(kind, name)
        return (
            others.resolve(name, kind) != name
            or next(self.neighbours.of(name), None) is not None
            or others.wrapped(name, kind) is not None
            or (kind == PARTY and names_nobody(name))
            or others.kind_of(name) is not None
        )


def _written(entry: Entry, ids: Mapping[int, str], say: _Speaker) -> dict[str, Any]:
    match entry.event:
        case EntryCorrected() as it:
            to = {"on": it.on, "reported": it.reported, "by": it.by}
            what = say(it.what) if it.what else None
            told = {"because": it.because, "announced": it.announced, "id": entry.id}
            return {"correct": ids[it.entry], "to": _plain({**to, "what": what})} | told
        case EntryRetracted() as it:
            told = {"because": it.because, "announced": it.announced, "id": entry.id}
            return {"retract": ids[it.entry], **told}
        case EntryCited() as it:
            source = _source_fields(it.source)
            told = {"announced": it.announced, "id": entry.id}
            return {"cite": ids[it.entry], "source": source, **told}
        case EntryDisputed() as it:
            by = _source_fields(it.source) if it.source else None
            claims = say(it.claims) if it.claims else None
            told = {"because": it.because, "claims": claims, "claims_on": it.claims_on}
            announced = {"announced": it.announced, "id": entry.id}
            return {"dispute": ids[it.entry], "source": by, **told, **announced}
    return {
        "id": entry.id,
        "on": entry.on,
        "reported": entry.reported,
        "what": say(entry.event) if isinstance(entry.event, Event) else entry.sentence,
        "by": entry.by,
        "sources": [_source_fields(each) for each in entry.sources],
    }


def _source_fields(source: Source) -> dict[str, Any]:
    return dict(_set_fields(source))


def _set_fields(source: Source) -> Iterator[tuple[str, str]]:
    for name in SOURCE:
        value = getattr(source, name)
        if value is not None and (name, value) != ("basis", "report"):
            yield name, value
