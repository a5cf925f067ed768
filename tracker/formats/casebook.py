"""Casebooks: YAML 1.2 in which every scalar is text, and every mistake has a line.

`on` is a word, `NO` is a name, a date is not yet a date: the file is composed into nodes and never
constructed, so that no scalar is resolved and no tag is obeyed. Anchors are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any

from tracker.domain.amendments import EntryCited, EntryCorrected, EntryDisputed, EntryRetracted
from tracker.domain.casebook import CaseAmendment, Casebook, CaseEntry, Finding
from tracker.domain.characters import refuse_control_characters
from tracker.domain.entry import Entry
from tracker.domain.errors import Refusal
from tracker.domain.event import Event
from tracker.domain.events import sentence_of
from tracker.domain.events.deadlines import TermSet
from tracker.domain.history import History, names_of
from tracker.domain.names import key
from tracker.domain.phrases import printed_phrase, spell
from tracker.domain.sources import Source
from tracker.domain.spellings import tellings
from tracker.domain.times import zone_info

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
SLUG_HINT = "a deal's name is lower-case letters, digits and hyphens"
LONGEST_SLUG, LONGEST_ID = 100, 200
"""More than these a database need not be able to find again."""
MOST_NODES = 1_000_000
HEAD = ("deal", "title", "seller", "target", "zone", "entries")
ENTRY = ("id", "on", "reported", "what", "by", "source", "sources")
SOURCE = ("publisher", "title", "url", "published", "quote", "basis", "via")
TO = ("on", "reported", "by", "what")
TO_HINT = "{on: 2020-09-13}"
AMENDMENTS = {
    "correct": ("correct", "to", "because", "announced", "id"),
    "retract": ("retract", "because", "announced", "id"),
    "cite": ("cite", "source", "announced", "id"),
    "dispute": ("dispute", "source", "because", "claims", "claims_on", "announced", "id"),
}
KEYS = {
    "deal": "The name of the deal: lower-case letters, digits and hyphens. Required.",
    "title": "What is for sale; else the name.",
    "seller": "Who sells.",
    "target": "What is bought, where that is a company.",
    "zone": "The deal's time zone; else that of --zone, of TRACKER_ZONE, or UTC.",
    "entries": "The list of entries and amendments.",
    "id": "A name of the writer's own, by which a re-import recognises the entry.",
    "on": "When it happened. Required in an entry.",
    "reported": "When the world could know it; else the earliest `published` of the sources, else "
    "`on`.",
    "what": "The sentence. Required in an entry; quoted where it holds a colon, a comma or a #.",
    "by": "Who did it.",
    "source": "Who says so: a source.",
    "sources": "Who says so: a list of sources.",
    "publisher": "Who published it. Required in a source.",
    "url": "Where.",
    "published": "When it was published.",
    "quote": "In what words.",
    "basis": "record, statement, named, unnamed, report (else) or rumour.",
    "via": "The publisher whose report it passes on.",
    "correct": "The id of the entry that is corrected.",
    "to": "What the entry should read.",
    "retract": "The id of the entry that does not count.",
    "cite": "The id of the entry that gets another source.",
    "dispute": "The id of the entry that somebody contradicts.",
    "because": "Why. Required, but not with `cite`.",
    "announced": "When the world changed its account; else our book was wrong all along.",
    "claims": "The rival reading, as a sentence.",
    "claims_on": "When that is said to have happened.",
}
"""What the keys of a casebook hold, for the reference."""

ENTRY_TEXTS = ("id", "on", "reported", "what", "by")
AMENDMENT_TEXTS = ("because", "announced", "claims", "claims_on", "id")
QUOTE_IT = 'quote the sentence: what: "Trump said: ..."'


def refuse_deal_name(name: str) -> None:
    """Raises Refusal for what cannot be the name of a deal."""
    if len(name) > LONGEST_SLUG:
        raise Refusal(
            f"a deal's name of {len(name):,} characters is too long", f"at most {LONGEST_SLUG}"
        )
    if not SLUG.fullmatch(name):
        raise Refusal(f"{name!r} is no name of a deal", f"{SLUG_HINT}: tiktok-us")


def read_casebooks(text: str, file: str) -> tuple[list[Casebook], list[Finding]]:
    """The documents of a casebook file, as far as they can be read, and what is wrong with them."""
    try:
        nodes = _documents(text)
    except _BrokenYaml as broken:
        return [], [Finding(file, broken.line, f"broken YAML: {broken}", broken.hint, 2)]
    reader = _Reader(file)
    documents = [document for node in nodes if (document := reader.document(node))]
    if not nodes:
        hint = "begin with `deal: my-deal`"
        reader.findings.append(Finding(file, 1, "there is no deal in it", hint, 2))
    return documents, reader.findings


class _BrokenYaml(Exception):
    def __init__(self, message: str, line: int, hint: str) -> None:
        super().__init__(message)
        self.line, self.hint = line, hint


def _documents(text: str) -> list[Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.reader import ReaderError

    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _composer()
    try:
        return [node for node in yaml.compose_all(text) if not _nothing(node)]
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "unreadable"
        hint = QUOTE_IT if "mapping values" in problem else "check the indentation and the quotes"
        raise _BrokenYaml(problem, mark.line + 1 if mark else 1, hint) from None
    except ReaderError as error:
        said = f"there is a control character U+{_code(error.character):04X} in it"
        raise _BrokenYaml(said, 1 + text.count("\n", 0, error.position), "leave it out") from None
    except RecursionError:
        raise _BrokenYaml("nested too deep", 1, "entries are texts and lists of texts") from None
    except (ValueError, OverflowError):
        said = "there is an escape in it that is no character"
        raise _BrokenYaml(said, 1, "write the character itself") from None


def _code(character: str | int) -> int:
    return character if isinstance(character, int) else ord(character)


@cache
def _composer() -> Any:
    """What makes nodes of a file: so many at most, since each takes a thousand bytes."""
    from ruamel.yaml.composer import Composer

    class Sparing(Composer):
        def __init__(self, loader: Any = None) -> None:
            super().__init__(loader)
            self.warn_double_anchors = False  # every anchor is refused
            self.left = MOST_NODES

        def compose_node(self, parent: Any, index: Any) -> Any:
            self.left -= 1
            if self.left < 0:
                line = self.parser.peek_event().start_mark.line + 1
                said = f"more than {MOST_NODES:,} texts and lists are too many"
                raise _BrokenYaml(said, line, "make two casebooks of it")
            return super().compose_node(parent, index)

    return Sparing


class _Reader:
    """Reads the nodes of documents; what is wrong is noted, and reading goes on."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def wrong(self, node: Any, message: str, hint: str) -> None:
        self.findings.append(Finding(self.file, _line(node), message, hint, 2))

    def document(self, node: Any) -> Casebook | None:
        """A deal, without what is wrong with it; None where it has no name."""
        before = len(self.findings)
        fields = self.mapping(node, HEAD, "a casebook", "deal: my-deal")
        head = self.texts(fields, HEAD[:-1])
        deal = head.pop("deal", "")
        self._needs(node, before, deal, "the deal has no name", "deal: tiktok-us")
        if deal and not self._is(refuse_deal_name, fields["deal"], deal):
            deal = ""
        if "zone" in head and not self._is(zone_info, fields["zone"], head["zone"]):
            del head["zone"]
        items = self.sequence(fields.get("entries"), "entries")
        read = [(each, self.item(each)) for each in items]
        if not deal:
            return None
        return Casebook(
            deal=deal,
            entries=tuple(item for _, item in read if item),
            lines={name: _line(value) for name, value in fields.items()},
            broken=frozenset(_id_of(each) for each, item in read if not item),
            **{name: " ".join(said.split()) for name, said in head.items()},
        )

    def _is(self, refuse: Callable[[str], object], node: Any, text: str) -> bool:
        try:
            refuse(text)
        except Refusal as error:
            self.wrong(node, error.message, "; ".join(error.hints))
            return False
        return True

    def item(self, node: Any) -> CaseEntry | CaseAmendment | None:
        """An entry or an amendment; None where something is wrong with it."""
        before = len(self.findings)
        does = next((each for each in AMENDMENTS if each in _keys(node)), None)
        item = self._amendment(node, does) if does else self._entry(node)
        if len(item.id or "") > LONGEST_ID:
            said = f"an id of {len(item.id or ''):,} characters is too long"
            self.wrong(node, said, f"at most {LONGEST_ID}")
        return item if len(self.findings) == before else None

    def _entry(self, node: Any) -> CaseEntry:
        before = len(self.findings)
        fields = self.mapping(node, ENTRY, "an entry", "{on: 2020-09-13, what: Oracle chosen}")
        texts = {"on": "", "what": "", **self.texts(fields, ENTRY_TEXTS)}
        one = [fields["source"]] if "source" in fields else []
        sources = (*one, *self.sequence(fields.get("sources"), "sources"))
        read = tuple(self._source(each) for each in sources)
        self._needs(node, before, texts["on"], "the entry has no 'on'", "on: 2020-09-13")
        self._needs(node, before, texts["what"], "the entry has no 'what'", "what: Oracle chosen")
        return CaseEntry(line=_line(node), sources=read, **texts)

    def _amendment(self, node: Any, does: str) -> CaseAmendment:
        before = len(self.findings)
        fields = self.mapping(node, AMENDMENTS[does], f"a {does}", "")
        texts = self.texts(fields, AMENDMENT_TEXTS)
        target = self.text(fields.get(does)) or ""
        source = self._source(fields["source"]) if "source" in fields else None
        to = self.mapping(fields["to"], TO, "`to`", TO_HINT) if "to" in fields else {}
        texts |= self.texts(to, TO)
        self._needs(node, before, target, f"{does} what?", f"{does}: the-id-of-an-entry")
        if does == "correct":
            self._needs(node, before, set(TO) & set(texts), "correct to what?", f"to: {TO_HINT}")
        if does == "cite":
            self._needs(node, before, source, "cite whom?", "source: {publisher: Reuters}")
        else:
            because = texts.get("because")
            self._needs(node, before, because, f"{does} why?", "because: the day was wrong")
        return CaseAmendment(line=_line(node), does=does, target=target, source=source, **texts)

    def _source(self, node: Any) -> Source:
        before = len(self.findings)
        fields = self.mapping(node, SOURCE, "a source", "{publisher: Reuters}")
        texts = {"publisher": "", **self.texts(fields, SOURCE)}
        lacks = "the source has no publisher"
        self._needs(node, before, texts["publisher"], lacks, "publisher: Reuters")
        return Source(**texts)

    def _needs(self, node: Any, before: int, there: Any, message: str, hint: str) -> None:
        """Notes what is lacking; not where something else is wrong since, which may be the same."""
        if not there and len(self.findings) == before:
            self.wrong(node, message, hint)

    # Nodes

    def texts(self, fields: Mapping[str, Any], names: Sequence[str]) -> dict[str, str]:
        """Those of the fields that are there and not empty."""
        found = {name: self.text(fields.get(name)) for name in names}
        return {
            name: text if name == "quote" else " ".join(text.splitlines())
            for name, text in found.items()
            if text
        }

    def text(self, node: Any) -> str | None:
        if node is None or not self._is_plain(node):
            return None
        if node.id != "scalar":
            self.wrong(node, "a text was expected here", QUOTE_IT)
            return None
        try:
            refuse_control_characters(re.sub(r"[\n\t]", " ", node.value))
        except Refusal as error:
            self.wrong(node, error.message, "leave it out")
            return None
        return node.value.strip() or None

    def sequence(self, node: Any, what: str) -> Sequence[Any]:
        if node is None or _nothing(node) or not self._is_plain(node):
            return ()
        if node.id == "sequence":
            items: Sequence[Any] = node.value
            return items
        self.wrong(node, f"{what}: a list was expected here", "each item begins with `- `")
        return ()

    def mapping(self, node: Any, allowed: Sequence[str], what: str, example: str) -> dict[str, Any]:
        """The values by their keys; an unknown key, or one that stands twice, is noted."""
        if not self._is_plain(node):
            return {}
        if node.id != "mapping":
            self.wrong(node, f"{what} was expected here", f"like this: {example}")
            return {}
        fields: dict[str, Any] = {}
        for name_node, value in node.value:
            name = name_node.value if name_node.id == "scalar" else "?"
            if name not in allowed:
                self._unknown_key(name_node, name, allowed, what)
            elif name in fields:
                self.wrong(name_node, f"{name!r} stands twice in {what}", "keep one of them")
            else:
                fields[name] = value
        return fields

    def _unknown_key(self, node: Any, name: str, allowed: Sequence[str], what: str) -> None:
        near = get_close_matches(name, allowed, 1)
        meant = f"did you mean {near[0]}? " if near else ""
        quoting = "a sentence with a comma is quoted; " if " " in name else ""
        hint = f"{meant}{quoting}known are {', '.join(allowed)}"
        self.wrong(node, f"unknown key {name!r} in {what}", hint)

    def _is_plain(self, node: Any) -> bool:
        if node.anchor:
            self.wrong(node, "anchors and aliases are not used in casebooks", "write it out")
        return not node.anchor


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1


def _nothing(node: Any) -> bool:
    """Whether it is an empty document, or nothing after a colon."""
    return node is None or (node.id == "scalar" and node.value == "" and node.style is None)


def _keys(node: Any) -> list[str]:
    if node.id != "mapping":
        return []
    return [key.value for key, _ in node.value if key.id == "scalar"]


def _id_of(node: Any) -> str:
    """The id of an entry or amendment that could not be read; empty where it has none."""
    pairs = node.value if node.id == "mapping" else ()
    ids = [value.value for key, value in pairs if (key.value, value.id) == ("id", "scalar")]
    return ids[0].strip() if ids else ""


# Writing


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
            or others.near(name) is not None
            or others.wrapped(name, kind) is not None
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
