"""One click things."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource

_IMPORT_: Operation[models.Exception_] = Operation(
    "GET", "/things/{class}/{self}", responses={200: JSON("Exception_")}
)


class OneClickThings(Resource):
    """One click things."""

    def import_(
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
        """Import.

        `GET /things/{class}/{self}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.one_click_things.import_("class", "self")
        """
        return self._client.request(
            _IMPORT_,
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


class AsyncOneClickThings(AsyncResource):
    """Asynchronous version of `OneClickThings`."""

    async def import_(
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
        """Asynchronous version of `OneClickThings.import_`."""
        return await self._client.request(
            _IMPORT_,
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
