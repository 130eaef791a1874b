"""Former names that still lead to what was renamed, for one version of the API."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ...context import ModelExport, ModelSynonym
from ...naming.overrides import parsed_name
from ...naming.pinned_schemas import is_class_name
from ...problem import Location, Problem, Severity
from ...project.pins import NAMES, AliasPin, Pins
from ...text import Code
from .renames import Rename, class_of, method_of


@dataclass(frozen=True, slots=True)
class Aliases:
    """Former names that work, and those that no longer do."""

    operations: Mapping[str, AliasPin]
    schemas: Mapping[str, AliasPin]
    problems: tuple[Problem, ...]


NO_ALIASES = Aliases({}, {}, ())


def aliases_of(
    old: Pins,
    new: Pins,
    operations: Iterable[Rename],
    schemas: Iterable[Rename],
    model_names: Collection[str],
) -> Aliases:
    """The former names that work: those that were given up in this version, or in the one before as
    long as there was no other, and that nothing else has.

    Args:
        old: names of before.
        new: names of now.
        operations: operations that were renamed by now.
        schemas: schemas that were renamed by now.
        model_names: everything that the `models` package has.
    """
    version = "" if old.version in ("", new.version) else new.version
    problems: list[Problem] = []

    ways = dict(_lasting(old.operation_aliases, new.operations, new.version, version, problems))
    ways.update((each.old, AliasPin(each.key, version, each.form)) for each in operations)
    free = set(_free_ways(ways, new))
    classes = dict(_lasting(old.schema_aliases, new.schemas, new.version, version, problems))
    classes.update((each.old, AliasPin(each.key, version, each.form)) for each in schemas)
    free.update(name for name in classes if name not in model_names and is_class_name(name))
    known = (*old.operation_aliases, *old.schema_aliases)
    problems += [
        _ended(name, "another one is called so")
        for name in sorted((ways.keys() | classes.keys()) - free)
        if name in known
    ]
    return Aliases(
        {name: pin for name, pin in sorted(ways.items()) if name in free},
        {name: pin for name, pin in sorted(classes.items()) if name in free},
        tuple(problems),
    )


def _lasting(
    aliases: Mapping[str, AliasPin],
    targets: Collection[str],
    current: str,
    next_: str,
    problems: list[Problem],
) -> Iterator[tuple[str, AliasPin]]:
    """Former names of before that go on; what ends is added to `problems`.

    Args:
        aliases: former names.
        targets: what they can still lead to.
        current: version of the package.
        next_: the same where it is another one than before, else empty.
    """
    for name, pin in sorted(aliases.items()):
        if pin.version not in ("", current):
            problems.append(_ended(name, f"the version is {current} now, and was {pin.version}"))
        elif pin.target not in targets:
            problems.append(_ended(name, f"{pin.target} is gone"))
        else:
            yield name, replace(pin, version=pin.version or next_)


def _free_ways(ways: Iterable[str], new: Pins) -> Iterator[str]:
    """Former names of methods that are no names now, and not in the way of any."""
    methods = {
        method_of(pin, form) for pin in new.operations.values() for form in ("", *pin.variants)
    }
    resources = set(new.resources)
    for way in sorted(ways):
        name = parsed_name(way)
        if name is None or way in methods or way in resources:
            continue
        heads = [".".join(name.resource[:length]) for length in range(1, len(name.resource) + 1)]
        if methods.isdisjoint(heads):
            methods.add(way)
            resources.update(heads)
            yield way


def model_aliases(
    aliases: Mapping[str, AliasPin], new: Pins, homes: Mapping[str, Code]
) -> tuple[ModelSynonym, ...]:
    """Former names of classes as templates see them, sorted.

    Args:
        aliases: former names.
        new: names of now.
        homes: name in the `models` package → its module.
    """
    targets = {name: class_of(new.schemas[pin.target], pin.form) for name, pin in aliases.items()}
    return tuple(
        ModelSynonym(Code(name), Code(target), homes[target])
        for name, target in sorted(targets.items())
        if target in homes
    )


def homes_of(exports: Iterable[ModelExport], synonyms: Iterable[ModelSynonym]) -> dict[str, Code]:
    """Every name of the `models` package with the module that defines it."""
    homes = {str(name): export.module for export in exports for name in export.names}
    homes.update((str(synonym.name), synonym.module) for synonym in synonyms)
    return homes


def _ended(name: str, why: str) -> Problem:
    return Problem(
        "alias-dropped",
        Severity.NOTE,
        f"The former name {name} does not work any more: {why}.",
        Location(NAMES),
    )
