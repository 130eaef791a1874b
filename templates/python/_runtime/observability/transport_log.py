"""The log of the HTTP library, which tells the URL of each request: it shows no secrets of queries."""

from __future__ import annotations

import logging
from weakref import WeakSet

from ..http import httpx

_logger = logging.getLogger(httpx.__name__)


def cover(url: httpx.URL) -> None:
    """See to it that the HTTP library does not log the values in a query of this package.

    Args:
        url: of a request that is about to be sent.
    """
    if _logger.isEnabledFor(logging.INFO) and url.query:
        _cover.urls.add(url)
        _logger.addFilter(_cover)


class _Cover(logging.Filter):
    """Shows the URLs that were noted as the log of this package does, and all others as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: WeakSet[httpx.URL] = WeakSet()

    def filter(self, record: logging.LogRecord) -> bool:
        """Change a record; none is left out."""
        if isinstance(record.args, tuple):
            record.args = tuple(map(self._shown, record.args))
        return True

    def _shown(self, value: object) -> object:
        if not isinstance(value, httpx.URL) or value not in self.urls:
            return value
        from .redaction import shown_url

        return shown_url(value)


_cover = _Cover()
