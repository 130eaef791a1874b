"""Matches the operations, declarations and union members of two versions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from ...ir import (
    Alias,
    Enumeration,
    Id,
    ListOf,
    Literals,
    MapOf,
    Model,
    Named,
    OneOf,
    Operation,
    Scalar,
    TupleOf,
    Type,
)
from .version import Version

MemberPairs = list[tuple[Type, Type]]

_RENAMED_SIMILARITY = 0.5
"""Share of common fields or constants from which a schema counts as renamed."""

_PARAMETER = re.compile(r"\{[^{}]*\}")


class Versions:
    """Both versions of an API.

    Ids of declarations are those that `Version.resolve` returns.
    """

    def __init__(self, old: Version, new: Version) -> None:
        self.old = old
        self.new = new
        self._similarities: dict[tuple[Id, Id], float] = {}

    # --- declarations -------------------------------------------------------------------------

    def match(self, old: Id, new: Id) -> bool:
        """Return whether two declarations match, perhaps renamed and changed.

        A schema whose name still exists matches no schema of another name.
        """
        old_name, new_name = self.old.component(old), self.new.component(new)
        if not old_name and not new_name:
            return self._similarity(old, new) > 0
        if self._have_synonyms(old, new):
            return True
        is_removed = old_name not in self.new.components or old_name in self.old.repeated_names
        return is_removed and self._similarity(old, new) >= _RENAMED_SIMILARITY

    def _have_synonyms(self, old: Id, new: Id) -> bool:
        """Return whether two schemas have one name, or names that are aliases in one version."""
        old_name, new_name = self.old.component(old), self.new.component(new)
        if not old_name or not new_name or old_name == new_name:
            return bool(old_name) and old_name == new_name
        newer, older = self.new.components.get(old_name), self.old.components.get(new_name)
        return (newer is not None and self.new.resolve(newer) == new) or (
            older is not None and self.old.resolve(older) == old
        )

    def have_same_name(self, old: Id, new: Id) -> bool:
        """Return whether both are component schemas with the same name."""
        name = self.old.component(old)
        return bool(name) and name == self.new.component(new)

    def _similarity(self, old: Id, new: Id) -> float:
        """Return how much two declarations have in common, from 0 to 1."""
        key = (old, new)
        if key not in self._similarities:
            self._similarities[key] = self._measure(old, new)
        return self._similarities[key]

    def _measure(self, old: Id, new: Id) -> float:
        match self.old[old], self.new[new]:
            case Model(fields=before), Model(fields=after):
                return _common_share(
                    {each.wire_name for each in before}, {each.wire_name for each in after}
                )
            case Enumeration(values=before), Enumeration(values=after):
                return _common_share(set(map(repr, before)), set(map(repr, after)))
            case Alias(type=before), Alias(type=after):
                return float(type(before) is type(after))
            case _:
                return 0.0

    # --- members of unions --------------------------------------------------------------------

    def match_members(self, old: OneOf, new: OneOf) -> tuple[MemberPairs, list[Type], list[Type]]:
        """Match the members of two unions, whatever their order; the most certain matches first.

        Returns:
            Matches, removed members, and added members.
        """
        matched: MemberPairs = []
        removed, added = list(old.members), list(new.members)
        for matches in (
            self._members_of_same_name,
            self._inline_members_of_same_name,
            self._members_of_matching_declarations,
            self._members_of_same_shape,
            self._constants_and_scalar,
        ):
            for one in tuple(removed):
                other = next((each for each in added if matches(one, each)), None)
                if other is not None:
                    matched.append((one, other))
                    removed.remove(one)
                    added.remove(other)
        return matched, removed, added

    def _members_of_same_name(self, one: Type, other: Type) -> bool:
        if not (isinstance(one, Named) and isinstance(other, Named)):
            return one == other
        return self.have_same_name(self.old.resolve(one.id), self.new.resolve(other.id))

    def _inline_members_of_same_name(self, one: Type, other: Type) -> bool:
        """Return whether inline members have the same title or discriminator value."""
        if not (isinstance(one, Named) and isinstance(other, Named)):
            return False
        words = (self.old[one.id].place.steps[-1].word, self.new[other.id].place.steps[-1].word)
        if words[0] != words[1] or words[0] == "" or words[0].isdigit():
            return False
        return self._members_of_matching_declarations(one, other)

    def _members_of_matching_declarations(self, one: Type, other: Type) -> bool:
        if not (isinstance(one, Named) and isinstance(other, Named)):
            return False
        return self.match(self.old.resolve(one.id), self.new.resolve(other.id))

    def _members_of_same_shape(self, one: Type, other: Type) -> bool:
        one, other = self.old.expanded(one), self.new.expanded(other)
        if isinstance(one, Scalar | Named):
            return one == other and isinstance(one, Scalar)
        return type(one) is type(other) and isinstance(one, ListOf | MapOf | TupleOf | Literals)

    def _constants_and_scalar(self, one: Type, other: Type) -> bool:
        """Return whether one is a list of constants and the other any value of a scalar type."""
        one, other = self.old.expanded(one), self.new.expanded(other)
        return {type(one), type(other)} == {Literals, Scalar}


def _common_share(old: set[str], new: set[str]) -> float:
    """Return the size of the intersection relative to the union; 1 for two empty sets."""
    return len(old & new) / len(old | new) if old or new else 1.0


@dataclass(frozen=True, slots=True)
class OperationMatches:
    """Matched, removed and added operations."""

    matched: list[tuple[Operation, Operation]] = field(default_factory=list)
    removed: list[Operation] = field(default_factory=list)
    added: list[Operation] = field(default_factory=list)


def match_operations(old: Version, new: Version) -> OperationMatches:
    """Match operations by HTTP method and path, whatever the names of path parameters; then by
    `operationId`, for moved operations; then by Python name."""
    keys: tuple[tuple[Callable[[Operation], Hashable], Callable[[Operation], Hashable]], ...] = (
        (_exact, _exact),
        (normalized, normalized),
        (_operation_id, _operation_id),
        (old.method_name, new.method_name),
    )
    matches = OperationMatches(removed=list(old.api.operations), added=list(new.api.operations))
    for old_key, new_key in keys:
        old_by_key = _unique(matches.removed, old_key)
        new_by_key = _unique(matches.added, new_key)
        for key, before in old_by_key.items():
            if key in new_by_key:
                matches.matched.append((before, new_by_key[key]))
                matches.removed.remove(before)
                matches.added.remove(new_by_key[key])
    return matches


def normalized(operation: Operation) -> tuple[str, str]:
    """Return HTTP method, and path without the names of its parameters."""
    return operation.method, _PARAMETER.sub("{}", operation.path)


def path_parameters(operation: Operation) -> list[str]:
    """Return the names of the path parameters, in order."""
    return [name[1:-1] for name in _PARAMETER.findall(operation.path)]


def _exact(operation: Operation) -> tuple[str, str]:
    return operation.method, operation.path


def _operation_id(operation: Operation) -> str:
    return operation.operation_id or ""


def _unique(
    operations: Iterable[Operation], key: Callable[[Operation], Hashable]
) -> dict[Hashable, Operation]:
    """Return operations by a key that no other operation has."""
    keys = [(key(operation), operation) for operation in operations]
    counts = Counter(each for each, _ in keys)
    return {each: operation for each, operation in keys if each and counts[each] == 1}
