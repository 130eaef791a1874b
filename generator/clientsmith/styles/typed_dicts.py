"""Metadata of TypedDicts, whose classes hold nothing but keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from ..context import Field, Import, Model, ModelModule, Package, Setting, SmokeCall, SmokeTests
from ..text import Code
from ..types.imports import Imports

_DICT = Code("dict")
_MODELS = Code("models")
_RUNTIME = ".._runtime"

T = TypeVar("T", Field, Setting)


def with_typed_dict_metadata(package: Package) -> Package:
    """Return the package with metadata beside the classes of TypedDicts: wire names and the like,
    inherited ones included, and subclasses. At run time, a TypedDict does not know its bases.

    Args:
        package: with models of any style; those of another one stay as they are.
    """
    if package.model_style != "typeddict":
        return package
    models = {str(model.name): model for module in package.model_modules for model in module.models}
    heirs = _subclasses(models)
    modules = (
        replace(module, models=tuple(_inheriting(model, models, heirs) for model in module.models))
        for module in package.model_modules
    )
    return replace(package, model_modules=tuple(map(_with_metadata, modules)))


def _with_metadata(module: ModelModule) -> ModelModule:
    """Return the module with the models that have metadata, and the imports that this needs."""
    described = tuple(filter(_has_metadata, module.models))
    if not described:
        return module
    imports = Imports(module.imports)
    for place, name in _needed(described):
        imports.add(place, name)
    return replace(module, typed_dicts=described, imports=imports.statements())


def _needed(described: Iterable[Model]) -> Iterator[tuple[str, str]]:
    """Yield imports that the metadata of a module needs."""
    yield "typing", "Any"
    for model in described:
        if model.constraints or model.limits:
            yield f"{_RUNTIME}.validation", "Constraints as _Constraints"
        if model.xml or model.xml_fields:
            yield f"{_RUNTIME}.xml", "XmlNode"


def _lineage(model: Model, models: Mapping[str, Model]) -> list[Model]:
    """Return a model, what it extends, what that extends, and so on."""
    lineage = [model]
    while (base := models.get(lineage[-1].base)) is not None:
        if any(base is each for each in lineage):
            break  # a user's function has made a circle, which the module says when it is imported
        lineage.append(base)
    return lineage


def _subclasses(models: Mapping[str, Model]) -> Mapping[str, tuple[Code, ...]]:
    """Return model → its subclasses, the nearest first, then by name."""
    found: dict[str, list[tuple[int, Code]]] = {}
    for model in models.values():
        for distance, base in enumerate(_lineage(model, models)[1:]):
            found.setdefault(base.name, []).append((distance, model.name))
    return {name: tuple(subclass for _, subclass in sorted(heirs)) for name, heirs in found.items()}


def _inheriting(
    model: Model, models: Mapping[str, Model], heirs: Mapping[str, tuple[Code, ...]]
) -> Model:
    lineage = _lineage(model, models)
    model = replace(model, heirs=heirs.get(model.name, ()))
    if len(lineage) == 1:
        return model
    lineage.reverse()
    return replace(
        model,
        wire_names=_by_name(field for each in lineage for field in each.wire_names),
        xml_fields=_by_name(setting for each in lineage for setting in each.xml_fields),
        constraints=_by_name(setting for each in lineage for setting in each.constraints),
        limits=next((each.limits for each in reversed(lineage) if each.limits), model.limits),
    )


def _by_name(settings: Iterable[T]) -> tuple[T, ...]:
    """Return settings of fields, one for each; a user's function may have added inherited ones."""
    return tuple({each.name: each for each in settings}.values())


def _has_metadata(model: Model) -> bool:
    """Return whether a model has metadata."""
    return bool(
        model.wire_names
        or model.heirs
        or model.xml
        or model.xml_fields
        or model.limits
        or model.constraints
    )


def with_plain_results(tests: SmokeTests) -> SmokeTests:
    """Return smoke tests whose results are plain dicts, as TypedDicts are."""
    examples = [call.method.docs.example for call in tests.calls]
    uses_models = any(each is not None and each.uses_models for each in examples)
    return replace(
        tests,
        imports=tests.imports if uses_models else tuple(map(_without_models, tests.imports)),
        calls=tuple(map(_with_plain_result, tests.calls)),
    )


def _without_models(statement: Import) -> Import:
    if _MODELS not in statement.names:
        return statement
    return replace(statement, names=tuple(name for name in statement.names if name != _MODELS))


def _with_plain_result(call: SmokeCall) -> SmokeCall:
    if not call.answer.returns.startswith("models."):
        return call
    return replace(call, answer=replace(call.answer, returns=_DICT))
