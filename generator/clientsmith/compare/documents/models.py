"""Two models that stand for each other: what is different about their fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...ir import Docs, Field, Id, Literals, Model, Named, Nullable, Type
from .docs import deprecation, docs_events
from .events import BOTH, REQUESTS, RESPONSES, Directions, Event, Visit
from .limit_events import Limits
from .type_parts import references
from .type_words import shown_value, told
from .types import Findings, Types
from .values import same_value
from .version import Version
from .where import Pair, Where

_VISIBLE: dict[tuple[bool, bool], Directions] = {
    (False, False): BOTH,
    (True, False): RESPONSES,
    (False, True): REQUESTS,
    (True, True): frozenset(),
}
"""Read-only, write-only → the ways that a field travels."""


class Models:
    """Compares models.

    Args:
        old: the old version.
        new: the new version.
        types: compares types.
    """

    def __init__(self, old: Version, new: Version, types: Types) -> None:
        self._old = old
        self._new = new
        self._types = types
        self._limits = Limits(old, new)

    def compare(self, pair: Pair, where: Where) -> Findings:
        """What is different between two models."""
        before, after = self._old[pair[0]], self._new[pair[1]]
        assert isinstance(before, Model), pair
        assert isinstance(after, Model), pair
        found = Findings()
        matched, gone, come = self._matched(before, after)
        for old, new in matched:
            self._field(pair, old, new, where, found)
        for old in gone:
            self._gone(pair, old, where, found)
        for new in come:
            self._come(pair, new, where, found)
        self._undeclared(before, after, where, found)
        found.events += self._limits.events(before.constraints, after.constraints, where)
        if before.xml != after.xml:
            found.events.append(Event("wire-format-changed", where, detail="XML"))
        return found

    # --- which fields stand for each other ----------------------------------------------------

    def _matched(
        self, before: Model, after: Model
    ) -> tuple[list[tuple[Field, Field]], list[Field], list[Field]]:
        """Fields of one name in JSON, then those of one name in Python; what is gone; what came."""
        news = {field.wire_name: field for field in after.fields}
        matched = [(old, news.pop(old.wire_name)) for old in before.fields if old.wire_name in news]
        known = {old.wire_name for old, _ in matched}
        gone = [old for old in before.fields if old.wire_name not in known]
        by_name = {self._name(self._new, after, field): field for field in news.values()}
        for old in tuple(gone):
            new = by_name.pop(self._name(self._old, before, old), None)
            if new is not None:
                matched.append((old, new))
                gone.remove(old)
                del news[new.wire_name]
        return matched, gone, list(news.values())

    def _name(self, version: Version, model: Model, field: Field) -> str:
        """The field's name in Python; in JSON where it has none."""
        return self._attribute(version, model.id, field.wire_name) or field.wire_name

    # --- fields -------------------------------------------------------------------------------

    def _field(self, pair: Pair, old: Field, new: Field, where: Where, found: Findings) -> None:
        inherited = self._inherited(pair, old, new)
        if inherited is not None:
            found.visits.append(Visit(inherited, where, is_inherited=True))
        names = (old.wire_name, new.wire_name)
        attributes = self._attributes(pair, names)
        if attributes[0] == attributes[1] and _is_equal(old, new):
            return
        at = where.at_field(pair, names, (old.location, new.location))
        kept = _visible(old) & _visible(new)
        result = self._types.compare(old.type, new.type, at)
        found.visits += (
            Visit(visit.pair, visit.where, kept, visit.nullable, inherited is not None)
            for visit in result.visits
        )
        events = [replace(event, directions=event.directions & kept) for event in result.events]
        events += self._visibility(old, new, at)
        if self._must_be_given(self._old, old) != self._must_be_given(self._new, new):
            kind = "became-optional" if old.required else "became-required"
            events.append(Event(kind, at, directions=kept))
        if old.wire_name != new.wire_name:
            events.append(Event("field-wire-name-changed", at, *names))
        elif attributes[0] != attributes[1]:
            events.append(Event("field-renamed", at, *attributes))
        if not same_value(old.default, new.default):
            shown = shown_value(old.default), shown_value(new.default)
            events.append(Event("default-changed", at, *shown))
        events += self._limits.events(
            old.constraints,
            new.constraints,
            at,
            types=(old.type, new.type),
            with_types=not result.events,
            directions=kept,
        )
        if old.xml != new.xml:
            events.append(Event("wire-format-changed", at, detail="XML"))
        events += self._docs(old, new, at)
        found.events += (replace(event, inherited=inherited) for event in events)

    def _docs(self, old: Field, new: Field, at: Where) -> Iterator[Event]:
        """What is said of a field itself, not of a named schema that it refers to."""
        before, after = old.docs, new.docs
        targets = _target(self._old, old), _target(self._new, new)
        if targets[0] is not None and targets[1] is not None:
            before, after = _without(before, targets[0]), _without(after, targets[1])
        if self._have_other_constants(old, new):
            before, after = deprecation(before), deprecation(after)
        yield from docs_events(before, after, at, "field")

    def _have_other_constants(self, old: Field, new: Field) -> bool:
        """Whether the constants of a field are others; its description may go through them."""
        before = self._old.expanded(_not_null(old.type))
        after = self._new.expanded(_not_null(new.type))
        return isinstance(before, Literals) and isinstance(after, Literals) and before != after

    def _attributes(self, pair: Pair, names: tuple[str, str]) -> tuple[str, str]:
        """Names of a field in Python in both versions; empty ones where it has none in one of them."""
        before = self._attribute(self._old, pair[0], names[0])
        after = self._attribute(self._new, pair[1], names[1])
        return (before, after) if before and after else ("", "")

    def _attribute(self, version: Version, id_: Id, wire_name: str) -> str:
        response, request = version.class_names(id_)
        name = version.attributes(response).get(wire_name)
        if name is None and request != response:
            name = version.attributes(request).get(wire_name)
        return name or ""

    def _visibility(self, old: Field, new: Field, at: Where) -> Iterator[Event]:
        if old.read_only != new.read_only:
            required = "writable-required" if new.required else "writable"
            yield Event("became-read-only" if new.read_only else required, at)
        if old.write_only != new.write_only:
            yield Event("became-write-only" if new.write_only else "readable", at)

    def _must_be_given(self, version: Version, field: Field) -> bool:
        """Whether there is always a value, and not one that clients fill in themselves."""
        return field.required and not version.is_constant(field.type)

    def _gone(self, pair: Pair, old: Field, where: Where, found: Findings) -> None:
        names = (old.wire_name, old.wire_name)
        at = where.at_field(pair, names, (old.location, None))
        owner = self._owner(self._old, pair[0], old)
        found.events.append(
            Event(
                "field-removed",
                at.only_old(),
                old=told(old.type, self._old),
                directions=_visible(old),
                gone=tuple(references(old.type)),
                inherited=self._partner(owner, self._old, self._new),
            )
        )

    def _come(self, pair: Pair, new: Field, where: Where, found: Findings) -> None:
        names = (new.wire_name, new.wire_name)
        at = where.at_field(pair, names, (None, new.location))
        owner = self._owner(self._new, pair[1], new)
        partner = self._partner(owner, self._new, self._old)
        found.events.append(
            Event(
                "required-field-added" if self._must_be_given(self._new, new) else "field-added",
                at.only_new(),
                new=told(new.type, self._new),
                directions=_visible(new),
                come=tuple(references(new.type)),
                inherited=None if partner is None else (partner[1], partner[0]),
            )
        )

    def _undeclared(self, old: Model, new: Model, where: Where, found: Findings) -> None:
        at = where.at_field((old.id, new.id), ("", ""), (None, None))
        match old.additional, new.additional:
            case None, None:
                pass
            case None, added:
                assert added is not None
                come = tuple(references(added))
                found.events.append(
                    Event("additional-properties-added", at, new=told(added, self._new), come=come)
                )
            case removed, None:
                assert removed is not None
                gone = tuple(references(removed))
                found.events.append(
                    Event(
                        "additional-properties-removed",
                        at,
                        old=told(removed, self._old),
                        gone=gone,
                    )
                )
            case before, after:
                assert before is not None
                assert after is not None
                result = self._types.compare(before, after, at)
                found.events += result.events
                found.visits += result.visits
        if old.closed != new.closed:
            closed = "forbidden" if new.closed else "allowed"
            found.events.append(Event("unknown-properties-changed", where, new=closed))

    # --- inherited fields ---------------------------------------------------------------------

    def _inherited(self, pair: Pair, old: Field, new: Field) -> Pair | None:
        """The declarations that both fields are taken from, where that is not the pair itself."""
        before = self._owner(self._old, pair[0], old)
        after = self._owner(self._new, pair[1], new)
        if before is None or after is None:
            return None
        return (before, after) if self._are_partners(before, after) else None

    def _are_partners(self, old: Id, new: Id) -> bool:
        name = self._old.component(old)
        return name == self._new.component(new)

    def _owner(self, version: Version, id_: Id, field: Field) -> Id | None:
        """The named model that a field is taken from; None where it is the model's own."""
        owner = version.owner(field.location)
        if owner is None or owner == id_ or not version.component(owner):
            return None
        return owner if isinstance(version[owner], Model) else None

    def _partner(self, owner: Id | None, version: Version, other: Version) -> Pair | None:
        """A named model and the one of its name in the other version."""
        partner = None if owner is None else other.components.get(version.component(owner))
        if owner is None or partner is None or not isinstance(other[partner], Model):
            return None
        return owner, partner


