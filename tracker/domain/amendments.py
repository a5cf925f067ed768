"""What can happen to an entry: corrected, retracted, cited, disputed.

An amendment is itself an entry with a number. It has no `on`: it holds whatever the question's
date. Without `announced` our book was wrong, and only `recorded_by` shows what stood before; with
it the world changed its account, from that moment of knowledge on.
"""

from __future__ import annotations

from msgspec import Struct

from tracker.domain.events import AnyEvent, sentence_of
from tracker.domain.sources import Source


class Amendment(Struct, frozen=True, tag=True, tag_field="event", omit_defaults=True):
    """Something said about an earlier entry; `entry` is that entry's number."""

    entry: int

    @property
    def holds_from(self) -> str | None:
        """The time of knowledge from which it holds; None: at every moment."""
        return None


class EntryCorrected(Amendment, frozen=True):
    """The entry reads so, in the fields that are given."""

    because: str
    on: str | None = None
    reported: str | None = None
    by: str | None = None
    what: AnyEvent | None = None
    announced: str | None = None

    @property
    def holds_from(self) -> str | None:
        return self.announced

    def __str__(self) -> str:
        fields = (("on", self.on), ("reported", self.reported), ("by", self.by))
        said = [f"{name} {value}" for name, value in fields if value is not None]
        if self.what is not None:
            said.append(f"what {sentence_of(self.what)}")
        return f"#{self.entry} corrected: {', '.join(said)}, because {self.because}"


class EntryRetracted(Amendment, frozen=True):
    """The entry does not count."""

    because: str
    announced: str | None = None

    @property
    def holds_from(self) -> str | None:
        return self.announced

    def __str__(self) -> str:
        return f"#{self.entry} retracted, because {self.because}"


class EntryCited(Amendment, frozen=True):
    """The entry has one more source."""

    source: Source
    announced: str | None = None

    @property
    def holds_from(self) -> str | None:
        return self.announced or self.source.published

    def __str__(self) -> str:
        return f"#{self.entry} cited: {self.source.publisher}"


class EntryDisputed(Amendment, frozen=True):
    """Somebody contradicts the entry; `claims` is the rival reading, `claims_on` its date."""

    because: str
    source: Source | None = None
    claims: AnyEvent | None = None
    claims_on: str | None = None
    announced: str | None = None

    @property
    def holds_from(self) -> str | None:
        return self.announced or (self.source.published if self.source else None)

    @property
    def rival(self) -> str | None:
        if self.claims is None:
            return self.claims_on
        return sentence_of(self.claims) + (f" on {self.claims_on}" if self.claims_on else "")

    def __str__(self) -> str:
        said = f" by {self.source.publisher}" if self.source else ""
        rival = f"; claims: {self.rival}" if self.rival else ""
        return f"#{self.entry} disputed{said}, because {self.because}{rival}"


AnyAmendment = EntryCorrected | EntryRetracted | EntryCited | EntryDisputed
