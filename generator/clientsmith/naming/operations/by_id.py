"""Names of operations by operationId and tag."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...ir import Api, Operation
from ..decisions import Candidate
from ..words.paths import static
from ..words.verbs import VERBS
from ..words.words import singular, snake
from .by_path import ByPath
from .clashes import Contender, attributes, longer_names, method_names
from .evidence import BY_ID, Evidence
from .listings import gives_list
from .operation_ids import OperationWords, ResourceWords, cleaned, key
from .path_shapes import (
    BY_METHOD,
    PathShape,
    hinge_index,
    method_words,
    plain_verb,
    without_hinge,
)
from .path_tree import ROOT
from .tags import TagResource

Words = tuple[str, ...]

_DEEPEST = 50
"""Segments of a path beyond which nobody asks what goes on behind it."""

_FROM_ID, _FROM_ID_OF_MANY, _FROM_PATH, _FROM_METHOD_OF_MANY = range(4)
"""Ranks of names: what an id says; what it says that does something to many of the resource; what
HTTP method and path say; what the HTTP method says where the id speaks of many."""


_ID_WITHOUT_RESOURCE = "words of the operationId, without the resource's own"
_HINGED = "the action that the path ends with, behind a segment such as `actions`"


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


class ById:
    """Names operations by operationId and tag; those that have neither by their paths.

    Args:
        api: the API.
        evidence: what names are made from.
        by_path: names operations by their paths.
    """

    def __init__(self, api: Api, evidence: Evidence, by_path: ByPath) -> None:
        self._evidence = evidence
        self._by_path = by_path
        self._declarations = api.declarations
        paths = evidence.segments.values()
        heads = [
            (segments[:end], segments[end].parameter)
            for segments in paths
            for end in range(1, min(len(segments), _DEEPEST))
        ]
        self._heads = {head for head, _ in heads}
        self._owners = {head for head, picks in heads if picks}
        self._read = {
            evidence.segments[operation.id]
            for operation in api.operations
            if operation.method == "GET"
        }

    def contender(self, operation: Operation) -> Contender:
        """Return the operation with its resource and its candidates."""
        id_ = self._evidence.id_of(operation)
        owner = self._evidence.tags.resource(operation)
        segments = self._evidence.segments[operation.id]
        shape = PathShape(
            method=operation.method,
            segments=segments,
            lists=bool(gives_list(operation, self._declarations)),
            twin=operation.method != "GET" and segments in self._read,
            continued=segments in self._heads,
            picked=segments in self._owners,
        )
        if owner is not None:
            resource: tuple[Words, ...] = (owner.attribute,)
            is_plural = owner.attribute != owner.name.words
            rule = "the first tag, in the plural as in the path" if is_plural else "the first tag"
            found = _tagged(owner, id_, shape)
        elif id_ is not None:
            resource, rule, found = _untagged(id_, shape)
        else:
            return self._by_path.contender(operation)
        candidates = [(found.words, found.rule), *_longer(shape, found, id_)]
        return Contender(
            operation,
            attributes(resource),
            rule,
            method_names(candidates),
            self._evidence.rejected_id(operation) + found.rejected,
            found.rank,
        )


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


def _untagged(id_: OperationWords, shape: PathShape) -> tuple[tuple[Words, ...], str, _Name]:
    """Return the resource of an operation without a tag, where that comes from, and the method."""
    if id_.group:
        name = _from_id(id_.without_group(), ResourceWords(id_.group[-1]), shape)
        return id_.group, "the group that the operationId begins with", name
    statics = static(shape.segments)
    first = statics[0].words if statics else ROOT
    rule = "the first static segment of the path, as there is no tag"
    return (first,), rule, _from_id(id_, ResourceWords(first), shape)


def _with_hinge(shape: PathShape, hinge: int) -> tuple[Words, str]:
    parts = shape.segments[hinge].words + shape.segments[-1].words
    return parts, "the action with the segment in front"


def _from_id(id_: OperationWords, resource: ResourceWords, shape: PathShape) -> _Name:
    path_words = {singular(word) for segment in shape.segments for word in segment.words}
    parts, many = cleaned(id_, resource, path_words)
    many = many and shape.method != "GET"
    rule = BY_ID if parts == id_.words else _ID_WITHOUT_RESOURCE
    is_method = parts == (shape.method.lower(),)
    if is_method or (parts[0] not in VERBS and key(parts) == key(resource.words)):
        statics = static(shape.segments)
        thing = statics[-1].words if statics else resource.words
        item = bool(shape.segments) and shape.segments[-1].parameter
        verb = plain_verb(replace(shape, picked=False), thing, item=item)
        if verb != parts[0]:
            rank = _FROM_METHOD_OF_MANY if many else _FROM_PATH
            loss = "only names the HTTP method" if is_method else "only repeats the resource"
            rejected = (Candidate(snake(parts), rule, loss),)
            second = (id_.words, BY_ID) if many else (parts, f"{rule}, as a second choice")
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
        yield id_.words, BY_ID
    if id_ is not None and name[0] not in VERBS:
        yield (shape.method.lower(), *name), "the HTTP method in front"
    yield from longer_names(shape.method, shape.segments, name)
