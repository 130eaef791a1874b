"""Deprecated aliases: previous names that still work, for one version of the package."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...config import Config
from ...context import Method, MethodAlias, ModelExport, ModelSynonym, Resource, ResourceLink
from ...ir import Api
from ...naming.models.previous import is_class_name
from ...naming.overrides import parsed_name
from ...naming.resources import name_resources
from ...problem import Location, Problem, Severity
from ...project.pins import NAMES, AliasPin, Pins, ResourcePin
from ...text import Code, Text
from ..client.resources import (
    ResourcePath,
    resource_imports,
    resource_type_checking_imports,
    with_visible_names,
)
from ..docstrings.docstrings import as_prose
from ..models.models import ModelPlan
from .renames import Rename, RenameProblems, class_of, method_of, operation_renames, schema_renames


@dataclass(frozen=True, slots=True)
class Aliases:
    """Deprecated aliases of methods and classes."""

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
    """Return the aliases that work: names that were given up in this version, or in the previous one
    as long as there was no other, and that nothing else has.

    Args:
        old: previous names.
        new: current names.
        operations: operations that were renamed by now.
        schemas: schemas that were renamed by now.
        model_names: everything that the `models` package has.
    """
    version = "" if old.version in ("", new.version) else new.version
    problems: list[Problem] = []

    paths = dict(_lasting(old.operation_aliases, new.operations, new.version, version, problems))
    paths.update((each.old, AliasPin(each.key, version, each.form)) for each in operations)
    free = set(_free_paths(paths, new))
    classes = dict(_lasting(old.schema_aliases, new.schemas, new.version, version, problems))
    classes.update((each.old, AliasPin(each.key, version, each.form)) for each in schemas)
    free.update(name for name in classes if name not in model_names and is_class_name(name))
    known = (*old.operation_aliases, *old.schema_aliases)
    problems += [
        _ended(name, "another one is called so")
        for name in sorted((paths.keys() | classes.keys()) - free)
        if name in known
    ]
    return Aliases(
        {name: pin for name, pin in sorted(paths.items()) if name in free},
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
    """Yield the previous aliases that stay; those that end are added to `problems`.

    Args:
        aliases: previous aliases.
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


def _free_paths(paths: Iterable[str], new: Pins) -> Iterator[str]:
    """Yield aliases of methods that are no current names, and not in the way of any."""
    methods = {
        method_of(pin, form) for pin in new.operations.values() for form in ("", *pin.variants)
    }
    resources = set(new.resources)
    for path in sorted(paths):
        name = parsed_name(path)
        if name is None or path in methods or path in resources:
            continue
        heads = [".".join(name.resource[:length]) for length in range(1, len(name.resource) + 1)]
        if methods.isdisjoint(heads):
            methods.add(path)
            resources.update(heads)
            yield path


def model_aliases(
    aliases: Mapping[str, AliasPin], new: Pins, homes: Mapping[str, Code]
) -> tuple[ModelSynonym, ...]:
    """Return aliases of classes as templates see them, sorted.

    Args:
        aliases: aliases of classes.
        new: current names.
        homes: name in the `models` package → its module.
    """
    targets = {name: class_of(new.schemas[pin.target], pin.form) for name, pin in aliases.items()}
    return tuple(
        ModelSynonym(Code(name), Code(target), homes[target])
        for name, target in sorted(targets.items())
        if target in homes
    )


def homes_of(exports: Iterable[ModelExport], synonyms: Iterable[ModelSynonym]) -> dict[str, Code]:
    """Return every name of the `models` package with the module that defines it."""
    homes = {str(name): export.module for export in exports for name in export.names}
    homes.update((str(synonym.name), synonym.module) for synonym in synonyms)
    return homes


def _ended(name: str, why: str) -> Problem:
    return Problem(
        "alias-dropped",
        Severity.NOTE,
        f"The deprecated alias {name} was removed: {why}.",
        Location(NAMES),
    )


