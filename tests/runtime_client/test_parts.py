"""Parts of multipart bodies: headers, positions, parts in parts, boundaries."""

import asyncio
from email import message_from_bytes
from email.message import Message
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx2
import pytest

from support.clients import Exchange, exchange

CASE = Path(__file__).parents[1] / "cases" / "multipart" / "openapi.yaml"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    made = exchange(CASE.read_text(), tmp_path_factory.mktemp("multipart"))
    made.answer = httpx2.Response(204)
    return made


def file(made: Exchange, content: Any, **more: Any) -> Any:
    return import_module(f"{made.package.__name__}._runtime.files").File(content, **more)


def parts_of(content_type: str, content: bytes) -> list[Message]:
    message = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + content)
    assert not message.defects
    parts = message.get_payload()
    assert isinstance(parts, list)
    return [part for part in parts if isinstance(part, Message)]


def parts(made: Exchange) -> list[Message]:
    return parts_of(made.request.headers["content-type"], made.request.content)


def described(part: Message) -> tuple[dict[str, str], str]:
    return {name.lower(): value for name, value in part.items()}, str(part.get_payload())


def test_everything(made: Exchange, tmp_path: Path) -> None:
    cover = tmp_path / "cover.jpg"
    cover.write_bytes(b"jpeg")
    person = made.models.Person
    made.client.uploads.create(
        cover=file(made, cover, headers={"X-Width": 640}),
        pages=[b"one", file(made, b"two", filename="2.png")],
        anything=b"bytes",
        author=person(name="A"),
        readers=[person(name="B"), person(name="C")],
        title="# t",
        labels=["x", "y"],
        weights=[0.5, 2],
    )
    named = 'form-data; name="{}"'.format
    assert [described(part) for part in parts(made)] == [
        (
            {
                "content-disposition": f'{named("cover")}; filename="cover.jpg"',
                "content-type": "image/jpeg",
                "x-kind": "cover",
                "x-width": "640",
            },
            "jpeg",
        ),
        (
            {
                "content-disposition": f'{named("pages")}; filename="upload"',
                "content-type": "application/octet-stream",
            },
            "one",
        ),
        (
            {
                "content-disposition": f'{named("pages")}; filename="2.png"',
                "content-type": "image/png",
            },
            "two",
        ),
        (
            {
                "content-disposition": f'{named("anything")}; filename="upload"',
                "content-type": "application/octet-stream",
            },
            "bytes",
        ),
        (
            {"content-disposition": named("author"), "content-type": "application/json"},
            '{"name":"A"}',
        ),
        (
            {"content-disposition": named("readers"), "content-type": "application/json"},
            '[{"name":"B"},{"name":"C"}]',
        ),
        ({"content-disposition": named("title"), "content-type": "text/markdown"}, "# t"),
        ({"content-disposition": named("labels")}, "x"),
        ({"content-disposition": named("labels")}, "y"),
        ({"content-disposition": named("weights")}, "0.5,2"),
    ]
    assert int(made.request.headers["content-length"]) == len(made.request.content)


@pytest.mark.parametrize(
    ("filename", "content_type", "expected"),
    [
        ("a.png", None, "image/png"),
        ("a.jpg", None, "image/jpeg"),
        ("a.gif", None, "image/png"),
        (None, None, "image/png"),
        ("a.gif", "image/gif", "image/gif"),
    ],
)
def test_media_types_of_a_list(
    made: Exchange, filename: str | None, content_type: str | None, expected: str
) -> None:
    cover = file(made, b"x", filename=filename, content_type=content_type)
    made.client.uploads.create(cover=cover)
    assert parts(made)[0]["content-type"] == expected


def test_no_filename(made: Exchange) -> None:
    made.client.uploads.create(cover=file(made, b"x", filename=""))
    assert parts(made)[0]["content-disposition"] == 'form-data; name="cover"'


def test_a_file_overrides_constant_headers(made: Exchange) -> None:
    made.client.uploads.create(cover=file(made, b"x", headers={"x-kind": "back"}))
    assert parts(made)[0].get_all("X-Kind") == ["back"]


@pytest.mark.parametrize("headers", [{"X-A": "a\r\nX-B: b"}, {"X A": "a"}, {"X-A\r\n": "a"}])
def test_headers_cannot_be_broken_out_of(made: Exchange, headers: dict[str, str]) -> None:
    with pytest.raises(made.package.InvalidRequestError):
        made.client.uploads.create(cover=file(made, b"x", headers=headers))


def test_positions(made: Exchange, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"png")
    made.client.uploads.mix(body=(made.models.Person(name="A"), b"bytes", picture))
    assert made.request.headers["content-type"].startswith("multipart/mixed; boundary=")
    assert [described(part) for part in parts(made)] == [
        ({"content-type": "application/json"}, '{"name":"A"}'),
        ({"content-disposition": "inline", "content-type": "application/octet-stream"}, "bytes"),
        ({"content-disposition": "inline", "content-type": "image/png"}, "png"),
    ]


def test_related_parts_name_the_type_of_the_first(made: Exchange) -> None:
    person = made.models.Person
    made.client.uploads.relate(body=[person(name="A"), person(name="B")])
    message = Message()
    message["content-type"] = made.request.headers["content-type"]
    assert message.get_param("type") == "application/vnd.person+json"
    assert [described(part) for part in parts(made)] == [
        ({"content-type": "application/vnd.person+json"}, '{"name":"A"}'),
        ({"content-type": "application/vnd.person+json"}, '{"name":"B"}'),
    ]


def test_parts_in_parts(made: Exchange) -> None:
    made.client.uploads.nest(letters=["a", "b"])
    [outer] = parts(made)
    assert outer["content-disposition"] == 'form-data; name="letters"'
    assert outer.get_content_type() == "multipart/mixed"
    inner = outer.get_payload()
    assert [described(part) for part in inner if isinstance(part, Message)] == [
        ({"content-type": "text/plain"}, "a"),
        ({"content-type": "text/plain"}, "b"),
    ]
    assert outer.get_boundary() != made.request.headers["content-type"].partition("=")[2]


def test_boundaries_are_not_in_the_content(made: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    multipart = import_module(f"{made.package.__name__}._runtime.multipart")
    tokens = iter(["taken", "taken too", "free"])
    monkeypatch.setattr(multipart, "token_hex", lambda size: next(tokens))
    made.client.uploads.create(cover=b"--taken--", title="taken too")
    assert made.request.headers["content-type"] == "multipart/form-data; boundary=free"
    assert [part.get_payload() for part in parts(made)] == ["--taken--", "taken too"]


def test_files_are_read_while_they_are_sent(made: Exchange, tmp_path: Path) -> None:
    """What is streamed has a length, is read in pieces, and can be sent by both clients."""
    parts_module = import_module(f"{made.package.__name__}._runtime.multipart")
    big = tmp_path / "big.png"
    big.write_bytes(b"x" * 1_000_000)
    body = parts_module.MultipartBody("multipart/form-data", "CreateUploadRequest")
    value = made.models.CreateUploadRequest(cover=big, pages=[big])
    payload = body.payload(value)
    pieces = list(payload.chunks)
    assert max(map(len, pieces)) <= 262_144
    assert payload.chunks.length == sum(map(len, pieces)) > 2_000_000
    asyncio.run(made.async_client.uploads.create(cover=big))
    assert int(made.request.headers["content-length"]) == len(made.request.content)
