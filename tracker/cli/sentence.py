"""From the words of a command line to the sentence they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.domain.events import VOCABULARY
from tracker.domain.phrases import NAMES, TEXT, kind_of

SPEECH = re.compile(r"(said|denied|filed|note):", re.IGNORECASE)


def sentence_of(words: Sequence[str]) -> str:
    """One word is the sentence itself; of several, one with a space in it is a quoted name.

    Bare stays what no name can be: terms and dates, and everything after `said:` or `set to`.
    """
    if len(words) == 1:
        return words[0]
    said: list[str] = []
    for at, word in enumerate(words):
        kinds = set(_slots_after(" ".join(said)))
        if TEXT in kinds or SPEECH.match(word):
            return " ".join([*said, *words[at:]])
        said.append(f'"{word}"' if not kinds - NAMES and _is_a_name(word) else word)
    return " ".join(said)


def _is_a_name(word: str) -> bool:
    """Whether a word holds a space, and neither stands in quotes nor ends with `said:`."""
    return " " in word and word[0] not in "\"'“‘" and not word.endswith(":")


def _slots_after(said: str) -> Iterator[str]:
    """The kinds of the slots that stand right behind these words in a phrase."""
    line = f" {said.lower()}"
    for phrase, event in VOCABULARY.phrases:
        before = ""
        for part in phrase.parts:
            if not part.startswith("{"):
                before += f" {part.lower()}"
                continue
            if before and line.endswith(before):
                yield kind_of(event, part[1:-1])
            before = ""
