"""Spans of OpenTelemetry, by the semantic conventions of HTTP."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from types import ModuleType
from typing import Any

import httpx2
import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from .api import KEY, TOKEN, Api
from .conftest import RUNTIME

SOURCE = (RUNTIME / "telemetry.py").read_text(encoding="utf-8")


class Traces:
    """A provider of tracers, and what its spans are at their end."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        self.provider = TracerProvider()
        self.provider.add_span_processor(SimpleSpanProcessor(self._exporter))

    @property
    def spans(self) -> tuple[ReadableSpan, ...]:
        """All that have ended."""
        return self._exporter.get_finished_spans()

    @property
    def attributes(self) -> list[dict[str, Any]]:
        """The attributes of all that have ended."""
        return [dict(span.attributes or {}) for span in self.spans]


def telemetry(api: Api, *arguments: Any) -> Any:
    """An observer that makes spans."""
    return api.runtime("telemetry").Telemetry(*arguments)


@pytest.fixture
def traces() -> Iterator[Traces]:
    traces = Traces()
    yield traces
    traces.provider.shutdown()


def test_a_call_is_a_span(api: Api, traces: Traces) -> None:
    client = api.client(observers=[telemetry(api, traces.provider)])
    api.call(client, api.get_pet, path={"petId": 7})
    (span,) = traces.spans
    assert span.name == "GET /pets/{petId}"
    assert span.kind is trace.SpanKind.CLIENT
    assert span.status.status_code is trace.StatusCode.UNSET
    assert dict(span.attributes or {}) == {
        "http.request.method": "GET",
        "server.address": "api.test",
        "server.port": 443,
        "url.full": "https://api.test/v1/pets/7",
        "url.template": "/pets/{petId}",
        "http.response.status_code": 200,
        "network.protocol.version": "1.1",
    }
    scope = span.instrumentation_scope
    assert scope is not None
    assert (scope.name, scope.version) == ("observed", "")  # it is not installed


def test_its_context_goes_with_the_request(api: Api, traces: Traces) -> None:
    client = api.client(observers=[telemetry(api, traces.provider)])
    with traces.provider.get_tracer("test").start_as_current_span("outer") as outer:
        api.call(client)
    inner = traces.spans[0]
    assert inner.parent is not None
    assert inner.parent.span_id == outer.get_span_context().span_id
    assert inner.context is not None
    trace_id, span_id = f"{inner.context.trace_id:032x}", f"{inner.context.span_id:016x}"
    assert api.requests[0].headers["traceparent"].startswith(f"00-{trace_id}-{span_id}-")


def test_each_attempt_is_a_span(api: Api, traces: Traces) -> None:
    client = api.client(observers=[telemetry(api, traces.provider)])
    api.answers = [httpx2.ConnectError("no"), httpx2.Response(503)]
    with traces.provider.get_tracer("test").start_as_current_span("outer"):
        api.call(client)
    first, second, third, outer = traces.spans
    assert [(each.attributes or {}).get("error.type") for each in (first, second, third)] == [
        "APIConnectionError",
        "503",
        None,
    ]
    resends = [
        (each.attributes or {}).get("http.request.resend_count") for each in traces.spans[:3]
    ]
    assert resends == [None, 1, 2]
    parents = {each.parent.span_id for each in (first, second, third) if each.parent}
    assert outer.context is not None
    assert parents == {outer.context.span_id}
    contexts = [each.headers["traceparent"] for each in api.requests]
    assert len(set(contexts)) == 3


@pytest.mark.parametrize("status", [400, 404, 429, 500])
def test_an_error_status_is_an_error(api: Api, traces: Traces, status: int) -> None:
    client = api.client(observers=[telemetry(api, traces.provider)], retries=0)
    api.answers = [httpx2.Response(status)]
    with pytest.raises(api.runtime("errors").APIStatusError):
        api.call(client)
    (span,) = traces.spans
    assert span.status.status_code is trace.StatusCode.ERROR
    assert traces.attributes[0]["error.type"] == str(status)
    assert traces.attributes[0]["http.response.status_code"] == status


def test_a_cancelled_call_is_an_error(api: Api, traces: Traces) -> None:
    def stop(request: httpx2.Request) -> httpx2.Response:
        raise asyncio.CancelledError if api.is_async else KeyboardInterrupt

    client = api.client(observers=[telemetry(api, traces.provider)])
    api.answers = [stop]
    with pytest.raises((asyncio.CancelledError, KeyboardInterrupt)):
        api.call(client)
    name = "CancelledError" if api.is_async else "KeyboardInterrupt"
    assert traces.attributes[0]["error.type"] == name
    assert client._settings.observers[0]._spans == {}


