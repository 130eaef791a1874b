"""The shape of a model class."""

from __future__ import annotations

import dataclasses
import keyword
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..model import APIModel
from ..unset import UNSET
from .containers import Map, Nullable
from .encoding import sound
from .functions import Block, Functions
from .json_text import UNSURE, unsure
from .report import Path, Report, expected
from .scalars import ANYTHING
from .shape import NO_LIKENESS, JsonTypes, Likeness, Shape

if TYPE_CHECKING:
    from .annotations import Types

CATCH_ALL = "additional_properties"
"""Name of the field that holds every undeclared property, where the document gives them a type."""

FAST_DEPTH = 12
"""How deep careful reading still tries the fast form first: with no limit, a value that is nested
deeply and wrong at its bottom would be read once for each level above."""

_MOST_KEY_SETS = 64
_MOST_KEYS = 500


@dataclass(frozen=True, slots=True)
class Property:
    """A field of a model, and the property that it holds."""

    name: str
    wire_name: str
    shape: Shape
    """The shape of the property itself: None for "left out" is not part of it."""

    absent: Any
    """Value of the field where the property is left out: UNSET, None, or `REQUIRED`."""

    default: Any
    """Value of the field where a required property is missing."""

    tells: bool = False
    """Whether every object has the property, or is meant to: it is required, or has a constant as
    its default."""


REQUIRED = object()


@dataclass(frozen=True, slots=True)
class Layout:
    """What a model class consists of."""

    properties: tuple[Property, ...]
    rest: Shape | None
    """Shape of undeclared properties where there is a field for them."""

    wire_names: frozenset[str]
    extras: ExtraKeeper | None
    """None where undeclared properties have nowhere to go, or a field of their own."""

    @property
    def required(self) -> tuple[Property, ...]:
        """Properties that cannot be left out."""
        return tuple(each for each in self.properties if each.absent is REQUIRED)

    @property
    def telling(self) -> tuple[Property, ...]:
        """Properties whose constants may tell objects apart."""
        return tuple(each for each in self.properties if each.tells)


class Model(Shape):
    """A dataclass; it is taken apart when its first value comes."""

    name = "an object"
    json_types: JsonTypes = frozenset({dict})
    decodes_by_call = True

    def __init__(self, cls: type, types: Types) -> None:
        self.cls = cls
        self._types = types
        self._functions = types.functions

    @cached_property
    def layout(self) -> Layout:
        """What the class consists of, inherited fields first."""
        wire_names: dict[str, str] = {}
        for base in reversed(self.cls.__mro__):
            wire_names.update(base.__dict__.get("_wire", ()))
        properties = []
        rest: Shape | None = None
        for field in dataclasses.fields(self.cls):
            shape = self._types.shape(field.type)
            if field.name == CATCH_ALL:
                rest = shape.value if isinstance(shape, Map) else ANYTHING
            else:
                properties.append(
                    _property(field, wire_names.get(field.name, field.name), shape)
                )
        known = frozenset(each.wire_name for each in properties)
        keeps = rest is None and issubclass(self.cls, APIModel)
        return Layout(
            tuple(properties), rest, known, ExtraKeeper(known) if keeps else None
        )

    # --- decoding -----------------------------------------------------------------------------

    def decoder(self, functions: Functions) -> str:
        hint = f"decode_{self.cls.__name__}"
        return functions.declare(("decode", self), hint, self.write_decoder, "d")

    def write_decoder(self, block: Block) -> None:
        layout = self.layout
        total = len(layout.properties)
        if total == 0:
            block.line("if type(d) is not dict: raise Mismatch")
        block.line(f"o = new({block.constant(self.cls)})")
        present = "len(d)"
        if any(each.absent is not REQUIRED for each in layout.properties):
            present = "len(d) + absent"
            block.line("get = d.get")
            block.line("absent = 0")
        for each in layout.properties:
            _write_property(block, each)
        if layout.rest is not None:
            known = block.constant(layout.wire_names)
            block.line("rest = {}")
            undeclared = f"d.items() if {present} != {total} else ()"
            with block.indented(f"for k, v in {undeclared}:"):
                block.line(f"if k in {known}: continue")
                layout.rest.write_decode(block, "v")
                block.line("rest[k] = v")
            block.line(f"o.{CATCH_ALL} = rest")
        elif layout.extras is not None:
            keep = block.constant(layout.extras.keep)
            block.line(f"if {present} != {total}: {keep}(o, d)")
        block.line("return o")

    def read(self, value: Any, report: Report, path: Path) -> Any:
        if type(value) is not dict:
            report.deviation(path, expected(self.name, value))
            return value
        if len(path) < FAST_DEPTH:
            try:
                return self._functions[self.decoder(self._functions)](value)
            except Exception:  # whatever the value makes of the generated code
                pass
        layout = self.layout
        instance: Any = object.__new__(self.cls)
        for each in layout.properties:
            setattr(instance, each.name, _read_property(value, each, report, path))
        if layout.rest is not None:
            rest = {
                key: layout.rest.read(item, report, (*path, key))
                for key, item in value.items()
                if key not in layout.wire_names
            }
            setattr(instance, CATCH_ALL, rest)
        elif layout.extras is not None:
            layout.extras.keep(instance, value)
        return instance

    def likeness(self, value: Any, depth: int) -> Likeness:
        if type(value) is not dict:
            return NO_LIKENESS
        wrong = known = 0
        for each in self.layout.properties:
            item = value.get(each.wire_name, each.absent)
            if item is REQUIRED:
                wrong += 1
            elif item is not each.absent:
                known += 1
                if depth:
                    wrong -= each.shape.likeness(item, depth - 1)[0]
                elif type(item) not in each.shape.json_types:
                    wrong += 1
        return (-wrong, known)

    # --- encoding -----------------------------------------------------------------------------

    def encoder(self, functions: Functions) -> str:
        """The name of a function that encodes instances of exactly this class."""
        hint = f"encode_{self.cls.__name__}"
        return functions.declare(("encode", self), hint, self.write_encoder, "o")

    def write_encoder(self, block: Block) -> None:
        layout = self.layout
        entries = []
        for each in layout.required:
            variable = block.local()
            value = f"o.{_checked_name(each.name)}"
            expression = each.shape.encode_expression(block, variable)
            if expression != variable:
                block.line(f"{variable} = {value}")
                value = expression
            entries.append(f"{each.wire_name!r}: {value}")
        block.line(f"r = {{{', '.join(entries)}}}")
        for each in layout.properties:
            if each.absent is not REQUIRED:
                block.line(f"v = o.{_checked_name(each.name)}")
                absent = "None" if each.absent is None else "UNSET"
                expression = each.shape.encode_expression(block, "v")
                block.line(
                    f"if v is not {absent}: r[{each.wire_name!r}] = {expression}"
                )
        if layout.rest is not None:
            with block.indented(f"for k, v in o.{CATCH_ALL}.items():"):
                expression = layout.rest.encode_expression(block, "v")
                block.line(f"if k not in r: r[k] = {expression}")
        elif layout.extras is not None:
            block.line("extra = getattr(o, '_extra', None)")
            block.line("if extra: add_extras(r, extra)")
        block.line("return r")

    def encode_expression(self, block: Block, variable: str) -> str:
        call = f"{self.encoder(block.functions)}({variable})"
        cls = block.constant(self.cls)
        return f"({call} if type({variable}) is {cls} else sound({variable}))"

    def encode(self, value: Any) -> Any:
        if type(value) is self.cls:
            return self._functions[self.encoder(self._functions)](value)
        return sound(value)

    def holds(self, value: Any) -> bool:
        return isinstance(value, self.cls)


