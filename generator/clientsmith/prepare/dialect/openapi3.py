"""OpenAPI 3.0, 3.1 and 3.2, which differ in little more than their schemas.

Additions of 3.1 and 3.2 (`webhooks`, `components/pathItems`, `query`, `additionalOperations`,
`in: querystring`, `itemSchema`, …) have no other meaning in older documents, so they are read there
too; validation reports them. So are parameters of Swagger 2.0 that are, or belong to, a body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...document import Node
from .swagger2 import body_of_parameters


@dataclass(frozen=True, slots=True)
class OpenAPI3:
    """OpenAPI 3, whose objects need no changes."""

    version: str
    """Major and minor version, such as `3.1`."""

    consumes: Sequence[str] = ()
    """`consumes` of the document, which is left over from Swagger 2.0."""

    @property
    def references_carry_docs(self) -> bool:
        """True if docs beside a `$ref` count, as they do since 3.1 (section "Reference Object")."""
        return self.version != "3.0"

    def root(self, node: Node) -> Node:
        """Return the document as a whole."""
        return node

    def request_body(
        self, operation: Node, parameters: Sequence[Node]
    ) -> tuple[Node | None, Sequence[Node]]:
        """Return `requestBody`, or a body from parameters of Swagger 2.0; and the other parameters."""
        body, rest = body_of_parameters(operation, parameters, self.consumes)
        declared = operation.get("requestBody")
        return body if declared is None or declared.data is None else declared, rest

    def parameter(self, node: Node) -> Node:
        """Return a parameter."""
        return node

    def response(self, node: Node, operation: Node, status: str) -> Node:
        """Return a response."""
        return node

    def header(self, node: Node) -> Node:
        """Return a header of a response."""
        return node

    def security_scheme(self, node: Node) -> Node:
        """Return a security scheme."""
        return node
