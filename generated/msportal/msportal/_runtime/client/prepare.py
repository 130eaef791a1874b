"""Prepares requests: from an operation and its arguments to what is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypedDict
from urllib.parse import unquote_plus
from uuid import uuid4

from ..auth.credentials import Credential, RenewableCredential, choose_credentials
from ..base_urls import Server, checked_path, parse_server
from ..errors import InvalidRequestError, MissingCredentialError
from ..files import is_file_input
from ..operations import BINARY, Body, Operation, Parameter
from ..requests.bodies import Payload, with_progress, write_body, write_with_members
from ..requests.parameters import (
    cookie_pairs,
    header_text,
    is_left_out,
    path_text,
    percent_encode,
    query_pairs,
    whole_query,
)
from ..requests.request import Outgoing, Prepared
from ..responses import expected_of
from .options import RequestOptions, Settings
from .redirects import KEPT_ELSEWHERE

KEY_HEADERS = (
    "idempotency-key",
    "x-idempotency-key",
    "idempotency-token",
    "x-idempotency-token",
)
"""Headers that carry a key, in small letters; the first one is that of the draft of the IETF
(draft-ietf-httpapi-idempotency-key-header)."""

_RAW_HEADERS = tuple(name.encode("ascii") for name in KEY_HEADERS)
_WRITES = ("POST", "PATCH")
"""Methods that are not idempotent by themselves (RFC 9110, 9.2.2)."""


def set_idempotency_key(
    outgoing: Outgoing,
    method: str,
    declared: Mapping[str, Any] | None,
    key: str | None,
) -> bool:
    """Give a request its key, which all its attempts carry, and say whether it has one.

    A request that has none gets one where the API declares a header for it and a repetition could
    do harm.

    Args:
        outgoing: the request, with all other headers.
        method: HTTP method.
        declared: the header parameters that the API declares, given or not.
        key: what the user gave.
    """
    if key is None and not declared:
        return any(name in outgoing.headers for name in _RAW_HEADERS)
    names = [name for name in declared or () if name.lower() in KEY_HEADERS]
    if key is not None:
        name = names[0] if names else "Idempotency-Key"
        outgoing.set_header(name, key, what="idempotency_key")
        return True
    if any(name in outgoing.headers for name in _RAW_HEADERS):
        return True
    if not names or method not in _WRITES:
        return False
    outgoing.set_header(names[0], str(uuid4()))
    return True


# --- requests of operations -----------------------------------------------------------

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_LITERAL_SAFE = "/?&=%:@!$'()*+,;"
"""Characters that a path template may hold as they are, percent signs of what is encoded too."""

Arguments = Mapping[str, Any] | None


class CallArguments(TypedDict, total=False):
    """What an operation is called with."""

    path: Arguments
    """Path parameters by their names on the wire."""

    query: Arguments
    """Query parameters; what is None or `UNSET` is left out, here and below."""

    headers: Arguments
    """Header parameters."""

    cookies: Arguments
    """Cookie parameters."""

    body: Any
    """What the operation's body is made from."""

    content_type: str | None
    """Media type that the body is sent as, of several."""

    accept: str | None
    """Media type that is asked for, of several."""

    options: RequestOptions | None
    """What this call does differently."""

    url: str | None
    """Link of an answer, absolute or relative to the server, in place of path and query."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What can be said of an operation before its arguments are known."""

    literals: tuple[str, ...]
    """Encoded text around the path parameters; one more than there are parameters."""

    names: tuple[str, ...]
    """Path parameters in their order."""

    parameters: Mapping[tuple[str, str], Parameter]
    """Location and name → how it is written."""

    accept: bytes


