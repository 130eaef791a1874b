"""Tokens that expire, are revoked, or are given: when they are got anew, and by how many."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from threading import Event
from types import ModuleType
from typing import Any

import httpx2
import pytest
import trio

from runtime_client.caller import Caller
from support.descriptions import body as describe_body

from .provider import Provider


def by_client(provider: Provider, **options: Any) -> Any:
    own = provider.oauth.OAuthOptions(**options)
    return provider.client(provider.credential(client_id="i", client_secret="s", oauth=own))


def test_a_token_is_kept_until_shortly_before_its_end(provider: Provider) -> None:
    client = by_client(provider)
    provider.call(client)
    provider.now += 3569
    provider.call(client)
    provider.now += 1
    provider.call(client)
    assert provider.tokens == ["token-1", "token-1", "token-2"]


@pytest.mark.parametrize("lifetime", [10, "10", 10.0])
def test_a_token_that_lives_short_is_used_for_half_its_life(
    provider: Provider, lifetime: object
) -> None:
    provider.lifetime = lifetime
    client = by_client(provider)
    for _ in range(3):
        provider.call(client)
        provider.now += 4
    assert provider.tokens == ["token-1", "token-1", "token-2"]


@pytest.mark.parametrize("lifetime", [None, 0, -1, "soon", True, [], float("1e400"), "nan", 1e300])
def test_a_token_of_unknown_life_is_kept(provider: Provider, lifetime: object) -> None:
    provider.answers.append(
        httpx2.Response(
            200, content=json.dumps({"access_token": "endless", "expires_in": lifetime}).encode()
        )
    )
    client = by_client(provider)
    provider.call(client)
    provider.now += 1e9
    provider.call(client)
    assert provider.tokens == ["endless", "endless"]


def test_a_refresh_token_is_used_and_rotated(provider: Provider) -> None:
    provider.refresh = True
    kept: list[Any] = []
    client = by_client(provider, on_token=kept.append)
    for _ in range(3):
        provider.call(client)
        provider.now += 3600
    assert [form["grant_type"] for form in provider.forms] == [
        "client_credentials",
        "refresh_token",
        "refresh_token",
    ]
    assert [form.get("refresh_token") for form in provider.forms] == [
        None,
        "refresh-1",
        "refresh-2",
    ]
    assert [token.access_token for token in kept] == ["token-1", "token-2", "token-3"]
    assert kept[0].expires_at == 1_003_600.0


def test_a_refresh_token_is_kept_where_no_new_one_comes(provider: Provider) -> None:
    token = provider.oauth.Token("old", refresh_token="first", expires_at=provider.now)
    client = provider.client(
        provider.credential(provider.flow("authorizationCode"), token=token, client_id="i")
    )
    for _ in range(2):
        provider.call(client)
        provider.now += 3600
    assert [form["refresh_token"] for form in provider.forms] == ["first", "first"]
    assert [form["client_id"] for form in provider.forms] == ["i", "i"]
    assert provider.tokens == ["token-1", "token-2"]


def test_a_token_that_was_stored(provider: Provider) -> None:
    token = provider.oauth.Token("old", refresh_token="r", expires_at=provider.now + 60, scope="a")
    again = provider.oauth.Token(**json.loads(json.dumps(asdict(token))))
    assert again == token
    client = provider.client(
        provider.credential(
            provider.flow("authorizationCode", refresh_url="https://auth.test/refresh"), token=again
        )
    )
    provider.call(client)
    provider.now += 60
    provider.call(client)
    assert provider.tokens == ["old", "token-1"]
    assert str(provider.grants[0].url) == "https://auth.test/refresh"


def test_a_refresh_token_that_is_used_up(provider: Provider, errors: ModuleType) -> None:
    provider.refresh = True
    client = by_client(provider)
    provider.call(client)
    provider.now += 3600
    provider.fail("invalid_grant")
    provider.call(client)
    assert [form["grant_type"] for form in provider.forms] == [
        "client_credentials",
        "refresh_token",
        "client_credentials",
    ]
    token = provider.oauth.Token("old", refresh_token="r", expires_at=provider.now)
    client = provider.client(provider.credential(provider.flow("authorizationCode"), token=token))
    provider.fail("invalid_grant", error_description="It is r")
    with pytest.raises(errors.TokenError) as found:
        provider.call(client)
    assert found.value.error == "invalid_grant"


def test_a_refresh_is_not_repeated_when_it_may_have_been_done(
    provider: Provider, errors: ModuleType
) -> None:
    token = provider.oauth.Token("old", refresh_token="r", expires_at=provider.now)
    client = provider.client(provider.credential(provider.flow("authorizationCode"), token=token))
    provider.answers.append(httpx2.ReadTimeout("late"))
    with pytest.raises(errors.APITimeoutError):
        provider.call(client)
    assert len(provider.grants) == 1


def test_a_token_that_nothing_renews_is_left_to_the_server(
    provider: Provider, errors: ModuleType
) -> None:
    token = provider.oauth.Token("old", expires_at=provider.now - 1)
    client = provider.client(provider.credential(provider.flow("authorizationCode"), token=token))
    provider.call(client)
    provider.revoked.add("old")
    with pytest.raises(errors.AuthenticationError):
        provider.call(client)
    assert provider.tokens == ["old", "old"]


# --- 401 ------------------------------------------------------------------------------------------


def test_a_revoked_token_is_got_anew_once(provider: Provider, errors: ModuleType) -> None:
    client = by_client(provider)
    provider.call(client)
    provider.revoked.add("token-1")
    provider.call(client)
    assert provider.tokens == ["token-1", "token-1", "token-2"]
    provider.revoked |= {"token-2", "token-3"}
    with pytest.raises(errors.AuthenticationError):
        provider.call(client)
    assert provider.tokens[3:] == ["token-2", "token-3"]
    assert len(provider.grants) == 3


def test_a_write_is_sent_again_with_its_body(provider: Provider, rt: ModuleType) -> None:
    client = by_client(provider)
    provider.revoked.add("token-1")
    body = describe_body(rt, "application/json", "str")
    provider.caller.call("POST", client=client, body=body, values={"body": "x"})
    assert [each.content for each in provider.calls] == [b'"x"', b'"x"']
    assert provider.tokens == ["token-1", "token-2"]


@pytest.mark.parametrize("is_function", [False, True])
def test_a_token_of_the_user_is_not_got_anew(
    provider: Provider, errors: ModuleType, is_function: bool
) -> None:
    provider.revoked.add("mine")
    token = (lambda: "mine") if is_function else "mine"
    client = provider.client(provider.credential(token=token, client_id="i", client_secret="s"))
    with pytest.raises(errors.AuthenticationError):
        provider.call(client)
    assert provider.tokens == ["mine"]


def test_a_header_of_the_call_is_not_replaced(
    provider: Provider, rt: ModuleType, errors: ModuleType
) -> None:
    client = by_client(provider)
    provider.revoked.add("other")
    options = rt.RequestOptions(headers={"Authorization": "Bearer other"})
    with pytest.raises(errors.AuthenticationError):
        provider.call(client, options=options)
    assert provider.tokens == ["other"]


def test_a_failure_to_get_a_token_anew_is_told(provider: Provider, errors: ModuleType) -> None:
    client = by_client(provider)
    provider.call(client)
    provider.revoked.add("token-1")
    provider.fail("invalid_scope")
    with pytest.raises(errors.TokenError):
        provider.call(client)


# --- keeping tokens ---------------------------------------------------------------------------------


def test_who_keeps_tokens_may_be_asynchronous(provider: Provider, errors: ModuleType) -> None:
    kept: list[Any] = []

    async def keep(token: Any) -> None:
        kept.append(token)

    client = by_client(provider, on_token=keep)
    if provider.caller.is_async:
        provider.call(client)
        assert [token.access_token for token in kept] == ["token-1"]
        return
    with pytest.raises(errors.InvalidRequestError, match="asynchronous"):
        provider.call(client)


def test_what_keeps_tokens_may_fail_and_the_token_is_still_there(provider: Provider) -> None:
    def keep(token: Any) -> None:
        raise OSError("disk full")

    client = by_client(provider, on_token=keep)
    with pytest.raises(OSError, match="disk full"):
        provider.call(client)
    provider.call(client)
    assert provider.tokens == ["token-1"]


# --- many calls at once ---------------------------------------------------------------------------


def test_one_of_many_threads_gets_the_token(rt: ModuleType, oauth: ModuleType) -> None:
    provider = Provider(Caller(rt, is_async=False), rt, oauth)
    client = by_client(provider)
    for _ in range(2):
        with ThreadPoolExecutor(20) as pool:
            list(pool.map(lambda _: provider.call(client), range(100)))
        provider.now += 3600
    assert provider.tokens == ["token-1"] * 100 + ["token-2"] * 100


def test_one_of_many_threads_answers_a_revocation(rt: ModuleType, oauth: ModuleType) -> None:
    provider = Provider(Caller(rt, is_async=False), rt, oauth)
    client = by_client(provider)
    provider.call(client)
    provider.revoked.add("token-1")
    all_refused, refused = Event(), []
    usual = provider.handle

    def handle(request: httpx2.Request) -> httpx2.Response:
        answer = usual(request)
        if answer.status_code == 401:
            refused.append(request)
            if len(refused) == 20:
                all_refused.set()
            assert all_refused.wait(30)
        return answer

    provider.caller.handler = handle
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda _: provider.call(client), range(20)))
    assert len(provider.grants) == 2
    assert sorted(provider.tokens[1:]) == ["token-1"] * 20 + ["token-2"] * 20


def test_one_of_many_tasks_gets_the_token(rt: ModuleType, oauth: ModuleType) -> None:
    provider = Provider(Caller(rt, is_async=True), rt, oauth)
    client = by_client(provider)
    operation = rt.Operation("GET", "/x", responses={200: rt.NOTHING})

    async def calls() -> None:
        await asyncio.gather(*(client.request(operation) for _ in range(100)))

    for _ in range(3):  # an event loop each
        asyncio.run(calls())
        provider.now += 3600
    assert provider.tokens == [f"token-{number}" for number in (1, 2, 3) for _ in range(100)]


def test_one_of_many_tasks_of_trio_gets_the_token(rt: ModuleType, oauth: ModuleType) -> None:
    provider = Provider(Caller(rt, is_async=True), rt, oauth)
    client = by_client(provider)
    operation = rt.Operation("GET", "/x", responses={200: rt.NOTHING})

    async def calls() -> None:
        async with trio.open_nursery() as nursery:
            for _ in range(100):
                nursery.start_soon(lambda: client.request(operation))

    trio.run(calls)
    provider.now += 3600
    asyncio.run(client.request(operation))
    provider.now += 3600
    trio.run(calls)
    assert [provider.tokens.count(f"token-{number}") for number in (1, 2, 3)] == [100, 1, 100]


def test_a_cancelled_call_leaves_the_lock_free(rt: ModuleType, oauth: ModuleType) -> None:
    provider = Provider(Caller(rt, is_async=True), rt, oauth)
    operation = rt.Operation("GET", "/x", responses={200: rt.NOTHING})
    asked = asyncio.Event()

    async def keep(token: Any) -> None:
        if token.access_token == "token-1":
            provider.now += 3600
            asked.set()
            await asyncio.Event().wait()

    client = by_client(provider, on_token=keep)

    async def calls() -> None:
        first = asyncio.create_task(client.request(operation))
        await asked.wait()
        second = asyncio.create_task(client.request(operation))
        await asyncio.sleep(0)
        first.cancel()
        await second
        assert first.cancelled()

    asyncio.run(calls())
    assert provider.tokens == ["token-2"]


def test_copies_of_a_client_share_the_token(provider: Provider) -> None:
    client = by_client(provider)
    provider.call(client)
    provider.call(client.with_options(timeout=1.0))
    assert provider.tokens == ["token-1", "token-1"]
    assert len(provider.grants) == 1
