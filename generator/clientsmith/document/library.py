"""Documents of one API, and resolution of references between them."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import unquote

from ..problem import Problem, Severity, quoted
from .nodes import Document, Node, ValueNotFound, descend, escape_token
from .references import Identifiers, identifiers, resolve_uri


class UnresolvedReference(LookupError):
    """The target of a reference does not exist; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


@dataclass(frozen=True, slots=True)
class Library:
    """The root document and all documents that its references lead to."""

    root: Document
    documents: Mapping[str, Document]
    """Documents by origin, the root included."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    """Other origins of a document in references, such as `../spec/Pet.yaml` → its origin."""

    problems: tuple[Problem, ...] = ()
    """Problems of loading the documents; none is an error."""

    joined: Mapping[str, Document] = field(default_factory=dict)
    """Documents that the root was joined from, by origin; empty if it was one document."""

    _resolved: dict[tuple[str, str, str], Node] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _identifiers: dict[str, Identifiers] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def sources(self) -> Mapping[str, Document]:
        """Documents as they were read, by origin."""
        return self.joined or self.documents

    @property
    def root_node(self) -> Node:
        """The root document as a node."""
        return Node(self.root, "", self.root.data)

    def resolve(self, reference: str, at: Node) -> Node:
        """Return the target of a `$ref` at the node `at`, which may be a reference itself.

        Args:
            reference: a URI reference (RFC 3986) whose fragment is a JSON pointer or, where a schema
                declares `$id` or `$anchor`, an anchor.
            at: the node of the reference; relative paths start at its document.

        Raises:
            UnresolvedReference: the target does not exist, or is a whole OpenAPI document.
        """
        path, _, fragment = reference.partition("#")
        resource = "" if path else self.resource(at)
        key = (at.document.origin, resource, reference)
        known = self._resolved.get(key)
        if known is not None:
            return known
        if resource and (not fragment or fragment.startswith("/")):
            with suppress(ValueNotFound):
                inside = descend(self._whole(at.document), resource + unquote(fragment))
                self._resolved[key] = inside
                return inside
        document = self.document(path, at.document)
        failure = ValueNotFound(f"there is no document {quoted(path)}")
        if document is not None:
            try:
                target = descend(self._whole(document), unquote(fragment))
            except ValueNotFound as error:
                failure = error
            else:
                if not target.pointer and _is_openapi(target.data):
                    failure = ValueNotFound("it leads to an OpenAPI document as a whole")
                    raise UnresolvedReference(_unresolved(at, reference, failure, Severity.WARNING))
                self._resolved[key] = target
                return target
        identified = self._identified(reference, at)
        if identified is None:
            severity = Severity.ERROR if document is None else Severity.WARNING
            raise UnresolvedReference(_unresolved(at, reference, failure, severity))
        return identified

    def follow(self, node: Node) -> Node:
        """Return the end of a chain of `$ref`s that begins at `node`; the node itself if it is no `$ref`.

        Raises:
            UnresolvedReference: a target does not exist, or the chain is circular.
        """
        visited: set[str] = set()
        while isinstance(node.data, dict) and isinstance(node.data.get("$ref"), str):
            if node.id in visited:
                raise UnresolvedReference(
                    node.problem(
                        "reference-circular",
                        f"The reference {quoted(node.data['$ref'])} leads back to itself.",
                        severity=Severity.ERROR,
                    )
                )
            visited.add(node.id)
            node = self.resolve(node.data["$ref"], node)
        return node

    def resolve_mapping(self, value: str, at: Node) -> Node:
        """Return the schema that a value of a discriminator's `mapping` refers to, by name or reference.

        Args:
            value: the value as it is written; if it could be both, it is a name (OpenAPI 3.2,
                "Discriminator Object").
            at: the node of the value.

        Raises:
            UnresolvedReference: the schema does not exist.
        """
        if "#" not in value:
            for document in (at.document, self.root):
                try:
                    root = Node(document, "", document.data)
                    return descend(root, f"/components/schemas/{escape_token(value)}")
                except ValueNotFound:
                    continue
        return self.resolve(value, at)

    def document(self, path: str, base: Document) -> Document | None:
        """Return the document at the relative reference `path` in `base`; None if it was not loaded."""
        if not path:
            return base
        origin = relative_origin(base.origin, path)
        return self.documents.get(self.aliases.get(origin, origin))

    def _identified(self, reference: str, at: Node) -> Node | None:
        """Return the target of a reference by `$id`, `$self`, `$anchor` or `$dynamicAnchor`."""
        path, _, fragment = reference.partition("#")
        document, uri = at.document, self._identifiers_of(at.document).base(at.pointer)
        start = self._identifiers_of(document).resources.get(uri, "")
        if path:
            uri = resolve_uri(uri, path)
            named = self.document(path, document)
            if named is not None:
                document, uri, start = named, self._identifiers_of(named).base(""), ""
            else:
                for candidate in (document, *self.documents.values()):
                    if uri in (resources := self._identifiers_of(candidate).resources):
                        document, start = candidate, resources[uri]
                        break
                else:
                    return None
        pointer = unquote(fragment)
        if pointer and not pointer.startswith("/"):
            anchor = self._identifiers_of(document).anchors.get((uri, pointer))
            if anchor is None:
                return None
            start, pointer = anchor, ""
        try:
            return descend(Node(document, "", document.data), start + pointer)
        except ValueNotFound:
            return None

    def resource(self, at: Node) -> str:
        """Return the JSON pointer of the schema with an `$id` around a node; empty if there is none.

        JSON pointers in references start there. For documents that disregard that rule, a pointer
        without a target starts at the document.
        """
        if "$id" not in at.document.keywords.scoping:
            return ""
        identified = self._identifiers_of(at.document)
        return identified.resources.get(identified.base(at.pointer), "")

    def _whole(self, document: Document) -> Node:
        return Node(document, "", document.data)

    def _identifiers_of(self, document: Document) -> Identifiers:
        known = self._identifiers.get(document.origin)
        if known is None:
            known = self._identifiers[document.origin] = identifiers(document.data)
        return known


def relative_origin(base: str, path: str) -> str:
    """Return the origin of the document at a relative reference `path` in the document `base`."""
    if "://" in base or "://" in path:
        return resolve_uri(base, path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(path)))


def _is_openapi(data: object) -> bool:
    return isinstance(data, dict) and ("openapi" in data or "swagger" in data)


def _unresolved(at: Node, reference: str, failure: ValueNotFound, severity: Severity) -> Problem:
    """Return the problem of a reference without a target.

    It is an error if a whole document is missing, since the root is probably in the wrong place then.
    """
    message = f"The reference {quoted(reference)} cannot be resolved: {failure.reason}."
    if isinstance(at.data, dict) and at.data.get("$ref") == reference:
        at /= "$ref"
    return at.problem("reference-unresolved", message, severity=severity, hint=failure.hint())
