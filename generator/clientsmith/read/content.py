"""Media types of request bodies and responses, and request bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from .. import ir
from ..document import Node
from ..ir.media_types import (
    EVENT_STREAM,
    is_form,
    is_json,
    is_multipart,
    is_xml,
    normalized_name,
    parameters_of,
    word,
)
from ..problem import quoted
from .document_reader import READ_ERRORS, DocumentReader, Opened, Owner, flag

_DEEPEST = 20
_OWNED_ELSEWHERE = "content-type"
"""Header of a part that `contentType` determines (OpenAPI, `Encoding.headers`)."""

DELIMITED_STYLES = ("spaceDelimited", "pipeDelimited", "tabDelimited")
"""Styles of arrays with a separator; `tabDelimited` is for `tsv` of Swagger 2.0."""

QUERY_STYLES = ("form", "deepObject", *DELIMITED_STYLES)
"""Styles of query parameters and of properties in forms, the default first (OpenAPI, "Style Values")."""


class EncodingReader:
    """Reads the encodings of a media type, nested ones included."""

    def __init__(self, document: DocumentReader) -> None:
        self._document = document

    def by_name(self, node: Node, depth: int = 0) -> tuple[ir.Encoding, ...]:
        """Return the encodings of properties, under `encoding`."""
        return tuple(
            self._encoding(child, name, depth)
            for name, child in self._document.entries(node, "encoding")
        )

    def by_position(self, node: Node, depth: int = 0) -> tuple[ir.Encoding, ...]:
        """Return the encodings of the leading items, under `prefixEncoding`."""
        return tuple(
            self._encoding(child, "", depth)
            for child in self._document.elements(node, "prefixEncoding")
        )

    def of_items(self, node: Node, depth: int = 0) -> ir.Encoding | None:
        """Return the encoding of all further items, under `itemEncoding`; None if there is none."""
        child = node.get("itemEncoding")
        return None if child is None else self._encoding(child, "", depth)

    def _encoding(self, node: Node, name: str, depth: int) -> ir.Encoding:
        document = self._document
        if not isinstance(node.data, dict):
            raise document.malformed(node, "an encoding must be an object")
        if depth > _DEEPEST:
            raise document.malformed(node, "encodings are nested too deeply")
        explode = node.data.get("explode")
        content_type = ", ".join(
            document.media_type(each, node)
            for each in document.text(node, "contentType").split(", ")
        )
        return ir.Encoding(
            property=name,
            content_type=content_type or None,
            style=self._style(node, name),
            explode=explode if isinstance(explode, bool) else None,
            allow_reserved=flag(node, "allowReserved"),
            headers=tuple(self._headers(node, name)),
            encodings=self.by_name(node, depth + 1) if is_form(content_type) else (),
            prefix_encodings=self.by_position(node, depth + 1),
            item_encoding=self.of_items(node, depth + 1),
        )

    def _style(self, node: Node, name: str) -> str | None:
        """Return the style; None if there is none, or one that query parameters do not have (OpenAPI,
        "Encoding Object")."""
        given = self._document.text(node, "style")
        if given in QUERY_STYLES:
            return given
        if given:
            self._document.warn(
                node,
                "encoding-style-unknown",
                f"{quoted(given)} is not a style of properties in a form; the encoding of "
                f"{quoted(name)} is read without it.",
            )
        return None

    def _headers(self, node: Node, name: str) -> Iterator[ir.PartHeader]:
        document = self._document
        for wire_name, child in document.entries(node, "headers"):
            if wire_name.lower() == _OWNED_ELSEWHERE:
                continue
            try:
                yield self._header(wire_name, child)
            except READ_ERRORS as error:
                subject = f"The header {quoted(wire_name)} in the encoding of {quoted(name)}"
                document.report_dropped("header-dropped", subject, error, lost=child)

    def _header(self, wire_name: str, node: Node) -> ir.PartHeader:
        document = self._document
        opened = document.open(node, Owner(None))
        header = document.dialect.header(opened.node)
        schema = document.schema(header)
        value: Any = ir.MISSING
        if schema is not None:
            place = opened.owner.place(opened.step(ir.Role.HEADER, wire_name))
            match document.schemas.type_of(schema, place):
                case ir.Literals((constant,)):
                    value = constant
                case _:
                    value = document.schemas.default_of(schema)
        return ir.PartHeader(
            wire_name, flag(header, "required"), document.docs(header), value, node.where
        )


_VALUES = ("dataValue", "value")
"""Keys of unserialized values in an Example Object (OpenAPI 3.2, "Example Object")."""


def example_of(document: DocumentReader, node: Node) -> Any:
    """Return the first example of a parameter or a media type; `ir.MISSING` if it has none."""
    if "example" in node.data:
        return node.data["example"]
    examples = node.get("examples")
    if examples is None or not isinstance(examples.data, dict):
        return ir.MISSING
    for _, entry in examples.items():
        value = _value(document, entry)
        if value is not ir.MISSING:
            return value
    return ir.MISSING


def _value(document: DocumentReader, entry: Node) -> Any:
    """Return the value of an Example Object; no file is loaded for it."""
    if not isinstance(entry.data, dict):
        return ir.MISSING
    reference = entry.data.get("$ref")
    if isinstance(reference, str):
        if not reference.startswith("#"):
            return ir.MISSING
        try:
            entry = document.open(entry, Owner(None)).node
        except READ_ERRORS:
            return ir.MISSING
    return next((entry.data[key] for key in _VALUES if key in entry.data), ir.MISSING)


_Entry = tuple[str, str, Node]
"""Name and parameters of a media type, and its Media Type Object."""


class ContentReader:
    """Reads `content` maps."""

    def __init__(self, document: DocumentReader) -> None:
        self._document = document
        self._encodings = EncodingReader(document)

    def read(self, opened: Opened, role: ir.Role, status: str = "") -> tuple[ir.Content, ...]:
        """Return the media types that can be read, in the document's order.

        Args:
            opened: the request body or response, normalized.
            role: role of inline schemas in names.
            status: word that distinguishes the response from others of its operation; may be empty.

        Raises:
            Unreadable: `content` is not an object.
        """
        keys = (
            (self._document.media_type(key, node), node)
            for key, node in self._document.entries(opened.node, "content")
        )
        entries = self._with_slash(
            [
                (name, parameters_of(key), node)
                for key, node in keys
                if (name := self._name(key, node)) is not None
            ]
        )
        primary = next(
            (entry for entry in entries if is_json(entry[0])), entries[0] if entries else None
        )
        contents: dict[int, ir.Content] = {}
        # The primary one comes first, so that a schema that several share is named after it.
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
        if not key.strip():
            message = f"{quoted(key)} is not a media type; the content may be of any."
            self._document.note(node, "invalid-value", message)
            return "*/*"
        name = normalized_name(key)
        if name is None and (first := normalized_name(key.partition(",")[0])) is not None:
            message = f"{quoted(key)} is not a media type; {quoted(first)} is used."
            self._document.warn(node, "invalid-value", message)
            return first
        if name is None:
            self._no_media_type(key, node)
        return name

    def _with_slash(self, entries: Sequence[_Entry]) -> Sequence[_Entry]:
        """Return the entries without those that are no media types, such as an example with its name.

        If no entry has a slash, all are kept.
        """
        kept = [entry for entry in entries if "/" in entry[0]]
        if not kept:
            return entries
        for name, _, node in entries:
            if "/" not in name:
                self._no_media_type(name, node)
        return kept

    def _no_media_type(self, key: str, node: Node) -> None:
        message = f"Content is left out: {quoted(key)} is not a media type."
        self._document.warn(node, "content-dropped", message)

    def _content(self, name: str, node: Node, place: ir.Place, role: ir.Role) -> ir.Content | None:
        document = self._document
        try:
            if node.data is None:
                # `application/json:` without a value is the same as `{}`.
                return ir.Content(name, None, location=node.where)
            opened = document.open(node, Owner(place.parent, place.steps))
            entry, owner = opened.node, opened.owner
            schema, items = document.schema(entry), document.schema(entry, "itemSchema")
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
                    else document.schemas.constraints_of(schema)
                ),
                xml=None if schema is None or not is_xml(name) else document.schemas.xml_of(schema),
                item_type=item_type,
                location=node.where,
                example=self._example(entry, schema) if role is ir.Role.REQUEST else ir.MISSING,
            )
        except READ_ERRORS as error:
            document.report_dropped(
                "content-dropped", f"The content {quoted(name)}", error, lost=node
            )
            return None

    def _example(self, entry: Node, schema: Node | None) -> Any:
        """Return the example of the media type, else that of its schema."""
        shown = example_of(self._document, entry)
        if shown is ir.MISSING and schema is not None:
            return self._document.schemas.example_of(schema)
        return shown

    def _type_of(self, name: str, schema: Node, place: ir.Place) -> ir.Type:
        schemas = self._document.schemas
        type = schemas.type_of(schema, place)
        return schemas.events_of(type) if name == EVENT_STREAM else type

    def _distinct(self, contents: Sequence[tuple[Node, ir.Content]]) -> tuple[ir.Content, ...]:
        """Return one content for each media type.

        Contents that differ only in parameters of the media type are kept if their types differ too:
        `application/json` with and without charset are the same.
        """
        found: list[ir.Content] = []
        for node, content in contents:
            same = [each for each in found if each.media_type == content.media_type]
            if content.type in [each.type for each in same]:
                continue
            if content.parameters in [each.parameters for each in same]:
                self._document.warn(
                    node,
                    "content-dropped",
                    f"The content {quoted(content.media_type)} is left out: an earlier entry has the "
                    "same media type and another schema.",
                )
                continue
            found.append(content)
        return tuple(found)


def _with_schema_of(node: Node, primary: _Entry | None) -> Node:
    """Return the entry with the schema of the primary one if they are equal, so that they have the same
    type."""
    if primary is None or node is primary[2]:
        return node
    own, other = node.get("schema"), primary[2].get("schema")
    if own is None or other is None or own.document is not other.document:
        return node
    if own.data != other.data:
        return node
    return node.replaced({**dict(node.items()), "schema": other})


class BodyReader:
    """Reads request bodies."""

    def __init__(self, document: DocumentReader, contents: ContentReader) -> None:
        self._document = document
        self._contents = contents

    def body_of(
        self,
        operation: Node,
        owner: Owner,
        declared: Sequence[Opened],
        role: ir.Role = ir.Role.REQUEST,
    ) -> tuple[ir.RequestBody | None, list[Opened]]:
        """Return the body of an operation, and the declared parameters that are no part of it.

        Raises:
            Unreadable: a required body cannot be read.
            UnresolvedReference: the body is a reference without a target, so it may be required.
        """
        document = self._document
        node, rest = document.dialect.request_body(operation, [opened.node for opened in declared])
        kept = {parameter.id for parameter in rest}
        parameters = [opened for opened in declared if opened.node.id in kept]
        if node is None or node.data is None:
            return None, parameters
        if document.dialect.version != "2.0":
            has_own = node.id == f"{operation.id}/requestBody"
            for opened in declared:
                if opened.node.id not in kept:
                    self._report_moved(opened.node, has_own)
        # Swagger 2.0: a body that is a shared parameter is named after that.
        source = next((opened for opened in declared if opened.node.id == node.id), None)
        opened = replace(source, node=node) if source else document.open(node, owner)
        try:
            return self._body(opened, role), parameters
        except READ_ERRORS as error:
            if flag(opened.node, "required"):
                raise
            document.report_dropped("body-dropped", "The optional request body", error, lost=node)
            return None, parameters

    def _report_moved(self, parameter: Node, has_own: bool) -> None:
        """Report a parameter of Swagger 2.0 that is, or belongs to, the body of an operation.

        Args:
            parameter: the parameter.
            has_own: whether the operation has a `requestBody`, so that the parameter is left out.
        """
        name, place = (quoted(self._document.text(parameter, key)) for key in ("name", "in"))
        subject = f"The parameter {name} with `in` {place}"
        if has_own:
            message = f"{subject} is left out: the operation has a `requestBody`."
            self._document.warn(parameter, "parameter-dropped", message)
        else:
            message = f"{subject} is read as part of a request body, as in Swagger 2.0."
            hint = "Since OpenAPI 3.0, it belongs in `requestBody`."
            self._document.warn(parameter, "value-corrected", message, hint)

    def _body(self, opened: Opened, role: ir.Role) -> ir.RequestBody:
        """Return a request body whose references are resolved."""
        document = self._document
        node = opened.node
        contents = self._contents.read(opened, role)
        if not contents:
            raise document.malformed(node, "none of its media types can be read")
        docs = document.docs(node)
        if opened.description:
            docs = replace(docs, description=opened.description)
        return ir.RequestBody(required=flag(node, "required"), docs=docs, contents=contents)
