"""Features of a client: optional parts of the runtime, and what the package exports of them.

A feature is there because the document needs it, or because the configuration asks for it
(`[runtime] include`), or because a hand-written module imports a name of it. Whatever a client's own modules import of the runtime comes with them; see
`render.runtime`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ...config import Config
from ...context import RuntimeExport
from ...ir import Api, Response
from ...text import Code


@dataclass(frozen=True, slots=True)
class Feature:
    """An optional part of the runtime."""

    module: str
    """Module that defines the names, relative to the package."""

    names: tuple[str, ...] = ()
    """Names that the package exports, loaded when they are first used."""

    errors: tuple[str, ...] = ()
    """Exceptions that only this part raises."""


FEATURES: Mapping[str, Feature] = {
    "downloads": Feature("_runtime.downloads", ("AsyncDownload", "Download")),
    "oauth": Feature("_runtime.oauth", (), ("TokenError",)),
    "pagination": Feature("_runtime.pagination", ("AsyncPages", "Pages"), ("PaginationError",)),
    "polling": Feature(
        "_runtime.polling",
        ("poll", "poll_async", "wait_until", "wait_until_async"),
        ("OperationFailedError", "OperationTimeoutError"),
    ),
    "rate_limits": Feature(
        "_runtime.rate_limits", ("RateLimit", "RateLimiter"), ("RateLimitWaitError",)
    ),
    "streams": Feature("_runtime.streams", ("AsyncStream", "ServerSentEvent", "Stream")),
    "telemetry": Feature("_runtime.observability.telemetry", ("Telemetry",)),
    "validation": Feature("_runtime.validation", (), ("RequestValidationError",)),
    "webhooks": Feature("webhooks", (), ("InvalidSignatureError", "InvalidWebhookError")),
}
"""Name of a feature → its part of the runtime."""

_CORE = (
    Feature("_runtime.observability.hooks", ("Hooks",)),
    Feature("_runtime.observability.observers", ("Exchange",)),
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
    return frozenset(found)


def _reports_rate_limit(response: Response) -> bool:
    return response.status == _TOO_MANY_REQUESTS or any(
        _RATE_LIMIT.search(header.wire_name) for header in response.headers
    )


def _starts_operation(response: Response) -> bool:
    """Return whether a response has the link to a long-running operation."""
    names = {header.wire_name.lower() for header in response.headers}
    return bool(names & _MONITORS) or (response.status == "202" and "location" in names)


def runtime_exports(features: Iterable[str]) -> tuple[RuntimeExport, ...]:
    """Return what the package exports of the runtime beside its core, sorted by module."""
    parts = (*_CORE, *(FEATURES[name] for name in features))
    return tuple(
        RuntimeExport(Code(part.module), tuple(map(Code, part.names)))
        for part in sorted(parts, key=lambda part: part.module)
        if part.names
    )


def error_classes(features: Iterable[str]) -> tuple[Code, ...]:
    """Return the exceptions that the package exports, sorted."""
    found = {*_CORE_ERRORS, *(error for name in features for error in FEATURES[name].errors)}
    return tuple(map(Code, sorted(found)))
