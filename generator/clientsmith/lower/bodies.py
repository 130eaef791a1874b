"""Request bodies: empty ones, and types of form fields and multipart parts that schemas leave open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

from ..ir import (
    Anything,
    Api,
    Content,
    Declaration,
    Encoding,
    Field,
    Id,
    ListOf,
    MapOf,
    Model,
    Named,
    Nullable,
    Operation,
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
    Webhook,
    declaration_references,
    type_references,
)
from ..problem import Location, Problem, Severity, quoted
from ..types.media_types import MediaKind, is_range, kind_of
from ..types.predicates import Traits


def without_empty_bodies(api: Api) -> Api:
    """Return the API without optional bodies whose model has no fields: there is nothing to send."""
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


_FIELDS = MapOf(Anything())
"""Form fields by name, of any type."""


def with_fields_of_forms(api: Api) -> tuple[Api, tuple[Problem, ...]]:
    """Return the API with a mapping of fields for each form whose schema is not an object, and a
    problem for each."""
    traits = Traits(api.declarations)
    problems: list[Problem] = []

    def with_fields(operation: Operation, content: Content) -> Content:
        if content.type is None or _has_fields(content.type, content.media_type, traits):
            return content
        location = content.location or operation.location or Location("")
        problems.append(
            Problem(
                "form-without-fields",
                Severity.WARNING,
                f"The schema of {quoted(content.media_type)} is not an object; the body is "
                "treated as a mapping of fields.",
                location,
                "Declare an object with a property for each field or file.",
            )
        )
        return replace(content, type=_FIELDS)

    def of_operation(operation: Operation) -> Operation:
        if operation.body is None:
            return operation
        contents = tuple(with_fields(operation, content) for content in operation.body.contents)
        return replace(operation, body=replace(operation.body, contents=contents))

    operations = tuple(map(of_operation, api.operations))
    return (replace(api, operations=operations) if problems else api), tuple(problems)


_FORM_DATA = ("multipart/form-data", "multipart/*")
"""Media types whose parts have names (RFC 7578), including the range that is sent as the first."""


def _has_fields(type_: Type, media_type: str, traits: Traits) -> bool:
    """Return whether values of a type can be encoded as a form; a multipart body may be a list too,
    unless its parts need names."""
    kind = kind_of(media_type)
    if kind is MediaKind.MULTIPART and media_type not in _FORM_DATA:
        return traits.is_structured(type_)
    if kind not in (MediaKind.FORM, MediaKind.MULTIPART):
        return True
    inner = traits.resolved(type_)
    inner = traits.resolved(inner.type) if isinstance(inner, Nullable) else inner
    return traits.is_structured(inner) and not isinstance(inner, ListOf | TupleOf)


_BYTES = Scalar(ScalarKind.BINARY)
_FILES = (MediaKind.BINARY, MediaKind.TEXT)


def with_untyped_parts(api: Api) -> Api:
    """Return the API with files for multipart parts of any type.

    Parts whose encoding excludes files, and models that are also used elsewhere, stay as they are.
    """
    parts: dict[Id, dict[str, Encoding]] = {}
    for content in _multipart(api):
        type_ = content.type.type if isinstance(content.type, Nullable) else content.type
        if isinstance(type_, Named) and isinstance(api.declarations[type_.id], Model):
            encodings = parts.setdefault(type_.id, {})
            encodings.update((encoding.property, encoding) for encoding in content.encodings)
    if not parts:
        return api
    shared = frozenset(_other_uses(api))
    changed: dict[Id, Declaration] = {}
    for id_, encodings in parts.items():
        model = api.declarations[id_]
        if isinstance(model, Model) and id_ not in shared:
            fields = tuple(_field(field, encodings) for field in model.fields)
            if fields != model.fields:
                changed[id_] = replace(model, fields=fields)
    return replace(api, declarations={**api.declarations, **changed}) if changed else api


def _multipart(api: Api) -> Iterator[Content]:
    for operation in api.operations:
        for content in operation.body.contents if operation.body is not None else ():
            if kind_of(content.media_type) is MediaKind.MULTIPART:
                yield content


def _other_uses(api: Api) -> Iterator[Id]:
    """Yield ids that are referred to from elsewhere than the content of multipart bodies."""
    types: list[Type | None] = []
    requests: tuple[Operation | Webhook, ...] = (*api.operations, *api.webhooks)
    for each in requests:
        types += [parameter.type for parameter in each.parameters]
        for content in each.body.contents if each.body is not None else ():
            if kind_of(content.media_type) is not MediaKind.MULTIPART:
                types += [content.type, content.item_type]
    for operation in api.operations:
        for response in operation.responses:
            types += [content.type for content in response.contents]
            types += [content.item_type for content in response.contents]
    yield from chain.from_iterable(type_references(type_) for type_ in types if type_ is not None)
    yield from chain.from_iterable(map(declaration_references, api.declarations.values()))


def _field(field: Field, encodings: Mapping[str, Encoding]) -> Field:
    encoding = encodings.get(field.wire_name)
    return field if encoding and not _is_file(encoding) else replace(field, type=_part(field.type))


def _is_file(encoding: Encoding) -> bool:
    """Return whether the part may be a file according to its encoding."""
    if encoding.style is not None or encoding.explode is not None or encoding.allow_reserved:
        return False
    named = (encoding.content_type or "*/*").split(",")
    return any(is_range(name) or kind_of(name.strip().lower()) in _FILES for name in named)


def _part(type_: Type) -> Type:
    match type_:
        case Anything():
            return _BYTES
        case ListOf(Anything()):
            return ListOf(_BYTES)
        case _:
            return type_
