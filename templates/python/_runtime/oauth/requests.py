"""Requests to identity providers: token requests, OpenID Connect Discovery, and the fetchers that
send them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Awaitable, Callable, Generator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar
from urllib.parse import quote_plus, urlencode

from ..auth import AsyncSecret
from ..client.attempts import retry_after
from ..client.call import TRANSPORT_ERRORS, TransportError, failure, out_of_time
from ..client.sending import limiting, watch_new_connection, watch_new_connection_async
from ..errors import APIError, InvalidRequestError, server_message
from ..http import httpx, limit_decompression
from ..optional_errors import TokenError
from ..requests import SHORTEST_SECRET, PreparedRequest, Server
from ..responses import parse_body, redact
from .flows import ClientAuthentication, Endpoints, Token, absolute, token_of

if TYPE_CHECKING:
    from ..client.options import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ProviderRequest:
    """A request to an identity provider."""

    method: Literal["GET", "POST"]
    url: str
    form: Mapping[str, str] = field(default_factory=dict, repr=False)
    authorization: str = field(default="", repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """Parts that must not appear in messages."""

    is_repeatable: bool = True
    """True if repeating it is harmless."""

    @property
    def body(self) -> bytes | None:
        """The encoded form."""
        return urlencode(self.form).encode("ascii") if self.method == "POST" else None


@dataclass(frozen=True, slots=True)
class ProviderResponse:
    """Response of an identity provider."""

    url: str
    """URL without query."""

    status: int
    headers: httpx.Headers
    content: bytes = field(repr=False)

    @property
    def json(self) -> Mapping[str, Any]:
        """The JSON object; empty if the content is none."""
        body = parse_body(self.content, self.headers.get("content-type", ""))
        return body if isinstance(body, dict) else {}


@dataclass(frozen=True, slots=True)
class Sleep:
    """A pause of some seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class UserCall:
    """A call of a user's function, which is awaited if it is asynchronous."""

    function: Callable[[], object]


Procedure: TypeAlias = Generator[ProviderRequest | Sleep | UserCall, Any, T]
"""Steps to obtain a `T`, which do no I/O themselves; an error of a step is raised where it was
yielded."""


# --- token requests -------------------------------------------------------------------


@dataclass(slots=True)
class ClientIdentity:
    """Identity of the application at the identity provider."""

    id: str | None
    secret: AsyncSecret | None = field(default=None, repr=False)
    authentication: ClientAuthentication | None = None
    """Client authentication; None if unknown: then it is tried out, and stored here."""


def request_token(
    url: str,
    form: Mapping[str, AsyncSecret],
    client: ClientIdentity,
    *,
    is_repeatable: bool = True,
) -> Procedure[Mapping[str, Any]]:
    """Request a token. If the client authentication is unknown, both kinds are tried.

    Args:
        url: Token endpoint.
        form: Parameters without those of the client; functions are called.
        client: Identity of the application.
        is_repeatable: Whether repeating the request is harmless.

    Returns:
        The JSON object of the response.

    Raises:
        TokenError: The request was not successful.
    """
    if not url:
        raise TokenError("The API declares no token URL.")
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
        proof, authorization = _client_parameters(client_id, secret, way)
        provider_response = yield ProviderRequest(
            "POST", url, fields | proof, authorization, hidden, is_repeatable
        )
        try:
            body = successful_json(provider_response, hidden)
        except TokenError as error:
            refusal = refusal or error
            if error.error not in ("invalid_client", "invalid_request"):
                break
        else:
            client.authentication = client.authentication or way
            return body
    assert refusal is not None  # there is a way
    raise refusal


def _client_parameters(
    client_id: str, secret: str, way: ClientAuthentication | None
) -> tuple[dict[str, str], str]:
    """Return the parameters and the `Authorization` header that authenticate the client."""
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
"""Parameters that must not appear in messages."""

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
"""Error codes of RFC 6749 (5.2) and RFC 8628 (3.5), which are never redacted."""


def _text(name: str, value: AsyncSecret) -> Procedure[str]:
    result = (yield UserCall(value)) if callable(value) else value
    if not isinstance(result, str):
        raise InvalidRequestError(
            f"`{name}` must be a str, not {type(result).__name__}."
        )
    try:
        result.encode()
    except UnicodeEncodeError:
        raise InvalidRequestError(f"`{name}` is not valid Unicode.") from None
    return result


