"""Dicts in place of models: a TypedDict for each model that arguments contain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from ...context import DictType, Import, InputDicts, Setting, TypeName
from ...text import Code, Text
from ...types.expressions import (
    LEFT_OUT,
    MAY_BE_HIDDEN,
    NONE,
    Constants,
    Expression,
    ExternalType,
    ModelType,
    Tagged,
    UnionType,
    add_imports,
    annotation_code,
    definition_code,
    own_names,
    substituted,
    union_of,
    visible,
)
from ...types.imports import Imports
from ...types.inputs import InputTypes
from .fields import ModelFields, PlannedClass, PlannedField
from .printing import model_export

MODULE = Code("_dicts")
"""Module with the TypedDicts; no module of models begins with an underscore."""

_RUNTIME = ".._runtime"
_MODELS = "_m"
"""Alias of the `models` package, which no key hides: none begins with an underscore."""

_NO_DOCS = Text("")
_TYPED_DICT = Code("TypedDict")


class DictPlanner:
    """Plans the TypedDicts of models and the types of what contains them.

    Args:
        inputs: types of arguments.
        classes: models by name, in their form for requests.
        definitions: type names, and what they stand for.
        fields: types of fields.
    """

    def __init__(
        self,
        inputs: InputTypes,
        classes: Mapping[str, PlannedClass],
        definitions: Mapping[str, Expression],
        fields: ModelFields,
    ) -> None:
        self._inputs = inputs
        self._classes = classes
        self._definitions = definitions
        self._fields = fields
        self._members = frozenset(_members_of_unions(classes.values(), definitions.values()))

    def plan(self, used: Iterable[str]) -> InputDicts | None:
        """Return the TypedDicts that arguments name, and those that they contain in turn; None if
        there are none.

        Args:
            used: names of the `models` package in the annotations of arguments.
        """
        names = sorted(self._reached(filter(None, map(self._inputs.owner, used))))
        if not names:
            return None
        own = {self._inputs.dict_name(name) for name in names}
        classes = [self._class(each, own) for each in _bases_first(names, self._classes)]
        type_names = [self._type_name(name, own) for name in names if name in self._definitions]
        type_names.sort(key=lambda each: each.name)
        return InputDicts(
            imports=_imports(classes, type_names),
            type_names=tuple(type_names),
            classes=tuple(classes),
            export=model_export(MODULE, own, is_whole=True),
        )

    def _reached(self, names: Iterable[str]) -> set[str]:
        """Return models and type names whose dicts are needed for those of some."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            planned = self._classes.get(name)
            if planned is None:
                expressions = [self._further(name)]
            else:
                expressions = [self._type(part, planned) for part in planned.own]
                if planned.base is not None:
                    waiting.append(planned.base.name)
            for expression in expressions:
                waiting += filter(None, map(self._inputs.owner, own_names(expression)))
        return found

    def _further(self, name: str) -> Expression:
        further = self._inputs.further(self._definitions[name])
        assert further is not None, f"{name} has no dicts"
        return further

    def _type(self, part: PlannedField, planned: PlannedClass) -> Expression:
        """Return the type of a key, without the values that mean that it is omitted."""
        expression = self._inputs.of(self._fields.argument(part, planned))
        if _is_required(part) or not isinstance(expression, UnionType):
            return expression
        omitted = {LEFT_OUT} if LEFT_OUT in expression.members else {NONE}
        return union_of(each for each in expression.members if each not in omitted)

    def _class(self, planned: PlannedClass, own: Collection[str]) -> DictType:
        hidden = MAY_BE_HIDDEN.intersection(str(part.name) for part in planned.fields)
        base = planned.base
        return DictType(
            name=Code(self._inputs.dict_name(planned.name)),
            base=_TYPED_DICT if base is None else Code(self._inputs.dict_name(base.name)),
            fields=tuple(self._key(part, planned, own, hidden) for part in planned.own),
        )

    def _key(
        self,
        part: PlannedField,
        planned: PlannedClass,
        own: Collection[str],
        hidden: Collection[str],
    ) -> Setting:
        expression = _placed(self._type(part, planned), own)
        annotation = annotation_code(expression)
        if not self._must_be_given(part, planned):
            annotation = Code(f"NotRequired[{annotation}]")
        return Setting(part.name, visible(annotation, hidden))

    def _must_be_given(self, part: PlannedField, planned: PlannedClass) -> bool:
        """Return whether a dict needs a key: a constant is filled in, but where it tells the members
        of a union apart, dicts without it would fit each of them."""
        return _is_required(part) and (not part.default or planned.name in self._members)

    def _type_name(self, name: str, own: Collection[str]) -> TypeName:
        expression = _placed(self._further(name), own)
        return TypeName(Code(self._inputs.dict_name(name)), definition_code(expression), _NO_DOCS)


def _is_required(part: PlannedField) -> bool:
    return part.field is not None and part.field.required


def _placed(expression: Expression, own: Collection[str]) -> Expression:
    """Return a type as the module of the TypedDicts names it: models are in `models`."""
    names = {
        name: ModelType(f"{_MODELS}.{name}") for name in own_names(expression) if name not in own
    }
    return substituted(expression, names)


def _members_of_unions(
    classes: Iterable[PlannedClass], definitions: Iterable[Expression]
) -> Iterator[str]:
    """Yield the models that are members of a union beside other models."""
    expressions = [part.expression for planned in classes for part in planned.own]
    for expression in (*expressions, *definitions):
        yield from _in_unions(expression)


def _in_unions(expression: Expression) -> Iterator[str]:
    match expression:
        case UnionType(members):
            names = [each.name for each in members if isinstance(each, ModelType)]
            if len(names) > 1:
                yield from names
            for member in members:
                yield from _in_unions(member)
        case Tagged(union):
            yield from _in_unions(union)
        case ExternalType() | Constants() | ModelType():
            pass
        case _:
            for argument in expression.arguments:
                yield from _in_unions(argument)


def _bases_first(
    names: Iterable[str], classes: Mapping[str, PlannedClass]
) -> Iterator[PlannedClass]:
    """Yield the models among some names, each after its base."""
    done: set[str] = set()
    for name in names:
        lineage: list[PlannedClass] = []
        planned = classes.get(name)
        while planned is not None and planned.name not in done:
            lineage.append(planned)
            done.add(planned.name)
            planned = planned.base
        yield from reversed(lineage)


def _imports(classes: Iterable[DictType], type_names: Iterable[TypeName]) -> tuple[Import, ...]:
    imports = Imports()
    imports.add("__future__", "annotations")
    codes = [setting.value for each in classes for setting in each.fields]
    if any(code.startswith("NotRequired[") for code in codes):
        imports.add("typing", "NotRequired")
    if classes:
        imports.add("typing", "TypedDict")
    if type_names:
        imports.add("typing", "TypeAlias")
    codes += [each.definition for each in type_names]
    for code in dict.fromkeys(codes):
        add_imports(imports, code, _RUNTIME, of_arguments=True)
        if f"{_MODELS}." in code:
            imports.add("..", f"models as {_MODELS}")
    return imports.statements()
