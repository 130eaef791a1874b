"""Fields of model classes: names, annotations, defaults, and what is inherited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from ...construction import fast_init
from ...encode.encoders import literal
from ...ir import (
    Alias,
    Anything,
    Enumeration,
    Field,
    Id,
    Literals,
    Model,
    Named,
    Nullable,
    OneOf,
    Scalar,
    ScalarKind,
    Type,
)
from ...naming.decisions import Candidate, Decision, Decisions, NameKind
from ...naming.members import field_names
from ...naming.models.names import ModelNames
from ...naming.words.reserved import MODEL_ATTRIBUTES
from ...text import Code
from ...types.annotations import AnnotationContext, Annotations
from ...types.declarations import Declarations
from ...types.directions import REQUEST_ONLY, RESPONSE_ONLY, Direction, Directions, Uses, is_visible
from ...types.expressions import (
    ANY,
    LEFT_OUT,
    Expression,
    ExternalType,
    Generic,
    optional,
    union_of,
)
from ...types.narrowing import Tags, narrowed_field

CATCH_ALL = Code("additional_properties")
"""Name of the field that holds undeclared properties whose type the document gives."""

RESERVED_FIELDS = frozenset({CATCH_ALL, "extra_fields"})
"""Names that models of every style use themselves."""

_NO_CODE = Code("")

_Value = tuple[Expression, Code, bool]
"""Type and default of a field, and whether it `tells`."""


@fast_init
@dataclass(frozen=True, slots=True)
class PlannedField:
    """A field as it is printed in the class."""

    field: Field | None
    """None for the catch-all of undeclared properties."""

    name: Code
    expression: Expression
    default: Code
    """Empty where a value must be given."""

    tells: bool = False
    """True if it has the one constant that a discriminator maps to the model: it is sent even where
    the document does not require it, for a union cannot be read without it."""

    @property
    def wire_name(self) -> str:
        """Name in JSON; empty for the catch-all, which has none."""
        return "" if self.field is None else self.field.wire_name


@dataclass(frozen=True, slots=True)
class PlannedClass:
    """A model's form for some uses."""

    name: Code
    model: Model
    uses: Uses
    base: PlannedClass | None
    """None where it extends the base class of all models."""

    inherited: tuple[PlannedField, ...]
    own: tuple[PlannedField, ...]
    in_xml: bool = False
    """True if XML content refers to it."""

    @property
    def fields(self) -> tuple[PlannedField, ...]:
        """All fields, inherited ones first."""
        return self.inherited + self.own

    @property
    def root(self) -> PlannedClass:
        """The class that extends the base class of all models: this one, or what it extends."""
        return self if self.base is None else self.base.root


