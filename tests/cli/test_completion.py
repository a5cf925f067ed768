"""What Tab offers: fast, from the book, and never an error."""

from __future__ import annotations

import re

import pytest

from tests.cli.commandline import Tracker


def offers(tracker: Tracker, typed: str) -> list[str]:
    """What bash is offered for the last word of what was typed."""
    words = typed.split(" ")
    ran = tracker.run(
        _TRACKER_COMPLETE="complete_bash",
        COMP_WORDS=typed,
        COMP_CWORD=str(len(words) - 1),
    )
    assert (ran.exit_code, ran.stderr) == (0, "")
    return ran.stdout.split("\n")[:-1] if ran.stdout.strip() else []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("tracker sta", ["status"]),
        ("tracker status ", ["tiktok"]),
        ("tracker status tik", ["tiktok"]),
        ("tracker status other", []),
        ("tracker why tiktok M", ["Microsoft"]),
        ("tracker why tiktok m", ["microsoft"]),
        ("tracker bidders Wal", ["Walmart"]),
        ("tracker show tiktok ", ["6", "5", "4", "3", "2", "1"]),
        ("tracker status tiktok --according-to R", ["Reuters"]),
        ("tracker chart tiktok --format ", ["svg", "png", "html"]),
        ("tracker chart tiktok --theme d", ["dark"]),
        ("tracker record tiktok ord", ["order"]),
        ("tracker record tiktok O", ["Oracle", "Order"]),
        ("tracker record tiktok Oracle bid re", ["recommended", "rejected", "revised"]),
        ("tracker record tiktok Oracle cho", ["chosen"]),
        ("tracker record tiktok Walmart joined O", ["Oracle"]),
        ("tracker record tiktok Oracle --basis n", ["named"]),
        ("tracker correct tiktok 1 --what 'Oracle", ["Oracle"]),
        ("tracker timeline tiktok --kind BidR", ["BidRevised", "BidRecommended", "BidRejected"]),
        ("tracker words exten", ["extended"]),
        ("tracker deals --status c", ["closed", "closed into trust", "chosen", "contested"]),
        ("tracker bidders Oracle --status rec", ["recommended"]),
        ("tracker deadlines --status p", ["pending", "passed"]),
        ("tracker deadlines --kind o", ["order"]),
        ("tracker changes --zone America/", ["America/New_York"]),
    ],
)
def test_it_offers_what_there_is(tiktok: Tracker, typed: str, offered: list[str]) -> None:
    assert sorted(offers(tiktok, typed)) == sorted(offered)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("'Microsoft bid rej", ["Microsoft bid rejected"]),
        ("'microsoft BID rej", ["microsoft BID rejected"]),
        ("'Walmart joined M", ["Walmart joined Microsoft"]),
        ("'Micro", ["Microsoft"]),
        ("'EO 139", ["EO 13942"]),
        ("'EO 13942 wai", ["EO 13942 waiting", "EO 13942 waived"]),
        ('"Microsoft joined ', ["EO 13942", "Microsoft", "Oracle", "Walmart", "sale"]),
        ("'Oracle chosen frob", []),
    ],
)
def test_a_phrase_in_quotes_is_completed_whole(
    tiktok: Tracker, shell: str, typed: str, offered: list[str]
) -> None:
    line = f"tracker record tiktok {typed}"
    ran = tiktok.run(
        _TRACKER_COMPLETE=f"complete_{shell}",
        COMP_WORDS=line,
        COMP_CWORD="3",
        _TYPER_COMPLETE_ARGS=line,
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )
    assert (ran.exit_code, ran.stderr) == (0, "")
    begun = typed[1:] if typed.endswith(" ") else ""
    assert sorted(VALUES[shell].findall(ran.stdout)) == [begun + each for each in offered]


VALUES = {
    "bash": re.compile(r"^(.+)$", re.MULTILINE),
    "zsh": re.compile(r'^(?:_arguments .\*: :\(\()?"([^"]+)"', re.MULTILINE),
    "fish": re.compile(r"^([^\t\n]+)", re.MULTILINE),
}
"""What each shell is offered, without what is said of it."""


@pytest.mark.parametrize(
    "typed", ["tracker status ", "tracker why tiktok ", "tracker show tiktok "]
)
def test_without_a_book_it_offers_nothing(tracker: Tracker, typed: str) -> None:
    assert offers(tracker, typed) == []
    assert not tracker.book.exists()


def test_what_is_no_book_offers_nothing(tracker: Tracker) -> None:
    tracker.book.write_text("Dear diary")
    assert offers(tracker, "tracker status ") == []


@pytest.mark.sqlite
def test_a_file_may_be_called_after_a_server(tracker: Tracker) -> None:
    tracker.says("new", "elsewhere", "Another book", "--db", "postgresql.db")
    assert offers(tracker, "tracker status --db postgresql.db ") == ["elsewhere"]


def test_who_was_cited_or_disputes_is_a_publisher_too(tiktok: Tracker) -> None:
    tiktok.run("cite", "tiktok", "1", "--source", "WSJ")
    tiktok.run("dispute", "tiktok", "1", "--source", "CGTN", "--because", "it is not for sale")
    tiktok.run("dispute", "tiktok", "2", "--because", "nobody else says so")
    offered = offers(tiktok, "tracker status tiktok --according-to ")
    assert offered == sorted(offered)
    assert {"CGTN", "Reuters", "WSJ"} <= set(offered)
    for each in offered:
        assert tiktok.run("status", "tiktok", "--according-to", each).exit_code == 0


def test_it_looks_into_the_book_that_is_typed(tiktok: Tracker) -> None:
    tiktok.says("new", "elsewhere", "Another book", "--db", "other.db")
    assert offers(tiktok, "tracker status --db other.db ") == ["elsewhere"]


def test_a_shell_can_be_taught_to_complete(tracker: Tracker) -> None:
    assert "--install-completion" in tracker.says("-h")
    ran = tracker.run(_TRACKER_COMPLETE="source_zsh")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert "_TRACKER_COMPLETE=complete_zsh" in ran.stdout
