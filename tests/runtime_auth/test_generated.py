"""Generated clients that get tokens, as their users have them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from support.checks import mypy_errors, pyright_errors
from support.clients import exchange

DOCUMENT = """
servers: [{url: "https://api.test/v1"}]
security: [{login: []}]
paths:
  /pets:
    get: {tags: [pets], responses: {"204": {description: Done}}}
    post:
      tags: [pets]
      security: [{machine: [write]}]
      responses: {"204": {description: Done}}
components:
  securitySchemes:
    login:
      type: oauth2
      flows: {password: {tokenUrl: token, scopes: {}}}
    machine:
      type: oauth2
      flows:
        clientCredentials: {tokenUrl: "https://auth.test/token", scopes: {write: W, read: R}}
        authorizationCode:
          authorizationUrl: https://auth.test/authorize
          tokenUrl: https://auth.test/token
          scopes: {write: Write}
"""

USER_CODE = """
import asyncio
from dataclasses import asdict

from {package} import AsyncSample, RequestOptions, Sample, TokenError
from {package}.auth import (
    AsyncAuthorizationCode,
    AuthorizationCode,
    AuthorizationRequest,
    OAuthOptions,
    Token,
)

kept: list[Token] = []


async def keep(token: Token) -> None:
    kept.append(token)


async def secret() -> str:
    return "secret"


def sign_in() -> Token:
    client = Sample(machine_client_id="app")
    way = AuthorizationCode(client, redirect_uri="http://127.0.0.1:8400/")
    request: AuthorizationRequest = way.start(prompt="login")
    return way.exchange("?code=c&state=s", request)


def without() -> None:
    client = Sample(auth=False).with_options(auth=True)
    client.pets.list(options=RequestOptions(auth=False))


async def main() -> None:
    options = OAuthOptions(on_token=keep, scopes=["write"])
    async with AsyncSample(login_token=secret, machine_options=options) as client:
        way = AsyncAuthorizationCode(client, redirect_uri="http://127.0.0.1:8400/")
        token = await way.exchange("?code=c", await way.start())
        print(asdict(token))
        try:
            await AsyncSample(machine_token=token, machine_client_id="app").pets.create()
        except TokenError as error:
            print(error.error, error.error_description)


asyncio.run(main())
"""


def test_tokens_of_a_generated_client(tmp_path: Path) -> None:
    given: dict[str, Any] = {
        "username": "u",
        "password": "p",
        "machine_client_id": "i",
        "machine_client_secret": "s",
    }
    sample = exchange(DOCUMENT, tmp_path, **given)
    sample.answer.status_code = 200
    sample.answer = type(sample.answer)(200, json={"access_token": "token"})
    sample.client.pets.list()
    sample.client.pets.create()
    asyncio.run(sample.async_client.pets.list())
    sent = [
        (request.method, str(request.url), request.headers.get("authorization"))
        for request in sample.requests
    ]
    assert sent == [
        ("POST", "https://api.test/v1/token", None),
        ("GET", "https://api.test/v1/pets", "Bearer token"),
        ("POST", "https://auth.test/token", "Basic aTpz"),
        ("POST", "https://api.test/v1/pets", "Bearer token"),
        ("POST", "https://api.test/v1/token", None),
        ("GET", "https://api.test/v1/pets", "Bearer token"),
    ]
    forms = [parse_qs(sample.requests[number].content.decode()) for number in (0, 2)]
    assert forms == [
        {"grant_type": ["password"], "username": ["u"], "password": ["p"]},
        {"grant_type": ["client_credentials"], "scope": ["write"]},
    ]


def test_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = exchange(DOCUMENT, tmp_path)
    monkeypatch.setenv("SAMPLE_USERNAME", "u")
    monkeypatch.setenv("SAMPLE_PASSWORD", "p")
    client = sample.package.Sample()
    credential = client._settings.credentials["login"]
    assert credential.is_given
    assert not client._settings.credentials["machine"].is_given


def test_user_code_is_typed(tmp_path: Path) -> None:
    sample = exchange(DOCUMENT, tmp_path)
    folder = tmp_path / "out"
    code = folder / "user_code.py"
    code.write_text(USER_CODE.replace("{package}", sample.package.__name__), encoding="utf-8")
    assert mypy_errors([Path("user_code.py")], folder) == ""
    assert pyright_errors([Path("user_code.py")], folder) == ""
