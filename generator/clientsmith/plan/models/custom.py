"""Applies hand-written classes of clients and resources to a package."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from ...context import (
    Client,
    CustomExport,
    ExtendedModels,
    Import,
    JoinedModel,
    MethodAlias,
    ModelExport,
    Package,
    Resource,
    ResourceLink,
)
from ...problem import Problem, Severity
from ...project.custom import CUSTOM, CustomClass, CustomCode
from ...text import Code
from ...types.custom_classes import CLIENT, MODELS, RESOURCES, Extensions, ancestors, extensions_of
from ...types.imports import Imports
from .fields import PlannedClass
from .printing import model_export


def without_typed_dicts(found: Extensions) -> Extensions:
    """Return no extended classes, with a warning for each that would be one: TypedDicts have only
    keys."""
    problems = (
        Problem(
            "style-not-expressible",
            Severity.WARNING,
            f"A TypedDict has no methods, so this `{each.name}` does not stand for the generated one.",
            each.location,
            "Write functions that take the dict, or choose another style for `models`.",
        )
        for each in found.classes.values()
    )
    return replace(found, classes={}, problems=(*found.problems, *problems))


def unusable_in(
    style: str, found: Extensions, known: Mapping[str, CustomClass]
) -> Iterator[Problem]:
    """Yield an error for each hand-written class that could not be made on top of one of the style.

    Args:
        style: of the models.
        found: hand-written classes that stand for models.
        known: all hand-written classes, by path.
    """
    if style == "dataclass":
        return
    lineage = {
        one.path: one for each in found.classes.values() for one in (each, *ancestors(each, known))
    }
    for each in lineage.values():
        if each.is_dataclass:
            message = f"This class is a dataclass, and models are those of {style}."
            yield _unusable(each, message, "Take the decorator away; fields need none.")
        elif each.names_slots and style == "msgspec":
            message = "A Struct of msgspec lays out its attributes itself."
            yield _unusable(each, message, "Take `__slots__` away.")


def _unusable(each: CustomClass, message: str, hint: str) -> Problem:
    return Problem("custom-class-unusable", Severity.ERROR, message, each.location, hint)


JOINED = Code("_extended")
"""Module of the joined classes; no other module's name begins with an underscore."""


@dataclass(frozen=True, slots=True)
class ModelExtensions:
    """Changes that hand-written classes make to the `models` package."""

    homes: Mapping[str, str]
    """Class that is not taken from its own module → where it is taken from, as seen from `models`."""

    printed: ExtendedModels | None
    """As templates see it; None where nothing is extended."""

    sources: Mapping[str, frozenset[str]]
    """Class of `homes` → paths of the hand-written modules that have to be loaded for it."""

    problems: tuple[Problem, ...]

    def exports(self, exports: Iterable[ModelExport]) -> tuple[ModelExport, ...]:
        """Return the exports of the package, sorted by module, hand-written ones first.

        Args:
            exports: what it would take if nothing was extended.
        """
        if not self.homes:
            return tuple(exports)
        by_module: dict[str, list[str]] = {}
        for export in exports:
            for name in export.names:
                by_module.setdefault(self.homes.get(name, export.module), []).append(name)
        order = sorted(by_module, key=lambda module: (not module.startswith("."), module))
        return tuple(
            model_export(Code(module), by_module[module], is_whole=False) for module in order
        )


NOTHING_EXTENDED = ModelExtensions({}, None, {}, ())
"""All models are as they are generated."""


def extend_models(
    code: CustomCode,
    classes: Iterable[PlannedClass],
    modules: Mapping[str, Code],
    further: Collection[str],
    style: str = "dataclass",
) -> ModelExtensions:
    """Plan the changes that hand-written classes make to the `models` package.

    Args:
        code: the hand-written modules.
        classes: the classes of models.
        modules: class → module of its own.
        further: names of the package that are no such classes.
        style: what the classes are.
    """
    if not code.classes:
        return NOTHING_EXTENDED
    planned = {each.name: each for each in classes}
    found = extensions_of(code, MODELS, planned, further)
    if style == "typeddict":
        found = without_typed_dicts(found)
    known = {each.path: each for each in code.classes}
    homes: dict[str, str] = {}
    joined: list[JoinedModel] = []
    sources: dict[str, frozenset[str]] = {}
    in_order = sorted(planned.values(), key=lambda each: (len(list(_lineage(each))), each.name))
    for each in in_order:
        own = found.classes.get(each.name)
        base = next((one.name for one in _lineage(each) if one.name in homes), None)
        if own is not None and (base is None or _extends(own, base, found, known)):
            homes[each.name] = f".{own.module}"
            sources[each.name] = frozenset({own.module})
        elif base is not None:
            homes[each.name] = JOINED
            source = f".{modules[each.name]}" if own is None else f"..{own.module}"
            joined.append(JoinedModel(each.name, Code(source), Code(base)))
    # Whoever takes one of the joined classes loads what all of them need.
    needed = {found.module(name) for each in joined for name in (each.name, each.base)} - {""}
    sources |= {each.name: frozenset(needed) for each in joined}
    printed = ExtendedModels(_imports(joined, homes), tuple(joined)) if homes else None
    problems = (
        *found.problems,
        *unusable_in(style, found, known),
        *_layouts(in_order, found, known, style),
    )
    return ModelExtensions(homes, printed, sources, problems)


