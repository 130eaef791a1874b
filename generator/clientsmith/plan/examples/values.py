"""Example values of arguments, as code that type-checks."""

from __future__ import annotations

import datetime as dt
import math
import re
from base64 import b64decode, urlsafe_b64decode
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from email.utils import parsedate_to_datetime
from ipaddress import IPv4Address, IPv6Address
from typing import Any, assert_never
from uuid import UUID

from ...encode.encoders import literal
from ...ir import (
    MISSING,
    NO_CONSTRAINTS,
    Anything,
    Constraints,
    Enumeration,
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
from ...types.directions import Direction
from ...types.expressions import free_names
from ...types.predicates import Traits
from ..models.models import FieldPlan, ModelPlan
from .texts import ANY_TEXT, fitting, text_for

_LONGEST_TEXT = 40
"""Characters of a text of the document that an example shows at most."""

_ENDINGS = {
    "application/gzip": ".gz",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/x-tar": ".tar",
    "application/xml": ".xml",
    "application/zip": ".zip",
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/plain": ".txt",
    "video/mp4": ".mp4",
}
"""Endings of file names by media type."""

_MOMENT = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Atom:
    """A value that is never broken into lines."""

    code: str
    uses: tuple[str, ...] = ()
    """Names that have to be imported for it, such as `UUID`."""

    file: str = ""
    """Name of the file that it is; empty for other values."""


def file_name(media_type: str, otherwise: str = "") -> str:
    """Return a name for a file of a media type.

    Args:
        media_type: the media type.
        otherwise: its ending where the media type does not tell.
    """
    return f"file{_ENDINGS.get(media_type, otherwise)}"


def file_to_send(media_type: str) -> Atom:
    """Return a file of a media type that is sent."""
    name = file_name(media_type, ".pdf")
    return Atom(f"Path({literal(name)})", ("Path",), name)


def constant_of(values: tuple[Any, ...], shown: Any) -> Any:
    """Return the document's example if it is one of the constants, else the first constant that is
    not null."""
    if is_one_of(shown, values):
        return shown
    return next((value for value in values if value is not None), None)


def is_one_of(shown: Any, values: tuple[Any, ...]) -> bool:
    """Return whether an example is one of a few constants, its JSON type included."""
    return any(type(shown) is type(value) and shown == value for value in values)


def scalar_of(kind: ScalarKind, shown: Any) -> Atom | None:
    """Return the example of a document as a value of a kind; None where it is none."""
    match kind, shown:
        case (ScalarKind.STRING | ScalarKind.BINARY), str() if is_short(shown):
            return Atom(literal(shown))
        case ScalarKind.INTEGER, int() if not isinstance(shown, bool) and abs(shown) < 2**63:
            return Atom(literal(shown))
        case ScalarKind.INTEGER_STRING, str() if shown.isascii() and shown.isdecimal():
            return Atom(literal(int(shown))) if len(shown) < _LONGEST_TEXT else None
        case ScalarKind.NUMBER, int() | float() if not isinstance(shown, bool):
            is_plain = abs(shown) < 2**63 and math.isfinite(shown)
            return Atom(literal(shown)) if is_plain else None
        case ScalarKind.BOOLEAN, bool():
            return Atom(literal(shown))
        case ScalarKind.NULL, None:
            return Atom("None")
        case (ScalarKind.DECIMAL | ScalarKind.DECIMAL_NUMBER), str() | int() | float():
            return _decimal(shown)
        case kind, str() if kind in _PARSED and is_short(shown):
            with suppress(ValueError, OverflowError):
                return _parsed(kind, shown)
    return None


_PARSED = (
    ScalarKind.DATE_TIME,
    ScalarKind.DATE,
    ScalarKind.UUID,
    ScalarKind.IPV4,
    ScalarKind.IPV6,
)
"""Kinds whose examples are read as the client reads values."""


def _parsed(kind: ScalarKind, text: str) -> Atom:
    match kind:
        case ScalarKind.UUID:
            return Atom(f'UUID("{UUID(text)}")', ("UUID",))
        case ScalarKind.IPV4:
            return Atom(f'IPv4Address("{IPv4Address(text)}")', ("IPv4Address",))
        case ScalarKind.IPV6:
            return Atom(f"IPv6Address({literal(str(IPv6Address(text)))})", ("IPv6Address",))
        case ScalarKind.DATE:
            return _date(dt.date.fromisoformat(text))
        case _:
            return _moment(dt.datetime.fromisoformat(text))


def _decimal(shown: str | float) -> Atom | None:
    with suppress(InvalidOperation, ValueError):
        number = Decimal(str(shown))
        if not isinstance(shown, bool) and number.is_finite() and is_short(str(number)):
            return Atom(f'Decimal("{number}")', ("Decimal",))
    return None


def _date(value: dt.date) -> Atom:
    return Atom(f"date({value.year}, {value.month}, {value.day})", ("date",))


def _moment(value: dt.datetime) -> Atom:
    zone: tuple[str, ...] = ()
    if value.tzinfo is not None:
        value = value.astimezone(dt.UTC)
        zone = ("tzinfo=UTC",)
    numbers = [value.year, value.month, value.day, value.hour, value.minute, value.second]
    while len(numbers) > 3 and not numbers[-1]:
        numbers.pop()
    code = f"datetime({', '.join((*map(str, numbers), *zone))})"
    return Atom(code, ("UTC", "datetime") if zone else ("datetime",))


def _listed(kind: ScalarKind, text: str) -> Atom:
    """Return one of the texts that the document lists, exactly, as a value of a kind."""
    match kind:
        case ScalarKind.BASE64:
            return _octets(b64decode(text))
        case ScalarKind.BASE64URL:
            return _octets(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        case ScalarKind.HTTP_DATE:
            return _moment(parsedate_to_datetime(text))
        case ScalarKind.DATE_TIME:
            return Atom(f"datetime.fromisoformat({literal(text)})", ("datetime",))
        case ScalarKind.TIME:
            return Atom(f"time.fromisoformat({literal(text)})", ("time",))
        case ScalarKind.DURATION:
            return _length(text)
        case ScalarKind.INTEGER_STRING:
            return Atom(literal(int(text)))
    shown = scalar_of(kind, text)
    return Atom(literal(text)) if shown is None else shown


def _octets(value: bytes) -> Atom:
    return Atom(f"bytes.fromhex({literal(value.hex())})")


def _length(text: str) -> Atom:
    """Return an ISO 8601 duration of days, hours, minutes and seconds."""
    parts = {
        name: int(found[1])
        for name, letter in (("days", "D"), ("hours", "H"), ("minutes", "M"), ("seconds", "S"))
        if (found := re.search(rf"(\d+){letter}", text))
    }
    code = f"timedelta({', '.join(f'{name}={number}' for name, number in parts.items())})"
    return Atom(f"-{code}" if text.startswith("-") else code, ("timedelta",))


def natural(kind: ScalarKind, limits: Constraints, text: str = ANY_TEXT) -> Atom:
    """Return a short value of a kind that looks like one; a text without a format is `text`, if the
    constraints allow it."""
    match kind:
        case ScalarKind.STRING | ScalarKind.BINARY:
            return Atom(literal(fitting(text, limits)))
        case ScalarKind.INTEGER | ScalarKind.INTEGER_STRING:
            return Atom(literal(math.ceil(_within(1, limits))))
        case ScalarKind.NUMBER:
            return Atom(literal(float(_within(1, limits))))
        case ScalarKind.DECIMAL | ScalarKind.DECIMAL_NUMBER:
            return Atom('Decimal("1.50")', ("Decimal",))
        case ScalarKind.BOOLEAN:
            return Atom("True")
        case ScalarKind.NULL:
            return Atom("None")
        case ScalarKind.BASE64 | ScalarKind.BASE64URL:
            return Atom('b"data"')
        case ScalarKind.DATE_TIME | ScalarKind.HTTP_DATE | ScalarKind.UNIX_TIME:
            return _moment(_MOMENT)
        case ScalarKind.DATE:
            return _date(_MOMENT.date())
        case ScalarKind.TIME:
            return Atom("time(12, 30)", ("time",))
        case ScalarKind.DURATION:
            return Atom("timedelta(hours=1)", ("timedelta",))
        case ScalarKind.IPV4:
            return Atom('IPv4Address("192.0.2.1")', ("IPv4Address",))
        case ScalarKind.IPV6:
            return Atom('IPv6Address("2001:db8::1")', ("IPv6Address",))
        case ScalarKind.UUID:
            return Atom('UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")', ("UUID",))
        case _:
            assert_never(kind)


def _within(number: float, limits: Constraints) -> float:
    """Return the number, or the nearest limit where it is beyond one."""
    lowest = limits.minimum
    if limits.exclusive_minimum is not None:
        lowest = max(limits.exclusive_minimum + 1, number if lowest is None else lowest)
    highest = limits.maximum
    if limits.exclusive_maximum is not None:
        highest = min(limits.exclusive_maximum - 1, number if highest is None else highest)
    if lowest is not None and number < lowest < 2**63:
        return lowest
    if highest is not None and number > highest > -(2**63):
        return highest
    return number


def anything(shown: Any, placeholder: str | None = None) -> Atom:
    """Return a JSON value as it is where it is short; else a text, or an empty object without one."""
    if shown is not MISSING:
        with suppress(TypeError, RecursionError):
            code = literal(shown)
            if len(code) <= _LONGEST_TEXT and code.isprintable():
                return Atom(code)
    return Atom("{}" if placeholder is None else literal(placeholder))


def is_short(text: str) -> bool:
    """Return whether a text of the document can stand in an example."""
    return 0 < len(text) <= _LONGEST_TEXT and text.isprintable()


_MOST_ITEMS = 3
_DEEPEST = 20
"""Unions in unions that an example of the document is compared with."""

_MOST_STEPS = 2000
"""Types that are looked at for one value at most."""


@dataclass(frozen=True, slots=True)
class Group:
    """A call, a list, a tuple or a dict."""

    start: str
    parts: tuple[tuple[str, Value], ...]
    """Prefix of each part, such as `name=`, and the part."""

    end: str
    uses: tuple[str, ...] = ()


Value = Atom | Group


@dataclass(frozen=True, slots=True)
class Sample:
    """The document's information about a value, for an example of it."""

    type: Type
    shown: Any = MISSING
    """An example or a default of the document."""

    constraints: Constraints = NO_CONSTRAINTS
    is_file: bool = False
    """True if binary is the content of a file."""

    media_type: str = ""
    """That of the file, where it is the whole body."""

    is_filled: bool = False
    """True if it must not be empty, as in a path."""

    placeholder: str = ANY_TEXT
    """A text that stands for one that the document shows no example of."""


class _NoValue(Exception):
    """Raised for a type without an example value, such as one that needs itself."""


class ExampleValues:
    """Creates example values: the document's own where they fit the type, else short ones.

    Args:
        models: names of types.
        traits: what types are like.
    """

    def __init__(self, models: ModelPlan, traits: Traits) -> None:
        self._models = models
        self._traits = traits
        self._steps = 0

    def of(self, sample: Sample) -> Value | None:
        """Return a value; None where there is none, or none that is short enough."""
        self._steps = 0
        try:
            return self._value(sample, ())
        except _NoValue:
            return None

    def _value(self, sample: Sample, around: tuple[str, ...]) -> Value:
        """Return a value of a type, inside of models and types that are being made."""
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise _NoValue
        if isinstance(sample.type, Named) and self._models.model_of(sample.type) is None:
            if sample.type.id in around:
                raise _NoValue
            around = (*around, sample.type.id)
        type_ = self._traits.resolved(sample.type)
        match type_:
            case Scalar(kind):
                return self._scalar(kind, sample)
            case Literals(values):
                return Atom(literal(constant_of(values, sample.shown)))
            case ListOf(item):
                return self._list(item, sample, around)
            case TupleOf(items, rest):
                return self._tuple(items, rest, sample, around)
            case MapOf(value):
                return self._map(value, sample, around)
            case Nullable(inner):
                return self._value(replace(sample, type=inner), around)
            case OneOf(members):
                return self._member(members, sample, around)
            case Named():
                return self._named(type_, sample, around)
            case Anything() if sample.is_filled:
                is_empty = sample.shown in (None, "", [], {})
                return anything(MISSING if is_empty else sample.shown, sample.placeholder)
            case Anything():
                return anything(sample.shown)
            case _:
                assert_never(type_)

    def _scalar(self, kind: ScalarKind, sample: Sample) -> Atom:
        if kind is ScalarKind.NULL and sample.is_filled:
            raise _NoValue
        if kind is ScalarKind.BINARY and sample.is_file:
            return file_to_send(sample.media_type)
        constants = sample.constraints.constants
        if constants is not None:
            return _listed(kind, constant_of(constants, sample.shown))
        shown = scalar_of(kind, sample.shown)
        return natural(kind, sample.constraints, sample.placeholder) if shown is None else shown

    # --- containers ---------------------------------------------------------------------------

    def _list(self, item: Type, sample: Sample, around: tuple[str, ...]) -> Group:
        shown = sample.shown if isinstance(sample.shown, list) else []
        limits = sample.constraints.items or NO_CONSTRAINTS
        one = replace(
            _part(sample, item),
            constraints=limits,
            is_file=sample.is_file,
            is_filled=sample.is_filled,
        )
        fitting = [each for each in shown[:_MOST_ITEMS] if self._fits(item, each)]
        try:
            values = [self._value(replace(one, shown=each), around) for each in fitting]
            if not values:
                values = [self._value(one, around)]
        except _NoValue:
            if sample.is_filled:
                raise
            values = []
        return Group("[", tuple(("", value) for value in values), "]")

    def _tuple(
        self, items: tuple[Type, ...], rest: Type | None, sample: Sample, around: tuple[str, ...]
    ) -> Group:
        if not items and rest is not None:
            return self._list(rest, sample, around)
        shown = sample.shown if isinstance(sample.shown, list) else []
        values = [
            self._value(
                _part(sample, item, shown[index] if index < len(shown) else MISSING), around
            )
            for index, item in enumerate(items)
        ]
        end = ",)" if len(values) == 1 else ")"
        return Group("(", tuple(("", value) for value in values), end)

    def _map(self, type_: Type, sample: Sample, around: tuple[str, ...]) -> Group:
        shown = sample.shown if isinstance(sample.shown, dict) else {}
        parts = [
            (f"{literal(key)}: ", self._value(_part(sample, type_, value), around))
            for key, value in list(shown.items())[:_MOST_ITEMS]
            if is_short(key) and self._fits(type_, value)
        ]
        if sample.is_filled and not parts:
            parts = [('"key": ', self._value(_part(sample, type_), around))]
        return Group("{", tuple(parts), "}")

    def _member(self, members: tuple[Type, ...], sample: Sample, around: tuple[str, ...]) -> Value:
        """Return a value of the member that the document shows, else of the one with the shortest
        value."""
        fitting = [each for each in members if self._fits(each, sample.shown)]
        found: list[Value] = []
        for member in fitting[:1] or members:
            with suppress(_NoValue):
                found.append(self._value(replace(sample, type=member), around))
        if not found:
            raise _NoValue
        return min(found, key=lambda value: len(flat(value)))

    # --- declarations -------------------------------------------------------------------------

    def _named(self, type_: Named, sample: Sample, around: tuple[str, ...]) -> Value:
        model = self._models.model_of(type_)
        if model is not None:
            return self._model(model, sample, around)
        declaration = self._models.declaration(type_.id)
        if not isinstance(declaration, Enumeration):
            raise _NoValue
        value = constant_of(declaration.values, sample.shown)
        member = self._models.enum_member(declaration.id, value)
        return Atom(member, ("models",)) if member else Atom(literal(value))

    def _model(self, model: Model, sample: Sample, around: tuple[str, ...]) -> Group:
        if model.id in around:
            raise _NoValue
        shown = sample.shown if isinstance(sample.shown, dict) else {}
        plans = self._models.field_plans(model.id, Direction.REQUEST)
        needed = [plan for plan in plans if self._has_to_be_given(plan)]
        if sample.is_filled and not needed:
            needed = [plan for plan in plans if plan.field and not self._is_null(plan.field.type)]
            needed = needed[:1]
        samples = [(plan, sample_of_field(plan, shown)) for plan in needed]
        parts = tuple(
            (f"{plan.name}=", self._value(part, (*around, model.id))) for plan, part in samples
        )
        class_ = self._models.class_expression(model.id, Direction.REQUEST)
        return Group(f"{class_}(", parts, ")", ("models",))

    def _is_null(self, type_: Type) -> bool:
        return self._traits.resolved(type_) == Scalar(ScalarKind.NULL)

    def _has_to_be_given(self, plan: FieldPlan) -> bool:
        """Return whether a class does not fill in a value itself; a TypedDict fills in none."""
        is_constant = plan.field is not None and plan.field.required
        return not plan.default or (is_constant and self._models.style == "typeddict")

    # --- what the document shows --------------------------------------------------------------

    def _fits(self, type_: Type, shown: Any, depth: int = 0) -> bool:
        """Return whether an example of the document could be of a type."""
        if shown is MISSING or depth > _DEEPEST:
            return False
        type_ = self._traits.resolved(type_)
        match type_:
            case Scalar(kind):
                return scalar_of(kind, shown) is not None
            case Literals(values):
                return is_one_of(shown, values)
            case ListOf() | TupleOf():
                return isinstance(shown, list)
            case MapOf():
                return isinstance(shown, dict)
            case Nullable(inner):
                return self._fits(inner, shown, depth + 1)
            case OneOf(members):
                return any(self._fits(member, shown, depth + 1) for member in members)
            case Anything():
                return True
            case Named(id_):
                model = self._models.model_of(type_)
                if model is not None:
                    return isinstance(shown, dict) and self._fits_model(model, shown)
                declaration = self._models.declaration(id_)
                return isinstance(declaration, Enumeration) and is_one_of(shown, declaration.values)
            case _:
                assert_never(type_)

    def _fits_model(self, model: Model, shown: Mapping[str, Any]) -> bool:
        for field in model.fields:
            if field.wire_name not in shown:
                if field.required and not field.read_only:
                    return False
            elif isinstance(constants := self._traits.resolved(field.type), Literals) and not (
                is_one_of(shown[field.wire_name], constants.values)
            ):
                return False
        return True


def sample_of_field(plan: FieldPlan, shown: Mapping[str, Any] = {}) -> Sample:
    """Return the sample of a property.

    Args:
        plan: the property.
        shown: an example of the object that it belongs to.
    """
    field = plan.field
    if field is None:
        return Sample(MapOf(Anything()))
    candidates = (shown.get(field.wire_name, MISSING), field.example, field.default)
    return Sample(
        field.type,
        next((each for each in candidates if each is not MISSING), MISSING),
        field.constraints,
        is_file="FileInput" in free_names(plan.annotation),
        placeholder=text_for(field.wire_name),
    )


def _part(whole: Sample, type_: Type, shown: Any = MISSING) -> Sample:
    """Return the sample of a part of a value."""
    return Sample(type_, shown, placeholder=whole.placeholder)


def flat(value: Value) -> str:
    """Return a value on one line."""
    if isinstance(value, Atom):
        return value.code
    parts = ", ".join(f"{before}{flat(part)}" for before, part in value.parts)
    return f"{value.start}{parts}{value.end}"


def used_names(value: Value) -> Iterator[str]:
    """Yield names that have to be imported for a value."""
    yield from value.uses
    if isinstance(value, Group):
        for _, part in value.parts:
            yield from used_names(part)


def used_files(value: Value) -> Iterator[str]:
    """Yield names of the files that a value sends."""
    if isinstance(value, Group):
        for _, part in value.parts:
            yield from used_files(part)
    elif value.file:
        yield value.file
