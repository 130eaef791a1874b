"""The document as a whole: what stands around its operations and schemas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from .. import ir
from ..document import Library, Node
from ..prepare.dialect import dialect_of
from ..problem import Problem, quoted
from .operations import OperationReader
from .reading import FAULTS, Reading, Schemas
from .security import SecurityReader
from .servers import ServerReader
from .webhooks import WebhookReader


def tags_of(reading: Reading) -> tuple[ir.Tag, ...]:
    """The declared tags, without parents that are not declared or stand below them."""
    found = _declared(reading)
    return tuple(_with_usable_parent(tag, node, found, reading) for node, tag in found.values())


def _declared(reading: Reading) -> dict[str, tuple[Node, ir.Tag]]:
    found: dict[str, tuple[Node, ir.Tag]] = {}
    try:
        elements = list(reading.elements(reading.root, "tags"))
    except FAULTS as fault:
        reading.dropped("tag-dropped", "The list of tags", fault)
        elements = []
    for node in elements:
        name = reading.text(node, "name")
        if not name:
            reading.warn(node, "tag-dropped", "A tag is left out: it has no name.")
        elif name in found:
            reading.warn(node, "tag-duplicate", f"The tag {quoted(name)} is declared before.")
        else:
            docs = reading.docs(node, title="summary")
            found[name] = node, ir.Tag(name, docs, reading.text(node, "parent") or None)
    return found


def _with_usable_parent(
    tag: ir.Tag, node: Node, found: Mapping[str, tuple[Node, ir.Tag]], reading: Reading
) -> ir.Tag:
    ancestors: list[str] = []
    parent = tag.parent
    while parent is not None and parent in found and parent not in ancestors:
        ancestors.append(parent)
        parent = found[parent][1].parent
    if tag.parent is None or (ancestors and tag.name not in ancestors):
        return tag
    why = "is below it" if ancestors else "is not declared"
    reading.warn(
        node,
        "tag-hierarchy",
        f"The tag {quoted(tag.name)} has no usable parent: {quoted(tag.parent)} {why}.",
    )
    return replace(tag, parent=None)


def read_api(
    library: Library, schemas_of: Callable[[Library, str], Schemas]
) -> tuple[ir.Api, tuple[Problem, ...]]:
    """All that a document says, and what is wrong with it or had to be left out.

    Args:
        library: the documents.
        schemas_of: makes the reader of schemas from the library and the version of the root
            document, such as `3.1`.

    Raises:
        UnusableSource: the root document names no version that is supported.
    """
    dialect = dialect_of(library.root_node)
    reading = Reading(library, dialect, schemas_of(library, dialect.version))
    schemas = reading.schemas
    schemas.components()
    components = set(schemas.declarations)
    security, servers = SecurityReader(reading), ServerReader(reading)
    reader = OperationReader(reading, security, servers)
    operations = tuple(reader.operations())
    webhooks = tuple(WebhookReader(reading, reader).webhooks())
    info = reading.root.get("info") or reading.root.replaced({})
    api = ir.Api(
        title=reading.text(info, "title"),
        version=reading.text(info, "version"),
        docs=_docs(reading, info),
        servers=servers.servers(reading.root),
        security=_requirements(reading, security),
        security_schemes=security.schemes,
        tags=tags_of(reading),
        operations=operations,
        declarations=_reachable((*operations, *webhooks), schemas.declarations, components),
        coverage=ir.Coverage(operations=reader.count, schemas=_schema_count(reading)),
        webhooks=webhooks,
        publisher=_publisher(reading, info),
    )
    return api, tuple(dict.fromkeys([*schemas.problems, *reading.problems]))


def _docs(reading: Reading, info: Node) -> ir.Docs:
    return replace(
        reading.docs(info, title="summary"), external_url=reading.docs(reading.root).external_url
    )


def _publisher(reading: Reading, info: Node) -> ir.Publisher:
    contact = info.get("contact") or info.replaced({})
    license_ = info.get("license") or info.replaced({})
    return ir.Publisher(
        name=reading.text(contact, "name"),
        email=reading.text(contact, "email"),
        url=reading.text(contact, "url"),
        license_name=reading.text(license_, "name"),
        license_identifier=reading.text(license_, "identifier"),
        terms_of_service=reading.text(info, "termsOfService"),
    )


def _requirements(reading: Reading, security: SecurityReader) -> ir.SecurityRequirements:
    try:
        return security.requirements(reading.root) or ()
    except FAULTS as fault:
        reading.dropped("security-dropped", "The security of the API", fault)
        return ()


def _schema_count(reading: Reading) -> int:
    components = reading.root.get("components")
    schemas = None if components is None else components.get("schemas")
    return len(schemas.data) if schemas is not None and isinstance(schemas.data, dict) else 0


def _reachable(
    operations: Iterable[ir.Operation | ir.Webhook],
    declarations: Mapping[ir.Id, ir.Declaration],
    components: set[ir.Id],
) -> dict[ir.Id, ir.Declaration]:
    """Return the components and the declarations that operations refer to, in their order.

    Declarations of operations that turned out to be unreadable are left out. Components refer to
    each other only.
    """
    needed = set(components)
    pending = [id for operation in operations for id in _operation_references(operation)]
    while pending:
        id = pending.pop()
        if id in needed or id not in declarations:
            continue
        needed.add(id)
        pending.extend(ir.declaration_references(declarations[id]))
    return {id: declaration for id, declaration in declarations.items() if id in needed}


def _operation_references(operation: ir.Operation | ir.Webhook) -> Iterator[ir.Id]:
    types: list[ir.Type | None] = [parameter.type for parameter in operation.parameters]
    contents = list(operation.body.contents) if operation.body is not None else []
    for response in operation.responses if isinstance(operation, ir.Operation) else ():
        contents += response.contents
        types += [header.type for header in response.headers]
    for content in contents:
        types += [content.type, content.item_type]
    for type in types:
        if type is not None:
            yield from ir.type_references(type)
