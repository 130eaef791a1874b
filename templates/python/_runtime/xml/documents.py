"""Conversion between XML documents and the equivalent JSON values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from .. import codec
from ..codec.annotations import Model, Property
from ..codec.json_text import Path, Report
from ..codec.matching import Choice
from ..codec.shapes import ANYTHING, Anything, Array, Map, Shape
from ..codec.tuples import Tuple
from ..errors import InvalidRequestError
from ..models import BareAPIModel
from ..parameters import encode
from . import DEFAULT_NODE, XmlNode
from .shapes import (
    TEXT,
    ListShape,
    add_plain,
    add_plain_entry,
    bare,
    choose,
    chosen,
    is_nullable,
    is_required,
    item_node,
    list_of,
    named,
    needs_content,
    node_of,
    parts_of,
    plain,
    plain_parts,
    read_scalar,
    stands_around,
    write_scalar,
)
from .tree import XSI, Attribute, CData, Element, parse, serialize


class UnreadParts:
    """Parts of an element that are not read yet: parts taken by a property are removed."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.children = list(element.children)
        self.attributes = list(element.attributes)
        self.text = element.text

    def take(self, node: XmlNode, name: str) -> list[Element]:
        """Take the children of a node; by name alone if none has the namespace."""
        found = [each for each in self.children if is_called(each, node, name)]
        exact = [each for each in found if each.namespace == node.namespace]
        found = exact or found
        taken = set(map(id, found))
        self.children = [each for each in self.children if id(each) not in taken]
        return found

    def take_attribute(self, node: XmlNode, name: str) -> str | None:
        """Take the text of an attribute; None if there is none."""
        named = [each for each in self.attributes if is_called(each, node, name)]
        named.sort(key=lambda each: each.namespace != node.namespace)
        if not named:
            return None
        self.attributes.remove(named[0])
        return named[0].text

    def take_text(self) -> str:
        """Take the text."""
        text, self.text = self.text, ""
        return text


def is_called(part: Element | Attribute, node: XmlNode, name: str) -> bool:
    """Return whether an element or attribute has the name of a node, which may include a prefix."""
    return part.name == (node.name or name).rpartition(":")[2]


# --- elements -------------------------------------------------------------------------

_ABSENT = object()
"""Stands for a missing property."""


