"""The client classes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ._runtime import APIKey, AsyncClient, Basic, Bearer, Secret, SyncClient
from ._runtime.servers import ServerTemplate, ServerVariable, choose_server

if TYPE_CHECKING:
    from ._runtime.http import httpx
    from .resources.health import AsyncHealth, Health
    from .resources.optional import AsyncOptional, Optional
    from .resources.secrets import AsyncSecrets, Secrets
    from .resources.uploads import AsyncUploads, Uploads

_SERVER = ServerTemplate(
    "https://{region}.vault.test/v1",
    (ServerVariable("region", "host", default="eu", values=("eu", "us")),),
)


class Vault(SyncClient):
    """Vault."""

    def __init__(
        self,
        *,
        token: Secret | None = None,
        username: str | None = None,
        password: Secret | None = None,
        key: Secret | None = None,
        query_key: Secret | None = None,
        cookie_key: Secret | None = None,
        region: Literal["eu", "us"] = "eu",
        base_url: str | None = None,
        timeout: float | None = 60.0,
        http_client: httpx.Client | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Make a client.

        Args:
            token: Bearer token.
                Read from `SECURITY_CLIENT_TOKEN` where it is not given.
            username: User name.
                Read from `SECURITY_CLIENT_USERNAME` where it is not given.
            password: Password.
                Read from `SECURITY_CLIENT_PASSWORD` where it is not given.
            key: API key, sent as header `X-Key`.
                Read from `SECURITY_CLIENT_KEY` where it is not given.
            query_key: API key, sent as query `api_key`.
                Read from `SECURITY_CLIENT_QUERY_KEY` where it is not given.
            cookie_key: API key, sent as cookie `sid`.
                Read from `SECURITY_CLIENT_COOKIE_KEY` where it is not given.
            region: `{region}` in the URL of the server.
            base_url: Where the API is, in place of `region`.
            timeout: Seconds to wait for each step of a request; None waits for ever.
            http_client: Your own client with transport, proxies and TLS; it is not closed.
            strict_responses: Whether an answer that is not what the API declares is an error.
        """
        super().__init__(
            base_url=choose_server(
                _SERVER,
                base_url=base_url,
                variables={"region": region},
            ),
            credentials={
                "bearer": Bearer(token, env="SECURITY_CLIENT_TOKEN"),
                "basic": Basic(
                    username,
                    password,
                    env=("SECURITY_CLIENT_USERNAME", "SECURITY_CLIENT_PASSWORD"),
                ),
                "key": APIKey(
                    key,
                    location="header",
                    name="X-Key",
                    env="SECURITY_CLIENT_KEY",
                    keyword="key",
                ),
                "queryKey": APIKey(
                    query_key,
                    location="query",
                    name="api_key",
                    env="SECURITY_CLIENT_QUERY_KEY",
                    keyword="query_key",
                ),
                "cookieKey": APIKey(
                    cookie_key,
                    location="cookie",
                    name="sid",
                    env="SECURITY_CLIENT_COOKIE_KEY",
                    keyword="cookie_key",
                ),
            },
            security=(("bearer",), ("key", "basic")),
            timeout=timeout,
            http_client=http_client,
            strict_responses=strict_responses,
            version="1",
        )

    @cached_property
    def health(self) -> Health:
        """Health."""
        from .resources.health import Health

        return Health(self)

    @cached_property
    def optional(self) -> Optional:
        """Optional."""
        from .resources.optional import Optional

        return Optional(self)

    @cached_property
    def secrets(self) -> Secrets:
        """Secrets."""
        from .resources.secrets import Secrets

        return Secrets(self)

    @cached_property
    def uploads(self) -> Uploads:
        """Uploads."""
        from .resources.uploads import Uploads

        return Uploads(self)


class AsyncVault(AsyncClient):
    """The asynchronous twin of `Vault`."""

    def __init__(
        self,
        *,
        token: Secret | None = None,
        username: str | None = None,
        password: Secret | None = None,
        key: Secret | None = None,
        query_key: Secret | None = None,
        cookie_key: Secret | None = None,
        region: Literal["eu", "us"] = "eu",
        base_url: str | None = None,
        timeout: float | None = 60.0,
        http_client: httpx.AsyncClient | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Make a client; the arguments are those of `Vault`."""
        super().__init__(
            base_url=choose_server(
                _SERVER,
                base_url=base_url,
                variables={"region": region},
            ),
            credentials={
                "bearer": Bearer(token, env="SECURITY_CLIENT_TOKEN"),
                "basic": Basic(
                    username,
                    password,
                    env=("SECURITY_CLIENT_USERNAME", "SECURITY_CLIENT_PASSWORD"),
                ),
                "key": APIKey(
                    key,
                    location="header",
                    name="X-Key",
                    env="SECURITY_CLIENT_KEY",
                    keyword="key",
                ),
                "queryKey": APIKey(
                    query_key,
                    location="query",
                    name="api_key",
                    env="SECURITY_CLIENT_QUERY_KEY",
                    keyword="query_key",
                ),
                "cookieKey": APIKey(
                    cookie_key,
                    location="cookie",
                    name="sid",
                    env="SECURITY_CLIENT_COOKIE_KEY",
                    keyword="cookie_key",
                ),
            },
            security=(("bearer",), ("key", "basic")),
            timeout=timeout,
            http_client=http_client,
            strict_responses=strict_responses,
            version="1",
        )

    @cached_property
    def health(self) -> AsyncHealth:
        """Health."""
        from .resources.health import AsyncHealth

        return AsyncHealth(self)

    @cached_property
    def optional(self) -> AsyncOptional:
        """Optional."""
        from .resources.optional import AsyncOptional

        return AsyncOptional(self)

    @cached_property
    def secrets(self) -> AsyncSecrets:
        """Secrets."""
        from .resources.secrets import AsyncSecrets

        return AsyncSecrets(self)

    @cached_property
    def uploads(self) -> AsyncUploads:
        """Uploads."""
        from .resources.uploads import AsyncUploads

        return AsyncUploads(self)
