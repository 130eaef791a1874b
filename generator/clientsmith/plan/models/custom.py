"""A package with what hand-written classes of clients and resources change about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from ...context import Client, CustomExport, Import, MethodAlias, Package, Resource, ResourceLink
from ...problem import Problem, Severity
from ...project.custom import CustomCode
from ...text import Code
from ...types.custom_classes import CLIENT, RESOURCES, Extensions, extensions_of
from ...types.imports import Imports
from .custom_imports import import_problems
from .extended_models import ModelExtensions

Located = TypeVar("Located", ResourceLink, MethodAlias)


def with_custom_code(
    package: Package, custom: Mapping[str, CustomCode], models: ModelExtensions
) -> tuple[Package, tuple[Problem, ...]]:
    """The package in which hand-written classes stand for generated ones.

    Args:
        package: where models are extended already.
        custom: hand-written modules, by package.
        models: what those of this package do to models.

    Returns:
        The package, and what is wrong with hand-written modules beside what `models` has.
    """
    code = custom.get(package.name)
    if code is None:
        return package, tuple(_left_behind(package, custom))
    root = package.client
    clients = extensions_of(code, CLIENT, (root.class_name, root.async_class_name))
    names = [
        name for each in package.resources for name in (each.class_name, each.async_class_name)
    ]
    resources = extensions_of(code, RESOURCES, names)
    package = replace(
        package,
        client=_client(root, clients, resources),
        resources=tuple(_resource(each, resources) for each in package.resources),
    )
    problems = import_problems(package, code, clients, models)
    return package, (*code.problems, *clients.problems, *resources.problems, *problems)


def _left_behind(package: Package, custom: Mapping[str, CustomCode]) -> Iterator[Problem]:
    """A warning for each class that would extend one of the package, and stands in another one of the
    same folder, as when the package has been renamed.

    Args:
        package: the package, which has no hand-written modules itself.
        custom: hand-written modules, by package.
    """
    client = package.client
    names = {client.class_name, client.async_class_name}
    names.update(each.class_name for each in package.resources)
    names.update(each.async_class_name for each in package.resources)
    names.update(name for export in package.model_exports for name in export.names)
    for other, code in sorted(custom.items()):
        for each in code.classes:
            if each.name in names and each.bases:
                yield Problem(
                    "custom-class-unused",
                    Severity.WARNING,
                    f"`{each.name}` stands in the package `{other}`, and what is generated is called "
                    f"`{package.name}`.",
                    each.location,
                    f"Move the folder `custom` to `{package.name}`.",
                )


def _client(client: Client, clients: Extensions, resources: Extensions) -> Client:
    exports = [
        CustomExport(Code(f".{clients.module(name)}"), Code(name)) for name in clients.classes
    ]
    return replace(
        client,
        resources=_located(client.resources, ".", resources),
        custom_exports=tuple(sorted(exports, key=lambda export: (export.module, export.name))),
        type_checking_imports=_redirected(client.type_checking_imports, ".", resources),
    )


def _resource(resource: Resource, extensions: Extensions) -> Resource:
    return replace(
        resource,
        children=_located(resource.children, "..", extensions),
        type_checking_imports=_redirected(resource.type_checking_imports, "..", extensions),
        aliases=_located(resource.aliases, "..", extensions),
    )


def _located(uses: Iterable[Located], up: str, extensions: Extensions) -> tuple[Located, ...]:
    """Uses of classes of resources, with the modules that hand-written ones are imported from."""
    return tuple(
        replace(
            use,
            custom_module=_module(use.class_name, up, extensions),
            async_custom_module=_module(use.async_class_name, up, extensions),
        )
        for use in uses
    )


def _module(name: str, up: str, extensions: Extensions) -> Code:
    """Module that a hand-written class is imported from; empty where there is none."""
    module = extensions.module(name)
    return Code(f"{up}{module}" if module else "")


def _redirected(imports: Iterable[Import], up: str, extensions: Extensions) -> tuple[Import, ...]:
    """The imports, those of extended classes from hand-written modules."""
    changed = Imports()
    for statement in imports:
        if not statement.names:
            changed.add_module(statement.module, statement.alias)
        for name in statement.names:
            changed.add(_module(name, up, extensions) or statement.module, name)
    return changed.statements()
