"""Models of object schemas with known properties, and which of them extend others."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterator
from dataclasses import replace
from functools import cached_property, partial

from ... import ir
from ...document import Node, escape_token
from ...problem import quoted
from ..extensions import Subject
from .annotations import default, docs_at_use, example, flag
from .constraints import narrowed
from .declarations import MOST_MERGERS
from .effective import EffectiveReader, EffectiveSchema, Property, ReferencedPart, merge, same_shape
from .events import EventReader
from .references import References, Slot
from .scalars import literal_key, simple_key
from .type_reader import TypeReader, with_null, without_null
from .xml import XmlReader

_NO_DOCS = ir.Docs()


class Subclasses:
    """Named schemas that extend others by `allOf`."""

    def __init__(self, references: References, effective: EffectiveReader) -> None:
        self._references = references
        self._effective = effective
        self._known: dict[ir.Id, tuple[Node, ...]] = {}

    def of(self, node: Node) -> tuple[Node, ...]:
        """Return the direct subclasses of a model with a discriminator, its own or an inherited one,
        and the schemas that the `mapping` of its own names, sorted; nothing for any other schema.
        """
        own = self._of_own(node)
        if own or node.id not in self._roots or self.property(node) is None:
            return own
        effective = self._effective.named(node)
        return self.direct(node) if effective is not None and effective.is_model else ()

    def _of_own(self, node: Node) -> tuple[Node, ...]:
        """Return the same for a model with a discriminator of its own only."""
        if node.id not in self._known:
            self._known[node.id] = tuple(self._find(node))
        return self._known[node.id]

    def _find(self, node: Node) -> Iterator[Node]:
        effective = self._effective.named(node)
        if effective is None or effective.discriminator is None or not effective.is_model:
            return
        found = {subclass.id: subclass for subclass in self.direct(node)}
        for _, target in self.mapped(effective):
            found.setdefault(target.id, target)
        found.pop(node.id, None)
        yield from (found[id] for id in sorted(found))

    def property(self, node: Node) -> str | None:
        """Return the property of a schema's discriminator, its own or an inherited one."""
        effective = self._effective.named(node)
        if effective is not None and effective.discriminator is not None:
            property: str = effective.discriminator["propertyName"]
            return property
        root = self._roots.get(node.id)
        return None if root is None else self.property(root)

    def roots(self, node: Node) -> Iterator[Node]:
        """Yield the models above a schema whose discriminators have the same property, the nearest
        first."""
        property = self.property(node)
        visited = {node.id}
        while (root := self._roots.get(node.id)) is not None and root.id not in visited:
            if self.property(root) != property:
                return
            visited.add(root.id)
            yield root
            node = root

    def direct(self, node: Node) -> tuple[Node, ...]:
        """Return the direct subclasses of any schema, sorted, as keys of objects have no order."""
        found = self._direct.get(node.id, {})
        return tuple(found[id] for id in sorted(found))

    def mapped(self, effective: EffectiveSchema) -> Iterator[tuple[str, Node]]:
        """Yield the values in the `mapping` of a discriminator, with their schemas."""
        mapping = (effective.discriminator or {}).get("mapping")
        if not isinstance(mapping, dict):
            return
        for value, name in mapping.items():
            target = (
                self._references.mapped(name, effective.node) if isinstance(name, str) else None
            )
            if target is not None and isinstance(target.data, dict):
                yield value, target

    def wrapped(self, effective: EffectiveSchema, id: ir.Id) -> ReferencedPart | None:
        """Return the part that is already the whole schema; None if the schema adds something.

        A subclass with a discriminator, its own or an inherited one, is a type of its own.
        """
        for part in effective.referred:
            if same_shape(effective, part.effective) and not self._is_discriminated(id, part.node):
                return part
        return None

    def unwrapped(self, part: ReferencedPart) -> ReferencedPart:
        """Return the named schema that is declared in place of one that only wraps it."""
        while (inner := self.wrapped(part.effective, part.node.id)) is not None:
            part = inner
        return part

    def _is_discriminated(self, id: ir.Id, node: Node) -> bool:
        """Return whether a discriminator of a schema or its bases distinguishes a subclass of it."""
        return any(subclass.id == id for subclass in self.of(node))

    @cached_property
    def _direct(self) -> dict[ir.Id, dict[ir.Id, Node]]:
        """Id of a schema → named schemas whose `allOf` names it."""
        found: dict[ir.Id, dict[ir.Id, Node]] = {}
        for subclass in self._references.declared():
            for parent in self._parents(subclass):
                found.setdefault(parent, {}).setdefault(subclass.id, subclass)
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
    def _roots(self) -> dict[ir.Id, Node]:
        """Id of each direct or indirect subclass of models with a discriminator → the nearest of
        these."""
        declared = sorted(self._references.declared(), key=lambda node: node.id)
        pending = deque((node, node) for node in declared if self._of_own(node))
        found: dict[ir.Id, Node] = {}
        while pending:
            node, root = pending.popleft()
            for subclass in self.direct(node):
                if subclass.id not in found:
                    found[subclass.id] = root
                    if not self._of_own(subclass):
                        pending.append((subclass, root))
        return found


