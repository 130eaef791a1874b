"""Server-sent events, JSON Lines and JSON text sequences, whatever chunks they come in."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterable
from itertools import pairwise
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .conftest import PACKAGE


@pytest.fixture(scope="module")
def events(sample: ModuleType) -> ModuleType:
    return importlib.import_module(f"{PACKAGE}._runtime.streams.formats")


@pytest.fixture(scope="module")
def documents(sample: ModuleType) -> ModuleType:
    return importlib.import_module(f"{PACKAGE}._runtime.streams.formats")


@pytest.fixture(scope="module")
def splitting(sample: ModuleType) -> ModuleType:
    return importlib.import_module(f"{PACKAGE}._runtime.streams.formats")


def parsed(parser: Any, chunks: Iterable[bytes]) -> list[Any]:
    found = [item for chunk in chunks for item in parser.feed(chunk)]
    return found + list(parser.finish())


def chunked(data: bytes, cuts: list[int]) -> list[bytes]:
    edges = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    return [data[start:end] for start, end in pairwise(edges)]


def plain(event: Any) -> tuple[str, str, str | None, int | None]:
    return event.event, event.data, event.id, event.retry


# --- server-sent events ---------------------------------------------------------------------------


def reference(data: bytes) -> tuple[list[tuple[str, str, str | None, int | None]], str]:
    """The events of a whole stream and the last event id, as WHATWG HTML 9.2.6 says it."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    *lines, _unfinished = re.split("\r\n|\n|\r", text)
    found: list[tuple[str, str, str | None, int | None]] = []
    last_id, name, buffer = "", "", ""
    id_: str | None = None
    retry: int | None = None
    for line in lines:
        if line == "":
            last_id = last_id if id_ is None else id_
            if buffer != "":
                found.append((name or "message", buffer.removesuffix("\n"), id_, retry))
            name, buffer, id_, retry = "", "", None, None
            continue
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            name = value
        elif field == "data":
            buffer += value + "\n"
        elif field == "id" and "\0" not in value:
            id_ = value
        elif field == "retry" and value and set(value) <= set("0123456789"):
            retry = int(value)
    return found, last_id


PIECES = st.sampled_from(
    [
        *[b"data: a", b"data:b", b"data", b"data:", b"data:  c", b"event: e", b"event:", b"id: 1"],
        *[
            b"id",
            b"id: a\0b",
            b"retry: 10",
            b"retry: x",
            b"retry:",
            b": comment",
            b":",
            b" data: x",
        ],
        *[b"\xc3\xa9", b"\xe2\x82", b"\xef\xbb\xbf", b"\xff", b"other: y", b"", b"x", b"\0"],
    ]
)
ENDS = st.sampled_from([b"\n", b"\r", b"\r\n", b"\n\n", b"\r\r", b"\r\n\r\n", b""])


@given(
    st.lists(st.tuples(PIECES, ENDS).map(b"".join), max_size=30).map(b"".join),
    st.lists(st.integers(0, 500), max_size=20),
)
def test_events_of_any_chunks(events: ModuleType, data: bytes, cuts: list[int]) -> None:
    parser = events.EventParser()
    found = parsed(parser, chunked(data, cuts))
    assert ([plain(event) for event in found], parser.last_event_id) == reference(data)


def test_events_of_single_bytes(events: ModuleType) -> None:
    data = b"\xef\xbb\xbf: hi\r\nid: 7\r\nevent: add\r\ndata: 1\r\ndata: \xe2\x82\xac\r\n\r\ndata: lost"
    parser = events.EventParser()
    assert [plain(each) for each in parsed(parser, (bytes([each]) for each in data))] == [
        ("add", "1\n€", "7", None)
    ]


def test_an_event_is_given_at_its_empty_line(events: ModuleType) -> None:
    parser = events.EventParser()
    assert not list(parser.feed(b"data: 1\r\n"))
    assert [each.data for each in parser.feed(b"\r")] == ["1"]
    assert not list(parser.feed(b"\n"))


def test_ids_and_waiting_times_outlive_their_events(events: ModuleType) -> None:
    parser = events.EventParser()
    (event,) = parser.feed(b"id: 1\nretry: 250\n\ndata: x\n\n")
    assert plain(event) == ("message", "x", None, None)
    assert (parser.last_event_id, parser.retry) == ("1", 250)
    assert not list(parser.feed(b"id\n\nretry: " + b"9" * 5000 + b"\n\n"))
    assert (parser.last_event_id, parser.retry) == ("", 250)


