"""Bodies of many items: JSON Lines and JSON text sequences."""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator, Iterator
from types import ModuleType
from typing import Any

import pytest

from support.descriptions import body as describe_body

from .caller import Caller
from .conftest import PACKAGE


@pytest.fixture
def send(caller: Caller) -> Any:
    def send(
        value: Any, media_type: str = "application/jsonl", type_: str = "Any", **settings: Any
    ) -> bytes:
        body = describe_body(caller.rt, media_type, type_, has_items=True, **settings)
        caller.call("POST", body=body, values={"body": value})
        return caller.request.content

    return send


def numbers() -> Iterator[Any]:
    yield {"a": 1}
    yield None


async def async_numbers() -> AsyncIterator[Any]:
    for each in numbers():
        yield each


LINES = b'{"a":1}\nnull\n'


def test_items_from_anything_that_gives_them(send: Any, caller: Caller) -> None:
    assert send(list(numbers())) == LINES
    assert caller.request.headers["content-length"] == str(len(LINES))
    assert caller.request.headers["content-type"] == "application/jsonl"
    assert send(numbers()) == LINES
    assert caller.request.headers["transfer-encoding"] == "chunked"
    assert send([]) == b""


def test_items_that_come_in_time(send: Any, caller: Caller, errors: ModuleType) -> None:
    if caller.is_async:
        assert send(async_numbers()) == LINES
    else:
        with pytest.raises(errors.InvalidRequestError, match="asynchronous client"):
            send(async_numbers())


@pytest.mark.parametrize("media_type", ["application/json-seq", "application/geo+json-seq"])
def test_sequences(send: Any, media_type: str) -> None:
    assert send(numbers(), media_type) == b'\x1e{"a":1}\n\x1enull\n'


def test_items_have_a_type(send: Any, sample: ModuleType) -> None:
    problem = sample.models.Problem(error="no")
    assert send([problem], type_="Problem") == b'{"error":"no"}\n'


def test_a_file_is_sent_as_it_is(send: Any, sample: ModuleType) -> None:
    file = importlib.import_module(f"{PACKAGE}._runtime.bodies.files").File(b"{}\n{}")
    assert send(file) == b"{}\n{}"


@pytest.mark.parametrize("value", ["text", b"bytes", {"a": 1}, 3])
def test_what_gives_no_items(send: Any, errors: ModuleType, value: Any) -> None:
    with pytest.raises(errors.InvalidRequestError, match="requires an iterable of items"):
        send(value)


def test_an_optional_body(send: Any, caller: Caller, errors: ModuleType) -> None:
    assert send(None, required=False) == b""
    assert "content-type" not in caller.request.headers
    with pytest.raises(errors.InvalidRequestError):
        send(None)
