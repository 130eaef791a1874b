"""Plans the `models` package: classes, type names, and the annotations that use them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ... import ir
from ...config import Config
from ...context import EnumClass, EnumMember, InputDicts, ModelExport, ModelModule, ModelSynonym
from ...encode.encoders import literal
from ...ir import Enumeration, Id
from ...naming.decisions import Decisions
from ...naming.events import event_names, inside_events
from ...naming.extensions import given_schema_names
from ...naming.members import member_names
from ...naming.models.names import ModelNames, name_declarations
from ...naming.models.previous import (
    pinned_ids,
    pinned_schemas,
    pins_of_schemas,
    previous_names,
)
from ...naming.models.schema_keys import SchemaKeys
from ...naming.overrides import OperationName, chosen_schema_names
from ...naming.words.reserved import MODEL_METHODS
from ...problem import Problem
from ...project.custom import NO_CUSTOM_CODE, CustomCode
from ...project.pins import NO_PINS, Pins, SchemaPin
from ...text import Code, Text
from ...types.annotations import AnnotationContext, Annotations
from ...types.declarations import Declarations
from ...types.directions import REQUEST_ONLY, Direction, Directions, Uses, find_directions
from ...types.expressions import (
    UNKNOWN_VARIANT,
    Expression,
    ModelType,
    annotation_code,
    own_names,
)
from ...types.graphs import nodes_on_cycles, strongly_connected_components
from ...types.inputs import InputTypes
from ...types.narrowing import discriminator_values
from ..docstrings.sentences import class_description
from .constraints import CONSTRAINTS, ConstraintCode
from .custom import ModelExtensions, extend_models
from .dicts import DictPlanner
from .fields import ModelFields, PlannedClass, PlannedField
from .named_declarations import need_names
from .placement import Placement, place_in_modules, separate_bases, with_custom_places
from .printing import (
    RECURSIVE,
    RUNTIME,
    Definition,
    ModuleContents,
    docs_of,
    export_of,
    print_module,
    with_names,
)
from .repetitions import merge_repeated
from .unknown_variants import MODULE as UNKNOWN_VARIANTS
from .unknown_variants import unknown_variants


def enum_class(name: Code, enumeration: Enumeration) -> EnumClass:
    """Return the class for an enumeration, with one member a value."""
    given = enumeration.names or ("",) * len(enumeration.values)
    named = {
        (type(value), value): (value, name)
        for value, name in zip(enumeration.values, given, strict=True)
    }
    values = tuple(value for value, _ in named.values())
    names = member_names(values, tuple(name for _, name in named.values()))
    return EnumClass(
        name=name,
        base=Code(_base(values)),
        docs=class_description(enumeration.docs, name),
        members=tuple(
            EnumMember(member, literal(value)) for member, value in zip(names, values, strict=True)
        ),
    )


def _base(values: tuple[str | int | float | bool, ...]) -> str:
    kinds = {type(value) for value in values}
    if kinds == {str}:
        return "StrEnum"
    return "IntEnum" if kinds == {int} else "Enum"


def with_expanded_aliases(modules: dict[Code, ModuleContents]) -> dict[Code, ModuleContents]:
    """Return the modules with type names expanded where they lead back to themselves through a
    model.

    Names stay in models that they do not lead back to, and so do those that lead back with no model
    in between, such as `Tree` for `Union[str, list["Tree"]]`, which cannot be written without.

    Args:
        modules: what each module holds.
    """
    definitions = {
        str(each.name): each.expression for part in modules.values() for each in part.definitions
    }
    of_names, of_classes = _edges(modules)
    without_model = nodes_on_cycles(
        {name: used & definitions.keys() for name, used in of_names.items()}
    )
    around = strongly_connected_components(of_names | of_classes)

    def written_out(planned: PlannedClass) -> PlannedClass:
        names = (around[planned.name] & definitions.keys()) - without_model
        return with_names(planned, {name: definitions[name] for name in names})

    return {
        module: replace(part, classes=[written_out(planned) for planned in part.classes])
        for module, part in modules.items()
    }


def _contain_each_other(modules: Mapping[Code, ModuleContents]) -> bool:
    """Return whether a class leads back to itself, so that no depth of its instances is the last."""
    of_names, of_classes = _edges(modules)
    return not nodes_on_cycles(of_names | of_classes).isdisjoint(of_classes)


def _without_methods(modules: Mapping[Code, ModuleContents]) -> frozenset[str]:
    """Return the roots of classes with a field that has the name of a method of models: a subclass
    must not replace a method with a value."""
    return frozenset(
        planned.root.name
        for part in modules.values()
        for planned in part.classes
        if not MODEL_METHODS.isdisjoint(field.name for field in planned.own)
    )


def _edges(
    modules: Mapping[Code, ModuleContents],
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return each type name, and each class, with the names that it uses."""
    of_names = {
        str(each.name): frozenset(own_names(each.expression))
        for part in modules.values()
        for each in part.definitions
    }
    of_classes = {
        str(planned.name): frozenset(_used(planned))
        for part in modules.values()
        for planned in part.classes
    }
    return of_names, of_classes


