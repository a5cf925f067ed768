"""The features tell of every event type, use every step, and lose no scenario."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd.parser import FeatureParser, Step
from pytest_bdd.steps import step_function_context_registry

from tracker.bdd import HAPPENED
from tracker.bdd.forms import Form
from tracker.domain.event import Event
from tracker.domain.events import EVENTS, read_sentence
from tracker.domain.reading import Context
from tracker.domain.times import Clock, moment

FEATURES = Path(__file__).parents[1] / "features"
FILES = sorted(FEATURES.glob("*.feature"))


def steps() -> Iterator[Step]:
    """Every step of every scenario, outlines once for each of their examples."""
    for file in FILES:
        feature = FeatureParser(str(FEATURES), file.name).parse()
        for scenario in feature.scenarios.values():
            contexts = [each for table in scenario.examples for each in table.as_contexts()]
            for context in contexts or [{}]:
                yield from scenario.render(context).steps


STEPS = list(steps())


def sentences(step: Step) -> Iterator[str]:
    """What a step records."""
    if step.type == "then":
        return
    if said := HAPPENED.parse_arguments(step.name):
        yield said["sentence"]
    if step.name == "these entries:" and step.datatable:
        header, *rows = step.datatable.raw()
        yield from (str(row[header.index("what")]) for row in rows)


def event_of(sentence: str) -> type[Event]:
    day = "2020-08-01"
    context = Context(Clock("UTC", 0, day), moment(day, "UTC"))
    return type(read_sentence(sentence, context).event)


RECORDED = [sentence for step in STEPS for sentence in sentences(step)]
TOLD = {event_of(sentence) for sentence in RECORDED}
FORMS = [each.parser for each in step_function_context_registry.values()]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_an_event_type_occurs_in_a_scenario(event: type[Event]) -> None:
    assert event in TOLD


@pytest.mark.parametrize(
    "form", [each for each in FORMS if isinstance(each, Form)], ids=lambda form: form.name
)
def test_a_step_is_used(form: Form) -> None:
    assert any(form.is_matching(step.name) for step in STEPS)


@pytest.mark.parametrize(
    "sentence", ["Microsoft bid rejected", "Oracle chosen", "order effective Sep 20"]
)
def test_a_sentence_of_the_first_request_is_recorded_word_for_word(sentence: str) -> None:
    assert sentence in RECORDED


def test_every_scenario_has_a_name_of_its_own() -> None:
    """Of two scenarios of one name, pytest-bdd runs the second alone."""
    names = re.findall(
        r"^ *Scenario(?: Outline)?: (.*)$",
        "\n".join(file.read_text("utf-8") for file in FILES),
        re.MULTILINE,
    )
    assert [name for name, times in Counter(names).items() if times > 1] == []
