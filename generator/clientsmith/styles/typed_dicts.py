"""What is told of TypedDicts beside their classes, which hold nothing but keys."""

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


def with_told_keys(package: Package) -> Package:
    """The package with what its modules of TypedDicts tell beside the classes: names on the wire and
    the like, inherited ones, too, and what extends a model. At run time, a TypedDict does not know what
    it extends.

    Args:
        package: with models of any style; those of another one stay as they are.
    """
    if package.model_style != "typeddict":
        return package
    models = {str(model.name): model for module in package.model_modules for model in module.models}
    heirs = _heirs(models)
    modules = (
        replace(module, models=tuple(_inheriting(model, models, heirs) for model in module.models))
        for module in package.model_modules
    )
    return replace(package, model_modules=tuple(map(_telling, modules)))


def _telling(module: ModelModule) -> ModelModule:
    """The module with its models that have something to tell, and the imports that this needs."""
    telling = tuple(filter(_tells_something, module.models))
    if not telling:
        return module
    imports = Imports(module.imports)
    for place, name in _needed(telling):
        imports.add(place, name)
    return replace(module, typed_dicts=telling, imports=imports.statements())


def _needed(telling: Iterable[Model]) -> Iterator[tuple[str, str]]:
    """What the table of a module is written with, by the modules that have it."""
    yield "typing", "Any"
    for model in telling:
        if model.constraints or model.limits:
            yield f"{_RUNTIME}.validation", "Constraints"
        if model.xml or model.xml_fields:
            yield f"{_RUNTIME}.xml", "XmlNode"


def _lineage(model: Model, models: Mapping[str, Model]) -> list[Model]:
    """A model, what it extends, what that extends, and so on."""
    lineage = [model]
    while (base := models.get(lineage[-1].base)) is not None:
        if any(base is each for each in lineage):
            break  # a user's function has made a circle, which the module says when it is imported
        lineage.append(base)
    return lineage


def _heirs(models: Mapping[str, Model]) -> Mapping[str, tuple[Code, ...]]:
    """Model → those that extend it, by how far they are from it, then by name."""
    found: dict[str, list[tuple[int, Code]]] = {}
    for model in models.values():
        for distance, base in enumerate(_lineage(model, models)[1:]):
            found.setdefault(base.name, []).append((distance, model.name))
    return {name: tuple(heir for _, heir in sorted(heirs)) for name, heirs in found.items()}


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


def _by_name(told: Iterable[T]) -> tuple[T, ...]:
    """What is told of fields, once for each; a user's function may have told of inherited ones."""
    return tuple({each.name: each for each in told}.values())


def _tells_something(model: Model) -> bool:
    """Whether there is anything to tell of a model."""
    return bool(
        model.wire_names
        or model.heirs
        or model.xml
        or model.xml_fields
        or model.limits
        or model.constraints
    )


def with_plain_results(tests: SmokeTests) -> SmokeTests:
    """Smoke tests in which models that come back are plain dicts, which is what they are."""
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
