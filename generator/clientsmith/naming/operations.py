"""Resource and method names of operations, and clashes between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..config import Config
from ..ir import Alias, Api, Id, ListOf, Named, Nullable, Operation, Type
from ..problem import Location, Problem, Severity
from ..project.pins import NO_PINS, Pins
from .decisions import (
    BY_PREVIOUS_NAME,
    NOT_PREVIOUS,
    OVERRIDDEN,
    Candidate,
    Decision,
    Decisions,
    NameKind,
    Trail,
)
from .extensions import given_parts
from .operation_ids import OperationWords, ResourceWords, cleaned, take_apart, without_common_lead
from .overrides import OperationName, ResourcePath, chosen_names, is_method_name, operation_key
from .path_shapes import (
    BY_METHOD,
    PathShape,
    hinge_index,
    method_words,
    nested_names,
    parent_words,
    plain_verb,
    without_hinge,
)
from .previous import FixedNames, given_names, homes_of_tags
from .tags import TagResource, Tags, main_tag, tag_key
from .words.identifiers import NameScope, number_spelled, safe_name
from .words.paths import common_prefix, parse_path, static, without_prefix
from .words.reserved import RESOURCE_ATTRIBUTES, ROOT_ATTRIBUTES
from .words.verbs import VERBS
from .words.words import singular, snake, words


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
                _decide(contender, name, considered[-1].rule, considered, decisions)
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


def _decide(
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


Words = tuple[str, ...]

_ROOT: Words = ("root",)
"""Name of the resource for paths without any static segment."""

_DEEPEST = 50
"""Segments of a path beyond which nobody asks what goes on behind it."""

_FROM_ID, _FROM_ID_OF_MANY, _FROM_PATH, _FROM_METHOD_OF_MANY = range(4)
"""Ranks of names: what an id says; what it says that does something to many of the resource; what
HTTP method and path say; what the HTTP method says where the id speaks of many."""


_ID = "words of the operationId"
_ID_WITHOUT_RESOURCE = "words of the operationId, without the resource's own"
_HINGED = "the action that the path ends with, behind a segment such as `actions`"
_SEGMENTS = "the static segments of the path, as there is no tag"


@dataclass(frozen=True, slots=True)
class _Name:
    """The first choice for a method's name."""

    words: Words
    rank: int
    """Where it comes from; in a clash the smallest rank wins."""

    rule: str
    """The same in plain words."""

    second: tuple[Words, str] | None = None
    """The next choice and where it comes from."""

    rejected: tuple[Candidate, ...] = ()
    """Problems with overrides that cannot be used."""