def with_aliases(
    resources: Sequence[Resource],
    links: Sequence[ResourceLink],
    aliases: Mapping[str, AliasPin],
    new: Pins,
    taken: Iterable[str],
) -> tuple[tuple[Resource, ...], tuple[ResourceLink, ...]]:
    """Return the resources, and the links to those at the top, with aliases of methods.

    Args:
        resources: those of the API.
        links: to those that the client leads to.
        aliases: aliases by path from the client on; none is in the way of any other name.
        new: current names.
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
    for old, pin in sorted(aliases.items()):
        target = method_of(new.operations[pin.target], pin.form)
        name = parsed_name(old)
        if name is not None and target in methods:
            added[name.resource].append(_alias(old, target, name.resource, *methods[target]))
    heads = {path[:length] for path in added for length in range(1, len(path) + 1)}
    gone = sorted(heads - found.keys())
    pinned = {str(each.path): ResourcePin(each.class_name, each.module) for each in resources}
    named = name_resources([*found, *gone], taken, Pins(resources=pinned))
    for path in gone:
        names = named[path]
        docs = f"Deprecated aliases of operations, behind `client.{'.'.join(path)}`."
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
    for path in gone:
        further[path[:-1]].append(_link(path, found[path]))
    for path in sorted({*added, *gone, *further} - {()}):
        found[path] = _completed(found[path], added[path], further[path])
    return (
        tuple(sorted(found.values(), key=lambda resource: resource.module)),
        _merged(links, further[()]),
    )


def _alias(
    old: str, target: str, path: ResourcePath, resource: Resource, method: Method
) -> MethodAlias:
    is_here = _path(resource) == path
    return MethodAlias(
        name=Code(old.rpartition(".")[2]),
        message=Text(f"client.{old} is called client.{target} now."),
        docs=Text(f"Deprecated alias of `client.{target}`."),
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
        docs=Text("Deprecated aliases of operations."),
    )


def _merged(
    links: Iterable[ResourceLink], further: Iterable[ResourceLink]
) -> tuple[ResourceLink, ...]:
    return tuple(sorted((*links, *further), key=lambda link: link.attribute))


def _completed(
    resource: Resource, aliases: Sequence[MethodAlias], links: Sequence[ResourceLink]
) -> Resource:
    """Return the resource with aliases and further children, and the imports that they
    need."""
    children = _merged(resource.children, links)
    names = {
        *(method.name for method in resource.methods),
        *(alias.name for alias in aliases),
        *(child.attribute for child in children),
    }
    methods = tuple(with_visible_names(method, names) for method in resource.methods)
    aliases = tuple(
        replace(alias, method=with_visible_names(alias.method, names)) for alias in aliases
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
class AliasPlan:
    """Current names with the deprecated aliases that lead to them."""

    pins: Pins
    """The current names and all aliases."""

    methods: Mapping[str, AliasPin]
    """Aliases of methods that the client has."""

    models: tuple[ModelSynonym, ...]
    """Aliases of models that the client has, as templates see them."""

    problems: tuple[Problem, ...]
    """One for each renamed thing, and one for each alias that was removed."""


def plan_aliases(api: Api, config: Config, old: Pins, new: Pins, models: ModelPlan) -> AliasPlan:
    """Compare previous and current names. Aliases are noted even where the client has none, so that
    whoever reads of a rename can still ask for them.

    Args:
        api: the API.
        config: what the user chose.
        old: previous names.
        new: current names.
        models: what there is in the `models` package.
    """
    operations = tuple(operation_renames(old, new))
    schemas = tuple(schema_renames(old, new))
    homes = homes_of(models.exports, models.synonyms)
    taken = {*homes, *(module.name for module in models.modules)}
    noted = aliases_of(old, new, operations, schemas, taken)
    kept = noted if config.aliases == "keep" else NO_ALIASES
    problems = RenameProblems(config, old, new, {*kept.operations, *kept.schemas})
    return AliasPlan(
        pins=replace(new, operation_aliases=noted.operations, schema_aliases=noted.schemas),
        methods=kept.operations,
        models=model_aliases(kept.schemas, new, homes),
        problems=(
            *kept.problems,
            *problems.of_package(),
            *problems.of_credentials(),
            *problems.of_operations(operations, api),
            *problems.of_schemas(schemas, models.keys.ids, models.components),
        ),
    )
