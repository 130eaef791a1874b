"""Bodies of forms whose schema is no object, though a form is nothing but fields."""

from __future__ import annotations

from dataclasses import replace

from ..ir import Anything, Api, Content, ListOf, MapOf, Nullable, Operation, TupleOf, Type
from ..problem import Location, Problem, Severity, quoted
from ..types.media_types import MediaKind, kind_of
from ..types.predicates import Traits

_FIELDS = MapOf(Anything())
"""Fields by their names, of which the document tells nothing."""


def with_fields_of_forms(api: Api) -> tuple[Api, tuple[Problem, ...]]:
    """The API with fields by their names where the schema of a form is a string, a file or the like,
    and a problem for each."""
    traits = Traits(api.declarations)
    problems: list[Problem] = []

    def mended(operation: Operation, content: Content) -> Content:
        if content.type is None or _has_fields(content.type, kind_of(content.media_type), traits):
            return content
        location = content.location or operation.location or Location("")
        problems.append(
            Problem(
                "form-without-fields",
                Severity.WARNING,
                f"The schema of {quoted(content.media_type)} is no object; the body is taken as a "
                "mapping of fields.",
                location,
                "Declare an object with a property for each field or file.",
            )
        )
        return replace(content, type=_FIELDS)

    def of_operation(operation: Operation) -> Operation:
        if operation.body is None:
            return operation
        contents = tuple(mended(operation, content) for content in operation.body.contents)
        return replace(operation, body=replace(operation.body, contents=contents))

    operations = tuple(map(of_operation, api.operations))
    return (replace(api, operations=operations) if problems else api), tuple(problems)


def _has_fields(type_: Type, kind: MediaKind, traits: Traits) -> bool:
    """Whether a value of a type can be written as a form; a multipart body may be a list, too."""
    if kind is MediaKind.MULTIPART:
        return traits.is_structured(type_)
    if kind is not MediaKind.FORM:
        return True
    inner = traits.resolved(type_)
    inner = traits.resolved(inner.type) if isinstance(inner, Nullable) else inner
    return traits.is_structured(inner) and not isinstance(inner, ListOf | TupleOf)
