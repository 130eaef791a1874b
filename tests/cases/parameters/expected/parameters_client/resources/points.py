"""Points."""

from __future__ import annotations

from collections.abc import Sequence

from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.styles import Parameter, ParameterStyle

_GET: Operation[None] = Operation(
    "GET",
    "/points/{point}/{label}/{matrix}",
    parameters=(
        Parameter("path", "label", style=ParameterStyle("label")),
        Parameter("path", "matrix", style=ParameterStyle("matrix"), explode=True),
    ),
    responses={204: NOTHING},
)


class Points(Resource):
    """Points."""

    def get(
        self,
        point: Sequence[int],
        label: str,
        matrix: Sequence[str],
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """Get.

        `GET /points/{point}/{label}/{matrix}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.points.get([1], "label", ["matrix"])
        """
        return self._client.request(
            _GET,
            path={"point": point, "label": label, "matrix": matrix},
            options=options,
        )


class AsyncPoints(AsyncResource):
    """Asynchronous version of `Points`."""

    async def get(
        self,
        point: Sequence[int],
        label: str,
        matrix: Sequence[str],
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Points.get`."""
        return await self._client.request(
            _GET,
            path={"point": point, "label": label, "matrix": matrix},
            options=options,
        )
