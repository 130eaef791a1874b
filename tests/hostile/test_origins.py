"""Two servers: what is secret goes to the one of the API alone, by whatever road the other is near."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from support.calls import poll
from support.raw_server import Behaviour, End, RawServer, Received, always, answer, in_turn
from support.waits import Waits

from .api import Api
from .test_redirects import SECRETS, STATUSES, knows_nothing, redirect

KEYS = {name: SECRETS[name] for name in ("header_key", "query_key", "cookie_key")}
KINDS: dict[str, dict[str, Any]] = {
    "bearer": {**KEYS, "token": SECRETS["token"]},
    "basic": {**KEYS, "username": SECRETS["username"], "password": SECRETS["password"]},
    "oauth": {
        **KEYS,
        "client_id": SECRETS["client_id"],
        "client_secret": SECRETS["client_secret"],
    },
}
TOKEN = answer('{"access_token":"s3cret-of-oauth","token_type":"bearer","expires_in":60}')
THING = '{"id":1,"name":"n"}'
EVENTS = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
DATA = bytes(range(256)) * 40
HALF = len(DATA) // 2
FILE_HEAD = (
    "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nAccept-Ranges: bytes\r\n"
    f'ETag: "v1"\r\nContent-Length: {len(DATA)}\r\n\r\n'
).encode()


@pytest.fixture(params=KINDS)
def secrets(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Credentials of every kind that one request can carry, with each kind of authorization."""
    return KINDS[request.param]


@pytest.fixture(params=["same-origin", "anywhere"])
def policy(request: pytest.FixtureRequest) -> Any:
    return request.param


def behave(server: RawServer, *answers: bytes | Behaviour) -> None:
    """Answer in turn, and give tokens to those who ask."""
    rest = in_turn(*answers)
    server.behave = lambda request: (TOKEN,) if request.target == "/token" else rest(request)


def asked(server: RawServer) -> list[Received]:
    """Requests but those for tokens, all of which carry every credential."""
    found = [each for each in server.received if each.target != "/token"]
    for each in found:
        assert each.header("X-API-Key") == SECRETS["header_key"]
        assert SECRETS["cookie_key"] in (each.header("Cookie") or "")
        assert each.header("Authorization")
    return found


def chunk(data: str) -> bytes:
    return f"{len(data):x}\r\n{data}\r\n".encode()


# --- redirections -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", STATUSES)
def test_all_kinds_at_once(
    api: Api,
    server: RawServer,
    stranger: RawServer,
    secrets: dict[str, Any],
    policy: str,
    status: str,
) -> None:
    behave(server, redirect(f"{stranger.url}/x", status))
    stranger.behave = always(answer(DATA))

    async def use(client: Any) -> Any:
        return await api.of(client.vault.get_file())

    if policy == "anywhere":
        assert api.run(use, redirects=policy, **secrets) == DATA
    else:
        with pytest.raises(api.package.APIStatusError):
            api.run(use, redirects=policy, **secrets)
        assert stranger.connections == 0
    assert SECRETS["query_key"] in asked(server)[0].target
    knows_nothing(stranger)


@pytest.mark.parametrize("copied", ["?key={query_key}", "?x=%73{tail}", "{query_key}/"])
def test_a_server_that_hands_a_secret_on(
    api: Api, server: RawServer, stranger: RawServer, copied: str
) -> None:
    """As one that has moved does with the query: it is not followed."""
    told = copied.format(query_key=SECRETS["query_key"], tail=SECRETS["query_key"][1:])
    behave(server, redirect(f"{stranger.url}/{told}"))
    with pytest.raises(api.package.APIStatusError) as caught:
        api.call(lambda client: client.secured.get_by_query(), redirects="anywhere", **SECRETS)
    assert SECRETS["query_key"] not in str(caught.value)
    assert stranger.connections == 0


def test_fragments_are_not_sent(api: Api, server: RawServer, stranger: RawServer) -> None:
    behave(server, redirect(f"{stranger.url}/x?a=b#s3cret"))
    stranger.behave = always(answer(THING))
    api.call(lambda client: client.things.get("1"), redirects="anywhere", **SECRETS)
    assert [each.target for each in stranger.received] == ["/x?a=b"]
    knows_nothing(stranger)


