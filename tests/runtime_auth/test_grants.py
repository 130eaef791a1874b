"""Client credentials and passwords: what is asked for, and what becomes of the answer."""

from __future__ import annotations

import pickle
from base64 import b64decode
from types import ModuleType
from typing import Any

import httpx2
import pytest

from .provider import Provider


def basic(request: httpx2.Request) -> str:
    return b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()


def test_client_credentials(provider: Provider) -> None:
    client = provider.client(provider.credential(client_id="a b:c", client_secret="s/é"))
    provider.call(client)
    provider.call(client)
    [grant] = provider.grants
    assert provider.forms == [{"grant_type": "client_credentials", "scope": "read write"}]
    assert (grant.method, str(grant.url)) == ("POST", "https://auth.test/token")
    assert grant.headers["content-type"] == "application/x-www-form-urlencoded"
    assert grant.headers["accept"] == "application/json"
    assert basic(grant) == "a+b%3Ac:s%2F%C3%A9"
    assert provider.tokens == ["token-1", "token-1"]


def test_client_credentials_in_the_form(provider: Provider) -> None:
    options = provider.oauth.OAuthOptions(
        client_authentication="body", scopes=["other"], parameters={"audience": "x"}
    )
    provider.call(
        provider.client(provider.credential(client_id="i", client_secret="s", oauth=options))
    )
    assert "authorization" not in provider.grants[0].headers
    assert provider.forms == [
        {
            "grant_type": "client_credentials",
            "scope": "other",
            "audience": "x",
            "client_id": "i",
            "client_secret": "s",
        }
    ]


@pytest.mark.parametrize("error", ["invalid_client", "invalid_request"])
def test_a_provider_that_does_not_read_the_header_is_found_out_once(
    provider: Provider, error: str
) -> None:
    provider.fail(error, 401)
    client = provider.client(provider.credential(client_id="i", client_secret="s"))
    provider.call(client)
    provider.now += 3600
    provider.call(client)
    first, second, third = provider.forms
    assert basic(provider.grants[0]) == "i:s"
    assert "client_secret" not in first
    for grant, form in zip(provider.grants[1:], (second, third), strict=True):
        assert "authorization" not in grant.headers
        assert (form["client_id"], form["client_secret"]) == ("i", "s")
    assert provider.tokens == ["token-2", "token-3"]


@pytest.mark.parametrize("way", ["basic", "body"])
def test_where_it_is_known_who_clients_are_nothing_is_tried(
    provider: Provider, errors: ModuleType, way: str
) -> None:
    provider.fail("invalid_client", 401)
    options = provider.oauth.OAuthOptions(client_authentication=way)
    credential = provider.credential(client_id="i", client_secret="s", oauth=options)
    with pytest.raises(errors.TokenError):
        provider.call(provider.client(credential))
    assert len(provider.grants) == 1


@pytest.mark.parametrize("error", ["invalid_grant", "invalid_scope", "unauthorized_client"])
def test_what_is_refused_for_other_reasons_is_not_asked_for_twice(
    provider: Provider, errors: ModuleType, error: str
) -> None:
    provider.fail(error)
    with pytest.raises(errors.TokenError) as found:
        provider.call(provider.client(provider.credential(client_id="i", client_secret="s")))
    assert found.value.error == error
    assert len(provider.grants) == 1


def test_a_password_alone_is_enough(provider: Provider) -> None:
    flow = provider.flow("password", token_url="/api/v1/login")
    credential = provider.credential(flow, username="üser", password="p&w")
    provider.call(provider.client(credential))
    [grant] = provider.grants
    assert str(grant.url) == "https://api.test/api/v1/login"
    assert "authorization" not in grant.headers
    assert provider.forms == [{"grant_type": "password", "username": "üser", "password": "p&w"}]
    assert provider.tokens == ["token-1"]


