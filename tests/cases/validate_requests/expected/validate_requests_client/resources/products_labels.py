"""Products labels."""

from __future__ import annotations

from .._runtime import NOTHING, AsyncResource, Body, Operation, RequestOptions, Resource
from .._runtime.validation import Constraints as _Constraints, Rule, Rules

_REPLACE: Operation[None] = Operation(
    "PUT",
    "/products/{sku}/labels",
    body=Body("application/json", "dict[str, str]"),
    responses={204: NOTHING},
    rules=Rules(
        Rule(
            "path",
            "sku",
            "str",
            _Constraints(min_length=4, pattern="^(?u:[^\\W\\d_])\\d{3}\\Z"),
        ),
        Rule(
            "body",
            "",
            constraints=_Constraints(
                min_properties=1,
                keys=_Constraints(pattern="^[a-z]+\\Z"),
                values=_Constraints(max_length=10),
                dependent_required=(("color", ("shade",)),),
            ),
            argument="body",
        ),
    ),
)


class ProductsLabels(Resource):
    """Products labels."""

    def replace(
        self, sku: str, *, body: dict[str, str], options: RequestOptions | None = None
    ) -> None:
        """Replace.

        `PUT /products/{sku}/labels`

        Args:
            sku: At least 4 characters. Matches `^\\p{L}\\d{3}$`.
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.products.labels.replace("sku", body={})
        """
        return self._client.request(
            _REPLACE, path={"sku": sku}, body=body, options=options
        )


class AsyncProductsLabels(AsyncResource):
    """Asynchronous version of `ProductsLabels`."""

    async def replace(
        self, sku: str, *, body: dict[str, str], options: RequestOptions | None = None
    ) -> None:
        """Asynchronous version of `ProductsLabels.replace`."""
        return await self._client.request(
            _REPLACE, path={"sku": sku}, body=body, options=options
        )
