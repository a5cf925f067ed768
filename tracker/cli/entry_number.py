"""Entry numbers as people type them."""

from __future__ import annotations

from tracker.domain.errors import Refusal


def number_of(text: str) -> int:
    """`5` or `#5`. Raises Refusal where it is neither."""
    digits = text.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        raise Refusal(
            f"{text!r} is no number of an entry",
            "write 5 or '#5': `tracker timeline DEAL` shows the numbers",
        )
    return int(digits)
