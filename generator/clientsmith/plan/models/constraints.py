"""Constraints as code, for requests to be checked by the runtime (`validate_requests`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from ...context import Argument, Setting
from ...encode.encoders import literal
from ...ir import (
    CONSTRAINT_KEYWORDS,
    NO_CONSTRAINTS,
    Alias,
    Anything,
    ConstraintKeyword,
    ConstraintKind,
    Constraints,
    Content,
    Enumeration,
    ListOf,
    MapOf,
    Model,
    Named,
    Nullable,
    OneOf,
    Operation,
    Parameter,
    TupleOf,
    Type,
)
from ...problem import Location, Problem, Severity, quoted
from ...text import Code, reveal
from ...types.declarations import Declarations
from ...types.directions import REQUEST_ONLY, Direction, Uses
from ...types.patterns import Untranslatable, python_pattern
from .fields import PlannedClass

MODULE = "validation"
"""Module of the runtime that defines what the code uses."""

CONSTRAINTS = Code("_Constraints")
CONSTRAINTS_IMPORT = f"Constraints as {CONSTRAINTS}"
"""Imported under a name that no model can have."""

RULE = Code("Rule")
RULES = Code("Rules")

_OBJECT = tuple(each.name for each in CONSTRAINT_KEYWORDS if each.type == "object")
_BOUNDS_OF_CONTAINS = ("min_contains", "max_contains")
"""Limits that say nothing without `contains`."""

_NO_CODE = Code("")
_NOTHING_TO_CHECK = (literal("str"), literal("Any"))
"""Types that every value of a parameter has."""


class ConstraintCode:
    """Writes constraints as code, and collects patterns that no generated client can check.

    Args:
        declarations: those of the API.
    """

    def __init__(self, declarations: Declarations) -> None:
        self._declarations = declarations
        self._patterns: dict[str, str | None] = {}
        self._problems: dict[tuple[str, Location], Problem] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Problems found so far."""
        return tuple(self._problems.values())

    # --- models -----------------------------------------------------------------------------------

    def of_class(self, planned: PlannedClass) -> tuple[Setting, ...]:
        """Return the limits of a class's fields that it does not inherit, by the names of the
        fields; none where no request holds it."""
        inherited = {} if planned.base is None else self._all_of(planned.base)
        return tuple(
            Setting(Code(name), code)
            for name, code in self._all_of(planned).items()
            if inherited.get(name) != code
        )

    def of_object(self, planned: PlannedClass) -> Code:
        """Return the limits on an object as a whole; no code where there are none."""
        limits = planned.model.constraints
        if Direction.REQUEST not in planned.uses or limits is NO_CONSTRAINTS:
            return _NO_CODE
        own = Constraints(**{name: getattr(limits, name) for name in _OBJECT})
        own = replace(own, dependent_required=visible_dependencies(planned))
        value = planned.model.additional or Anything()
        return self._code(own, MapOf(value), planned.uses, Location("", planned.model.id))

    def _all_of(self, planned: PlannedClass) -> Mapping[str, Code]:
        """Return the limits of all fields, inherited ones included."""
        if Direction.REQUEST not in planned.uses:
            return {}
        declared = {field.wire_name: field for field in planned.model.fields}
        found: dict[str, Code] = {}
        for part in planned.fields:
            field = declared.get(part.wire_name, part.field)
            if field is None or part.field is None:
                continue
            place = field.location or Location("", planned.model.id)
            code = self._code(field.constraints, field.type, planned.uses, place)
            if code:
                found[part.name] = code
        return found

    # --- operations -------------------------------------------------------------------------------

    def rule(self, parameter: Parameter, argument: Argument, type_text: Code) -> Code:
        """Return the rule that checks a parameter; no code where there is nothing to check."""
        place = parameter.source or Location("")
        limits = self._code(parameter.constraints, parameter.type, REQUEST_ONLY, place)
        is_path = argument.location == "path"
        if not limits and (is_path or not parameter.required) and type_text in _NOTHING_TO_CHECK:
            return _NO_CODE
        parts = [
            literal(parameter.location.value),
            literal(parameter.wire_name),
            type_text,
        ]
        if limits:
            parts.append(limits)
        if parameter.required and not is_path:
            parts.append(Code("required=True"))
        if argument.name != reveal(argument.wire_name):
            parts.append(Code(f"argument={literal(argument.name)}"))
        return Code(f"{RULE}({', '.join(parts)})")

    def body_rule(self, content: Content, argument: Code, operation: Operation) -> Code:
        """Return the rule that checks a body.

        Args:
            content: what the body holds.
            argument: name of its argument; empty where its properties are arguments.
            operation: the operation.
        """
        place = operation.location or Location("", operation.id)
        parts = [literal("body"), literal("")]
        if content.type is not None:
            limits = self._code(content.constraints, content.type, REQUEST_ONLY, place)
            if limits:
                parts.append(Code(f"constraints={limits}"))
        if argument:
            parts.append(Code(f"argument={literal(argument)}"))
        return Code(f"{RULE}({', '.join(parts)})")

    # --- limits -----------------------------------------------------------------------------------

    def _code(self, limits: Constraints, type_: Type, uses: Uses, place: Location) -> Code:
        if limits is NO_CONSTRAINTS:
            return _NO_CODE
        settings = ", ".join(self._settings(limits, type_, uses, place))
        return Code(f"{CONSTRAINTS}({settings})" if settings else "")

    def _settings(
        self, limits: Constraints, type_: Type | None, uses: Uses, place: Location
    ) -> Iterator[str]:
        """Yield keyword arguments; `type_` is None where no annotation has the type."""
        if type_ is None:
            if limits.types:
                yield f"types={literal(limits.types)}"
            if limits.enum is not None:
                yield f"enum={literal(limits.enum)}"
            limits = replace(limits, constants=None)
        type_ = Anything() if type_ is None else self._resolved(type_)
        holds_model = self._holds_model(type_)
        for each in CONSTRAINT_KEYWORDS:
            if each.type != "object" or not holds_model:
                yield from self._setting(each, limits, type_, uses, place)
        if uses != REQUEST_ONLY and self._is_closed(type_):
            yield "closed=True"
        if limits.format == "password":
            yield "secret=True"

    def _setting(
        self,
        constraint: ConstraintKeyword,
        limits: Constraints,
        type_: Type,
        uses: Uses,
        place: Location,
    ) -> Iterator[str]:
        """Yield the keyword arguments for one keyword."""
        value = getattr(limits, constraint.name)
        match constraint.kind:
            case ConstraintKind.LOWER_BOUND | ConstraintKind.UPPER_BOUND | ConstraintKind.FACTOR:
                if value is not None and constraint.name not in _BOUNDS_OF_CONTAINS:
                    yield f"{constraint.name}={literal(value)}"
            case ConstraintKind.FLAG:
                if value:
                    yield f"{constraint.name}=True"
            case ConstraintKind.PATTERN:
                if value is not None and (pattern := self._pattern(value, place)) is not None:
                    yield f"{constraint.name}={literal(pattern)}"
            case ConstraintKind.ANNOTATION:
                return  # The server knows which texts have a format.
            case ConstraintKind.CONSTANTS:
                if value is not None:
                    yield f"enum={literal(value)}"
            case ConstraintKind.DEPENDENCIES:
                if value:
                    yield f"{constraint.name}={literal(value)}"
            case ConstraintKind.PARTS_BY_POSITION:
                parts = [
                    self._code(part, _item_type(type_, index), uses, place) or f"{CONSTRAINTS}()"
                    for index, part in enumerate(limits.prefix)
                ]
                if parts:
                    yield f"{constraint.name}={_tuple(parts)}"
            case ConstraintKind.PARTS_BY_PATTERN:
                pairs = [
                    f"({literal(pattern)}, {self._untyped(part, place)})"
                    for source, part in limits.patterns
                    if (pattern := self._pattern(source, place)) is not None
                ]
                if pairs:
                    yield f"{constraint.name}={_tuple(pairs)}"
            case ConstraintKind.PARTS:
                if value is not None:
                    yield from self._parts(constraint, limits, type_, uses, place)
            case _:
                assert_never(constraint.kind)

    def _parts(
        self,
        constraint: ConstraintKeyword,
        limits: Constraints,
        type_: Type,
        uses: Uses,
        place: Location,
    ) -> Iterator[str]:
        part: Constraints = getattr(limits, constraint.name)
        match constraint.name:
            case "items":
                item = _item_type(type_, len(limits.prefix))
                yield from _argument("items", self._code(part, item, uses, place))
            case "contains":
                most = limits.max_contains if part.complete else None
                if limits.min_contains or most is not None:
                    yield f"contains={self._untyped(part, place)}"
                    if limits.min_contains != 1:
                        yield f"min_contains={literal(limits.min_contains)}"
                    if most is not None:
                        yield f"max_contains={literal(most)}"
            case "property_names":
                names = self._untyped(replace(part, types=()), place)
                yield from _argument("keys", names if names != f"{CONSTRAINTS}()" else "")
            case "values":
                if all(self._pattern(pattern, place) is not None for pattern, _ in limits.patterns):
                    value = type_.value if isinstance(type_, MapOf) else Anything()
                    yield from _argument("values", self._code(part, value, uses, place))
            case name:
                raise AssertionError(f"{name} is not known")

    def _untyped(self, limits: Constraints, place: Location) -> str:
        """Return code for the limits on a value whose type no annotation tells."""
        return f"{CONSTRAINTS}({', '.join(self._settings(limits, None, REQUEST_ONLY, place))})"

    def _pattern(self, pattern: str, place: Location) -> str | None:
        """Return the pattern for Python; None, with a problem, where it is not checked."""
        if pattern not in self._patterns:
            self._patterns[pattern] = None
            try:
                self._patterns[pattern] = python_pattern(pattern)
            except Untranslatable as reason:
                self._problems[pattern, place] = Problem(
                    "pattern-not-checked",
                    Severity.NOTE,
                    f"The pattern {quoted(pattern)} is not checked before sending: {reason}.",
                    place,
                )
        return self._patterns[pattern]

    # --- types ------------------------------------------------------------------------------------

    def _resolved(self, type_: Type) -> Type:
        """Return the type behind names for it, and without null."""
        seen: set[str] = set()
        while True:
            match type_:
                case Nullable(inner):
                    type_ = inner
                case Named(id_) if id_ not in seen:
                    seen.add(id_)
                    declaration = self._declarations[id_]
                    if not isinstance(declaration, Alias):
                        return type_
                    type_ = declaration.type
                case _:
                    return type_

    def _holds_model(self, type_: Type) -> bool:
        """Return whether values may be of a class, which has its own limits."""
        match type_:
            case Named(id_):
                return isinstance(self._declarations[id_], Model)
            case OneOf(members):
                return any(self._holds_model(self._resolved(member)) for member in members)
            case _:
                return False

    def _is_closed(self, type_: Type) -> bool:
        """Return whether the constants of the annotation are all that the document allows."""
        if not isinstance(type_, Named):
            return False
        declaration = self._declarations[type_.id]
        return isinstance(declaration, Enumeration) and all(
            isinstance(value, str) or (isinstance(value, int) and abs(value) < 2**63)
            for value in declaration.values
        )


def _item_type(type_: Type, index: int) -> Type:
    match type_:
        case ListOf(item):
            return item
        case TupleOf(items, rest):
            return items[index] if index < len(items) else rest or Anything()
        case _:
            return Anything()


def _argument(name: str, code: str) -> Iterator[str]:
    if code:
        yield f"{name}={code}"


def _tuple(items: Sequence[str]) -> str:
    return f"({', '.join(items)}{',' * (len(items) == 1)})"


def visible_dependencies(planned: PlannedClass) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return property → properties that a class's form requires where it is given; properties that
    the form lacks, such as read-only ones of a request, are left out."""
    limits = planned.model.constraints
    if not limits.dependent_required:
        return ()
    visible = {part.wire_name for part in planned.fields}
    hidden = {field.wire_name for field in planned.model.fields} - visible
    found = (
        (name, tuple(each for each in required if each not in hidden))
        for name, required in limits.dependent_required
        if name not in hidden
    )
    return tuple((name, required) for name, required in found if required)