def _used(planned: PlannedClass) -> Iterator[str]:
    """Yield names that a class uses, that of its base among them."""
    for part in planned.own:
        yield from own_names(part.expression)
    if planned.base is not None:
        yield planned.base.name


_WITHOUT_NAMES = frozenset({"Any", "None", "bool", "float", "int", "str"})
"""Types that are the same in all clients."""

__all__ = ["Direction", "FieldPlan", "ModelPlan", "plan_models"]


_OF_MODELS = re.compile(r"\b_?models\.(\w+)")
"""A name of the `models` package in an annotation."""


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """A field of a model as an argument of a method."""

    field: ir.Field | None
    """None for the catch-all of undeclared properties."""

    name: Code
    """Name of the field in the class."""

    annotation: Code
    """Type of the argument, classes behind `models.`; None stands for an empty catch-all."""

    default: Code
    """Default of the argument; empty where a value must be given."""

    docs: Text

    accepts_more: bool = False
    """True if the argument accepts more than the field's own type says."""


class ModelPlan:
    """Names and type expressions of everything in the `models` package."""

    def __init__(
        self,
        declarations: Declarations,
        directions: Directions,
        names: ModelNames,
        annotations: Annotations,
        fields: ModelFields,
        modules: tuple[ModelModule, ...],
        exports: tuple[ModelExport, ...],
        synonyms: tuple[ModelSynonym, ...],
        constraints: ConstraintCode | None,
        extensions: ModelExtensions,
        keys: SchemaKeys,
        style: str,
        expressions: set[Expression],
        definitions: Mapping[str, Expression],
        inputs: InputTypes,
        dicts: DictPlanner,
        package: str,
        classes: tuple[PlannedClass, ...] = (),
    ) -> None:
        self.declarations = declarations
        """Declarations under the ids that they become code under. Others of the API may have no name,
        such as those inside of repeated schemas."""
        self._directions = directions
        self._names = names
        self._annotations = annotations
        self._fields = fields
        self._codes: dict[tuple[int, Direction, str, bool], tuple[ir.Type, Code]] = {}
        self.expressions = expressions
        """Type expressions of models, and those of operations that the runtime reads."""
        self.definitions = definitions
        """What the type names among them stand for."""
        self._modules = modules
        self._exports = exports
        self.synonyms = synonyms
        """Further names of what they define, sorted."""
        self.constraints = constraints
        """Writes what requests are checked for; None where they are not."""
        self.extensions = extensions
        """Extensions of models by hand-written classes."""
        self.keys = keys
        """Keys of declarations that stay the same from one version of the document to the next."""
        self.style = style
        """Kind of models: `dataclass`, `pydantic`, `msgspec` or `typeddict`."""
        self._inputs = inputs
        self._dicts = dicts
        self._package = package
        self.classes = classes
        """Classes of models."""

    @property
    def modules(self) -> tuple[ModelModule, ...]:
        """Modules of the `models` package, sorted by name; that of unknown variants comes first, and
        is known once all annotations are."""
        if not self._annotations.unknown_variants:
            return self._modules
        return (self._unknown_variants()[0], *self._modules)

    @property
    def exports(self) -> tuple[ModelExport, ...]:
        """Names that the package exports from each module."""
        if not self._annotations.unknown_variants:
            return self._exports
        return (self._unknown_variants()[1], *self._exports)

    def _unknown_variants(self) -> tuple[ModelModule, ModelExport]:
        names = self._fields.discriminator_names(self._annotations.unknown_variants)
        contents = unknown_variants(names, self.style)
        bare = _without_methods({UNKNOWN_VARIANTS: contents}) if self.style == "dataclass" else ()
        module = print_module(UNKNOWN_VARIANTS, contents, {}, bare=bare)
        return module, export_of(UNKNOWN_VARIANTS, contents)

    @property
    def components(self) -> frozenset[Id]:
        """Ids of the named schemas of the document."""
        return frozenset((*self.declarations.components, *self.declarations.synonyms))

    def pins(self) -> dict[str, SchemaPin]:
        """Return the names that were given, by key."""
        return pins_of_schemas(self.declarations, self._names.names, self._names.inputs, self.keys)

    def annotation(
        self, type_: ir.Type, direction: Direction, *, prefix: str = "", uploads: bool = False
    ) -> Code:
        """Return the type expression for a type that an operation itself takes or gives.

        Args:
            type_: the type.
            direction: whether it is sent or received; enumerations are closed where it is sent.
            prefix: what stands before classes, such as `models.`.
            uploads: whether binary is the content of a file.
        """
        key = (id(type_), direction, prefix, uploads)
        if key not in self._codes:
            context = AnnotationContext(
                direction, tolerant=direction is Direction.RESPONSE, uploads=uploads
            )
            expression = self._annotations.expression(type_, context)
            if not prefix:  # else it is for type checkers alone
                self.expressions.add(expression)
            code = annotation_code(expression, prefix)
            self._codes[key] = type_, code  # which keeps the id from being given again
        return self._codes[key][1]

    def type_text(self, annotation: Code) -> Code:
        """Return the literal that describes a type to the runtime; if clients share the runtime, it
        begins with the name of the package.

        Args:
            annotation: the type expression, classes without a prefix.
        """
        if self._package and annotation not in _WITHOUT_NAMES:
            return literal(f"{self._package}:{annotation}")
        return literal(str(annotation))

    def argument_annotation(self, type_: ir.Type, *, uploads: bool = False) -> Code:
        """Return the type expression of an argument of a method, classes behind `models.`.

        Args:
            type_: the type.
            uploads: whether binary is the content of a file.
        """
        context = AnnotationContext(Direction.REQUEST, tolerant=False, uploads=uploads)
        return self._argument_code(self._annotations.expression(type_, context))

    def _argument_code(self, expression: Expression) -> Code:
        return annotation_code(self._inputs.of(expression), "models.")

    def input_dicts(self, annotations: Iterable[Code]) -> InputDicts | None:
        """Return the TypedDicts that the annotations of arguments name, with everything in them; None
        if there are none."""
        names = {name for code in annotations for name in _OF_MODELS.findall(code)}
        return self._dicts.plan(sorted(names))

    def class_expression(self, id_: Id, direction: Direction) -> Code:
        """Return the class or type name of a declaration, behind `models.`.

        Raises:
            KeyError: the declaration has no name, being printed where it is used.
        """
        resolved = self.declarations.resolve(id_)
        name = self._names(resolved, direction)
        if name is None:
            raise KeyError(id_)
        return Code(f"models.{name}")

    def declaration(self, id_: Id) -> ir.Declaration:
        """Return the declaration of an id, through references."""
        return self.declarations[id_]

    def enum_member(self, id_: Id, value: object) -> str:
        """Return the expression of a member of an enumeration, behind `models.`; empty where
        enumerations are no classes."""
        name = self._names(self.declarations.resolve(id_), Direction.REQUEST)
        code = literal(value)
        for module in self.modules:
            for each in module.enum_classes:
                if each.name == name:
                    members = (one.name for one in each.members if one.value == code)
                    return next((f"models.{name}.{member}" for member in members), "")
        return ""

    def model_of(self, type_: ir.Type) -> ir.Model | None:
        """Return the model that a type is, through names for it; None for anything else."""
        return self.declarations.model_of(type_)

    def field_plans(self, id_: Id, direction: Direction) -> tuple[FieldPlan, ...]:
        """Return all fields of a model, inherited ones included, as arguments that make one.

        Raises:
            KeyError: no operation or component reaches the model.
        """
        planned = self._class_of(id_, direction)
        return tuple(self._field_plan(part, planned) for part in planned.fields)

    def _field_plan(self, part: PlannedField, planned: PlannedClass) -> FieldPlan:
        expression = self._fields.argument(part, planned)
        annotation = self._argument_code(expression)
        return FieldPlan(
            field=part.field,
            name=part.name,
            annotation=annotation,
            default=part.default if part.field is not None else Code("None"),
            docs=docs_of(part, planned),
            accepts_more=annotation != annotation_code(expression, "models."),
        )

    def _class_of(self, id_: Id, direction: Direction) -> PlannedClass:
        model = self.declarations[id_]
        assert isinstance(model, ir.Model), f"{id_} is no model"
        forms = self._directions.variants(model.id)
        wanted = direction is Direction.REQUEST
        uses = next((form for form in forms if (form == REQUEST_ONLY) == wanted), forms[0])
        return self._fields.of(model, uses)


