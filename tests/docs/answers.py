"""Real JSON answers, held against what the reference says of their fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.cli.fields import Answer, Fields, Part

SOMETIMES = "sometimes "
TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "number": (int, float),
    "flag": (bool,),
    "time": (str,),
    "instant": (str,),
    "any": (object,),
}


def differences(answer: Any, said: Answer) -> Iterator[str]:
    """Fields that are not described, that are described and lacking, or of another type."""
    for each in _objects(answer, many=said.many):
        yield from _object(each, said.fields, "")


def _objects(value: Any, *, many: bool) -> list[Any]:
    assert isinstance(value, list) == many, value
    return value if many else [value]


def _object(value: dict[str, Any], fields: Fields, where: str) -> Iterator[str]:
    yield from (f"{where}{name} is not described" for name in value.keys() - fields.keys())
    yield from (
        f"{where}{name} is described, and not there"
        for name in fields.keys() - value.keys()
        if not str(fields[name]).startswith(SOMETIMES)
    )
    for name in value.keys() & fields.keys():
        yield from _field(value[name], fields[name], f"{where}{name}")


def _field(value: Any, said: str | Part, where: str) -> Iterator[str]:
    if isinstance(said, str):
        kind = said.removeprefix(SOMETIMES).partition(":")[0]
        if not fits(value, kind):
            yield f"{where} is {value!r}, and is described as {kind}"
    elif value and (said.many == isinstance(value, list)):
        for each in _objects(value, many=said.many):
            yield from _object(each, said.fields, f"{where}.")
    elif value:
        yield f"{where} is {value!r}, and is described otherwise"


def fits(value: Any, kind: str) -> bool:
    if kind.endswith("?"):
        return value is None or fits(value, kind[:-1])
    if kind.startswith("["):
        return isinstance(value, list) and all(fits(each, kind[1:-1]) for each in value)
    if kind in ("number", "flag") and isinstance(value, bool) != (kind == "flag"):
        return False
    return isinstance(value, TYPES[kind])


def paths(value: Any, where: str = "") -> Iterator[str]:
    """Every field that holds something."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from paths(each, f"{where}.{name}" if where else name)
    elif isinstance(value, list):
        for each in value:
            yield from paths(each, where)
        if value:
            yield where
    elif value is not None:
        yield where


def described(fields: Fields, where: str = "") -> Iterator[str]:
    for name, said in fields.items():
        path = f"{where}.{name}" if where else name
        if isinstance(said, Part):
            yield from described(said.fields, path)
        else:
            yield path
