"""Collects differences, and compares every pair of declarations once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ...ir import Alias, Enumeration, Id, Model, Role, Step
from .constraints import constraint_differences
from .difference import (
    BOTH,
    ComparedPlace,
    Difference,
    Direction,
    Directions,
    Pair,
    PairedReference,
    PlaceComparison,
    deprecation,
    docs_differences,
    path_segment,
)
from .matching import Versions
from .models import ModelComparer
from .types import compare_declarations

_SEGMENTS = {Role.ITEM: "[]", Role.VALUE: "{}"}


@dataclass(slots=True)
class _ComparedPair:
    """Result of comparing a pair of declarations."""

    root: Pair
    """Declarations that an operation refers to and that led here first."""

    place: ComparedPlace
    result: PlaceComparison
    directions: set[Direction] = field(default_factory=set)


class DifferenceCollector:
    """Takes the differences of operations, and compares the declarations that they refer to."""

    def __init__(self, versions: Versions) -> None:
        self.versions = versions
        self._old = versions.old
        self._new = versions.new
        self._models = ModelComparer(versions)
        self._differences: list[Difference] = []
        self._references: list[PairedReference] = []
        self._pairs: dict[Pair, _ComparedPair] = {}
        self._users: dict[Pair, set[str]] = defaultdict(set)
        """Declarations that operations refer to → these operations."""

    @property
    def pairs(self) -> Mapping[Pair, object]:
        """Every pair of declarations that was compared."""
        return self._pairs

    def add(self, differences: Iterable[Difference], directions: Directions = BOTH) -> None:
        """Add differences of an operation or of the API as a whole."""
        self._differences += (
            each if directions == BOTH else replace(each, travels=directions)
            for each in differences
        )

    def add_comparison(self, found: PlaceComparison, directions: Directions) -> None:
        """Add differences where values travel in these directions, and compare declarations."""
        self.add(found.differences, directions)
        for reference in found.references:
            self._references.append(replace(reference, directions=directions))
            self.follow(reference.pair, reference.place, directions)

    def follow(self, pair: Pair, place: ComparedPlace, directions: Directions) -> None:
        """Compare two declarations and all declarations that they refer to, each pair once."""
        if place.operation:
            self._users[pair].add(place.operation)
        root = pair
        waiting = [(pair, place, directions)]
        while waiting:
            pair, place, directions = waiting.pop()
            compared = self._pairs.get(pair)
            if compared is None:
                place = self._place_of_declaration(pair, place)
                result = self._compare(pair, place)
                compared = self._pairs[pair] = _ComparedPair(root, place, result)
            further = directions - compared.directions
            if further:
                compared.directions |= further
                waiting += (
                    (reference.pair, reference.place, further & reference.directions)
                    for reference in compared.result.references
                )

    def differences(self) -> Iterator[Difference]:
        """Yield all differences, each cause once."""
        yield from _joined((*self._differences, *self._nullability()))
        repeated: dict[tuple[Pair, Difference], list[ComparedPlace]] = defaultdict(list)
        own: list[tuple[Pair, Difference]] = []
        for pair, compared in self._pairs.items():
            for difference in compared.result.differences:
                origin = self._origin(difference)
                if origin is None:
                    own.append((pair, difference))
                else:
                    repeated[origin].append(difference.place)
        for pair, difference in own:
            compared = self._pairs[pair]
            users = tuple(sorted(self._users[compared.root]))
            place = difference.place
            yield replace(
                difference,
                place=place.shared(users) if place.operation and len(users) > 1 else place,
                travels=frozenset(compared.directions),
                repeated_at=tuple(repeated[pair, difference]),
            )

    def _origin(self, difference: Difference) -> tuple[Pair, Difference] | None:
        """Return the same difference in the model that a field is inherited from."""
        pair = difference.inherited_from
        if pair is None or pair not in self._pairs:
            return None
        for other in self._pairs[pair].result.differences:
            is_same = _value(difference) == _value(other) and (
                difference.place.field == other.place.field
            )
            if is_same and difference.place.path.endswith(other.place.path):
                return pair, other
        return None

    # --- null ---------------------------------------------------------------------------------

    def _nullability(self) -> Iterator[Difference]:
        """Yield where null became a value or is no longer one; once for a schema that is nullable
        itself."""
        places: dict[Pair, list[PairedReference]] = {
            reference.pair: []
            for reference in self._all_references()
            if reference.nullable[0] != reference.nullable[1]
        }
        if not places:
            return
        for reference in self._references:
            if reference.pair in places:
                places[reference.pair].append(reference)
        for compared in self._pairs.values():
            for reference in compared.result.references:
                if not reference.is_inherited and reference.pair in places:
                    directions = reference.directions & compared.directions
                    places[reference.pair].append(replace(reference, directions=directions))
        for pair, references in places.items():
            changed = [each for each in references if each.nullable[0] != each.nullable[1]]
            index = 1 if all(each.nullable[1] for each in references) else 0
            is_of_schema = all(each.nullable[index] for each in references)
            if len(changed) > 1 and is_of_schema and self._new.component(pair[1]):
                yield Difference(
                    "null-added" if index else "null-removed",
                    self.place_of_schema(pair),
                    travels=frozenset().union(*(each.directions for each in changed)),
                    repeated_at=tuple(each.place for each in changed),
                )
                continue
            for each in changed:
                kind = "null-added" if each.nullable[1] else "null-removed"
                yield Difference(kind, each.place, travels=each.directions)

    def _all_references(self) -> Iterator[PairedReference]:
        yield from self._references
        for compared in self._pairs.values():
            yield from compared.result.references

    # --- declarations -------------------------------------------------------------------------

    def _compare(self, pair: Pair, place: ComparedPlace) -> PlaceComparison:
        old, new = self._old[pair[0]], self._new[pair[1]]
        if isinstance(old, Model) and isinstance(new, Model):
            found = self._models.compare(old, new, place)
        else:
            found = compare_declarations(self.versions, pair, place)
        if isinstance(old, Alias) and isinstance(new, Alias):
            found.differences += constraint_differences(
                self.versions,
                old.constraints,
                new.constraints,
                place,
                types=(old.type, new.type),
                with_types=not found.differences,
            )
        if new.place.steps[-1].role is not Role.PROPERTY:  # a field has the same description
            docs = (old.docs, new.docs)
            if isinstance(old, Enumeration) and isinstance(new, Enumeration) and found.differences:
                docs = (deprecation(old.docs), deprecation(new.docs))  # it may list the constants
            found.differences += docs_differences(*docs, place, "schema")
        return found

    def place(self, pair: Pair) -> ComparedPlace:
        """Return the place of a pair that was compared."""
        return self._pairs[pair].place

    def place_of_schema(self, pair: Pair) -> ComparedPlace:
        """Return the place of a component schema, with the old name while that still exists."""
        name, old_name = self._new.component(pair[1]), self._old.component(pair[0])
        still = self._new.components.get(old_name)
        if still is not None and self._new.resolve(still) == pair[1]:
            name = old_name
        return ComparedPlace(name, name, old=pair[0], new=pair[1], declaration=pair)

    def _place_of_declaration(self, pair: Pair, place: ComparedPlace) -> ComparedPlace:
        """Return the place of a pair that was found at another place."""
        place = self._rooted(pair, place)
        if self._old.class_names(pair[0])[0] or self._new.class_names(pair[1])[0]:
            place = replace(place, declaration=pair, field=None)
        return place

    def _rooted(self, pair: Pair, place: ComparedPlace) -> ComparedPlace:
        """Return the place of a declaration as a path from the component schema around it; the given
        place where there is none."""
        steps: tuple[Step, ...] = ()
        current: Id | None = pair[1]
        while current is not None and current in self._new and not self._new.component(current):
            steps = (*self._new[current].place.steps, *steps)
            current = self._new[current].place.parent
        if current is None or current not in self._new:
            return place
        if not steps:
            return self.place_of_schema(pair)
        old_parent, new_parent = self._old[pair[0]].place.parent, self._new[pair[1]].place.parent
        declaration = place.declaration
        if new_parent is not None and old_parent is not None and old_parent in self._old:
            declaration = (old_parent, new_parent)
        return ComparedPlace(
            subject=self._new.component(current),
            noun=self._new.component(current),
            path="".join(map(_segment, steps)),
            old=pair[0],
            new=pair[1],
            declaration=declaration,
            field=place.field,
        )


def _joined(differences: Iterable[Difference]) -> Iterator[Difference]:
    """Yield differences, with a single one for all operations that share what differs."""
    groups: dict[object, list[Difference]] = defaultdict(list)
    for each in differences:
        place = each.place
        key: object = id(each)
        subject = place.full_subject.removeprefix(place.operation)
        if place.operation and subject and (place.old or place.new):
            key = subject, _value(each), place.old, place.new, each.travels
        groups[key].append(each)
    for group in groups.values():
        users = tuple(sorted({each.place.operation for each in group}))
        if len(users) == 1:
            yield from group
            continue
        first = min(group, key=lambda each: each.place.operation)
        names = (
            name for each in group for name in (*each.place.python, *each.place.arguments) if name
        )
        yield replace(first, place=first.place.shared(users, tuple(dict.fromkeys(names))))


def _value(difference: Difference) -> tuple[str, str, str, str]:
    return difference.kind, difference.old, difference.new, difference.detail


def _segment(step: Step) -> str:
    if step.role in _SEGMENTS:
        return _SEGMENTS[step.role]
    return f"<{step.word}>" if step.role is Role.MEMBER else f".{path_segment(step.word)}"
