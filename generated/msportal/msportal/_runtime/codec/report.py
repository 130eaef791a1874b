"""Where a JSON value is not what its type says."""

from __future__ import annotations

import json
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indexes from the root of a JSON value inwards."""

_LONGEST_KEY = 40
_MOST_DEVIATIONS = 100


class DecodeError(ValueError):
    """A JSON value does not have the type that it was to be read as."""

    def __init__(self, message: str, path: str = "$") -> None:
        super().__init__(message, path)
        self.message = message
        self.path = path
        """JSON path such as `$.data[3].name`; `$` is the whole value."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class Report:
    """Takes deviations of one value from its type: raises the first one, or collects them.

    A deviation is a path and what kind it is, never a part of the value apart from keys.
    """

    __slots__ = ("deviations", "strict")

    def __init__(self, *, strict: bool) -> None:
        self.strict = strict
        self.deviations: list[str] = []
        """The first hundred, such as `$.data[3].name: expected a string, got null`."""

    def deviation(self, path: Path, message: str) -> None:
        """Note one deviation.

        Raises:
            DecodeError: where the report is strict.
        """
        if self.strict:
            raise DecodeError(message, path_text(path))
        if len(self.deviations) < _MOST_DEVIATIONS:
            self.deviations.append(f"{path_text(path)}: {message}")


def path_text(path: Path) -> str:
    """A path as people write it: `$.data[3]["odd key"]`, long keys shortened."""
    return "$" + "".join(map(_step, path))


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    if len(step) > _LONGEST_KEY:
        step = step[:_LONGEST_KEY] + "..."
    return (
        f".{step}"
        if step.isascii() and step.isidentifier()
        else f"[{json.dumps(step)}]"
    )


_NAMES = {
    str: "a string",
    int: "an integer",
    float: "a number",
    bool: "a boolean",
    list: "an array",
    dict: "an object",
    type(None): "null",
}


def json_type_name(value: object) -> str:
    """What a JSON value is, for people: `an array`, `null`."""
    return _NAMES.get(type(value), f"a {type(value).__name__}")


def json_type_names(types: frozenset[type]) -> str:
    """What values of some JSON types are, for people: `a string, an array or null`."""
    *others, last = [name for type_, name in _NAMES.items() if type_ in types]
    return f"{', '.join(others)} or {last}" if others else last


def expected(what: str, value: object) -> str:
    """The message for a value of the wrong JSON type."""
    return f"expected {what}, got {json_type_name(value)}"
