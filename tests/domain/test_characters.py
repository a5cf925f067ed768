"""What is no text is refused where it is written down, and written out where it is shown."""

import pytest

from tracker.domain.characters import (
    encodable,
    is_text,
    line_of,
    on_one_line,
    refuse_control_characters,
    refuse_length,
    shortened,
    shown,
)
from tracker.domain.drafts import TEXTS, read_source
from tracker.domain.errors import UnreadableSentence
from tracker.domain.reading import normalise
from tracker.domain.sources import Source
from tracker.domain.times import Clock

TEXT = ["", "Oracle", "Société Générale", "微软", "👩\u200d💻", "\u200fاوراکل", "می\u200cخواهم"]


@pytest.mark.parametrize("text", TEXT)
def test_letters_of_every_script_and_what_joins_them_are_text(text: str) -> None:
    refuse_control_characters(text)
    assert is_text(text)
    assert shown(text) == on_one_line(text) == text


@pytest.mark.parametrize(
    ("character", "kind", "code", "written_out"),
    [
        ("\x1b", "a control", "U+001B", r"\u001b"),
        ("\u202e", "a control", "U+202E", r"\u202e"),
        ("\ud800", "a control", "U+D800", r"\ud800"),
        ("\u200b", "an invisible", "U+200B", r"\u200b"),
        ("\ufdd0", "an invisible", "U+FDD0", r"\ufdd0"),
        ("\U000e0041", "an invisible", "U+E0041", r"\udb40\udc41"),
    ],
)
def test_what_a_terminal_obeys_or_hides_is_no_text(
    character: str, kind: str, code: str, written_out: str
) -> None:
    text = f"Ora{character}cle"
    assert not is_text(text)
    assert shown(text) == on_one_line(text) == f"Ora{written_out}cle"
    with pytest.raises(UnreadableSentence) as refused:
        refuse_control_characters(text)
    assert str(refused.value) == f"there is {kind} character {code} in it"
    assert refused.value.hints == ("leave it out",)


def test_the_ends_of_lines_are_shown_and_are_no_part_of_a_line() -> None:
    assert shown("a\nb\r\nc\rd") == "a\nb\r\nc\\u000dd"
    assert on_one_line("a\nb") == r"a\u000ab"


def test_what_an_encoding_lacks_is_written_out_too() -> None:
    assert encodable("São \x1b微👩", "ascii") == r"S\u00e3o \u001b\u5fae\ud83d\udc69"
    assert encodable("São 微", "latin-1") == r"São \u5fae"
    assert encodable("São 微", "utf-8") == "São 微"


def test_a_text_of_several_lines_becomes_one() -> None:
    assert line_of("  Oracle\r\nchosen\tby\nByteDance ", "a sentence", 30) == (
        "Oracle chosen by ByteDance"
    )
    with pytest.raises(UnreadableSentence, match="control"):
        line_of("Oracle\x1b chosen", "a sentence", 30)


@pytest.mark.parametrize("character", "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")
@pytest.mark.parametrize("text", ["Acme{}bid", "Acme bid{}", "{}Acme bid", " Acme {} bid "])
def test_what_python_takes_for_a_blank_is_still_no_text(text: str, character: str) -> None:
    said, refused = text.format(character), f"U\\+{ord(character):04X}"
    with pytest.raises(UnreadableSentence, match=refused):
        normalise(said)
    with pytest.raises(UnreadableSentence, match=refused):
        line_of(said, "a title", 100)
    for name in TEXTS:
        source = Source(**{"publisher": "FT", name: said})
        with pytest.raises(UnreadableSentence, match=refused):
            read_source(source, Clock("UTC", 0))


def test_blanks_are_tabs_the_ends_of_lines_and_every_space() -> None:
    said = " Acme\tbid \r\n of\r\n$5\n\u3000in\u00a0cash\r"
    assert normalise(said) == "Acme bid of $5 in cash"
    assert line_of(said, "a title", 100) == "Acme bid   of $5 \u3000in\u00a0cash"
    quoted = read_source(Source("FT", quote=said), Clock("UTC", 0)).quote
    assert read_source(Source("FT", quote=" \n\u00a0"), Clock("UTC", 0)) == Source("FT")
    assert quoted == "Acme\tbid\nof\n$5\nin\u00a0cash"


def test_a_text_has_at_most_so_many_characters() -> None:
    refuse_length("x" * 1000, "a name", 1000)
    assert line_of(f" {'x' * 1000} ", "a name", 1000) == "x" * 1000
    with pytest.raises(UnreadableSentence) as refused:
        refuse_length("x" * 1001, "a name", 1000)
    assert str(refused.value) == "a name of 1,001 characters is too long"
    assert refused.value.hints == ("at most 1,000",)


def test_of_a_long_text_the_beginning_and_the_end_are_shown() -> None:
    assert shortened("0123456789", 10) == "0123456789"
    assert shortened("0123456789x", 10) == "01234567 [... 1 characters ...] 9x"
    assert shortened("a" * 4000 + "z" * 2000, 1000) == (
        f"{'a' * 800} [... 5,000 characters ...] {'z' * 200}"
    )