@lru_cache(maxsize=4096)
def plan_of(operation: Operation[Any]) -> Plan:
    """Work out once what all calls of an operation share."""
    parts = _PLACEHOLDER.split(operation.path.partition("#")[0])
    literals = [percent_encode(part, safe=_LITERAL_SAFE) for part in parts[::2]]
    if not literals[0].startswith("/"):
        literals[0] = f"/{literals[0]}"
    return Plan(
        literals=tuple(literals),
        names=tuple(parts[1::2]),
        parameters={(each.location, each.name): each for each in operation.parameters},
        accept=expected_of(operation).accept.encode("ascii"),
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
) -> Prepared:
    """Put a request together.

    Args:
        operation: what is called.
        settings: those of the call.
        credentials: those that the request carries.
        base_headers: those of the HTTP client.

    The other arguments are those of `CallArguments`.

    Raises:
        InvalidRequestError: an argument or credential cannot be sent.
    """
    if operation.rules:
        from ..validation.checking import check_request

        check_request(
            operation,
            path=path,
            query=query,
            headers=headers,
            cookies=cookies,
            body=body,
            content_type=content_type,
        )
    plan = plan_of(operation)
    server = server_of(operation, settings, options)
    outgoing = Outgoing()
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
    if options is not None and options.body:
        payload = write_with_members(operation.body, body, options.body, content_type)
    elif operation.body is not None:
        payload = write_body(operation.body, body, content_type)
    if payload is not None:
        if options is not None and options.on_progress is not None:
            payload = with_progress(payload, options.on_progress)
        _add_payload_headers(outgoing, payload)
    for credential in credentials:
        credential.apply(outgoing)
    if is_trusted:
        for name, value in settings.query.items():
            outgoing.query.extend(query_pairs(name, value))
    if url is None:
        target = server.url + _path(plan, path or {})
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
    return Prepared(
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


def with_credentials(
    prepared: Prepared, credentials: tuple[RenewableCredential, ...]
) -> Prepared:
    """A request with credentials that were got anew in place of those that were refused."""
    outgoing = Outgoing()
    for credential in credentials:
        credential.apply(outgoing)
    names = outgoing.headers
    kept = [each for each in prepared.headers if each[0].lower() not in names]
    return replace(
        prepared,
        headers=[*kept, *names.values()],
        secrets=(*prepared.secrets, *outgoing.secrets),
    )


def _not_in(url: str, pairs: list[str]) -> list[str]:
    """Query pairs, such as a key, of which a link of the server does not have one already."""
    there = set(map(_name_of, url.partition("?")[2].split("&")))
    return [pair for pair in pairs if _name_of(pair) not in there]


def _name_of(pair: str) -> str:
    """The name of a query pair, decoded: servers may encode it in another way."""
    return unquote_plus(pair.partition("=")[0])


def server_of(
    operation: Operation[Any], settings: Settings, options: RequestOptions | None
) -> Server:
    """Where the request of a call goes."""
    if options is not None and options.base_url is not None:
        return parse_server(options.base_url)
    if operation.server is not None:
        return settings.server.beside(operation.server)
    return settings.server


def _goes_elsewhere(settings: Settings, options: RequestOptions | None) -> bool:
    """Whether a call itself names another origin than the client's."""
    base_url = options.base_url if options is not None else None
    return bool(base_url) and parse_server(base_url).origin != settings.server.origin


def credentials_of(
    operation: Operation[Any],
    settings: Settings,
    options: RequestOptions | None,
    headers: Arguments,
    has_own_auth: bool,
) -> tuple[Credential, ...]:
    """The credentials that the request of a call carries: none where the call itself names another
    origin than the client's.

    Args:
        operation: what is called.
        settings: those of the call.
        options: those of the call.
        headers: header parameters.
        has_own_auth: whether the HTTP client authenticates by itself.

    Raises:
        MissingCredentialError: the operation needs one that the client does not have.
    """
    if _goes_elsewhere(settings, options):
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


def _path(plan: Plan, values: Mapping[str, Any]) -> str:
    """The path template with its parameters filled in."""
    literals = plan.literals
    filled = [literals[0]]
    for name, literal in zip(plan.names, literals[1:], strict=True):
        filled.append(
            path_text(name, values.get(name), plan.parameters.get(("path", name)))
        )
        filled.append(literal)
    return checked_path("".join(filled))


def _add_query(plan: Plan, outgoing: Outgoing, query: Arguments) -> None:
    parameters = plan.parameters
    for name, value in (query or {}).items():
        whole = parameters.get(("querystring", name))
        if whole is None:
            outgoing.query.extend(
                query_pairs(name, value, parameters.get(("query", name)))
            )
        elif not is_left_out(value):
            outgoing.query.append(whole_query(value, whole))


def _add_headers(
    plan: Plan, outgoing: Outgoing, headers: Arguments, cookies: Arguments
) -> None:
    parameters = plan.parameters
    for name, value in (headers or {}).items():
        if not is_left_out(value):
            outgoing.set_header(
                name, header_text(value, parameters.get(("header", name)))
            )
    for name, value in (cookies or {}).items():
        outgoing.cookies.extend(
            cookie_pairs(name, value, parameters.get(("cookie", name)))
        )


def _add_payload_headers(outgoing: Outgoing, payload: Payload) -> None:
    outgoing.set_header("Content-Type", payload.content_type)
    length = None if isinstance(payload.data, bytes) else payload.data.length
    if length is not None:
        outgoing.headers[b"content-length"] = (b"Content-Length", b"%d" % length)


def _set_user_agent(outgoing: Outgoing, user_agent: str) -> None:
    """Name this package, unless the user's own HTTP client names itself."""
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
    """What such a request is made of.

    Attributes:
        query: Query parameters.
        headers: Headers.
        body: Bytes, a file or text as they are; anything else is sent as JSON.
        content_type: Media type of the body.
        options: What this call does differently.
    """

    query: Mapping[str, Any] | None
    headers: Mapping[str, Any] | None
    body: Any
    content_type: str | None
    options: RequestOptions | None


def raw_call(
    method: str,
    path: str,
    *,
    query: Mapping[str, Any] | None = None,
    headers: Mapping[str, Any] | None = None,
    body: Any = None,
    content_type: str | None = None,
    options: RequestOptions | None = None,
) -> tuple[Operation[bytes], CallArguments]:
    """The operation and the arguments that a request stands for.

    Args:
        method: HTTP method.
        path: Path below the base URL, encoded as it is sent.

    The other arguments are those of `RawArguments`.

    Raises:
        InvalidRequestError: method or path cannot be sent.
    """
    if not method or not all(
        sign in _METHOD_SIGNS or (sign.isascii() and sign.isalnum()) for sign in method
    ):
        raise InvalidRequestError(f"{method!r} is no HTTP method.")
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
    if body is None:
        return _operation(method.upper(), "", ""), arguments
    arguments["body"] = body
    if is_file_input(body):
        kind, usual = "FileInput", "application/octet-stream"
    elif isinstance(body, str):
        kind, usual = "str", "text/plain"
    else:
        kind, usual = "Any", "application/json"
    return _operation(method.upper(), content_type or usual, kind), arguments


@lru_cache(maxsize=256)
def _operation(method: str, media_type: str, kind: str) -> Operation[bytes]:
    return Operation(
        method,
        "/",
        body=Body(media_type, kind) if media_type else None,
        responses={"2XX": BINARY},
    )
