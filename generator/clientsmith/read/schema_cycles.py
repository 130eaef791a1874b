"""Unions that contain themselves, not only inside a list, a map or an object."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from dataclasses import replace

from .. import ir

Declarations = MutableMapping[ir.Id, ir.Declaration]


def dissolve_cycles(declarations: Declarations, ids: Iterable[ir.Id]) -> list[ir.Id]:
    """Gives aliases that contain each other what the others add: they all have the same values.

    Args:
        declarations: all declarations; aliases among them are replaced.
        ids: those to look at.

    Returns:
        The aliases that are nothing but themselves, which become any value.
    """
    edges = _on_cycles({id: _direct(declarations, id) for id in ids})
    reached = {id: _reached(edges, id) for id in edges}
    groups = {
        id: [id, *sorted(other for other in reached[id] if other != id and id in reached[other])]
        for id in edges
        if id in reached[id]
    }
    members = {
        id: tuple(
            dict.fromkeys(
                member
                for other in group
                for member in _members(declarations, other)
                if not (isinstance(member, ir.Named) and member.id in group)
            )
        )
        for id, group in groups.items()
    }
    for id, found in members.items():
        alias = declarations[id]
        assert isinstance(alias, ir.Alias)
        type: ir.Type = ir.Anything()
        if found:
            type = found[0] if len(found) == 1 else ir.OneOf(found)
        declarations[id] = replace(alias, type=type)
    return [id for id, found in members.items() if not found]


def _members(declarations: Declarations, id: ir.Id) -> tuple[ir.Type, ...]:
    """The types whose values are all values of this alias; none for any other declaration."""
    declared = declarations.get(id)
    if not isinstance(declared, ir.Alias):
        return ()
    return declared.type.members if isinstance(declared.type, ir.OneOf) else (declared.type,)


def _direct(declarations: Declarations, id: ir.Id) -> set[ir.Id]:
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
        pending.extend(new)
    return found
