"""References between schemas, and the slots that schemas are declared in."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import quote

from ... import ir
from ...construction import fast_init
from ...document import Document, Library, Node, UnresolvedReference, descend, unescape_token
from ...prepare.dialect.schema import Schema, corrected_type, is_annotation, normalize
from ...problem import Problem, Severity, quoted

DEEPEST = 40
"""Most containers and unions inside one another; deeper ones accept any value."""

_COMPONENT = ir.Role.COMPONENT

_NAMED_AFTER_KEY = {
    "properties": ir.Role.PROPERTY,
    "patternProperties": ir.Role.VALUE,
    "dependentSchemas": ir.Role.MEMBER,
    "headers": ir.Role.HEADER,
    "oneOf": ir.Role.MEMBER,
    "anyOf": ir.Role.MEMBER,
    "prefixItems": ir.Role.ITEM,
}
"""Keyword → role of the schemas one key below it."""

_NAMED_AFTER_KEYWORD = {
    "items": ir.Role.ITEM,
    "itemSchema": ir.Role.ITEM,
    "contains": ir.Role.ITEM,
    "unevaluatedItems": ir.Role.ITEM,
    "additionalItems": ir.Role.ITEM,
    "additionalProperties": ir.Role.VALUE,
    "unevaluatedProperties": ir.Role.VALUE,
    "requestBody": ir.Role.REQUEST,
}

_DEFINITIONS = frozenset({"schemas", "definitions", "$defs"})
"""Maps of named schemas."""

_SECTIONS_OF_DOCUMENT = frozenset(
    {"/components", "/components/schemas", "/definitions", "/info", "/paths"}
)
"""Pointers of objects that hold others and are no schemas themselves."""

_UNNAMED = frozenset({"components", "paths", "schema", "not"})
_UNNAMED_WITH_KEY = frozenset({"allOf", "content"})

_STATUS = re.compile(r"[1-5](\d\d|XX)|default", re.IGNORECASE)

_SECTIONS = {
    "parameters": ir.Role.PARAMETER,
    "requestBodies": ir.Role.REQUEST,
    "responses": ir.Role.RESPONSE,
}
"""Maps of shared objects → role of the schemas in one of them."""


@fast_init
@dataclass(frozen=True, slots=True)
class Slot:
    """Id and place that a schema is declared under if it needs a name."""

    node: Node
    """The schema; its annotations are those of the declaration."""

    id: ir.Id
    parent: ir.Id | None
    steps: tuple[ir.Step, ...]
    named: bool = False
    """True if it is always declared, like a component, so that inner schemas are named after it."""

    provisional: bool = False
    """True if a reference led here, so that the place is replaced when the schema's owner is read."""

    depth: int = 0

    def inside(self, node: Node, role: ir.Role, word: str = "") -> Slot:
        """Return the slot of a part of this schema, which is declared itself only if it is `named`.

        A part that another schema brings in keeps the place that its own owner gives it.
        """
        provisional = self.provisional or not node.id.startswith(f"{self.id}/")
        step = ir.Step(role, word)
        if self.named:
            return Slot(
                node, node.id, self.id, (step,), provisional=provisional, depth=self.depth + 1
            )
        return Slot(
            node,
            node.id,
            self.parent,
            (*self.steps, step),
            provisional=provisional,
            depth=self.depth + 1,
        )

    def below(self, node: Node, role: ir.Role, word: str = "", id: ir.Id | None = None) -> Slot:
        """Return the slot of a part of this schema, which is declared.

        Args:
            id: identity of the part if it is not the place of `node`, as with merged parts.
        """
        return Slot(node, id or node.id, self.id, (ir.Step(role, word),), depth=self.depth + 1)


Report = Callable[[Problem], None]
"""Called with a problem; the same one may be reported several times."""

_NO_KEYWORDS: dict[str, Any] = {}


class ReferenceTarget(NamedTuple):
    """Schema at the end of a chain of references."""

    node: Node
    """The first schema of the chain that is more than a reference."""

    nullable: bool
    """True if a reference of the chain is nullable."""


