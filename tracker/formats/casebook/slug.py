"""The name of a deal in a book: short, and safe in a file, an address and a shell."""

from __future__ import annotations

import re

from tracker.domain.errors import Refusal

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
SLUG_HINT = "a deal's name is lower-case letters, digits and hyphens"
LONGEST = 100
"""More a database need not be able to find again."""


def refuse_deal_name(name: str) -> None:
    """Raises Refusal for what cannot be the name of a deal."""
    if len(name) > LONGEST:
        raise Refusal(
            f"a deal's name of {len(name):,} characters is too long", f"at most {LONGEST}"
        )
    if not SLUG.fullmatch(name):
        raise Refusal(f"{name!r} is no name of a deal", f"{SLUG_HINT}: tiktok-us")
