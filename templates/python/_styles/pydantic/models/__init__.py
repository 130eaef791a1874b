"""Base class of models, and `UNSET`, the sentinel for an omitted value."""

from __future__ import annotations

import ast
import typing
from collections.abc import Iterator
from enum import Enum
from typing import Any, ClassVar, Final, ForwardRef, Literal, Unpack

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from . import nested
from .undeclared import FIELD, describe, functions


class APIModel(BaseModel):
    """Base class of models: a pydantic model whose fields are the declared properties.

    Responses are decoded by the client's own codec, without validation. `model_validate`,
    `model_dump` and the constructor are those of pydantic; their schemas are built when first used.
    """

    model_config = ConfigDict(
        extra="allow",
        defer_build=True,
        validate_by_name=True,
        validate_by_alias=True,
        arbitrary_types_allowed=True,
        protected_namespaces=(),
        ser_json_bytes="base64",
        val_json_bytes="base64",
    )

    _wire: ClassVar[dict[str, str]] = {}
    """Names on the wire of the class's own fields, if they differ from the names of the fields."""

    _nullable: ClassVar[frozenset[str]] = frozenset()
    """The class's own fields that are optional and nullable; `model_fields_set` contains those that
    are null."""

    @property
    def extra_fields(self) -> dict[str, Any]:
        """Undeclared properties as received; they are sent back with the object, and compared."""
        if self.__pydantic_extra__ is None:
            object.__setattr__(self, "__pydantic_extra__", {})
        extra: dict[str, Any] = self.__pydantic_extra__  # type: ignore[assignment]
        return extra

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return nested.equal(self, other)

    def __repr__(self) -> str:
        return nested.text(self)

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Any:
        return nested.deep_copy(self, {} if memo is None else memo)

    def _state(self) -> Iterator[tuple[str, Any]]:
        for name in ("__dict__", "__pydantic_extra__", "__pydantic_private__"):
            if value := getattr(self, name):
                yield name, value

    def _restore(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)

    def _shown(self) -> Iterator[tuple[str, Any]]:
        given = self.__pydantic_fields_set__
        for name, value in self.__repr_args__():
            if (
                value is not None
                or name in given
                or name not in self.__pydantic_fields__
            ):
                yield name or "", value

    def __init_subclass__(cls, **settings: Unpack[ConfigDict]) -> None:
        super().__init_subclass__(**settings)
        if FIELD in vars(cls):
            for name, function in functions(cls).items():
                setattr(cls, name, function)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler, /
    ) -> JsonSchemaValue:
        """Describe the JSON of the API, in which undeclared properties are on the same level as
        others."""
        described = super().__get_pydantic_json_schema__(schema, handler)
        if FIELD in cls.__pydantic_fields__:
            describe(cls, handler.resolve_ref_schema(described))
        return described

    @classmethod
    def model_rebuild(
        cls,
        *,
        force: bool = False,
        raise_errors: bool = True,
        _parent_namespace_depth: int = 2,
        _types_namespace: Any = None,
    ) -> bool | None:
        """Build validator and serializer; names in annotations are those of the package's models,
        whichever modules they are in."""
        if _types_namespace is None:
            _types_namespace = _names_of(cls)
        return super().model_rebuild(
            force=force,
            raise_errors=raise_errors,
            _parent_namespace_depth=_parent_namespace_depth + 1,
            _types_namespace=_types_namespace,
        )


BareAPIModel = APIModel


class Unset(Enum):
    """Type of `UNSET`, its only member."""

    UNSET = (
        ...
    )  # a value that no JSON library writes: it cannot get into a request unseen

    def __repr__(self) -> str:
        return "UNSET"

    def __bool__(self) -> Literal[False]:
        return False


UNSET: Final = Unset.UNSET
"""Sentinel for an omitted value; it is falsy, and `is UNSET` narrows types."""


# --- markers in annotations -----------------------------------------------------------


class Upload:
    """Marker of types for uploads, whose values are passed through."""

    __slots__ = ()

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return a schema with which pydantic leaves values alone: it would wrap files that are
        iterators."""
        return core_schema.any_schema()


class OpenTuple:
    """Marker of tuples with any number of further items, such as `tuple[str, *tuple[int, ...]]`,
    which pydantic takes for tuples with a tuple as their last item."""

    __slots__ = ()

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return a schema with which pydantic reads, writes and describes each item."""
        *leading, rest = typing.get_args(source)
        if typing.get_origin(rest) is typing.Unpack:
            (rest,) = typing.get_args(rest)
        following, _ = typing.get_args(rest)
        return core_schema.tuple_schema(
            [handler.generate_schema(item) for item in (*leading, following)],
            variadic_item_index=len(leading),
        )


OPEN_TUPLE = OpenTuple()
"""The marker in annotations."""


class OnlyInstances:
    """Marker of unknown variants in unions, which pydantic would make of any invalid object."""

    __slots__ = ()

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return a schema with which pydantic accepts instances only."""

        def check(value: Any, _: Any) -> Any:
            if type(value).__name__ != "UnknownVariant":
                raise ValueError("the value is no instance of UnknownVariant")
            return value

        return core_schema.no_info_wrap_validator_function(check, handler(source))


ONLY_INSTANCES = OnlyInstances()
"""The marker in annotations."""


# --- names in annotations -------------------------------------------------------------


def _names_of(cls: type[APIModel]) -> dict[str, Any]:
    """Return the names that are used in the annotations of a model, and of all models in it."""
    # Imported when it is needed: the codec imports this module.
    from ..codec.annotations import Namespace

    namespace = Namespace(f"{__name__.rpartition('._runtime.')[0]}.models")
    found: dict[str, Any] = {}
    waiting: list[Any] = [cls]
    while waiting:
        for name in _used_by(waiting.pop()):
            if name not in found and name in namespace:
                found[name] = namespace[name]
                waiting.append(found[name])
    return found


def _used_by(type_: Any) -> Iterator[str]:
    """Yield the names in the annotations of a model, or in another type."""
    if isinstance(type_, type) and issubclass(type_, APIModel):
        for base in type_.__mro__:
            if issubclass(base, APIModel):
                for annotation in base.__annotations__.values():
                    yield from _used_by(annotation)
    elif isinstance(type_, ForwardRef):
        yield from _used_by(type_.__forward_arg__)
    elif isinstance(type_, str):
        yield from _names_in(ast.parse(type_.strip(), mode="eval").body)
    elif hasattr(type_, "__value__"):
        yield from _used_by(type_.__value__)
    elif typing.get_origin(type_) is not Literal:
        for argument in typing.get_args(type_):
            yield from _used_by(argument)


def _names_in(node: ast.AST) -> Iterator[str]:
    """Yield the names in a type expression, including quoted ones."""
    match node:
        case ast.Name(name):
            yield name
        case ast.Constant(str(quoted)):
            yield from _used_by(quoted)
        case ast.Subscript(ast.Name("Literal")) | ast.Call():
            return
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _names_in(child)
