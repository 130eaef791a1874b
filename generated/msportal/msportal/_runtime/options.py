"""What one call does differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .unset import UNSET, Unset


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestOptions:
    """What one call does differently from the client's own settings."""

    headers: Mapping[str, str] | None = None
    """Further headers; they win over every other header of the same name."""

    query: Mapping[str, Any] | None = None
    """Further query parameters, written like declared ones without a style of their own."""

    timeout: float | Unset | None = UNSET
    """Seconds to wait for each step of the request; None waits for ever."""

    base_url: str | None = None
    """Where the request goes, whatever servers the API names; None for the usual place."""
