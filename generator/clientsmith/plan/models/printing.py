"""Modules of the `models` package as templates see them."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ...context import EnumClass, Field, Import, Model, ModelExport, ModelModule, Setting, TypeName
from ...text import Code, Text, reveal
from ...types.expressions import (
    Expression,
    ModelType,
    add_imports,
    annotation_code,
    definition_code,
    own_names,
    substituted,
)
from ...types.imports import Imports, sorted_names
from ...types.xml import class_node, node_code
from ..docstrings.sentences import (
    class_description,
    dependency_sentence,
    described,
    ended,
    tells_more,
)
from .constraints import CONSTRAINTS_IMPORT, MODULE, ConstraintCode, visible_dependencies
from .fields import PlannedClass, PlannedField

PACKAGE = "_models"
"""Alias of the `models` package in annotations; no field's name begins with an underscore."""

RUNTIME = ".._runtime"
RECURSIVE = f"{RUNTIME}.models.recursive"
"""Module of the base class of models that contain each other."""

_API_MODEL = Code("APIModel")
_BARE_MODEL = Code("BareAPIModel")
_UNDECLARED = Text("Properties without a field of their own.")


@dataclass(frozen=True, slots=True)
class Definition:
    """A type name and what it stands for."""

    name: Code
    expression: Expression
    docs: Text


@dataclass(slots=True)
class ModuleContents:
    """The contents of one module."""

    docs: str
    """One line."""

    classes: list[PlannedClass] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    enumerations: list[EnumClass] = field(default_factory=list)

    def names(self) -> Iterator[Code]:
        """Yield every name that the module defines."""
        yield from (part.name for part in self.enumerations)
        yield from (part.name for part in self.definitions)
        yield from (part.name for part in self.classes)


def print_module(
    name: Code,
    contents: ModuleContents,
    homes: Mapping[str, Code],
    constraints: ConstraintCode | None = None,
    extended: Collection[str] = (),
    *,
    base_module: str = RUNTIME,
    bare: Collection[str] = (),
) -> ModelModule:
    """Return a module of models.

    Args:
        name: its name.
        contents: what it defines.
        homes: class or type name → module that defines it.
        constraints: writes what requests are checked for; None where they are not.
        extended: classes that are not taken from the modules that define them.
        base_module: where the base class of models is.
        bare: classes that extend the base class of models without methods.
    """
    qualified = {each: ModelType(f"{PACKAGE}.{each}") for each in extended}
    classes = [with_names(planned, qualified) for planned in _bases_first(contents.classes)]
    models = tuple(
        _model(planned, constraints, is_bare=planned.root.name in bare) for planned in classes
    )
    type_names = tuple(
        TypeName(
            part.name,
            definition_code(substituted(part.expression, qualified)),
            part.docs,
        )
        for part in sorted(contents.definitions, key=lambda part: part.name)
    )
    imports = Imports()
    imports.add("__future__", "annotations")
    if type_names:
        imports.add("typing", "TypeAlias")
    if classes:
        imports.add("dataclasses", "dataclass")
    for enumeration in contents.enumerations:
        imports.add("enum", enumeration.base)
    for code in _code(models, type_names):
        add_imports(imports, code, RUNTIME)
    bases: set[str] = set()
    for model, planned in zip(models, classes, strict=True):
        in_xml = bool(model.xml or model.xml_fields)
        if model.wire_names or model.constraints or model.limits or in_xml:
            imports.add("typing", "ClassVar")
        if in_xml:
            imports.add(f"{RUNTIME}.xml", "XmlNode")
        if model.constraints or model.limits:
            imports.add(f"{RUNTIME}.{MODULE}", CONSTRAINTS_IMPORT)
        if any(part.field is None for part in planned.own):
            imports.add("dataclasses", "field")
        if planned.base is None:
            imports.add(base_module, model.base)
        elif homes[planned.base.name] != name:
            imports.add(f".{homes[planned.base.name]}", planned.base.name)
            bases.add(planned.base.name)
    type_checking = _annotation_imports(name, contents, homes, bases, extended)
    if type_checking:
        imports.add("typing", "TYPE_CHECKING")
    return ModelModule(
        name=name,
        docs=Text(contents.docs),
        imports=imports.statements(),
        type_checking_imports=type_checking,
        enum_classes=tuple(sorted(contents.enumerations, key=lambda part: part.name)),
        type_names=type_names,
        models=models,
    )


def export_of(name: Code, contents: ModuleContents) -> ModelExport:
    """Return the names that the `models` package exports from a module."""
    return model_export(name, contents.names(), is_whole=True)


def model_export(module: Code, names: Iterable[str], *, is_whole: bool) -> ModelExport:
    """Return the export of names of a module; arguments as in `ModelExport`."""
    exported = sorted_names(names)
    return ModelExport(
        module,
        tuple(map(Code, exported)),
        lines=tuple(map(Code, textwrap.wrap(" ".join(exported), 72, break_long_words=False))),
        is_whole=is_whole,
    )