class ModelReader:
    """Declares models; their fields are read later."""

    def __init__(
        self, types: TypeReader, subclasses: Subclasses, events: EventReader, xml: XmlReader
    ) -> None:
        self._types = types
        self._subclasses = subclasses
        self._events = events
        self._xml = xml
        self._known: dict[Hashable, ir.Field] = {}
        """The first field of each scalar schema, and of each reference under the same name."""

    def declare(self, effective: EffectiveSchema, slot: Slot) -> ir.Named:
        """Declare a model without fields, have them read later, and return its name."""
        declared = self._types.declared
        place, docs = declared.place(slot, effective), declared.docs(slot, effective)
        self._types.later(partial(self._complete, effective, slot))
        return declared.declare(ir.Model(slot.id, place, docs, ()), slot)

    def _complete(self, effective: EffectiveSchema, slot: Slot) -> None:
        fields = [
            self._field(property, name in effective.required)
            for name, property in effective.properties.items()
            if not self._is_omitted(property)
        ]
        fields += [
            ir.Field(name, ir.Anything(), True, _NO_DOCS)
            for name in effective.required
            if name not in effective.properties
        ]
        self._events.note(slot.id, effective.properties)
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
            xml=self._xml.model(slot.node),
        )

    def _is_omitted(self, property: Property) -> bool:
        """Return whether a vendor extension leaves out a property."""
        extensions = self._types.extensions
        key = extensions.omits(property.node)
        if key:
            subject = f"The property {quoted(property.name)}"
            extensions.report_omitted(property.node, subject, key)
        return bool(key)

    def _field(self, property: Property, required: bool) -> ir.Field:
        """Return a field. Large documents describe the same scalar thousands of times, and repeat the
        same reference under the same name, so equal fields are read once."""
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
            given=known.given,
        )

    def _key(self, property: Property) -> Hashable | None:
        """Return a key that is equal for fields which differ in place and `required` only."""
        if property.parts or property.conditional:
            return None
        key = simple_key(property.node)
        if key is None:
            references = self._types.references
            if references.is_reference(references.normalized(property.node)):
                literal = literal_key(property.node)
                return literal and (property.name, references.resource(property.node), literal)
        return key

    def _read(self, property: Property, required: bool) -> ir.Field:
        node = property.node
        chain = self._types.annotations.chain(node)
        return ir.Field(
            wire_name=property.name,
            type=self._type(property),
            required=required,
            docs=docs_at_use(chain),
            read_only=flag(chain, "readOnly"),
            write_only=flag(chain, "writeOnly"),
            default=default(chain),
            constraints=self._constraints(property),
            location=node.where,
            xml=self._xml.property(property.name, chain),
            example=example(chain),
            given=self._types.extensions.name(node, Subject.PROPERTY),
        )

    def _type(self, property: Property) -> ir.Type:
        """Return the type of a property, which is the same for all subclasses that inherit it."""
        if property.conditional:
            return ir.Anything()
        if property.type is None:
            step = ir.Step(ir.Role.PROPERTY, property.name)
            slot = Slot(property.node, property.node.id, property.home, (step,))
            property.type = (
                self._merged_type(property, slot)
                if property.parts
                else self._types.read(property.node, slot)
            )
        return property.type

    def _merged_type(self, property: Property, slot: Slot) -> ir.Type:
        """Return the type of a property that several parts of a schema describe."""
        types, reader = self._types, self._types.effective
        suffix = f"properties/{escape_token(property.name)}"
        parts = [part.node for part in property.parts]
        id = types.declared.merged_id(property.home, suffix, parts)
        if id is None:
            reader.report_too_deep(property.node, MOST_MERGERS)
            return self._type(property.parts[0])
        found = [
            (part, reader.of(part.node, id if part.home == property.home else part.node.id))
            for part in property.parts
        ]
        found = [entry for entry in found if entry[1].restricts_type or entry[1].required] or found[
            :1
        ]
        whole = found[0][1]
        conflict = reader.conflict_reporter(property.node)
        for _, effective in found[1:]:
            whole = merge(whole, effective, home=id, node=property.node, conflict=conflict)
        for part, effective in found:
            if same_shape(whole, effective):
                core = without_null(self._type(part))
                return with_null(core) if reader.is_nullable(whole) else core
        return types.of_effective(whole, replace(slot, id=id))

    def _constraints(self, property: Property) -> ir.Constraints:
        """Return the constraints of a property, those of all its parts included."""
        if not property.parts:
            return self._types.annotations.constraints.of(property.node)
        return narrowed(map(self._constraints, property.parts))

    def _additional(self, effective: EffectiveSchema, slot: Slot) -> ir.Type | None:
        if not effective.values:
            return None
        return self._types.undeclared_properties(effective, replace(slot, named=True))

    def _base(self, effective: EffectiveSchema, id: ir.Id) -> ir.Id | None:
        """Return the only model in `allOf`, unless it extends this one in turn."""
        if len(effective.referred) != 1:
            return None
        part = self._subclasses.unwrapped(effective.referred[0])
        if not part.effective.is_model:
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
