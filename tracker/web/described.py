"""The OpenAPI description of answers, made of the records that they are."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from tracker.domain.rules import CheckFinding
from tracker.domain.standing import BidderStanding, DeadlineStanding
from tracker.views.changes import Change
from tracker.views.reasons import Reason
from tracker.views.status import Status
from tracker.views.timeline import Row
from tracker.web.answering import Trouble
from tracker.web.example import examples

RECORDS = (
    Status,
    Row,
    Reason,
    Change,
    CheckFinding,
    BidderStanding,
    DeadlineStanding,
    Trouble,
)
TEMPLATE = "#/components/schemas/{name}"
TEXT = {"type": "string"}
MAYBE = {"type": ["string", "null"]}
NUMBER = {"type": ["integer", "null"]}
MOMENT = {"zone": TEXT, "as_of": TEXT, "known_by": MAYBE, "recorded_by": MAYBE}
BARE = {name: each for name, each in MOMENT.items() if name != "zone"}
CURSOR = {"cursor": TEXT}
NEXT = {"next_deadline": MAYBE, "next_due": MAYBE, "days_left": NUMBER}


def _object(fields: dict[str, Any], *records: type) -> dict[str, Any]:
    own = {"type": "object", "properties": fields, "required": [f for f in fields if f != "cursor"]}
    return {"allOf": [*map(_record, records), own]} if records else own


def _record(record: type) -> dict[str, Any]:
    return {"$ref": TEMPLATE.format(name=record.__name__)}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


ANSWERS: dict[str, dict[str, Any]] = {
    "status": _object({}, Status),
    "timeline": _list(_object({"zone": TEXT}, Row)),
    "deadlines": _list(_object({"deal": TEXT, **MOMENT, **CURSOR}, DeadlineStanding)),
    "bidders": _list(_object({"deal": TEXT, **MOMENT, **CURSOR}, BidderStanding)),
    "deals": _list(_object({**NEXT, **CURSOR}, Status)),
    "why": _object(
        {
            "deal": TEXT,
            **MOMENT,
            "reasons": _list(_record(Reason)),
        }
    ),
    "diff": _object(
        {
            "deal": TEXT,
            "zone": TEXT,
            "from": _object(MOMENT),
            "to": _object(MOMENT),
            "changes": _list(_record(Change)),
        }
    ),
    "show": _object(
        {
            **MOMENT,
            "written": TEXT,
            "standing": TEXT,
            "amendments": _list(_record(Row)),
            "sums": _list(TEXT),
        },
        Row,
    ),
    "check": _list(_object(dict(MOMENT), CheckFinding)),
    "changes": _list(
        _object(
            {"deal": TEXT, "zone": TEXT, "from": _object(BARE), "to": _object(BARE)},
            Change,
        )
    ),
}
COMMAND = "x-command"
"""In the description of an address: the command that answers the same."""
PROBLEMS = {
    404: "No such deal, entry, name or publisher.",
    422: "What was asked cannot be read: a time, a word, a cursor.",
    503: "The book is locked for too long, or cannot be used.",
}
ERROR = _object({"error": _record(Trouble)})


def documented(name: str) -> dict[str, Any]:
    """What FastAPI is told of the address that answers as that command does."""
    answer = _content(ANSWERS[name])
    return {
        "openapi_extra": {COMMAND: name},
        "responses": {
            200: {"description": f"What `tracker {name} --json` prints.", **answer},
            304: {"description": "It is still what If-None-Match names."},
            **{code: problem(said) for code, said in PROBLEMS.items()},
        },
    }


def problem(said: str) -> dict[str, Any]:
    """How an answer that is an error is described."""
    return {"description": said, **_content(ERROR)}


def _content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


def completed(description: dict[str, Any]) -> dict[str, Any]:
    """The description with the records that answers are made of, and an example of each.

    Not left to FastAPI, which takes what is null out of examples.
    """
    description.setdefault("components", {})["schemas"] = schemas()
    for methods in description["paths"].values():
        for each in methods.values():
            if name := each.get(COMMAND):
                content = each["responses"]["200"]["content"]["application/json"]
                content["example"] = examples()[name]
    return description


@cache
def schemas() -> dict[str, Any]:
    """The schemas of the records, by their names."""
    _, found = msgspec.json.schema_components(RECORDS, ref_template=TEMPLATE)
    return found