class Finder:
    """Finds resource and method names of each operation of an API.

    Args:
        api: the API.
        known: operations that have a name already; what all of their paths begin with says nothing,
            even if other paths begin otherwise.
    """

    def __init__(self, api: Api, known: Collection[Id] = ()) -> None:
        self._declarations = api.declarations
        alike = Counter(parse_path(path) for path in {each.path for each in api.operations})
        stripped = {
            operation.id: without_prefix(
                parse_path(operation.path, with_format=alike[parse_path(operation.path)] > 1)
            )
            for operation in api.operations
        }
        usual = [stripped[id_] for id_ in known] or list(stripped.values())
        prefix = usual[0][: common_prefix(usual)] if usual else ()
        self._segments = {
            id_: segments[len(prefix) :] if segments[: len(prefix)] == prefix else segments
            for id_, segments in stripped.items()
        }
        paths = self._segments.values()
        heads = [
            (segments[:end], segments[end].parameter)
            for segments in paths
            for end in range(1, min(len(segments), _DEEPEST))
        ]
        self._heads = {head for head, _ in heads}
        self._owners = {head for head, picks in heads if picks}
        self._read = {
            self._segments[operation.id]
            for operation in api.operations
            if operation.method == "GET"
        }
        vocabulary = frozenset(
            form
            for segments in paths
            for segment in segments
            for word in segment.words
            for form in (word, singular(word))
        )
        ids = {
            operation.id: take_apart(
                operation.operation_id, operation.method, operation.path, vocabulary
            )
            for operation in api.operations
            if operation.operation_id and words(operation.operation_id)
        }
        self._made_by_program = _are_made_by_program(api.operations, ids)
        self._ids = without_common_lead(ids)
        self._tags = Tags(api.operations, self._segments, self._ids)

    def contender(self, operation: Operation) -> Contender:
        """Return the operation with its resource and its candidates."""
        segments = self._segments[operation.id]
        shape = PathShape(
            method=operation.method,
            segments=segments,
            lists=self._lists(operation),
            twin=operation.method != "GET" and segments in self._read,
            continued=segments in self._heads,
            picked=segments in self._owners,
        )
        id_ = self._ids.get(operation.id)
        rejected: tuple[Candidate, ...] = ()
        if id_ is not None and id_.repeats and self._made_by_program:
            name = snake(id_.words)
            rejected = (Candidate(name, _ID, "restates HTTP method and path, as most ids here do"),)
            id_ = None
        owner = self._tags.resource(operation)
        if owner is not None:
            resource: tuple[Words, ...] = (owner.attribute,)
            is_plural = owner.attribute != owner.name.words
            rule = "the first tag, in the plural as in the path" if is_plural else "the first tag"
            found = _tagged(owner, id_, shape)
        else:
            resource, rule, found = _untagged(id_, shape)
        candidates = [(found.words, found.rule), *_longer(shape, found, id_)]
        return Contender(
            operation,
            _attributes(resource),
            rule,
            _method_names(candidates),
            rejected + found.rejected,
            found.rank,
        )

    def _lists(self, operation: Operation) -> bool:
        """Return whether the operation's success is a JSON array."""
        for response in operation.responses:
            if response.status.startswith("2"):
                return any(
                    content.type is not None and self._is_list(content.type)
                    for content in response.contents
                )
        return False

    def _is_list(self, type_: Type) -> bool:
        for _ in range(len(self._declarations) + 2):
            match type_:
                case ListOf():
                    return True
                case Nullable(inner):
                    type_ = inner
                case Named(id_) if isinstance(declaration := self._declarations.get(id_), Alias):
                    type_ = declaration.type
                case _:
                    return False
        return False


def _are_made_by_program(operations: Iterable[Operation], ids: Mapping[Id, OperationWords]) -> bool:
    """Return whether most ids only repeat HTTP method and path. People write `getPets` as well,
    hence `GET /pets` and `DELETE /pets` count only where there is nothing else."""
    telling = [
        ids[operation.id].repeats
        for operation in operations
        if operation.id in ids
        and ("{" in operation.path or operation.method not in ("GET", "DELETE"))
    ]
    found = telling or [id_.repeats for id_ in ids.values()]
    return 2 * sum(found) >= len(found)


def _tagged(owner: TagResource, id_: OperationWords | None, shape: PathShape) -> _Name:
    if id_ is None:
        start = owner.start(shape.segments)
        hinge = hinge_index(shape)
        if hinge is None or start > hinge:
            parts, rule = method_words(shape, start, owner.attribute)
            return _Name(parts, _FROM_PATH, rule)
        parts, _ = method_words(without_hinge(shape, hinge), start, owner.attribute)
        return _Name(parts, _FROM_PATH, _HINGED, _with_hinge(shape, hinge))
    return _from_id(id_, owner.name, shape)


def _untagged(id_: OperationWords | None, shape: PathShape) -> tuple[tuple[Words, ...], str, _Name]:
    """Return the resource of an operation without a tag, where that comes from, and the method."""
    statics = static(shape.segments)
    if id_ is not None and id_.group:
        name = _from_id(id_.without_group(), ResourceWords(id_.group[-1]), shape)
        return id_.group, "the group that the operationId begins with", name
    if id_ is not None:
        first = statics[0].words if statics else _ROOT
        rule = "the first static segment of the path, as there is no tag"
        return (first,), rule, _from_id(id_, ResourceWords(first), shape)
    if not statics:
        parts, rule = method_words(shape, 0, _ROOT)
        return (_ROOT,), "the path has no static segment", _Name(parts, _FROM_PATH, rule)
    hinge = hinge_index(shape)
    if hinge is None:
        resource, parts, rule = nested_names(shape)
        return resource, _SEGMENTS, _Name(parts, _FROM_PATH, rule)
    resource, parts, _ = nested_names(without_hinge(shape, hinge))
    name = _Name(parts, _FROM_PATH, _HINGED, _with_hinge(shape, hinge))
    return resource, _SEGMENTS, name


