"""Objects that describe server-sent events, whose `data` is text with a schema of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ... import ir
from ...document import Node
from ...ir.media_types import is_json, normalized_name
from .effective import Property
from .references import Slot
from .type_reader import TypeReader

_FIELDS = frozenset({"comment", "data", "event", "id", "retry"})
"""Fields of an event (WHATWG HTML, 9.2.6)."""

_END_MARKER = re.compile(r"\[[A-Za-z][A-Za-z _-]*\]")
"""Data of the conventional last event, such as `[DONE]`, at which clients end by themselves."""


class EventReader:
    """Completes the models of events.

    Their `data` has the type that the text is decoded to (`contentSchema`) and is required, as there
    is no event without data.
    """

    def __init__(self, types: TypeReader) -> None:
        self._types = types
        self._data: dict[ir.Id, Property] = {}
        self._read: set[ir.Id] = set()

    def note(self, model: ir.Id, properties: Mapping[str, Property]) -> None:
        """Remember a model if it has the properties of an event."""
        if "data" in properties and _FIELDS.issuperset(properties):
            self._data[model] = properties["data"]

    def read(self, type: ir.Type) -> ir.Type:
        """Return the type of the events of a stream, without the marker of its end."""
        match type:
            case ir.Named(id):
                if id not in self._read:
                    self._read.add(id)
                    self._complete(self._types.declared.all[id])
                return type
            case ir.OneOf(members, discriminator):
                ends = [member for member in members if self._is_end_marker(member)]
                kept = tuple(self.read(member) for member in members if member not in ends)
                if not ends or not kept:
                    return type
                for end in ends:
                    assert isinstance(end, ir.Named)
                    self._drop(end.id)
                if len(kept) == 1:
                    return kept[0]
                return ir.OneOf(kept, discriminator and _without(discriminator, ends))
            case _:
                return type

    def _complete(self, declaration: ir.Declaration) -> None:
        declared = self._types.declared.all
        match declaration:
            case ir.Alias(id=id):
                type = self.read(declaration.type)
                declared[id] = replace(declaration, type=type)
            case ir.Model(id=id) if id in self._data:
                fields = tuple(
                    self._completed(field, id) if field.wire_name == "data" else field
                    for field in declaration.fields
                )
                declared[id] = replace(declaration, fields=fields)
            case _:
                pass

    def _completed(self, field: ir.Field, model: ir.Id) -> ir.Field:
        schema = self._content_schema(self._data[model])
        media_type = field.constraints.content_media_type or "application/json"
        if schema is None or not is_json(normalized_name(media_type) or ""):
            return replace(field, required=True)
        step = ir.Step(ir.Role.PROPERTY, field.wire_name)
        slot = Slot(schema, schema.id, model, (step,))
        return replace(field, type=self._types.read(schema, slot), required=True)

    def _content_schema(self, property: Property) -> Node | None:
        """Return the nearest `contentSchema` of a property."""
        for part in reversed(property.parts):
            found = self._content_schema(part)
            if found is not None:
                return found
        chain = self._types.annotations.chain(property.node)
        nodes = (link.node.get("contentSchema") for link in chain)
        return next((node for node in nodes if node is not None), None)

    def _is_end_marker(self, member: ir.Type) -> bool:
        """Return whether a member of a union is only the marker of the end."""
        if not isinstance(member, ir.Named) or member.id not in self._data:
            return False
        model = self._types.declared.all[member.id]
        assert isinstance(model, ir.Model)
        fields = {field.wire_name: field.type for field in model.fields}
        match fields["data"]:
            case ir.Literals((str() as data,)):
                named = isinstance(fields.get("event"), ir.Literals)
                return not named and _END_MARKER.fullmatch(data) is not None
            case _:
                return False

    def _drop(self, id: ir.Id) -> None:
        """Delete the model of an end marker, unless other declarations refer to it."""
        declared = self._types.declared.all
        own = declared[id].place
        if own.parent is None:
            return
        if not any(
            other.place.parent == id or id in ir.declaration_references(other)
            for other in declared.values()
            if other.id != own.parent
        ):
            del declared[id]


def _without(discriminator: ir.Discriminator, ends: list[ir.Type]) -> ir.Discriminator:
    mapping = {value: id for value, id in discriminator.mapping.items() if ir.Named(id) not in ends}
    default = discriminator.default
    if default is not None and ir.Named(default) in ends:
        default = None
    return replace(discriminator, mapping=mapping, default=default)