def test_headers_of_the_call_and_of_the_client(
    api: Api, server: RawServer, stranger: RawServer
) -> None:
    """Not only credentials that the API declares are secret."""
    behave(server, redirect(f"{stranger.url}/x"))
    stranger.behave = always(answer(THING))
    options = api.package.RequestOptions(
        headers={"Authorization": "Bearer s3cret-of-call", "X-Private": "s3cret-of-call"}
    )
    api.call(
        lambda client: client.things.get("1", x_trace="s3cret", flavour="s3cret", options=options),
        redirects="anywhere",
        headers={"X-Team": "s3cret-of-team"},
    )
    assert "s3cret-of-call" in (server.received[0].header("Authorization") or "")
    assert len(stranger.received) == 1
    knows_nothing(stranger)


def own_http_client(api: Api) -> Any:
    """An HTTP client of the user's that adds credentials by itself."""
    make = httpx2.AsyncClient if api.is_async else httpx2.Client
    return make(
        auth=("s3cret-user", "s3cret-password"),
        headers={"X-API-Key": "s3cret-of-client", "Cookie": "s3cret=1"},
        cookies={"session": "s3cret"},
        params={"key": "s3cret"},
    )


@pytest.mark.parametrize("road", ["redirection", "base_url"])
def test_what_an_http_client_adds_by_itself(
    api: Api, server: RawServer, stranger: RawServer, road: str
) -> None:
    behave(server, redirect(f"{stranger.url}/x"))
    stranger.behave = always(answer(THING))
    http_client = own_http_client(api)
    options = api.package.RequestOptions(base_url=None if road == "redirection" else stranger.url)

    async def use(client: Any) -> Any:
        try:
            return await api.of(client.things.get("1", options=options))
        finally:
            await api.close(http_client)

    api.run(use, http_client=http_client, verify=None, redirects="anywhere")
    assert len(stranger.received) == 1
    knows_nothing(stranger)


def test_from_https_to_http(api: Api) -> None:
    """The same host without TLS is another origin, which nobody is sent to."""
    seen: list[httpx2.URL] = []

    def handle(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.url)
        return httpx2.Response(302, headers={"Location": "http://api.test/x"})

    for policy in ("same-origin", "anywhere"):
        with pytest.raises(api.package.APIStatusError, match="was not followed"):
            api.call(
                lambda client: client.secured.get_by_header(),
                base_url="https://api.test",
                transport=httpx2.MockTransport(handle),
                verify=None,
                redirects=policy,
                **SECRETS,
            )
    assert {url.scheme for url in seen} == {"https"}


# --- links of answers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("link", ["{other}/vault/things?page=2", "//127.0.0.1:{port}/x"])
def test_the_next_page(
    api: Api,
    server: RawServer,
    stranger: RawServer,
    secrets: dict[str, Any],
    policy: str,
    link: str,
) -> None:
    told = link.format(other=stranger.url, port=stranger.port)
    behave(server, answer(f'{{"data":[{THING}],"next":"{told}"}}'))

    async def use(client: Any) -> None:
        pages = client.vault.list_things()
        things = aiter(pages) if api.is_async else iter(pages)
        assert (await api.next(things)).id == 1
        with pytest.raises(api.package.PaginationError, match="another origin"):
            await api.next(things)

    api.run(use, redirects=policy, **secrets)
    assert len(asked(server)) == 1
    assert stranger.connections == 0


@pytest.mark.parametrize("status", STATUSES)
def test_a_page_that_is_redirected(
    api: Api,
    server: RawServer,
    stranger: RawServer,
    secrets: dict[str, Any],
    policy: str,
    status: str,
) -> None:
    """Where redirections are followed anywhere, the page of another origin ends the pages."""
    behave(server, answer('{"data":[],"next":"/2"}'), redirect(f"{stranger.url}/2", status))
    stranger.behave = always(answer(f'{{"data":[{THING}],"next":"/3"}}'))

    async def use(client: Any) -> None:
        with pytest.raises(api.package.APIError):
            await api.items(client.vault.list_things())

    api.run(use, redirects=policy, **secrets)
    assert len(asked(server)) == 2
    assert len(stranger.received) == (1 if policy == "anywhere" else 0)
    knows_nothing(stranger)


@pytest.mark.parametrize("header", ["Location", "Operation-Location", "Azure-AsyncOperation"])
@pytest.mark.parametrize("is_first", [True, False], ids=["first", "later"])
def test_where_an_operation_goes_on(
    api: Api,
    server: RawServer,
    stranger: RawServer,
    secrets: dict[str, Any],
    header: str,
    is_first: bool,
) -> None:
    elsewhere = answer("{}", f"{header}: {stranger.url}/jobs/1", status="202 Accepted")
    here = answer("{}", f"{header}: /jobs/1", status="202 Accepted")
    behave(server, *([elsewhere] if is_first else [here, elsewhere]))
    waiting = Waits(api.package)

    async def use(client: Any) -> None:
        with client.capture() as responses:
            await api.of(client.vault.create_export())
        with pytest.raises(api.package.InvalidRequestError, match="another server"):
            await api.of(poll(client, responses[-1], None))

    api.run(use, redirects="anywhere", clock=waiting.clock, **secrets)
    assert [each.target.partition("?")[0] for each in asked(server)] == (
        ["/vault/exports"] if is_first else ["/vault/exports", "/jobs/1"]
    )
    assert stranger.connections == 0


