"""Deprecated aliases of operations, behind `client.system`."""

from __future__ import annotations

from .._runtime import AsyncResource, RequestOptions, Resource
from .._runtime.deprecation import deprecated as _deprecated


class System(Resource):
    """Deprecated aliases of operations, behind `client.system`."""

    @_deprecated("client.system.ping is called client.health.ping now.")
    def ping(self, *, options: RequestOptions | None = None) -> None:
        """Deprecated alias of `client.health.ping`."""
        from .health import Health

        return Health(self._client).ping(options=options)


class AsyncSystem(AsyncResource):
    """Asynchronous version of `System`."""

    @_deprecated("client.system.ping is called client.health.ping now.")
    async def ping(self, *, options: RequestOptions | None = None) -> None:
        """Deprecated alias of `client.health.ping`."""
        from .health import AsyncHealth

        return await AsyncHealth(self._client).ping(options=options)
