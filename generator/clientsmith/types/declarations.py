"""The declarations of an API, each under the one id that it becomes code under."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ..ir import (
    Alias,
    Declaration,
    Id,
    Model,
    Named,
    Nullable,
    OneOf,
    Role,
    Type,
    type_references,
)
from .graphs import without_acyclic_ends


class Declarations(Mapping[Id, Declaration]):
    """Looks up declarations, through those that are only references to others.

    Args:
        declarations: all of them, in the document's order.
        merged: id of an inline declaration → id of the same one that stands for it.
    """

    def __init__(
        self, declarations: Mapping[Id, Declaration], merged: Mapping[Id, Id] | None = None
    ) -> None:
        self._declarations = declarations
        self._merged = merged or {}
        self._targets = _targets(declarations, self._merged)
        self.ids = tuple(id_ for id_ in declarations if id_ not in self._targets)
        """Ids of those that can become code, in the document's order."""
        self.components = tuple(id_ for id_ in self.ids if is_component(declarations[id_]))
        """Return the ids that are named schemas of the document."""
        self.synonyms = {
            id_: target for id_, target in self._targets.items() if is_component(declarations[id_])
        }
        """Components that are only a reference → what they refer to in the end."""
        self.repeated: dict[Id, list[Id]] = {}
        """Inline declarations that stand in several places → the ids of all of these, sorted."""
        for id_, first in sorted(self._merged.items()):
            self.repeated.setdefault(first, [first]).append(id_)
        aliases = [
            declaration for id_ in self.ids if isinstance(declaration := declarations[id_], Alias)
        ]
        self.recursive = self._circles(aliases, type_references)
        """Aliases that refer to themselves, not only through a model."""
        self.circular = self._circles(aliases, _chosen)
        """Return the recursive ids whose type is a union with itself as a member."""

    def _circles(
        self, aliases: Iterable[Alias], targets: Callable[[Type], Iterable[Id]]
    ) -> frozenset[Id]:
        return without_acyclic_ends(
            {
                alias.id: {self.resolve(target) for target in targets(alias.type)}
                for alias in aliases
            }
        )

    def resolve(self, id_: Id) -> Id:
        """Return the id that a declaration becomes code under."""
        return self._targets.get(id_, id_)

    def __getitem__(self, id_: Id) -> Declaration:
        return self._declarations[self.resolve(id_)]

    def __iter__(self) -> Iterator[Id]:
        """Return every id, those of references and of repetitions included."""
        return iter(self._declarations)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._declarations

    def __len__(self) -> int:
        return len(self._declarations)

    def original(self, id_: Id) -> Declaration:
        """Return what the document declares under an id, even if it is only a reference."""
        return self._declarations[id_]

    def first(self, id_: Id) -> Id:
        """Return the first of the ids that an inline declaration is repeated under."""
        return self._merged.get(id_, id_)

    def parent(self, id_: Id) -> Id | None:
        """Return the id of the declaration or operation that a declaration stands inside; None for
        components.

        Repetitions are looked up, references are not: what a reference leads to can stand inside
        the declaration that is the reference.
        """
        parent = self._declarations[self.first(id_)].place.parent
        return None if parent is None else self.first(parent)

    def model_of(self, type_: Type) -> Model | None:
        """Return the model that a type is, through names for it; None for anything else."""
        if not isinstance(type_, Named):
            return None
        declaration = self[type_.id]
        return declaration if isinstance(declaration, Model) else None

    def base_of(self, model: Model) -> Model | None:
        """Return the model that a model extends."""
        if model.base is None or model.base not in self:
            return None
        base = self[model.base]
        return base if isinstance(base, Model) else None

    def lineage(self, model: Model) -> Iterator[Model]:
        """Yield the model, what it extends, and so on, up to one that extends nothing, or itself."""
        seen: set[Id] = set()
        current: Model | None = model
        while current is not None and current.id not in seen:
            seen.add(current.id)
            yield current
            current = self.base_of(current)


def is_component(declaration: Declaration) -> bool:
    """Return whether a declaration is a named schema of the document."""
    place = declaration.place
    return place.parent is None and [step.role for step in place.steps] == [Role.COMPONENT]


def _targets(declarations: Mapping[Id, Declaration], merged: Mapping[Id, Id]) -> dict[Id, Id]:
    """Return every declaration that another one stands for → that one."""
    steps = dict(merged)
    for id_, declaration in declarations.items():
        if isinstance(declaration, Alias) and isinstance(declaration.type, Named):
            steps[id_] = declaration.type.id
    targets = {}
    for id_ in steps:
        seen = {id_}
        target = steps[id_]
        while target in steps and target not in seen:
            seen.add(target)
            target = steps[target]
        if target not in seen:
            targets[id_] = target
    return targets


def _chosen(type_: Type) -> Iterator[Id]:
    """Yield ids of the declarations that a type is, or chooses from."""
    match type_:
        case Named(id_):
            yield id_
        case Nullable(inner):
            yield from _chosen(inner)
        case OneOf(members):
            for member in members:
                yield from _chosen(member)
        case _:
            pass
