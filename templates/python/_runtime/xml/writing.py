"""Writes values as XML documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .. import codec
from ..codec.annotations import Model
from ..codec.compound import Alternatives, Positions
from ..codec.shapes import ANYTHING, Anything, Array, Map, Shape
from ..errors import InvalidRequestError
from ..models import BareAPIModel
from ..parameters import encode
from . import DEFAULT_NODE, XmlNode
from .nodes import (
    TEXT,
    XML,
    XSI,
    Attribute,
    ListShape,
    bare,
    item_node,
    item_shape,
    list_of,
    named,
    node_of,
    parts_of,
    stands_around,
    write_scalar,
)

_START = r"A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
_NAME = re.compile(rf"(?:[{_START}][-.0-9\xb7\u0300-\u036f\u203f\u2040{_START}]*:?)+")
"""A name (XML 1.0, 2.3), possibly with a prefix."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow (2.2)."""


class CData(str):
    """Text that is written as a CDATA section."""

    __slots__ = ()


@dataclass(slots=True)
class Element:
    """An element to write."""

    name: str
    """Name without prefix."""

    namespace: str = ""
    """Namespace URI; empty for that of the enclosing elements."""

    prefix: str = ""
    attributes: list[Attribute] = field(default_factory=list)
    content: list[Element | str] = field(default_factory=list)
    """Elements and text, in order."""


# --- elements of values ---------------------------------------------------------------

_DEFAULT_ROOT = "root"
"""Name of root elements without a declared name."""


def document(value: Any, shape: Shape, node: XmlNode | None) -> Element:
    """Return the root element of a document with a value in its JSON form; its node is that of the
    shape if none is given.

    Raises:
        InvalidRequestError: The value, or a part of it, has no XML form.
    """
    inner = _chosen(value, shape)
    node = named(node_of(inner) if node is None else node, _DEFAULT_ROOT)
    if isinstance(inner, Array) and node.item is None:
        # Nothing around it names an item, but its class may.
        node = replace(node, item=node_of(bare(inner.item)))
    return _element(node, node.name, value, inner)


def _chosen(value: Any, shape: Shape) -> Shape:
    """Return the bare shape of a value; of a union the member that fits it best."""
    inner = bare(shape)
    while isinstance(inner, Alternatives):
        inner = bare(inner.fitting(value))
    return inner


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
        case Array() | Positions() if isinstance(value, list):
            _add_items(element, value, inner, node, element.name)
        case _ if isinstance(value, (dict, list)):
            _add_plain(element, value)
        case _:
            _add_text(element, value, node)
    return element


def _add_text(element: Element, value: Any, node: XmlNode) -> None:
    text = write_scalar(value)
    if text:
        element.content.append(CData(text) if node.cdata else text)


def _add_object(element: Element, value: dict[str, Any], model: Model) -> None:
    """Add the properties of an object to an element, in the order of its class."""
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
            text = " ".join(write_scalar(word) for word in words)
            prefix, _, name = name.rpartition(":")
            attribute = Attribute(name, text, node.namespace, node.prefix or prefix)
            element.attributes.append(attribute)
        return
    if node.kind == "text":
        _add_text(element, value, node)
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
            _add_plain_entry(element, key, item)
        elif array is not None and isinstance(item, list):
            _add_items(element, item, array, DEFAULT_NODE, key)
        else:
            element.content.append(_element(DEFAULT_NODE, key, item, shape))


def _add_items(
    element: Element, value: list[Any], array: ListShape, node: XmlNode, name: str
) -> None:
    for index, item in enumerate(value):
        shape = item_shape(array, index)
        each = item_node(node, index, name)
        if each.kind == "text":
            _add_text(element, item, each)
            continue
        if each.kind == "none":
            own = node_of(_chosen(item, shape))
            each = own if own.name else named(own, name)
        element.content.append(_element(each, name, item, shape))


def encode_xml(value: Any, type_: Any, root: XmlNode | None = None) -> str:
    """Encode a value as an XML document, by its type or, if that is `Any`, by its class; the root
    element has the node of the type if none is given.

    Raises:
        InvalidRequestError: The value, or a part of it, has no XML form.
    """
    if type_ is Any and isinstance(value, BareAPIModel):
        type_ = type(value)
    try:
        return serialize(document(encode(value, type_), codec.shape(type_), root))
    except RecursionError:
        raise InvalidRequestError(
            "A value cannot be sent as XML: it is nested too deeply."
        ) from None


# --- values of any type ---------------------------------------------------------------


