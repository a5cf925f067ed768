"""The keys of a casebook: which there are, and what they hold."""

from __future__ import annotations

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
