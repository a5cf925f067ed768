"""Characters that are no text: a terminal obeys them, turns round what follows, or hides them.

They are refused wherever something is written down, and written out (`\\u001b`) wherever something
is shown, since what is shown need not have been written down: a name of a file, an error.

Kept are the invisible characters that writing needs: joiners of Persian and of emoji, the marks of
a direction, selectors of a variant.
"""

from __future__ import annotations

import codecs
import re

from tracker.domain.errors import UnreadableSentence

CONTROLS = "\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
HIDDEN = (
    "\u00ad\u115f\u1160\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
)
NONE = "\ufdd0-\ufdef" + "".join(map(chr, range(0xFFFE, 0x110000, 0x10000)))
NONE += "".join(map(chr, range(0xFFFF, 0x110000, 0x10000)))
"""What Unicode sets aside as no characters; XML may not hold them."""

NO_TEXT = re.compile(f"[{CONTROLS}{HIDDEN}{NONE}]")
BLANK = re.compile("\r\n|[\t\r\n]")
OBEYED = re.compile(f"(?!\r?\n)[{CONTROLS}{HIDDEN}{NONE}]")
WRITTEN_OUT = "written-out"
"""How what an encoding lacks is written, as an error handler of codecs."""
LONGEST_NAME, LONGEST_TEXT = 200, 20_000


def is_text(text: str) -> bool:
    """Whether there is nothing in it but text."""
    return _is_plain(text) or not NO_TEXT.search(text)


def refuse_control_characters(text: str) -> None:
    """Raises UnreadableSentence where `text` holds what is no text."""
    if found := None if _is_plain(text) else NO_TEXT.search(text):
        what = "a control" if re.match(f"[{CONTROLS}]", found[0]) else "an invisible"
        code = f"U+{ord(found[0]):04X}"
        raise UnreadableSentence(f"there is {what} character {code} in it", "leave it out")


def line_of(text: str, what: str, most: int) -> str:
    """The text on one line. Raises UnreadableSentence where it is too long, or is no text."""
    line = with_blanks(text).strip()
    refuse_length(line, what, most)
    return line


def with_blanks(text: str) -> str:
    """The text with a blank for every tab and every end of a line.

    Raises UnreadableSentence where it holds what is no text; to Python some of that is a blank.
    """
    line = BLANK.sub(" ", text)
    refuse_control_characters(line)
    return line


def refuse_length(text: str, what: str, most: int) -> None:
    """Raises UnreadableSentence where `text` is longer."""
    if len(text) > most:
        raise UnreadableSentence(
            f"{what} of {len(text):,} characters is too long", f"at most {most:,}"
        )


def shown(text: str) -> str:
    """The text as a terminal may have it, with its line ends; in JSON it says the same."""
    return text if _is_plain(text) else OBEYED.sub(_written_out, text)


def encodable(text: str, encoding: str) -> str:
    """The same, where what the encoding lacks is written out too."""
    return shown(text).encode(encoding, WRITTEN_OUT).decode(encoding)


def on_one_line(text: str) -> str:
    """The text as a terminal may have it, within a line."""
    return text if _is_plain(text) else NO_TEXT.sub(_written_out, text)


def shortened(text: str, most: int) -> str:
    """The text, or its beginning and its end where it is longer."""
    if len(text) <= most:
        return text
    end = most // 5
    return f"{text[: most - end]} [... {len(text) - most:,} characters ...] {text[-end:]}"


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _written_out(found: re.Match[str]) -> str:
    return _units(found[0])


def _units(characters: str) -> str:
    units = characters.encode("utf-16-be", "surrogatepass").hex()
    return re.sub("(....)", r"\\u\1", units)


def _write_out(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return _units(error.object[error.start : error.end]), error.end


codecs.register_error(WRITTEN_OUT, _write_out)
