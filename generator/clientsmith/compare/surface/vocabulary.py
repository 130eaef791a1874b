"""What names in the annotations of two clients stand for."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

import griffe

from .annotations import Names, Relation, relation
from .client_files import ClientFiles
from .reading import MODELS, Surface

_WIRE_TYPES = "_runtime/wire_types.py"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What names in annotations of the old and of the new client stand for."""

    old: Names
    new: Names

    def relation(self, was: str, now: str) -> Relation:
        """What an annotation of the new client is beside one of the old. What an alias in both stands
        for is the alias's own matter."""
        return Relation.SAME if was == now else relation(was, self.old, now, self.new)

    def relation_for_readers(self, was: str, now: str) -> Relation:
        """The same to those who read values, for whom unknown constants come as they are."""
        return relation(was, self.old.tolerant, now, self.new.tolerant)


def vocabulary(
    old: ClientFiles,
    new: ClientFiles,
    before: Surface,
    now: Surface,
    renamed: Mapping[str, str],
) -> Vocabulary:
    """The vocabulary of two clients.

    Args:
        old: the modules of the old client.
        new: those of the new one.
        before: what users of the old client can name.
        now: what users of the new one can.
        renamed: old name → new name of what is there under both.

    Raises:
        BrokenModule: a module cannot be parsed.
    """
    earlier = {_last(name): _last(one) for one, name in renamed.items() if one.startswith(MODELS)}
    return Vocabulary(
        Names(
            {**_wire_types(old), **_become_synonyms(before, now), **_aliases(before)},
            bases=_bases(before),
        ),
        Names({**_wire_types(new), **_aliases(now)}, earlier, _bases(now)),
    )


def _aliases(surface: Surface) -> dict[str, str]:
    """The type aliases among the models, by name."""
    return {
        _last(name): str(value.value)
        for name, value in surface.items()
        if name.startswith(MODELS) and isinstance(value, griffe.Attribute)
    }


def _become_synonyms(before: Surface, now: Surface) -> dict[str, str]:
    """The classes of the old client that are only other names of classes in the new one."""
    return {
        name: value
        for name, value in _aliases(now).items()
        if value.isidentifier() and isinstance(before.get(f"{MODELS}{name}"), griffe.Class)
    }


def _bases(surface: Surface) -> dict[str, tuple[str, ...]]:
    """The classes among the models with those that they extend, by name."""
    return {
        _last(name): tuple(map(str, value.bases))
        for name, value in surface.items()
        if name.startswith(MODELS) and isinstance(value, griffe.Class)
    }


def _wire_types(client: ClientFiles) -> dict[str, str]:
    """The aliases of the runtime for types that have a JSON form of their own."""
    return {
        node.target.id: ast.unparse(node.value)
        for node in client.parsed(_WIRE_TYPES).body
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and node.value is not None
    }


def _last(name: str) -> str:
    return name.rpartition(".")[2]
