"""What names of operations are made from: paths, operationIds, tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from ...ir import Api, Id, Operation
from ..decisions import Candidate
from ..words.paths import Segments, common_prefix, is_version, parse_path, without_prefix
from ..words.words import singular, snake, words
from .compounds import compounds
from .operation_ids import OperationWords, take_apart, without_common_lead
from .tags import Tags

Words = tuple[str, ...]

BY_ID = "words of the operationId"


_GROUPED = 2, 3
"""Share of operationIds that must begin with a group before the document is named after them."""


class Evidence:
    """What the document says about the names of its operations.

    Args:
        api: the API.
        known: operations that have a name already; what all of their paths begin with says nothing,
            even if other paths begin otherwise.
    """

    def __init__(self, api: Api, known: Collection[Id] = ()) -> None:
        alike = Counter(parse_path(path) for path in {each.path for each in api.operations})
        whole = {
            operation.id: parse_path(
                operation.path, with_format=alike[parse_path(operation.path)] > 1
            )
            for operation in api.operations
        }
        stripped = {id_: without_prefix(segments) for id_, segments in whole.items()}
        split = compounds(
            (stripped[operation.id], operation.docs.title or operation.docs.description)
            for operation in api.operations
        )
        stripped = {id_: _spelled(segments, split) for id_, segments in stripped.items()}
        usual = [stripped[id_] for id_ in known] or list(stripped.values())
        prefix = usual[0][: common_prefix(usual)] if usual else ()
        self.segments: Mapping[Id, Segments] = {
            id_: segments[len(prefix) :] if segments[: len(prefix)] == prefix else segments
            for id_, segments in stripped.items()
        }
        """Paths without what all of them begin with, and without versions."""

        self.versions: Mapping[Id, Words] = {
            id_: _version(segments, without_prefix(segments)) for id_, segments in whole.items()
        }
        """Version in a path, such as `v1`; empty where there is none."""

        vocabulary = frozenset(
            form
            for segments in self.segments.values()
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
        self.tags = Tags(api.operations, self.segments, self._ids)
        self.has_groups = _are_grouped(api.operations, self._ids, self.tags)
        """Whether people have sorted the operations into groups, which operationIds begin with."""

    def id_of(self, operation: Operation) -> OperationWords | None:
        """Return the words of the operationId; None where there is none, or a program made it from
        method and path, as most ids here."""
        id_ = self._ids.get(operation.id)
        return None if id_ is None or (id_.repeats and self._made_by_program) else id_

    def rejected_id(self, operation: Operation) -> tuple[Candidate, ...]:
        """Return the name that the operationId would be if it told anything; often empty."""
        id_ = self._ids.get(operation.id)
        if id_ is None or self.id_of(operation) is not None:
            return ()
        loss = "restates HTTP method and path, as most ids here do"
        return (Candidate(snake(id_.words), BY_ID, loss),)


def _spelled(segments: Segments, compounds: Mapping[str, Words]) -> Segments:
    """Return a path with its compounds taken apart."""
    if not compounds:
        return segments
    return tuple(
        (
            segment
            if segment.parameter
            else replace(
                segment,
                words=tuple(
                    part for word in segment.words for part in compounds.get(word, (word,))
                ),
            )
        )
        for segment in segments
    )


def _version(segments: Segments, kept: Segments) -> Words:
    """Return the version that a path has lost with its prefix."""
    left = list(kept)
    for segment in reversed(segments):
        if left and segment == left[-1]:
            left.pop()
        elif not segment.parameter and is_version(segment.words):
            return segment.words
    return ()


def _are_grouped(
    operations: Iterable[Operation], ids: Mapping[Id, OperationWords], tags: Tags
) -> bool:
    """Return whether most ids begin with a group, as people sort operations: words before a
    separator (`repos/list-for-org`, `droplets_list`), or the name of the tag (`ContainerPause`)."""
    found = total = 0
    for operation in operations:
        total += 1
        id_ = ids.get(operation.id)
        if id_ is None or len(id_.words) < 2 or id_.repeats:
            continue
        owner = tags.resource(operation)
        found += bool(id_.group_length) or (
            owner is not None
            and any(owner.name.matches(id_.words[:end]) for end in range(1, len(id_.words)))
        )
    share, of = _GROUPED
    return total > 0 and of * found >= share * total


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
