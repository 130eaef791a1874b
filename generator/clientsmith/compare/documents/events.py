"""What was found at a place, before it is known which way values travel there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from ...ir import Id
from ..change import KINDS
from .where import Pair, Where


class Direction(Enum):
    """Which way a value travels, seen from the client."""

    REQUEST = "request"
    RESPONSE = "response"


Directions = frozenset[Direction]

REQUESTS: Directions = frozenset({Direction.REQUEST})
RESPONSES: Directions = frozenset({Direction.RESPONSE})
BOTH: Directions = REQUESTS | RESPONSES


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is different at a place."""

    kind: str
    """Key of `JUDGEMENTS`, or a code that is the same in both directions."""

    where: Where
    old: str = ""
    """What stands there in the old version, as messages show it."""

    new: str = ""
    """The same of the new version."""

    detail: str = ""
    """What it is about within its place, such as a constant; part of the subject."""

    directions: Directions = BOTH
    """Those in which it can be noticed."""

    gone: tuple[Id, ...] = ()
    """Declarations that the place referred to and does not any more."""

    come: tuple[Id, ...] = ()
    """Declarations that the place refers to and did not."""

    inherited: Pair | None = None
    """The declarations that the field is taken from, where they tell it, too."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Two declarations that stand for each other at a place."""

    pair: Pair
    where: Where
    """Where they were met."""

    directions: Directions = BOTH
    """The ways in which values get there."""

    nullable: tuple[bool, bool] = (False, False)
    """Whether null is a value here besides, in both versions."""

    is_inherited: bool = False
    """Whether it is no place of a value, but the model that a field is taken from."""


JUDGEMENTS: dict[str, tuple[str, str]] = {
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
"""Kind → code for requests, code for responses; other kinds are codes themselves."""


def code_of(event: Event, directions: Collection[Direction]) -> str | None:
    """The code of an event where values travel in these directions: the worst of what it means to
    each; None where it is noticed in none of them."""
    noticed = [each for each in Direction if each in directions and each in event.directions]
    if not noticed:
        return None
    codes = JUDGEMENTS.get(event.kind, (event.kind, event.kind))
    found = (codes[0] if each is Direction.REQUEST else codes[1] for each in noticed)
    return min(found, key=lambda code: KINDS[code].impact.rank)