def basic_authorization(client_id: str, secret: str) -> str:
    """Return the `Authorization` header of a client; id and secret are form-encoded first (RFC
    6749, 2.3.1)."""
    pair = f"{quote_plus(client_id)}:{quote_plus(secret)}"
    return f"Basic {b64encode(pair.encode('ascii')).decode('ascii')}"


def successful_json(
    provider_response: ProviderResponse, secrets: tuple[str, ...] = ()
) -> Mapping[str, Any]:
    """Return the JSON object of a successful response.

    Raises:
        TokenError: It is not successful, or not an object.
    """
    body = provider_response.json
    error = body.get("error")
    if 200 <= provider_response.status < 300 and body and not error:
        return body
    told = error if isinstance(error, str) else ""
    if told not in _ERRORS:
        told = redact(told, secrets)
    description = body.get("error_description")
    description = redact(description, secrets) if isinstance(description, str) else ""
    said = ": ".join(filter(None, (told, description)))
    if not said:
        content_type = provider_response.headers.get("content-type", "")
        said = redact(
            server_message(parse_body(provider_response.content, content_type)), secrets
        )
    said = server_message(said) or "not a JSON object"
    raise TokenError(
        f"No token was obtained: {said} ({provider_response.status} from {provider_response.url})",
        error=told,
        error_description=description,
        status_code=provider_response.status,
        url=provider_response.url,
    )


def is_rejection(error: TokenError) -> bool:
    """Return whether the given credentials were rejected, as opposed to a failure of the identity
    provider."""
    status = error.status_code
    return status is None or (status < 500 and status != 429)


def token_from(body: Mapping[str, Any], url: str, now: float) -> Token:
    """Return the token in a successful response.

    Args:
        body: The JSON object.
        url: URL of the identity provider, for messages.
        now: Seconds since 1970.

    Raises:
        TokenError: No token was obtained, or an unusable one.
    """
    token = token_of(body, now)
    said_by = url.partition("?")[0]
    if token is None:
        raise TokenError(
            f"No token was obtained: the response of {said_by} contains none.",
            url=said_by,
        )
    if not token.is_usable:
        raise TokenError(
            "No token was obtained that can be used: those of this type need proof with each request.",
            error="unsupported_token_type",
            url=said_by,
        )
    return token


# --- OpenID Connect Discovery ---------------------------------------------------------

_WELL_KNOWN = "/.well-known/openid-configuration"
_OAUTH_WELL_KNOWN = "/.well-known/oauth-authorization-server"
"""Inserted before the path of an issuer (RFC 8414, 3)."""


