"""Types of properties, merged ones included."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ... import ir
from ...document import escape_token
from .effective import Property, same_shape
from .places import Slot
from .schema_merge import merge
from .schema_nulls import bare, nullable

if TYPE_CHECKING:
    from .types import Types


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
