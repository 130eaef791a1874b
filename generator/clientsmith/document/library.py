"""The documents of one API, and what references between them point at."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import unquote

from ..problem import Problem, Severity, quoted
from .nodes import Document, Node, Nowhere, descend, escape_token
from .references import Identifiers, identifiers, resolve_uri


class UnresolvedReference(LookupError):
    """A reference points at nothing; carries the problem that says where it stands."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


@dataclass(frozen=True, slots=True)
class Library:
    """The root document and every document that its references reach."""

    root: Document
    documents: Mapping[str, Document]
    """All documents by origin, the root's included."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    """Origins under which references name a document too, such as `../spec/Pet.yaml`, to its origin."""

    problems: tuple[Problem, ...] = ()
    """What was found while the documents were loaded; nothing fatal."""

    joined: Mapping[str, Document] = field(default_factory=dict)
    """The documents that the root was put together from, by origin; empty where it was one."""

    _resolved: dict[tuple[str, str, str], Node] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _identifiers: dict[str, Identifiers] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def sources(self) -> Mapping[str, Document]:
        """Every document as it was read, by origin."""
        return self.joined or self.documents

    @property
    def root_node(self) -> Node:
        """The root document as a whole."""
        return Node(self.root, "", self.root.data)

    def resolve(self, reference: str, at: Node) -> Node:
        """What a `$ref` written at `at` points at, one step; the target may be a reference again.

        Args:
            reference: a URI reference (RFC 3986) whose fragment is a JSON pointer or, where a schema
                declares `$id` or `$anchor`, an anchor.
            at: the place of the reference; relative paths start at its document.

        Raises:
            UnresolvedReference: no document or no value is there.
        """
        path, _, fragment = reference.partition("#")
        resource = "" if path else self.resource(at)
        key = (at.document.origin, resource, reference)
        known = self._resolved.get(key)
        if known is not None:
            return known
        if resource and (not fragment or fragment.startswith("/")):
            with suppress(Nowhere):
                inside = descend(self._whole(at.document), resource + unquote(fragment))
                self._resolved[key] = inside
                return inside
        document = self.document(path, at.document)
        failure = Nowhere(f"there is no document {quoted(path)}")
        if document is not None:
            try:
                target = descend(self._whole(document), unquote(fragment))
            except Nowhere as nowhere:
                failure = nowhere
            else:
                self._resolved[key] = target
                return target
        identified = self._identified(reference, at)
        if identified is None:
            severity = Severity.ERROR if document is None else Severity.WARNING
            raise UnresolvedReference(_unresolved(at, reference, failure, severity))
        return identified

    def follow(self, node: Node) -> Node:
        """What stands at the end of a chain of `$ref`s that begins at `node`, itself if it is none.

        Raises:
            UnresolvedReference: the chain leads nowhere or back to itself.
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
        """What a value of a discriminator's `mapping` stands for, a schema's name or a reference.

        Args:
            value: the value as it is written; a name wins where it could be either (OpenAPI 3.2,
                "Discriminator Object").
            at: the place of the value.

        Raises:
            UnresolvedReference: no schema is there.
        """
        if "#" not in value:
            for document in (at.document, self.root):
                try:
                    root = Node(document, "", document.data)
                    return descend(root, f"/components/schemas/{escape_token(value)}")
                except Nowhere:
                    continue
        return self.resolve(value, at)

    def document(self, path: str, base: Document) -> Document | None:
        """The document that the relative reference `path` in `base` names, if it was loaded."""
        if not path:
            return base
        origin = relative_origin(base.origin, path)
        return self.documents.get(self.aliases.get(origin, origin))

    def _identified(self, reference: str, at: Node) -> Node | None:
        """The target of a reference by `$id`, `$self`, `$anchor` or `$dynamicAnchor`."""
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
        except Nowhere:
            return None

    def resource(self, at: Node) -> str:
        """JSON pointer to the schema with an `$id` that a place belongs to, where pointers in
        references start; empty for the document. Documents that are not true to that are served all
        the same: a pointer that leads nowhere starts at the document."""
        if "$id" not in at.document.traits.rescoping:
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
    """The origin that a relative reference `path` in the document `base` names."""
    if "://" in base or "://" in path:
        return resolve_uri(base, path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(path)))


def _unresolved(at: Node, reference: str, failure: Nowhere, severity: Severity) -> Problem:
    """What is wrong with a reference: fatal where a whole document is missing, which most often means
    that the root is not where it belongs."""
    message = f"The reference {quoted(reference)} cannot be resolved: {failure.reason}."
    if isinstance(at.data, dict) and at.data.get("$ref") == reference:
        at /= "$ref"
    return at.problem("reference-unresolved", message, severity=severity, hint=failure.hint())
