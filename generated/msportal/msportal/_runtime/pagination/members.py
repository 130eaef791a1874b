"""Members of decoded values by their names on the wire."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from ..capture import RawResponse
from ..codec.json_text import loads
from ..model import APIModel
from ..unset import UNSET

_PLAIN = (str, int, bool, type(None))
"""Types of values that are the same before and after decoding."""


def member(value: Any, path: Iterable[str]) -> Any:
    """What a path leads to in a decoded value; None where it leads nowhere."""
    for name in path:
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, APIModel):
            field = _fields(type(value)).get(name)
            value = (
                value.extra_fields.get(name)
                if field is None
                else getattr(value, field, None)
            )
        else:
            return None
    return None if value is UNSET else value


def written(value: Any, raw: RawResponse, path: Iterable[str | int]) -> Any:
    """A value of a decoded answer as the server wrote it, so that it can be sent back unchanged.

    Args:
        value: as it was decoded.
        raw: the answer.
        path: where the value stands in it; a number is a position in a list.
    """
    if type(value) in _PLAIN:
        return value
    try:
        found = loads(raw.content)
        for name in path:
            found = found[name]
    except (ValueError, LookupError, TypeError, RecursionError):
        return value
    return found


def with_member(value: Any, path: Sequence[str], new: Any) -> Any:
    """A value with another one for what a path leads to; the value itself stays as it is."""
    name, *rest = path
    if rest:
        new = with_member(member(value, (name,)), rest, new)
    if isinstance(value, APIModel):
        changed = copy.copy(value)
        changed._extra = {**value.extra_fields}
        field = _fields(type(value)).get(name)
        if field is None:
            changed._extra[name] = new
        else:
            setattr(changed, field, new)
        return changed
    return {**value, name: new} if isinstance(value, dict) else {name: new}


_known: dict[type, dict[str, str]] = {}
"""What `_fields` has found; several threads may find the same."""


def _fields(cls: type[APIModel]) -> dict[str, str]:
    """The fields of a model class by the names of their properties."""
    found = _known.get(cls)
    if found is None:
        names: dict[str, str] = {}
        for base in reversed(cls.__mro__):
            names.update(base.__dict__.get("_wire", ()))
        found = {}
        if dataclasses.is_dataclass(cls):
            for field in dataclasses.fields(cls):
                found[names.get(field.name, field.name)] = field.name
        _known[cls] = found
    return found
