"""Arguments of methods: parameters, and choices of media types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...context import AcceptOverload, Argument, Note, ParameterStyle, Setting
from ...encode.encoders import literal
from ...ir import MISSING, Parameter, ParameterLocation, Type
from ...naming.members import Considered, argument_names, further_argument, parameter_key
from ...text import Code, Text, reveal
from ...types.directions import Direction
from ...types.media_types import is_range
from ...types.predicates import Traits
from ..docstrings.sentences import described, introduced
from ..examples.texts import ANY_TEXT, text_for
from ..examples.values import Sample
from ..models.models import ModelPlan

NO_CODE = Code("")
NONE = Code("None")
STYLE = "ParameterStyle"
"""The runtime's class of styles."""

CONTENT = "ParameterContent"
"""The runtime's class of parameters that are sent as documents."""

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
    """An argument with its note in a docstring."""

    argument: Argument
    note: Note
    required: bool
    """True if the document requires a value, be there a default or not."""

    sample: Sample | None = None
    """Source of an example value; None if none is needed."""


class ParameterPlanner:
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
        self,
        parameters: Sequence[Parameter],
        path: str,
        reserved: Iterable[str],
        decided: Considered | None = None,
    ) -> tuple[PlannedArgument, ...]:
        """Return an argument for each parameter: those of the path in its order, then the others in
        theirs.

        Args:
            parameters: those of the operation.
            path: path template.
            reserved: names that are taken.
            decided: called with each name.
        """
        names = argument_names(parameters, reserved, decided)
        order = {name: index for index, name in enumerate(_PLACEHOLDER.findall(path))}
        in_path = [one for one in parameters if one.location is ParameterLocation.PATH]
        in_path.sort(key=lambda one: order.get(one.wire_name, len(order)))
        others = [one for one in parameters if one.location is not ParameterLocation.PATH]
        planned = [
            self._known(parameter, names[parameter_key(parameter)])
            for parameter in (*in_path, *others)
        ]
        return tuple(_with_positions(planned))

    def _known(self, parameter: Parameter, name: Code) -> PlannedArgument:
        key = (id(parameter), name)
        if key not in self._planned:
            self._planned[key] = parameter, self._argument(parameter, name)
        return self._planned[key][1]

    def _argument(self, parameter: Parameter, name: Code) -> PlannedArgument:
        is_in_path = parameter.location is ParameterLocation.PATH
        annotation = self._models.argument_annotation(parameter.type)
        default = NO_CODE
        if not parameter.required:
            annotation, default = optional_code(annotation), NONE
        elif (value := self._traits.constant(parameter.type)) is not None:
            default = literal(value)
        docs = parameter.docs
        argument = Argument(
            name=name,
            annotation=annotation,
            default=default,
            wire_name=Text(parameter.wire_name),
            location=Code(parameter.location.value),
            positional=is_in_path,
        )
        text = described(docs, parameter.constraints, parameter.default, names=(name,))
        note = Note(name, with_deprecation(text, docs.deprecated))
        shown = parameter.default if parameter.example is MISSING else parameter.example
        sample = Sample(
            parameter.type,
            shown,
            parameter.constraints,
            is_filled=is_in_path,
            placeholder=_placeholder(parameter, name),
        )
        return PlannedArgument(argument, note, parameter.required, sample)

    def styles(self, parameters: Sequence[Parameter]) -> tuple[ParameterStyle, ...]:
        """Return the styles of those parameters that are not written in the default way, and of
        cookies that may be lists or objects."""
        found = []
        for parameter in parameters:
            settings = tuple(self._settings(parameter))
            is_cookie = parameter.location is ParameterLocation.COOKIE
            if settings or (is_cookie and self._traits.is_structured(parameter.type)):
                location = Code(parameter.location.value)
                found.append(ParameterStyle(location, literal(parameter.wire_name), settings))
        return tuple(found)

    def _settings(self, parameter: Parameter) -> Iterator[Setting]:
        content = parameter.content
        allow_reserved = parameter.allow_reserved
        if content is not None:
            yield _content_setting(content, allow_reserved=allow_reserved)
        else:
            style = parameter.style
            is_usual = style == _STYLES.get(parameter.location, style)
            if allow_reserved or not is_usual:
                yield style_setting("" if is_usual else style, allow_reserved=allow_reserved)
            if self._traits.is_structured(parameter.type):
                yield from explode_setting(style, parameter.explode)
        if parameter.location is ParameterLocation.PATH and self._traits.lists_empty(
            parameter.type
        ):
            yield Setting(Code("allow_empty"), literal(True))
        if content is not None or self._is_told_by_type(parameter.type):
            type_ = self._models.annotation(parameter.type, Direction.REQUEST)
            yield Setting(Code("type"), self._models.type_text(type_))

    def _is_told_by_type(self, type_: Type) -> bool:
        """Return whether the written form of a value depends on its declared type: that of a dict
        does where the type tells what its keys are called."""
        if self._traits.has_models(type_):
            return True
        return self._traits.is_told_by_type(type_)


def _with_positions(planned: Sequence[PlannedArgument]) -> Iterator[PlannedArgument]:
    """Yield the arguments; a constant of the path that stands before a value without a default is a
    keyword."""
    last = max(
        (
            index
            for index, each in enumerate(planned)
            if each.argument.positional and not each.argument.default
        ),
        default=-1,
    )
    for index, each in enumerate(planned):
        if index < last and each.argument.default:
            each = replace(each, argument=replace(each.argument, positional=False))
        yield each


