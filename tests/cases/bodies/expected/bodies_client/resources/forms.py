"""Forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast as _cast

from .. import models
from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.bodies.encodings import Encoding
from .._runtime.bodies.forms import FormBody
from .._runtime.styles import ParameterStyle

_CREATE: Operation[None] = Operation(
    "POST",
    "/forms",
    body=FormBody(
        "application/x-www-form-urlencoded",
        "CreateFormRequest",
        encodings=(Encoding("address", style=ParameterStyle("deepObject")),),
    ),
    responses={204: NOTHING},
)


class Forms(Resource):
    """Forms."""

    def create(
        self,
        *,
        name: str,
        tags: Sequence[str] | None = None,
        address: (
            models.CreateFormRequestAddress | models.CreateFormRequestAddressDict | None
        ) = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Create.

        `POST /forms`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.forms.create(name="Example")
        """
        return self._client.request(
            _CREATE,
            body=_cast("Any", models.CreateFormRequest)(
                name=name, tags=tags, address=address
            ),
            options=options,
        )


class AsyncForms(AsyncResource):
    """Asynchronous version of `Forms`."""

    async def create(
        self,
        *,
        name: str,
        tags: Sequence[str] | None = None,
        address: (
            models.CreateFormRequestAddress | models.CreateFormRequestAddressDict | None
        ) = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Forms.create`."""
        return await self._client.request(
            _CREATE,
            body=_cast("Any", models.CreateFormRequest)(
                name=name, tags=tags, address=address
            ),
            options=options,
        )