class XmlReader:
    """Reads the elements of one document by the shapes of their values.

    What does not match is kept, for the codec to report; what the codec cannot see, such as a wrong
    root element, is reported here.
    """

    def __init__(self, report: Report) -> None:
        self._report = report

    def document(self, root: Element, shape: Shape, node: XmlNode | None) -> Any:
        """Return the value of a whole document.

        Args:
            root: Root element.
            shape: Shape of the value.
            node: Node of the root, if it differs from that of the shape.
        """
        inner = bare(shape)
        if isinstance(inner, Choice):
            inner = choose(root, inner, by_name=True)
        if node is None:
            node = node_of(inner)
        if node.name and not is_called(root, node, ""):
            self._report.deviation(
                (), f"expected the element {node.name!r}, got {root.name!r:.60}"
            )
        array = list_of(inner)
        if array is not None:
            return self._inside(root, array, node, "", ())
        return self.value(root, shape if inner is bare(shape) else inner, node, ())

    def value(self, element: Element, shape: Shape, node: XmlNode, path: Path) -> Any:
        """Return the value of an element."""
        if element.is_nil:
            return None
        inner = bare(shape)
        if isinstance(inner, Choice):
            inner = choose(element, inner)
        if is_nullable(shape) and element.is_empty and needs_content(inner):
            return None
        match inner:
            case Model():
                return self._object(element, inner, path)
            case Map():
                return self._entries(element, element.children, inner.value, path)
            case Array() | Tuple():
                return self._inside(element, inner, node, element.name, path)
            case Anything():
                return plain(element)
        if element.has_children:
            return plain(element)
        return read_scalar(element.text, shape if inner is bare(shape) else inner)

    # --- objects ------------------------------------------------------------------------------------

    def _object(self, element: Element, model: Model, path: Path) -> dict[str, Any]:
        parts = UnreadParts(element)
        found = self._properties(parts, model, path)
        rest = model.layout.rest
        if rest is not None:
            # Attributes that no property stands for are none of the map's entries.
            entries = self._entries(element, parts.children, rest, path)
        else:
            entries = plain_parts(element, parts.children, parts.attributes)
            if parts.text.strip():
                entries[TEXT] = parts.text
        for key, value in entries.items():
            if key in found or key in model.layout.wire_names:
                self._report.deviation((*path, key), "the element occurs twice")
            else:
                found[key] = value
        return found

    def _properties(
        self, parts: UnreadParts, model: Model, path: Path
    ) -> dict[str, Any]:
        """Return the declared properties; those that take all remaining parts are read last."""
        found: dict[str, Any] = {}
        declared = parts_of(model)
        greedy = [
            part
            for part in declared
            if isinstance(part[1], (Map, Anything)) and stands_around(part[2], part[1])
        ]
        for each, shape, node in (*(p for p in declared if p not in greedy), *greedy):
            place = (*path, each.wire_name)
            value = self._property(parts, each, shape, node, place)
            if value is not _ABSENT:
                found[each.wire_name] = value
        return found

    def _property(
        self,
        parts: UnreadParts,
        each: Property,
        shape: Shape,
        node: XmlNode,
        path: Path,
    ) -> Any:
        if node.kind == "attribute":
            return self._attribute(parts, each, shape, node)
        if node.kind == "text":
            text = parts.take_text()
            return (
                read_scalar(text, each.shape) if text or is_required(each) else _ABSENT
            )
        array = list_of(shape)
        if array is not None:
            return self._list(parts, each, array, node, path)
        if stands_around(node, shape):
            return self._embedded(parts, each, shape, path)
        found = parts.take(node, each.wire_name)
        if not found:
            return _ABSENT
        if len(found) > 1:
            self._report.deviation(path, "the element occurs more than once")
        return self.value(found[0], each.shape, node, path)

    def _attribute(
        self, parts: UnreadParts, each: Property, shape: Shape, node: XmlNode
    ) -> Any:
        text = parts.take_attribute(node, each.wire_name)
        if text is None:
            # A null is written like an attribute that is not there.
            return None if is_required(each) and is_nullable(each.shape) else _ABSENT
        if isinstance(shape, Array):
            return [read_scalar(word, shape.item) for word in text.split()]
        return read_scalar(text, each.shape)

    def _embedded(
        self, parts: UnreadParts, each: Property, shape: Shape, path: Path
    ) -> Any:
        """Return an object whose parts are directly in the enclosing element."""
        found: dict[str, Any]
        if isinstance(shape, Model):
            found = self._properties(parts, shape, path)
        else:
            value = shape.value if isinstance(shape, Map) else ANYTHING
            found = self._entries(parts.element, parts.children, value, path)
            parts.children = []
        return found if found or is_required(each) else _ABSENT

    def _entries(
        self, around: Element, children: Iterable[Element], shape: Shape, path: Path
    ) -> dict[str, Any]:
        """Return the entries of a map, each of which is an element, or several for an array."""
        inner = bare(shape)
        if isinstance(inner, Anything):
            return plain_parts(around, children, ())
        groups: dict[str, list[Element]] = {}
        for child in children:
            groups.setdefault(child.name, []).append(child)
        array = list_of(inner)
        found: dict[str, Any] = {}
        for name, group in groups.items():
            place = (*path, name)
            if array is not None:
                found[name] = self._items(group, array, DEFAULT_NODE, name, place)
                continue
            if len(group) > 1:
                self._report.deviation(place, "the element occurs more than once")
            found[name] = self.value(group[0], shape, DEFAULT_NODE, place)
        return found

    # --- arrays -------------------------------------------------------------------------------------

    def _list(
        self,
        parts: UnreadParts,
        each: Property,
        array: ListShape,
        node: XmlNode,
        path: Path,
    ) -> Any:
        """Return the array of a property: in an element of its own, or directly in the enclosing
        one."""
        name = node.name or each.wire_name
        if node.kind == "element":
            return self._wrapped(parts, each, array, node, path)
        if isinstance(array, Tuple):
            found = self._positions(parts, array, node, name, path)
            return found if found or is_required(each) else _ABSENT
        item = item_node(node, 0, name)
        if item.kind in ("text", "none"):
            return self._inside_items(parts, array, item, path, is_required(each))
        elements = parts.take(item, name)
        if not elements and item.name != name:
            elements = parts.take(XmlNode(name), name)
            if elements:
                self._unusual(path)
        if len(elements) == 1 and _is_wrapper(elements[0], array.item):
            self._unusual(path)
            elements = list(elements[0].children)
        elif not elements:
            return [] if is_required(each) else _ABSENT
        if bare(each.shape) is not array and len(elements) == 1:
            return self.value(elements[0], each.shape, item, path)
        return self._items(elements, array, node, name, path)

    def _wrapped(
        self,
        parts: UnreadParts,
        each: Property,
        array: ListShape,
        node: XmlNode,
        path: Path,
    ) -> Any:
        name = node.name or each.wire_name
        wrappers = parts.take(node, name)
        if not wrappers:
            wrappers = parts.take(item_node(node, 0, name), name)
        elif len(wrappers) == 1 and not _is_bare_item(wrappers[0]):
            return self._inside(wrappers[0], array, node, name, path)
        if not wrappers:
            return _ABSENT
        self._unusual(path)
        return self._items(wrappers, array, node, name, path)

    def _unusual(self, path: Path) -> None:
        self._report.deviation(path, "the items are not in the declared elements")

    def _inside(
        self, element: Element, array: ListShape, node: XmlNode, name: str, path: Path
    ) -> Any:
        """Return the array in an element of its own."""
        if element.is_nil:
            return None
        parts = UnreadParts(element)
        if isinstance(array, Tuple):
            return self._positions(parts, array, node, name, path)
        item = item_node(node, 0, name or node_of(bare(array.item)).name)
        if item.kind in ("text", "none"):
            return self._inside_items(parts, array, item, path, True)
        elements = parts.take(item, name)
        if not elements and parts.children:
            # Whatever the items are called, there is nothing else in here.
            if item.name:
                self._unusual(path)
            elements = parts.children
        return self._items(elements, array, node, name, path)

    def _inside_items(
        self,
        parts: UnreadParts,
        array: Array,
        item: XmlNode,
        path: Path,
        required: bool,
    ) -> Any:
        """Return items without an element: a text, or the elements with the names of the items."""
        if item.kind == "text":
            text = parts.take_text()
            return (
                [read_scalar(text, array.item)] if text else [] if required else _ABSENT
            )
        shapes = bare(array.item)
        names = _names(shapes)
        elements = [each for each in parts.children if not names or each.name in names]
        parts.children = [each for each in parts.children if each not in elements]
        if not elements and not required:
            return _ABSENT
        return [
            self._member(element, array.item, (*path, index))
            for index, element in enumerate(elements)
        ]

    def _member(self, element: Element, shape: Shape, path: Path) -> Any:
        inner = bare(shape)
        if isinstance(inner, Choice):
            inner = choose(element, inner, by_name=True)
        return self.value(element, inner, node_of(inner), path)

    def _items(
        self,
        elements: list[Element],
        array: ListShape,
        node: XmlNode,
        name: str,
        path: Path,
    ) -> list[Any]:
        items = []
        for index, element in enumerate(elements):
            shape = array.item if isinstance(array, Array) else array.shape_at(index)
            item = item_node(node, index, name)
            place = (*path, index)
            items.append(self.value(element, shape or ANYTHING, item, place))
        return items

    def _positions(
        self, parts: UnreadParts, array: Tuple, node: XmlNode, name: str, path: Path
    ) -> list[Any]:
        """Return a tuple: its items in document order, including text."""
        unread = set(map(id, parts.children))
        taken: set[int] = set()
        items: list[Any] = []
        for part in parts.element.content:
            index = len(items)
            item = item_node(node, index, name)
            is_unread = isinstance(part, str) or id(part) in unread
            if is_unread and _stands_for(part, item, name):
                shape = array.shape_at(index) or ANYTHING
                if isinstance(part, str):
                    items.append(read_scalar(part, shape))
                else:
                    taken.add(id(part))
                    items.append(self.value(part, shape, item, (*path, index)))
        parts.children = [each for each in parts.children if id(each) not in taken]
        return items


