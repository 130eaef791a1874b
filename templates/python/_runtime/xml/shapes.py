"""What XML needs to know about shapes: which nodes their values are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from ..codec.annotations import Named
from ..codec.containers import Array, Map, Nullable, Tuple
from ..codec.fields import REQUIRED
from ..codec.metadata import table_of, told_by_itself
from ..codec.models import Model, Property
from ..codec.scalars import Anything
from ..codec.shape import Shape
from ..codec.unions import Tagged, Union
from .node import DEFAULT_NODE, XmlNode

ListShape: TypeAlias = Array | Tuple


def bare(shape: Shape) -> Shape:
    """The shape behind names for it, and without null."""
    while isinstance(shape, (Named, Nullable)):
        shape = shape.shape if isinstance(shape, Named) else shape.inner
    return shape


def is_nullable(shape: Shape) -> bool:
    """Whether null is a value."""
    while isinstance(shape, Named):
        shape = shape.shape
    return type(None) in shape.json_types


def members_of(shape: Union | Tagged) -> Iterator[Shape]:
    """The members of a union, and of unions in it."""
    for member in shape.members:
        member = bare(member)
        if isinstance(member, (Union, Tagged)):
            yield from members_of(member)
        else:
            yield member


def list_of(shape: Shape) -> ListShape | None:
    """The array that a shape is, or has as a member."""
    if isinstance(shape, (Array, Tuple)):
        return shape
    if isinstance(shape, Union):
        return next(
            (each for each in members_of(shape) if isinstance(each, (Array, Tuple))),
            None,
        )
    return None


def node_of(shape: Shape) -> XmlNode:
    """The node of the root element of a document that holds a value."""
    return model_node(shape.cls) if isinstance(shape, Model) else DEFAULT_NODE


@lru_cache(maxsize=4096)
def model_node(cls: type) -> XmlNode:
    """The node of an object of a class where nothing around it says another one."""
    node: XmlNode | None = told_by_itself(cls, "_xml", None)
    return XmlNode(cls.__name__) if node is None else node


@lru_cache(maxsize=4096)
def field_nodes(cls: type) -> Mapping[str, XmlNode]:
    """The nodes of the fields of a class, by field, where they are not the default ones."""
    return table_of(cls, "_xml_fields")


@lru_cache(maxsize=4096)
def parts_of(model: Model) -> tuple[tuple[Property, Shape, XmlNode], ...]:
    """The properties of a model, the bare shapes of their values, and their nodes."""
    nodes = field_nodes(model.cls)
    return tuple(
        (each, bare(each.shape), nodes.get(each.name, DEFAULT_NODE))
        for each in model.layout.properties
    )


def stands_around(node: XmlNode, shape: Shape) -> bool:
    """Whether what is in a value of a property stands directly in the element around it."""
    if list_of(shape) is not None:
        return node.kind in ("", "none")
    return node.kind == "none" and isinstance(shape, (Model, Map, Anything))


def is_required(each: Property) -> bool:
    """Whether a property cannot be left out."""
    return each.absent is REQUIRED


@lru_cache(maxsize=4096)
def needs_content(shape: Shape) -> bool:
    """Whether no value is an empty element."""
    if isinstance(shape, Model):
        return any(
            is_required(each)
            and not stands_around(node, inner)
            and not (node.kind == "attribute" and is_nullable(each.shape))
            for each, inner, node in parts_of(shape)
        )
    return str not in shape.json_types and not (shape.json_types & {list, dict})


def item_node(node: XmlNode, index: int, name: str) -> XmlNode:
    """The node of an item of an array."""
    item = node.items[index] if index < len(node.items) else node.item
    return named(DEFAULT_NODE if item is None else item, name)


def named(node: XmlNode, name: str) -> XmlNode:
    """A node with a name in any case."""
    if node.name:
        return node
    return replace(node, name=name)
