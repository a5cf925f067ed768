"""From a sentence to an event: every reading, ties refused, the nearest phrase offered.

A sentence is read by aligning its words with every phrase in every way; of the readings that are
left the one with the most fixed words wins, and two winners are no reading at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from tracker.domain.characters import LONGEST_NAME, LONGEST_TEXT, refuse_length, with_blanks
from tracker.domain.errors import Refusal, UnreadableSentence
from tracker.domain.names import ARTICLE, DEADLINE, PARTY, Known, key
from tracker.domain.nearest import nearest
from tracker.domain.phrases import AUTHORITY, DATE, NAMES, SPAN, TERMS, Phrase, Vocabulary, kind_of
from tracker.domain.printing import spell
from tracker.domain.reckoning import counted, read_date, read_span
from tracker.domain.slots import TOKEN, Token, is_name, may_fill, tokens
from tracker.domain.times import Clock, When

BARE_UNIT = re.compile(
    r"0*(?:\.\d+)?\s?(?:k|m|mn|mm|mln|million|b|bn|billion|tn|trillion)(?:[\s,;.].*)?",
    re.IGNORECASE,
)
Slots = dict[str, Sequence[Token]]
"""What stands in each slot of a phrase."""


class Mention(Struct, frozen=True):
    """A name as it was said in a slot; `insisted` where quotes stand round it."""

    slot: str
    kind: str
    name: str
    insisted: bool = False


class Reading(Struct, frozen=True):
    """One way to understand a sentence."""

    event: Any
    phrase: Phrase
    mentions: tuple[Mention, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        return len(self.phrase.words)

    def with_quotes(self) -> str:
        return spell(self.event, self.phrase, quoted=True)


class Context(Struct, frozen=True):
    """What a sentence is read with: the day it speaks of, the clock, and the names known."""

    clock: Clock
    on: When
    known: Known = Known()


def normalise(sentence: str) -> str:
    """One line, single spaces, NFC, no full stop at the end. Refuses control characters."""
    if len(sentence) > LONGEST_TEXT:
        raise UnreadableSentence(
            f"a sentence of {len(sentence):,} characters is too long",
            f"at most {LONGEST_TEXT:,}; put the document's address in --url instead",
        )
    line = unicodedata.normalize("NFC", " ".join(with_blanks(sentence).split()))
    return line.rstrip(" .")


def readings(sentence: str, vocabulary: Vocabulary, context: Context) -> list[Reading]:
    """The best readings of a sentence: one where it is understood, several where it is a tie.

    Raises what makes it unreadable where no phrase fits, such as a date that is none.
    """
    line = normalise(sentence)
    if speech := _speech(line):
        return _read_speech(*speech, line, vocabulary, context)
    said, found, broken = tokens(line), list[Reading](), list[tuple[int, Refusal]]()
    keywords = {token.keyword for token in said}
    for phrase, event in vocabulary.phrases:
        if phrase.is_speech or not phrase.keywords <= keywords:
            continue
        for slots in _align(phrase.parts, 0, said, 0, event, vocabulary.words, {}):
            try:
                found.append(_build(phrase, event, slots, context))
            except Refusal as error:
                broken.append((len(phrase.words), error))
    if not found and broken:
        raise max(broken, key=lambda each: each[0])[1]
    most = max((each.weight for each in found), default=0)
    return list({each.event: each for each in found if each.weight == most}.values())


def read(sentence: str, vocabulary: Vocabulary, context: Context) -> Reading:
    """The one reading of a sentence. Raises UnreadableSentence where it fits no phrase, or two."""
    found = readings(sentence, vocabulary, context)
    if len(found) == 1:
        return found[0]
    if not found:
        raise _fits_no_phrase(normalise(sentence), vocabulary, context.known)
    raise UnreadableSentence(
        f"{normalise(sentence)!r} can be read in {len(found)} ways",
        *(f"write {each.with_quotes()}" for each in found),
        kind="ambiguous-sentence",
    )


def _speech(line: str) -> tuple[str, str, str] | None:
    masked = TOKEN.sub(lambda at: "_" * len(at[0]) if at["quoted"] else at[0], line)
    before, colon, _ = masked.partition(":")
    found = re.search(r"(?:^|\s)(said|denied|filed|note)\s*$", before, re.IGNORECASE)
    if not colon or not found:
        return None
    return line[: found.start()].strip(), found[1].lower(), line[len(before) + 1 :].strip()


def _read_speech(
    speaker: str, verb: str, text: str, line: str, vocabulary: Vocabulary, context: Context
) -> list[Reading]:
    said = tokens(speaker)
    for phrase, event in vocabulary.phrases:
        if not phrase.is_speech or phrase.words != (f"{verb}:",) or not text:
            continue
        slots: Slots = {"text": [Token(text)]}
        if "party" in phrase.slots and is_name(said, PARTY, vocabulary.words):
            return [_build(phrase, event, {"party": said, **slots}, context)]
        if "party" not in phrase.slots and not said:
            return [_build(phrase, event, slots, context)]
    raise _fits_no_phrase(line, vocabulary, context.known)


def _align(
    parts: tuple[str, ...],
    part: int,
    said: list[Token],
    at: int,
    event: type[Any],
    words: frozenset[str],
    slots: Slots,
) -> Iterator[Slots]:
    left = len(parts) - part - 1
    if left < 0:
        if at == len(said):
            yield slots
        return
    if not parts[part].startswith("{"):
        if at < len(said) and said[at].keyword == parts[part].lower():
            yield from _align(parts, part + 1, said, at + 1, event, words, slots)
        return
    slot = parts[part][1:-1]
    kind = kind_of(event, slot)
    after = parts[part + 1].lower() if left else None
    for end in range(at + 1, len(said) + 1):
        follows = said[end].keyword if end < len(said) else None
        if follows == after and may_fill(said[at:end], kind, words):
            filled = {**slots, slot: said[at:end]}
            yield from _align(parts, part + 1, said, end, event, words, filled)


def _build(phrase: Phrase, event: type[Any], slots: Slots, context: Context) -> Reading:
    fields: dict[str, Any] = dict(phrase.fixed)
    mentions, notes = list[Mention](), list[str]()
    for slot, said in slots.items():
        kind = kind_of(event, slot)
        if kind in NAMES:
            mention = _mention(slot, kind, said, context.known)
            mentions.append(mention)
            fields[slot] = mention.name
        elif kind in (DATE, SPAN):
            field, value, told = _date(event, kind, _text(said), context)
            fields[field] = value
            notes.extend(told)
        else:
            fields[slot] = _terms(_text(said)) if kind == TERMS else _text(said)
    return Reading(event(**fields), phrase, tuple(mentions), tuple(notes))


def _text(said: Sequence[Token]) -> str:
    return " ".join(each.raw for each in said)


def _mention(slot: str, kind: str, said: Sequence[Token], known: Known) -> Mention:
    name = " ".join(" ".join(each.value for each in said).split())
    refuse_length(name, "a name", LONGEST_NAME)
    kind = PARTY if kind == AUTHORITY else kind
    if said[0].quoted:
        return Mention(slot, kind, known.of(kind).get(key(name), name), insisted=True)
    resolved = known.resolve(name, kind)
    if kind == DEADLINE and key(resolved) not in known.of(kind):
        resolved = resolved.removeprefix(f"{ARTICLE} ")
    return Mention(slot, kind, resolved)


def _date(
    event: type[Any], kind: str, text: str, context: Context
) -> tuple[str, Any, tuple[str, ...]]:
    if kind == DATE:
        value, notes = read_date(text, context.clock, context.on)
        return "date", value, notes
    span = read_span(text)
    if "span" in event.__struct_fields__:
        return "span", str(span), ()
    sum_ = counted(span, context.on, context.clock.zone, from_on=True)
    return "date", sum_, (sum_.sum,)


def _terms(text: str) -> str:
    if BARE_UNIT.fullmatch(text):
        raise UnreadableSentence(
            f"the terms {text!r} begin with a unit: a shell eats the $20 of a double-quoted $20bn",
            "put the sentence in single quotes: 'Oracle bid of $20bn'",
        )
    return text


def _fits_no_phrase(line: str, vocabulary: Vocabulary, known: Known) -> UnreadableSentence:
    near = nearest(line, vocabulary, known)
    return UnreadableSentence(
        f"{line!r} fits no phrase",
        *((f"did you mean {near!r}?",) if near else ()),
        "`tracker words` lists the phrases; anything else can be recorded as 'note: ...'",
    )
