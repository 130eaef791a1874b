"""Former names of methods as methods of resources, which are there for them where need be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ...context import Method, MethodAlias, Resource, ResourceLink
from ...naming.overrides import parsed_name
from ...naming.resources import name_resources
from ...project.pins import AliasPin, Pins, ResourcePin
from ...text import Code, Text
from ..client.resources import (
    ResourcePath,
    resource_imports,
    resource_type_checking_imports,
    with_builtins_in_full,
)
from ..docstrings.docstrings import as_prose
from .renames import method_of


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
