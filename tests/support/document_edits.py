"""Edits of documents, each with the change that it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Expected = tuple[str, str]
"""Code and subject of a change."""


@dataclass(frozen=True)
class Edit:
    """Something that is done to a document, and what users of the client are told."""

    apply: Callable[[Any], object]
    expected: tuple[Expected, ...]


def at(document: Any, path: str) -> Any:
    """The value at a path of keys between blanks, such as `paths /pets get parameters 0`."""
    for key in path.split():
        document = document[int(key) if isinstance(document, list) else key]
    return document


def put(path: str, key: str | int, value: Any, *expected: Expected) -> Edit:
    """Set a key of the mapping or list at a path."""

    def apply(document: Any) -> None:
        at(document, path)[key] = value

    return Edit(apply, expected)


def drop(path: str, key: str | int, *expected: Expected) -> Edit:
    """Take a key from the mapping or list at a path."""

    def apply(document: Any) -> None:
        del at(document, path)[key]

    return Edit(apply, expected)


def append(path: str, value: Any, *expected: Expected) -> Edit:
    """Add to the list at a path."""

    def apply(document: Any) -> None:
        at(document, path).append(value)

    return Edit(apply, expected)


def move(path: str, old: str, new: str, *expected: Expected) -> Edit:
    """Give a key of the mapping at a path another name, in its place."""

    def apply(document: Any) -> None:
        mapping = at(document, path)
        items = [(new if key == old else key, value) for key, value in mapping.items()]
        mapping.clear()
        mapping.update(items)

    return Edit(apply, expected)


def together(*edits: Edit) -> Edit:
    """Several edits that are one change."""

    def apply(document: Any) -> None:
        for edit in edits:
            edit.apply(document)

    return Edit(apply, tuple(each for edit in edits for each in edit.expected))
