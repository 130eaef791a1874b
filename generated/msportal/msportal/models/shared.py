"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from .._runtime import UNSET, APIModel


@dataclass(kw_only=True, slots=True)
class ErrorResponse(APIModel):
    error: str
    """Error message."""
    request_id: str | None = None
    """Request correlation ID."""
    details: Any = UNSET
    """Additional error details."""
    code: str | None = None

    _wire: ClassVar[dict[str, str]] = {"request_id": "requestId"}
