"""Prepares requests: from an operation and its arguments to a request that can be sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypedDict
from urllib.parse import unquote_plus
from uuid import uuid4

from ..auth import Credential, choose_credentials
from ..bodies import (
    Body,
    Payload,
    raw_body,
    write_body,
    write_content,
    write_with_members,
)
from ..errors import InvalidRequestError, MissingCredentialError
from ..parameters import (
    Parameter,
    header_text,
    is_left_out,
    path_text,
    percent_encode,
    query_pairs,
    text_of,
)
from ..requests import (
    Operation,
    PreparedRequest,
    RequestBuilder,
    Security,
    Server,
    checked_path,
    parse_server,
)
from ..responses import Content, declared_responses
from .attempts import KEPT_ELSEWHERE
from .options import RequestOptions, Settings

KEY_HEADERS = (
    "idempotency-key",
    "x-idempotency-key",
    "idempotency-token",
    "x-idempotency-token",
)
"""Headers that carry an idempotency key, in lower case; the first is that of the IETF draft
(draft-ietf-httpapi-idempotency-key-header)."""

_RAW_HEADERS = tuple(name.encode("ascii") for name in KEY_HEADERS)
_WRITES = ("POST", "PATCH")
"""Methods that are not idempotent (RFC 9110, 9.2.2)."""


def set_idempotency_key(
    outgoing: RequestBuilder,
    method: str,
    declared: Mapping[str, Any] | None,
    key: str | None,
) -> bool:
    """Set the idempotency key of a request, which all its attempts share, and return whether it has
    one.

    A request without one gets a new key if the API declares a header for it, given or not, and
    the method is not idempotent.
    """
    has_key = any(name in outgoing.headers for name in _RAW_HEADERS)
    names = [name for name in declared or () if name.lower() in KEY_HEADERS]
    if key is None and (has_key or not names or method not in _WRITES):
        return has_key
    name = names[0] if names else "Idempotency-Key"
    text = str(uuid4()) if key is None else key
    outgoing.set_header(name, text, what="idempotency_key")
    return True


# --- requests of operations -----------------------------------------------------------

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_LITERAL_SAFE = "/?&=%:@!$'()*+,;"
"""Characters that are literal in a path template, including the percent sign of encoded ones."""

Arguments = Mapping[str, Any] | None


class CallArguments(TypedDict, total=False):
    """Arguments of a call."""

    path: Arguments
    """Path parameters by their names on the wire."""

    query: Arguments
    """Query parameters. Here and below, None and `UNSET` are omitted."""

    headers: Arguments
    """Header parameters."""

    cookies: Arguments
    """Cookie parameters."""

    body: Any
    """Value of the request body."""

    content_type: str | None
    """Media type of the body, if there are several."""

    accept: str | None
    """Media type to request, if there are several."""

    options: RequestOptions | None
    """Per-request options."""

    url: str | None
    """Link from a response, absolute or relative to the server, in place of path and query."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RequestPlan:
    """Parts of a request that do not depend on the arguments of a call."""

    literals: tuple[str, ...]
    """Encoded text around the path parameters; one more than there are parameters."""

    names: tuple[str, ...]
    """Path parameters in order."""

    parameters: Mapping[tuple[str, str], Parameter]
    """Location and name → serialization; the location of a whole query is `query`, too."""

    has_query: bool
    """True if the path contains query parameters."""

    accept: bytes


@lru_cache(maxsize=4096)
def plan_of(operation: Operation[Any]) -> RequestPlan:
    """Return the plan of an operation, which all its calls share."""
    parts = _PLACEHOLDER.split(operation.path.partition("#")[0])
    literals = [percent_encode(part, safe=_LITERAL_SAFE) for part in parts[::2]]
    if not literals[0].startswith("/"):
        literals[0] = f"/{literals[0]}"
    return RequestPlan(
        literals=tuple(literals),
        names=tuple(parts[1::2]),
        parameters={
            (each.location.removesuffix("string"), each.name): each
            for each in operation.parameters
        },
        has_query=any("?" in literal for literal in literals),
        accept=declared_responses(operation).accept.encode("ascii"),
    )


