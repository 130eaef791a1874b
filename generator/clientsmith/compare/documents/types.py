"""Compares the types of a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, assert_never

from ...ir import (
    Alias,
    Anything,
    Declaration,
    Discriminator,
    Enumeration,
    Id,
    ListOf,
    Literals,
    MapOf,
    Model,
    Named,
    Nullable,
    OneOf,
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
)
from .difference import ComparedPlace, Pair, PairedReference, PlaceComparison
from .matching import MemberPairs, Versions
from .references import has_references, ids_in_types
from .type_text import constant_text, type_text
from .version import Version

_PYTHON_TYPES = {
    ScalarKind.INTEGER: "int",
    ScalarKind.INTEGER_STRING: "int",
    ScalarKind.DECIMAL: "Decimal",
    ScalarKind.DECIMAL_NUMBER: "Decimal",
    ScalarKind.BASE64: "bytes",
    ScalarKind.BASE64URL: "bytes",
    ScalarKind.DATE_TIME: "datetime",
    ScalarKind.HTTP_DATE: "datetime",
    ScalarKind.UNIX_TIME: "datetime",
}
"""Python types that several kinds of scalars share, which differ in JSON only."""


def compare_types(
    versions: Versions, old: Type, new: Type, place: ComparedPlace
) -> PlaceComparison:
    """Compare two types."""
    comparison = _TypeComparison(versions)
    comparison.compare(old, new, place)
    return comparison.found


def compare_declarations(versions: Versions, pair: Pair, place: ComparedPlace) -> PlaceComparison:
    """Compare two declarations that are not both models."""
    comparison = _TypeComparison(versions)
    comparison.compare_declarations(pair, place)
    return comparison.found


class _TypeComparison:
    """Comparison of two types and their parts."""

    def __init__(self, versions: Versions) -> None:
        self.found = PlaceComparison()
        self._versions = versions
        self._old = versions.old
        self._new = versions.new

    def compare_declarations(self, pair: Pair, place: ComparedPlace) -> None:
        """Add the differences between two declarations that are not both models."""
        old, new = _type_of(self._old[pair[0]]), _type_of(self._new[pair[1]])
        if isinstance(old, Named) or isinstance(new, Named):
            self.found.add(
                "type-changed",
                place,
                "object" if isinstance(old, Named) else type_text(old, self._old),
                "object" if isinstance(new, Named) else type_text(new, self._new),
                removed_ids=ids_in_types([old]),
                added_ids=ids_in_types([new]),
            )
        elif self._is_enum_class(pair[0]) and isinstance(new, Scalar):
            self._add("type-widened", old, new, place)
        else:
            self.compare(old, new, place)

    def compare(self, old: Type, new: Type, place: ComparedPlace) -> None:
        """Add the differences between two types."""
        if old == new and not has_references(old):
            return
        was_nullable, old = _without_null(old)
        is_nullable, new = _without_null(new)
        nullable = (was_nullable, is_nullable)
        if (
            isinstance(old, Named)
            and isinstance(new, Named)
            and self._add_reference(old.id, new.id, place, nullable)
        ):
            return
        inner_nullable, before = _unwrapped(old, self._old)
        was_nullable |= inner_nullable
        inner_nullable, after = _unwrapped(new, self._new)
        is_nullable |= inner_nullable
        if was_nullable != is_nullable and not (_is_null(before) or _is_null(after)):
            self.found.add("null-removed" if was_nullable else "null-added", place)
        if isinstance(old, Named) and self._is_enum_class(old.id) and isinstance(after, Scalar):
            self._add("type-widened", before, after, place)
        else:
            self._compare_plain(before, after, place)

    def _compare_plain(self, old: Type, new: Type, place: ComparedPlace) -> None:
        """Compare types that are neither nullable nor names of other types."""
        match old, new:
            case Named(old_id), Named(new_id):
                if not self._add_reference(old_id, new_id, place):
                    self._compare_classes(old_id, new_id, place)
            case ListOf(before), ListOf(after):
                self.compare(before, after, place.inside("[]"))
            case MapOf(before), MapOf(after):
                self.compare(before, after, place.inside("{}"))
            case TupleOf() as before, TupleOf() as after:
                self._compare_tuples(before, after, place)
            case Scalar(before), Scalar(after):
                self._compare_scalars(before, after, place)
            case Literals(before), Literals(after):
                self._compare_constants(before, after, place)
            case Literals(values), Scalar() as scalar if _are_values_of(values, scalar):
                self._add("enum-opened", old, new, place)
            case Scalar() as scalar, Literals(values) if _are_values_of(values, scalar):
                self._add("closed-enum", old, new, place)
            case Anything(), Anything():
                pass
            case _, Anything():
                self._add("type-widened", old, new, place)
            case Anything(), after:
                kind = "type-changed" if has_references(after) else "type-narrowed"
                self._add(kind, old, new, place)
            case OneOf() as before, OneOf() as after:
                self._compare_unions(before, after, place)
            case OneOf() as before, after:
                self._compare_unions(before, OneOf((after,)), place)
            case before, OneOf() as after:
                self._compare_unions(OneOf((before,)), after, place)
            case _:
                self._add("type-changed", old, new, place)

    def _add(
        self,
        kind: str,
        old: Type,
        new: Type,
        place: ComparedPlace,
        *,
        removed: Iterable[Type] | None = None,
        added: Iterable[Type] | None = None,
    ) -> None:
        """Add a difference between types, of which only parts may be removed and added."""
        self.found.add(
            kind,
            place,
            type_text(old, self._old),
            type_text(new, self._new),
            removed_ids=ids_in_types([old] if removed is None else removed),
            added_ids=ids_in_types([new] if added is None else added),
        )

    # --- declarations -------------------------------------------------------------------------

    def _add_reference(
        self, old: Id, new: Id, place: ComparedPlace, nullable: tuple[bool, bool] = (False, False)
    ) -> bool:
        """Add a reference to two declarations if they match, to be compared on their own."""
        old, new = self._old.resolve(old), self._new.resolve(new)
        if not self._versions.match(old, new):
            return False
        is_one_kind = isinstance(self._old[old], Model) == isinstance(self._new[new], Model)
        if not is_one_kind and not self._versions.have_same_name(old, new):
            return False
        self.found.references.append(PairedReference((old, new), place, nullable=nullable))
        return True

    def _compare_classes(self, old: Id, new: Id, place: ComparedPlace) -> None:
        """Compare two classes that do not match."""
        if _extends(self._new, new, self._old.component(old)):
            kind = "type-narrowed"
        elif _extends(self._old, old, self._new.component(new)):
            kind = "type-widened"
        else:
            kind = "type-changed"
        self._add(kind, Named(old), Named(new), place)

    def _is_enum_class(self, id_: Id) -> bool:
        """Return whether a declaration is an enum class in the old client."""
        return self._old.class_names(self._old.resolve(id_))[0] in self._old.enum_classes

    # --- single values ------------------------------------------------------------------------

    def _compare_scalars(self, old: ScalarKind, new: ScalarKind, place: ComparedPlace) -> None:
        if old is new:
            return
        if old in _PYTHON_TYPES and _PYTHON_TYPES[old] == _PYTHON_TYPES.get(new):
            kind = "wire-format-changed"
        elif (old, new) == (ScalarKind.INTEGER, ScalarKind.NUMBER):
            kind = "type-widened"
        elif (old, new) == (ScalarKind.NUMBER, ScalarKind.INTEGER):
            kind = "type-narrowed"
        else:
            kind = "type-changed"
        self._add(kind, Scalar(old), Scalar(new), place)

    def _compare_constants(
        self, old: tuple[Any, ...], new: tuple[Any, ...], place: ComparedPlace
    ) -> None:
        before = {constant_text(value): value for value in old if value is not None}
        after = {constant_text(value): value for value in new if value is not None}
        if len(before) == len(after) == 1 and before.keys() != after.keys():
            self._add("constant-changed", Literals(old), Literals(new), place)
            return
        if {type(each) for each in before.values()}.isdisjoint(map(type, after.values())):
            self._add("type-changed", Literals(old), Literals(new), place)
            return
        is_class = place.declaration is not None and self._is_enum_class(place.declaration[0])
        removed = "enum-member-removed" if is_class else "enum-value-removed"
        for value in sorted(before.keys() - after.keys()):
            self.found.add(removed, place, old=value, detail=value)
        for value in sorted(after.keys() - before.keys()):
            self.found.add("enum-value-added", place, new=value, detail=value)

    # --- several values -----------------------------------------------------------------------

    def _compare_tuples(self, old: TupleOf, new: TupleOf, place: ComparedPlace) -> None:
        if len(old.items) != len(new.items) or (old.rest is None) != (new.rest is None):
            self._add("type-changed", old, new, place)
            return
        for index, (before, after) in enumerate(zip(old.items, new.items, strict=True)):
            self.compare(before, after, place.inside(f"[{index}]"))
        if old.rest is not None and new.rest is not None:
            self.compare(old.rest, new.rest, place.inside("[]"))

    def _compare_unions(self, old: OneOf, new: OneOf, place: ComparedPlace) -> None:
        matched, removed, added = self._versions.match_members(old, new)
        if not matched:
            self._add("type-changed", old, new, place)
            return
        for before, after in matched:
            self.compare(before, after, place.inside(self._step(after)))
        if len(old.members) == 1 and added:
            self._add("type-widened", old.members[0], new, place, added=added)
        else:
            for member in added:
                text, ids = type_text(member, self._new), ids_in_types([member])
                self.found.add("union-member-added", place, new=text, detail=text, added_ids=ids)
        if len(new.members) == 1 and removed:
            self._add("type-narrowed", old, new.members[0], place, removed=removed)
        else:
            for member in removed:
                text, ids = type_text(member, self._old), ids_in_types([member])
                self.found.add("member-removed", place, old=text, detail=text, removed_ids=ids)
        if len(old.members) > 1 and len(new.members) > 1:
            self._compare_discriminators(old.discriminator, new.discriminator, matched, place)

    def _step(self, member: Type) -> str:
        """Return the path segment of a member of a union, with its name where it has one."""
        if isinstance(member, Named):
            id_ = self._new.resolve(member.id)
            if word := self._new.component(id_) or self._new[id_].place.steps[-1].word:
                return f"<{word}>"
        return f"<{type_text(member, self._new)}>"

    def _compare_discriminators(
        self,
        old: Discriminator | None,
        new: Discriminator | None,
        matched: MemberPairs,
        place: ComparedPlace,
    ) -> None:
        """Compare discriminators; values of removed and added members do not count."""
        if old is None and new is None:
            return
        if old is None or new is None or not self._are_same_discriminators(old, new, matched):
            names = (*_discriminating(self._old, old), *_discriminating(self._new, new))
            place = replace(place, arguments=(*place.arguments, *names))
            self.found.add("discriminator-changed", place)

    def _are_same_discriminators(
        self, old: Discriminator, new: Discriminator, matched: MemberPairs
    ) -> bool:
        pairs = {
            self._old.resolve(one.id): self._new.resolve(other.id)
            for one, other in matched
            if isinstance(one, Named) and isinstance(other, Named)
        }
        before, after = _values_by_member(old, self._old), _values_by_member(new, self._new)
        old_default = None if old.default is None else self._old.resolve(old.default)
        new_default = None if new.default is None else self._new.resolve(new.default)
        if old_default is not None:
            old_default = pairs.get(old_default, new_default)
        return (
            old.property == new.property
            and all(before.get(one) == after.get(other) for one, other in pairs.items())
            and old_default == new_default
        )


def _discriminating(version: Version, discriminator: Discriminator | None) -> Iterator[str]:
    """Yield the attributes of members of a union that hold the discriminator value."""
    if discriminator is None:
        return
    for id_ in discriminator.mapping.values():
        for name in version.class_names(version.resolve(id_)):
            if attribute := version.attributes(name).get(discriminator.property):
                yield f"models.{name}.{attribute}"


def _values_by_member(discriminator: Discriminator, version: Version) -> dict[Id, set[str]]:
    """Return the discriminator values of each member of a union."""
    found: dict[Id, set[str]] = {}
    for value, id_ in discriminator.mapping.items():
        found.setdefault(version.resolve(id_), set()).add(value)
    return found


def _extends(version: Version, id_: Id, name: str) -> bool:
    """Return whether a model extends, directly or indirectly, the schema with a name."""
    seen: set[Id] = set()
    while name and id_ not in seen:
        seen.add(id_)
        declaration = version[id_]
        if not isinstance(declaration, Model) or declaration.base not in version:
            return False
        assert declaration.base is not None
        id_ = version.resolve(declaration.base)
        if version.component(id_) == name:
            return True
    return False


def _unwrapped(type_: Type, version: Version) -> tuple[bool, Type]:
    """Return whether null is a value of a type, and the type without null and behind all names but
    those of models."""
    is_nullable = False
    seen: set[Id] = set()
    while True:
        nullable, type_ = _without_null(type_)
        is_nullable |= nullable
        if not isinstance(type_, Named) or type_.id in seen:
            return is_nullable, type_
        seen.add(type_.id)
        type_ = _type_of(version[type_.id])


def _without_null(type_: Type) -> tuple[bool, Type]:
    """Return whether null is a value of a type itself, and the type without null."""
    match type_:
        case Nullable(inner):
            return True, inner
        case Literals(values) if None in values and len(values) > 1:
            return True, Literals(tuple(value for value in values if value is not None))
        case _:
            return False, type_


def _is_null(type_: Type) -> bool:
    """Return whether a type is only null, or includes null without saying so."""
    return type_ in (Scalar(ScalarKind.NULL), Literals((None,)), Anything())


def _type_of(declaration: Declaration) -> Type:
    """Return the type that a declaration stands for; a model is only its name."""
    match declaration:
        case Alias(type=type_):
            return type_
        case Enumeration(values=values):
            return Literals(values)
        case Model(id=id_):
            return Named(id_)
        case _:
            assert_never(declaration)


def _are_values_of(values: tuple[Any, ...], scalar: Scalar) -> bool:
    """Return whether constants are values of a scalar."""
    types: dict[ScalarKind, type | tuple[type, ...]] = {
        ScalarKind.STRING: str,
        ScalarKind.INTEGER: int,
        ScalarKind.NUMBER: (int, float),
        ScalarKind.BOOLEAN: bool,
    }
    if scalar.kind not in types:
        return False
    is_boolean = scalar.kind is ScalarKind.BOOLEAN
    return all(
        isinstance(value, types[scalar.kind]) and isinstance(value, bool) == is_boolean
        for value in values
    )
