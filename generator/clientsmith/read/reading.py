"""What every reader of OpenAPI objects works with: references, texts, and problems."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Protocol

from .. import ir
from ..document import Library, Node, UnresolvedReference, unescape_token
from ..prepare.dialect import Dialect
from ..problem import Problem, Severity


class Unreadable(Exception):
    """Something cannot be read; carries the problem that says what and where."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


FAULTS = (Unreadable, UnresolvedReference)
"""What makes a reader give up one object."""


class Schemas(Protocol):
    """The reader of schemas."""

    @property
    def declarations(self) -> Mapping[ir.Id, ir.Declaration]:
        """Everything declared so far."""
        ...

    @property
    def problems(self) -> Iterable[Problem]:
        """Everything found so far."""
        ...

    def components(self) -> None:
        """Declares every component schema."""
        ...

    def type_of(self, node: Node, place: ir.Place) -> ir.Type:
        """The type of a schema, a reference to one, or a boolean schema."""
        ...

    def events_of(self, type: ir.Type) -> ir.Type:
        """The type of the events of a stream, given that of the objects that stand for them."""
        ...

    def constraints_of(self, node: Node) -> ir.Constraints:
        """The limits that a schema sets."""
        ...

    def xml_of(self, node: Node) -> ir.Xml:
        """The node of the root element of an XML document whose schema that is."""
        ...

    def docs_of(self, node: Node) -> ir.Docs:
        """What a schema says for people."""
        ...

    def default_of(self, node: Node) -> Any:
        """The default that a schema gives, else `ir.MISSING`."""
        ...

    def example_of(self, node: Node) -> Any:
        """The example that a schema gives, else `ir.MISSING`."""
        ...


@dataclass(frozen=True, slots=True)
class Owner:
    """What inline schemas are named after: an operation, or a shared component."""

    parent: ir.Id | None
    steps: tuple[ir.Step, ...] = ()

    def place(self, *steps: ir.Step) -> ir.Place:
        """A place below the owner."""
        return ir.Place(self.parent, self.steps + steps)


@dataclass(frozen=True, slots=True)
class Opened:
    """An object, its references followed."""

    node: Node
    owner: Owner
    shared: bool
    """Whether it is a component of its own, and so its own owner."""

    home: Node | None = None
    """The operation that it stands in, where a reference reached into another operation."""

    description: str = ""
    """Description beside the reference, which replaces that of the target."""

    def step(self, role: ir.Role, word: str = "") -> ir.Step:
        """The step to a schema of this object; a component needs no word to be told apart."""
        return ir.Step(role, "" if self.shared else word)


