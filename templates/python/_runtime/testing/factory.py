"""Makes valid values of models."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from email.utils import format_datetime
from enum import Enum
from fractions import Fraction
from ipaddress import IPv4Address, IPv6Address
from random import Random
from typing import Any, TypeAlias, TypeVar, overload
from uuid import UUID

from .. import codec
from ..codec.annotations import Model, Named, Property
from ..codec.json_text import Report
from ..codec.compound import Alternatives, Positions
from ..codec.shapes import (
    NULL,
    REQUIRED,
    Array,
    Format,
    Integer,
    Map,
    Nullable,
    Number,
    Scalar,
    Shape,
)
from ..conversions import from_dict, replace
from . import texts

T = TypeVar("T")

Limits: TypeAlias = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Name of a class → name of a field → constraints on its value, by keywords of JSON Schema."""

_NO_LIMITS: Mapping[str, Any] = {}
_DEEP = 4
"""Depth from which lists are empty and fields are null, where they may be."""

_DEEPEST = 12
"""Depth of models in each other at which a value that requires a further one is given up."""


class Factory:
    """Makes valid values of models and other types: the same ones for the same seed.

    Example:
        factory = Factory(seed=7)
        pets = [factory(models.Pet) for _ in range(3)]
    """

    limits: Limits = {}
    """Constraints that types do not tell."""

    def __init__(self, seed: int = 0, *, optional: bool = False) -> None:
        """Create a factory.

        Args:
            seed: Determines all values that the factory makes.
            optional: Whether optional fields have values, up to a depth of three models.
        """
        self._random = Random(seed)
        self._optional = optional

    @overload
    def __call__(self, type_: type[T], /, **fields: Any) -> T: ...
    @overload
    def __call__(self, type_: Any, /, **fields: Any) -> Any: ...
    def __call__(self, type_: Any, /, **fields: Any) -> Any:
        """Make a value of a type.

        Args:
            type_: A model, or any other type of the client.
            fields: Fields of the model with given values.

        Raises:
            TypeError: The model has no such field.
            ValueError: The constraints of a field are such that no value was found.
        """
        shape = codec.shape(type_)
        value = from_dict(type_, self._made(shape, _NO_LIMITS, 0), strict=True)
        return replace(value, **fields) if fields else value

    # --- objects --------------------------------------------------------------------------------

    def _made(self, shape: Shape, limits: Mapping[str, Any], depth: int) -> Any:
        """Return a value as parsed JSON."""
        while isinstance(shape, (Named, Nullable)):
            shape = shape.shape if isinstance(shape, Named) else shape.inner
        if "enum" in limits:
            return self._random.choice(limits["enum"])
        if isinstance(shape, Model):
            return self._model(shape, depth)
        if isinstance(shape, Array):
            return self._list(lambda index: shape.item, limits, depth)
        if isinstance(shape, Map):
            count = limits.get("minProperties", 0)
            keys = limits.get("propertyNames", _NO_LIMITS)
            values = limits.get("additionalProperties", _NO_LIMITS)
            return {
                self._text(keys): self._made(shape.value, values, depth + 1)
                for _ in range(count)
            }
        if isinstance(shape, Alternatives):
            return self._member(shape, limits, depth)
        if isinstance(shape, Positions):
            parts = limits.get("prefixItems", ())
            return [
                self._made(
                    item, parts[index] if index < len(parts) else _NO_LIMITS, depth + 1
                )
                for index, item in enumerate(shape.items)
            ]
        return self._scalar(shape, limits)

    def _model(self, model: Model, depth: int) -> dict[str, Any]:
        if depth > _DEEPEST:
            raise RecursionError
        limits = self.limits.get(model.cls.__name__, {})
        made = {}
        for each in model.layout.properties:
            if self._is_made(each, depth):
                value = self._property(each, limits.get(each.name, _NO_LIMITS), depth)
                made[each.wire_name] = value
        return made

    def _is_made(self, each: Property, depth: int) -> bool:
        is_required = each.absent is REQUIRED
        return is_required or each.tells or (self._optional and depth < 3)

    def _property(self, each: Property, limits: Mapping[str, Any], depth: int) -> Any:
        if depth >= _DEEP and type(None) in each.shape.json_types:
            return None
        return self._made(each.shape, limits, depth + 1)

    def _list(
        self, item_at: Callable[[int], Shape], limits: Mapping[str, Any], depth: int
    ) -> list[Any]:
        least = limits.get("minItems", 0)
        most = limits.get("maxItems", max(least, 1))
        of_item = limits.get("items", _NO_LIMITS)
        is_unique = limits.get("uniqueItems", False)
        items: list[Any] = []
        for _ in range(100 + 2 * least):
            if len(items) >= max(least, min(1 if depth < _DEEP else 0, most)):
                break
            item = self._made(item_at(len(items)), of_item, depth + 1)
            if not (is_unique and item in items):
                items.append(item)
        return items

    def _member(
        self, union: Alternatives, limits: Mapping[str, Any], depth: int
    ) -> Any:
        """Return a value of one of the members of a union, which the union reads without a
        deviation."""
        for member in self._random.sample(union.members, len(union.members)):
            try:
                made = self._made(member, limits, depth + 1)
            except RecursionError:
                continue
            for value in _tagged(union, member, made):
                report = Report(strict=False)
                union.read(value, report, ())
                if not report.deviations:
                    return value
        raise RecursionError

    # --- scalars --------------------------------------------------------------------------------

    def _scalar(self, shape: Shape, limits: Mapping[str, Any]) -> Any:
        random = self._random
        kind = getattr(shape, "cls", None)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return random.choice([member.value for member in kind])
        if shape.constants:
            return random.choice(sorted(shape.constants, key=repr))
        if shape is NULL:
            return None
        if isinstance(shape, Format):
            return self._format(shape, limits)
        if isinstance(shape, Integer):
            return self._number(limits, is_whole=True)
        if isinstance(shape, Number):
            return self._number(limits, is_whole=False)
        if isinstance(shape, Scalar) and bool in shape.json_types:
            return random.choice((False, True))
        return self._text(limits)

    def _text(self, limits: Mapping[str, Any]) -> str:
        shortest, longest = limits.get("minLength"), limits.get("maxLength")
        if "pattern" in limits:
            return texts.matching(self._random, limits["pattern"], shortest, longest)
        make = texts.FORMATS.get(limits.get("format", ""))
        if make is not None:
            text = make(self._random)
            if len(text) >= (shortest or 0) and len(text) <= (longest or len(text)):
                return text
        return texts.text(self._random, shortest, longest)

    def _format(self, shape: Format, limits: Mapping[str, Any]) -> Any:
        """Return the JSON form of a value of another Python type."""
        random, kind = self._random, shape.python_type
        moment = texts.moment(random)
        is_number = str not in shape.json_types
        if kind is dt.datetime:
            if is_number:
                return int(moment.timestamp())
            is_http = shape.write is not None
            return (
                format_datetime(moment, usegmt=True)
                if is_http
                else texts.FORMATS["date-time"](random)
            )
        if kind in (Decimal, int):
            number = self._number(limits, is_whole=kind is int)
            return number if is_number else str(number)
        name = _NAMES.get(kind)
        return self._text(limits) if name is None else texts.FORMATS[name](random)

    def _number(self, limits: Mapping[str, Any], *, is_whole: bool) -> int | float:
        """Return a number within limits: a small one if there are none."""
        step = Fraction(limits.get("multipleOf", 1))
        if is_whole:
            step = Fraction(step.numerator)
        lowest, highest = _bounds(limits)
        if lowest is None:
            lowest = Fraction(1) if highest is None else highest - 100 * step
        if highest is None:
            highest = lowest + 100 * step
        first, last = math.ceil(lowest / step), math.floor(highest / step)
        first += first * step == limits.get("exclusiveMinimum")
        last -= last * step == limits.get("exclusiveMaximum")
        if first <= last:
            value = self._random.randint(first, last) * step
        elif is_whole:
            raise ValueError(f"no integer is within {dict(limits)}")
        else:
            value = (lowest + highest) / 2
        return int(value) if value.denominator == 1 else float(value)


