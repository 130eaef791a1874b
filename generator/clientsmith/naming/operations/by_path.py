"""Names of operations by the tree of paths, and what operationIds add to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from ...ir import Api, Operation
from ..words.paths import Segments, static
from ..words.verbs import (
    ARTICLES,
    CONJUNCTIONS,
    CRUD_VERBS,
    PREPOSITIONS,
    VERB_MODIFIERS,
    VERBS,
    alike,
)
from ..words.words import singular, word_set, words
from .clashes import Contender, attributes, longer_names, method_names
from .evidence import BY_ID, Evidence
from .listings import gives_events, gives_list
from .operation_ids import OperationWords
from .path_tree import BY_METHOD, PathName, PathOperation, PathTree

Words = tuple[str, ...]

BY_STREAM = "the response is a stream of events"
BY_VERB_OF_ID = "the verb of the operationId, which HTTP method and path do not tell"

_SEGMENTS = "the static segments of the path"
_BEFORE = "the static segments of the path up to the item"
_BEHIND_FLAG = "a parameter that is true in the path's query, and the static segments"
_ID_WITHOUT_RESOURCES = "words of the operationId, without those of the resources"

_TRUSTED: Mapping[tuple[str, str], Collection[str]] = {
    ("GET", "get"): {"list"},
    ("POST", "update"): {"create"},
    ("POST", "create"): {"fetch", "get", "list", "retrieve", "update"},
    ("PUT", "update"): {"add", "create", "replace", "upsert"},
    ("PUT", "replace"): {"add", "create", "upsert"},
}
"""HTTP method and our verb → basic verbs of operationIds that are believed instead."""

_OWNERS = word_set("current me my own user users")
"""Words of operationIds that say whose things are meant, as the credentials do."""


_READING = (("get",), ("list",))
"""Methods that are named `stream` where the response is one."""

_STREAMING = word_set("follow listen monitor stream subscribe tail watch")
"""Verbs for reading a stream."""


class ByPath:
    """Names operations by their paths.

    Args:
        api: the API.
        evidence: what names are made from.
    """

    def __init__(self, api: Api, evidence: Evidence) -> None:
        self._evidence = evidence
        self._counts = Counter(
            (operation.method, evidence.segments[operation.id]) for operation in api.operations
        )
        self._tree = PathTree(
            {
                operation.id: PathOperation(
                    operation.method,
                    evidence.segments[operation.id],
                    gives_list(operation, api.declarations),
                )
                for operation in api.operations
            }
        )

        paths: dict[tuple[Words, ...], Counter[Segments]] = defaultdict(Counter)
        for segments in evidence.segments.values():
            paths[self._tree.owners(segments)][_collection(segments)] += 1
        self._main = {
            resource: min(counts, key=lambda path: (-counts[path], len(path), _spelled(path)))
            for resource, counts in paths.items()
        }

    def contender(self, operation: Operation) -> Contender:
        """Return the operation with its resource and its candidates."""
        segments = self._evidence.segments[operation.id]
        id_ = self._evidence.id_of(operation)
        found = self._tree.name(operation.id)
        resource_rule = _SEGMENTS
        if id_ is not None and found.rule == BY_METHOD:
            better = self._with_verb_of_id(found, id_, operation.method, segments)
            if better.resource != found.resource:
                resource_rule = _BEFORE
            found = better
        if found.method in _READING and gives_events(operation):
            found = _streamed(found, id_)
        flags = _flags(operation.path)
        if flags:
            found = replace(found, resource=(*flags, *found.resource))
            resource_rule = _BEHIND_FLAG
        return Contender(
            operation,
            attributes(found.resource),
            resource_rule,
            method_names(self._candidates(operation, found, id_)),
            self._evidence.rejected_id(operation),
            self._rank(found, segments),
        )

    def _rank(self, found: PathName, segments: Segments) -> int:
        """Return the rank of a name in a clash: what is at the path that most operations of the
        resource are at comes first, what is done to all things of a collection last."""
        is_aside = _collection(segments) != self._main.get(found.resource, segments)
        return 2 * found.of_many + is_aside

    def _with_verb_of_id(
        self, found: PathName, id_: OperationWords, method: str, segments: Segments
    ) -> PathName:
        """Return the name with the verb of the operationId, where that says more than the HTTP
        method: `list` for a GET of unknown result, `add` for PUT, `leave` for DELETE.

        All other words of the id must be known from the path, so that nothing of it is lost; a verb
        that the path has as a noun (`bans`) says nothing more.
        """
        verb, *rest = _from_verb(id_)
        ours = found.method[0]
        if len(found.method) > 1 or verb not in VERBS or alike(verb) == alike(ours):
            return found
        known = {singular(word) for segment in segments for word in segment.words}
        objects = [word for word in rest if word not in ARTICLES | PREPOSITIONS | _OWNERS]
        if not all(singular(word) in known for word in objects):
            return found
        if verb in CRUD_VERBS or verb == "upsert":
            if verb not in _TRUSTED.get((method, ours), ()):
                return found
            verb = "list" if method == "POST" and alike(verb) == "get" else verb
            return replace(found, method=(verb,), rule=BY_VERB_OF_ID, of_many=False)
        is_own = ("me",) in (segment.words for segment in segments)
        is_noun = any(word.startswith(verb[: max(len(verb) - 1, 3)]) for word in known)
        if is_noun or method == "GET" or verb in VERB_MODIFIERS:
            return found
        if not is_own:
            # `unassign` of roles is to delete what assigns them, and `set` is to replace.
            tells_more = method != "POST" and not verb.startswith("un") and alike(verb) == verb
            return replace(found, method=(verb,), rule=BY_VERB_OF_ID) if tells_more else found
        picked = [index for index, segment in enumerate(segments) if segment.parameter]
        if not picked or picked[-1] == len(segments) - 1:
            return replace(found, method=(verb,), rule=BY_VERB_OF_ID, of_many=False)
        resource = self._tree.owners(segments[: picked[-1]])
        behind = {singular(word) for each in static(segments[picked[-1] :]) for word in each.words}
        object_ = tuple(word for word in objects if singular(word) in behind)
        return PathName(resource, (verb, *object_), BY_VERB_OF_ID) if resource else found

    def _candidates(
        self, operation: Operation, found: PathName, id_: OperationWords | None
    ) -> Iterator[tuple[Words, str]]:
        """Yield names for the method, best first."""
        segments = self._evidence.segments[operation.id]
        yield found.method, found.rule
        if found.longer:
            yield found.longer, "the action with the segment in front"
        if found.of_many:
            yield (*found.method, "all"), "the HTTP method, on all things at once"
        version = self._evidence.versions[operation.id]
        if version and self._counts[operation.method, segments] > 1:
            yield (*found.method, *version), "with the version in the path"
        if id_ is not None:
            known = {singular(word) for name in found.resource for word in name}
            verb, *rest = _from_verb(id_)
            verb = found.method[0] if alike(verb) == alike(found.method[0]) else verb
            own = tuple(word for word in rest if singular(word) not in known)
            if verb in VERBS and (own[:1] or (verb,))[0] not in CONJUNCTIONS:
                yield (verb, *own), _ID_WITHOUT_RESOURCES
            if own:
                yield id_.words, BY_ID
        yield from longer_names(operation.method, segments, found.method)


def _streamed(found: PathName, id_: OperationWords | None) -> PathName:
    """Return the name of an operation that reads a stream: with the verb of the operationId if that
    says so; `runs.stream` and not `runs.stream.stream` of `/runs/{id}/stream`."""
    verb = _from_verb(id_)[0] if id_ is not None else ""
    verb = verb if verb in _STREAMING else "stream"
    *before, last = found.resource
    resource = tuple(before) if before and last == (verb,) else found.resource
    return replace(found, resource=resource, method=(verb,), rule=BY_STREAM)


def _collection(segments: Segments) -> Segments:
    """Return a path without the parameters that pick an item."""
    while segments and segments[-1].parameter:
        segments = segments[:-1]
    return segments


def _spelled(segments: Segments) -> list[tuple[bool, Words]]:
    return [(segment.parameter, segment.words) for segment in segments]


def _from_verb(id_: OperationWords) -> Words:
    """Return the words of an operationId without the group in front of its verb."""
    rest = id_.words[id_.group_length :]
    return rest if rest[0] in VERBS else id_.words


def _flags(path: str) -> tuple[Words, ...]:
    """Return the names of parameters that are true in the query of a path template, such as `beta`
    of `/responses?beta=true`."""
    query = path.partition("?")[2].partition("#")[0]
    pairs = (pair.partition("=") for pair in query.split("&"))
    return tuple(words(name) for name, _, value in pairs if value in ("1", "true") and words(name))
