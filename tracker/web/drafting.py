"""The fields of a form, and the draft of an entry that they make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.domain.drafts import AnyDraft, Citation, Correction, Dispute, Draft, Retraction
from tracker.domain.entry import Entry
from tracker.domain.errors import NotThere
from tracker.domain.history import History
from tracker.domain.sources import Source

Fields = Mapping[str, str]

RECORD, CORRECT, RETRACT, CITE, DISPUTE = "record", "correct", "retract", "cite", "dispute"
AMENDING = (CORRECT, RETRACT, CITE, DISPUTE)
SOURCE = ("title", "url", "published", "quote", "via")


def draft_of(fields: Fields) -> AnyDraft:
    """What somebody wants to write down; times and names are not read yet."""

    def said(name: str) -> str | None:
        return fields.get(name, "").strip() or None

    number, because = number_of(fields), said("because") or ""
    new, announced = "new" in fields, said("announced")
    match fields.get("what"):
        case "correct":
            changed = {name: said(name) for name in ("on", "reported", "by")}
            what = said("sentence")
            return Correction(
                entry=number, because=because, what=what, announced=announced, new=new, **changed
            )
        case "retract":
            return Retraction(entry=number, because=because, announced=announced)
        case "cite":
            cited = source_of(fields) or Source("")
            return Citation(entry=number, source=cited, announced=announced)
        case "dispute":
            return Dispute(
                entry=number,
                because=because,
                source=source_of(fields),
                claims=said("claims"),
                claims_on=said("claims_on"),
                announced=announced,
                new=new,
            )
    source = source_of(fields)
    return Draft(
        sentence=said("sentence") or "",
        on=said("on"),
        reported=said("reported"),
        by=said("by"),
        sources=(source,) if source else (),
        new=new,
    )


def number_of(fields: Fields) -> int:
    """The number of the entry that is spoken of; 0 where none is."""
    said = fields.get("entry", "")
    return int(said) if said.isdecimal() and len(said) < 10 else 0


def source_of(fields: Fields) -> Source | None:
    """Who says so, where somebody is named."""
    details: dict[str, Any] = {name: fields.get(name, "").strip() or None for name in SOURCE}
    publisher = fields.get("publisher", "").strip()
    if not publisher and not any(details.values()):
        return None
    return Source(publisher, basis=fields.get("basis") or "report", **details)


def entry_of(history: History, number: int) -> Entry:
    """The entry that is to be amended. Raises NotThere."""
    found = history.entry(number)
    if found is None:
        message = f"{history.deal} has no entry #{number}"
        raise NotThere(message, f"it has {history.version}", kind="unknown-entry")
    return found
