"""What the domain says when it cannot go on: always what is wrong, and the way out."""

from __future__ import annotations


class Refusal(ValueError):
    """Something asked of the tracker that it will not do.

    `kind` is a stable word for scripts, `code` the exit code of the command line
    (2 wrong use, 3 not there, 4 refused by a rule), `hints` the ways to go on.
    """

    code = 2
    kind = "wrong-use"

    def __init__(self, message: str, *hints: str, kind: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hints = hints
        if kind:
            self.kind = kind


class UnreadableTime(Refusal):
    """A time that cannot be read, or that has two readings."""

    kind = "unreadable-time"


class UnreadableSentence(Refusal):
    """A sentence that fits no phrase, or two."""

    kind = "unreadable-sentence"


class NotThere(Refusal):
    """No such deal, entry, name or publisher."""

    code = 3
    kind = "not-there"


class RefusedByRule(Refusal):
    """A likely slip: a near name, an unknown deadline, a second unnamed order."""

    code = 4
    kind = "refused"
