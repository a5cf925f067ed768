"""Names that are close to one, found among many without comparing it with each of them.

Two words a slip apart are the same once a letter is left out of both, and two slips apart once two
are. So a word is found by what is left of it without one letter or two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from tracker.domain.names import close, key, most_slips, skeleton

FEW = 8
"""So many names are compared as they are."""
END = 6
"""Letters of a long word, at its beginning and at its end, that it is found by."""


class Neighbours:
    """Names, each in its place, and the places of those that are close to another name."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self._alike = defaultdict[str, list[int]](list)
        self._around = defaultdict[str, dict[int, str]](dict)
        self._left: dict[str, Mapping[str, list[int]]] = {}
        for at, name in enumerate(self.names):
            self._alike[skeleton(name)].append(at)
            for around, word in _words_with_slips(name):
                self._around[around][at] = word

    def of(self, name: str) -> Iterator[int]:
        """Where other names stand that are close to this one, in their order."""
        found = set(self._alike.get(skeleton(name), ()))
        for around, word in _words_with_slips(name):
            found.update(self._near(around, word))
        others = (at for at in sorted(found) if key(self.names[at]) != key(name))
        return (at for at in others if close(name, self.names[at]))

    def _near(self, around: str, word: str) -> Iterable[int]:
        """Where that word, or one that may be near to it, has these words around it."""
        there = self._around.get(around, {})
        if len(there) <= FEW:
            return there
        if around not in self._left:
            self._left[around] = _by_what_is_left(there)
        left = self._left[around]
        return (at for each in without_letters(word) for at in left.get(each, ()))


def _words_with_slips(name: str) -> Iterator[tuple[str, str]]:
    """The words of a name that may have slips in them, each after the words around it."""
    words = key(name).split()
    for at, word in enumerate(words):
        if most_slips(word):
            yield " ".join((*words[:at], "", *words[at + 1 :])), word


def _by_what_is_left(words: Mapping[int, str]) -> Mapping[str, list[int]]:
    places = defaultdict[str, list[int]](list)
    for at, word in words.items():
        for left in without_letters(word):
            places[left].append(at)
    return places


def without_letters(word: str) -> set[str]:
    """What is left of a word without as many letters as it may have slips, or fewer.

    Of a long word that is its beginning and its end: no slip lies in both.
    """
    letters = word if len(word) <= 2 * END else word[:END] + word[-END:]
    fewest = len(letters) - most_slips(word)
    return {
        "".join(left)
        for count in range(fewest, len(letters) + 1)
        for left in combinations(letters, count)
    }