def _add_plain(element: Element, value: Any) -> None:
    """Add an untyped value to an element.

    Raises:
        InvalidRequestError: The value is a list in a list, which has no XML form.
    """
    if value is None:
        element.attributes.append(Attribute("nil", "true", XSI, "xsi"))
    elif isinstance(value, dict):
        for key, item in value.items():
            _add_plain_entry(element, key, item)
    elif isinstance(value, list):
        for item in value:
            _add_plain_entry(element, element.name, item)
    elif value != "":
        element.content.append(write_scalar(value))


def _add_plain_entry(element: Element, key: str, value: Any) -> None:
    """Add an untyped property to an element."""
    if key == TEXT:
        element.content.append(write_scalar(value))
    elif key.startswith("@"):
        name, namespace = expanded(key[1:])
        if value is not None:
            element.attributes.append(Attribute(name, write_scalar(value), namespace))
    else:
        name, namespace = expanded(key)
        for item in value if isinstance(value, list) else [value]:
            child = Element(name, namespace)
            _add_plain(child, item)
            element.content.append(child)


def expanded(key: str) -> tuple[str, str]:
    """Return name and namespace of `{namespace}name`.

    Raises:
        InvalidRequestError: The braces do not match.
    """
    if not key.startswith("{"):
        return key, ""
    namespace, brace, name = key[1:].partition("}")
    if not brace:
        raise InvalidRequestError(f"{key!r:.80} is not a valid name in XML.")
    return name, namespace


# --- documents ------------------------------------------------------------------------


def serialize(root: Element) -> str:
    """Serialize a document with its declaration.

    Raises:
        InvalidRequestError: A name or a character is not allowed in XML.
    """
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    _write(root, {"xml": XML}, parts)
    return "".join(parts)


def _write(element: Element, scope: Mapping[str, str], parts: list[str]) -> None:
    declared: dict[str, str] = {}
    name = _qualified(element, scope, declared)
    attributes = [
        f' {_qualified(each, scope, declared)}="{_escaped(each.text, in_attribute=True)}"'
        for each in element.attributes
    ]
    spaces = [
        f' xmlns{":" if prefix else ""}{prefix}="{_escaped(uri, in_attribute=True)}"'
        for prefix, uri in declared.items()
    ]
    parts.append(f"<{name}{''.join(spaces)}{''.join(attributes)}")
    if not element.content:
        parts.append("/>")
        return
    parts.append(">")
    inner = {**scope, **declared} if declared else scope
    for part in element.content:
        if isinstance(part, Element):
            _write(part, inner, parts)
        else:
            parts.append(_cdata(part) if isinstance(part, CData) else _escaped(part))
    parts.append(f"</{name}>")


def _qualified(
    node: Element | Attribute, scope: Mapping[str, str], declared: dict[str, str]
) -> str:
    """Return a name with its prefix, which is declared if necessary."""
    prefix, uri = node.prefix, node.namespace
    if uri:
        if isinstance(node, Attribute) and not prefix:
            prefix = _prefix_of(uri, {**scope, **declared})
        while declared.get(prefix, uri) != uri or (prefix == "xml") != (uri == XML):
            prefix = "xml" if uri == XML else f"{prefix}_"
        if declared.get(prefix, scope.get(prefix, "")) != uri:
            declared[prefix] = uri
    elif prefix not in scope:
        # A prefix without namespace counts where something around it declares it.
        prefix = ""
    name = f"{prefix}:{node.name}" if prefix else node.name
    if not _NAME.fullmatch(name) or name.endswith(":"):
        raise InvalidRequestError(f"{name!r:.80} is not a valid name in XML.")
    return name


def _prefix_of(uri: str, scope: Mapping[str, str]) -> str:
    """Return a prefix for a namespace: a declared one, or a new one."""
    for prefix, known in scope.items():
        if known == uri and prefix:
            return prefix
    return next(f"ns{n}" for n in range(len(scope) + 1) if f"ns{n}" not in scope)


_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_TEXT = str.maketrans(_ESCAPES)
_VALUE = str.maketrans({**_ESCAPES, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"})


def _escaped(text: str, *, in_attribute: bool = False) -> str:
    return _checked(text).translate(_VALUE if in_attribute else _TEXT)


def _cdata(text: str) -> str:
    """Return CDATA sections; characters that cannot be in one are placed between them."""
    inside = _checked(text).replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{inside}]]>".replace("\r", "]]>&#13;<![CDATA[")


def _checked(text: str) -> str:
    found = _FORBIDDEN.search(text)
    if found is not None:
        raise InvalidRequestError(
            f"A value cannot be sent as XML, which has no character U+{ord(found[0]):04X}."
        )
    return text