def _placeholder(parameter: Parameter, name: Code) -> str:
    """Return the text that stands for a value in an example: the name, where no keyword shows it,
    or `text` where letters beyond ASCII cannot be sent; elsewhere what it usually looks like."""
    if parameter.location in (ParameterLocation.QUERY, ParameterLocation.QUERYSTRING):
        return text_for(parameter.wire_name)
    return name.rstrip("_") if name.isascii() else ANY_TEXT


def style_setting(style: str, *, allow_reserved: bool) -> Setting:
    """Return the setting `style` of a parameter, or of a property of a form.

    Args:
        style: its name; empty for the default one.
        allow_reserved: whether reserved characters are sent as they are.
    """
    arguments = [literal(style)] if style else []
    if allow_reserved:
        arguments.append(Code("allow_reserved=True"))
    return Setting(Code("style"), Code(f"{STYLE}({', '.join(arguments)})"))


def _content_setting(content: str, *, allow_reserved: bool) -> Setting:
    """Return the setting `style` of a parameter that is sent as a document."""
    more = ", allow_reserved=True" if allow_reserved else ""
    return Setting(Code("style"), Code(f"{CONTENT}({literal(content)}{more})"))


def explode_setting(style: str, explode: bool | None) -> Iterator[Setting]:
    """Yield the setting `explode`, where it is not that of the style anyway."""
    if explode is None or style in _EXPLODE_MEANS_NOTHING:
        return
    if explode != (style in _EXPLODED):
        yield Setting(Code("explode"), literal(explode))


def with_deprecation(text: Text, deprecated: bool) -> Text:
    """Return the description of an argument, deprecation first."""
    return Text(introduced("Deprecated.", reveal(text)).strip()) if deprecated else text


def optional_code(annotation: Code) -> Code:
    """Return an annotation that admits None."""
    if annotation in ("Any", "None") or annotation.endswith("| None"):
        return annotation
    return Code(f"{annotation} | None")


# --- media types -----------------------------------------------------------------------------------


def content_type_argument(
    media_types: Sequence[str],
    taken: Iterable[str],
    decided: Considered | None = None,
    *,
    is_file: bool,
) -> PlannedArgument | None:
    """Return the argument for what a body is sent as; None where there is nothing to choose.

    Args:
        media_types: what it can be, the preferred one first; ranges stand for any in them.
        taken: names of the other arguments.
        decided: called with the name.
        is_file: whether the body is a file, whose name may tell what it is.
    """
    first = media_types[0]
    if is_file and len(media_types) > 1:
        description = f"Media type of the body; by default what the file says, else `{first}`."
        return _media_type_argument(media_types, taken, None, description, decided)
    if is_file or (len(media_types) == 1 and not first.startswith("text/*")):
        return None
    default = "text/plain" if is_range(first) else first
    description = "Media type that the body is sent as."
    return _media_type_argument(media_types, taken, default, description, decided)


def _media_type_argument(
    media_types: Sequence[str],
    taken: Iterable[str],
    default: str | None,
    told: str,
    decided: Considered | None,
) -> PlannedArgument:
    annotation = _media_type_annotation(media_types)
    names = ("content_type", "body_content_type")
    rule = "argument for the media type of the body"
    return _header_argument(
        further_argument(names, taken, rule, "Content-Type", decided, location="header"),
        annotation if default is not None else optional_code(annotation),
        NONE if default is None else literal(default),
        "Content-Type",
        told,
    )


def accept_argument(
    media_types: Sequence[str], taken: Iterable[str], decided: Considered | None = None
) -> PlannedArgument | None:
    """Return the argument for what a response is asked to be; None where there is nothing to
    choose.

    Args:
        media_types: what it can be, in the order in which they are asked for.
        taken: names of the other arguments.
        decided: called with the name.
    """
    if len(media_types) < 2:
        return None
    names = ("accept", "accept_content_type")
    rule = "argument for the media type of the response"
    return _header_argument(
        further_argument(names, taken, rule, "Accept", decided, location="header"),
        optional_code(_media_type_annotation(media_types)),
        NONE,
        "Accept",
        "Media type to ask for; by default any of them, preferably the first.",
    )


def accept_overloads(by_media_type: Mapping[str, Code]) -> tuple[AcceptOverload, ...]:
    """Return a signature for each type that a result has, with the media types that it has it for.

    Args:
        by_media_type: media type → type of the result, the one that is preferred first.
    """
    found: dict[Code, list[str]] = {}
    for media_type, returns in by_media_type.items():
        found.setdefault(returns, []).append(media_type)
    return tuple(
        AcceptOverload(
            (
                _media_type_annotation(media_types)
                if index
                else optional_code(_media_type_annotation(media_types))
            ),
            NO_CODE if index else NONE,
            returns,
        )
        for index, (returns, media_types) in enumerate(found.items())
    )


def _media_type_annotation(media_types: Sequence[str]) -> Code:
    if any(map(is_range, media_types)):
        return Code("str")
    return Code(f"Literal[{', '.join(map(literal, media_types))}]")


def _header_argument(
    name: Code, annotation: Code, default: Code, header: str, told: str
) -> PlannedArgument:
    argument = Argument(
        name=name,
        annotation=annotation,
        default=default,
        wire_name=Text(header),
        location=Code("header"),
        positional=False,
    )
    return PlannedArgument(argument, Note(name, Text(told)), required=False)
