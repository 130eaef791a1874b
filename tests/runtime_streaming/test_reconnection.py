"""Streams of server-sent events that connect anew: nothing is lost, nothing comes twice, and it ends."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import httpx2
import pytest

from support.calls import open_stream

from .api import CUT, Api, Piece

EVENTS = {"Content-Type": "text/event-stream"}


def event(number: int, *, id: str | None = "") -> bytes:
    """An event whose data are a number, with the number as its id unless another one is given."""
    told = str(number) if id == "" else id
    return (f"id: {told}\n" if told is not None else "").encode() + f"data: {number}\n\n".encode()


async def opened(
    api: Api, method: str = "GET", *, reconnect: bool | None = None, **settings: Any
) -> Any:
    content = api.runtime("streams").ServerSentEvents("int")
    options = api.rt.RequestOptions(reconnect=reconnect)
    operation = api.operation(method, content)
    return await api.of(open_stream(api.client(**settings), operation, options=options))


def items(api: Api, method: str = "GET", **settings: Any) -> list[Any]:
    """All items of a stream."""

    async def test() -> list[Any]:
        return await api.items(await opened(api, method, **settings))

    found = api.run(test)
    assert all(content.is_closed for content in api.contents)
    return found


def stream(api: Api, *pieces: Piece, status: int = 200) -> None:
    api.answer(status, *pieces, headers=EVENTS)


# --- after a connection broke -----------------------------------------------------------------------------


def test_it_goes_on_behind_the_last_event(api: Api) -> None:
    stream(api, event(1), event(2), b"id: 3\ndata: 3", CUT)
    stream(api, event(3) + event(4))
    assert items(api) == [1, 2, 3, 4]
    first, second = api.requests
    assert "last-event-id" not in first.headers
    assert second.headers["last-event-id"] == "2"
    assert api.waits.waits == [1.0]


@pytest.mark.parametrize("error", [httpx2.ReadTimeout("late"), httpx2.ReadError("reset")])
def test_silence_and_resets_are_the_same(api: Api, error: Exception) -> None:
    stream(api, event(1), error)
    stream(api, event(2))
    assert items(api) == [1, 2]


def test_the_server_says_how_long_to_wait(api: Api) -> None:
    stream(api, b"retry: 2500\n\n", event(1), CUT)
    stream(api, event(2), CUT)
    stream(api, event(3))
    assert items(api) == [1, 2, 3]
    assert api.waits.waits == [2.5, 2.5]


def test_a_server_that_asks_for_too_long_a_wait(api: Api, errors: ModuleType) -> None:
    stream(api, b"retry: 60001\n\n", event(1), CUT)
    with pytest.raises(errors.APIConnectionLostError):
        items(api)
    assert api.waits.waits == []


def test_before_the_first_event_nothing_is_lost(api: Api) -> None:
    stream(api, b": hello\n\n", CUT)
    stream(api, event(1, id=None))
    assert items(api) == [1]
    assert "last-event-id" not in api.requests[1].headers


def test_events_without_ids_are_not_gone_on_with(api: Api, errors: ModuleType) -> None:
    async def test() -> None:
        stream(api, event(1, id=None), CUT)
        opening = await opened(api)
        assert await api.next(opening) == 1
        with pytest.raises(errors.APIConnectionLostError, match="cut"):
            await api.next(opening)
        assert await api.items(opening) == []
        assert len(api.requests) == 1

    api.run(test)


def test_an_id_counts_from_its_event_on(api: Api) -> None:
    stream(api, event(1), b"id: 2\n\n", b"id: 9\n", CUT)
    stream(api, b"data: 3\n\n", CUT)
    stream(api, event(4))
    assert items(api) == [1, 3, 4]
    assert [each.headers.get("last-event-id") for each in api.requests] == [None, "2", "2"]


def test_ids_are_any_text(api: Api) -> None:
    stream(api, event(1, id="caf\u00e9/\u20ac"), CUT)
    stream(api, event(2))
    assert items(api) == [1, 2]
    raw = dict(api.requests[1].headers.raw)
    assert raw[b"Last-Event-ID"] == "caf\u00e9/\u20ac".encode()


def test_an_id_that_no_header_can_hold(api: Api, errors: ModuleType) -> None:
    stream(api, event(1, id="a\x01b"), CUT)
    with pytest.raises(errors.APIConnectionLostError):
        items(api)


def test_a_server_that_begins_again(api: Api) -> None:
    stream(api, event(1), event(2), event(3), CUT)
    stream(api, event(1) + event(2), event(3), event(4))
    assert items(api) == [1, 2, 3, 4]
    stream(api, event(1), event(2), CUT)
    stream(api, event(2), event(3))
    assert items(api) == [1, 2, 3]


def test_a_server_that_begins_again_and_breaks_off(api: Api) -> None:
    stream(api, event(1), event(2), event(3), CUT)
    stream(api, event(1), event(2), CUT)
    stream(api, event(4))
    assert items(api) == [1, 2, 3, 4]
    assert api.requests[2].headers["last-event-id"] == "3"


# --- it ends ----------------------------------------------------------------------------------------------


def test_tries_without_events_are_bounded(api: Api, errors: ModuleType) -> None:
    stream(api, event(1), CUT)
    for _ in range(2):
        stream(api, b": nothing\n\n", CUT)
    with pytest.raises(errors.APIConnectionLostError) as caught:
        items(api)
    assert caught.value.attempts == 3


def test_events_begin_the_count_anew(api: Api, errors: ModuleType) -> None:
    for number in range(6):
        stream(api, event(number), CUT)
    stream(api, event(6))
    assert items(api) == [0, 1, 2, 3, 4, 5, 6]


def test_no_content_ends_it(api: Api) -> None:
    stream(api, event(1), CUT)
    api.answer(204)
    assert items(api) == [1]


def test_an_answer_that_ends_is_the_end(api: Api) -> None:
    stream(api, b"retry: 1\n\n", event(1))
    assert items(api) == [1]


def test_a_mark_ends_it(api: Api) -> None:
    stream(api, event(1), b"data: [DONE]\n\n", CUT)
    assert items(api, reconnect=True) == [1]


def test_an_error_ends_it(api: Api, errors: ModuleType) -> None:
    stream(api, event(1), CUT)
    api.answer(404, b'{"error": "no"}', headers={"Content-Type": "application/json"})
    with pytest.raises(errors.NotFoundError) as caught:
        items(api)
    assert caught.value.body == {"error": "no"}


def test_what_is_no_stream_ends_it(api: Api, errors: ModuleType) -> None:
    stream(api, event(1), CUT)
    api.answer(200, b"{}", headers={"Content-Type": "application/json"})
    with pytest.raises(errors.DecodeError, match="expected a stream"):
        items(api)


def test_mocks_may_have_the_content_at_hand(api: Api, errors: ModuleType) -> None:
    api.add(httpx2.Response(200, content=b"{}", headers={"Content-Type": "text/html"}))
    with pytest.raises(errors.DecodeError, match="labelled 'text/html'") as caught:
        items(api)
    assert caught.value.body == "{}"
    api.add(httpx2.Response(200, content=event(1), headers=EVENTS))
    assert items(api) == [1]


def test_a_server_that_is_busy_is_asked_once_more(api: Api) -> None:
    stream(api, event(1), CUT)
    api.answer(503, headers={"Retry-After": "3"})
    stream(api, event(2))
    assert items(api) == [1, 2]
    assert api.waits.waits == [1.0, 3.0]


def test_time_runs_out(api: Api, errors: ModuleType) -> None:
    stream(api, b"retry: 10000\n\n", event(1), CUT)
    with pytest.raises(errors.APIConnectionLostError):
        items(api, total_timeout=5)
    assert api.waits.waits == []


def test_bytes_are_counted_over_all_answers(api: Api, errors: ModuleType) -> None:
    size = len(event(1))
    stream(api, event(1), CUT)
    stream(api, event(2))
    with pytest.raises(errors.ResponseTooLargeError):
        items(api, max_response_bytes=2 * size - 1)


def test_closing_ends_it(api: Api) -> None:
    async def test() -> None:
        stream(api, event(1), CUT)
        stream(api, event(2), event(3))
        opening = await opened(api)
        assert [await api.next(opening) for _ in range(2)] == [1, 2]
        await api.close(opening)
        assert all(content.is_closed for content in api.contents)
        assert await api.items(opening) == []

    api.run(test)


# --- as users want it -------------------------------------------------------------------------------------


def test_it_can_be_switched_off(api: Api, errors: ModuleType) -> None:
    stream(api, event(1), CUT)
    with pytest.raises(errors.APIConnectionLostError):
        items(api, reconnect=False)
    stream(api, event(1), CUT)
    with pytest.raises(errors.APIConnectionLostError):
        items(api, retries=0)


def test_a_post_is_repeated_only_if_it_may_be(api: Api, errors: ModuleType) -> None:
    stream(api, event(1), CUT)
    with pytest.raises(errors.APIConnectionLostError):
        items(api, "POST")
    stream(api, event(1), CUT)
    stream(api, event(2))
    api.answer(204)
    assert items(api, "POST", reconnect=True) == [1, 2]


def test_it_can_go_on_when_the_server_ends_it(api: Api) -> None:
    stream(api, b"retry: 100\n\n", event(1))
    stream(api)
    stream(api, event(2))
    api.answer(204)
    assert items(api, reconnect=True) == [1, 2]
    assert [each.headers.get("last-event-id") for each in api.requests] == [None, "1", "1", "2"]
    assert api.waits.waits == [0.1, 0.1, 0.1]


def test_answers_without_events_are_the_end_at_last(api: Api) -> None:
    for pieces in ((event(1),), (), ()):
        stream(api, *pieces)
    assert items(api, reconnect=True) == [1]
    assert len(api.requests) == 3


def test_events_without_ids_may_be_lost_if_that_is_wanted(api: Api) -> None:
    stream(api, event(1, id=None), CUT)
    stream(api, event(2, id=None))
    api.answer(204)
    assert items(api, reconnect=True) == [1, 2]


def test_other_formats_do_not_connect_anew(api: Api, errors: ModuleType) -> None:
    async def test() -> None:
        lines = api.runtime("streams").JSONLines("int")
        api.answer(200, b"1\n", CUT, headers={"Content-Type": "application/jsonl"})
        options = api.rt.RequestOptions(reconnect=True)
        operation = api.operation("GET", lines)
        opening = await api.of(open_stream(api.client(), operation, options=options))
        assert await api.next(opening) == 1
        with pytest.raises(errors.APIConnectionLostError):
            await api.next(opening)

    api.run(test)


def test_lines_are_bounded(api: Api, errors: ModuleType) -> None:
    async def test() -> None:
        lines = api.runtime("streams").JSONLines("int")
        api.answer(200, b"1\n", b"2\n", headers={"Content-Type": "application/jsonl"})
        client = api.client(max_response_bytes=3)
        opening = await api.of(open_stream(client, api.operation("GET", lines)))
        assert await api.next(opening) == 1
        with pytest.raises(errors.ResponseTooLargeError):
            await api.next(opening)
        assert api.contents[0].is_closed

    api.run(test)
