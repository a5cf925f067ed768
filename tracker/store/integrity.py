"""The hash chain of a deal's log: each entry carries the hash of the one before it."""

from hashlib import sha256

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
