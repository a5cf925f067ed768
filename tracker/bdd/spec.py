"""Somebody's own feature file, checked, and then run by pytest-bdd without any of pytest's words.

`tracker spec` imports this by name: see docs/decisions/0002.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from inspect import getdoc, signature
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.gherkin_parser import get_gherkin_document
from pytest_bdd.parser import Feature, FeatureParser, Step
from pytest_bdd.scenario import scenario_wrapper_template_registry
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from tracker import bdd
from tracker.bdd import Shelf, why
from tracker.bdd.forms import ASKED, PLACES_OF_THEIR_OWN, Form
from tracker.bdd.scenario import Followed, Mismatch
from tracker.cli.verdict import (
    FAILED,
    PASSED,
    SKIPPED,
    BrokenFeature,
    Failure,
    Outcome,
    StepForm,
    Verdict,
    verdict,
)
from tracker.domain.casebook import Finding
from tracker.domain.errors import Refusal
from tracker.domain.history import History

OF_THE_BOOK = Form("the deal {deal} of the book")
QUIET = (
    "--disable-plugin-autoload -p pytest_bdd.plugin -p tracker.bdd -p no:terminal -p no:logging "
    "-p no:cacheprovider -p no:faulthandler -p no:doctest -p no:junitxml -p no:pastebin "
    "--noconftest --capture=no --import-mode=importlib -W ignore"
).split()
SETTINGS = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")
"""What would have pytest read the options or plugins of another project."""

MODULE = """
from pytest_bdd import scenarios
from tracker.bdd.spec import the_book, the_day, the_deal

scenarios({feature!r})
"""
ORDER = ("Given", "When", "Then")
SHELF = pytest.StashKey[Shelf]()
BEGUN = pytest.StashKey["History | None"]()
TODAY = pytest.StashKey["str | None"]()


@pytest.fixture
def the_book(pytestconfig: pytest.Config) -> Shelf:
    """The deals that were read before the run."""
    return pytestconfig.stash[SHELF]


@pytest.fixture
def the_day(pytestconfig: pytest.Config) -> str | None:
    """The day of --today, or of TRACKER_TODAY."""
    return pytestconfig.stash[TODAY]


@pytest.fixture
def the_deal(pytestconfig: pytest.Config, the_day: str | None) -> Followed:
    """The deal of --deal, for a scenario that begins with none of its own."""
    history = pytestconfig.stash[BEGUN]
    if history is None:
        raise Mismatch(
            'begin with: Given the deal "TITLE" in ZONE', "or: Given the deal NAME of the book"
        )
    return Followed(history, today=the_day)


class Spec:
    """A feature file that was found to be in order."""

    def __init__(self, text: str, file: str) -> None:
        """Raises BrokenFeature."""
        self.text, self.file = text, file
        with self.folder() as path:
            self.feature = _parsed(path, file)
        if unknown := list(_unknown(self.feature, file)):
            raise BrokenFeature(file, unknown)

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """The feature in a folder of its own, so that nothing beside the file is read."""
        with TemporaryDirectory(prefix="tracker_spec_") as folder:
            path = Path(folder) / "spec.feature"
            path.write_text(self.text, encoding="utf-8")
            yield path

    def deals(self) -> list[str]:
        """The deals of the book that its scenarios speak of."""
        found = (OF_THE_BOOK.parse_arguments(step.name) for step in _steps(self.feature))
        return list(dict.fromkeys(each["deal"] for each in found if each))

    def run(self, logs: Mapping[str, History], deal: str | None, today: str | None) -> Verdict:
        """What becomes of each scenario; `deal` is where those begin that name none."""
        reporter = Reporter(logs, logs[deal] if deal else None, today)
        with self.folder() as path, _alone():
            module = path.with_name(f"{path.parent.name}.py")
            module.write_text(MODULE.format(feature=str(path)), encoding="utf-8")
            options = [*QUIET, "-c", os.devnull, "--rootdir", str(path.parent), str(module)]
            code = pytest.main(options, plugins=[reporter])
            sys.modules.pop(module.stem, None)
        if reporter.broke_off:
            raise reporter.broke_off
        if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            raise RuntimeError(f"pytest ended with {code!r}")
        return verdict(self.file, self.feature.name, reporter.outcomes)


@contextmanager
def _alone() -> Iterator[None]:
    kept = {name: os.environ.pop(name) for name in SETTINGS if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(kept)


def _parsed(path: Path, file: str) -> Feature:
    try:
        document = get_gherkin_document(str(path))
        feature = FeatureParser(str(path.parent), path.name).parse()
    except GherkinParseError as error:
        said = " ".join(error.message.rpartition("Parser errors:")[2].split())
        raise _broken(file, error.line, said) from None
    except KeyError:  # what pytest-bdd makes of a file with nothing in it
        raise _broken(file, 1, "there is no `Feature:` in it") from None
    found = [each for child in document.feature.children for each in _scenarios(child)]
    if not found:
        raise _broken(file, feature.line_number, "there is no scenario in it")
    if findings := [*_namesakes(found, file), *_without_steps(found, file)]:
        raise BrokenFeature(file, findings)
    return feature


def _broken(file: str, line: int, said: str) -> BrokenFeature:
    return BrokenFeature(file, [Finding(file, line, said, "", 2)])


def _scenarios(child: Any) -> Iterator[Any]:
    """A scenario, or those under a rule."""
    for each in child.rule.children if child.rule else [child]:
        if each.scenario:
            yield each.scenario


def _namesakes(found: list[Any], file: str) -> Iterator[Finding]:
    """Of two scenarios of one name, pytest-bdd would run the second alone."""
    many = Counter(each.name for each in found)
    for each in found:
        if many[each.name] > 1:
            said = f"{many[each.name]} scenarios have the name {each.name!r}"
            yield Finding(file, each.location.line, said, "give each its own", 2)


def _without_steps(found: list[Any], file: str) -> Iterator[Finding]:
    """What would pass and has said nothing."""
    for each in found:
        if not each.steps:
            said = f"there is no step in the scenario {each.name!r}"
            yield Finding(file, each.location.line, said, "say what should be the case", 2)


def _steps(feature: Feature) -> Iterator[Step]:
    """Every step of every scenario, of an outline once for each of its examples."""
    for scenario in feature.scenarios.values():
        contexts = [each for table in scenario.examples for each in table.as_contexts()]
        for context in contexts or [{}]:
            yield from scenario.render(context).steps


def _unknown(feature: Feature, file: str) -> Iterator[Finding]:
    """The steps that nothing answers to, and those that lack their table."""
    for step in {(each.line_number, each.name): each for each in _steps(feature)}.values():
        own = [each for each in contexts() if each.type == step.type]
        fits = [each for each in own if each.parser.is_matching(step.name)]
        said = f"{step.keyword} {step.name}"
        if not fits:
            hint = _nearest(step.name, [each.parser.name for each in own])
            yield Finding(file, step.line_number, f"there is no step: {said}", hint, 2)
        elif step.datatable is None and "datatable" in signature(fits[0].step_func).parameters:
            yield Finding(file, step.line_number, f"a table belongs below: {said}", "", 2)


def _nearest(name: str, forms: list[str]) -> str:
    """The form that has most of its own words in common with what was written."""
    words = set(re.sub(ASKED, "", name, count=1).split())

    def common(form: str) -> tuple[int, float]:
        own = set(re.sub(r"\{\w+\}|[\[\],:]", " ", form).split())
        return len(own & words), len(own & words) / max(len(own), 1)

    nearest = max(forms, key=common)
    return f"did you mean: {nearest}" if any(common(nearest)) else ""


def contexts() -> list[StepFunctionContext]:
    """The product's own steps, in the order in which they are defined."""
    found = [each for each in step_function_context_registry.values() if _is_ours(each)]
    return sorted(found, key=lambda each: each.step_func.__code__.co_firstlineno)


