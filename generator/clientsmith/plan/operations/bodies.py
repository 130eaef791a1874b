"""Request bodies: their media types, and the arguments that they are made from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from ...context import Argument, BodyForm, BodyPlan, Note, ParameterStyle, Setting
from ...encode.encoders import literal
from ...ir import (
    MISSING,
    Anything,
    Content,
    Encoding,
    ListOf,
    MapOf,
    Model,
    Named,
    Nullable,
    OneOf,
    Operation,
    PartHeader,
    RequestBody,
    Scalar,
    ScalarKind,
    Type,
)
from ...naming.members import Considered, further_argument, property_names
from ...text import Code, Text, reveal
from ...types.directions import Direction
from ...types.expressions import free_names
from ...types.media_types import (
    MediaKind,
    full_media_type,
    is_json,
    is_range,
    is_wildcard,
    is_xml,
    kind_of,
)
from ...types.predicates import Traits
from ...types.xml import root_node
from ..docstrings.markup import as_markdown
from ..docstrings.sentences import ended
from ..examples.values import Sample, sample_of_field
from ..models.models import FieldPlan, ModelPlan
from .arguments import (
    NO_CODE,
    NONE,
    PlannedArgument,
    content_type_argument,
    explode_setting,
    optional_code,
    style_setting,
    with_deprecation,
)
from .streams import SWITCH, item_of

_BODY = Code("body")
SERIALIZE_PART = Code("_serialize_part")
"""Name in modules of resources of the function that serializes a part as XML."""


def encoding_styles(
    encodings: Sequence[Encoding], flat: Collection[str]
) -> Iterator[ParameterStyle]:
    """Yield the properties that are not written in the default way.

    Args:
        encodings: encodings of the properties.
        flat: properties that are files, scalars or lists of them, which nothing serializes.
    """
    for encoding in encodings:
        settings = tuple(
            each
            for each in _settings(encoding)
            if each.value != SERIALIZE_PART or encoding.property not in flat
        )
        if settings:
            yield ParameterStyle(_BODY, literal(encoding.property), settings)


def forms_of(body: BodyPlan) -> tuple[BodyPlan | BodyForm, ...]:
    """Return the media types that a body can be sent as, the preferred one first."""
    return (body, *body.further)


def position_settings(content: Content) -> Iterator[Setting]:
    """Yield keyword arguments of a body whose parts are known by their positions."""
    yield from _by_position(content.prefix_encodings, content.item_encoding)


def with_part_headers(
    arguments: Sequence[PlannedArgument], encodings: Sequence[Encoding]
) -> list[PlannedArgument]:
    """Return the arguments with notes that say which headers a file may bring along."""
    found = {encoding.property: open_headers(encoding) for encoding in encodings}
    return [
        _with_headers(each, found.get(reveal(each.argument.wire_name), ())) for each in arguments
    ]


def lost_headers(
    arguments: Sequence[PlannedArgument], encodings: Sequence[Encoding]
) -> tuple[PartHeader, ...]:
    """Return headers for which there is no argument: those of parts that are no files."""
    files = {reveal(each.argument.wire_name) for each in arguments if _takes_file(each)}
    return tuple(
        header
        for encoding in encodings
        if encoding.property not in files
        for header in open_headers(encoding)
    )


def open_headers(encoding: Encoding) -> tuple[PartHeader, ...]:
    """Return headers of a part whose values the document does not give."""
    return tuple(header for header in encoding.headers if header.value is MISSING)


def _takes_file(planned: PlannedArgument) -> bool:
    return bool({"FileInput", "Any"} & set(free_names(planned.argument.annotation)))


def _with_headers(planned: PlannedArgument, headers: Sequence[PartHeader]) -> PlannedArgument:
    if not headers or not _takes_file(planned):
        return planned
    names = ", ".join(f"`{header.wire_name}`" for header in headers)
    told = f"Headers of the part, given as `File(…, headers=…)`: {names}."
    text = f"{ended(reveal(planned.note.text))} {told}".strip()
    return replace(planned, note=Note(planned.note.name, Text(text)))


def _by_position(prefix: Sequence[Encoding], rest: Encoding | None) -> Iterator[Setting]:
    if prefix:
        code = ", ".join(map(_code, prefix))
        yield Setting(Code("prefix_encodings"), Code(f"({code}{',' * (len(prefix) == 1)})"))
    if rest is not None and any(_settings(rest)):
        yield Setting(Code("item_encoding"), _code(rest))


def _code(encoding: Encoding) -> Code:
    settings = (f"{each.name}={each.value}" for each in _settings(encoding))
    return Code(f"Encoding({', '.join((literal(encoding.property), *settings))})")


def _settings(encoding: Encoding) -> Iterator[Setting]:
    style = encoding.style or "form"
    if encoding.content_type is not None:
        yield Setting(Code("content_type"), literal(encoding.content_type))
    if style != "form" or encoding.allow_reserved:
        name = style if style != "form" else ""
        yield style_setting(name, allow_reserved=encoding.allow_reserved)
    yield from explode_setting(style, encoding.explode)
    headers = {
        header.wire_name: _text(header.value)
        for header in encoding.headers
        if header.value is not MISSING
    }
    if headers:
        yield Setting(Code("headers"), literal(headers))
    nested = [each for each in encoding.encodings if any(_settings(each))]
    if nested:
        code = ", ".join(map(_code, nested))
        yield Setting(Code("encodings"), Code(f"({code}{',' * (len(nested) == 1)})"))
    yield from _by_position(encoding.prefix_encodings, encoding.item_encoding)
    if _is_xml_part(encoding):
        yield Setting(Code("serialize"), SERIALIZE_PART)


def _is_xml_part(encoding: Encoding) -> bool:
    """Return whether an object would be sent as XML: not if there is JSON, which is preferred."""
    declared = (encoding.content_type or "").split(",")
    named = [each.partition(";")[0].strip().lower() for each in declared if "*" not in each]
    return bool(named) and is_xml(named[0]) and not any(map(is_json, named))


def _text(value: object) -> str:
    """Return a constant as a header has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