def plan_models(
    api: ir.Api,
    config: Config,
    names: Mapping[Id, OperationName],
    events: Mapping[Id, str] | None = None,
    pins: Pins = NO_PINS,
    custom: CustomCode = NO_CUSTOM_CODE,
    decisions: Decisions | None = None,
    package: str = "",
) -> tuple[ModelPlan, tuple[Problem, ...]]:
    """Plan the classes and type names for everything that operations and components declare.

    Args:
        api: the API.
        config: what the user chose.
        names: names of the operations that become methods, by id.
        events: names of webhooks and callbacks, by id; found where they are not given.
        pins: previous names.
        custom: hand-written modules, whose classes may stand for generated ones.
        decisions: gets a decision on each name.
        package: the client's package, if it shares the runtime.

    Returns:
        The plan, and a problem for each name of the user or of before that cannot be used, and for
        each hand-written class that cannot.
    """
    incoming = inside_events(api)
    keys = SchemaKeys(api.declarations, pins.root)
    before = previous_names(api.declarations, pins, keys)
    enum_classes = config.enums == "class"
    merged = merge_repeated(api.declarations, incoming, before, enum_classes=enum_classes)
    declarations = Declarations(api.declarations, merged)
    directions = find_directions(api, declarations, names)
    chosen, problems = chosen_schema_names(declarations, config, decisions)
    tags = discriminator_values(api, declarations)
    every = {*declarations, *declarations.components, *declarations.synonyms}
    kept = frozenset(pinned_ids(every, declarations, pins, keys))
    given, unusable_extensions = given_schema_names(declarations, chosen, kept, decisions)
    chosen |= given
    problems += unusable_extensions
    known = {*chosen, *pinned_ids(directions.uses, declarations, pins, keys)}
    named = need_names(directions.uses, declarations, known, tags, enum_classes=enum_classes)
    pinned, unusable = pinned_schemas(declarations, named, directions.split, pins, keys, chosen)
    model_names = name_declarations(
        api,
        declarations,
        named,
        directions.split,
        names,
        chosen,
        incoming,
        events=event_names(api, names) if events is None else events,
        pinned=pinned,
        decisions=decisions,
        taken=(CONSTRAINTS,) if config.validate_requests else (),
    )
    annotations = Annotations(declarations, model_names)
    fields = ModelFields(
        declarations, directions, annotations, model_names, tags, config.models, decisions
    )
    placed = {id_: name for id_, name in model_names.names.items() if id_ in directions.uses}
    placement = place_in_modules(declarations, placed, names.keys())
    placement = with_custom_places(placement, custom, model_names)
    builder = _Builder(declarations, directions, model_names, annotations, fields, enum_classes)
    contents, synonyms = builder.contents(placement)
    if config.models == "typeddict":
        contents = with_expanded_aliases(contents)
    homes: dict[str, Code] = {
        name: module for module, part in contents.items() for name in part.names()
    }
    homes[UNKNOWN_VARIANT.name] = UNKNOWN_VARIANTS
    is_recursive = config.models == "dataclass" and _contain_each_other(contents)
    bare = _without_methods(contents) if config.models == "dataclass" else frozenset()
    constraints = ConstraintCode(declarations) if config.validate_requests else None
    classes = {str(each.name): each for part in contents.values() for each in part.classes}
    extensions = extend_models(
        custom, classes.values(), homes, {*homes, *synonyms}.difference(classes), config.models
    )
    definitions = {
        str(each.name): each.expression for part in contents.values() for each in part.definitions
    }
    inputs = InputTypes(
        classes,
        definitions,
        (*homes, *synonyms),
        has_dicts=config.models != "typeddict",
    )
    plan = ModelPlan(
        declarations,
        directions,
        model_names,
        annotations,
        fields,
        tuple(
            print_module(
                module,
                part,
                homes,
                constraints,
                extensions.homes,
                base_module=RECURSIVE if is_recursive else RUNTIME,
                bare=bare,
            )
            for module, part in sorted(contents.items())
        ),
        extensions.exports(export_of(module, part) for module, part in sorted(contents.items())),
        tuple(
            ModelSynonym(name, target, homes[target]) for name, target in sorted(synonyms.items())
        ),
        constraints,
        extensions,
        keys,
        config.models,
        {part.expression for planned in classes.values() for part in planned.own},
        definitions,
        inputs,
        DictPlanner(inputs, classes, definitions, fields),
        package,
        tuple(classes.values()),
    )
    return plan, (*problems, *unusable, *extensions.problems)


