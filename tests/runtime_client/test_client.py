"""The clients: what they send with, what they keep, what they never do."""

from __future__ import annotations

import asyncio
import copy
import importlib
import inspect
import pickle
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType
from typing import Any

import httpx2
import pytest

from support.descriptions import body as describe_body

from .caller import Caller
from .conftest import PACKAGE

PET = {"id": "00000000-0000-0000-0000-000000000001", "name": "Rex"}


def test_a_generated_package_works(caller: Caller, sample: ModuleType) -> None:
    caller.handler = lambda request: httpx2.Response(201, json=PET)
    make = sample.AsyncPetshop if caller.is_async else sample.Petshop
    client = make(token="t", http_client=caller.http_client())
    pet = caller.run(client.pets.create(name="Rex"))
    assert pet == sample.models.Pet(id=pet.id, name="Rex")
    assert caller.request.content == b'{"name":"Rex"}'
    assert str(caller.request.url) == "https://api.test/v1/pets"
    assert caller.request.headers["authorization"] == "Bearer t"
    caller.handler = lambda request: httpx2.Response(200, json=[PET])
    assert caller.run(client.pets.list(ids=[1, 2])) == [pet]
    assert caller.target == "/v1/pets?ids=1,2"
    caller.handler = lambda request: httpx2.Response(204)
    assert caller.run(client.pets.delete(pet.id)) is None
    assert client.pets is client.pets


@pytest.mark.parametrize(
    ("base_url", "url"),
    [
        ("https://h.test", "https://h.test/x"),
        ("https://h.test/", "https://h.test/x"),
        ("https://h.test/v1", "https://h.test/v1/x"),
        ("https://h.test/v1/", "https://h.test/v1/x"),
        ("http://h.test:8080/a%2Fb/", "http://h.test:8080/a%2Fb/x"),
        ("http://[::1]:80/v1", "http://[::1]/v1/x"),
        ("HTTPS://H.TEST", "https://h.test/x"),
        ("https://bücher.test/é", "https://xn--bcher-kva.test/%C3%A9/x"),
    ],
)
def test_base_urls(caller: Caller, base_url: str, url: str) -> None:
    caller.call(client=caller.client(base_url=base_url))
    assert str(caller.request.url) == url


@pytest.mark.parametrize(
    ("base_url", "reason"),
    [
        ("", "this one is empty"),
        ("/v1", "does not begin with http:// or https://"),
        ("h.test", "does not begin with http:// or https://"),
        ("me:pass-word@h.test", "does not begin with http:// or https://"),
        ("ftp://h.test", "does not begin with http:// or https://"),
        ("https://", "has no valid host"),
        ("https://h.test:99999", "has no valid host and port"),
        ("https://h.test?x=1", "has a query"),
        ("https://h.test#f", "has a query or a fragment"),
        ("https://h.test:port", "cannot be used"),
        (None, "must be a str, not NoneType"),
    ],
)
def test_refused_base_urls(caller: Caller, errors: ModuleType, base_url: Any, reason: str) -> None:
    with pytest.raises(errors.InvalidRequestError, match="base URL") as found:
        caller.client(base_url=base_url)
    assert reason in str(found.value)
    assert "pass-word" not in str(found.value)


def test_an_operation_may_have_a_server_of_its_own(caller: Caller) -> None:
    own = importlib.import_module(f"{PACKAGE}._runtime.servers").OwnServer
    caller.call(server=own("https://uploads.test/u"))
    assert str(caller.request.url) == "https://uploads.test/u/x"
    caller.call(server=own("/v2/"))
    assert str(caller.request.url) == "https://api.test/v2/x"


def test_the_user_agent(caller: Caller) -> None:
    caller.call()
    assert caller.request.headers["user-agent"] == f"{PACKAGE}/2.1"
    caller.call(client=caller.client(version="1.0 \r\nβ"))
    assert caller.request.headers["user-agent"] == f"{PACKAGE}/1.0-"
    own = caller.http_client(headers={"User-Agent": "mine/1"})
    caller.call(client=caller.client(http_client=own))
    assert caller.request.headers["user-agent"] == "mine/1"


