"""Errors: classes, what they carry, what they never show."""

from __future__ import annotations

import pickle
from types import ModuleType
from typing import Any

import httpx2
import pytest

from .caller import Caller

STATUSES = [
    (400, "BadRequestError"),
    (401, "AuthenticationError"),
    (402, "APIStatusError"),
    (403, "PermissionDeniedError"),
    (404, "NotFoundError"),
    (409, "ConflictError"),
    (418, "APIStatusError"),
    (422, "UnprocessableEntityError"),
    (429, "RateLimitError"),
    (500, "InternalServerError"),
    (503, "InternalServerError"),
    (599, "InternalServerError"),
    (304, "APIStatusError"),
]


def problem(status: int, **settings: Any) -> httpx2.Response:
    return httpx2.Response(status, **settings)


def caught(caller: Caller, errors: ModuleType, answer: httpx2.Response, **descriptor: Any) -> Any:
    with pytest.raises(errors.APIStatusError) as found:
        caller.call("POST", "/pets", answer=answer, **descriptor)
    return found.value


@pytest.mark.parametrize(("status", "name"), STATUSES)
def test_the_status_chooses_the_class(
    caller: Caller, errors: ModuleType, status: int, name: str
) -> None:
    error = caught(caller, errors, problem(status))
    assert type(error) is getattr(errors, name)
    assert error.status_code == status
    assert error.body is None
    assert error.attempts == 1


def test_the_tree(errors: ModuleType) -> None:
    e = errors
    assert issubclass(e.APIStatusError, e.APIError)
    assert issubclass(e.DecodeError, e.APIError)
    assert not issubclass(e.DecodeError, e.APIStatusError)
    assert issubclass(e.InvalidRequestError, e.APIError)
    assert issubclass(e.InvalidRequestError, ValueError)
    assert issubclass(e.MissingCredentialError, e.InvalidRequestError)
    assert issubclass(e.APIConnectTimeoutError, e.APIConnectionError)
    assert issubclass(e.APIConnectTimeoutError, e.APITimeoutError)
    assert not issubclass(e.APITimeoutError, e.APIConnectionError)


def test_a_declared_body_has_its_type(
    caller: Caller, errors: ModuleType, sample: ModuleType
) -> None:
    json_of = caller.rt.JSON
    body = {"error": "no scope", "requestId": "r2", "code": "x"}
    answer = problem(403, json=body, headers={"X-Request-Id": "r1"})
    for responses in (
        {403: json_of("Problem")},
        {"4XX": json_of("Problem")},
        {200: json_of("Pet"), "default": json_of("Problem")},
        {403: caller.rt.ContentByType((caller.rt.TEXT, json_of("Problem")))},
    ):
        error = caught(caller, errors, answer, responses=responses)
        assert isinstance(error.body, sample.models.Problem)
        assert (error.body.error, error.body.request_id) == ("no scope", "r2")
        assert error.request_id == "r1"
        assert error.headers["X-REQUEST-ID"] == "r1"
        assert str(error) == (
            "403 Forbidden: no scope (POST https://api.test/v1/pets, request id r1)"
        )


def test_a_declared_body_is_read_leniently_even_by_a_strict_client(
    caller: Caller, errors: ModuleType, sample: ModuleType
) -> None:
    client = caller.client(strict_responses=True)
    responses = {400: caller.rt.JSON("Problem")}
    error = caught(
        caller, errors, problem(400, json={"message": "m"}), responses=responses, client=client
    )
    assert isinstance(error.body, sample.models.Problem)
    assert error.body.error is None
    assert error.body.extra_fields == {"message": "m"}


