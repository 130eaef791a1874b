"""`$dynamicRef`: references that mean another schema in each schema that extends theirs.

A schema that is a resource of its own (`$id`), refers to another one and declares a
`$dynamicAnchor` by the name that this one refers to dynamically (JSON Schema 2020-12, 8.2.3.2) gets a
copy of it with its own schema in that place: so lists of anything become lists of something, and trees
trees of what extends them. Whatever dynamic reference is left then either leads to what all schemas of
that name extend, which holds in any case, or says nothing.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from ..document import Document, Library, Node, Position, UnresolvedReference, Walk, descend

_NAMES = frozenset({"$id", "$anchor", "$dynamicAnchor", "$defs", "definitions"})
"""Keywords that a copy does not take over: they are the original's."""

_DYNAMIC = frozenset({"$dynamicAnchor", "$dynamicRef"})

_MOST_EXTENDED = 20
"""How many schemas that extend one another are looked at."""


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A schema with a `$dynamicAnchor`."""

    name: str
    node: Node
    resource: str
    """Pointer of the resource that it belongs to."""


def without_dynamic_references(library: Library) -> Library:
    """The documents with static references only; themselves where each dynamic one can only mean
    one schema anyway."""
    anchors: dict[str, list[_Anchor]] = {}
    uses = False
    for document in library.documents.values():
        if not _DYNAMIC.isdisjoint(document.traits.rescoping):
            for node in _mappings(document):
                uses = uses or isinstance(node.data.get("$dynamicRef"), str)
                if isinstance(name := node.data.get("$dynamicAnchor"), str):
                    anchor = _Anchor(name, node, library.resource(node))
                    anchors.setdefault(name, []).append(anchor)
    if not uses or all(len(found) < 2 for found in anchors.values()):
        return library
    return _Binding(library, anchors).run()


def _mappings(document: Document) -> Iterator[Node]:
    for place in Walk(swagger=False).mappings(document.data):
        yield Node(document, place.pointer(), place.value)


class _Binding:
    """One library on its way; places are those of the original documents."""

    def __init__(self, library: Library, anchors: Mapping[str, list[_Anchor]]) -> None:
        self._library = library
        self._anchors = anchors
        self._data = {origin: deepcopy(one.data) for origin, one in library.documents.items()}

    def run(self) -> Library:
        """The library with copies of what is extended, and no dynamic reference left."""
        places = [node for one in self._library.documents.values() for node in _mappings(one)]
        for node in places:
            if isinstance(node.data.get("$dynamicRef"), str):
                self._settle(self._changed(node), node)
        for resource in places:
            own = self._own(resource)
            if own:
                self._bind(resource, own)
        documents = {
            origin: replace(document, data=self._data[origin])
            for origin, document in self._library.documents.items()
        }
        root = documents[self._library.root.origin]
        return Library(root, documents, self._library.aliases, self._library.problems)

    def _changed(self, node: Node) -> Any:
        """The value at a place in the documents that come out."""
        document = replace(node.document, data=self._data[node.document.origin])
        return descend(Node(document, "", document.data), node.pointer).data

    # --- extended schemas ------------------------------------------------------------------------

    def _own(self, node: Node) -> dict[str, Node]:
        """The anchors of a resource by name; none where a place is no resource."""
        if not isinstance(node.data.get("$id"), str):
            return {}
        return {
            anchor.name: anchor.node
            for found in self._anchors.values()
            for anchor in found
            if anchor.node.document is node.document and anchor.resource == node.pointer
        }

    def _bind(self, resource: Node, own: Mapping[str, Node]) -> None:
        """Puts copies in the place of references of a resource to schemas that it extends."""
        members = resource.data.get("allOf")
        places = [resource, *(resource / "allOf").elements()] if members else [resource]
        for node in places:
            reference = node.data.get("$ref") if isinstance(node.data, dict) else None
            if not isinstance(reference, str):
                continue
            try:
                target = self._library.resolve(reference, node)
            except UnresolvedReference:
                continue
            copied = self._copy(target, resource.document, own)
            if copied is not None:
                changed = self._changed(node)
                del changed["$ref"]
                changed["allOf"] = [copied, *changed.get("allOf", ())]

    def _copy(self, target: Node, into: Document, own: Mapping[str, Node]) -> Any:
        """A schema for another document, its dynamic references bound; None where it has none of
        the names."""
        copied = deepcopy(target.data)
        bound = False
        around = Node(target.document, target.pointer, target.data)
        for place in Walk(swagger=False).mappings(copied):
            value = place.value
            if place.position != Position.OBJECT or not isinstance(value, dict):
                continue
            node = descend(around, place.pointer())
            name = _fragment(node.data.get("$dynamicRef"))
            if name in own:
                bound = True
                del value["$dynamicRef"]
                value["$ref"] = _reference(own[name], into)
            elif isinstance(node.data.get("$dynamicRef"), str):
                self._settle(value, node, into)
            if isinstance(text := node.data.get("$ref"), str):
                try:
                    value["$ref"] = _reference(self._library.resolve(text, node), into)
                except UnresolvedReference:
                    return None
            for keyword in sorted(_NAMES & value.keys()):
                del value[keyword]
        return copied if bound else None

    # --- what is left ------------------------------------------------------------------------------

    def _settle(self, schema: dict[str, Any], node: Node, into: Document | None = None) -> None:
        """Makes the dynamic reference of a schema static, or drops it where that may be wrong.

        Args:
            schema: what is changed.
            node: its place in the original documents.
            into: the document that it is written to, if that is another one.
        """
        reference = schema.pop("$dynamicRef")
        try:
            target = self._library.resolve(reference, node)
        except UnresolvedReference:
            schema["$dynamicRef"] = reference
            return
        name = _fragment(reference)
        static = not isinstance(target.data, dict) or target.data.get("$dynamicAnchor") != name
        others = self._anchors.get(name, ())
        if static or all(self._extends(each.node, target) for each in others):
            schema["$ref"] = reference if into is None else _reference(target, into)

    def _extends(self, node: Node, base: Node) -> bool:
        """Whether a schema is another one or refers to it, so that its values are values of both."""
        pending, seen = [node], 0
        while pending and seen < _MOST_EXTENDED:
            current = pending.pop()
            seen += 1
            if current.id == base.id:
                return True
            if not isinstance(current.data, dict):
                continue
            if isinstance(current.data.get("allOf"), list):
                pending += (current / "allOf").elements()
            if isinstance(text := current.data.get("$ref"), str):
                try:
                    pending.append(self._library.resolve(text, current))
                except UnresolvedReference:
                    continue
        return False


def _fragment(reference: object) -> str:
    return reference.partition("#")[2] if isinstance(reference, str) else ""


def _reference(target: Node, into: Document) -> str:
    """A reference to a place that holds anywhere in a document, whatever `$id` is around it."""
    origin = target.document.origin
    path = posixpath.relpath(origin, posixpath.dirname(into.origin) or ".")
    return f"{quote(path)}#{quote(target.pointer)}"
