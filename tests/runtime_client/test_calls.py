"""One call from its first request to its answer: options, tries, redirections, keys, links."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

from support.descriptions import body as describe_body
from support.descriptions import described, encoding, file

from .caller import Caller

ANSWER = {"a": 1}


class Time:
    """A clock that nobody waits for."""

    def __init__(self, rt: ModuleType) -> None:
        self.now = 1_000.0
        self.waited: list[float] = []
        self.clock = rt.Clock(
            time=lambda: self.now,
            monotonic=lambda: self.now,
            sleep=self.sleep,
            asleep=self.asleep,
            random=lambda: 0.5,
        )

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds

    async def asleep(self, seconds: float) -> None:
        self.sleep(seconds)


@pytest.fixture
def time(rt: ModuleType) -> Time:
    return Time(rt)


def answers(*given: int | httpx2.Response | Exception) -> Callable[[httpx2.Request], Any]:
    """A handler that gives these answers one after the other, the last one for ever."""
    left: Iterator[Any] = itertools.chain(given, itertools.repeat(given[-1]))

    def handler(request: httpx2.Request) -> httpx2.Response:
        answer = next(left)
        if isinstance(answer, Exception):
            raise answer
        return httpx2.Response(answer, json=ANSWER) if isinstance(answer, int) else answer

    return handler


def get(caller: Caller, client: Any, method: str = "GET", **values: Any) -> Any:
    responses = {200: caller.rt.AnyJSON()}
    return caller.call(method, client=client, responses=responses, values=values)


# --- tries ----------------------------------------------------------------------------------------


def test_a_failed_call_is_tried_again(caller: Caller, time: Time) -> None:
    caller.handler = answers(503, httpx2.ConnectError("refused"), 200)
    client = caller.client(clock=time.clock)
    assert get(caller, client) == ANSWER
    assert len(caller.requests) == 3
    assert time.waited == [0.25, 0.5]


def test_the_last_error_is_raised_and_counts(
    caller: Caller, time: Time, errors: ModuleType
) -> None:
    caller.handler = answers(503)
    client = caller.client(clock=time.clock, retries=4)
    with pytest.raises(errors.InternalServerError) as caught:
        get(caller, client)
    assert caught.value.attempts == len(caller.requests) == 5


def test_what_could_do_harm_twice_is_tried_once(
    caller: Caller, time: Time, errors: ModuleType
) -> None:
    client = caller.client(clock=time.clock)
    caller.handler = answers(503)
    with pytest.raises(errors.InternalServerError):
        get(caller, client, "POST")
    caller.handler = answers(httpx2.ReadError("lost"))
    with pytest.raises(errors.APIConnectionLostError):
        get(caller, client, "POST")
    assert len(caller.requests) == 2
    assert not time.waited
    caller.handler = answers(httpx2.ConnectError("refused"), 200)
    assert get(caller, client, "POST") == ANSWER


def test_options_of_a_call_win(caller: Caller, time: Time, errors: ModuleType) -> None:
    caller.handler = answers(503)
    client = caller.client(clock=time.clock, retries=5)
    for retries in (0, caller.rt.Retries(max_retries=0)):
        with pytest.raises(errors.InternalServerError):
            get(caller, client, options=caller.rt.RequestOptions(retries=retries))
    assert len(caller.requests) == 2


def test_the_server_says_how_long_to_wait(caller: Caller, time: Time, errors: ModuleType) -> None:
    client = caller.client(clock=time.clock)
    caller.handler = answers(httpx2.Response(429, headers={"retry-after": "7"}), 200)
    assert get(caller, client) == ANSWER
    assert time.waited == [7.0]
    caller.handler = answers(httpx2.Response(429, headers={"retry-after": "86400"}))
    with pytest.raises(errors.RateLimitError) as caught:
        get(caller, client)
    assert caught.value.attempts == 1


def test_all_tries_have_one_deadline(caller: Caller, time: Time, errors: ModuleType) -> None:
    client = caller.client(clock=time.clock, retries=50, total_timeout=3.0)

    def slow(request: httpx2.Request) -> httpx2.Response:
        assert request.extensions["timeout"]["read"] == pytest.approx(1_003.0 - time.now)
        time.now += 1
        return httpx2.Response(503)

    caller.handler = slow
    with pytest.raises(errors.InternalServerError) as caught:
        get(caller, client)
    assert caught.value.attempts == 3
    assert time.waited == [0.25, 0.5]


def test_an_answer_that_comes_too_late(caller: Caller, time: Time, errors: ModuleType) -> None:
    client = caller.client(clock=time.clock, total_timeout=3.0)

    def late(request: httpx2.Request) -> httpx2.Response:
        time.now += 4
        return httpx2.Response(200, json=ANSWER)

    caller.handler = late
    with pytest.raises(errors.APITimeoutError, match="longer than 3 seconds"):
        get(caller, client)


def test_steps_have_timeouts_of_their_own(caller: Caller) -> None:
    caller.handler = answers(200)
    get(caller, caller.client())
    assert caller.request.extensions["timeout"] == {
        "connect": 10.0,
        "read": 60.0,
        "write": 60.0,
        "pool": 60.0,
    }
    client = caller.client(timeout=httpx2.Timeout(5, read=None))
    get(caller, client)
    assert caller.request.extensions["timeout"]["read"] is None
    get(caller, client, options=caller.rt.RequestOptions(timeout=2))
    assert set(caller.request.extensions["timeout"].values()) == {2}


@pytest.mark.parametrize("name", ["timeout", "total_timeout", "max_response_bytes"])
@pytest.mark.parametrize("value", [-1, -0.5, float("nan"), True, "5"])
def test_limits_that_are_none(caller: Caller, errors: ModuleType, name: str, value: Any) -> None:
    """For a client, and for one call: told before anything is sent."""
    caller.handler = answers(200)
    with pytest.raises(errors.InvalidRequestError):
        caller.client(**{name: value})
    with pytest.raises(errors.InvalidRequestError):
        caller.client().with_options(**{name: value})
    options = caller.rt.RequestOptions(**{name: value})
    with pytest.raises(errors.InvalidRequestError):
        get(caller, caller.client(), options=options)
    assert caller.requests == []


@pytest.mark.parametrize("name", ["timeout", "total_timeout", "max_response_bytes"])
def test_infinity_is_no_limit(caller: Caller, name: str) -> None:
    caller.handler = answers(200)
    get(caller, caller.client(**{name: float("inf")}))
    timeout = caller.request.extensions["timeout"]
    assert timeout["read"] == (None if name == "timeout" else 60.0)


def test_a_body_that_was_read_is_not_sent_again(
    caller: Caller, time: Time, errors: ModuleType
) -> None:
    caller.handler = answers(httpx2.ConnectError("refused"), 200)
    client = caller.client(clock=time.clock)
    body = describe_body(caller.rt, "application/octet-stream", "FileInput")
    with pytest.raises(errors.APIConnectionError):
        caller.call("PUT", client=client, body=body, values={"body": iter([b"a", b"b"])})
    caller.handler = answers(httpx2.ConnectError("refused"), 200)
    caller.call("PUT", client=client, body=body, values={"body": b"ab"})
    assert caller.request.content == b"ab"


# --- keys -----------------------------------------------------------------------------------------


def test_a_declared_key_is_made_once_and_kept(caller: Caller, time: Time) -> None:
    caller.handler = answers(503, 503, 200)
    client = caller.client(clock=time.clock)
    get(caller, client, "POST", headers={"Idempotency-Key": None})
    keys = [request.headers["idempotency-key"] for request in caller.requests]
    assert len(keys) == 3
    assert len(set(keys)) == 1
    caller.handler = answers(200)
    get(caller, client, "POST", headers={"Idempotency-Key": None})
    assert caller.request.headers["idempotency-key"] != keys[0]
    get(caller, client, "GET", headers={"Idempotency-Key": None})
    assert "idempotency-key" not in caller.request.headers


def test_a_given_key_is_sent(caller: Caller, time: Time) -> None:
    caller.handler = answers(500, 200)
    client = caller.client(clock=time.clock)
    options = caller.rt.RequestOptions(idempotency_key="k1")
    get(caller, client, "POST", options=options)
    assert [each.headers["idempotency-key"] for each in caller.requests] == ["k1", "k1"]
    get(caller, client, "POST", headers={"X-Idempotency-Key": "k2"}, options=options)
    assert caller.request.headers["x-idempotency-key"] == "k1"


# --- options --------------------------------------------------------------------------------------


def test_with_options(caller: Caller, time: Time) -> None:
    caller.handler = answers(200)
    client = caller.client(headers={"X-Team": "a"}, query={"v": 1})
    other = client.with_options(headers={"X-Team": "b"}, base_url="https://b.test/v2")
    get(caller, other)
    assert str(caller.request.url) == "https://b.test/v2/x?v=1"
    assert caller.request.headers["x-team"] == "b"
    get(caller, client)
    assert str(caller.request.url) == "https://api.test/v1/x?v=1"
    assert caller.request.headers["x-team"] == "a"
    with client.capture() as responses:
        get(caller, other)
    assert len(responses) == 1
    with pytest.raises(TypeError, match="no option 'colour'"):
        client.with_options(colour="red")
    with pytest.raises(ValueError, match="redirects"):
        client.with_options(redirects="always")


def test_further_members_of_a_body(caller: Caller, errors: ModuleType) -> None:
    caller.handler = answers(200)
    options = caller.rt.RequestOptions(body={"b": [2], "a": 3})
    values = {"body": {"a": 1, "c": None}, "options": options}
    caller.call("POST", body=describe_body(caller.rt, "application/json", "Any"), values=values)
    assert caller.request.content == b'{"a":3,"c":null,"b":[2]}'
    for body, value in (
        (describe_body(caller.rt, "text/plain", "str"), "x"),
        (describe_body(caller.rt, "application/json", "Any"), [1]),
        (describe_body(caller.rt, "application/json", "Any", has_items=True), [{}]),
    ):
        with pytest.raises(
            errors.InvalidRequestError, match=f"not a body of type {body.media_type}"
        ):
            caller.call("POST", body=body, values={"body": value, "options": options})


def test_further_members_of_a_form(caller: Caller) -> None:
    """They are written as the properties of their names are declared, and replace these."""
    caller.handler = answers(200)
    deep = encoding(caller.rt, "d", style="deepObject", explode=True)
    form = describe_body(
        caller.rt, "application/x-www-form-urlencoded", "dict[str, Any]", encodings=(deep,)
    )
    options = caller.rt.RequestOptions(body={"b": "c d", "a": [2, 3], "d": {"e": 1}})
    caller.call("POST", body=form, values={"body": {"a": 1, "f": 2}, "options": options})
    assert caller.request.content == b"a=2&a=3&f=2&b=c%20d&d%5Be%5D=1"
    options = caller.rt.RequestOptions(body={"a": None})
    caller.call("POST", body=form, values={"body": {"a": 1, "f": 2}, "options": options})
    assert caller.request.content == b"f=2"


def test_further_members_of_parts(caller: Caller) -> None:
    caller.handler = answers(200)
    body = describe_body(caller.rt, "multipart/form-data", "dict[str, Any]")
    options = caller.rt.RequestOptions(body={"b": 2, "c": file(caller.rt, b"x", filename="n")})
    caller.call("POST", body=body, values={"body": {"a": b"1", "b": 1}, "options": options})
    parts = caller.request.content
    names = re.findall(rb'; name="(.*?)"', parts)
    assert names == [b"a", b"b", b"c"]
    assert b"\r\n\r\n2\r\n" in parts
    assert b'filename="n"' in parts


@pytest.mark.parametrize("is_required", [True, False])
@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("application/x-www-form-urlencoded", b"a=1"),
        ("application/merge-patch+json", b'{"a":1}'),
    ],
)
def test_further_members_are_the_body_where_nothing_else_is_given(
    caller: Caller, media_type: str, content: bytes, is_required: bool
) -> None:
    """They are of the media type that the operation declares."""
    caller.handler = answers(200)
    options = caller.rt.RequestOptions(body={"a": 1})
    body = describe_body(caller.rt, media_type, "dict[str, Any]", required=is_required)
    for value in ({"body": None}, {}):
        caller.call("POST", body=body, values={**value, "options": options})
        assert caller.request.headers["content-type"] == media_type
        assert caller.request.content == content
    caller.call("POST", values={"options": options})
    assert caller.request.headers["content-type"] == "application/json"
    assert caller.request.content == b'{"a":1}'


def test_an_answer_may_not_be_larger(caller: Caller, errors: ModuleType) -> None:
    caller.handler = answers(200)
    client = caller.client(max_response_bytes=3)
    with pytest.raises(errors.ResponseTooLargeError, match="more than 3 bytes"):
        get(caller, client)
    assert get(caller, client, options=caller.rt.RequestOptions(max_response_bytes=7)) == ANSWER


def test_another_origin_of_a_call_gets_no_credentials(caller: Caller) -> None:
    caller.handler = answers(200)
    client = caller.client(
        credentials={"token": caller.rt.Bearer("secret")}, security=(("token",),)
    )
    for base_url, is_told in (
        ("https://api.test/v2", True),
        ("https://api.test:8443/v1", False),
        ("http://api.test/v1", False),
        ("https://other.test/v1", False),
    ):
        get(caller, client, options=caller.rt.RequestOptions(base_url=base_url))
        assert ("authorization" in caller.request.headers) is is_told


# --- redirections ---------------------------------------------------------------------------------


def redirect(status: int, location: str) -> httpx2.Response:
    return httpx2.Response(status, headers={"location": location})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirections_at_the_same_origin(caller: Caller, status: int) -> None:
    caller.handler = answers(redirect(status, "/v2/y?z=1"), 200)
    client = caller.client(credentials={"k": caller.rt.Bearer("secret")}, security=(("k",),))
    assert get(caller, client) == ANSWER
    assert str(caller.request.url) == "https://api.test/v2/y?z=1"
    assert caller.request.headers["authorization"] == "Bearer secret"


@pytest.mark.parametrize(
    "location",
    [
        "https://evil.test/",
        "http://api.test/v1/x",
        "https://api.test:444/v1/x",
        "//evil.test/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "\\\\evil",
        "",
    ],
)
def test_other_redirections_are_errors(caller: Caller, errors: ModuleType, location: str) -> None:
    caller.handler = answers(redirect(302, location), 200)
    client = caller.client(credentials={"k": caller.rt.Bearer("secret")}, security=(("k",),))
    if location == "\\\\evil":
        get(caller, client)
        assert caller.request.url.host == "api.test"
        return
    with pytest.raises(errors.APIStatusError) as caught:
        get(caller, client)
    assert caught.value.status_code == 302
    assert len(caller.requests) == 1


def test_anywhere_is_without_secrets(caller: Caller) -> None:
    caller.handler = answers(redirect(302, "https://files.test/x"), 200)
    client = caller.client(
        redirects="anywhere",
        credentials={
            "k": caller.rt.APIKey("secret", location="header", name="X-Key"),
            "q": caller.rt.APIKey("secret", location="query", name="key"),
            "c": caller.rt.APIKey("secret", location="cookie", name="sid"),
        },
        security=(("k", "q", "c"),),
        headers={"X-Own": "secret"},
    )
    assert get(caller, client) == ANSWER
    assert "secret" in str(caller.requests[0].headers.raw) + str(caller.requests[0].url)
    assert str(caller.request.url) == "https://files.test/x"
    assert "secret" not in str(caller.request.headers.raw)
    assert caller.request.headers["host"] == "files.test"


def test_what_changes_things_is_redirected_only_as_it_is(
    caller: Caller, errors: ModuleType
) -> None:
    body = describe_body(caller.rt, "application/json", "Any")
    values = {"body": {"a": 1}}
    caller.handler = answers(redirect(307, "/v2/x"), 200)
    caller.call("POST", body=body, values=values)
    assert (caller.request.method, caller.request.content) == ("POST", b'{"a":1}')
    caller.handler = answers(redirect(303, "/v2/x"), 200)
    caller.call("POST", body=body, values=values)
    assert (caller.request.method, caller.request.content) == ("GET", b"")
    assert "content-type" not in caller.request.headers
    caller.handler = answers(redirect(302, "/v2/x"), 200)
    with pytest.raises(errors.APIStatusError):
        caller.call("POST", body=body, values=values)
    caller.handler = answers(redirect(307, "https://files.test/x"), 200)
    with pytest.raises(errors.APIStatusError):
        caller.call("POST", client=caller.client(redirects="anywhere"), body=body, values=values)


def test_loops_end(caller: Caller, errors: ModuleType) -> None:
    caller.handler = answers(redirect(302, "/v1/x"))
    with pytest.raises(errors.APIStatusError) as caught:
        get(caller, caller.client())
    assert caught.value.attempts == len(caller.requests) == 11
    assert "the redirect to /v1/x was not followed" in str(caught.value)
    caller.handler = answers(redirect(302, "https://user:secret@evil.test/x?token=secret"))
    with pytest.raises(errors.APIStatusError, match=r"to https://evil\.test/x was not") as caught:
        get(caller, caller.client())
    assert "secret" not in str(caught.value)


def test_a_declared_redirection_is_a_result(caller: Caller) -> None:
    caller.handler = answers(redirect(302, "/v2/x"))
    assert caller.call(responses={302: caller.rt.NOTHING}) is None
    assert len(caller.requests) == 1


# --- links and raw requests -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("/v1/x?page=2", "https://api.test/v1/x?page=2"),
        ("https://api.test/v1/x?page=2#f", "https://api.test/v1/x?page=2"),
        ("http://api.test/v1/x?page=2", "https://api.test/v1/x?page=2"),
        ("https://u:p@api.test/y", "https://api.test/y"),
        ("y?page=2", "https://api.test/v1/y?page=2"),
    ],
)
def test_links_stay_at_the_server(caller: Caller, link: str, target: str) -> None:
    caller.handler = answers(200)
    get(caller, caller.client(), url=link)
    assert str(caller.request.url) == target
    assert "authorization" not in caller.request.headers


@pytest.mark.parametrize(
    "link",
    ["https://evil.test/x", "//evil.test", "http://api.test:81/", "file:///x", "ftp://api.test/"],
)
def test_other_links_are_refused(caller: Caller, errors: ModuleType, link: str) -> None:
    with pytest.raises(errors.InvalidRequestError):
        get(caller, caller.client(), url=link)
    assert not caller.requests


def test_a_key_in_the_query_is_not_doubled(caller: Caller) -> None:
    caller.handler = answers(200)
    key = caller.rt.APIKey("secret", location="query", name="key")
    client = caller.client(credentials={"q": key}, security=(("q",),))
    get(caller, client, url="/v1/x?page=2")
    assert caller.target == "/v1/x?page=2&key=secret"
    get(caller, client, url="/v1/x?key=secret&page=2")
    assert caller.target == "/v1/x?key=secret&page=2"


def test_raw_requests_have_the_kinds_of_bodies_that_the_client_has(
    caller: Caller, errors: ModuleType, tmp_path: Path
) -> None:
    caller.handler = answers(200)
    form = "application/x-www-form-urlencoded"
    picture = tmp_path / "a.png"
    picture.write_bytes(b"png")
    plain = caller.client()
    for body in (picture, picture.open("rb")):
        with pytest.raises(errors.InvalidRequestError, match=r"generate the client with `include"):
            caller.run(plain.request_raw("PUT", "t", body=body))
    with pytest.raises(errors.InvalidRequestError, match="must be text, bytes or a file"):
        caller.run(plain.request_raw("PUT", "t", body={"a": 1}, content_type=form))
    kinds = (
        *("bodies.files.FileBody", "bodies.forms.FormBody"),
        *("bodies.multipart.MultipartBody", "xml.bodies.XMLBody"),
    )
    client = caller.client(bodies=tuple(described(caller.rt, kind) for kind in kinds))
    caller.run(client.request_raw("PUT", "t", body=picture))
    assert caller.request.content == b"png"
    assert caller.request.headers["content-type"] == "application/octet-stream"
    caller.run(client.request_raw("PUT", "t", body={"a": [1, 2]}, content_type=form))
    assert caller.request.content == b"a=1&a=2"
    parts = {"a": 1, "b": picture}
    caller.run(client.request_raw("PUT", "t", body=parts, content_type="multipart/form-data"))
    assert b'filename="a.png"' in caller.request.content
    caller.run(client.request_raw("PUT", "t", body={"a": 1}))
    assert caller.request.headers["content-type"] == "application/json"


def test_raw_requests(caller: Caller, errors: ModuleType) -> None:
    caller.handler = answers(200)
    client = caller.client(credentials={"k": caller.rt.Bearer("secret")}, security=(("k",),))
    raw = caller.run(
        client.request_raw("post", "/admin/tasks", query={"a": [1, 2]}, body={"b": None})
    )
    assert raw.content == b'{"a":1}'
    assert str(caller.request.url) == "https://api.test/v1/admin/tasks?a=1&a=2"
    assert (caller.request.method, caller.request.content) == ("POST", b'{"b":null}')
    assert caller.request.headers["authorization"] == "Bearer secret"
    caller.run(client.request_raw("PUT", "t", body=b"\x00", content_type="image/png"))
    assert caller.request.headers["content-type"] == "image/png"
    caller.run(client.request_raw("PUT", "t", body='{"a":1}', content_type="application/json"))
    assert caller.request.headers["content-type"] == "application/json"
    assert caller.request.content == b'{"a":1}'
    caller.handler = answers(404)
    with pytest.raises(errors.NotFoundError):
        caller.run(client.request_raw("GET", "nothing"))
    for method, path in (("GET", "../x"), ("GET", "a/%2e%2e/b"), ("G T", "x"), ("", "x")):
        with pytest.raises(errors.InvalidRequestError):
            caller.run(client.request_raw(method, path))


# --- connections ----------------------------------------------------------------------------------


def test_a_transport_of_ones_own(caller: Caller) -> None:
    caller.handler = answers(200)
    make = caller.rt.AsyncClient if caller.is_async else caller.rt.SyncClient
    client = make(base_url="https://api.test", transport=caller.http_client()._transport)
    assert get(caller, client) == ANSWER
    with pytest.raises(TypeError, match="transport"):
        caller.client(transport=caller.http_client()._transport)


def test_closing(caller: Caller, errors: ModuleType) -> None:
    caller.handler = answers(200)
    make = caller.rt.AsyncClient if caller.is_async else caller.rt.SyncClient
    client = make(base_url="https://api.test", transport=caller.http_client()._transport)
    copy = client.with_options(retries=0)
    close = "aclose" if caller.is_async else "close"
    caller.run(getattr(copy, close)())
    assert get(caller, client) == ANSWER
    caller.run(getattr(client, close)())
    caller.run(getattr(client, close)())
    for closed in (client, copy):
        with pytest.raises(errors.InvalidRequestError, match="closed"):
            get(caller, closed)
