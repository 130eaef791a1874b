"""Patches: single changes to a document, each with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from ...document import unescape_token


@dataclass(frozen=True, slots=True)
class Patch:
    """Single change to a document."""

    at: str
    """JSON pointer (RFC 6901) of the value; `-` at the end of a list stands for a new item."""

    reason: str
    """Reason for the change."""

    value: Any = None
    """The new value."""

    is_removed: bool = False
    """True if the value is removed instead."""


def apply_patches(data: Any, patches: Iterable[Patch]) -> tuple[Any, tuple[Patch, ...]]:
    """Return a copy of a document with patches applied, and the patches that have no effect.

    Missing objects on the way to a new value are created. A patch has no effect if the value to remove
    does not exist, or if its pointer leads through a value that is not an object.

    Args:
        data: the document.
        patches: patches, applied one after the other.
    """
    result = deepcopy(data)
    unused: list[Patch] = []
    for patch in patches:
        tokens = [unescape_token(token) for token in patch.at.split("/")[1:]]
        if not _apply(result, tokens, patch):
            unused.append(patch)
    return result, tuple(unused)


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
        return data.pop(last, _ABSENT) is not _ABSENT
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


_ABSENT: Any = object()