def prepare(
    operation: Operation[Any],
    settings: Settings,
    *,
    credentials: tuple[Credential, ...],
    base_headers: list[tuple[bytes, bytes]],
    path: Arguments = None,
    query: Arguments = None,
    headers: Arguments = None,
    cookies: Arguments = None,
    body: Any = None,
    content_type: str | None = None,
    accept: str | None = None,
    options: RequestOptions | None = None,
    url: str | None = None,
) -> PreparedRequest:
    """Prepare a request; see `CallArguments`.

    Raises:
        InvalidRequestError: An argument or credential cannot be sent.
    """
    if operation.rules is not None:
        given = {"path": path, "query": query, "header": headers, "cookie": cookies}
        operation.rules(operation, given, body, content_type)
    plan = plan_of(operation)
    server = server_of(operation, settings, options)
    outgoing = RequestBuilder()
    is_trusted = not _goes_elsewhere(settings, options)
    for header in base_headers:
        if is_trusted or header[0].lower() in KEPT_ELSEWHERE:
            outgoing.headers[header[0].lower()] = header
    _set_user_agent(outgoing, settings.user_agent)
    outgoing.headers[b"accept"] = (b"Accept", plan.accept)
    if accept is not None:
        outgoing.set_header("Accept", accept, what="accept")
    if server.authorization:
        outgoing.set_header("Authorization", server.authorization)
        for secret in server.secrets:
            outgoing.secret(secret)
    if is_trusted:
        for name, value in settings.headers.items():
            outgoing.set_header(name, header_text(value))

    payload: Payload | None = None
    if options is not None and options.content is not None:
        payload = write_content(options.content, options.body, settings.bodies)
    elif options is not None and options.body:
        payload = write_with_members(operation.body, body, options.body, content_type)
    elif operation.body is not None:
        payload = write_body(operation.body, body, content_type)
    if payload is not None:
        if options is not None and options.on_progress is not None:
            payload = replace(payload, on_progress=options.on_progress)
        _add_payload_headers(outgoing, payload)
    for credential in credentials:
        credential.apply(outgoing)
    if is_trusted:
        for name, value in settings.query.items():
            outgoing.query.extend(query_pairs(name, value))
    if url is None:
        allow_empty = options is not None and options.allow_empty_path
        target = server.url + _path(plan, path or {}, allow_empty)
        if plan.has_query:
            target = _without(target, query)
        _add_query(plan, outgoing, query)
    else:
        target = server.linked(url)
    for name, value in ((options.query if options else None) or {}).items():
        outgoing.query.extend(query_pairs(name, value))
    if url is not None:
        outgoing.query = _not_in(target, outgoing.query)
    _add_headers(plan, outgoing, headers, cookies)
    for name, value in ((options.headers if options else None) or {}).items():
        if not is_left_out(value):
            outgoing.set_header(name, header_text(value))
    has_key = set_idempotency_key(
        outgoing,
        operation.method,
        headers,
        options.idempotency_key if options else None,
    )
    if outgoing.cookies:
        outgoing.set_header("Cookie", "; ".join(outgoing.cookies))

    safe_url = target.partition("?")[0]
    if outgoing.query:
        target += ("&" if "?" in target else "?") + "&".join(outgoing.query)
    return PreparedRequest(
        method=operation.method,
        url=target,
        safe_url=safe_url,
        origin=server.origin,
        headers=list(outgoing.headers.values()),
        payload=payload,
        has_key=has_key,
        secrets=tuple(outgoing.secrets),
        is_trusted=is_trusted,
    )


def _not_in(url: str, pairs: list[str]) -> list[str]:
    """Return the query pairs whose names a link of the server does not have already."""
    there = set(map(_name_of, url.partition("?")[2].split("&")))
    return [pair for pair in pairs if _name_of(pair) not in there]


def _without(url: str, query: Arguments) -> str:
    """Return a URL whose path contains query parameters without those that are arguments too."""
    given = {name for name, value in (query or {}).items() if not is_left_out(value)}
    path, _, own = url.partition("?")
    pairs = [pair for pair in own.split("&") if _name_of(pair) not in given]
    return f"{path}?{'&'.join(pairs)}" if any(pairs) else path


def _name_of(pair: str) -> str:
    """Return the decoded name of a query pair, as servers may encode it differently."""
    return unquote_plus(pair.partition("=")[0])


def server_of(
    operation: Operation[Any], settings: Settings, options: RequestOptions | None
) -> Server:
    """Return the server of a call."""
    if options is not None and options.base_url is not None:
        return parse_server(options.base_url)
    if operation.server is not None:
        return operation.server(settings.server)
    return settings.server


def _goes_elsewhere(settings: Settings, options: RequestOptions | None) -> bool:
    """Return whether the options of a call name another origin than that of the client."""
    base_url = options.base_url if options is not None else None
    return bool(base_url) and parse_server(base_url).origin != settings.server.origin


def credentials_of(
    operation: Operation[Any],
    settings: Settings,
    options: RequestOptions | None,
    headers: Arguments,
    has_own_auth: bool,
) -> tuple[Credential, ...]:
    """Return the credentials for a call: none if its options name another origin, or it is to be
    sent without any, or the HTTP client authenticates by itself and the client has none.

    Raises:
        MissingCredentialError: The operation needs a credential that the client does not have.
    """
    if not settings.auth or _goes_elsewhere(settings, options):
        return ()
    security = settings.security if operation.security is None else operation.security
    try:
        return choose_credentials(security, settings.credentials)
    except MissingCredentialError:
        extra_headers = options.headers if options else None
        if not (
            has_own_auth
            or _authorizes(headers)
            or _authorizes(extra_headers)
            or _authorizes(settings.headers)
        ):
            raise
        return ()


