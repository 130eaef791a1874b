"""What the classes of the context say of themselves."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from types import MappingProxyType

from .. import context
from .types import Type, parse_type


@dataclass(frozen=True)
class FieldContract:
    """An attribute of objects of the context."""

    name: str
    annotation: str
    """Its type as the source has it, such as `tuple[Method, ...]`."""

    type: Type
    docs: str
    """What it is, on one line, in Markdown."""


@dataclass(frozen=True)
class ClassContract:
    """A class of the context."""

    name: str
    docs: str
    """What its objects are, on one line, in Markdown."""

    fields: tuple[FieldContract, ...]
    """In the order of the source."""

    @cached_property
    def by_name(self) -> Mapping[str, FieldContract]:
        """The fields by their names."""
        return MappingProxyType({field.name: field for field in self.fields})


@cache
def class_contracts() -> Mapping[str, ClassContract]:
    """Every class of the context by its name: `Package` first, and what a class refers to behind it,
    in the order of its fields.

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
    """Classes of a module with the docstrings of their attributes: what Python itself forgets."""
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
