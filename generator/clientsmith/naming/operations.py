"""Which resource and which method name every operation gets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..config.configuration import Config
from ..ir import Api, Id, Operation
from ..problem import Problem
from ..project.pins import NO_PINS, Pins
from .candidates import Finder
from .clashes import Contender, ResourcePath, resolve_clashes, taken_names
from .overrides import OperationName, chosen_names, is_method_name, operation_key
from .pinned import GivenNames, given_names, homes_of_tags
from .tags import tag_key, telling_tag

__all__ = ["OperationName", "operation_names"]


def operation_names(
    api: Api, config: Config, pins: Pins = NO_PINS
) -> tuple[Mapping[Id, OperationName], tuple[Problem, ...]]:
    """One name for every operation, whatever the order of the document.

    A name that is chosen comes first, then the one that the operation had before, then what can be
    found among the names that are left.

    Args:
        api: the API.
        config: names that the user chose.
        pins: names of before.

    Returns:
        The names by operation id in the document's order, and a note for each name that a clash
        changed, a warning for each override and each name of before that cannot be followed.
    """
    chosen, problems = chosen_names(api, config)
    given, unusable = given_names(api.operations, pins, chosen)
    others = [operation for operation in api.operations if operation.id not in given.names]
    contenders = list(_contenders(api, others, given, chosen)) if others else []
    resources = [contender.resource for contender in contenders]
    contenders = [each for each in contenders if not _keeps_name(each, pins, given, resources)]
    resources += [name.resource for name in given.names.values()]
    taken = taken_names(resources, ((name.resource, name.method) for name in given.names.values()))
    for resource, variants in given.variants.items():
        taken[resource] |= variants
    methods, clashes = resolve_clashes(contenders, taken)
    found = {
        contender.operation.id: OperationName(contender.resource, methods[contender.operation.id])
        for contender in contenders
    }
    found |= given.names
    names = {operation.id: found[operation.id] for operation in api.operations}
    return names, (*problems, *unusable, *clashes)


def _contenders(
    api: Api, operations: Iterable[Operation], given: GivenNames, chosen: Mapping[Id, OperationName]
) -> Iterator[Contender]:
    """Operations that need a name; one whose tag has a resource already goes there."""
    kept = {id_: name for id_, name in given.names.items() if id_ not in chosen}
    finder = Finder(api, kept)
    homes = homes_of_tags(api.operations, kept)
    for operation in operations:
        contender = finder.contender(operation)
        home = homes.get(tag_key(telling_tag(operation) or ""))
        if home is not None:
            contender = replace(contender, resource=home)
        yield given.beside_methods(contender)


def _keeps_name(
    contender: Contender, pins: Pins, given: GivenNames, resources: Iterable[ResourcePath]
) -> bool:
    """Settle the name of an operation whose first choice is what it was called before, although
    that is no longer made from the same."""
    key = operation_key(contender.operation)
    pin = pins.operations.get(key)
    name = OperationName(contender.resource, contender.candidates[0])
    if pin is None or pin.name != str(name) or given.owner(name) is not None:
        return False
    path = (*name.resource, name.method)
    if any(resource[: len(path)] == path for resource in resources):
        return False
    if name.method in given.variants.get(name.resource, ()):
        return False
    given.add(contender.operation.id, name, key)
    given.add_variants(name.resource, filter(is_method_name, pin.variants.values()))
    return True
