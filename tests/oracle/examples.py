"""Schemas and examples of a document, each with our type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from clientsmith import ir
from clientsmith.document import Library, Node, UnresolvedReference, descend


@dataclass(frozen=True)
class Read:
    """A schema and how we read it."""

    schema: Node
    type: ir.Type


@dataclass(frozen=True)
class Example:
    """A value that a document gives for a schema."""

    place: str
    """Where the value stands."""

    read: Read
    value: Any


def whole_schemas(library: Library, api: ir.Api) -> Iterator[Read]:
    """Component schemas, and the schemas of what operations take and answer that are more than a
    reference to another schema."""
    for declaration in api.declarations.values():
        if declaration.place.parent is None:
            yield from _at(library, declaration.id, _named(declaration))
    for operation in api.operations:
        for _, read in _contents(library, operation):
            if read.schema.data.keys() != {"$ref"}:
                yield read


def examples(library: Library, api: ir.Api) -> Iterator[Example]:
    """Examples of schemas and properties, and of what operations take and answer."""
    for declaration in api.declarations.values():
        for read in _at(library, declaration.id, _named(declaration)):
            yield from _of_schema(read)
        for field in declaration.fields if isinstance(declaration, ir.Model) else ():
            if field.location is not None:
                id = f"{field.location.origin}#{field.location.pointer}"
                for read in _at(library, id, field.type):
                    yield from _of_schema(read)
    for operation in api.operations:
        for media_type, read in _contents(library, operation):
            yield from _of_media_type(library, media_type, read)


def _named(declaration: ir.Declaration) -> ir.Type:
    """Null belongs to the uses of a declaration, so that it is allowed here."""
    return ir.Nullable(ir.Named(declaration.id))


def _at(library: Library, id: ir.Id, type: ir.Type) -> Iterator[Read]:
    """The schema with that id, if the id is that of one place in a document."""
    origin, _, pointer = id.partition("#")
    document = library.documents.get(origin)
    if document is not None:
        try:
            node = descend(Node(document, "", document.data), pointer)
        except LookupError:
            return
        if isinstance(node.data, dict):
            yield Read(node, type)


def _contents(library: Library, operation: ir.Operation) -> Iterator[tuple[Node, Read]]:
    """Media types of an operation with their schemas."""
    for read in _at(library, operation.id, ir.Anything()):
        node = _opened(library, read.schema) or read.schema
        body, responses = _opened(library, node.get("requestBody")), node.get("responses")
        if operation.body is not None:
            yield from _of_contents(body, operation.body.contents)
        for response in operation.responses if responses is not None else ():
            given = _opened(library, responses.get(response.status) if responses else None)
            yield from _of_contents(given, response.contents)


def _of_contents(
    node: Node | None, contents: tuple[ir.Content, ...]
) -> Iterator[tuple[Node, Read]]:
    types = {content.media_type: content.type for content in contents}
    given = None if node is None else node.get("content")
    for name, media_type in given.items() if given is not None else ():
        type = types.get(name.partition(";")[0].strip().lower())
        schema = media_type.get("schema")
        if type is not None and schema is not None and "json" in name:
            yield media_type, Read(schema, type)


def _of_schema(read: Read) -> Iterator[Example]:
    for one in (read.schema.get("example"), *_elements(read.schema.get("examples"))):
        if one is not None:
            yield Example(one.id, read, one.data)


def _of_media_type(library: Library, media_type: Node, read: Read) -> Iterator[Example]:
    given = [media_type.get("example")]
    several = media_type.get("examples")
    for _, one in several.items() if several is not None else ():
        opened = _opened(library, one)
        given.append(None if opened is None else opened.get("value"))
    for value in given:
        if value is not None:
            yield Example(value.id, read, value.data)


def _elements(node: Node | None) -> Iterator[Node]:
    return iter(()) if node is None else node.elements()


def _opened(library: Library, node: Node | None) -> Node | None:
    try:
        return None if node is None else library.follow(node)
    except UnresolvedReference:
        return None
