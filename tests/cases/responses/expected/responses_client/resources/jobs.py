"""Jobs."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.responses.labelled_contents import ContentByType, Text

_CREATE: Operation[models.Job | models.Ticket] = Operation(
    "POST",
    "/jobs",
    responses={
        201: JSON("Job"),
        202: JSON("Ticket"),
        400: JSON("Problem"),
        429: NOTHING,
        "4XX": ContentByType((JSON("Problem"), Text("text/plain"))),
        "default": JSON("Problem"),
    },
)

_DELETE: Operation[models.Problem] = Operation(
    "DELETE", "/jobs/{id}", responses={"default": JSON("Problem")}
)

_GET: Operation[models.Job | None] = Operation(
    "GET", "/jobs/{id}", responses={204: NOTHING, "2XX": JSON("Job")}
)


class Jobs(Resource):
    """Jobs."""

    def create(
        self, *, options: RequestOptions | None = None
    ) -> models.Job | models.Ticket:
        """Create.

        `POST /jobs`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Raises:
            BadRequestError: 400: Bad.
            RateLimitError: 429: Slow down.
            APIStatusError: 4XX: Refused.
            APIStatusError: Any other status: Trouble.

        Example:
            client.jobs.create()
        """
        return self._client.request(_CREATE, options=options)

    def delete(
        self, id: str, *, options: RequestOptions | None = None
    ) -> models.Problem:
        """Delete.

        `DELETE /jobs/{id}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Whatever.

        Example:
            client.jobs.delete("id")
        """
        return self._client.request(_DELETE, path={"id": id}, options=options)

    def get(
        self, id: str, *, options: RequestOptions | None = None
    ) -> models.Job | None:
        """Get.

        `GET /jobs/{id}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.jobs.get("id")
        """
        return self._client.request(_GET, path={"id": id}, options=options)


class AsyncJobs(AsyncResource):
    """Asynchronous version of `Jobs`."""

    async def create(
        self, *, options: RequestOptions | None = None
    ) -> models.Job | models.Ticket:
        """Asynchronous version of `Jobs.create`."""
        return await self._client.request(_CREATE, options=options)

    async def delete(
        self, id: str, *, options: RequestOptions | None = None
    ) -> models.Problem:
        """Asynchronous version of `Jobs.delete`."""
        return await self._client.request(_DELETE, path={"id": id}, options=options)

    async def get(
        self, id: str, *, options: RequestOptions | None = None
    ) -> models.Job | None:
        """Asynchronous version of `Jobs.get`."""
        return await self._client.request(_GET, path={"id": id}, options=options)
