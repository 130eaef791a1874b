"""Credentials: where they go, which ones are chosen, what is said when they are missing."""

from __future__ import annotations

from base64 import b64decode
from types import ModuleType
from typing import Any

import httpx2
import pytest

from .caller import Caller


def call(caller: Caller, security: Any = (("a",),), values: Any = None, **credentials: Any) -> Any:
    client = caller.client(credentials=credentials, security=security)
    return caller.call(client=client, values=values)


def test_bearer(caller: Caller) -> None:
    call(caller, a=caller.rt.Bearer("abc"))
    assert caller.request.headers["authorization"] == "Bearer abc"


def test_another_scheme_of_http(caller: Caller) -> None:
    call(caller, a=caller.rt.Bearer("abc", scheme="SharedAccessKey"))
    assert caller.request.headers["authorization"] == "SharedAccessKey abc"


def test_basic(caller: Caller) -> None:
    call(caller, a=caller.rt.Basic("é", "p:w"))
    scheme, _, pair = caller.request.headers["authorization"].partition(" ")
    assert (scheme, b64decode(pair).decode()) == ("Basic", "é:p:w")
    call(caller, a=caller.rt.Basic("key", ""))
    assert b64decode(caller.request.headers["authorization"][6:]) == b"key:"


def test_api_keys(caller: Caller) -> None:
    key = caller.rt.APIKey
    call(
        caller,
        security=(("h", "q", "c"),),
        values={"query": {"x": 1}, "cookies": {"y": 2}},
        h=key("h k", location="header", name="X-Key"),
        q=key("q&k", location="query", name="api key"),
        c=key("c;k", location="cookie", name="session"),
    )
    assert caller.request.headers["x-key"] == "h k"
    assert caller.target == "/v1/x?api%20key=q%26k&x=1"
    assert caller.request.headers["cookie"] == "session=c%3Bk; y=2"


def test_a_function_is_asked_on_every_request(caller: Caller) -> None:
    tokens = iter(["one", "two"])
    client = caller.client(
        credentials={"a": caller.rt.Bearer(lambda: next(tokens))}, security=(("a",),)
    )
    for token in ("one", "two"):
        caller.call(client=client)
        assert caller.request.headers["authorization"] == f"Bearer {token}"


@pytest.mark.parametrize("given", ["s3cr3t-value", "Bot s3cr3t-value", "bot s3cr3t-value"])
def test_a_prefix_is_sent_once(caller: Caller, errors: ModuleType, given: str) -> None:
    rt = caller.rt
    key = rt.APIKey(given, location="header", name="Authorization", prefix="Bot")
    for credential in (key, rt.Bearer(given, scheme="Bot")):
        call(caller, a=credential)
        assert caller.request.headers["authorization"] == "Bot s3cr3t-value"
    call(caller, a=rt.APIKey(given, location="header", name="X-Key"))
    assert caller.request.headers["x-key"] == given
    call(caller, a=rt.APIKey("Bots3cr3t", location="header", name="X-Key", prefix="Bot"))
    assert caller.request.headers["x-key"] == "Bot Bots3cr3t"


