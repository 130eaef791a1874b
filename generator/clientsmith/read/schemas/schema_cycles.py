"""Unions that contain themselves, not only inside a list, a map or an object."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from dataclasses import replace

from ... import ir

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
    empty: list[ir.Id] = []
    done: set[ir.Id] = set()
    for id in sorted(edges):
        if id in done or id not in reached[id]:
            continue
        group = {other for other in reached[id] if id in reached[other]}
        done |= group
        empty += _dissolve(declarations, sorted(group))
    return empty


def _dissolve(declarations: Declarations, group: list[ir.Id]) -> list[ir.Id]:
    """Gives each alias of a group the members of all; the ids of the group if there are none."""
    named = {ir.Named(id) for id in group}
    own = {id: [m for m in _members(declarations, id) if m not in named] for id in group}
    every = [member for members in own.values() for member in members]
    for id in group:
        alias = declarations[id]
        assert isinstance(alias, ir.Alias)
        members = tuple({repr(member): member for member in (*own[id], *every)}.values())
        type: ir.Type = ir.OneOf(members) if len(members) > 1 else (*members, ir.Anything())[0]
        declarations[id] = replace(alias, type=type)
    return [] if every else group


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
        pending.extend(sorted(new))
    return found
