"""From the text of a casebook to what it says, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from tracker.domain.casebook import CaseAmendment, Casebook, CaseEntry, Finding
from tracker.domain.characters import refuse_control_characters
from tracker.domain.errors import Refusal
from tracker.domain.sources import Source
from tracker.domain.times import zone_info
from tracker.formats.casebook.keys import AMENDMENTS, ENTRY, HEAD, SOURCE, TO
from tracker.formats.casebook.nodes import QUOTE_IT, BrokenYaml, documents, is_nothing, line_of
from tracker.formats.casebook.slug import refuse_deal_name

LONGEST_ID = 200
"""More a database need not be able to find again."""
ENTRY_TEXTS = ("id", "on", "reported", "what", "by")
AMENDMENT_TEXTS = ("because", "announced", "claims", "claims_on", "id")
TO_HINT = "{on: 2020-09-13}"


def read_casebooks(text: str, file: str) -> tuple[list[Casebook], list[Finding]]:
    """The documents of a casebook file, as far as they can be read, and what is wrong with them."""
    try:
        nodes = documents(text)
    except BrokenYaml as broken:
        return [], [Finding(file, broken.line, f"broken YAML: {broken}", broken.hint, 2)]
    reader = _Reader(file)
    read = [casebook for node in nodes if (casebook := reader.document(node))]
    if not nodes:
        hint = "begin with `deal: my-deal`"
        reader.findings.append(Finding(file, 1, "there is no deal in it", hint, 2))
    return read, reader.findings


class _Reader:
    """Reads the nodes of documents; what is wrong is noted, and reading goes on."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def wrong(self, node: Any, message: str, hint: str) -> None:
        self.findings.append(Finding(self.file, line_of(node), message, hint, 2))

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
            lines={name: line_of(value) for name, value in fields.items()},
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
        return CaseEntry(line=line_of(node), sources=read, **texts)

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
        return CaseAmendment(line=line_of(node), does=does, target=target, source=source, **texts)

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
        if node is None or is_nothing(node) or not self._is_plain(node):
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


def _keys(node: Any) -> list[str]:
    if node.id != "mapping":
        return []
    return [key.value for key, _ in node.value if key.id == "scalar"]


def _id_of(node: Any) -> str:
    """The id of an entry or amendment that could not be read; empty where it has none."""
    pairs = node.value if node.id == "mapping" else ()
    ids = [value.value for key, value in pairs if (key.value, value.id) == ("id", "scalar")]
    return ids[0].strip() if ids else ""
