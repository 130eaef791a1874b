"""Models: object schemas with known properties."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from ... import ir
from ...document import Node
from .annotations import default, docs_at_use, example, flag
from .constraints import narrowed
from .effective import Effective, Property
from .parts import Parts
from .places import Slot
from .references import References
from .scalars import simple_key, word_for_word

if TYPE_CHECKING:
    from .types import Types

_NO_DOCS = ir.Docs()


def is_model(effective: Effective) -> bool:
    """Whether an object schema has a set of properties of its own, even if it is an empty one."""
    if effective.types != ("object",) or effective.choices or effective.constants is not None:
        return False
    return bool(
        effective.properties
        or effective.discriminator
        or (not effective.values and (effective.closed or effective.required))
    )


class ModelReader:
    """Declares models; their fields are read when the reader gets to them."""

    def __init__(self, types: Types) -> None:
        self._types = types
        self._known: dict[Hashable, ir.Field] = {}
        """The first field with a scalar of each description, or of each name with a reference."""

    def declare(self, effective: Effective, slot: Slot) -> None:
        """Declares a model without fields, and has them read later."""
        declared = self._types.declared
        model = ir.Model(
            slot.id, declared.place(slot, effective), declared.docs(slot, effective), ()
        )
        declared.declare(model, slot)
        self._types.later(partial(self._complete, effective, slot))

    def _complete(self, effective: Effective, slot: Slot) -> None:
        fields = [
            self._field(property, name in effective.required)
            for name, property in effective.properties.items()
        ]
        fields += [
            ir.Field(name, ir.Anything(), True, _NO_DOCS)
            for name in effective.required
            if name not in effective.properties
        ]
        self._types.events.note(slot.id, effective.properties)
        model = self._types.declared.all[slot.id]
        assert isinstance(model, ir.Model)
        self._types.declared.all[slot.id] = ir.Model(
            id=model.id,
            place=model.place,
            docs=model.docs,
            fields=tuple(fields),
            base=self._base(effective, slot.id),
            additional=self._additional(effective, slot),
            constraints=self._types.annotations.constraints.of_model(slot.node),
            closed=effective.closed,
            xml=self._types.xml.model(slot.node),
        )

    def _field(self, property: Property, required: bool) -> ir.Field:
        """A field. Giants describe the same scalar thousands of times, and have the same reference
        under the same name, so what is said of one is read once."""
        node = property.node
        key = self._key(property)
        known = None if key is None else self._known.get(key)
        if known is None:
            known = self._read(property, required)
            if key is not None:
                self._known[key] = known
            return known
        property.type = known.type
        return ir.Field(
            wire_name=property.name,
            type=known.type,
            required=required,
            docs=known.docs,
            read_only=known.read_only,
            write_only=known.write_only,
            default=known.default,
            constraints=known.constraints,
            location=node.where,
            xml=known.xml,
            example=known.example,
        )

    def _key(self, property: Property) -> Hashable | None:
        """Equal for fields that are alike but for where they stand, and whether they are required."""
        if property.parts or property.conditional:
            return None
        key = simple_key(property.node)
        if key is None:
            references = self._types.references
            if references.is_reference(references.normalized(property.node)):
                said = word_for_word(property.node)
                return said and (property.name, references.resource(property.node), said)
        return key

    def _read(self, property: Property, required: bool) -> ir.Field:
        node = property.node
        chain = self._types.annotations.chain(node)
        return ir.Field(
            wire_name=property.name,
            type=self._types.properties.read(property),
            required=required,
            docs=docs_at_use(chain),
            read_only=flag(chain, "readOnly"),
            write_only=flag(chain, "writeOnly"),
            default=default(chain),
            constraints=self._constraints(property),
            location=node.where,
            xml=self._types.xml.property(property.name, chain),
            example=example(chain),
        )

    def _constraints(self, property: Property) -> ir.Constraints:
        """The limits of a property, those of all parts of one that is merged."""
        read = self._types.annotations.constraints.of
        if not property.parts:
            return read(property.node)
        return narrowed(map(self._constraints, property.parts))

    def _additional(self, effective: Effective, slot: Slot) -> ir.Type | None:
        if not effective.values:
            return None
        return self._types.values(effective, replace(slot, named=True))

    def _base(self, effective: Effective, id: ir.Id) -> ir.Id | None:
        """The one model that `allOf` names, unless that leads back to this one."""
        if len(effective.referred) != 1:
            return None
        part = self._types.unwrapped(effective.referred[0])
        if not is_model(part.effective):
            return None
        self._types.request(part.node)
        declared = self._types.declared.all
        base: ir.Id | None = part.node.id
        while base is not None:
            if base == id:
                return None
            model = declared.get(base)
            base = model.base if isinstance(model, ir.Model) else None
        return part.node.id


class Heirs:
    """Knows which named schemas extend which."""

    def __init__(self, references: References, parts: Parts) -> None:
        self._references = references
        self._parts = parts
        self._known: dict[ir.Id, tuple[Node, ...]] = {}

    def of(self, node: Node) -> tuple[Node, ...]:
        """The schemas that extend a model with a discriminator directly, or that its `mapping`
        names, sorted; none for any other schema."""
        if node.id not in self._known:
            self._known[node.id] = tuple(self._find(node))
        return self._known[node.id]

    def _find(self, node: Node) -> Iterator[Node]:
        effective = self._parts.named(node)
        if effective is None or effective.discriminator is None or not is_model(effective):
            return
        found = {heir.id: heir for heir in self.direct(node)}
        for _, target in self.mapped(effective):
            found.setdefault(target.id, target)
        found.pop(node.id, None)
        yield from (found[id] for id in sorted(found))

    def direct(self, node: Node) -> tuple[Node, ...]:
        """The schemas whose `allOf` names that one, sorted: keys of an object have no order."""
        found = self._direct.get(node.id, {})
        return tuple(found[id] for id in sorted(found))

    def mapped(self, effective: Effective) -> Iterator[tuple[str, Node]]:
        """The values that a discriminator maps itself, with the schemas that they mean."""
        mapping = (effective.discriminator or {}).get("mapping")
        if not isinstance(mapping, dict):
            return
        for value, name in mapping.items():
            target = (
                self._references.mapped(name, effective.node) if isinstance(name, str) else None
            )
            if target is not None and isinstance(target.data, dict):
                yield value, target

    def told_apart(self, id: ir.Id, node: Node) -> bool:
        """Whether a schema that extends another is told apart from it by a discriminator, there or
        farther up, so that it is a type of its own even if it adds nothing."""
        if any(heir.id == id for heir in self.of(node)):
            return True
        return node.id in self._families and id in self._direct.get(node.id, {})

    @cached_property
    def _direct(self) -> dict[ir.Id, dict[ir.Id, Node]]:
        """Schema → the named schemas whose `allOf` names it."""
        found: dict[ir.Id, dict[ir.Id, Node]] = {}
        for heir in self._references.declared():
            for parent in self._parents(heir):
                found.setdefault(parent, {}).setdefault(heir.id, heir)
        return found

    def _parents(self, node: Node) -> Iterator[ir.Id]:
        pending = [node]
        while pending:
            current = pending.pop()
            schema = self._references.normalized(current)
            if isinstance(schema.get("$ref"), str):
                target = self._references.target(current, schema)
                if target is not None and target.node.id != node.id:
                    yield target.node.id
            if isinstance(schema.get("allOf"), list):
                pending.extend((current / "allOf").elements())

    @cached_property
    def _families(self) -> set[ir.Id]:
        """Everything that extends a model with a discriminator, at any distance."""
        pending = [node for node in self._references.declared() if self.of(node)]
        found: set[ir.Id] = set()
        while pending:
            for heir in self.direct(pending.pop()):
                if heir.id not in found:
                    found.add(heir.id)
                    pending.append(heir)
        return found
