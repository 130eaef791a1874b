"""Request bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .. import ir
from ..document import Node
from .content import ContentReader
from .reading import FAULTS, Opened, Owner, Reading, flag


class BodyReader:
    """Reads request bodies."""

    def __init__(self, reading: Reading, contents: ContentReader) -> None:
        self._reading = reading
        self._contents = contents

    def body_of(
        self,
        operation: Node,
        owner: Owner,
        declared: Sequence[Opened],
        role: ir.Role = ir.Role.REQUEST,
    ) -> tuple[ir.RequestBody | None, list[Opened]]:
        """The body of an operation, and the declared parameters that are no part of it.

        Raises:
            Unreadable: a required body cannot be read.
            UnresolvedReference: there is no telling whether the body is required.
        """
        reading = self._reading
        node, rest = reading.dialect.request_body(operation, [opened.node for opened in declared])
        kept = {parameter.id for parameter in rest}
        parameters = [opened for opened in declared if opened.node.id in kept]
        if node is None or node.data is None:
            return None, parameters
        # Swagger 2.0: a body that is a shared parameter is named after that.
        source = next((opened for opened in declared if opened.node.id == node.id), None)
        opened = replace(source, node=node) if source else reading.open(node, owner)
        try:
            return self._body(opened, role), parameters
        except FAULTS as fault:
            if flag(opened.node, "required"):
                raise
            reading.dropped("body-dropped", "An optional request body", fault, lost=node)
            return None, parameters

    def _body(self, opened: Opened, role: ir.Role) -> ir.RequestBody:
        """A request body with its references followed."""
        reading = self._reading
        node = opened.node
        contents = self._contents.read(opened, role)
        if not contents:
            raise reading.malformed(node, "no content of the request body can be read")
        docs = reading.docs(node)
        if opened.description:
            docs = replace(docs, description=opened.description)
        return ir.RequestBody(required=flag(node, "required"), docs=docs, contents=contents)
