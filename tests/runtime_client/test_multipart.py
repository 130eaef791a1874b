"""Multipart bodies, as a parser that is not ours reads them."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from email.parser import BytesParser
from email.policy import HTTP
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import httpx2
import pytest

from support.descriptions import body as describe_body
from support.descriptions import encoding as describe_encoding

from .caller import Caller


class Part(NamedTuple):
    """A part as it came."""

    name: str
    filename: str | None
    content_type: str | None
    data: bytes


def parts_of(request: httpx2.Request) -> list[Part]:
    """The parts of a request."""
    content_type = request.headers["content-type"].encode()
    message = BytesParser(policy=HTTP).parsebytes(
        b"Content-Type: " + content_type + b"\r\n\r\n" + request.content
    )
    parts = []
    for part in message.iter_parts():
        disposition = part["content-disposition"]
        parts.append(
            Part(
                disposition.params["name"],
                disposition.params.get("filename"),
                part.get("content-type"),
                part.get_payload(decode=True),
            )
        )
    return parts


def send(caller: Caller, value: Any, type_: str = "Attachment", **body: Any) -> list[Part]:
    descriptor = describe_body(caller.rt, "multipart/form-data", type_, **body)
    caller.call("POST", body=descriptor, values={"body": value})
    return parts_of(caller.request)


def test_a_model_with_all_kinds_of_parts(
    caller: Caller, sample: ModuleType, tmp_path: Path
) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF")
    models = sample.models
    body = models.Attachment(
        file=path,
        pages=[b"one", io.BytesIO(b"two"), sample.File(b"three", filename="3.png")],
        purpose="audit é",
        count=3,
        tags=["a", "b"],
        point=models.Point(x_axis=1, y_axis=2),
        digest=b"\xfb\xff",
        taken_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )
    octets = "application/octet-stream"
    assert send(caller, body) == [
        ("file", "scan.pdf", "application/pdf", b"%PDF"),
        ("pages", "upload", octets, b"one"),
        ("pages", "upload", octets, b"two"),
        ("pages", "3.png", "image/png", b"three"),
        ("purpose", None, None, "audit é".encode()),
        ("count", None, None, b"3"),
        ("tags", None, None, b"a"),
        ("tags", None, None, b"b"),
        ("point", None, "application/json", b'{"R":1,"G":2}'),
        ("digest", None, None, b"+/8="),
        ("takenAt", None, None, b"2026-01-01T00:00:00Z"),
    ]
    assert caller.request.headers["content-length"] == str(len(caller.request.content))


def test_an_object_without_a_model(caller: Caller) -> None:
    value = {"file": b"\x00", "n": 1.5, "yes": True, "object": {"a": [1]}, "none": None}
    assert send(caller, value, "dict[str, Any]") == [
        ("file", "upload", "application/octet-stream", b"\x00"),
        ("n", None, None, b"1.5"),
        ("yes", None, None, b"true"),
        ("object", None, "application/json", b'{"a":[1]}'),
    ]


def test_files_have_no_style(caller: Caller, sample: ModuleType) -> None:
    encoding = partial(describe_encoding, caller.rt)
    body = sample.models.Attachment(file=b"x", pages=[b"one", b"two"], tags=["a", "b"])
    names = ("file", "pages", "tags")
    encodings = tuple(encoding(name, style="pipeDelimited", explode=False) for name in names)
    octets = "application/octet-stream"
    assert send(caller, body, encodings=encodings) == [
        ("file", "upload", octets, b"x"),
        ("pages", "upload", octets, b"one"),
        ("pages", "upload", octets, b"two"),
        ("tags", None, None, b"a|b"),
    ]


def test_encodings_decide_on_the_content_type(caller: Caller, sample: ModuleType) -> None:
    encoding = partial(describe_encoding, caller.rt)
    body = sample.models.Attachment(
        file=sample.File(b"x", filename="x.gif"),
        pages=[sample.File(b"y", content_type="image/own")],
        purpose="p",
        tags=["a", "b"],
        point=sample.models.Point(x_axis=1, y_axis=2),
    )
    encodings = (
        encoding("file", content_type="image/png, image/gif"),
        encoding("pages", content_type="image/png"),
        encoding("purpose", content_type="text/x-own"),
        encoding("tags", content_type="application/json"),
        encoding("point", content_type="application/vnd.point+json"),
    )
    assert [part[2:] for part in send(caller, body, encodings=encodings)] == [
        ("image/gif", b"x"),
        ("image/own", b"y"),
        ("text/x-own", b"p"),
        ("application/json", b'["a","b"]'),
        ("application/vnd.point+json", b'{"R":1,"G":2}'),
    ]


@pytest.mark.parametrize(
    ("declared", "file", "expected"),
    [
        ("image/png", "x.gif", "image/png"),
        ("image/*", "x.gif", "image/gif"),
        ("image/png, image/gif", "x", "image/png"),
        ("*/*", "x", "application/octet-stream"),
        ("", "x.tar.gz", "application/octet-stream"),
    ],
)
def test_the_media_type_of_a_file(
    caller: Caller, sample: ModuleType, declared: str, file: str, expected: str
) -> None:
    body = sample.models.Attachment(file=sample.File(b"x", filename=file))
    encodings = (describe_encoding(caller.rt, "file", content_type=declared),)
    assert send(caller, body, encodings=encodings)[0].content_type == expected


def test_styled_properties(caller: Caller) -> None:
    encodings = (
        describe_encoding(caller.rt, "meta", style="deepObject", explode=True),
        describe_encoding(caller.rt, "list", style="pipeDelimited", explode=False),
    )
    value = {"meta": {"a b": {"c": "é"}}, "list": ["x", "y"]}
    assert send(caller, value, "dict[str, Any]", encodings=encodings) == [
        ("meta[a b][c]", None, None, "é".encode()),
        ("list", None, None, b"x|y"),
    ]


def test_further_headers_of_a_part(caller: Caller, sample: ModuleType) -> None:
    file = sample.File(b"x", headers={"X-Own": "1", "Content-Type": "a/b"})
    send(caller, sample.models.Attachment(file=file))
    head = caller.request.content.split(b"\r\n\r\n")[0].decode()
    assert head.split("\r\n")[1:] == [
        'Content-Disposition: form-data; name="file"; filename="upload"',
        "Content-Type: a/b",
        "X-Own: 1",
    ]


def test_names_cannot_break_out_of_their_header(caller: Caller, sample: ModuleType) -> None:
    file = sample.File(b"x", filename='a"\r\nX-Evil: 1\r\n\r\né.txt')
    send(caller, {'p"\r\nq': file}, "dict[str, Any]")
    head = caller.request.content.split(b"\r\n\r\n")[0].decode()
    assert head.split("\r\n")[1:] == [
        'Content-Disposition: form-data; name="p%22%0D%0Aq"; '
        'filename="a%22%0D%0AX-Evil: 1%0D%0A%0D%0Aé.txt"',
        "Content-Type: text/plain",
    ]


@pytest.mark.parametrize(
    "settings",
    [
        {"filename": "a\x00b"},
        {"content_type": "a/b\r\nX-Evil: 1"},
        {"headers": {"X-A": "a\r\nX-Evil: 1"}},
        {"headers": {"X-A\r\nX-Evil": "1"}},
        {"headers": {"X-A: 1": "1"}},
    ],
)
def test_refused_part_headers(
    caller: Caller, errors: ModuleType, sample: ModuleType, settings: dict[str, Any]
) -> None:
    with pytest.raises(errors.InvalidRequestError, match="file"):
        send(caller, sample.models.Attachment(file=sample.File(b"x", **settings)))
    assert not caller.requests


def test_an_iterator_as_a_part_is_sent_in_chunks(caller: Caller, sample: ModuleType) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"01"
        yield b"23"

    parts = send(caller, sample.models.Attachment(file=pieces(), purpose="p"))
    assert [part.data for part in parts] == [b"0123", b"p"]
    assert "content-length" not in caller.request.headers


def test_every_body_has_a_boundary_of_its_own(caller: Caller, sample: ModuleType) -> None:
    boundaries = set()
    for _ in range(3):
        send(caller, sample.models.Attachment(purpose="p"))
        found = re.fullmatch(
            r"multipart/form-data; boundary=([0-9a-f]{32})", caller.request.headers["content-type"]
        )
        assert found
        boundaries.add(found[1])
    assert len(boundaries) == 3


def test_a_required_body_without_parts_is_still_well_formed(
    caller: Caller, sample: ModuleType
) -> None:
    descriptor = describe_body(caller.rt, "multipart/form-data", "Attachment")
    caller.call("POST", body=descriptor, values={"body": sample.models.Attachment()})
    assert re.fullmatch(rb"--[0-9a-f]{32}--\r\n", caller.request.content)
