"""What somebody wants to write down, before it is an entry."""

from __future__ import annotations

from difflib import get_close_matches

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.characters import LONGEST_NAME, LONGEST_TEXT, line_of
from tracker.domain.errors import Refusal
from tracker.domain.sources import BASES, Source
from tracker.domain.times import Clock, When, read_when


class Draft(Struct, frozen=True, kw_only=True):
    """A sentence and what is said beside it, as people write them; times are not read yet.

    `new` insists on names that look like slips; `id` makes a repeated recording harmless.
    """

    sentence: str
    on: str | None = None
    reported: str | None = None
    by: str | None = None
    sources: tuple[Source, ...] = ()
    new: bool = False
    id: str | None = None


class Correction(Struct, frozen=True, kw_only=True):
    """What an entry should read; fields that are None stay as they are."""

    entry: int
    because: str
    on: str | None = None
    reported: str | None = None
    by: str | None = None
    what: str | None = None
    announced: str | None = None
    new: bool = False
    id: str | None = None


class Retraction(Struct, frozen=True, kw_only=True):
    """An entry that should not count."""

    entry: int
    because: str
    announced: str | None = None
    id: str | None = None


class Citation(Struct, frozen=True, kw_only=True):
    """One more source of an entry."""

    entry: int
    source: Source
    announced: str | None = None
    id: str | None = None


class Dispute(Struct, frozen=True, kw_only=True):
    """Somebody contradicts an entry; `claims` is the rival reading as a sentence."""

    entry: int
    because: str
    source: Source | None = None
    claims: str | None = None
    claims_on: str | None = None
    announced: str | None = None
    new: bool = False
    id: str | None = None


AmendmentDraft = Correction | Retraction | Citation | Dispute
AnyDraft = Draft | AmendmentDraft
TEXTS = {
    "publisher": LONGEST_NAME,
    "via": LONGEST_NAME,
    "title": LONGEST_TEXT,
    "url": LONGEST_TEXT,
    "quote": LONGEST_TEXT,
}
"""The texts of a source, and how many characters each has at most."""


def read_source(source: Source, clock: Clock, since: When | None = None) -> Source:
    """The source with its time read and its basis checked. Raises Refusal."""
    if not source.publisher.strip():
        raise Refusal("a source needs a publisher", "--source Reuters")
    if source.basis not in BASES:
        near = get_close_matches(source.basis, BASES, 1)
        raise Refusal(
            f"{source.basis!r} is no basis",
            *(f"did you mean {basis}?" for basis in near),
            f"a basis is one of {', '.join(BASES)}",
        )
    texts = {name: _text(getattr(source, name), name) for name in TEXTS}
    if source.published is not None:
        texts["published"] = read_when(source.published, clock, since)[0].text
    return replace(source, **texts)


def _text(said: str | None, name: str) -> str | None:
    """What was said, on one line, but for a quote, which keeps its lines."""
    line = line_of(said or "", f"a {name}", TEXTS[name])
    if said and line and name == "quote":
        return "\n".join(each.strip() for each in said.splitlines())
    return line or None
