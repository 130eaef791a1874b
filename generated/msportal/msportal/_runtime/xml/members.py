"""Which member of a union an element, or an object to be written, is."""

from __future__ import annotations

from typing import Any

from ..codec.containers import Array, Map, Tuple
from ..codec.models import Model
from ..codec.scalars import Anything, Constants, Members
from ..codec.shape import LIKENESS_DEPTH, Likeness, Shape
from ..codec.unions import Tagged, Union
from .scalars import read_scalar
from .shapes import bare, is_required, members_of, node_of, parts_of, stands_around
from .tree import Element

_NONE: Likeness = (-1000, 0)


def choose(element: Element, union: Union | Tagged, *, by_name: bool = False) -> Shape:
    """The member that an element is; the union itself where it is one of several single values.

    Args:
        element: the element.
        union: the union.
        by_name: whether the element may have the name of a member.
    """
    members = list(members_of(union))
    if by_name:
        for member in members:
            if node_of(member).name == element.name:
                return member
    if isinstance(union, Tagged):
        for member in members:
            if isinstance(member, Model) and _is_tagged(element, union, member):
                return member
    if not element.has_children and not element.attributes:
        singles = [each for each in members if not each.json_types & {list, dict}]
        if singles:
            return union if len(singles) > 1 else singles[0]
    return max(members, key=lambda member: _fit(element, member))


def chosen(value: Any, union: Union | Tagged) -> Shape:
    """The member that a value in its JSON form is."""
    members = list(members_of(union))
    if isinstance(union, Tagged) and isinstance(value, dict):
        member = union.tag.member(value.get(union.tag.property))
        if member is not None:
            return bare(member)
    return max(members, key=lambda member: member.likeness(value, LIKENESS_DEPTH))


def _is_tagged(element: Element, union: Tagged, model: Model) -> bool:
    for each, _, _ in parts_of(model):
        if each.wire_name == union.tag.property:
            value = _single(element, model, each.wire_name)
            member = None if value is None else union.tag.member(value)
            return member is not None and bare(member) is model
    return False


def _single(element: Element, model: Model, wire_name: str) -> Any:
    """The value of a property that is no list and no object; None where it is not there."""
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
    """How well an element fits, by the names of what is in it."""
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
                wrong += 0 if shape.likeness(value, 0)[0] == 0 else 100
        elif is_required(each) and not around:
            wrong += 1
    return (-wrong, known)
