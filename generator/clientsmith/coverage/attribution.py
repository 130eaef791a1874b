"""Which uses of constructs a problem is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..problem import Location
from .census import Place

Occurrence = tuple[Place, str, str]
"""A place, one of its constructs, and the key that the construct is; empty for the place itself."""

_FARTHEST = 3
"""Tokens of a pointer between a problem and what is lost below it."""


class Index:
    """Everything that a document uses, by place."""

    def __init__(self, root: Place) -> None:
        self.places = list(_everything(root))
        """Every place, each once, those nearer to the root first."""

        self._by_pointer: dict[tuple[str, str], list[Place]] = {}
        for place in self.places:
            key = (place.document.origin, place.pointer)
            self._by_pointer.setdefault(key, []).append(place)

    def at(self, location: Location, constructs: Sequence[str]) -> list[Occurrence]:
        """What is nearest to a location: there, below it, else around it.

        Args:
            location: where a problem is.
            constructs: ids, or beginnings of ids that end in a dot, the likeliest first.
        """
        origin, pointer = location.origin, location.pointer
        here = self._by_pointer.get((origin, pointer), [])
        for construct in constructs:
            for found in (_own(here, construct), _below(here, construct)):
                if found:
                    return found
        key = ""
        while True:
            for construct in constructs:
                around = self._by_pointer.get((origin, pointer), [])
                found = _own(around, construct, key)
                if found:
                    return found
            if not pointer:
                return []
            pointer, _, key = pointer.rpartition("/")


def _everything(root: Place) -> Iterator[Place]:
    seen = {root}
    level = [root]
    while level:
        yield from level
        following = []
        for place in level:
            for child in place.children:
                if child not in seen:
                    seen.add(child)
                    following.append(child)
        level = following


def _is(id: str, construct: str) -> bool:
    return id == construct or (construct.endswith(".") and id.startswith(construct))


def _own(places: Sequence[Place], construct: str, key: str = "") -> list[Occurrence]:
    """The constructs that places are, else those of their keys, or of one key."""
    whole = [(place, id, "") for place in places for id in place.constructs if _is(id, construct)]
    return whole or [
        (place, id, own)
        for place in places
        for id, own in place.keys
        if _is(id, construct) and key in ("", own)
    ]


def _below(places: Sequence[Place], construct: str) -> list[Occurrence]:
    """What is nearest below places, in the same object."""
    level = list(places)
    for _ in range(_FARTHEST):
        level = [
            child
            for place in level
            for child in place.children
            if child.document is place.document and child.pointer.startswith(place.pointer)
        ]
        found = _own(level, construct)
        if found:
            return found
    return []
