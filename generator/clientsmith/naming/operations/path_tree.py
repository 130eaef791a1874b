"""Names from the tree of paths: resources nest as paths do, and methods say what happens there."""

from __future__ import annotations

import keyword
from collections.abc import Mapping
from dataclasses import dataclass, field

from ...ir import Id
from ..words.paths import Segment, Segments
from ..words.verbs import CRUD_VERBS, HINGES, NOUN_VERBS, READING_VERBS, VERBS
from ..words.words import singular
from .path_shapes import is_collection

Words = tuple[str, ...]

BY_METHOD = "the HTTP method, on what the path leads to"
BY_ACTION = "the action that the path ends with"
BY_HINGE = "the action that the path ends with, behind a segment such as `actions`"
BY_PART = "the part of an item that the path ends with"
BY_READING = "one of several readings that a group of paths gives"
BY_SELECTION = "the HTTP method, with what selects the item"

_LEAST_READINGS = 3
"""So many paths that are only read make a group of readings."""

ROOT: Words = ("root",)
"""Name of the resource for paths without any static segment."""


@dataclass(frozen=True, slots=True)
class PathOperation:
    """What an operation adds to the tree."""

    method: str
    """Upper case."""

    segments: Segments
    """The path without its prefix."""

    lists: bool | None
    """Whether the response is a list; None where the document does not tell."""


@dataclass(frozen=True, slots=True)
class PathName:
    """Name of an operation from its place in the tree."""

    resource: tuple[Words, ...]
    """Words of each attribute between the client and the method; at least one."""

    method: Words
    rule: str
    """Where the method comes from, in plain words."""

    of_many: bool = False
    """Whether it does to all things of a collection what another method may do to one of them."""

    longer: Words = ()
    """Words of the method with the segment in front, which is left out; often empty."""


_Key = tuple[Words | None, ...]
"""Words of each static segment, None for a parameter."""


@dataclass(slots=True)
class _Node:
    """A path, or the beginning of one."""

    methods: set[str] = field(default_factory=set)
    children: set[Words | None] = field(default_factory=set)
    lists: bool | None = None
    """Whether GET gives a list; None where there is no GET, or the document does not tell."""

    @property
    def is_picked(self) -> bool:
        """Whether a parameter follows, which picks an item."""
        return None in self.children

    @property
    def is_leaf(self) -> bool:
        """Whether it has one method, and nothing is behind it."""
        return len(self.methods) == 1 and not self.children

    @property
    def is_reading(self) -> bool:
        """Whether nothing but GET is there, and nothing behind it."""
        return self.is_leaf and "GET" in self.methods