def _bases_first(classes: Iterable[PlannedClass]) -> Iterator[PlannedClass]:
    """Yield the classes of a module by name, each behind those that it extends."""
    present = {planned.name: planned for planned in classes}
    done: set[str] = set()
    for name in sorted(present):
        lineage = []
        current: PlannedClass | None = present[name]
        while current is not None and current.name not in done:
            lineage.append(current)
            done.add(current.name)
            current = None if current.base is None else present.get(current.base.name)
        yield from reversed(lineage)


def _model(planned: PlannedClass, constraints: ConstraintCode | None, *, is_bare: bool) -> Model:
    fields = tuple(_field(part, planned) for part in planned.own)
    docs = planned.model.docs
    root = _BARE_MODEL if is_bare else _API_MODEL
    return Model(
        name=planned.name,
        base=planned.base.name if planned.base is not None else root,
        docs=class_description(docs, planned.name, _dependencies(planned)),
        fields=fields,
        wire_names=tuple(
            printed
            for printed, part in zip(fields, planned.own, strict=True)
            if part.field is not None and part.field.wire_name != part.name
        ),
        deprecated=docs.deprecated,
        constraints=() if constraints is None else constraints.of_class(planned),
        limits=Code("") if constraints is None else constraints.of_object(planned),
        xml=class_node(planned.model, planned.name) if planned.in_xml else Code(""),
        xml_fields=tuple(_xml_fields(planned)) if planned.in_xml else (),
    )


def _xml_fields(planned: PlannedClass) -> Iterator[Setting]:
    for part in planned.own:
        if part.field is not None and part.field.xml is not None:
            yield Setting(part.name, node_code(part.field.xml))


def _dependencies(planned: PlannedClass) -> Iterator[str]:
    """Yield sentences on properties that others require, apart from those that fields of the class
    or of its bases are documented with."""
    known = dict(() if planned.base is None else visible_dependencies(planned.base))
    own = {part.wire_name for part in planned.own}
    names = {part.wire_name: part.name for part in planned.fields}
    for name, required in visible_dependencies(planned):
        others = [
            names.get(each, each)
            for each in required
            if each not in own and each not in known.get(name, ())
        ]
        yield from dependency_sentence(names.get(name, name), others)


def _field(part: PlannedField, planned: PlannedClass) -> Field:
    declared = part.field
    owner = planned.name
    docs = docs_of(part, planned, owner)
    return Field(
        name=part.name,
        wire_name=Text(part.wire_name),
        annotation=annotation_code(part.expression),
        default=part.default,
        docs=Text(ended(reveal(docs)) if tells_more(docs, part.name, owner) else ""),
        deprecated=declared is not None and declared.docs.deprecated,
    )


def docs_of(part: PlannedField, planned: PlannedClass, *owner: str) -> Text:
    """Return the documentation of a field.

    Args:
        part: the field.
        planned: its class.
        owner: name of the class, where it stands beside the text.
    """
    declared = part.field
    if declared is None:
        return _UNDECLARED
    return described(
        declared.docs,
        declared.constraints,
        declared.default,
        names=(part.name, *owner),
        required_with=() if declared.required else _required_with(declared.wire_name, planned),
    )


def _required_with(wire_name: str, planned: PlannedClass) -> tuple[str, ...]:
    """Return names of the fields that require a property where they are given."""
    dependencies = visible_dependencies(planned)
    if not dependencies:
        return ()
    names = {part.wire_name: part.name for part in planned.fields}
    return tuple(names.get(name, name) for name, required in dependencies if wire_name in required)


def _code(models: Iterable[Model], type_names: Iterable[TypeName]) -> Iterator[Code]:
    """Yield every piece of code that may need imports, each once."""
    found: dict[Code, None] = {}
    for model in models:
        for part in model.fields:
            found[part.annotation] = None
            found[part.default] = None
    for type_name in type_names:
        found[type_name.definition] = None
    yield from found


def with_names(planned: PlannedClass, names: Mapping[str, Expression]) -> PlannedClass:
    """Return the class with other expressions in place of some names in the types of its own
    fields."""
    if not names:
        return planned
    own = tuple(
        replace(part, expression=substituted(part.expression, names)) for part in planned.own
    )
    return replace(planned, own=own)


def _annotation_imports(
    name: Code,
    contents: ModuleContents,
    homes: Mapping[str, Code],
    imported: set[str],
    extended: Collection[str],
) -> tuple[Import, ...]:
    """Return imports of names that only annotations use and other modules define."""
    imports = Imports()
    parts: list[Definition | PlannedField] = [*contents.definitions]
    parts += (part for planned in contents.classes for part in planned.own)
    expressions = {id(part.expression): part.expression for part in parts}  # which many share
    for used in {own for expression in expressions.values() for own in own_names(expression)}:
        if used in extended:
            imports.add("..", f"models as {PACKAGE}")
        elif homes[used] != name and used not in imported:
            imports.add(f".{homes[used]}", used)
    return imports.statements()
