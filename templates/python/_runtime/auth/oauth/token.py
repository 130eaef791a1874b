"""Access tokens, and the answers that hold them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from typing import Any

_UNUSABLE_TYPES = frozenset({"dpop", "mac", "pop"})
"""Types of tokens, in small letters, that need more than being sent."""


@dataclass(frozen=True, slots=True)
class Token:
    """An access token, and what is known of it; its text form shows no secrets.

    To keep one, store `dataclasses.asdict(token)`, which can be JSON; `Token(**stored)` makes it
    again.
    """

    access_token: str = field(repr=False)
    _: KW_ONLY
    token_type: str = "Bearer"
    expires_at: float | None = None
    """Seconds since 1970; None where nobody knows."""

    refresh_token: str | None = field(default=None, repr=False)
    """What a new token is got with."""

    scope: str | None = None
    """What it is good for, separated by spaces; None for what was asked for."""

    id_token: str | None = field(default=None, repr=False)
    """Who signed in, as a signed JSON Web Token (OpenID Connect Core, 2); it is not verified."""

    @property
    def is_usable(self) -> bool:
        """Whether it is of a type that can be sent as it is (RFC 6750)."""
        return self.token_type.lower() not in _UNUSABLE_TYPES

    def renewing(self, old: Token) -> Token:
        """This token with what holds on from the one that it was got with (RFC 6749, 6)."""
        return replace(
            self,
            refresh_token=self.refresh_token or old.refresh_token,
            scope=self.scope or old.scope,
            id_token=self.id_token or old.id_token,
        )


def token_of(answer: Mapping[str, Any], now: float) -> Token | None:
    """The token of a successful answer (RFC 6749, 5.1); None where it holds none.

    Args:
        answer: the JSON object.
        now: seconds since 1970.
    """
    access_token = _text(answer, "access_token")
    if access_token is None:
        return None
    lifetime = seconds_of(answer.get("expires_in"))
    return Token(
        access_token,
        token_type=_text(answer, "token_type") or "Bearer",
        expires_at=None if lifetime is None else now + lifetime,
        refresh_token=_text(answer, "refresh_token"),
        scope=_text(answer, "scope"),
        id_token=_text(answer, "id_token"),
    )


def _text(answer: Mapping[str, Any], key: str) -> str | None:
    value = answer.get(key)
    return value if isinstance(value, str) and value else None


def seconds_of(value: object) -> float | None:
    """A time in an answer; servers send it as text, too. What is no positive number says nothing."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        seconds = float(value)
    except (ValueError, OverflowError):
        return None
    return seconds if math.isfinite(seconds) and seconds > 0 else None
