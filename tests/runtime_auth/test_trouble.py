"""Identity providers and servers in trouble: what becomes of the token that there is."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import Event, Lock
from types import ModuleType
from typing import Any

import httpx2
import pytest
import trio

from runtime_client.caller import Caller
from support.descriptions import body as describe_body

from .conftest import PACKAGE
from .provider import Provider


def by_client(provider: Provider, **more: Any) -> Any:
    credential = provider.credential(client_id="i", client_secret="s")
    return provider.client(credential, **more)


def signed_in(provider: Provider, **more: Any) -> Any:
    """A client with a token that is at its end, and can be refreshed."""
    token = provider.oauth.Token(
        "old", refresh_token="refresh-0", expires_at=provider.now, scope="read", id_token="who"
    )
    flow = provider.flow("authorizationCode")
    return provider.client(provider.credential(flow, token=token, **more))


def grant_types(provider: Provider) -> list[str]:
    return [form["grant_type"] for form in provider.forms]


# --- refusals -------------------------------------------------------------------------------------

REFUSALS = {
    "invalid_grant": httpx2.Response(400, json={"error": "invalid_grant"}),
    "words of its own": httpx2.Response(401, json={"detail": "Invalid refresh token"}),
    "not there": httpx2.Response(404, text="<html>"),
    "a success without a token": httpx2.Response(200, json={"ok": True}),
    "an error with status 200": httpx2.Response(200, json={"error": "bad_refresh_token"}),
}


@pytest.mark.parametrize("answer", REFUSALS.values(), ids=REFUSALS)
def test_who_has_more_than_a_refresh_token_asks_with_that(
    provider: Provider, answer: httpx2.Response
) -> None:
    provider.refresh = True
    client = by_client(provider)
    provider.call(client)
    provider.now += 3600
    provider.answers.append(answer)
    provider.call(client)
    assert grant_types(provider) == ["client_credentials", "refresh_token", "client_credentials"]
    assert provider.tokens == ["token-1", "token-3"]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_trouble_is_no_refusal(provider: Provider, errors: ModuleType, status: int) -> None:
    provider.refresh = True
    client = by_client(provider, retries=0)
    provider.call(client)
    provider.now += 3600
    provider.answers.append(httpx2.Response(status))
    with pytest.raises(errors.TokenError) as found:
        provider.call(client)
    assert found.value.status_code == status
    assert grant_types(provider) == ["client_credentials", "refresh_token"]


def test_what_a_refresh_does_not_tell_holds_on(provider: Provider) -> None:
    kept: list[Any] = []
    options = provider.oauth.OAuthOptions(on_token=kept.append)
    client = signed_in(provider, oauth=options)
    provider.call(client)
    [token] = kept
    assert (token.access_token, token.refresh_token) == ("token-1", "refresh-0")
    assert (token.scope, token.id_token) == ("read", "who")


# --- a provider that is away ----------------------------------------------------------------------

AWAY = {
    "an error": httpx2.Response(503),
    "a page": httpx2.Response(200, text="<html>"),
    "nobody": httpx2.ConnectError("no"),
    "no answer": httpx2.ReadTimeout("late"),
}


@pytest.mark.parametrize("answer", AWAY.values(), ids=AWAY)
def test_a_token_is_sent_until_its_end_where_there_is_no_other(
    provider: Provider, errors: ModuleType, caplog: pytest.LogCaptureFixture, answer: Any
) -> None:
    client = by_client(provider, retries=0)
    provider.call(client)
    provider.now += 3580
    provider.answers.append(answer)
    provider.call(client)
    [record] = [each for each in caplog.records if each.name == PACKAGE]
    assert record.levelno == logging.WARNING
    assert record.getMessage().startswith("the access token could not be renewed yet: ")
    provider.now += 4
    provider.call(client)
    assert len(provider.grants) == 2  # not asked on every call
    provider.now += 2
    provider.answers.append(answer)
    provider.call(client)
    assert provider.tokens == ["token-1"] * 4
    provider.now += 14
    provider.answers.append(answer)
    with pytest.raises(errors.APIError):
        provider.call(client)
    provider.call(client)
    assert provider.tokens[4:] == ["token-5"]


def test_a_token_that_was_refused_is_not_sent_again(provider: Provider, errors: ModuleType) -> None:
    client = by_client(provider, retries=0)
    provider.call(client)
    provider.revoked.add("token-1")
    for _ in range(2):
        provider.answers.append(httpx2.Response(503))
        with pytest.raises(errors.TokenError):
            provider.call(client)
    provider.call(client)
    assert provider.tokens == ["token-1", "token-1", "token-4"]


# --- clocks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("jump", [-86_400.0, 86_400.0, 1e12])
def test_clocks_that_jump(provider: Provider, jump: float) -> None:
    client = by_client(provider)
    provider.call(client)
    provider.now += jump
    provider.call(client)
    if jump < 0:
        assert provider.tokens == ["token-1", "token-1"]
        provider.revoked.add("token-1")  # it has ended, whatever the clock says
        provider.call(client)
    provider.call(client)
    assert provider.tokens[-1] == "token-2"
    assert len(provider.grants) == 2


# --- 401 ------------------------------------------------------------------------------------------


def test_an_upload_that_cannot_be_repeated_is_not_and_the_next_call_has_a_new_token(
    provider: Provider, rt: ModuleType, errors: ModuleType
) -> None:
    client = by_client(provider)
    provider.call(client)
    provider.revoked.add("token-1")
    body = describe_body(rt, "application/octet-stream", "FileInput")

    def upload() -> None:
        pieces = iter([b"a", b"b"])
        provider.caller.call("POST", client=client, body=body, values={"body": pieces})

    with pytest.raises(errors.AuthenticationError):
        upload()
    assert len(provider.grants) == 1
    upload()
    assert provider.tokens == ["token-1", "token-1", "token-2"]


def test_a_token_that_is_refused_behind_a_redirection(provider: Provider) -> None:
    client = by_client(provider)
    usual = provider.handle

    def handle(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/v1/x":
            return httpx2.Response(307, headers={"location": "/v1/x/"})
        return usual(request)

    provider.caller.handler = handle
    provider.revoked.add("token-1")
    provider.call(client)
    assert [
        (each.url.path, token) for each, token in zip(provider.calls, provider.tokens, strict=True)
    ] == [
        ("/v1/x/", "token-1"),
        ("/v1/x/", "token-2"),
    ]


def test_no_new_token_is_got_for_another_origin(provider: Provider, errors: ModuleType) -> None:
    client = by_client(provider, redirects="anywhere")
    usual = provider.handle

    def handle(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "api.test":
            return httpx2.Response(302, headers={"location": "https://other.test/y"})
        return usual(request)

    provider.caller.handler = handle
    with pytest.raises(errors.AuthenticationError):
        provider.call(client)
    assert [each.headers.get("authorization") for each in provider.calls] == [None]
    assert len(provider.grants) == 1


# --- time -----------------------------------------------------------------------------------------


def test_a_token_is_got_in_the_time_that_is_left(provider: Provider, errors: ModuleType) -> None:
    client = by_client(provider, total_timeout=10.0)
    usual = provider.handle

    def handle(request: httpx2.Request) -> httpx2.Response:
        answer = usual(request)
        provider.now += 4
        return answer

    provider.caller.handler = handle
    provider.revoked |= {"token-1"}
    with pytest.raises(errors.APITimeoutError):
        provider.call(client)
    left = [each.extensions["timeout"]["read"] for each in provider.caller.requests]
    assert left == pytest.approx([10.0, 6.0, 2.0])


@pytest.mark.parametrize("total", [1e12, float("inf")])
def test_all_the_time_in_the_world(provider: Provider, total: float) -> None:
    provider.call(by_client(provider, total_timeout=total))
    assert provider.tokens == ["token-1"]


def test_one_who_waits_for_another_has_a_time_of_its_own(
    rt: ModuleType, oauth: ModuleType, errors: ModuleType
) -> None:
    provider = Provider(Caller(rt, is_async=False), rt, oauth)
    client = by_client(provider)
    asked, go_on = Event(), Event()
    usual = provider.handle

    def handle(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "auth.test":
            asked.set()
            assert go_on.wait(30)
        return usual(request)

    provider.caller.handler = handle
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(provider.call, client)
        assert asked.wait(30)
        try:
            with pytest.raises(errors.APITimeoutError, match="No token arrived in time"):
                provider.call(client.with_options(total_timeout=0.01))
        finally:
            go_on.set()
        first.result(30)
    assert provider.tokens == ["token-1"]


# --- many at once ---------------------------------------------------------------------------------


class CountingLock:
    """A lock that knows how many wanted it."""

    def __init__(self, most: int) -> None:
        self.all_are_here = Event()
        self._lock, self._most, self._count = Lock(), most, 0

    def acquire(self, timeout: float) -> bool:
        self._count += 1
        if self._count == self._most:
            self.all_are_here.set()
        return self._lock.acquire(timeout=timeout)

    def release(self) -> None:
        self._lock.release()


def test_threads_that_waited_in_vain_share_the_error(
    rt: ModuleType, oauth: ModuleType, errors: ModuleType
) -> None:
    provider = Provider(Caller(rt, is_async=False), rt, oauth)
    credential = provider.credential(client_id="i", client_secret="s")
    client = provider.client(credential)
    credential._turns._lock = lock = CountingLock(20)
    usual = provider.handle

    def handle(request: httpx2.Request) -> httpx2.Response:
        assert lock.all_are_here.wait(30)
        return usual(request)

    def refused(_: int) -> str:
        with pytest.raises(errors.TokenError) as found:
            provider.call(client)
        error: str = found.value.error
        return error

    provider.caller.handler = handle
    provider.fail("invalid_scope")
    with ThreadPoolExecutor(20) as pool:
        assert list(pool.map(refused, range(20))) == ["invalid_scope"] * 20
    assert len(provider.grants) == 1
    provider.call(client)  # who comes later tries anew
    assert provider.tokens == ["token-2"]


class Slow(httpx2.AsyncBaseTransport):
    """Answers like a provider; the requests for tokens when it is told to go on."""

    def __init__(self, provider: Provider, go_on: Any) -> None:
        self.asked = 0
        self._provider, self._go_on = provider, go_on

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "auth.test":
            self.asked += 1
            await self._go_on.wait()
        return self._provider.handle(request)


@pytest.fixture
def tasks(rt: ModuleType, oauth: ModuleType) -> Provider:
    """A provider for asynchronous clients."""
    return Provider(Caller(rt, is_async=True), rt, oauth)


def nothing(rt: ModuleType) -> Any:
    return rt.Operation("GET", "/x", responses={200: rt.NOTHING})


def over(transport: Slow) -> dict[str, Any]:
    return {"http_client": httpx2.AsyncClient(transport=transport)}


def test_tasks_that_waited_in_vain_share_the_error(
    tasks: Provider, rt: ModuleType, errors: ModuleType
) -> None:
    async def calls() -> None:
        go_on = asyncio.Event()
        client = by_client(tasks, **over(Slow(tasks, go_on)))
        waiting = [asyncio.create_task(client.request(nothing(rt))) for _ in range(20)]
        await asyncio.sleep(0)
        go_on.set()
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        assert {type(each) for each in outcomes} == {errors.TokenError}
        assert len(tasks.grants) == 1
        await client.request(nothing(rt))

    tasks.fail("invalid_scope")
    asyncio.run(calls())
    assert tasks.tokens == ["token-2"]


def test_a_refresh_goes_on_when_its_task_is_cancelled(tasks: Provider, rt: ModuleType) -> None:
    """Its refresh token is used up: without the answer, there would be no other."""
    tasks.refresh = True

    async def calls() -> None:
        go_on = asyncio.Event()
        transport = Slow(tasks, go_on)
        client = signed_in(tasks)
        client._connection._http = httpx2.AsyncClient(transport=transport)
        first = asyncio.create_task(client.request(nothing(rt)))
        second = asyncio.create_task(client.request(nothing(rt)))
        while not transport.asked:
            await asyncio.sleep(0)
        first.cancel()
        await asyncio.wait([first])  # at once, though there is no answer yet
        assert first.cancelled()
        assert not second.done()
        go_on.set()
        await second
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(calls())
    assert [form["refresh_token"] for form in tasks.forms] == ["refresh-0"]
    assert tasks.tokens == ["token-1"]


def test_a_refresh_in_trio_ends_before_its_task_does(tasks: Provider, rt: ModuleType) -> None:
    tasks.refresh = True

    async def calls() -> None:
        go_on = trio.Event()
        transport = Slow(tasks, go_on)
        client = signed_in(tasks)
        client._connection._http = httpx2.AsyncClient(transport=transport)
        async with trio.open_nursery() as nursery:
            nursery.start_soon(client.request, nothing(rt))
            while not transport.asked:
                await trio.sleep(0)
            nursery.cancel_scope.cancel()
            go_on.set()
        await client.request(nothing(rt))

    trio.run(calls)
    assert [form["refresh_token"] for form in tasks.forms] == ["refresh-0"]
    assert tasks.tokens == ["token-1"]


def test_no_time_is_lost_in_a_lock_that_a_cancelled_task_held(
    tasks: Provider, rt: ModuleType
) -> None:
    async def calls() -> None:
        go_on = asyncio.Event()
        transport = Slow(tasks, go_on)
        client = by_client(tasks, **over(transport))
        first = asyncio.create_task(client.request(nothing(rt)))
        while not transport.asked:
            await asyncio.sleep(0)
        first.cancel()
        await asyncio.wait([first])
        go_on.set()
        await client.request(nothing(rt))

    asyncio.run(calls())
    assert tasks.tokens == ["token-1"]


def test_a_failure_of_long_ago_is_no_news(rt: ModuleType, oauth: ModuleType) -> None:
    """Who comes after a failure tries, whatever came before."""
    turns = import_module(f"{PACKAGE}._runtime.oauth.credential").SingleFlight()
    errors = import_module(f"{PACKAGE}._runtime.optional_errors")

    def fail() -> None:
        raise errors.TokenError("no")

    done: list[int] = []
    for _ in range(2):
        with pytest.raises(errors.TokenError):
            turns.take(lambda: False, fail, None)
        turns.take(lambda: False, lambda: done.append(1), None)
    assert len(done) == 2
