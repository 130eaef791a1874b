"""A package whose models are no dataclasses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..context import (
    ExtendedModels,
    Field,
    Import,
    Method,
    Model,
    ModelModule,
    Package,
    Resource,
    TypeName,
)
from ..encode.encoders import literal
from ..problem import Problem
from ..text import Code, Text, reveal
from ..types.imports import Imports
from .cyclic_names import cyclic_names
from .forms import Forms, Kind, forms_of
from .limits import is_catch_all, is_constant, limits
from .open_tuples import MARK, is_marked, marked
from .typed_dicts import with_plain_results

_RUNTIME = ".._runtime"
_NONE, _UNSET = Code("None"), Code("UNSET")
_OR_NONE, _OR_UNSET = " | None", " | Unset"

_NOT_IMPORTED: Mapping[str, Mapping[str, frozenset[str]]] = {
    "pydantic": {_RUNTIME: frozenset({"UNSET", "Unset"})},
    "msgspec": {},
    "typeddict": {
        _RUNTIME: frozenset({"APIModel", "UNSET", "Unset"}),
        "typing": frozenset({"ClassVar"}),
    },
}
"""Style → module → names that modules of dataclasses import from there, and those of the style do not."""

_NOT_OF_MSGSPEC = re.compile(r'["\\\x00-\x1f]')
"""Characters that msgspec refuses in the wire name of a field; the client's codec has its own."""


def restyle(package: Package, style: str) -> tuple[Package, tuple[Problem, ...]]:
    """The package with models of another style; names, methods and modules stay as they are.

    Args:
        package: what was planned, with dataclasses.
        style: `pydantic`, `msgspec` or `typeddict`.

    Returns:
        The package, but for what `with_told_keys` adds to it, and what its models cannot have in that
        style.

    Raises:
        UnusableSource: what makes the style is not installed.
    """
    modules, tests = package.model_modules, package.smoke_tests
    if style == "typeddict":
        tests = with_plain_results(tests)
    cyclic = cyclic_names(modules) if style == "pydantic" else frozenset()
    restyling = _Restyling(style, forms_of(style), cyclic, _wire_name_of_rest(modules, style))
    extended = package.extended_models
    restyled = replace(
        package,
        model_style=Code(style),
        model_modules=tuple(map(restyling.module, modules)),
        resources=tuple(map(_resource, package.resources)),
        smoke_tests=tests,
        extended_models=None if extended is None else _extended(extended),
    )
    return restyled, tuple(limits(package, style))


def _wire_name_of_rest(modules: Iterable[ModelModule], style: str) -> Text | None:
    """What msgspec or pydantic is to call the field of undeclared properties where a property has its
    name; None where it may keep that."""
    fields = [field for module in modules for model in module.models for field in model.fields]
    taken = {reveal(field.wire_name) for field in fields if not is_catch_all(field)}
    names = {str(field.name) for field in fields if is_catch_all(field)}
    if style == "typeddict" or taken.isdisjoint(names):
        return None
    (name,) = names
    if style == "pydantic":  # which knows fields by either name
        taken |= {str(field.name) for field in fields}
    while name in taken:
        name += "_"
    return Text(name)