def discover(url: str, server: Server) -> Procedure[Endpoints]:
    """Request the endpoints of an identity provider (OpenID Connect Discovery 1.0, 4, or RFC 8414).

    Args:
        url: URL of its metadata, or of the provider itself; may be relative to the server.
        server: Server of the API.

    Raises:
        InvalidRequestError: A URL cannot be used.
        TokenError: The metadata belong to another provider, or are incomplete.
    """
    found = absolute(url, server)
    issuer = _issuer(found)
    if "/.well-known/" not in found:
        found = issuer + _WELL_KNOWN
    provider_response = yield ProviderRequest("GET", found)
    metadata = successful_json(provider_response)
    said = metadata.get("issuer")
    if not isinstance(said, str) or said.rstrip("/") != issuer:
        raise TokenError(
            f"The metadata at {provider_response.url} are those of another identity provider.",
            error="issuer_mismatch",
            url=provider_response.url,
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
    """Return the issuer of a metadata URL, without a trailing slash."""
    address = url.partition("?")[0].rstrip("/")
    before, mark, path = address.partition(_OAUTH_WELL_KNOWN)
    return before + path if mark else address.removesuffix(_WELL_KNOWN).rstrip("/")


def _endpoint(metadata: Mapping[str, Any], key: str, server: Server) -> str:
    url = metadata.get(key)
    return absolute(url, server) if isinstance(url, str) else ""


def _authentication(metadata: Mapping[str, Any]) -> ClientAuthentication | None:
    """Return the client authentication that a provider supports: the header if possible, else the
    body; None if it supports neither."""
    ways = metadata.get("token_endpoint_auth_methods_supported")
    if not isinstance(ways, list):
        return None
    if "client_secret_basic" in ways:
        return "basic"
    return "body" if "client_secret_post" in ways else None


# --- fetchers -------------------------------------------------------------------------

_MOST_BYTES = 1_000_000
"""Maximum size of a response in bytes, after decompression; tokens and metadata have a few
thousand."""


class _BaseFetcher:
    """Base class of both fetchers: everything but sending."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._clock = settings.clock

    def _attempt(self, request: ProviderRequest) -> _Attempt:
        return _Attempt(request, self.settings)


class Fetcher(_BaseFetcher):
    """Sends requests to identity providers. Thread-safe.

    The HTTP client of the API is used, but without its credentials, cookies and redirects.
    """

    def __init__(self, http: httpx.Client, settings: Settings) -> None:
        """Create a fetcher.

        Args:
            http: HTTP client that sends.
            settings: Settings of the client: timeouts, retries, clock.
        """
        super().__init__(settings)
        self._http = http

    def run(self, steps: Procedure[T]) -> T:
        """Execute steps, and return their result.

        Raises:
            APIError: A step failed.
        """
        try:
            step = next(steps)
            while True:
                try:
                    result = self._do(step)
                except Exception as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(result)
        except StopIteration as stop:
            value: T = stop.value
            return value
        finally:
            steps.close()

    def _do(self, step: ProviderRequest | Sleep | UserCall) -> Any:
        match step:
            case ProviderRequest():
                return self._fetch(step)
            case Sleep():
                return self._clock.sleep(step.seconds)
            case UserCall():
                result = step.function()
                if isinstance(result, Awaitable):
                    close = getattr(result, "close", None)
                    if close is not None:
                        close()  # a coroutine that never ran would warn
                    raise InvalidRequestError(
                        "An asynchronous function requires the asynchronous client."
                    )
                return result

    def _fetch(self, request: ProviderRequest) -> ProviderResponse:
        attempt = self._attempt(request)
        while True:
            response = None
            try:
                content = BytesIO()
                http_request = attempt.start()
                http_request.extensions["trace"] = watch_new_connection
                with limiting(attempt):
                    response = self._http.send(
                        http_request, auth=None, follow_redirects=False, stream=True
                    )
                    limit_decompression(response)
                    try:
                        for chunk in response.iter_bytes():
                            attempt.take(chunk, content)
                    finally:
                        response.close()
            except TRANSPORT_ERRORS as cause:
                error = attempt.failure(cause, response)
                wait = attempt.after(error)
                if wait is None:
                    raise error from cause
            else:
                provider_response = attempt.response_of(response, content.getvalue())
                wait = attempt.after(provider_response)
                if wait is None:
                    return provider_response
            self._clock.sleep(wait)


class AsyncFetcher(_BaseFetcher):
    """Sends requests to identity providers asynchronously."""

    def __init__(self, http: httpx.AsyncClient, settings: Settings) -> None:
        """Create a fetcher.

        Args:
            http: HTTP client that sends.
            settings: Settings of the client: timeouts, retries, clock.
        """
        super().__init__(settings)
        self._http = http

    async def run(self, steps: Procedure[T]) -> T:
        """Execute steps, and return their result.

        Raises:
            APIError: A step failed.
        """
        try:
            step = next(steps)
            while True:
                try:
                    result = await self._do(step)
                except Exception as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(result)
        except StopIteration as stop:
            value: T = stop.value
            return value
        finally:
            steps.close()

    async def _do(self, step: ProviderRequest | Sleep | UserCall) -> Any:
        match step:
            case ProviderRequest():
                return await self._fetch(step)
            case Sleep():
                return await self._clock.asleep(step.seconds)
            case UserCall():
                result = step.function()
                return await result if isinstance(result, Awaitable) else result

    async def _fetch(self, request: ProviderRequest) -> ProviderResponse:
        attempt = self._attempt(request)
        while True:
            response = None
            try:
                content = BytesIO()
                http_request = attempt.start()
                http_request.extensions["trace"] = watch_new_connection_async
                with limiting(attempt):
                    response = await self._http.send(
                        http_request, auth=None, follow_redirects=False, stream=True
                    )
                    limit_decompression(response)
                    try:
                        async for chunk in response.aiter_bytes():
                            attempt.take(chunk, content)
                    finally:
                        await response.aclose()
            except TRANSPORT_ERRORS as cause:
                error = attempt.failure(cause, response)
                wait = attempt.after(error)
                if wait is None:
                    raise error from cause
            else:
                provider_response = attempt.response_of(response, content.getvalue())
                wait = attempt.after(provider_response)
                if wait is None:
                    return provider_response
            await self._clock.asleep(wait)


class _Attempt:
    """A request to an identity provider with its retries."""

    def __init__(self, request: ProviderRequest, settings: Settings) -> None:
        self._request = request
        self._settings = settings
        self._number = 0
        total = settings.total_timeout
        self._deadline = None if total is None else self._now() + total
        url = request.url.partition("?")[0]
        self._prepared = PreparedRequest(
            method=request.method,
            url=request.url,
            safe_url=url,
            origin="",
            headers=self._headers(),
            payload=None,
            has_key=request.is_repeatable,
            secrets=request.secrets,
        )

    def _now(self) -> float:
        return self._settings.clock.monotonic()

    def _headers(self) -> list[tuple[bytes, bytes]]:
        request = self._request
        headers = [
            (b"Accept", b"application/json"),
            (b"User-Agent", self._settings.user_agent.encode("ascii")),
        ]
        if request.method == "POST":
            headers.append((b"Content-Type", b"application/x-www-form-urlencoded"))
        if request.authorization:
            headers.append((b"Authorization", request.authorization.encode("ascii")))
        return headers

    def start(self) -> httpx.Request:
        """Return the next request.

        Raises:
            APITimeoutError: No time is left.
        """
        self._number += 1
        timeout = self._settings.timeout.as_dict()
        left = self.left()
        if left is not None:
            timeout = {
                step: left if seconds is None else min(seconds, left)
                for step, seconds in timeout.items()
            }
        return httpx.Request(
            self._prepared.method,
            self._prepared.url,
            headers=self._prepared.headers,
            content=self._request.body,
            extensions={"timeout": timeout},
        )

    def left(self) -> float | None:
        """Return the seconds left; None if there is no limit.

        Raises:
            APITimeoutError: No time is left.
        """
        if self._deadline is None:
            return None
        left = self._deadline - self._now()
        if left <= 0:
            raise out_of_time(self._prepared, self._settings, self._number)
        return left

    def receiving(self) -> None:
        """Start the default limit with the first byte of the first response."""
        if self._deadline is None and self._settings.response_time is not None:
            self._deadline = self._now() + self._settings.response_time

    def take(self, chunk: bytes, content: BytesIO) -> None:
        """Add a chunk to the content of a response.

        Raises:
            APITimeoutError: No time is left.
            TokenError: The response is too large.
        """
        self.left()
        content.write(chunk)
        if content.tell() > _MOST_BYTES:
            raise TokenError(
                f"{self._prepared.method} {self._prepared.safe_url}: the response has more than "
                f"{_MOST_BYTES} bytes",
                url=self._prepared.safe_url,
            )

    def failure(
        self, error: TransportError, response: httpx.Response | None
    ) -> APIError:
        """Return the error of this package for one of the HTTP library."""
        return failure(self._prepared, error, response, self._number)

    def response_of(self, response: httpx.Response, content: bytes) -> ProviderResponse:
        """Return the response of the identity provider."""
        return ProviderResponse(
            self._prepared.safe_url,
            response.status_code,
            response.headers,
            content,
        )

    def after(self, outcome: ProviderResponse | APIError) -> float | None:
        """Return the seconds to wait before the next attempt; None if there is none."""
        policy, clock = self._settings.retries, self._settings.clock
        method, has_key = self._request.method, self._request.is_repeatable
        asked = None
        if isinstance(outcome, ProviderResponse):
            asked = retry_after(outcome.headers, clock.time())
            may = policy.may_retry_status(
                method, outcome.status, outcome.headers, has_key
            )
        else:
            may = policy.may_retry_failure(method, outcome, has_key)
        if not may or self._number > policy.max_retries:
            return None
        wait = policy.wait(self._number, clock.random, asked)
        left = self.left()
        return wait if wait is None or left is None or wait < left else None
