"""Names that operations had in the client that was generated before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..ir import Id, Operation
from ..problem import Location, Problem, Severity, quoted
from ..project.pins import NAMES, OperationPin, Pins
from .clashes import Contender, ResourcePath
from .overrides import OperationName, is_method_name, operation_key, parsed_name
from .tags import tag_key, telling_tag
from .words.words import words


@dataclass(slots=True)
class GivenNames:
    """Names that are settled before any is found: chosen ones, and those of before."""

    names: dict[Id, OperationName]
    variants: dict[ResourcePath, set[str]] = field(default_factory=dict)
    """Resource → further methods of its operations."""

    _methods: dict[ResourcePath, str] = field(default_factory=dict)
    """Way to a method → whose it is."""

    _resources: set[ResourcePath] = field(default_factory=set)

    def owner(self, name: OperationName) -> str | None:
        """What has a name already; None where it is free."""
        path = (*name.resource, name.method)
        if path in self._methods:
            return self._methods[path]
        if path in self._resources:
            return "a resource"
        heads = (name.resource[:length] for length in range(2, len(name.resource) + 1))
        return next((self._methods[head] for head in heads if head in self._methods), None)

    def add(self, id_: Id, name: OperationName, key: str) -> None:
        """Settle a name that is free."""
        self.names[id_] = name
        self._methods[*name.resource, name.method] = key
        self._resources.update(
            name.resource[:length] for length in range(1, len(name.resource) + 1)
        )

    def add_variants(self, resource: ResourcePath, names: Iterable[str]) -> None:
        """Settle names of further methods."""
        self.variants.setdefault(resource, set()).update(names)

    def beside_methods(self, contender: Contender) -> Contender:
        """The contender with a resource that no settled method is in the way of."""
        path: ResourcePath = ()
        for part in contender.resource:
            while (*path, part) in self._methods or part in self.variants.get(path, ()):
                part = f"{part.rstrip('_')}_resource"
            path = (*path, part)
        return contender if path == contender.resource else replace(contender, resource=path)


def given_names(
    operations: Iterable[Operation], pins: Pins, chosen: Mapping[Id, OperationName]
) -> tuple[GivenNames, list[Problem]]:
    """The names that need not be found: those that the user chose, and those that operations had
    before, as long as what they were made from is the same.

    Returns:
        The names, and a warning for each name of before that cannot be used.
    """
    given = GivenNames({})
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
                continue  # It was given away by the user, which is told as a change.
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
    """Whether an operation still has the operationId and the tag that its name was made from; how
    their words are written does not count."""
    tag = telling_tag(operation) or ""
    operation_id = operation.operation_id or ""
    return (
        pin.operation_id == operation_id or words(pin.operation_id) == words(operation_id)
    ) and (pin.tag == tag or tag_key(pin.tag) == tag_key(tag))


def homes_of_tags(
    operations: Iterable[Operation], names: Mapping[Id, OperationName]
) -> dict[str, ResourcePath]:
    """Key of a tag → the resource that most of its operations are in, among those with a name."""
    counts: dict[str, Counter[ResourcePath]] = defaultdict(Counter)
    for operation in operations:
        tag = telling_tag(operation)
        if tag is not None and operation.id in names:
            counts[tag_key(tag)][names[operation.id].resource] += 1
    return {key: min(found, key=lambda path: (-found[path], path)) for key, found in counts.items()}


def unusable_pin(key: str, name: str, why: str) -> Problem:
    """A warning about a name of before."""
    return Problem(
        "pin-unusable",
        Severity.WARNING,
        f"{key} is pinned to {quoted(name)}, {why}; another name is found.",
        Location(NAMES),
        "Restore the file from version control, or remove the entry.",
    )