def test_where_the_result_of_an_operation_is(
    api: Api, server: RawServer, stranger: RawServer, secrets: dict[str, Any]
) -> None:
    behave(
        server,
        answer("{}", "Operation-Location: /jobs/1", status="202 Accepted"),
        answer(f'{{"status":"Succeeded","resourceLocation":"{stranger.url}/results/1"}}'),
    )
    waiting = Waits(api.package)

    async def use(client: Any) -> None:
        with client.capture() as responses:
            await api.of(client.vault.create_export())
        with pytest.raises(api.package.InvalidRequestError, match="another server"):
            await api.of(poll(client, responses[-1], dict))

    api.run(use, redirects="anywhere", clock=waiting.clock, **secrets)
    assert len(asked(server)) == 2
    assert stranger.connections == 0


def test_a_state_that_is_redirected(
    api: Api, server: RawServer, stranger: RawServer, secrets: dict[str, Any], policy: str
) -> None:
    behave(
        server,
        answer("{}", "Location: /jobs/1", status="202 Accepted"),
        redirect(f"{stranger.url}/jobs/1"),
    )
    stranger.behave = always(answer("{}", "Location: /jobs/2", status="202 Accepted"))
    waiting = Waits(api.package)

    async def use(client: Any) -> None:
        with client.capture() as responses:
            await api.of(client.vault.create_export())
        with pytest.raises(api.package.APIError):
            await api.of(poll(client, responses[-1], dict))

    api.run(use, redirects=policy, clock=waiting.clock, **secrets)
    assert len(asked(server)) == 2
    assert len(stranger.received) == (1 if policy == "anywhere" else 0)
    knows_nothing(stranger)


# --- what is gone on with ---------------------------------------------------------------------------------


@pytest.mark.parametrize("status", STATUSES)
def test_the_rest_of_a_download(
    api: Api,
    server: RawServer,
    stranger: RawServer,
    secrets: dict[str, Any],
    policy: str,
    status: str,
) -> None:
    behave(
        server,
        always(FILE_HEAD, DATA[:HALF], End.CLOSE),
        redirect(f"{stranger.url}/rest", status),
    )
    content_range = f"Content-Range: bytes {HALF}-{len(DATA) - 1}/{len(DATA)}"
    stranger.behave = always(
        answer(DATA[HALF:], content_range, 'ETag: "v1"', status="206 Partial Content")
    )
    waiting = Waits(api.package)

    async def use(client: Any) -> Any:
        download = await api.of(client.vault.get_file_stream())
        return await api.of(download.read())

    options = {"redirects": policy, "clock": waiting.clock, **secrets}
    if policy == "anywhere":
        assert api.run(use, **options) == DATA
        assert stranger.received[0].header("Range") == f"bytes={HALF}-"
        assert stranger.received[0].header("If-Range") == '"v1"'
    else:
        with pytest.raises(
            api.package.APIConnectionLostError, match="the server responded with 30"
        ):
            api.run(use, **options)
        assert stranger.connections == 0
    assert len(asked(server)) == 2
    knows_nothing(stranger)


def test_a_download_from_a_place_for_a_short_while(
    api: Api, server: RawServer, stranger: RawServer, secrets: dict[str, Any]
) -> None:
    """What is left is asked for where the first request went, which leads to where it is now."""
    behave(
        server,
        redirect(f"{stranger.url}/signed-1"),
        redirect(f"{stranger.url}/signed-2", "307 Temporary"),
    )
    content_range = f"Content-Range: bytes {HALF}-{len(DATA) - 1}/{len(DATA)}"
    stranger.behave = in_turn(
        always(FILE_HEAD, DATA[:HALF], End.RESET),
        answer(DATA[HALF:], content_range, 'ETag: "v1"', status="206 Partial Content"),
    )
    waiting = Waits(api.package)

    async def use(client: Any) -> Any:
        download = await api.of(client.vault.get_file_stream())
        return await api.of(download.read())

    received = api.run(use, redirects="anywhere", clock=waiting.clock, **secrets)
    assert received == DATA
    assert len(asked(server)) == 2
    assert [each.target for each in stranger.received] == ["/signed-1", "/signed-2"]
    knows_nothing(stranger)