def test_a_password_with_a_client(provider: Provider) -> None:
    flow = provider.flow("password")
    given = {"username": "u", "password": "p", "client_id": "i"}
    provider.call(provider.client(provider.credential(flow, **given)))
    provider.call(provider.client(provider.credential(flow, **given, client_secret="s")))
    assert provider.forms[0]["client_id"] == "i"
    assert basic(provider.grants[1]) == "i:s"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("token/login", "https://api.test/v1/token/login"),
        ("/login", "https://api.test/login"),
        ("../login", "https://api.test/login"),
        ("//auth.test/login", "https://auth.test/login"),
        ("https://auth.test/login?tenant=1#x", "https://auth.test/login?tenant=1"),
        ("http://localhost:8080/login", "http://localhost:8080/login"),
        ("http://127.0.0.1/login", "http://127.0.0.1/login"),
        ("http://[::1]/login", "http://[::1]/login"),
    ],
)
def test_urls_for_tokens(provider: Provider, url: str, expected: str) -> None:
    flow = provider.flow("clientCredentials", token_url=url)
    credential = provider.credential(flow, client_id="i", client_secret="s")
    provider.call(provider.client(credential))
    assert str(provider.grants[0].url) == expected


@pytest.mark.parametrize(
    "url", ["http://auth.test/login", "ftp://auth.test/login", "file:///etc/passwd", "http://["]
)
def test_secrets_are_not_sent_in_the_clear(
    provider: Provider, errors: ModuleType, url: str
) -> None:
    flow = provider.flow("clientCredentials", token_url=url)
    client = provider.client(provider.credential(flow, client_id="i", client_secret="s"))
    with pytest.raises(errors.InvalidRequestError, match="token URL"):
        provider.call(client)
    assert not provider.caller.requests


def test_a_server_in_the_clear_is_asked_in_the_clear(provider: Provider) -> None:
    flow = provider.flow("clientCredentials", token_url="/login")
    credential = provider.credential(flow, client_id="i", client_secret="s")
    provider.call(provider.client(credential, base_url="http://api.test"))
    assert str(provider.grants[0].url) == "http://api.test/login"


def test_a_url_for_tokens_of_the_user(provider: Provider) -> None:
    options = provider.oauth.OAuthOptions(token_url="https://auth.test/own")
    credential = provider.credential(client_id="i", client_secret="s", oauth=options)
    provider.call(provider.client(credential))
    assert str(provider.grants[0].url) == "https://auth.test/own"


def test_secrets_may_be_functions(provider: Provider, errors: ModuleType) -> None:
    credential = provider.credential(client_id="i", client_secret=lambda: "asked")
    provider.call(provider.client(credential))
    assert basic(provider.grants[0]) == "i:asked"

    async def secret() -> str:
        return "awaited"

    client = provider.client(provider.credential(client_id="i", client_secret=secret))
    if provider.caller.is_async:
        provider.call(client)
        assert basic(provider.grants[1]) == "i:awaited"
    else:
        with pytest.raises(errors.InvalidRequestError, match="asynchronous"):
            provider.call(client)
    client = provider.client(provider.credential(client_id="i", client_secret=lambda: 7))
    with pytest.raises(errors.InvalidRequestError, match="`client_secret` must be a str"):
        provider.call(client)