def _with_hinge(shape: PathShape, hinge: int) -> tuple[Words, str]:
    parts = shape.segments[hinge].words + shape.segments[-1].words
    return parts, "the action with the segment in front"


def _from_id(id_: OperationWords, resource: ResourceWords, shape: PathShape) -> _Name:
    path_words = {singular(word) for segment in shape.segments for word in segment.words}
    parts, many = cleaned(id_, resource, path_words)
    many = many and shape.method != "GET"
    rule = _ID if parts == id_.words else _ID_WITHOUT_RESOURCE
    if parts == (shape.method.lower(),):
        statics = static(shape.segments)
        thing = statics[-1].words if statics else resource.words
        item = bool(shape.segments) and shape.segments[-1].parameter
        verb = plain_verb(replace(shape, picked=False), thing, item=item)
        if verb != parts[0]:
            rank = _FROM_METHOD_OF_MANY if many else _FROM_PATH
            rejected = (Candidate(snake(parts), rule, "only names the HTTP method"),)
            second = (id_.words, _ID) if many else (parts, f"{rule}, as a second choice")
            return _Name((verb,), rank, BY_METHOD, second, rejected)
    return _Name(parts, _FROM_ID_OF_MANY if many else _FROM_ID, rule)


def _longer(
    shape: PathShape, first: _Name, id_: OperationWords | None
) -> Iterator[tuple[Words, str]]:
    """Yield further names for a method whose first choice is taken, the last one being unique."""
    name = first.words
    if first.second is not None:
        yield first.second
    elif first.rank >= _FROM_PATH:
        yield (shape.method.lower(), *name[1:]), "the HTTP method in place of the verb"
    if id_ is not None and id_.words[0] == name[0]:
        yield id_.words, _ID
    if id_ is not None and name[0] not in VERBS:
        yield (shape.method.lower(), *name), "the HTTP method in front"
    segments = shape.segments
    parent = parent_words(segments)
    if parent:
        yield (*name, "for", *parent), "with what the path belongs to"
    parameters = [segment.words for segment in segments if segment.parameter and segment.words]
    if parameters:
        yield (*name, "by", *parameters[-1]), "with the last parameter of the path"
    statics = tuple(word for segment in static(segments) for word in segment.words)
    by = ("by", *(word for parameter in parameters for word in parameter)) if parameters else ()
    yield (shape.method.lower(), *statics, *by), "the HTTP method and the whole path"


def _attributes(resource: Iterable[Words]) -> ResourcePath:
    """Attributes through which a resource is reached."""
    path: list[str] = []
    for parts in resource:
        reserved = RESOURCE_ATTRIBUTES if path else ROOT_ATTRIBUTES
        name = snake(number_spelled(parts))
        path.append(safe_name(name, reserved=reserved, noun="resource"))
    return tuple(path)


def _method_names(candidates: Iterable[tuple[Words, str]]) -> tuple[Candidate, ...]:
    """Return each name once, with the first of its rules."""
    names: dict[str, Candidate] = {}
    for parts, rule in candidates:
        name = safe_name(snake(number_spelled(parts)), reserved=RESOURCE_ATTRIBUTES, noun="call")
        names.setdefault(name, Candidate(name, rule))
    return tuple(names.values())


__all__ = ["OperationName", "operation_names"]


