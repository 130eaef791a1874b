"""Request bodies of every kind."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

import httpx2
import pytest

from support.descriptions import body as describe_body
from support.descriptions import encoding as describe_encoding
from support.descriptions import file

from .caller import Caller

FORM = "application/x-www-form-urlencoded"


def send(caller: Caller, media_type: str, type_: str, value: Any, **body: Any) -> httpx2.Request:
    """Send a body, and give back the request with its content read."""
    descriptor = describe_body(caller.rt, media_type, type_, **body)
    caller.call("POST", body=descriptor, values={"body": value})
    return caller.request


def test_json(caller: Caller, sample: ModuleType) -> None:
    pet = sample.models.NewPet(
        name="Rex é",
        born=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        vet_id=UUID(int=7),
    )
    request = send(caller, "application/json", "NewPet", pet)
    assert request.headers["content-type"] == "application/json"
    assert request.headers["content-length"] == str(len(request.content))
    assert json.loads(request.content) == {
        "name": "Rex é",
        "born": "2026-01-01T00:00:00Z",
        "vetId": "00000000-0000-0000-0000-000000000007",
    }


def test_json_of_another_type(caller: Caller, sample: ModuleType) -> None:
    pet = sample.models.NewPet(nickname=None)
    request = send(caller, "application/merge-patch+json", "NewPet", pet)
    assert request.headers["content-type"] == "application/merge-patch+json"
    assert request.content == b'{"nickname":null}'
    request = send(caller, "application/json", "list[NewPet]", [pet, sample.models.NewPet()])
    assert request.content == b'[{"nickname":null},{}]'
    assert send(caller, "application/json", "Any", {"a": [1]}).content == b'{"a":[1]}'
    assert send(caller, "application/json", "str", "x").content == b'"x"'


def test_an_optional_body_that_is_not_given_is_not_sent(caller: Caller, sample: ModuleType) -> None:
    for value in (None, caller.rt.UNSET, sample.models.NewPet()):
        request = send(caller, "application/json", "NewPet", value, required=False)
        assert request.content == b""
        assert "content-type" not in request.headers
    for media_type in (FORM, "multipart/form-data"):
        request = send(caller, media_type, "NewPet", sample.models.NewPet(), required=False)
        assert request.content == b""
        assert "content-type" not in request.headers


def test_null_is_sent_where_it_is_a_value(caller: Caller) -> None:
    request = send(caller, "application/json", "NewPet | None", None, required=False)
    assert request.content == b"null"
    assert send(caller, "application/json", "Any", None, required=False).content == b"null"
    request = send(caller, "application/json", "NewPet | None", caller.rt.UNSET, required=False)
    assert request.content == b""
    assert send(caller, "application/json", "Any", None).content == b"null"


def test_an_empty_object_that_is_given_is_sent(caller: Caller) -> None:
    request = send(caller, "application/json", "dict[str, Any]", {}, required=False)
    assert request.content == b"{}"
    request = send(caller, FORM, "dict[str, Any]", {}, required=False)
    assert (request.content, request.headers["content-type"]) == (b"", FORM)


def test_a_required_body_must_be_given(caller: Caller, errors: ModuleType) -> None:
    for media_type in (FORM, "multipart/form-data", "text/plain", "image/png"):
        with pytest.raises(errors.InvalidRequestError, match="body"):
            send(caller, media_type, "NewPet", None)
    with pytest.raises(errors.InvalidRequestError, match="body"):
        send(caller, "application/json", "NewPet", caller.rt.UNSET)
    assert not caller.requests


def test_a_form(caller: Caller, sample: ModuleType) -> None:
    charge = sample.models.Charge(
        amount=100,
        created=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        capture=True,
        expand=["a b", "c&d"],
        card=sample.models.Card(number="4242"),
    )
    request = send(caller, FORM, "Charge", charge)
    assert request.headers["content-type"] == FORM
    assert request.content.decode().split("&") == [
        "amount=100",
        "created=1767225600",
        "capture=true",
        "expand=a%20b",
        "expand=c%26d",
        "card=%7B%22number%22%3A%224242%22%7D",
    ]


def test_a_form_with_deep_objects(caller: Caller, sample: ModuleType) -> None:
    encoding = partial(describe_encoding, caller.rt)
    models = sample.models
    charge = models.Charge(
        amount=1,
        expand=["a", "b"],
        card=models.Card(number="42", exp_month=3),
        items=[models.Card(number="1"), models.Card(number="2")],
        metadata={"key one": "é"},
    )
    request = send(
        caller,
        FORM,
        "Charge",
        charge,
        encodings=tuple(
            encoding(name, style="deepObject", explode=True)
            for name in ("expand", "card", "items", "metadata")
        ),
    )
    assert request.content.decode().replace("%5B", "[").replace("%5D", "]").split("&") == [
        "amount=1",
        "expand[0]=a",
        "expand[1]=b",
        "card[number]=42",
        "card[exp_month]=3",
        "items[0][number]=1",
        "items[1][number]=2",
        "metadata[key%20one]=%C3%A9",
    ]


def test_a_form_with_other_encodings(caller: Caller) -> None:
    encodings = (
        describe_encoding(caller.rt, "pipes", style="pipeDelimited", explode=False),
        describe_encoding(caller.rt, "commas", explode=False),
        describe_encoding(caller.rt, "json", content_type="application/json"),
        describe_encoding(caller.rt, "url", allow_reserved=True),
    )
    value = {"pipes": [1, 2], "commas": [1, 2], "json": [1, 2], "url": "a/b", "none": None}
    request = send(caller, FORM, "dict[str, Any]", value, encodings=encodings)
    assert request.content == b"pipes=1%7C2&commas=1,2&json=%5B1%2C2%5D&url=a/b"


def test_a_form_must_be_an_object(caller: Caller, errors: ModuleType) -> None:
    with pytest.raises(errors.InvalidRequestError, match="object"):
        send(caller, FORM, "Any", [1])


def test_text(caller: Caller) -> None:
    request = send(caller, "text/csv", "str", "a,b")
    assert (request.headers["content-type"], request.content) == ("text/csv", b"a,b")
    request = send(caller, "text/plain", "str", "é")
    assert request.headers["content-type"] == "text/plain; charset=utf-8"
    assert request.content == "é".encode()
    request = send(caller, "application/xml", "str", "<a>é</a>")
    assert request.headers["content-type"] == "application/xml"
    assert send(caller, "text/plain", "int", 5).content == b"5"
    assert send(caller, "text/plain", "bool", True).content == b"true"


class Unsized(io.RawIOBase):
    """A binary file object that cannot seek, such as a pipe."""

    def __init__(self, data: bytes) -> None:
        self._rest = data

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._rest[: len(buffer)]
        self._rest = self._rest[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


def pieces() -> Iterator[bytes]:
    yield b"01234"
    yield b"56789"


@pytest.mark.parametrize("make", [bytes, bytearray, memoryview])
def test_binary_data_at_hand(caller: Caller, make: Any) -> None:
    request = send(caller, "application/octet-stream", "FileInput", make(b"\x00\xff"))
    assert request.headers["content-type"] == "application/octet-stream"
    assert request.content == b"\x00\xff"
    assert request.headers["content-length"] == "2"


def test_binary_data_from_files(caller: Caller, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"0123456789")
    opened = path.open("rb")
    opened.seek(4)
    sources: list[tuple[Any, bytes, str | None]] = [
        (path, b"0123456789", "10"),
        (opened, b"456789", "6"),
        (io.BytesIO(b"xyz"), b"xyz", "3"),
        (Unsized(b"0123456789"), b"0123456789", None),
        (pieces(), b"0123456789", None),
        ([b"01", b"23"], b"0123", None),
    ]
    for source, content, length in sources:
        request = send(caller, "image/jpeg", "FileInput", source)
        assert request.content == content
        assert request.headers.get("content-length") == length
        assert request.headers.get("transfer-encoding") == (None if length else "chunked")
        assert request.headers["content-type"] == "image/jpeg"
    opened.close()
    own = file(caller.rt, path, content_type="image/x-own")
    request = send(caller, "image/jpeg", "FileInput", own)
    assert (request.headers["content-type"], request.content) == ("image/x-own", b"0123456789")


def test_a_wildcard_media_type_becomes_a_real_one(caller: Caller, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"png")
    assert send(caller, "*/*", "FileInput", path).headers["content-type"] == "image/png"
    assert send(caller, "image/*", "FileInput", b"x").headers["content-type"] == (
        "application/octet-stream"
    )
    named = file(caller.rt, b"x", filename="b.gif")
    assert send(caller, "image/*", "FileInput", named).headers["content-type"] == "image/gif"
    assert send(caller, "*/*", "FileInput", "a").headers["content-type"] == "text/plain"


def test_an_async_iterator_needs_the_async_client(caller: Caller, errors: ModuleType) -> None:
    async def slow() -> AsyncIterator[bytes]:
        yield b"01"
        yield b"23"

    if caller.is_async:
        request = send(caller, "application/octet-stream", "FileInput", slow())
        assert request.content == b"0123"
        return
    with pytest.raises(errors.InvalidRequestError, match="asynchronous client"):
        send(caller, "application/octet-stream", "FileInput", slow())
    assert not caller.requests


def test_what_is_no_file_is_refused(caller: Caller, errors: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_text("x")
    with path.open() as text:
        for value in (text, 5.5j, object()):
            with pytest.raises(errors.InvalidRequestError):
                send(caller, "application/octet-stream", "FileInput", value)
    with pytest.raises(FileNotFoundError):
        send(caller, "application/octet-stream", "FileInput", tmp_path / "missing")
    assert not caller.requests


def test_a_file_is_streamed_not_read_whole(
    caller: Caller, tmp_path: Path, sample: ModuleType
) -> None:
    class Counting(io.BytesIO):
        largest = 0

        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert size > 0
            Counting.largest = max(Counting.largest, size)
            return super().read(size)

    data = b"x" * 1_000_000
    assert send(caller, "image/png", "FileInput", Counting(data)).content == data
    body = sample.models.Attachment(file=Counting(data))
    assert data in send(caller, "multipart/form-data", "Attachment", body).content
    assert 0 < Counting.largest < 500_000


def test_half_of_a_surrogate_pair_is_refused(caller: Caller, errors: ModuleType) -> None:
    for media_type in (FORM, "multipart/form-data"):
        with pytest.raises(errors.InvalidRequestError, match="surrogate"):
            send(caller, media_type, "dict[str, Any]", {"a": "\ud800"})
    with pytest.raises(errors.InvalidRequestError, match="surrogate"):
        send(caller, "text/plain", "str", "\ud800")
    assert not caller.requests


def test_text_is_in_the_encoding_of_its_media_type(caller: Caller, errors: ModuleType) -> None:
    request = send(caller, "text/plain; charset=latin-1", "str", "é")
    assert (request.headers["content-type"], request.content) == (
        "text/plain; charset=latin-1",
        b"\xe9",
    )
    request = send(caller, "text/plain; charset=utf-8", "str", "é")
    assert request.content == "é".encode()
    with pytest.raises(errors.InvalidRequestError, match="cannot hold"):
        send(caller, "text/plain; charset=latin-1", "str", "a€")
