"""Webhooks and callbacks, the requests that an API sends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .. import ir
from ..document import METHODS, Node, escape_token
from ..problem import quoted
from .content import BodyReader, ContentReader
from .document_reader import READ_ERRORS, DocumentReader, Owner
from .operations import OperationReader
from .parameters import ParameterReader

_NO_OWNER = Owner(None)
_NO_PATH = ""
"""Path of a webhook: its URL is the receiver's own and has no parameters."""


class WebhookReader:
    """Reads the requests that an API sends; one that cannot be read is left out.

    Args:
        document: reader of the document.
        operations: the reader of path items, which has collected the callbacks of operations.
    """

    def __init__(self, document: DocumentReader, operations: OperationReader) -> None:
        self._document = document
        self._operations = operations
        self._parameters = ParameterReader(document)
        self._bodies = BodyReader(document, ContentReader(document))

    def webhooks(self) -> Iterator[ir.Webhook]:
        """Yield the webhooks, then the callbacks of each operation; a shared callback comes once."""
        document = self._document
        try:
            webhooks = list(document.entries(document.root, "webhooks"))
        except READ_ERRORS as error:
            document.report_dropped("webhook-dropped", "The whole of `webhooks`", error)
            webhooks = []
        for name, node in webhooks:
            yield from self._of_item(name, node, None)
        known_ids: set[ir.Id] = set()
        for operation, callbacks in self._operations.callbacks:
            for callback in self._callbacks(operation, callbacks):
                if callback.id not in known_ids:
                    known_ids.add(callback.id)
                    yield callback

    def _callbacks(self, operation: ir.Id, node: Node) -> Iterator[ir.Webhook]:
        document = self._document
        for name, child in _entries(node):
            try:
                opened = document.open(child, _NO_OWNER).node
                items = _entries(opened)
            except READ_ERRORS as error:
                document.report_dropped("webhook-dropped", f"The callback {quoted(name)}", error)
                continue
            for _, item in items:
                yield from self._of_item(name, item, operation)

    def _of_item(self, name: str, node: Node, operation: ir.Id | None) -> Iterator[ir.Webhook]:
        """Yield the requests that a path item describes."""
        document = self._document
        if name.startswith("x-"):
            return
        kind = "webhook" if operation is None else "callback"
        try:
            item = self._operations.item(node)
            found = [
                (key.upper(), f"{node.id}/{key}", child)
                for key, child in item.items()
                if key in METHODS
            ]
            found += [
                (method, f"{node.id}/additionalOperations/{escape_token(method)}", child)
                for method, child in document.entries(item, "additionalOperations")
            ]
        except READ_ERRORS as error:
            document.report_dropped("webhook-dropped", f"The {kind} {quoted(name)}", error)
            return
        for method, id, child in found:
            omitting = document.extensions.omits(child)
            if omitting:
                document.extensions.report_omitted(child, f"The {kind} {quoted(name)}", omitting)
                continue
            try:
                webhook = self._webhook(child, item, Owner(id))
            except READ_ERRORS as error:
                document.report_dropped("webhook-dropped", f"The {kind} {quoted(name)}", error)
                continue
            yield replace(webhook, id=id, name=name, method=method, operation=operation)

    def _webhook(self, child: Node, item: Node, owner: Owner) -> ir.Webhook:
        document = self._document
        node = document.open(child, _NO_OWNER).node
        declared = self._parameters.declared(_NO_PATH, item, node, owner)
        body, rest = self._bodies.body_of(node, owner, declared, ir.Role.EVENT)
        parameters = self._parameters.all_of(_NO_PATH, node, rest)
        return ir.Webhook(
            id="",
            name="",
            method="",
            operation_id=document.text(node, "operationId") or None,
            docs=self._operations.docs(node, item),
            parameters=parameters,
            body=body and replace(body, required=not self._is_optional(node)),
            location=node.where,
        )

    def _is_optional(self, node: Node) -> bool:
        """Return whether the body is explicitly optional.

        Few documents say whether the bodies of webhooks are required, so the default is that they are.
        """
        body = node.get("requestBody")
        required = (
            None if body is None else self._document.open(body, _NO_OWNER).node.get("required")
        )
        return required is not None and required.data is False


def _entries(node: Node) -> Iterable[tuple[str, Node]]:
    """Return the entries of an object without extensions; none if it is not an object."""
    if not isinstance(node.data, dict):
        return ()
    return [(name, child) for name, child in node.items() if not name.startswith("x-")]