_WHOLE = ("body", "request_body")
"""Names for the argument that a body is which is not spread; those of the API come first."""

_FILE = Code("FileInput")
_FACTORIES = {
    MediaKind.JSON: Code("Body"),
    MediaKind.FORM: Code("FormBody"),
    MediaKind.MULTIPART: Code("MultipartBody"),
    MediaKind.XML: Code("XMLBody"),
    MediaKind.ITEMS: Code("ItemsBody"),
    MediaKind.BINARY: Code("FileBody"),
    MediaKind.TEXT: Code("TextBody"),
}
"""Classes of the runtime that serialize bodies."""

_PLAIN = {MediaKind.JSON: "application/json", MediaKind.MULTIPART: "multipart/form-data"}
_ANY = Code("Any")
_UNSET = Code("UNSET")
_BYTES = Scalar(ScalarKind.BINARY)
_STRING = Scalar(ScalarKind.STRING)


@dataclass(frozen=True, slots=True)
class PlannedBody:
    """A body with the notes of its arguments."""

    plan: BodyPlan
    arguments: tuple[PlannedArgument, ...]
    lost: tuple[PartHeader, ...]
    """Headers of parts that no argument gives."""


class BodyPlanner:
    """Plans request bodies.

    Args:
        models: names of types.
        traits: what types are like.
    """

    def __init__(self, models: ModelPlan, traits: Traits) -> None:
        self._models = models
        self._traits = traits

    def in_order(self, body: RequestBody) -> tuple[Content, ...]:
        """Return the contents of a body in order of preference; a body that holds files is
        multipart if possible."""
        uploads = [
            content.type
            for content in body.contents
            if self.kind(content) is MediaKind.MULTIPART and self._holds_files(content)
        ]

        def preference(content: Content) -> tuple[bool, MediaKind, bool, bool]:
            kind = self.kind(content)
            is_file_in_text = kind < MediaKind.MULTIPART and content.type in uploads
            return is_file_in_text, *self._preference(content)

        return tuple(sorted(body.contents, key=preference))

    def _holds_files(self, content: Content) -> bool:
        model = None if content.type is None else self._models.model_of(content.type)
        return any(_FILE in free_names(field.annotation) for field in self._fields(model))

    def plan(
        self,
        operation: Operation,
        taken: Collection[str],
        streamed: bool | None = None,
        decided: Considered | None = None,
    ) -> PlannedBody | None:
        """Plan the body of an operation; None where it has none.

        Args:
            operation: the operation.
            taken: names of its other arguments, which keep them; a property of the body with such a
                name gets another one.
            streamed: whether a stream is asked for; None where there is no choice.
            decided: called with the name of each argument.
        """
        body = operation.body
        if body is None:
            return None
        contents = self.in_order(body)
        constants: tuple[Setting, ...] = ()
        model = self._spreadable(body, contents[0])
        fields = self._fields(model)
        if model is None:
            rule = "argument for the whole body"
            name = further_argument(_WHOLE, taken, rule, decided=decided, location="body")
            arguments = [self._whole(body, contents[0], name)]
            class_ = NO_CODE
        else:
            switch = None if streamed is None else self._switch(fields)
            spread = [field for field in fields if field is not switch]
            wire_names = {
                field.name: "" if field.field is None else field.field.wire_name for field in spread
            }
            argument_names = property_names(wire_names, taken, decided)
            arguments = with_part_headers(
                [_spread(field, argument_names[field.name], contents[0]) for field in spread],
                contents[0].encodings,
            )
            if streamed is not None and switch is not None:
                constants = tuple(_switched(switch, streamed))
            if not body.required and not constants:
                arguments = [_needed_with_body(planned) for planned in arguments]
            class_ = self._models.class_expression(model.id, Direction.REQUEST)
            contents = tuple(replace(content, type=Named(model.id)) for content in contents)
        names = (*taken, *(planned.argument.name for planned in arguments))
        content_type = content_type_argument(
            [self._media_type(content) for content in contents],
            names,
            decided,
            is_file=self.kind(contents[0]) is MediaKind.BINARY,
        )
        is_cast = self._models.style == "dataclass" and any(field.accepts_more for field in fields)
        plan = self._body(body, contents, class_, arguments, content_type, is_cast=is_cast)
        plan = replace(plan, constants=constants)
        return PlannedBody(
            plan,
            (*arguments, *filter(None, (content_type,))),
            lost_headers(arguments, contents[0].encodings) if class_ else (),
        )

    def _preference(self, content: Content) -> tuple[MediaKind, bool, bool]:
        """Return a sort key: JSON before forms before multipart before binary before text, the
        plain type first, ranges last."""
        media_type = content.media_type
        return self.kind(content), media_type != "application/json", is_range(media_type)

    def kind(self, content: Content) -> MediaKind:
        """Return how a body is written; a body of any type is JSON if it has structure."""
        if is_wildcard(content.media_type) and self._has_structure(content.type):
            return MediaKind.JSON
        kind = kind_of(content.media_type)
        if kind is MediaKind.XML and not self._traits.is_xml(content.type):
            return MediaKind.TEXT
        is_file = kind is MediaKind.JSON and self._traits.is_binary(content.type)
        return MediaKind.BINARY if is_file else kind

    def _has_structure(self, type_: Type | None) -> bool:
        return type_ is not None and self._traits.is_structured(type_)

    def _spreadable(self, body: RequestBody, content: Content) -> Model | None:
        """Return the model whose properties can be arguments of their own.

        Where the body is optional, null is no value worth telling from nothing, and a property that
        its schema requires has to be given all the same.
        """
        if content.type is None or self.kind(content) > MediaKind.XML:
            return None
        type_ = self._traits.resolved(content.type)
        if isinstance(type_, Nullable) and not body.required:
            type_ = self._traits.resolved(type_.type)
        model = self._models.model_of(type_)
        return model if model is not None and model.fields else None

    def _fields(self, model: Model | None) -> Sequence[FieldPlan]:
        return () if model is None else self._models.field_plans(model.id, Direction.REQUEST)

    def _whole(self, body: RequestBody, content: Content, name: Code) -> PlannedArgument:
        annotation = self._annotation(content, is_argument=True)
        if self.kind(content) is MediaKind.ITEMS:
            annotation = Code(f"ItemSource[{annotation}]")
        default = NO_CODE
        if not body.required:
            annotation, default = self._optional(content, annotation)
        argument = _argument(name, annotation, default, Text(""))
        return PlannedArgument(
            argument,
            Note(name, Text(as_markdown(body.docs.description) or "The request body.")),
            body.required,
            self._sample(content),
        )

    def _optional(self, content: Content, annotation: Code) -> tuple[Code, Code]:
        """Return type and default of a whole body that may be left out; None is null, where that is
        a value."""
        if self.kind(content) is MediaKind.JSON:
            if annotation == _ANY:
                return annotation, _UNSET
            if annotation == "None" or annotation.endswith("| None"):
                return Code(f"{annotation} | Unset"), _UNSET
        return optional_code(annotation), NONE

    def _sample(self, content: Content) -> Sample:
        """Return the sample of a whole body."""
        match self.kind(content):
            case MediaKind.BINARY:
                return Sample(_BYTES, is_file=True, media_type=content.media_type)
            case MediaKind.TEXT:
                return Sample(_STRING, content.example, content.constraints)
            case MediaKind.ITEMS:
                return Sample(ListOf(item_of(content, self._traits) or Anything()))
            case kind:
                is_file = kind is MediaKind.MULTIPART
                type_ = content.type or Anything()
                if kind in (MediaKind.FORM, MediaKind.MULTIPART):
                    # What a form can be; a union may have other members.
                    objects = tuple(filter(self._is_object, self._traits.alternatives(type_)))
                    type_ = OneOf(objects) if objects else type_
                return Sample(type_, content.example, content.constraints, is_file=is_file)

    def _is_object(self, type_: Type) -> bool:
        return isinstance(type_, MapOf) or self._models.model_of(type_) is not None

    def _annotation(self, content: Content, *, is_argument: bool) -> Code:
        """Return the type expression of a whole body: of the argument, or in `models`."""
        match self.kind(content):
            case MediaKind.BINARY:
                return _FILE
            case MediaKind.TEXT:
                return Code("str")
            case MediaKind.ITEMS:
                item = item_of(content, self._traits)
                content = replace(content, type=item)
        match content.type:
            case None:
                return _ANY
            case type_:
                uploads = self.kind(content) is MediaKind.MULTIPART
                if is_argument:
                    return self._models.argument_annotation(type_, uploads=uploads)
                return self._models.annotation(type_, Direction.REQUEST, uploads=uploads)

    def _switch(self, fields: Sequence[FieldPlan]) -> FieldPlan | None:
        """Return the property by which a stream is asked for."""
        for field in fields:
            declared = field.field
            if declared is not None and declared.wire_name == SWITCH:
                return field if self._traits.is_boolean(declared.type) else None
        return None

    def _body(
        self,
        body: RequestBody,
        contents: Sequence[Content],
        model: Code,
        arguments: Sequence[PlannedArgument],
        content_type: PlannedArgument | None,
        *,
        is_cast: bool,
    ) -> BodyPlan:
        first, *further = [self._form(content) for content in contents]
        return BodyPlan(
            media_type=first.media_type,
            type=first.type,
            required=body.required,
            model=model,
            arguments=tuple(planned.argument for planned in arguments),
            encodings=first.encodings,
            root=first.root,
            settings=first.settings,
            further=tuple(further),
            constants=(),
            has_items=self.kind(contents[0]) is MediaKind.ITEMS,
            content_type=None if content_type is None else content_type.argument,
            plain_media_type=first.plain_media_type,
            factory=first.factory,
            is_cast=is_cast,
            is_all_or_nothing=any(each.argument.annotation_with_body for each in arguments),
        )

    def _form(self, content: Content) -> BodyForm:
        media_type = self._media_type(content)
        kind = self.kind(content)
        has_parts = kind is MediaKind.MULTIPART
        encodings = content.encodings if has_parts or kind is MediaKind.FORM else ()
        return BodyForm(
            media_type=literal(media_type),
            type=self._models.type_text(self._annotation(content, is_argument=False)),
            encodings=tuple(encoding_styles(encodings, self._flat(content.type))),
            settings=tuple(position_settings(content)) if has_parts else (),
            root=self._root(content),
            plain_media_type=Text(media_type),
            factory=_FACTORIES[kind],
        )

    def _flat(self, type_: Type | None) -> frozenset[str]:
        """Return the properties of an object whose values have no structure."""
        model = None if type_ is None else self._models.model_of(type_)
        return frozenset(
            field.wire_name
            for field in (() if model is None else model.fields)
            if not (self._traits.is_xml(field.type) or self._traits.is_anything(field.type))
        )

    def _root(self, content: Content) -> Code:
        if content.type is None or self.kind(content) is not MediaKind.XML:
            return NO_CODE
        return root_node(content, self._models.model_of(content.type))

    def _media_type(self, content: Content) -> str:
        """Return the media type that content is sent as; for a range of JSON or multipart types the
        plain one."""
        if is_range(content.media_type):
            return _PLAIN.get(self.kind(content), content.media_type)
        return full_media_type(content)


