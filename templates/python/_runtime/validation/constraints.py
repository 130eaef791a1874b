"""Constraints of JSON Schema 2020-12: plain data of generated modules, and their checks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from ..requests import Operation

RuleLocation: TypeAlias = Literal[
    "path", "query", "header", "cookie", "querystring", "body"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """Constraints on a value as it is sent, with the meaning of JSON Schema 2020-12."""

    minimum: float | None = None
    maximum: float | None = None
    exclusive_minimum: float | None = None
    exclusive_maximum: float | None = None
    multiple_of: float | None = None
    min_length: int | None = None
    """Minimum length in code points."""

    max_length: int | None = None
    pattern: str | None = None
    r"""Regular expression of Python that is searched in the text; `\d`, `\w` and `\b` are ASCII
    only."""

    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False
    prefix: tuple[Constraints, ...] = ()
    """Constraints on the leading items, by position."""

    items: Constraints | None = None
    """Constraints on all further items."""

    contains: Constraints | None = None
    """Constraints that `min_contains` to `max_contains` items satisfy."""

    min_contains: int = 1
    max_contains: int | None = None
    min_properties: int | None = None
    max_properties: int | None = None
    keys: Constraints | None = None
    patterns: tuple[tuple[str, Constraints], ...] = ()
    """Constraints on the values of keys that match a pattern."""

    values: Constraints | None = None
    """Constraints on the values of all other keys that are not fields."""

    dependent_required: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Name of a property, and names of the properties that are required if it is given."""

    types: tuple[str, ...] = ()
    """JSON types, if the annotation does not determine them."""

    enum: tuple[Any, ...] | None = None
    """Constants, if the annotation does not determine them."""

    closed: bool = False
    """True if only the constants of the annotation are allowed; otherwise others are, as responses
    may contain new ones."""

    secret: bool = False
    """True if the value must not appear in messages."""


UNCONSTRAINED = Constraints()


@dataclass(frozen=True, slots=True)
class Rule:
    """Validation rule of an argument."""

    location: RuleLocation
    name: str
    """Name as sent; empty for a body."""

    type: str = ""
    """Type expression in the namespace of `models`; bodies have their own."""

    constraints: Constraints = UNCONSTRAINED
    required: bool = field(default=False, kw_only=True)
    argument: str = field(default="", kw_only=True)
    """Name of the argument, if it differs; empty for a body whose properties are arguments."""


class Rules:
    """Validation rules of the arguments of an operation."""

    def __init__(self, *rules: Rule) -> None:
        """Create the rules."""
        self._rules = rules

    def __call__(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, Mapping[str, Any] | None],
        body: Any,
        content_type: str | None,
    ) -> None:
        """Validate the arguments of a call: parameters by location, and the body as the chosen
        media type."""
        from .checking import check_request

        check_request(operation, self._rules, arguments, body, content_type)


# --- checks (JSON Schema 2020-12 Validation, 6) ---------------------------------------

_LONGEST_TEXTS = (100_000, 5_000, 500, 200, 100)
"""Maximum length of texts that are matched, by the number of unlimited repetitions in the pattern:
each may multiply the time by the length."""

SHORT_TEXT = _LONGEST_TEXTS[-1]
"""Length up to which every pattern is searched in a text."""

_REPETITION = re.compile(r"[*+]|,\}")
_LARGEST_EXPONENT = 400


Violation = tuple[str, str]
"""Violated rule, and message."""


