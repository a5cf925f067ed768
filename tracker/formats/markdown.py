"""A deal as Markdown, for people: its head, and what happened as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tracker.domain.characters import on_one_line
from tracker.domain.entry import DealOpened
from tracker.domain.sources import Source
from tracker.views.timeline import Row

SPECIAL = re.compile(r"[\\`*_\[\]<>|#~&]")
HEADER = ("#", "on", "reported", "what happened", "by", "sources")


def write_markdown(opened: DealOpened, rows: Iterable[Row]) -> Iterator[str]:
    """Line by line: the deal as a heading, its entries as the rows of a table."""
    yield f"# {_text(opened.title)}"
    yield ""
    yield _head(opened)
    yield ""
    yield _row(HEADER)
    yield _row("---" for _ in HEADER)
    yield from (_row(_cells(row)) for row in rows)


def _head(opened: DealOpened) -> str:
    named = (("Seller", opened.seller), ("Target", opened.target), ("Times in", opened.zone))
    return ". ".join(f"{name}: {_text(value)}" for name, value in named if value) + "."


def _cells(row: Row) -> Iterator[str]:
    yield str(row.entry)
    yield row.on or ""
    yield row.reported or ""
    sentence = _text(row.sentence)
    yield sentence if row.counts else f"~~{sentence}~~ (retracted)"
    yield _text(row.by or "")
    yield "; ".join(_source(each) for each in row.sources)


def _source(source: Source) -> str:
    publisher = _text(source.publisher)
    url = source.url or ""
    if not re.fullmatch(r"https?://[^\s<>()|]+", url):
        return publisher
    return f"[{publisher}]({url})"


def _text(text: str) -> str:
    """The text as it is read: no character of it is taken for Markdown or HTML."""
    return SPECIAL.sub(lambda found: f"\\{found[0]}", on_one_line(" ".join(text.split())))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
