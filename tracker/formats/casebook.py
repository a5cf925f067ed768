"""Casebooks: YAML 1.2 in which every scalar is text, and every mistake has a line.

`on` is a word, `NO` is a name, a date is not yet a date: the file is composed into nodes and never
constructed, so that no scalar is resolved and no tag is obeyed. Anchors are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from tracker.domain.amendments import EntryCited, EntryCorrected, EntryDisputed, EntryRetracted
from tracker.domain.casebook import CaseAmendment, Casebook, CaseEntry, Finding, ImportRefused
from tracker.domain.entry import Entry
from tracker.domain.events import sentence_of
from tracker.domain.history import History
from tracker.domain.sources import Source

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
HEAD = ("deal", "title", "seller", "target", "zone", "entries")
ENTRY = ("id", "on", "reported", "what", "by", "source", "sources")
SOURCE = ("publisher", "title", "url", "published", "quote", "basis", "via")
TO = ("on", "reported", "by", "what")
AMENDMENTS = {
    "correct": ("correct", "to", "because", "announced", "id"),
    "retract": ("retract", "because", "announced", "id"),
    "cite": ("cite", "source", "announced", "id"),
    "dispute": ("dispute", "source", "because", "claims", "claims_on", "announced", "id"),
}
QUOTE_IT = 'quote the sentence: what: "Trump said: ..."'


class _Broken(Exception):
    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint


def read_casebooks(text: str, file: str) -> list[Casebook]:
    """The documents of a casebook file. Raises ImportRefused with everything that is wrong."""
    findings: list[Finding] = []
    documents = []
    for node in _documents(text, file):
        reader = _Reader(file, findings)
        if document := reader.document(node):
            documents.append(document)
    if not documents and not findings:
        findings.append(Finding(file, 1, "there is no deal in it", "begin with `deal: my-deal`", 2))
    if findings:
        raise ImportRefused(file, tuple(findings))
    return documents


def _documents(text: str, file: str) -> list[Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return [node for node in YAML(typ="safe", pure=True).compose_all(text) if node]
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "broken YAML"
        hint = QUOTE_IT if "mapping values" in problem else "check the indentation and the quotes"
        finding = Finding(file, mark.line + 1 if mark else 1, f"broken YAML: {problem}", hint, 2)
    except (YAMLError, RecursionError, ValueError) as error:
        said = str(error).splitlines()[0] if str(error) else "nested too deep"
        finding = Finding(file, 1, f"broken YAML: {said}", "a casebook is YAML 1.2, in UTF-8", 2)
    raise ImportRefused(file, (finding,))


class _Reader:
    """Reads the nodes of one document, and keeps what is wrong with them."""

    def __init__(self, file: str, findings: list[Finding]) -> None:
        self.file = file
        self.findings = findings

    def document(self, node: Any) -> Casebook | None:
        try:
            fields = _mapping(node, HEAD, "a casebook")
            items = _sequence(fields.get("entries"), "entries")
            head = {key: _text(fields.get(key)) for key in HEAD if key != "entries"}
            deal = head["deal"] or ""
            if not SLUG.fullmatch(deal):
                raise _Broken(
                    _line(fields.get("deal", node)),
                    f"{deal!r} is no name of a deal" if deal else "the deal has no name",
                    "lower-case letters, digits and hyphens: deal: tiktok-us",
                )
        except _Broken as broken:
            self._note(broken)
            return None
        entries = tuple(item for each in items if (item := self._item(each)))
        return Casebook(
            line=_line(node),
            deal=deal,
            title=head["title"] or deal,
            seller=head["seller"],
            target=head["target"],
            zone=head["zone"],
            entries=entries,
        )

    def _item(self, node: Any) -> CaseEntry | CaseAmendment | None:
        try:
            keys = _keys(node)
            does = next((each for each in AMENDMENTS if each in keys), None)
            return _amendment(node, does) if does else _entry(node)
        except _Broken as broken:
            self._note(broken)
            return None

    def _note(self, broken: _Broken) -> None:
        self.findings.append(Finding(self.file, broken.line, broken.message, broken.hint, 2))


def _entry(node: Any) -> CaseEntry:
    fields = _mapping(node, ENTRY, "an entry")
    for needed in ("on", "what"):
        if not _text(fields.get(needed)):
            raise _Broken(_line(node), f"the entry has no {needed!r}", f"{needed}: ...")
    return CaseEntry(
        line=_line(node),
        on=_text(fields["on"]) or "",
        what=_text(fields["what"]) or "",
        id=_text(fields.get("id")),
        reported=_text(fields.get("reported")),
        by=_text(fields.get("by")),
        sources=_sources(fields),
    )


def _amendment(node: Any, does: str) -> CaseAmendment:
    fields = _mapping(node, AMENDMENTS[does], f"a {does}")
    target = _text(fields[does])
    if not target:
        raise _Broken(_line(node), f"{does} what?", f"{does}: the-id-of-an-entry")
    to = _mapping(fields["to"], TO, "`to`") if "to" in fields else {}
    if does == "correct" and not to:
        raise _Broken(_line(node), "correct to what?", "to: {on: 2020-09-13}")
    if does == "cite" and "source" not in fields:
        raise _Broken(_line(node), "cite whom?", "source: {publisher: Reuters}")
    if does != "cite" and not _text(fields.get("because")):
        raise _Broken(_line(node), f"{does} why?", "because: ...")
    plain = ("because", "announced", "claims", "claims_on", "id")
    values = {name: text for name in plain if (text := _text(fields.get(name)))}
    values |= {name: text for name in TO if (text := _text(to.get(name)))}
    source = _source(fields["source"]) if "source" in fields else None
    return CaseAmendment(line=_line(node), does=does, target=target, source=source, **values)


def _sources(fields: Mapping[str, Any]) -> tuple[Source, ...]:
    many = _sequence(fields.get("sources"), "sources")
    one = [fields["source"]] if "source" in fields else []
    return tuple(_source(each) for each in (*one, *many))


def _source(node: Any) -> Source:
    fields = _mapping(node, SOURCE, "a source")
    values = {name: text for name in SOURCE if (text := _text(fields.get(name)))}
    if "publisher" not in values:
        raise _Broken(_line(node), "the source has no publisher", "publisher: Reuters")
    return Source(**values)


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1


def _text(node: Any) -> str | None:
    if node is None:
        return None
    if not isinstance(node.value, str):
        raise _Broken(_line(node), "a text was expected here", QUOTE_IT)
    _refuse_anchor(node)
    return node.value.strip() or None


def _sequence(node: Any, what: str) -> Sequence[Any]:
    if node is None or node.value == "":
        return ()
    _refuse_anchor(node)
    if not isinstance(node.value, list) or (node.value and isinstance(node.value[0], tuple)):
        raise _Broken(
            _line(node), f"{what}: a list was expected here", "each item begins with `- `"
        )
    return node.value


def _keys(node: Any) -> list[str]:
    if not isinstance(node.value, list) or not all(isinstance(e, tuple) for e in node.value):
        raise _Broken(_line(node), "an entry was expected here", "- {on: 2020-09-13, what: ...}")
    return [key.value for key, _ in node.value if isinstance(key.value, str)]


def _mapping(node: Any, allowed: Sequence[str], what: str) -> dict[str, Any]:
    _refuse_anchor(node)
    _keys(node)
    fields: dict[str, Any] = {}
    for key, value in node.value:
        name = key.value if isinstance(key.value, str) else "?"
        if name not in allowed:
            raise _unknown_key(key, name, allowed, what)
        if name in fields:
            raise _Broken(_line(key), f"{name!r} stands twice in {what}", "keep one of them")
        fields[name] = value
    return fields


def _unknown_key(key: Any, name: str, allowed: Sequence[str], what: str) -> _Broken:
    near = get_close_matches(name, allowed, 1)
    meant = f"did you mean {near[0]}? " if near else ""
    quoting = "a sentence with a comma is quoted; " if " " in name else ""
    return _Broken(
        _line(key),
        f"unknown key {name!r} in {what}",
        f"{meant}{quoting}known are {', '.join(allowed)}",
    )


def _refuse_anchor(node: Any) -> None:
    if node.anchor:
        raise _Broken(_line(node), "anchors and aliases are not used in casebooks", "write it out")


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
    written = [_plain(_written(entry, ids)) for entry in history.entries]
    return {**_plain(head), "entries": written}


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, (), [])}


def _written(entry: Entry, ids: Mapping[int, str]) -> dict[str, Any]:
    match entry.event:
        case EntryCorrected() as it:
            to = {"on": it.on, "reported": it.reported, "by": it.by}
            what = sentence_of(it.what) if it.what else None
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
            claims = sentence_of(it.claims) if it.claims else None
            told = {"because": it.because, "claims": claims, "claims_on": it.claims_on}
            announced = {"announced": it.announced, "id": entry.id}
            return {"dispute": ids[it.entry], "source": by, **told, **announced}
    return {
        "id": entry.id,
        "on": entry.on,
        "reported": entry.reported,
        "what": entry.sentence,
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
