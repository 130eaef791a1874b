"""OAuth 2.0 credential: a token that is given, or requested and refreshed when needed."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from copy import copy
from dataclasses import dataclass, replace
from threading import TIMEOUT_MAX, Lock
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import anyio
from anyio.lowlevel import RunVar, checkpoint_if_cancelled

from ..auth import (
    AsyncSecret,
    Credential,
    keyword_hint,
    value_or_env,
)
from ..auth.bearer import Bearer
from ..errors import (
    APIConnectTimeoutError,
    APIError,
    APITimeoutError,
    InvalidRequestError,
)
from ..http import httpx
from ..optional_errors import TokenError
from ..requests import PreparedRequest, RequestBuilder
from .flows import Endpoints, FlowKind, OAuthFlow, OAuthOptions, Token, absolute

if TYPE_CHECKING:
    from ..client.options import Settings
    from .requests import ClientIdentity, Procedure

_logger = logging.getLogger(__name__.partition("._runtime")[0])

Work: TypeAlias = Callable[[], None]
AsyncWork: TypeAlias = Callable[[], Awaitable[None]]


class SingleFlight:
    """Single-flight token refresh: of many threads or tasks that need a new token, one requests it.

    The others wait, and share its error if it fails, instead of trying one by one.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._task_lock: RunVar[anyio.Lock] = RunVar("turns")
        self._ended = 0
        self._failure: APIError | None = None

    def take(
        self, is_done: Callable[[], bool], work: Work, seconds: float | None
    ) -> None:
        """Do some work once.

        Args:
            is_done: Returns whether another one has done it.
            work: The work.
            seconds: Maximum seconds to wait for another one; None for no limit.

        Raises:
            APIError: The work failed, or no time is left.
        """
        ended = self._ended
        timeout = -1 if seconds is None else min(seconds, TIMEOUT_MAX)
        if not self._lock.acquire(timeout=timeout):
            raise _too_late()
        try:
            if not self._is_settled(is_done, ended):
                try:
                    work()
                except APIError as error:
                    self._note(error, seconds)
                    raise
        finally:
            self._lock.release()

    async def take_async(
        self,
        is_done: Callable[[], bool],
        work: AsyncWork,
        seconds: float | None,
    ) -> None:
        """Do some work once.

        Args:
            is_done: Returns whether another one has done it.
            work: The work.
            seconds: Maximum seconds to wait for another one; None for no limit.

        Raises:
            APIError: The work failed, or no time is left.
        """
        ended = self._ended
        # A lock belongs to one event loop, and a client may be used in several, one by one.
        lock = self._task_lock.get(None)
        if lock is None:
            lock = anyio.Lock()
            self._task_lock.set(lock)
        try:
            with anyio.fail_after(seconds):
                await lock.acquire()
        except TimeoutError:
            raise _too_late() from None
        try:
            if not self._is_settled(is_done, ended):
                try:
                    await work()
                except APIError as error:
                    self._note(error, seconds)
                    raise
        finally:
            lock.release()

    def _is_settled(self, is_done: Callable[[], bool], ended: int) -> bool:
        """Return whether there is nothing left to do since the given number of completed attempts.

        Raises:
            APIError: Another one has failed meanwhile.
        """
        if is_done():
            return True
        if self._failure is not None and self._ended > ended:
            raise copy(self._failure) from self._failure
        self._failure = None
        return False

    def _note(self, error: APIError, seconds: float | None) -> None:
        """Remember a failure, unless it is due to the deadline or the options of one call."""
        is_own = isinstance(error, InvalidRequestError) or (
            isinstance(error, APITimeoutError) and seconds is not None
        )
        self._failure = None if is_own else error
        self._ended += 1


def _too_late() -> APIConnectTimeoutError:
    return APIConnectTimeoutError(
        "No token arrived in time: another call is still requesting it.",
        method="POST",
        url="",
        attempts=0,
    )


