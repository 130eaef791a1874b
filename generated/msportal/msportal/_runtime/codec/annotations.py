"""Shapes of annotations, those of model classes among them, and the namespace of annotations."""

from __future__ import annotations

import builtins
import dataclasses
import datetime as dt
import ipaddress
import keyword
import types
import typing
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from importlib import import_module
from threading import RLock
from types import NoneType
from typing import Annotated, Any, ForwardRef, Literal, Optional, TypeAlias
from uuid import UUID

from ..models import UNSET, BareAPIModel, Unset
from .json_text import (
    LARGEST,
    UNSURE,
    Path,
    Report,
    add_extras,
    expected,
    finite,
    unsure,
)
from .shapes import (
    ANYTHING,
    BOOLEAN,
    CATCH_ALL,
    EVERY_JSON_TYPE,
    FORMATS,
    INTEGER,
    NULL,
    NUMBER,
    REQUIRED,
    STRING,
    Array,
    Block,
    Function,
    Functions,
    JsonTypes,
    Map,
    Mismatch,
    Nullable,
    Shape,
    TypeSupport,
)

_BUILTIN_TYPES = (bool, bytes, dict, float, int, list, object, str, tuple)

_RUNTIME: dict[str, Any] = {
    # In front of the package, where a module of models may be called `int`.
    **{type_.__name__: type_ for type_ in _BUILTIN_TYPES},
    "builtins": builtins,
    "dt": dt,
    "UUID": UUID,
    "_ip": ipaddress,
    # Where a field hides the name.
    "_builtins": builtins,
    "_dt": dt,
    "Decimal": Decimal,
    "Any": Any,
    "Literal": Literal,
    "Annotated": Annotated,
    "Union": typing.Union,
    "Optional": Optional,
    "Unset": Unset,
    "UNSET": UNSET,
}
"""Names in the annotations of every client that are not models."""


class Namespace(Mapping[str, Any]):
    """Namespace in which annotations are evaluated: names of the runtime, those of the types that
    the client has in particular, then those of the `models` package."""

    def __init__(self, module: types.ModuleType | str) -> None:
        """Create a namespace; `module` may be the name of a module, which is imported when first
        needed."""
        self._module = module
        self.name = module if isinstance(module, str) else module.__name__
        """Name of the `models` package."""

    @property
    def supported(self) -> tuple[TypeSupport, ...]:
        """Types that not every client has."""
        if isinstance(self._module, str):
            self._module = import_module(self._module)
        found: tuple[TypeSupport, ...] = getattr(self._module, "_TYPES", ())
        return found

    def __getitem__(self, name: str) -> Any:
        if name in _RUNTIME:
            return _RUNTIME[name]
        for support in self.supported:
            if name in support.names:
                return support.names[name]
        try:
            return getattr(self._module, name)
        except AttributeError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(_RUNTIME)

    def __len__(self) -> int:
        return len(_RUNTIME)

    def evaluate(self, text: str) -> Any:
        """Evaluate an annotation, which is code of the package."""
        code = compile(text.strip(), "<annotation>", "eval")
        return eval(code, {"__builtins__": builtins}, self)


def is_union(annotation: Any) -> bool:
    """Return whether a type is a union, `X | Y` or `Union[X, Y]`."""
    return typing.get_origin(annotation) in (typing.Union, types.UnionType)


def is_beside_its_type(part: Any, parts: Collection[Any]) -> bool:
    """Return whether a part of a union is constants of types that are parts themselves, of which
    every value is allowed."""
    return typing.get_origin(part) is Literal and all(
        type(value) in parts for value in typing.get_args(part)
    )


# --- shapes of annotations ------------------------------------------------------------

_GENERATED: dict[str, object] = {
    "Mismatch": Mismatch,
    "UNSET": UNSET,
    "finite": finite,
    "UNSURE": UNSURE,
    "LARGEST": LARGEST,
    "unsure": unsure,
}
"""Names in generated functions that are not constants."""

_SCALARS: dict[Any, Shape] = {
    Any: ANYTHING,
    object: ANYTHING,
    str: STRING,
    int: INTEGER,
    float: NUMBER,
    bool: BOOLEAN,
    None: NULL,
    NoneType: NULL,
    **FORMATS,
}


