"""Single values as text (XML Schema 2, 3.3), by what their types are in JSON."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from typing import Any

from ..codec.formats import Format
from ..codec.scalars import Constants, Members
from ..codec.shape import Shape
from ..codec.unions import Tagged, Union
from ..errors import InvalidRequestError
from .shapes import bare, is_nullable, members_of

_INTEGER = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SPECIAL = {"INF": math.inf, "+INF": math.inf, "-INF": -math.inf, "NaN": math.nan}
_TRUTH = {"true": True, "false": False, "1": True, "0": False}


def read_scalar(text: str, shape: Shape) -> Any:
    """The value that JSON would have in place of a text; the text itself where it is no other."""
    nullable, shape = is_nullable(shape), bare(shape)
    types = shape.json_types
    if types == {str}:
        if isinstance(shape, Format) and shape.python_type is bytes:
            return "".join(text.split())
        return text.strip() if isinstance(shape, Format) else text
    word = text.strip()
    if not word and nullable and str not in types:
        return None
    for value in _constants(shape):
        if write_scalar(value) == word:
            return value
    for value in _readings(word, types):
        # Where it can be text as well, it is a number only in the usual way to write one.
        if str not in types or write_scalar(value) == text:
            return value
    return text


def _constants(shape: Shape) -> Iterator[Any]:
    if isinstance(shape, (Union, Tagged)):
        for member in members_of(shape):
            yield from _constants(member)
    elif isinstance(shape, (Constants, Members)):
        yield from (value for type_, value in shape.values if type_ is not str)


def _readings(word: str, types: frozenset[type]) -> Iterator[Any]:
    """What a word is as a value of some of the JSON types, the narrowest first."""
    if int in types and _INTEGER.fullmatch(word):
        with suppress(ValueError):  # more digits than Python reads
            yield int(word)
    if Decimal in types and _NUMBER.fullmatch(word):
        yield Decimal(word)
    if float in types:
        if _NUMBER.fullmatch(word):
            yield float(word)
        elif word in _SPECIAL:
            yield _SPECIAL[word]
    if bool in types and word in _TRUTH:
        yield _TRUTH[word]


def write_value(value: Any, shape: Shape) -> str:
    """A single value of a shape as text: like `write_scalar`, but for instants in UTC, which end
    in `Z` as they canonically do in XML (XML Schema 2, 3.2.7.2).

    Raises:
        InvalidRequestError: the value is a list or an object.
    """
    text = write_scalar(value)
    inner = bare(shape)
    if isinstance(inner, Format) and inner.python_type is dt.datetime:
        return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text
    return text


def write_scalar(value: Any) -> str:
    """A single value of JSON as text; nothing for null.

    Raises:
        InvalidRequestError: the value is a list or an object.
    """
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float() | Decimal():
            return str(value)
    raise InvalidRequestError(
        f"A {type(value).__name__} has no place in the text of an XML element or attribute."
    )
