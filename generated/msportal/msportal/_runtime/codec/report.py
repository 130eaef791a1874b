"""Reports deviations of JSON values from their types."""

from __future__ import annotations

import json
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indexes from the root of a JSON value."""

_LONGEST_KEY = 40
_MOST_DEVIATIONS = 100


class TypeMismatchError(ValueError):
    """A JSON value does not match its type."""

    def __init__(self, message: str, path: str = "$") -> None:
        super().__init__(message, path)
        self.message = message
        self.path = path
        """JSON path such as `$.data[3].name`; `$` is the whole value."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class Report:
    """Raises the first deviation of a value from its type, or collects all.

    A deviation consists of a path and a kind, never of a part of the value apart from keys.
    """

    __slots__ = ("deviations", "strict")

    def __init__(self, *, strict: bool) -> None:
        self.strict = strict
        self.deviations: list[str] = []
        """The first hundred, such as `$.data[3].name: expected a string, got null`."""

    def deviation(self, path: Path, message: str) -> None:
        """Report a deviation.

        Raises:
            TypeMismatchError: The report is strict.
        """
        if self.strict:
            raise TypeMismatchError(message, path_text(path))
        if len(self.deviations) < _MOST_DEVIATIONS:
            self.deviations.append(f"{path_text(path)}: {message}")


def path_text(path: Path) -> str:
    """Return a path as text: `$.data[3]["odd key"]`, long keys shortened."""
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
    """Return the JSON type of a value, for messages: `an array`, `null`."""
    if isinstance(value, float) and value - value != 0.0:
        return "a number that is not finite"
    return _NAMES.get(type(value), f"a {type(value).__name__}")


def json_type_names(types: frozenset[type]) -> str:
    """Return the names of JSON types, for messages: `a string, an array or null`."""
    *others, last = [name for type_, name in _NAMES.items() if type_ in types]
    return f"{', '.join(others)} or {last}" if others else last


def expected(what: str, value: object) -> str:
    """Return the message for a value of the wrong JSON type."""
    return f"expected {what}, got {json_type_name(value)}"
