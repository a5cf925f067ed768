"""Recording from the page: a sentence, what it would change, and then the entry.

Only a start with `--write` has these addresses. Nothing is written but by a form that was sent from
here, by somebody who came in by the link for it, and that carries the word of this start.
"""

from __future__ import annotations

from secrets import compare_digest
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tracker.domain.errors import Refusal
from tracker.domain.sources import BASES
from tracker.store.publishers import publishers_of
from tracker.store.shelf import Shelf
from tracker.views.completion import completions
from tracker.web.access import WRITER
from tracker.web.answering import STATUS, json
from tracker.web.api import Deal
from tracker.web.drafting import AMENDING, RECORD, Fields, draft_of, entry_of, number_of
from tracker.web.showing import shown


def writer(request: Request) -> None:
    """Somebody who came in by the link that opens the forms."""
    if request.state.role != WRITER:
        raise HTTPException(403, "nothing is recorded by this link")


async def sent(request: Request) -> Fields:
    """The fields of a form of this start."""
    form = await request.form(max_files=0, max_fields=30)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    expected: str = request.app.state.access.form
    if not compare_digest(fields.get("token", "").encode(), expected.encode()):
        raise HTTPException(403, "that form is not of this start: go back and load it again")
    return fields


router = APIRouter(include_in_schema=False, dependencies=[Depends(writer)])
Form = Annotated[Fields, Depends(sent)]


@router.get("/deals/{deal}/record")
def record_page(request: Request, deal: Deal) -> Response:
    """The sentence box."""
    return _form(request, deal, {"what": RECORD})


@router.get("/deals/{deal}/entries/{number}/{what}")
def amend_page(request: Request, deal: Deal, number: int, what: str) -> Response:
    """The form of a correction, a retraction, a citation or a dispute."""
    if what not in AMENDING:
        raise HTTPException(404, f"an entry is never {what!r}")
    _, history = request.app.state.shelf.history(deal)
    return _form(request, deal, {"what": what, "entry": str(entry_of(history, number).number)})


@router.post("/deals/{deal}/preview")
def preview(request: Request, deal: Deal, fields: Form) -> Response:
    """What the entry would change, and what the rules find; nothing is written."""
    shelf: Shelf = request.app.state.shelf
    shelf.history(deal)
    try:
        tried = shelf.book.record(
            deal, draft_of(fields), today=request.app.state.today, dry_run=True
        )
    except Refusal as refused:
        return _form(request, deal, fields, STATUS[refused.code], refused=refused)
    return _form(request, deal, fields, tried=tried)


@router.post("/deals/{deal}/record")
def record(request: Request, deal: Deal, fields: Form) -> Response:
    """Write the entry down, and show the deal with it."""
    book = request.app.state.shelf.book
    try:
        recorded = book.record(deal, draft_of(fields), today=request.app.state.today)
    except Refusal as refused:
        return _form(request, deal, fields, STATUS[refused.code], refused=refused)
    return RedirectResponse(f"/deals/{deal}#entry-{recorded.written.entry.number}", 303)


@router.get("/deals/{deal}/complete")
def complete(
    request: Request, deal: Deal, text: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """How a sentence that was begun may go on."""
    _, history = request.app.state.shelf.history(deal)
    return json(completions(history, text))


def _form(
    request: Request,
    deal: str,
    fields: Fields,
    status: int = 200,
    *,
    tried: Any = None,
    refused: Refusal | None = None,
) -> Response:
    """The form as it was filled in, with what came of it: every step back is open."""
    _, history = request.app.state.shelf.history(deal)
    part, amends = "fragment" in fields, fields.get("what") in AMENDING
    return shown(
        request,
        "preview.html" if part else "record.html",
        200 if part else status,
        history=history,
        fields=fields,
        entry=entry_of(history, number_of(fields)) if amends else None,
        tried=tried,
        refused=refused,
        bases=BASES,
        publishers=dict.fromkeys(publishers_of(history)),
        names=[name for _, name in history.known.all()],
    )
