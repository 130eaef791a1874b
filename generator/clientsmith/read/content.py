"""Content: the media types of a request body or a response."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from .. import ir
from ..document import Node
from ..problem import quoted
from .encodings import EncodingReader
from .examples import example_of
from .media_types import (
    EVENT_STREAM,
    is_form,
    is_json,
    is_multipart,
    is_xml,
    normalized_name,
    parameters_of,
    word,
)
from .reading import FAULTS, Opened, Owner, Reading

_Entry = tuple[str, str, Node]
"""Name and parameters of a media type, and what the document says of it."""


class ContentReader:
    """Reads `content` maps."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._encodings = EncodingReader(reading)

    def read(self, opened: Opened, role: ir.Role, status: str = "") -> tuple[ir.Content, ...]:
        """Every media type that can be read, in the document's order.

        Args:
            opened: the request body or response, normalized.
            role: what inline schemas are named as.
            status: word that tells the response from others of its operation, if need be.

        Raises:
            Unreadable: `content` is no mapping.
        """
        entries = self._with_slash(
            [
                (name, parameters_of(key), node)
                for key, node in self._reading.entries(opened.node, "content")
                if (name := self._name(key, node)) is not None
            ]
        )
        primary = next(
            (entry for entry in entries if is_json(entry[0])), entries[0] if entries else None
        )
        contents: dict[int, ir.Content] = {}
        # The primary one comes first, so that a schema that several share is named as its own.
        for index in sorted(range(len(entries)), key=lambda index: entries[index] is not primary):
            name, parameters, node = entries[index]
            words = [] if opened.shared else [status]
            if entries[index] is not primary:
                words.append(word(name, parameters))
            place = opened.owner.place(ir.Step(role, " ".join(filter(None, words))))
            content = self._content(name, _with_schema_of(node, primary), place, role)
            if content is not None and parameters:
                content = replace(content, parameters=parameters)
            if content is not None:
                contents[index] = content
        return self._distinct([(entries[index][2], contents[index]) for index in sorted(contents)])

    def _name(self, key: str, node: Node) -> str | None:
        name = normalized_name(key)
        if name is None and (first := normalized_name(key.partition(",")[0])) is not None:
            message = f"{quoted(key)} is no media type; {quoted(first)} is taken."
            self._reading.warn(node, "invalid-value", message)
            return first
        if name is None:
            self._no_media_type(key, node)
        return name

    def _with_slash(self, entries: Sequence[_Entry]) -> Sequence[_Entry]:
        """The entries without those that stand beside media types and are none, such as an example
        with its name; where nothing has a slash, all may be meant."""
        kept = [entry for entry in entries if "/" in entry[0]]
        if not kept:
            return entries
        for name, _, node in entries:
            if "/" not in name:
                self._no_media_type(name, node)
        return kept

    def _no_media_type(self, key: str, node: Node) -> None:
        message = f"Content is left out: {quoted(key)} is no media type."
        self._reading.warn(node, "content-dropped", message)

    def _content(self, name: str, node: Node, place: ir.Place, role: ir.Role) -> ir.Content | None:
        reading = self._reading
        try:
            if node.data is None:
                # `application/json:` with nothing behind it says as much as `{}`.
                return ir.Content(name, None, location=node.where)
            opened = reading.open(node, Owner(place.parent, place.steps))
            entry, owner = opened.node, opened.owner
            schema, items = reading.schema(entry), reading.schema(entry, "itemSchema")
            type_of = partial(self._type_of, name)
            type_ = None if schema is None else type_of(schema, owner.place())
            item_type = (
                None if items is None else type_of(items, owner.place(ir.Step(ir.Role.ITEM)))
            )
            if type_ is None and item_type is not None and is_multipart(name):
                type_ = ir.ListOf(item_type) if role is ir.Role.REQUEST else None
            return ir.Content(
                media_type=name,
                type=type_,
                encodings=self._encodings.by_name(entry) if is_form(name) else (),
                prefix_encodings=self._encodings.by_position(entry) if is_form(name) else (),
                item_encoding=self._encodings.of_items(entry) if is_form(name) else None,
                constraints=(
                    ir.NO_CONSTRAINTS
                    if schema is None or role is not ir.Role.REQUEST
                    else reading.schemas.constraints_of(schema)
                ),
                xml=None if schema is None or not is_xml(name) else reading.schemas.xml_of(schema),
                item_type=item_type,
                location=node.where,
                example=self._example(entry, schema) if role is ir.Role.REQUEST else ir.MISSING,
            )
        except FAULTS as fault:
            reading.dropped("content-dropped", f"Content {quoted(name)}", fault, lost=node)
            return None

    def _example(self, entry: Node, schema: Node | None) -> Any:
        """What the media type shows, else what its schema does."""
        shown = example_of(self._reading, entry)
        if shown is ir.MISSING and schema is not None:
            return self._reading.schemas.example_of(schema)
        return shown

    def _type_of(self, name: str, schema: Node, place: ir.Place) -> ir.Type:
        schemas = self._reading.schemas
        type = schemas.type_of(schema, place)
        return schemas.events_of(type) if name == EVENT_STREAM else type

    def _distinct(self, contents: Sequence[tuple[Node, ir.Content]]) -> tuple[ir.Content, ...]:
        """One for each media type; those that differ in parameters alone have another type, too:
        `application/json` with and without charset are the same."""
        found: list[ir.Content] = []
        for node, content in contents:
            same = [each for each in found if each.media_type == content.media_type]
            if content.type in [each.type for each in same]:
                continue
            if content.parameters in [each.parameters for each in same]:
                self._reading.warn(
                    node,
                    "content-dropped",
                    f"Content {quoted(content.media_type)} is left out: an entry before it has the "
                    "same media type and another schema.",
                )
                continue
            found.append(content)
        return tuple(found)


def _with_schema_of(node: Node, primary: _Entry | None) -> Node:
    """The entry with the schema of the primary one where its own reads the same, so that they have
    one type."""
    if primary is None or node is primary[2]:
        return node
    own, other = node.get("schema"), primary[2].get("schema")
    if own is None or other is None or own.document is not other.document:
        return node
    if own.data != other.data:
        return node
    return node.replaced({**dict(node.items()), "schema": other})
