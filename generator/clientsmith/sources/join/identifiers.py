"""Documents without names for their parts, which mean something in one document only."""

from __future__ import annotations

from typing import Any

from ...document import Document, Library, Node, Position, UnresolvedReference, Walk
from ..bundle import copied
from .places import made_from


def with_pointers(document: Document) -> Document:
    """A document whose references by `$id` and `$anchor` are JSON pointers, and that has no `$id`.

    Args:
        document: without references to other files.
    """
    library = Library(document, {document.origin: document})
    has_ids = "$id" in document.traits.rescoping
    changes: dict[int, dict[str, Any]] = {}
    for place in Walk(swagger="swagger" in document.data).mappings(document.data):
        if not isinstance(place.value, dict):
            continue
        value = dict(place.value)
        for reference in place.references():
            is_pointer = reference.text.startswith("#/") and not has_ids
            if reference.mapping_key is None and not is_pointer:
                at = Node(document, place.pointer(), place.value)
                try:
                    value["$ref"] = f"#{library.resolve(reference.text, at).pointer}"
                except UnresolvedReference:
                    continue
        if place.position == Position.OBJECT and isinstance(value.get("$id"), str):
            del value["$id"]
        if value != place.value:
            changes[id(place.value)] = value
    if not changes:
        return document
    data = copied(document.data, changes)
    return made_from(document, data, {"": Node(document, "", document.data)})
