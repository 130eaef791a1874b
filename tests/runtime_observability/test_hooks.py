"""Hooks: when they are called, with what, and what comes of what they raise."""

from __future__ import annotations

import warnings
from typing import Any

import httpx2
import pytest

from support.calls import open_stream

from .api import Api


class Closing(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that notes when it is closed."""

    def __init__(self) -> None:
        self.is_closed = False

    def __iter__(self) -> Any:
        yield b"[]"

    async def __aiter__(self) -> Any:
        yield b"[]"

    def close(self) -> None:
        self.is_closed = True

    async def aclose(self) -> None:
        self.is_closed = True


def hooks(api: Api, **functions: Any) -> Any:
    return api.runtime("observability").Hooks(**functions)


def test_hooks_see_each_request_and_what_became_of_it(api: Api) -> None:
    seen: list[tuple[Any, ...]] = []

    def request(exchange: Any) -> None:
        assert exchange.response is None
        seen.append(("request", exchange.method, exchange.url, exchange.attempt))

    def response(exchange: Any) -> None:
        status = exchange.response.status_code
        seen.append(("response", status, exchange.content, exchange.retry_in))

    def error(exchange: Any) -> None:
        seen.append(("error", type(exchange.error).__name__, exchange.retry_in))

    client = api.client(hooks=hooks(api, request=request, response=response, error=error))
    api.answers = [httpx2.ConnectError("no"), httpx2.Response(503)]
    api.call(client, options=api.runtime("").RequestOptions(query={"secret": 1}))
    assert seen == [
        ("request", "GET", "https://api.test/v1/pets", 1),
        ("error", "APIConnectionError", 0.25),
        ("request", "GET", "https://api.test/v1/pets", 2),
        ("response", 503, b"", 0.5),
        ("request", "GET", "https://api.test/v1/pets", 3),
        ("response", 200, b"[]", None),
    ]


def test_the_time_of_a_request_is_told(api: Api) -> None:
    elapsed: list[float] = []
    client = api.client(
        hooks=hooks(api, response=lambda exchange: elapsed.append(exchange.elapsed))
    )

    def answer(request: httpx2.Request) -> httpx2.Response:
        api.watch.now += 1.5
        return httpx2.Response(200, json=[])

    api.answers = [answer]
    api.call(client)
    assert elapsed == [1.5]


def test_several_hooks_are_called_in_their_order(api: Api) -> None:
    seen: list[str] = []
    client = api.client(
        hooks=hooks(
            api, request=[lambda exchange: seen.append("a"), lambda exchange: seen.append("b")]
        )
    )
    api.call(client)
    assert seen == ["a", "b"]


def test_a_request_hook_may_sign(api: Api) -> None:
    def sign(exchange: Any) -> None:
        body = exchange.request.content.decode()
        exchange.request.headers["X-Signature"] = f"{exchange.method} {body}"

    client = api.client(hooks=hooks(api, request=sign))
    api.call(client, api.create_pet, body={"name": "Rex"})
    assert api.requests[-1].headers["X-Signature"] == 'POST {"name":"Rex"}'


def test_each_attempt_is_signed_anew(api: Api) -> None:
    def sign(exchange: Any) -> None:
        exchange.request.headers["X-Attempt"] = str(exchange.attempt)

    client = api.client(hooks=hooks(api, request=sign))
    api.answers = [httpx2.Response(503)]
    api.call(client)
    assert [each.headers["X-Attempt"] for each in api.requests] == ["1", "2"]


def test_redirections_count_as_requests(api: Api) -> None:
    seen: list[str] = []
    client = api.client(hooks=hooks(api, request=lambda exchange: seen.append(exchange.url)))
    api.answers = [httpx2.Response(307, headers={"Location": "/v2/pets?token=1"})]
    api.call(client)
    assert seen == ["https://api.test/v1/pets", "https://api.test/v2/pets"]


@pytest.mark.parametrize("kind", ["request", "response", "error"])
def test_what_a_hook_raises_comes_out_as_it_is(api: Api, kind: str) -> None:
    class Stop(Exception):
        pass

    def stop(exchange: Any) -> None:
        raise Stop

    body = Closing()
    client = api.client(hooks=hooks(api, **{kind: stop}))
    api.answers = (
        [httpx2.ConnectError("no")] if kind == "error" else [httpx2.Response(200, stream=body)]
    )
    with pytest.raises(Stop):
        api.call(client)
    assert len(api.requests) == (0 if kind == "request" else 1)
    assert body.is_closed is (kind == "response")


def test_a_stream_is_closed_when_a_hook_raises(api: Api) -> None:
    def stop(exchange: Any) -> None:
        assert exchange.content == b""
        raise RuntimeError

    body = Closing()
    api.answers = [
        httpx2.Response(200, stream=body, headers={"Content-Type": "application/x-ndjson"})
    ]
    rt = api.runtime("")
    lines = api.runtime("streams.formats").JSONLines("str")
    operation = rt.Operation("GET", "/lines", responses={200: lines})
    client = api.client(hooks=hooks(api, response=stop))
    with pytest.raises(RuntimeError):
        api.wait(open_stream(client, operation))
    assert body.is_closed


def test_asynchronous_hooks(api: Api) -> None:
    seen: list[str] = []

    async def first(exchange: Any) -> None:
        seen.append("first")

    def second(exchange: Any) -> None:
        seen.append("second")

    async def third(exchange: Any) -> None:
        seen.append("third")

    client = api.client(hooks=hooks(api, request=(first, second, third), response=first))
    if api.is_async:
        api.call(client)
        assert seen == ["first", "second", "third", "first"]
        return
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(TypeError, match="Hooks: an asynchronous function requires the async"):
            api.call(client)
    assert seen == []
    assert api.requests == []


def test_copies_of_a_client_have_its_hooks_or_their_own(api: Api) -> None:
    seen: list[str] = []
    client = api.client(hooks=hooks(api, request=lambda exchange: seen.append("old")))
    other = hooks(api, request=lambda exchange: seen.append("new"))
    api.call(client.with_options(timeout=3))
    api.call(client.with_options(hooks=other))
    api.call(client.with_options(hooks=None))
    assert seen == ["old", "new"]