class Reading:
    """One document on its way to the IR."""

    def __init__(self, library: Library, dialect: Dialect, schemas: Schemas) -> None:
        self.library = library
        self.dialect = dialect
        self.schemas = schemas
        self.root = dialect.root(library.root_node)
        self.problems: list[Problem] = []
        self._opened: dict[tuple[str, str], Opened] = {}
        """What references lead to, by id and by the description beside them."""

    # --- objects and references ---------------------------------------------------------------

    def open(self, node: Node, owner: Owner) -> Opened:
        """The object at `node`, or the one that its `$ref` leads to.

        Raises:
            UnresolvedReference: a reference points at nothing.
            Unreadable: references go in a circle, or there is no object.
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
            raise self.malformed(current, "this is no object")
        if not visited:
            return Opened(current, owner, shared=False)
        key = (current.id, description)
        if key not in self._opened:
            self._opened[key] = self._referred(current, description)
        return self._opened[key]

    def _target(self, node: Node) -> Node:
        reference = node.data["$ref"]
        if not isinstance(reference, str):
            raise self.malformed(node, "`$ref` is no string")
        return self.library.resolve(reference, node)

    def _referred(self, node: Node, description: str) -> Opened:
        """The target of a reference: a component, or a part of an operation or a path."""
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
        """The part of the root document that a node stands in; None in any other document."""
        if node.document is not self.library.root:
            return None
        found = self.library.root_node
        for key in keys:
            found /= key
        return found

    def entries(self, node: Node, key: str) -> Iterator[tuple[str, Node]]:
        """Entries of the mapping under `key`; none where the key is absent or null. Some documents
        keep the whole mapping elsewhere, with a `$ref` in its place.

        Raises:
            Unreadable: there is something else.
            UnresolvedReference: the mapping is elsewhere, and nothing is there.
        """
        child = node.get(key)
        if child is None or child.data is None:
            return iter(())
        own = child
        child = self.library.follow(child)
        if not isinstance(child.data, dict):
            raise self.malformed(child, f"`{key}` is no object")
        if child is own:
            return child.items()
        beside = ((name, entry) for name, entry in own.items() if name != "$ref")
        return chain(child.items(), beside)

    def elements(self, node: Node, key: str) -> Iterator[Node]:
        """Members of the list under `key`; none where the key is absent or null.

        Raises:
            Unreadable: there is something else.
        """
        child = node.get(key)
        if child is None or child.data is None:
            return iter(())
        if not isinstance(child.data, list):
            raise self.malformed(child, f"`{key}` is no list")
        return child.elements()

    # --- values ---------------------------------------------------------------------------------

    def text(self, node: Node, key: str) -> str:
        """The text under `key`; empty where there is none. Some documents keep long texts in files
        of their own, behind a `$ref`."""
        value = node.data.get(key) if isinstance(node.data, dict) else None
        if value is None or isinstance(value, str):  # which needs no node for a place
            return value or ""
        child = node / key
        if isinstance(child.data, dict) and isinstance(child.data.get("$ref"), str):
            try:
                child = self._target(child)
            except UnresolvedReference as fault:
                self.problems.append(_as_warning(fault.problem))
                return ""
        return scalar_text(child.data)

    def docs(self, node: Node, title: str = "") -> ir.Docs:
        """Description, deprecation and link of an object; `title` is the key of its short text."""
        external = node.get("externalDocs")
        return ir.Docs(
            title=self.text(node, title) if title else "",
            description=self.text(node, "description"),
            deprecated=flag(node, "deprecated"),
            external_url="" if external is None else self.text(external, "url"),
        )

    def schema(self, node: Node, key: str = "schema") -> Node | None:
        """The schema of a parameter, header or media type, if there is one.

        Raises:
            Unreadable: what is there is no schema.
        """
        child = node.get(key)
        if child is None or child.data is None:
            return None
        if not isinstance(child.data, dict | bool):
            raise self.malformed(child, f"`{key}` is no schema")
        return child

    # --- problems -------------------------------------------------------------------------------

    def malformed(self, node: Node, what: str) -> Unreadable:
        """The exception for something that is not what OpenAPI asks for in its place."""
        return Unreadable(node.problem("invalid-value", what))

    def warn(self, node: Node, code: str, message: str, hint: str = "") -> None:
        """Records that something is broken or lost."""
        self.problems.append(node.problem(code, message, hint=hint))

    def note(self, node: Node, code: str, message: str, hint: str = "") -> None:
        """Records something worth knowing."""
        self.problems.append(node.problem(code, message, severity=Severity.NOTE, hint=hint))

    def dropped(
        self,
        code: str,
        subject: str,
        fault: Unreadable | UnresolvedReference,
        outcome: str = "",
        *,
        lost: Node | None = None,
    ) -> None:
        """Records that `subject`, which stands at `lost`, is left out because of `fault`."""
        cause = fault.problem
        reason = cause.message[:1].lower() + cause.message[1:].rstrip(".")
        message = f"{subject} {outcome or 'is left out'}: {reason}."
        place = None if lost is None else lost.location
        self.problems.append(
            Problem(code, Severity.WARNING, message, cause.location, cause.hint, place)
        )


def path_owner(path: str) -> Owner:
    """Owner of the parameters that all operations of a path share."""
    return Owner(None, (ir.Step(ir.Role.COMPONENT, path),))


def flag(node: Node, key: str) -> bool:
    """Whether the value under `key` is true."""
    value = node.data.get(key) if isinstance(node.data, dict) else None
    return (value.data if isinstance(value, Node) else value) is True


def scalar_text(value: object) -> str:
    """A JSON scalar as text, the way YAML authors write it; empty for null and for containers."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case _:
            return ""


def _as_warning(problem: Problem) -> Problem:
    return Problem(problem.code, Severity.WARNING, problem.message, problem.location, problem.hint)


def _stem(origin: str) -> str:
    return posixpath.splitext(posixpath.basename(origin))[0]
