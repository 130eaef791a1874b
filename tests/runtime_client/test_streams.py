"""Streams of items: typed, lazy, and closed whatever happens."""

from __future__ import annotations

import asyncio
import gc
import importlib
import json
import logging
import re
from collections.abc import AsyncIterator, Iterator
from types import ModuleType
from typing import Any

import httpx2
import pytest

from support.calls import open_stream

from .caller import Caller
from .conftest import PACKAGE

PET = {"id": "00000000-0000-0000-0000-000000000001", "name": "Rex"}


class Chunks(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """The content of an answer, chunk by chunk; an exception among the chunks is raised."""

    def __init__(self, *chunks: bytes | Exception) -> None:
        self.chunks = chunks
        self.taken = 0
        self.is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            self.taken += 1
            if isinstance(chunk, Exception):
                raise chunk
            yield chunk

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self:
            yield chunk

    def close(self) -> None:
        self.is_closed = True

    async def aclose(self) -> None:
        self.is_closed = True


class Streaming:
    """Calls a streaming operation as users of the two clients do."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller
        self.streams = importlib.import_module(f"{PACKAGE}._runtime.streams")
        self.chunks = Chunks()
        self.settings: dict[str, Any] = {}

    def open(
        self,
        content: Any,
        *chunks: bytes | Exception,
        status: int = 200,
        label: str | None = "",
        **arguments: Any,
    ) -> Any:
        """A coroutine that gives the stream, the two flavours alike."""
        self.chunks = Chunks(*chunks)
        contents = content if isinstance(content, tuple) else (content,)
        label = contents[0].media_type if label == "" else label
        headers = {"X-Request-ID": "r1"} | ({} if label is None else {"Content-Type": label})
        answer = httpx2.Response(status, headers=headers, stream=self.chunks)
        self.caller.handler = lambda request: answer
        operation = self.caller.rt.Operation("GET", "/x", responses={200: content}, **arguments)
        client = self.caller.client(**self.settings)
        if self.caller.is_async:
            return open_stream(client, operation)

        async def opened() -> Any:
            return open_stream(client, operation)

        return opened()

    async def items(self, stream: Any) -> list[Any]:
        if self.caller.is_async:
            return [item async for item in stream]
        return list(stream)

    async def next(self, stream: Any) -> Any:
        return await anext(stream) if self.caller.is_async else next(stream)

    async def close(self, stream: Any) -> None:
        await stream.aclose() if self.caller.is_async else stream.close()

    def all(self, content: Any, *chunks: bytes | Exception, **settings: Any) -> list[Any]:
        """Every item of an answer, which has to be closed then."""

        async def read() -> list[Any]:
            try:
                return await self.items(await self.open(content, *chunks, **settings))
            finally:
                assert self.chunks.is_closed

        return asyncio.run(read())


@pytest.fixture
def streaming(caller: Caller) -> Streaming:
    return Streaming(caller)


# --- what items are -----------------------------------------------------------------------------------


def test_events_by_their_data(streaming: Streaming, sample: ModuleType) -> None:
    events = streaming.streams.ServerSentEvents("Pet")
    data = json.dumps(PET).encode()
    pets = streaming.all(events, b"event: pet\ndata: " + data[:9], data[9:] + b"\n\ndata: x")
    assert pets == [sample.models.Pet(**{**PET, "id": pets[0].id})]
    assert streaming.caller.request.headers["accept"] == "text/event-stream"


def test_events_as_they_are(streaming: Streaming) -> None:
    content = b"id: 1\nretry: 5\nevent: a\ndata: [DONE]\n\ndata: 2\n\n"
    first, second = streaming.all(streaming.streams.ServerSentEvents(), content)
    assert first == streaming.streams.ServerSentEvent("[DONE]", "a", "1", 5)
    assert second == streaming.streams.ServerSentEvent("2")


def test_events_as_objects(streaming: Streaming) -> None:
    events = streaming.streams.ServerSentEvents("dict[str, Any]", is_whole=True)
    content = b'id: 1\nevent: a\ndata: {"b": [1]}\n\nretry: 2\ndata: "c"\n\n'
    assert streaming.all(events, content) == [
        {"event": "a", "id": "1", "data": {"b": [1]}},
        {"event": "message", "retry": 2, "data": "c"},
    ]


def test_an_object_with_data_alone_is_an_event_or_its_data(streaming: Streaming) -> None:
    make = streaming.streams.ServerSentEvents
    content = b'data: {"data": 1}\n\ndata: {"b": 2}\n\ndata: 3\n\n'
    seen = streaming.all(make("dict[str, Any]", is_whole=None), content)
    assert [each["data"] for each in seen] == [1, {"b": 2}, 3]
    seen = streaming.all(make("dict[str, str]", is_whole=None, json=False), b"data: a\n\n")
    assert seen == [{"event": "message", "data": "a"}]


def test_events_whose_data_are_text(streaming: Streaming) -> None:
    make = streaming.streams.ServerSentEvents
    events = make("dict[str, Any]", is_whole=True, json=("j",))
    content = b"event: t\ndata: 1\n\nevent: j\ndata: 1\n\n"
    assert [each["data"] for each in streaming.all(events, content)] == ["1", 1]
    assert streaming.all(make("dt.date", json=False), b"data: 2026-01-31\n\n")[0].month == 1


def test_json_lines(streaming: Streaming, sample: ModuleType) -> None:
    lines = streaming.streams.JSONLines("list[int]")
    assert streaming.all(lines, b"[1", b",2]\r\n\n[3]", b"\n", b"[4]") == [[1, 2], [3], [4]]
    assert streaming.all(lines) == []


def test_json_sequences(streaming: Streaming) -> None:
    sequence = streaming.streams.JSONSequence("int")
    assert streaming.all(sequence, b"\x1e1\n\x1e", b"2\n\x1e3\n") == [1, 2, 3]


def test_what_a_sequence_lost_is_passed_over(
    streaming: Streaming, caplog: pytest.LogCaptureFixture, errors: ModuleType
) -> None:
    sequence = streaming.streams.JSONSequence("Any")
    content = b'\x1e{"a": 1}\n\x1e{"a\x1e12\x1e3\n'
    with caplog.at_level(logging.WARNING):
        assert streaming.all(sequence, content) == [{"a": 1}, 3]
    messages = [record.getMessage() for record in caplog.records]
    assert [re.findall(r"item \d", message) for message in messages] == [["item 2"], ["item 3"]]
    streaming.settings["strict_responses"] = True
    with pytest.raises(errors.DecodeError, match="item 2 of the response"):
        streaming.all(sequence, content)


def test_the_label_chooses(streaming: Streaming) -> None:
    streams = streaming.streams
    parts = (streams.JSONLines("int"), streams.JSONSequence("int"), streams.ServerSentEvents("str"))
    both = streaming.caller.rt.ContentByType(parts)
    assert streaming.all(both, b"\x1e1\n", label="application/json-seq") == [1]
    assert streaming.all(both, b"1\n2", label="application/x-ndjson; charset=utf-8") == [1, 2]
    assert streaming.all(both, b'data: "a"\n\n', label="text/event-stream") == ["a"]
    assert streaming.all(both, b"1", label=None) == [1]
    accept = streaming.caller.request.headers["accept"]
    assert accept == "application/jsonl, application/json-seq, text/event-stream"


# --- ends -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [b"[DONE]", b"[done]", b"[end of stream]"])
@pytest.mark.parametrize("type_", ["Any", "dict[str, int]", "dict[str, int] | str"])
def test_a_word_in_brackets_ends_a_stream(streaming: Streaming, mark: bytes, type_: str) -> None:
    events = streaming.streams.ServerSentEvents(type_)
    after = b'data: {"a": 2}\n\n'
    content = b'data: {"a": 1}\n\ndata: ' + mark + b"\n\n"
    assert streaming.all(events, content + after, after) == [{"a": 1}]
    assert streaming.chunks.taken == 1


def test_what_is_json_or_declared_ends_nothing(streaming: Streaming) -> None:
    make = streaming.streams.ServerSentEvents
    assert streaming.all(make("list[bool]"), b"data: [true]\n\n") == [[True]]
    assert streaming.all(make("str", json=False), b"data: [DONE]\n\n") == ["[DONE]"]
    whole = make("dict[str, str]", is_whole=True, json=False)
    assert len(streaming.all(whole, b"data: [DONE]\n\ndata: a\n\n")) == 2


def test_an_answer_without_content_has_no_items(streaming: Streaming) -> None:
    lines = streaming.streams.JSONLines("int")
    assert streaming.all(lines, status=204, label=None) == []
    rt = streaming.caller.rt
    assert streaming.all(rt.ContentByType((lines, rt.NOTHING)), label=None) == []


# --- lazy, and closed -------------------------------------------------------------------------------------


def test_items_are_read_while_they_come(streaming: Streaming) -> None:
    async def use() -> None:
        stream = await streaming.open(streaming.streams.JSONLines("int"), b"1\n2\n", b"3\n")
        assert streaming.chunks.taken == 0
        assert [await streaming.next(stream) for _ in range(2)] == [1, 2]
        assert (streaming.chunks.taken, streaming.chunks.is_closed) == (1, False)
        await streaming.close(stream)
        assert streaming.chunks.is_closed
        assert await streaming.items(stream) == []
        await streaming.close(stream)

    asyncio.run(use())


def test_a_block_closes(streaming: Streaming) -> None:
    async def use() -> None:
        stream = await streaming.open(streaming.streams.JSONLines("int"), b"1\n2\n")
        if streaming.caller.is_async:
            async with stream as entered:
                assert entered is stream
        else:
            with stream as entered:
                assert entered is stream
        assert streaming.chunks.is_closed

    asyncio.run(use())


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("begun", [False, True])
def test_a_forgotten_stream_is_closed(streaming: Streaming, begun: bool) -> None:
    async def use() -> None:
        stream = await streaming.open(streaming.streams.JSONLines("int"), b"1\n", b"2\n")
        if begun:
            await streaming.next(stream)
        del stream
        gc.collect()
        for _ in range(100):  # turns of the event loop, which closes it
            await asyncio.sleep(0)
        assert streaming.chunks.is_closed

    asyncio.run(use())


@pytest.mark.filterwarnings("error")
def test_a_stream_may_outlive_its_event_loop(streaming: Streaming) -> None:
    async def use() -> Any:
        return await streaming.open(streaming.streams.JSONLines("int"), b"1\n", b"2\n")

    stream = asyncio.run(use())
    del stream
    gc.collect()


@pytest.mark.parametrize("caller", ["async"], indirect=True)
def test_a_cancelled_reader_closes(caller: Caller) -> None:
    streaming = Streaming(caller)

    reading = asyncio.Event()

    class Endless(Chunks):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            yield b"1\n"
            reading.set()
            await asyncio.Event().wait()

    async def use() -> None:
        opening = streaming.open(streaming.streams.JSONLines("int"))
        streaming.chunks = chunks = Endless()
        answer = httpx2.Response(200, stream=chunks)
        caller.handler = lambda request: answer
        stream = await opening
        task = asyncio.create_task(streaming.items(stream))
        await reading.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert chunks.is_closed

    asyncio.run(use())


# --- errors ---------------------------------------------------------------------------------------------


def test_a_lost_connection(streaming: Streaming, errors: ModuleType) -> None:
    async def use() -> None:
        error = httpx2.RemoteProtocolError("gone")
        stream = await streaming.open(streaming.streams.JSONLines("int"), b"1\n2", error)
        assert await streaming.next(stream) == 1
        with pytest.raises(errors.APIConnectionLostError, match="gone"):
            await streaming.next(stream)
        assert streaming.chunks.is_closed
        assert await streaming.items(stream) == []

    asyncio.run(use())


def test_a_server_that_falls_silent(streaming: Streaming, errors: ModuleType) -> None:
    with pytest.raises(errors.APITimeoutError):
        streaming.all(
            streaming.streams.ServerSentEvents("int"), b"data: 1\n\n", httpx2.ReadTimeout("late")
        )


def test_a_status_error_has_its_body(streaming: Streaming, errors: ModuleType) -> None:
    body = b'{"error": "no"}'
    lines = streaming.streams.JSONLines("int")
    with pytest.raises(errors.NotFoundError) as caught:
        streaming.all(lines, body, status=404, label="application/json")
    assert caught.value.body == {"error": "no"}


@pytest.mark.parametrize("label", ["application/json", "text/html"])
def test_an_answer_that_is_no_stream(streaming: Streaming, errors: ModuleType, label: str) -> None:
    with pytest.raises(errors.DecodeError, match=f"labelled '{label}'") as caught:
        streaming.all(streaming.streams.ServerSentEvents("int"), b'{"a": 1}', label=label)
    assert caught.value.body == '{"a": 1}'


def test_items_of_another_type(
    streaming: Streaming, errors: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    lines = streaming.streams.JSONLines("list[int]")
    with caplog.at_level(logging.WARNING):
        assert streaming.all(lines, b'[1]\n["a"]\n[2]\n') == [[1], ["a"], [2]]
    (record,) = caplog.records
    assert "item 2 of the response" in record.getMessage()
    streaming.settings["strict_responses"] = True
    with pytest.raises(errors.DecodeError, match="item 2") as caught:
        streaming.all(lines, b'[1]\n["a"]\n[2]\n')
    assert (caught.value.path, caught.value.body) == ("$[0]", '["a"]')


@pytest.mark.parametrize("kind", ["events", "lines"])
def test_items_that_are_no_json(streaming: Streaming, errors: ModuleType, kind: str) -> None:
    if kind == "events":
        content, data = streaming.streams.ServerSentEvents("dict[str, int]"), b"data: {oops\n\n"
    else:
        content, data = streaming.streams.JSONLines("dict[str, int]"), b"{oops\n"
    with pytest.raises(errors.DecodeError, match="item 1"):
        streaming.all(content, data)


def test_an_item_without_end(
    streaming: Streaming, errors: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = importlib.import_module(f"{PACKAGE}._runtime.streams.reading")
    monkeypatch.setattr(reading, "LARGEST_ITEM", 10)
    for content in (streaming.streams.JSONLines("int"), streaming.streams.ServerSentEvents("int")):
        with pytest.raises(errors.DecodeError, match="more than 10 bytes"):
            streaming.all(content, b"1" * 8, b"1" * 8)


# --- what else a stream tells -----------------------------------------------------------------------------


def test_the_newest_event(streaming: Streaming) -> None:
    async def use() -> None:
        content = b"id: 1\nretry: 9\nevent: a\ndata: 1\n\ndata: 2\n\nid: 3\n\n"
        stream = await streaming.open(streaming.streams.ServerSentEvents("int"), content)
        assert (stream.last_event, stream.last_event_id, stream.retry) == (None, "", None)
        assert await streaming.next(stream) == 1
        assert (stream.last_event.event, stream.last_event_id) == ("a", "1")
        assert await streaming.next(stream) == 2
        assert (stream.last_event.data, stream.last_event_id) == ("2", "1")
        assert await streaming.items(stream) == []
        assert (stream.last_event_id, stream.retry) == ("3", 9)

    asyncio.run(use())


def test_the_head_of_the_answer(streaming: Streaming) -> None:
    async def use() -> None:
        client = streaming.caller.client()
        streaming.caller.client = lambda **settings: client  # type: ignore[method-assign]
        with client.capture() as responses:
            stream = await streaming.open(streaming.streams.JSONLines("int"), b"1\n")
            (response,) = responses
            assert stream.response is response
            assert (response.status_code, response.request_id, response.content) == (200, "r1", b"")
            assert await streaming.items(stream) == [1]
        assert repr(stream).endswith("Stream GET https://api.test/v1/x>")

    asyncio.run(use())
