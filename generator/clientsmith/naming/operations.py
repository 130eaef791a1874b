"""Resource and method names of operations, and clashes between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..config import Config
from ..ir import Alias, Api, Id, ListOf, Named, Nullable, Operation, Type
from ..problem import Location, Problem, Severity
from ..project.pins import NO_PINS, Pins
from .operation_ids import OperationWords, ResourceWords, cleaned, take_apart, without_common_lead
from .overrides import OperationName, ResourcePath, chosen_names, is_method_name, operation_key
from .path_shapes import (
    PathShape,
    hinge_index,
    method_words,
    nested_names,
    parent_words,
    plain_verb,
    without_hinge,
)
from .previous import GivenNames, given_names, homes_of_tags
from .tags import TagResource, Tags, tag_key, telling_tag
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


Words = tuple[str, ...]

_ROOT: Words = ("root",)
"""Name of the resource for paths without any static segment."""

_DEEPEST = 50
"""Segments of a path beyond which nobody asks what goes on behind it."""

_FROM_ID, _FROM_ID_OF_MANY, _FROM_PATH, _FROM_METHOD_OF_MANY = range(4)
"""Ranks of names: what an id says; what it says that does something to many of the resource; what
HTTP method and path say; what the HTTP method says where the id speaks of many."""


@dataclass(frozen=True, slots=True)
class _Name:
    """The first choice for a method's name."""

    words: Words
    rank: int
    """Where it comes from; in a clash the smallest rank wins."""

    second: Words = ()
    """The next choice, where there is one."""


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
        """The operation with its resource and its candidates."""
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
        if id_ is not None and id_.repeats and self._made_by_program:
            id_ = None
        owner = self._tags.resource(operation)
        if owner is not None:
            resource: tuple[Words, ...] = (owner.attribute,)
            name = _tagged(owner, id_, shape)
        else:
            resource, name = _untagged(id_, shape)
        candidates = [name.words, *_longer(shape, name, id_)]
        return Contender(operation, _attributes(resource), _method_names(candidates), name.rank)

    def _lists(self, operation: Operation) -> bool:
        """Whether the operation's success is a JSON array."""
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
    """Whether most ids only repeat HTTP method and path. People write `getPets` as well, hence
    `GET /pets` and `DELETE /pets` count only where there is nothing else."""
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
            return _Name(method_words(shape, start, owner.attribute), _FROM_PATH)
        parts = method_words(without_hinge(shape, hinge), start, owner.attribute)
        return _Name(parts, _FROM_PATH, _with_hinge(shape, hinge))
    return _from_id(id_, owner.name, shape)


def _untagged(id_: OperationWords | None, shape: PathShape) -> tuple[tuple[Words, ...], _Name]:
    statics = static(shape.segments)
    if id_ is not None and id_.group:
        return id_.group, _from_id(id_.without_group(), ResourceWords(id_.group[-1]), shape)
    if id_ is not None:
        first = statics[0].words if statics else _ROOT
        return (first,), _from_id(id_, ResourceWords(first), shape)
    if not statics:
        return (_ROOT,), _Name(method_words(shape, 0, _ROOT), _FROM_PATH)
    hinge = hinge_index(shape)
    if hinge is None:
        resource, parts = nested_names(shape)
        return resource, _Name(parts, _FROM_PATH)
    resource, parts = nested_names(without_hinge(shape, hinge))
    return resource, _Name(parts, _FROM_PATH, _with_hinge(shape, hinge))


def _with_hinge(shape: PathShape, hinge: int) -> Words:
    return shape.segments[hinge].words + shape.segments[-1].words


def _from_id(id_: OperationWords, resource: ResourceWords, shape: PathShape) -> _Name:
    path_words = {singular(word) for segment in shape.segments for word in segment.words}
    parts, many = cleaned(id_, resource, path_words)
    many = many and shape.method != "GET"
    if parts == (shape.method.lower(),):
        statics = static(shape.segments)
        thing = statics[-1].words if statics else resource.words
        item = bool(shape.segments) and shape.segments[-1].parameter
        verb = plain_verb(replace(shape, picked=False), thing, item=item)
        if verb != parts[0]:
            rank = _FROM_METHOD_OF_MANY if many else _FROM_PATH
            return _Name((verb,), rank, id_.words if many else parts)
    return _Name(parts, _FROM_ID_OF_MANY if many else _FROM_ID)


