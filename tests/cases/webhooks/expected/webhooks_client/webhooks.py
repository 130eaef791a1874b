"""Functions that decode webhooks and callbacks sent by the API.

Pass the raw body as received, before any parsing. Signatures are checked with `verify`:
`StandardWebhooks(secret)`, `HMACSignature(secret, …)`, or your own object with a method `verify`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from . import models
from ._runtime import JSON
from ._runtime.responses.labelled_contents import Text
from ._runtime.webhooks.events import Event, Form, Received, read_delivery, read_event
from ._runtime.webhooks.signatures import (
    HMACSignature as HMACSignature,
    StandardWebhooks as StandardWebhooks,
    Verifier as Verifier,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderPaidDelivery:
    """Sent when an order is paid.

    Webhook `order.paid`, sent as `POST`.
    """

    body: models.OrderPaidEvent
    x_event_id: UUID
    """Id of the event"""

    x_attempt: int | None = None
    kinds: list[Literal["full", "part"] | str] | None = None


_CREATE_SUBSCRIPTION_ON_DATA: Event[models.CreateSubscriptionOnDataEvent] = Event(
    "onData",
    (JSON("CreateSubscriptionOnDataEvent"),),
)

_CREATE_WATCH_ON_DATA: Event[list[models.Change]] = Event(
    "onData",
    (JSON("list[Change]"),),
)

_LEGACY: Event[models.LegacyEvent | str] = Event(
    "legacy",
    (
        Form("LegacyEvent", {"id": "json", "tags": "list", "ok": "json"}),
        Text("text/plain"),
    ),
)

_NEW_PET: Event[models.Pet] = Event(
    "newPet",
    (JSON("Pet"),),
)

_ON_CHANGE: Event[models.Change] = Event(
    "onChange",
    (JSON("Change"),),
)

_ORDER_PAID: Event[models.OrderPaidEvent] = Event(
    "order.paid",
    (JSON("OrderPaidEvent"),),
    parameters=(
        Received("x_event_id", "header", "X-Event-Id", "UUID", required=True),
        Received("x_attempt", "header", "X-Attempt", "int", written="json"),
        Received(
            "kinds",
            "query",
            "kinds",
            'list[Literal["full", "part"] | str]',
            written="list",
        ),
    ),
)


def parse_create_subscription_on_data(
    body: bytes | str,
    *,
    headers: Mapping[str, str] | None = None,
    verify: Verifier | None = None,
    strict: bool = False,
) -> models.CreateSubscriptionOnDataEvent:
    """Create subscription on data.

    Callback `onData` of `POST /subscriptions`, sent as `POST`.

    Args:
        body: The raw request body.
        headers: The request headers.
        verify: Verifies the signature of the request; None skips verification.
        strict: Whether a body that does not match the API description is an error.

    Raises:
        InvalidSignatureError: The signature is missing or invalid.
        InvalidWebhookError: The body cannot be decoded.
    """
    return read_event(
        _CREATE_SUBSCRIPTION_ON_DATA, body, headers, verify=verify, strict=strict
    )


def parse_create_watch_on_data(
    body: bytes | str,
    *,
    headers: Mapping[str, str] | None = None,
    verify: Verifier | None = None,
    strict: bool = False,
) -> list[models.Change]:
    """Create watch on data.

    Callback `onData` of `POST /watches`, sent as `POST`.

    Args:
        body: The raw request body.
        headers: The request headers.
        verify: Verifies the signature of the request; None skips verification.
        strict: Whether a body that does not match the API description is an error.

    Raises:
        InvalidSignatureError: The signature is missing or invalid.
        InvalidWebhookError: The body cannot be decoded.
    """
    return read_event(
        _CREATE_WATCH_ON_DATA, body, headers, verify=verify, strict=strict
    )


def parse_legacy(
    body: bytes | str,
    *,
    headers: Mapping[str, str] | None = None,
    verify: Verifier | None = None,
    strict: bool = False,
) -> models.LegacyEvent | str:
    """Legacy.

    Deprecated.

    Webhook `legacy`, sent as `POST`.

    Args:
        body: The raw request body.
        headers: The request headers.
        verify: Verifies the signature of the request; None skips verification.
        strict: Whether a body that does not match the API description is an error.

    Raises:
        InvalidSignatureError: The signature is missing or invalid.
        InvalidWebhookError: The body cannot be decoded.
    """
    return read_event(_LEGACY, body, headers, verify=verify, strict=strict)


def parse_new_pet(
    body: bytes | str,
    *,
    headers: Mapping[str, str] | None = None,
    verify: Verifier | None = None,
    strict: bool = False,
) -> models.Pet:
    """A pet has come.

    Webhook `newPet`, sent as `POST`.

    Args:
        body: The raw request body.
        headers: The request headers.
        verify: Verifies the signature of the request; None skips verification.
        strict: Whether a body that does not match the API description is an error.

    Raises:
        InvalidSignatureError: The signature is missing or invalid.
        InvalidWebhookError: The body cannot be decoded.
    """
    return read_event(_NEW_PET, body, headers, verify=verify, strict=strict)


def parse_on_change(
    body: bytes | str,
    *,
    headers: Mapping[str, str] | None = None,
    verify: Verifier | None = None,
    strict: bool = False,
) -> models.Change:
    """On change.

    Callback `onChange` of `POST /subscriptions`, sent as `POST`.

    Args:
        body: The raw request body.
        headers: The request headers.
        verify: Verifies the signature of the request; None skips verification.
        strict: Whether a body that does not match the API description is an error.

    Raises:
        InvalidSignatureError: The signature is missing or invalid.
        InvalidWebhookError: The body cannot be decoded.
    """
    return read_event(_ON_CHANGE, body, headers, verify=verify, strict=strict)


def parse_order_paid(
    body: bytes | str,
    *,
    headers: Mapping[str, str],
    query: str,
    verify: Verifier | None = None,
    strict: bool = False,
) -> OrderPaidDelivery:
    """Sent when an order is paid.

    It is sent at least once.

    Webhook `order.paid`, sent as `POST`.

    Args:
        body: The raw request body.
        headers: The request headers.
        query: The query string of the request URL, without `?`.
        verify: Verifies the signature of the request; None skips verification.
        strict: Whether a body that does not match the API description is an error.

    Raises:
        InvalidSignatureError: The signature is missing or invalid.
        InvalidWebhookError: The body cannot be decoded.
    """
    return read_delivery(
        _ORDER_PAID,
        OrderPaidDelivery,
        body,
        headers=headers,
        query=query,
        verify=verify,
        strict=strict,
    )
