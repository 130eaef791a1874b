"""Streams through generated clients: what is asked for, what items are, what a body of items is."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest

from support.clients import Exchange, exchange

CASE = Path(__file__).resolve().parents[1] / "cases" / "streams" / "openapi.yaml"
EVENTS = (
    b': hello\n\nevent: joined\nid: 1\ndata: {"name": "Kim"}\n\n'
    b'event: said\ndata: {"text": "Hi",\ndata: "at": "2026-01-31T10:00:00Z"}\n\n'
    b"data: [DONE]\n\nevent: joined\ndata: {}\n\n"
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    return exchange(CASE.read_text(encoding="utf-8"), tmp_path_factory.mktemp("streams"))


def answer(sample: Exchange, content: bytes, media_type: str, status: int = 200) -> None:
    headers = {"Content-Type": media_type, "X-Request-Id": "r1"}
    sample.answer = httpx2.Response(status, content=content, headers=headers)


def test_events_of_a_union(sample: Exchange) -> None:
    answer(sample, EVENTS, "text/event-stream")
    models = sample.models
    at = dt.datetime(2026, 1, 31, 10, tzinfo=dt.UTC)
    expected = [
        models.EventJoined(data=models.Person(name="Kim"), id="1"),
        models.EventSaid(data=models.Message(text="Hi", at=at)),
    ]
    with sample.client.events.watch(kind=["a"]) as events:
        assert list(events) == expected
        assert (events.last_event_id, events.response.request_id) == ("1", "r1")
    assert sample.request.headers["accept"] == "text/event-stream"

    async def watch() -> list[Any]:
        async with sample.async_client.events.watch() as events:
            return [event async for event in events]

    assert asyncio.run(watch()) == expected


def test_events_of_which_nothing_is_known(sample: Exchange) -> None:
    answer(sample, EVENTS, "text/event-stream")
    found = list(sample.client.events.watch_raw_events())
    event_class = sample.package.ServerSentEvent
    assert found[0] == event_class('{"name": "Kim"}', "joined", "1")
    assert [event.data for event in found[2:]] == ["[DONE]", "{}"]


def test_events_with_text_and_with_json(sample: Exchange) -> None:
    content = b'event: text\ndata: 1\n\nevent: note\ndata: {"title": "t", "stars": 2}\n\n'
    answer(sample, content, "text/event-stream")
    text, note = sample.client.events.watch_notes()
    assert (text.data, note.data.stars) == ("1", 2)


def test_an_event_that_is_not_declared(sample: Exchange) -> None:
    answer(sample, b"event: ping\ndata: {}\n\n" + EVENTS, "text/event-stream")
    first, *rest = sample.client.events.watch()
    assert type(first) is sample.models.UnknownVariant
    assert (first.event, first.extra_fields, len(rest)) == ("ping", {"data": {}}, 2)


def test_a_document_or_a_stream(sample: Exchange) -> None:
    answer(sample, b'{"text": "ab"}', "application/json")
    assert sample.client.completions.create(prompt="x").text == "ab"
    assert sample.request.content == b'{"prompt":"x"}'
    assert sample.request.headers["accept"] == "application/json"
    answer(
        sample,
        b'data: {"delta": "a"}\n\ndata: {"delta": "b"}\n\ndata: [DONE]\n\n',
        "text/event-stream",
    )
    chunks = sample.client.completions.create_stream(prompt="x")
    assert [chunk.delta for chunk in chunks] == ["a", "b"]
    assert sample.request.content == b'{"prompt":"x","stream":true}'
    assert sample.request.headers["accept"] == "text/event-stream"


def test_a_stream_that_has_to_be_refused(sample: Exchange) -> None:
    answer(sample, b'"yes"', "application/json")
    assert sample.client.completions.create_answer(text="x") == "yes"
    assert sample.request.content == b'{"text":"x","stream":false}'
    answer(sample, b'"y"\n"es"', "application/x-ndjson")
    assert list(sample.client.completions.create_answer_stream(text="x")) == ["y", "es"]
    parts = sample.client.completions.create_answer_multipart_stream(recording=b"x")
    assert list(parts) == ["y", "es"]
    assert b'name="stream"\r\n\r\ntrue' in sample.request.content


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("application/jsonl", b'{"sensor": "%s", "value": 1.5}\n' % str(UUID(int=1)).encode()),
        (
            "application/json-seq",
            b'\x1e{"sensor": "%s", "value": 1.5}\n' % str(UUID(int=1)).encode(),
        ),
    ],
)
def test_lines_and_sequences(sample: Exchange, media_type: str, content: bytes) -> None:
    answer(sample, content * 3, media_type)
    reading = sample.models.Reading(sensor=UUID(int=1), value=1.5)
    assert list(sample.client.readings.list()) == [reading] * 3


def test_no_content_is_no_item(sample: Exchange) -> None:
    sample.answer = httpx2.Response(204)
    assert list(sample.client.readings.list()) == []


def test_items_are_sent_one_by_one(sample: Exchange) -> None:
    sample.answer = httpx2.Response(204)
    reading = sample.models.Reading(sensor=UUID(int=1), value=1.5)
    line = b'{"sensor":"%s","value":1.5}\n' % str(UUID(int=1)).encode()

    def readings() -> Iterator[Any]:
        yield reading
        yield reading

    sample.client.readings.add(body=readings())
    assert sample.request.content == line * 2
    asyncio.run(sample.async_client.readings.add(body=readings()))
    assert sample.request.content == line * 2
    sample.client.readings.replace_places(body=[{"type": "Point"}])
    assert sample.request.content == b'\x1e{"type":"Point"}\n'
    assert sample.request.headers["content-type"] == "application/geo+json-seq"


def test_a_stream_can_be_sent_on(sample: Exchange) -> None:
    line = b'{"sensor":"%s","value":1.5}\n' % str(UUID(int=1)).encode()
    answer(sample, line * 2, "application/jsonl")
    readings = sample.client.readings.list()
    sample.answer = httpx2.Response(204)
    sample.client.readings.add(body=readings)
    assert sample.request.content == line * 2


def test_errors_are_those_of_any_call(sample: Exchange) -> None:
    answer(sample, b'{"message": "no"}', "application/json", status=404)
    with pytest.raises(sample.package.NotFoundError) as caught:
        sample.client.events.watch()
    assert caught.value.body == sample.models.Problem(message="no")


def test_streams_are_captured_by_their_heads(sample: Exchange) -> None:
    answer(sample, EVENTS, "text/event-stream")
    with sample.client.capture() as responses:
        assert len(list(sample.client.events.watch())) == 2
    assert [(each.status_code, each.content) for each in responses] == [(200, b"")]
