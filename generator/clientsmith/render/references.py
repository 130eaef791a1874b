"""How templates name each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, get_args

from jinja2 import nodes

Reference: TypeAlias = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport


def references(tree: nodes.Template) -> Iterator[Reference]:
    """Every place in which a template names another one."""
    for kind in get_args(Reference):
        yield from tree.find_all(kind)


def named_templates(node: Reference) -> tuple[str, ...]:
    """The templates that a place names; an `include` may name several, of which the first that
    exists counts. Empty where the name is only known when the template is rendered."""
    match node.template:
        case nodes.Const(value=str() as name):
            return (name,)
        case nodes.Tuple(items=items) | nodes.List(items=items):
            names = [item.value for item in items if isinstance(item, nodes.Const)]
            return tuple(names) if len(names) == len(items) else ()
        case _:
            return ()


def extended(tree: nodes.Template) -> nodes.Extends | None:
    """The place in which a template says what it extends."""
    return next(tree.find_all(nodes.Extends), None)
