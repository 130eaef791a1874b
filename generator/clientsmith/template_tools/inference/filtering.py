"""Values that filters give, and what filters are given that they cannot take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from . import filters
from .findings import UNENCODED
from .paths import path_of, words_of
from .scope import Scope
from .values import CODE, TEXT, UNKNOWN, Instance, Many, Value, either, item_of, present

if TYPE_CHECKING:
    from .expressions import Expressions


def filtered(expressions: Expressions, node: nodes.Filter, scope: Scope) -> Value:
    """The value of an expression with a filter."""
    name = str(node.name)
    if node.node is None:  # of a block of text
        return CODE
    inner = scope
    if name in ("default", "d"):
        path = path_of(node.node)
        inner = scope.branch((), () if path is None else (path,))
    value = expressions.value(node.node, inner)
    positional = [expressions.value(argument, scope) for argument in node.args or ()]
    for keyword in node.kwargs or ():
        expressions.value(keyword.value, scope)
    if name in ("default", "d"):
        default = positional[0] if positional else CODE
        return either(present(value), default)
    if name == "attr":
        return _named_by_argument(expressions, node, value)
    _check(expressions, node, name, value)
    if name == "replace" and TEXT in positional:
        return TEXT
    if (
        name not in expressions.our_filters
        and name not in filters.ON_SEQUENCES | filters.ON_STRINGS
    ):
        return filters.given_by(name, value, expressions.our_filters)
    key = _key(expressions, node, name, value)
    if name == "map":
        return _mapped(expressions, node, value, key)
    if name == "join" and key is not None:
        expressions.text_of(node.node, key, "joined", is_of_items=True)
    if name in filters.ORDERING and key is TEXT:
        message = f"`| {name}` compares texts of the document, which have no order."
        expressions.findings.problem(
            UNENCODED, expressions.place_of(node), message, "Order by a name."
        )
    if name == "selectattr":
        return _selected(node, value)
    if name == "groupby":
        return UNKNOWN
    return filters.given_by(name, value, expressions.our_filters)


def _check(expressions: Expressions, node: nodes.Filter, name: str, value: Value) -> None:
    """Say where a filter is given what it cannot take."""
    assert node.node is not None
    how = f"given to `| {name}`"
    if name in expressions.our_filters:
        if isinstance(present(value), Instance) and (
            name == "replace" or filters.takes_text(expressions.our_filters[name])
        ):
            expressions.text_of(node.node, value, how)
    elif name in filters.ON_STRINGS or (name in filters.ON_SEQUENCES and value is TEXT):
        expressions.text_of(node.node, value, how)


def _key(expressions: Expressions, node: nodes.Filter, name: str, value: Value) -> Value | None:
    """What a filter looks at in each item: an attribute of it, or the item itself; None where
    that is not known."""
    if name not in filters.ATTRIBUTE_ARGUMENTS:
        return None
    argument = _attribute_argument(node, filters.ATTRIBUTE_ARGUMENTS[name])
    item = present(item_of(value))
    if argument is None:
        return item
    if not isinstance(argument, nodes.Const) or not isinstance(argument.value, str):
        return None
    paths = words_of(argument.value, several=name == "sort")
    found: Value = item
    for path in paths:
        found = item
        for word in path:
            if not word.isidentifier():
                return None
            found = present(expressions.attribute_of(present(found), word, argument.lineno))
    return found


def _mapped(expressions: Expressions, node: nodes.Filter, value: Value, key: Value | None) -> Value:
    keywords = {each.key for each in node.kwargs or ()}
    if "attribute" in keywords:
        return Many(key) if key is not None and "default" not in keywords else UNKNOWN
    match node.args:
        case [nodes.Const(value=str() as name), *_]:
            item = item_of(value)
            if name in expressions.our_filters or name in filters.ON_STRINGS:
                if name not in expressions.our_filters and item is TEXT and node.node is not None:
                    expressions.text_of(node.node, item, f"given to `| {name}`", is_of_items=True)
                return Many(filters.given_by(name, item, expressions.our_filters))
    return UNKNOWN


def _named_by_argument(expressions: Expressions, node: nodes.Filter, value: Value) -> Value:
    match node.args:
        case [nodes.Const(value=str() as name)]:
            return expressions.attribute_of(present(value), name, node.lineno)
    return UNKNOWN


def _selected(node: nodes.Filter, value: Value) -> Value:
    """What `selectattr` gives: items of which an optional field was looked at."""
    item = item_of(value)
    match node.args:
        case [nodes.Const(value=str() as path), *_] if isinstance(item, Instance):
            item = Instance(item.class_name, item.present | {path.partition(".")[0]})
    return UNKNOWN if item is UNKNOWN else Many(item)


def _attribute_argument(node: nodes.Filter, position: int) -> nodes.Node | None:
    for each in node.kwargs or ():
        if each.key == "attribute":
            return each.value
    arguments = node.args or ()
    return arguments[position] if 0 <= position < len(arguments) else None
