"""Discriminators: which value of a property means which member of a union."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ... import ir
from ...document import Node
from ...problem import quoted
from .unions import Member

if TYPE_CHECKING:
    from .types import Types


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
