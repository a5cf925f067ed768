"""A casebook as people write it: a deal, its entries and its amendments, not yet read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from tracker.domain.errors import Refusal
from tracker.domain.sources import Source


class CaseEntry(Struct, frozen=True, kw_only=True):
    """An entry of a casebook; `line` is where it stands in the file, counted from 1."""

    line: int
    on: str
    what: str
    id: str | None = None
    reported: str | None = None
    by: str | None = None
    sources: tuple[Source, ...] = ()


class CaseAmendment(Struct, frozen=True, kw_only=True):
    """An amendment of a casebook: what it `does` (correct, retract, cite, dispute) to which id."""

    line: int
    does: str
    target: str
    id: str | None = None
    because: str = ""
    announced: str | None = None
    source: Source | None = None
    claims: str | None = None
    claims_on: str | None = None
    on: str | None = None
    reported: str | None = None
    by: str | None = None
    what: str | None = None


class Casebook(Struct, frozen=True, kw_only=True):
    """One document of a casebook file: one deal.

    `lines` says where the words of its head stand. `broken` are the ids of entries that are in the
    file and could not be taken from it.
    """

    deal: str
    title: str | None = None
    seller: str | None = None
    target: str | None = None
    zone: str | None = None
    entries: tuple[CaseEntry | CaseAmendment, ...] = ()
    lines: Mapping[str, int] = {}
    broken: frozenset[str] = frozenset()


class Finding(Struct, frozen=True):
    """What is wrong with a file, where, and what to write instead; `code` as an exit code."""

    file: str
    line: int
    message: str
    hint: str
    code: int


class ImportRefused(Refusal):
    """A file of which nothing was recorded, with everything that is wrong with it, line by line."""

    kind = "import"

    def __init__(self, file: str, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(dict.fromkeys(findings), key=lambda each: each.line))
        count = len(self.findings)
        many = "one finding" if count == 1 else f"{count} findings"
        super().__init__(f"{file}: {many}, nothing was recorded")
        self.code = 2 if any(each.code == 2 for each in self.findings) else 4


def finding_of(file: str, line: int, error: Refusal) -> Finding:
    code = 2 if error.code == 2 else 4
    return Finding(file, line, error.message, "; ".join(error.hints), code)
