"""Types of what templates see: a small closed sum."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


class Scalar(Enum):
    """A value without attributes."""

    CODE = "Code"
    """Text that is safe as it stands."""

    TEXT = "Text"
    """Text of a document, which goes through an encoder."""

    INT = "int"
    BOOL = "bool"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class ObjectOf:
    """An object of a class of the context."""

    class_name: str
    """Key of `class_contracts()`."""

    def __str__(self) -> str:
        return self.class_name


@dataclass(frozen=True, slots=True)
class OptionalOf:
    """None, or a value of a type."""

    type: Type

    def __str__(self) -> str:
        return f"{self.type} | None"


@dataclass(frozen=True, slots=True)
class TupleOf:
    """Any number of values of a type."""

    item: Type

    def __str__(self) -> str:
        return f"tuple[{self.item}, ...]"


Type: TypeAlias = Scalar | ObjectOf | OptionalOf | TupleOf


def parse_type(annotation: str) -> Type:
    """The type that an annotation of the context means, such as `tuple[Method, ...]`.

    Raises:
        ValueError: it is none that templates may meet.
    """
    return _type(ast.parse(annotation, mode="eval").body)


def _type(node: ast.expr) -> Type:
    match node:
        case ast.Name(id=("Code" | "Text" | "int" | "bool") as name):
            return Scalar(name)
        case ast.Name(id=name) if name[0].isupper():
            return ObjectOf(name)
        case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Constant(value=None)):
            return OptionalOf(_type(left))
        case ast.Subscript(
            value=ast.Name(id="tuple"),
            slice=ast.Tuple(elts=[item, ast.Constant(value=value)]),
        ) if (
            value is ...
        ):
            return TupleOf(_type(item))
        case _:
            raise ValueError(f"{ast.unparse(node)!r} is no type of the template contract")
