"""Answers with wrong labels: content types and charsets that are not what comes."""

from __future__ import annotations

from typing import Any

import pytest

from support.raw_server import RawServer, always, answer

from .api import Api

THING = '{"id":1,"name":"é"}'
CONTENT_TYPES = [
    None,
    "",
    ";",
    "text/html",
    "text/plain; charset=utf-8",
    "application/xml",
    "image/png",
    "application/json; charset=rot13",
    "application/json; charset=hex",
    "application/json; charset=zlib",
    "application/json; charset=idna",
    "application/json; charset=punycode",
    "application/json; charset=undefined",
    "application/json; charset=unicode_escape",
    'application/json; charset="nothing of the kind"',
    "application/json; charset=" + "x" * 10_000,
    "application/json; charset=\xe9",
    "a" * 10_000,
]


@pytest.mark.parametrize("content_type", CONTENT_TYPES)
def test_json_by_another_name(api: Api, server: RawServer, content_type: str | None) -> None:
    server.behave = always(answer(THING, content_type=content_type))
    thing = api.call(lambda client: client.things.get("1"), strict_responses=True)
    assert thing == api.package.models.Thing(id=1, name="é")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_json_in_another_encoding(api: Api, server: RawServer, encoding: str) -> None:
    server.behave = always(
        answer(THING.encode(encoding), content_type=f"application/json; charset={encoding}")
    )
    thing = api.call(lambda client: client.things.get("1"), strict_responses=True)
    assert thing.name == "é"


def test_a_charset_that_hides_text(api: Api, server: RawServer) -> None:
    """In UTF-7 angle brackets can be written without any; who says so is taken at their word."""
    body = '{"id":1,"name":"+ADw-b+AD4-"}'
    server.behave = always(answer(body, content_type="application/json"))
    assert api.call(lambda client: client.things.get("1")).name == "+ADw-b+AD4-"
    server.behave = always(answer(body, content_type="application/json; charset=utf-7"))
    assert api.call(lambda client: client.things.get("1")).name == "<b>"


@pytest.mark.parametrize("status", ["200 OK", "400 Bad Request"])
def test_a_charset_that_makes_halves_of_characters(
    api: Api, server: RawServer, status: str
) -> None:
    content_type = "application/json; charset=utf-7"
    server.behave = always(
        answer(
            '{"id":1,"name":"+2AA-","message":"+2AA-"}', status=status, content_type=content_type
        )
    )
    if status == "200 OK":
        assert api.call(lambda client: client.things.get("1")).name == "?"
        return
    with pytest.raises(api.package.BadRequestError) as caught:
        api.call(lambda client: client.things.get("1"))
    assert caught.value.body.message == "?"


@pytest.mark.parametrize(
    ("data", "content_type", "text"),
    [
        ("é".encode("latin-1"), "text/plain; charset=latin-1", "é"),
        (b"\xff\xfe\xe9\x00", "text/plain", "é"),
        (b"\xe9", "text/plain", b"\xe9"),
        (b"\x89PNG\xff\x00", "image/png", b"\x89PNG\xff\x00"),
        (b"abc", "text/plain; charset=rot13", "abc"),
        (b"abc", "text/plain; charset=hex", "abc"),
        (b"abc", "text/plain; charset=bz2", "abc"),
        (b"abc", None, "abc"),
        (b"abc", "image/png", "abc"),
        (b"{}", "application/json", "{}"),
    ],
)
def test_text(
    api: Api, server: RawServer, data: bytes, content_type: str | None, text: str | bytes
) -> None:
    server.behave = always(answer(data, content_type=content_type))
    assert api.call(lambda client: client.things.get_text()) == text


ERROR_BODIES: list[tuple[bytes, str | None, Any]] = [
    (b"<html>down</html>", "text/html", "<html>down</html>"),
    (b"<html>down</html>", "application/json", "<html>down</html>"),
    (b'{"message":"down"}', "text/html", "Problem"),
    (b'{"message":"down"}', None, "Problem"),
    (b'["down"]', "application/json", ["down"]),
    (b'"down"', "application/json", "down"),
    (b"17", "application/json", 17),
    (b"null", "application/json", None),
    (b"[" * 100_000, "application/json", "[" * 65_536),
    (b"\x00\xff", "application/octet-stream", b"\x00\xff"),
    (b"", "application/json", None),
    (b"down \x1b[2J\x1b]0;x\x07", "text/plain", "down \x1b[2J\x1b]0;x\x07"),
]


@pytest.mark.parametrize(("data", "content_type", "body"), ERROR_BODIES)
def test_errors_in_any_form(
    api: Api, server: RawServer, data: bytes, content_type: str | None, body: Any
) -> None:
    server.behave = always(
        answer(
            data, "X-Request-Id: r\x1b[2J", status="418 Short and stout", content_type=content_type
        )
    )
    with pytest.raises(api.package.APIStatusError) as caught:
        api.call(lambda client: client.things.get("1"))
    error = caught.value
    assert error.status_code == 418
    assert (type(error.body).__name__ if body == "Problem" else error.body) == body
    assert "\x1b" not in str(error)
    assert "\x07" not in str(error)


@pytest.mark.parametrize("status", ["299", "306", "399", "499", "599", "600", "999"])
def test_statuses_that_nobody_knows(api: Api, server: RawServer, status: str) -> None:
    server.behave = always(answer(THING, status=f"{status} What"))
    if status == "299":
        assert api.call(lambda client: client.things.get("1")).id == 1
        return
    with pytest.raises(api.package.APIError) as caught:
        api.call(lambda client: client.things.get("1"))
    assert getattr(caught.value, "status_code", int(status)) == int(status)
