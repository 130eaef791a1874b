"""Operations that contend for names, and clashes between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...ir import Id, Operation
from ...problem import Location, Problem, Severity
from ..decisions import Candidate, Decision, Decisions, NameKind, Trail
from ..overrides import OperationName, ResourcePath, operation_key
from ..words.identifiers import NameScope, number_spelled, safe_name
from ..words.paths import Segments, static
from ..words.reserved import RESOURCE_ATTRIBUTES, ROOT_ATTRIBUTES
from ..words.words import snake
from .path_shapes import parent_words

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contender:
    """An operation, its resource, and the method names that it could have."""

    operation: Operation
    resource: ResourcePath
    resource_rule: str
    """Where the resource comes from, in plain words."""

    candidates: tuple[Candidate, ...]
    """Best first; at least one."""

    rejected: tuple[Candidate, ...]
    """Names that are none of the candidates, and why."""

    rank: int
    """Rank of the first candidate; the smallest rank wins a clash."""

    @property
    def precedence(self) -> tuple[int, int, str, str, str]:
        """Sorts contenders for a name; nothing in it depends on the order of the document."""
        path = self.operation.path
        return self.rank, path.count("/"), path, self.operation.method, self.operation.id

    @property
    def first_name(self) -> OperationName:
        """The name that it has unless something else has it."""
        return OperationName(self.resource, self.candidates[0].name)


def resolve_clashes(
    contenders: Sequence[Contender],
    taken: Mapping[ResourcePath, Mapping[str, str]],
    decisions: Decisions | None = None,
) -> tuple[dict[Id, str], tuple[Problem, ...]]:
    """Return a method name for every operation, and a note for each that did not get its first
    choice.

    Args:
        contenders: the operations.
        taken: names that are not free, by resource, with what has them: attributes for nested
            resources, and names that the user chose.
        decisions: gets a decision on each name.
    """
    groups: dict[ResourcePath, list[Contender]] = defaultdict(list)
    for contender in contenders:
        groups[contender.resource].append(contender)
    names: dict[Id, str] = {}
    problems: list[Problem] = []
    for resource in sorted(groups):
        scope = NameScope()
        for name, owner in taken.get(resource, {}).items():
            scope.reserve(name, owner)

        def give(contender: Contender, candidates: tuple[Candidate, ...], scope: NameScope) -> str:
            operation = contender.operation
            trail = Trail(candidates, contender.rejected)
            name = scope.allocate(trail, f"belongs to {operation_key(operation)}")
            names[operation.id] = name
            if decisions is not None:
                considered = trail.considered(name, scope)
                decide(contender, name, considered[-1].rule, considered, decisions)
            return name

        losers = []
        for contender in sorted(groups[resource], key=lambda contender: contender.precedence):
            if contender.candidates[0].name in scope:
                losers.append(contender)
            else:
                give(contender, contender.candidates[:1], scope)
        for contender in losers:
            name = give(contender, contender.candidates, scope)
            problems.append(_note(contender, name, scope.owner(contender.candidates[0].name)))
    return names, tuple(problems)


def taken_names(
    resources: Iterable[ResourcePath], given: Iterable[tuple[OperationName, str]]
) -> dict[ResourcePath, dict[str, str]]:
    """Return names that no method may have, by resource, with what has them.

    Args:
        resources: all of them, those within others included.
        given: methods that have a name, and what they are.
    """
    taken: dict[ResourcePath, dict[str, str]] = defaultdict(dict)
    for resource in resources:
        for depth in range(1, len(resource)):
            taken[resource[:depth]][resource[depth]] = "is a nested resource"
    for name, key in given:
        taken[name.resource][name.method] = f"belongs to {key}"
    return taken


def _note(contender: Contender, name: str, owner: str) -> Problem:
    operation = contender.operation
    reached = ".".join(contender.resource)
    return Problem(
        "operation-name-clash",
        Severity.NOTE,
        f"{operation.method} {operation.path} is called {reached}.{name}: "
        f"{contender.first_name} {owner}.",
        operation.location or Location("", operation.id),
        "Choose another name in the table names.operations of the configuration.",
    )


def decide(
    contender: Contender,
    method: str,
    rule: str,
    considered: Iterable[Candidate],
    decisions: Decisions,
    pin: str = "",
) -> None:
    """Note what the method and the resource of an operation are called."""
    id_, key = contender.operation.id, operation_key(contender.operation)
    resource = ".".join(contender.resource)
    candidates = tuple(each._replace(name=f"{resource}.{each.name}") for each in considered)
    name = f"{resource}.{method}"
    decisions.add(Decision(NameKind.METHOD, id_, name, rule, candidates, key, pin=pin))
    decisions.add(
        Decision(NameKind.RESOURCE, id_, resource, contender.resource_rule, key=key, pin=pin)
    )


def longer_names(method: str, segments: Segments, name: Words) -> Iterator[tuple[Words, str]]:
    """Yield further names for a method whose first choice is taken, the last one being unique.

    Args:
        method: HTTP method, upper case.
        segments: the path.
        name: the first choice.
    """
    parent = parent_words(segments)
    if parent:
        yield (*name, "for", *parent), "with what the path belongs to"
    parameters = [segment.words for segment in segments if segment.parameter and segment.words]
    if parameters:
        yield (*name, "by", *parameters[-1]), "with the last parameter of the path"
    statics = tuple(word for segment in static(segments) for word in segment.words)
    by = ("by", *(word for parameter in parameters for word in parameter)) if parameters else ()
    yield (method.lower(), *statics, *by), "the HTTP method and the whole path"


def attributes(resource: Iterable[Words]) -> ResourcePath:
    """Attributes through which a resource is reached."""
    path: list[str] = []
    for parts in resource:
        reserved = RESOURCE_ATTRIBUTES if path else ROOT_ATTRIBUTES
        name = snake(number_spelled(parts))
        path.append(safe_name(name, reserved=reserved, noun="resource"))
    return tuple(path)


def method_names(candidates: Iterable[tuple[Words, str]]) -> tuple[Candidate, ...]:
    """Return each name once, with the first of its rules."""
    names: dict[str, Candidate] = {}
    for parts, rule in candidates:
        name = safe_name(snake(number_spelled(parts)), reserved=RESOURCE_ATTRIBUTES, noun="call")
        names.setdefault(name, Candidate(name, rule))
    return tuple(names.values())
