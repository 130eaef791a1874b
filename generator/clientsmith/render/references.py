"""How templates name each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, get_args

from jinja2 import Environment, nodes

BUILTIN = "builtin/"
"""Prefix of the names of built-in templates, which lead to them past templates of the user's."""

Reference: TypeAlias = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport


def syntax_tree(name: str, environment: Environment) -> nodes.Template:
    """The syntax tree of a template that an environment finds.

    Raises:
        jinja2.TemplateSyntaxError: it is malformed.
        OSError: it cannot be read.
        UnicodeDecodeError: it is not UTF-8.
    """
    assert environment.loader is not None
    return environment.parse(environment.loader.get_source(environment, name)[0], name)


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
