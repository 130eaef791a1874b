"""Differences between two documents, and the places that are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from ...ir import Docs, Id
from ...problem import Location, quoted
from ..change import impact_of

Pair = tuple[Id, Id]
"""A declaration of the old version and its match in the new version."""

Direction = Literal["request", "response"]
Directions = frozenset[Direction]

REQUESTS: Directions = frozenset({"request"})
RESPONSES: Directions = frozenset({"response"})
BOTH: Directions = REQUESTS | RESPONSES

CODES_BY_DIRECTION: dict[str, tuple[str, str]] = {
    "became-optional": ("request-field-became-optional", "response-field-became-optional"),
    "became-read-only": ("field-became-read-only", "field-docs-changed"),
    "became-required": ("request-field-became-required", "response-field-became-required"),
    "became-write-only": ("field-docs-changed", "field-became-write-only"),
    "closed-enum": ("request-type-changed", "response-type-narrowed"),
    "enum-member-removed": ("request-enum-value-removed", "enum-member-removed"),
    "enum-value-removed": ("request-enum-value-removed", "response-enum-value-removed"),
    "limits-relaxed": ("limits-relaxed", "response-limits-changed"),
    "limits-tightened": ("limits-tightened", "response-limits-changed"),
    "member-removed": ("request-union-member-removed", "response-union-member-removed"),
    "null-added": ("request-null-added", "response-null-added"),
    "null-removed": ("request-null-removed", "response-null-removed"),
    "readable": ("field-docs-changed", "field-became-readable"),
    "required-field-added": ("required-field-added", "field-added"),
    "type-changed": ("request-type-changed", "response-type-changed"),
    "type-narrowed": ("request-type-changed", "response-type-narrowed"),
    "type-widened": ("request-type-widened", "response-type-changed"),
    "writable": ("field-became-writable", "field-docs-changed"),
    "writable-required": ("required-field-added", "field-docs-changed"),
}
"""Kind of a difference → code for requests, code for responses; other kinds are codes themselves."""

_PLAIN = re.compile(r"[\w$@-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class ComparedPlace:
    """A place in both versions."""

    subject: str
    """Starting point of `path` in terms of HTTP and JSON: `Goal`, `POST /goals request`."""

    noun: str
    """The starting point inside a sentence: `Goal`, `the request body of POST /goals`."""

    path: str = ""
    """Path from the starting point: `.owner.name`, `.data[]`, `{}`, `.owner<Person>`."""

    operation: str = ""
    """HTTP method and path, where the place belongs to a single operation."""

    python: tuple[str, str] = ("", "")
    """Names in the old and the new client, where no class names the place."""

    arguments: tuple[str, ...] = ()
    """Other Python names of the place."""

    old: Location | Id | None = None
    """Location in the old document, or the id of the declaration there."""

    new: Location | Id | None = None
    """Location in the new document, or the id of the declaration there."""

    users: tuple[str, ...] = ()
    """Operations that share the place, sorted; empty where `operation` names it."""

    declaration: Pair | None = None
    """The declarations at this place, or those that `field` belongs to."""

    field: tuple[str, str] | None = None
    """Wire names of a field of `declaration`; empty names mean undeclared properties."""

    def at_field(
        self,
        declaration: Pair,
        names: tuple[str, str],
        locations: tuple[Location | None, Location | None] = (None, None),
    ) -> ComparedPlace:
        """Return the place of a property of the object here.

        Args:
            declaration: the objects.
            names: wire names of the property; empty names mean undeclared properties.
            locations: locations of the property.
        """
        name = names[1] or names[0]
        return ComparedPlace(
            subject=self.subject,
            noun=self.noun,
            path=self.path + (f".{path_segment(name)}" if name else "{}"),
            operation=self.operation,
            python=self.python,
            arguments=self.arguments,
            users=self.users,
            old=locations[0] or self.old,
            new=locations[1] or self.new,
            declaration=declaration,
            field=names,
        )

    def inside(self, step: str) -> ComparedPlace:
        """Return the place of a value inside the value here: `[]`, `{}`, `<Cat>`."""
        return replace(self, path=self.path + step)

    def only_old(self) -> ComparedPlace:
        """Return the place in the old version, for something that the new version lacks."""
        return replace(self, new=None, python=(self.python[0], ""))

    def only_new(self) -> ComparedPlace:
        """Return the place in the new version, for something that the old version lacks."""
        return replace(self, old=None, python=("", self.python[1]))

    def shared(self, users: tuple[str, ...], python: tuple[str, ...] = ()) -> ComparedPlace:
        """Return the place in something that several operations share.

        Args:
            users: the operations, sorted.
            python: Python names of the place in all of them.
        """
        return replace(
            self,
            subject=self.subject.removeprefix(self.operation).strip(),
            noun=self.noun.replace(f" of {self.operation}", f" of {len(users)} operations"),
            operation="",
            arguments=(*self.arguments, *python),
            users=users,
        )

    @property
    def full_subject(self) -> str:
        """Subject and path: `Goal.owner`, `POST /goals request owner.name`."""
        if not self.path or not (self.operation or self.users):
            return self.subject + self.path
        return f"{self.subject} {self.path.removeprefix('.')}"

    @property
    def in_sentence(self) -> str:
        """The place inside a sentence: `'owner.name' of Goal`."""
        path = self.path.removeprefix(".")
        return f"{quoted(path)} of {self.noun}" if path else self.noun


def path_segment(name: str) -> str:
    """Return a name as a segment of a path; a Python literal where it would be ambiguous."""
    return name if _PLAIN.fullmatch(name) else repr(name)


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference found at a place."""

    kind: str
    """Key of `CODES_BY_DIRECTION`, or a code that is the same in both directions."""

    place: ComparedPlace
    old: str = ""
    """Old value, as messages show it."""

    new: str = ""
    """New value, as messages show it."""

    detail: str = ""
    """Part of the place, such as a constant; appended to the subject."""

    directions: Directions = BOTH
    """Directions in which the difference can be noticed."""

    removed_ids: tuple[Id, ...] = ()
    """Declarations that the old version refers to here and the new version does not."""

    added_ids: tuple[Id, ...] = ()
    """Declarations that the new version refers to here and the old version does not."""

    inherited_from: Pair | None = None
    """Models that the field is inherited from, where they have the same difference."""

    travels: Directions = BOTH
    """Directions in which values reach the place."""

    repeated_at: tuple[ComparedPlace, ...] = ()
    """Further places with the same difference: in models that inherit the field, or where a schema
    is used."""

    @property
    def code(self) -> str | None:
        """Code with the worst impact of the directions in which values travel; None where the
        difference can be noticed in none of them."""
        codes = CODES_BY_DIRECTION.get(self.kind, (self.kind, self.kind))
        noticed = self.travels & self.directions
        found = [
            code
            for direction, code in zip(("request", "response"), codes, strict=True)
            if direction in noticed
        ]
        return min(found, key=lambda code: impact_of(code).rank, default=None)


