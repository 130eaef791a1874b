"""Unions: `oneOf`, `anyOf`, and several JSON types."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ... import ir
from ...document import Node
from ...problem import quoted
from .constants import distinct, key
from .effective import Choice, Effective, Referred, merge
from .places import DEEPEST, Slot
from .scalars import told_apart

if TYPE_CHECKING:
    from .types import Types

_MOST_COMBINATIONS = 64
"""Members that a union may get where several choices have to hold together."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a union, as it was read."""

    type: ir.Type
    target: Node | None
    """The named schema that it refers to, if it is a reference."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A member of a choice, before it is read."""

    node: Node
    position: int
    """Counted from 1."""

    effective: Effective
    target: Node | None

    @property
    def typed(self) -> bool:
        """Whether it says itself of which types it is."""
        effective = self.effective
        return bool(
            (effective.types is not None and not effective.implied)
            or effective.constants is not None
            or (effective.choices and self.target is not None)
        )


class UnionReader:
    """Reads unions, and declares those that are more than a few scalars."""

    def __init__(self, types: Types) -> None:
        self._types = types

    def read(self, effective: Effective, slot: Slot) -> ir.Type:
        """The type of a schema with `oneOf` or `anyOf`, without null."""
        if self._types.declared.taken(slot):
            return ir.Named(slot.id)
        effective = self._bounded(effective)
        choice = effective.choices[0]
        rest = effective.without(choice)
        # What a union is a member of itself adds nothing to it.
        sources = [
            source
            for source in self._sources(choice)
            if source.target is None or source.target.id != slot.id
        ]
        if not any(source.effective.shaped for source in sources):
            # Members such as `required: [a]` restrict the object, they do not shape it.
            return self._types.core(rest, slot)
        if not rest.shaped and not all(source.effective.shaped for source in sources):
            return ir.Anything()
        constants = self._constants(sources, rest, slot)
        if constants is not None:
            return constants
        if len(sources) == 1:
            source = sources[0]
            if source.target is None:
                source = replace(source, effective=self._types.parts.of(source.node, slot.id))
            return self._member(source, rest, replace(slot, depth=slot.depth + 1)).type
        members = self._members(sources, rest, choice, slot, own=choice.home == slot.id)
        return self.assemble([member.type for member in members], slot, choice, members)

    def _bounded(self, effective: Effective) -> Effective:
        """Drops choices where all of them together give too many combinations."""
        combinations = 1
        for index, choice in enumerate(effective.choices):
            combinations *= len(choice.node.data)
            if index and combinations > _MOST_COMBINATIONS:
                self._types.report(
                    effective.node.problem(
                        "union-too-large",
                        f"{len(effective.choices)} choices have to hold together, which gives too "
                        f"many combinations; only the first {index} count.",
                    )
                )
                return replace(effective, choices=effective.choices[:index])
        return effective

    # --- members ----------------------------------------------------------------------------------

    def _sources(self, choice: Choice) -> list[_Source]:
        """The members apart from null and from what no value fits."""
        found = []
        references, parts = self._types.references, self._types.parts
        for position, node in enumerate(choice.node.elements(), 1):
            schema = references.normalized(node)
            target = effective = None
            if references.is_reference(schema):
                reached = references.target(node, schema)
                target = None if reached is None else reached.node
                effective = None if target is None else parts.named(target)
                effective = effective or Effective(node.id, node)
            else:
                effective = parts.of(node, node.id)
            if not effective.never and not _is_null(effective):
                found.append(_Source(node, position, effective, target))
        return found

    def _members(
        self,
        sources: Iterable[_Source],
        rest: Effective,
        choice: Choice,
        slot: Slot,
        *,
        own: bool,
    ) -> list[Member]:
        """Every member, read; `own` where the choice stands in the schema of the slot."""
        members: list[Member] = []
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
            # What another schema's choice becomes here is not what it is there.
            id = source.node.id if own else self._types.merged_id(slot.id, source.node.id)
            if id is None:
                self._types.parts.too_deep(source.node)
                return [Member(ir.Anything(), None)]
            child = slot.below(source.node, ir.Role.MEMBER, word, id)
            members.append(self._member(source, rest, child))
        return members

    def _nested(self, source: _Source, rest: Effective) -> list[_Source] | None:
        """The members of a union that is a member itself and has neither a name nor a
        discriminator, so that they may as well be members of the outer one."""
        effective = source.effective
        if source.target is not None or rest.shaped or len(effective.choices) != 1:
            return None
        choice = effective.choices[0]
        if choice.discriminator is not None or effective.without(choice).shaped:
            return None
        sources = self._sources(choice)
        if len(sources) < 2 or not all(inner.effective.shaped for inner in sources):
            return None
        return None if all(_is_constant(inner) for inner in sources) else sources

    def _member(self, source: _Source, rest: Effective, slot: Slot) -> Member:
        types, target = self._types, source.target
        found = source.effective
        if any(choice.id in rest.taken for choice in found.choices):
            choices = tuple(choice for choice in found.choices if choice.id not in rest.taken)
            found = replace(found, choices=choices, taken=rest.taken)
        if not rest.shaped or (rest.bare and source.typed) or self._covers(source, rest):
            if target is not None:
                return Member(types.bare_use(target), target)
            return Member(types.core(found, slot), None)
        if target is not None:
            found = replace(
                found, referred=(Referred(target, source.effective),), discriminator=None
            )
        conflict = types.parts.conflict_at(source.node)
        whole = merge(rest, found, home=slot.id, node=source.node, conflict=conflict)
        return Member(types.core(whole, slot), target)

    def _covers(self, source: _Source, rest: Effective) -> bool:
        """Whether a named object has all the properties that stand beside the choice anyway."""
        return (
            source.target is not None
            and bool(rest.properties)
            and not (rest.values or rest.choices or rest.constants is not None)
            and rest.properties.keys() <= source.effective.properties.keys()
        )

    def _word(self, source: _Source, choice: Choice) -> str:
        """The word that tells a member apart in names."""
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

    def _constants(self, sources: Sequence[_Source], rest: Effective, slot: Slot) -> ir.Type | None:
        """The enumeration that a choice among constants is."""
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

    def _explanations(self, source: _Source) -> Iterable[str]:
        """What the document says of a constant, as an item of a Markdown list."""
        docs = self._types.annotations.docs(source.node)
        text = ": ".join(" ".join(part.split()) for part in (docs.title, docs.description) if part)
        if text:
            values = (json.dumps(value) for value in source.effective.constants or ())
            yield f"- `{'`, `'.join(values)}`: {text}"

    # --- the whole --------------------------------------------------------------------------------

    def assemble(
        self,
        types: Iterable[ir.Type],
        slot: Slot,
        choice: Choice | None = None,
        members: Sequence[Member] = (),
    ) -> ir.Type:
        """The union of types without null: in place where all are scalars, else declared."""
        distinct_types = _distinct_types(told_apart(types))
        if any(isinstance(type, ir.Anything) for type in distinct_types):
            return ir.Anything()
        if len(distinct_types) == 1:
            return distinct_types[0]
        union = ir.OneOf(tuple(distinct_types))
        if all(isinstance(type, ir.Scalar | ir.Literals) for type in distinct_types):
            return union
        discriminator = None if choice is None else choice.discriminator
        if self._types.declared.taken(slot):
            return ir.Named(slot.id)
        self._types.declare_alias(union, slot)
        if discriminator is not None and choice is not None:
            self._types.discriminators.add(slot.id, discriminator, choice.place, members)
        return ir.Named(slot.id)


