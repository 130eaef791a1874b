"""Operations of two versions that stand for each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from ...ir import Operation
from .version import Version

_PARAMETER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Matching:
    """What became of the operations."""

    matched: list[tuple[Operation, Operation]] = field(default_factory=list)
    gone: list[Operation] = field(default_factory=list)
    come: list[Operation] = field(default_factory=list)


def match_operations(old: Version, new: Version) -> Matching:
    """Operations of one HTTP method and path, whatever its parameters are called; then those of one
    `operationId`, which have moved; then those that users know by one name."""
    keys: tuple[tuple[Callable[[Operation], Hashable], Callable[[Operation], Hashable]], ...] = (
        (_exact, _exact),
        (normalized, normalized),
        (_operation_id, _operation_id),
        (old.method_name, new.method_name),
    )
    matching = Matching(gone=list(old.api.operations), come=list(new.api.operations))
    for old_key, new_key in keys:
        befores = _unique(matching.gone, old_key)
        afters = _unique(matching.come, new_key)
        for key, before in befores.items():
            if key in afters:
                matching.matched.append((before, afters[key]))
                matching.gone.remove(before)
                matching.come.remove(afters[key])
    return matching


def normalized(operation: Operation) -> tuple[str, str]:
    """HTTP method, and path without the names of its parameters."""
    return operation.method, _PARAMETER.sub("{}", operation.path)


def path_parameters(operation: Operation) -> list[str]:
    """Names of the parameters of a path, in order."""
    return [name[1:-1] for name in _PARAMETER.findall(operation.path)]


def _exact(operation: Operation) -> tuple[str, str]:
    return operation.method, operation.path


def _operation_id(operation: Operation) -> str:
    return operation.operation_id or ""


def _unique(
    operations: Iterable[Operation], key: Callable[[Operation], Hashable]
) -> dict[Hashable, Operation]:
    """Operations by a key that only one of them has."""
    keys = [(key(operation), operation) for operation in operations]
    counts = Counter(each for each, _ in keys)
    return {each: operation for each, operation in keys if each and counts[each] == 1}
