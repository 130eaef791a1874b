"""Argument and result types of filters."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from .values import BOOL, CODE, INT, TEXT, UNKNOWN, Many, Maybe, Row, Value, item_of

Functions: TypeAlias = Mapping[str, Callable[..., object]]
"""Filters or tests by name."""

ON_STRINGS = frozenset(
    {
        "capitalize",
        "center",
        "e",
        "escape",
        "forceescape",
        "format",
        "indent",
        "lower",
        "safe",
        "string",
        "striptags",
        "title",
        "trim",
        "truncate",
        "upper",
        "urlencode",
        "urlize",
        "wordcount",
        "wordwrap",
    }
)
"""Jinja's filters for strings, which do not accept `Text`."""

ON_SEQUENCES = frozenset(
    {
        "count",
        "first",
        "groupby",
        "join",
        "last",
        "length",
        "list",
        "map",
        "max",
        "min",
        "random",
        "reject",
        "rejectattr",
        "reverse",
        "select",
        "selectattr",
        "slice",
        "batch",
        "sort",
        "sum",
        "unique",
    }
)
"""Jinja's filters that iterate over their value."""

ORDERING = frozenset({"groupby", "max", "min", "sort"})
"""Filters that compare items."""

ATTRIBUTE_ARGUMENTS: Mapping[str, int] = MappingProxyType(
    {
        "groupby": 0,
        "join": 1,
        "map": -1,
        "max": 1,
        "min": 1,
        "rejectattr": 0,
        "selectattr": 0,
        "sort": 2,
        "sum": 0,
        "unique": 1,
    }
)
"""Filter with the name of an attribute among its arguments → position of that argument; -1 if it is
keyword-only."""

_FIXED: Mapping[str, Value] = MappingProxyType(
    {"count": INT, "length": INT, "wordcount": INT, "int": INT, "abs": INT, "round": UNKNOWN}
)
_SAME_SEQUENCE = frozenset(
    {"list", "reject", "rejectattr", "select", "selectattr", "sort", "unique"}
)
_ONE_ITEM = frozenset({"first", "last", "max", "min", "random"})


def given_by(name: str, value: Value, ours: Functions) -> Value:
    """Infer the result of a filter, as far as it does not depend on arguments.

    Args:
        name: of the filter.
        value: what it is applied to.
        ours: the filters beyond Jinja's own; their annotations say what they give.
    """
    if name == "replace":
        return TEXT if value in (TEXT, Maybe(TEXT)) else CODE
    if name in ours:
        return _annotated(ours[name])
    if name in _FIXED:
        return _FIXED[name]
    if name in ON_STRINGS or name == "join":
        return CODE
    if name in _SAME_SEQUENCE:
        return value if name in ("list", "sort") and isinstance(value, Row) else _many(value)
    if name in _ONE_ITEM:
        return item_of(value)
    if name == "reverse":
        return CODE if value is CODE else _many(value)
    if name in ("batch", "slice"):
        return Many(_many(value))
    return UNKNOWN


def takes_text(function: Callable[..., object]) -> bool:
    """Return whether a filter declares that its value is text only."""
    try:
        parameters = [*inspect.signature(function).parameters.values()]
    except (TypeError, ValueError):
        return False
    annotation = parameters[0].annotation if parameters else ""
    words = re.findall(r"\w+", annotation) if isinstance(annotation, str) else []
    return bool(words) and {"Code", "Iterable", "Text", "str"}.issuperset(words)


def _annotated(function: Callable[..., object]) -> Value:
    """Return the value of a function's return annotation."""
    try:
        given = inspect.signature(function).return_annotation
    except (TypeError, ValueError):  # of a class, or of what is not written in Python
        return UNKNOWN
    name = given if isinstance(given, str) else getattr(given, "__name__", "")
    return {"Code": CODE, "Text": TEXT, "int": INT, "bool": BOOL}.get(name, UNKNOWN)


def _many(value: Value) -> Value:
    item = item_of(value)
    return UNKNOWN if item is UNKNOWN and not isinstance(value, Many | Row | Maybe) else Many(item)
