"""JSONL, the full log: an entry a line, with its hash and the hash of the entry before it.

    {"deal":"tiktok-us","entry":{...},"previous":"9f86...","hash":"60ff..."}

`entry` is the entry's JSON exactly as it is stored, so that its hash can be checked on the line
itself, and a log that was restored is the same to the last byte.
"""

from __future__ import annotations

import re

import msgspec
from msgspec import Struct

from tracker.domain.chain import Link
from tracker.domain.decoding import decoded
from tracker.domain.errors import Refusal

BEGINNING = re.compile(rb'(\xef\xbb\xbf)?\s*\{\s*"')
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Line(Struct, forbid_unknown_fields=True):
    """An entry as a line says it."""

    deal: str
    entry: msgspec.Raw
    previous: str
    hash: str


_decoder = msgspec.json.Decoder(Line)
_encoder = msgspec.json.Encoder()


def is_jsonl(beginning: bytes) -> bool:
    """Whether a file that begins so is JSONL, and no casebook."""
    return BEGINNING.match(beginning) is not None


def write_line(link: Link) -> bytes:
    """The line of an entry, without its end."""
    line = Line(link.deal, msgspec.Raw(link.state), link.previous, link.hash)
    return _encoder.encode(line)


def read_line(line: bytes) -> Link:
    """The entry that a line is; whether it fits into its log is another matter. Raises Refusal."""
    try:
        said = decoded(_decoder, line.removeprefix(BYTE_ORDER_MARK))
        return Link.of(said.deal, bytes(said.entry), said.previous, said.hash)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Refusal(
            f"this is no entry of a log: {error}",
            "a line is written by tracker export --format jsonl, and by nobody else",
            kind="broken-file",
        ) from None