def test_no_other_origin_gets_a_token(provider: Provider, rt: ModuleType) -> None:
    client = provider.client(
        provider.credential(client_id="i", client_secret="s"), redirects="anywhere"
    )
    usual = provider.handle

    def handle(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "api.test":
            return httpx2.Response(302, headers={"location": "https://other.test/y"})
        answer = usual(request)
        return httpx2.Response(204) if request.url.host == "other.test" else answer

    provider.caller.handler = handle
    elsewhere = rt.RequestOptions(base_url="https://other.test")
    for values in ({}, {"options": elsewhere}):
        provider.call(client, **values)
    for call in provider.calls:
        assert call.url.host == "other.test"
        assert "authorization" not in call.headers
    assert len(provider.calls) == 2


@pytest.mark.parametrize("name", ["client_id", "client_secret", "username", "password"])
def test_secrets_that_cannot_be_sent(provider: Provider, errors: ModuleType, name: str) -> None:
    given = {"client_id": "i", "client_secret": "s", "username": "u", "password": "p"}
    credential = provider.credential(provider.flow("password"), **given | {name: "x\udcff"})
    with pytest.raises(errors.InvalidRequestError, match=f"`{name}` is not valid Unicode"):
        provider.call(provider.client(credential))
    assert not provider.caller.requests


@pytest.mark.parametrize("token", ["a\r\nX-Evil: 1", "日本"])
def test_a_token_that_cannot_be_sent(provider: Provider, errors: ModuleType, token: str) -> None:
    provider.answers.append(httpx2.Response(200, json={"access_token": token}))
    with pytest.raises(errors.InvalidRequestError, match="`token`"):
        provider.call(provider.client(provider.credential(client_id="i", client_secret="s")))
    assert not provider.calls


# --- which of several ----------------------------------------------------------------------------


WAYS = [
    # given, environment, what is sent to the API or asked for
    ({"token": "t"}, {}, "t"),
    ({"token": lambda: "t"}, {}, "t"),
    ({"token": "t", "client_id": "i", "client_secret": "s"}, {}, "t"),
    ({"client_id": "i", "client_secret": "s"}, {"token": "t"}, "client_credentials"),
    ({"username": "u", "password": "p"}, {"token": "t"}, "password"),
    ({"username": "u", "password": "p", "client_id": "i", "client_secret": "s"}, {}, "password"),
    ({"client_id": "i"}, {"client_secret": "s", "username": "u"}, "client_credentials"),
    ({"client_id": "i"}, {"token": "t", "client_secret": "s"}, "client_credentials"),
    ({}, {"token": "t", "username": "u", "password": "p"}, "t"),
    ({}, {"username": "u", "password": "p"}, "password"),
    ({"client_id": "i"}, {"token": "t"}, "t"),
]


@pytest.mark.parametrize(("given", "environment", "expected"), WAYS)
def test_what_is_given_decides(
    provider: Provider,
    monkeypatch: pytest.MonkeyPatch,
    given: dict[str, Any],
    environment: dict[str, str],
    expected: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(f"ACME_{name.upper()}", value)
    names = ("token", "client_id", "client_secret", "username", "password")
    credential = provider.credential(
        provider.flow("clientCredentials"),
        provider.flow("password"),
        env={name: f"ACME_{name.upper()}" for name in names},
        **given,
    )
    provider.call(provider.client(credential))
    assert expected == (provider.forms[0]["grant_type"] if provider.forms else provider.tokens[0])


def test_what_is_missing(provider: Provider, errors: ModuleType) -> None:
    credential = provider.credential(
        provider.flow("clientCredentials"),
        provider.flow("password"),
        client_id="i",
        username="u",
        env={"token": "ACME_TOKEN", "password": "ACME_PASSWORD"},
        keyword={"client_id": "own_client_id"},
    )
    with pytest.raises(errors.MissingCredentialError) as found:
        provider.call(provider.client(credential))
    assert (
        ": `token` (or the environment variable ACME_TOKEN), "
        "or `username` and `password` (or the environment variable ACME_PASSWORD), "
        "or `own_client_id` and `client_secret`. If"
    ) in str(found.value)
    assert not provider.caller.requests


def test_what_people_sign_in_with_is_named(provider: Provider, errors: ModuleType) -> None:
    kinds = ("deviceAuthorization", "clientCredentials", "authorizationCode")
    credential = provider.credential(*map(provider.flow, kinds), env={"token": "ACME_TOKEN"})
    with pytest.raises(errors.MissingCredentialError) as found:
        provider.call(provider.client(credential))
    assert (
        ": `token` (or the environment variable ACME_TOKEN) (obtained by `auth.AuthorizationCode` "
        "or `auth.DeviceCode`), or `client_id` and `client_secret`. If"
    ) in str(found.value)


# --- failures ------------------------------------------------------------------------------------


def test_a_refusal(provider: Provider, errors: ModuleType) -> None:
    for _ in range(2):
        provider.fail("invalid_client", 401, error_description="No SECRET-1 here")
    client = provider.client(provider.credential(client_id="i", client_secret="SECRET-1"))
    with pytest.raises(errors.TokenError) as found:
        provider.call(client)
    error = pickle.loads(pickle.dumps(found.value))
    assert isinstance(error, errors.APIError)
    assert (error.error, error.error_description) == ("invalid_client", "No *** here")
    assert (error.status_code, error.url) == (401, "https://auth.test/token")
    assert str(error) == (
        "No token was obtained: invalid_client: No *** here (401 from https://auth.test/token)"
    )
    assert not provider.calls
    assert b"SECRET" not in pickle.dumps(error)


ANSWERS: list[tuple[httpx2.Response, str, str]] = [
    (httpx2.Response(200, json={"error": "bad_code"}), "bad_code", "bad_code"),
    (httpx2.Response(200, json={"token": "x"}), "", "contains none"),
    (httpx2.Response(200, json={"access_token": 7}), "", "contains none"),
    (httpx2.Response(200, json=[7]), "", "JSON object"),
    (httpx2.Response(200, content=b"[" * 100_000), "", "No token was obtained"),
    (httpx2.Response(200, content=b"<html>"), "", "JSON object"),
    (httpx2.Response(204), "", "JSON object"),
    (httpx2.Response(302, headers={"location": "https://evil.test/"}), "", "302"),
    (httpx2.Response(401, json={"detail": "Wrong\x1b[31m"}), "", "Wrong [31m"),
    (httpx2.Response(400, json={"error": {"message": "Odd"}}), "", "Odd"),
    (httpx2.Response(200, json={"access_token": "x", "token_type": "DPoP"}), "", "proof"),
    (httpx2.Response(200, content=b" " * 1_000_001), "", "more than 1000000 bytes"),
]


@pytest.mark.parametrize(("answer", "error", "text"), ANSWERS)
def test_answers_without_a_token(
    provider: Provider, errors: ModuleType, answer: httpx2.Response, error: str, text: str
) -> None:
    provider.answers.append(answer)
    client = provider.client(provider.credential(client_id="i", client_secret="s"), retries=0)
    with pytest.raises(errors.TokenError) as found:
        provider.call(client)
    assert text in str(found.value)
    assert found.value.error == (error or found.value.error)
    assert len(provider.caller.requests) == 1


def test_the_provider_is_tried_again(provider: Provider) -> None:
    provider.answers += [
        httpx2.Response(503, headers={"retry-after": "7"}),
        httpx2.ConnectError("refused"),
    ]
    provider.call(provider.client(provider.credential(client_id="i", client_secret="s")))
    assert provider.tokens == ["token-3"]
    assert provider.waits == [7.0, 1.0]


def test_a_provider_that_stays_away(provider: Provider, errors: ModuleType) -> None:
    provider.answers += [httpx2.ReadTimeout("SECRET-1 late")] * 3
    client = provider.client(provider.credential(client_id="i", client_secret="SECRET-1"))
    with pytest.raises(errors.APITimeoutError) as found:
        provider.call(client)
    assert len(provider.grants) == 3
    assert "SECRET" not in str(found.value)
    assert (found.value.attempts, found.value.url) == (3, "https://auth.test/token")


def test_the_total_time_holds_for_the_provider(provider: Provider, errors: ModuleType) -> None:
    provider.answers.append(httpx2.Response(503, headers={"retry-after": "7"}))
    client = provider.client(
        provider.credential(client_id="i", client_secret="s"), total_timeout=5.0
    )
    with pytest.raises(errors.APIError):
        provider.call(client)
    assert provider.waits == []


def test_the_users_own_http_client(provider: Provider) -> None:
    http_client = provider.caller.http_client(
        headers={"x-own": "SECRET"}, cookies={"c": "SECRET"}, auth=("own", "SECRET")
    )
    credential = provider.credential(client_id="i", client_secret="s")
    provider.call(provider.client(credential, http_client=http_client))
    assert basic(provider.grants[0]) == "i:s"
    assert "SECRET" not in str(dict(provider.grants[0].headers))


def test_no_secret_in_any_text(provider: Provider, oauth: ModuleType) -> None:
    given = {"client_id": "i", "client_secret": "SECRET", "username": "u", "password": "SECRET"}
    credential = provider.credential(**given)
    token = oauth.Token("SECRET", refresh_token="SECRET", id_token="SECRET")
    for each in (credential, token, provider.credential(token=token)):
        assert "SECRET" not in f"{each!r} {each}"
    with pytest.raises(TypeError, match="pickled"):
        pickle.dumps(credential)
