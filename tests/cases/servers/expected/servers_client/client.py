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
from ._runtime.auth.bearer import Bearer
from ._runtime.servers import ServerTemplate, ServerVariable, choose_server

if TYPE_CHECKING:
    from .resources.depots import AsyncDepotsResource, DepotsResource
    from .resources.files import AsyncFiles, Files
    from .resources.reports import AsyncReports, Reports

_SERVERS = {
    "production": ServerTemplate(
        "https://{region}.depots.test/{version}",
        (
            ServerVariable("region", "host", default="eu", values=("eu", "us")),
            ServerVariable("version", "path", default="v1"),
        ),
    ),
    "your_own_machine": ServerTemplate(
        "{protocol}://localhost:{port}",
        (
            ServerVariable(
                "protocol", "scheme", default="http", values=("http", "https")
            ),
            ServerVariable("port", "host", default="8080"),
        ),
    ),
    "sandbox": ServerTemplate(
        "https://{token}.sandbox.test",
        (ServerVariable("token", "host", default="shared"),),
    ),
    "internal": ServerTemplate("/internal"),
}


class Depots(SyncClient):
    """Depots."""

    def __init__(
        self,
        *,
        token: Secret | None = None,
        server: Literal[
            "production", "your_own_machine", "sandbox", "internal"
        ] = "production",
        region: Literal["eu", "us"] = "eu",
        version: str = "v1",
        protocol: Literal["http", "https"] = "http",
        port: str = "8080",
        server_token: str = "shared",
        base_url: str | None = None,
        **options: Unpack[SyncClientOptions],
    ) -> None:
        """Create a client.

        Args:
            token: Bearer token.
                Defaults to the environment variable `DEPOTS_TOKEN`.
            server: Which of the API's servers to talk to.
            region: Where the data is kept.
            version: `{version}` in the URL of the server.
            protocol: `{protocol}` in the URL of the server.
            port: `{port}` in the URL of the server.
            server_token: `{token}` in the URL of the server.
            base_url: Where the API is, in place of `server`; it gives the host to
                servers without one.
            options: Keyword arguments such as `timeout`, `total_timeout`, `retries`, `headers`,
                `query`, `http_client`, `proxy` and `verify`; see `ClientOptions` and
                `SyncClientOptions`.
        """
        super().__init__(
            base_url=choose_server(
                _SERVERS,
                base_url=base_url,
                server=server,
                variables={
                    "region": region,
                    "version": version,
                    "protocol": protocol,
                    "port": port,
                    "token": server_token,
                },
            ),
            credentials={"bearer": Bearer(token, env="DEPOTS_TOKEN")},
            security=(("bearer",),),
            version="1",
            **options,
        )

    @cached_property
    def depots(self) -> DepotsResource:
        """Depots."""
        from .resources.depots import DepotsResource

        return DepotsResource(self)

    @cached_property
    def files(self) -> Files:
        """Files."""
        from .resources.files import Files

        return Files(self)

    @cached_property
    def reports(self) -> Reports:
        """Reports."""
        from .resources.reports import Reports

        return Reports(self)


class AsyncDepots(AsyncClient):
    """Asynchronous version of `Depots`."""

    def __init__(
        self,
        *,
        token: AsyncSecret | None = None,
        server: Literal[
            "production", "your_own_machine", "sandbox", "internal"
        ] = "production",
        region: Literal["eu", "us"] = "eu",
        version: str = "v1",
        protocol: Literal["http", "https"] = "http",
        port: str = "8080",
        server_token: str = "shared",
        base_url: str | None = None,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Depots`."""
        super().__init__(
            base_url=choose_server(
                _SERVERS,
                base_url=base_url,
                server=server,
                variables={
                    "region": region,
                    "version": version,
                    "protocol": protocol,
                    "port": port,
                    "token": server_token,
                },
            ),
            credentials={"bearer": Bearer(token, env="DEPOTS_TOKEN")},
            security=(("bearer",),),
            version="1",
            **options,
        )

    @cached_property
    def depots(self) -> AsyncDepotsResource:
        """Depots."""
        from .resources.depots import AsyncDepotsResource

        return AsyncDepotsResource(self)

    @cached_property
    def files(self) -> AsyncFiles:
        """Files."""
        from .resources.files import AsyncFiles

        return AsyncFiles(self)

    @cached_property
    def reports(self) -> AsyncReports:
        """Reports."""
        from .resources.reports import AsyncReports

        return AsyncReports(self)
