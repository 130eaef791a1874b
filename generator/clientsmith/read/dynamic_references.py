"""Dynamic references (`$dynamicRef`), made static before a document is read.

A dynamic reference may have another target in each schema that extends its schema. A schema that is a
resource of its own (`$id`), refers to another schema and declares a `$dynamicAnchor` that this one
refers to (JSON Schema 2020-12, 8.2.3.2) gets a copy of it, with itself as the target: a generic list
becomes a list of its own items. Any other dynamic reference becomes a reference to the schema that all
schemas with that anchor extend, or is removed if there is none.
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
"""Keywords of identifiers, which a copy does not have."""

_DYNAMIC = frozenset({"$dynamicAnchor", "$dynamicRef"})

_MOST_EXTENDED = 20
"""Most schemas that extend one another that are followed."""


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Schema with a `$dynamicAnchor`."""

    name: str
    node: Node
    resource: str
    """JSON pointer of the resource that it belongs to."""


def without_dynamic_references(library: Library) -> Library:
    """Return the documents with static references only; unchanged if each dynamic one can have only one
    target."""
    anchors: dict[str, list[_Anchor]] = {}
    uses = False
    for document in library.documents.values():
        if not _DYNAMIC.isdisjoint(document.keywords.scoping):
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
    """Copy of a library whose dynamic references are replaced; nodes are those of the original."""

    def __init__(self, library: Library, anchors: Mapping[str, list[_Anchor]]) -> None:
        self._library = library
        self._anchors = anchors
        self._data = {origin: deepcopy(one.data) for origin, one in library.documents.items()}

    def run(self) -> Library:
        """Return the library with copies of extended schemas and no dynamic references."""
        places = [node for one in self._library.documents.values() for node in _mappings(one)]
        for node in places:
            if isinstance(node.data.get("$dynamicRef"), str):
                self._make_static(self._changed(node), node)
        for resource in places:
            own = self._anchors_of(resource)
            if own:
                self._bind(resource, own)
        documents = {
            origin: replace(document, data=self._data[origin])
            for origin, document in self._library.documents.items()
        }
        root = documents[self._library.root.origin]
        return Library(root, documents, self._library.aliases, self._library.problems)

    def _changed(self, node: Node) -> Any:
        """Return the value at a node in the copy."""
        document = replace(node.document, data=self._data[node.document.origin])
        return descend(Node(document, "", document.data), node.pointer).data

    # --- extended schemas ------------------------------------------------------------------------

    def _anchors_of(self, node: Node) -> dict[str, Node]:
        """Return the anchors of a resource by name; none if the node is not a resource."""
        if not isinstance(node.data.get("$id"), str):
            return {}
        return {
            anchor.name: anchor.node
            for found in self._anchors.values()
            for anchor in found
            if anchor.node.document is node.document and anchor.resource == node.pointer
        }

    def _bind(self, resource: Node, own: Mapping[str, Node]) -> None:
        """Replace references of a resource to schemas that it extends by copies of them."""
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
        """Return a copy of a schema for another document with its dynamic references bound; None if it
        has no references to these anchors."""
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
                self._make_static(value, node, into)
            if isinstance(text := node.data.get("$ref"), str):
                try:
                    value["$ref"] = _reference(self._library.resolve(text, node), into)
                except UnresolvedReference:
                    return None
            for keyword in sorted(_NAMES & value.keys()):
                del value[keyword]
        return copied if bound else None

    # --- other references -------------------------------------------------------------------------

    def _make_static(
        self, schema: dict[str, Any], node: Node, into: Document | None = None
    ) -> None:
        """Make the dynamic reference of a schema static, or remove it if that may be wrong.

        Args:
            schema: the schema, which is changed in place.
            node: its node in the original documents.
            into: the document that it is written to, if it is another one.
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
        """Return whether a schema is another one or extends it, so that its values match both."""
        pending, visited = [node], 0
        while pending and visited < _MOST_EXTENDED:
            current = pending.pop()
            visited += 1
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
    """Return a reference to a node that is valid anywhere in a document, inside any `$id`."""
    origin = target.document.origin
    path = posixpath.relpath(origin, posixpath.dirname(into.origin) or ".")
    return f"{quote(path)}#{quote(target.pointer)}"