@dataclass(frozen=True, slots=True)
class PairedReference:
    """References to two matching declarations at one place."""

    pair: Pair
    place: ComparedPlace
    directions: Directions = BOTH
    """Directions in which values travel from here."""

    nullable: tuple[bool, bool] = (False, False)
    """Null is also a value here: in the old version, in the new version."""

    is_inherited: bool = False
    """True if this is no place of a value, but the model that a field is inherited from."""


@dataclass(slots=True)
class PlaceComparison:
    """Result of comparing a place: its differences, and the declarations to compare in turn."""

    differences: list[Difference] = field(default_factory=list)
    references: list[PairedReference] = field(default_factory=list)

    def add(
        self, kind: str, place: ComparedPlace, old: str = "", new: str = "", **more: Any
    ) -> None:
        """Add a difference."""
        self.differences.append(Difference(kind, place, old, new, **more))

    def update(self, other: PlaceComparison) -> None:
        """Add the result of comparing a part of the place."""
        self.differences += other.differences
        self.references += other.references


def deprecation(docs: Docs) -> Docs:
    """Return only the deprecation."""
    return Docs(deprecated=docs.deprecated)


def docs_differences(old: Docs, new: Docs, place: ComparedPlace, noun: str) -> Iterator[Difference]:
    """Compare descriptions and deprecation; examples do not count.

    Args:
        old: old description.
        new: new description.
        place: described place.
        noun: first word of the codes, such as `field`.
    """
    if new.deprecated and not old.deprecated:
        yield Difference(f"{noun}-deprecated", place)
    elif old.deprecated and not new.deprecated:
        yield Difference("undeprecated", place)
    texts = (old.title, old.description, old.external_url)
    if texts != (new.title, new.description, new.external_url):
        yield Difference(f"{noun}-docs-changed", place)
