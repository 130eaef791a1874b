"""Functions that decode webhooks and callbacks sent by the API.

Pass the raw body as received, before any parsing. Signatures are checked with `verify`:
`StandardWebhooks(secret)`, `HMACSignature(secret, …)`, or your own object with a method `verify`.
"""

from __future__ import annotations

from collections.abc import Mapping

from clientsmith_runtime import JSON
from clientsmith_runtime.webhooks.events import Event, read_event
from clientsmith_runtime.webhooks.signatures import (
    HMACSignature as HMACSignature,
    StandardWebhooks as StandardWebhooks,
    Verifier as Verifier,
)

from . import models

_PET_BORN: Event[models.Pet] = Event(
    "pet_born",
    (JSON("shared_runtime_client:Pet"),),
)


def parse_pet_born(
    body: bytes | str,
    *,
    headers: Mapping[str, str] | None = None,
    verify: Verifier | None = None,
    strict: bool = False,
) -> models.Pet:
    """A pet is born.

    Webhook `pet_born`, sent as `POST`.

    Args:
        body: The raw request body.
        headers: The request headers.
        verify: Verifies the signature of the request; None skips verification.
        strict: Whether a body that does not match the API description is an error.

    Raises:
        InvalidSignatureError: The signature is missing or invalid.
        InvalidWebhookError: The body cannot be decoded.
    """
    return read_event(_PET_BORN, body, headers, verify=verify, strict=strict)