def _distinct_types(types: Iterable[ir.Type]) -> list[ir.Type]:
    """The types without repetitions, unions in place dissolved, constants in place put together."""
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


def _is_constant(source: _Source) -> bool:
    effective = source.effective
    return (
        source.target is None
        and effective.constants is not None
        and replace(effective, constants=None).bare
    )


def _has_any(source: _Source, values: Iterable[object]) -> bool:
    known = {key(value) for value in source.effective.constants or ()}
    return any(key(value) in known for value in values)


def _is_null(effective: Effective) -> bool:
    """Whether null is the only value, or `nullable: true` all that is said."""
    if effective.choices:
        return False
    if effective.types == () or effective.constants == ():
        return True
    return effective.nullable and not effective.shaped and not effective.required


@dataclass(frozen=True, slots=True)
class _Open:
    """A union whose discriminator is worked out when all of its members are declared."""

    id: ir.Id
    property: str
    mapped: Sequence[tuple[str, Node]]
    members: Sequence[Member]
    default: Node | None
    """The member that values mean which are not mapped."""


class Discriminators:
    """Works out the mappings of discriminators."""

    def __init__(self, types: Types) -> None:
        self._types = types
        self._open: list[_Open] = []

    # --- unions -----------------------------------------------------------------------------------

    def add(
        self, id: ir.Id, discriminator: Mapping[str, Any], place: Node, members: Sequence[Member]
    ) -> None:
        """Takes on the discriminator that stands beside `oneOf` or `anyOf` at `place`."""
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
                            f"The discriminator maps {quoted(value)} to nothing that exists.",
                        )
                    )
                else:
                    mapped.append((value, target))
        name = discriminator.get("defaultMapping")
        default = self._types.references.mapped(name, place) if isinstance(name, str) else None
        self._open.append(_Open(id, discriminator["propertyName"], mapped, members, default))

    # --- models that others extend -----------------------------------------------------------------

    def variant(self, node: Node) -> ir.Id | None:
        """The union that stands for a model with a discriminator wherever it is used, declared on
        first use; None for any other schema."""
        if not self._types.heirs.of(node):
            return None
        id = f"{node.id}/discriminator"
        if id not in self._types.declared.all:
            self._declare(node, id)
        return id

    def _declare(self, node: Node, id: ir.Id) -> None:
        types = self._types
        slot = types.references.slot(node).below(node, ir.Role.MEMBER, "variant", id)
        types.declare_alias(ir.Anything(), slot)
        property = self._property(node) or ""
        members = list(self._variants(node, property, {node.id}))
        members.append(Member(ir.Named(node.id), node))
        alias = types.declared.all[id]
        assert isinstance(alias, ir.Alias)
        union = ir.OneOf(tuple(dict.fromkeys(member.type for member in members)))
        types.declared.all[id] = replace(alias, type=union)
        mapped = [entry for member in members for entry in self._mapped(member, property)]
        self._open.append(_Open(id, property, mapped, members, node))

    def _property(self, node: Node) -> str | None:
        effective = self._types.parts.named(node)
        discriminator = None if effective is None else effective.discriminator
        return None if discriminator is None else discriminator["propertyName"]

    def _variants(self, node: Node, property: str, seen: set[ir.Id]) -> Iterator[Member]:
        """The heirs at any distance; one that has a discriminator by another property stands for
        its own heirs."""
        heirs = self._types.heirs
        for heir in heirs.of(node) or heirs.direct(node):
            if heir.id in seen:
                continue
            seen.add(heir.id)
            if heirs.of(heir) and self._property(heir) != property:
                yield Member(self._types.bare_use(heir), heir)
            else:
                self._types.request(heir)
                yield Member(ir.Named(heir.id), heir)
                yield from self._variants(heir, property, seen)

    def _mapped(self, member: Member, property: str) -> Iterator[tuple[str, Node]]:
        if member.target is not None and self._property(member.target) == property:
            effective = self._types.parts.named(member.target)
            if effective is not None:
                yield from self._types.heirs.mapped(effective)

    # --- mappings ---------------------------------------------------------------------------------

    def complete(self) -> None:
        """Fills in the discriminators of unions whose members are all declared."""
        while self._open:
            self._complete(self._open.pop(0))

    def _complete(self, open: _Open) -> None:
        alias = self._types.declared.all[open.id]
        assert isinstance(alias, ir.Alias)
        if not isinstance(alias.type, ir.OneOf):
            return
        left = [member for member in open.members if member.type in alias.type.members]
        open = replace(open, members=left)
        mapping: dict[str, ir.Id] = {}
        for value, target in open.mapped:
            id = self._member_of(target, open.members)
            if id is not None:
                mapping.setdefault(value, id)
        for value, id in self._implied(open, set(mapping.values())):
            mapping.setdefault(value, id)
        if mapping:
            order = [type.id for type in alias.type.members if isinstance(type, ir.Named)]
            values = sorted(mapping, key=lambda value: (order.index(mapping[value]), value))
            default = None if open.default is None else self._member_of(open.default, left)
            discriminator = ir.Discriminator(
                open.property, {value: mapping[value] for value in values}, default
            )
            self._types.declared.all[open.id] = replace(
                alias, type=ir.OneOf(alias.type.members, discriminator)
            )

    def _member_of(self, target: Node, members: Sequence[Member]) -> ir.Id | None:
        """The member that a mapped schema is, or is one of the variants of."""
        for member in members:
            if isinstance(member.type, ir.Named) and self._is_object(member.type.id):
                if member.target is not None and member.target.id == target.id:
                    return member.type.id
                if member.type.id == target.id:
                    return target.id
        for member in members:
            if isinstance(member.type, ir.Named) and target.id in self._among(member.type.id):
                return member.type.id
        return None

    def _among(self, id: ir.Id) -> set[ir.Id]:
        declared = self._types.declared.all.get(id)
        if isinstance(declared, ir.Alias) and isinstance(declared.type, ir.OneOf):
            return {type.id for type in declared.type.members if isinstance(type, ir.Named)}
        return set()

    def _implied(self, open: _Open, known: set[ir.Id]) -> Iterator[tuple[str, ir.Id]]:
        """Values of members that the document does not map: the constants of their property, or
        the name of the schema where these allow it. One that fits several members tells nothing."""
        found: dict[str, list[ir.Id]] = {}
        names: list[tuple[str, ir.Id]] = []
        for member in open.members:
            if not isinstance(member.type, ir.Named) or member.type.id in known:
                continue
            id = member.type.id
            constants = self._constants(id, open.property, set())
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

    def _constants(self, id: ir.Id, property: str, seen: set[ir.Id]) -> list[str] | None:
        """The constants that a property of a declared object is limited to; None if it is not."""
        declared = self._types.declared.all.get(id)
        if id in seen or declared is None:
            return None
        seen.add(id)
        match declared:
            case ir.Model(fields=fields):
                for field in fields:
                    if field.wire_name == property:
                        return self._strings(field.type)
            case ir.Alias(type=ir.Named(target)):
                return self._constants(target, property, seen)
            case ir.Alias(type=ir.OneOf(members=members)):
                found: list[str] = []
                for member in members:
                    inner = isinstance(member, ir.Named) and self._constants(
                        member.id, property, seen
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
        """Whether values of a declaration may have properties at all."""
        match self._types.declared.all.get(id):
            case ir.Model() | ir.Alias(type=ir.MapOf() | ir.OneOf() | ir.Named()):
                return True
            case _:
                return False
