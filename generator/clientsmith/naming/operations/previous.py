"""Previous names of operations, which the client had when it was last generated and keeps."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ...ir import Id, Operation
from ...problem import Problem
from ...project.pins import AliasPin, OperationPin, Pins, relative_id, unusable_pin
from ..extensions import operation_evidence
from ..overrides import OperationName, ResourcePath, is_method_name, operation_key, parsed_name
from ..words.words import words
from .tags import main_tag, tag_key


@dataclass(slots=True)
class FixedNames:
    """Names of operations that need not be found: chosen and previous ones."""

    names: dict[Id, OperationName]
    variants: dict[ResourcePath, set[str]] = field(default_factory=dict)
    """Resource → further methods of its operations."""

    _methods: dict[ResourcePath, str] = field(default_factory=dict)
    """Way to a method → whose it is."""

    _resources: set[ResourcePath] = field(default_factory=set)

    def owner(self, name: OperationName) -> str | None:
        """Return the owner of a name; None where it is free."""
        path = (*name.resource, name.method)
        if path in self._methods:
            return self._methods[path]
        if path in self._resources:
            return "a resource"
        heads = (name.resource[:length] for length in range(2, len(name.resource) + 1))
        return next((self._methods[head] for head in heads if head in self._methods), None)

    def add(self, id_: Id, name: OperationName, key: str) -> None:
        """Take a name that is free."""
        self.names[id_] = name
        self._methods[*name.resource, name.method] = key
        self._resources.update(
            name.resource[:length] for length in range(1, len(name.resource) + 1)
        )

    def add_variants(self, resource: ResourcePath, names: Iterable[str]) -> None:
        """Take names of further methods."""
        self.variants.setdefault(resource, set()).update(names)

    def beside_methods(self, resource: ResourcePath) -> ResourcePath:
        """Return the resource, with another name for each part that is the name of a method."""
        path: ResourcePath = ()
        for part in resource:
            while (*path, part) in self._methods or part in self.variants.get(path, ()):
                part = f"{part.rstrip('_')}_resource"
            path = (*path, part)
        return path


def given_names(
    operations: Iterable[Operation], pins: Pins, chosen: Mapping[Id, OperationName]
) -> tuple[FixedNames, list[Problem]]:
    """Return the names that need not be found: those that the user chose, and those that operations
    had before, as long as what they were made from is the same.

    Returns:
        The names, and a warning for each previous name that cannot be used.
    """
    given = FixedNames({})
    by_key = {operation_key(operation): operation for operation in reversed(tuple(operations))}
    chosen_keys = {key for key, operation in by_key.items() if operation.id in chosen}
    for key in sorted(chosen_keys):
        given.add(by_key[key].id, chosen[by_key[key].id], key)
    given.names.update(chosen)
    problems: list[Problem] = []
    kept: list[tuple[OperationName, OperationPin]] = []
    for key, operation in sorted(by_key.items()):
        pin = pins.operations.get(key)
        if pin is None or operation.id in chosen or not is_made_alike(pin, operation):
            continue
        name = parsed_name(pin.name)
        if name is None:
            why = "which is no name such as 'pets.create', free of reserved words"
        elif (owner := given.owner(name)) is not None:
            if owner in chosen_keys:
                continue  # The user gave it away, which is reported as a change.
            why = f"which is taken by {owner}"
        else:
            given.add(operation.id, name, key)
            kept.append((name, pin))
            continue
        problems.append(unusable_pin(key, pin.name, why))
    for name, pin in kept:
        given.add_variants(name.resource, filter(is_method_name, pin.variants.values()))
    return given, problems


def is_made_alike(pin: OperationPin, operation: Operation) -> bool:
    """Return whether an operation still has the operationId, the tag and the vendor extensions
    that its name was made from; how their words are written does not count."""
    tag = main_tag(operation) or ""
    operation_id = operation.operation_id or ""
    if pin.extension != operation_evidence(operation):
        return False
    return (
        pin.operation_id == operation_id or words(pin.operation_id) == words(operation_id)
    ) and (pin.tag == tag or tag_key(pin.tag) == tag_key(tag))


def homes_of_tags(
    operations: Iterable[Operation], names: Mapping[Id, OperationName]
) -> dict[str, ResourcePath]:
    """Key of a tag → the resource that most of its operations are in, among those with a name."""
    counts: dict[str, Counter[ResourcePath]] = defaultdict(Counter)
    for operation in operations:
        tag = main_tag(operation)
        if tag is not None and operation.id in names:
            counts[tag_key(tag)][names[operation.id].resource] += 1
    return {key: min(found, key=lambda path: (-found[path], path)) for key, found in counts.items()}


T = TypeVar("T")

_PARAMETER = re.compile(r"\{[^{}]*\}")


def with_moved_operations(pins: Pins, operations: Iterable[Operation]) -> Pins:
    """Return the previous names under the current keys: an operation has moved where only the names
    of parameters in its path differ, or where one `operationId` is at one other path.

    Args:
        pins: previous names.
        operations: those of the API.
    """
    present = {operation_key(operation): operation for operation in operations}
    gone = {key: pin for key, pin in pins.operations.items() if key not in present}
    new = {key: each for key, each in present.items() if key not in pins.operations}
    moves = _moves(gone, new)
    if not moves:
        return pins
    places = {
        _place(old): relative_id(present[key].id, pins.root) for old, key in sorted(moves.items())
    }

    def key_of(key: str) -> str:
        return moves.get(key, key)

    def place_now(key: str) -> str:
        for old, now in places.items():
            if key.startswith(f"{old}/"):
                return now + key[len(old) :]
        return key

    return replace(
        pins,
        operations=_under(pins.operations, key_of),
        webhooks=_under(pins.webhooks, place_now),
        schemas=_under(pins.schemas, place_now),
        operation_aliases=_led(pins.operation_aliases, key_of),
        schema_aliases=_led(pins.schema_aliases, place_now),
    )


def _moves(gone: Mapping[str, OperationPin], new: Mapping[str, Operation]) -> dict[str, str]:
    """Previous key → current key."""
    moves = _matches({key: _shape(key) for key in gone}, {key: _shape(key) for key in new})
    by_id = _matches(
        {key: pin.operation_id for key, pin in gone.items() if key not in moves},
        {
            key: operation.operation_id or ""
            for key, operation in new.items()
            if key not in moves.values()
        },
    )
    return {**by_id, **moves}


def _matches(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Return previous keys and their current ones, matched by marks that are unique on both sides."""
    one, other = _only(before), _only(now)
    return {one[mark]: other[mark] for mark in one if mark and mark in other}


def _only(marks: Mapping[str, str]) -> dict[str, str]:
    """Mark → the key that alone has it."""
    found: dict[str, str] = {}
    several: set[str] = set()
    for key, mark in marks.items():
        if found.setdefault(mark, key) != key:
            several.add(mark)
    return {mark: key for mark, key in found.items() if mark not in several}


def _shape(key: str) -> str:
    """Return a key without the names of parameters."""
    return _PARAMETER.sub("{}", key)


def _place(key: str) -> str:
    """Return where an operation stands in its document."""
    method, _, path = key.partition(" ")
    escaped = path.replace("~", "~0").replace("/", "~1")
    return f"#/paths/{escaped}/{method.lower()}"


def _under(entries: Mapping[str, T], key_of: Callable[[str], str]) -> dict[str, T]:
    return {key_of(key): entry for key, entry in entries.items()}


def _led(aliases: Mapping[str, AliasPin], key_of: Callable[[str], str]) -> dict[str, AliasPin]:
    return {name: replace(pin, target=key_of(pin.target)) for name, pin in aliases.items()}
