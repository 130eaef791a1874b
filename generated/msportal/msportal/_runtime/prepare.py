"""From an operation and its arguments to a request that is ready to be sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypedDict

from .bodies import Payload, write_body
from .credentials import Credential, apply_credentials
from .errors import MissingCredentialError
from .operation import Operation, Parameter, Security
from .options import RequestOptions
from .outgoing import Outgoing
from .parameters import cookie_pairs, header_text, path_text, query_pairs, whole_query
from .responses import expected_of
from .server import Server, checked_path, parse_server
from .unset import Unset
from .values import is_left_out, percent_encode

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


@dataclass(frozen=True, slots=True)
class Settings:
    """What a client adds to each of its requests."""

    server: Server
    credentials: Mapping[str, Credential]
    security: Security
    user_agent: str
    timeout: float | None
    """Seconds for each step of a request; None waits for ever."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request that is ready to be sent."""

    method: str
    url: str
    safe_url: str
    """Without query and user information, for messages."""

    headers: list[tuple[bytes, bytes]]
    payload: Payload | None
    timeout: float | None
    secrets: tuple[str, ...]
    """What messages must not show."""


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
    base_headers: list[tuple[bytes, bytes]],
    has_own_auth: bool,
    path: Arguments = None,
    query: Arguments = None,
    headers: Arguments = None,
    cookies: Arguments = None,
    body: Any = None,
    content_type: str | None = None,
    accept: str | None = None,
    options: RequestOptions | None = None,
) -> Prepared:
    """Put a request together.

    Args:
        operation: what is called.
        settings: those of the client.
        base_headers: those of the HTTP client.
        has_own_auth: whether the HTTP client authenticates by itself.

    The other arguments are those of `CallArguments`.

    Raises:
        InvalidRequestError: an argument or credential cannot be sent.
        MissingCredentialError: the operation needs one that the client does not have.
    """
    if operation.rules:
        from .validation import check_request

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
    server = settings.server
    if options is not None and options.base_url is not None:
        server = parse_server(options.base_url)
    elif operation.server is not None:
        server = server.beside(operation.server)
    outgoing = Outgoing()
    for header in base_headers:
        outgoing.headers[header[0].lower()] = header
    _set_user_agent(outgoing, settings.user_agent)
    outgoing.headers[b"accept"] = (b"Accept", plan.accept)
    if accept is not None:
        outgoing.set_header("Accept", accept, what="accept")
    if server.authorization:
        outgoing.set_header("Authorization", server.authorization)
        for secret in server.secrets:
            outgoing.secret(secret)

    url = server.url + _path(plan, path or {})
    payload = (
        None
        if operation.body is None
        else write_body(operation.body, body, content_type)
    )
    if payload is not None:
        _add_payload_headers(outgoing, payload)
    extra_headers = (options.headers if options else None) or {}
    try:
        security = (
            settings.security if operation.security is None else operation.security
        )
        apply_credentials(security, settings.credentials, outgoing)
    except MissingCredentialError:
        if not (has_own_auth or _authorizes(headers) or _authorizes(extra_headers)):
            raise
    _add_parameters(plan, outgoing, query, headers, cookies)
    for name, value in extra_headers.items():
        if not is_left_out(value):
            outgoing.set_header(name, header_text(value))
    for name, value in ((options.query if options else None) or {}).items():
        outgoing.query.extend(query_pairs(name, value))
    if outgoing.cookies:
        outgoing.set_header("Cookie", "; ".join(outgoing.cookies))

    timeout = settings.timeout
    if options is not None and not isinstance(options.timeout, Unset):
        timeout = options.timeout
    safe_url = url.partition("?")[0]
    if outgoing.query:
        url += ("&" if "?" in url else "?") + "&".join(outgoing.query)
    return Prepared(
        method=operation.method,
        url=url,
        safe_url=safe_url,
        headers=list(outgoing.headers.values()),
        payload=payload,
        timeout=timeout,
        secrets=tuple(outgoing.secrets),
    )


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


def _add_parameters(
    plan: Plan,
    outgoing: Outgoing,
    query: Arguments,
    headers: Arguments,
    cookies: Arguments,
) -> None:
    parameters = plan.parameters
    for name, value in (query or {}).items():
        whole = parameters.get(("querystring", name))
        if whole is None:
            outgoing.query.extend(
                query_pairs(name, value, parameters.get(("query", name)))
            )
        elif not is_left_out(value):
            outgoing.query.append(whole_query(value, whole))
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
