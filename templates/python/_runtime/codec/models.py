"""Shapes of model classes."""

from __future__ import annotations

import keyword
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from ..models import UNSET
from . import records
from .encoding import finite
from .json_text import UNSURE, unsure
from .metadata import metadata_table
from .report import Path, Report, expected
from .shape import (
    CATCH_ALL,
    REQUIRED,
    Block,
    Functions,
    JsonTypes,
    Mismatch,
    Shape,
)
from .values import ANYTHING, Map, Nullable

if TYPE_CHECKING:
    from .annotations import Types

FAST_DEPTH = 12
"""Depth up to which careful reading tries the fast form first: without a limit, a deeply nested
value with an error at its bottom would be read once for each level."""

_MOST_KEY_SETS = 64
_MOST_KEYS = 500


@dataclass(frozen=True, slots=True)
class Property:
    """A field of a model, and its property."""

    name: str
    wire_name: str
    shape: Shape
    """Shape of the property itself, without None for an omitted value."""

    absent: Any
    """Value of the field if the property is omitted: UNSET, None, or `REQUIRED`."""

    default: Any
    """Value of the field if a required property is missing: its only possible value, else None."""

    tells: bool = False
    """True if every object should have the property: it is required, or has a constant as its
    default."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Fields of a model class."""

    properties: tuple[Property, ...]
    rest: Shape | None
    """Shape of undeclared properties, if there is a field for them."""

    wire_names: frozenset[str]
    names: tuple[str, ...]
    """Names of the fields, in order."""

    extras: ExtraKeeper | None
    """None if undeclared properties are dropped."""

    @property
    def required(self) -> tuple[Property, ...]:
        """Properties that must not be omitted."""
        return tuple(each for each in self.properties if each.absent is REQUIRED)

    @property
    def telling(self) -> tuple[Property, ...]:
        """Properties whose constants may distinguish objects."""
        return tuple(each for each in self.properties if each.tells)


