"""Content: the media types of a request body or a response."""

from __future__ import annotations

from collections.abc import Sequence

from .. import ir
from ..document import Node
from ..problem import quoted
from .media_types import is_form, is_json, normalized_name, word
from .reading import FAULTS, Opened, Owner, Reading, flag

_UNSUPPORTED = ("prefixEncoding", "itemEncoding")


class ContentReader:
    """Reads `content` maps."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def read(self, opened: Opened, role: ir.Role, status: str = "") -> tuple[ir.Content, ...]:
        """Every media type that can be read, in the document's order.

        Args:
            opened: the request body or response, normalized.
            role: what inline schemas are named as.
            status: word that tells the response from others of its operation, if need be.

        Raises:
            Unreadable: `content` is no mapping.
        """
        entries = [
            (name, node)
            for key, node in self._reading.entries(opened.node, "content")
            if (name := self._name(key, node)) is not None
        ]
        primary = next(
            (entry for entry in entries if is_json(entry[0])), entries[0] if entries else None
        )
        contents: dict[int, ir.Content] = {}
        # The primary one comes first, so that a schema that several share is named as its own.
        for index in sorted(range(len(entries)), key=lambda index: entries[index] is not primary):
            name, node = entries[index]
            words = [] if opened.shared else [status]
            if entries[index] is not primary:
                words.append(word(name))
            place = opened.owner.place(ir.Step(role, " ".join(filter(None, words))))
            content = self._content(name, node, place)
            if content is not None:
                contents[index] = content
        return self._distinct([(entries[index][1], contents[index]) for index in sorted(contents)])

    def _name(self, key: str, node: Node) -> str | None:
        name = normalized_name(key)
        if name is None:
            self._reading.warn(
                node, "content-dropped", f"Content is left out: {quoted(key)} is no media type."
            )
        return name

    def _content(self, name: str, node: Node, place: ir.Place) -> ir.Content | None:
        reading = self._reading
        try:
            if node.data is None:
                # `application/json:` with nothing behind it says as much as `{}`.
                return ir.Content(name, None)
            opened = reading.open(node, Owner(place.parent, place.steps))
            entry, owner = opened.node, opened.owner
            schema, items = reading.schema(entry), reading.schema(entry, "itemSchema")
            type_of = reading.schemas.type_of
            return ir.Content(
                media_type=name,
                type=None if schema is None else type_of(schema, owner.place()),
                encodings=self._encodings(entry) if is_form(name) else (),
                item_type=(
                    None if items is None else type_of(items, owner.place(ir.Step(ir.Role.ITEM)))
                ),
            )
        except FAULTS as fault:
            reading.dropped("content-dropped", f"Content {quoted(name)}", fault)
            return None

    def _distinct(self, contents: Sequence[tuple[Node, ir.Content]]) -> tuple[ir.Content, ...]:
        """One for each media type: `application/json` with and without charset are the same."""
        found: dict[str, ir.Content] = {}
        for node, content in contents:
            first = found.setdefault(content.media_type, content)
            if first.type != content.type:
                self._reading.warn(
                    node,
                    "content-dropped",
                    f"Content {quoted(content.media_type)} is left out: parameters of media types "
                    "are not told apart, and the first of that name has another schema.",
                )
        return tuple(found.values())

    def _encodings(self, entry: Node) -> tuple[ir.Encoding, ...]:
        reading = self._reading
        for key in _UNSUPPORTED:
            child = entry.get(key)
            if child is not None:
                reading.note(child, "encoding-ignored", f"`{key}` is not supported and ignored.")
        return tuple(
            self._encoding(property_name, node)
            for property_name, node in reading.entries(entry, "encoding")
        )

    def _encoding(self, property_name: str, node: Node) -> ir.Encoding:
        reading = self._reading
        for key in ("headers", "encoding", *_UNSUPPORTED):
            child = node.get(key)
            if child is not None:
                reading.note(
                    child,
                    "encoding-ignored",
                    f"`{key}` in the encoding of {quoted(property_name)} is not supported "
                    "and ignored.",
                )
        explode = node.data.get("explode") if isinstance(node.data, dict) else None
        return ir.Encoding(
            property=property_name,
            content_type=reading.text(node, "contentType") or None,
            style=reading.text(node, "style") or None,
            explode=explode if isinstance(explode, bool) else None,
            allow_reserved=flag(node, "allowReserved"),
        )