@pytest.mark.parametrize("piece", [b"x" * 8, b": c\n" + b"y" * 11, b"data: 123456\n"])
def test_events_have_a_limit(events: ModuleType, splitting: ModuleType, piece: bytes) -> None:
    parser = events.EventParser(limit=10)
    with pytest.raises(splitting.TooLarge):
        parsed(parser, [piece, piece])
    parser = events.EventParser(limit=10)
    assert len(parsed(parser, [b"data: 1234\n\n"] * 5)) == 5


# --- JSON Lines -------------------------------------------------------------------------------------

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
CUTS = st.lists(st.integers(0, 500), max_size=20)


@given(
    st.lists(VALUES, max_size=8), CUTS, st.sampled_from([b"\n", b"\r\n", b"\n \n"]), st.booleans()
)
def test_lines_of_any_chunks(
    documents: ModuleType, values: list[Any], cuts: list[int], end: bytes, ended: bool
) -> None:
    data = end.join(json.dumps(value).encode() for value in values) + (end if ended else b"")
    parser = documents.LineParser(10_000)
    assert [json.loads(each) for each in parsed(parser, chunked(data, cuts))] == values


def test_lines_begin_with_a_mark_or_not(documents: ModuleType) -> None:
    assert parsed(documents.LineParser(99), [b"\xef\xbb", b"\xbf1\n", b"2"]) == [b"1", b"2"]


def test_lines_of_data_without_text_count(events: ModuleType, splitting: ModuleType) -> None:
    parser = events.EventParser(100)
    assert len(parsed(parser, [b"data\n" * 100 + b"\n"])) == 1
    with pytest.raises(splitting.TooLarge):
        parsed(events.EventParser(100), [b"data\n" * 101])


def test_lines_have_a_limit(documents: ModuleType, splitting: ModuleType) -> None:
    with pytest.raises(splitting.TooLarge):
        parsed(documents.LineParser(10), [b"1234\n", b"123456", b"78901"])


# --- JSON text sequences ------------------------------------------------------------------------------


@given(st.lists(VALUES, max_size=8), CUTS, st.sampled_from([None, 2]))
def test_sequences_of_any_chunks(
    documents: ModuleType, values: list[Any], cuts: list[int], indent: int | None
) -> None:
    data = b"".join(b"\x1e" + json.dumps(value, indent=indent).encode() + b"\n" for value in values)
    parser = documents.SequenceParser(10_000)
    found = parsed(parser, chunked(data, cuts))
    assert [json.loads(each) for each in found] == values
    assert not any(map(documents.is_truncated, found))


def test_a_document_is_given_before_the_next_one_begins(documents: ModuleType) -> None:
    parser = documents.SequenceParser(99)
    assert not list(parser.feed(b'\x1e{"a":'))
    assert list(parser.feed(b" 1}\n")) == [b'{"a": 1}\n']
    assert not list(parser.feed(b"\x1e\x1e12"))
    assert list(parser.feed(b"3\n")) == [b"123\n"]


def test_a_large_document_of_many_lines_is_not_read_over_and_over(
    documents: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def loads(text: bytes) -> Any:
        read.append(len(text))
        return json.loads(text)

    monkeypatch.setattr(documents, "json", SimpleNamespace(loads=loads))
    line = b'{"a": "%b"},\n{}\n' % (b"b" * 3_000)
    parser = documents.SequenceParser(10_000_000)
    chunks = [b"\x1e[\n", *[line] * 1_000, b"]\n", b'\x1e{"c": 1}\n']
    assert len(parsed(parser, chunks)) == 2
    assert sum(read) < 4 * sum(map(len, chunks))


@pytest.mark.parametrize(
    ("record", "truncated"),
    [
        *[(b"12", True), (b"12\n", False), (b"true", True), (b"null ", False)],
        *[(b'{"a"', False), (b'"a"', False), (b"[]", False)],
    ],
)
def test_truncated_documents(documents: ModuleType, record: bytes, truncated: bool) -> None:
    assert documents.is_truncated(record) is truncated
