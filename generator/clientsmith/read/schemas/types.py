"""Turns schemas into types, and declares what needs a name."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, MutableMapping, Sequence
from dataclasses import replace
from functools import partial

from ... import ir
from ...document import Node, escape_token
from ...prepare.dialect.schema import Schema
from ...problem import Severity, quoted
from .annotations import Annotations
from .constants import Fitted, fit, json_types
from .constraints import limits
from .effective import Effective, Property, Referred, merge, same_shape
from .events import EventReader
from .models import Heirs, ModelReader, is_model
from .parts import Parts
from .places import DEEPEST, Slot
from .references import References, Report
from .scalars import Formats, is_scalar, scalar
from .unions import Discriminators, UnionReader
from .xml import XmlReader

_Declared = MutableMapping[ir.Id, ir.Declaration]


def dissolve_cycles(declarations: _Declared, ids: Iterable[ir.Id]) -> list[ir.Id]:
    """Gives aliases that contain each other what the others add: they all have the same values.

    Args:
        declarations: all declarations; aliases among them are replaced.
        ids: those to look at.

    Returns:
        The aliases that are nothing but themselves, which become any value.
    """
    edges = _on_cycles({id: _direct(declarations, id) for id in ids})
    reached = {id: _reached(edges, id) for id in edges}
    empty: list[ir.Id] = []
    done: set[ir.Id] = set()
    for id in sorted(edges):
        if id in done or id not in reached[id]:
            continue
        group = {other for other in reached[id] if id in reached[other]}
        done |= group
        empty += _dissolve(declarations, sorted(group))
    return empty


def _dissolve(declarations: _Declared, group: list[ir.Id]) -> list[ir.Id]:
    """Gives each alias of a group the members of all; the ids of the group if there are none."""
    named = {ir.Named(id) for id in group}
    own = {id: [m for m in _members(declarations, id) if m not in named] for id in group}
    every = [member for members in own.values() for member in members]
    for id in group:
        alias = declarations[id]
        assert isinstance(alias, ir.Alias)
        members = tuple({repr(member): member for member in (*own[id], *every)}.values())
        type: ir.Type = ir.OneOf(members) if len(members) > 1 else (*members, ir.Anything())[0]
        declarations[id] = replace(alias, type=type)
    return [] if every else group


def _members(declarations: _Declared, id: ir.Id) -> tuple[ir.Type, ...]:
    """The types whose values are all values of this alias; none for any other declaration."""
    declared = declarations.get(id)
    if not isinstance(declared, ir.Alias):
        return ()
    return declared.type.members if isinstance(declared.type, ir.OneOf) else (declared.type,)


def _direct(declarations: _Declared, id: ir.Id) -> set[ir.Id]:
    return {member.id for member in _members(declarations, id) if isinstance(member, ir.Named)}


def _on_cycles(edges: dict[ir.Id, set[ir.Id]]) -> dict[ir.Id, set[ir.Id]]:
    """What is left when everything that leads to nothing is taken away."""
    while True:
        left = {id: targets & edges.keys() for id, targets in edges.items()}
        left = {id: targets for id, targets in left.items() if targets}
        if len(left) == len(edges):
            return left
        edges = left


def _reached(edges: dict[ir.Id, set[ir.Id]], start: ir.Id) -> set[ir.Id]:
    """Everything that `start` leads to, itself included only if it does."""
    found: set[ir.Id] = set()
    pending = [start]
    while pending:
        new = edges[pending.pop()] - found
        found |= new
        pending.extend(sorted(new))
    return found


class Declarations:
    """Keeps declarations by id; the place that a schema's owner gives wins over any other."""

    def __init__(self, annotations: Annotations) -> None:
        self._annotations = annotations
        self.all: dict[ir.Id, ir.Declaration] = {}
        self.owners: set[ir.Id | None] = {None}
        """Ids that places may have as parents without being declared: those of operations."""

        self._borrowed: set[ir.Id] = set()
        self._new: list[Slot] = []

    def taken(self, slot: Slot) -> bool:
        """Whether the slot holds a declaration already, which gets the slot's place if it had a
        borrowed one only."""
        known = self.all.get(slot.id)
        if known is None:
            return False
        if slot.id in self._borrowed and not slot.borrowed:
            self._borrowed.discard(slot.id)
            place = ir.Place(slot.parent, slot.steps, known.place.title)
            self.all[slot.id] = replace(known, place=place)
        return True

    def declare(self, declaration: ir.Declaration, slot: Slot) -> None:
        """Puts a declaration in its slot."""
        self.all[slot.id] = declaration
        self._new.append(slot)
        if slot.borrowed:
            self._borrowed.add(slot.id)

    def new(self) -> list[Slot]:
        """Slots that were filled since the last call."""
        new, self._new = self._new, []
        return new

    def is_orphan(self, slot: Slot) -> bool:
        """Whether what a slot is named after is not declared."""
        return slot.parent not in self.all and slot.parent not in self.owners

    def move(self, slot: Slot, to: Slot) -> None:
        """Gives the declaration in one slot the place of another."""
        known = self.all[slot.id]
        self.all[slot.id] = replace(known, place=ir.Place(to.parent, to.steps, known.place.title))

    def place(self, slot: Slot, effective: Effective | None = None) -> ir.Place:
        """The place of a declaration, its own title included. What is made of a part of a schema
        does not take the title from the whole."""
        part = slot.id.startswith(f"{slot.node.id}/")
        title = "" if part else self.docs(slot, effective).title
        return ir.Place(slot.parent, slot.steps, title)

    def docs(self, slot: Slot, effective: Effective | None = None) -> ir.Docs:
        """What the schema at the slot says, or the one that it stands for, as where it is the only
        member of a union besides null."""
        docs = self._annotations.docs(slot.node)
        if effective is None or effective.node is slot.node:
            return docs
        inner = self._annotations.docs(effective.node)
        return ir.Docs(
            docs.title or inner.title,
            docs.description or inner.description,
            docs.deprecated or inner.deprecated,
            docs.external_url or inner.external_url,
        )


