"""Two operations that want one method name: who gets it, and what the other is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..ir import Id, Operation
from ..problem import Location, Problem, Severity
from .words.identifiers import NameScope

ResourcePath = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contender:
    """An operation, its resource, and the method names that it could have."""

    operation: Operation
    resource: ResourcePath
    candidates: tuple[str, ...]
    """Best first; at least one."""

    rank: int
    """How well the first candidate is founded; the smallest rank wins a clash."""

    @property
    def precedence(self) -> tuple[int, int, str, str, str]:
        """Sorts contenders for a name; nothing in it depends on the order of the document."""
        path = self.operation.path
        return self.rank, path.count("/"), path, self.operation.method, self.operation.id


def resolve_clashes(
    contenders: Sequence[Contender], taken: Mapping[ResourcePath, Collection[str]]
) -> tuple[dict[Id, str], tuple[Problem, ...]]:
    """A method name for every operation, and a note for each that did not get its first choice.

    Args:
        contenders: the operations.
        taken: names that are not free, by resource: attributes for nested resources, and names
            that the user chose.
    """
    groups: dict[ResourcePath, list[Contender]] = defaultdict(list)
    for contender in contenders:
        groups[contender.resource].append(contender)
    names: dict[Id, str] = {}
    problems: list[Problem] = []
    for resource in sorted(groups):
        group = sorted(groups[resource], key=lambda contender: contender.precedence)
        scope = NameScope(taken.get(resource, ()))
        losers = []
        owners: dict[str, Operation] = {}
        for contender in group:
            first = contender.candidates[0]
            if first in scope:
                losers.append(contender)
            else:
                names[contender.operation.id] = scope.allocate([first])
                owners[first] = contender.operation
        for contender in losers:
            name = scope.allocate(contender.candidates)
            names[contender.operation.id] = name
            problems.append(_note(contender, name, owners.get(contender.candidates[0])))
    return names, tuple(problems)


def taken_names(
    resources: Iterable[ResourcePath], chosen: Iterable[tuple[ResourcePath, str]]
) -> dict[ResourcePath, set[str]]:
    """Names that no method may have, by resource: nested resources, and methods that are given."""
    taken: dict[ResourcePath, set[str]] = defaultdict(set)
    for resource in resources:
        for depth in range(1, len(resource)):
            taken[resource[:depth]].add(resource[depth])
    for resource, method in chosen:
        taken[resource].add(method)
    return taken


def _note(contender: Contender, name: str, owner: Operation | None) -> Problem:
    operation = contender.operation
    reached = ".".join(contender.resource)
    wanted = contender.candidates[0]
    if owner is None:
        reason = "is taken by a nested resource, or by a method whose name is chosen or pinned"
    else:
        reason = f"belongs to {owner.method} {owner.path}"
    return Problem(
        "operation-name-clash",
        Severity.NOTE,
        f"{operation.method} {operation.path} is called {reached}.{name}: "
        f"{reached}.{wanted} {reason}.",
        operation.location or Location("", operation.id),
        "Choose another name in the table names.operations of the configuration.",
    )
