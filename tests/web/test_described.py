"""Every field that is answered is in the description of `/api`, and every one there is answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.test_openapi import PATHS
from tracker.web.described import ANSWERS, ERROR, schemas
from tracker.web.example import examples

ASKED = {"from": "2020-09-12", "to": "2020-09-14", "strict": "true", "limit": "5"}


def differences(answer: Any, schema: Any, where: str = "") -> Iterator[str]:
    """Fields that are answered and not described, or described and not answered."""
    described = dict(fields_of(schema))
    if isinstance(answer, list):
        for each in answer:
            yield from differences(each, schema["items"], where)
    elif isinstance(answer, dict) and described:
        yield from (f"{where}{name}" for name in answer.keys() ^ described.keys())
        for name in answer.keys() & described.keys():
            yield from differences(answer[name], described[name], f"{where}{name}.")


def fields_of(schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields of an object, of the records that it is made of, or of what else it may be."""
    yield from schema.get("properties", {}).items()
    if record := schema.get("$ref"):
        yield from fields_of(schemas()[record.rpartition("/")[2]])
    for part in (*schema.get("allOf", ()), *schema.get("anyOf", ())):
        yield from fields_of(part)


@pytest.mark.parametrize("command", ANSWERS)
def test_an_example_has_the_fields_that_are_described(command: str) -> None:
    assert set(differences(examples()[command], ANSWERS[command])) <= {"cursor"}


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_has_the_fields_that_are_described(path: str, reader: TestClient) -> None:
    described = reader.get("/api/openapi.json").json()["paths"][path]["get"]["responses"]["200"]
    for deal, number in (("tiktok-us", 1), ("harbour", 2)):
        answer = reader.get(path.format(deal=deal, number=number), params=ASKED).json()
        assert not set(differences(answer, described["content"]["application/json"]["schema"]))


def test_every_record_that_is_described_is_of_an_answer() -> None:
    used = str([ANSWERS, ERROR, schemas()])
    assert [name for name in schemas() if f"schemas/{name}'" not in used] == []
