"""The log: what clients write to the logger that has the name of this package."""

from __future__ import annotations

import logging

from ..http import httpx
from .observers import Exchange

_logger = logging.getLogger(__name__.partition("._runtime")[0])


class RequestLog:
    """Writes to the log what is sent and what comes back, without secrets.

    Level DEBUG has each request and each answer with their headers, INFO those requests that are
    sent again. Values are shown of headers and query parameters that are known to be harmless;
    bodies are not shown.
    """

    __slots__ = ()

    @property
    def is_active(self) -> bool:
        """Whether anything would be written."""
        return _logger.isEnabledFor(logging.INFO)

    def started(self, exchange: Exchange) -> None:
        """Write that a request is sent."""
        if _logger.isEnabledFor(logging.DEBUG):
            from .redaction import shown_headers

            _logger.debug(
                "%s (attempt %d): %s",
                _request(exchange),
                exchange.attempt,
                shown_headers(exchange.request.headers),
            )

    def answered(self, exchange: Exchange) -> None:
        """Write what was answered."""
        response = exchange.response
        if response is None:
            return
        what = f"{response.status_code}{_request_id(response)}"
        if exchange.retry_in is not None and response.status_code >= 400:
            _repeated(exchange, what)
        elif _logger.isEnabledFor(logging.DEBUG):
            from .redaction import shown_headers

            _logger.debug(
                "%s: %s in %.3f s: %s",
                _request(exchange),
                what,
                exchange.elapsed,
                shown_headers(response.headers),
            )

    def failed(self, exchange: Exchange) -> None:
        """Write why there was no answer."""
        what = type(exchange.error).__name__
        if exchange.retry_in is not None:
            _repeated(exchange, what)
        else:
            _logger.debug(
                "%s: %s in %.3f s", _request(exchange), what, exchange.elapsed
            )

    def abandoned(self, exchange: Exchange, error: BaseException) -> None:
        """Write why the request was given up."""
        _logger.debug("%s: given up: %s", _request(exchange), type(error).__name__)


def warn_of_last_attempt(method: str, url: str, attempts: int, reason: str) -> None:
    """Write that a call is not tried again, though that would make sense.

    Args:
        method: of its request.
        url: without query and user information.
        attempts: how often it was sent.
        reason: why not.
    """
    _logger.warning(
        "%s %s: no further attempt after %d: %s", method, url, attempts, reason
    )


def warn_of_old_token(error: Exception) -> None:
    """Write that there is no new access token yet, and that the old one is sent for as long as it
    is good.

    Args:
        error: why; its text holds no secrets.
    """
    _logger.warning("the access token is not renewed yet: %s", error)


def _repeated(exchange: Exchange, what: str) -> None:
    _logger.info(
        "%s: %s in %.3f s; sent again in %.3f s",
        _request(exchange),
        what,
        exchange.elapsed,
        exchange.retry_in,
    )


def _request(exchange: Exchange) -> str:
    from .redaction import shown_url

    return f"{exchange.method} {shown_url(exchange.request.url)}"


def _request_id(response: httpx.Response) -> str:
    from .redaction import shown_request_id

    request_id = shown_request_id(response.headers)
    return f" (request id {request_id})" if request_id else ""
