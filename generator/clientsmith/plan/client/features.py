"""Features of a client: optional parts of the runtime, and what the package exports of them.

A feature is there because the document needs it, because the configuration asks for it
(`[runtime] include`), or because a hand-written module imports a name of it. Whatever a client's own
modules import of the runtime comes with them; see `render.runtime`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...config import Config
from ...context import RuntimeExport
from ...ir import Api, Header, Response, Scalar, ScalarKind
from ...text import Code
from ...types.expressions import (
    LEFT_OUT,
    NONE,
    WIRE_TYPES,
    Constants,
    Expression,
    ExternalType,
    Generic,
    ModelType,
    Tagged,
    UnionType,
)


@dataclass(frozen=True, slots=True)
class Feature:
    """An optional part of the runtime."""

    module: str
    """Module that defines the names, relative to the package."""

    names: tuple[str, ...] = ()
    """Names that the package exports, loaded when they are first used."""

    errors: tuple[str, ...] = ()
    """Exceptions that only this part raises."""

    types: str = ""
    """Object with which the codec supports further types."""


FEATURES: Mapping[str, Feature] = {
    "constants": Feature("_runtime.codec.constants", types="CONSTANTS"),
    "dicts": Feature("_runtime.codec.dicts", types="DICTS"),
    "downloads": Feature("_runtime.downloads", ("AsyncDownload", "Download")),
    "files": Feature("_runtime.files", ("File",)),
    "formats": Feature("_runtime.codec.formats", types="FORMATS"),
    "forms": Feature("_runtime.forms"),
    "maybe": Feature("_runtime.models.maybe", ("Maybe",)),
    "multipart": Feature("_runtime.multipart"),
    "oauth": Feature("_runtime.oauth", (), ("TokenError",)),
    "pagination": Feature("_runtime.pagination", ("AsyncPages", "Pages"), ("PaginationError",)),
    "polling": Feature(
        "_runtime.polling",
        ("poll", "poll_async", "wait_until", "wait_until_async"),
        ("OperationFailedError", "OperationTimeoutError"),
    ),
    "rate_limits": Feature(
        "_runtime.rate_limits",
        ("RateLimit", "RateLimiter"),
        ("RateLimitWaitError",),
    ),
    "streams": Feature("_runtime.streams", ("AsyncStream", "ServerSentEvent", "Stream")),
    "telemetry": Feature("_runtime.telemetry", ("Telemetry",)),
    "testing": Feature("testing"),
    "tuples": Feature("_runtime.codec.tuples", types="TUPLES"),
    "unions": Feature("_runtime.codec.unions", types="UNIONS"),
    "uploads": Feature("_runtime.codec.uploads", types="UPLOADS"),
    "validation": Feature("_runtime.validation", (), ("RequestValidationError",)),
    "webhooks": Feature("webhooks", (), ("InvalidSignatureError", "InvalidWebhookError")),
}
"""Name of a feature → its part of the runtime."""

TYPE_FEATURES = frozenset(name for name, feature in FEATURES.items() if feature.types)
"""Those that are there for types in annotations."""

_ALL_TYPES = "types"
"""Name of all of them in the configuration."""

_UNUSUAL = {
    "FileInput": "uploads",
    "UnknownTag": "unions",
    **dict.fromkeys(WIRE_TYPES - {"FileInput"}, "formats"),
    **dict.fromkeys(("bytes", "Decimal", "dt.time", "dt.timedelta"), "formats"),
    **dict.fromkeys(("_ip.IPv4Address", "_ip.IPv6Address"), "formats"),
}
"""Type → the feature that supports it; others need none."""

_BODIES = {"files": "FileBody", "forms": "FormBody", "multipart": "MultipartBody"}
"""Features with a class of bodies."""

BODY_MODULES = {
    **{class_: f"._runtime.{feature}" for feature, class_ in _BODIES.items()},
    "XMLBody": "._runtime.xml.bodies",
}
"""Class of bodies → its module, as seen from the package; the others are in the core."""

_MODELS = Feature("_runtime.codec.records", types="RECORDS")
"""Support of models that are not dataclasses, which each style has for itself."""

_CORE = (
    Feature("_runtime.conversions", ("from_dict", "from_json", "replace", "to_dict", "to_json")),
    Feature("_runtime.observability", ("Exchange", "Hooks")),
)
"""Parts that every client has."""

_CORE_ERRORS = (
    "APIConnectionError",
    "APIConnectionLostError",
    "APIConnectTimeoutError",
    "APIError",
    "APIResponseError",
    "APIStatusError",
    "APITimeoutError",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "DecodeError",
    "InternalServerError",
    "InvalidRequestError",
    "MissingCredentialError",
    "NotFoundError",
    "PermissionDeniedError",
    "RateLimitError",
    "ResponseTooLargeError",
    "UnprocessableEntityError",
)

_RATE_LIMIT = re.compile(r"rate-?limit|call-limit", re.IGNORECASE)
"""Part of the names of headers that report a rate limit."""

_BARE_LIMIT = re.compile(r"rate-?limit(-limit|-max)?$", re.IGNORECASE)
"""End of the names of headers with the limit itself."""

_NUMBERS = frozenset({ScalarKind.INTEGER, ScalarKind.NUMBER})

_TOO_MANY_REQUESTS = "429"
_MONITORS = frozenset({"azure-asyncoperation", "operation-location"})
"""Headers with the link to the state of a long-running operation, in lower case."""


def features_of(
    api: Api, config: Config, *, planned: Iterable[str], names: Collection[str] = ()
) -> frozenset[str]:
    """Return the features of a client.

    Args:
        api: the description.
        config: asks for further ones.
        planned: those that planned methods and webhooks need.
        names: what hand-written modules import from the package.
    """
    responses = [each for operation in api.operations for each in operation.responses]
    found = {*planned, *config.runtime.include}
    found.update(
        name
        for name, part in FEATURES.items()
        if part.module.startswith("_runtime") and not {*part.names, *part.errors}.isdisjoint(names)
    )
    if any(_reports_rate_limit(each) for each in responses):
        found.add("rate_limits")
    if any(_starts_operation(each) for each in responses):
        found.add("polling")
    if "multipart" in found:
        found.add("files")
    if _ALL_TYPES in found:
        found = (found - {_ALL_TYPES}) | TYPE_FEATURES
    return frozenset(found)


def _reports_rate_limit(response: Response) -> bool:
    """Return whether a response tells what is left of a rate limit. A single header with a number
    that does not change, the limit itself, is none to keep to."""
    if response.status == _TOO_MANY_REQUESTS:
        return True
    found = [each for each in response.headers if _RATE_LIMIT.search(each.wire_name)]
    return len(found) > 1 or any(not _is_bare_limit(each) for each in found)


def _is_bare_limit(header: Header) -> bool:
    """Return whether a header holds nothing but the number of requests in a window."""
    is_number = isinstance(header.type, Scalar) and header.type.kind in _NUMBERS
    return is_number and _BARE_LIMIT.search(header.wire_name) is not None


def _starts_operation(response: Response) -> bool:
    """Return whether a response has the link to a long-running operation."""
    names = {header.wire_name.lower() for header in response.headers}
    return bool(names & _MONITORS) or (response.status == "202" and "location" in names)


def features_of_types(
    expressions: Iterable[Expression], definitions: Mapping[str, Expression]
) -> frozenset[str]:
    """Return the features that the codec needs for types.

    Args:
        expressions: types of models, and those of operations that the runtime reads.
        definitions: what type names stand for.
    """
    return frozenset(
        feature
        for expression in (*expressions, *definitions.values())
        for feature in _features_of_type(expression, definitions)
    )


def _features_of_type(
    expression: Expression, definitions: Mapping[str, Expression]
) -> Iterator[str]:
    match expression:
        case Constants():
            yield "constants"
        case ExternalType(code):
            if code in _UNUSUAL:
                yield _UNUSUAL[code]
        case Generic(head, arguments):
            if head == "tuple":
                yield "tuples"
            for part in arguments:
                yield from _features_of_type(part, definitions)
        case UnionType(members):
            if _has_choice(set(_members(expression, definitions, set()))):
                yield "unions"
            for part in members:
                if not _is_beside_its_type(part, members):
                    yield from _features_of_type(part, definitions)
        case Tagged(union):
            yield "unions"
            yield from _features_of_type(union, definitions)


def _members(
    expression: Expression, definitions: Mapping[str, Expression], seen: set[str]
) -> Iterator[Expression]:
    """Yield the members of a union and of those that it names."""
    match expression:
        case UnionType(members):
            for part in members:
                yield from _members(part, definitions, seen)
        case ModelType(name) if name in definitions:
            if name not in seen:
                seen.add(name)
                yield from _members(definitions[name], definitions, seen)
        case _:
            yield expression


def _has_choice(members: set[Expression]) -> bool:
    """Return whether there are several types to choose from; constants are none beside their
    type."""
    others = members - {NONE, LEFT_OUT}
    return len({each for each in others if not _is_beside_its_type(each, members)}) > 1


def _is_beside_its_type(member: Expression, members: Collection[Expression]) -> bool:
    """Return whether a member of a union is constants of types that are members themselves, of which
    every value is allowed."""
    return isinstance(member, Constants) and all(
        ExternalType(type(ast.literal_eval(value)).__name__) in members for value in member.values
    )


def type_support(features: Iterable[str], model_style: str) -> tuple[RuntimeExport, ...]:
    """Return the objects with which the codec supports the types of a client, sorted by module."""
    # A TypedDict is a dict by itself.
    parts = [FEATURES[name] for name in features if (name, model_style) != ("dicts", "typeddict")]
    if model_style != "dataclass":
        parts.append(_MODELS)
    return tuple(
        RuntimeExport(Code(part.module), (Code(part.types),))
        for part in sorted(parts, key=lambda part: part.module)
        if part.types
    )


def raw_bodies(features: Collection[str], used: Collection[str]) -> tuple[Code, ...]:
    """Return the classes of bodies of requests that the document does not describe.

    Args:
        features: features of the client.
        used: classes of the bodies of its methods.
    """
    there = {*used, *(class_ for feature, class_ in _BODIES.items() if feature in features)}
    return tuple(Code(class_) for class_ in BODY_MODULES if class_ in there)


def runtime_exports(features: Iterable[str]) -> tuple[RuntimeExport, ...]:
    """Return what the package exports of the runtime beside its core, sorted by module."""
    parts = (*_CORE, *(FEATURES[name] for name in features))
    return tuple(
        RuntimeExport(Code(part.module), tuple(map(Code, part.names)))
        for part in sorted(parts, key=lambda part: part.module)
        if part.names
    )


def error_classes() -> tuple[Code, ...]:
    """Return the exceptions of the runtime's core that the package exports, sorted."""
    return tuple(map(Code, sorted(_CORE_ERRORS)))


def optional_error_classes(features: Iterable[str]) -> tuple[Code, ...]:
    """Return the exceptions of optional parts that the package exports, sorted."""
    found = {error for name in features for error in FEATURES[name].errors}
    return tuple(map(Code, sorted(found)))
