"""Turns schemas into types, and declares what needs a name."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from ... import ir
from ...document import Node
from ...prepare.dialect.schema import Schema
from ...problem import Severity
from .annotations import Annotations
from .constraints import limits
from .effective import Effective, Referred, same_shape
from .events import EventReader
from .models import ModelReader, is_model
from .parts import Parts
from .places import DEEPEST, Slot
from .references import References, Report
from .scalars import is_scalar, scalar
from .schema_cycles import dissolve_cycles
from .schema_declarations import Declarations
from .schema_discriminators import Discriminators
from .schema_enumerations import EnumerationReader
from .schema_formats import Formats
from .schema_heirs import Heirs
from .schema_merge import merge
from .schema_nulls import NULL, bare, nullable
from .schema_properties import PropertyReader
from .unions import UnionReader
from .xml import XmlReader

ANYTHING = ir.Anything()

_MOST_MERGERS = 4
"""How often what was merged may be merged with something else."""

_COMPOSITE = frozenset({"$ref", "allOf", "anyOf", "const", "enum", "oneOf"})


class Types:
    """Reads one schema after the other.

    A schema that needs a name is known by it at once, and what is in it is read later (`drain`), so
    objects inside objects and recursion of any kind need no stack.
    """

    def __init__(
        self, references: References, parts: Parts, report: Report, formats: Formats
    ) -> None:
        self.formats = formats
        self.references = references
        self.parts = parts
        self.report = report
        self.annotations = Annotations(references)
        self.xml = XmlReader(self.annotations, references)
        self.heirs = Heirs(references, parts)
        self.enumerations = EnumerationReader(self)
        self.unions = UnionReader(self)
        self.properties = PropertyReader(self)
        self.models = ModelReader(self)
        self.events = EventReader(self)
        self.discriminators = Discriminators(self)
        self.declared = Declarations(self.annotations)
        self._uses: dict[ir.Id, ir.Type] = {}
        self._open: set[ir.Id] = set()
        self._reading: set[ir.Id] = set()
        self._recursive: set[ir.Id] = set()
        self._mergers: dict[ir.Id, int] = {}
        self._requested: set[ir.Id] = set()
        """Ids of the named schemas that are declared or will be."""

        self._work: deque[Callable[[], None]] = deque()

    # --- any schema -------------------------------------------------------------------------------

    def read(self, node: Node, slot: Slot) -> ir.Type:
        """The type of a schema or a reference, declared under `slot` if it needs a name."""
        data = node.data
        if data.__class__ is dict:
            schema = self.references.normalized(node)
            if _COMPOSITE.isdisjoint(schema):
                simple = self._simple(schema)
                if simple is not None:
                    return simple
            elif self.references.is_reference(schema):
                return self.refer(node, schema)
        elif data is True:
            return ANYTHING
        return self.whole(self.parts.of(node, slot.id), slot)

    def _simple(self, schema: Schema) -> ir.Type | None:
        """The type of most schemas: one scalar, perhaps or null."""
        declared = schema.get("type")
        if isinstance(declared, str):
            return scalar(declared, schema, self.formats) if is_scalar(declared) else None
        if isinstance(declared, list) and len(declared) == 2 and declared[1] == "null":
            first = declared[0]
            if isinstance(first, str) and is_scalar(first):
                return nullable(scalar(first, schema, self.formats))
        return None

    def refer(self, node: Node, schema: Schema) -> ir.Type:
        """The type of a schema that is only a reference."""
        target = self.references.target(node, schema)
        if target is None:
            return ANYTHING
        used = self.use(target.node)
        return nullable(used) if target.nullable else used

    def whole(self, effective: Effective, slot: Slot) -> ir.Type:
        """The type of a schema whose parts have been collected."""
        core = self._named_if_recursive(effective, slot)
        return nullable(core) if self.parts.is_nullable(effective) else core

    def _named_if_recursive(self, effective: Effective, slot: Slot) -> ir.Type:
        """The type without null; a list, a map or a tuple that contains itself gets a name."""
        if slot.id in self._reading:
            self._recursive.add(slot.id)
            return ir.Named(slot.id)
        self._reading.add(slot.id)
        try:
            core = self.core(effective, slot)
        finally:
            self._reading.discard(slot.id)
        if slot.id in self._recursive and core != ir.Named(slot.id):
            if not self.declared.taken(slot):
                self.declare_alias(core, slot)
            return ir.Named(slot.id)
        return core

    def core(self, effective: Effective, slot: Slot) -> ir.Type:
        """The type without null: a nullable component is declared like that."""
        if slot.depth > DEEPEST:
            self.parts.too_deep(slot.node)
            return ANYTHING
        known = self._same_as_part(effective, slot)
        if known is not None:
            return known
        if effective.never:
            message = "No value fits this schema; any is taken."
            self.report(effective.node.problem("schema-forbidden", message, severity=Severity.NOTE))
            return ANYTHING
        if effective.choices:
            return self.unions.read(effective, slot)
        if effective.constants is not None:
            return self.enumerations.read(effective, slot)
        return self.by_type(effective, slot)

    def together(self, parts: Sequence[Effective], slot: Slot) -> ir.Type:
        """The type of schemas that have to hold together."""
        whole = parts[0]
        for part in parts[1:]:
            whole = merge(
                whole,
                part,
                home=slot.id,
                node=slot.node,
                conflict=self.parts.conflict_at(slot.node),
            )
        return self.whole(whole, slot)

    def _same_as_part(self, effective: Effective, slot: Slot) -> ir.Type | None:
        """The named schema that `allOf` only wraps."""
        part = self._wrapped(effective, slot.id)
        return None if part is None else bare(self.use(part.node))

    def _wrapped(self, effective: Effective, id: ir.Id) -> Referred | None:
        """The part that is already the whole; a wrapper that a discriminator tells apart from what
        it wraps is a type of its own."""
        for part in effective.referred:
            if same_shape(effective, part.effective) and not self.heirs.told_apart(id, part.node):
                return part
        return None

    def unwrapped(self, part: Referred) -> Referred:
        """The named schema that is declared for this one."""
        while (inner := self._wrapped(part.effective, part.node.id)) is not None:
            part = inner
        return part

    # --- by JSON type -----------------------------------------------------------------------------

    def by_type(self, effective: Effective, slot: Slot) -> ir.Type:
        """The type that the JSON types of a schema give."""
        types = effective.types
        if types is None:
            return ANYTHING
        if not types:
            return NULL
        if len(types) == 1:
            return self._of_type(types[0], effective, slot)
        if self.declared.taken(slot):
            return ir.Named(slot.id)
        members = []
        for type in types:
            part = slot.below(slot.node, ir.Role.MEMBER, type, f"{slot.id}/type/{type}")
            members.append(self._of_type(type, replace(effective, types=(type,)), part))
        return self.unions.assemble(members, slot)

    def _of_type(self, type: str, effective: Effective, slot: Slot) -> ir.Type:
        match type:
            case "object":
                return self._object(effective, slot)
            case "array":
                return self._array(effective, slot)
            case _:
                return scalar(type, effective.scalar, self.formats, implied=effective.implied)

    def _object(self, effective: Effective, slot: Slot) -> ir.Type:
        if is_model(effective):
            if not self.declared.taken(slot):
                self.models.declare(effective, slot)
            return ir.Named(slot.id)
        return ir.MapOf(self.values(effective, slot))

    def values(self, effective: Effective, slot: Slot) -> ir.Type:
        """The type of undeclared properties."""
        if not effective.values:
            return ANYTHING
        slots = [slot.inside(node, ir.Role.VALUE) for node in effective.values]
        types = [self.read(child.node, child) for child in slots]
        if len(types) == 1:
            return types[0]
        union = replace(slots[0], id=f"{slots[0].id}/oneOf")
        core = self.unions.assemble([bare(type) for type in types], union)
        return nullable(core) if any(isinstance(type, ir.Nullable) for type in types) else core

    def _array(self, effective: Effective, slot: Slot) -> ir.Type:
        if not effective.prefix:
            return ir.ListOf(self._items(effective, slot))
        items = tuple(
            self.read(node, slot.inside(node, ir.Role.ITEM, str(index)))
            for index, node in enumerate(effective.prefix, 1)
        )
        return ir.TupleOf(
            items, None if effective.items_forbidden else self._items(effective, slot)
        )

    def _items(self, effective: Effective, slot: Slot) -> ir.Type:
        nodes = effective.items
        if not nodes:
            return ANYTHING
        child = slot.inside(nodes[-1], ir.Role.ITEM)
        if len(nodes) == 1:
            return self.read(nodes[0], child)
        id = self.merged_id(slot.id, "items")
        if id is None:
            self.parts.too_deep(nodes[0])
            return self.read(nodes[0], child)
        merged = replace(child, id=id)
        return self.together([self.parts.of(node, merged.id) for node in nodes], merged)

    def merged_id(self, id: ir.Id, suffix: str) -> ir.Id | None:
        """The id of something that is merged in a declaration and stands nowhere in the document;
        None where that is itself the product of several mergers, which may go on for ever."""
        merged = f"{id}/allOf/{suffix}"
        self._mergers[merged] = mergers = self._mergers.get(id, 0) + 1
        return merged if mergers <= _MOST_MERGERS else None

    # --- named schemas ----------------------------------------------------------------------------

    def use(self, node: Node) -> ir.Type:
        """The type of a schema that references lead to: its name, most often."""
        known = self._uses.get(node.id)
        if known is not None:
            return known
        slot = self.references.slot(node)
        if node.id in self._open:
            return self._met_again(slot)
        self._open.add(node.id)
        try:
            used = self._named(node) if slot.named else self._unnamed(node, slot)
        finally:
            self._open.discard(node.id)
        self._uses[node.id] = used
        return used

    def bare_use(self, node: Node) -> ir.Type:
        """The type of a schema that references lead to, without null."""
        return bare(self.use(node))

    def _met_again(self, slot: Slot) -> ir.Type:
        """A schema inside itself: it needs a name, or it is nothing but itself."""
        if not slot.named:
            self._recursive.add(slot.id)
            return ir.Named(slot.id)
        self._only_itself(slot.node)
        return ANYTHING

    def _only_itself(self, node: Node) -> None:
        message = "The schema leads back to itself; it is taken as any value."
        self.report(node.problem("reference-circular", message))

    def _named(self, node: Node) -> ir.Type:
        self.request(node)
        effective = self.parts.named(node)
        assert effective is not None, "types are read when all parts are known"
        core = None
        if len(self._open) < DEEPEST:
            core = self._stands_for(effective, self.references.slot(node))
        if core is None:
            core = ir.Named(self.discriminators.variant(node) or node.id)
        return nullable(core) if self.parts.is_nullable(effective) else core

    def _stands_for(self, effective: Effective, slot: Slot) -> ir.Type | None:
        """The type of another named schema that this one only wraps, by `allOf` or as the only
        member of a union besides null."""
        wrapped = self._same_as_part(effective, slot)
        if wrapped is not None or len(effective.choices) != 1:
            return wrapped
        choice = effective.choices[0]
        members = [
            (member, schema)
            for member in choice.node.elements()
            if (schema := self.references.normalized(member)).get("type") != "null"
        ]
        if len(members) != 1 or not self.references.is_reference(members[0][1]):
            return None
        rest = effective.without(choice)
        return None if rest.shaped or rest.required else bare(self.refer(*members[0]))

    def _unnamed(self, node: Node, slot: Slot) -> ir.Type:
        """The type of a schema that is a part of another one, such as a property."""
        used = self.read(node, slot)
        if node.id not in self._recursive or bare(used) == ir.Named(node.id):
            return used
        self.declare_alias(bare(used), slot)
        return nullable(ir.Named(node.id)) if isinstance(used, ir.Nullable) else ir.Named(node.id)

    def declare_alias(self, type: ir.Type, slot: Slot) -> None:
        """Declares a name for a type."""
        schema = self.references.normalized(slot.node)
        alias = ir.Alias(
            slot.id, self.declared.place(slot), self.declared.docs(slot), type, limits(schema)
        )
        self.declared.declare(alias, slot)

    # --- work -------------------------------------------------------------------------------------

    def later(self, work: Callable[[], None]) -> None:
        """Has something read when everything before it is."""
        self._work.append(work)

    def request(self, node: Node) -> None:
        """Has a named schema declared."""
        if node.id not in self._requested:
            self._requested.add(node.id)
            self.later(partial(self._declare, node))

    def _declare(self, node: Node) -> None:
        slot = self.references.slot(node)
        effective = self.parts.named(node)
        assert effective is not None, "types are read when all parts are known"
        core = self._stands_for(effective, slot) or self.core(effective, slot)
        if core != ir.Named(slot.id):
            self.declare_alias(core, slot)
        elif slot.id not in self.declared.all:
            self._only_itself(node)
            self.declare_alias(ANYTHING, slot)

    def declare_synonym(self, node: Node) -> None:
        """Declares a component that is only a reference to something that is declared itself."""
        schema = self.references.normalized(node)
        slot = self.references.slot(node)
        self.declare_alias(bare(self.refer(node, schema)), slot)

    def drain(self) -> None:
        """Reads everything that was left for later."""
        filled: dict[ir.Id, Node] = {}
        while True:
            while self._work:
                self._work.popleft()()
            new = self.declared.new()
            if not new:
                break
            filled |= {slot.id: slot.node for slot in new}
            self._find_parents(new)
        for id in dissolve_cycles(self.declared.all, filled):
            self._only_itself(filled[id])
        self.discriminators.complete()

    def _find_parents(self, slots: Iterable[Slot]) -> None:
        """Has schemas declared that are only met as parts of others, for the sake of what is named
        after them; what stands in a schema that is no declaration is named after its place."""
        for slot in slots:
            if not self.declared.is_orphan(slot):
                continue
            parent = self.references.known(slot.parent)
            if parent is not None:
                self.request(parent)
            else:
                self.declared.move(slot, self.references.slot(slot.node))