def _names(shape: Shape) -> frozenset[str]:
    """Return the names of the elements of values without a name from their context; none if any
    name is possible."""
    shapes = shape.members if isinstance(shape, Choice) else (shape,)
    names = {node_of(bare(each)).name for each in shapes}
    return frozenset() if "" in names else frozenset(names)


def _is_wrapper(element: Element, item: Shape) -> bool:
    """Return whether the only item of an unwrapped array cannot be an item, but contains items, or
    none."""
    shape = bare(item)
    if element.is_empty:
        return not is_nullable(item) and needs_content(shape)
    names = {child.name for child in element.children}
    if len(names) != 1 or element.attributes or element.text:
        return False
    if isinstance(shape, Model):
        known = {
            (node.name or each.wire_name).rpartition(":")[2]
            for each, _, node in parts_of(shape)
        }
        return needs_content(shape) and names.isdisjoint(known)
    return not shape.json_types & {list, dict}


def _stands_for(part: Element | str, item: XmlNode, name: str) -> bool:
    """Return whether a part of an element is an item of a node."""
    if isinstance(part, str):
        return item.kind == "text"
    return item.kind != "text" and is_called(part, item, name)


def _is_bare_item(element: Element) -> bool:
    """Return whether an element that should contain items contains text."""
    return not element.has_children and bool(element.text.strip())


