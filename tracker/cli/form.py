"""What a guided entry asks for, step by step, and the draft that the answers make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tracker.cli.phrasebook import Entry, phrasebook
from tracker.domain.drafts import Draft, read_source
from tracker.domain.errors import NotThere, Refusal
from tracker.domain.events import VOCABULARY, read_sentence
from tracker.domain.history import History
from tracker.domain.names import ANY, PARTY
from tracker.domain.phrases import AUTHORITY, DATE, NAMES, SPAN, kind_of
from tracker.domain.reading import Context
from tracker.domain.reckoning import read_date, read_span
from tracker.domain.sources import BASES, Source
from tracker.domain.times import Clock, When, read_when

WHAT, ON, SOURCE, BASIS = "what", "on", "source", "basis"
NOBODY = "nobody"


class Step(Struct, frozen=True):
    """One thing to ask. `read` gives the answer as it is kept, or raises Refusal."""

    name: str
    prompt: str
    default: str
    offers: Sequence[str]
    read: Callable[[str], str]


class SeveralPhrases(Refusal):
    """Words that more than one phrase says: the next answer may be a number of the list."""

    def __init__(self, said: str, found: Sequence[Entry]) -> None:
        lines = [f"{at}  {each.phrase:<42} {each.meaning}" for at, each in enumerate(found, 1)]
        super().__init__(f"{len(found)} phrases say {said!r}; type the number of one", *lines)


class Form:
    """A guided entry into a deal: the answers so far, and what is to be asked next."""

    def __init__(self, history: History, draft: Draft, clock: Clock) -> None:
        self.history = history
        self.draft = draft
        self.clock = clock
        self.listed: Sequence[Entry] = ()
        self.answers = {ON: draft.on or clock.day().text}
        if draft.sources:
            self.answers |= {SOURCE: draft.sources[0].publisher, BASIS: draft.sources[0].basis}

    def steps(self) -> list[Step]:
        """What is asked, in order; the phrase that was chosen decides which names."""
        return [
            self._step(WHAT, "What happened? A sentence, or a word of it", self._read_what),
            *self._slots(),
            self._step(ON, "On which day", self._read_on),
            Step(
                SOURCE, "Who says so", self.answers.get(SOURCE) or NOBODY, self._publishers(), _who
            ),
            *self._basis(),
        ]

    def sentence(self) -> str:
        """The phrase with its slots filled, or the sentence that was typed."""
        what = self.answers[WHAT]
        parts = what.split() if what in _templates() else []
        return " ".join(_filled(part, self.answers) for part in parts) or what

    def finished(self) -> Draft:
        """The draft that the answers make."""
        return replace(
            self.draft,
            sentence=self.sentence(),
            on=self.answers[ON],
            sources=tuple(self._sources()),
        )

    def _step(
        self, name: str, prompt: str, read: Callable[[str], str], offers: Sequence[str] = ()
    ) -> Step:
        return Step(name, prompt, self.answers.get(name, ""), offers, read)

    def _read_what(self, said: str) -> str:
        if said.isdigit() and 1 <= int(said) <= len(self.listed):
            return self.listed[int(said) - 1].phrase
        if not said or said in _templates():
            return _given(said)
        try:
            read_sentence(said, Context(self.clock, self._on(), self.history.known))
        except Refusal as unread:
            return self._look_up(said, unread)
        return said

    def _look_up(self, said: str, unread: Refusal) -> str:
        """The one phrase with these words; it was a sentence gone wrong where there is none."""
        try:
            found = phrasebook(said)
        except NotThere:
            raise unread from None
        self.listed = found
        if len(found) > 1:
            raise SeveralPhrases(said, found)
        return found[0].phrase

    def _slots(self) -> Iterator[Step]:
        event = _templates().get(self.answers.get(WHAT, ""))
        if event is None:
            return
        for part in self.answers[WHAT].split():
            slot = part[1:-1]
            if part.startswith("{"):
                kind = kind_of(event, slot)
                yield self._step(slot, slot.capitalize(), self._reader(kind), self._names(kind))

    def _reader(self, kind: str) -> Callable[[str], str]:
        def read(said: str) -> str:
            if kind == DATE:
                read_date(_given(said), self.clock, self._on())
            if kind == SPAN:
                read_span(_given(said))
            return _given(said)

        return read

    def _names(self, kind: str) -> list[str]:
        kind = PARTY if kind == AUTHORITY else kind
        return list(self.history.known.of(kind).values()) if kind in NAMES | {ANY} else []

    def _read_on(self, said: str) -> str:
        return read_when(said, self.clock)[0].text

    def _on(self) -> When:
        return read_when(self.answers[ON], self.clock)[0]

    def _publishers(self) -> list[str]:
        facts = self.history.whole.facts.values()
        return list(dict.fromkeys(each.publisher for fact in facts for each in fact.sources))

    def _basis(self) -> Iterator[Step]:
        if self.answers.get(SOURCE):
            default = self.answers.get(BASIS, "report")
            yield Step(BASIS, "On what basis", default, BASES, self._read_basis)

    def _read_basis(self, said: str) -> str:
        return read_source(Source(self.answers[SOURCE], basis=said), self.clock).basis

    def _sources(self) -> Iterator[Source]:
        if publisher := self.answers.get(SOURCE):
            said = self.draft.sources[0] if self.draft.sources else Source(publisher)
            yield replace(said, publisher=publisher, basis=self.answers.get(BASIS, said.basis))
            yield from self.draft.sources[1:]


def _templates() -> dict[str, type]:
    return {phrase.template: event for phrase, event in VOCABULARY.phrases}


def _filled(part: str, answers: dict[str, str]) -> str:
    return answers[part[1:-1]] if part.startswith("{") else part


def _who(said: str) -> str:
    return "" if said == NOBODY else said


def _given(said: str) -> str:
    if not said:
        raise Refusal("that is needed", "Ctrl-D leaves, and nothing is recorded")
    return said
