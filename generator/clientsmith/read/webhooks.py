"""Webhooks and callbacks: the requests that an API sends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .. import ir
from ..document import METHODS, Node, escape_token
from ..problem import quoted
from .content import BodyReader, ContentReader
from .operations import OperationReader
from .parameters import ParameterReader
from .reading import FAULTS, Owner, Reading

_NO_OWNER = Owner(None)
_NO_PATH = ""
"""Stands for the URL of a webhook, which is the receiver's own and has no parameters."""


class WebhookReader:
    """Reads every request that an API sends; one that cannot be read is left out alone.

    Args:
        reading: the document.
        operations: the reader of path items, which has met the callbacks of operations.
    """

    def __init__(self, reading: Reading, operations: OperationReader) -> None:
        self._reading = reading
        self._operations = operations
        self._parameters = ParameterReader(reading)
        self._bodies = BodyReader(reading, ContentReader(reading))

    def webhooks(self) -> Iterator[ir.Webhook]:
        """The webhooks, then the callbacks of each operation; a shared callback comes once."""
        reading = self._reading
        try:
            webhooks = list(reading.entries(reading.root, "webhooks"))
        except FAULTS as fault:
            reading.dropped("webhook-dropped", "Every webhook", fault)
            webhooks = []
        for name, node in webhooks:
            yield from self._of_item(name, node, None)
        seen: set[ir.Id] = set()
        for operation, callbacks in self._operations.callbacks:
            for callback in self._callbacks(operation, callbacks):
                if callback.id not in seen:
                    seen.add(callback.id)
                    yield callback

    def _callbacks(self, operation: ir.Id, node: Node) -> Iterator[ir.Webhook]:
        reading = self._reading
        for name, child in _named(node):
            try:
                opened = reading.open(child, _NO_OWNER).node
                items = _named(opened)
            except FAULTS as fault:
                reading.dropped("webhook-dropped", f"The callback {quoted(name)}", fault)
                continue
            for _, item in items:
                yield from self._of_item(name, item, operation)

    def _of_item(self, name: str, node: Node, operation: ir.Id | None) -> Iterator[ir.Webhook]:
        """The requests that a path item describes."""
        reading = self._reading
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
                for method, child in reading.entries(item, "additionalOperations")
            ]
        except FAULTS as fault:
            reading.dropped("webhook-dropped", f"The {kind} {quoted(name)}", fault)
            return
        for method, id, child in found:
            try:
                webhook = self._webhook(child, item, Owner(id))
            except FAULTS as fault:
                reading.dropped("webhook-dropped", f"The {kind} {quoted(name)}", fault)
                continue
            yield replace(webhook, id=id, name=name, method=method, operation=operation)

    def _webhook(self, child: Node, item: Node, owner: Owner) -> ir.Webhook:
        reading = self._reading
        node = reading.open(child, _NO_OWNER).node
        declared = self._parameters.declared(_NO_PATH, item, node, owner)
        body, rest = self._bodies.body_of(node, owner, declared, ir.Role.EVENT)
        parameters = self._parameters.all_of(_NO_PATH, node, rest)
        return ir.Webhook(
            id="",
            name="",
            method="",
            operation_id=reading.text(node, "operationId") or None,
            docs=self._operations.docs(node, item),
            parameters=parameters,
            body=body and replace(body, required=not self._may_be_missing(node)),
            location=node.where,
        )

    def _may_be_missing(self, node: Node) -> bool:
        """Whether the document says itself that there may be no body; that it says nothing is no
        sign of it, as few documents say anything of the bodies of webhooks."""
        body = node.get("requestBody")
        required = (
            None if body is None else self._reading.open(body, _NO_OWNER).node.get("required")
        )
        return required is not None and required.data is False


def _named(node: Node) -> Iterable[tuple[str, Node]]:
    """Entries of a mapping, extensions aside; none where there is no mapping."""
    if not isinstance(node.data, dict):
        return ()
    return [(name, child) for name, child in node.items() if not name.startswith("x-")]
