"""Two surfaces side by side: what has become of which name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import griffe

from .reading import ASYNC, MODELS, Named, Surface


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two surfaces whose things are known by the names that the old one has for them. What one of
    them has not read is in none, and so are former names."""

    old: Surface
    new: Surface
    renamed: Mapping[str, str]
    """Old name → new name of what is there under both."""

    former: frozenset[str]
    """Names that have become former ones, and still work."""


def pair(before: Surface, now: Surface, renames: Mapping[str, str]) -> Pairs:
    """Put two surfaces side by side.

    Args:
        before: what users of the old client can name.
        now: what users of the new one can.
        renames: old name → new name, as far as they are known.
    """
    asynchronous = {f"{ASYNC}{one}": f"{ASYNC}{other}" for one, other in renames.items()}
    renamed = {
        one: other
        for one, other in {**renames, **asynchronous}.items()
        if one != other and one in before and other in now
    }
    former = frozenset(
        name for name in before.keys() & now.keys() if _is_former(before[name], now[name])
    )
    earlier = {new: old for old, new in renamed.items()}
    new = {earlier[name]: value for name, value in now.items() if name in earlier}
    for name, value in now.items():
        if name not in earlier or name in before:
            new.setdefault(name, value)
    old, new = _without_synonyms(before, new), _without_synonyms(new, before)
    left_out = {
        name
        for name in old.keys() & new.keys()
        if old[name] is None or new[name] is None or (name in former and name not in renamed)
    }
    return Pairs(
        {name: value for name, value in old.items() if name not in left_out},
        {name: value for name, value in new.items() if name not in left_out},
        renamed,
        former,
    )


def _is_former(old: Named | None, new: Named | None) -> bool:
    """Whether a name has become a former one, which still works."""
    match old, new:
        case griffe.Class(), griffe.Attribute():
            return new.docstring is not None and new.docstring.value.startswith("Former name")
        case griffe.Function(), griffe.Function():
            return _is_deprecated(new) and not _is_deprecated(old)
    return False


def _is_deprecated(function: griffe.Function) -> bool:
    return any(str(each.value).startswith("_deprecated(") for each in function.decorators)


def _without_synonyms(surface: Surface, other: Surface) -> dict[str, Named | None]:
    """A surface with classes in place of synonyms of them, where the other one has a class."""
    found = dict(surface)
    for name, value in surface.items():
        if isinstance(value, griffe.Attribute) and isinstance(other.get(name), griffe.Class):
            meant = surface.get(f"{MODELS}{value.value}")
            if isinstance(meant, griffe.Class):
                found[name] = meant
    return found
