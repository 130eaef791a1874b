"""References, texts and problems of OpenAPI objects, for all readers."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Protocol

from .. import ir
from ..document import Library, Node, UnresolvedReference, unescape_token
from ..prepare.dialect import Dialect, corrected_media_type
from ..problem import Problem, Severity, quoted
from .extensions import ExtensionReader


class Unreadable(Exception):
    """An object cannot be read; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A method or the name of a header (RFC 9110, 5.6.2)."""

READ_ERRORS = (Unreadable, UnresolvedReference)
"""Exceptions that make a reader leave out an object."""


class SchemaTypes(Protocol):
    """Interface of the reader of schemas."""

    @property
    def declarations(self) -> Mapping[ir.Id, ir.Declaration]:
        """Declarations so far."""
        ...

    @property
    def problems(self) -> Iterable[Problem]:
        """Problems so far."""
        ...

    def components(self) -> None:
        """Declare every component schema."""
        ...

    def type_of(self, node: Node, place: ir.Place) -> ir.Type:
        """Return the type of a schema, a reference to one, or a boolean schema."""
        ...

    def events_of(self, type: ir.Type) -> ir.Type:
        """Return the type of the events of a stream, given that of the objects that describe them."""
        ...

    def constraints_of(self, node: Node) -> ir.Constraints:
        """Return the constraints of a schema."""
        ...

    def xml_of(self, node: Node) -> ir.Xml:
        """Return the node of the root element of an XML document with that schema."""
        ...

    def docs_of(self, node: Node) -> ir.Docs:
        """Return the docs of a schema."""
        ...

    def default_of(self, node: Node) -> Any:
        """Return the default of a schema, else `ir.MISSING`."""
        ...

    def example_of(self, node: Node) -> Any:
        """Return the example of a schema, else `ir.MISSING`."""
        ...


@dataclass(frozen=True, slots=True)
class Owner:
    """Operation or shared component that inline schemas are named after."""

    parent: ir.Id | None
    steps: tuple[ir.Step, ...] = ()

    def place(self, *steps: ir.Step) -> ir.Place:
        """Return a place below the owner."""
        return ir.Place(self.parent, self.steps + steps)


@dataclass(frozen=True, slots=True)
class Opened:
    """OpenAPI object with its references resolved."""

    node: Node
    owner: Owner
    shared: bool
    """True if it is a component and therefore its own owner."""

    home: Node | None = None
    """The operation that contains it, if a reference leads into another operation."""

    description: str = ""
    """Description beside the reference, which overrides that of the target."""

    def step(self, role: ir.Role, word: str = "") -> ir.Step:
        """Return the step to a schema of this object; a component needs no word to be distinguished."""
        return ir.Step(role, "" if self.shared else word)


class DocumentReader:
    """Opens the objects of one library and collects problems."""

    def __init__(
        self,
        library: Library,
        dialect: Dialect,
        schemas: SchemaTypes,
        extensions: ExtensionReader,
    ) -> None:
        self.library = library
        self.dialect = dialect
        self.schemas = schemas
        self.extensions = extensions
        self.root = dialect.root(library.root_node)
        self.problems: list[Problem] = []
        self._opened: dict[tuple[str, str], Opened] = {}
        """Targets of references by id and by the description beside the reference."""

    # --- objects and references ---------------------------------------------------------------

    def open(self, node: Node, owner: Owner) -> Opened:
        """Return the object at `node`, or the one that its `$ref` leads to.

        Raises:
            UnresolvedReference: the target of a reference does not exist.
            Unreadable: references are circular, or the target is not an object.
        """
        description = ""
        current = node
        visited: list[str] = []
        while isinstance(current.data, dict) and "$ref" in current.data:
            if current.id in visited:
                raise self.malformed(node, "the reference leads back to itself")
            visited.append(current.id)
            if not description and self.dialect.references_carry_docs:
                description = self.text(current, "description")
            current = self._target(current)
        if not isinstance(current.data, dict):
            raise self.malformed(current, "expected an object")
        if not visited:
            return Opened(current, owner, shared=False)
        key = (current.id, description)
        if key not in self._opened:
            self._opened[key] = self._referred(current, description)
        return self._opened[key]

    def _target(self, node: Node) -> Node:
        reference = node.data["$ref"]
        if not isinstance(reference, str):
            raise self.malformed(node, "`$ref` must be a string")
        return self.library.resolve(reference, node)

    def _referred(self, node: Node, description: str) -> Opened:
        """Return the target of a reference: a component, or a part of an operation or a path."""
        tokens = [unescape_token(token) for token in node.pointer.split("/")]
        operation: Node | None = None
        match tokens:
            case ["", "paths", path, "parameters", _]:
                return Opened(node, path_owner(path), shared=False, description=description)
            case ["", "paths", path, "additionalOperations" as key, method, _, *_]:
                operation = self._in_root(node, "paths", path, key, method)
            case ["", "paths", path, method, _, *_]:
                operation = self._in_root(node, "paths", path, method)
        if operation is not None:
            return Opened(node, Owner(operation.id), False, operation, description)
        words = [token for token in tokens if token and not token.isdecimal()]
        word = words[-1] if words else _stem(node.document.origin)
        owner = Owner(None, (ir.Step(ir.Role.COMPONENT, word),))
        return Opened(node, owner, shared=True, description=description)

    def _in_root(self, node: Node, *keys: str) -> Node | None:
        """Return the part of the root document around a node; None for any other document."""
        if node.document is not self.library.root:
            return None
        found = self.library.root_node
        for key in keys:
            found /= key
        return found

    def entries(self, node: Node, key: str) -> Iterator[tuple[str, Node]]:
        """Return the entries of the object under `key`; none if the key is absent or null.

        Some documents keep the whole object elsewhere, with a `$ref` in its place.

        Raises:
            Unreadable: it is not an object.
            UnresolvedReference: the target of the `$ref` does not exist.
        """
        child = node.get(key)
        if child is None or child.data is None:
            return iter(())
        own = child
        child = self.library.follow(child)
        if not isinstance(child.data, dict):
            raise self.malformed(child, f"`{key}` must be an object")
        if child is own:
            return child.items()
        beside = ((name, entry) for name, entry in own.items() if name != "$ref")
        return chain(child.items(), beside)

    def elements(self, node: Node, key: str) -> Iterator[Node]:
        """Return the members of the list under `key`; none if the key is absent or null.

        Raises:
            Unreadable: it is not a list.
        """
        child = node.get(key)
        if child is None or child.data is None:
            return iter(())
        if not isinstance(child.data, list):
            raise self.malformed(child, f"`{key}` must be a list")
        return child.elements()

    # --- values ---------------------------------------------------------------------------------

    def text(self, node: Node, key: str) -> str:
        """Return the text under `key`; empty if there is none.

        Some documents keep long texts in separate files, with a `$ref` in their place.
        """
        value = node.data.get(key) if isinstance(node.data, dict) else None
        if value is None or isinstance(value, str):  # needs no node
            return value or ""
        child = node / key
        if isinstance(child.data, dict) and isinstance(child.data.get("$ref"), str):
            try:
                child = self._target(child)
            except UnresolvedReference as error:
                self.problems.append(replace(error.problem, severity=Severity.WARNING, lost=None))
                return ""
        return scalar_text(child.data)

    def docs(self, node: Node, title: str = "") -> ir.Docs:
        """Return the docs of an object; `title` is the key of its short text."""
        external = node.get("externalDocs")
        if external is not None:
            with suppress(UnresolvedReference):  # reported when the document is loaded
                external = self.library.follow(external)
        return ir.Docs(
            title=self.text(node, title) if title else "",
            description=self.text(node, "description"),
            deprecated=flag(node, "deprecated"),
            external_url="" if external is None else self.text(external, "url"),
        )

    def media_type(self, written: str, node: Node) -> str:
        """Return a media type or range as it is meant, with its parameters.

        Args:
            written: the media type in the document.
            node: the value that it belongs to, for messages.
        """
        meant = corrected_media_type(written)
        if meant != written:
            message = f"{quoted(written)} is not a media type; it is read as {quoted(meant)}."
            self.warn(node, "value-corrected", message)
        return meant

    def schema(self, node: Node, key: str = "schema") -> Node | None:
        """Return the schema of a parameter, header or media type; None if there is none.

        Raises:
            Unreadable: it is not a schema.
        """
        child = node.get(key)
        if child is None or child.data is None:
            return None
        if not isinstance(child.data, dict | bool):
            raise self.malformed(child, f"`{key}` must be an object or a boolean")
        return child

    # --- problems -------------------------------------------------------------------------------

    def malformed(self, node: Node, message: str) -> Unreadable:
        """Return the exception for a value that OpenAPI does not allow at its place."""
        return Unreadable(node.problem("invalid-value", message))

    def warn(self, node: Node, code: str, message: str, hint: str = "") -> None:
        """Report that something is broken or lost."""
        self.problems.append(node.problem(code, message, hint=hint))

    def note(self, node: Node, code: str, message: str, hint: str = "") -> None:
        """Report something worth knowing."""
        self.problems.append(node.problem(code, message, severity=Severity.NOTE, hint=hint))

    def report_dropped(
        self,
        code: str,
        subject: str,
        error: Unreadable | UnresolvedReference,
        consequence: str = "is left out",
        *,
        lost: Node | None = None,
    ) -> None:
        """Report that `subject`, at `lost`, is left out because of `error`."""
        cause = error.problem
        reason = cause.message[:1].lower() + cause.message[1:].rstrip(".")
        message = f"{subject} {consequence}: {reason}."
        place = None if lost is None else lost.location
        self.problems.append(
            Problem(code, Severity.WARNING, message, cause.location, cause.hint, place)
        )


def path_owner(path: str) -> Owner:
    """Return the owner of the parameters that all operations of a path share."""
    return Owner(None, (ir.Step(ir.Role.COMPONENT, path),))


def flag(node: Node, key: str) -> bool:
    """Return whether the value under `key` is true."""
    value = node.data.get(key) if isinstance(node.data, dict) else None
    return (value.data if isinstance(value, Node) else value) is True


def scalar_text(value: object) -> str:
    """Return a JSON scalar as text, as YAML authors write it; empty for null and containers."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case _:
            return ""


def _stem(origin: str) -> str:
    return posixpath.splitext(posixpath.basename(origin))[0]
