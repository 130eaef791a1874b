"""Operations that never end, or not as they should: waiting has an end, and a typed outcome."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from support import calls
from support.raw_server import End, RawServer, Received, always, answer, in_turn
from support.waits import Waits, passing

from .api import Api
from .test_redirects import SECRETS

ACCEPTED = "202 Accepted"
KEYS = {name: SECRETS[name] for name in ("header_key", "query_key", "cookie_key", "token")}


def begun(*headers: str) -> bytes:
    return answer(b"", *(headers or ("Location: /jobs/1",)), status=ACCEPTED)


MONITORED = begun("Operation-Location: /jobs/1")


def poll(
    api: Api,
    type_: Any = dict,
    *,
    clock: Any = None,
    total: float | None = 600,
    options: dict[str, Any] | None = None,
    **arguments: Any,
) -> Any:
    """Start an operation and wait for it."""
    clock = clock or Waits(api.package).clock

    async def use(client: Any) -> Any:
        with client.capture() as responses:
            await api.of(client.vault.create_export())
        return await api.of(calls.poll(client, responses[-1], type_, total=total, **arguments))

    return api.run(use, clock=clock, **KEYS, **(options or {}))


# --- for ever ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "state"),
    [
        (begun(), begun("X-Nothing: 0")),
        (begun(), begun("Location: /jobs/2")),
        (MONITORED, answer('{"status":"Running"}')),
        (MONITORED, answer('{"status":"\u0130n arbeit"}')),
        (MONITORED, answer('{"status":"Running"}', "Operation-Location: /jobs/2")),
        (MONITORED, answer("<p>soon</p>", status=ACCEPTED, content_type="text/html")),
    ],
)
def test_running_for_ever(api: Api, server: RawServer, start: bytes, state: bytes) -> None:
    server.behave = in_turn(start, state)
    waiting = Waits(api.package)
    with pytest.raises(api.package.OperationTimeoutError, match="within 600 seconds") as caught:
        poll(api, clock=waiting.clock)
    assert 550 <= sum(waiting.waits) <= 600
    assert caught.value.response.status_code in (200, 202)
    assert len(server.received) == len(waiting.waits) + 1


def test_links_that_lead_in_circles(api: Api, server: RawServer) -> None:
    numbers = itertools.count()

    def behave(request: Received) -> Iterable[bytes]:
        return (begun(f"Location: /jobs/{next(numbers) % 3}"),)

    server.behave = behave
    with pytest.raises(api.package.OperationTimeoutError):
        poll(api, total=60)


@pytest.mark.parametrize(
    ("told", "waits"),
    [
        ("0", 0.1),
        ("-5", 1.0),
        ("nan", 1.0),
        ("inf", 1.0),
        ("1e9", 1.0),
        ("soon", 1.0),
        ("99999999999", 300.0),
        ("9" * 400, 300.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 300.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.1),
    ],
)
def test_waits_that_are_abused(api: Api, server: RawServer, told: str, waits: float) -> None:
    server.behave = in_turn(begun("Location: /jobs/1", f"Retry-After: {told}"), answer("{}"))
    waiting = Waits(api.package)
    assert poll(api, clock=waiting.clock) == {}
    assert waiting.waits == [waits]


def test_a_wait_beyond_the_end_is_not_begun(api: Api, server: RawServer) -> None:
    server.behave = always(begun("Location: /jobs/1", "Retry-After: 120"))
    waiting = Waits(api.package)
    with pytest.raises(api.package.OperationTimeoutError):
        poll(api, clock=waiting.clock, total=100)
    assert (waiting.waits, len(server.received)) == ([], 1)


def drip(request: Received) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n["
    while True:
        yield b"1,"


def test_a_question_ends_with_the_whole(api: Api, server: RawServer) -> None:
    """However slowly a state comes, waiting takes no longer than it may in all."""
    server.behave = in_turn(begun("Location: /jobs/1", "Retry-After: 0"), drip)
    clock = passing(api.package, lambda: len(server.received) == 2)
    with pytest.raises(api.package.OperationTimeoutError, match="within 300 seconds") as caught:
        poll(api, clock=clock, total=300, options={"timeout": None, "total_timeout": None})
    assert isinstance(caught.value.__cause__, api.package.APITimeoutError)
    assert len(server.received) == 2


@pytest.mark.parametrize("timeout", [None, 600])
def test_silence_ends_with_the_whole(api: Api, server: RawServer, timeout: float | None) -> None:
    server.behave = in_turn(begun("Location: /jobs/1", "Retry-After: 0"), always(End.HANG))
    clock, options = api.package.Clock(), {"timeout": timeout, "total_timeout": timeout}
    with pytest.raises(api.package.OperationTimeoutError, match=r"within 0\.3 seconds"):
        poll(api, clock=clock, total=0.3, options=options)
    # On a busy machine the time may be over before anything is asked.
    assert len(server.received) <= 2


def test_the_time_of_a_call_stays_its_own(api: Api, server: RawServer) -> None:
    """What the client allows for a call holds for each question, too."""
    server.behave = in_turn(begun(), drip)
    waiting = Waits(api.package, tick=0.1)
    # The last read waits for what is left of the 5 seconds, which a busy server may not keep to.
    ends = "5 seconds in all|no complete answer in time"
    with pytest.raises(api.package.APITimeoutError, match=ends) as caught:
        poll(api, clock=waiting.clock, options={"total_timeout": 5.0})
    assert not isinstance(caught.value, api.package.OperationTimeoutError)


# --- what is no state ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", [begun(), MONITORED])
@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (answer('{"message":"no such job"}', status="404 Not Found"), "NotFoundError"),
        (answer("{}", status="410 Gone"), "APIStatusError"),
        (answer("{}", status="500 Oops"), "InternalServerError"),
        (answer("<p>hello</p>", content_type="text/html"), "DecodeError"),
        (answer("[" * 200_000), "DecodeError"),
        (answer("{"), "DecodeError"),
        (answer("moved", "Location: /jobs/1", status="302 Found"), "APIStatusError"),
        (answer("moved", "Location: file:///etc/passwd", status="303 See Other"), "APIStatusError"),
    ],
)
def test_what_is_no_state(
    api: Api, server: RawServer, start: bytes, state: bytes, expected: str
) -> None:
    server.behave = in_turn(start, state)
    with pytest.raises(getattr(api.package, expected)) as caught:
        poll(api)
    assert len(str(caught.value)) < 1000
    assert "/jobs/1" in caught.value.url


@pytest.mark.parametrize(
    "state",
    ['{"status":17}', '{"status":{"a":1}}', '{"status":null}', '{"properties":[]}', '["Running"]'],
)
def test_states_that_are_no_words(api: Api, server: RawServer, state: str) -> None:
    """The status of the answer decides then: 202 goes on, 200 is the end."""
    server.behave = in_turn(MONITORED, answer(state, status=ACCEPTED), answer(state))
    assert poll(api, Any) == json.loads(state)
    assert len(server.received) == 3


def test_a_document_of_any_size(api: Api, server: RawServer) -> None:
    rows = list(range(300_000))
    running = json.dumps({"log": rows, "status": "Running"})
    done = json.dumps({"result": rows, "status": "Succeeded"})
    server.behave = in_turn(MONITORED, answer(running), answer(done))
    assert poll(api, list[int]) == rows
    server.behave = in_turn(MONITORED, answer(running))
    with pytest.raises(api.package.ResponseTooLargeError):
        poll(api, options={"max_response_bytes": 1_000_000})


def test_results_of_another_shape(api: Api, server: RawServer) -> None:
    thing = api.package.models.Thing
    for body in ("[]", '"done"', "17"):
        server.behave = in_turn(begun(), answer(body))
        assert poll(api, thing) == json.loads(body)
        server.behave = in_turn(begun(), answer(body))
        with pytest.raises(api.package.DecodeError):
            poll(api, thing, options={"strict_responses": True})


def test_a_failure_that_says_what_it_likes(api: Api, server: RawServer) -> None:
    body = {"status": "Failed", "error": {"message": f"\x1b[2J{SECRETS['token']}" + "a" * 10_000}}
    server.behave = in_turn(MONITORED, answer(json.dumps(body)))
    with pytest.raises(api.package.OperationFailedError) as caught:
        poll(api)
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 1000
    assert SECRETS["token"] not in str(caught.value)


def test_questions_carry_the_credentials_of_the_call(api: Api, server: RawServer) -> None:
    server.behave = in_turn(MONITORED, answer('{"status":"Succeeded"}'))
    poll(api)
    for request in server.received:
        assert request.header("Authorization") == f"Bearer {SECRETS['token']}"
        assert request.header("X-API-Key") == SECRETS["header_key"]
        assert SECRETS["query_key"] in request.target


@pytest.mark.parametrize("seconds", [-1, float("nan")])
@pytest.mark.parametrize("name", ["total", "interval"])
def test_seconds_that_are_none(api: Api, server: RawServer, name: str, seconds: float) -> None:
    server.behave = always(begun())
    with pytest.raises(ValueError, match=name):
        poll(api, **{name: seconds})
