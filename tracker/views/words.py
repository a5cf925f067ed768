"""Words that a question picks among: how things stand, and of what kind they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches

from tracker.domain.errors import Refusal


def one_of(said: Sequence[str] | None, words: Collection[str], of: str) -> tuple[str, ...]:
    """The words that were said, in any case. Raises Refusal for one that nothing goes by."""
    known = {word.lower(): word for word in words}
    for each in said or ():
        if each.lower() not in known:
            near = get_close_matches(each.lower(), known, 1)
            raise Refusal(
                f"{of} is never {each!r}",
                *(f"did you mean {known[word]}?" for word in near),
                f"it is {', '.join(words)}",
                kind="unknown-word",
            )
    return tuple(known[each.lower()] for each in said or ())
