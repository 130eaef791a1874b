"""The synchronous and asynchronous clients."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, Unpack

from ._runtime import (
    AsyncClient,
    AsyncClientOptions,
    AsyncSecret,
    Secret,
    SyncClient,
    SyncClientOptions,
)
from ._runtime.auth.api_key import APIKey
from ._runtime.auth.basic import Basic
from ._runtime.auth.bearer import Bearer
from ._runtime.auth.mutual_tls import Certificate, MutualTLS
from ._runtime.oauth import OAuth2, OAuthFlow, OAuthOptions, Token
from ._runtime.servers import ServerTemplate, ServerVariable, choose_server

if TYPE_CHECKING:
    from .resources.audits import AsyncAudits, Audits
    from .resources.health import AsyncHealth, Health
    from .resources.optional import AsyncOptional, Optional
    from .resources.secrets import AsyncSecrets, Secrets
    from .resources.uploads import AsyncUploads, Uploads

_SERVER = ServerTemplate(
    "https://{region}.vault.test/v1",
    (ServerVariable("region", "host", default="eu", values=("eu", "us")),),
)

_OAUTH_FLOWS = (
    OAuthFlow(
        "authorizationCode",
        authorization_url="https://id.vault.test/authorize",
        token_url="https://id.vault.test/token",
        refresh_url="https://id.vault.test/refresh",
        scopes=("audits.read",),
    ),
    OAuthFlow(
        "clientCredentials",
        token_url="/oauth/token",
        scopes=("audits.read", "audits.write"),
    ),
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
        certificate: Certificate | None = None,
        id: Secret | Token | None = None,
        id_client_id: str | None = None,
        id_client_secret: Secret | None = None,
        id_options: OAuthOptions | None = None,
        oauth: Secret | Token | None = None,
        oauth_client_id: str | None = None,
        oauth_client_secret: Secret | None = None,
        oauth_options: OAuthOptions | None = None,
        region: Literal["eu", "us"] = "eu",
        base_url: str | None = None,
        **options: Unpack[SyncClientOptions],
    ) -> None:
        """Create a client.

        Args:
            token: Bearer token.
                Defaults to the environment variable `SECURITY_CLIENT_TOKEN`.
            username: User name.
                Defaults to the environment variable `SECURITY_CLIENT_USERNAME`.
            password: Password.
                Defaults to the environment variable `SECURITY_CLIENT_PASSWORD`.
            key: API key, sent as header `X-Key`.
                Defaults to the environment variable `SECURITY_CLIENT_KEY`.
            query_key: API key, sent as query `api_key`.
                Defaults to the environment variable `SECURITY_CLIENT_QUERY_KEY`.
            cookie_key: API key, sent as cookie `sid`.
                Defaults to the environment variable `SECURITY_CLIENT_COOKIE_KEY`.
            certificate: PEM file with the client's certificate and key, the two files,
                or a TLS context.
                Defaults to the environment variable `SECURITY_CLIENT_CERTIFICATE`.
            id: Bearer token.
                Defaults to the environment variable `SECURITY_CLIENT_ID`.
            id_client_id: Name under which the identity provider knows your application.
                Defaults to the environment variable `SECURITY_CLIENT_ID_CLIENT_ID`.
            id_client_secret: Secret of your application.
                Defaults to the environment variable `SECURITY_CLIENT_ID_CLIENT_SECRET`.
            id_options: How tokens are got: scopes, a function that keeps them, and
                more.
            oauth: Bearer token.
                Defaults to the environment variable `SECURITY_CLIENT_OAUTH`.
            oauth_client_id: Name under which the identity provider knows your
                application.
                Defaults to the environment variable `SECURITY_CLIENT_OAUTH_CLIENT_ID`.
            oauth_client_secret: Secret of your application.
                Defaults to the environment variable `SECURITY_CLIENT_OAUTH_CLIENT_SECRET`.
            oauth_options: How tokens are got: scopes, a function that keeps them, and
                more.
            region: `{region}` in the URL of the server.
            base_url: Where the API is, in place of `region`.
            options: Keyword arguments such as `timeout`, `total_timeout`, `retries`, `headers`,
                `query`, `http_client`, `proxy` and `verify`; see `ClientOptions` and
                `SyncClientOptions`.
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
                "tls": MutualTLS(certificate, env="SECURITY_CLIENT_CERTIFICATE"),
                "id": OAuth2(
                    id,
                    client_id=id_client_id,
                    client_secret=id_client_secret,
                    oauth=id_options,
                    discovery="https://id.vault.test/.well-known/openid-configuration",
                    scopes=("openid",),
                    env={
                        "token": "SECURITY_CLIENT_ID",
                        "client_id": "SECURITY_CLIENT_ID_CLIENT_ID",
                        "client_secret": "SECURITY_CLIENT_ID_CLIENT_SECRET",
                    },
                    keyword={
                        "token": "id",
                        "client_id": "id_client_id",
                        "client_secret": "id_client_secret",
                    },
                ),
                "oauth": OAuth2(
                    oauth,
                    client_id=oauth_client_id,
                    client_secret=oauth_client_secret,
                    oauth=oauth_options,
                    flows=_OAUTH_FLOWS,
                    env={
                        "token": "SECURITY_CLIENT_OAUTH",
                        "client_id": "SECURITY_CLIENT_OAUTH_CLIENT_ID",
                        "client_secret": "SECURITY_CLIENT_OAUTH_CLIENT_SECRET",
                    },
                    keyword={
                        "token": "oauth",
                        "client_id": "oauth_client_id",
                        "client_secret": "oauth_client_secret",
                    },
                ),
            },
            security=(("bearer",), ("key", "basic")),
            raw_security=(
                ("bearer",),
                ("key", "basic"),
                ("queryKey",),
                ("oauth",),
                ("id",),
                ("oauth", "tls"),
            ),
            version="1",
            **options,
        )

    @cached_property
    def audits(self) -> Audits:
        """Audits."""
        from .resources.audits import Audits

        return Audits(self)

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
    """Asynchronous version of `Vault`."""

    def __init__(
        self,
        *,
        token: AsyncSecret | None = None,
        username: str | None = None,
        password: AsyncSecret | None = None,
        key: AsyncSecret | None = None,
        query_key: AsyncSecret | None = None,
        cookie_key: AsyncSecret | None = None,
        certificate: Certificate | None = None,
        id: AsyncSecret | Token | None = None,
        id_client_id: str | None = None,
        id_client_secret: AsyncSecret | None = None,
        id_options: OAuthOptions | None = None,
        oauth: AsyncSecret | Token | None = None,
        oauth_client_id: str | None = None,
        oauth_client_secret: AsyncSecret | None = None,
        oauth_options: OAuthOptions | None = None,
        region: Literal["eu", "us"] = "eu",
        base_url: str | None = None,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Vault`."""
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
                "tls": MutualTLS(certificate, env="SECURITY_CLIENT_CERTIFICATE"),
                "id": OAuth2(
                    id,
                    client_id=id_client_id,
                    client_secret=id_client_secret,
                    oauth=id_options,
                    discovery="https://id.vault.test/.well-known/openid-configuration",
                    scopes=("openid",),
                    env={
                        "token": "SECURITY_CLIENT_ID",
                        "client_id": "SECURITY_CLIENT_ID_CLIENT_ID",
                        "client_secret": "SECURITY_CLIENT_ID_CLIENT_SECRET",
                    },
                    keyword={
                        "token": "id",
                        "client_id": "id_client_id",
                        "client_secret": "id_client_secret",
                    },
                ),
                "oauth": OAuth2(
                    oauth,
                    client_id=oauth_client_id,
                    client_secret=oauth_client_secret,
                    oauth=oauth_options,
                    flows=_OAUTH_FLOWS,
                    env={
                        "token": "SECURITY_CLIENT_OAUTH",
                        "client_id": "SECURITY_CLIENT_OAUTH_CLIENT_ID",
                        "client_secret": "SECURITY_CLIENT_OAUTH_CLIENT_SECRET",
                    },
                    keyword={
                        "token": "oauth",
                        "client_id": "oauth_client_id",
                        "client_secret": "oauth_client_secret",
                    },
                ),
            },
            security=(("bearer",), ("key", "basic")),
            raw_security=(
                ("bearer",),
                ("key", "basic"),
                ("queryKey",),
                ("oauth",),
                ("id",),
                ("oauth", "tls"),
            ),
            version="1",
            **options,
        )

    @cached_property
    def audits(self) -> AsyncAudits:
        """Audits."""
        from .resources.audits import AsyncAudits

        return AsyncAudits(self)

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
