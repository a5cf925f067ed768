"""The application: its routes, its guard, and what it says when something goes wrong."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from anyio.to_thread import current_default_thread_limiter
from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp

import tracker
from tracker.domain.errors import Refusal
from tracker.store.book import Book
from tracker.store.errors import StoreError
from tracker.store.shelf import Shelf
from tracker.web import api, drawing, live, pages, recording
from tracker.web.access import Access
from tracker.web.address import address_of
from tracker.web.answering import json, trouble_of
from tracker.web.described import completed
from tracker.web.guard import Guard
from tracker.web.question import readable
from tracker.web.showing import shown

STATIC = Path(__file__).parent / "static"
FORESEEN = (Refusal, StoreError, RequestValidationError, HTTPException)


class Page(FastAPI):
    """The application, all of it behind the guard: also what is said of a defect."""

    def build_middleware_stack(self) -> ASGIApp:
        return Guard(super().build_middleware_stack(), self.state.access)


def create(book: Book, access: Access, today: str | None = None) -> FastAPI:
    """The page of a book. `today` is the date taken for today, where somebody set one."""
    app = Page(
        title="Deal-status tracker",
        version=tracker.__version__,
        description="Where did a deal stand on a date, what could anybody have known then, and "
        "why does it say so? The answers of `tracker --json`, over HTTP.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_few_at_once,
        dependencies=[Depends(readable)],
    )
    app.state.shelf = Shelf(book)
    app.state.access = access
    app.state.today = today
    app.state.listeners = live.Listeners()
    app.state.drawings = drawing.Drawings()
    app.state.closing = threading.Event()
    for part in (api, live, drawing, pages, *([recording] if access.writing else [])):
        app.include_router(part.router)
    app.add_api_route("/favicon.ico", _icon, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for error in (*FORESEEN, Exception):
        app.add_exception_handler(error, _tell)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


@asynccontextmanager
async def _few_at_once(_app: FastAPI) -> AsyncIterator[None]:
    """As many threads as a book has connections, less those of the listeners: more would wait for
    one until they give up.
    """
    current_default_thread_limiter().total_tokens = 10
    yield


def _icon() -> Response:
    """What browsers ask for beside a page that names no icon."""
    return FileResponse(STATIC / "icon.svg")


def _tell(request: Request, error: Exception) -> Response:
    """What went wrong: as JSON for programs, as a page for people."""
    status, trouble = trouble_of(error)
    if request.url.path.startswith("/api"):
        return json({"error": trouble}, status)
    here = address_of(request)
    # What could not be read leads nowhere: the links of this page are asked without it.
    if status == 422 or trouble.kind == "unknown-publisher":
        here = here.apart()
    return shown(request, "trouble.html", status, trouble=trouble, here=here)


def _described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description of `/api`, with the records that answers are made of."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        app.openapi_schema = completed(made)
    return app.openapi_schema