def _property(field: dataclasses.Field[Any], wire_name: str, shape: Shape) -> Property:
    default = field.default
    if default is UNSET:
        return Property(field.name, wire_name, shape, UNSET, UNSET)
    if default is None or (
        default is not dataclasses.MISSING and isinstance(shape, Nullable)
    ):
        inner = shape.inner if isinstance(shape, Nullable) else shape
        tells = default is not None
        return Property(field.name, wire_name, inner, None, None, tells)
    if default is dataclasses.MISSING:
        default = None
    return Property(field.name, wire_name, shape, REQUIRED, default, True)


def _checked_name(name: str) -> str:
    if not name.isidentifier() or keyword.iskeyword(name):
        raise ValueError(f"{name!r} cannot be the name of a field")
    return name


def _write_property(block: Block, each: Property) -> None:
    """Add lines that set a field."""
    target = f"o.{_checked_name(each.name)}"
    if each.absent is REQUIRED:
        value = f"d[{each.wire_name!r}]"
        if each.shape.decodes_by_call:
            block.line(f"{target} = {each.shape.decode_call(block, value)}")
            return
        block.line(f"v = {value}")
        each.shape.write_decode(block, "v")
    else:
        absent = "None" if each.absent is None else "UNSET"
        block.line(f"v = get({each.wire_name!r}, {absent})")
        block.line(f"if v is {absent}: absent += 1")
        with block.indented("else:"):
            each.shape.write_decode(block, "v")
    block.line(f"{target} = v")


def _read_property(
    value: dict[str, Any], each: Property, report: Report, path: Path
) -> Any:
    """The value of a field, read with care."""
    item = value.get(each.wire_name, each.absent)
    if item is REQUIRED:
        report.deviation((*path, each.wire_name), "the required property is missing")
        return each.default
    if item is each.absent:
        return item
    return each.shape.read(item, report, (*path, each.wire_name))


class ExtraKeeper:
    """Keeps the properties of JSON objects that their class does not declare.

    Objects of one kind mostly have the same keys in the same order, so which of them are undeclared
    is looked up.
    """

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._undeclared: dict[tuple[str, ...], tuple[str, ...]] = {}

    def keep(self, instance: Any, value: dict[str, Any]) -> None:
        """Put the undeclared properties of an object where its model keeps them."""
        keys = tuple(value)
        names = self._undeclared.get(keys)
        if names is None:
            names = tuple(key for key in keys if key not in self._known)
            if len(self._undeclared) < _MOST_KEY_SETS and len(keys) < _MOST_KEYS:
                self._undeclared[keys] = names
        if names:
            instance._extra = extra = {name: value[name] for name in names}
            if not UNSURE.isdisjoint(map(type, extra.values())):
                unsure.met = True


def add_extras(encoded: dict[str, Any], extras: dict[str, Any]) -> None:
    """Put undeclared properties behind the declared ones, which win."""
    for key, item in extras.items():
        if key not in encoded:
            encoded[key] = sound(item)
