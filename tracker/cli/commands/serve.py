"""`tracker serve`: the page with the time slider."""

from __future__ import annotations

from typing import Annotated, Any

from typer import Option

from tracker.cli.options import Everywhere, Present

PACKAGES = ("fastapi", "starlette", "jinja2", "uvicorn", "multipart", "python_multipart")


def serve(
    common: Everywhere,
    present: Present,
    host: Annotated[
        str,
        Option(
            "--host",
            metavar="ADDRESS",
            help="The address to listen at; whoever can reach another one needs the printed link.",
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int | None,
        Option("--port", min=0, max=65535, help="The port; else the first free one from 8100 on."),
    ] = None,
    name: Annotated[
        list[str] | None,
        Option("--name", metavar="NAME", help="A name that the page goes by besides; repeatable."),
    ] = None,
    write: Annotated[
        bool, Option("--write", help="Let whoever has the second link record from the page.")
    ] = False,
) -> None:
    """The page with the time slider.

    It answers at this machine alone, and only reads: the moment is a slider, and everything on the
    page follows it. /api has the same answers as JSON.

    With --host others can reach it, and its link holds a token, which is made anew at every start
    unless TRACKER_TOKEN is set. With --write a second link is printed, which opens the forms.

    \b
    tracker serve
    tracker serve --write --port 8000
    """
    from tracker.cli.output import write as put
    from tracker.cli.place import place
    from tracker.cli.settings import token
    from tracker.store.book import open_book

    serving = page()
    wanted = serving.Place(
        host=host,
        port=port,
        names=tuple(name or ()),
        token=token(),
        write=write,
        today=present.day(),
    )
    with open_book(place(common.db).where) as book:
        serving.serve(book, wanted, put)


def page() -> Any:
    """What serves the page: the one part of the tracker that needs a web server. Raises Refusal.

    By name, because neither of the two ways to ask stands on the other.
    """
    from importlib import import_module

    from tracker.domain.errors import Refusal

    try:
        return import_module("tracker.web.serving")
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in PACKAGES:
            raise
        raise Refusal(
            f"the page needs {missing.name}, which is not installed",
            "pip install 'deal-tracker[page]'",
            kind="missing-package",
        ) from None
