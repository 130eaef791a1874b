"""Names in the class bodies of models: a field hides what else is called like it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...context import Field, Import, Model, ModelModule, Package
from ...text import Code
from ...types.expressions import MAY_BE_HIDDEN, builtins_prefix, free_names, visible
from ...types.imports import Imports

_IN_TABLES = frozenset({"dict", "frozenset", "str"})
"""Builtins in the class variables with what is known of fields, such as wire names."""

_MODULES = {
    "_builtins": "builtins",
    "_dt": "datetime",
    "_msgspec": "msgspec",
    "_pydantic": "pydantic",
}
"""Aliases of modules."""

_FIELD = "_field"
_REPLACED = frozenset({"dt", "field", "msgspec", "pydantic"})
"""Names that a module may not need any more."""


def with_visible_names(package: Package) -> Package:
    """Return the package with code in class bodies of models that means the same whatever their
    fields are called: beside a field `list`, other annotations refer to `builtins.list`.

    Args:
        package: with models of any style.
    """
    modules = tuple(_module(each, package.model_style) for each in package.model_modules)
    return replace(package, model_modules=modules)


def _module(module: ModelModule, style: str) -> ModelModule:
    models = tuple(_model(each, style) for each in module.models)
    if all(new is old for new, old in zip(models, module.models, strict=True)):
        return module
    return replace(module, models=models, imports=_imports(module, models))


def _model(model: Model, style: str) -> Model:
    hidden = MAY_BE_HIDDEN.intersection(str(field.name) for field in model.fields)
    if not hidden:
        return model
    has_tables = style != "typeddict" and bool(
        model.wire_names or model.nullable_fields or model.xml_fields or model.constraints
    )
    prefix = builtins_prefix(hidden) if has_tables and hidden & _IN_TABLES else Code("")
    fields = tuple(_field(each, hidden) for each in model.fields)
    if fields == model.fields and not prefix:
        return model
    return replace(model, fields=fields, builtins=prefix)


def _field(field: Field, hidden: frozenset[str]) -> Field:
    return replace(
        field,
        annotation=visible(field.annotation, hidden),
        default=visible(field.default, hidden),
    )


def _imports(module: ModelModule, models: Iterable[Model]) -> tuple[Import, ...]:
    """Return the imports of a module whose class bodies have changed."""
    used = {name for code in _code(module, models) for name in free_names(code)}
    gone = _REPLACED - used
    imports = Imports()
    for statement in module.imports:
        if statement.names:
            names = (name for name in statement.names if name not in gone)
            imports.add(statement.module, *names)
        elif (statement.alias or statement.module) not in gone:
            imports.add_module(statement.module, statement.alias)
    if "builtins" in used:
        imports.add_module("builtins")
    for alias in used & _MODULES.keys():
        imports.add_module(_MODULES[alias], alias)
    if _FIELD in used:
        imports.add("dataclasses", f"field as {_FIELD}")
    return imports.statements()


def _code(module: ModelModule, models: Iterable[Model]) -> Iterator[Code]:
    """Yield every piece of code of a module that may refer to imports."""
    for type_name in module.type_names:
        yield type_name.definition
    for model in models:
        yield model.builtins
        for field in model.fields:
            yield field.annotation
            yield field.default
