"""Path items and the operations in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .. import ir
from ..document import METHODS, Node, escape_token
from ..problem import quoted
from .content import BodyReader, ContentReader
from .parameters import ParameterReader
from .reading import FAULTS, Owner, Reading, scalar_text
from .responses import ResponseReader
from .security import SecurityReader
from .servers import ServerReader

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A method (RFC 9110 section 9.1)."""

_NO_OWNER = Owner(None)


@dataclass(frozen=True, slots=True)
class _Found:
    """An operation that the document has, readable or not."""

    id: ir.Id
    method: str
    path: str
    node: Node
    item: Node


class OperationReader:
    """Reads every operation of a document; one that cannot be read is left out alone."""

    def __init__(self, reading: Reading, security: SecurityReader, servers: ServerReader) -> None:
        contents = ContentReader(reading)
        self._reading = reading
        self._security = security
        self._servers = servers
        self._parameters = ParameterReader(reading)
        self._bodies = BodyReader(reading, contents)
        self._responses = ResponseReader(reading, contents)
        self.callbacks: list[tuple[ir.Id, Node]] = []
        """Operation → what it calls back, for all that were read."""
        self.count = 0
        """Operations of the document, those left out included."""

    def operations(self) -> Iterator[ir.Operation]:
        """The operations under `paths`, in the document's order."""
        reading = self._reading
        try:
            paths = list(reading.entries(reading.root, "paths"))
        except FAULTS as fault:
            reading.dropped("path-dropped", "Every path", fault)
            return
        for path, node in paths:
            if path.startswith("x-"):
                continue
            try:
                found = list(self._of_path(path.strip(), node))
            except FAULTS as fault:
                reading.dropped("path-dropped", f"The path {quoted(path)}", fault, lost=node)
                continue
            for one in found:
                self.count += 1
                try:
                    yield self._operation(one)
                except FAULTS as fault:
                    subject = f"{one.method} {one.path}"
                    reading.dropped("operation-dropped", subject, fault, lost=one.node)

    # --- path items -------------------------------------------------------------------------------

    def _of_path(self, path: str, node: Node) -> Iterator[_Found]:
        item = self.item(node)
        for key, child in item.items():
            if key in METHODS:
                yield _Found(f"{node.id}/{key}", key.upper(), path, child, item)
        base = f"{node.id}/additionalOperations"
        for method, child in self._additional(path, item):
            yield _Found(f"{base}/{escape_token(method)}", method, path, child, item)

    def _additional(self, path: str, item: Node) -> Iterator[tuple[str, Node]]:
        """The operations with methods that OpenAPI has no key for."""
        reading = self._reading
        try:
            entries = list(reading.entries(item, "additionalOperations"))
        except FAULTS as fault:
            reading.dropped("path-dropped", f"Further methods of {quoted(path)}", fault)
            return
        for method, child in entries:
            declared = method.lower() in METHODS and method.lower() in item.data
            if _TOKEN.fullmatch(method) and not declared:
                yield method, child
                continue
            self.count += 1
            why = "the path has that method already" if declared else "HTTP allows no such method"
            reading.warn(child, "operation-dropped", f"{quoted(method)} {path} is left out: {why}.")

    def item(self, node: Node, visited: tuple[str, ...] = ()) -> Node:
        """A path item: its own fields, and those of the one that it refers to.

        Raises:
            Unreadable, UnresolvedReference: it is no object, or its reference leads nowhere.
        """
        if not isinstance(node.data, dict):
            raise self._reading.malformed(node, "this is no object")
        reference = node.data.get("$ref")
        if reference is None:
            return node
        if not isinstance(reference, str) or node.id in visited:
            raise self._reading.malformed(node, "its `$ref` leads nowhere")
        target = self.item(self._reading.library.resolve(reference, node), (*visited, node.id))
        own = {key: child for key, child in node.items() if key != "$ref"}
        return target.replaced(dict(target.items()) | own)

    # --- operations -------------------------------------------------------------------------------

    def _operation(self, found: _Found) -> ir.Operation:
        reading, item = self._reading, found.item
        owner = Owner(found.id)
        node = reading.open(found.node, _NO_OWNER).node
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
            operation_id=reading.text(node, "operationId") or None,
            tags=tuple(
                filter(None, (scalar_text(tag.data) for tag in reading.elements(node, "tags")))
            ),
            docs=self.docs(node, item),
            parameters=parameters,
            body=body,
            responses=self._responses.responses_of(node, owner),
            security=self._security.requirements(node),
            servers=self._servers.servers(node) or self._servers.servers(item),
            location=node.where,
        )

    def docs(self, node: Node, item: Node) -> ir.Docs:
        """Docs of an operation; those of its path item hold where it says nothing itself."""
        docs = self._reading.docs(node, title="summary")
        if docs.title or docs.description:
            return docs
        of_path = self._reading.docs(item, title="summary")
        return replace(docs, title=of_path.title, description=of_path.description)
