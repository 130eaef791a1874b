"""Models of lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class ConObject(APIModel):
    api_key: str | None = None
    oauth2_token: str | None = None

    _wire: ClassVar[dict[str, str]] = {
        "api_key": "APIKey",
        "oauth2_token": "OAuth2Token",
    }
