"""The synchronous and asynchronous clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Unpack

from ._runtime import (
    AsyncClient,
    AsyncClientOptions,
    AsyncSecret,
    Secret,
    SyncClient,
    SyncClientOptions,
    cached_property,
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

_FLOWS = (
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
        api_key: Secret | None = None,
        query_key: Secret | None = None,
        cookie_key: Secret | None = None,
        bot_token: Secret | None = None,
        certificate: Certificate | None = None,
        id_token: Secret | Token | None = None,
        id_client_id: str | None = None,
        id_client_secret: Secret | None = None,
        id_options: OAuthOptions | None = None,
        oauth_token: Secret | Token | None = None,
        client_id: str | None = None,
        client_secret: Secret | None = None,
        oauth: OAuthOptions | None = None,
        region: Literal["eu", "us"] = "eu",
        base_url: str | None = None,
        **options: Unpack[SyncClientOptions],
    ) -> None:
        """Create a client.

        Args:
            token: Bearer token.
                Defaults to the environment variable `VAULT_TOKEN`.
            username: User name.
                Defaults to the environment variable `VAULT_USERNAME`.
            password: Password.
                Defaults to the environment variable `VAULT_PASSWORD`.
            api_key: API key, sent as header `X-Key`.
                Defaults to the environment variable `VAULT_API_KEY`.
            query_key: API key, sent as query `api_key`.
                Defaults to the environment variable `VAULT_QUERY_KEY`.
            cookie_key: API key, sent as cookie `sid`.
                Defaults to the environment variable `VAULT_COOKIE_KEY`.
            bot_token: The token of a bot. Sent as `Authorization: Bot …`; the client
                adds `Bot`.
                Defaults to the environment variable `VAULT_BOT_TOKEN`.
            certificate: PEM file with the client's certificate and key, the two files,
                or a TLS context.
                Defaults to the environment variable `VAULT_CERTIFICATE`.
            id_token: Bearer token.
                Defaults to the environment variable `VAULT_ID_TOKEN`.
            id_client_id: Name under which the identity provider knows your application.
                Defaults to the environment variable `VAULT_ID_CLIENT_ID`.
            id_client_secret: Secret of your application.
                Defaults to the environment variable `VAULT_ID_CLIENT_SECRET`.
            id_options: How tokens are got: scopes, a function that keeps them, and
                more.
            oauth_token: Bearer token.
                Defaults to the environment variable `VAULT_OAUTH_TOKEN`.
            client_id: Name under which the identity provider knows your application.
                Defaults to the environment variable `VAULT_CLIENT_ID`.
            client_secret: Secret of your application.
                Defaults to the environment variable `VAULT_CLIENT_SECRET`.
            oauth: How tokens are got: scopes, a function that keeps them, and more.
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
                "bearer": Bearer(token, env="VAULT_TOKEN"),
                "basic": Basic(
                    username, password, env=("VAULT_USERNAME", "VAULT_PASSWORD")
                ),
                "key": APIKey(
                    api_key, location="header", name="X-Key", env="VAULT_API_KEY"
                ),
                "queryKey": APIKey(
                    query_key,
                    location="query",
                    name="api_key",
                    env="VAULT_QUERY_KEY",
                    keyword="query_key",
                ),
                "cookieKey": APIKey(
                    cookie_key,
                    location="cookie",
                    name="sid",
                    env="VAULT_COOKIE_KEY",
                    keyword="cookie_key",
                ),
                "BotToken": APIKey(
                    bot_token,
                    location="header",
                    name="Authorization",
                    prefix="Bot",
                    env="VAULT_BOT_TOKEN",
                    keyword="bot_token",
                ),
                "tls": MutualTLS(certificate, env="VAULT_CERTIFICATE"),
                "id": OAuth2(
                    id_token,
                    client_id=id_client_id,
                    client_secret=id_client_secret,
                    oauth=id_options,
                    discovery="https://id.vault.test/.well-known/openid-configuration",
                    scopes=("openid",),
                    env={
                        "token": "VAULT_ID_TOKEN",
                        "client_id": "VAULT_ID_CLIENT_ID",
                        "client_secret": "VAULT_ID_CLIENT_SECRET",
                    },
                    keyword={
                        "token": "id_token",
                        "client_id": "id_client_id",
                        "client_secret": "id_client_secret",
                    },
                ),
                "oauth": OAuth2(
                    oauth_token,
                    client_id=client_id,
                    client_secret=client_secret,
                    oauth=oauth,
                    flows=_FLOWS,
                    env={
                        "token": "VAULT_OAUTH_TOKEN",
                        "client_id": "VAULT_CLIENT_ID",
                        "client_secret": "VAULT_CLIENT_SECRET",
                    },
                    keyword={"token": "oauth_token"},
                ),
            },
            security=(("bearer",), ("key", "basic")),
            raw_security=(
                ("bearer",),
                ("key", "basic"),
                ("queryKey",),
                ("BotToken",),
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
        api_key: AsyncSecret | None = None,
        query_key: AsyncSecret | None = None,
        cookie_key: AsyncSecret | None = None,
        bot_token: AsyncSecret | None = None,
        certificate: Certificate | None = None,
        id_token: AsyncSecret | Token | None = None,
        id_client_id: str | None = None,
        id_client_secret: AsyncSecret | None = None,
        id_options: OAuthOptions | None = None,
        oauth_token: AsyncSecret | Token | None = None,
        client_id: str | None = None,
        client_secret: AsyncSecret | None = None,
        oauth: OAuthOptions | None = None,
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
                "bearer": Bearer(token, env="VAULT_TOKEN"),
                "basic": Basic(
                    username, password, env=("VAULT_USERNAME", "VAULT_PASSWORD")
                ),
                "key": APIKey(
                    api_key, location="header", name="X-Key", env="VAULT_API_KEY"
                ),
                "queryKey": APIKey(
                    query_key,
                    location="query",
                    name="api_key",
                    env="VAULT_QUERY_KEY",
                    keyword="query_key",
                ),
                "cookieKey": APIKey(
                    cookie_key,
                    location="cookie",
                    name="sid",
                    env="VAULT_COOKIE_KEY",
                    keyword="cookie_key",
                ),
                "BotToken": APIKey(
                    bot_token,
                    location="header",
                    name="Authorization",
                    prefix="Bot",
                    env="VAULT_BOT_TOKEN",
                    keyword="bot_token",
                ),
                "tls": MutualTLS(certificate, env="VAULT_CERTIFICATE"),
                "id": OAuth2(
                    id_token,
                    client_id=id_client_id,
                    client_secret=id_client_secret,
                    oauth=id_options,
                    discovery="https://id.vault.test/.well-known/openid-configuration",
                    scopes=("openid",),
                    env={
                        "token": "VAULT_ID_TOKEN",
                        "client_id": "VAULT_ID_CLIENT_ID",
                        "client_secret": "VAULT_ID_CLIENT_SECRET",
                    },
                    keyword={
                        "token": "id_token",
                        "client_id": "id_client_id",
                        "client_secret": "id_client_secret",
                    },
                ),
                "oauth": OAuth2(
                    oauth_token,
                    client_id=client_id,
                    client_secret=client_secret,
                    oauth=oauth,
                    flows=_FLOWS,
                    env={
                        "token": "VAULT_OAUTH_TOKEN",
                        "client_id": "VAULT_CLIENT_ID",
                        "client_secret": "VAULT_CLIENT_SECRET",
                    },
                    keyword={"token": "oauth_token"},
                ),
            },
            security=(("bearer",), ("key", "basic")),
            raw_security=(
                ("bearer",),
                ("key", "basic"),
                ("queryKey",),
                ("BotToken",),
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