def decode_xml(
    type_: str,
    data: bytes,
    *,
    content_type: str,
    root: XmlNode | None,
    strict: bool,
    deviations: list[str],
) -> Any:
    """Decode an XML document to a type; see `codec.decode_bytes`.

    Args:
        type_: Type expression in the namespace of `models`.
        data: The document.
        content_type: Content type of the response, whose `charset` overrides that of the document.
        root: Node of the root element, if it differs from that of the type.
        strict: Whether a deviation is an error.
        deviations: Collects deviations, as path and kind.

    Raises:
        TypeMismatchError: The document is not XML, declares a document type, is too deep or too large; or
            `strict` is set, and the document does not match the type.
    """
    report = Report(strict=strict)
    element = parse(data, content_type)
    value = XmlReader(report).document(element, codec.shape(type_), root)
    deviations += report.deviations
    return codec.decode(type_, value, strict=strict, deviations=deviations)


# --- writing --------------------------------------------------------------------------

_DEFAULT_ROOT = "root"
"""Name of root elements without a declared name."""


def document(value: Any, shape: Shape, node: XmlNode | None) -> Element:
    """Return the root element of a document.

    Args:
        value: Value in its JSON form.
        shape: Shape of the value.
        node: Node of the root, if it differs from that of the shape.

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
    """Return the bare shape of a value, with unions resolved."""
    inner = bare(shape)
    return chosen(value, inner) if isinstance(inner, Choice) else inner


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
            _add_text(element, item, each)
            continue
        if each.kind == "none":
            own = node_of(_chosen(item, shape or ANYTHING))
            each = own if own.name else named(own, name)
        element.content.append(_element(each, name, item, shape or ANYTHING))


def encode_xml(value: Any, type_: Any, root: XmlNode | None = None) -> str:
    """Encode a value as an XML document.

    Args:
        value: The value.
        type_: Type expression in the namespace of `models`; with `Any`, the class of the value.
        root: Node of the root element, if it differs from that of the type.

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
