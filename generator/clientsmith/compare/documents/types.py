"""Two types of one place: what is different, and which declarations stand for each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ...ir import (
    Anything,
    Discriminator,
    Id,
    ListOf,
    Literals,
    MapOf,
    Model,
    Named,
    OneOf,
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
)
from .events import Event, Visit
from .kinship import Kinship
from .type_parts import are_of, is_null, references, references_of, type_of, without_null
from .type_words import constant, told
from .unions import Matched, match_members
from .version import Version
from .where import Pair, Where

_PYTHON = {
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
"""Kinds of scalars that are the same to users, and differ in JSON."""


@dataclass(slots=True)
class Findings:
    """What the comparison of a place found."""

    events: list[Event] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)


class Types:
    """Compares types.

    Args:
        old: the old version.
        new: the new version.
        kinship: says which declarations stand for each other.
    """

    def __init__(self, old: Version, new: Version, kinship: Kinship) -> None:
        self._old = old
        self._new = new
        self._kinship = kinship

    def compare(self, old: Type, new: Type, where: Where) -> Findings:
        """What is different between two types."""
        findings = Findings()
        self._compare(old, new, where, findings)
        return findings

    def _compare(self, old: Type, new: Type, where: Where, found: Findings) -> None:
        if old == new and next(references(old), None) is None:
            return
        was_nullable, old = without_null(old)
        is_nullable, new = without_null(new)
        is_paired = (
            isinstance(old, Named)
            and isinstance(new, Named)
            and self._named(old.id, new.id, where, found, was_nullable, is_nullable)
        )
        if is_paired:
            return
        inner_nullable, before = self._unwrapped(old, self._old)
        was_nullable |= inner_nullable
        inner_nullable, after = self._unwrapped(new, self._new)
        is_nullable |= inner_nullable
        if was_nullable != is_nullable and not (is_null(before) or is_null(after)):
            found.events.append(Event("null-removed" if was_nullable else "null-added", where))
        if isinstance(old, Named) and self._is_class(old.id) and isinstance(after, Scalar):
            self._event("type-widened", before, after, where, found)
        else:
            self._compare_plain(before, after, where, found)

    def _compare_plain(self, old: Type, new: Type, where: Where, found: Findings) -> None:
        """What is different between types that are neither nullable nor names of other types."""
        match old, new:
            case Named(old_id), Named(new_id):
                if not self._named(old_id, new_id, where, found):
                    self._changed(old_id, new_id, where, found)
            case ListOf(before), ListOf(after):
                self._compare(before, after, where.inside("[]"), found)
            case MapOf(before), MapOf(after):
                self._compare(before, after, where.inside("{}"), found)
            case TupleOf() as before, TupleOf() as after:
                self._tuples(before, after, where, found)
            case Scalar(before), Scalar(after):
                self._scalars(before, after, where, found)
            case Literals(before), Literals(after):
                self._constants(before, after, where, found)
            case Literals(values), Scalar() as scalar if are_of(values, scalar):
                self._event("enum-opened", old, new, where, found)
            case Scalar() as scalar, Literals(values) if are_of(values, scalar):
                self._event("closed-enum", old, new, where, found)
            case Anything(), Anything():
                pass
            case _, Anything():
                self._event("type-widened", old, new, where, found)
            case Anything(), after:
                is_class = any(True for _ in references(after))
                kind = "type-changed" if is_class else "type-narrowed"
                self._event(kind, old, new, where, found)
            case OneOf() as before, OneOf() as after:
                self._unions(before, after, where, found)
            case OneOf() as before, after:
                self._unions(before, OneOf((after,)), where, found)
            case before, OneOf() as after:
                self._unions(OneOf((before,)), after, where, found)
            case _:
                self._event("type-changed", old, new, where, found)

    # --- declarations -------------------------------------------------------------------------

    def _named(
        self,
        old: Id,
        new: Id,
        where: Where,
        found: Findings,
        was_nullable: bool = False,
        is_nullable: bool = False,
    ) -> bool:
        """Whether two declarations stand for each other, so that they are compared on their own."""
        old, new = self._old.resolve(old), self._new.resolve(new)
        if not self._kinship.is_same(old, new):
            return False
        is_one_kind = isinstance(self._old[old], Model) == isinstance(self._new[new], Model)
        if not is_one_kind and not self._kinship.is_named_alike(old, new):
            return False
        found.visits.append(Visit((old, new), where, nullable=(was_nullable, is_nullable)))
        return True

    def _changed(self, old: Id, new: Id, where: Where, found: Findings) -> None:
        """One class in place of another one."""
        if self._kinship.extends(self._new, new, self._old.component(old)):
            kind = "type-narrowed"
        elif self._kinship.extends(self._old, old, self._new.component(new)):
            kind = "type-widened"
        else:
            kind = "type-changed"
        self._event(kind, Named(old), Named(new), where, found)

    def declarations(self, pair: Pair, where: Where) -> Findings:
        """What is different between two declarations that are not both models."""
        found = Findings()
        old, new = (type_of(self._old[pair[0]]), type_of(self._new[pair[1]]))
        if isinstance(old, Named) or isinstance(new, Named):
            shown = (_shape(old, self._old), _shape(new, self._new))
            found.events.append(
                Event(
                    "type-changed",
                    where,
                    *shown,
                    gone=references_of([old]),
                    come=references_of([new]),
                )
            )
        elif self._is_class(pair[0]) and isinstance(new, Scalar):
            self._event("type-widened", old, new, where, found)
        else:
            self._compare(old, new, where, found)
        return found

    # --- single values ------------------------------------------------------------------------

    def _scalars(self, old: ScalarKind, new: ScalarKind, where: Where, found: Findings) -> None:
        if old is new:
            return
        before, after = Scalar(old), Scalar(new)
        if old in _PYTHON and _PYTHON[old] == _PYTHON.get(new):
            self._event("wire-format-changed", before, after, where, found)
        elif (old, new) == (ScalarKind.INTEGER, ScalarKind.NUMBER):
            self._event("type-widened", before, after, where, found)
        elif (old, new) == (ScalarKind.NUMBER, ScalarKind.INTEGER):
            self._event("type-narrowed", before, after, where, found)
        else:
            self._event("type-changed", before, after, where, found)

    def _constants(
        self, old: tuple[Any, ...], new: tuple[Any, ...], where: Where, found: Findings
    ) -> None:
        before = {constant(value): value for value in old if value is not None}
        after = {constant(value): value for value in new if value is not None}
        if len(before) == len(after) == 1 and before.keys() != after.keys():
            self._event("constant-changed", Literals(old), Literals(new), where, found)
            return
        if {type(each) for each in before.values()}.isdisjoint(map(type, after.values())):
            self._event("type-changed", Literals(old), Literals(new), where, found)
            return
        is_class = where.declaration is not None and self._is_class(where.declaration[0])
        removed = "enum-member-removed" if is_class else "enum-value-removed"
        for value in sorted(before.keys() - after.keys()):
            found.events.append(Event(removed, where, old=value, detail=value))
        for value in sorted(after.keys() - before.keys()):
            found.events.append(Event("enum-value-added", where, new=value, detail=value))

    def _is_class(self, id_: Id) -> bool:
        """Whether the constants of a declaration are a class in the old client."""
        return self._old.class_names(self._old.resolve(id_))[0] in self._old.enum_classes

    # --- several values -----------------------------------------------------------------------

    def _tuples(self, old: TupleOf, new: TupleOf, where: Where, found: Findings) -> None:
        if len(old.items) != len(new.items) or (old.rest is None) != (new.rest is None):
            self._event("type-changed", old, new, where, found)
            return
        for index, (before, after) in enumerate(zip(old.items, new.items, strict=True)):
            self._compare(before, after, where.inside(f"[{index}]"), found)
        if old.rest is not None and new.rest is not None:
            self._compare(old.rest, new.rest, where.inside("[]"), found)

    def _unions(self, old: OneOf, new: OneOf, where: Where, found: Findings) -> None:
        matched, removed, added = match_members(old, new, self._old, self._new, self._kinship)
        if not matched:
            self._event("type-changed", old, new, where, found)
            return
        for before, after in matched:
            self._compare(before, after, where.inside(self._step(after)), found)
        if len(old.members) == 1 and added:
            self._event(
                "type-widened", old.members[0], new, where, found, come=references_of(added)
            )
        else:
            for member in added:
                text = told(member, self._new)
                found.events.append(
                    Event(
                        "union-member-added",
                        where,
                        new=text,
                        detail=text,
                        come=references_of([member]),
                    )
                )
        if len(new.members) == 1 and removed:
            self._event(
                "type-narrowed", old, new.members[0], where, found, gone=references_of(removed)
            )
        else:
            for member in removed:
                text = told(member, self._old)
                found.events.append(
                    Event(
                        "member-removed", where, old=text, detail=text, gone=references_of([member])
                    )
                )
        if len(old.members) > 1 and len(new.members) > 1:
            self._discriminators(old.discriminator, new.discriminator, matched, where, found)

    def _step(self, member: Type) -> str:
        """The step to a member of a union, by its name where it has one."""
        if isinstance(member, Named):
            id_ = self._new.resolve(member.id)
            if word := self._new.component(id_) or self._new[id_].place.steps[-1].word:
                return f"<{word}>"
        return f"<{told(member, self._new)}>"

    def _discriminators(
        self,
        old: Discriminator | None,
        new: Discriminator | None,
        matched: Matched,
        where: Where,
        found: Findings,
    ) -> None:
        """How members are told apart; what is mapped to members that came or went does not count."""
        if old is None and new is None:
            return
        if old is None or new is None:
            is_same = False
        else:
            partners = {
                self._old.resolve(one.id): self._new.resolve(other.id)
                for one, other in matched
                if isinstance(one, Named) and isinstance(other, Named)
            }
            before, after = _by_member(old, self._old), _by_member(new, self._new)
            was = None if old.default is None else self._old.resolve(old.default)
            default = None if new.default is None else self._new.resolve(new.default)
            is_same = (
                old.property == new.property
                and all(before.get(one) == after.get(other) for one, other in partners.items())
                and (None if was is None else partners.get(was, default)) == default
            )
        if not is_same:
            names = (*self._tags(self._old, old), *self._tags(self._new, new))
            at = replace(where, arguments=(*where.arguments, *names))
            found.events.append(Event("discriminator-changed", at))

    def _tags(self, version: Version, discriminator: Discriminator | None) -> Iterator[str]:
        """The attributes by which members of a union are told apart."""
        if discriminator is None:
            return
        for id_ in discriminator.mapping.values():
            for name in version.class_names(version.resolve(id_)):
                if attribute := version.attributes(name).get(discriminator.property):
                    yield f"models.{name}.{attribute}"

    # --- events -------------------------------------------------------------------------------

    def _event(
        self,
        kind: str,
        old: Type,
        new: Type,
        where: Where,
        found: Findings,
        *,
        gone: Iterable[Id] | None = None,
        come: Iterable[Id] | None = None,
    ) -> None:
        found.events.append(
            Event(
                kind,
                where,
                old=told(old, self._old),
                new=told(new, self._new),
                gone=references_of([old]) if gone is None else tuple(gone),
                come=references_of([new]) if come is None else tuple(come),
            )
        )

    def _unwrapped(self, type_: Type, version: Version) -> tuple[bool, Type]:
        """Whether null is a value of a type, and the type without null and behind every name but
        that of a model."""
        is_nullable = False
        seen: set[Id] = set()
        while True:
            nullable, type_ = without_null(type_)
            is_nullable |= nullable
            if not isinstance(type_, Named) or type_.id in seen:
                return is_nullable, type_
            seen.add(type_.id)
            type_ = type_of(version[type_.id])


def _shape(type_: Type, version: Version) -> str:
    """What a schema is, without its name."""
    return "object" if isinstance(type_, Named) else told(type_, version)


def _by_member(discriminator: Discriminator, version: Version) -> dict[Id, set[str]]:
    """Member of a union → the values that mean it."""
    found: dict[Id, set[str]] = {}
    for value, id_ in discriminator.mapping.items():
        found.setdefault(version.resolve(id_), set()).add(value)
    return found
