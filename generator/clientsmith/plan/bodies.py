"""Request bodies: which media type is sent, and from which arguments it is made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from ..context import Argument, BodyPlan, Note, ParameterStyle, Setting
from ..ir import Api, Content, Encoding, Model, Named, Nullable, Operation, RequestBody, Type
from ..render.encoders import literal
from ..text import Code, Text
from .directions import Direction
from .markup import as_markdown
from .media_types import MediaKind, is_wildcard, kind_of
from .models import FieldPlan, ModelPlan
from .parameters import (
    NO_CODE,
    NONE,
    RESERVED,
    PlannedArgument,
    explode_setting,
    optional_code,
    with_deprecation,
)
from .traits import Traits

BODY = Code("body")
"""Name of the argument that a body is which is not spread."""

_FILE = Code("FileInput")
_ANY = Code("Any")


@dataclass(frozen=True, slots=True)
class PlannedBody:
    """A body, and what a docstring says of its arguments."""

    plan: BodyPlan
    arguments: tuple[PlannedArgument, ...]
    others: tuple[str, ...]
    """Media types of other content that the operation would take, too."""


class Bodies:
    """Plans request bodies.

    Args:
        models: names of types.
        traits: what types are like.
    """

    def __init__(self, models: ModelPlan, traits: Traits) -> None:
        self._models = models
        self._traits = traits

    def plan(self, operation: Operation, taken: Collection[str]) -> PlannedBody | None:
        """The body of an operation; None where it has none.

        Args:
            operation: the operation.
            taken: names of its other arguments; a body one of whose properties has such a name is
                not spread.
        """
        body = operation.body
        if body is None:
            return None
        content = min(body.contents, key=self._preference)
        others = sorted(
            other.media_type
            for other in body.contents
            if other is not content and other.type != content.type
        )
        model = self._spreadable(body, content)
        fields = self._fields(model)
        if model is None or not _can_be_spread(fields, taken):
            argument = self._whole(body, content)
            return PlannedBody(
                self._body(body, content, NO_CODE, [argument]), (argument,), tuple(others)
            )
        spread = [_spread(field) for field in fields]
        class_ = self._models.class_expression(model.id, Direction.REQUEST)
        content = replace(content, type=Named(model.id))
        return PlannedBody(self._body(body, content, class_, spread), tuple(spread), tuple(others))

    def _preference(self, content: Content) -> tuple[int, bool, str]:
        """JSON before forms before multipart before binary before text; the plain type first."""
        media_type = content.media_type
        return self._kind(content), media_type != "application/json", media_type

    def _kind(self, content: Content) -> MediaKind:
        """How a body is written; one of any type is JSON where it has structure."""
        if is_wildcard(content.media_type) and self._has_structure(content.type):
            return MediaKind.JSON
        return kind_of(content.media_type)

    def _has_structure(self, type_: Type | None) -> bool:
        return type_ is not None and self._traits.is_structured(type_)

    def _spreadable(self, body: RequestBody, content: Content) -> Model | None:
        """The model whose properties can be arguments of their own.

        Where the body is optional, null is no value worth telling from nothing, and a property that
        its schema requires has to be given all the same.
        """
        if content.type is None or self._kind(content) > MediaKind.MULTIPART:
            return None
        type_ = self._traits.resolved(content.type)
        if isinstance(type_, Nullable) and not body.required:
            type_ = self._traits.resolved(type_.type)
        return self._models.model_of(type_)

    def _fields(self, model: Model | None) -> Sequence[FieldPlan]:
        return () if model is None else self._models.field_plans(model.id, Direction.REQUEST)

    def _whole(self, body: RequestBody, content: Content) -> PlannedArgument:
        annotation = self._annotation(content)
        default = NO_CODE
        if not body.required:
            annotation, default = optional_code(annotation), NONE
        argument = _argument(BODY, annotation, default, Text(""))
        return PlannedArgument(
            argument,
            Note(BODY, Text(as_markdown(body.docs.description) or "The request body.")),
            body.required,
        )

    def _annotation(self, content: Content, prefix: str = "models.") -> Code:
        """Type expression of a whole body."""
        match self._kind(content):
            case MediaKind.BINARY:
                return _FILE
            case MediaKind.TEXT:
                return Code("str")
            case _ if content.type is None:
                return _ANY
            case _:
                return self._models.annotation(content.type, Direction.REQUEST, prefix=prefix)

    def _body(
        self, body: RequestBody, content: Content, model: Code, arguments: Sequence[PlannedArgument]
    ) -> BodyPlan:
        media_type = content.media_type
        if is_wildcard(media_type) and self._kind(content) is MediaKind.JSON:
            media_type = "application/json"
        return BodyPlan(
            media_type=literal(media_type),
            type=literal(str(self._annotation(content, prefix=""))),
            required=body.required,
            model=model,
            arguments=tuple(planned.argument for planned in arguments),
            encodings=tuple(_encodings(content.encodings)),
        )


def without_empty_bodies(api: Api) -> Api:
    """The API without optional bodies that have no property, of which nothing could be told."""
    traits = Traits(api.declarations)

    def is_empty(content: Content) -> bool:
        if content.type is None or kind_of(content.media_type) > MediaKind.MULTIPART:
            return False
        type_ = traits.resolved(content.type)
        model = api.declarations[type_.id] if isinstance(type_, Named) else None
        return isinstance(model, Model) and not model.fields and model.additional is None

    def stripped(operation: Operation) -> Operation:
        body = operation.body
        if body is None or body.required or not all(map(is_empty, body.contents)):
            return operation
        return replace(operation, body=None)

    return replace(api, operations=tuple(map(stripped, api.operations)))


def _can_be_spread(fields: Sequence[FieldPlan], taken: Collection[str]) -> bool:
    """Whether properties can be arguments: there are some, all of them are declared, and none has
    the name of another argument."""
    return bool(fields) and all(
        field.field is not None and field.name not in taken and field.name not in RESERVED
        for field in fields
    )


def _spread(field: FieldPlan) -> PlannedArgument:
    declared = field.field
    wire_name = "" if declared is None else declared.wire_name
    argument = _argument(field.name, field.annotation, field.default, Text(wire_name))
    deprecated = declared is not None and declared.docs.deprecated
    note = Note(field.name, with_deprecation(field.docs, deprecated))
    return PlannedArgument(argument, note, declared is not None and declared.required)


def _argument(name: Code, annotation: Code, default: Code, wire_name: Text) -> Argument:
    return Argument(
        name=name,
        annotation=annotation,
        default=default,
        wire_name=wire_name,
        location=BODY,
        positional=False,
    )


def _encodings(encodings: Sequence[Encoding]) -> Iterator[ParameterStyle]:
    for encoding in encodings:
        settings = tuple(_encoding_settings(encoding))
        if settings:
            yield ParameterStyle(BODY, literal(encoding.property), settings)


def _encoding_settings(encoding: Encoding) -> Iterator[Setting]:
    style = encoding.style or "form"
    if encoding.content_type is not None:
        yield Setting(Code("content_type"), literal(encoding.content_type))
    if style != "form":
        yield Setting(Code("style"), literal(style))
    yield from explode_setting(style, encoding.explode)
    if encoding.allow_reserved:
        yield Setting(Code("allow_reserved"), literal(True))