def test_the_headers_of_the_users_http_client_are_kept(caller: Caller) -> None:
    own = caller.http_client(headers={"X-Own": "1", "X-Both": "1", "Accept": "a/b"})
    caller.call(client=caller.client(http_client=own), values={"headers": {"x-both": "2"}})
    assert caller.request.headers["x-own"] == "1"
    assert caller.request.headers.get_list("x-both") == ["2"]
    assert caller.request.headers["accept"] == "*/*"


def test_the_length_is_counted_not_set(caller: Caller) -> None:
    options = caller.rt.RequestOptions(headers={"content-length": "5"})
    body = describe_body(caller.rt, "application/json", "Any", required=False)
    for value in ([1, 2, 3], None):
        caller.call("POST", body=body, values={"body": value, "options": options})
        length = str(len(caller.request.content))
        assert caller.request.headers.get_list("content-length") == [length]


def test_options_of_a_call(caller: Caller) -> None:
    options = caller.rt.RequestOptions(
        headers={"x-a": "option", "Accept": "a/b"}, query={"q": [1, 2]}, timeout=2
    )
    caller.call(values={"headers": {"X-A": "own"}, "query": {"p": 0}, "options": options})
    assert caller.request.headers.get_list("x-a") == ["option"]
    assert caller.request.headers.get_list("accept") == ["a/b"]
    assert caller.target == "/v1/x?p=0&q=1&q=2"
    assert set(caller.request.extensions["timeout"].values()) == {2}


@pytest.mark.parametrize(("timeout", "expected"), [(5, 5), (0.5, 0.5), (None, None)])
def test_the_timeout(caller: Caller, timeout: float | None, expected: float | None) -> None:
    caller.call(client=caller.client(timeout=timeout))
    assert caller.request.extensions["timeout"] == dict.fromkeys(
        ("connect", "read", "write", "pool"), expected
    )
    caller.call(
        client=caller.client(timeout=timeout),
        values={"options": caller.rt.RequestOptions(timeout=None)},
    )
    assert set(caller.request.extensions["timeout"].values()) == {None}
    caller.call(
        client=caller.client(timeout=timeout), values={"options": caller.rt.RequestOptions()}
    )
    assert set(caller.request.extensions["timeout"].values()) == {expected}


def test_cookies_of_answers_are_not_sent_with_other_calls(caller: Caller) -> None:
    own = caller.http_client(cookies={"mine": "1"})
    for client in (caller.client(), caller.client(http_client=own)):
        caller.call(
            client=client,
            answer=httpx2.Response(200, headers={"Set-Cookie": "session=secret; Path=/"}),
        )
        caller.call(client=client)
        assert "cookie" not in caller.request.headers
        caller.call(client=client, values={"cookies": {"declared": 1}})
        assert caller.request.headers["cookie"] == "declared=1"


def test_a_client_of_its_own_keeps_no_cookies(caller: Caller) -> None:
    answer = httpx2.Response(200, headers={"Set-Cookie": "a=b"})
    client = caller.client(http_client=None, transport=httpx2.MockTransport(lambda request: answer))
    caller.call(client=client)
    assert not list(client._connection.http.cookies.jar)


@pytest.mark.parametrize("follow_redirects", [False, True])
def test_redirections_to_others_are_not_followed(
    caller: Caller, errors: ModuleType, follow_redirects: bool
) -> None:
    own = caller.http_client(follow_redirects=follow_redirects)
    client = caller.client(
        http_client=own,
        credentials={"a": caller.rt.APIKey("SECRET", location="header", name="X-Key")},
        security=(("a",),),
    )
    moved = httpx2.Response(307, headers={"Location": "https://evil.test/?k=SECRET"})
    with pytest.raises(errors.APIStatusError) as found:
        caller.call("POST", client=client, answer=moved)
    assert found.value.status_code == 307
    assert "SECRET" not in str(found.value)
    assert len(caller.requests) == 1