@dataclass(frozen=True, slots=True)
class _Restyling:
    """Brings the models of one package to a style."""

    style: str
    forms: Forms
    cyclic: frozenset[str]
    """Names of types that contain themselves."""

    rest: Text | None
    """Wire name of the field of undeclared properties, where it needs one."""

    def module(self, module: ModelModule) -> ModelModule:
        """A module of models."""
        models = tuple(map(self._model, module.models))
        type_names = tuple(map(self._type_name, module.type_names))
        return replace(
            module,
            imports=_imports(module, models, type_names, self.style),
            type_names=type_names,
            models=models,
        )

    def _type_name(self, type_name: TypeName) -> TypeName:
        if self.style == "pydantic":
            type_name = replace(type_name, definition=marked(type_name.definition))
        if type_name.name not in self.cyclic:
            return type_name
        definition = literal(str(type_name.definition))
        return replace(type_name, definition=definition, is_cyclic=True)

    def _model(self, model: Model) -> Model:
        renamed = {field.name for field in model.wire_names}
        nullable = (each.name for each in model.fields if each.default == _UNSET)
        return replace(
            model,
            class_arguments=self.forms.arguments(model.base, is_root=model.base == "APIModel"),
            fields=tuple(self._field(each, each.name in renamed) for each in model.fields),
            wire_names=tuple(self._field(each, True) for each in model.wire_names),
            nullable_fields=tuple(nullable) if self.style == "pydantic" else (),
        )

    def _field(self, field: Field, is_renamed: bool) -> Field:
        kind, annotation, default = _kind(field, self.style), field.annotation, field.default
        if self.style != "msgspec" and default == _UNSET:
            annotation, default = Code(annotation.removesuffix(_OR_UNSET)), _NONE
        elif self.style == "typeddict" and default:
            annotation = Code(annotation.removesuffix(_OR_NONE))
        if self.style == "pydantic":
            annotation = marked(annotation)
        wire_name = field.wire_name if is_renamed else None
        if kind is Kind.CATCH_ALL:
            wire_name = self.rest
        elif wire_name is not None and self.style == "msgspec":
            wire_name = None if _NOT_OF_MSGSPEC.search(reveal(wire_name)) else wire_name
        annotation, default = self.forms.field(kind, annotation, default, wire_name)
        return replace(field, annotation=annotation, default=default)


def _kind(field: Field, style: str) -> Kind:
    """Whether a field has to be given, as has a required constant where nothing fills it in."""
    if is_catch_all(field):
        return Kind.CATCH_ALL
    if not field.default or (style == "typeddict" and is_constant(field)):
        return Kind.REQUIRED
    return Kind.OPTIONAL


def _imports(
    module: ModelModule, models: Iterable[Model], type_names: Iterable[TypeName], style: str
) -> tuple[Import, ...]:
    """The imports of a module in its style."""
    imports = Imports()
    for statement in module.imports:
        gone = _NOT_IMPORTED[style].get(statement.module, frozenset())
        if not statement.names:
            imports.add_module(statement.module, statement.alias)
        elif statement.module != "dataclasses":
            names = [name for name in statement.names if name not in gone and name != "TypeAlias"]
            imports.add(statement.module, *names)
    for each in type_names:
        module_of_alias = "typing_extensions" if each.is_cyclic else "typing"
        imports.add(module_of_alias, "TypeAliasType" if each.is_cyclic else "TypeAlias")
    if style == "pydantic" and any(map(is_marked, _types_of(models, type_names))):
        imports.add("typing", "Annotated")
        imports.add(f"{_RUNTIME}.wire_types", MARK)
    for name in _names_of_style(models, style):
        imports.add("typing", name)
    if any(f"{style}." in field.default for model in models for field in model.fields):
        imports.add_module(style)
    return imports.statements()


def _types_of(models: Iterable[Model], type_names: Iterable[TypeName]) -> Iterator[Code]:
    """The type expressions of a module."""
    for each in type_names:
        yield each.definition
    for model in models:
        for field in model.fields:
            yield field.annotation


def _names_of_style(models: Iterable[Model], style: str) -> Iterator[str]:
    """What a module takes from `typing` in the style alone."""
    for model in models:
        if model.nullable_fields:
            yield "ClassVar"
        if style == "typeddict":
            if model.class_arguments == "TypedDict":
                yield "TypedDict"
            if any("NotRequired[" in field.annotation for field in model.fields):
                yield "NotRequired"


def _resource(resource: Resource) -> Resource:
    """The resource, with what its methods make bodies with."""
    if not any(map(_makes_body, resource.methods)):
        return resource
    imports = Imports(resource.imports)
    imports.add(f"{_RUNTIME}.make", "make as _make")
    return replace(resource, imports=imports.statements())


def _makes_body(method: Method) -> bool:
    body = method.body
    return body is not None and bool(body.model) and bool(body.arguments or body.constants)


def _extended(extended: ExtendedModels) -> ExtendedModels:
    imports = tuple(each for each in extended.imports if each.module != "dataclasses")
    return replace(extended, imports=imports)