class PathTree:
    """All paths of an API.

    Args:
        operations: operations by id.
    """

    def __init__(self, operations: Mapping[Id, PathOperation]) -> None:
        self._operations = operations
        self._nodes: dict[_Key, _Node] = {(): _Node()}
        for operation in operations.values():
            key = _key(operation.segments)
            for end in range(len(key)):
                self._nodes.setdefault(key[:end], _Node()).children.add(key[end])
            node = self._nodes.setdefault(key, _Node())
            node.methods.add(operation.method)
            if operation.method == "GET" and node.lists is None:
                node.lists = operation.lists

    def name(self, id_: Id) -> PathName:
        """Return the name of an operation."""
        operation = self._operations[id_]
        segments, selectors = self._without_selectors(operation.segments)
        found = self._name(operation, segments)
        if not selectors:
            return found
        return PathName(found.resource, (*found.method, "by", *selectors), BY_SELECTION)

    def _name(self, operation: PathOperation, segments: Segments) -> PathName:
        """Return the name without what selects items.

        Args:
            operation: the operation.
            segments: its path without selectors, which ends as the path does.
        """
        method = operation.method
        node = self._nodes[_key(operation.segments)]
        owners = self.owners(segments)
        if not owners:
            return PathName((ROOT,), (_on_item(method, node),), BY_METHOD)
        if segments[-1].parameter:
            return PathName(owners, (self._item_verb(operation, node),), BY_METHOD)
        *before, last = owners
        parts = segments[-1].words
        hinge = _hinge_index(operation.method, segments)
        if hinge is not None:
            longer = (*segments[hinge].words, *parts)
            return PathName(self.owners(segments[:hinge]), parts, BY_HINGE, longer=longer)
        if self._is_action(operation, node):
            if before:
                return PathName(tuple(before), _action(parts, before[-1]), BY_ACTION)
            if len(parts) > 1:
                return PathName((parts[1:],), parts[:1], BY_ACTION)
        if before and len(last) > len(parts) and operation.method == "POST" and node.is_leaf:
            return PathName(tuple(before), last, BY_ACTION)
        if before and self._is_reading_of_group(operation.segments, node):
            return PathName(tuple(before), parts, BY_READING)
        if before and self._is_part(operation.segments, node):
            return PathName(tuple(before), parts, BY_PART)
        if before and self._is_single(operation.segments, node):
            return PathName(tuple(before), (_on_item(method, node), *parts), BY_METHOD)
        if before and self._is_selection(operation.segments, node):
            return PathName(tuple(before), ("list", *parts), BY_SELECTION)
        of_many = node.is_picked and method in ("DELETE", "PATCH", "PUT")
        return PathName(owners, (_on_thing(method, node, last),), BY_METHOD, of_many)

    def owners(self, segments: Segments) -> tuple[Words, ...]:
        """Return the resources that the static segments of a path make.

        What a resource's own name says is not said again: `source_transactions` of `sources` are
        its `transactions`. A segment that is an action is no resource: `lines` behind `preview` are
        `preview_lines`.
        """
        found: list[Words] = []
        pending: Words = ()
        for index, segment in enumerate(segments):
            if segment.parameter:
                continue
            parts = (*pending, *segment.words)
            pending = ()
            following = segments[index + 1 : index + 2]
            if found and following and not following[0].parameter and self._acts(segments, index):
                pending = parts
                continue
            found.append(_without_owner(parts, found[-1]) if found else parts)
        return tuple(found)

    def _acts(self, segments: Segments, index: int) -> bool:
        """Return whether a segment in the middle of a path is an action by itself."""
        key = _key(segments[: index + 1])
        node = self._nodes.get(key)
        parts = segments[index].words
        if node is None or len(parts) != 1 or len(node.methods) != 1 or node.is_picked:
            return False
        return parts[0] in (READING_VERBS if "GET" in node.methods else VERBS)

    def _without_selectors(self, segments: Segments) -> tuple[Segments, Words]:
        """Return a path without segments that only say what the next parameter picks by, as `name`
        in `/agents/name/{agent_name}` beside `/agents/{agent_id}`, and their words."""
        kept: list[Segment] = []
        found: Words = ()
        for index, segment in enumerate(segments):
            words = self._selector(segments, index)
            if words:
                found += words
            else:
                kept.append(segment)
        return tuple(kept), found

    def _selector(self, segments: Segments, index: int) -> Words:
        segment = segments[index]
        if not 0 < index < len(segments) - 1 or segment.parameter:
            return ()
        owner, picked = segments[index - 1], segments[index + 1]
        if owner.parameter or not picked.parameter:
            return ()
        parts = segment.words[1:] if segment.words[0] == "by" else segment.words
        if not parts or picked.words[-len(parts) :] != parts:
            return ()
        key = _key(segments)
        has_items = self._nodes[key[:index]].is_picked
        node = self._nodes[key[: index + 1]]
        return parts if has_items and not node.methods and node.children == {None} else ()

    def _item_verb(self, operation: PathOperation, node: _Node) -> str:
        """Return what an operation does whose path ends with a parameter."""
        collection = self._nodes[_key(operation.segments)[:-1]]
        is_list = operation.lists and "GET" not in collection.methods and not node.children
        if operation.method == "GET" and is_list:
            return "list"
        return _on_item(operation.method, node)

    def _is_action(self, operation: PathOperation, node: _Node) -> bool:
        """Return whether the last segment says what happens, as in `POST /charges/{charge}/refund`.

        That is a verb, or, behind an item, a singular that takes nothing but POST.
        """
        last = operation.segments[-1]
        parts = last.words
        verb = parts[0]
        if last.verb:
            return True
        if node.is_picked:
            return False
        alone = node.is_leaf
        if operation.method == "GET":
            reads = verb in READING_VERBS or (len(parts) > 1 and verb in CRUD_VERBS)
            return reads and not is_collection(parts)
        if len(parts) > 1 and verb in VERBS - NOUN_VERBS:
            return alone
        if operation.method == "DELETE":
            return alone and verb in VERBS - NOUN_VERBS
        if len(parts) == 1 and verb in VERBS:
            return alone or (verb in READING_VERBS and node.methods <= {"GET", "POST"})
        return (
            operation.method == "POST"
            and alone
            and self._is_behind_thing(operation.segments)
            and not is_collection(parts)
        )

    def _is_behind_thing(self, segments: Segments) -> bool:
        """Return whether the last segment stands behind an item, or behind the only thing of its
        kind."""
        if len(segments) < 2:
            return False
        owner = segments[-2]
        if owner.parameter:
            return True
        node = self._nodes[_key(segments[:-1])]
        is_one = "GET" in node.methods and node.lists is False and not node.is_picked
        return is_one and not is_collection(owner.words)

    def _is_reading_of_group(self, segments: Segments, node: _Node) -> bool:
        """Return whether a path is one of several that are only read, below a path that is nothing
        itself, such as `/usage/costs` beside `/usage/images` and `/usage/completions`."""
        key = _key(segments)
        group = self._nodes[key[:-1]]
        return (
            node.is_reading
            and key[-2] is not None
            and not group.methods
            and len(group.children) >= _LEAST_READINGS
            and all(self._nodes[(*key[:-1], child)].is_reading for child in group.children)
        )

    def _is_part(self, segments: Segments, node: _Node) -> bool:
        """Return whether a path gives one thing that belongs to an item and is only read, such as
        the content of a file."""
        return (
            node.is_reading
            and not node.lists
            and self._is_behind_thing(segments)
            and not is_collection(segments[-1].words)
        )

    def _is_single(self, segments: Segments, node: _Node) -> bool:
        """Return whether a path is one thing that belongs to an item, and is only changed or only
        deleted, such as the discount of a customer."""
        return (
            node.is_leaf
            and node.methods <= {"DELETE", "PATCH", "PUT"}
            and self._is_behind_thing(segments)
            and not is_collection(segments[-1].words)
        )

    def _is_selection(self, segments: Segments, node: _Node) -> bool:
        """Return whether a path lists some of the things that the path before it lists, such as
        `/messages/paginated`."""
        owner = self._nodes[_key(segments)[:-1]]
        is_participle = len(segments[-1].words) == 1 and segments[-1].words[0].endswith("ed")
        return is_participle and node.is_reading and bool(node.lists and owner.lists)


