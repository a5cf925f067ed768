"""The OpenAPI description keeps its word: no made-up request finds an answer that it lacks."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from tests.cli.commandline import TODAY
from tracker.store.book import open_book
from tracker.web.access import Access
from tracker.web.app import create

OF_DEALS = "status timeline deadlines why diff check entries/{number}".split()
PATHS = (
    *(f"/api/deals/{{deal}}/{name}" for name in OF_DEALS),
    *("/api/deals", "/api/deadlines", "/api/bidders", "/api/changes"),
)
SENSE: dict[str, Any] = {
    "as_of": some.sampled_from(["2020-09-12", "2020-09-14", "2020-Q3", "2020-09-20T12:00"]),
    "known_by": some.sampled_from(["2020-09-13", "2020-09-14"]),
    "confirmed": some.booleans(),
}


def test_every_address_is_described(reader: TestClient) -> None:
    paths = reader.get("/api/openapi.json").json()["paths"]
    assert set(paths) == {*PATHS, "/api/live"}
    for path, methods in paths.items():
        assert list(methods) == ["get"], path
        assert methods["get"]["description"], path


@pytest.mark.parametrize("path", PATHS)
def test_an_example_is_such_an_answer(path: str, reader: TestClient) -> None:
    described = reader.get("/api/openapi.json").json()
    answer = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    whole = {**answer["schema"], "components": described["components"]}
    assert answer["example"]
    jsonschema_rs.validate(whole, answer["example"])


@pytest.mark.parametrize("path", PATHS)
def test_made_up_requests_find_nothing(path: str, demo: Path, tmp_path: Path) -> None:
    shutil.copy(demo, tmp_path / "book.db")
    with open_book(tmp_path / "book.db") as book:
        app = create(book, Access(hosts={"testserver"}), TODAY)
        operation = schemathesis.openapi.from_asgi("/api/openapi.json", app)[path]["GET"]

        @given(
            case=operation.as_strategy(),
            deal=some.sampled_from(["tiktok-us", "harbour", "empty", None]),
            asked=some.none() | some.fixed_dictionaries({}, optional=SENSE),
        )
        @settings(
            max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        def holds(case: Any, deal: str | None, asked: dict[str, Any] | None) -> None:
            if deal and "deal" in case.path_parameters:
                case.path_parameters["deal"] = deal
            if asked is not None:
                case.query = asked
            # That a text of the right form is no time, word or cursor is for us to say.
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        holds()