def _not_null(type_: Type) -> Type:
    return type_.type if isinstance(type_, Nullable) else type_


def _target(version: Version, field: Field) -> Docs | None:
    """What is said of the named schema that a field refers to; None where it refers to none."""
    type_ = _not_null(field.type)
    if not isinstance(type_, Named) or not version.component(type_.id):
        return None
    return version[type_.id].docs


def _without(docs: Docs, target: Docs) -> Docs:
    """What is said of a field, without what it repeats of a schema."""
    return Docs(
        title="" if docs.title == target.title else docs.title,
        description="" if docs.description == target.description else docs.description,
        deprecated=docs.deprecated and not target.deprecated,
        external_url="" if docs.external_url == target.external_url else docs.external_url,
    )


def _visible(field: Field) -> Directions:
    """The ways that a field travels."""
    return _VISIBLE[field.read_only, field.write_only]


def _is_equal(old: Field, new: Field) -> bool:
    """Whether nothing can be different, and no declaration has to be looked at."""
    return (
        old.type == new.type
        and old.wire_name == new.wire_name
        and old.required == new.required
        and old.docs == new.docs
        and old.constraints == new.constraints
        and (old.read_only, old.write_only) == (new.read_only, new.write_only)
        and same_value(old.default, new.default)
        and old.xml == new.xml
        and next(references(old.type), None) is None
    )