def _longer(shape: PathShape, first: _Name, id_: OperationWords | None) -> Iterator[Words]:
    """Further names for a method whose first choice is taken, the last one being unique."""
    name = first.words
    if first.second:
        yield first.second
    elif first.rank >= _FROM_PATH:
        yield (shape.method.lower(), *name[1:])
    if id_ is not None and id_.words[0] == name[0]:
        yield id_.words
    if id_ is not None and name[0] not in VERBS:
        yield (shape.method.lower(), *name)
    segments = shape.segments
    parent = parent_words(segments)
    if parent:
        yield (*name, "for", *parent)
    parameters = [segment.words for segment in segments if segment.parameter and segment.words]
    if parameters:
        yield (*name, "by", *parameters[-1])
    statics = tuple(word for segment in static(segments) for word in segment.words)
    by = ("by", *(word for parameter in parameters for word in parameter)) if parameters else ()
    yield (shape.method.lower(), *statics, *by)


def _attributes(resource: Iterable[Words]) -> ResourcePath:
    """Attributes through which a resource is reached."""
    path: list[str] = []
    for parts in resource:
        reserved = RESOURCE_ATTRIBUTES if path else ROOT_ATTRIBUTES
        name = snake(number_spelled(parts))
        path.append(safe_name(name, reserved=reserved, noun="resource"))
    return tuple(path)


def _method_names(candidates: Iterable[Words]) -> tuple[str, ...]:
    names = (
        safe_name(snake(number_spelled(parts)), reserved=RESOURCE_ATTRIBUTES, noun="call")
        for parts in candidates
    )
    return tuple(dict.fromkeys(names))


__all__ = ["OperationName", "operation_names"]


def operation_names(
    api: Api, config: Config, pins: Pins = NO_PINS
) -> tuple[Mapping[Id, OperationName], tuple[Problem, ...]]:
    """One name for every operation, whatever the order of the document.

    A name that is chosen comes first, then the one that the operation had before, then what can be
    found among the names that are left.

    Args:
        api: the API.
        config: names that the user chose.
        pins: names of before.

    Returns:
        The names by operation id in the document's order, and a note for each name that a clash
        changed, a warning for each override and each name of before that cannot be followed.
    """
    chosen, problems = chosen_names(api, config)
    given, unusable = given_names(api.operations, pins, chosen)
    others = [operation for operation in api.operations if operation.id not in given.names]
    contenders = list(_contenders(api, others, given, chosen)) if others else []
    resources = [contender.resource for contender in contenders]
    contenders = [each for each in contenders if not _keeps_name(each, pins, given, resources)]
    resources += [name.resource for name in given.names.values()]
    taken = taken_names(resources, ((name.resource, name.method) for name in given.names.values()))
    for resource, variants in given.variants.items():
        taken[resource] |= variants
    methods, clashes = resolve_clashes(contenders, taken)
    found = {
        contender.operation.id: OperationName(contender.resource, methods[contender.operation.id])
        for contender in contenders
    }
    found |= given.names
    names = {operation.id: found[operation.id] for operation in api.operations}
    return names, (*problems, *unusable, *clashes)


def _contenders(
    api: Api, operations: Iterable[Operation], given: GivenNames, chosen: Mapping[Id, OperationName]
) -> Iterator[Contender]:
    """Operations that need a name; one whose tag has a resource already goes there."""
    kept = {id_: name for id_, name in given.names.items() if id_ not in chosen}
    finder = Finder(api, kept)
    homes = homes_of_tags(api.operations, kept)
    for operation in operations:
        contender = finder.contender(operation)
        home = homes.get(tag_key(telling_tag(operation) or ""))
        if home is not None:
            contender = replace(contender, resource=home)
        yield replace(contender, resource=given.beside_methods(contender.resource))


def _keeps_name(
    contender: Contender, pins: Pins, given: GivenNames, resources: Iterable[ResourcePath]
) -> bool:
    """Settle the name of an operation whose first choice is what it was called before, although
    that is no longer made from the same."""
    key = operation_key(contender.operation)
    pin = pins.operations.get(key)
    name = OperationName(contender.resource, contender.candidates[0])
    if pin is None or pin.name != str(name) or given.owner(name) is not None:
        return False
    path = (*name.resource, name.method)
    if any(resource[: len(path)] == path for resource in resources):
        return False
    if name.method in given.variants.get(name.resource, ()):
        return False
    given.add(contender.operation.id, name, key)
    given.add_variants(name.resource, filter(is_method_name, pin.variants.values()))
    return True
