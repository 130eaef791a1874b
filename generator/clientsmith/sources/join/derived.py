"""Documents derived from others, with the original places of their parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...document import Document, Node
from ...problem import Location


def derived_document(
    document: Document, data: dict[str, Any], places: Mapping[str, Node]
) -> Document:
    """Return a document with new content, whose problems are reported at the original places.

    Args:
        document: gives the name and the digest.
        data: the content.
        places: JSON pointer → where what stands there comes from; what is below it stood below it.
            The empty pointer has to be there.
    """

    def place_of(pointer: str) -> Location:
        below = ""
        while pointer not in places:
            pointer, _, token = pointer.rpartition("/")
            below = f"/{token}{below}"
        place = places[pointer]
        return place.document.location(place.pointer + below)

    def line_of(pointer: str) -> int | None:
        return place_of(pointer).line

    def origin_of(pointer: str) -> str:
        location = place_of(pointer)
        return location.page or location.origin

    return Document(document.origin, document.sha256, data, line_of, origin_of)
