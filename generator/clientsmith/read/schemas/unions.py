"""Unions of `oneOf`, `anyOf` and several JSON types, and their discriminators."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ... import ir
from ...document import Node
from ...problem import quoted
from .constants import distinct, key
from .declarations import MOST_COPIES
from .effective import EffectiveSchema, ReferencedPart, UnionKeyword, merge
from .models import Subclasses
from .references import DEEPEST, Slot
from .scalars import distinguishable
from .type_reader import TypeReader, without_null

_MOST_COMBINATIONS = 64
"""Most members of a union if several `oneOf` or `anyOf` apply at once."""


@dataclass(frozen=True, slots=True)
class UnionMember:
    """Member of a union with its type."""

    type: ir.Type
    target: Node | None
    """The named schema that it refers to; None if it is no reference."""


@dataclass(frozen=True, slots=True)
class _MemberSchema:
    """Member of a `oneOf` or `anyOf` before its type is read."""

    node: Node
    position: int
    """Counted from 1."""

    effective: EffectiveSchema
    target: Node | None

    @property
    def has_explicit_type(self) -> bool:
        """True if it restricts its type explicitly."""
        effective = self.effective
        return bool(
            (effective.types is not None and not effective.implied)
            or effective.constants is not None
            or (effective.choices and self.target is not None)
        )


class UnionReader:
    """Reads unions, and declares them unless they consist of scalars only."""

    def __init__(self, types: TypeReader, discriminators: Discriminators) -> None:
        self._types = types
        self._discriminators = discriminators

    def read(self, effective: EffectiveSchema, slot: Slot) -> ir.Type:
        """Return the type of a schema with `oneOf` or `anyOf`, without null."""
        known = self._types.declared.find(slot)
        if known is not None:
            return known
        effective = self._bounded(effective)
        choice = effective.choices[0]
        rest = effective.without(choice)
        # A union that is a member of itself adds nothing.
        sources = [
            source
            for source in self._sources(choice)
            if source.target is None or source.target.id != slot.id
        ]
        if not any(source.effective.restricts_type for source in sources):
            # Members such as `required: [a]` restrict the values of the object, not its type.
            return self._types.core(rest, slot)
        if not rest.restricts_type and not all(
            source.effective.restricts_type for source in sources
        ):
            return ir.Anything()
        constants = self._constants(sources, rest, slot)
        if constants is not None:
            return constants
        if len(sources) == 1:
            source = sources[0]
            if source.target is None:
                source = replace(source, effective=self._types.effective.of(source.node, slot.id))
            return self._member(source, rest, replace(slot, depth=slot.depth + 1)).type
        members = self._members(sources, rest, choice, slot, own=choice.home == slot.id)
        return self.assemble([member.type for member in members], slot, choice, members)

    def _bounded(self, effective: EffectiveSchema) -> EffectiveSchema:
        """Return the schema without the choices whose combinations with the others are too many."""
        combinations = 1
        for index, choice in enumerate(effective.choices):
            combinations *= len(choice.node.data)
            if index and combinations > _MOST_COMBINATIONS:
                self._types.report(
                    effective.node.problem(
                        "union-too-large",
                        f"{len(effective.choices)} `oneOf` or `anyOf` apply at once, in too many "
                        f"combinations; only the first {index} are used.",
                    )
                )
                return replace(effective, choices=effective.choices[:index])
        return effective

    # --- members ----------------------------------------------------------------------------------

    def _sources(self, choice: UnionKeyword) -> list[_MemberSchema]:
        """Return the members except null and those that no value matches."""
        found = []
        references, effective_of = self._types.references, self._types.effective
        for position, node in enumerate(choice.node.elements(), 1):
            schema = references.normalized(node)
            target = effective = None
            if references.is_reference(schema):
                reached = references.target(node, schema)
                target = None if reached is None else reached.node
                effective = None if target is None else effective_of.named(target)
                effective = effective or EffectiveSchema(node.id, node)
            else:
                effective = effective_of.of(node, node.id)
            if not effective.never and not _is_null(effective):
                found.append(_MemberSchema(node, position, effective, target))
        return found

    def _members(
        self,
        sources: Iterable[_MemberSchema],
        rest: EffectiveSchema,
        choice: UnionKeyword,
        slot: Slot,
        *,
        own: bool,
    ) -> list[UnionMember]:
        """Return the members with their types; `own` if the choice is in the schema of the slot."""
        members: list[UnionMember] = []
        words: set[str] = set()
        for source in sources:
            nested = self._nested(source, rest)
            if nested is not None and slot.depth <= DEEPEST:
                inner = replace(slot, depth=slot.depth + 1)
                choice_inside = source.effective.choices[0]
                members += self._members(nested, rest, choice_inside, inner, own=own)
                continue
            word = self._word(source, choice)
            word = f"{word} {source.position}" if word in words else word
            words.add(word)
            # Members of another schema's choice have other types here than there.
            id = source.node.id if own else self._types.declared.merged_id(slot.id, source.node.id)
            if id is None:
                self._types.effective.report_too_deep(source.node, MOST_COPIES)
                return [UnionMember(ir.Anything(), None)]
            child = slot.below(source.node, ir.Role.MEMBER, word, id)
            members.append(self._member(source, rest, child))
        return members

    def _nested(self, source: _MemberSchema, rest: EffectiveSchema) -> list[_MemberSchema] | None:
        """Return the members of a nested union that can be members of the outer one.

        None if the member is no union, or has a name or a discriminator.
        """
        effective = source.effective
        if source.target is not None or rest.restricts_type or len(effective.choices) != 1:
            return None
        choice = effective.choices[0]
        if choice.discriminator is not None or effective.without(choice).restricts_type:
            return None
        sources = self._sources(choice)
        if len(sources) < 2 or not all(inner.effective.restricts_type for inner in sources):
            return None
        return None if all(_is_constant(inner) for inner in sources) else sources

    def _member(self, source: _MemberSchema, rest: EffectiveSchema, slot: Slot) -> UnionMember:
        types, target = self._types, source.target
        found = source.effective
        if any(choice.id in rest.resolved_choices for choice in found.choices):
            choices = tuple(
                choice for choice in found.choices if choice.id not in rest.resolved_choices
            )
            found = replace(found, choices=choices, resolved_choices=rest.resolved_choices)
        if (
            not rest.restricts_type
            or (rest.is_plain and source.has_explicit_type)
            or self._covers(source, rest)
        ):
            if target is not None:
                return UnionMember(without_null(types.use(target)), target)
            return UnionMember(types.core(found, slot), None)
        if target is not None:
            found = replace(
                found, referred=(ReferencedPart(target, source.effective),), discriminator=None
            )
        conflict = types.effective.conflict_reporter(source.node)
        whole = merge(rest, found, home=slot.id, node=source.node, conflict=conflict)
        return UnionMember(types.core(whole, slot), target)

    def _covers(self, source: _MemberSchema, rest: EffectiveSchema) -> bool:
        """Return whether a named object has all the properties declared beside the choice."""
        return (
            source.target is not None
            and bool(rest.properties)
            and not (rest.values or rest.choices or rest.constants is not None)
            and rest.properties.keys() <= source.effective.properties.keys()
        )

    def _word(self, source: _MemberSchema, choice: UnionKeyword) -> str:
        """Return the word that distinguishes a member in names."""
        if source.target is not None:
            name = self._types.references.name(source.target.id)
            if name:
                return name
        title = self._types.annotations.docs(source.node).title
        if title:
            return title
        key = (choice.discriminator or {}).get("propertyName")
        properties = source.effective.properties
        for name in [key] if key in properties else properties:
            constant = self._constant(properties[name].node)
            if constant:
                return constant
        return str(source.position)

    def _constant(self, node: Node) -> str:
        schema = self._types.references.normalized(node)
        values = schema.get("enum", [schema.get("const")])
        if isinstance(values, list) and len(values) == 1 and isinstance(values[0], str):
            return values[0]
        return ""

    # --- constants --------------------------------------------------------------------------------

    def _constants(
        self, sources: Sequence[_MemberSchema], rest: EffectiveSchema, slot: Slot
    ) -> ir.Type | None:
        """Return the enumeration if all members are constants, else None."""
        if not all(_is_constant(source) for source in sources):
            return None
        values = [value for source in sources for value in source.effective.constants or ()]
        if rest.constants is not None:
            allowed = {key(value) for value in rest.constants}
            values = [value for value in values if key(value) in allowed] or list(rest.constants)
            sources = [source for source in sources if _has_any(source, values)]
        listed = [source.effective.types for source in sources]
        types = rest.types
        if types is None and None not in listed:
            types = tuple(dict.fromkeys(type for found in listed for type in found or ()))
        whole = replace(rest, constants=tuple(distinct(values)), types=types)
        type = self._types.core(whole, slot)
        declared = self._types.declared.all.get(slot.id)
        if isinstance(declared, ir.Enumeration):
            lines = [line for source in sources for line in self._explanations(source)]
            docs = declared.docs
            description = "\n\n".join(filter(None, [docs.description, "\n".join(lines)]))
            self._types.declared.all[slot.id] = replace(
                declared, docs=replace(docs, description=description)
            )
        return type

    def _explanations(self, source: _MemberSchema) -> Iterable[str]:
        """Return the description of a constant as an item of a Markdown list."""
        docs = self._types.annotations.docs(source.node)
        text = ": ".join(" ".join(part.split()) for part in (docs.title, docs.description) if part)
        if text:
            values = (json.dumps(value) for value in source.effective.constants or ())
            yield f"- `{'`, `'.join(values)}`: {text}"

    # --- unions -----------------------------------------------------------------------------------

    def assemble(
        self,
        types: Iterable[ir.Type],
        slot: Slot,
        choice: UnionKeyword | None = None,
        members: Sequence[UnionMember] = (),
    ) -> ir.Type:
        """Return the union of types without null: in place if all are scalars, else declared."""
        distinct_types = _distinct_types(distinguishable(types))
        if any(isinstance(type, ir.Anything) for type in distinct_types):
            return ir.Anything()
        if len(distinct_types) == 1:
            return distinct_types[0]
        union = ir.OneOf(tuple(distinct_types))
        if all(isinstance(type, ir.Scalar | ir.Literals) for type in distinct_types):
            return union
        discriminator = None if choice is None else choice.discriminator
        known = self._types.declared.find(slot)
        if known is not None:
            return known
        if discriminator is not None and choice is not None:
            self._discriminators.add(slot.id, discriminator, choice.place, members)
        return self._types.declared.declare_alias(union, slot)


def _distinct_types(types: Iterable[ir.Type]) -> list[ir.Type]:
    """Return the types without repetitions, with unions in place flattened and constants merged."""
    found: dict[str, ir.Type] = {}
    literals: list[Any] = []
    for type in types:
        for member in type.members if isinstance(type, ir.OneOf) else (type,):
            if isinstance(member, ir.Literals):
                literals += member.values
                found.setdefault("literals", member)
            else:
                found.setdefault(repr(member), member)
    if literals:
        found["literals"] = ir.Literals(tuple(distinct(literals)))  # type: ignore[arg-type]
    return list(found.values())


def _is_constant(source: _MemberSchema) -> bool:
    effective = source.effective
    return (
        source.target is None
        and effective.constants is not None
        and replace(effective, constants=None).is_plain
    )


def _has_any(source: _MemberSchema, values: Iterable[object]) -> bool:
    known = {key(value) for value in source.effective.constants or ()}
    return any(key(value) in known for value in values)


def _is_null(effective: EffectiveSchema) -> bool:
    """Return whether only null is allowed, or `nullable: true` is the only keyword."""
    if effective.choices:
        return False
    if effective.types == () or effective.constants == ():
        return True
    return effective.nullable and not effective.restricts_type and not effective.required


@dataclass(frozen=True, slots=True)
class _PendingDiscriminator:
    """Discriminator of a union that is resolved when all members are declared."""

    id: ir.Id
    property: str
    mapped: Sequence[tuple[str, Node]]
    members: Sequence[UnionMember]
    default: Node | None
    """The member for values that are not mapped."""

    base: ir.Id | None = None
    """The schema that declares it for those that extend it."""


class Discriminators:
    """Resolves the mappings of discriminators."""

    def __init__(self, types: TypeReader, subclasses: Subclasses) -> None:
        self._types = types
        self._subclasses = subclasses
        self._pending: list[_PendingDiscriminator] = []

    # --- unions -----------------------------------------------------------------------------------

    def add(
        self,
        id: ir.Id,
        discriminator: Mapping[str, Any],
        place: Node,
        members: Sequence[UnionMember],
    ) -> None:
        """Add the discriminator beside `oneOf` or `anyOf` at `place`."""
        mapped = []
        mapping = discriminator.get("mapping")
        if isinstance(mapping, dict):
            for value, name in mapping.items():
                target = (
                    self._types.references.mapped(name, place) if isinstance(name, str) else None
                )
                if target is None:
                    self._types.report(
                        place.problem(
                            "mapping-unresolved",
                            f"The discriminator maps {quoted(value)} to a schema that does not exist.",
                        )
                    )
                else:
                    mapped.append((value, target))
        name = discriminator.get("defaultMapping")
        default = self._types.references.mapped(name, place) if isinstance(name, str) else None
        self._pending.append(
            _PendingDiscriminator(id, discriminator["propertyName"], mapped, members, default)
        )

    # --- models that others extend -----------------------------------------------------------------

    def variant(self, node: Node) -> ir.Id | None:
        """Return the union that a model with a discriminator is used as, declared on first use.

        None for any other schema.
        """
        if not self._subclasses.of(node):
            return None
        id = f"{node.id}/discriminator"
        if id not in self._types.declared.all:
            self._declare(node, id)
        return id

    def _declare(self, node: Node, id: ir.Id) -> None:
        types = self._types
        slot = types.references.slot(node).below(node, ir.Role.MEMBER, "variant", id)
        types.declared.declare_alias(ir.Anything(), slot)
        property = self._subclasses.property(node) or ""
        members = list(self._variants(node, property, {node.id}))
        members.append(UnionMember(ir.Named(node.id), node))
        alias = types.declared.all[id]
        assert isinstance(alias, ir.Alias)
        union = ir.OneOf(tuple(dict.fromkeys(member.type for member in members)))
        types.declared.all[id] = replace(alias, type=union)
        above = list(self._subclasses.roots(node))
        sources = [*(member.target for member in members if member.target is not None), *above]
        mapped = [entry for source in sources for entry in self._mapped(source, property)]
        base = (above or [node])[-1]
        self._pending.append(
            _PendingDiscriminator(id, property, mapped, members, node, base=base.id)
        )

    def _variants(self, node: Node, property: str, visited: set[ir.Id]) -> Iterator[UnionMember]:
        """Yield direct and indirect subclasses; one with a discriminator by another property stands
        for its own subclasses."""
        subclasses = self._subclasses
        for subclass in subclasses.of(node) or subclasses.direct(node):
            if subclass.id in visited:
                continue
            visited.add(subclass.id)
            if subclasses.of(subclass) and subclasses.property(subclass) != property:
                yield UnionMember(without_null(self._types.use(subclass)), subclass)
            else:
                self._types.request(subclass)
                yield UnionMember(ir.Named(subclass.id), subclass)
                yield from self._variants(subclass, property, visited)

    def _mapped(self, node: Node, property: str) -> Iterator[tuple[str, Node]]:
        if self._subclasses.property(node) == property:
            effective = self._types.effective.named(node)
            if effective is not None:
                yield from self._subclasses.mapped(effective)

    # --- mappings ---------------------------------------------------------------------------------

    def complete(self) -> None:
        """Complete the discriminators of the unions that were added."""
        while self._pending:
            self._resolve(self._pending.pop(0))

    def _resolve(self, pending: _PendingDiscriminator) -> None:
        alias = self._types.declared.all[pending.id]
        assert isinstance(alias, ir.Alias)
        if not isinstance(alias.type, ir.OneOf):
            return
        left = [member for member in pending.members if member.type in alias.type.members]
        pending = replace(pending, members=left)
        mapping: dict[str, ir.Id] = {}
        for value, target in pending.mapped:
            id = self._member_of(target, pending.members)
            if id is not None:
                mapping.setdefault(value, id)
        for value, id in self._implied(pending, set(mapping.values())):
            mapping.setdefault(value, id)
        if mapping:
            order = [type.id for type in alias.type.members if isinstance(type, ir.Named)]
            values = sorted(mapping, key=lambda value: (order.index(mapping[value]), value))
            default = None if pending.default is None else self._member_of(pending.default, left)
            discriminator = ir.Discriminator(
                pending.property,
                {value: mapping[value] for value in values},
                default,
                pending.base,
            )
            self._types.declared.all[pending.id] = replace(
                alias, type=ir.OneOf(alias.type.members, discriminator)
            )

    def _member_of(self, target: Node, members: Sequence[UnionMember]) -> ir.Id | None:
        """Return the member that a mapped schema is, or is one of the variants of."""
        for member in members:
            if isinstance(member.type, ir.Named) and self._is_object(member.type.id):
                if member.target is not None and member.target.id == target.id:
                    return member.type.id
                if member.type.id == target.id:
                    return target.id
        for member in members:
            if isinstance(member.type, ir.Named) and target.id in self._variant_ids(member.type.id):
                return member.type.id
        return None

    def _variant_ids(self, id: ir.Id) -> set[ir.Id]:
        declared = self._types.declared.all.get(id)
        if isinstance(declared, ir.Alias) and isinstance(declared.type, ir.OneOf):
            return {type.id for type in declared.type.members if isinstance(type, ir.Named)}
        return set()

    def _implied(
        self, pending: _PendingDiscriminator, known: set[ir.Id]
    ) -> Iterator[tuple[str, ir.Id]]:
        """Yield values of members that the document does not map.

        These are the constants of their property, or the name of the schema if the constants allow
        it. A value that several members allow is left out.
        """
        found: dict[str, list[ir.Id]] = {}
        names: list[tuple[str, ir.Id]] = []
        for member in pending.members:
            if not isinstance(member.type, ir.Named) or member.type.id in known:
                continue
            id = member.type.id
            constants = self._constants(id, pending.property, set())
            for value in constants or ():
                owners = found.setdefault(value, [])
                if id not in owners:
                    owners.append(id)
            name = None if member.target is None else self._types.references.name(member.target.id)
            if (
                name is not None
                and self._is_object(id)
                and (constants is None or name in constants)
            ):
                names.append((name, id))
        for value, owners in found.items():
            if len(owners) == 1:
                yield value, owners[0]
        yield from names

    def _constants(self, id: ir.Id, property: str, visited: set[ir.Id]) -> list[str] | None:
        """Return the constants that a property of a declared object allows; None if it allows others."""
        declared = self._types.declared.all.get(id)
        if id in visited or declared is None:
            return None
        visited.add(id)
        match declared:
            case ir.Model(fields=fields):
                for field in fields:
                    if field.wire_name == property:
                        return self._strings(field.type)
            case ir.Alias(type=ir.Named(target)):
                return self._constants(target, property, visited)
            case ir.Alias(type=ir.OneOf(members=members)):
                found: list[str] = []
                for member in members:
                    inner = isinstance(member, ir.Named) and self._constants(
                        member.id, property, visited
                    )
                    if not inner:
                        return None
                    found += inner
                return found
        return None

    def _strings(self, type: ir.Type) -> list[str] | None:
        values: Sequence[object] = ()
        match type:
            case ir.Nullable(inner):
                return self._strings(inner)
            case ir.Literals(found):
                values = found
            case ir.Named(id):
                declared = self._types.declared.all.get(id)
                if isinstance(declared, ir.Enumeration):
                    values = declared.values
                elif isinstance(declared, ir.Alias) and isinstance(declared.type, ir.Literals):
                    values = declared.type.values
        strings = [value for value in values if isinstance(value, str)]
        return strings or None

    def _is_object(self, id: ir.Id) -> bool:
        """Return whether values of a declaration may have properties."""
        match self._types.declared.all.get(id):
            case ir.Model() | ir.Alias(type=ir.MapOf() | ir.OneOf() | ir.Named()):
                return True
            case _:
                return False
