"""The log of a deal as a chain: each entry carries the hash of what it says and of the one before.

A `Link` is an entry as it stands in a database or in a file, not yet believed; a `Chain` follows
the links of one deal, and says of the first that does not fit what is wrong with it.
"""

from __future__ import annotations

from hashlib import sha256
from typing import NoReturn

import msgspec
from msgspec import Struct

from tracker.domain.amendments import Amendment
from tracker.domain.decoding import decoded
from tracker.domain.entry import DealOpened, Entry, decode
from tracker.domain.errors import UnreadableTime
from tracker.domain.facts import ALWAYS
from tracker.domain.times import When, moment_once

FIRST_PREVIOUS = ""
"""What the first entry of a deal has in place of the hash before it."""


def entry_hash(previous: str, deal: str, entry: int, id: str, event: str, state: bytes) -> str:
    """The SHA-256 of an entry and of the entry before it, as 64 lower-case hex digits.

    Hashed are previous, deal, entry (decimal), id and event as UTF-8 and state as it is stored,
    each as a netstring (`5:hello,`), one after the other, so that no two different entries are
    written the same way.
    """
    parts = (previous.encode(), deal.encode(), b"%d" % entry, id.encode(), event.encode(), state)
    return sha256(b"".join([b"%d:%b," % (len(part), part) for part in parts])).hexdigest()


class _Tag(Struct):
    event: str


class Said(Struct):
    """What the JSON of an entry says of itself, whatever its event type is called by now."""

    number: int
    id: str
    event: _Tag


_said = msgspec.json.Decoder(Said)


class Link(Struct, frozen=True):
    """An entry of a log as it is stored: `state` is its JSON, `event` the stored name."""

    deal: str
    number: int
    id: str
    event: str
    state: bytes
    previous: str
    hash: str

    @classmethod
    def of(cls, deal: str, state: bytes, previous: str, hash: str) -> Link:
        """With what its JSON says of itself. Raises msgspec.MsgspecError, UnicodeDecodeError."""
        said = decoded(_said, state)
        return cls(deal, said.number, said.id, said.event.event, state, previous, hash)

    @property
    def rightful_hash(self) -> str:
        return entry_hash(
            self.previous, self.deal, self.number, self.id, self.event, bytes(self.state)
        )


class Misfit(Exception):
    """An entry does not fit into its log; `message` says what is wrong, with its number."""

    def __init__(self, number: int, message: str) -> None:
        super().__init__(message)
        self.number, self.message = number, message


class Chain:
    """The log of one deal, followed entry by entry from the first: where it has come to."""

    def __init__(self) -> None:
        self.version = -1
        self.hash = FIRST_PREVIOUS
        self.recorded = ""
        self.ids: set[str] = set()
        self._at = ALWAYS

    def follow(self, link: Link) -> Entry:
        """The entry that comes next, with everything that can be wrong with it. Raises Misfit."""
        entry = self.read(link)
        self._makes_sense(entry)
        self.ids.add(entry.id)
        self.recorded = entry.recorded
        return entry

    def read(self, link: Link) -> Entry:
        """The entry that comes next, in its place among the others. Raises Misfit."""
        self.skim(link)
        entry = _read(link)
        refuse_nonsense(entry)
        return entry

    def skim(self, link: Link) -> Link:
        """The link that comes next, by its hash alone: that shows any damage. Raises Misfit."""
        self._fits(link)
        self.version, self.hash = link.number, link.hash
        return link

    def _fits(self, link: Link) -> None:
        number, following = link.number, self.version + 1
        if number != following:
            _refuse(following, f"entry #{following} is missing: #{number} stands in its place")
        if link.previous != self.hash:
            _refuse(number, f"entry #{number} was not written after the one that stands before it")
        if link.hash != link.rightful_hash:
            _refuse(number, f"entry #{number} is not what was recorded: its hash is another")

    def _makes_sense(self, entry: Entry) -> None:
        """What a hash cannot show, where somebody made the hashes too."""
        number = entry.number
        if entry.id in self.ids:
            _refuse(number, f"entry #{number} has the id of an earlier entry: {entry.id!r}")
        recorded = _recorded(entry)
        if not recorded.is_instant or recorded.start < self._at:
            _refuse(number, f"entry #{number} was recorded before the entry that stands before it")
        # Version 0.1 did not compare the first entry with the beginning of its deal.
        self._at = recorded.start if number else ALWAYS


def _read(link: Link) -> Entry:
    """The entry that the JSON is; what stands beside the JSON must say the same."""
    try:
        entry = decode(link.state)
        if (entry.number, entry.id, entry.kind) != (link.number, link.id, link.event):
            # Unless its event type is called otherwise by now.
            _refuse_contradiction(link)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        _refuse(link.number, f"entry #{link.number} cannot be read: {error}")
    return entry


def refuse_nonsense(entry: Entry) -> None:
    """Raises Misfit for an entry that no log can have at its number."""
    number, event = entry.number, entry.event
    if isinstance(event, DealOpened) != (number == 0):
        _refuse(number, f"entry #{number} is {entry.kind}: entry #0 opens the deal, and no other")
    if isinstance(event, Amendment) and not 0 < event.entry < number:
        _refuse(number, f"entry #{number} speaks of #{event.entry}, no earlier entry")


def _recorded(entry: Entry) -> When:
    try:
        return moment_once(entry.recorded, "UTC")
    except UnreadableTime as error:
        _refuse(entry.number, f"entry #{entry.number} was recorded at no time: {error.message}")


def _refuse_contradiction(link: Link) -> None:
    said = Link.of(link.deal, link.state, link.previous, link.hash)
    for name in ("number", "id", "event"):
        beside, within = getattr(link, name), getattr(said, name)
        if beside != within:
            contradiction = f"{name} {beside!r} beside it, {within!r} in its text"
            _refuse(link.number, f"entry #{link.number} contradicts itself: {contradiction}")


def _refuse(number: int, message: str) -> NoReturn:
    raise Misfit(number, message)
