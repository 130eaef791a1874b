"""Signing in to ZenML, and what becomes of a token that is not good any more."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from e2e.conftest import Served
from e2e.zenml import PASSWORD, TOKEN_MINUTES, USERNAME, expired
from support.waits import Waits

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("zenml")]

AT_ONCE = 16
"""Calls."""


class SigningIn:
    """Arguments of a client that signs in, and the tokens that it got."""

    def __init__(self, served: Served) -> None:
        self.tokens: list[Any] = []
        auth = served.package.submodule("auth")
        self.arguments: dict[str, Any] = {
            "username": USERNAME,
            "password": PASSWORD,
            "base_url": served.url,
            "oauth": auth.OAuthOptions(on_token=self.tokens.append),
        }


@pytest.fixture
def signing_in(zenml: Served) -> SigningIn:
    return SigningIn(zenml)


def test_one_token_serves_all_calls_until_it_ends(
    zenml: Served, is_async: bool, signing_in: SigningIn
) -> None:
    waits = Waits(zenml.package.module)
    with (
        zenml.package.session(is_async=is_async, clock=waits.clock, **signing_in.arguments) as each,
        each.client.capture() as responses,
    ):
        for calls_so_far, minutes in enumerate((0, TOKEN_MINUTES // 2, TOKEN_MINUTES // 2, 1)):
            waits.clock.sleep(60 * minutes)
            assert each.do(each.client.users.get_current_user()).name == USERNAME
            assert len(responses) == calls_so_far + 1
    first, second = signing_in.tokens
    assert first.access_token != second.access_token
    assert second.expires_at - first.expires_at == pytest.approx(60 * TOKEN_MINUTES)
    assert [response.attempts for response in responses] == [1, 1, 1, 1]


def test_calls_that_begin_at_once_get_one_token(
    zenml: Served, is_async: bool, signing_in: SigningIn
) -> None:
    with zenml.package.session(is_async=is_async, **signing_in.arguments) as session:
        ask = session.client.users.get_current_user

        async def together() -> list[Any]:
            return await asyncio.gather(*(ask() for _ in range(AT_ONCE)))

        if is_async:
            users = session.do(together())
        else:
            with ThreadPoolExecutor(AT_ONCE) as threads:
                users = list(threads.map(lambda _: ask(), range(AT_ONCE)))
    assert [user.name for user in users] == AT_ONCE * [USERNAME]
    assert len(signing_in.tokens) == 1


def test_a_token_that_the_server_refuses_is_got_anew(
    zenml: Served, is_async: bool, signing_in: SigningIn
) -> None:
    sent: list[str] = []

    def end_first_token(exchange: Any) -> None:
        token = exchange.request.headers["Authorization"].removeprefix("Bearer ")
        sent.append(token)
        if token == signing_in.tokens[0].access_token:
            exchange.request.headers["Authorization"] = f"Bearer {expired(token)}"

    hooks = zenml.package.module.Hooks(request=end_first_token)
    with (
        zenml.package.session(is_async=is_async, hooks=hooks, **signing_in.arguments) as session,
        session.client.capture() as responses,
    ):
        for _ in range(2):
            assert session.do(session.client.users.get_current_user()).name == USERNAME
    assert [response.attempts for response in responses] == [2, 1]
    first, second = (token.access_token for token in signing_in.tokens)
    assert sent == [first, second, second]


def test_a_new_token_that_is_refused_too_is_an_error(
    zenml: Served, is_async: bool, signing_in: SigningIn
) -> None:
    def end_token(exchange: Any) -> None:
        token = exchange.request.headers["Authorization"].removeprefix("Bearer ")
        exchange.request.headers["Authorization"] = f"Bearer {expired(token)}"

    errors = zenml.package.module
    hooks = errors.Hooks(request=end_token)
    with (
        zenml.package.session(is_async=is_async, hooks=hooks, **signing_in.arguments) as session,
        pytest.raises(errors.AuthenticationError) as refused,
    ):
        session.do(session.client.users.get_current_user())
    assert refused.value.attempts == 2
    assert len(signing_in.tokens) == 2
