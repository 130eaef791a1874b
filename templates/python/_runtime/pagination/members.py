"""Members of decoded values by their names on the wire."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..codec.json_text import loads
from ..codec.places import Place
from ..models.unset import UNSET
from ..responses.raw_response import RawResponse

_PLAIN = (str, int, bool, type(None))
"""Types of values that are the same before and after decoding."""


def member(place: Place, path: Iterable[str | int]) -> Any:
    """What a path leads to in a decoded value; None where it leads nowhere."""
    for step in path:
        _, place = place.inside(step)
    return None if place.value is UNSET else place.value


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


def with_member(place: Place, path: Sequence[str], new: Any) -> Any:
    """A value with another one for what a path leads to; the value itself stays as it is."""
    if not path:
        return new
    name, *rest = path
    _, inner = place.inside(name)
    return place.with_part(name, with_member(inner, rest, new))
