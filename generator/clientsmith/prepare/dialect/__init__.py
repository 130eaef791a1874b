"""OpenAPI 2.0 to 3.2 as one dialect: each function brings one object to the form of 3.2.

Objects are normalized one at a time, at the moment they are opened, and shallowly: a child that
stays what it was keeps its place in the user's document, so pointers and lines remain true and
fragments in files of their own work like the rest. Schemas have their own module, `schema`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ...document import Node
from ...problem import Severity, UnusableSource, quoted
from .openapi3 import OpenAPI3
from .swagger2 import Swagger2

__all__ = ["Dialect", "dialect_of"]


class Dialect(Protocol):
    """One version of OpenAPI, as the way from its objects to those of 3.2."""

    @property
    def version(self) -> str:
        """Major and minor version, such as `3.1`."""
        ...

    @property
    def references_carry_docs(self) -> bool:
        """Whether `summary` and `description` beside a `$ref` replace those of its target."""
        ...

    def root(self, node: Node) -> Node:
        """The document as a whole."""
        ...

    def request_body(
        self, operation: Node, parameters: Sequence[Node]
    ) -> tuple[Node | None, Sequence[Node]]:
        """The request body of an operation, or a reference to it, and those of the operation's
        parameters (references followed) that do not belong to it."""
        ...

    def parameter(self, node: Node) -> Node:
        """A parameter that is not (part of) a body."""
        ...

    def response(self, node: Node, operation: Node, status: str) -> Node:
        """A response, as `operation` declares it for `status`."""
        ...

    def header(self, node: Node) -> Node:
        """A header of a response."""
        ...

    def security_scheme(self, node: Node) -> Node:
        """A security scheme."""
        ...


def dialect_of(root: Node) -> Dialect:
    """The dialect that a root document says it is written in.

    Raises:
        UnusableSource: it names no version, or one that is not supported.
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
            return OpenAPI3(f"3.{minor}")
    message = (
        f"OpenAPI version {quoted(version)} is not supported."
        if version
        else "No OpenAPI version is given."
    )
    raise UnusableSource(
        [
            root.problem(
                "document-version",
                message,
                severity=Severity.ERROR,
                hint="Give `openapi: 3.0.x`, `3.1.x` or `3.2.x`, or `swagger: '2.0'`.",
            )
        ]
    )
