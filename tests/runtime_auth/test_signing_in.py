"""Signing in with a browser and on another device; OpenID Connect discovery."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from dataclasses import replace
from importlib import import_module
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from .provider import Provider

BACK = "http://127.0.0.1:8400/back"


def way(provider: Provider, name: str, client: Any, **arguments: Any) -> Any:
    found = import_module(f"{provider.oauth.__name__}.sign_in")
    prefix = "Async" if provider.caller.is_async else ""
    return getattr(found, prefix + name)(client, **arguments)


def browser(provider: Provider, credential: Any = None, **arguments: Any) -> Any:
    if credential is None:
        flow = provider.flow(
            "authorizationCode",
            authorization_url="https://auth.test/authorize?tenant=1",
            scopes=("read", "write"),
        )
        credential = provider.credential(flow, client_id="app")
    client = provider.client(credential)
    return way(provider, "AuthorizationCode", client, redirect_uri=BACK, **arguments)


def query(url: str) -> dict[str, str]:
    return {name: "".join(values) for name, values in parse_qs(urlsplit(url).query).items()}


def test_a_browser(provider: Provider) -> None:
    provider.refresh = True
    signing_in = browser(provider)
    request = provider.caller.run(signing_in.start(prompt="login"))
    asked = query(request.url)
    assert request.url.startswith("https://auth.test/authorize?tenant=1&response_type=code&")
    digest = hashlib.sha256(request.verifier.encode()).digest()
    assert asked == {
        "tenant": "1",
        "response_type": "code",
        "client_id": "app",
        "redirect_uri": BACK,
        "scope": "read write",
        "state": request.state,
        "code_challenge": urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
        "prompt": "login",
    }
    assert 43 <= len(request.verifier) <= 128
    assert request.verifier not in repr(request)
    assert request.state not in repr(request)
    callback = f"{BACK}?code=c%2F1&state={request.state}#x"
    token = provider.caller.run(signing_in.exchange(callback, request))
    assert (token.access_token, token.refresh_token) == ("token-1", "refresh-1")
    assert provider.forms == [
        {
            "grant_type": "authorization_code",
            "code": "c/1",
            "redirect_uri": BACK,
            "code_verifier": request.verifier,
            "client_id": "app",
        }
    ]
    again = provider.caller.run(signing_in.start())
    assert again.state != request.state
    assert again.verifier != request.verifier


@pytest.mark.parametrize("name", ["state", "code_challenge", "redirect_uri", "response_type"])
def test_parameters_that_keep_others_out_are_not_changed(
    provider: Provider, errors: ModuleType, name: str
) -> None:
    with pytest.raises(errors.InvalidRequestError, match=f"`{name}` is set by the client only"):
        provider.caller.run(browser(provider).start(**{name: "x"}))


def test_scopes_of_the_user(provider: Provider) -> None:
    request = provider.caller.run(browser(provider, scopes=["other"]).start())
    assert query(request.url)["scope"] == "other"
    request = provider.caller.run(browser(provider, scopes=()).start())
    assert "scope" not in query(request.url)


CALLBACKS = [
    ("?code=c&state=other", "state_mismatch", "`state` differs"),
    ("?code=c", "state_mismatch", "`state` differs"),
    ("?code=c&state=é", "state_mismatch", "`state` differs"),
    ("?state={state}", "", "there is no `code`"),
    (
        "?error=access_denied&error_description=No+way&state={state}",
        "access_denied",
        "access_denied: No way",
    ),
    ("?error=a%0Ab&state={state}", "a\nb", "a b"),
]


@pytest.mark.parametrize(("callback", "error", "text"), CALLBACKS)
def test_callbacks_that_are_refused(
    provider: Provider, errors: ModuleType, callback: str, error: str, text: str
) -> None:
    signing_in = browser(provider)
    request = provider.caller.run(signing_in.start())
    url = BACK + callback.replace("{state}", request.state)
    with pytest.raises(errors.TokenError) as found:
        provider.caller.run(signing_in.exchange(url, request))
    assert found.value.error == error
    assert text in str(found.value)
    assert not provider.grants


def test_the_query_alone_is_a_callback(provider: Provider) -> None:
    signing_in = browser(provider)
    request = provider.caller.run(signing_in.start())
    token = provider.caller.run(signing_in.exchange(f"code=c&state={request.state}", request))
    assert token.access_token == "token-1"


def test_a_code_is_exchanged_once(provider: Provider, errors: ModuleType) -> None:
    signing_in = browser(provider)
    request = provider.caller.run(signing_in.start())
    provider.answers.append(httpx2.ReadTimeout("late"))
    with pytest.raises(errors.APITimeoutError):
        provider.caller.run(signing_in.exchange(f"?code=c&state={request.state}", request))
    assert len(provider.grants) == 1


def test_where_nobody_can_sign_in(provider: Provider, errors: ModuleType) -> None:
    with pytest.raises(errors.InvalidRequestError, match="no security scheme"):
        browser(provider, provider.credential(client_id="i"))
    flow = provider.flow("authorizationCode", authorization_url="https://auth.test/a")
    with pytest.raises(errors.InvalidRequestError, match="'x'; there are: 'o'"):
        browser(provider, provider.credential(flow), scheme="x")
    signing_in = browser(provider, provider.credential(flow), scheme="o")
    with pytest.raises(errors.InvalidRequestError, match="`client_id`"):
        provider.caller.run(signing_in.start())
    nowhere = provider.credential(provider.flow("authorizationCode"), client_id="i")
    with pytest.raises(errors.InvalidRequestError, match="no authorization URL"):
        provider.caller.run(browser(provider, nowhere).start())


# --- devices --------------------------------------------------------------------------------------


def device(provider: Provider) -> Any:
    flow = provider.flow(
        "deviceAuthorization",
        device_authorization_url="https://auth.test/device",
        scopes=("read",),
    )
    return way(provider, "DeviceCode", provider.client(provider.credential(flow, client_id="tv")))


def begin(provider: Provider, **more: Any) -> Any:
    """A way to sign in and what it began with."""
    body = {
        "device_code": "d",
        "user_code": "ABCD",
        "verification_uri": "https://auth.test/tv",
        "expires_in": 600,
        **more,
    }
    provider.answers.insert(0, httpx2.Response(200, json=body))
    signing_in = device(provider)
    return signing_in, provider.caller.run(signing_in.start())


def test_a_device(provider: Provider) -> None:
    signing_in, began = begin(provider, verification_uri_complete="https://auth.test/tv?c=ABCD")
    assert (began.user_code, began.verification_uri) == ("ABCD", "https://auth.test/tv")
    assert began.verification_uri_complete == "https://auth.test/tv?c=ABCD"
    assert (began.interval, began.expires_at) == (5.0, provider.now + 600)
    assert "'d'" not in repr(began)
    for error in ("authorization_pending", "slow_down", "authorization_pending"):
        provider.fail(error)
    provider.answers.append(httpx2.ConnectTimeout("late"))
    token = provider.caller.run(signing_in.wait(began))
    assert token.access_token.startswith("token-")
    assert provider.waits[:4] == [5.0, 5.0, 10.0, 10.0]
    assert provider.forms[0] == {"scope": "read", "client_id": "tv"}
    assert provider.forms[1] == {
        "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
        "device_code": "d",
        "client_id": "tv",
    }


def test_a_device_waits_longer_when_the_provider_is_slow(provider: Provider) -> None:
    signing_in, began = begin(provider, interval=2)
    provider.answers += [httpx2.ReadTimeout("late"), httpx2.ReadTimeout("late")]
    provider.caller.run(signing_in.wait(began))
    assert provider.waits == [2.0, 4.0, 8.0]


@pytest.mark.parametrize(
    "answer",
    [
        httpx2.Response(503, text="<html>Away</html>"),
        httpx2.Response(429, json={"error": "too_many_requests"}),
        httpx2.ConnectError("no"),
    ],
    ids=["503", "429", "nobody"],
)
def test_a_device_outlasts_a_provider_in_trouble(provider: Provider, answer: Any) -> None:
    signing_in, began = begin(provider)
    provider.answers += [answer] * 3
    token = provider.caller.run(signing_in.wait(began))
    assert token.access_token.startswith("token-")


@pytest.mark.parametrize("answer", [200, 404])
def test_a_device_does_not_go_on_with_what_is_no_answer(
    provider: Provider, errors: ModuleType, answer: int
) -> None:
    signing_in, began = begin(provider)
    provider.answers.append(httpx2.Response(answer, text="<html>Who are you?</html>"))
    with pytest.raises(errors.TokenError):
        provider.caller.run(signing_in.wait(began))


def test_numbers_as_text_and_names_of_a_draft(provider: Provider) -> None:
    """Some providers send both."""
    body = {"device_code": "d", "user_code": "u", "verification_url": "https://auth.test/tv"}
    provider.answers.append(
        httpx2.Response(200, json={**body, "expires_in": "60", "interval": "7"})
    )
    began = provider.caller.run(device(provider).start())
    assert began.verification_uri == "https://auth.test/tv"
    assert (began.interval, began.expires_at) == (7.0, provider.now + 60)


@pytest.mark.parametrize("value", [-1, 0, True, "soon", None, float("nan"), 1e300])
def test_odd_numbers_for_a_device(provider: Provider, value: object) -> None:
    body = {"device_code": "d", "user_code": "u", "verification_uri": "https://auth.test/tv"}
    content = json.dumps({**body, "expires_in": value, "interval": value}).encode()
    provider.answers.append(httpx2.Response(200, content=content))
    began = provider.caller.run(device(provider).start())
    assert began.interval in (5.0, 60.0)
    assert began.expires_at == provider.now + 1800


def test_a_device_that_takes_too_long(provider: Provider, errors: ModuleType) -> None:
    signing_in, began = begin(provider, expires_in=12)
    provider.fail("authorization_pending")
    provider.fail("authorization_pending")
    with pytest.raises(errors.TokenError) as found:
        provider.caller.run(signing_in.wait(began))
    assert found.value.error == "expired_token"
    assert provider.waits == [5.0, 5.0]
    with pytest.raises(errors.TokenError):
        provider.caller.run(signing_in.wait(replace(began, expires_at=0.0)))


@pytest.mark.parametrize("error", ["access_denied", "expired_token"])
def test_a_device_that_is_refused(provider: Provider, errors: ModuleType, error: str) -> None:
    signing_in, began = begin(provider)
    provider.fail(error)
    with pytest.raises(errors.TokenError) as found:
        provider.caller.run(signing_in.wait(began))
    assert found.value.error == error


def test_a_device_without_a_code(provider: Provider, errors: ModuleType) -> None:
    provider.answers.append(httpx2.Response(200, json={"device_code": "d", "user_code": 7}))
    with pytest.raises(errors.TokenError, match="no device code"):
        provider.caller.run(device(provider).start())


# --- OpenID Connect -------------------------------------------------------------------------------

ISSUER = "https://id.test/realm"
METADATA = {
    "issuer": ISSUER,
    "token_endpoint": "https://auth.test/token",
    "authorization_endpoint": "https://auth.test/authorize",
    "device_authorization_endpoint": "https://auth.test/device",
    "token_endpoint_auth_methods_supported": ["client_secret_post"],
}


def discovered(provider: Provider, url: str = f"{ISSUER}/.well-known/openid-configuration") -> Any:
    provider.metadata = provider.metadata or METADATA
    return provider.credential(
        discovery=url, scopes=("openid", "read"), client_id="i", client_secret="s"
    )


@pytest.mark.parametrize(
    "url", [f"{ISSUER}/.well-known/openid-configuration", ISSUER, ISSUER + "/"]
)
def test_discovery(provider: Provider, url: str) -> None:
    client = provider.client(discovered(provider, url))
    provider.call(client)
    provider.now += 3600
    provider.call(client)
    asked = [each for each in provider.caller.requests if each.url.host == "id.test"]
    assert [str(each.url) for each in asked] == [f"{ISSUER}/.well-known/openid-configuration"]
    assert asked[0].method == "GET"
    assert provider.forms[0] == {
        "grant_type": "client_credentials",
        "scope": "openid read",
        "client_id": "i",
        "client_secret": "s",
    }


@pytest.mark.parametrize(
    ("url", "issuer"),
    [
        ("https://id.test/.well-known/openid-configuration?p=b2c", "https://id.test/"),
        ("https://id.test/.well-known/oauth-authorization-server", "https://id.test"),
        ("https://id.test/.well-known/oauth-authorization-server/realm", ISSUER),
        ("https://id.test/realm/.well-known/oauth-authorization-server", ISSUER),
    ],
)
def test_addresses_of_metadata(provider: Provider, url: str, issuer: str) -> None:
    usual = provider.handle

    def handle(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "id.test":
            return httpx2.Response(200, json=METADATA | {"issuer": issuer})
        return usual(request)

    provider.caller.handler = handle
    provider.call(provider.client(discovered(provider, url)))
    assert str(provider.caller.requests[0].url) == url
    assert provider.tokens == ["token-1"]


def test_whoever_knows_where_tokens_are_got_needs_no_metadata(provider: Provider) -> None:
    """Those of some providers are of another issuer than they should."""
    provider.metadata = METADATA | {"issuer": "https://other.test"}
    options = provider.oauth.OAuthOptions(token_url="https://auth.test/own")
    credential = provider.credential(
        discovery=ISSUER, client_id="i", client_secret="s", oauth=options
    )
    provider.call(provider.client(credential))
    assert [str(each.url) for each in provider.grants] == ["https://auth.test/own"]
    assert len(provider.caller.requests) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://evil.test"},
        {"issuer": None},
        {"issuer": ISSUER + "/other"},
        {"token_endpoint": "http://auth.test/token"},
        {"token_endpoint": 7},
    ],
)
def test_metadata_that_are_refused(
    provider: Provider, errors: ModuleType, change: dict[str, Any]
) -> None:
    provider.metadata = METADATA | change
    with pytest.raises((errors.TokenError, errors.InvalidRequestError)):
        provider.call(provider.client(discovered(provider)))
    assert not provider.grants
    assert not provider.calls


@pytest.mark.parametrize(
    "answer",
    [
        httpx2.Response(200, text="<html>Sign in</html>"),
        httpx2.Response(404),
        httpx2.Response(302, headers={"location": "https://evil.test/"}),
        httpx2.Response(200, json=["issuer"]),
    ],
    ids=["a page", "nothing", "a redirection", "a list"],
)
def test_what_are_no_metadata(
    provider: Provider, errors: ModuleType, answer: httpx2.Response
) -> None:
    credential = discovered(provider)
    provider.caller.handler = lambda request: httpx2.Response(
        answer.status_code, headers=answer.headers, content=answer.content
    )
    with pytest.raises(errors.TokenError):
        provider.call(provider.client(credential))
    assert [each.url.host for each in provider.caller.requests] == ["id.test"]


def test_signing_in_by_discovery(provider: Provider, errors: ModuleType) -> None:
    signing_in = browser(provider, discovered(provider))
    request = provider.caller.run(signing_in.start())
    assert request.url.startswith("https://auth.test/authorize?response_type=code")
    assert query(request.url)["scope"] == "openid read"
    callback = f"?code=c&state={request.state}"
    with pytest.raises(errors.TokenError, match="another identity provider"):
        provider.caller.run(signing_in.exchange(f"{callback}&iss=https://evil.test", request))
    provider.caller.run(signing_in.exchange(f"{callback}&iss={ISSUER}", request))
    assert len(provider.grants) == 1


def test_what_a_provider_does_not_offer(provider: Provider, errors: ModuleType) -> None:
    provider.metadata = {"issuer": ISSUER, "token_endpoint": "https://auth.test/token"}
    credential = discovered(provider)
    with pytest.raises(errors.InvalidRequestError, match="no authorization URL"):
        provider.caller.run(browser(provider, credential).start())
    signing_in = way(provider, "DeviceCode", provider.client(credential))
    with pytest.raises(errors.InvalidRequestError, match="no device authorization URL"):
        provider.caller.run(signing_in.start())
