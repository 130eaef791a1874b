"""What one call does differently."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .models.unset import UNSET, Unset

if TYPE_CHECKING:
    from .http import httpx
    from .http.retries import Retries


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestOptions:
    """What one call does differently from the client's own settings; `repr` leaves out what may hold
    secrets."""

    headers: Mapping[str, str] | None = field(default=None, repr=False)
    """Further headers; they win over every other header of the same name."""

    query: Mapping[str, Any] | None = field(default=None, repr=False)
    """Further query parameters, written like declared ones without a style of their own."""

    body: Mapping[str, Any] | None = field(default=None, repr=False)
    """Further members of a JSON object or a form, by their names on the wire."""

    timeout: float | httpx.Timeout | Unset | None = UNSET
    """Seconds to wait for each step of the request; None waits for ever."""

    total_timeout: float | Unset | None = UNSET
    """Seconds for the whole call, with everything that is tried anew and all waiting; None for no
    limit."""

    retries: int | Retries | Unset = UNSET
    """How often, or by which rules, a call that failed is tried anew."""

    idempotency_key: str | None = None
    """Key by which the server knows a repeated request; makes any call one that may be retried."""

    base_url: str | None = None
    """Where the request goes, whatever servers the API names; None for the usual place. Another
    origin than the client's gets no credentials, and nothing else that the client adds to all of its
    requests."""

    max_response_bytes: int | Unset | None = UNSET
    """Most bytes that an answer may have, compression undone; None for no limit."""

    max_pages: int | None = None
    """Most pages that an iteration asks for; None for no limit."""

    on_progress: Callable[[int, int | None], None] | None = None
    """Called while a body is sent, with the number of bytes sent so far and of all, where known."""

    reconnect: bool | None = None
    """Whether a stream of server-sent events connects anew when its connection is gone: True in any
    case, also when the server has ended it; False never; None where nothing gets lost or comes
    twice, that is after a GET whose events have ids."""
