"""OpenAPI 3.0, 3.1 and 3.2, which differ in little more than their schemas.

Additions of 3.1 and 3.2 (`webhooks`, `components/pathItems`, `query`, `additionalOperations`,
`in: querystring`, `itemSchema`, …) have no other meaning in older documents, so they are read there
too; validation reports them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...document import Node


@dataclass(frozen=True, slots=True)
class OpenAPI3:
    """OpenAPI 3, whose objects need no changes."""

    version: str
    """Major and minor version, such as `3.1`."""

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
        """Return `requestBody`, and all parameters."""
        return operation.get("requestBody"), parameters

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