class References:
    """Resolves references between schemas.

    Args:
        library: the documents.
        siblings: whether structural keywords beside a `$ref` count.
        report: called with each problem.
    """

    def __init__(self, library: Library, *, siblings: bool, report: Report) -> None:
        self._library = library
        self._siblings = siblings
        self._report = report
        self._targets: dict[tuple[str, str, str], ReferenceTarget | None] = {}
        self._normalized: dict[int, tuple[Any, Schema]] = {}
        self.root = root = library.root_node
        """The root document."""

        self._pointer = "/definitions" if root.get("swagger") else "/components/schemas"
        self.components = {node.id: node for _, node in self._component_nodes(root)}
        """The component schemas of the root document by id, in its order."""

        self._slots: dict[ir.Id, Slot] = {}
        self._named_targets: dict[ir.Id, Node] = {}
        for name, node in self._component_nodes(root):
            self._slots[node.id] = _component_slot(node, name)
        for name, node in sorted(self._component_nodes(root), key=lambda entry: entry[0]):
            self._name_target(name, node)

    def _component_nodes(self, root: Node) -> Iterator[tuple[str, Node]]:
        holder: Node | None = root
        for key in self._pointer.split("/")[1:]:
            holder = None if holder is None else holder.get(key)
        return iter(()) if holder is None else holder.items()

    def _name_target(self, name: str, component: Node) -> None:
        """Give a component that is only a reference as a name to a target without one."""
        schema = self.normalized(component)
        if not self.is_reference(schema) or self._leads_to_component(component, schema["$ref"]):
            return
        target = self.target(component, schema)
        if target is None or target.node.id in self._slots:
            return
        outside = target.node.document is not component.document
        if outside or slot_by_pointer(target.node, component.document, self._pointer).named:
            self._slots[target.node.id] = _component_slot(target.node, name)
            self._named_targets[component.id] = target.node

    def _leads_to_component(self, node: Node, reference: str) -> bool:
        try:
            return self._library.resolve(reference, node).id in self.components
        except UnresolvedReference:
            return False

    def normalized(self, node: Node) -> Schema:
        """Return the keywords of a schema in one dialect; none if it is no object."""
        data = node.data
        if data.__class__ is not dict:
            return _NO_KEYWORDS
        known = self._normalized.get(id(data))
        if known is not None:
            return known[1]
        if "$recursiveRef" in data or "$dynamicRef" in data:  # the meaning depends on the place
            return normalize(_with_static_reference(node), siblings=self._siblings)
        result = self._with_texts(node, normalize(data, siblings=self._siblings))
        self._normalized[id(data)] = data, result  # keeps the id from being reused
        if result is not data and "type" in data:
            self._report_corrected_type(node)
        return result

    def _with_texts(self, node: Node, schema: Schema) -> Schema:
        """Return the schema with texts that references lead to in their place."""
        referred = [key for key in ("title", "description") if schema.get(key).__class__ is dict]
        if not referred:
            return schema
        texts = dict(schema)
        for key in referred:
            try:
                texts[key] = self._library.follow(node / key).data
            except UnresolvedReference as error:
                self._report(replace(error.problem, severity=Severity.WARNING))
        return texts

    def _report_corrected_type(self, node: Node) -> None:
        corrected = corrected_type(node.data)
        if not corrected or "$ref" in node.data:
            return
        written, read = node.data["type"], corrected["type"]
        shown = " or ".join(map(quoted, read if isinstance(read, list) else [read]))
        if "format" in corrected:
            shown += f" with the format {quoted(str(corrected['format']))}"
        is_null = written is None or (isinstance(written, list) and None in written)
        what = "null without quotes" if is_null else quoted(str(written))
        self._report(
            (node / "type").problem(
                "value-corrected",
                f"`type` is {what}; it is read as {shown}.",
                hint='Write it in quotes: `"null"`.' if is_null else "",
            )
        )

    def is_reference(self, schema: Schema) -> bool:
        """Return whether a normalized schema is only a reference, apart from annotations."""
        return isinstance(schema.get("$ref"), str) and all(
            key == "$ref" or is_annotation(key) for key in schema
        )

    def resource(self, node: Node) -> str:
        """Return the pointer of the `$id` resource that the references of a schema start at."""
        return self._library.resource(node)

    def target(self, node: Node, schema: Schema) -> ReferenceTarget | None:
        """Return the target of the `$ref` of a normalized schema; None, with a problem, if there is none."""
        reference = schema["$ref"]
        key = (node.document.origin, self.resource(node), reference)
        if key not in self._targets:
            self._targets[key] = self._follow(node, reference)
        found = self._targets[key]
        if found is not None and schema.get("nullable") is True and not found.nullable:
            return ReferenceTarget(found.node, nullable=True)
        return found

    def _follow(self, node: Node, reference: str) -> ReferenceTarget | None:
        nullable = False
        visited = {node.id}
        current = node
        while True:
            holder = current
            try:
                current = self._library.resolve(reference, holder)
            except UnresolvedReference as error:
                self._report(error.problem)
                return None
            if current.document is self.root.document and current.pointer in _SECTIONS_OF_DOCUMENT:
                message = (
                    f"The target of {quoted(reference)} is not a schema; any value is accepted."
                )
                self._report(holder.problem("schema-malformed", message))
                return None
            if not isinstance(current.data, dict | bool):
                self._report(
                    current.problem("schema-malformed", "The target of a `$ref` is not a schema.")
                )
                return None
            schema = self.normalized(current)
            if not self.is_reference(schema):
                return ReferenceTarget(current, nullable)
            if current.id in visited:
                self._report(
                    current.problem(
                        "reference-circular",
                        "The reference leads back to itself; any value is accepted.",
                    )
                )
                return None
            visited.add(current.id)
            nullable = nullable or schema.get("nullable") is True
            reference = schema["$ref"]

    def mapped(self, value: str, at: Node) -> Node | None:
        """Return the schema that a value of a discriminator's `mapping` names; None if there is none.

        The value is a component's name or a reference (OpenAPI 3.1.1, "Discriminator Object").
        """
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
        """Yield the schemas that components name, in the order of the components."""
        for component in self.components.values():
            schema = self.normalized(component)
            if not self.is_reference(schema):
                yield component
            elif (target := self.named_by(component)) is not None:
                yield target

    def named_by(self, component: Node) -> Node | None:
        """Return the schema elsewhere that gets its name from a component that only refers to it."""
        return self._named_targets.get(component.id)

    def slot(self, node: Node) -> Slot:
        """Return the slot of a schema that references lead to."""
        slot = self._slots.get(node.id)
        if slot is None:
            slot = slot_by_pointer(node, self._library.root, self._pointer)
            self._slots[node.id] = slot
        return slot

    def known(self, id: ir.Id | None) -> Node | None:
        """Return the named schema with that id, if references lead to it."""
        slot = None if id is None else self._slots.get(id)
        return slot.node if slot is not None and slot.named else None

    def entries(self, node: Node) -> Iterator[tuple[str, Node]]:
        """Yield the entries of a map of schemas.

        Some documents keep the whole map in another file, with a `$ref` in its place.
        """
        reference = node.data.get("$ref") if isinstance(node.data, dict) else None
        if not isinstance(reference, str):
            yield from node.items()
            return
        try:
            yield from self._library.resolve(reference, node).items()
        except UnresolvedReference as error:
            self._report(error.problem)
        yield from ((key, child) for key, child in node.items() if key != "$ref")

    def name(self, id: ir.Id) -> str | None:
        """Return the name of a component, or of a file or a part of one that is used like one."""
        slot = self._slots.get(id)
        return slot.steps[0].word if slot is not None and slot.named else None


