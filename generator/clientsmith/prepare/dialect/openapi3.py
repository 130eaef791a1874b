"""OpenAPI 3.0, 3.1 and 3.2, which differ in their schemas and hardly anywhere else.

What 3.1 and 3.2 added (`webhooks`, `components/pathItems`, `query`, `additionalOperations`,
`in: querystring`, `itemSchema`, …) has no other meaning in an older document, so it is read there
too; telling the author that it does not belong there is validation's part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...document import Node


@dataclass(frozen=True, slots=True)
class OpenAPI3:
    """OpenAPI 3: its objects are read as they stand."""

    version: str
    """Major and minor version, such as `3.1`."""

    @property
    def references_carry_docs(self) -> bool:
        """True since 3.1 (section "Reference Object"); 3.0 has them ignored."""
        return self.version != "3.0"

    def root(self, node: Node) -> Node:
        """The document as a whole."""
        return node

    def request_body(
        self, operation: Node, parameters: Sequence[Node]
    ) -> tuple[Node | None, Sequence[Node]]:
        """`requestBody`, and all parameters."""
        return operation.get("requestBody"), parameters

    def parameter(self, node: Node) -> Node:
        """A parameter."""
        return node

    def response(self, node: Node, operation: Node, status: str) -> Node:
        """A response."""
        return node

    def header(self, node: Node) -> Node:
        """A header of a response."""
        return node

    def security_scheme(self, node: Node) -> Node:
        """A security scheme."""
        return node