def _switched(switch: FieldPlan, streamed: bool) -> Iterator[Setting]:
    """Yield the value that asks for a stream or for none, which is most often said by saying
    nothing."""
    declared = switch.field
    assert declared is not None, "a switch is a declared property"
    if streamed or declared.required or declared.default is True:
        yield Setting(switch.name, literal(streamed))


def _spread(field: FieldPlan, name: Code, content: Content) -> PlannedArgument:
    declared = field.field
    wire_name = "" if declared is None else declared.wire_name
    argument = replace(
        _argument(name, field.annotation, field.default, Text(wire_name)),
        is_catch_all=declared is None,
        field=NO_CODE if name == field.name else field.name,
    )
    docs = field.docs
    if name != field.name and declared is not None:
        sent_as = wire_name.replace("`", "'")
        docs = Text(f"{ended(reveal(docs))} Sent as `{sent_as}` in the body.".strip())
    deprecated = declared is not None and declared.docs.deprecated
    note = Note(name, with_deprecation(docs, deprecated))
    shown = content.example if isinstance(content.example, dict) else {}
    sample = sample_of_field(field, shown)
    return PlannedArgument(argument, note, declared is not None and declared.required, sample)


def _needed_with_body(planned: PlannedArgument) -> PlannedArgument:
    """Return the argument with a default, where it must be given only if the body is sent."""
    argument = planned.argument
    if argument.default:
        return planned
    annotation = argument.annotation
    argument = replace(
        argument,
        annotation=annotation if annotation == _ANY else Code(f"{annotation} | Unset"),
        default=_UNSET,
        annotation_with_body=annotation,
    )
    return replace(planned, argument=argument)


def _argument(name: Code, annotation: Code, default: Code, wire_name: Text) -> Argument:
    return Argument(
        name=name,
        annotation=annotation,
        default=default,
        wire_name=wire_name,
        location=_BODY,
        positional=False,
    )