@pytest.mark.parametrize("status", STATUSES)
def test_a_stream_that_connects_anew(
    api: Api,
    server: RawServer,
    stranger: RawServer,
    secrets: dict[str, Any],
    policy: str,
    status: str,
) -> None:
    first = chunk(f"id: s3cret-event\ndata: {THING}\n\n")
    behave(
        server,
        always(EVENTS.encode(), first, End.CLOSE),
        redirect(f"{stranger.url}/events", status),
    )
    stranger.behave = always(EVENTS.encode(), chunk(f"data: {THING}\n\n"), b"0\r\n\r\n")
    waiting = Waits(api.package)

    async def use(client: Any) -> Any:
        return await api.items(await api.of(client.vault.watch()))

    options = {"redirects": policy, "clock": waiting.clock, **secrets}
    if policy == "anywhere":
        assert [thing.id for thing in api.run(use, **options)] == [1, 1]
        assert len(stranger.received) == 1
    else:
        with pytest.raises(api.package.APIStatusError, match="was not followed"):
            api.run(use, **options)
        assert stranger.connections == 0
    assert asked(server)[1].header("Last-Event-ID") == "s3cret-event"
    knows_nothing(stranger)


def test_a_stream_from_a_place_for_a_short_while(
    api: Api, server: RawServer, stranger: RawServer, secrets: dict[str, Any]
) -> None:
    """It connects anew where the first request went, with the credentials that are for there alone."""
    behave(server, redirect(f"{stranger.url}/node-1"), redirect("/here"), always(End.RESET))
    stranger.behave = always(EVENTS.encode(), chunk(f"id: 1\ndata: {THING}\n\n"), End.CLOSE)
    waiting = Waits(api.package)

    async def use(client: Any) -> None:
        stream = await api.of(client.vault.watch())
        assert (await api.next(stream)).id == 1
        with pytest.raises(api.package.APIConnectionLostError):
            await api.next(stream)

    api.run(use, redirects="anywhere", clock=waiting.clock, **secrets)
    requests = asked(server)
    assert [each.header("Last-Event-ID") for each in requests] == [None, "1", "1", "1"]
    assert requests[2].target == "/here"
    assert [each.target for each in stranger.received] == ["/node-1"]
    knows_nothing(stranger)


# --- servers and base URLs --------------------------------------------------------------------------------


def test_a_server_of_the_operation(api: Api, server: RawServer, secrets: dict[str, Any]) -> None:
    """The API names another host for it; the base URL that the user gave is the only one there is."""
    behave(server, answer(status="204 No Content"))
    api.call(lambda client: client.vault.get_elsewhere(), **secrets)
    assert [each.target.partition("?")[0] for each in asked(server)] == ["/vault/elsewhere"]


@pytest.mark.parametrize("form", ["{url}/x", "//127.0.0.1:{port}/x", "/\\127.0.0.1:{port}/x"])
def test_a_path_that_is_a_url(api: Api, server: RawServer, stranger: RawServer, form: str) -> None:
    path = form.format(url=stranger.url, port=stranger.port)

    async def use(client: Any) -> None:
        try:
            await api.of(client.request_raw("GET", path))
        except api.package.InvalidRequestError:
            return
        assert len(server.received) == 1

    api.run(use, **SECRETS)
    assert stranger.connections == 0


def test_a_base_url_of_one_call(
    api: Api, server: RawServer, stranger: RawServer, secrets: dict[str, Any]
) -> None:
    """It gets what the call itself gives, and nothing that the client sends with every request."""
    options = api.package.RequestOptions(base_url=stranger.url, headers={"X-Trace": "7"})
    stranger.behave = always(
        answer(f'{{"data":[{THING}],"next":"/2"}}', status="200 OK"),
    )

    async def use(client: Any) -> None:
        with pytest.raises(api.package.PaginationError, match="lead back"):
            await api.items(client.vault.list_things(options=options))

    api.run(
        use,
        headers={"Authorization": "Bearer s3cret", "X-API-Key": "s3cret"},
        query={"key": "s3cret"},
        **secrets,
    )
    assert [each.target for each in stranger.received] == ["/vault/things", "/2"]
    assert {each.header("X-Trace") for each in stranger.received} == {"7"}
    assert server.connections == 0
    knows_nothing(stranger)
