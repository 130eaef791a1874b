"""Idempotency keys: how a server knows that a request is one that it has seen already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from ..requests.outgoing import Outgoing

KEY_HEADERS = (
    "idempotency-key",
    "x-idempotency-key",
    "idempotency-token",
    "x-idempotency-token",
)
"""Headers that carry a key, in small letters; the first one is that of the draft of the IETF
(draft-ietf-httpapi-idempotency-key-header)."""

_RAW_HEADERS = tuple(name.encode("ascii") for name in KEY_HEADERS)
_WRITES = ("POST", "PATCH")
"""Methods that are not idempotent by themselves (RFC 9110, 9.2.2)."""


def set_idempotency_key(
    outgoing: Outgoing,
    method: str,
    declared: Mapping[str, Any] | None,
    key: str | None,
) -> bool:
    """Give a request its key, which all its attempts carry, and say whether it has one.

    A request that has none gets one where the API declares a header for it and a repetition could
    do harm.

    Args:
        outgoing: the request, with all other headers.
        method: HTTP method.
        declared: the header parameters that the API declares, given or not.
        key: what the user gave.
    """
    if key is None and not declared:
        return any(name in outgoing.headers for name in _RAW_HEADERS)
    names = [name for name in declared or () if name.lower() in KEY_HEADERS]
    if key is not None:
        name = names[0] if names else "Idempotency-Key"
        outgoing.set_header(name, key, what="idempotency_key")
        return True
    if any(name in outgoing.headers for name in _RAW_HEADERS):
        return True
    if not names or method not in _WRITES:
        return False
    outgoing.set_header(names[0], str(uuid4()))
    return True
