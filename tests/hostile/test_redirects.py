"""Redirections: what is followed, and that no secret goes anywhere else."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest

from support.raw_server import Behaviour, RawServer, always, answer, in_turn

from .api import Api

SECRETS: dict[str, Any] = {
    "header_key": "s3cret-of-header",
    "query_key": "s3cret-of-query",
    "cookie_key": "s3cret-of-cookie",
    "username": "s3cret-user",
    "password": "s3cret-password",
    "token": "s3cret-token",
    "client_id": "s3cret-client",
    "client_secret": "s3cret-of-client",
}
BASIC = b64encode(b"s3cret-user:s3cret-password").decode()
SCHEMES = ["header", "query", "cookie", "basic", "bearer", "oauth"]
STATUSES = ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
POLICIES = ["never", "same-origin", "anywhere"]


def redirect(location: str, status: str = "302 Found", *headers: str) -> bytes:
    return answer("moved", f"Location: {location}", *headers, status=status)


def with_tokens(other: Behaviour) -> Behaviour:
    """The same, by a server that gives tokens."""
    token = answer('{"access_token":"s3cret-of-oauth","token_type":"bearer","expires_in":60}')
    return lambda request: (token,) if request.target == "/token" else other(request)


def knows_nothing(stranger: RawServer) -> None:
    """Nothing of the credentials came there, in whatever form."""
    seen = bytes(stranger.raw).decode("latin-1").lower()
    for name in ("s3cret", BASIC.lower(), "authorization:", "cookie:", "x-api-key:", "key="):
        assert name not in seen


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_credential_leaves_the_origin(
    api: Api,
    server: RawServer,
    stranger: RawServer,
    scheme: str,
    status: str,
    policy: str,
) -> None:
    server.behave = with_tokens(always(redirect(f"{stranger.url}/elsewhere", status)))
    stranger.behave = always(answer(status="204 No Content"))

    def use(client: Any) -> Any:
        return getattr(client.secured, f"get_by_{scheme}")()

    if policy == "anywhere":
        assert api.call(use, redirects=policy, **SECRETS) is None
        assert [each.target for each in stranger.received] == ["/elsewhere"]
    else:
        with pytest.raises(api.package.APIStatusError) as caught:
            api.call(use, redirects=policy, **SECRETS)
        assert caught.value.status_code == int(status[:3])
        assert stranger.connections == 0
    knows_nothing(stranger)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("status", STATUSES)
def test_no_body_leaves_the_origin(
    api: Api, server: RawServer, stranger: RawServer, status: str, policy: str
) -> None:
    server.behave = always(redirect(stranger.url, status))
    stranger.behave = always(answer(status="204 No Content"))
    with pytest.raises(api.package.APIStatusError):
        api.call(
            lambda client: client.secured.create_by_header(name="s3cret of the body"),
            redirects=policy,
            **SECRETS,
        )
    knows_nothing(stranger)


def test_what_stays_at_the_origin_is_followed(api: Api, server: RawServer) -> None:
    server.behave = in_turn(redirect("/v2/thing?a=b#part"), answer(status="204 No Content"))
    assert api.call(lambda client: client.secured.get_by_header(), **SECRETS) is None
    assert [each.target for each in server.received] == ["/secured/header", "/v2/thing?a=b"]
    assert server.received[1].header("X-API-Key") == SECRETS["header_key"]


@pytest.mark.parametrize("status", ["307 Temporary", "308 Permanent"])
def test_a_body_is_sent_again_to_the_same_origin(api: Api, server: RawServer, status: str) -> None:
    server.behave = in_turn(redirect("/v2", status), answer('{"id":1,"name":"n"}'))
    assert api.call(lambda client: client.things.create(name="n")).id == 1
    assert [(each.method, each.body) for each in server.received] == [("POST", b'{"name":"n"}')] * 2


def test_a_body_that_is_gone_is_not_sent_again(api: Api, server: RawServer) -> None:
    server.behave = always(redirect("/v2", "307 Temporary"))

    async def pieces() -> Any:
        yield b"x"

    with pytest.raises(api.package.APIStatusError):
        api.call(
            lambda client: client.things.replace(
                "1", body=pieces() if api.is_async else iter([b"x"])
            )
        )
    assert [each.body for each in server.received] == [b"x"]


def test_other_means_get(api: Api, server: RawServer) -> None:
    server.behave = in_turn(redirect("/things/1", "303 See Other"), answer('{"id":1,"name":"n"}'))
    assert api.call(lambda client: client.things.create(name="n")).id == 1
    second = server.received[1]
    assert (second.method, second.body, second.header("Content-Type")) == ("GET", b"", None)


@pytest.mark.parametrize("location", ["/loop", "", "/things/1", "?again", "//127.0.0.1:{port}/x"])
@pytest.mark.parametrize("policy", ["same-origin", "anywhere"])
def test_a_loop_ends(api: Api, server: RawServer, location: str, policy: str) -> None:
    server.behave = always(redirect(location.format(port=server.port)))
    with pytest.raises(api.package.APIStatusError) as caught:
        api.call(lambda client: client.things.get("1"), redirects=policy)
    assert caught.value.status_code == 302
    assert len(server.received) <= 11


LOCATIONS = [
    "file:///etc/passwd",
    "file://127.0.0.1/etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:25/x",
    "data:application/json,{}",
    "javascript:alert(1)",
    "http://",
    "http:///x",
    "http://[::1",
    "http://[::1%25eth0]/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1:-1/",
    "http://127.0.0.1:port/",
    "http://\xe9.test:1/",
    "http://xn--/",
    "http://" + "a" * 300 + ".test:1/",
    "http://a..test:1/",
    "://",
    "\x01",
    "\\\\127.0.0.1:1\\x",
    "/\t/127.0.0.1:1/x",
    "http:127.0.0.1:1",
    "/" + "a" * 70_000,
]


@pytest.mark.parametrize("location", LOCATIONS, ids=lambda text: repr(text)[1:30])
@pytest.mark.parametrize("policy", ["same-origin", "anywhere"])
def test_places_that_are_none(api: Api, server: RawServer, location: str, policy: str) -> None:
    server.behave = always(redirect(location))
    with pytest.raises(api.package.APIError):
        api.call(
            lambda client: client.secured.get_by_header(), redirects=policy, retries=0, **SECRETS
        )


@pytest.mark.parametrize("form", ["http://u:p@127.0.0.1:{port}/v2", "HTTP://127.0.0.1:{port}/v2"])
def test_other_spellings_of_the_same_origin(api: Api, server: RawServer, form: str) -> None:
    server.behave = in_turn(
        redirect(form.format(port=server.port)), answer(status="204 No Content")
    )
    assert api.call(lambda client: client.secured.get_by_header(), **SECRETS) is None
    second = server.received[1]
    assert (second.target, second.header("Authorization")) == ("/v2", None)
    assert second.header("X-API-Key") == SECRETS["header_key"]


@pytest.mark.parametrize(
    "form",
    [
        "http://127.0.0.1:{server}@127.0.0.1:{stranger}/",
        "http://127.0.0.1:{stranger}#@127.0.0.1:{server}/",
        "http://127.0.0.1:{stranger}\\@127.0.0.1:{server}/",
        "//127.0.0.1:{stranger}/",
        "http://localhost:{server}/",
    ],
)
def test_places_that_look_like_the_same_origin(
    api: Api, server: RawServer, stranger: RawServer, form: str
) -> None:
    server.behave = always(redirect(form.format(server=server.port, stranger=stranger.port)))
    with pytest.raises(api.package.APIStatusError):
        api.call(lambda client: client.secured.get_by_header(), **SECRETS)
    assert stranger.connections == 0


def test_a_way_back_gets_no_credentials_either(
    api: Api, server: RawServer, stranger: RawServer
) -> None:
    server.behave = in_turn(redirect(stranger.url), answer(status="204 No Content"))
    stranger.behave = always(redirect(f"{server.url}/back"))
    api.call(lambda client: client.secured.get_by_header(), redirects="anywhere", **SECRETS)
    assert server.received[1].target == "/back"
    assert server.received[1].header("X-API-Key") is None
    knows_nothing(stranger)


def test_another_base_url_gets_no_credentials(
    api: Api, server: RawServer, stranger: RawServer
) -> None:
    options = api.package.RequestOptions(base_url=stranger.url)
    stranger.behave = always(answer(status="204 No Content"))
    for scheme in SCHEMES:
        api.call(
            lambda client, scheme=scheme: getattr(client.secured, f"get_by_{scheme}")(
                options=options
            ),
            **SECRETS,
        )
    assert len(stranger.received) == len(SCHEMES)
    assert server.connections == 0
    knows_nothing(stranger)


def test_tokens_are_not_fetched_elsewhere(api: Api, server: RawServer, stranger: RawServer) -> None:
    for status in STATUSES:
        server.behave = always(redirect(f"{stranger.url}/token", status))
        with pytest.raises(api.package.APIError):
            api.call(lambda client: client.secured.get_by_oauth(), redirects="anywhere", **SECRETS)
    assert stranger.connections == 0


def test_cookies_are_not_kept(api: Api, server: RawServer) -> None:
    server.behave = in_turn(
        redirect("/again", "302 Found", "Set-Cookie: tracking=1; Path=/"),
        answer('{"id":1,"name":"n"}', "Set-Cookie: tracking=2; Path=/; Max-Age=9999"),
    )

    def sync(client: Any) -> Any:
        return [client.things.get("1"), client.things.get("1")]

    async def both(client: Any) -> Any:
        return [await client.things.get("1"), await client.things.get("1")]

    api.call(both if api.is_async else sync)
    assert len(server.received) == 3
    assert [each.header("Cookie") for each in server.received] == [None] * 3