def test_an_http_client_that_was_given_stays_open(caller: Caller) -> None:
    http_client = caller.http_client()
    client = caller.client(http_client=http_client)

    async def use_async() -> None:
        async with client as entered:
            assert entered is client
        await client.aclose()

    if caller.is_async:
        asyncio.run(use_async())
    else:
        with client as entered:
            assert entered is client
        client.close()
    assert not http_client.is_closed
    caller.call(client=client)


def test_a_client_of_its_own_is_closed(caller: Caller) -> None:
    client = caller.client(http_client=None)
    http_client = client._connection.http
    for _ in range(2):
        caller.run(client.aclose()) if caller.is_async else client.close()
        assert http_client.is_closed


def test_an_http_client_of_the_wrong_kind_is_refused(caller: Caller) -> None:
    wrong = httpx2.Client() if caller.is_async else httpx2.AsyncClient()
    with pytest.raises(TypeError, match=r"httpx2\.(Async)?Client"):
        caller.client(http_client=wrong)


def test_a_url_that_is_too_long_is_refused(caller: Caller, errors: ModuleType) -> None:
    with pytest.raises(errors.InvalidRequestError, match="too long"):
        caller.call(values={"query": {"q": "x" * 70_000}})
    assert not caller.requests


# --- capture ----------------------------------------------------------------------------------------


def test_capture(caller: Caller, errors: ModuleType) -> None:
    client, other = caller.client(), caller.client()
    answer = httpx2.Response(200, content=b"[1]", headers={"X-Request-Id": "r1", "X-Limit": "9"})
    with client.capture() as outer:
        caller.call("POST", "/x?key=SECRET", client=client, answer=answer)
        caller.call(client=other)
        with client.capture() as inner, pytest.raises(errors.NotFoundError):
            caller.call(client=client, answer=httpx2.Response(404))
    caller.call(client=client, answer=answer)
    assert [response.status_code for response in outer] == [200, 404]
    assert [response.status_code for response in inner] == [404]
    first = outer[0]
    assert (first.method, first.url) == ("POST", "https://api.test/v1/x")
    assert (first.request_id, first.headers["x-limit"], first.content) == ("r1", "9", b"[1]")
    assert "SECRET" not in repr(first)


def test_capture_is_of_its_thread(rt: ModuleType) -> None:
    barrier = threading.Barrier(4)
    caller = Caller(rt, is_async=False)
    client = caller.client()
    caller.handler = lambda request: httpx2.Response(200, headers=request.headers)

    def work(number: int) -> list[str]:
        with client.capture() as responses:
            for _ in range(20):
                barrier.wait(300)
                caller.call(client=client, values={"headers": {"X-N": number}})
        return [response.headers["x-n"] for response in responses]

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(work, range(4)))
    assert results == [[str(number)] * 20 for number in range(4)]


def test_capture_is_of_its_task_and_of_tasks_inside(rt: ModuleType) -> None:
    caller = Caller(rt, is_async=True)
    caller.handler = lambda request: httpx2.Response(200, headers=request.headers)
    operation = rt.Operation("GET", "/x", responses={200: rt.NOTHING})

    async def work(client: Any, number: int) -> list[str]:
        with client.capture() as responses:
            await asyncio.gather(
                *(client.request(operation, headers={"X-N": number}) for _ in range(3))
            )
        return [response.headers["x-n"] for response in responses]

    async def main() -> list[list[str]]:
        client = caller.client()
        return await asyncio.gather(*(work(client, number) for number in range(3)))

    assert asyncio.run(main()) == [[str(number)] * 3 for number in range(3)]


# --- concurrency --------------------------------------------------------------------------------------


def test_a_client_can_be_used_from_many_threads(sample: ModuleType) -> None:
    transport = httpx2.MockTransport(
        lambda request: httpx2.Response(201, content=request.content, headers={"A": "b"})
    )
    client = sample.Petshop(token="t", http_client=httpx2.Client(transport=transport))

    def create(number: int) -> str:
        return str(client.pets.create(name=str(number)).name)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(create, range(100))) == [str(number) for number in range(100)]


