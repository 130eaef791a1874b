"""What is told of TypedDicts beside their classes, which hold nothing but keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..context import Import, Model, ModelModule, SmokeCall, SmokeTests
from ..text import Code

_DICT = Code("dict")
_MODELS = Code("models")


def with_inherited_metadata(modules: Iterable[ModelModule]) -> tuple[ModelModule, ...]:
    """The modules with models that tell of inherited fields, too: at run time, a TypedDict does not
    know what it extends."""
    modules = tuple(modules)
    models = {str(model.name): model for module in modules for model in module.models}
    return tuple(
        replace(module, models=tuple(_inheriting(model, models) for model in module.models))
        for module in modules
    )


def _inheriting(model: Model, models: Mapping[str, Model]) -> Model:
    lineage = [model]
    while (base := models.get(lineage[-1].base)) is not None:
        lineage.append(base)
    if len(lineage) == 1:
        return model
    lineage.reverse()
    return replace(
        model,
        wire_names=tuple(field for each in lineage for field in each.wire_names),
        xml_fields=tuple(setting for each in lineage for setting in each.xml_fields),
        constraints=tuple(setting for each in lineage for setting in each.constraints),
        limits=next((each.limits for each in reversed(lineage) if each.limits), model.limits),
    )


def tells_something(model: Model) -> bool:
    """Whether there is anything to tell of a model."""
    return bool(
        model.wire_names or model.xml or model.xml_fields or model.limits or model.constraints
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
