"""Walk along the references of a document, and problems with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...document import Container, Library, Node, Position, Reference, UnresolvedReference, Walk
from ...problem import Problem, Severity, quoted

_IN_DISCRIMINATOR = Position.DISCRIMINATOR  # member access is slow in Python 3.11


class ReferenceWalk:
    """Walk over the objects that the root document leads to, each only once.

    Problems with references are complete when the walk is over.
    """

    def __init__(self, library: Library) -> None:
        self.problems: list[Problem] = []
        self._library = library
        self._swagger = isinstance(library.root.data, dict) and "swagger" in library.root.data
        self._walks: dict[str, Walk] = {}
        self._pending = [(library.root_node, Position.OBJECT)]
        self._visited: set[tuple[str, Position]] = set()
        self._resolvable: set[str] = set()
        """Ids of references that are known to have a target."""
        self._resolved: set[tuple[str, str, Position, bool]] = set()

    def objects(self) -> Iterator[tuple[Node, Container]]:
        """Yield each object except plain data, after the node that its pointer starts at."""
        while self._pending:
            start, position = self._pending.pop()
            origin = start.document.origin
            walk = self._walks.get(origin)
            if walk is None:
                walk = self._walks[origin] = Walk(swagger=self._swagger)
            for place in walk.mappings(start.data, position):
                yield start, place
                if "$ref" in place.value or place.position == _IN_DISCRIMINATOR:
                    for reference in place.references():
                        self._follow(start, reference)

    def _follow(self, start: Node, reference: Reference) -> None:
        is_name = reference.mapping_key is not None
        key = (start.document.origin, reference.text, reference.position, is_name)
        if key in self._resolved:
            return
        place = reference.place
        holder = Node(start.document, start.pointer + place.pointer(), place.value)
        try:
            if is_name:
                target = self._library.resolve_mapping(reference.text, holder)
            else:
                target = self._library.resolve(reference.text, holder)
        except UnresolvedReference as error:
            self.problems.append(_unresolved(start, reference, error.problem))
            return
        if self._is_circular(holder, target):
            message = f"The reference {quoted(reference.text)} leads back to itself."
            self.problems.append((holder / "$ref").problem("reference-circular", message))
            return
        self._resolved.add(key)
        if (target.id, reference.position) not in self._visited:
            self._visited.add((target.id, reference.position))
            self._pending.append((target, reference.position))

    def _is_circular(self, holder: Node, target: Node) -> bool:
        """Return whether a chain of references leads from `holder` back to it."""
        visited: set[str] = set()
        while isinstance(target.data, dict) and isinstance(target.data.get("$ref"), str):
            if target.id == holder.id:
                return True
            if target.id in visited:  # another circle, reported at its members
                return False
            if target.id in self._resolvable:
                break
            visited.add(target.id)
            try:
                target = self._library.resolve(target.data["$ref"], target)
            except UnresolvedReference:
                break
        self._resolvable |= visited
        return False


def _unresolved(start: Node, reference: Reference, problem: Problem) -> Problem:
    if reference.mapping_key is None:
        if reference.is_informative:
            return replace(problem, severity=Severity.WARNING)
        return problem
    mapping = Node(start.document, start.pointer + reference.pointer, reference.text)
    message = f"The discriminator maps to {quoted(reference.text)}, which is not a schema."
    return mapping.problem("mapping-unresolved", message, severity=Severity.WARNING)