def _is_ours(context: StepFunctionContext) -> bool:
    return context.step_func.__module__ == bdd.__name__


class Reporter:
    """Listens to a run of pytest, and writes down what becomes of each scenario."""

    def __init__(
        self, logs: Mapping[str, History], begun: History | None, today: str | None
    ) -> None:
        self.logs, self.begun, self.today = logs, begun, today
        self.outcomes: list[Outcome] = []
        self.broke_off: BaseException | None = None
        self._running: tuple[str, int] = "", 0
        self._failure: Failure | None = None

    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[SHELF] = self.logs.__getitem__
        config.stash[BEGUN] = self.begun
        config.stash[TODAY] = self.today

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Function) -> None:
        template = scenario_wrapper_template_registry[item.obj]
        given: dict[str, Any] = item.callspec.params if hasattr(item, "callspec") else {}
        example: dict[str, str] = given.get("_pytest_bdd_example", {})
        said = ", ".join(f"{name} {value}" for name, value in example.items())
        name = template.render(example).name
        self._running = f"{name} [{said}]" if said else name, template.line_number
        self._failure = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_step_error(self, step: Step, exception: Exception) -> None:
        if not isinstance(exception, Mismatch | Refusal):
            self.broke_off = self.broke_off or exception
            return
        said = f"{step.keyword} {step.name}"
        self._failure = Failure(step.line_number, said, tuple(why(exception)))

    def pytest_keyboard_interrupt(self) -> None:
        self.broke_off = KeyboardInterrupt()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped:
            self.outcomes.append(Outcome(*self._running, SKIPPED))
        elif report.when == "call" or report.failed:
            word = FAILED if report.failed else PASSED
            self.outcomes.append(Outcome(*self._running, word, self._failure))


def forms() -> list[StepForm]:
    """Every step that there is, and what is filled in where that has a form of its own."""
    steps = [
        StepForm((each.type or "").capitalize(), each.parser.name, _meaning(each.step_func))
        for each in contexts()
    ]
    inner = [StepForm(f"{{{name}}}", form, "") for name, form in PLACES_OF_THEIR_OWN.items()]
    return [*sorted(steps, key=lambda each: ORDER.index(each.keyword)), *inner]


def _meaning(step: Any) -> str:
    return " ".join((getdoc(step) or "").split("\n\n")[0].split())
