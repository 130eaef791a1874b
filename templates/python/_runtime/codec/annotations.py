"""Namespace of annotations, and conversion of annotations to shapes."""

from __future__ import annotations

import builtins
import datetime as dt
import ipaddress
import types
import typing
from collections.abc import Iterator, Mapping
from decimal import Decimal
from importlib import import_module
from threading import RLock
from types import NoneType
from typing import Annotated, Any, ForwardRef, Literal, Optional
from uuid import UUID

from ..models import UNSET, APIModel, Unset
from . import records
from .encoding import finite
from .json_text import LARGEST, LONG_INTEGER, UNSURE, unsure
from .models import Model
from .report import Path, Report
from .shape import (
    EVERY_JSON_TYPE,
    Block,
    Function,
    Functions,
    Mismatch,
    Shape,
    TypeSupport,
)
from .values import (
    ANYTHING,
    BOOLEAN,
    FORMATS,
    INTEGER,
    NULL,
    NUMBER,
    STRING,
    Array,
    Map,
    Nullable,
    Scalar,
)

_BUILTIN_TYPES = (bool, bytes, dict, float, int, list, object, str, tuple)

_RUNTIME: dict[str, Any] = {
    # In front of the package, where a module of models may be called `int`.
    **{type_.__name__: type_ for type_ in _BUILTIN_TYPES},
    "dt": dt,
    "UUID": UUID,
    "_ip": ipaddress,
    "Decimal": Decimal,
    "Any": Any,
    "Literal": Literal,
    "Annotated": Annotated,
    "Union": typing.Union,
    "Optional": Optional,
    "Unset": Unset,
    "UNSET": UNSET,
    **records.MARKS,
}
"""Names in the annotations of every client that are not models."""


class Namespace(Mapping[str, Any]):
    """Namespace in which annotations are evaluated: names of the runtime, those of the types that
    the client has in particular, then those of the `models` package."""

    def __init__(self, module: types.ModuleType | str) -> None:
        """Create a namespace; `module` may be the name of a module, which is imported when first
        needed."""
        self._module = module

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

    def members(
        self, annotation: Any, around: frozenset[str] = frozenset()
    ) -> Iterator[Any]:
        """Yield the members of a union and of nested unions, with names resolved; for another type
        the type itself.

        Args:
            annotation: A type, or its text.
            around: Texts being resolved, as a union may contain itself.
        """
        if isinstance(annotation, ForwardRef):
            annotation = annotation.__forward_arg__
        if isinstance(annotation, str):
            if annotation in around:
                return
            around |= {annotation}
            annotation = self.evaluate(annotation)
        annotation = getattr(annotation, "__value__", annotation)
        if not is_union(annotation):
            yield annotation
            return
        for part in typing.get_args(annotation):
            yield from self.members(part, around)


def is_union(annotation: Any) -> bool:
    """Return whether a type is a union, `X | Y` or `Union[X, Y]`."""
    return typing.get_origin(annotation) in (typing.Union, types.UnionType)


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

    def __init__(self, namespace: Namespace, label: str) -> None:
        """Create an empty cache of shapes; `label` names the package in tracebacks."""
        self.functions = Functions(label, _GENERATED)
        self._namespace = namespace
        self._shapes: dict[Any, Shape] = dict(_SCALARS)
        self._encoders: dict[type, Function | None] = {}
        self._lock = RLock()
        self.long_number = LONG_INTEGER
        """Digits from which a JSON number has to be read exactly."""

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
            if issubclass(cls, APIModel) and records.is_model(cls):
                shape = self.shape(cls)
                assert isinstance(shape, Model)
                encoder = self.functions[shape.encoder(self.functions)]
            self._encoders[cls] = encoder
            return encoder

    def is_model(self, value: object, annotation: Any) -> bool:
        """Return whether a value is an instance of a model, by itself or as a value of a type."""
        if not records.MODELS_ARE_DICTS or type(value) is not dict:
            return isinstance(value, APIModel)
        shape = self.shape(annotation)
        while isinstance(shape, (Named, Nullable)):
            shape = shape.shape if isinstance(shape, Named) else shape.inner
        return isinstance(shape, Model)

    def _make(self, annotation: Any) -> Shape:
        if isinstance(annotation, str):
            return self.shape(self._namespace.evaluate(annotation))
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
            return self._union(annotation)
        if origin is list:
            return Array(self.inner(arguments[0]))
        if origin is dict:
            return Map(self.inner(arguments[1]))
        return self._supported(annotation)

    def _particular(self, annotation: Any) -> Shape | None:
        """Return the shape of a type that not every client has; None for any other type."""
        for support in self._namespace.supported:
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
            if records.is_model(cls):
                return Model(cls, self)
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
        parts, nullable = self.members(annotation)
        if not parts:
            return NULL
        if len(parts) == 1:
            (shape,) = parts
        elif ANYTHING in parts and all(part.only_checks for part in parts):
            return ANYTHING
        else:
            shape = self._supported(annotation)
        return Nullable(shape) if nullable else shape

    def members(self, annotation: Any) -> tuple[tuple[Shape, ...], bool]:
        """Return the members of a union and of nested unions, and whether null is one; constants
        are omitted if every value of their type is allowed."""
        parts: dict[Shape, None] = {}
        nullable = False
        for part in self._namespace.members(annotation):
            if part is None or part is NoneType:
                nullable = True
            elif part is not Unset:
                shape = self.shape(part)
                if isinstance(shape, Nullable):
                    nullable = True
                    shape = shape.inner
                parts[shape] = None
        scalars = {
            type_
            for part in parts
            if isinstance(part, Scalar)
            for type_ in part.json_types
        }
        return (
            tuple(
                part
                for part in parts
                if not (part.constants and part.json_types <= scalars)
            ),
            nullable,
        )


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
