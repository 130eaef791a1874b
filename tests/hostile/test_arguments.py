"""Arguments that try to be more than arguments: other paths, further headers, other servers."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest

from support.raw_server import RawServer, always, answer

from .api import Api

THING = '{"id":1,"name":"n"}'
BREAKERS = [
    "a\r\nX-Evil: 1",
    "a\nX-Evil: 1",
    "a\rX-Evil: 1",
    "a\x00b",
    "a\x0bb",
    "a\x7fb",
    "a\r\n\r\nGET /evil HTTP/1.1\r\n\r\n",
]


@pytest.fixture(autouse=True)
def well_meaning(server: RawServer) -> None:
    server.behave = always(answer(THING))


def one_request(server: RawServer) -> None:
    assert len(server.received) == 1
    assert server.received[0].header("X-Evil") is None


@pytest.mark.parametrize(
    "value",
    [
        *BREAKERS,
        "../../admin",
        "a/b",
        "a?b=c",
        "a#b",
        "%2e%2e",
        "%2F",
        "a\\..\\b",
        "a;b=c",
        "é",
        "\u202e",
        "a b",
        "{id}",
        "http://127.0.0.1:1/",
        "//127.0.0.1:1/",
        "@127.0.0.1:1",
    ],
)
def test_one_segment_of_a_path(api: Api, server: RawServer, value: str) -> None:
    api.call(lambda client: client.things.get(value))
    one_request(server)
    target = server.received[0].target
    assert target.startswith("/things/")
    assert target.count("/") == 2
    assert "?" not in target
    assert unquote(target.removeprefix("/things/")) == value


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_no_segment_of_a_path(api: Api, server: RawServer, value: str) -> None:
    with pytest.raises(api.package.InvalidRequestError):
        api.call(lambda client: client.things.get(value))
    assert server.connections == 0


@pytest.mark.parametrize("value", [*BREAKERS, "a&key=b", "a=b", "a#b", "a+b", "a%00b", "é"])
def test_one_value_of_a_query(api: Api, server: RawServer, value: str) -> None:
    api.call(lambda client: client.things.get("1", q=value))
    one_request(server)
    path, _, query = server.received[0].target.partition("?")
    assert path == "/things/1"
    assert query.startswith("q=")
    assert query.count("=") == 1
    assert "&" not in query
    assert unquote(query[2:]) == value


def uses(value: str, package: Any) -> list[tuple[str, Any, dict[str, Any]]]:
    """Each place in a head where a text can go."""
    options = package.RequestOptions
    return [
        ("header", lambda client: client.things.get("1", x_trace=value), {}),
        (
            "further header",
            lambda client: client.things.get("1", options=options(headers={"X-A": value})),
            {},
        ),
        ("header key", lambda client: client.secured.get_by_header(), {"header_key": value}),
        ("token", lambda client: client.secured.get_by_bearer(), {"token": value}),
        (
            "idempotency key",
            lambda client: client.things.create(name="n", options=options(idempotency_key=value)),
            {},
        ),
        ("header of all calls", lambda client: client.things.get("1"), {"headers": {"X-A": value}}),
    ]


@pytest.mark.parametrize("value", BREAKERS)
@pytest.mark.parametrize("place", range(6))
def test_one_header(api: Api, server: RawServer, value: str, place: int) -> None:
    _, use, options = uses(value, api.package)[place]
    with pytest.raises(api.package.InvalidRequestError) as caught:
        api.call(use, **options)
    assert value not in str(caught.value)
    assert server.received == []


@pytest.mark.parametrize("name", ["X-A\r\nX-Evil", "X A", "", "X-A:", "\xe9", "Host"])
def test_names_of_headers(api: Api, server: RawServer, name: str) -> None:
    options = api.package.RequestOptions(headers={name: "1"})
    with pytest.raises(api.package.InvalidRequestError):
        api.call(lambda client: client.things.get("1", options=options))
    assert server.received == []


@pytest.mark.parametrize("value", [*BREAKERS, "a; evil=1", "a, b", 'a"b', "a=b", "é"])
def test_one_cookie(api: Api, server: RawServer, value: str) -> None:
    try:
        api.call(lambda client: client.things.get("1", flavour=value))
    except api.package.InvalidRequestError:
        assert server.received == []
        return
    one_request(server)
    cookie = server.received[0].header("Cookie") or ""
    assert cookie.startswith("flavour=")
    assert ";" not in cookie
    assert cookie.count("=") == 1 + value.count("=") * ("=" in cookie[8:])


@pytest.mark.parametrize("value", BREAKERS)
def test_a_password(api: Api, server: RawServer, value: str) -> None:
    api.call(lambda client: client.secured.get_by_basic(), username="u", password=value)
    one_request(server)


@pytest.mark.parametrize(
    "base_url",
    [
        "",
        "127.0.0.1",
        "file:///etc/passwd",
        "ftp://127.0.0.1",
        "http://",
        "http://127.0.0.1:port",
        "http://127.0.0.1\r\nX: 1",
        "http://[::1",
    ],
)
def test_no_base_url(api: Api, base_url: str) -> None:
    with pytest.raises(api.package.InvalidRequestError):
        api.call(lambda client: client.things.get("1"), base_url=base_url)
