"""Constants of `enum` and `const`, converted to the types beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Constant = str | int | float | bool | None

_JSON_TYPES: dict[type, str] = {
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
    dict: "object",
    list: "array",
}


@dataclass(frozen=True, slots=True)
class FittedConstants:
    """Constants of the right types, and those that were converted or dropped."""

    values: tuple[str | int | float | bool, ...]
    """Distinct values except null, in the document's order."""

    complete: bool
    """False if there are objects or arrays among the constants, which are not supported."""

    changed: tuple[Constant, ...] = ()
    """Constants that were converted to a JSON type of `type`."""

    dropped: tuple[Constant, ...] = ()
    """Constants that no value of `type` equals."""


def key(value: object) -> tuple[bool, object]:
    """Return a key that is equal for equal JSON values: `true` is not 1, but 1.0 is."""
    if isinstance(value, dict | list):
        return (False, repr(value))
    return (isinstance(value, bool), value)


def distinct(values: Iterable[object]) -> list[object]:
    """Return the values without repetitions."""
    found: dict[tuple[bool, object], object] = {}
    for value in values:
        found.setdefault(key(value), value)
    return list(found.values())


def json_types(values: Iterable[object]) -> tuple[str, ...]:
    """Return the JSON types of values other than null, each once."""
    return tuple(dict.fromkeys(_JSON_TYPES[type(value)] for value in values if value is not None))


def fit(values: Sequence[object], types: Sequence[str] | None) -> FittedConstants:
    """Return the constants as values of one of the JSON types.

    A constant that only lacks quotes, or has superfluous ones, is converted: YAML authors write
    `enum: [1, 2]` for strings.
    """
    if types == ("string",) and all(value.__class__ is str for value in values):
        return FittedConstants(
            tuple(dict.fromkeys(map(str, values))), True
        )  # the most frequent case
    usable: list[str | int | float | bool] = []
    changed: list[Constant] = []
    dropped: list[Constant] = []
    complete = True
    for value in values:
        if value is None:
            continue
        if not isinstance(value, str | int | float):
            complete = False
        elif types is None or any(_is(value, type) for type in types):
            usable.append(value)
        elif (converted := _converted(value, types)) is not None:
            usable.append(converted)
            changed.append(value)
        else:
            dropped.append(value)
    return FittedConstants(
        tuple(v for v in distinct(usable) if isinstance(v, str | int | float)),
        complete,
        tuple(changed),
        tuple(dropped),
    )


def fits_literal(value: str | int | float | bool) -> bool:
    """Return whether type checkers accept a constant in a `Literal`."""
    return not isinstance(value, float) and (isinstance(value, str) or abs(value) < 2**63)


def _is(value: str | int | float, type: str) -> bool:
    match value:
        case bool():
            return type == "boolean"
        case str():
            return type == "string"
        case int():
            return type in ("integer", "number")
        case float():
            return type == "number" or (type == "integer" and value.is_integer())


def _converted(value: str | int | float, types: Sequence[str]) -> str | int | float | bool | None:
    """Return the value of one of the types that is written like `value`; None if there is none."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    for type in types:
        match type:
            case "string":
                return text
            case "boolean" if text in ("true", "false"):
                return text == "true"
            case "integer" | "number" if isinstance(value, str):
                number = _number(text, type)
                if number is not None:
                    return number
    return None


def _number(text: str, type: str) -> int | float | None:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        number = float(text)
    except ValueError:
        return None
    return number if type == "number" and number - number == 0 else None
