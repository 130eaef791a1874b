"""Schemas of a document, as types and declarations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from ... import ir
from ...document import Library, Node
from ...prepare.dialect.schema import counts_siblings
from ...problem import Problem
from .annotations import default, docs_at_use, example
from .parts import Parts
from .places import Slot
from .references import References
from .scalars import NO_FORMATS, Formats
from .types import Types


class SchemaReader:
    """Reads schemas; each is declared once, whichever way leads to it.

    Args:
        library: the documents.
        version: version of the root document, such as `3.1`; files of schemas inherit it.
        formats: what formats mean that the user knows.
    """

    def __init__(self, library: Library, version: str, formats: Formats = NO_FORMATS) -> None:
        self._problems: dict[tuple[str, str, str, str], Problem] = {}
        self._references = References(
            library, siblings=counts_siblings(version), report=self._report
        )
        parts = Parts(self._references, self._report)
        self._types = Types(self._references, parts, self._report, formats)
        self._annotations = self._types.annotations

    @property
    def declarations(self) -> Mapping[ir.Id, ir.Declaration]:
        """Everything declared so far, components first."""
        return self._types.declared.all

    @property
    def problems(self) -> list[Problem]:
        """Everything found so far."""
        return list(self._problems.values())

    def components(self) -> None:
        """Declares every component schema of the root document, in its order."""
        for node in self._references.components.values():
            named = self._references.named_by(node)
            if named is not None:
                self._types.use(named)
            elif self._references.is_reference(self._references.normalized(node)):
                self._types.later(partial(self._types.declare_synonym, node))
            else:
                self._types.request(node)
        self._types.drain()

    def type_of(self, node: Node, place: ir.Place) -> ir.Type:
        """The type of a schema, a reference to one, or a boolean schema.

        Args:
            node: the schema.
            place: where it stands, which is what it is named after if it needs a name.
        """
        if node.id in self._references.components:
            type = self._types.use(node)
        else:
            self._types.declared.owners.add(place.parent)
            type = self._types.read(node, Slot(node, node.id, place.parent, place.steps))
        self._types.drain()
        return type

    def events_of(self, type: ir.Type) -> ir.Type:
        """The type of the events of a stream, given that of the objects that stand for them."""
        events = self._types.events.read(type)
        self._types.drain()
        return events

    def constraints_of(self, node: Node) -> ir.Constraints:
        """The limits that a schema sets, those of what it refers to included."""
        return self._annotations.limits(self._annotations.chain(node))

    def xml_of(self, node: Node) -> ir.Xml:
        """The node of the root element of an XML document whose schema that is."""
        return self._types.xml.root(node)

    def docs_of(self, node: Node) -> ir.Docs:
        """What a schema says for people."""
        return docs_at_use(self._annotations.chain(node))

    def default_of(self, node: Node) -> Any:
        """The default that a schema or what it refers to gives, else `ir.MISSING`."""
        return default(self._annotations.chain(node))

    def example_of(self, node: Node) -> Any:
        """The example that a schema or what it refers to gives, else `ir.MISSING`."""
        return example(self._annotations.chain(node))

    def _report(self, problem: Problem) -> None:
        location = problem.location
        key = (problem.code, location.origin, location.pointer, problem.message)
        self._problems.setdefault(key, problem)