def _key(segments: Segments) -> _Key:
    return tuple(None if segment.parameter else segment.words for segment in segments)


def _without_owner(parts: Words, owner: Words) -> Words:
    """Return words without those of the owner in front: `transactions` for `source_transactions`."""
    lead, rest = parts[: len(owner)], parts[len(owner) :]
    return rest if rest and lead != owner and _is_same(lead, owner) else parts


def _action(parts: Words, owner: Words) -> Words:
    """Return the name of an action without words of its owner: `cancel` for `cancel_order`; with
    them where it would be a keyword: `return_transfer`."""
    if parts[0] in VERBS and _is_same(parts[1:], owner):
        parts = parts[:1]
    return (*parts, *map(singular, owner)) if keyword.iskeyword("_".join(parts)) else parts


def _is_same(parts: Words, others: Words) -> bool:
    """Return whether words are the same but for singular and plural."""
    return [*map(singular, parts)] == [*map(singular, others)]


def _hinge_index(method: str, segments: Segments) -> int | None:
    """Return the index of a segment that only joins an item and what is done to it, as in
    `POST /vms/{id}/actions/reboot`; None where there is none."""
    if method != "POST" or len(segments) < 3:
        return None
    item, hinge, last = segments[-3:]
    is_hinge = not hinge.parameter and len(hinge.words) == 1 and hinge.words[0] in HINGES
    return len(segments) - 2 if item.parameter and is_hinge and not last.parameter else None


def _on_item(method: str, node: _Node) -> str:
    """Return what an HTTP method does to one thing."""
    if method == "PUT":
        return "replace" if "PATCH" in node.methods else "update"
    return {"GET": "get", "POST": "update", "PATCH": "update"}.get(method, method.lower())


def _on_thing(method: str, node: _Node, name: Words) -> str:
    """Return what an HTTP method does to a collection, or to the only thing of its kind."""
    if node.is_picked or node.lists or (node.lists is None and is_collection(name)):
        verbs = {"GET": "list", "POST": "create", "PUT": "replace", "PATCH": "update"}
        return verbs.get(method, method.lower())
    if method == "POST" and "GET" not in node.methods:
        return "create"
    return _on_item(method, node)
