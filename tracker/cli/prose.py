"""Entries and sources in full, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.domain.sources import Source
from tracker.views.moments import human
from tracker.views.timeline import Row


def count(number: int, one: str, several: str = "") -> str:
    """How many there are: `no bidders`, `1 bidder`, `2 bidders`."""
    return f"1 {one}" if number == 1 else f"{number or 'no'} {several or one + 's'}"


def indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def entry_lines(row: Row) -> Iterator[str]:
    """An entry with its sources: `#9  13 Sep 2020  Oracle chosen`."""
    on = f"  {human(row.on)}" if row.on else ""
    by = f", by {row.by}" if row.by else ""
    known = f" (reported {human(row.reported)})" if row.on and row.reported != row.on else ""
    undone = " (retracted)" if row.amends is not None and not row.counts else ""
    yield f"#{row.entry}{on}  {row.sentence}{by}{known}{undone}"
    for source in row.sources:
        yield from indented(source_lines(source))


def source_lines(source: Source) -> Iterator[str]:
    """A source: who on what basis, when, where, and in what words."""
    passed_on = f", passing on {source.via}" if source.via else ""
    published = f", {human(source.published)}" if source.published else ""
    title = f": {source.title}" if source.title else ""
    yield f"{source.publisher} ({source.basis}{passed_on}{published}){title}"
    yield from indented([f'"{" ".join(source.quote.split())}"'] if source.quote else [])
    yield from indented([source.url] if source.url else [])