class EnumerationReader:
    """Reads constants, and declares those that are more than one."""

    def __init__(self, types: Types) -> None:
        self._types = types

    def read(self, effective: Effective, slot: Slot) -> ir.Type:
        """The type of a schema with constants, without null."""
        constants = effective.constants or ()
        if not constants:
            return ir.Scalar(ir.ScalarKind.NULL)
        fitted = fit(constants, effective.types or None)
        self._report(effective, fitted)
        if not fitted.complete or not fitted.values:
            types = effective.types or json_types(constants)
            return self._types.by_type(replace(effective, constants=None, types=types), slot)
        values = fitted.values
        if len(values) == 1:
            return ir.Literals(values)
        if len(values) == 2 and all(isinstance(value, bool) for value in values):
            return ir.Scalar(ir.ScalarKind.BOOLEAN)
        declared = self._types.declared
        if not declared.taken(slot):
            place, docs = declared.place(slot, effective), declared.docs(slot, effective)
            declared.declare(ir.Enumeration(slot.id, place, docs, values), slot)
        return ir.Named(slot.id)

    def _report(self, effective: Effective, fitted: Fitted) -> None:
        if not fitted.complete:
            self._note(
                effective,
                "constant-unsupported",
                "An object or an array is given as a constant; any value of its type is taken.",
            )
            return
        for wrong, outcome in (
            (fitted.changed, "they are taken as values of that type"),
            (fitted.dropped, "they are left out"),
        ):
            if wrong:
                listed = quoted(", ".join(str(value) for value in wrong))
                self._note(
                    effective,
                    "enum-value-type",
                    f"Constants do not fit the type beside them ({listed}); {outcome}.",
                )

    def _note(self, effective: Effective, code: str, message: str) -> None:
        self._types.report(effective.node.problem(code, message, severity=Severity.NOTE))


NULL = ir.Scalar(ir.ScalarKind.NULL)


def bare(type: ir.Type) -> ir.Type:
    """The type without null."""
    return type.type if isinstance(type, ir.Nullable) else type


def nullable(type: ir.Type) -> ir.Type:
    """The type, or null."""
    return (
        type if isinstance(type, ir.Nullable | ir.Anything) or type == NULL else ir.Nullable(type)
    )


class PropertyReader:
    """Reads properties; what several models share is read once."""

    def __init__(self, types: Types) -> None:
        self._types = types

    def read(self, property: Property) -> ir.Type:
        """The type of a property; that of one which is inherited is the same for all heirs."""
        if property.conditional:
            return ir.Anything()
        if property.type is None:
            step = ir.Step(ir.Role.PROPERTY, property.name)
            slot = Slot(property.node, property.node.id, property.home, (step,))
            property.type = (
                self._merged(property, slot)
                if property.parts
                else self._types.read(property.node, slot)
            )
        return property.type

    def _merged(self, property: Property, slot: Slot) -> ir.Type:
        """The type of a property that several parts of a schema describe."""
        types, parts = self._types, self._types.parts
        id = types.merged_id(property.home, f"properties/{escape_token(property.name)}")
        if id is None:
            parts.too_deep(property.node)
            return self.read(property.parts[0])
        found = [
            (part, parts.of(part.node, id if part.home == property.home else part.node.id))
            for part in property.parts
        ]
        found = [entry for entry in found if entry[1].shaped or entry[1].required] or found[:1]
        whole = found[0][1]
        for _, effective in found[1:]:
            conflict = parts.conflict_at(property.node)
            whole = merge(whole, effective, home=id, node=property.node, conflict=conflict)
        for part, effective in found:
            if same_shape(whole, effective):
                core = bare(self.read(part))
                return nullable(core) if parts.is_nullable(whole) else core
        return types.whole(whole, replace(slot, id=id))


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