def _component_slot(node: Node, name: str) -> Slot:
    return Slot(node, node.id, None, (ir.Step(ir.Role.COMPONENT, name),), named=True)


def _with_static_reference(node: Node) -> dict[str, Any]:
    """Return a schema with a `$ref` to the static target of its `$dynamicRef` or `$recursiveRef`.

    No other schema redefines it (JSON Schema 2020-12, 8.2.3.2, and 2019-09, 8.2.4.2).
    """
    schema: dict[str, Any] = dict(node.data)
    reference = schema.pop("$dynamicRef", None)
    if schema.pop("$recursiveRef", None) is not None:
        reference = _recursive_anchor(node)
    if reference is not None:
        schema.setdefault("$ref", reference)
    return schema


def _recursive_anchor(node: Node) -> str | None:
    """Return a reference to the schema around a place that has `$recursiveAnchor: true`."""
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


def slot_by_pointer(node: Node, root: Document, components: str) -> Slot:
    """Return the slot of a schema that only a reference leads to, named after its place.

    Args:
        node: the schema.
        root: the root document.
        components: pointer of the mapping that holds the root's component schemas.
    """
    document = node.document
    tokens = [unescape_token(token) for token in node.pointer.split("/")[1:]]
    steps = _steps(tokens)
    parent = None
    prefix = f"{components}/"
    if document is root and node.pointer.startswith(prefix):
        name = node.pointer.removeprefix(prefix).partition("/")[0]
        if len(steps) > 1 and steps[0] == ir.Step(_COMPONENT, unescape_token(name)):
            parent = f"{document.origin}#{prefix}{name}"
            steps = steps[1:]
    if parent is None and (not steps or steps[0].role is not _COMPONENT):
        stem = posixpath.splitext(posixpath.basename(document.origin))[0]
        steps = [ir.Step(_COMPONENT, stem), *steps]
    named = parent is None and len(steps) == 1
    return Slot(node, node.id, parent, tuple(steps), named=named, provisional=True)


def _steps(tokens: list[str]) -> list[ir.Step]:
    steps: list[ir.Step] = []
    rest = iter(tokens)
    for token in rest:
        if token in _DEFINITIONS:
            steps = [ir.Step(_COMPONENT, next(rest, token))]
        elif token in _SECTIONS:
            key = next(rest, "")
            if not (key.isdecimal() or _STATUS.fullmatch(key)):
                steps = [ir.Step(_COMPONENT, key)]
                key = ""
            steps.append(ir.Step(_SECTIONS[token], key))
        elif token in _NAMED_AFTER_KEY:
            key, role = next(rest, ""), _NAMED_AFTER_KEY[token]
            counted = key.isdecimal() and role is not ir.Role.PROPERTY
            steps.append(ir.Step(role, str(int(key) + 1) if counted else key))
        elif token in _NAMED_AFTER_KEYWORD:
            steps.append(ir.Step(_NAMED_AFTER_KEYWORD[token]))
        elif token in _UNNAMED_WITH_KEY:
            next(rest, "")
        elif token not in _UNNAMED:
            steps.append(ir.Step(_COMPONENT, token))
    if tokens[-2:-1] == ["allOf"] and tokens[-1].isdecimal():
        steps.append(ir.Step(ir.Role.MEMBER, str(int(tokens[-1]) + 1)))
    return steps