def test_the_environment_is_read_when_the_credential_is_made(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    rt = caller.rt
    monkeypatch.setenv("ACME_TOKEN", "from-env")
    monkeypatch.setenv("ACME_USERNAME", "user")
    monkeypatch.setenv("ACME_PASSWORD", "pass")
    bearer = rt.Bearer(None, env="ACME_TOKEN")
    basic = rt.Basic(None, None, env=("ACME_USERNAME", "ACME_PASSWORD"))
    key = rt.APIKey("", location="header", name="X-Key", env="ACME_TOKEN")
    monkeypatch.setenv("ACME_TOKEN", "changed")
    call(caller, a=bearer)
    assert caller.request.headers["authorization"] == "Bearer from-env"
    call(caller, a=basic)
    assert b64decode(caller.request.headers["authorization"][6:]) == b"user:pass"
    call(caller, a=key)
    assert caller.request.headers["x-key"] == "from-env"
    call(caller, a=rt.Bearer("given", env="ACME_TOKEN"))
    assert caller.request.headers["authorization"] == "Bearer given"


SECURITY = [
    # alternatives, given, what is sent
    ((), "ab", ""),
    (((),), "", ""),
    ((("a",),), "a", "a"),
    ((("a",), ("b",)), "ab", "a"),
    ((("a",), ("b",)), "b", "b"),
    ((("a", "b"), ("c",)), "ac", "c"),
    ((("a", "b"), ("c",)), "abc", "ab"),
    ((("a",), ()), "", ""),
    ((("a",), ()), "a", "a"),
    (((), ("a",)), "a", "a"),
    ((("mutualTLS",),), "", ""),
    ((("mutualTLS", "a"),), "a", "a"),
    ((("mutualTLS",), ("a",)), "a", "a"),
]


@pytest.mark.parametrize(("security", "given", "sent"), SECURITY)
def test_the_first_alternative_that_is_complete(
    caller: Caller, security: Any, given: str, sent: str
) -> None:
    credentials = {
        name: caller.rt.APIKey(name if name in given else None, location="query", name=name)
        for name in "abc"
    }
    call(caller, security, **credentials)
    assert "".join(caller.request.url.params) == sent


def test_an_operations_own_security_wins(caller: Caller) -> None:
    client = caller.client(credentials={"a": caller.rt.Bearer("t")}, security=(("a",),))
    caller.call(client=client, security=())
    assert "authorization" not in caller.request.headers
    caller.call(client=client)
    assert "authorization" in caller.request.headers


MISSING = [
    ((("a",),), "`token` (or the environment variable ACME_TOKEN)."),
    ((("k",),), "`admin_key`."),
    ((("b",),), "`password` (or the environment variable ACME_PASSWORD)."),
    (
        (("a", "k"), ("b",)),
        "`token` (or the environment variable ACME_TOKEN) and `admin_key`; "
        "or `password` (or the environment variable ACME_PASSWORD).",
    ),
]


@pytest.mark.parametrize(("security", "text"), MISSING)
def test_missing_credentials_are_refused_before_sending(
    caller: Caller, errors: ModuleType, security: Any, text: str
) -> None:
    rt = caller.rt
    with pytest.raises(errors.MissingCredentialError) as found:
        call(
            caller,
            security,
            a=rt.Bearer(None, env="ACME_TOKEN"),
            b=rt.Basic("user", None, env=("ACME_USERNAME", "ACME_PASSWORD")),
            k=rt.APIKey(None, location="header", name="X", keyword="admin_key"),
        )
    prefix = "This operation requires a credential that the client does not have: "
    suffix = " If the server requires none, pass `auth=False` to the client or in `RequestOptions`."
    assert str(found.value) == prefix + text + suffix
    assert not caller.requests


def test_the_users_own_authentication_is_enough(caller: Caller) -> None:
    missing = {"a": caller.rt.Bearer(None)}
    options = caller.rt.RequestOptions(headers={"authorization": "Own x"})
    call(caller, values={"options": options}, **missing)
    assert caller.request.headers["authorization"] == "Own x"
    call(caller, values={"headers": {"Authorization": "Own y"}}, **missing)
    assert caller.request.headers["authorization"] == "Own y"
    http_client = caller.http_client(auth=httpx2.BasicAuth("u", "p"))
    client = caller.client(credentials=missing, security=(("a",),), http_client=http_client)
    caller.call(client=client)
    assert caller.request.headers["authorization"].startswith("Basic ")


@pytest.mark.parametrize("token", ["abc\n", "a\r\nX-Evil: 1", "日本"])
def test_credentials_that_cannot_be_sent_are_refused_unseen(
    caller: Caller, errors: ModuleType, token: str
) -> None:
    for credential in (
        caller.rt.Bearer(token),
        caller.rt.APIKey(token, location="header", name="X-Key", keyword="token"),
    ):
        with pytest.raises(errors.InvalidRequestError, match="`token`") as found:
            call(caller, a=credential)
        assert token.strip() not in str(found.value)
    assert not caller.requests


def test_odd_credentials_are_refused(caller: Caller, errors: ModuleType) -> None:
    with pytest.raises(errors.InvalidRequestError, match="colon"):
        call(caller, a=caller.rt.Basic("a:b", "c"))
    with pytest.raises(errors.InvalidRequestError, match="str"):
        call(caller, a=caller.rt.Bearer(lambda: None))
    assert not caller.requests


def test_a_server_without_authentication(caller: Caller, errors: ModuleType) -> None:
    rt = caller.rt
    missing = {"a": rt.Bearer(None, env="ACME_TOKEN")}
    client = caller.client(credentials=missing, security=(("a",),), auth=False)
    caller.call(client=client)
    assert "authorization" not in caller.request.headers
    with pytest.raises(errors.MissingCredentialError):
        caller.call(client=client, values={"options": rt.RequestOptions(auth=True)})
    with pytest.raises(errors.MissingCredentialError):
        caller.call(client=client.with_options(auth=True))


def test_a_single_request_without_credentials(caller: Caller) -> None:
    rt = caller.rt
    client = caller.client(credentials={"a": rt.Bearer("t")}, security=(("a",),))
    caller.call(client=client, values={"options": rt.RequestOptions(auth=False)})
    assert "authorization" not in caller.request.headers
    caller.run(client.request_raw("GET", "x", options=rt.RequestOptions(auth=False)))
    assert "authorization" not in caller.request.headers
    caller.call(client=client.with_options(auth=False))
    assert "authorization" not in caller.request.headers
    caller.call(client=client)
    assert caller.request.headers["authorization"] == "Bearer t"


def test_functions_for_credentials_are_not_called_without_need(caller: Caller) -> None:
    def token() -> str:
        raise AssertionError("called")

    client = caller.client(
        credentials={"a": caller.rt.Bearer(token)}, security=(("a",),), auth=False
    )
    caller.call(client=client)


RAW = [
    # security of the client, of raw requests, given, what is sent
    ((), None, "ab", ""),
    ((("a",),), None, "ab", "a"),
    ((), (("b",), ("a",), ()), "ab", "b"),
    ((), (("b",), ("a",), ()), "a", "a"),
    ((), (("a", "b"), ("c",), ()), "ac", "c"),
    ((), (("a",), ()), "", ""),
]


@pytest.mark.parametrize(("security", "raw", "given", "sent"), RAW)
def test_requests_that_the_api_does_not_describe(
    caller: Caller, security: Any, raw: Any, given: str, sent: str
) -> None:
    credentials = {
        name: caller.rt.APIKey(name if name in given else None, location="query", name=name)
        for name in "abc"
    }
    client = caller.client(credentials=credentials, security=security, raw_security=raw)
    caller.run(client.request_raw("GET", "x"))
    assert "".join(caller.request.url.params) == sent
    elsewhere = caller.rt.RequestOptions(base_url="https://other.test")
    caller.run(client.request_raw("GET", "x", options=elsewhere))
    assert caller.target == "/x"


UNKNOWN = [
    # given, credentials, the end of the message
    ("token", "", 'Pass a header, such as `headers={"Authorization": "Bearer …"}`; or'),
    ("api_key", "", 'such as `auth = "bearer"`, and generate the client again.'),
    ("token", "ab", "There is no option 'token'. The credentials of this client are `one`, `two`."),
    ("apiKey", "a", "There is no option 'apiKey'. The credentials of this client are `one`."),
    ("timeuot", "a", "There is no option 'timeuot'. Did you mean 'timeout'?"),
    ("on", "a", "There is no option 'on'. Did you mean 'one'?"),
    ("nothing_alike", "a", "There is no option 'nothing_alike'."),
]


@pytest.mark.parametrize(("name", "there", "text"), UNKNOWN)
def test_unknown_keywords(caller: Caller, name: str, there: str, text: str) -> None:
    keywords = {"a": "one", "b": "two"}
    credentials = {each: caller.rt.Bearer("SECRET", keyword=keywords[each]) for each in there}
    with pytest.raises(TypeError) as found:
        caller.client(credentials=credentials, **{name: "SECRET"})
    assert text in str(found.value)
    assert "SECRET" not in str(found.value)


def test_authentication_is_no_credential(caller: Caller) -> None:
    client = caller.client(credentials={"a": caller.rt.Bearer("t")})
    with pytest.raises(TypeError, match=r"`auth` must be True or False, not tuple\. .* `token`\."):
        client.with_options(auth=("user", "SECRET"))
    with pytest.raises(TypeError, match="`auth` must be True or False, not str"):
        caller.call(client=client, values={"options": caller.rt.RequestOptions(auth="SECRET")})
    with pytest.raises(TypeError, match="`token` can only be set when a client is created"):
        client.with_options(token="SECRET")


def test_user_information_of_the_base_url(caller: Caller) -> None:
    client = caller.client(base_url="https://us%40er:p%3Aw@api.test/v1")
    caller.call(client=client)
    assert b64decode(caller.request.headers["authorization"][6:]) == b"us@er:p:w"
    assert str(caller.request.url) == "https://api.test/v1/x"


def test_no_secret_in_the_text_of_a_credential(rt: ModuleType) -> None:
    for credential in (
        rt.Bearer("SECRET"),
        rt.Basic("SECRET", "SECRET"),
        rt.APIKey("SECRET", location="header", name="X"),
    ):
        assert "SECRET" not in f"{credential!r} {credential}"


@pytest.mark.parametrize(
    "base_url",
    [
        "https://user:SECRET/x@acme.test",
        "https://user:SECRET#x@acme.test",
        "https://user:SECRET@acme.test:port",
        "https://acme.test?api_key=SECRET",
        "acme.test/?api_key=SECRET",
        "ftp://user:SECRET@acme.test",
    ],
)
def test_no_secret_of_a_base_url_that_cannot_be_used(
    caller: Caller, errors: ModuleType, base_url: str
) -> None:
    with pytest.raises(errors.InvalidRequestError) as found:
        caller.client(base_url=base_url)
    assert "SECRET" not in str(found.value)


def test_no_secret_of_a_base_url_in_errors_and_logs(
    caller: Caller, errors: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError(f"no {request.url}")

    caplog.set_level("DEBUG")
    client = caller.client(base_url="https://user:SECRET@api.test/v1", retries=0)
    with pytest.raises(errors.APIError) as found:
        caller.call(client=client, answer=refuse, values={"query": {"api_key": "SECRET"}})
    assert "SECRET" not in f"{found.value} {found.value.url} {client!r} {caplog.text}"