class ModelFields:
    """Plans the classes of models, bases before what extends them."""

    def __init__(
        self,
        declarations: Declarations,
        directions: Directions,
        annotations: Annotations,
        names: ModelNames,
        tags: Tags,
        style: str = "dataclass",
        decisions: Decisions | None = None,
    ) -> None:
        self._declarations = declarations
        self._directions = directions
        self._annotations = annotations
        self._names = names
        self._tags = tags
        self._decisions = decisions
        attributes = MODEL_ATTRIBUTES.get(style, frozenset())
        self._reserved = RESERVED_FIELDS | names.in_lower_case | attributes
        self._planned: dict[tuple[Id, Uses], PlannedClass] = {}
        self._known: dict[AnnotationContext, dict[tuple[int, bool, bool], tuple[Type, _Value]]] = {}
        """By identity of the type, whether a value is required, and whether the field `tells`."""

    def of(self, model: Model, uses: Uses) -> PlannedClass:
        """Return the class of a model's form for these uses."""
        key = (model.id, uses)
        if key not in self._planned:
            for ancestor in reversed(list(self._declarations.lineage(model))):
                form = self._form(ancestor, uses)
                if (ancestor.id, form) not in self._planned:
                    self._planned[ancestor.id, form] = self._plan(ancestor, form)
        return self._planned[key]

    def context(self, model: Model, uses: Uses) -> AnnotationContext:
        """Return the context in which the types of a model's fields are read."""
        request = uses == REQUEST_ONLY
        return AnnotationContext(
            direction=Direction.REQUEST if request else Direction.RESPONSE,
            tolerant=not request,
            uploads=request and model.id in self._directions.uploads,
        )

    def discriminator_names(self, properties: Iterable[str]) -> Mapping[str, Code]:
        """Return the names of fields for the discriminators of unions."""
        given = dict.fromkeys(properties, None) | {
            part.wire_name: part.field.given
            for planned in self._planned.values()
            for part in planned.own
            if part.field is not None and part.field.given and part.wire_name in properties
        }
        return field_names(given, self._reserved)

    def _form(self, model: Model, uses: Uses) -> Uses:
        """Return the uses of that form of a model which something for `uses` refers to."""
        forms = self._directions.variants(model.id)
        if len(forms) == 1:
            return forms[0]
        return REQUEST_ONLY if uses == REQUEST_ONLY else RESPONSE_ONLY

    def _plan(self, model: Model, uses: Uses) -> PlannedClass:
        context = self.context(model, uses)
        shown = list(self._shown(model, uses))
        values = self._values(shown, context, model)
        catch_all = self._catch_all(model, context)
        base = self._declarations.base_of(model)
        parent = None if base is None else self._planned.get((base.id, self._form(base, uses)))
        if parent is not None and not _inherits(parent.fields, values, catch_all):
            parent = None
        inherited = () if parent is None else parent.fields
        wire_names = {field.wire_name for field in inherited}
        own = [field for field in shown if field.wire_name not in wire_names]
        name = self._names(model.id, context.direction)
        assert name is not None, f"{model.id} has no name"
        if self._decisions is not None and parent is not None:
            for part in inherited:
                rule = f"inherited from {parent.name}"
                self._decisions.add(
                    Decision(
                        NameKind.FIELD,
                        model.id,
                        part.name,
                        rule,
                        owner=name,
                        wire_name=part.wire_name,
                    )
                )
        own_catch_all = [] if any(field.field is None for field in inherited) else catch_all
        taken = {field.name for field in inherited}
        names = field_names(
            {field.wire_name: field.given for field in own},
            self._reserved | taken,
            None if self._decisions is None else partial(self._decide, model, name),
        )
        named = [
            PlannedField(field, names[field.wire_name], *values[field.wire_name]) for field in own
        ]
        name = self._names(model.id, context.direction)
        assert name is not None, f"{model.id} has no name"
        own_fields = (*named, *own_catch_all)
        in_xml = model.id in self._directions.xml
        return PlannedClass(name, model, uses, parent, inherited, own_fields, in_xml)

    def _decide(
        self, model: Model, owner: str, wire: str, name: str, considered: tuple[Candidate, ...]
    ) -> None:
        """Note how a field was named."""
        assert self._decisions is not None
        self._decisions.add(
            Decision(
                NameKind.FIELD,
                model.id,
                name,
                considered[-1].rule,
                considered,
                owner=owner,
                wire_name=wire,
            )
        )

    def _shown(self, model: Model, uses: Uses) -> Iterator[Field]:
        tags = self._tags.get(model.id, {})
        for field in model.fields:
            if is_visible(field, uses):
                values = tags.get(field.wire_name)
                yield field if values is None else narrowed_field(field, values, self._declarations)

    def argument(self, part: PlannedField, planned: PlannedClass) -> Expression:
        """Return the type of an argument that is handed on to a field: as that of the field, but an
        enumeration admits only what the document lists; None stands for no undeclared properties.
        """
        context = self.context(planned.model, planned.uses)
        if part.field is None:
            return optional(part.expression)
        if not context.tolerant:
            return part.expression
        return self._completed(part.field, self._closed(part.field.type, context), part.tells)[0]

    def _closed(self, type_: Type, context: AnnotationContext) -> Expression:
        match type_:
            case Nullable(inner):
                return optional(self._closed(inner, context))
            case Named(id_) if isinstance(self._declarations[id_], Enumeration):
                context = replace(context, tolerant=False)
        return self._annotations.expression(type_, context)

    def _values(
        self, fields: Iterable[Field], context: AnnotationContext, model: Model
    ) -> Mapping[str, _Value]:
        """Return type and default of each property of a model; fields share their types, so each is
        printed once."""
        tags = self._tags.get(model.id, {})
        known = self._known.setdefault(context, {})
        found: dict[str, _Value] = {}
        for field in fields:
            values = tags.get(field.wire_name, ())
            tells = len(values) == 1 and field.type == Literals(values)
            key = (id(field.type), field.required, tells)
            if key not in known:
                expression = self._annotations.expression(field.type, context)
                value = (*self._completed(field, expression, tells), tells)
                known[key] = field.type, value  # which keeps the id from being given again
            found[field.wire_name] = known[key][1]
        return found

    def _completed(
        self, field: Field, expression: Expression, tells: bool
    ) -> tuple[Expression, Code]:
        """Return the type of a field and its default, from what its value is where there is one."""
        if field.required:
            return expression, _constant(field.type, self._declarations)
        if tells:
            return optional(expression), _constant(field.type, self._declarations)
        if expression == ANY:
            return expression, Code("UNSET")
        if admits_null(field.type, self._declarations, set()):
            return union_of((optional(expression), LEFT_OUT)), Code("UNSET")
        return optional(expression), Code("None")

    def _catch_all(self, model: Model, context: AnnotationContext) -> list[PlannedField]:
        if model.additional is None:
            return []
        value = self._annotations.expression(model.additional, context)
        expression = Generic("dict", (ExternalType("str"), value))
        return [PlannedField(None, CATCH_ALL, expression, Code("field(default_factory=dict)"))]


def _inherits(
    inherited: Iterable[PlannedField],
    values: Mapping[str, _Value],
    catch_all: Iterable[PlannedField],
) -> bool:
    """Return whether a class may extend another one: what it inherits is what it would print
    itself."""
    own: dict[str | None, tuple[Expression, Code]] = {
        wire_name: (expression, default) for wire_name, (expression, default, _) in values.items()
    }
    for field in catch_all:
        own[None] = field.expression, field.default
    return all(
        own.get(field.wire_name if field.field else None) == (field.expression, field.default)
        for field in inherited
    )


def _constant(type_: Type, declarations: Declarations) -> Code:
    """Return the value of a type that has only one, apart from null; else no code."""
    match type_:
        case Literals((value,)) if value is not None:
            return literal(value)
        case Named(id_):
            declaration = declarations[id_]
            if isinstance(declaration, Alias) and declaration.id not in declarations.recursive:
                return _constant(declaration.type, declarations)
    return _NO_CODE


def admits_null(type_: Type, declarations: Declarations, seen: set[Id]) -> bool:
    """Return whether null is a value of a type."""
    match type_:
        case Nullable() | Anything():
            return True
        case Scalar(kind):
            return kind is ScalarKind.NULL
        case Literals(values):
            return None in values
        case OneOf(members):
            return any(admits_null(member, declarations, seen) for member in members)
        case Named(id_):
            declaration = declarations[id_]
            if not isinstance(declaration, Alias) or declaration.id in seen:
                return False
            seen.add(declaration.id)
            return admits_null(declaration.type, declarations, seen)
        case _:
            return False
