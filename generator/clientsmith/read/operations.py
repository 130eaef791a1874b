"""Path items and the operations in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .. import ir
from ..document import METHODS, Node, escape_token
from ..problem import quoted
from .content import BodyReader, ContentReader
from .document_reader import READ_ERRORS, TOKEN, DocumentReader, Owner, scalar_text
from .extensions import Subject
from .parameters import ParameterReader
from .responses import ResponseReader
from .security import SecurityReader
from .servers import ServerReader

_DOT_SEGMENT = re.compile(r"(?:^|/)(?:\.|%2e){1,2}(?:/|$)", re.IGNORECASE)
"""Segments that URLs do not keep (RFC 3986, 6.2.2.3); the runtime refuses them."""

_NO_OWNER = Owner(None)


@dataclass(frozen=True, slots=True)
class _OperationEntry:
    """Operation of the document, before it is read."""

    id: ir.Id
    method: str
    path: str
    node: Node
    item: Node


class OperationReader:
    """Reads the operations of a document; one that cannot be read is left out."""

    def __init__(
        self, document: DocumentReader, security: SecurityReader, servers: ServerReader
    ) -> None:
        contents = ContentReader(document)
        self._document = document
        self._security = security
        self._servers = servers
        self._parameters = ParameterReader(document)
        self._bodies = BodyReader(document, contents)
        self._responses = ResponseReader(document, contents)
        self.callbacks: list[tuple[ir.Id, Node]] = []
        """Ids of the operations with callbacks, and the callbacks."""
        self.count = 0
        """Number of operations of the document, those left out included."""

    def operations(self) -> Iterator[ir.Operation]:
        """Yield the operations under `paths`, in the document's order."""
        document = self._document
        try:
            paths = list(document.entries(document.root, "paths"))
        except READ_ERRORS as error:
            document.report_dropped("path-dropped", "The whole of `paths`", error)
            return
        for path, node in paths:
            if path.startswith("x-"):
                continue
            try:
                found = list(self._of_path(path.strip(), node))
            except READ_ERRORS as error:
                document.report_dropped(
                    "path-dropped", f"The path {quoted(path)}", error, lost=node
                )
                continue
            for one in found:
                omitting = document.extensions.omits(one.node)
                if omitting:
                    subject = f"{one.method} {one.path}"
                    document.extensions.report_omitted(one.node, subject, omitting)
                    continue
                self.count += 1
                if _DOT_SEGMENT.search(re.split("[?#]", path)[0]):
                    reason = "no request can have a path with a segment `.` or `..`"
                    message = f"{one.method} {one.path} is left out: {reason}."
                    document.warn(one.node, "operation-dropped", message)
                    continue
                try:
                    yield self._operation(one)
                except READ_ERRORS as error:
                    subject = f"{one.method} {one.path}"
                    document.report_dropped("operation-dropped", subject, error, lost=one.node)

    # --- path items -------------------------------------------------------------------------------

    def _of_path(self, path: str, node: Node) -> Iterator[_OperationEntry]:
        item = self.item(node)
        for key, child in item.items():
            if key in METHODS:
                yield _OperationEntry(f"{node.id}/{key}", key.upper(), path, child, item)
        base = f"{node.id}/additionalOperations"
        for method, child in self._additional(path, item):
            yield _OperationEntry(f"{base}/{escape_token(method)}", method, path, child, item)

    def _additional(self, path: str, item: Node) -> Iterator[tuple[str, Node]]:
        """Yield the operations of `additionalOperations`."""
        document = self._document
        try:
            entries = list(document.entries(item, "additionalOperations"))
        except READ_ERRORS as error:
            document.report_dropped(
                "path-dropped", f"`additionalOperations` of {quoted(path)}", error
            )
            return
        for method, child in entries:
            declared = method.lower() in METHODS and method.lower() in item.data
            if TOKEN.fullmatch(method) and not declared:
                yield method, child
                continue
            self.count += 1
            reason = "the path has that method already" if declared else "it is not an HTTP method"
            document.warn(
                child, "operation-dropped", f"{quoted(method)} {path} is left out: {reason}."
            )

    def item(self, node: Node, visited: tuple[str, ...] = ()) -> Node:
        """Return a path item with its own fields and those of the one that it refers to.

        Raises:
            Unreadable, UnresolvedReference: it is not an object, or its target does not exist.
        """
        if not isinstance(node.data, dict):
            raise self._document.malformed(node, "expected an object")
        reference = node.data.get("$ref")
        if reference is None:
            return node
        if not isinstance(reference, str) or node.id in visited:
            raise self._document.malformed(node, "its `$ref` has no target")
        target = self.item(self._document.library.resolve(reference, node), (*visited, node.id))
        own = {key: child for key, child in node.items() if key != "$ref"}
        return target.replaced(dict(target.items()) | own)

    # --- operations -------------------------------------------------------------------------------

    def _operation(self, found: _OperationEntry) -> ir.Operation:
        document, item = self._document, found.item
        owner = Owner(found.id)
        node = document.open(found.node, _NO_OWNER).node
        document.extensions.report_unfollowed(node)
        callbacks = node.get("callbacks")
        if callbacks is not None and callbacks.data:
            self.callbacks.append((found.id, callbacks))
        declared = self._parameters.declared(found.path, item, node, owner)
        body, rest = self._bodies.body_of(node, owner, declared)
        parameters = self._parameters.all_of(found.path, node, rest)
        return ir.Operation(
            id=found.id,
            method=found.method,
            path=found.path,
            operation_id=document.text(node, "operationId") or None,
            tags=tuple(
                filter(None, (scalar_text(tag.data) for tag in document.elements(node, "tags")))
            ),
            docs=self.docs(node, item),
            parameters=parameters,
            body=body,
            responses=self._responses.responses_of(node, owner),
            security=self._security.requirements(node),
            servers=self._servers.servers(node) or self._servers.servers(item),
            location=node.where,
            given_group=document.extensions.name(node, Subject.GROUP),
            given_method=document.extensions.name(node, Subject.METHOD),
            sampled_call=document.extensions.sampled_call(node, document.library),
            given_pages=document.extensions.pages(node, document.root),
        )

    def docs(self, node: Node, item: Node) -> ir.Docs:
        """Return the docs of an operation, or those of its path item if it has none."""
        docs = self._document.docs(node, title="summary")
        if docs.title or docs.description:
            return docs
        of_path = self._document.docs(item, title="summary")
        return replace(docs, title=of_path.title, description=of_path.description)
