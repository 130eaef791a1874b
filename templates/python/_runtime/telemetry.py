"""OpenTelemetry spans of requests, according to the stable HTTP semantic conventions."""

from __future__ import annotations

from importlib import import_module, metadata
from typing import Any, Protocol

from .exports import PACKAGE
from .observability import Exchange, shown_url

_METHODS = frozenset(
    (
        "CONNECT",
        "DELETE",
        "GET",
        "HEAD",
        "OPTIONS",
        "PATCH",
        "POST",
        "PUT",
        "QUERY",
        "TRACE",
    )
)
_PORTS = {"http": 80, "https": 443}


class TracerProvider(Protocol):
    """Tracer provider, such as that of OpenTelemetry."""

    def get_tracer(
        self,
        instrumenting_module_name: str,
        instrumenting_library_version: str | None = None,
        /,
    ) -> Any:
        """Return a tracer for a library."""
        ...


def _version() -> str | None:
    """Return the version of this package; None if it is not installed."""
    try:
        return metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        return None


class Telemetry:
    """Observer that creates a client span for each request, and propagates its context.

    The spans of a retried call have the same parent: the span that is current where the call is
    made. Spans contain neither query values nor user information.
    """

    __slots__ = ("_inject", "_spans", "_trace", "_tracer")

    def __init__(self, provider: TracerProvider | None = None) -> None:
        """Create a tracer.

        Args:
            provider: Tracer provider; None for the global one.

        Raises:
            ImportError: OpenTelemetry is not installed.
        """
        try:
            self._trace: Any = import_module("opentelemetry.trace")
            self._inject: Any = import_module("opentelemetry.propagate").inject
        except ImportError as error:
            raise ImportError(
                "`Telemetry` needs OpenTelemetry: install this package with its extra "
                "`telemetry`, or `opentelemetry-api`."
            ) from error
        tracers: TracerProvider = provider or self._trace.get_tracer_provider()
        self._tracer: Any = tracers.get_tracer(PACKAGE, _version())
        self._spans: dict[int, Any] = {}

    @property
    def is_active(self) -> bool:
        """Always True: the provider decides which spans are kept."""
        return True

    def started(self, exchange: Exchange) -> None:
        """Start a span, and put its context into the headers of the request."""
        request = exchange.request
        method = request.method if request.method in _METHODS else "_OTHER"
        name = "HTTP" if method == "_OTHER" else method
        attributes: dict[str, str | int] = {
            "http.request.method": method,
            "server.address": request.url.host,
            "server.port": request.url.port or _PORTS.get(request.url.scheme, 0),
            "url.full": shown_url(request.url),
        }
        if method != request.method:
            attributes["http.request.method_original"] = request.method
        template = exchange.operation.path.partition("#")[0].partition("?")[0]
        # What is called by a link, or is not described, has no template.
        if "{" in template or request.url.path.endswith(template or "?"):
            attributes["url.template"] = template
            name = f"{name} {template}"
        if exchange.attempt > 1:
            attributes["http.request.resend_count"] = exchange.attempt - 1
        span = self._tracer.start_span(
            name, kind=self._trace.SpanKind.CLIENT, attributes=attributes
        )
        self._spans[id(exchange)] = span
        self._inject(request.headers, context=self._trace.set_span_in_context(span))

    def responded(self, exchange: Exchange) -> None:
        """End the span with the status of the response; an error status is an error."""
        response = exchange.response
        if response is None:
            return
        attributes: dict[str, str | int] = {
            "http.response.status_code": response.status_code,
            "network.protocol.version": response.http_version.removeprefix("HTTP/"),
        }
        is_error = response.status_code >= 400
        self._end(exchange, attributes, str(response.status_code) if is_error else "")

    def failed(self, exchange: Exchange) -> None:
        """End the span with the error."""
        self._end(exchange, {}, type(exchange.error).__name__)

    def abandoned(self, exchange: Exchange, error: BaseException) -> None:
        """End the span of a request that was given up."""
        self._end(exchange, {}, type(error).__name__)

    def _end(
        self, exchange: Exchange, attributes: dict[str, str | int], error_type: str
    ) -> None:
        span = self._spans.pop(id(exchange), None)
        if span is None:
            return
        if error_type:
            attributes["error.type"] = error_type
            span.set_status(self._trace.StatusCode.ERROR)
        span.set_attributes(attributes)
        span.end()
