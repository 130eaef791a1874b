"""What was found, as changes in the users' words."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir import Alias, Id
from ...problem import Location
from ..change import Change
from .events import Direction, Event, code_of
from .gathering import Found
from .messages import MESSAGES
from .usage import Usage
from .version import Version
from .where import Where

_SHOWN_USES = 3
_OF_TYPES = frozenset(
    {
        "closed-enum",
        "enum-opened",
        "member-removed",
        "null-added",
        "null-removed",
        "type-changed",
        "type-narrowed",
        "type-widened",
        "union-member-added",
    }
)
"""Kinds of what the types of fields show where they are aliases."""


class Teller:
    """Makes changes of what was found.

    Args:
        old: the old version.
        new: the new version.
    """

    def __init__(self, old: Version, new: Version) -> None:
        self._old = old
        self._new = new
        self._old_usage = Usage(old)
        self._new_usage = Usage(new)

    def change(self, found: Found) -> Change | None:
        """The change that an event is; None where nobody can notice it."""
        event, where = found.event, found.event.where
        code = code_of(event, found.directions)
        if code is None:
            return None
        is_request = found.directions == {Direction.REQUEST}
        old_names = python_names(self._old, where, 0, is_request=is_request)
        new_names = python_names(self._new, where, 1, is_request=is_request)
        if where.old is None:
            old_names = ()
        if where.new is None:
            new_names = ()
        main = (*old_names[:1], *new_names[:1])
        affected = {*old_names, *new_names}
        affected.update(self._written_out(event))
        for repeated in found.repeated:
            affected.update(self._names(repeated.where))
        used_by = self._used_by(found)
        return Change(
            code=code,
            subject=" ".join(filter(None, (where.full_subject, event.detail))),
            message=message(code, event),
            operation=where.operation,
            python_old=old_names[0] if old_names else "",
            python_new=new_names[0] if new_names else "",
            old=_location(where.old, self._old),
            new=_location(where.new, self._new),
            affected=tuple(sorted(affected.difference(main))),
            used_by=used_by[:_SHOWN_USES],
            used_by_total=len(used_by),
        )

    def _written_out(self, event: Event) -> Iterator[str]:
        """Fields whose type shows what is different about an alias."""
        declaration = event.where.declaration
        if declaration is None or event.where.field is not None or event.kind not in _OF_TYPES:
            return
        for usage, version, id_ in zip(
            (self._old_usage, self._new_usage), (self._old, self._new), declaration, strict=True
        ):
            if isinstance(version[id_], Alias):
                yield from usage.printed_in(id_)

    def _names(self, where: Where) -> Iterator[str]:
        yield from python_names(self._old, where, 0, is_request=False)
        yield from python_names(self._new, where, 1, is_request=False)

    def _used_by(self, found: Found) -> tuple[str, ...]:
        """Operations and webhooks that have it in common; those of now, else those of before."""
        where = found.event.where
        if where.operation or where.users or where.declaration is None:
            return where.users
        users: set[str] = set()
        for each in (where, *(repeated.where for repeated in found.repeated)):
            if each.declaration is not None and where.new is not None:
                users.update(self._new_usage.of(each.declaration[1]))
            elif each.declaration is not None:
                users.update(self._old_usage.of(each.declaration[0]))
        return tuple(sorted(users))


def _location(place: Location | Id | None, version: Version) -> Location | None:
    """A place with its line."""
    if isinstance(place, Location) and place.line is None:
        place = f"{place.origin}#{place.pointer}"
    return version.location(place) if isinstance(place, str) else place


def python_names(version: Version, where: Where, side: int, *, is_request: bool) -> tuple[str, ...]:
    """What users call a place, the usual name first.

    Args:
        version: the old or the new version.
        where: the place.
        side: 0 for the old version, 1 for the new one.
        is_request: whether it is met in requests alone.
    """
    names = list(_declared_names(version, where, side, is_request)) or [where.python[side]]
    return tuple(dict.fromkeys(filter(None, (*names, *where.arguments))))


def _declared_names(version: Version, where: Where, side: int, is_request: bool) -> Iterator[str]:
    if where.declaration is None or where.declaration[side] not in version:
        return
    response, request = version.class_names(where.declaration[side])
    classes = [request, response] if is_request else [response, request]
    classes = list(dict.fromkeys(filter(None, classes)))
    if where.field is None:
        yield from (f"models.{name}" for name in classes)
        return
    wire_name = where.field[side]
    if where.operation:
        for name in classes:
            yield from version.spread(name, wire_name)
    for name in classes:
        if attribute := version.attributes(name).get(wire_name):
            yield f"models.{name}.{attribute}"
    if not where.operation:
        for name in classes:
            yield from version.spread(name, wire_name)


def message(code: str, event: Event) -> str:
    """The sentence for an event."""
    where = event.where
    what = where.told
    return MESSAGES[code].format(
        what=what,
        What=f"The {what[4:]}" if what.startswith("the ") else what,
        owner=where.noun,
        old=event.old,
        new=event.new,
        old_or_none=event.old or "none",
        new_or_none=event.new or "none",
        detail=f" ({event.detail})" if event.detail else "",
    )