class Types:
    """Shapes of the annotations of one package, each created once."""

    def __init__(
        self, namespace: Namespace, label: str, functions: Functions | None = None
    ) -> None:
        """Create an empty cache of shapes; `label` is the name of the package in tracebacks."""
        self.namespace = namespace
        self.functions = functions or Functions(label, _GENERATED)
        self._shapes: dict[Any, Shape] = dict(_SCALARS)
        self._encoders: dict[type, Function | None] = {}
        self._lock = RLock()

    def shape(self, annotation: Any) -> Shape:
        """Return the shape of a type: a class, a type expression, or its text.

        Raises:
            NameError: The text uses an unknown name.
            TypeError: The type has no shape.
        """
        shape = self._shapes.get(annotation)
        if shape is None:
            with self._lock:
                shape = self._shapes.get(annotation)
                if shape is None:
                    shape = self._shapes[annotation] = self._make(annotation)
        return shape

    def model_encoder(self, cls: type) -> Function | None:
        """Return the function that encodes instances of a model class; None for any other class."""
        try:
            return self._encoders[cls]
        except KeyError:
            encoder = None
            model = self.model(cls) if issubclass(cls, BareAPIModel) else None
            if model is not None:
                encoder = self.functions[model.encoder(self.functions)]
            self._encoders[cls] = encoder
            return encoder

    def model(self, cls: type) -> Model | None:
        """Return the shape of a model class; None for any other class."""
        is_model = dataclasses.is_dataclass(cls) or self._particular(cls) is not None
        shape = self.shape(cls) if is_model else None
        return shape if isinstance(shape, Model) else None

    def is_model(self, value: object, annotation: Any) -> bool:
        """Return whether a value is an instance of a model, by itself or as a value of a type."""
        if type(value) is not dict:
            return isinstance(value, BareAPIModel)
        shape = self.shape(annotation)
        while isinstance(shape, (Named, Nullable)):
            shape = shape.shape if isinstance(shape, Named) else shape.inner
        return isinstance(shape, Model) and shape.are_dicts

    def _make(self, annotation: Any) -> Shape:
        if isinstance(annotation, str):
            particular = self._particular(annotation)
            return particular or self.shape(self.namespace.evaluate(annotation))
        if isinstance(annotation, ForwardRef):
            return self.shape(annotation.__forward_arg__)
        if hasattr(annotation, "__value__"):
            return self.shape(annotation.__value__)  # a type with a name of its own
        origin = typing.get_origin(annotation)
        arguments = typing.get_args(annotation)
        if origin is None:
            return self._class(annotation)
        if origin is Annotated:
            return self._particular(annotation) or self.shape(arguments[0])
        if is_union(annotation):
            return self._particular(annotation) or self._union(annotation)
        if origin is list:
            return Array(self.inner(arguments[0]))
        if origin is dict:
            return Map(self.inner(arguments[1]))
        return self._supported(annotation)

    def _particular(self, annotation: Any) -> Shape | None:
        """Return the shape of a type that not every client has; None for any other type."""
        for support in self.namespace.supported:
            shape = support.shape(annotation, self)
            if shape is not None:
                return shape
        return None

    def _supported(self, annotation: Any) -> Shape:
        shape = self._particular(annotation)
        if shape is None:
            raise TypeError(
                f"the codec of this client does not support {annotation!r}; "
                '`include = ["types"]` under `[runtime]` in the configuration of clientsmith adds '
                "the types that it lacks"
            )
        return shape

    def _class(self, cls: Any) -> Shape:
        if isinstance(cls, type):
            if dataclasses.is_dataclass(cls):
                return self._particular(cls) or Model(cls, self)
            if cls is list:
                return Array(ANYTHING)
            if cls is dict:
                return Map(ANYTHING)
        return self._supported(cls)

    def inner(self, annotation: Any) -> Shape:
        """Return the shape inside a container; a named type is resolved when the first value
        arrives, as it may be recursive."""
        if isinstance(annotation, ForwardRef):
            annotation = annotation.__forward_arg__
        return (
            Named(annotation, self)
            if _mentions_a_name(annotation)
            else self.shape(annotation)
        )

    def _union(self, annotation: Any) -> Shape:
        parts = set(typing.get_args(annotation)) - {Unset}
        shapes = {
            self.shape(part)
            for part in parts
            if part is not NoneType and not is_beside_its_type(part, parts)
        }
        if not shapes:
            return NULL
        if len(shapes) > 1:
            return self._supported(annotation)
        (shape,) = shapes
        is_nullable = NoneType in parts and not isinstance(shape, Nullable)
        return Nullable(shape) if is_nullable else shape


