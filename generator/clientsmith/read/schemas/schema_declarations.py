"""What has been declared so far, and under which places."""

from __future__ import annotations

from dataclasses import replace

from ... import ir
from .annotations import Annotations
from .effective import Effective
from .places import Slot


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
