"""Converts a package to models of another style than dataclasses."""

from __future__ import annotations

import ast
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
from ..problem import Location, Problem, Severity
from ..text import Code, Text, reveal
from ..types.expressions import UNKNOWN_VARIANT, WIRE_TYPES, free_names
from ..types.graphs import nodes_on_cycles
from ..types.imports import Imports
from .forms import FieldKind, Forms, forms_of
from .typed_dicts import with_plain_results


def cyclic_names(modules: Iterable[ModelModule]) -> frozenset[str]:
    """Return names of types that lead back to themselves with no model in between, such as that of
    `Union[str, list["Tree"]]` which is called `Tree`."""
    definitions = {each.name: each.definition for module in modules for each in module.type_names}
    uses = {
        str(name): frozenset(_quoted(ast.parse(definition, mode="eval").body)) & definitions.keys()
        for name, definition in definitions.items()
    }
    return nodes_on_cycles(uses)


def _quoted(node: ast.expr) -> Iterator[str]:
    """Yield names of the package that are quoted in a definition."""
    match node:
        case ast.Constant(str(name)):
            yield name
        case ast.Subscript(ast.Name("Literal")):
            return
        case ast.Subscript(ast.Name("Annotated"), ast.Tuple([marked, *_])):
            yield from _quoted(marked)
        case ast.Subscript(_, argument) | ast.Starred(argument):
            yield from _quoted(argument)
        case ast.Tuple(elements):
            for element in elements:
                yield from _quoted(element)


_NO_CONSTANTS = ("", "None", "NO_TAG", "UNSET")
_EMPTY = "field("
_NONE_SUFFIX = " | None"
_NO_OBJECTS = WIRE_TYPES | {
    *("bool", "bytes", "float", "int", "list", "str", "tuple", "None", "Unset"),
    *("Annotated", "Decimal", "Literal", "Optional", "UUID", "Union", "_ip", "dt"),
}
"""Names in types none of whose values is a JSON object."""

_CODE = "style-not-expressible"


def is_catch_all(field: Field) -> bool:
    """Return whether a field of a dataclass holds undeclared properties."""
    return field.default.startswith(_EMPTY)


def is_constant(field: Field) -> bool:
    """Return whether a field of a dataclass is required, and filled in where nobody gives it."""
    is_filled_in = field.default not in _NO_CONSTANTS and not is_catch_all(field)
    return is_filled_in and not field.annotation.endswith(_NONE_SUFFIX)


def limits(package: Package, style: str) -> Iterator[Problem]:
    """Yield a problem for each construct that models of a style cannot express.

    Args:
        package: as it was planned, with dataclasses.
        style: `pydantic`, `msgspec` or `typeddict`.
    """
    models = [model for module in package.model_modules for model in module.models]
    place = Location(reveal(package.source))
    if style == "typeddict":
        yield from _without_defaults(models, place)
    elif style == "pydantic":
        yield from _ambiguous(models, place)


def _without_defaults(models: list[Model], place: Location) -> Iterator[Problem]:
    """Yield a note where constants have to be given that classes of other styles fill in."""
    found = [
        f"{model.name}.{field.name}"
        for model in models
        for field in filter(is_constant, model.fields)
    ]
    if found:
        several = f"{len(found)} keys" if len(found) > 1 else "A key"
        yield Problem(
            _CODE,
            Severity.NOTE,
            f"{several} with only one value, such as `{found[0]}`, must be given: a TypedDict has no "
            "defaults.",
            place,
        )


def _ambiguous(models: list[Model], place: Location) -> Iterator[Problem]:
    """Yield a note for each class whose field of undeclared properties is called as a property of
    it that may be an object, too."""
    by_name = {str(model.name): model for model in models}
    for model in models:
        fields = list(model.fields)
        base = by_name.get(model.base)
        while base is not None:
            fields += base.fields
            base = by_name.get(base.base)
        objects = {
            reveal(field.wire_name)
            for field in fields
            if not _NO_OBJECTS.issuperset(free_names(field.annotation))
        }
        for field in filter(is_catch_all, fields):
            if str(field.name) in objects:
                yield Problem(
                    _CODE,
                    Severity.NOTE,
                    f"`{model.name}` has a property `{field.name}` that may be an object beside "
                    "undeclared ones, which its constructor cannot tell apart.",
                    place,
                    "Set the fields when it is made.",
                )


MARK = "OPEN_TUPLE"
"""Marker of tuples in the runtime; no class of an API has the name of a constant."""

INSTANCES_MARK = "ONLY_INSTANCES"
"""Marker of unknown variants, which pydantic must not make of objects that are invalid."""

_OPEN = "*tuple["
_MARKS = (MARK, INSTANCES_MARK)


def marked(annotation: Code) -> Code:
    """Return a type expression in which each tuple with any number of further items, and each
    unknown variant, has its mark.

    Args:
        annotation: such as `tuple[str, *tuple[int, ...]] | None`; one line.
    """
    if _OPEN not in annotation and UNKNOWN_VARIANT.name not in annotation:
        return annotation
    code = annotation.encode()  # `ast` counts bytes
    for place, text in sorted(_insertions(ast.parse(code, mode="eval")), reverse=True):
        code = code[:place] + text.encode() + code[place:]
    return Code(code.decode())


