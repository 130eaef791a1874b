"""Limits on values that are different, as one event for each place."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir import Alias, Anything, Constraints, Id, ListOf, MapOf, Named, Nullable, Type
from .events import BOTH, Directions, Event
from .limits import LimitChange, limit_changes
from .version import Version
from .where import Where

_NO_TYPES: tuple[Type, Type] = (Anything(), Anything())


class Limits:
    """Compares limits.

    Args:
        old: the old version.
        new: the new version.
    """

    def __init__(self, old: Version, new: Version) -> None:
        self._old = old
        self._new = new

    def events(
        self,
        old: Constraints,
        new: Constraints,
        where: Where,
        *,
        types: tuple[Type, Type] = _NO_TYPES,
        with_types: bool = True,
        directions: Directions = BOTH,
    ) -> Iterator[Event]:
        """What is different about limits, in one event: that something is narrower counts for more.

        Args:
            old: limits of before.
            new: limits of now.
            where: on what.
            types: old and new type of the value; limits of schemas that these name are told there.
            with_types: whether limits count that types tell as well, such as `format`.
            directions: ways in which the value travels.
        """
        if old == new:
            return
        known = {str(change) for change in self._named(*types, "", set())}
        changes = [
            change
            for change in limit_changes(old, new, with_types=with_types)
            if str(change) not in known
        ]
        if changes:
            is_tighter = any(change.is_tighter for change in changes)
            yield Event(
                "limits-tightened" if is_tighter else "limits-relaxed",
                where,
                new="; ".join(map(str, changes)),
                directions=directions,
            )

    def _named(self, old: Type, new: Type, prefix: str, seen: set[Id]) -> Iterator[LimitChange]:
        """What is different about the limits of the schemas that types name."""
        match old, new:
            case (Nullable(inner), _):
                yield from self._named(inner, new, prefix, seen)
            case (_, Nullable(inner)):
                yield from self._named(old, inner, prefix, seen)
            case ListOf(before), ListOf(after):
                yield from self._named(before, after, f"{prefix}items/", seen)
            case MapOf(before), MapOf(after):
                yield from self._named(before, after, f"{prefix}additionalProperties/", seen)
            case Named(old_id), Named(new_id) if old_id not in seen:
                was, is_ = self._old[old_id], self._new[new_id]
                if isinstance(was, Alias) and isinstance(is_, Alias):
                    changes = limit_changes(was.constraints, is_.constraints, with_types=True)
                    for change in changes:
                        keyword = f"{prefix}{change.keyword}"
                        yield LimitChange(keyword, change.is_tighter, change.old, change.new)
                    yield from self._named(was.type, is_.type, prefix, seen | {old_id})
