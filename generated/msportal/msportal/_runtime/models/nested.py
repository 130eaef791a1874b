"""Comparison, deep copies and `repr` of models however deeply they are nested: none of these
recurses, as Python's own functions do.

A model has the methods `_state`, which yields the attributes that are compared and copied, `_restore`,
which sets one of them, and `_shown`, which yields the fields that `repr` shows.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any


def equal(one: Any, other: Any) -> bool:
    """Return whether two models of the same class are equal, with everything in them."""
    is_equal = type(one).__eq__
    waiting: list[tuple[Any, Any]] = [(one, other)]
    seen: set[tuple[int, int]] = set()
    while waiting:
        a, b = waiting.pop()
        kind = type(a)
        if a is b:
            continue
        if kind is not type(b) or not _has_parts(kind, "__eq__", is_equal):
            if a != b:
                return False
            continue
        if (id(a), id(b)) in seen:
            continue
        seen.add((id(a), id(b)))
        if kind is list or kind is tuple:
            if len(a) != len(b):
                return False
            waiting.extend(zip(a, b, strict=True))
            continue
        left, right = (a, b) if kind is dict else (dict(a._state()), dict(b._state()))
        if left.keys() != right.keys():
            return False
        waiting.extend((item, right[key]) for key, item in left.items())
    return True


def deep_copy(root: Any, memo: dict[int, Any]) -> Any:
    """Return a copy of a model and everything in it, for `copy.deepcopy`."""
    deepcopy = type(root).__deepcopy__
    unfinished: list[tuple[Any, Any]] = []

    def copied(value: Any) -> Any:
        known = memo.get(id(value), memo)
        if known is not memo:
            return known
        kind = type(value)
        if kind is tuple:
            return tuple(map(copied, value))
        if not _has_parts(kind, "__deepcopy__", deepcopy):
            return copy.deepcopy(value, memo)
        new = kind() if kind is list or kind is dict else copy.copy(value)
        memo[id(value)] = new
        unfinished.append((value, new))
        return new

    result = copied(root)
    while unfinished:
        value, new = unfinished.pop()
        if type(value) is list:
            new.extend(map(copied, value))
        elif type(value) is dict:
            new.update((copied(key), copied(item)) for key, item in value.items())
        else:
            for name, item in value._state():
                new._restore(name, copied(item))
    return result


def text(root: Any) -> str:
    """Return the `repr` of a model: its class and fields."""
    own = type(root).__repr__
    pieces: list[str] = []
    waiting: list[tuple[Any, int]] = [(root, _VALUE)]
    opened: set[int] = set()
    while waiting:
        value, meaning = waiting.pop()
        kind = type(value)
        if meaning == _TEXT:
            pieces.append(value)
        elif meaning == _END:
            opened.discard(value)
        elif not _has_parts(kind, "__repr__", own):
            pieces.append(repr(value))
        elif id(value) in opened:
            pieces.append("...")
        else:
            opened.add(id(value))
            waiting.append((id(value), _END))
            waiting.extend(reversed(list(_pieces(value))))
    return "".join(pieces)


_VALUE, _TEXT, _END = range(3)


def _pieces(value: Any) -> Iterable[tuple[Any, int]]:
    """Yield the texts and the values that the `repr` of a container or a model consists of."""
    kind = type(value)
    if kind is list or kind is tuple:
        first, last = "[]" if kind is list else ("(", ",)" if len(value) == 1 else ")")
        items: Iterable[tuple[str, Any]] = (("", item) for item in value)
    elif kind is dict:
        first, last = "{}"
        items = ((f"{key!r}: ", item) for key, item in value.items())
    else:
        first, last = f"{kind.__qualname__}(", ")"
        items = ((f"{name}=", item) for name, item in value._shown())
    yield first, _TEXT
    for index, (label, item) in enumerate(items):
        yield f"{', ' if index else ''}{label}", _TEXT
        yield item, _VALUE
    yield last, _TEXT


_CONTAINERS = frozenset({list, tuple, dict})


def _has_parts(kind: type, name: str, method: Any) -> bool:
    """Return whether a type is a container, or a model whose method is the one of all models; a
    hand-written class may have its own."""
    return kind in _CONTAINERS or getattr(kind, name, None) is method
