"""Compares the fields of two matching models."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...ir import Docs, Field, Id, Literals, Model, Named, Nullable, Type
from .constraints import constraint_differences, default_differences, is_same_value
from .difference import (
    BOTH,
    REQUESTS,
    RESPONSES,
    ComparedPlace,
    Difference,
    Directions,
    Pair,
    PairedReference,
    PlaceComparison,
    deprecation,
    docs_differences,
)
from .matching import Versions
from .references import has_references, ids_in_types
from .type_text import type_text
from .types import compare_types
from .version import Version

_DIRECTIONS: dict[tuple[bool, bool], Directions] = {
    (False, False): BOTH,
    (True, False): RESPONSES,
    (False, True): REQUESTS,
    (True, True): frozenset(),
}
"""Read-only, write-only → directions in which a field travels."""


class ModelComparer:
    """Compares models."""

    def __init__(self, versions: Versions) -> None:
        self._versions = versions
        self._old = versions.old
        self._new = versions.new

    def compare(self, old: Model, new: Model, place: ComparedPlace) -> PlaceComparison:
        """Compare two models."""
        pair = (old.id, new.id)
        found = PlaceComparison()
        matched, removed, added = self._match_fields(old, new)
        for one, other in matched:
            self._compare_fields(pair, one, other, place, found)
        found.differences += (self._removed(pair, each, place) for each in removed)
        found.differences += (self._added(pair, each, place) for each in added)
        self._compare_undeclared(old, new, place, found)
        found.differences += constraint_differences(
            self._versions, old.constraints, new.constraints, place
        )
        if old.xml != new.xml:
            found.add("wire-format-changed", place, detail="XML")
        return found

    def _match_fields(
        self, before: Model, after: Model
    ) -> tuple[list[tuple[Field, Field]], list[Field], list[Field]]:
        """Match fields by JSON name, then by Python name.

        Returns:
            Matches, removed fields, and added fields.
        """
        news = {field.wire_name: field for field in after.fields}
        matched = [(old, news.pop(old.wire_name)) for old in before.fields if old.wire_name in news]
        known = {old.wire_name for old, _ in matched}
        removed = [old for old in before.fields if old.wire_name not in known]
        by_name = {_python_name(self._new, after, field): field for field in news.values()}
        for old in tuple(removed):
            new = by_name.pop(_python_name(self._old, before, old), None)
            if new is not None:
                matched.append((old, new))
                removed.remove(old)
                del news[new.wire_name]
        return matched, removed, list(news.values())

    # --- fields of both -----------------------------------------------------------------------

    def _compare_fields(
        self, pair: Pair, old: Field, new: Field, place: ComparedPlace, found: PlaceComparison
    ) -> None:
        inherited_from = self._inherited_from(pair, old, new)
        if inherited_from is not None:
            found.references.append(PairedReference(inherited_from, place, is_inherited=True))
        names = (old.wire_name, new.wire_name)
        attributes = self._attributes(pair, names)
        if attributes[0] == attributes[1] and _are_same(old, new):
            return
        at = place.at_field(pair, names, (old.location, new.location))
        kept = _directions(old) & _directions(new)
        result = compare_types(self._versions, old.type, new.type, at)
        found.references += (
            replace(reference, directions=kept, is_inherited=inherited_from is not None)
            for reference in result.references
        )
        differences = [
            *(replace(each, directions=each.directions & kept) for each in result.differences),
            *_visibility_differences(old, new, at),
        ]
        if _has_to_be_given(self._old, old) != _has_to_be_given(self._new, new):
            kind = "became-optional" if old.required else "became-required"
            differences.append(Difference(kind, at, directions=kept))
        if old.wire_name != new.wire_name:
            differences.append(Difference("field-wire-name-changed", at, *names))
        elif attributes[0] != attributes[1]:
            differences.append(Difference("field-renamed", at, *attributes))
        differences += default_differences(old.default, new.default, at)
        differences += constraint_differences(
            self._versions,
            old.constraints,
            new.constraints,
            at,
            types=(old.type, new.type),
            with_types=not result.differences,
            directions=kept,
        )
        if old.xml != new.xml:
            differences.append(Difference("wire-format-changed", at, detail="XML"))
        differences += self._docs_differences(old, new, at)
        found.differences += (replace(each, inherited_from=inherited_from) for each in differences)

    def _docs_differences(self, old: Field, new: Field, at: ComparedPlace) -> Iterator[Difference]:
        """Compare the descriptions of a field without those of the schemas that it refers to."""
        before, after = old.docs, new.docs
        old_target, new_target = _docs_of_target(self._old, old), _docs_of_target(self._new, new)
        if old_target is not None and new_target is not None:
            before, after = _without(before, old_target), _without(after, new_target)
        if self._have_other_constants(old, new):  # the description may list them
            before, after = deprecation(before), deprecation(after)
        yield from docs_differences(before, after, at, "field")

    def _have_other_constants(self, old: Field, new: Field) -> bool:
        before = self._old.expanded(_not_null(old.type))
        after = self._new.expanded(_not_null(new.type))
        return isinstance(before, Literals) and isinstance(after, Literals) and before != after

    def _attributes(self, pair: Pair, names: tuple[str, str]) -> tuple[str, str]:
        """Return the attributes for a field; empty strings where a version has none."""
        before = _attribute(self._old, pair[0], names[0])
        after = _attribute(self._new, pair[1], names[1])
        return (before, after) if before and after else ("", "")

    # --- fields of one version ----------------------------------------------------------------

    def _removed(self, pair: Pair, field: Field, place: ComparedPlace) -> Difference:
        names = (field.wire_name, field.wire_name)
        return Difference(
            "field-removed",
            place.at_field(pair, names, (field.location, None)).only_old(),
            old=type_text(field.type, self._old),
            directions=_directions(field),
            removed_ids=ids_in_types([field.type]),
            inherited_from=_same_name_pair(_owner(self._old, pair[0], field), self._old, self._new),
        )

    def _added(self, pair: Pair, field: Field, place: ComparedPlace) -> Difference:
        names = (field.wire_name, field.wire_name)
        owners = _same_name_pair(_owner(self._new, pair[1], field), self._new, self._old)
        is_required = _has_to_be_given(self._new, field)
        return Difference(
            "required-field-added" if is_required else "field-added",
            place.at_field(pair, names, (None, field.location)).only_new(),
            new=type_text(field.type, self._new),
            directions=_directions(field),
            added_ids=ids_in_types([field.type]),
            inherited_from=None if owners is None else (owners[1], owners[0]),
        )

    def _compare_undeclared(
        self, old: Model, new: Model, place: ComparedPlace, found: PlaceComparison
    ) -> None:
        at = place.at_field((old.id, new.id), ("", ""))
        before, after = old.additional, new.additional
        if before is not None and after is not None:
            found.update(compare_types(self._versions, before, after, at))
        elif after is not None:
            text = type_text(after, self._new)
            found.add("additional-properties-added", at, new=text, added_ids=ids_in_types([after]))
        elif before is not None:
            text = type_text(before, self._old)
            found.add(
                "additional-properties-removed", at, old=text, removed_ids=ids_in_types([before])
            )
        if old.closed != new.closed:
            closed = "forbidden" if new.closed else "allowed"
            found.add("unknown-properties-changed", place, new=closed)

    def _inherited_from(self, pair: Pair, old: Field, new: Field) -> Pair | None:
        """Return the models that both fields are inherited from."""
        before, after = _owner(self._old, pair[0], old), _owner(self._new, pair[1], new)
        if before is None or after is None:
            return None
        is_same = self._old.component(before) == self._new.component(after)
        return (before, after) if is_same else None


def _attribute(version: Version, id_: Id, wire_name: str) -> str:
    response, request = version.class_names(id_)
    name = version.attributes(response).get(wire_name)
    if name is None and request != response:
        name = version.attributes(request).get(wire_name)
    return name or ""


def _python_name(version: Version, model: Model, field: Field) -> str:
    """Return the attribute for a field; its JSON name where it has none."""
    return _attribute(version, model.id, field.wire_name) or field.wire_name


def _has_to_be_given(version: Version, field: Field) -> bool:
    """Return whether a field is required, and no constant that clients fill in."""
    return field.required and not version.is_constant(field.type)


def _owner(version: Version, id_: Id, field: Field) -> Id | None:
    """Return the named model that a field is inherited from; None for the model's own fields."""
    owner = version.owner(field.location)
    if owner is None or owner == id_ or not version.component(owner):
        return None
    return owner if isinstance(version[owner], Model) else None


