"""Values that travel as text, as the JSON values that they stand for."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from ..errors import InvalidRequestError
from ..requests.values import text_of
from .json_types import Constants, Kind, Leaf

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_TRUTH = {"true": True, "false": False}


def spoken(kind: Kind, value: Any) -> Any:
    """The value of that kind that a single value's text stands for; the value itself where there is
    none."""
    if isinstance(value, (dict, list, tuple)):
        return value
    try:
        text = text_of(value)
    except InvalidRequestError:
        return value
    if isinstance(kind, Constants):
        return next((each for each in kind.values if _text_of(each) == text), value)
    if not isinstance(kind, Leaf) or isinstance(value, (bytes, bytearray)):
        return value
    if "string" in kind.types:
        return text
    if "integer" in kind.types and _NUMBER.fullmatch(text):
        return value if isinstance(value, (int, float)) else Decimal(text)
    if "boolean" in kind.types:
        return _TRUTH.get(text, value)
    return value


def _text_of(constant: Any) -> str:
    return "" if constant is None else text_of(constant)
