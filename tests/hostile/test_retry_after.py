"""Servers that abuse `Retry-After`, or never get well: waits stay finite, and are never real."""

from __future__ import annotations

from email.utils import formatdate

import pytest

from support.raw_server import End, RawServer, always, answer, in_turn
from support.waits import START, Waits

from .api import Api

THING = '{"id":1,"name":"n"}'


def unwell(*headers: str, status: str = "503 Service Unavailable") -> bytes:
    return answer('{"message":"later"}', *headers, status=status)


ABUSED: dict[str, tuple[str, list[float]]] = {
    "none": ("X-Nothing: 0", [0.5, 1.0]),
    "seconds": ("Retry-After: 7", [7.0, 7.0]),
    "milliseconds": ("Retry-After-Ms: 1500", [1.5, 1.5]),
    "less than our own wait": ("Retry-After: 0", [0.5, 1.0]),
    "a date": (f"Retry-After: {formatdate(START + 10, usegmt=True)}", [10.0, 1.0]),
    "past": ("Retry-After: Thu, 01 Jan 1970 00:00:00 GMT", [0.5, 1.0]),
    "negative": ("Retry-After: -5", [0.5, 1.0]),
    "nan": ("Retry-After: nan", [0.5, 1.0]),
    "inf": ("Retry-After: inf", [0.5, 1.0]),
    "words": ("Retry-After: when it is ready", [0.5, 1.0]),
    "empty": ("Retry-After:", [0.5, 1.0]),
    "an exponent": ("Retry-After: 1e9", [0.5, 1.0]),
    "hexadecimal": ("Retry-After: 0x10", [0.5, 1.0]),
    "bytes": ("Retry-After: \xb2\xff", [0.5, 1.0]),
    "no date": ("Retry-After: Thu, 99 Foo 2026 99:99:99 GMT", [0.5, 1.0]),
    "an hour": ("Retry-After: 3600", []),
    "more digits than a float has": (f"Retry-After: {'9' * 400}", []),
    "future": ("Retry-After: Fri, 31 Dec 9999 23:59:59 GMT", []),
    "milliseconds of a year": ("Retry-After-Ms: 31536000000", []),
}


@pytest.mark.parametrize("name", ABUSED)
def test_retry_after(api: Api, server: RawServer, name: str) -> None:
    header, waits = ABUSED[name]
    server.behave = always(unwell(header))
    waiting = Waits(api.package)
    with pytest.raises(api.package.InternalServerError) as caught:
        api.call(lambda client: client.things.get("1"), clock=waiting.clock)
    assert waiting.waits == waits
    assert caught.value.attempts == len(server.received) == len(waits) + 1
    assert caught.value.body.message == "later"


def test_it_gets_well(api: Api, server: RawServer) -> None:
    server.behave = in_turn(unwell("Retry-After: 3"), always(End.RESET), answer(THING))
    waiting = Waits(api.package)
    assert api.call(lambda client: client.things.get("1"), clock=waiting.clock).id == 1
    assert waiting.waits == [3.0, 1.0]


def test_the_whole_call_has_an_end(api: Api, server: RawServer) -> None:
    """A wait that is longer than what is left is not begun."""
    server.behave = always(unwell("Retry-After: 20"))
    waiting = Waits(api.package)
    with pytest.raises(api.package.InternalServerError) as caught:
        api.call(
            lambda client: client.things.get("1"),
            clock=waiting.clock,
            total_timeout=50,
            retries=100,
        )
    assert waiting.waits == [20.0, 20.0]
    assert caught.value.attempts == 3


def test_a_post_is_not_done_twice(api: Api, server: RawServer) -> None:
    waiting = Waits(api.package)
    for behave in (
        always(unwell()),
        always(End.RESET),
        always(answer(THING, length=99), End.CLOSE),
    ):
        server.behave = behave
        server.received.clear()
        with pytest.raises(api.package.APIError) as caught:
            api.call(lambda client: client.things.create(name="n"), clock=waiting.clock)
        assert caught.value.attempts == len(server.received) == 1
    assert waiting.waits == []


def test_a_post_with_a_key_is(api: Api, server: RawServer) -> None:
    waiting = Waits(api.package)
    server.behave = in_turn(unwell(), always(End.RESET), answer(THING))
    options = api.package.RequestOptions(idempotency_key="k1")
    thing = api.call(
        lambda client: client.things.create(name="n", options=options), clock=waiting.clock
    )
    assert thing.id == 1
    assert [each.header("Idempotency-Key") for each in server.received] == ["k1"] * 3
    assert [each.body for each in server.received] == [b'{"name":"n"}'] * 3


def test_the_server_may_forbid_it(api: Api, server: RawServer) -> None:
    waiting = Waits(api.package)
    server.behave = always(unwell("X-Should-Retry: false"))
    with pytest.raises(api.package.InternalServerError):
        api.call(lambda client: client.things.get("1"), clock=waiting.clock)
    assert (len(server.received), waiting.waits) == (1, [])


def test_an_answer_that_cannot_be_read_is_not_asked_for_again(api: Api, server: RawServer) -> None:
    waiting = Waits(api.package)
    server.behave = always(answer("{"))
    with pytest.raises(api.package.DecodeError):
        api.call(lambda client: client.things.get("1"), clock=waiting.clock)
    assert (len(server.received), waiting.waits) == (1, [])


def test_the_budget_of_a_client(api: Api, server: RawServer) -> None:
    """A service that is down for all gets little more than one request a call."""
    server.behave = always(unwell())
    waiting = Waits(api.package)
    calls = 200

    def sync(client: object) -> None:
        for _ in range(calls):
            fails(client)

    def fails(client: object) -> None:
        with pytest.raises(api.package.InternalServerError):
            client.things.get("1")  # type: ignore[attr-defined]

    async def both(client: object) -> None:
        for _ in range(calls):
            with pytest.raises(api.package.InternalServerError):
                await client.things.get("1")  # type: ignore[attr-defined]

    api.call(both if api.is_async else sync, clock=waiting.clock, retries=3)
    assert len(server.received) == calls + 100
    assert len(waiting.waits) == 100
