"""The template contract as data: classes of the context with their fields and types, and the variables
of each template.

It is read from the docstrings and annotations of `clientsmith.context`. Only commands that inspect
templates import it; an ordinary run never does.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache, cached_property
from types import MappingProxyType
from typing import TypeAlias

from . import context


class ScalarType(Enum):
    """A value without attributes."""

    CODE = "Code"
    """Text that is safe to print."""

    TEXT = "Text"
    """Untrusted text of a document, which goes through an encoder."""

    INT = "int"
    BOOL = "bool"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class ObjectType:
    """An object of a class of the context."""

    class_name: str
    """Key of `class_contracts()`."""

    def __str__(self) -> str:
        return self.class_name


@dataclass(frozen=True, slots=True)
class OptionalType:
    """None, or a value of a type."""

    type: ContractType

    def __str__(self) -> str:
        return f"{self.type} | None"


@dataclass(frozen=True, slots=True)
class TupleType:
    """Any number of values of a type."""

    item: ContractType

    def __str__(self) -> str:
        return f"tuple[{self.item}, ...]"


ContractType: TypeAlias = ScalarType | ObjectType | OptionalType | TupleType


def parse_type(annotation: str) -> ContractType:
    """Parse the annotation of a context field, such as `tuple[Method, ...]`.

    Raises:
        ValueError: it is none that templates may meet.
    """
    return _type(ast.parse(annotation, mode="eval").body)


def _type(node: ast.expr) -> ContractType:
    match node:
        case ast.Name(id=("Code" | "Text" | "int" | "bool") as name):
            return ScalarType(name)
        case ast.Name(id=name) if name[0].isupper():
            return ObjectType(name)
        case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Constant(value=None)):
            return OptionalType(_type(left))
        case ast.Subscript(
            value=ast.Name(id="tuple"),
            slice=ast.Tuple(elts=[item, ast.Constant(value=value)]),
        ) if (
            value is ...
        ):
            return TupleType(_type(item))
        case _:
            raise ValueError(f"{ast.unparse(node)!r} is no type of the template contract")


GLOBALS: Mapping[str, ContractType] = MappingProxyType(
    {
        "context_version": ScalarType.CODE,
        "flavours": TupleType(ObjectType("Flavour")),
        "package": ObjectType("Package"),
    }
)
"""Variables of every template."""

OF_TEMPLATES: Mapping[str, Mapping[str, ContractType]] = MappingProxyType(
    {
        "package/models/module.py.jinja": {"module": ObjectType("ModelModule")},
        "package/resources/resource.py.jinja": {"resource": ObjectType("Resource")},
    }
)
"""Name of a built-in template → its additional variables."""

OF_PLACEHOLDERS: Mapping[str, Mapping[str, ContractType]] = MappingProxyType(
    {
        "enum_class": {"module": ObjectType("ModelModule"), "enum_class": ObjectType("EnumClass")},
        "model": {"module": ObjectType("ModelModule"), "model": ObjectType("Model")},
        "module": {"module": ObjectType("ModelModule")},
        "operation": {"resource": ObjectType("Resource"), "method": ObjectType("Method")},
        "package": {},
        "resource": {"resource": ObjectType("Resource")},
        "type_name": {"module": ObjectType("ModelModule"), "type_name": ObjectType("TypeName")},
        "webhook": {"webhook": ObjectType("Webhook")},
    }
)
"""Placeholder in the name of a template that makes several files → the additional variables of such
a template."""

_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def variables(template: str) -> Mapping[str, ContractType]:
    """Return the variables of a template, apart from those that templates set and arguments of macros.

    Args:
        template: its name in its folder, such as `docs/{{resource}}.md.jinja`.
    """
    found = {**GLOBALS, **OF_TEMPLATES.get(template, {})}
    for placeholder in _PLACEHOLDER.findall(template):
        found.update(OF_PLACEHOLDERS.get(placeholder, {}))
    return found


@dataclass(frozen=True)
class FieldContract:
    """A field of a class of the context."""

    name: str
    annotation: str
    """Its type in the source, such as `tuple[Method, ...]`."""

    type: ContractType
    docs: str
    """Docstring of the field on one line, in Markdown."""


@dataclass(frozen=True)
class ClassContract:
    """A class of the context."""

    name: str
    docs: str
    """Docstring of the class on one line, in Markdown."""

    fields: tuple[FieldContract, ...]
    """In the order of the source."""

    @cached_property
    def by_name(self) -> Mapping[str, FieldContract]:
        """The fields by their names."""
        return MappingProxyType({field.name: field for field in self.fields})


@cache
def class_contracts() -> Mapping[str, ClassContract]:
    """Return the classes of the context by name, `Package` first, each before the classes of its
    fields.

    Raises:
        ValueError: a field has no docstring, or a type that templates may not meet.
    """
    docs = {
        class_: described
        for module in dict.fromkeys(value.__module__ for value in _classes().values())
        for class_, described in _described(inspect.getsource(sys.modules[module]))
    }
    contracts = {name: _contract(value, docs[name]) for name, value in _classes().items()}
    order = ["Package"]
    for name in order:  # which grows on the way
        annotations = [ast.parse(field.annotation) for field in contracts[name].fields]
        named = [
            node.id for each in annotations for node in ast.walk(each) if isinstance(node, ast.Name)
        ]
        order += [each for each in dict.fromkeys(named) if each in contracts and each not in order]
    order += sorted(contracts.keys() - {*order})
    return MappingProxyType({name: contracts[name] for name in order})


def _classes() -> dict[str, type]:
    found = {name: getattr(context, name) for name in context.__all__}
    return {name: value for name, value in found.items() if inspect.isclass(value)}


def _contract(class_: type, docs: Mapping[str, str]) -> ClassContract:
    made = []
    for field in fields(class_):
        if field.name not in docs:
            raise ValueError(f"{class_.__name__}.{field.name} has no docstring")
        annotation = str(field.type)
        made.append(FieldContract(field.name, annotation, parse_type(annotation), docs[field.name]))
    return ClassContract(class_.__name__, _one_line(class_.__doc__ or ""), tuple(made))


def _described(source: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the classes of a module with the docstrings of their fields, which Python itself drops."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            docs = {}
            for statement, behind in zip(node.body, node.body[1:], strict=False):
                match statement, behind:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)),
                        ast.Expr(value=ast.Constant(value=str(text))),
                    ):
                        docs[name] = _one_line(text)
            yield node.name, docs


def _one_line(text: str) -> str:
    return " ".join(text.split())
