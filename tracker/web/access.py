"""Who may come in: which names the page goes by, and the words that open it."""

from __future__ import annotations

import re
from collections.abc import Set
from ipaddress import ip_address
from secrets import compare_digest, token_urlsafe

from msgspec import Struct

LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))
READER, WRITER = "reader", "writer"

_HOST = re.compile(r"(?:\[(?P<address>[0-9a-f:.]+)\]|(?P<name>[^\s:/?#@\[\]]+))(?::[0-9]{1,5})?")


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens there."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def made_token() -> str:
    """A word that nobody guesses."""
    return token_urlsafe(24)


class Access(Struct, frozen=True, kw_only=True):
    """What opens the page. Without a `reading` token anybody may read who reaches it, without a
    `writing` one nobody may record. `form` is what every form of this start carries.
    """

    hosts: Set[str] = LOOPBACK
    reading: str | None = None
    writing: str | None = None
    form: str = ""

    def role(self, token: str | None) -> str | None:
        """What somebody with that token may do; None: nothing."""
        given = (token or "").encode()
        if self.writing and compare_digest(given, self.writing.encode()):
            return WRITER
        if self.reading is None or compare_digest(given, self.reading.encode()):
            return READER
        return None

    def is_held(self, token: str) -> bool:
        """Whether that token is one that was given out, where others may come in without one."""
        held = [each.encode() for each in (self.reading, self.writing) if each]
        return any(compare_digest(token.encode(), each) for each in held)

    def is_named(self, host: str, local: str | None) -> bool:
        """Whether a Host header names this server: a name it goes by, or the address itself.

        A page of another site that makes its own name point here sends that name, and is refused.
        """
        found = _HOST.fullmatch(host.lower())
        name = found and (found["address"] or found["name"])
        return name in self.hosts or (name is not None and name == local)
