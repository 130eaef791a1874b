"""Names of types that contain themselves, which pydantic can only follow where they are told."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from ..context import ModelModule
from ..types.graphs import leading_back


def cyclic_names(modules: Iterable[ModelModule]) -> frozenset[str]:
    """Names of types that lead back to themselves with no model in between, such as that of
    `Union[str, list["Tree"]]` which is called `Tree`."""
    definitions = {each.name: each.definition for module in modules for each in module.type_names}
    uses = {
        str(name): frozenset(_quoted(ast.parse(definition, mode="eval").body)) & definitions.keys()
        for name, definition in definitions.items()
    }
    return leading_back(uses)


def _quoted(node: ast.expr) -> Iterator[str]:
    """Names of the package in a definition, where they are quoted."""
    match node:
        case ast.Constant(str(name)):
            yield name
        case ast.Subscript(ast.Name("Literal")):
            return
        case ast.Subscript(ast.Name("Annotated"), ast.Tuple([marked, *_])):
            yield from _quoted(marked)
        case ast.Subscript(_, argument) | ast.Starred(argument):
            yield from _quoted(argument)
        case ast.Tuple(elements):
            for element in elements:
                yield from _quoted(element)
