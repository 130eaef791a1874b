"""Former names that still lead to what was renamed, for one version of the API."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...config import Config
from ...context import Method, MethodAlias, ModelExport, ModelSynonym, Resource, ResourceLink
from ...ir import Api
from ...naming.overrides import parsed_name
from ...naming.previous import is_class_name
from ...naming.resources import name_resources
from ...problem import Location, Problem, Severity
from ...project.pins import NAMES, AliasPin, Pins, ResourcePin
from ...text import Code, Text
from ..client.resources import (
    ResourcePath,
    resource_imports,
    resource_type_checking_imports,
    with_builtins_in_full,
)
from ..docstrings.docstrings import as_prose
from ..models.models import ModelPlan
from .renames import Rename, RenameProblems, class_of, method_of, operation_renames, schema_renames


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


def with_aliases(
    resources: Sequence[Resource],
    links: Sequence[ResourceLink],
    aliases: Mapping[str, AliasPin],
    new: Pins,
    taken: Iterable[str],
) -> tuple[tuple[Resource, ...], tuple[ResourceLink, ...]]:
    """The resources, and the links to those at the top, with former names of methods.

    Args:
        resources: those of the API.
        links: to those that the client leads to.
        aliases: former names, by way from the client on; none is in the way of any other name.
        new: names of now.
        taken: names that no class of a resource may have.
    """
    if not aliases:
        return tuple(resources), tuple(links)
    found = {_path(resource): resource for resource in resources}
    methods = {
        f"{resource.path}.{method.name}": (resource, method)
        for resource in resources
        for method in resource.methods
    }
    added: dict[ResourcePath, list[MethodAlias]] = defaultdict(list)
    for way, pin in sorted(aliases.items()):
        target = method_of(new.operations[pin.target], pin.form)
        name = parsed_name(way)
        if name is not None and target in methods:
            added[name.resource].append(_alias(way, target, name.resource, *methods[target]))
    heads = {path[:length] for path in added for length in range(1, len(path) + 1)}
    former = sorted(heads - found.keys())
    pinned = {str(each.path): ResourcePin(each.class_name, each.module) for each in resources}
    named = name_resources([*found, *former], taken, Pins(resources=pinned))
    for path in former:
        names = named[path]
        docs = f"Former names of operations, behind `client.{'.'.join(path)}`."
        found[path] = Resource(
            module=names.module,
            class_name=names.class_name,
            async_class_name=names.async_class_name,
            path=Code(".".join(path)),
            docs=as_prose(docs),
            imports=(),
            type_checking_imports=(),
            children=(),
            methods=(),
        )
    further: dict[ResourcePath, list[ResourceLink]] = defaultdict(list)
    for path in former:
        further[path[:-1]].append(_link(path, found[path]))
    for path in sorted({*added, *former, *further} - {()}):
        found[path] = _completed(found[path], added[path], further[path])
    return (
        tuple(sorted(found.values(), key=lambda resource: resource.module)),
        _merged(links, further[()]),
    )


def _alias(
    way: str, target: str, path: ResourcePath, resource: Resource, method: Method
) -> MethodAlias:
    is_here = _path(resource) == path
    return MethodAlias(
        name=Code(way.rpartition(".")[2]),
        message=Text(f"client.{way} is called client.{target} now."),
        docs=Text(f"Former name of `client.{target}`."),
        method=method,
        module=Code("") if is_here else resource.module,
        class_name=resource.class_name,
        async_class_name=resource.async_class_name,
    )


def _path(resource: Resource) -> ResourcePath:
    return tuple(resource.path.split("."))


def _link(path: ResourcePath, resource: Resource) -> ResourceLink:
    return ResourceLink(
        attribute=Code(path[-1]),
        module=resource.module,
        class_name=resource.class_name,
        async_class_name=resource.async_class_name,
        docs=Text("Former names of operations."),
    )


def _merged(
    links: Iterable[ResourceLink], further: Iterable[ResourceLink]
) -> tuple[ResourceLink, ...]:
    return tuple(sorted((*links, *further), key=lambda link: link.attribute))


def _completed(
    resource: Resource, aliases: Sequence[MethodAlias], links: Sequence[ResourceLink]
) -> Resource:
    """The resource with former names and further children, and the imports that they need."""
    children = _merged(resource.children, links)
    names = {
        *(method.name for method in resource.methods),
        *(alias.name for alias in aliases),
        *(child.attribute for child in children),
    }
    methods = tuple(with_builtins_in_full(method, names) for method in resource.methods)
    aliases = tuple(
        replace(alias, method=with_builtins_in_full(alias.method, names)) for alias in aliases
    )
    return replace(
        resource,
        children=children,
        methods=methods,
        aliases=aliases,
        imports=resource_imports(methods, children, aliases),
        type_checking_imports=resource_type_checking_imports(children),
    )


@dataclass(frozen=True, slots=True)
class Succession:
    """How the names of now follow those of before."""

    pins: Pins
    """The names of now, with former ones."""

    methods: Mapping[str, AliasPin]
    """Former names of methods that go on."""

    models: tuple[ModelSynonym, ...]
    """Former names of models that go on, as templates see them."""

    problems: tuple[Problem, ...]
    """One for each name that is another one, and for each former name that has come to its end."""


def succeed(api: Api, config: Config, old: Pins, new: Pins, models: ModelPlan) -> Succession:
    """Compare names of before and now. Former names are noted even where they do not go on, so that
    whoever reads of a rename can still have them do so.

    Args:
        api: the API.
        config: what the user chose.
        old: names of before.
        new: names of now.
        models: what there is in the `models` package.
    """
    operations = tuple(operation_renames(old, new))
    schemas = tuple(schema_renames(old, new))
    homes = homes_of(models.exports, models.synonyms)
    taken = {*homes, *(module.name for module in models.modules)}
    noted = aliases_of(old, new, operations, schemas, taken)
    kept = noted if config.aliases == "keep" else NO_ALIASES
    problems = RenameProblems(config, old, new, {*kept.operations, *kept.schemas})
    return Succession(
        pins=replace(new, operation_aliases=noted.operations, schema_aliases=noted.schemas),
        methods=kept.operations,
        models=model_aliases(kept.schemas, new, homes),
        problems=(
            *kept.problems,
            *problems.of_package(),
            *problems.of_operations(operations, api),
            *problems.of_schemas(schemas, models.keys.ids, models.components),
        ),
    )
