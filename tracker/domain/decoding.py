"""JSON that somebody else may have written."""

from __future__ import annotations

from typing import TypeVar

import msgspec

Value = TypeVar("Value")


def decoded(decoder: msgspec.json.Decoder[Value], text: bytes | str) -> Value:
    """What the text says. Raises msgspec.MsgspecError, also where it is nested too deep."""
    try:
        return decoder.decode(text)
    except RecursionError:
        raise msgspec.DecodeError("JSON is nested too deep") from None
