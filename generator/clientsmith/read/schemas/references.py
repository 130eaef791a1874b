"""Where references between schemas lead, and which places have a name of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

from ... import ir
from ...document import Library, Node, UnresolvedReference, descend
from ...prepare.dialect.schema import Schema, is_annotation, normalize
from ...problem import Problem
from .places import Slot, slot_by_pointer

Report = Callable[[Problem], None]
"""Takes a problem; the same one may be reported several times."""

_NO_KEYWORDS: dict[str, Any] = {}


class Target(NamedTuple):
    """What a reference leads to in the end."""

    node: Node
    """The first schema of the chain that says something itself."""

    nullable: bool
    """Whether a reference on the way allows null besides."""


class References:
    """Follows references to the schema that is declared, whatever way led there.

    Args:
        library: the documents.
        siblings: whether structural keywords beside a `$ref` count.
        report: takes the problems.
    """

    def __init__(self, library: Library, *, siblings: bool, report: Report) -> None:
        self._library = library
        self._siblings = siblings
        self._report = report
        self._targets: dict[tuple[str, str, str], Target | None] = {}
        self._normalized: dict[int, tuple[Any, Schema]] = {}
        self.root = root = library.root_node
        """The root document."""

        self._pointer = "/definitions" if root.get("swagger") else "/components/schemas"
        self.components = {node.id: node for _, node in self._component_nodes(root)}
        """The component schemas of the root document by id, in its order."""

        self._slots: dict[ir.Id, Slot] = {}
        self._adopted: dict[ir.Id, Node] = {}
        for name, node in self._component_nodes(root):
            self._slots[node.id] = _component_slot(node, name)
        for name, node in sorted(self._component_nodes(root), key=lambda entry: entry[0]):
            self._adopt(name, node)

    def _component_nodes(self, root: Node) -> Iterator[tuple[str, Node]]:
        holder: Node | None = root
        for key in self._pointer.split("/")[1:]:
            holder = None if holder is None else holder.get(key)
        return iter(()) if holder is None else holder.items()

    def _adopt(self, name: str, component: Node) -> None:
        """A component that is only a reference to a place without a name of its own names it."""
        schema = self.normalized(component)
        if not self.is_reference(schema) or self._leads_to_component(component, schema["$ref"]):
            return
        target = self.target(component, schema)
        if target is None or target.node.id in self._slots:
            return
        outside = target.node.document is not component.document
        if outside or slot_by_pointer(target.node, component.document, self._pointer).named:
            self._slots[target.node.id] = _component_slot(target.node, name)
            self._adopted[component.id] = target.node

    def _leads_to_component(self, node: Node, reference: str) -> bool:
        try:
            return self._library.resolve(reference, node).id in self.components
        except UnresolvedReference:
            return False

    def normalized(self, node: Node) -> Schema:
        """The keywords of a schema in one dialect; none for a boolean schema and what is no schema."""
        data = node.data
        if data.__class__ is not dict:
            return _NO_KEYWORDS
        known = self._normalized.get(id(data))
        if known is not None:
            return known[1]
        if "$recursiveRef" in data or "$dynamicRef" in data:  # what that means depends on the place
            return normalize(_with_static_reference(node), siblings=self._siblings)
        result = normalize(data, siblings=self._siblings)
        self._normalized[id(data)] = data, result  # which keeps the id from being given again
        return result

    def is_reference(self, schema: Schema) -> bool:
        """Whether a normalized schema is nothing but a reference, apart from annotations."""
        return isinstance(schema.get("$ref"), str) and all(
            key == "$ref" or is_annotation(key) for key in schema
        )

    def resource(self, node: Node) -> str:
        """What the references of a schema start at, besides its document."""
        return self._library.resource(node)

    def target(self, node: Node, schema: Schema) -> Target | None:
        """Where the `$ref` of a normalized schema leads; None, with a problem, where to nothing."""
        reference = schema["$ref"]
        key = (node.document.origin, self.resource(node), reference)
        if key not in self._targets:
            self._targets[key] = self._follow(node, reference)
        found = self._targets[key]
        if found is not None and schema.get("nullable") is True and not found.nullable:
            return Target(found.node, nullable=True)
        return found

    def _follow(self, node: Node, reference: str) -> Target | None:
        nullable = False
        visited = {node.id}
        current = node
        while True:
            try:
                current = self._library.resolve(reference, current)
            except UnresolvedReference as fault:
                self._report(fault.problem)
                return None
            if not isinstance(current.data, dict | bool):
                self._report(
                    current.problem("schema-malformed", "What a `$ref` leads to is no schema.")
                )
                return None
            schema = self.normalized(current)
            if not self.is_reference(schema):
                return Target(current, nullable)
            if current.id in visited:
                self._report(
                    current.problem(
                        "reference-circular",
                        "The reference leads back to itself; it is taken as any value.",
                    )
                )
                return None
            visited.add(current.id)
            nullable = nullable or schema.get("nullable") is True
            reference = schema["$ref"]

    def mapped(self, value: str, at: Node) -> Node | None:
        """The schema that a value of a discriminator's `mapping` names: a component's name, or a
        reference (OpenAPI 3.1.1, "Discriminator Object"); None where there is none."""
        component = f"{at.document.origin}#{self._pointer}/{value}"
        if component in self.components:
            node: Node | None = self.components[component]
        else:
            try:
                node = self._library.resolve(value, at)
            except UnresolvedReference:
                return None
        if node is not None and self.is_reference(schema := self.normalized(node)):
            target = self.target(node, schema)
            return None if target is None else target.node
        return node

    def declared(self) -> Iterator[Node]:
        """The schemas that components name, in the order of the components."""
        for component in self.components.values():
            schema = self.normalized(component)
            if not self.is_reference(schema):
                yield component
            elif (target := self.named_by(component)) is not None:
                yield target

    def named_by(self, component: Node) -> Node | None:
        """The schema in another place that a component, being only a reference, gives its name."""
        return self._adopted.get(component.id)

    def slot(self, node: Node) -> Slot:
        """The slot of a schema that references lead to."""
        slot = self._slots.get(node.id)
        if slot is None:
            slot = slot_by_pointer(node, self._library.root, self._pointer)
            self._slots[node.id] = slot
        return slot

    def known(self, id: ir.Id | None) -> Node | None:
        """The schema with that id, if it is one that references lead to and that has a name."""
        slot = None if id is None else self._slots.get(id)
        return slot.node if slot is not None and slot.named else None

    def entries(self, node: Node) -> Iterator[tuple[str, Node]]:
        """The entries of a map of schemas. Some documents keep the whole map in another file, with
        a `$ref` in its place."""
        reference = node.data.get("$ref") if isinstance(node.data, dict) else None
        if not isinstance(reference, str):
            yield from node.items()
            return
        try:
            yield from self._library.resolve(reference, node).items()
        except UnresolvedReference as fault:
            self._report(fault.problem)
        yield from ((key, child) for key, child in node.items() if key != "$ref")

    def name(self, id: ir.Id) -> str | None:
        """The name of a component, or of a file or a part of it that is as good as one."""
        slot = self._slots.get(id)
        return slot.steps[0].word if slot is not None and slot.named else None


def _component_slot(node: Node, name: str) -> Slot:
    return Slot(node, node.id, None, (ir.Step(ir.Role.COMPONENT, name),), named=True)


def _with_static_reference(node: Node) -> dict[str, Any]:
    """A schema whose `$dynamicRef` or `$recursiveRef` is a `$ref` to what it leads to where no other
    schema redefines it (JSON Schema 2020-12, 8.2.3.2, and 2019-09, 8.2.4.2)."""
    schema: dict[str, Any] = dict(node.data)
    reference = schema.pop("$dynamicRef", None)
    if schema.pop("$recursiveRef", None) is not None:
        reference = _recursive_anchor(node)
    if reference is not None:
        schema.setdefault("$ref", reference)
    return schema


def _recursive_anchor(node: Node) -> str | None:
    """A reference to the schema around a place that says `$recursiveAnchor: true`."""
    root = Node(node.document, "", node.document.data)
    pointer = node.pointer
    while pointer:
        pointer = pointer.rpartition("/")[0]
        try:
            around = descend(root, pointer).data
        except LookupError:
            continue
        if isinstance(around, dict) and around.get("$recursiveAnchor") is True:
            return f"#{quote(pointer)}"
    return None
