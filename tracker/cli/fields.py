"""What the fields of JSON answers mean: what `docs/reference.md` says of them.

The types are text, number, flag (true or false), time (as precise as it was given: 2020-09-13,
2020-09, 2020-09-27T23:59-04:00), instant, and any, which is whatever the field named beside it
holds. `?` behind a type: or null. In brackets: a list of it. Every field is in every answer, also
where nothing is in it, but those that are there sometimes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Fields = Mapping[str, "str | Part"]
"""By name: `TYPE: MEANING`, or what the object in it has."""


class Part(NamedTuple):
    """An object within an answer, or a list of objects."""

    meaning: str
    fields: Fields
    many: bool = False


class Answer(NamedTuple):
    """What a command answers with --json: an object, or a list of objects."""

    fields: Fields
    many: bool = False


DEAL: Fields = {
    "deal": "text: The name of the deal in the book.",
    "zone": "text: The deal's time zone, by its name in the IANA database.",
}
MOMENT: Fields = {
    "zone": "text: The deal's time zone, by its name in the IANA database.",
    "as_of": "instant: The moment asked about: of a day, its last microsecond.",
    "known_by": "instant?: Only what was reported by then counts; null: everything.",
    "recorded_by": "instant?: Only what the book held by then counts; null: everything.",
}
GROUNDS: Fields = {
    "since": "time?: The `on` of the first entry that says so without a break; for a word that the "
    "clock gave, the date that went by.",
    "grade": "text: How well it is supported: confirmed, corroborated, single-source, rumour or "
    "unsourced.",
    "disputed": "flag: Whether somebody contradicts an entry that it rests on.",
    "because": "[number]: The entries that it rests on, and those that dispute it.",
}
STAKE: Fields = {
    "terms": "text?: The size of the stake, where it is known.",
    "taken": "flag: Whether it has been taken; else it is proposed, or there is none.",
}
BIDDER: Fields = {
    "name": "text: The name of the bidder, as first mentioned.",
    "status": "text?: Its latest word, such as bidding or chosen; null: it has none.",
    "bid_live": "flag: Whether its bid still stands, whatever was said since.",
    "role": "text?: As what it takes part: `investor`, or what it was `chosen as`.",
    "terms": "text?: The terms of its latest bid or agreement.",
    "stake": Part("A part of what is sold.", STAKE),
    "stake_status": "text?: proposed or taken; null: there is no stake.",
    "with": "text?: The lead of the group that it bids in.",
    "members": "[text]: Who bids in its group.",
    "blocked_by": "[text]: The authorities that block it.",
    **GROUNDS,
}
DEADLINE: Fields = {
    "name": "text: The name of the deadline, as first mentioned.",
    "kind": "text: order, deadline, forecast or period.",
    "status": "text: pending, in effect, passed, overdue, running, expired, stayed, unenforced, or "
    "the outcome: met, missed, lapsed, waived, void, revoked.",
    "due": "time?: The date that holds; null: nobody knows it.",
    "original_due": "time?: The first date that it had.",
    "dates": "[time]: Every date that it had, the present one last.",
    "extensions": "number: How often it was extended; a move is none.",
    "days_left": "number?: Calendar days from the day asked about to the due day, in the deal's "
    "zone; 0 on the day, null unless pending or running.",
    "until": "time?: The end of the stay or non-enforcement in force.",
    **GROUNDS,
}
REVIEW: Fields = {
    "name": "text: The authority.",
    "of": "text?: The bidder under review; null: the deal as a whole.",
    "status": "text: open, in depth, paused, licence required, challenged, cleared, cleared with "
    "conditions, expired, not required, refused, blocked or withdrawn.",
    **GROUNDS,
}
TERM: Fields = {
    "name": "text: What is set: a fee, a price, a ratio.",
    "value": "text: What it is set to.",
    **GROUNDS,
}
SOURCE: Fields = {
    "publisher": "text: Who published it.",
    "title": "text?: Under what title.",
    "url": "text?: Where.",
    "published": "time?: When; null: with its entry.",
    "quote": "text?: In what words.",
    "basis": "text: record, statement, named, unnamed, report or rumour.",
    "via": "text?: The publisher whose report it passes on.",
}
SOURCES = Part("Who says so.", SOURCE, many=True)
ENTRY: Fields = {
    "deal": "text: The name of the deal in the book.",
    "entry": "number: The number of the entry in its deal.",
    "id": "text: What a repeated recording is recognised by.",
    "event": "text: The stored name of the event type, such as BidRejected.",
    "sentence": "text: What happened, as the entry reads at the moment asked.",
    "on": "time?: When it happened; null for an amendment.",
    "reported": "time?: When the world could know it; null for an amendment that was not "
    "announced.",
    "recorded": "instant: When the book learned it.",
    "by": "text?: Who did it, where that was said.",
    "sources": SOURCES,
    "amends": "number?: The entry that it amends; null: it is no amendment.",
    "amended_by": "[number]: The entries that amend it.",
    "counts": "flag: Whether it counts; false once it is retracted.",
}
CHANGE: Fields = {
    "kind": "text: deal, bidder, deadline, review or term.",
    "name": "text: The name of what changed; `deal` for the deal itself.",
    "field": "text: The field that changed, by its name in `tracker status --json`.",
    "before": "any?: What the field held; null: nothing was there yet.",
    "after": "any?: What it holds; null: it is gone.",
    "because": "[number]: The entries that the later state rests on.",
}
CHANGES = Part("What differs, a field each, the deal first.", CHANGE, many=True)
CHANGED: Fields = {
    "position": "number: Its place in the order of recording over the whole book.",
    **DEAL,
    **{name: ENTRY[name] for name in ("entry", "id", "event", "sentence", "on", "reported")},
    "recorded": ENTRY["recorded"],
    "changes": CHANGES._replace(meaning="What it changes of what stands now."),
}
CURSOR: Fields = {
    "cursor": "sometimes text: With --limit: what --after takes to go on behind this row.",
}
SIDE: Fields = {name: each for name, each in MOMENT.items() if name != "zone"}
CHECKED: Fields = {
    "rule": "text: The name of the rule: the sentence that holds where nothing is odd.",
    "severity": "text: error or warning.",
}
RECORDED: Fields = {
    **DEAL,
    "entry": "number: The number of the entry; 0 opens the deal.",
    "sentence": "text: What was recorded, as it will be printed.",
    "on": "time?: When it happened; null for an amendment, and for entry 0.",
    "reported": "time?: When the world could know it; null likewise.",
    "notes": "[text]: What the writer should know.",
    "already": "flag: Whether it was there already, so that nothing was recorded.",
}
WRITTEN: Fields = {
    **RECORDED,
    "changes": CHANGES._replace(meaning="What it changes of what stands now."),
    "dry_run": "flag: Whether it was only tried.",
}
STATUS: Fields = {
    "deal": DEAL["deal"],
    "title": "text: What is for sale.",
    "seller": "text?: Who sells.",
    "target": "text?: What is bought, where that is a company.",
    **MOMENT,
    "status": "text: The word for the deal: closed, closed into trust, abandoned, agreed, chosen, "
    "contested, bidding, talks, blocked, ended or open.",
    "contested": "flag: Whether a rival has a live bid.",
    "bidders": Part("Everybody who stood in the place of a bidder.", BIDDER, many=True),
    "deadlines": Part(
        "Orders, deadlines, forecasts and periods, by due date.", DEADLINE, many=True
    ),
    "reviews": Part("Reviews, by first mention.", REVIEW, many=True),
    "terms": Part("Named terms of the deal.", TERM, many=True),
    "entries": Part(
        "How many entries there are, without amendments; the five add up.",
        {
            "counted": "number: They make up the answer.",
            "later": "number: They happened after the moment asked.",
            "not_yet_known": "number: They were not reported by then.",
            "retracted": "number: They do not count.",
            "left_out": "number: --confirmed or --according-to leaves them out.",
        },
    ),
}
OF_A_FILE: Fields = {
    "path": "sometimes text: The file, where the book is one.",
    "journal_mode": "sometimes text: Of a file: how SQLite keeps what is not committed yet.",
    "sqlite": "sometimes text: Of a file: the version of SQLite.",
    "wal_is_safe": "sometimes flag: Of a file: whether that SQLite is free of the WAL-reset "
    "defect.",
    "free_space": "sometimes number: Of a file: how many bytes are free where it is.",
}
OF_A_SERVER: Fields = {
    "address": "sometimes text: The address without passwords, where the book is on a server.",
    "postgresql": "sometimes text: Of a server: the version of PostgreSQL.",
    "durable": "sometimes flag: Of a server: whether it acknowledges an entry only once that is on "
    "its disk.",
    "distribution": "sometimes text: Of a server: `one server`, or how a cluster spreads the log.",
}
ANSWERS: dict[str, Answer] = {
    "new": Answer(
        {**RECORDED, "title": STATUS["title"], "seller": STATUS["seller"]}
        | {"target": STATUS["target"]}
    ),
    "record": Answer(WRITTEN),
    "correct": Answer(WRITTEN),
    "retract": Answer(WRITTEN),
    "cite": Answer(WRITTEN),
    "dispute": Answer(WRITTEN),
    "import": Answer(
        {
            "deals": Part(
                "What became of each deal of the file.",
                {
                    **DEAL,
                    "new": "flag: Whether the import began it.",
                    "recorded": "number: Entries that were recorded, amendments among them.",
                    "unchanged": "number: Entries that were there already.",
                    "cited": "number: Of the recorded, citations of new sources.",
                    "corrected": "number: Of the recorded, corrections (--correct).",
                    "notes": "[text]: What the writer should know, by entry.",
                },
                many=True,
            ),
            "dry_run": "flag: Whether it was only tried.",
        }
    ),
    "status": Answer(STATUS),
    "demo": Answer(STATUS),
    "timeline": Answer({**DEAL, **ENTRY}, many=True),
    "deadlines": Answer({**DEAL, **MOMENT, **DEADLINE, **CURSOR}, many=True),
    "bidders": Answer({**DEAL, **MOMENT, **BIDDER, **CURSOR}, many=True),
    "deals": Answer(
        {
            **STATUS,
            "next_deadline": "text?: The name of the next deadline that is pending or running.",
            "next_due": "time?: When that is due.",
            "days_left": "number?: In how many calendar days.",
            **CURSOR,
        },
        many=True,
    ),
    "why": Answer(
        {
            **DEAL,
            **MOMENT,
            "reasons": Part(
                "Each thing that stands, and what it rests on.",
                {
                    "kind": "text: bidder, deadline, review or term.",
                    "name": "text: Its name; of a review also whose.",
                    "status": "text?: Its word; of a term its value.",
                    **{name: GROUNDS[name] for name in ("since", "grade", "disputed")},
                    "entries": Part("The entries of `because`.", ENTRY, many=True),
                    "sums": "[text]: The arithmetic of its dates.",
                    "disputes": Part(
                        "What somebody says instead.",
                        {
                            "entry": "number: The entry that disputes.",
                            "disputes": "number: The entry that is disputed.",
                            "because": "text: Why.",
                            "claims": "text?: The rival reading, as a sentence.",
                            "source": Part("Who says so, or null.", SOURCE),
                        },
                        many=True,
                    ),
                },
                many=True,
            ),
        }
    ),
    "diff": Answer(
        {
            **DEAL,
            "from": Part("The earlier moment.", MOMENT),
            "to": Part("The later moment.", MOMENT),
            "changes": CHANGES,
        }
    ),
    "changes": Answer(
        {
            **DEAL,
            "from": Part("The earlier moment.", SIDE),
            "to": Part("The later moment.", SIDE),
            **CHANGE,
        },
        many=True,
    ),
    "changes --from": Answer(CHANGED),
    "show": Answer(
        {
            **DEAL,
            **MOMENT,
            **ENTRY,
            "written": "text: The sentence as it was written, before any correction.",
            "standing": "text: counted, later, not_yet_known, retracted or left_out.",
            "amendments": Part("What happened to it later.", ENTRY, many=True),
            "sums": "[text]: The arithmetic of its date.",
        }
    ),
    "check": Answer(
        {
            **DEAL,
            **MOMENT,
            **CHECKED,
            "name": "text?: Whom or what it is about.",
            "message": "text: What is odd.",
            "remedy": "text: What to do about it.",
            "entries": "[number]: The entries that it is about.",
        },
        many=True,
    ),
    "check --list": Answer(
        {
            **CHECKED,
            "finding": "text: What the rule finds.",
            "remedy": "text: What to do about it; DEAL, N and NAME are filled in.",
        },
        many=True,
    ),
    "calendar": Answer(
        {
            "output": "text?: The file that the calendar is in; null: it is in this answer.",
            "events": "number: How many deadlines it shows.",
            "left_out": Part(
                "Deadlines without a known date.",
                {"deal": DEAL["deal"], "name": DEADLINE["name"]},
                many=True,
            ),
            "calendar": "text?: The calendar itself, as iCalendar (RFC 5545).",
        }
    ),
    "verify": Answer(
        {
            "deals": "number: How many deals were looked at.",
            "entries": "number: How many entries.",
            "rows": "number: How many rows of the tables that answer questions.",
            "findings": Part(
                "What is not as it was recorded.",
                {
                    "deal": "text?: Of which deal; null: of the book as a whole.",
                    "entry": "number?: The first entry that does not fit, where it is one's.",
                    "message": "text: What is wrong.",
                    "hint": "text: What to do about it.",
                },
                many=True,
            ),
        }
    ),
    "verify --head": Answer(
        {
            "deal": DEAL["deal"],
            "entry": "number: The number of its last entry.",
            "hash": "text: The hash of that entry: SHA-256, 64 hexadecimal digits.",
            "recorded": "instant: When it was recorded.",
        },
        many=True,
    ),
    "rebuild": Answer(
        {
            "deals": "number: How many deals were read from the log.",
            "rows": "number: How many rows the tables have now.",
        }
    ),
    "backup": Answer(
        {"file": "text: Where the copy is.", "bytes": "number: How large it is, in bytes."}
    ),
    "words": Answer(
        {
            "group": "text: What the phrase speaks of.",
            "event": "text: The stored name of its event type.",
            "phrase": "text: The phrase; in braces stands what is filled in.",
            "example": "text: A sentence that says it.",
            "meaning": "text: What it means.",
            "prints": "flag: Whether entries are printed so; false for one that is only read.",
        },
        many=True,
    ),
    "spec": Answer(
        {
            "file": "text: The file of the scenarios.",
            "feature": "text: The name of the feature.",
            "passed": "number: How many scenarios passed.",
            "failed": "number: How many failed.",
            "skipped": "number: How many were skipped.",
            "scenarios": Part(
                "What became of each.",
                {
                    "scenario": "text: Its name; of an outline, with the example.",
                    "line": "number: Where it stands in the file.",
                    "outcome": "text: passed, failed or skipped.",
                    "failure": Part(
                        "The step that failed, or null.",
                        {
                            "line": "number: Where the step stands.",
                            "step": "text: The step.",
                            "because": "[text]: What is the case instead.",
                        },
                    ),
                },
                many=True,
            ),
        }
    ),
    "spec --steps": Answer(
        {
            "keyword": "text: Given, When or Then; of a place with a form of its own, its name.",
            "form": "text: What can be written; in brackets what may be left out.",
            "meaning": "text: What it means.",
        },
        many=True,
    ),
    "doctor": Answer(
        {
            "book": "text: Where the book is.",
            "setting": "text: What says so: --db, TRACKER_DB or the user's data folder.",
            "usable": "flag: Whether it can be used.",
            "facts": Part(
                "What the book is made of; empty where there is none.",
                {
                    **OF_A_FILE,
                    **OF_A_SERVER,
                    "integrity": "text: `ok`, or what the database finds wrong with the book.",
                    "schema": "text: The version of its tables.",
                    "lock_timeout": "number: For how many seconds a writer waits for its turn.",
                    "deals": "number: How many deals there are.",
                    "entries": "number: How many entries.",
                },
            ),
            "versions": Part(
                "The versions of the tracker, of Python and of the libraries it stands on.",
                {
                    "tracker": "text: Of the tracker.",
                    "python": "text: Of Python.",
                    "eventsourcing": "text: Of the event store.",
                    "sqlalchemy": "text: Of the database library.",
                    "msgspec": "text: Of the reader and writer of JSON.",
                    "typer": "text: Of the library of the command line.",
                    "tzdata": "text: Of the time zones.",
                },
            ),
            "zone": "text: The zone of new deals that name none.",
            "zone_setting": "text: What says so.",
            "today": "text?: What TRACKER_TODAY says.",
            "advice": "[text]: What to do about what is wrong.",
        }
    ),
    "errors": Answer(
        {
            "error": Part(
                "What went wrong, on stderr.",
                {
                    "code": "number: The exit code.",
                    "kind": "text: A stable word for what went wrong.",
                    "message": "text: What is wrong, for people.",
                    "hints": "[text]: How to go on.",
                },
            ),
            "findings": Part(
                "Of a file: everything that is wrong with it. Only there.",
                {
                    "file": "text: The file.",
                    "line": "number: The line, counted from 1.",
                    "message": "text: What is wrong.",
                    "hint": "text: What to write instead.",
                },
                many=True,
            ),
        }
    ),
}
"""By command; `errors` are what any command says on stderr where it fails with --json."""