def operation_names(
    api: Api, config: Config, pins: Pins = NO_PINS, decisions: Decisions | None = None
) -> tuple[Mapping[Id, OperationName], tuple[Problem, ...]]:
    """Return one name for every operation, whatever the order of the document.

    A name that is chosen comes first, then the previous one, then what can be
    found among the names that are left.

    Args:
        api: the API.
        config: names that the user chose.
        pins: previous names.
        decisions: gets a decision on each name.

    Returns:
        The names by operation id in the document's order, and a note for each name that a clash
        changed, a warning for each override and each previous name that cannot be followed.
    """
    chosen, problems = chosen_names(api, config, decisions)
    given, unusable = given_names(api.operations, pins, chosen)
    others = [operation for operation in api.operations if operation.id not in given.names]
    contenders = list(_contenders(api, others, given, chosen)) if others else []
    if decisions is not None:
        _decide_given(api, given, chosen, decisions)
    resources = [contender.resource for contender in contenders]
    contenders = [
        each for each in contenders if not _keeps_name(each, pins, given, resources, decisions)
    ]
    resources += [name.resource for name in given.names.values()]
    keys = {operation.id: operation_key(operation) for operation in api.operations}
    taken = taken_names(resources, ((name, keys[id_]) for id_, name in given.names.items()))
    for resource, variants in given.variants.items():
        taken[resource].update(dict.fromkeys(variants, "belongs to a form of another operation"))
    methods, clashes = resolve_clashes(contenders, taken, decisions)
    found = {
        contender.operation.id: OperationName(contender.resource, methods[contender.operation.id])
        for contender in contenders
    }
    found |= given.names
    names = {operation.id: found[operation.id] for operation in api.operations}
    return names, (*problems, *unusable, *clashes)


def _decide_given(
    api: Api, given: FixedNames, chosen: Mapping[Id, OperationName], decisions: Decisions
) -> None:
    """Note the names that need not be found, beside what would have been found."""
    fixed = [operation for operation in api.operations if operation.id in given.names]
    for contender in _contenders(api, fixed, given, chosen):
        operation = contender.operation
        name = given.names[operation.id]
        is_chosen = operation.id in chosen
        loss = OVERRIDDEN if is_chosen else NOT_PREVIOUS
        if contender.first_name == name:
            loss = ""
        best = contender.candidates[0]._replace(name=str(contender.first_name), loss=loss)
        candidates = (best,)
        if is_chosen:
            decisions.note_candidates(NameKind.METHOD, operation.id, candidates)
            continue
        key = operation_key(operation)
        decisions.add(
            Decision(
                NameKind.METHOD, operation.id, str(name), BY_PREVIOUS_NAME, candidates, key, pin=key
            )
        )


def _contenders(
    api: Api, operations: Iterable[Operation], given: FixedNames, chosen: Mapping[Id, OperationName]
) -> Iterator[Contender]:
    """Yield operations that need a name; one whose tag has a resource already goes there."""
    kept = {id_: name for id_, name in given.names.items() if id_ not in chosen}
    finder = Finder(api, kept)
    homes = homes_of_tags(api.operations, kept)
    for operation in operations:
        contender = finder.contender(operation)
        home = homes.get(tag_key(main_tag(operation) or ""))
        if home is not None:
            rule = "where the client has had operations with the tag"
            contender = replace(contender, resource=home, resource_rule=rule)
        contender = replace(contender, **given_parts(operation, contender.candidates))
        yield replace(contender, resource=given.beside_methods(contender.resource))


def _keeps_name(
    contender: Contender,
    pins: Pins,
    given: FixedNames,
    resources: Iterable[ResourcePath],
    decisions: Decisions | None,
) -> bool:
    """Keep the previous name of an operation where it is the first choice as well, although it is no
    longer made from the same, and return whether it is kept."""
    key = operation_key(contender.operation)
    pin = pins.operations.get(key)
    name = contender.first_name
    if pin is None or pin.name != str(name) or given.owner(name) is not None:
        return False
    path = (*name.resource, name.method)
    if any(resource[: len(path)] == path for resource in resources):
        return False
    if name.method in given.variants.get(name.resource, ()):
        return False
    given.add(contender.operation.id, name, key)
    if decisions is not None:
        candidates = contender.candidates[:1]
        _decide(contender, name.method, candidates[0].rule, candidates, decisions, pin=key)
    given.add_variants(name.resource, filter(is_method_name, pin.variants.values()))
    return True
