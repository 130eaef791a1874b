"""Attributes of attributes, as conditions name them."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

_ATTRIBUTE_TESTS = ("defined", "undefined")


def path_of(node: nodes.Node) -> str | None:
    """A chain of attributes such as `method.body`; None for any other expression."""
    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Getattr(node=owner, attr=name):
            base = path_of(owner)
            return None if base is None else f"{base}.{name}"
        case nodes.Getitem(node=owner, arg=nodes.Const(value=str() as name)):
            base = path_of(owner)
            return None if base is None else f"{base}.{name}"
        case _:
            return None


def asked_paths(condition: nodes.Node) -> Iterator[str]:
    """The chains that a condition looks at; whatever it asks of them, whoever wrote it has thought of
    what they may be."""
    path = path_of(condition)
    if path is not None:
        yield path
    for child in condition.iter_child_nodes():
        yield from asked_paths(child)


def defined_paths(condition: nodes.Node) -> Iterator[str]:
    """The chains of which a condition asks whether they are defined."""
    for test in (condition, *condition.find_all(nodes.Test)):
        if isinstance(test, nodes.Test) and test.name in _ATTRIBUTE_TESTS:
            path = path_of(test.node)
            if path is not None:
                yield path


def words_of(text: str, *, several: bool) -> list[list[str]]:
    """The attributes of attributes that an argument of a filter names, such as `delivery.has_query`.

    Args:
        text: the argument.
        several: whether commas part several of them.
    """
    return [path.strip().split(".") for path in (text.split(",") if several else [text])]
