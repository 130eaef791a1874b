"""From what JSON would be to elements."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .. import codec
from ..codec.models import Model
from ..codec.shape import Shape
from ..codec.unions import Tagged, Union
from ..codec.values import ANYTHING, Anything, Array, Map, Tuple
from ..errors import InvalidRequestError
from ..models.base import APIModel
from ..requests.parameters import encode
from . import DEFAULT_NODE, XmlNode
from .shapes import (
    ListShape,
    add_plain,
    add_plain_entry,
    bare,
    chosen,
    item_node,
    list_of,
    named,
    node_of,
    parts_of,
    stands_around,
    write_value,
)
from .tree import XSI, Attribute, CData, Element, serialize

_NAMELESS = "root"
"""Name of a root element that the document of the API gives no name."""


def document(value: Any, shape: Shape, node: XmlNode | None) -> Element:
    """The root element of a document.

    Args:
        value: the value in its JSON form.
        shape: its shape.
        node: the node of the root, where it is not that of the shape.

    Raises:
        InvalidRequestError: the value, or a part of it, has no form in XML.
    """
    inner = _chosen(value, shape)
    node = named(node_of(inner) if node is None else node, _NAMELESS)
    if isinstance(inner, Array) and node.item is None:
        # Nothing around it names an item, but its class may.
        node = replace(node, item=node_of(bare(inner.item)))
    return _element(node, node.name, value, inner)


def _chosen(value: Any, shape: Shape) -> Shape:
    """The bare shape of a value, which is no union any more."""
    inner = bare(shape)
    return chosen(value, inner) if isinstance(inner, (Union, Tagged)) else inner


def _element(node: XmlNode, name: str, value: Any, shape: Shape) -> Element:
    element = Element(node.name or name, node.namespace, node.prefix)
    if value is None:
        element.attributes.append(Attribute("nil", "true", XSI, "xsi"))
        return element
    inner = _chosen(value, shape)
    match inner:
        case Model() if isinstance(value, dict):
            _add_object(element, value, inner)
        case Map() if isinstance(value, dict):
            _add_entries(element, value, inner.value)
        case Array() | Tuple() if isinstance(value, list):
            _add_items(element, value, inner, node, element.name)
        case _ if isinstance(value, (dict, list)):
            add_plain(element, value)
        case _:
            _add_text(element, value, inner, node)
    return element


def _add_text(element: Element, value: Any, shape: Shape, node: XmlNode) -> None:
    text = write_value(value, shape)
    if text:
        element.content.append(CData(text) if node.cdata else text)


def _add_object(element: Element, value: dict[str, Any], model: Model) -> None:
    """Put the properties of an object into an element, in the order of its class."""
    layout = model.layout
    for each, shape, node in parts_of(model):
        if each.wire_name in value:
            _add_property(element, each.wire_name, value[each.wire_name], shape, node)
    rest = ANYTHING if layout.rest is None else layout.rest
    others = {key: item for key, item in value.items() if key not in layout.wire_names}
    _add_entries(element, others, rest)


def _add_property(
    element: Element, wire_name: str, value: Any, shape: Shape, node: XmlNode
) -> None:
    name = node.name or wire_name
    if node.kind == "attribute":
        if value is not None:
            words = value if isinstance(value, list) else [value]
            inner = shape.item if isinstance(shape, Array) else shape
            text = " ".join(write_value(word, inner) for word in words)
            prefix, _, name = name.rpartition(":")
            attribute = Attribute(name, text, node.namespace, node.prefix or prefix)
            element.attributes.append(attribute)
        return
    if node.kind == "text":
        _add_text(element, value, shape, node)
        return
    array = list_of(shape)
    if array is not None and isinstance(value, list) and node.kind != "element":
        _add_items(element, value, array, node, name)
    elif array is None and stands_around(node, shape) and isinstance(value, dict):
        if isinstance(shape, Model):
            _add_object(element, value, shape)
        else:
            _add_entries(
                element, value, shape.value if isinstance(shape, Map) else ANYTHING
            )
    else:
        element.content.append(_element(node, name, value, shape))


def _add_entries(element: Element, value: dict[str, Any], shape: Shape) -> None:
    inner = bare(shape)
    array = list_of(inner)
    for key, item in value.items():
        if isinstance(inner, Anything):
            add_plain_entry(element, key, item)
        elif array is not None and isinstance(item, list):
            _add_items(element, item, array, DEFAULT_NODE, key)
        else:
            element.content.append(_element(DEFAULT_NODE, key, item, shape))


def _add_items(
    element: Element, value: list[Any], array: ListShape, node: XmlNode, name: str
) -> None:
    for index, item in enumerate(value):
        shape = array.item if isinstance(array, Array) else array.shape_at(index)
        each = item_node(node, index, name)
        if each.kind == "text":
            _add_text(element, item, shape or ANYTHING, each)
            continue
        if each.kind == "none":
            own = node_of(_chosen(item, shape or ANYTHING))
            each = own if own.name else named(own, name)
        element.content.append(_element(each, name, item, shape or ANYTHING))


def encode_xml(value: Any, type_: Any, root: XmlNode | None = None) -> str:
    """Write a value as an XML document.

    Args:
        value: the value.
        type_: type expression in the namespace of `models`; with `Any`, the value tells its class.
        root: the node of the root element, where it is not that of the type.

    Raises:
        InvalidRequestError: the value, or a part of it, has no form in XML.
    """
    if type_ is Any and isinstance(value, APIModel):
        type_ = type(value)
    try:
        return serialize(document(encode(value, type_), codec.shape(type_), root))
    except RecursionError:
        raise InvalidRequestError(
            "A value cannot be sent as XML: it is nested too deeply."
        ) from None
