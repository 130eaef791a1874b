"""Types of several clients that share a runtime. Each has a `models` package of its own, whose names
its types use."""

from __future__ import annotations

import dataclasses
import sys
from functools import cache
from typing import Any

from .annotations import Namespace, Types
from .shapes import Functions, Shape, TypeSupport


def resolve(text: str, otherwise: Namespace) -> tuple[Namespace, str]:
    """Return the namespace of a type, and the expression: in `acme:list[Pet]`, `acme` is the package
    of a client.

    Args:
        text: A type expression, possibly with a package.
        otherwise: The namespace of one without.
    """
    package, colon, expression = text.partition(":")
    if colon and package.replace(".", "").isidentifier():
        return _namespace(f"{package}.models"), expression
    return otherwise, text


def namespace_of(cls: type, otherwise: Namespace) -> Namespace:
    """Return the namespace of the client that a class belongs to, or else another one."""
    for base in cls.__mro__:
        package = base.__module__
        while package:
            models = sys.modules.get(f"{package}.models")
            if models is not None and "_TYPES" in vars(models):
                return _namespace(f"{package}.models")
            package = package.rpartition(".")[0]
    return otherwise


@cache
def _namespace(name: str) -> Namespace:
    return Namespace(name)


@cache
def _types(name: str, functions: Functions) -> Types:
    return Types(_namespace(name), name, functions)


def _shape(annotation: Any, types: Types) -> Shape | None:
    namespace = own = types.namespace
    if isinstance(annotation, str):
        namespace, annotation = resolve(annotation, own)
    elif isinstance(annotation, type) and dataclasses.is_dataclass(annotation):
        namespace = namespace_of(annotation, own)
    if namespace.name == own.name:
        return None
    return _types(namespace.name, types.functions).shape(annotation)


CLIENTS = TypeSupport({}, _shape)
