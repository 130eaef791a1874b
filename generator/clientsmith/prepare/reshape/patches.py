"""Single changes to a document, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from ...document import unescape_token


@dataclass(frozen=True, slots=True)
class Patch:
    """One change to a document."""

    at: str
    """JSON pointer (RFC 6901) to what is set or removed; `-` at the end of a list stands for a new
    item."""

    reason: str
    """Why the document is not right as it is."""

    value: Any = None
    """What stands there afterwards."""

    is_removed: bool = False
    """Whether it is removed instead."""


def apply_patches(data: Any, patches: Iterable[Patch]) -> tuple[Any, tuple[Patch, ...]]:
    """A document with changes; the given one stays as it is.

    Mappings on the way to what is set are made where they are missing.

    Args:
        data: the document.
        patches: applied one after the other.

    Returns:
        the document, and the changes that could not be made: there is nothing to remove, or a list
        or a single value stands where a mapping should be.
    """
    result = deepcopy(data)
    idle: list[Patch] = []
    for patch in patches:
        tokens = [unescape_token(token) for token in patch.at.split("/")[1:]]
        if not _apply(result, tokens, patch):
            idle.append(patch)
    return result, tuple(idle)


def _apply(data: Any, tokens: list[str], patch: Patch) -> bool:
    for token in tokens[:-1]:
        if isinstance(data, dict):
            if token not in data:
                if patch.is_removed:
                    return False
                data[token] = {}
            data = data[token]
        elif isinstance(data, list) and token.isdecimal() and int(token) < len(data):
            data = data[int(token)]
        else:
            return False
    last = tokens[-1]
    if isinstance(data, dict):
        if not patch.is_removed:
            data[last] = deepcopy(patch.value)
            return True
        return data.pop(last, _NOTHING) is not _NOTHING
    if not isinstance(data, list):
        return False
    if last == "-" and not patch.is_removed:
        data.append(deepcopy(patch.value))
        return True
    if not last.isdecimal() or int(last) >= len(data):
        return False
    if patch.is_removed:
        del data[int(last)]
    else:
        data[int(last)] = deepcopy(patch.value)
    return True


_NOTHING: Any = object()