@pytest.mark.parametrize(
    ("content", "content_type", "body"),
    [
        (b'{"a": 1}', "application/json", {"a": 1}),
        (b'{"a": 1}', "text/plain", {"a": 1}),
        (b'{"a": 1}', None, {"a": 1}),
        (b'{"a": ', "application/json", '{"a": '),
        (b"plain", "text/plain", "plain"),
        (b"<html>", "text/html", "<html>"),
        (b"\xff\xfe\xfd", "image/png", b"\xff\xfe\xfd"),
        (b"\xff", "text/plain; charset=rot13", "\ufffd"),
        (b"\xff", "text/plain; charset=latin-1", "ÿ"),
        (b"", "application/json", None),
        (b"[" * 200_000, "application/json", "[" * 65_536),
        (b"x" * 2_000_000, "application/json", "x" * 65_536),
    ],
)
def test_an_undeclared_body(
    caller: Caller, errors: ModuleType, content: bytes, content_type: str | None, body: Any
) -> None:
    headers = {} if content_type is None else {"Content-Type": content_type}
    for responses in ({}, {500: caller.rt.NOTHING}, {500: caller.rt.JSON("Problem")}):
        if responses.get(500) == caller.rt.JSON("Problem") and isinstance(body, dict):
            continue
        answer = problem(500, content=content, headers=headers)
        assert caught(caller, errors, answer, responses=responses).body == body


@pytest.mark.parametrize(
    ("content", "content_type", "text", "binary"),
    [
        (b'{"a": 1}', "application/json", {"a": 1}, {"a": 1}),
        (b'{"a": 1}', "text/plain", '{"a": 1}', {"a": 1}),
        (b'{"a": 1}', None, '{"a": 1}', b'{"a": 1}'),
        (b"x" * 70_000, "image/png", "x" * 65_536, b"x" * 65_536),
        (b"", None, None, b""),
    ],
)
def test_declared_text_and_bytes(
    caller: Caller,
    errors: ModuleType,
    content: bytes,
    content_type: str | None,
    text: Any,
    binary: Any,
) -> None:
    headers = {} if content_type is None else {"Content-Type": content_type}
    answer = problem(500, content=content, headers=headers)
    for declared, body in ((caller.rt.TEXT, text), (caller.rt.BINARY, binary)):
        assert caught(caller, errors, answer, responses={500: declared}).body == body


def test_an_ill_typed_declared_body_is_parsed_json(caller: Caller, errors: ModuleType) -> None:
    error = caught(
        caller, errors, problem(400, json=["a"]), responses={400: caller.rt.JSON("Problem")}
    )
    assert error.body == ["a"]


MESSAGES = [
    ({"message": "m"}, "m"),
    ({"error": "e", "code": 1}, "e"),
    ({"error": {"message": "m", "type": "t"}}, "m"),
    ({"errors": [{"detail": "d"}]}, "d"),
    ({"errors": ["first", "second"]}, "first; second"),
    ({"detail": [{"loc": ["a"], "msg": "m", "message": "m2"}]}, "a: m2"),
    ({"type": "about:blank", "title": "T", "detail": "D"}, "T: D"),
    ({"title": "T"}, "T"),
    ({"error": "invalid_grant", "error_description": "why"}, "invalid_grant: why"),
    ({"message": "two\nlines\x1b[31m \u202ered"}, "two lines [31m red"),
    ({"message": "x" * 1000}, "x" * 299 + "…"),
    ("just text", "just text"),
    ("<html>page", ""),
    ({"code": 5}, ""),
    ([], ""),
    ({"error": {"error": {"error": {"error": {"error": "deep"}}}}}, "deep"),
]


@pytest.mark.parametrize(("body", "message"), MESSAGES)
def test_the_servers_own_message(
    caller: Caller, errors: ModuleType, body: Any, message: str
) -> None:
    error = caught(caller, errors, problem(400, json=body))
    said = f": {message}" if message else ""
    assert str(error) == f"400 Bad Request{said} (POST https://api.test/v1/pets)"
    assert error.message == str(error)


@pytest.mark.parametrize(
    "header", ["X-Request-Id", "request-id", "x-amzn-RequestId", "X-Correlation-ID"]
)
def test_variants_of_the_request_id(caller: Caller, errors: ModuleType, header: str) -> None:
    assert caught(caller, errors, problem(500, headers={header: "abc"})).request_id == "abc"


def test_without_a_request_id(caller: Caller, errors: ModuleType) -> None:
    assert caught(caller, errors, problem(500)).request_id is None


TRANSPORT = [
    (httpx2.ConnectError, "APIConnectionError"),
    (httpx2.ProxyError, "APIConnectionError"),
    (httpx2.ConnectTimeout, "APIConnectTimeoutError"),
    (httpx2.PoolTimeout, "APIConnectTimeoutError"),
    (httpx2.ReadTimeout, "APITimeoutError"),
    (httpx2.WriteTimeout, "APITimeoutError"),
    (httpx2.ReadError, "APIConnectionLostError"),
    (httpx2.WriteError, "APIConnectionLostError"),
    (httpx2.RemoteProtocolError, "APIConnectionLostError"),
    (httpx2.LocalProtocolError, "APIConnectionLostError"),
]


