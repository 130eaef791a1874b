"""Requests for tokens: what they hold, and what their answers say."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus

from ...errors import InvalidRequestError, TokenError
from ...requests.outgoing import SHORTEST_SECRET
from ...responses.error_bodies import blot_out, parse_body, server_message
from ..credentials import AsyncSecret
from .flows import ClientAuthentication
from .steps import Answer, Ask, Request, Steps
from .token import Token, token_of


@dataclass(slots=True)
class ClientIdentity:
    """Who asks for tokens: an application that the identity provider knows."""

    id: str | None
    secret: AsyncSecret | None = field(default=None, repr=False)
    authentication: ClientAuthentication | None = None
    """Where both go; None where nobody knows: then it is found out, and noted here."""


def token_steps(
    url: str,
    form: Mapping[str, AsyncSecret],
    client: ClientIdentity,
    *,
    is_repeatable: bool = True,
) -> Steps[Mapping[str, Any]]:
    """Ask for a token. Where nobody knows how clients say who they are, both ways are tried.

    Args:
        url: of the endpoint.
        form: what is sent beside who the client is; functions are asked.
        client: who asks.
        is_repeatable: whether the request does no harm twice.

    Returns:
        The JSON object that a success is.

    Raises:
        TokenError: it is none.
    """
    if not url:
        raise TokenError("The API does not say where tokens are got.")
    fields: dict[str, str] = {}
    for name, value in form.items():
        fields[name] = yield from _text(name, value)
    secrets = [value for name, value in fields.items() if name in _SECRET]
    client_id = secret = ""
    ways: tuple[ClientAuthentication | None, ...] = (None,)
    if client.id is not None:
        client_id = yield from _text("client_id", client.id)
        if client.secret is not None:
            secret = yield from _text("client_secret", client.secret)
            secrets += [secret, basic_authorization(client_id, secret)[6:]]
            known = client.authentication
            ways = (known,) if known else ("basic", "body")
    hidden = tuple(secret for secret in secrets if len(secret) >= SHORTEST_SECRET)
    refusal: TokenError | None = None
    for way in ways:
        proof, authorization = _proof(client_id, secret, way)
        answer = yield Request(
            "POST", url, fields | proof, authorization, hidden, is_repeatable
        )
        try:
            body = success(answer, hidden)
        except TokenError as error:
            refusal = refusal or error
            if error.error not in ("invalid_client", "invalid_request"):
                break
        else:
            client.authentication = client.authentication or way
            return body
    assert refusal is not None  # there is a way
    raise refusal


def _proof(
    client_id: str, secret: str, way: ClientAuthentication | None
) -> tuple[dict[str, str], str]:
    """Fields, and an `Authorization` header, by which a client says who it is."""
    match way:
        case "basic":
            return {}, basic_authorization(client_id, secret)
        case "body":
            return {"client_id": client_id, "client_secret": secret}, ""
        case None:
            return ({"client_id": client_id} if client_id else {}), ""


_SECRET = frozenset(
    {"assertion", "code", "code_verifier", "device_code", "password", "refresh_token"}
)
"""Fields that messages must not show."""

_ERRORS = frozenset(
    {
        "access_denied",
        "authorization_pending",
        "expired_token",
        "invalid_client",
        "invalid_grant",
        "invalid_request",
        "invalid_scope",
        "slow_down",
        "unauthorized_client",
        "unsupported_grant_type",
    }
)
"""Codes of RFC 6749 (5.2) and RFC 8628 (3.5), which are what they are whatever secrets there are."""


def _text(name: str, value: AsyncSecret) -> Steps[str]:
    result = (yield Ask(value)) if callable(value) else value
    if not isinstance(result, str):
        raise InvalidRequestError(
            f"`{name}` must be a str, not {type(result).__name__}."
        )
    try:
        result.encode()
    except UnicodeEncodeError:
        raise InvalidRequestError(f"`{name}` is no Unicode text.") from None
    return result


def basic_authorization(client_id: str, secret: str) -> str:
    """Who the client is, as a header says it: both are form-encoded first (RFC 6749, 2.3.1)."""
    pair = f"{quote_plus(client_id)}:{quote_plus(secret)}"
    return f"Basic {b64encode(pair.encode('ascii')).decode('ascii')}"


def success(answer: Answer, secrets: tuple[str, ...] = ()) -> Mapping[str, Any]:
    """The JSON object that a successful answer is.

    Raises:
        TokenError: it is no success, or no object.
    """
    body = answer.json
    error = body.get("error")
    if 200 <= answer.status < 300 and body and not error:
        return body
    told = error if isinstance(error, str) else ""
    if told not in _ERRORS:
        told = blot_out(told, secrets)
    description = body.get("error_description")
    description = blot_out(description, secrets) if isinstance(description, str) else ""
    said = ": ".join(filter(None, (told, description)))
    if not said:
        content_type = answer.headers.get("content-type", "")
        said = blot_out(
            server_message(parse_body(answer.content, content_type)), secrets
        )
    said = server_message(said) or "this is no JSON object"
    raise TokenError(
        f"There is no token: {said} ({answer.status} from {answer.url})",
        error=told,
        error_description=description,
        status_code=answer.status,
        url=answer.url,
    )


def is_refusal(error: TokenError) -> bool:
    """Whether what was asked with is no good, as opposed to an identity provider in trouble."""
    status = error.status_code
    return status is None or (status < 500 and status != 429)


def granted(body: Mapping[str, Any], url: str, now: float) -> Token:
    """The token of a successful answer.

    Args:
        body: the JSON object.
        url: who answered, for messages.
        now: seconds since 1970.

    Raises:
        TokenError: it holds none, or one that cannot be used.
    """
    token = token_of(body, now)
    said_by = url.partition("?")[0]
    if token is None:
        raise TokenError(
            f"There is no token: the answer of {said_by} holds none.", url=said_by
        )
    if not token.is_usable:
        raise TokenError(
            "There is no token that can be used: those of this type need proof with each request.",
            error="unsupported_token_type",
            url=said_by,
        )
    return token
