"""The document as a whole: title, tags, servers, operations and declarations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from .. import ir
from ..document import Library, Node
from ..prepare.dialect import dialect_of
from ..problem import Problem, quoted
from .document_reader import READ_ERRORS, DocumentReader, SchemaTypes
from .extensions import ExtensionReader
from .operations import OperationReader
from .security import SecurityReader
from .servers import ServerReader
from .webhooks import WebhookReader


def _tags(document: DocumentReader) -> tuple[ir.Tag, ...]:
    """Return the declared tags, without parents that are undeclared or descend from them."""
    found = _declared_tags(document)
    return tuple(_with_usable_parent(tag, node, found, document) for node, tag in found.values())


def _declared_tags(document: DocumentReader) -> dict[str, tuple[Node, ir.Tag]]:
    found: dict[str, tuple[Node, ir.Tag]] = {}
    try:
        elements = list(document.elements(document.root, "tags"))
    except READ_ERRORS as error:
        document.report_dropped("tag-dropped", "The list of tags", error)
        elements = []
    for node in elements:
        name = document.text(node, "name")
        if not name:
            document.warn(node, "tag-dropped", "A tag is left out: it has no `name`.")
        elif name in found:
            document.warn(
                node,
                "tag-duplicate",
                f"The tag {quoted(name)} is declared twice; the first declaration is used.",
            )
        else:
            docs = document.docs(node, title="summary")
            found[name] = node, ir.Tag(name, docs, document.text(node, "parent") or None)
    return found


def _with_usable_parent(
    tag: ir.Tag, node: Node, found: Mapping[str, tuple[Node, ir.Tag]], document: DocumentReader
) -> ir.Tag:
    ancestors: list[str] = []
    parent = tag.parent
    while parent is not None and parent in found and parent not in ancestors:
        ancestors.append(parent)
        parent = found[parent][1].parent
    if tag.parent is None or (ancestors and tag.name not in ancestors):
        return tag
    reason = "descends from it" if ancestors else "is not declared"
    document.warn(
        node,
        "tag-hierarchy",
        f"The tag {quoted(tag.name)} is used without its parent: {quoted(tag.parent)} {reason}.",
    )
    return replace(tag, parent=None)


def read_api(
    library: Library,
    schemas_of: Callable[[Library, str], SchemaTypes],
    base_url: str = "",
    *,
    extensions: ExtensionReader | None = None,
) -> tuple[ir.Api, tuple[Problem, ...]]:
    """Return the API that a document describes, and problems with objects that were left out.

    Args:
        library: the documents.
        schemas_of: creates the reader of schemas from the library and the version of the root
            document, such as `3.1`.
        base_url: base URL that the user has configured.
        extensions: reader of vendor extensions, which `schemas_of` uses too; a new one by default.

    Raises:
        UnusableSource: the root document names no version that is supported.
    """
    extensions = extensions or ExtensionReader()
    dialect = dialect_of(library.root_node)
    document = DocumentReader(library, dialect, schemas_of(library, dialect.version), extensions)
    schemas = document.schemas
    schemas.components()
    components = dict(schemas.declarations)
    extensions.report_unfollowed(document.root)
    security, servers = SecurityReader(document), ServerReader(document, base_url)
    reader = OperationReader(document, security, servers)
    operations = tuple(reader.operations())
    webhooks = tuple(WebhookReader(document, reader).webhooks())
    info = document.root.get("info") or document.root.replaced({})
    declarations = _reachable((*operations, *webhooks), schemas.declarations, components)
    _report_omitted(document, declarations)
    api = ir.Api(
        title=document.text(info, "title"),
        version=document.text(info, "version"),
        docs=_docs(document, info),
        servers=servers.servers_of_document(),
        security=_requirements(document, security),
        security_schemes=security.schemes,
        tags=_tags(document),
        operations=operations,
        declarations=declarations,
        counts=ir.DocumentCounts(operations=reader.count, schemas=_schema_count(document)),
        webhooks=webhooks,
        publisher=_publisher(document, info),
    )
    found = [*schemas.problems, *document.problems, *extensions.problems.values()]
    return api, tuple(dict.fromkeys(found))


def _docs(document: DocumentReader, info: Node) -> ir.Docs:
    return replace(
        document.docs(info, title="summary"), external_url=document.docs(document.root).external_url
    )


def _publisher(document: DocumentReader, info: Node) -> ir.Publisher:
    contact = info.get("contact") or info.replaced({})
    license_ = info.get("license") or info.replaced({})
    return ir.Publisher(
        name=document.text(contact, "name"),
        email=document.text(contact, "email"),
        url=document.text(contact, "url"),
        license_name=document.text(license_, "name"),
        license_identifier=document.text(license_, "identifier"),
        terms_of_service=document.text(info, "termsOfService"),
    )


def _requirements(document: DocumentReader, security: SecurityReader) -> ir.SecurityRequirements:
    try:
        return security.requirements(document.root) or ()
    except READ_ERRORS as error:
        document.report_dropped("security-dropped", "The `security` of the API", error)
        return ()


def _report_omitted(document: DocumentReader, declarations: Mapping[ir.Id, ir.Declaration]) -> None:
    """Report the component schemas that vendor extensions leave out, and those that stay because
    something refers to them."""
    components = document.root.get("components")
    section = None if components is None else components.get("schemas")
    if section is None or not isinstance(section.data, dict):
        return
    for name, node in section.items():
        key = document.extensions.omits(node)
        if key and node.id in declarations:
            why = "something that is generated refers to it"
            document.extensions.report_kept(node, f"The schema {quoted(name)}", key, why)
        elif key:
            document.extensions.report_omitted(node, f"The schema {quoted(name)}", key)


def _schema_count(document: DocumentReader) -> int:
    components = document.root.get("components")
    schemas = None if components is None else components.get("schemas")
    return len(schemas.data) if schemas is not None and isinstance(schemas.data, dict) else 0


def _reachable(
    operations: Iterable[ir.Operation | ir.Webhook],
    declarations: Mapping[ir.Id, ir.Declaration],
    components: Mapping[ir.Id, ir.Declaration],
) -> dict[ir.Id, ir.Declaration]:
    """Return the components and the declarations that operations refer to, in their order.

    Declarations of operations that turned out to be unreadable are left out. Components refer to
    each other only, unless an operation completed them, as it does with events of its stream.

    Args:
        operations: what was read of them.
        declarations: all declarations, after the operations were read.
        components: those that there were before.
    """
    needed = set(components)
    pending: list[ir.Id | None] = [
        id for operation in operations for id in _operation_references(operation)
    ]
    for component, before in components.items():
        if (now := declarations.get(component, before)) is not before:
            pending.extend(ir.declaration_references(now))
    while pending:
        id = pending.pop()
        if id is None or id in needed or id not in declarations:
            continue
        needed.add(id)
        pending.append(declarations[id].place.parent)
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
