"""What was found in both documents: every pair of declarations once, and how values get there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ...ir import Alias, Enumeration, Id, Model, Role, Step
from .docs import deprecation, docs_events
from .events import BOTH, Direction, Directions, Event, Visit
from .limit_events import Limits
from .models import Models
from .types import Findings, Types
from .version import Version
from .where import Pair, Where, segment

_STEPS = {Role.ITEM: "[]", Role.VALUE: "{}"}


@dataclass(frozen=True, slots=True)
class Found:
    """An event, and the ways in which values travel where it is."""

    event: Event
    directions: Directions

    repeated: tuple[Event, ...] = ()
    """The same in models that take over the field, or where a schema is used."""


@dataclass(slots=True)
class _Examined:
    """What was found in a pair."""

    root: Pair
    """What an operation refers to, and through which it was met first."""

    where: Where
    findings: Findings
    directions: set[Direction] = field(default_factory=set)


class Gathering:
    """Takes what is found in operations, and follows it into declarations.

    Args:
        old: the old version.
        new: the new version.
        types: compares types.
    """

    def __init__(self, old: Version, new: Version, types: Types) -> None:
        self._old = old
        self._new = new
        self._types = types
        self._models = Models(old, new, types)
        self._limits = Limits(old, new)
        self._found: list[Found] = []
        self._visits: list[tuple[Visit, Directions]] = []
        self._pairs: dict[Pair, _Examined] = {}
        self._users: dict[Pair, set[str]] = defaultdict(set)
        """What operations refer to → these operations."""

    @property
    def pairs(self) -> Mapping[Pair, object]:
        """Every pair of declarations that was compared."""
        return self._pairs

    def add(self, events: Iterable[Event], directions: Directions = BOTH) -> None:
        """What was found in an operation, or in the API as a whole."""
        self._found += (Found(event, directions) for event in events)

    def take(self, findings: Findings, directions: Directions) -> None:
        """What was found where values travel in these directions, and behind that."""
        self.add(findings.events, directions)
        for visit in findings.visits:
            self._visits.append((visit, directions))
            self.follow(visit.pair, visit.where, directions)

    def follow(self, pair: Pair, where: Where, directions: Directions) -> None:
        """Compare two declarations, and all that they refer to, once whatever the directions."""
        if where.operation:
            self._users[pair].add(where.operation)
        root = pair
        waiting = [(pair, where, directions)]
        while waiting:
            pair, where, directions = waiting.pop()
            examined = self._pairs.get(pair)
            if examined is None:
                where = self._about(pair, where)
                findings = self._examine(pair, where)
                examined = self._pairs[pair] = _Examined(root, where, findings)
            further = directions - examined.directions
            if further:
                examined.directions |= further
                waiting += (
                    (visit.pair, visit.where, further & visit.directions)
                    for visit in examined.findings.visits
                )

    def found(self) -> Iterator[Found]:
        """Everything that is different, each cause once."""
        yield from _together((*self._found, *self._nulls()))
        repeated: dict[tuple[Pair, Event], list[Event]] = defaultdict(list)
        own: list[tuple[Pair, Event]] = []
        for pair, examined in self._pairs.items():
            for event in examined.findings.events:
                origin = self._origin(event)
                if origin is None:
                    own.append((pair, event))
                else:
                    repeated[origin].append(event)
        for pair, event in own:
            examined = self._pairs[pair]
            users = tuple(sorted(self._users[examined.root]))
            shown = event
            if event.where.operation and len(users) > 1:
                shown = replace(event, where=event.where.shared(users))
            yield Found(shown, frozenset(examined.directions), tuple(repeated[pair, event]))

    def _origin(self, event: Event) -> tuple[Pair, Event] | None:
        """The same event in the model that a field is taken from."""
        examined = None if event.inherited is None else self._pairs.get(event.inherited)
        if examined is None or event.inherited is None:
            return None
        for other in examined.findings.events:
            is_same = (event.kind, event.old, event.new, event.detail, event.where.field) == (
                other.kind,
                other.old,
                other.new,
                other.detail,
                other.where.field,
            )
            if is_same and event.where.path.endswith(other.where.path):
                return event.inherited, other
        return None

    # --- null ---------------------------------------------------------------------------------

    def _nulls(self) -> Iterator[Found]:
        """Where null became a value, or is none any more; once for a schema that says so itself."""
        places: dict[Pair, list[tuple[Visit, Directions]]] = {
            visit.pair: [] for visit in self._all_visits() if visit.nullable[0] != visit.nullable[1]
        }
        if not places:
            return
        for visit, directions in self._visits:
            places.get(visit.pair, []).append((visit, directions))
        for examined in self._pairs.values():
            for visit in examined.findings.visits:
                if not visit.is_inherited:
                    directions = visit.directions & examined.directions
                    places.get(visit.pair, []).append((visit, directions))
        for pair, visits in places.items():
            changed = [each for each in visits if each[0].nullable[0] != each[0].nullable[1]]
            side = 1 if all(visit.nullable[1] for visit, _ in visits) else 0
            is_of_schema = all(visit.nullable[side] for visit, _ in visits)
            if len(changed) > 1 and is_of_schema and self._new.component(pair[1]):
                kind = "null-added" if side else "null-removed"
                ways = frozenset().union(*(directions for _, directions in changed))
                repeated = tuple(Event(kind, visit.where) for visit, _ in changed)
                yield Found(Event(kind, self.schema(pair)), ways, repeated)
                continue
            for visit, directions in changed:
                kind = "null-added" if visit.nullable[1] else "null-removed"
                yield Found(Event(kind, visit.where), directions)

    def _all_visits(self) -> Iterator[Visit]:
        yield from (visit for visit, _ in self._visits)
        for examined in self._pairs.values():
            yield from examined.findings.visits

    # --- declarations -------------------------------------------------------------------------

    def where(self, pair: Pair) -> Where:
        """Where a pair that was compared stands."""
        return self._pairs[pair].where

    def _about(self, pair: Pair, where: Where) -> Where:
        """Where a pair stands, which was met somewhere."""
        where = self._rooted(pair, where)
        if self._old.class_names(pair[0])[0] or self._new.class_names(pair[1])[0]:
            where = replace(where, declaration=pair, field=None)
        return where

    def _examine(self, pair: Pair, where: Where) -> Findings:
        old, new = self._old[pair[0]], self._new[pair[1]]
        if isinstance(old, Model) and isinstance(new, Model):
            found = self._models.compare(pair, where)
        else:
            found = self._types.declarations(pair, where)
        if isinstance(old, Alias) and isinstance(new, Alias):
            found.events += self._limits.events(
                old.constraints,
                new.constraints,
                where,
                types=(old.type, new.type),
                with_types=not found.events,
            )
        if new.place.steps[-1].role is not Role.PROPERTY:  # a field says the same
            docs = (old.docs, new.docs)
            if isinstance(old, Enumeration) and isinstance(new, Enumeration) and found.events:
                docs = (deprecation(old.docs), deprecation(new.docs))  # it may go through constants
            found.events += docs_events(*docs, where, "schema")
        return found

    def schema(self, pair: Pair) -> Where:
        """Where a named schema stands; its name is that of before while there is one of this name."""
        name, before = self._new.component(pair[1]), self._old.component(pair[0])
        still = self._new.components.get(before)
        if still is not None and self._new.resolve(still) == pair[1]:
            name = before
        return Where(subject=name, noun=name, old=pair[0], new=pair[1], declaration=pair)

    def _rooted(self, pair: Pair, where: Where) -> Where:
        """Where a declaration stands: below the named schema that it is inside of, else where it was
        met."""
        steps: tuple[Step, ...] = ()
        current: Id | None = pair[1]
        while current is not None and current in self._new and not self._new.component(current):
            steps = (*self._new[current].place.steps, *steps)
            current = self._new[current].place.parent
        if current is None or current not in self._new:
            return where
        if not steps:
            return self.schema(pair)
        parent = self._new[pair[1]].place.parent
        before = self._old[pair[0]].place.parent
        declaration = where.declaration
        if parent is not None and before is not None and before in self._old:
            declaration = (before, parent)
        return Where(
            subject=self._new.component(current),
            noun=self._new.component(current),
            path="".join(map(_step, steps)),
            old=pair[0],
            new=pair[1],
            declaration=declaration,
            field=where.field,
        )


def _together(found: Iterable[Found]) -> Iterator[Found]:
    """What was found, with one for all operations where they share what is different."""
    groups: dict[object, list[Found]] = defaultdict(list)
    for each in found:
        event, where = each.event, each.event.where
        key: object = id(each)
        subject = where.full_subject.removeprefix(where.operation)
        if where.operation and subject and (where.old or where.new):
            said = event.kind, event.old, event.new, event.detail
            key = subject, said, where.old, where.new, each.directions
        groups[key].append(each)
    for group in groups.values():
        users = tuple(sorted({each.event.where.operation for each in group}))
        if len(users) == 1:
            yield from group
            continue
        first = min(group, key=lambda each: each.event.where.operation)
        where = first.event.where
        python = (name for each in group for name in _names(each.event.where))
        event = replace(first.event, where=where.shared(users, tuple(dict.fromkeys(python))))
        yield replace(first, event=event)


def _names(where: Where) -> tuple[str, ...]:
    return tuple(filter(None, (*where.python, *where.arguments)))


def _step(step: Step) -> str:
    if step.role in _STEPS:
        return _STEPS[step.role]
    if step.role is Role.MEMBER:
        return f"<{step.word}>"
    return f".{segment(step.word)}"
