"""Words models."""

from __future__ import annotations

import datetime as _dt

from .. import models
from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource

_DT: Operation[models.Word] = Operation(
    "GET", "/words/models/{dt}", responses={200: JSON("Word")}
)


class WordsModels(Resource):
    """Words models."""

    def dt(self, dt: _dt.date, *, options: RequestOptions | None = None) -> models.Word:
        """Dt.

        `GET /words/models/{dt}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.words.models.dt(date(2026, 1, 31))
        """
        return self._client.request(_DT, path={"dt": dt}, options=options)


class AsyncWordsModels(AsyncResource):
    """Asynchronous version of `WordsModels`."""

    async def dt(
        self, dt: _dt.date, *, options: RequestOptions | None = None
    ) -> models.Word:
        """Asynchronous version of `WordsModels.dt`."""
        return await self._client.request(_DT, path={"dt": dt}, options=options)
