"""What a client has in common with those that `with_options` makes of it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ..http import httpx
from ..http.retries import RetryBudget

if TYPE_CHECKING:
    from ..rate_limits.headers import RateLimit

_NAMES = (b"ratelimit", b"rate-limit", b"call-limit")
"""What the names of headers have in common that tell of a rate limit."""


@lru_cache(maxsize=1024)
def _tells_of_limit(name: bytes) -> bool:
    return any(part in name.lower() for part in _NAMES)


class Shared:
    """What a client has in common with those that `with_options` makes of it; it may be used from
    many threads."""

    __slots__ = ("_seen", "budget")

    def __init__(self) -> None:
        self.budget = RetryBudget()
        """What all of them may spend on retries."""

        self._seen: tuple[httpx.Headers, float] | None = None

    def note(self, headers: httpx.Headers, now: float) -> None:
        """Keep the headers of an answer that tell of a rate limit.

        Args:
            headers: of the answer.
            now: seconds since 1970.
        """
        for name, _ in headers.raw:
            if _tells_of_limit(name):
                self._seen = headers, now
                return

    @property
    def rate_limit(self) -> RateLimit | None:
        """What the newest answer says of a rate limit, of those that say something."""
        if self._seen is None:
            return None
        from ..rate_limits.headers import rate_limit_of

        return rate_limit_of(*self._seen)