def json_type(value: object) -> str:
    """Return the JSON type of a value; a number without a fraction is an integer, and a value
    without a JSON form is a file."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "integer" if value.is_integer() else "number"
        case Decimal():
            return "integer" if value == value.to_integral_value() else "number"
        case str():
            return "string"
        case list() | tuple():
            return "array"
        case dict():
            return "object"
        case _:
            return "file"


def canonical(value: Any) -> Any:
    """Return a value that is equal for values that are equal in JSON: 1 and 1.0, but not 1 and
    true."""
    match value:
        case bool():
            return ("boolean", value)
        case list() | tuple():
            return ("array", tuple(map(canonical, value)))
        case dict():
            return (
                "object",
                frozenset((key, canonical(item)) for key, item in value.items()),
            )
        case _:
            return value


def violations(limits: Constraints, value: Any) -> Iterator[Violation]:
    """Yield the constraints that a value itself violates; its parts are not checked."""
    kind = json_type(value)
    if limits.types and not _is_one_of(kind, limits.types):
        yield "type", f"must be of type {' or '.join(limits.types)}"
        return
    if limits.enum is not None and not any(
        canonical(each) == canonical(value) for each in limits.enum
    ):
        yield "enum", f"must be {constants_text(limits.enum)}"
    match kind:
        case "integer" | "number":
            yield from _number(limits, value)
        case "string":
            yield from _text(limits, value)
        case "array":
            yield from _array(limits, value)
        case "object":
            yield from _count(
                limits.min_properties,
                limits.max_properties,
                len(value),
                "Properties",
                "property",
                "properties",
            )


def constants_text(values: tuple[Any, ...]) -> str:
    """Return constants as text, for messages."""
    some = [json.dumps(value, ensure_ascii=False, default=str) for value in values[:10]]
    if len(values) > len(some):
        some.append("…")
    return f"one of {', '.join(some)}" if len(values) > 1 else some[0]


def _is_one_of(kind: str, types: tuple[str, ...]) -> bool:
    return kind in types or (kind == "integer" and "number" in types)


def _number(limits: Constraints, value: Any) -> Iterator[Violation]:
    if limits.minimum is not None and value < _exact(limits.minimum, value):
        yield "minimum", f"must be at least {limits.minimum}"
    if limits.maximum is not None and value > _exact(limits.maximum, value):
        yield "maximum", f"must be at most {limits.maximum}"
    low, high = limits.exclusive_minimum, limits.exclusive_maximum
    if low is not None and value <= _exact(low, value):
        yield "exclusiveMinimum", f"must be greater than {low}"
    if high is not None and value >= _exact(high, value):
        yield "exclusiveMaximum", f"must be less than {high}"
    step = limits.multiple_of
    if step is not None and step > 0 and not _is_multiple(value, step):
        yield "multipleOf", f"must be a multiple of {step}"


def _exact(limit: float, value: Any) -> Any:
    """Convert a limit for a comparison: with a decimal number, it is the decimal as written."""
    return Decimal(repr(limit)) if isinstance(value, Decimal) else limit


def _is_multiple(value: Any, step: float) -> bool:
    """Return whether a number is a multiple of another one, both as written: 0.3 is one of 0.1."""
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        if not isinstance(exponent, int) or abs(exponent) > _LARGEST_EXPONENT:
            return True
    written = str(value) if isinstance(value, Decimal) else repr(value)
    return (Fraction(written) / Fraction(repr(step))).denominator == 1


def _text(limits: Constraints, value: str) -> Iterator[Violation]:
    low, high = limits.min_length, limits.max_length
    yield from _count(low, high, len(value), "Length", "character", "characters")
    if limits.pattern is not None and not matches(limits.pattern, value):
        yield "pattern", f"must match `{limits.pattern}`"


def matches(pattern: str, text: str) -> bool:
    """Return whether a pattern is found in a text; True if the text is too long to search."""
    repetitions = len(_REPETITION.findall(pattern))
    if len(text) > _LONGEST_TEXTS[min(repetitions, len(_LONGEST_TEXTS) - 1)]:
        return True
    compiled = _compiled(pattern)
    return compiled is None or compiled.search(text) is not None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern, re.ASCII)
    except (re.error, RecursionError, OverflowError):
        return None


def _array(limits: Constraints, value: list[Any]) -> Iterator[Violation]:
    low, high = limits.min_items, limits.max_items
    yield from _count(low, high, len(value), "Items", "item", "items")
    if limits.unique_items:
        seen: dict[Any, int] = {}
        for index, item in enumerate(value):
            try:
                first = seen.setdefault(canonical(item), index)
            except TypeError:  # a file, which is never the same as another one
                continue
            if first != index:
                yield "uniqueItems", f"must not contain an item twice (items {first} and {index})"
                return


def _count(
    low: int | None, high: int | None, count: int, suffix: str, one: str, many: str
) -> Iterator[Violation]:
    if low is not None and count < low:
        yield f"min{suffix}", f"must have at least {low} {one if low == 1 else many}"
    if high is not None and count > high:
        yield f"max{suffix}", f"must have at most {high} {one if high == 1 else many}"
