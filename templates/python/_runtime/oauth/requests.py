"""Requests to identity providers: token requests and OpenID Connect Discovery."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, TypeVar
from urllib.parse import quote_plus, urlencode

from ..auth.credentials import AsyncSecret
from ..errors import InvalidRequestError, TokenError
from ..http import httpx
from ..requests.request import SHORTEST_SECRET
from ..responses.reading import blot_out, parse_body, server_message
from ..servers import Server
from .flows import ClientAuthentication, Endpoints, Token, absolute, token_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Request:
    """A request to an identity provider; it gives an `Answer`."""

    method: Literal["GET", "POST"]
    url: str
    form: Mapping[str, str] = field(default_factory=dict, repr=False)
    authorization: str = field(default="", repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """What messages must not show."""

    is_repeatable: bool = True
    """Whether it does no harm twice."""

    @property
    def body(self) -> bytes | None:
        """The form, encoded."""
        return urlencode(self.form).encode("ascii") if self.method == "POST" else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What an identity provider answers."""

    url: str
    """Without query."""

    status: int
    headers: httpx.Headers
    content: bytes = field(repr=False)

    @property
    def json(self) -> Mapping[str, Any]:
        """The JSON object that it is; empty where it is none."""
        body = parse_body(self.content, self.headers.get("content-type", ""))
        return body if isinstance(body, dict) else {}


@dataclass(frozen=True, slots=True)
class Wait:
    """Time to let pass; it gives nothing."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Ask:
    """A function to call, and to await where it is asynchronous; it gives what the function does."""

    function: Callable[[], object]


Steps: TypeAlias = Generator[Request | Wait | Ask, Any, T]
"""Steps that lead to a `T`; what is raised by a step is raised where it was yielded."""


# --- token requests -------------------------------------------------------------------


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


# --- OpenID Connect Discovery ---------------------------------------------------------

_WELL_KNOWN = "/.well-known/openid-configuration"
_OAUTH_WELL_KNOWN = "/.well-known/oauth-authorization-server"
"""What stands before the path of an issuer, not behind it (RFC 8414, 3)."""


def discovery_steps(url: str, server: Server) -> Steps[Endpoints]:
    """Ask an identity provider for its endpoints (OpenID Connect Discovery 1.0, 4, or RFC 8414).

    Args:
        url: of its metadata, or of the provider itself; may be relative to the server.
        server: that of the API.

    Raises:
        InvalidRequestError: a URL cannot be used.
        TokenError: the metadata are those of another provider, or lack what is needed.
    """
    found = absolute(url, server)
    issuer = _issuer(found)
    if "/.well-known/" not in found:
        found = issuer + _WELL_KNOWN
    answer = yield Request("GET", found)
    metadata = success(answer)
    said = metadata.get("issuer")
    if not isinstance(said, str) or said.rstrip("/") != issuer:
        raise TokenError(
            f"The metadata at {answer.url} are those of another identity provider.",
            error="issuer_mismatch",
            url=answer.url,
        )
    token = _endpoint(metadata, "token_endpoint", server)
    return Endpoints(
        token=token,
        refresh=token,
        authorization=_endpoint(metadata, "authorization_endpoint", server),
        device_authorization=_endpoint(
            metadata, "device_authorization_endpoint", server
        ),
        issuer=said,
        client_authentication=_authentication(metadata),
    )


def _issuer(url: str) -> str:
    """Whose metadata a URL is for, without a slash at the end."""
    address = url.partition("?")[0].rstrip("/")
    before, mark, path = address.partition(_OAUTH_WELL_KNOWN)
    return before + path if mark else address.removesuffix(_WELL_KNOWN).rstrip("/")


def _endpoint(metadata: Mapping[str, Any], key: str, server: Server) -> str:
    url = metadata.get(key)
    return absolute(url, server) if isinstance(url, str) else ""


def _authentication(metadata: Mapping[str, Any]) -> ClientAuthentication | None:
    """How clients say who they are: in a header where the provider takes that, else in the form;
    None where it says neither."""
    ways = metadata.get("token_endpoint_auth_methods_supported")
    if not isinstance(ways, list):
        return None
    if "client_secret_basic" in ways:
        return "basic"
    return "body" if "client_secret_post" in ways else None
