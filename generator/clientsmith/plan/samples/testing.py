"""The modules `testing` and `pytest_plugin`, for tests of code that uses the client."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import zip_longest
from typing import Any, assert_never

from ...context import Client, FieldLimits, Resource, Testing
from ...encode.encoders import literal
from ...ir import (
    CONSTRAINT_KEYWORDS,
    NO_CONSTRAINTS,
    Alias,
    ConstraintKind,
    Constraints,
    Enumeration,
    ListOf,
    Literals,
    MapOf,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
)
from ...text import Code, Text
from ...types.imports import Imports
from ...types.patterns import Untranslatable, python_pattern
from ..models.models import ModelPlan

FAKE_ATTRIBUTES = frozenset({"async_client", "calls", "client", "reset", "transport"})
"""Attributes of the fake of an API, which no resource may hide."""

_BOUNDS_OF_CONTAINS = frozenset({"min_contains", "max_contains"})
_DEEPEST = 8
"""Number of names and containers in each other that are followed."""

_TEXT_FORMATS = frozenset(
    [
        "email",
        "hostname",
        "idn-email",
        "idn-hostname",
        "ipv4",
        "ipv6",
        "iri",
        "json-pointer",
        "regex",
        "uri",
        "uri-reference",
        "url",
    ]
)
"""Formats of texts that have no Python type of their own."""


def plan_testing(
    package: str, client: Client, resources: Iterable[Resource], models: ModelPlan
) -> Testing:
    """Plan the module.

    Args:
        package: import name of the package.
        client: the client.
        resources: all resources.
        models: the models.
    """
    resources = tuple(resources)
    imports = Imports()
    imports.add("__future__", "annotations")
    imports.add("._runtime", "testing as _testing")
    imports.add(".", client.class_name, client.async_class_name)
    for resource in resources:
        if resource.methods:
            imports.add(".resources", f"{resource.module} as _{resource.module}")
    writers = []
    if _has(resources, "JSONLines(", "JSONSequence(", "ServerSentEvents("):
        imports.add("._runtime.testing", "streams as _of_streams")
        writers.append(Code("*_of_streams.STREAMS"))
    if _has(resources, "XML("):
        imports.add("._runtime.testing", "xml as _of_xml")
        writers.append(Code("*_of_xml.DOCUMENTS"))
    return Testing(
        imports=imports.statements(),
        resources=tuple(sorted(resources, key=lambda each: (-each.path.count("."), each.path))),
        links=tuple(
            (
                replace(link, attribute=Code(f"{link.attribute}_"))
                if link.attribute in FAKE_ATTRIBUTES
                else link
            )
            for link in client.resources
        ),
        credentials=tuple(
            literal(argument.name)
            for credential in client.credentials
            for argument in (*credential.arguments, *credential.options)
        ),
        writers=tuple(writers),
        limits=tuple(_limits(models)),
        class_name=Code(f"Fake{client.class_name}"),
        fixture=Code(f"fake_{package.rpartition('.')[2]}"),
    )


def _has(resources: Iterable[Resource], *classes: str) -> bool:
    """Return whether any response has a content of one of some classes."""
    return any(
        name in response.content
        for resource in resources
        for method in resource.methods
        for response in method.responses
        for name in classes
    )


# --- constraints ----------------------------------------------------------------------------------


def _limits(models: ModelPlan) -> Iterator[FieldLimits]:
    for planned in sorted(models.classes, key=lambda each: each.name):
        found = {}
        for part in planned.fields:
            if part.field is not None:
                keywords = _merged(
                    _constants(part.field.type, models),
                    _keywords(part.field.constraints, part.field.type),
                )
                if keywords:
                    found[str(part.name)] = keywords
        if found:
            yield FieldLimits(Text(planned.name), literal(found))


def _constants(type_: Type, models: ModelPlan, depth: int = 0) -> Mapping[str, Any]:
    """Return the constants that a type lists, by keyword: in what is received, annotations also admit
    other values."""
    found: dict[str, Any] = {}
    match type_:
        case Nullable(inner):
            return _constants(inner, models, depth)
        case Literals(values):
            found["enum"] = list(values)
        case Named(id_) if depth < _DEEPEST:
            match models.declaration(id_):
                case Enumeration(values=values):
                    found["enum"] = list(values)
                case Alias(type=target):
                    return _constants(target, models, depth + 1)
        case ListOf(item) if constants := _constants(item, models, depth + 1):
            found["items"] = constants
        case MapOf(value) if constants := _constants(value, models, depth + 1):
            found["additionalProperties"] = constants
        case TupleOf(items):
            parts = [_constants(item, models, depth + 1) for item in items]
            if any(parts):
                found["prefixItems"] = parts
    return found


def _merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the keywords of both, also where they are about the same parts of a value."""
    merged = dict(first)
    for name, value in second.items():
        present = merged.get(name)
        if isinstance(present, Mapping) and isinstance(value, Mapping):
            merged[name] = _merged(present, value)
        elif name == "prefixItems" and present is not None:
            nothing: Mapping[str, Any] = {}
            pairs = zip_longest(present, value, fillvalue=nothing)
            merged[name] = [_merged(one, other) for one, other in pairs]
        else:
            merged[name] = value
    return merged


def _keywords(limits: Constraints, type_: Type | None = None) -> Mapping[str, Any]:
    """Return constraints by keyword, as far as values are made by them. Patterns are those of Python;
    one that Python does not have is left out."""
    if limits is NO_CONSTRAINTS:
        return {}
    found: dict[str, Any] = {}
    for each in CONSTRAINT_KEYWORDS:
        value = getattr(limits, each.name)
        match each.kind:
            case ConstraintKind.LOWER_BOUND | ConstraintKind.UPPER_BOUND | ConstraintKind.FACTOR:
                if value is not None and each.name not in _BOUNDS_OF_CONTAINS:
                    found[each.keyword] = value
            case ConstraintKind.FLAG:
                if value:
                    found[each.keyword] = True
            case ConstraintKind.PATTERN:
                if value is not None:
                    with suppress(Untranslatable):
                        found[each.keyword] = python_pattern(value)
            case ConstraintKind.ANNOTATION:
                is_text = _is_text(type_) or value in _TEXT_FORMATS
                if each.keyword == "format" and value is not None and is_text:
                    found[each.keyword] = value
            case ConstraintKind.CONSTANTS:
                if value is not None:
                    found[each.keyword] = list(value)
            case ConstraintKind.PARTS_BY_POSITION:
                if value:
                    found[each.keyword] = [_keywords(part) for part in value]
            case ConstraintKind.PARTS:
                keywords = _keywords(value) if value is not None else {}
                if keywords:
                    found[each.keyword] = keywords
            case ConstraintKind.PARTS_BY_PATTERN | ConstraintKind.DEPENDENCIES:
                pass  # of what a made value does not have
            case _:
                assert_never(each.kind)
    return found


def _is_text(type_: Type | None) -> bool:
    while isinstance(type_, Nullable):
        type_ = type_.type
    return isinstance(type_, Scalar) and type_.kind is ScalarKind.STRING