class Model(Shape):
    """Shape of objects with declared properties; the class is inspected when its first value
    arrives."""

    name = "an object"
    json_types: JsonTypes = frozenset({dict})
    decodes_by_call = True

    def __init__(self, cls: type, types: Types) -> None:
        self.cls = cls
        self.types = types
        self._functions = types.functions

    @cached_property
    def layout(self) -> Layout:
        """Fields of the class, inherited ones first."""
        wire_names = metadata_table(self.cls, "_wire")
        properties = []
        rest: Shape | None = None
        names = []
        for name, annotation, default in records.fields_of(self.cls):
            names.append(name)
            shape = self.types.shape(annotation)
            if name == CATCH_ALL:
                rest = shape.value if isinstance(shape, Map) else ANYTHING
            else:
                wire_name = wire_names.get(name, name)
                properties.append(_property(name, wire_name, shape, default))
        known = frozenset(each.wire_name for each in properties)
        taken = names if records.MODELS_ARE_DICTS else ()
        nulls = {
            each.wire_name: each.name for each in properties if each.absent is None
        }
        keeper = None
        if records.keeps_undeclared(self.cls):
            keeper = ExtraKeeper(None if rest else known.union(taken), nulls)
        return Layout(
            tuple(properties),
            rest,
            known,
            tuple(names),
            keeper,
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
        records.write_new(block, self.cls, layout.names)
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
            records.write_field(block, CATCH_ALL, "rest")
        records.write_end(block, self.cls)
        if layout.extras is not None:
            keep = block.constant(layout.extras.keep)
            declared = present if layout.rest is None else f"{present} - len(rest)"
            block.line(f"n = {declared} - {total}")
            block.line(f"if n: {keep}(o, d, n)")
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
        left_out = {
            each.name
            for each in layout.properties
            if each.absent is not REQUIRED
            and value.get(each.wire_name, each.absent) is each.absent
        }
        values = {
            each.name: _read_property(value, each, report, path)
            for each in layout.properties
        }
        if layout.rest is not None:
            values[CATCH_ALL] = {
                key: layout.rest.read(item, report, (*path, key))
                for key, item in value.items()
                if key not in layout.wire_names
            }
        instance = records.build(self.cls, values, left_out)
        if layout.extras is not None:
            layout.extras.keep(instance, value, -1)
        return instance

    def encoder(self, functions: Functions) -> str:
        """Return the name of a function that encodes instances of exactly this class."""
        hint = f"encode_{self.cls.__name__}"
        return functions.declare(("encode", self), hint, self.write_encoder, "o")

    def write_encoder(self, block: Block) -> None:
        records.write_subclasses(block, self)
        layout = self.layout
        entries = []
        conditional = []
        for each in layout.properties:
            value, condition = records.read_expression(
                _checked_name(each.name), each.absent
            )
            if condition:
                conditional.append((each, value, condition))
                continue
            variable = block.local()
            expression = each.shape.encode_expression(block, variable)
            if expression != variable:
                block.line(f"{variable} = {value}")
                value = expression
            entries.append(f"{each.wire_name!r}: {value}")
        block.line(f"r = {{{', '.join(entries)}}}")
        for each, value, condition in conditional:
            block.line(f"v = {value}")
            expression = each.shape.encode_expression(block, "v")
            block.line(f"if {condition}: r[{each.wire_name!r}] = {expression}")
        if layout.rest is not None:
            rest = records.rest_expression(block, layout.names)
            with block.indented(f"for k, v in {rest}.items():"):
                expression = layout.rest.encode_expression(block, "v")
                block.line(f"if k not in r: r[k] = {expression}")
        if layout.extras is not None:
            has_rest = layout.rest is not None
            records.write_extras(block, layout.names, has_rest=has_rest)
        block.line("return r")

    def encode_expression(self, block: Block, variable: str) -> str:
        call = f"{self.encoder(block.functions)}({variable})"
        cls = block.constant(records.type_of_instances(self.cls))
        return f"({call} if type({variable}) is {cls} else finite({variable}))"

    def encode(self, value: Any) -> Any:
        if type(value) is records.type_of_instances(self.cls):
            return self._functions[self.encoder(self._functions)](value)
        return finite(value)


def _property(name: str, wire_name: str, shape: Shape, default: Any) -> Property:
    if default is not REQUIRED:
        default = records.absence(default, shape.json_types)
    if default is UNSET:
        return Property(name, wire_name, shape, UNSET, UNSET)
    if default is None or (default is not REQUIRED and isinstance(shape, Nullable)):
        inner = shape.inner if isinstance(shape, Nullable) else shape
        tells = default is not None
        return Property(name, wire_name, inner, None, None, tells)
    if default is REQUIRED:
        default = shape.constants[0] if len(shape.constants) == 1 else None
    return Property(name, wire_name, shape, REQUIRED, default, True)


def _checked_name(name: str) -> str:
    if not name.isidentifier() or keyword.iskeyword(name):
        raise ValueError(f"{name!r} cannot be the name of a field")
    return name


def _write_property(block: Block, each: Property) -> None:
    """Add lines that set a field."""
    name = _checked_name(each.name)
    if each.absent is REQUIRED:
        value = f"d[{each.wire_name!r}]"
        if each.shape.decodes_by_call:
            value = each.shape.decode_call(block, value)
        else:
            block.line(f"v = {value}")
            each.shape.write_decode(block, "v")
            value = "v"
        records.write_field(block, name, value)
        return
    absent = "None" if each.absent is None else "UNSET"
    block.line(f"v = get({each.wire_name!r}, {absent})")
    with block.indented(f"if v is {absent}:"):
        block.line("absent += 1")
        records.write_omitted(block, name, absent)
    with block.indented("else:"):
        each.shape.write_decode(block, "v")
        records.write_field(block, name, "v")


def _read_property(
    value: dict[str, Any], each: Property, report: Report, path: Path
) -> Any:
    """Return the value of a field, read with error reports."""
    item = value.get(each.wire_name, each.absent)
    if item is REQUIRED:
        report.deviation((*path, each.wire_name), "the required property is missing")
        return each.default
    if item is each.absent:
        if item is None and unsure.strict and each.wire_name in value:
            message = expected(each.shape.name, None)
            report.deviation((*path, each.wire_name), message)
        return item
    return each.shape.read(item, report, (*path, each.wire_name))


class ExtraKeeper:
    """Keeps what the fields of an object do not tell: properties that its class does not declare,
    and null in an optional property that must not be null.

    Objects of one kind mostly have the same keys in the same order, so undeclared keys are cached
    by key sequence.
    """

    def __init__(
        self, known: frozenset[str] | None, optional: Mapping[str, str]
    ) -> None:
        """Create a keeper.

        Args:
            known: Names of declared properties; None if others have a field of their own.
            optional: Fields of the optional properties that must not be null, by their names on the
                wire.
        """
        self._known = known
        self._optional = optional
        self._by_keys: dict[tuple[str, ...], tuple[_Names, _Names]] = {}

    def keep(self, instance: Any, value: dict[str, Any], count: int) -> None:
        """Store what the fields of a model instance do not tell of the object it was read from.

        Args:
            instance: The model instance.
            value: The object.
            count: Number of properties to keep; -1 if it is unknown.

        Raises:
            Mismatch: There is such a null, and `unsure.strict` is set.
        """
        keys = tuple(value)
        undeclared, optional = self._by_keys.get(keys) or self._divided(keys)
        extra = {name: value[name] for name in undeclared}
        if extra:
            if not UNSURE.isdisjoint(map(type, extra.values())):
                unsure.met = True
            records.keep(instance, extra)
        if count == len(extra):
            return
        nulls = [name for name in optional if value[name] is None]
        if nulls:
            if unsure.strict:
                raise Mismatch
            records.keep_nulls(instance, extra, nulls, self._optional)

    def _divided(self, keys: tuple[str, ...]) -> tuple[_Names, _Names]:
        """Return the names among keys that are undeclared, and those in which null would have to be
        kept."""
        known = keys if self._known is None else self._known
        names = (
            tuple(key for key in keys if key not in known),
            tuple(key for key in keys if key in self._optional),
        )
        if len(self._by_keys) < _MOST_KEY_SETS and len(keys) < _MOST_KEYS:
            self._by_keys[keys] = names
        return names


_Names: TypeAlias = tuple[str, ...]
