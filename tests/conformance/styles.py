"""From the text of a parameter back to a value: the styles of OpenAPI, read instead of written."""

from __future__ import annotations

import itertools
import json
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Union
from urllib.parse import unquote

Decode = Callable[[Any], Any]
"""Reads parsed JSON as the type of an argument, and raises where it is not of that type."""

_DELIMITERS = {"form": ",", "spaceDelimited": " ", "pipeDelimited": "|", "tabDelimited": "\t"}
_MOST_LEAVES = 6
"""Texts in one value of which each may be meant as a number or a truth value."""


class CannotExpress(Exception):
    """The client has no way to send what a scenario asks for."""


def kind_of(annotation: Any) -> str:
    """What a type is written as: `array`, `object` or `scalar`; None beside a type says nothing."""
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        return kind_of(typing.get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        kinds = [kind_of(each) for each in typing.get_args(annotation) if each is not type(None)]
        return next((kind for kind in ("array", "object") if kind in kinds), "scalar")
    if origin in (list, tuple):
        return "array"
    is_model = isinstance(annotation, type) and hasattr(annotation, "extra_fields")
    return "object" if origin is dict or is_model else "scalar"


def path_value(text: str, name: str, kind: str, style: str, explode: bool) -> Any:
    """The value of a path parameter, as texts.

    Args:
        text: the segment as it stands in the URI.
        name: of the parameter.
        kind: as `kind_of` says.
        style: `simple`, `label` or `matrix`.
        explode: whether items stand on their own.
    """
    delimiter = ","
    if style == "label":
        text = _without(text, ".")
        delimiter = "." if explode else ","
    elif style == "matrix" and explode and kind != "scalar":
        parts = _without(text, ";").split(";")
        if kind == "object":
            return _pairs(parts)
        return [unquote(_without(part, f"{name}=")) for part in parts]
    elif style == "matrix":
        text = _without(text, f";{name}=")
    return split(text, kind, delimiter, explode, unquote)


def query_value(
    query: Mapping[str, Any],
    name: str,
    kind: str,
    style: str,
    explode: bool,
    rest: Mapping[str, Any],
) -> Any:
    """The value of a query parameter, as texts; raises KeyError where it is not in the query.

    Args:
        query: the parsed query.
        name: of the parameter.
        kind: as `kind_of` says.
        style: `form`, `spaceDelimited`, `pipeDelimited` or `deepObject`.
        explode: whether items stand on their own.
        rest: what of the query is no other parameter's.
    """
    if style == "deepObject":
        start = f"{name}["
        found = {key[len(start) : -1]: query[key] for key in query if key.startswith(start)}
        return found or query[name]
    if kind == "object" and explode:
        return dict(rest)
    value = query[name]
    if kind == "array" and explode:
        return value if isinstance(value, list) else [value]
    return split(value, kind, _DELIMITERS[style], False, str)


def split(
    text: str, kind: str, delimiter: str, explode: bool, unescape: Callable[[str], str]
) -> Any:
    """The items of an array, the properties of an object, or the text itself."""
    if kind == "scalar":
        return unescape(text)
    parts = text.split(delimiter) if text else []
    if kind == "object" and explode:
        return _pairs(parts)
    texts = [unescape(part) for part in parts]
    return texts if kind == "array" else dict(zip(texts[::2], texts[1::2], strict=True))


def decoded(value: Any, decode: Decode) -> Any:
    """Texts as a value of a type: each text as it is where the type takes it so, else as the
    number, truth value or null that it spells.

    Raises:
        CannotExpress: the type takes none of these.
    """
    reason: Exception | None = None
    for candidate in _readings(value):
        try:
            return decode(candidate)
        except ValueError as error:
            reason = reason or error
    raise CannotExpress(f"{value!r} is no value of the argument: {reason}")


def _readings(value: Any) -> Iterator[Any]:
    """A value of texts, then with some of the texts read as JSON."""
    if isinstance(value, str):
        yield value
        yield from _scalar(value)
    elif isinstance(value, list):
        if len(value) > _MOST_LEAVES:
            yield value
            yield [next(_scalar(item), item) for item in value]
            return
        for items in itertools.product(*(list(_readings(item)) for item in value)):
            yield list(items)
    elif isinstance(value, dict):
        for items in _readings(list(value.values())):
            yield dict(zip(value, items, strict=True))
    else:
        yield value


def _scalar(text: str) -> Iterator[Any]:
    try:
        value = json.loads(text)
    except ValueError:
        return
    if not isinstance(value, (str, list, dict)):
        yield value


def _pairs(parts: list[str]) -> dict[str, str]:
    pairs = [part.partition("=") for part in parts]
    return {unquote(name): unquote(value) for name, _, value in pairs}


def _without(text: str, start: str) -> str:
    if not text.startswith(start):
        raise CannotExpress(f"{text!r} does not begin with {start!r}")
    return text.removeprefix(start)
