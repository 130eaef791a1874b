"""JSON values, some of which are likely to fit a schema."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from clientsmith.document import Node
from oracle.samples import Impossible, Sampler

SAMPLES = 12
"""Values that are made for each schema."""

ANY: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    2,
    -1,
    1.5,
    3.0,
    2**63,
    2**70,
    "",
    "a",
    "b",
    "word",
    "1",
    "2026-11-24",
    "2026-11-24T10:00:00Z",
    "aGk=",
    "P3D",
    [],
    [None],
    [1],
    [1, 2, "a"],
    ["a", {"a": 1}],
    {},
    {"a": 1},
    {"a": "a"},
    {"a": None, "b": None},
    {"a": {}, "b": [], "kind": "a"},
    {"kind": "b", "x-id": 1, "12": True},
    {"other": {"deep": [1.5, {"x": None}]}},
    {"a": 1, "b": 2, "kind": "a", "x-id": "1", "from": True, "other": 2**70},
)
"""Fits whatever it fits."""

UNKNOWN = {"x-never heard of": {"deep": [2**70, 1.5, None, {"": False}]}}
"""What no document declares."""


def candidates(sampler: Sampler, schema: Node) -> Iterator[Any]:
    """Values that were made for a schema, some of them with properties that it does not know, and
    values that were not; not all of them fit."""
    yield from ANY
    for number in range(SAMPLES):
        with suppress(Impossible):
            value = sampler.of(schema)
            yield value
            if number == 0:
                yield from with_unknown(value)


def with_unknown(value: Any) -> Iterator[Any]:
    """The value in which every object has one more property; nothing where there is no object."""
    more = _with_unknown(value)
    if more != value:
        yield more


def _with_unknown(value: Any) -> Any:
    if isinstance(value, list):
        return [_with_unknown(item) for item in value]
    if isinstance(value, dict):
        return {key: _with_unknown(item) for key, item in value.items()} | UNKNOWN
    return value
