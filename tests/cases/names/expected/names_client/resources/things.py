"""Things."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource

_GET: Operation[models.Exception_] = Operation(
    "GET", "/things/{class}/{self}", responses={200: JSON("Exception_")}
)


class Things(Resource):
    """Things."""

    def get(
        self,
        class_: str,
        self_: str,
        *,
        plus_1: int | None = None,
        minus_1: int | None = None,
        a_dash_b: str | None = None,
        a_b: str | None = None,
        file: str | None = None,
        init: str | None = None,
        日本: str | None = None,
        options: RequestOptions | None = None,
    ) -> models.Exception_:
        """Get.

        `GET /things/{class}/{self}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.things.get("class", "self")
        """
        return self._client.request(
            _GET,
            path={"class": class_, "self": self_},
            query={
                "+1": plus_1,
                "-1": minus_1,
                "a-b": a_dash_b,
                "a_b": a_b,
                "ﬁle": file,
                "__init__": init,
                "日本": 日本,
            },
            options=options,
        )


class AsyncThings(AsyncResource):
    """Asynchronous version of `Things`."""

    async def get(
        self,
        class_: str,
        self_: str,
        *,
        plus_1: int | None = None,
        minus_1: int | None = None,
        a_dash_b: str | None = None,
        a_b: str | None = None,
        file: str | None = None,
        init: str | None = None,
        日本: str | None = None,
        options: RequestOptions | None = None,
    ) -> models.Exception_:
        """Asynchronous version of `Things.get`."""
        return await self._client.request(
            _GET,
            path={"class": class_, "self": self_},
            query={
                "+1": plus_1,
                "-1": minus_1,
                "a-b": a_dash_b,
                "a_b": a_b,
                "ﬁle": file,
                "__init__": init,
                "日本": 日本,
            },
            options=options,
        )