def _same_name_pair(owner: Id | None, version: Version, other: Version) -> Pair | None:
    """Return a named model and the model of that name in the other version."""
    partner = None if owner is None else other.components.get(version.component(owner))
    if owner is None or partner is None or not isinstance(other[partner], Model):
        return None
    return owner, partner


def _visibility_differences(old: Field, new: Field, at: ComparedPlace) -> Iterator[Difference]:
    if old.read_only != new.read_only:
        writable = "writable-required" if new.required else "writable"
        yield Difference("became-read-only" if new.read_only else writable, at)
    if old.write_only != new.write_only:
        yield Difference("became-write-only" if new.write_only else "readable", at)


def _directions(field: Field) -> Directions:
    return _DIRECTIONS[field.read_only, field.write_only]


def _not_null(type_: Type) -> Type:
    return type_.type if isinstance(type_, Nullable) else type_


def _docs_of_target(version: Version, field: Field) -> Docs | None:
    """Return the description of the named schema that a field refers to."""
    type_ = _not_null(field.type)
    if not isinstance(type_, Named) or not version.component(type_.id):
        return None
    return version[type_.id].docs


def _without(docs: Docs, target: Docs) -> Docs:
    """Return the description of a field without parts that it repeats from a schema."""
    return Docs(
        title="" if docs.title == target.title else docs.title,
        description="" if docs.description == target.description else docs.description,
        deprecated=docs.deprecated and not target.deprecated,
        external_url="" if docs.external_url == target.external_url else docs.external_url,
    )


def _are_same(old: Field, new: Field) -> bool:
    """Return whether nothing can differ, and no declaration has to be compared."""
    return (
        old.type == new.type
        and old.wire_name == new.wire_name
        and old.required == new.required
        and old.docs == new.docs
        and old.constraints == new.constraints
        and (old.read_only, old.write_only) == (new.read_only, new.write_only)
        and is_same_value(old.default, new.default)
        and old.xml == new.xml
        and not has_references(old.type)
    )