@pytest.mark.parametrize(("raised", "name"), TRANSPORT)
def test_failures_of_the_transport(
    caller: Caller, errors: ModuleType, raised: type[httpx2.RequestError], name: str
) -> None:
    def fail(request: httpx2.Request) -> httpx2.Response:
        raise raised("it said hunter22 no")

    client = caller.client(
        credentials={"key": caller.rt.APIKey("hunter22", location="query", name="k")},
        security=(("key",),),
    )
    with pytest.raises(errors.APIError) as found:
        caller.call("POST", "/pets", client=client, answer=fail)
    error = found.value
    assert type(error) is getattr(errors, name)
    assert (error.method, error.url) == ("POST", "https://api.test/v1/pets")
    assert "it said *** no" in str(error)
    assert isinstance(error.__cause__, raised)


def test_a_connection_that_breaks_while_the_answer_is_read(
    caller: Caller, errors: ModuleType
) -> None:
    class Broken(httpx2.SyncByteStream, httpx2.AsyncByteStream):
        closed = False

        def __iter__(self) -> Any:
            yield b"[1"
            raise httpx2.ReadError("reset")

        async def __aiter__(self) -> Any:
            yield b"[1"
            raise httpx2.ReadError("reset")

        def close(self) -> None:
            self.closed = True

        async def aclose(self) -> None:
            self.closed = True

    stream = Broken()
    with pytest.raises(errors.APIConnectionLostError, match="reset"):
        caller.call(client=caller.client(retries=0), answer=httpx2.Response(200, stream=stream))
    assert stream.closed


def test_no_secret_in_any_text(caller: Caller, errors: ModuleType) -> None:
    rt = caller.rt
    client = caller.client(
        base_url="https://user:pass-word@api.test/v1",
        credentials={
            "bearer": rt.Bearer("SECRET-token"),
            "key": rt.APIKey("SECRET&key", location="query", name="api_key"),
            "cookie": rt.APIKey("SECRET-cookie", location="cookie", name="session"),
        },
        security=(("bearer", "key", "cookie"),),
    )
    echo = {"error": "Wrong key: SECRET-token, SECRET&key, SECRET-cookie, pass-word."}
    with pytest.raises(errors.AuthenticationError) as found:
        caller.call(client=client, answer=problem(401, json=echo))
    assert "SECRET" in str(caller.request.url)
    assert caller.request.url.userinfo == b""
    for text in (str(found.value), repr(found.value), repr(client), str(client)):
        assert "SECRET" not in text
        assert "user" not in text
    assert found.value.url == "https://api.test/v1/x"
    assert "Wrong key: ***, ***, ***, ***." in str(found.value)


def test_every_error_can_be_pickled(caller: Caller, errors: ModuleType, sample: ModuleType) -> None:
    answer = problem(
        429, json={"error": "slow down"}, headers={"X-Request-Id": "r1", "Retry-After": "5"}
    )
    responses = {429: caller.rt.JSON("Problem")}
    found = [caught(caller, errors, answer, responses=responses)]
    with pytest.raises(errors.DecodeError) as decode:
        caller.call(responses={200: caller.rt.AnyJSON()}, answer=problem(200, content=b"<"))
    found.append(decode.value)

    def fail(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectTimeout("slow")

    with pytest.raises(errors.APITimeoutError) as timeout:
        caller.call(answer=fail)
    found.append(timeout.value)
    with pytest.raises(errors.InvalidRequestError) as invalid:
        caller.call(path="/{x}", values={"path": {"x": ""}})
    found.append(invalid.value)
    for error in found:
        copy = pickle.loads(pickle.dumps(error))
        assert type(copy) is type(error)
        assert (str(copy), copy.args) == (str(error), error.args)
        assert {**vars(copy), "headers": None} == {**vars(error), "headers": None}
    copy = pickle.loads(pickle.dumps(found[0]))
    assert (copy.request_id, copy.headers["retry-after"]) == ("r1", "5")
    assert copy.body == sample.models.Problem(error="slow down")
