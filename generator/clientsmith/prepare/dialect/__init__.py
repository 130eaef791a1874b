"""Normalizes objects of OpenAPI 2.0 to 3.2 to the form of 3.2.

Objects are normalized one at a time when they are opened, without their children. Unchanged children
keep their place in the user's document, so pointers and lines in messages stay correct, and separate
files work too. Schemas are normalized by `schema`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ...document import Node
from ...problem import Severity, UnusableSource, quoted
from .media_types import corrected_media_type
from .openapi3 import OpenAPI3
from .swagger2 import Swagger2, strings

__all__ = ["Dialect", "corrected_media_type", "dialect_of"]


class Dialect(Protocol):
    """Normalizes objects of one version of OpenAPI to those of 3.2."""

    @property
    def version(self) -> str:
        """Major and minor version, such as `3.1`."""
        ...

    @property
    def references_carry_docs(self) -> bool:
        """True if `summary` and `description` beside a `$ref` replace those of its target."""
        ...

    def root(self, node: Node) -> Node:
        """Return the document as a whole."""
        ...

    def request_body(
        self, operation: Node, parameters: Sequence[Node]
    ) -> tuple[Node | None, Sequence[Node]]:
        """Return the request body of an operation, or a reference to it, and the operation's
        parameters (with references resolved) that are no part of it."""
        ...

    def parameter(self, node: Node) -> Node:
        """Return a parameter that is not (part of) a body."""
        ...

    def response(self, node: Node, operation: Node, status: str) -> Node:
        """Return a response, as `operation` declares it for `status`."""
        ...

    def header(self, node: Node) -> Node:
        """Return a header of a response."""
        ...

    def security_scheme(self, node: Node) -> Node:
        """Return a security scheme."""
        ...


def dialect_of(root: Node) -> Dialect:
    """Return the dialect of a root document.

    Raises:
        UnusableSource: it has no version, or one that is not supported.
    """
    if root.get("swagger") is not None:
        version = str(root.data["swagger"])
        if version == "2.0":
            return Swagger2(root)
    else:
        version = str(root.data["openapi"]) if root.get("openapi") is not None else ""
        major, _, rest = version.partition(".")
        minor = rest.partition(".")[0]
        if major == "3" and minor.isdecimal():
            return OpenAPI3(f"3.{minor}", strings(root, "consumes"))
    message = (
        f"OpenAPI version {quoted(version)} is not supported."
        if version
        else "The document has no OpenAPI version."
    )
    raise UnusableSource(
        [
            root.problem(
                "document-version",
                message,
                severity=Severity.ERROR,
                hint="Use `openapi: 3.0.x`, `3.1.x` or `3.2.x`, or `swagger: '2.0'`.",
            )
        ]
    )