@pytest.mark.parametrize("kind", ["request", "response"])
def test_a_span_ends_whatever_hooks_raise(api: Api, traces: Traces, kind: str) -> None:
    def stop(exchange: Any) -> None:
        raise RuntimeError

    hooks = api.runtime("observability").Hooks(**{kind: stop})
    client = api.client(observers=[telemetry(api, traces.provider)], hooks=hooks)
    with pytest.raises(RuntimeError):
        api.call(client)
    assert [each.get("error.type") for each in traces.attributes] == [
        "RuntimeError" if kind == "request" else None
    ]


def test_no_secret_is_in_a_span(api: Api, traces: Traces) -> None:
    client = api.client(observers=[telemetry(api, traces.provider)], retries=0)
    api.call(client, api.search, query={"q": "secret-query", "limit": 5})
    api.answers = [httpx2.LocalProtocolError(f"Illegal header value {TOKEN}")]
    with pytest.raises(api.runtime("errors").APIError):
        api.call(client)
    assert traces.attributes[0]["url.full"] == (
        "https://api.test/v1/search?api_key=REDACTED&q=REDACTED&limit=5"
    )
    text = "".join(span.to_json() for span in traces.spans)
    for secret in (TOKEN, KEY, "secret-password", "secret-query"):
        assert secret not in text


def test_what_the_api_does_not_describe_has_no_template(api: Api, traces: Traces) -> None:
    client = api.client(observers=[telemetry(api, traces.provider)])
    api.wait(client.request_raw("GET", "/users/7"))
    api.wait(client.request_raw("PURGE", "/users/7"))
    assert [span.name for span in traces.spans] == ["GET", "HTTP"]
    known, unknown = traces.attributes
    assert known["url.full"] == "https://api.test/v1/users/7"
    assert "url.template" not in known
    assert unknown["http.request.method"] == "_OTHER"
    assert unknown["http.request.method_original"] == "PURGE"


def test_ports(api: Api, traces: Traces) -> None:
    client = api.client(observers=[telemetry(api, traces.provider)])
    for base_url in ("http://api.test", "http://api.test:8080", "https://[::1]:9000"):
        api.call(client.with_options(base_url=base_url))
    assert [(each["server.address"], each["server.port"]) for each in traces.attributes] == [
        ("api.test", 80),
        ("api.test", 8080),
        ("::1", 9000),
    ]


def test_many_calls_at_once_keep_their_spans_apart(api: Api, traces: Traces) -> None:
    client = api.client(observers=[telemetry(api, traces.provider)])

    def call(number: int) -> Any:
        return client.request(api.get_pet, path={"petId": number})

    async def calls() -> None:
        await asyncio.gather(*map(call, range(50)))

    if api.is_async:
        asyncio.run(calls())
    else:
        with ThreadPoolExecutor(10) as pool:
            list(pool.map(call, range(50)))
    sent = {
        str(request.url): request.headers["traceparent"].split("-")[2] for request in api.requests
    }
    ended = {
        str((span.attributes or {})["url.full"]): f"{span.context.span_id:016x}"
        for span in traces.spans
        if span.context is not None
    }
    assert len(ended) == 50
    assert ended == sent


def test_the_global_provider(api: Api, traces: Traces, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: traces.provider)
    api.call(api.client(observers=[telemetry(api)]))
    assert len(traces.spans) == 1
    api.call(api.client())
    assert len(traces.spans) == 1
    assert "traceparent" not in api.requests[-1].headers


def test_attributes_have_the_names_of_the_conventions() -> None:
    """All are stable but `url.template`, which the conventions recommend none the less."""
    stable = {
        value
        for name in ("error", "http", "network", "server", "url")
        for value in vars(
            import_module(f"opentelemetry.semconv.attributes.{name}_attributes")
        ).values()
        if isinstance(value, str)
    }
    used = set(re.findall(r'"((?:error|http|network|server|url)\.[a-z_.]+)"', SOURCE))
    assert len(used) == 10
    assert used - stable == {"url.template"}


def test_without_opentelemetry(
    runtime: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.trace", None)
    api = Api(runtime, is_async=False)
    api.call(api.client())
    with pytest.raises(ImportError, match="extra `telemetry`, or `opentelemetry-api`"):
        telemetry(api)
