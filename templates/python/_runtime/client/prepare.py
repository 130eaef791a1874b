"""From an operation and its arguments to a request that is ready to be sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, TypedDict
from urllib.parse import unquote_plus

from ..auth.credentials import Credential, RenewableCredential, choose_credentials
from ..errors import MissingCredentialError
from ..http.redirects import KEPT_ELSEWHERE
from ..http.urls import Server, checked_path, parse_server
from ..operations import Operation, Parameter
from ..options import Settings
from ..request_options import RequestOptions
from ..requests.bodies import Payload, write_body
from ..requests.outgoing import Outgoing
from ..requests.parameters import (
    cookie_pairs,
    header_text,
    path_text,
    query_pairs,
    whole_query,
)
from ..requests.values import is_left_out, percent_encode
from ..responses.reading import expected_of
from .idempotency import set_idempotency_key

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
class Prepared:
    """A request that is ready to be sent."""

    method: str
    url: str = field(repr=False)
    safe_url: str
    """Without query and user information, for messages."""

    origin: str
    """Scheme, host and port of the server."""

    headers: list[tuple[bytes, bytes]] = field(repr=False)
    payload: Payload | None = field(repr=False)
    has_key: bool
    """Whether it has an idempotency key, by which the server knows it when it comes again."""

    secrets: tuple[str, ...] = field(repr=False)
    """What messages must not show."""

    is_trusted: bool = True
    """Whether it goes to a server of the API, rather than to another origin that an option or a
    redirection names: that must not learn what the client sends with every request."""


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
        # Imported when it is needed: most calls add nothing to their bodies.
        from ..requests.body_members import write_with_members

        payload = write_with_members(operation.body, body, options.body, content_type)
    elif operation.body is not None:
        payload = write_body(operation.body, body, content_type)
    if payload is not None:
        if options is not None and options.on_progress is not None:
            from ..requests.progress import with_progress

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
