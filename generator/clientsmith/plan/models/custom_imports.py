"""Whether hand-written modules import what is generated, and can be imported themselves."""

from __future__ import annotations

from collections.abc import Iterator

from ...context import Package
from ...problem import Problem, Severity
from ...project.custom import CUSTOM, CustomCode
from ...types.custom_classes import CLIENT, MODELS, RESOURCES, Extensions
from .extended_models import ModelExtensions

_SECTIONS = (CLIENT, MODELS, RESOURCES)


def import_problems(
    package: Package, code: CustomCode, clients: Extensions, models: ModelExtensions
) -> Iterator[Problem]:
    """A warning for each import of a class that is not generated, or is generated elsewhere, and an
    error for each import of what has to import the module itself first.

    Args:
        package: the package.
        code: its hand-written modules.
        clients: hand-written root classes.
        models: what is done to models.
    """
    defined = frozenset(_defined(package))
    known = defined.union(_importable(package))
    waiting = {f"{MODELS}.{name}": modules for name, modules in models.sources.items()}
    for name in clients.classes:
        # The package imports its root class while it is loaded, and the parent of that module first.
        waiting[name] = frozenset({CUSTOM, clients.module(name)})
    for module in code.modules:
        used = {path: each.location for each in module.classes for path in each.bases}
        used |= {each.path: each.location for each in reversed(module.imports)}
        for path, location in used.items():
            name = path.rpartition(".")[2]
            if module.path in waiting.get(path, ()):
                yield Problem(
                    "custom-class-unusable",
                    Severity.ERROR,
                    f"This module is loaded to make `{path}`, and imports it itself.",
                    location,
                    f"Import the generated `{name}` of {_homes(path, defined)}, or use `{path}` in "
                    "functions only.",
                )
            elif _is_missing(path, known):
                homes = _homes(path, defined)
                yield Problem(
                    "custom-import-missing",
                    Severity.WARNING,
                    f"`{path}` is not generated"
                    + (f"; there is `{name}` in {homes}." if homes else ", or not any more."),
                    location,
                    "Change the import." if homes else "Remove what needs it, or rename it.",
                )


def _defined(package: Package) -> Iterator[str]:
    """Paths of what generated modules define and custom code may extend, or name in annotations."""
    client = package.client
    for name in (client.class_name, client.async_class_name):
        yield f"{CLIENT}.{name}"
    for resource in package.resources:
        for name in (resource.class_name, resource.async_class_name):
            yield f"{RESOURCES}.{resource.module}.{name}"
    for module in package.model_modules:
        names = [model.name for model in module.models]
        names += (type_name.name for type_name in module.type_names)
        names += (enum_class.name for enum_class in module.enum_classes)
        yield from (f"{MODELS}.{module.name}.{name}" for name in names)


def _importable(package: Package) -> Iterator[str]:
    """Further paths that can be imported: of modules, of names that they import themselves, and of
    public names."""
    imports = [(CLIENT, package.client.imports)]
    imports += ((f"{RESOURCES}.{each.module}", each.imports) for each in package.resources)
    imports += ((f"{MODELS}.{each.name}", each.imports) for each in package.model_modules)
    for module, statements in imports:
        yield module
        yield from (f"{module}.{name}" for each in statements for name in each.names)
    for export in package.model_exports:
        yield from (f"{MODELS}.{name}" for name in export.names)
    for further in (*package.model_synonyms, *package.model_aliases):
        yield f"{MODELS}.{further.name}"


def _is_missing(path: str, known: frozenset[str]) -> bool:
    """Whether a path leads to a class, or to a module of classes, that is not there."""
    section, _, rest = path.partition(".")
    if section not in _SECTIONS or not rest or path in known:
        return False
    module, _, name = path.rpartition(".")
    if module in (MODELS, RESOURCES):
        return not name.startswith("_")
    return module not in known or name[:1].isupper()


def _homes(path: str, defined: frozenset[str]) -> str:
    """Generated modules of the same section that define a name."""
    section, _, name = path.rpartition(".")
    section = section.partition(".")[0] or CLIENT
    found = (
        place.rpartition(".")[0]
        for place in sorted(defined)
        if place.startswith(f"{section}.") and place.endswith(f".{name}")
    )
    return " and ".join(f"`{place}`" for place in found)
