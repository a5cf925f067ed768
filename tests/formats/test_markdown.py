"""Markdown in which nothing that people wrote is markup."""

from __future__ import annotations

from tracker.domain.entry import DealOpened
from tracker.domain.sources import Source
from tracker.formats.markdown import write_markdown
from tracker.views.timeline import Row


def written(sentence: str, *sources: Source, counts: bool = True) -> str:
    row = Row(
        *("d", 1, "x", "NoteMade", sentence, "2020-09-13", "2020-09-14", "2020", None, sources),
        amends=None,
        amended_by=(),
        counts=counts,
    )
    return list(write_markdown(DealOpened("D", "UTC"), [row]))[-1]


def test_what_people_wrote_stays_in_its_cell() -> None:
    said = written("note: a | b\n<script> *c* [d](e)")
    assert said == (
        r"| 1 | 2020-09-13 | 2020-09-14 | note: a \| b \<script\> \*c\* \[d\](e) |  |  |"
    )


def test_what_was_retracted_is_struck_out() -> None:
    assert "| ~~Oracle bid~~ (retracted) |" in written("Oracle bid", counts=False)


def test_a_source_is_a_link_where_it_is_one() -> None:
    sources = (Source("Reuters", url="https://reuters.com/a"), Source("X", url="javascript:x"))
    assert written("Oracle bid", *sources).endswith("| [Reuters](https://reuters.com/a); X |")
