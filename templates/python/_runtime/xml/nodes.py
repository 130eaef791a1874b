"""XML nodes of types, attributes, and scalars as text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from ..codec.annotations import Model, Named, Property
from ..codec.compound import Alternatives, Positions
from ..codec.json_text import integer_text, write_decimal
from ..codec.shapes import ANYTHING, Anything, Array, Map, Nullable, Shape
from ..errors import InvalidRequestError
from . import DEFAULT_NODE, XmlNode

XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"

TEXT = "#text"
"""Name of the text of an element of any type."""

ListShape: TypeAlias = Array | Positions


@dataclass(slots=True)
class Attribute:
    """Attribute; namespace declarations are not included."""

    name: str
    """Name without prefix."""

    text: str
    namespace: str = ""
    prefix: str = ""


def write_scalar(value: Any) -> str:
    """Format a JSON scalar; empty for null.

    Raises:
        InvalidRequestError: The value is a list or an object.
    """
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int():
            return integer_text(value)
        case Decimal():
            return write_decimal(value)
        case float():
            return str(value)
    raise InvalidRequestError(
        f"A {type(value).__name__} cannot be in the text of an XML element or attribute."
    )


def bare(shape: Shape) -> Shape:
    """Return the shape with names resolved, and without null."""
    while isinstance(shape, (Named, Nullable)):
        shape = shape.shape if isinstance(shape, Named) else shape.inner
    return shape


def is_nullable(shape: Shape) -> bool:
    """Return whether null is a value."""
    while isinstance(shape, Named):
        shape = shape.shape
    return type(None) in shape.json_types


def list_of(shape: Shape) -> ListShape | None:
    """Return the array of a shape, possibly as a member of a union; None if there is none."""
    shape = bare(shape)
    if isinstance(shape, (Array, Positions)):
        return shape
    if isinstance(shape, Alternatives) and list in shape.json_types:
        arrays = map(list_of, shape.members)
        return next((each for each in arrays if each is not None), None)
    return None


def item_shape(array: ListShape, index: int) -> Shape:
    """Return the shape of an item of an array."""
    shape = array.item if isinstance(array, Array) else array.shape_at(index)
    return ANYTHING if shape is None else shape


def node_of(shape: Shape) -> XmlNode:
    """Return the node of the root element of a document with a value."""
    return model_node(shape) if isinstance(shape, Model) else DEFAULT_NODE


@lru_cache(maxsize=4096)
def model_node(model: Model) -> XmlNode:
    """Return the default node of objects of a class, which has it by itself: a hand-written subclass
    of a generated class has the same name."""
    cls = model.cls
    owners = (each for each in cls.__mro__ if each.__name__ == cls.__name__)
    node: XmlNode | None = next(
        (vars(each)["_xml"] for each in owners if "_xml" in vars(each)), None
    )
    if model.are_dicts:
        node = model.attribute("_xml", None)
    return XmlNode(cls.__name__) if node is None else node


@lru_cache(maxsize=4096)
def parts_of(model: Model) -> tuple[tuple[Property, Shape, XmlNode], ...]:
    """Return the properties of a model, the bare shapes of their values, and their nodes."""
    nodes = model.table("_xml_fields")
    return tuple(
        (each, bare(each.shape), nodes.get(each.name, DEFAULT_NODE))
        for each in model.layout.properties
    )


def stands_around(node: XmlNode, shape: Shape) -> bool:
    """Return whether the parts of a property's value are directly in the enclosing element."""
    if list_of(shape) is not None:
        return node.kind in ("", "none")
    return node.kind == "none" and isinstance(shape, (Model, Map, Anything))


def item_node(node: XmlNode, index: int, name: str) -> XmlNode:
    """Return the node of an item of an array."""
    item = node.items[index] if index < len(node.items) else node.item
    return named(DEFAULT_NODE if item is None else item, name)


def named(node: XmlNode, name: str) -> XmlNode:
    """Return a node that has a name."""
    if node.name:
        return node
    return replace(node, name=name)
