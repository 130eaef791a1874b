"""Types of values that users give: sequences, mappings, and dicts in place of models."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import assert_never

from .expressions import (
    Constants,
    Expression,
    ExternalType,
    Generic,
    ModelType,
    Tagged,
    UnionType,
    own_names,
    union_of,
)
from .graphs import nodes_on_cycles

SEQUENCE = "Sequence"
MAPPING = "Mapping"

_HEADS = {"list": SEQUENCE, "dict": MAPPING}
"""Generic type of results → what arguments accept in its place."""

DICT_SUFFIXES = ("Dict", "InputDict")
"""What the name of a TypedDict adds to that of its model: the first that gives a free name."""


class InputTypes:
    """Translates types of results to types of arguments.

    A list may be any sequence, a dict any mapping, and an object a model or a dict with the keys of a
    TypedDict, which is called after the model.

    Args:
        classes: names of models.
        definitions: type names, and what they stand for.
        taken: further names of the `models` package.
        has_dicts: whether there are TypedDicts for models.
    """

    def __init__(
        self,
        classes: Collection[str],
        definitions: Mapping[str, Expression],
        taken: Iterable[str] = (),
        *,
        has_dicts: bool = True,
    ) -> None:
        self._classes = classes
        self._definitions = definitions
        self._taken = {*classes, *definitions, *taken}
        self._has_dicts = has_dicts
        uses = {
            name: frozenset(own_names(expression)) & definitions.keys()
            for name, expression in definitions.items()
        }
        self._recursive = nodes_on_cycles(uses)
        self._names: dict[str, str] = {}
        self._owners: dict[str, str] = {}
        self._known: dict[Expression, Expression] = {}

    def of(self, expression: Expression) -> Expression:
        """Return the type of an argument for a type of results."""
        if expression not in self._known:
            self._known[expression] = union_of(self._parts(expression))
        return self._known[expression]

    def further(self, expression: Expression) -> Expression | None:
        """Return the values that an argument accepts beyond those of a type; None if there are
        none."""
        own = set(_members(expression))
        found = [part for part in _members(self.of(expression)) if part not in own]
        return union_of(found) if found else None

    def dict_name(self, name: str) -> str:
        """Return the name of the TypedDict for a model, or of the dicts for a type name."""
        if name not in self._names:
            candidates = [f"{name}{suffix}" for suffix in DICT_SUFFIXES]
            while self._taken.issuperset(candidates):
                candidates.append(f"{candidates[-1]}_")
            chosen = next(each for each in candidates if each not in self._taken)
            self._taken.add(chosen)
            self._names[name] = chosen
            self._owners[chosen] = name
        return self._names[name]

    def owner(self, dict_name: str) -> str | None:
        """Return the model or type name that a TypedDict is called after; None for other names."""
        return self._owners.get(dict_name)

    def _parts(self, expression: Expression) -> Iterator[Expression]:
        match expression:
            case ModelType(name):
                yield from self._parts_of_name(expression, name)
            case Generic(head, arguments):
                yield Generic(_HEADS.get(head, head), tuple(map(self.of, arguments)))
            case UnionType(members):
                for member in members:
                    yield from self._parts(member)
            case Tagged(union):
                yield from self._parts(union)
            case ExternalType() | Constants():
                yield expression
            case _:
                assert_never(expression)

    def _parts_of_name(self, expression: Expression, name: str) -> Iterator[Expression]:
        if name in self._classes:
            yield expression
            if self._has_dicts:
                yield self._dict_of(name)
        elif (
            name not in self._definitions
            or not self._has_structure(name)
            or (not self._has_dicts and name in self._recursive)
        ):
            yield expression
        elif self._has_dicts and (name in self._recursive or self._has_models(name)):
            yield expression
            yield self._dict_of(name)
        else:
            yield from self._parts(self._definitions[name])

    def _dict_of(self, name: str) -> ModelType:
        return ModelType(self.dict_name(name))

    def _has_models(self, name: str) -> bool:
        return any(each in self._classes for each in self._reached(name))

    def _has_structure(self, name: str) -> bool:
        return any(
            each in self._classes
            or (each in self._definitions and _has_container(self._definitions[each]))
            for each in self._reached(name)
        )

    def _reached(self, name: str) -> Iterator[str]:
        """Yield the names in what a type name stands for, at any depth of type names."""
        waiting, seen = [name], {name}
        while waiting:
            each = waiting.pop()
            yield each
            if each in self._definitions:
                found = set(own_names(self._definitions[each])) - seen
                seen |= found
                waiting += sorted(found)


def _members(expression: Expression) -> Iterator[Expression]:
    match expression:
        case UnionType(members):
            for member in members:
                yield from _members(member)
        case Tagged(union):
            yield from _members(union)
        case _:
            yield expression


def _has_container(expression: Expression) -> bool:
    match expression:
        case Generic():
            return True
        case UnionType(members):
            return any(map(_has_container, members))
        case Tagged(union):
            return _has_container(union)
        case _:
            return False
