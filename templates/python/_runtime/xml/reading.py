"""Reads XML documents as the equivalent JSON values."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from typing import Any

from .. import codec
from ..codec.annotations import Model, Property
from ..codec.compound import Positions
from ..codec.constants import Constants, Members
from ..codec.json_text import Path, Report, read_integer
from ..codec.matching import Choice, Likeness, Tag, likeness
from ..codec.shapes import (
    ANYTHING,
    REQUIRED,
    Anything,
    Array,
    Format,
    Map,
    Shape,
)
from . import DEFAULT_NODE, XmlNode
from .nodes import (
    TEXT,
    XSI,
    Attribute,
    ListShape,
    bare,
    is_nullable,
    item_node,
    item_shape,
    list_of,
    node_of,
    parts_of,
    stands_around,
    write_scalar,
)
from .parsing import Element, parse


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
            case Array() | Positions():
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
        if isinstance(array, Positions):
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
        if isinstance(array, Positions):
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
            shape = item_shape(array, index)
            item = item_node(node, index, name)
            place = (*path, index)
            items.append(self.value(element, shape, item, place))
        return items

    def _positions(
        self, parts: UnreadParts, array: Positions, node: XmlNode, name: str, path: Path
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
                shape = item_shape(array, index)
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


# --- scalars --------------------------------------------------------------------------

_INTEGER = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SPECIAL = {"INF": math.inf, "+INF": math.inf, "-INF": -math.inf, "NaN": math.nan}
_TRUTH = {"true": True, "false": False, "1": True, "0": False}


def read_scalar(text: str, shape: Shape) -> Any:
    """Return the JSON value of a text; the text itself if there is no other."""
    nullable, shape = is_nullable(shape), bare(shape)
    types = shape.json_types
    if types == {str}:
        if isinstance(shape, Format) and shape.python_type is bytes:
            return "".join(text.split())
        return text.strip() if isinstance(shape, Format) else text
    word = text.strip()
    if not word and nullable and str not in types:
        return None
    for value in _constants(shape):
        if write_scalar(value) == word:
            return value
    for value in _readings(word, types):
        # Where it can be text as well, it is a number only in the usual way to write one.
        if str not in types or write_scalar(value) == text:
            return value
    return text


def _constants(shape: Shape) -> Iterator[Any]:
    if isinstance(shape, Choice):
        for member in members_of(shape):
            yield from _constants(member)
    elif isinstance(shape, (Constants, Members)):
        yield from (value for type_, value in shape.values if type_ is not str)


def _readings(word: str, types: frozenset[type]) -> Iterator[Any]:
    """Yield the readings of a word as some of the JSON types, the narrowest first."""
    if int in types and _INTEGER.fullmatch(word):
        with suppress(ValueError):  # too many digits
            yield read_integer(word)
    if Decimal in types and _NUMBER.fullmatch(word):
        yield Decimal(word)
    if float in types:
        if _NUMBER.fullmatch(word):
            yield float(word)
        elif word in _SPECIAL:
            yield _SPECIAL[word]
    if bool in types and word in _TRUTH:
        yield _TRUTH[word]


# --- required content ------------------------------------------------------------------


def is_required(each: Property) -> bool:
    """Return whether a property must not be omitted."""
    return each.absent is REQUIRED


@lru_cache(maxsize=4096)
def needs_content(shape: Shape) -> bool:
    """Return whether no value is an empty element."""
    if isinstance(shape, Model):
        return any(
            is_required(each)
            and not stands_around(node, inner)
            and not (node.kind == "attribute" and is_nullable(each.shape))
            for each, inner, node in parts_of(shape)
        )
    return str not in shape.json_types and not (shape.json_types & {list, dict})


# --- members of unions ----------------------------------------------------------------

_NONE: Likeness = (-1000, 0)


def choose(element: Element, union: Choice, *, by_name: bool = False) -> Shape:
    """Return the member of a union for an element; the union itself if it is one of several
    scalars.

    Args:
        element: The element.
        union: The union.
        by_name: Whether the element may have the name of a member.
    """
    members = list(members_of(union))
    if by_name:
        for member in members:
            if node_of(member).name == element.name:
                return member
    if union.tag is not None:
        for member in members:
            if isinstance(member, Model) and _is_tagged(element, union.tag, member):
                return member
    if not element.has_children and not element.attributes:
        singles = [each for each in members if not each.json_types & {list, dict}]
        if singles:
            return union if len(singles) > 1 else singles[0]
    return max(members, key=lambda member: _fit(element, member))


def _is_tagged(element: Element, tag: Tag, model: Model) -> bool:
    for each, _, _ in parts_of(model):
        if each.wire_name == tag.property:
            value = _single(element, model, each.wire_name)
            member = None if value is None else tag.member(value)
            return member is not None and bare(member) is model
    return False


def _single(element: Element, model: Model, wire_name: str) -> Any:
    """Return the value of a scalar property; None if it is missing."""
    for each, _, node in parts_of(model):
        if each.wire_name != wire_name:
            continue
        name = (node.name or wire_name).rpartition(":")[2]
        if node.kind == "attribute":
            texts = [part.text for part in element.attributes if part.name == name]
        elif node.kind == "text":
            texts = [element.text]
        else:
            texts = [part.text for part in element.children if part.name == name]
        return read_scalar(texts[0], each.shape) if texts else None
    return None


def _fit(element: Element, shape: Shape) -> Likeness:
    """Return how well an element fits, by the names of its parts."""
    match shape:
        case Model():
            return _fit_of_model(element, shape)
        case Map():
            return (-1 if element.attributes else 0, 0)
        case Array() | Positions():
            names = {child.name for child in element.children}
            return (0, 0) if len(names) == 1 and not element.attributes else (-2, 0)
        case Anything():
            return (-1, 0)
    return _NONE


def _fit_of_model(element: Element, model: Model) -> Likeness:
    names = {child.name for child in element.children}
    attributes = {each.name for each in element.attributes}
    wrong = known = 0
    for each, shape, node in parts_of(model):
        name = (node.name or each.wire_name).rpartition(":")[2]
        around = stands_around(node, shape)
        if node.kind == "text":
            there = bool(element.text)
        elif around and node.item is not None and node.item.name:
            there = node.item.name in names
        else:
            there = name in (attributes if node.kind == "attribute" else names)
        if there:
            known += 1
            if isinstance(shape, (Constants, Members)):
                value = _single(element, model, each.wire_name)
                wrong += 0 if likeness(shape, value, 0)[0] == 0 else 100
        elif is_required(each) and not around:
            wrong += 1
    return (-wrong, known)


def members_of(shape: Choice) -> Iterator[Shape]:
    """Yield the members of a union and of nested unions."""
    for member in shape.members:
        member = bare(member)
        if isinstance(member, Choice):
            yield from members_of(member)
        else:
            yield member


# --- untyped elements -----------------------------------------------------------------

_OF_THE_DOCUMENT = frozenset({"nil", "schemaLocation", "noNamespaceSchemaLocation"})


def plain(element: Element) -> Any:
    """Return the content of an element: None, a string, or a dict."""
    if element.is_nil:
        return None
    text = element.text
    found = plain_parts(element, element.children, element.attributes)
    if not found:
        return text
    if text:
        found[TEXT] = text
    return found


def plain_parts(
    around: Element, children: Iterable[Element], attributes: Iterable[Attribute]
) -> dict[str, Any]:
    """Return some attributes and children of an element."""
    found: dict[str, Any] = {}
    for each in attributes:
        if each.namespace == XSI and each.name in _OF_THE_DOCUMENT:
            continue
        found[f"@{_key(each.name, each.namespace, '')}"] = each.text
    repeated: set[str] = set()
    for child in children:
        key = _key(child.name, child.namespace, around.namespace)
        value = plain(child)
        if key not in found:
            found[key] = value
        elif key in repeated:
            found[key].append(value)
        else:
            repeated.add(key)
            found[key] = [found[key], value]
    return found


def _key(name: str, namespace: str, around: str) -> str:
    return name if namespace in ("", around) else f"{{{namespace}}}{name}"
