"""Limits on what a request may hold, as generated modules tell them: plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

RuleLocation: TypeAlias = Literal[
    "path", "query", "header", "cookie", "querystring", "body"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """Limits on a value as it is sent, with the meaning of JSON Schema 2020-12."""

    minimum: float | None = None
    maximum: float | None = None
    exclusive_minimum: float | None = None
    exclusive_maximum: float | None = None
    multiple_of: float | None = None
    min_length: int | None = None
    """In code points."""

    max_length: int | None = None
    pattern: str | None = None
    """A regular expression of Python that is looked for in the text; `\\d`, `\\w` and `\\b` know
    ASCII only."""

    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False
    prefix: tuple[Constraints, ...] = ()
    """Of the leading items, by position."""

    items: Constraints | None = None
    """Of each item behind them."""

    contains: Constraints | None = None
    """What at least `min_contains` items fulfil."""

    min_contains: int = 1
    min_properties: int | None = None
    max_properties: int | None = None
    keys: Constraints | None = None
    patterns: tuple[tuple[str, Constraints], ...] = ()
    """Of the values of keys that match a pattern."""

    values: Constraints | None = None
    """Of the values of all other keys that are no fields."""

    types: tuple[str, ...] = ()
    """JSON types, where no annotation tells them."""

    enum: tuple[Any, ...] | None = None
    """Constants, where no annotation tells them."""

    closed: bool = False
    """Whether only the constants of the annotation are allowed, which admits others since answers
    may bring new ones."""

    secret: bool = False
    """Whether messages must not show the value."""


UNCONSTRAINED = Constraints()


@dataclass(frozen=True, slots=True)
class Rule:
    """What is known of an argument before a request is sent."""

    location: RuleLocation
    name: str
    """As it is sent; empty for a body."""

    type: str = ""
    """Type expression in the namespace of `models`; a body has its own."""

    constraints: Constraints = UNCONSTRAINED
    required: bool = field(default=False, kw_only=True)
    argument: str = field(default="", kw_only=True)
    """Name of the argument, where it is another one; empty for a body whose properties are
    arguments."""
