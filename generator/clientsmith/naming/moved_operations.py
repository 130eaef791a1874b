"""Operations that are at another path than before, and are the same all the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from ..ir import Operation
from ..project.pins import AliasPin, OperationPin, Pins, place_of
from .overrides import operation_key

T = TypeVar("T")

_PARAMETER = re.compile(r"\{[^{}]*\}")


def with_moved_operations(pins: Pins, operations: Iterable[Operation]) -> Pins:
    """The names of before under the keys of now: an operation has moved where only the names of
    parameters in its path differ, or where one `operationId` is at one other path.

    Args:
        pins: names of before.
        operations: those of the API.
    """
    present = {operation_key(operation): operation for operation in operations}
    gone = {key: pin for key, pin in pins.operations.items() if key not in present}
    new = {key: each for key, each in present.items() if key not in pins.operations}
    moves = _moves(gone, new)
    if not moves:
        return pins
    places = {
        _place(old): place_of(present[key].id, pins.root) for old, key in sorted(moves.items())
    }

    def key_of(key: str) -> str:
        return moves.get(key, key)

    def place_now(key: str) -> str:
        for old, now in places.items():
            if key.startswith(f"{old}/"):
                return now + key[len(old) :]
        return key

    return replace(
        pins,
        operations=_under(pins.operations, key_of),
        webhooks=_under(pins.webhooks, place_now),
        schemas=_under(pins.schemas, place_now),
        operation_aliases=_led(pins.operation_aliases, key_of),
        schema_aliases=_led(pins.schema_aliases, place_now),
    )


def _moves(gone: Mapping[str, OperationPin], new: Mapping[str, Operation]) -> dict[str, str]:
    """Key of before → key of now."""
    moves = _matches({key: _shape(key) for key in gone}, {key: _shape(key) for key in new})
    by_id = _matches(
        {key: pin.operation_id for key, pin in gone.items() if key not in moves},
        {
            key: operation.operation_id or ""
            for key, operation in new.items()
            if key not in moves.values()
        },
    )
    return {**by_id, **moves}


def _matches(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Keys of before and of now that share a mark, which no other key of the same side has."""
    one, other = _only(before), _only(now)
    return {one[mark]: other[mark] for mark in one if mark and mark in other}


def _only(marks: Mapping[str, str]) -> dict[str, str]:
    """Mark → the key that alone has it."""
    found: dict[str, str] = {}
    several: set[str] = set()
    for key, mark in marks.items():
        if found.setdefault(mark, key) != key:
            several.add(mark)
    return {mark: key for mark, key in found.items() if mark not in several}


def _shape(key: str) -> str:
    """A key without the names of parameters."""
    return _PARAMETER.sub("{}", key)


def _place(key: str) -> str:
    """Where an operation stands in its document."""
    method, _, path = key.partition(" ")
    escaped = path.replace("~", "~0").replace("/", "~1")
    return f"#/paths/{escaped}/{method.lower()}"


def _under(entries: Mapping[str, T], key_of: Callable[[str], str]) -> dict[str, T]:
    return {key_of(key): entry for key, entry in entries.items()}


def _led(aliases: Mapping[str, AliasPin], key_of: Callable[[str], str]) -> dict[str, AliasPin]:
    return {name: replace(pin, target=key_of(pin.target)) for name, pin in aliases.items()}
