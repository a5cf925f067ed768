"""Sentence <-> event: every reading of a sentence, ties refused, the nearest phrase offered.

A phrase is fixed words and slots: `{bidder} bid of {terms}`. A sentence is read by aligning its
words with every phrase in every way; of the readings that are left the one with the most fixed
words wins, and two winners are no reading at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.characters import (
    LONGEST_NAME,
    LONGEST_TEXT,
    refuse_length,
    with_blanks,
)
from tracker.domain.errors import Refusal, UnreadableSentence
from tracker.domain.names import ANY, DEADLINE, HEDGES, NEGATIONS, PARTY, Known, key
from tracker.domain.reckoning import Reckoning, counted, read_date, read_span
from tracker.domain.times import Clock, When, moment

AUTHORITY, TERMS, DATE, SPAN, TEXT = "authority", "terms", "date", "span", "text"
SLOTS = {
    "bidder": PARTY,
    "member": PARTY,
    "party": PARTY,
    "authority": AUTHORITY,
    "name": DEADLINE,
    "alias": ANY,
    "terms": TERMS,
    "role": TERMS,
    "date": DATE,
    "span": SPAN,
    "text": TEXT,
}
NAMES = frozenset({PARTY, AUTHORITY, DEADLINE, ANY})
ARTICLE = "the"
SYNONYMS = {"rumored": "rumoured", "license": "licence"}
CONNECTORS = frozenset("of to by as in into on for with within until".split())
NOUNS = frozenset(
    "order bid deal stake review agreement stay exclusivity talks waiting period trust date "
    "licence license effective".split()
)
NEVER_IN_TERMS = frozenset(
    "rejected withdrawn dropped lapsed terminated chosen closed recommended superior signed taken "
    "proposed stalled".split()
)
BARE_UNIT = re.compile(
    r"0*(?:\.\d+)?\s?(?:k|m|mn|mm|mln|million|b|bn|billion|tn|trillion)(?:[\s,;.].*)?",
    re.IGNORECASE,
)
TOKEN = re.compile(r"""(?P<quoted>(?:"[^"]*"|“[^“”]*”|'.+?'|‘.+?’)(?=\s|$))|\S+""")
NEVER_BARE = frozenset(':"“”')
LONGEST_DATE = 10


class Phrase(Struct, frozen=True):
    """Fixed words and slots, with the fields that the fixed words stand for."""

    template: str
    fixed: Mapping[str, Any] = {}
    printed: bool = True

    def __hash__(self) -> int:
        return hash(self.template)

    @property
    def parts(self) -> tuple[str, ...]:
        return _parts(self.template)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(part for part in self.parts if not part.startswith("{"))

    @property
    def keywords(self) -> frozenset[str]:
        """What a sentence must hold, in small letters, to be read in this phrase."""
        return _keywords(self.template)

    @property
    def slots(self) -> tuple[str, ...]:
        return tuple(part[1:-1] for part in self.parts if part.startswith("{"))

    @property
    def is_speech(self) -> bool:
        return self.template.endswith(": {text}")


@lru_cache(maxsize=1024)
def _parts(template: str) -> tuple[str, ...]:
    return tuple(template.split())


@lru_cache(maxsize=1024)
def _keywords(template: str) -> frozenset[str]:
    return frozenset(part.lower() for part in _parts(template) if not part.startswith("{"))


def say(template: str, **fixed: Any) -> Phrase:
    """A phrase in which the event is read and printed."""
    return Phrase(template, fixed)


def read_as(template: str, **fixed: Any) -> Phrase:
    """A phrase in which the event is read too, but printed in another."""
    return Phrase(template, fixed, printed=False)


class Vocabulary(Struct, frozen=True):
    """All phrases, each with the class of its event."""

    phrases: tuple[tuple[Phrase, type[Any]], ...]
    words: frozenset[str]

    @classmethod
    def of(cls, events: Iterable[type[Any]]) -> Vocabulary:
        phrases = tuple((phrase, event) for event in events for phrase in event.phrases)
        words = {word.lower().rstrip(":") for phrase, _ in phrases for word in phrase.words}
        return cls(phrases, frozenset(words | SYNONYMS.keys() | CONNECTORS))


class Token(Struct, frozen=True):
    """A word of a sentence, or a quoted name."""

    raw: str
    quoted: bool = False

    @property
    def keyword(self) -> str:
        return "" if self.quoted else SYNONYMS.get(self.raw.lower(), self.raw.lower())

    @property
    def value(self) -> str:
        return self.raw[1:-1] if self.quoted else self.raw


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


def tokens(sentence: str) -> list[Token]:
    return [Token(found[0], bool(found["quoted"])) for found in TOKEN.finditer(sentence)]


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
        if "party" in phrase.slots and _is_name(said, PARTY, vocabulary.words):
            return [_build(phrase, event, {"party": said, **slots}, context)]
        if "party" not in phrase.slots and not said:
            return [_build(phrase, event, slots, context)]
    raise _fits_no_phrase(line, vocabulary, context.known)