class Named(Shape):
    """A named type, or an expression with names, which is resolved when first needed."""

    name = "a value"
    json_types = EVERY_JSON_TYPE

    def __init__(self, annotation: Any, types: Types) -> None:
        self._annotation = annotation
        self._types = types

    @property
    def shape(self) -> Shape:
        """The shape that the name stands for."""
        return self._types.shape(self._annotation)

    def write_decode(self, block: Block, variable: str) -> None:
        self.shape.write_decode(block, variable)

    def decode_call(self, block: Block, variable: str) -> str:
        return self.shape.decode_call(block, variable)

    def decoder(self, functions: Functions) -> str:
        return self.shape.decoder(functions)

    def read(self, value: Any, report: Report, path: Path) -> Any:
        return self.shape.read(value, report, path)

    def encode_expression(self, block: Block, variable: str) -> str:
        if isinstance(self.shape, Model):
            return self.shape.encode_expression(block, variable)
        return f"{block.constant(self.encode)}({variable})"

    def encode(self, value: Any) -> Any:
        return self.shape.encode(value)


def _mentions_a_name(annotation: Any) -> bool:
    if isinstance(annotation, (str, ForwardRef)):
        return True
    origin = typing.get_origin(annotation)
    if origin is Literal:
        return False
    arguments = typing.get_args(annotation)
    return any(
        map(_mentions_a_name, arguments[:1] if origin is Annotated else arguments)
    )


# --- models -------------------------------------------------------------------------

FAST_DEPTH = 12
"""Depth up to which careful reading tries the fast form first: without a limit, a deeply nested
value with an error at its bottom would be read once for each level."""

_MOST_KEY_SETS = 64
_MOST_KEYS = 500