def _path(plan: RequestPlan, values: Mapping[str, Any], allow_empty: bool) -> str:
    """Return the path with its parameters filled in."""
    literals = plan.literals
    filled = [literals[0]]
    for name, literal in zip(plan.names, literals[1:], strict=True):
        filled.append(
            path_text(
                name,
                values.get(name),
                plan.parameters.get(("path", name)),
                allow_empty=allow_empty,
            )
        )
        filled.append(literal)
    return checked_path("".join(filled))


def _add_query(plan: RequestPlan, outgoing: RequestBuilder, query: Arguments) -> None:
    parameters = plan.parameters
    for name, value in (query or {}).items():
        outgoing.query.extend(query_pairs(name, value, parameters.get(("query", name))))


def _add_headers(
    plan: RequestPlan, outgoing: RequestBuilder, headers: Arguments, cookies: Arguments
) -> None:
    parameters = plan.parameters
    for name, value in (headers or {}).items():
        if not is_left_out(value):
            outgoing.set_header(
                name, header_text(value, parameters.get(("header", name)))
            )
    for name, value in (cookies or {}).items():
        if not is_left_out(value):
            declared = parameters.get(("cookie", name))
            if declared is None:
                outgoing.set_cookie(name, text_of(value))
            else:
                outgoing.cookies.extend(declared.write(value))


def _add_payload_headers(outgoing: RequestBuilder, payload: Payload) -> None:
    outgoing.set_header("Content-Type", payload.content_type)
    length = payload.length
    if length is not None and not payload.is_whole:
        outgoing.headers[b"content-length"] = (b"Content-Length", b"%d" % length)


def _set_user_agent(outgoing: RequestBuilder, user_agent: str) -> None:
    """Set the user agent, unless the user's own HTTP client has one."""
    current = outgoing.headers.get(b"user-agent")
    if current is None or current[1].startswith(b"python-httpx"):
        outgoing.headers[b"user-agent"] = (b"User-Agent", user_agent.encode("ascii"))


def _authorizes(headers: Arguments) -> bool:
    return any(
        name.lower() == "authorization" and not is_left_out(value)
        for name, value in (headers or {}).items()
    )


# --- requests that the API does not describe ------------------------------------------

_METHOD_SIGNS = frozenset("!#$%&'*+-.^_`|~")


class RawArguments(TypedDict, total=False):
    """Arguments of a raw request.

    Attributes:
        query: Query parameters.
        headers: Headers.
        body: Bytes, a file or text, sent unchanged; anything else is sent as JSON.
        content_type: Media type of the body.
        options: Per-request options.
    """

    query: Mapping[str, Any] | None
    headers: Mapping[str, Any] | None
    body: Any
    content_type: str | None
    options: RequestOptions | None


def raw_call(
    method: str,
    path: str,
    security: Security,
    kinds: tuple[type[Body], ...],
    /,
    *,
    query: Mapping[str, Any] | None = None,
    headers: Mapping[str, Any] | None = None,
    body: Any = None,
    content_type: str | None = None,
    options: RequestOptions | None = None,
    **unknown: Any,
) -> tuple[Operation[bytes], CallArguments]:
    """Return the operation and the arguments of a raw request; see `RawArguments`. The path is
    encoded, and relative to the base URL.

    Raises:
        InvalidRequestError: Method or path cannot be sent.
        TypeError: There is no such argument.
    """
    if unknown:
        name = next(iter(unknown))
        raise TypeError(
            f"request_raw() got an unexpected keyword argument {name!r}; its arguments are "
            f"{', '.join(RawArguments.__annotations__)}. An object given as `body` is sent as JSON."
        )
    if not method or not all(
        sign in _METHOD_SIGNS or (sign.isascii() and sign.isalnum()) for sign in method
    ):
        raise InvalidRequestError(f"{method!r} is not an HTTP method.")
    url = checked_path(f"/{path.lstrip('/')}").lstrip("/")
    pairs = [
        pair
        for name, value in (query or {}).items()
        for pair in query_pairs(name, value)
    ]
    if pairs:
        url += ("&" if "?" in url else "?") + "&".join(pairs)
    arguments: CallArguments = {
        "headers": headers,
        "options": options,
        "url": f"./{url}",
    }
    declared = None
    if body is not None:
        arguments["body"] = body
        declared = raw_body(body, content_type or "", kinds)
    return _operation(method.upper(), declared, security), arguments


@lru_cache(maxsize=256)
def _operation(method: str, body: Body | None, security: Security) -> Operation[bytes]:
    return Operation(
        method,
        "/",
        body=body,
        responses={"2XX": Content()},
        security=security,
    )