@dataclass(frozen=True, slots=True)
class _Builder:
    """Sorts everything that has a name into modules."""

    declarations: Declarations
    directions: Directions
    names: ModelNames
    annotations: Annotations
    fields: ModelFields
    enum_classes: bool

    def contents(self, placement: Placement) -> tuple[dict[Code, ModuleContents], dict[Code, Code]]:
        """Return the contents of each module, and further name → name."""
        classes: dict[Id, list[PlannedClass]] = {}
        for id_ in placement.modules:
            declaration = self.declarations[id_]
            if isinstance(declaration, ir.Model):
                forms = self.directions.variants(id_)
                classes[id_] = [self.fields.of(declaration, uses) for uses in forms]
        bases = {
            id_: planned.base.model.id
            for id_, forms in classes.items()
            for planned in forms
            if planned.base is not None
        }
        placement = separate_bases(placement, bases)
        found: dict[Code, ModuleContents] = {}
        synonyms = self._synonyms()
        for id_, module in placement.modules.items():
            part = found.setdefault(module, ModuleContents(placement.docs[module]))
            if id_ in classes:
                part.classes += classes[id_]
                continue
            declaration = self.declarations[id_]
            if isinstance(declaration, ir.Enumeration) and self.enum_classes:
                part.enumerations.append(enum_class(self.names.names[id_], declaration))
                continue
            for uses in self.directions.variants(id_):
                definition = self._definition(declaration, uses)
                if isinstance(definition.expression, ModelType):
                    synonyms[definition.name] = Code(definition.expression.name)
                else:
                    part.definitions.append(definition)
        return {module: part for module, part in found.items() if any(part.names())}, {
            name: _end_of(target, synonyms) for name, target in synonyms.items()
        }

    def _synonyms(self) -> dict[Code, Code]:
        """Return the components that are only a reference, by name."""
        names = self.names.names
        return {names[id_]: names[target] for id_, target in self.declarations.synonyms.items()}

    def _definition(self, declaration: ir.Declaration, uses: Uses) -> Definition:
        request = uses == REQUEST_ONLY
        direction = Direction.REQUEST if request else Direction.RESPONSE
        context = AnnotationContext(direction, tolerant=not request)
        name = self.names(declaration.id, direction)
        assert name is not None, f"{declaration.id} has no name"
        expression = self.annotations.definition(declaration.id, context)
        return Definition(name, expression, class_description(declaration.docs, name))


def _end_of(name: Code, synonyms: Mapping[Code, Code]) -> Code:
    while name in synonyms:
        name = synonyms[name]
    return name