def test_cancellation_propagates_at_once_and_releases_the_connection(rt: ModuleType) -> None:
    released: list[str] = []
    reading = asyncio.Event()

    class Slow(httpx2.AsyncByteStream):
        async def __aiter__(self) -> Any:
            yield b"["
            reading.set()
            await asyncio.Event().wait()

        async def aclose(self) -> None:
            released.append("response")

    caller = Caller(rt, is_async=True)
    operation = rt.Operation("GET", "/x", responses={200: rt.AnyJSON()})

    async def main() -> None:
        client = caller.client()
        caller.handler = lambda request: httpx2.Response(200, stream=Slow())
        task = asyncio.create_task(client.request(operation))
        await reading.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    assert released == ["response"]


def test_cancellation_does_not_wait_for_a_file_that_blocks(rt: ModuleType) -> None:
    started, let_go = threading.Event(), threading.Event()

    class Blocking:
        def read(self, size: int) -> bytes:
            started.set()
            let_go.wait(30)
            return b""

    caller = Caller(rt, is_async=True)
    operation = rt.Operation(
        "POST", "/x", body=describe_body(rt, "image/png", "FileInput"), responses={200: rt.NOTHING}
    )

    async def main() -> None:
        task = asyncio.create_task(caller.client().request(operation, body=Blocking()))
        while not started.is_set():
            await asyncio.sleep(0.001)
        task.cancel()
        try:
            with pytest.raises(asyncio.CancelledError):
                await task
        finally:
            let_go.set()

    asyncio.run(main())


def test_both_clients_have_the_same_arguments(rt: ModuleType) -> None:
    def arguments(function: Any) -> list[str]:
        return list(inspect.signature(function).parameters)

    assert arguments(rt.SyncClient) == arguments(rt.AsyncClient)
    assert arguments(rt.SyncClient.request) == arguments(rt.AsyncClient.request)


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("timout", "There is no option 'timout'. Did you mean 'timeout'?"),
        ("colour", "There is no option 'colour'."),
    ],
)
def test_options_that_there_are_not(caller: Caller, option: str, message: str) -> None:
    for make in (caller.client, caller.client().with_options):
        with pytest.raises(TypeError) as found:
            make(**{option: 1})
        assert str(found.value) == message


@pytest.mark.parametrize("name", ["headers", "query"])
def test_options_that_are_no_mappings(caller: Caller, errors: ModuleType, name: str) -> None:
    for value in ("x", 1):
        with pytest.raises(errors.InvalidRequestError, match=f"`{name}` must be a mapping"):
            caller.client(**{name: value})


def test_a_copy_cannot_connect_otherwise(caller: Caller) -> None:
    with pytest.raises(TypeError, match="`proxy` can only be set when a client is created"):
        caller.client().with_options(proxy="http://proxy.test")


def test_options_of_a_call_are_of_their_class(caller: Caller) -> None:
    with pytest.raises(TypeError, match="`options` must be RequestOptions, not dict"):
        caller.call(values={"options": {"timeout": 3}})
    assert not caller.requests


def test_what_is_sent_is_in_no_repr(caller: Caller) -> None:
    options = caller.rt.RequestOptions(
        headers={"Authorization": "hunter2"}, query={"key": "hunter2"}, body={"key": "hunter2"}
    )
    assert "hunter2" not in repr(options)
    client = caller.client(headers={"Authorization": "hunter2"}, query={"key": "hunter2"})
    assert "hunter2" not in repr(vars(client))
    prepared = importlib.import_module(f"{PACKAGE}._runtime.requests").PreparedRequest(
        method="GET",
        url="https://h.test/?key=hunter2",
        safe_url="https://h.test/",
        origin="https://h.test",
        headers=[(b"Authorization", b"hunter2")],
        payload=None,
        has_key=False,
        secrets=("hunter2",),
    )
    assert "hunter2" not in repr(prepared)


@pytest.mark.parametrize("copied", [pickle.dumps, copy.deepcopy], ids=["pickle", "deepcopy"])
def test_clients_with_secrets_cannot_be_copied(
    caller: Caller, copied: Callable[[Any], Any]
) -> None:
    client = caller.client(credentials={"key": caller.rt.Bearer("hunter2")}, http_client=None)
    with pytest.raises(TypeError, match="make a client where it is needed"):
        copied(client)
