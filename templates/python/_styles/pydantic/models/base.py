"""The base class of all models."""

from __future__ import annotations

import ast
import typing
from collections.abc import Iterator
from typing import Any, ClassVar, ForwardRef, Literal, Unpack

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from .undeclared import FIELD, describe, functions


class APIModel(BaseModel):
    """An object of the API: a pydantic model whose fields are the declared properties.

    Answers are read by the client's own codec, without validation. `model_validate`, `model_dump` and
    the constructor are those of pydantic; what they need is built when it is first used.
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
    """Wire names of the class's own fields, where they differ from the names of the fields."""

    _nullable: ClassVar[frozenset[str]] = frozenset()
    """The class's own fields that may be left out and may be null: `model_fields_set` tells that
    one is null."""

    @property
    def extra_fields(self) -> dict[str, Any]:
        """Undeclared properties as they were received; they are sent back with the object."""
        if self.__pydantic_extra__ is None:
            object.__setattr__(self, "__pydantic_extra__", {})
        extra: dict[str, Any] = self.__pydantic_extra__  # type: ignore[assignment]
        return extra

    def __init_subclass__(cls, **settings: Unpack[ConfigDict]) -> None:
        super().__init_subclass__(**settings)
        if FIELD in vars(cls):
            for name, function in functions(cls).items():
                setattr(cls, name, function)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler, /
    ) -> JsonSchemaValue:
        """Describes the JSON of the API, in which undeclared properties stand beside others."""
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
        """Build what validates and serializes; the names in annotations are those of the package's
        models, whichever modules they are in."""
        if _types_namespace is None:
            _types_namespace = _names_of(cls)
        return super().model_rebuild(
            force=force,
            raise_errors=raise_errors,
            _parent_namespace_depth=_parent_namespace_depth + 1,
            _types_namespace=_types_namespace,
        )


def _names_of(cls: type[APIModel]) -> dict[str, Any]:
    """What the names mean that the annotations of a model, and of all models in it, use."""
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
    """Names in the annotations of a model, or in another type."""
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
    """Names in a type expression, quoted ones included."""
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
