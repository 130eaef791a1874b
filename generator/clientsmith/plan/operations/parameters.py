"""Parameters of operations as arguments of methods, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...context import Argument, Note, ParameterStyle, Setting
from ...encode.encoders import literal
from ...ir import MISSING, Parameter, ParameterLocation, Type
from ...naming.members import argument_names, parameter_key
from ...text import Code, Text, reveal
from ...types.directions import Direction
from ...types.predicates import Traits
from ..docstrings.sentences import described, introduced
from ..examples.values import PLACEHOLDER, Sample
from ..models.models import ModelPlan

NO_CODE = Code("")
NONE = Code("None")

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_STYLES = {
    ParameterLocation.PATH: "simple",
    ParameterLocation.QUERY: "form",
    ParameterLocation.HEADER: "simple",
    ParameterLocation.COOKIE: "form",
}
_EXPLODED = frozenset({"form", "cookie"})
"""Styles whose items stand on their own unless the document says otherwise."""

_EXPLODE_MEANS_NOTHING = frozenset({"deepObject"})


@dataclass(frozen=True, slots=True)
class PlannedArgument:
    """An argument, and what a docstring says of it."""

    argument: Argument
    note: Note
    required: bool
    """Whether the document requires a value, be there a default or not."""

    sample: Sample | None = None
    """What an example value is made from; None where none is ever needed."""


class Parameters:
    """Plans the arguments that parameters become.

    Args:
        models: names of types.
        traits: what types are like.
    """

    def __init__(self, models: ModelPlan, traits: Traits) -> None:
        self._models = models
        self._traits = traits
        self._planned: dict[tuple[int, Code], tuple[Parameter, PlannedArgument]] = {}
        """Arguments by identity of the parameter, which operations share, and name."""

    def arguments(
        self, parameters: Sequence[Parameter], path: str, reserved: Iterable[str]
    ) -> tuple[PlannedArgument, ...]:
        """An argument for each parameter: those of the path in its order, then the others in theirs.

        Args:
            parameters: those of the operation.
            path: path template.
            reserved: names that are taken.
        """
        names = argument_names(parameters, reserved)
        order = {name: index for index, name in enumerate(_PLACEHOLDER.findall(path))}
        in_path = [one for one in parameters if one.location is ParameterLocation.PATH]
        in_path.sort(key=lambda one: order.get(one.wire_name, len(order)))
        others = [one for one in parameters if one.location is not ParameterLocation.PATH]
        return tuple(
            self._known(parameter, names[parameter_key(parameter)])
            for parameter in (*in_path, *others)
        )

    def _known(self, parameter: Parameter, name: Code) -> PlannedArgument:
        key = (id(parameter), name)
        if key not in self._planned:
            self._planned[key] = parameter, self._argument(parameter, name)
        return self._planned[key][1]

    def _argument(self, parameter: Parameter, name: Code) -> PlannedArgument:
        positional = parameter.location is ParameterLocation.PATH
        annotation = self._models.argument_annotation(parameter.type, prefix="models.")
        default = NO_CODE
        if not parameter.required:
            annotation, default = optional_code(annotation), NONE
        elif not positional and (value := self._traits.constant(parameter.type)) is not None:
            default = literal(value)
        docs = parameter.docs
        argument = Argument(
            name=name,
            annotation=annotation,
            default=default,
            wire_name=Text(parameter.wire_name),
            location=Code(parameter.location.value),
            positional=positional,
        )
        text = described(docs, parameter.constraints, parameter.default, names=(name,))
        note = Note(name, with_deprecation(text, docs.deprecated))
        shown = parameter.default if parameter.example is MISSING else parameter.example
        sample = Sample(
            parameter.type,
            shown,
            parameter.constraints,
            is_filled=positional,
            placeholder=_placeholder(parameter, name),
        )
        return PlannedArgument(argument, note, parameter.required, sample)

    def styles(self, parameters: Sequence[Parameter]) -> tuple[ParameterStyle, ...]:
        """How those parameters are written that are not written in the default way."""
        found = []
        for parameter in parameters:
            settings = tuple(self._settings(parameter))
            if settings:
                location = Code(parameter.location.value)
                found.append(ParameterStyle(location, literal(parameter.wire_name), settings))
        return tuple(found)

    def _settings(self, parameter: Parameter) -> Iterator[Setting]:
        content = parameter.content
        if content is None:
            style = parameter.style
            if style != _STYLES.get(parameter.location, style):
                yield Setting(Code("style"), literal(style))
            if self._traits.is_structured(parameter.type):
                yield from explode_setting(style, parameter.explode)
        if parameter.allow_reserved:
            yield Setting(Code("allow_reserved"), literal(True))
        if content is not None or self._is_told_by_type(parameter.type):
            type_ = self._models.annotation(parameter.type, Direction.REQUEST)
            yield Setting(Code("type"), literal(str(type_)))
        if content is not None:
            yield Setting(Code("content"), literal(content))

    def _is_told_by_type(self, type_: Type) -> bool:
        """Whether the written form of a value depends on its declared type: that of a dict does
        where the type tells what its keys are called."""
        if self._models.style == "typeddict" and self._traits.has_models(type_):
            return True
        return self._traits.is_told_by_type(type_)


def _placeholder(parameter: Parameter, name: Code) -> str:
    """What stands for a text in an example: what it is, where a keyword does not tell that or where
    letters beyond ASCII cannot be sent."""
    if parameter.location in (ParameterLocation.QUERY, ParameterLocation.QUERYSTRING):
        return PLACEHOLDER
    return name.rstrip("_") if name.isascii() else "text"


def explode_setting(style: str, explode: bool | None) -> Iterator[Setting]:
    """The setting `explode`, where it is not that of the style anyway."""
    if explode is None or style in _EXPLODE_MEANS_NOTHING:
        return
    if explode != (style in _EXPLODED):
        yield Setting(Code("explode"), literal(explode))


def with_deprecation(text: Text, deprecated: bool) -> Text:
    """What a docstring says of an argument, deprecation first."""
    return Text(introduced("Deprecated.", reveal(text)).strip()) if deprecated else text


def optional_code(annotation: Code) -> Code:
    """An annotation that admits None."""
    if annotation in ("Any", "None") or annotation.endswith("| None"):
        return annotation
    return Code(f"{annotation} | None")
