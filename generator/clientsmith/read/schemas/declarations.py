"""Declarations by id while schemas are read, and aliases that contain each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ... import ir
from ...document import Node
from ..extensions import ExtensionReader, Subject
from .annotations import AnnotationReader
from .constraints import limits
from .effective import EffectiveSchema
from .references import References, Slot

MOST_MERGERS = 100
"""Most merged schemas inside one another."""

MOST_COPIES = 4
"""Most merged schemas inside one another that are declared anew, even if the same parts are merged
elsewhere inside the outermost one. Schemas that contain themselves would go on for ever."""


class DeclarationTable:
    """Declarations by id; the place that a schema's owner gives wins over any other."""

    def __init__(
        self, references: References, annotations: AnnotationReader, extensions: ExtensionReader
    ) -> None:
        self._references = references
        self._extensions = extensions
        self._annotations = annotations
        self.all: dict[ir.Id, ir.Declaration] = {}
        self.owners: set[ir.Id | None] = {None}
        """Ids that places may have as parents without being declared: those of operations."""

        self._provisional: set[ir.Id] = set()
        self._new: list[Slot] = []
        self._mergers: dict[ir.Id, tuple[int, dict[tuple[ir.Id, ...], ir.Id]]] = {}
        """Id of a merged schema → how many it is inside of, and the ids of all merged schemas inside the
        outermost one by their parts."""

    def find(self, slot: Slot) -> ir.Named | None:
        """Return the name of the declaration in a slot; None if there is none yet.

        A declaration with a provisional place gets the place of a slot that has its own.
        """
        known = self.all.get(slot.id)
        if known is None:
            return None
        if slot.id in self._provisional and not slot.provisional:
            self._provisional.discard(slot.id)
            self.move(slot, slot)
        return ir.Named(slot.id)

    def declare(self, declaration: ir.Declaration, slot: Slot) -> ir.Named:
        """Put a declaration in its slot and return its name."""
        self.all[slot.id] = declaration
        self._new.append(slot)
        if slot.provisional:
            self._provisional.add(slot.id)
        return ir.Named(slot.id)

    def declare_alias(self, type: ir.Type, slot: Slot) -> ir.Named:
        """Declare a name for a type and return it."""
        constraints = limits(self._references.normalized(slot.node))
        alias = ir.Alias(slot.id, self.place(slot), self.docs(slot), type, constraints)
        return self.declare(alias, slot)

    def new(self) -> list[Slot]:
        """Return the slots that were filled since the last call."""
        new, self._new = self._new, []
        return new

    def is_orphan(self, slot: Slot) -> bool:
        """Return whether the parent that a slot is named after is not declared."""
        return slot.parent not in self.all and slot.parent not in self.owners

    def move(self, slot: Slot, to: Slot) -> None:
        """Give the declaration in one slot the place of another."""
        known = self.all[slot.id]
        place = replace(known.place, parent=to.parent, steps=to.steps)
        self.all[slot.id] = replace(known, place=place)

    def place(self, slot: Slot, effective: EffectiveSchema | None = None) -> ir.Place:
        """Return the place of a declaration with its own title.

        A declaration of one part of a schema does not take the title of the whole.
        """
        part = slot.id.startswith(f"{slot.node.id}/")
        title = "" if part else self.docs(slot, effective).title
        return ir.Place(slot.parent, slot.steps, title, None if part else self._given(slot))

    def _given(self, slot: Slot) -> ir.GivenName | None:
        """Return the name that a vendor extension gives the type of a schema."""
        self._extensions.report_unfollowed(slot.node)
        is_component = [step.role for step in slot.steps] == [ir.Role.COMPONENT]
        return self._extensions.name(slot.node, Subject.TYPE, everywhere=is_component)

    def docs(self, slot: Slot, effective: EffectiveSchema | None = None) -> ir.Docs:
        """Return the docs of the schema at the slot, completed by those of its effective schema.

        The two differ where a schema is the only member of a union besides null.
        """
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

    def merged_id(self, id: ir.Id, suffix: str, parts: Iterable[Node] = ()) -> ir.Id | None:
        """Return an id for a schema that is merged inside a declaration and has no place itself.

        None if too many of them are inside one another.

        Args:
            id: the declaration.
            suffix: distinguishes the schema from others merged there.
            parts: the merged schemas if they alone determine the result, so that it can be shared.
        """
        merged = f"{id}/allOf/{suffix}"
        around, known = self._mergers.get(id, (0, {}))
        key = tuple(part.id for part in parts)
        if around >= MOST_COPIES and key in known:
            return known[key]
        if around >= (MOST_MERGERS if key else MOST_COPIES):
            return None
        self._mergers[merged] = around + 1, known
        if key:
            known.setdefault(key, merged)
        return merged

    def merge_circular_aliases(self, ids: Iterable[ir.Id]) -> list[ir.Id]:
        """Give aliases that contain each other the members of all: they have the same values.

        Args:
            ids: declarations to look at.

        Returns:
            Aliases that contain nothing but themselves and now stand for any value.
        """
        edges = _on_cycles(
            {
                id: {member.id for member in self._members(id) if isinstance(member, ir.Named)}
                for id in ids
            }
        )
        reached = {id: _reached(edges, id) for id in edges}
        empty: list[ir.Id] = []
        done: set[ir.Id] = set()
        for id in sorted(edges):
            if id in done or id not in reached[id]:
                continue
            group = {other for other in reached[id] if id in reached[other]}
            done |= group
            empty += self._merge_members(sorted(group))
        return empty

    def _merge_members(self, group: list[ir.Id]) -> list[ir.Id]:
        """Give each alias of a group the members of all; return the group if there are none."""
        named = {ir.Named(id) for id in group}
        own = {id: [m for m in self._members(id) if m not in named] for id in group}
        every = [member for members in own.values() for member in members]
        for id in group:
            alias = self.all[id]
            assert isinstance(alias, ir.Alias)
            members = tuple({repr(member): member for member in (*own[id], *every)}.values())
            type: ir.Type = ir.OneOf(members) if len(members) > 1 else (*members, ir.Anything())[0]
            self.all[id] = replace(alias, type=type)
        return [] if every else group

    def _members(self, id: ir.Id) -> tuple[ir.Type, ...]:
        """Return the types whose values are all values of an alias; none for other declarations."""
        declared = self.all.get(id)
        if not isinstance(declared, ir.Alias):
            return ()
        return declared.type.members if isinstance(declared.type, ir.OneOf) else (declared.type,)


def _on_cycles(edges: dict[ir.Id, set[ir.Id]]) -> dict[ir.Id, set[ir.Id]]:
    """Return the edges without those that lead to a node without edges."""
    while True:
        left = {id: targets & edges.keys() for id, targets in edges.items()}
        left = {id: targets for id, targets in left.items() if targets}
        if len(left) == len(edges):
            return left
        edges = left


def _reached(edges: dict[ir.Id, set[ir.Id]], start: ir.Id) -> set[ir.Id]:
    """Return every id that `start` leads to; itself only if it leads back there."""
    found: set[ir.Id] = set()
    pending = [start]
    while pending:
        new = edges[pending.pop()] - found
        found |= new
        pending.extend(sorted(new))
    return found
