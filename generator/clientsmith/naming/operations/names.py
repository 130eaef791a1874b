"""Names of operations: resources and methods."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from ...config import Config
from ...ir import Api, Id, Operation
from ...problem import Problem
from ...project.pins import NO_PINS, Pins
from ..decisions import (
    BY_PREVIOUS_NAME,
    NOT_PREVIOUS,
    OVERRIDDEN,
    Decision,
    Decisions,
    NameKind,
)
from ..extensions import given_parts
from ..overrides import OperationName, ResourcePath, chosen_names, is_method_name, operation_key
from .by_id import ById
from .by_path import ByPath
from .clashes import Contender, decide, resolve_clashes, taken_names
from .evidence import Evidence
from .own_verbs import with_own_verbs
from .previous import FixedNames, given_names, homes_of_tags
from .samples import Samples
from .tags import main_tag, tag_key

__all__ = ["OperationName", "operation_names"]


def operation_names(
    api: Api, config: Config, pins: Pins = NO_PINS, decisions: Decisions | None = None
) -> tuple[Mapping[Id, OperationName], tuple[Problem, ...]]:
    """Return one name for every operation, whatever the order of the document.

    A name that is chosen comes first, then the previous one, then what can be
    found among the names that are left.

    Args:
        api: the API.
        config: names that the user chose.
        pins: previous names.
        decisions: gets a decision on each name.

    Returns:
        The names by operation id in the document's order, and a note for each name that a clash
        changed, a warning for each override and each previous name that cannot be followed.
    """
    chosen, problems = chosen_names(api, config, decisions)
    given, unusable = given_names(api.operations, pins, chosen)
    others = [operation for operation in api.operations if operation.id not in given.names]
    contenders = list(_contenders(api, config, others, given, chosen)) if others else []
    if decisions is not None:
        _decide_given(api, config, given, chosen, decisions)
    resources = [contender.resource for contender in contenders]
    contenders = [
        each for each in contenders if not _keeps_name(each, pins, given, resources, decisions)
    ]
    resources += [name.resource for name in given.names.values()]
    keys = {operation.id: operation_key(operation) for operation in api.operations}
    taken = taken_names(resources, ((name, keys[id_]) for id_, name in given.names.items()))
    for resource, variants in given.variants.items():
        taken[resource].update(dict.fromkeys(variants, "belongs to a form of another operation"))
    methods, clashes = resolve_clashes(contenders, taken, decisions)
    found = {
        contender.operation.id: OperationName(contender.resource, methods[contender.operation.id])
        for contender in contenders
    }
    found |= given.names
    names = {operation.id: found[operation.id] for operation in api.operations}
    return names, (*problems, *unusable, *clashes)


def _decide_given(
    api: Api,
    config: Config,
    given: FixedNames,
    chosen: Mapping[Id, OperationName],
    decisions: Decisions,
) -> None:
    """Note the names that need not be found, beside what would have been found."""
    fixed = [operation for operation in api.operations if operation.id in given.names]
    for contender in _contenders(api, config, fixed, given, chosen):
        operation = contender.operation
        name = given.names[operation.id]
        is_chosen = operation.id in chosen
        loss = OVERRIDDEN if is_chosen else NOT_PREVIOUS
        if contender.first_name == name:
            loss = ""
        best = contender.candidates[0]._replace(name=str(contender.first_name), loss=loss)
        candidates = (best,)
        if is_chosen:
            decisions.note_candidates(NameKind.METHOD, operation.id, candidates)
            continue
        key = operation_key(operation)
        decisions.add(
            Decision(
                NameKind.METHOD, operation.id, str(name), BY_PREVIOUS_NAME, candidates, key, pin=key
            )
        )


class _Naming(Protocol):
    """A way to name operations."""

    def contender(self, operation: Operation) -> Contender:
        """Return an operation with its resource and its candidates."""
        ...


def _contenders(
    api: Api,
    config: Config,
    operations: Iterable[Operation],
    given: FixedNames,
    chosen: Mapping[Id, OperationName],
) -> Iterator[Contender]:
    """Yield operations that need a name; where names come from operationIds and tags, one whose tag
    has a resource already goes there."""
    kept = {id_: name for id_, name in given.names.items() if id_ not in chosen}
    evidence = Evidence(api, kept)
    by_path = ByPath(api, evidence)
    by_id = ById(api, evidence, by_path)
    is_by_path = _is_by_path(api, config, evidence, by_path, by_id, kept)
    naming: _Naming = by_path if is_by_path else by_id

    def named(operation: Operation) -> Contender:
        return with_own_verbs(naming.contender(operation), config.verbs)

    samples = _samples(api, config, evidence, named, kept)
    homes = {} if is_by_path else homes_of_tags(api.operations, kept)
    for operation in operations:
        contender = samples.applied(named(operation))
        home = homes.get(tag_key(main_tag(operation) or ""))
        if home is not None:
            rule = "where the client has had operations with the tag"
            contender = replace(contender, resource=home, resource_rule=rule)
        contender = replace(contender, **given_parts(operation, contender.candidates))
        yield replace(contender, resource=given.beside_methods(contender.resource))


def _is_by_path(
    api: Api,
    config: Config,
    evidence: Evidence,
    by_path: _Naming,
    by_id: _Naming,
    kept: Mapping[Id, OperationName],
) -> bool:
    """Return whether paths name the operations, rather than operationIds and tags.

    A client that has names goes on in the way that gives more of them.
    """
    if config.naming != "auto":
        return config.naming == "path"
    named = [operation for operation in api.operations if operation.id in kept]
    like_paths, like_ids = (
        sum(
            kept[each.id] in (found.first_name, with_own_verbs(found, config.verbs).first_name)
            for each in named
            for found in (naming.contender(each),)
        )
        for naming in (by_path, by_id)
    )
    return like_paths > like_ids or (like_paths == like_ids and not evidence.has_groups)


def _samples(
    api: Api,
    config: Config,
    evidence: Evidence,
    named: Callable[[Operation], Contender],
    kept: Mapping[Id, OperationName],
) -> Samples:
    """Return what code samples show; nothing where the configuration says what names are made of,
    people have sorted the operationIds into groups, or a client has names that are none of samples.
    """
    nothing = Samples(())
    shown = any(each.sampled_call is not None for each in api.operations)
    if config.naming != "auto" or evidence.has_groups or not shown:
        return nothing
    contenders = [named(operation) for operation in api.operations]
    samples = Samples(contenders, config.verbs)
    like_samples, like_others = (
        sum(
            each.first_name == kept[each.operation.id]
            for each in found
            if each.operation.id in kept
        )
        for found in (map(samples.applied, contenders), contenders)
    )
    return samples if like_samples >= like_others else nothing


def _keeps_name(
    contender: Contender,
    pins: Pins,
    given: FixedNames,
    resources: Iterable[ResourcePath],
    decisions: Decisions | None,
) -> bool:
    """Keep the previous name of an operation where it is the first choice as well, although it is no
    longer made from the same, and return whether it is kept."""
    key = operation_key(contender.operation)
    pin = pins.operations.get(key)
    name = contender.first_name
    if pin is None or pin.name != str(name) or given.owner(name) is not None:
        return False
    path = (*name.resource, name.method)
    if any(resource[: len(path)] == path for resource in resources):
        return False
    if name.method in given.variants.get(name.resource, ()):
        return False
    given.add(contender.operation.id, name, key)
    if decisions is not None:
        candidates = contender.candidates[:1]
        decide(contender, name.method, candidates[0].rule, candidates, decisions, pin=key)
    given.add_variants(name.resource, filter(is_method_name, pin.variants.values()))
    return True
