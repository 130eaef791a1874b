"""Models that hand-written classes extend, and what that means for those that derive from them.

A class that derives from an extended one is joined from its own generated form and the extended one:
modules of models never import hand-written ones, which import them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ...context import ExtendedModels, Import, JoinedModel, ModelExport
from ...problem import Problem, Severity
from ...project.custom import CustomClass, CustomCode
from ...text import Code
from ...types.custom_classes import MODELS, Extensions, ancestors, extensions_of
from ...types.imports import Imports, sorted_names
from .custom_styles import unusable_in, without_typed_dicts
from .fields import PlannedClass

JOINED = Code("_extended")
"""Module of the joined classes; no other module's name begins with an underscore."""


@dataclass(frozen=True, slots=True)
class ModelExtensions:
    """What hand-written classes do to the `models` package."""

    homes: Mapping[str, str]
    """Class that is not taken from its own module → where it is taken from, as seen from `models`."""

    printed: ExtendedModels | None
    """As templates see it; None where nothing is extended."""

    sources: Mapping[str, frozenset[str]]
    """Class of `homes` → paths of the hand-written modules that have to be loaded for it."""

    problems: tuple[Problem, ...]

    def exports(self, exports: Iterable[ModelExport]) -> tuple[ModelExport, ...]:
        """What the package takes from modules, sorted by module, hand-written ones first.

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
            ModelExport(Code(module), tuple(map(Code, sorted_names(by_module[module]))))
            for module in order
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
    """What hand-written classes do to the `models` package.

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
    """The models that a model extends, nearest first."""
    while each.base is not None:
        each = each.base
        yield each


def _extends(
    own: CustomClass, base: str, found: Extensions, known: Mapping[str, CustomClass]
) -> bool:
    """Whether a hand-written class extends the extended form of what its model extends itself."""
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
    """An error for each extended model whose attributes would be in the way of those of a model that
    extends it."""
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
    """What the module of joined classes imports: their own forms with an underscore in front, and
    those that they extend."""
    imports = Imports()
    imports.add("dataclasses", "dataclass")
    for each in joined:
        imports.add(each.module, f"{each.name} as _{each.name}")
        if homes[each.base] != JOINED:
            imports.add(f".{homes[each.base]}", each.base)
    return tuple(part for statement in imports.statements() for part in _parted(statement))


def _parted(statement: Import) -> Iterator[Import]:
    """The statement as isort has it: names with an alias stand by themselves."""
    plain = tuple(name for name in statement.names if " as " not in name)
    if plain or not statement.names:
        yield replace(statement, names=plain)
    for name in statement.names:
        if name not in plain:
            yield replace(statement, names=(name,))
