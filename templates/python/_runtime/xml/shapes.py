"""XML nodes of types, scalars as text, members of unions, and untyped elements."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from ..codec.annotations import Model, Named, Property
from ..codec.constants import Constants, Members
from ..codec.json_text import integer_text, read_integer, write_decimal
from ..codec.matching import LIKENESS_DEPTH, Choice, Likeness, Tag, likeness
from ..codec.shapes import REQUIRED, Anything, Array, Format, Map, Nullable, Shape
from ..codec.tuples import Tuple
from ..errors import InvalidRequestError
from . import DEFAULT_NODE, XmlNode
from .tree import XSI, Attribute, Element

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


# --- nodes of types -------------------------------------------------------------------

ListShape: TypeAlias = Array | Tuple


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


def members_of(shape: Choice) -> Iterator[Shape]:
    """Yield the members of a union and of nested unions."""
    for member in shape.members:
        member = bare(member)
        if isinstance(member, Choice):
            yield from members_of(member)
        else:
            yield member


def list_of(shape: Shape) -> ListShape | None:
    """Return the array of a shape, possibly as a member of a union; None if there is none."""
    if isinstance(shape, (Array, Tuple)):
        return shape
    if isinstance(shape, Choice) and shape.tag is None:
        return next(
            (each for each in members_of(shape) if isinstance(each, (Array, Tuple))),
            None,
        )
    return None


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


def item_node(node: XmlNode, index: int, name: str) -> XmlNode:
    """Return the node of an item of an array."""
    item = node.items[index] if index < len(node.items) else node.item
    return named(DEFAULT_NODE if item is None else item, name)


def named(node: XmlNode, name: str) -> XmlNode:
    """Return a node that has a name."""
    if node.name:
        return node
    return replace(node, name=name)


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


def chosen(value: Any, union: Choice) -> Shape:
    """Return the member of a union for a value in its JSON form."""
    members = list(members_of(union))
    if union.tag is not None and isinstance(value, dict):
        member = union.tag.member(value.get(union.tag.property))
        if member is not None:
            return bare(member)
    return max(members, key=lambda member: likeness(member, value, LIKENESS_DEPTH))


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
        case Array() | Tuple():
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


# --- untyped elements -----------------------------------------------------------------

TEXT = "#text"
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


def add_plain(element: Element, value: Any) -> None:
    """Add an untyped value to an element.

    Raises:
        InvalidRequestError: The value is a list in a list, which has no XML form.
    """
    if value is None:
        element.attributes.append(Attribute("nil", "true", XSI, "xsi"))
    elif isinstance(value, dict):
        for key, item in value.items():
            add_plain_entry(element, key, item)
    elif isinstance(value, list):
        for item in value:
            add_plain_entry(element, element.name, item)
    elif value != "":
        element.content.append(write_scalar(value))


def add_plain_entry(element: Element, key: str, value: Any) -> None:
    """Add an untyped property to an element."""
    if key == TEXT:
        element.content.append(write_scalar(value))
    elif key.startswith("@"):
        name, namespace = _named(key[1:])
        if value is not None:
            element.attributes.append(Attribute(name, write_scalar(value), namespace))
    else:
        name, namespace = _named(key)
        for item in _repeated(value):
            child = Element(name, namespace)
            add_plain(child, item)
            element.content.append(child)


def _repeated(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        yield from value
    else:
        yield value


def _named(key: str) -> tuple[str, str]:
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
