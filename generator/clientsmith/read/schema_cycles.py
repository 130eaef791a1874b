"""Unions that contain themselves, not only inside a list, a map or an object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import replace

from .. import ir


def break_cycles(
    declarations: MutableMapping[ir.Id, ir.Declaration], ids: Iterable[ir.Id]
) -> Iterator[ir.Id]:
    """Takes members out of unions that lead back to the union itself, which adds no value to it.

    Yields:
        The aliases that are nothing but themselves, and so any value.

    Args:
        declarations: all declarations; aliases among them are replaced.
        ids: those to look at.
    """
    done: set[ir.Id] = set()
    for start in ids:
        path: list[ir.Id] = []
        pending: list[tuple[ir.Id, bool]] = [(start, False)]
        while pending:
            id, leaving = pending.pop()
            if leaving:
                path.pop()
                done.add(id)
            elif id in path:
                if _without(declarations, path[-1], id):
                    yield path[-1]
            elif id not in done:
                path.append(id)
                pending.append((id, True))
                pending.extend((target, False) for target in reversed(_direct(declarations, id)))


def _direct(declarations: MutableMapping[ir.Id, ir.Declaration], id: ir.Id) -> list[ir.Id]:
    """The declarations whose values are all values of this one."""
    declared = declarations.get(id)
    if not isinstance(declared, ir.Alias):
        return []
    members = declared.type.members if isinstance(declared.type, ir.OneOf) else (declared.type,)
    return [member.id for member in members if isinstance(member, ir.Named)]


def _without(declarations: MutableMapping[ir.Id, ir.Declaration], id: ir.Id, target: ir.Id) -> bool:
    """Takes `target` out of an alias; whether nothing was left of it."""
    alias = declarations[id]
    assert isinstance(alias, ir.Alias)
    if not isinstance(alias.type, ir.OneOf):
        declarations[id] = replace(alias, type=ir.Anything())
        return True
    first, *others = [member for member in alias.type.members if member != ir.Named(target)]
    rest = ir.OneOf((first, *others), alias.type.discriminator) if others else first
    declarations[id] = replace(alias, type=rest)
    return False