Slots = dict[str, Sequence[Token]]


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


def kind_of(event: type[Any], slot: str) -> str:
    kinds: Mapping[str, str] = getattr(event, "slots", {})
    return kinds.get(slot, SLOTS[slot])


def may_fill(said: Sequence[Token], kind: str, words: frozenset[str]) -> bool:
    """Whether these words can stand in a slot of that kind, by how they are written."""
    if kind in NAMES:
        return _is_name(said, kind, words)
    if kind == TERMS:
        return not any(":" in each.raw or each.keyword in NEVER_IN_TERMS for each in said)
    return kind == TEXT or len(said) <= LONGEST_DATE


def _is_name(said: Sequence[Token], kind: str, words: frozenset[str]) -> bool:
    if len(said) == 1 and said[0].quoted:
        value = said[0].value
        return bool(value.strip()) and '"' not in value
    if not said or any(each.quoted for each in said):
        return False
    if [each.raw for each in said] == [ARTICLE]:
        return False
    nouns = NOUNS if kind != PARTY else frozenset[str]()
    inside = [each.raw for each in said[1:-1]]
    ends = [said[0].raw, said[-1].raw]
    return all(_is_name_word(word, words, nouns | CONNECTORS) for word in inside) and all(
        _is_name_word(word, words, nouns) for word in ends
    )


def _is_name_word(word: str, phrase_words: frozenset[str], allowed: frozenset[str]) -> bool:
    if word.lower() in NEGATIONS or word in HEDGES or not NEVER_BARE.isdisjoint(word):
        return False
    return word in allowed or word not in phrase_words


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


# Printing


def spell(event: Any, phrase: Phrase, *, quoted: bool = False) -> str:
    """The event in that phrase; with `quoted`, every name in quotes."""
    kind = type(event)
    filled = []
    for part in phrase.parts:
        slot = part[1:-1]
        if not part.startswith("{"):
            filled.append(part)
        elif kind_of(kind, slot) in NAMES:
            name = getattr(event, slot)
            filled.append(f'"{name}"' if quoted else name)
        else:
            filled.append(_said(event, slot))
    return " ".join(filled)


def _said(event: Any, slot: str) -> str:
    if slot == "span" and isinstance(event.date, Reckoning):
        return event.date.span
    return str(getattr(event, slot))


def printed_phrase(event: Any) -> Phrase:
    """The phrase that an event is printed in: the one that says all its fields, and no more."""
    phrases: tuple[Phrase, ...] = type(event).phrases
    return next(phrase for phrase in phrases if phrase.printed and _says(phrase, event))


def _says(phrase: Phrase, event: Any) -> bool:
    fields = event.__struct_fields__
    told = {"date" if slot == "span" and "span" not in fields else slot for slot in phrase.slots}
    if "span" in phrase.slots and "date" in told and not _is_span(event.date):
        return False
    spoken = [name for name in fields if name not in event.unsaid]
    return all(
        (getattr(event, name) is not None if name in told else _is_fixed(phrase, event, name))
        for name in spoken
    )


def _is_span(date: Any) -> bool:
    return isinstance(date, Reckoning) and date.from_on


def _is_fixed(phrase: Phrase, event: Any, name: str) -> bool:
    value = getattr(event, name)
    return bool(value == phrase.fixed[name]) if name in phrase.fixed else value in (None, False)


def sentence(event: Any, vocabulary: Vocabulary) -> str:
    """The event as a sentence that reads back as the same event, names bare where they can be."""
    return spell(event, printed_phrase(event), quoted=not _reads_back(event, vocabulary))


def _reads_back(event: Any, vocabulary: Vocabulary) -> bool:
    plain = _with_a_plain_date(event.unsettled())
    try:
        found = readings(spell(plain, printed_phrase(plain)), vocabulary, PLAIN_CONTEXT)
    except Refusal:
        return False
    return [each.event for each in found] == [plain]


def _with_a_plain_date(event: Any) -> Any:
    """The same event on a date that reads the same in every zone, so that names alone decide."""
    date = getattr(event, "date", None)
    if date is None:
        return event
    if isinstance(date, Reckoning):
        return replace(event, date=replace(PLAIN_SUM, from_on=date.from_on))
    return replace(event, date=PLAIN_DATE)


PLAIN_DATE = "2020-01-01"
PLAIN_SUM = Reckoning("2020-01-02", "1 day", PLAIN_DATE)
PLAIN_CONTEXT = Context(Clock("UTC", 0, PLAIN_DATE), moment(PLAIN_DATE, "UTC"))


# The way out of a sentence that is not understood


def _fits_no_phrase(line: str, vocabulary: Vocabulary, known: Known) -> UnreadableSentence:
    from tracker.domain.nearest import nearest

    near = nearest(line, vocabulary, known)
    return UnreadableSentence(
        f"{line!r} fits no phrase",
        *((f"did you mean {near!r}?",) if near else ()),
        "`tracker words` lists the phrases; anything else can be recorded as 'note: ...'",
    )
