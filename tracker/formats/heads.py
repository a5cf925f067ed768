"""Heads of logs as they are kept elsewhere: a line each, or the JSON that the command prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, NoReturn

import msgspec
from msgspec import Meta, Struct

from tracker.domain.decoding import decoded
from tracker.domain.errors import Refusal


class KeptHead(Struct, frozen=True):
    """The end of a deal's log, as it was at some time: its last entry and that one's hash."""

    deal: str
    entry: Annotated[int, Meta(ge=0, le=2**63 - 1)]
    hash: str
    recorded: str


_decoder = msgspec.json.Decoder(list[KeptHead])
NUMBER = re.compile(r"\d{1,18}", re.ASCII)


def write_heads(heads: Iterable[KeptHead]) -> str:
    """`deal number hash recorded`, a line each."""
    return "\n".join(f"{each.deal} {each.entry} {each.hash} {each.recorded}" for each in heads)


def read_heads(text: str, file: str) -> list[KeptHead]:
    """Raises Refusal with the line that cannot be read."""
    if text.lstrip().startswith("["):
        try:
            return decoded(_decoder, text)
        except msgspec.MsgspecError as error:
            _refuse(f"{file}: {error}")
    return list(_heads(text, file))


def _heads(text: str, file: str) -> Iterator[KeptHead]:
    for at, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if len(words) == 4 and NUMBER.fullmatch(words[1]):
            yield KeptHead(words[0], int(words[1]), words[2], words[3])
        elif words:
            _refuse(f"{file}:{at}: this is no head of a log")


def _refuse(message: str) -> NoReturn:
    raise Refusal(message, "tracker verify --head > heads.txt writes one", kind="broken-file")