def _tagged(union: Alternatives, member: Shape, value: Any) -> Iterator[Any]:
    """Yield a value of a member of a union, first with each value of the discriminator that stands
    for it."""
    while isinstance(member, Named):
        member = member.shape
    tag = getattr(union, "tag", None)
    if tag is not None and isinstance(value, dict):
        for name in tag.values_of(member):
            yield {**value, tag.property: name}
    yield value


def _bounds(limits: Mapping[str, Any]) -> tuple[Fraction | None, Fraction | None]:
    """Return the lowest and the highest number, exclusive ones included."""
    lower = [limits[name] for name in ("minimum", "exclusiveMinimum") if name in limits]
    upper = [limits[name] for name in ("maximum", "exclusiveMaximum") if name in limits]
    return (
        max(map(Fraction, lower)) if lower else None,
        min(map(Fraction, upper)) if upper else None,
    )


_NAMES: Mapping[type, str] = {
    dt.date: "date",
    dt.time: "time",
    dt.timedelta: "duration",
    IPv4Address: "ipv4",
    IPv6Address: "ipv6",
    UUID: "uuid",
    bytes: "byte",
}
"""Types of values, and the formats of their texts."""


class Maker:
    """Makes values, each with a new factory, so that they do not depend on others."""

    def __init__(self, factory: type[Factory]) -> None:
        self._factory = factory

    @overload
    def __call__(self, type_: type[T], /, **fields: Any) -> T: ...
    @overload
    def __call__(self, type_: Any, /, **fields: Any) -> Any: ...
    def __call__(self, type_: Any, /, **fields: Any) -> Any:
        """Make a value of a type; see `Factory`."""
        return self._factory()(type_, **fields)