def _lineage(each: PlannedClass) -> Iterator[PlannedClass]:
    """Yield the models that a model extends, nearest first."""
    while each.base is not None:
        each = each.base
        yield each


def _extends(
    own: CustomClass, base: str, found: Extensions, known: Mapping[str, CustomClass]
) -> bool:
    """Return whether a hand-written class extends the extended form of what its model extends
    itself."""
    lineage = [own, *ancestors(own, known)]
    extended = {one.path for one in lineage} | {path for one in lineage for path in one.bases}
    if f"{MODELS}.{base}" in extended:
        return True
    return base in found.classes and found.classes[base].path in extended


def _layouts(
    planned: Iterable[PlannedClass],
    found: Extensions,
    known: Mapping[str, CustomClass],
    style: str,
) -> Iterator[Problem]:
    """Yield an error for each extended model whose attributes would be in the way of those of a
    model that extends it."""
    for each in planned:
        for base in _lineage(each):
            custom = found.classes.get(base.name)
            if custom is None or not each.own:
                continue
            lineage = (custom, *ancestors(custom, known))
            if style == "msgspec" and any(one.has_fields for one in lineage):
                yield Problem(
                    "custom-class-unusable",
                    Severity.ERROR,
                    f"This class has fields of its own, so that `{each.name}`, which extends "
                    f"`{base.name}`, could not be made: a Struct extends only one with fields.",
                    custom.location,
                    "Give it methods alone, or extend the classes without others below them.",
                )
            elif any(one.has_slots for one in lineage):
                yield Problem(
                    "custom-class-unusable",
                    Severity.ERROR,
                    f"This class has slots of its own, so that `{each.name}`, which extends "
                    f"`{base.name}`, could not be made.",
                    custom.location,
                    "Write `__slots__ = ()`; for further fields, a dataclass without `slots=True`.",
                )


def _imports(joined: Iterable[JoinedModel], homes: Mapping[str, str]) -> tuple[Import, ...]:
    """Return the imports of the module of joined classes: their own forms with an underscore in
    front, and the classes that they extend."""
    imports = Imports()
    imports.add("dataclasses", "dataclass")
    for each in joined:
        imports.add(each.module, f"{each.name} as _{each.name}")
        if homes[each.base] != JOINED:
            imports.add(f".{homes[each.base]}", each.base)
    return tuple(part for statement in imports.statements() for part in _parted(statement))


def _parted(statement: Import) -> Iterator[Import]:
    """Yield the statement as isort has it: names with an alias stand by themselves."""
    plain = tuple(name for name in statement.names if " as " not in name)
    if plain or not statement.names:
        yield replace(statement, names=plain)
    for name in statement.names:
        if name not in plain:
            yield replace(statement, names=(name,))


_SECTIONS = (CLIENT, MODELS, RESOURCES)


def import_problems(
    package: Package, code: CustomCode, clients: Extensions, models: ModelExtensions
) -> Iterator[Problem]:
    """Yield a warning for each import of a class that is not generated, or is generated elsewhere,
    and an error for each import of what has to import the module itself first.

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
    """Yield paths that generated modules define and custom code may extend, or name in annotations."""
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
    """Yield further paths that can be imported: modules, names that they import themselves, and
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
    """Return whether a path leads to a class, or to a module of classes, that is not there."""
    section, _, rest = path.partition(".")
    if section not in _SECTIONS or not rest or path in known:
        return False
    module, _, name = path.rpartition(".")
    if module in (MODELS, RESOURCES):
        return not name.startswith("_")
    return module not in known or name[:1].isupper()


def _homes(path: str, defined: frozenset[str]) -> str:
    """Return the generated modules of the same section that define a name."""
    section, _, name = path.rpartition(".")
    section = section.partition(".")[0] or CLIENT
    found = (
        place.rpartition(".")[0]
        for place in sorted(defined)
        if place.startswith(f"{section}.") and place.endswith(f".{name}")
    )
    return " and ".join(f"`{place}`" for place in found)


Located = TypeVar("Located", ResourceLink, MethodAlias)


def with_custom_code(
    package: Package, custom: Mapping[str, CustomCode], models: ModelExtensions
) -> tuple[Package, tuple[Problem, ...]]:
    """Return the package in which hand-written classes stand for generated ones.

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
    """Yield a warning for each class that would extend one of the package, and stands in another
    one of the same folder, as when the package has been renamed.

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
                    f"Move the folder `custom` to `{package.name.replace('.', '/')}`.",
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
    """Return the resources' classes with the modules that hand-written ones are imported from."""
    return tuple(
        replace(
            use,
            custom_module=_module(use.class_name, up, extensions),
            async_custom_module=_module(use.async_class_name, up, extensions),
        )
        for use in uses
    )


def _module(name: str, up: str, extensions: Extensions) -> Code:
    """Return the module that a hand-written class is imported from; empty where there is none."""
    module = extensions.module(name)
    return Code(f"{up}{module}" if module else "")


def _redirected(imports: Iterable[Import], up: str, extensions: Extensions) -> tuple[Import, ...]:
    """Return the imports, those of extended classes from hand-written modules."""
    changed = Imports()
    for statement in imports:
        if not statement.names:
            changed.add_module(statement.module, statement.alias)
        for name in statement.names:
            changed.add(_module(name, up, extensions) or statement.module, name)
    return changed.statements()