@dataclass(frozen=True, slots=True, eq=False, repr=False)
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
    """True if every object should have the property, so that its constants may distinguish objects:
    it is required, or has a constant as its default."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Layout:
    """Fields of a model class."""

    properties: tuple[Property, ...]
    rest: Shape | None
    """Shape of undeclared properties, if there is a field for them."""

    wire_names: frozenset[str]
    names: tuple[str, ...]
    """Names of the fields, in order."""


class Model(Shape):
    """Shape of objects with declared properties, whose class is a dataclass; subclasses are for other
    styles of models. The class is inspected when its first value arrives.

    Objects of one kind mostly have the same keys in the same order, so what the fields do not tell is
    cached by key sequence.
    """

    name = "an object"
    json_types: JsonTypes = frozenset({dict})
    decodes_by_call = True

    are_dicts = False
    """True if only its type tells that a value is a model, and of which class."""

    def __init__(self, cls: type, types: Types) -> None:
        self.cls = cls
        self.types = types
        self._functions = types.functions
        self._others: dict[tuple[str, ...], tuple[_Names, _Nullable]] = {}

    @cached_property
    def layout(self) -> Layout:
        """Fields of the class, inherited ones first."""
        wire_names = self.table("_wire")
        properties = []
        rest: Shape | None = None
        names = []
        for name, annotation, default in self.fields():
            names.append(name)
            shape = self.types.shape(annotation)
            if name == CATCH_ALL:
                rest = shape.value if isinstance(shape, Map) else ANYTHING
            else:
                wire_name = wire_names.get(name, name)
                if self.are_dicts and default is not REQUIRED:
                    default = UNSET if NoneType in shape.json_types else None
                properties.append(_property(name, wire_name, shape, default))
        known = frozenset(each.wire_name for each in properties)
        return Layout(tuple(properties), rest, known, tuple(names))

    # --- classes and instances ----------------------------------------------------------------

    def fields(self) -> Iterator[tuple[str, Any, Any]]:
        """Yield names, annotations and defaults of the fields, inherited ones first.

        A default is UNSET if null differs from an omitted value, None if it does not, and
        `REQUIRED` if there is none.
        """
        for field in dataclasses.fields(self.cls):
            is_required = field.default is dataclasses.MISSING
            yield field.name, field.type, REQUIRED if is_required else field.default

    def table(self, name: str) -> dict[str, Any]:
        """Return a table of the fields such as `_wire`, including inherited entries."""
        found: dict[str, Any] = {}
        for base in reversed(self.cls.__mro__):
            found.update(base.__dict__.get(name, ()))
        return found

    def attribute(self, name: str, default: Any) -> Any:
        """Return an attribute of the class such as `_limits`, possibly inherited."""
        return getattr(self.cls, name, default)

    def holds(self, value: object) -> bool:
        """Return whether a value is an instance."""
        return isinstance(value, self.cls)

    def build(self, values: Mapping[str, Any], left_out: Collection[str]) -> Any:
        """Create an instance without validation from the values of all fields; the properties of
        those in `left_out` are omitted."""
        instance: Any = object.__new__(self.cls)
        for name, value in values.items():
            setattr(instance, name, value)
        return instance

    def keep(self, instance: Any, undeclared: dict[str, Any]) -> None:
        """Store undeclared properties in an instance."""
        instance._extra = undeclared

    def keep_nulls(
        self, instance: Any, undeclared: dict[str, Any], nulls: Mapping[str, str]
    ) -> None:
        """Store that optional properties were null although the API does not allow it, by their
        names on the wire and those of their fields, and the undeclared properties again.
        """
        instance._extra = undeclared | dict.fromkeys(nulls)

    def keep_except(self, instance: Any, names: Collection[str]) -> None:
        """Store in a copy what `keep` and `keep_nulls` stored in the original, except for some
        properties, whose fields have changed."""
        extra = instance.extra_fields
        self.keep(instance, {key: extra[key] for key in extra if key not in names})

    @property
    def instance_type(self) -> type:
        """The `type` of instances, subclasses aside."""
        return dict if self.are_dicts else self.cls

    @property
    def _keeps_others(self) -> bool:
        """True if instances keep what their fields do not tell."""
        return self.are_dicts or issubclass(self.cls, BareAPIModel)

    def _keep_others(self, instance: Any, value: dict[str, Any], count: int) -> None:
        """Store what the fields of an instance do not tell of the object it was read from:
        properties that its class does not declare, and null in an optional property that must not
        be null. Their `count` is -1 if it is unknown.

        Raises:
            Mismatch: There is such a null, and `unsure.strict` is set.
        """
        keys = tuple(value)
        undeclared, optional = self._others.get(keys) or self._divided(keys)
        extra = {name: value[name] for name in undeclared}
        if extra:
            if not UNSURE.isdisjoint(map(type, extra.values())):
                unsure.met = True
            self.keep(instance, extra)
        if count == len(extra):
            return
        nulls = {name: optional[name] for name in optional if value[name] is None}
        if nulls:
            if unsure.strict:
                raise Mismatch
            self.keep_nulls(instance, extra, nulls)

    def _divided(self, keys: tuple[str, ...]) -> tuple[_Names, _Nullable]:
        """Return the names among keys that are undeclared, and those in which null would have to be
        kept, with their fields."""
        layout = self.layout
        declared = layout.wire_names.union(layout.names if self.are_dicts else ())
        nullable = {p.wire_name: p.name for p in layout.properties if p.absent is None}
        has_rest = layout.rest is not None
        names = (
            () if has_rest else tuple(key for key in keys if key not in declared),
            {key: nullable[key] for key in keys if key in nullable},
        )
        if len(self._others) < _MOST_KEY_SETS and len(keys) < _MOST_KEYS:
            self._others[keys] = names
        return names

    # --- decoding -----------------------------------------------------------------------------

    def decoder(self, functions: Functions) -> str:
        hint = f"decode_{self.cls.__name__}"
        return functions.declare(("decode", self), hint, self.write_decoder, "d")

    def write_decoder(self, block: Block) -> None:
        layout = self.layout
        total = len(layout.properties)
        if total == 0:
            block.line("if type(d) is not dict: raise Mismatch")
        self.write_new(block)
        present = "len(d)"
        if any(each.absent is not REQUIRED for each in layout.properties):
            present = "len(d) + absent"
            block.line("get = d.get")
            block.line("absent = 0")
        for each in layout.properties:
            self._write_property(block, each)
        if layout.rest is not None:
            known = block.constant(layout.wire_names)
            block.line("rest = {}")
            undeclared = f"d.items() if {present} != {total} else ()"
            with block.indented(f"for k, v in {undeclared}:"):
                block.line(f"if k in {known}: continue")
                layout.rest.write_decode(block, "v")
                block.line("rest[k] = v")
            self.write_field(block, CATCH_ALL, "rest")
        self.write_end(block)
        if self._keeps_others:
            keep = block.constant(self._keep_others)
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
        instance = self.build(values, left_out)
        if self._keeps_others:
            self._keep_others(instance, value, -1)
        return instance

    def encoder(self, functions: Functions) -> str:
        """Return the name of a function that encodes instances of exactly this class."""
        hint = f"encode_{self.cls.__name__}"
        return functions.declare(("encode", self), hint, self.write_encoder, "o")

    def write_encoder(self, block: Block) -> None:
        layout = self.layout
        entries = []
        conditional = []
        for each in layout.properties:
            value, condition = self.read_expression(
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
            rest = self.rest_expression(block)
            with block.indented(f"for k, v in {rest}.items():"):
                expression = layout.rest.encode_expression(block, "v")
                block.line(f"if k not in r: r[k] = {expression}")
        if self._keeps_others:
            self.write_others(block)
        block.line("return r")

    def encode_expression(self, block: Block, variable: str) -> str:
        call = f"{self.encoder(block.functions)}({variable})"
        cls = block.constant(self.instance_type)
        return f"({call} if type({variable}) is {cls} else finite({variable}))"

    def encode(self, value: Any) -> Any:
        if type(value) is self.instance_type:
            return self._functions[self.encoder(self._functions)](value)
        return finite(value)

    # --- generated functions --------------------------------------------------------------------
    # The decoder's argument is `d` and makes an instance `o`; the encoder's is `o` and makes `r`.

    def _write_property(self, block: Block, each: Property) -> None:
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
            self.write_field(block, name, value)
            return
        absent = "None" if each.absent is None else "UNSET"
        block.line(f"v = get({each.wire_name!r}, {absent})")
        with block.indented(f"if v is {absent}:"):
            block.line("absent += 1")
            self.write_omitted(block, name, absent)
        with block.indented("else:"):
            each.shape.write_decode(block, "v")
            self.write_field(block, name, "v")

    def write_new(self, block: Block) -> None:
        """Add code that precedes the fields of an instance."""
        new = block.constant(object.__new__)
        block.line(f"o = {new}({block.constant(self.cls)})")

    def write_field(self, block: Block, name: str, value: str) -> None:
        """Add a line that sets a field to an expression."""
        block.line(f"o.{name} = {value}")

    def write_omitted(self, block: Block, name: str, absent: str) -> None:
        """Add a line for an omitted property; `absent` is its default, `None` or `UNSET`."""
        self.write_field(block, name, absent)

    def write_end(self, block: Block) -> None:
        """Add code that follows the fields, so that `o` is the instance."""

    def read_expression(self, name: str, absent: Any) -> tuple[str, str]:
        """Return an expression for a field, and the condition on a variable `v` with its value under
        which the property is sent; empty if it always is."""
        if absent is REQUIRED:
            return f"o.{name}", ""
        return f"o.{name}", "v is not None" if absent is None else "v is not UNSET"

    def write_others(self, block: Block) -> None:
        """Add code that puts what `keep` and `keep_nulls` stored into `r`."""
        block.line("extra = getattr(o, '_extra', None)")
        block.line(f"if extra: {block.constant(add_extras)}(r, extra)")

    def rest_expression(self, block: Block) -> str:
        """Return an expression for the typed undeclared properties of `o`."""
        return f"o.{CATCH_ALL}"


def _property(name: str, wire_name: str, shape: Shape, default: Any) -> Property:
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


_Names: TypeAlias = tuple[str, ...]
_Nullable: TypeAlias = dict[str, str]