async def shielded(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Complete some work even if the waiting task is cancelled.

    With asyncio, a cancelled task leaves at once; with trio, when the work is complete.
    """
    import asyncio

    try:
        is_asyncio = asyncio.current_task() is not None
    except RuntimeError:
        is_asyncio = False
    if is_asyncio:
        task = asyncio.create_task(work())
        # An event loop does not keep its tasks.
        _going_on.add(task)
        task.add_done_callback(_going_on.discard)
        await asyncio.shield(task)
    else:
        with anyio.CancelScope(shield=True):
            await work()
        await checkpoint_if_cancelled()


_going_on: set[Any] = set()


# --- the credential -------------------------------------------------------------------

_FLOWS: dict[str, FlowKind] = {
    "client_credentials": "clientCredentials",
    "password": "password",
}
_GRANTS = (("token",), ("username", "password"), ("client_id", "client_secret"))
"""Groups of keywords that suffice for a token, in order of precedence."""

_SIGNED_IN = ("authorizationCode", "deviceAuthorization")
"""Flows in which a person signs in."""

_HELPERS = {
    "authorizationCode": "AuthorizationCode",
    "deviceAuthorization": "DeviceCode",
}

_REFRESHABLE = (*_SIGNED_IN, "password")
"""Flows whose tokens can be refreshed, in order of precedence."""

_RETRY_AFTER = 5.0
"""Seconds between attempts to renew a token that expires soon, after a failure."""


@dataclass(frozen=True, slots=True)
class _CurrentToken:
    """The current token, and its validity."""

    token: Token
    good_until: float | None
    """Seconds since 1970; None if unknown."""

    is_refused: bool = False
    """True if the server rejected it."""


class OAuth2(Credential):
    """An access token, in `Authorization: Bearer …`.

    A given token is sent unchanged. Otherwise one is requested with the given client credentials or
    password, kept until shortly before it expires, and renewed, with its refresh token if there is
    one. If many calls need a new token at once, it is requested once.
    """

    def __init__(
        self,
        token: AsyncSecret | Token | None = None,
        *,
        client_id: str | None = None,
        client_secret: AsyncSecret | None = None,
        username: str | None = None,
        password: AsyncSecret | None = None,
        oauth: OAuthOptions | None = None,
        flows: tuple[OAuthFlow, ...] = (),
        discovery: str = "",
        scopes: tuple[str, ...] = (),
        env: Mapping[str, str] = {},
        keyword: Mapping[str, str] = {},
    ) -> None:
        """Create the credential of a security scheme.

        Args:
            token: An access token, a function that returns one, or the result of `auth`.
            client_id: Id of the application at the identity provider.
            client_secret: Secret of the application.
            username: Name of a user.
            password: Password of the user.
            oauth: Options that differ from the API description.
            flows: Flows that the API declares.
            discovery: URL of an OpenID Connect provider's metadata; empty if there is none.
            scopes: Scopes that operations require, if there are no flows.
            env: Keyword → environment variable that is used if it is not given.
            keyword: Keyword → argument of the client, if the names differ.
        """
        self._flows = {flow.kind: flow for flow in flows}
        self._discovery = discovery
        self._scopes = scopes
        self.options = oauth or OAuthOptions()
        self._names = {
            name: (keyword.get(name, name), env.get(name, ""))
            for way in _GRANTS
            for name in way
        }
        usual = (
            token
            if isinstance(token, Token)
            else value_or_env(token, env.get("token", ""))
        )
        self._client_id = value_or_env(client_id, env.get("client_id", ""))
        self._client_secret = value_or_env(client_secret, env.get("client_secret", ""))
        self._username = value_or_env(username, env.get("username", ""))
        self._password = value_or_env(password, env.get("password", ""))
        way = self._way(
            token=(token, usual),
            client_id=(client_id, self._client_id),
            client_secret=(client_secret, self._client_secret),
            username=(username, self._username),
            password=(password, self._password),
        )
        self._grant: Literal["client_credentials", "password", ""] = ""
        self._plain: Bearer | None = None
        self._held: _CurrentToken | None = None
        self._lock = Lock()
        if "password" in way:
            self._grant = "password"
        elif "client_secret" in way:
            self._grant = "client_credentials"
        elif isinstance(usual, Token):
            self._hold(usual)
        elif usual is not None:
            self._plain = Bearer(usual, keyword=self._names["token"][0])
        self._endpoints: Endpoints | None = None
        self._identity: ClientIdentity | None = None
        self._turns = SingleFlight()

    def _ways(self) -> list[tuple[str, ...]]:
        """Return the groups of keywords that suffice for a token, by the declared flows."""
        is_possible = {
            "token": True,
            "username": "password" in self._flows,
            "client_id": "clientCredentials" in self._flows or bool(self._discovery),
        }
        return [way for way in _GRANTS if is_possible[way[0]]]

    def _way(self, **values: tuple[object, object]) -> tuple[str, ...]:
        """Return the group of keywords to request a token with; given ones take precedence over
        environment variables."""
        complete = [
            way
            for way in self._ways()
            if all(values[name][1] is not None for name in way)
        ]
        for way in complete:
            if any(values[name][0] for name in way):
                return way
        return complete[0] if complete else ()

    @property
    def hint(self) -> str:
        ways = [
            keyword_hint([self._names[name] for name in way]) for way in self._ways()
        ]
        helpers = [
            f"`auth.{_HELPERS[kind]}`" for kind in _SIGNED_IN if kind in self._flows
        ]
        by_people = f" (obtained by {' or '.join(helpers)})" if helpers else ""
        return ", or ".join([ways[0] + by_people, *ways[1:]])

    @property
    def keywords(self) -> tuple[str, ...]:
        return tuple(self._names[name][0] for way in self._ways() for name in way)

    @property
    def is_given(self) -> bool:
        return bool(self._plain or self._held or self._grant)

    def apply(self, outgoing: RequestBuilder) -> None:
        held = self._held
        if held is None:
            raise InvalidRequestError("The token must be obtained before it is sent.")
        token = outgoing.secret(held.token.access_token)
        outgoing.set_header(
            "Authorization", f"Bearer {token}", what=self._names["token"][0]
        )

    # --- renewing -------------------------------------------------------------------------------------

    def ready(self, http: httpx.Client, settings: Settings) -> Credential:
        if self._plain:
            return self._plain.ready(http, settings)
        if not self._is_good(settings):
            from .requests import Fetcher

            self._turns.take(
                lambda: self._is_good(settings),
                lambda: Fetcher(http, settings).run(self._renewal(settings)),
                settings.total_timeout,
            )
        return self

    async def aready(self, http: httpx.AsyncClient, settings: Settings) -> Credential:
        if self._plain:
            return await self._plain.aready(http, settings)
        if self._is_good(settings):
            return self
        from .requests import AsyncFetcher

        async def turn() -> None:
            await self._turns.take_async(
                lambda: self._is_good(settings),
                lambda: AsyncFetcher(http, settings).run(self._renewal(settings)),
                settings.total_timeout,
            )

        if self._held is not None and self._held.token.refresh_token:
            # Many are good for one request: with its response, the way to further tokens would be lost.
            await shielded(turn)
        else:
            await turn()
        return self

    def is_renewed_after(self, rejected: PreparedRequest) -> bool:
        secrets = rejected.secrets
        sent = dict(rejected.headers).get(b"Authorization", b"").decode("latin-1")
        if not any(sent.endswith(secret) for secret in secrets):
            return False  # the call has a header of its own, or was sent on without one
        with self._lock:
            held = self._held
            if held is None or not self._can_renew(held):
                return False
            if held.token.access_token in secrets:
                self._held = replace(held, is_refused=True)
            return True

    def renewed(self, rejected: PreparedRequest) -> PreparedRequest:
        outgoing = RequestBuilder()
        self.apply(outgoing)
        names = outgoing.headers
        kept = [each for each in rejected.headers if each[0].lower() not in names]
        return replace(
            rejected,
            headers=[*kept, *names.values()],
            secrets=(*rejected.secrets, *outgoing.secrets),
        )

    def _is_good(self, settings: Settings) -> bool:
        """Return whether the token can be sent; a token that cannot be renewed is, as the server
        decides."""
        held = self._held
        if held is None:
            return False
        is_over = (
            held.good_until is not None and settings.clock.time() >= held.good_until
        )
        return not ((held.is_refused or is_over) and self._can_renew(held))

    def _can_renew(self, held: _CurrentToken) -> bool:
        return bool(self._grant) or held.token.refresh_token is not None

    def _hold(self, token: Token, got_at: float | None = None) -> None:
        """Use a token from now on; one with a short lifetime is used for at least half of it."""
        until = token.expires_at
        if until is not None:
            leeway = self.options.leeway
            if got_at is not None:
                leeway = min(leeway, (until - got_at) / 2)
            until -= leeway
        with self._lock:
            self._held = _CurrentToken(token, until)

    def _put_off(self, now: float) -> bool:
        """Use the current token a little longer; return False if it has expired."""
        with self._lock:
            held = self._held
            if held is None or held.is_refused or now >= (held.token.expires_at or now):
                return False
            self._held = replace(held, good_until=now + _RETRY_AFTER)
            return True

    def _renewal(self, settings: Settings) -> Procedure[None]:
        """Request a token, and use it from now on."""
        from .requests import UserCall

        clock, on_token = settings.clock, self.options.on_token
        try:
            token = yield from self._new_token(settings)
        except APIError as error:
            if not self._put_off(clock.time()):
                raise
            # As long as the old one is valid, it is used; the message has no secrets.
            _logger.warning("the access token could not be renewed yet: %s", error)
            return
        self._hold(token, clock.time())
        if on_token is not None:
            yield UserCall(lambda: on_token(token))

    def _new_token(self, settings: Settings) -> Procedure[Token]:
        """Request a token: with the refresh token if there is one, else with the given
        credentials."""
        from .requests import is_rejection, request_token, token_from

        endpoints = yield from self.endpoint_steps(settings, _FLOWS.get(self._grant))
        identity = self.identity(endpoints)
        old = self._held.token if self._held else None
        if old is not None and old.refresh_token is not None:
            form = self._form("refresh_token", refresh_token=old.refresh_token)
            try:
                body = yield from request_token(
                    endpoints.refresh, form, identity, is_repeatable=False
                )
                return token_from(
                    body, endpoints.refresh, settings.clock.time()
                ).renewing(old)
            except TokenError as error:
                if not (self._grant and is_rejection(error)):
                    raise
        form = self._form(self._grant, **self._user(), **self._scope())
        body = yield from request_token(endpoints.token, form, identity)
        return token_from(body, endpoints.token, settings.clock.time())

    def _form(self, grant: str, **fields: AsyncSecret) -> dict[str, AsyncSecret]:
        return {"grant_type": grant, **fields, **self.options.parameters}

    def _user(self) -> dict[str, AsyncSecret]:
        if self._grant != "password":
            return {}
        return {"username": self._username or "", "password": self._password or ""}

    def _scope(self) -> dict[str, AsyncSecret]:
        scope = " ".join(self.scopes(_FLOWS.get(self._grant)))
        return {"scope": scope} if scope else {}

    # --- what signing in with a browser or a device needs, too ----------------------------------------

    def scopes(self, kind: FlowKind | None) -> tuple[str, ...]:
        """Return the scopes to request in a flow."""
        if self.options.scopes is not None:
            return tuple(self.options.scopes)
        flow = self._flows.get(kind) if kind else None
        return flow.scopes if flow else self._scopes

    def identity(self, endpoints: Endpoints) -> ClientIdentity:
        """Return the identity of the application."""
        from .requests import ClientIdentity

        if self._identity is None:
            self._identity = ClientIdentity(self._client_id, self._client_secret)
        if endpoints.client_authentication is not None:
            self._identity.authentication = endpoints.client_authentication
        return self._identity

    def can_start(self, kind: FlowKind) -> bool:
        """Return whether the API declares a flow, or has an identity provider that may support
        it."""
        return kind in self._flows or bool(self._discovery)

    def endpoint_steps(
        self, settings: Settings, kind: FlowKind | None
    ) -> Procedure[Endpoints]:
        """Determine the endpoints of a flow.

        Raises:
            InvalidRequestError: A URL cannot be used.
            TokenError: The identity provider's metadata cannot be used.
        """
        options = self.options
        if not self._discovery:
            found = self._declared(settings, kind)
        elif options.token_url is not None and kind not in _SIGNED_IN:
            found = Endpoints(token="", refresh="")  # there is nothing else to find out
        else:
            from .requests import discover

            if self._endpoints is None:
                self._endpoints = yield from discover(self._discovery, settings.server)
            found = self._endpoints
        if options.token_url is not None:
            url = absolute(options.token_url, settings.server)
            found = replace(found, token=url, refresh=url)
        if options.client_authentication is not None:
            found = replace(found, client_authentication=options.client_authentication)
        return found

    def _declared(self, settings: Settings, kind: FlowKind | None) -> Endpoints:
        """Return the declared endpoints of a flow; by default those of the flow in which a person
        signs in."""
        flow = self._flows.get(kind) if kind else None
        if flow is None:
            flow = next(
                (
                    self._flows[each]
                    for each in (*_REFRESHABLE, *sorted(self._flows))
                    if each in self._flows
                    and (self._flows[each].token_url or self._flows[each].refresh_url)
                ),
                OAuthFlow("implicit"),
            )
        server = settings.server
        return Endpoints(
            token=absolute(flow.token_url, server),
            refresh=absolute(flow.refresh_url or flow.token_url, server),
            authorization=absolute(flow.authorization_url, server),
            device_authorization=absolute(flow.device_authorization_url, server),
        )
