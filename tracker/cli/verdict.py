"""What became of somebody's own scenarios, and how that is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tracker.domain.casebook import Finding
from tracker.domain.errors import Refusal

PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"


class Failure(Struct, frozen=True):
    """The step that failed, the line it stands on, and what is the case instead."""

    line: int
    step: str
    because: tuple[str, ...]


class Outcome(Struct, frozen=True):
    """A scenario (of an outline, one of its examples) and what became of it."""

    scenario: str
    line: int
    outcome: str
    failure: Failure | None = None


class Verdict(Struct, frozen=True):
    """A feature file and what became of each of its scenarios: `tracker spec --json`."""

    file: str
    feature: str
    passed: int
    failed: int
    skipped: int
    scenarios: tuple[Outcome, ...]


class StepForm(Struct, frozen=True):
    """A step that can be written: `[...]` may be left out, `{...}` is filled in."""

    keyword: str
    form: str
    meaning: str


class BrokenFeature(Refusal):
    """A feature file that cannot be run, with everything that is wrong with it, line by line."""

    kind = "broken-feature"

    def __init__(self, file: str, findings: Sequence[Finding]) -> None:
        self.findings = tuple(sorted(findings, key=lambda each: each.line))
        super().__init__(
            f"{file} cannot be run", "`tracker spec --steps` lists the steps that there are"
        )


def verdict(file: str, feature: str, outcomes: Sequence[Outcome]) -> Verdict:
    """The scenarios, counted."""
    words = [each.outcome for each in outcomes]
    passed, failed, skipped = (words.count(each) for each in (PASSED, FAILED, SKIPPED))
    return Verdict(file, feature, passed, failed, skipped, tuple(outcomes))


def told(found: Verdict) -> Iterator[str]:
    """A line a scenario; below one that failed, the sentence and what is the case instead."""
    yield found.feature or found.file
    for each in found.scenarios:
        yield f"  {each.outcome.upper() if each.failure else each.outcome:<7}  {each.scenario}"
        if each.failure:
            yield f"           {found.file}:{each.failure.line}: {each.failure.step}"
            yield from (f"             {line}" for line in each.failure.because)
    counts = ((found.passed, PASSED), (found.failed, FAILED), (found.skipped, SKIPPED))
    many = len(found.scenarios)
    said = ", ".join(f"{count} {word}" for count, word in counts if count)
    yield f"{many} scenario{'s' * (many != 1)}: {said}"