def marks_in(code: Code) -> tuple[str, ...]:
    """Return the marks that a type expression, or a literal of one, has somewhere."""
    return tuple(mark for mark in _MARKS if f", {mark}]" in code)


def _insertions(tree: ast.Expression) -> Iterator[tuple[int, str]]:
    """Yield places in an expression, and the text to insert there."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        mark = ""
        match node:
            case ast.Subscript(ast.Name("Literal")) | ast.Call():
                continue
            case ast.Subscript(ast.Name("tuple"), ast.Tuple([*_, ast.Starred()])):
                mark = MARK
            case ast.Name(name) | ast.Constant(name) if name == UNKNOWN_VARIANT.name:
                mark = INSTANCES_MARK
        if mark and isinstance(node, ast.expr) and node.end_col_offset is not None:
            yield node.col_offset, "Annotated["
            yield node.end_col_offset, f", {mark}]"
        waiting.extend(ast.iter_child_nodes(node))


_RUNTIME = ".._runtime"
_NONE, _UNSET, _NO_TAG = Code("None"), Code("UNSET"), Code("NO_TAG")
_OR_NONE, _OR_UNSET = " | None", " | Unset"

_NOT_IMPORTED: Mapping[str, Mapping[str, frozenset[str]]] = {
    "pydantic": {_RUNTIME: frozenset({"UNSET", "Unset"})},
    "msgspec": {},
    "typeddict": {
        _RUNTIME: frozenset({"APIModel", "UNSET", "Unset"}),
        f"{_RUNTIME}.codec.unions": frozenset({"NO_TAG"}),
        "typing": frozenset({"ClassVar"}),
    },
}
"""Style → module → names that modules of dataclasses import from there, and those of the style do not."""

_NOT_OF_MSGSPEC = re.compile(r'["\\\x00-\x1f]')
"""Characters that msgspec refuses in the wire name of a field; the client's codec has its own."""


def restyle(package: Package, style: str) -> tuple[Package, tuple[Problem, ...]]:
    """Return the package with models of another style; names, methods and modules stay as they are.

    Args:
        package: what was planned, with dataclasses.
        style: `pydantic`, `msgspec` or `typeddict`.

    Returns:
        The package, but for what `with_typed_dict_metadata` adds to it, and what its models cannot have in that
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
    """Return the name that msgspec or pydantic uses for the field of undeclared properties if a
    property has its name; None where it may keep it."""
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
    """Converts the models of one package to a style."""

    style: str
    forms: Forms
    cyclic: frozenset[str]
    """Names of types that contain themselves."""

    rest: Text | None
    """Wire name of the field of undeclared properties, where it needs one."""

    def module(self, module: ModelModule) -> ModelModule:
        """Return a module of models."""
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
        if kind is FieldKind.CATCH_ALL:
            wire_name = self.rest
        elif wire_name is not None and self.style == "msgspec":
            wire_name = None if _NOT_OF_MSGSPEC.search(reveal(wire_name)) else wire_name
        annotation, default = self.forms.field(kind, annotation, default, wire_name)
        return replace(field, annotation=annotation, default=default)


def _kind(field: Field, style: str) -> FieldKind:
    """Return whether a field has to be given, as has a required constant where nothing fills it in."""
    if is_catch_all(field):
        return FieldKind.CATCH_ALL
    if not field.default:
        return FieldKind.REQUIRED
    # Type checkers narrow unions by keys that are always there.
    if style == "typeddict" and (is_constant(field) or field.default == _NO_TAG):
        return FieldKind.REQUIRED
    return FieldKind.OPTIONAL


def _imports(
    module: ModelModule, models: Iterable[Model], type_names: Iterable[TypeName], style: str
) -> tuple[Import, ...]:
    """Return the imports of a module in its style."""
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
    for mark in {mark for code in _types_of(models, type_names) for mark in marks_in(code)}:
        imports.add("typing", "Annotated")
        imports.add(f"{_RUNTIME}.models", mark)
    for name in _names_of_style(models, style):
        imports.add("typing", name)
    if any(f"{style}." in field.default for model in models for field in model.fields):
        imports.add_module(style)
    return imports.statements()


def _types_of(models: Iterable[Model], type_names: Iterable[TypeName]) -> Iterator[Code]:
    """Yield the type expressions of a module."""
    for each in type_names:
        yield each.definition
    for model in models:
        for field in model.fields:
            yield field.annotation


def _names_of_style(models: Iterable[Model], style: str) -> Iterator[str]:
    """Yield names that a module imports from `typing` in this style alone."""
    for model in models:
        if model.nullable_fields:
            yield "ClassVar"
        if style == "typeddict":
            if model.class_arguments == "TypedDict":
                yield "TypedDict"
            if any("NotRequired[" in field.annotation for field in model.fields):
                yield "NotRequired"


def _resource(resource: Resource) -> Resource:
    """Return the resource, with what its methods make bodies with."""
    if not any(map(_makes_body, resource.methods)):
        return resource
    imports = Imports(resource.imports)
    imports.add(f"{_RUNTIME}.codec.make", "make as _make")
    return replace(resource, imports=imports.statements())


def _makes_body(method: Method) -> bool:
    body = method.body
    return body is not None and bool(body.model) and bool(body.arguments or body.constants)


def _extended(extended: ExtendedModels) -> ExtendedModels:
    imports = tuple(each for each in extended.imports if each.module != "dataclasses")
    return replace(extended, imports=imports)
