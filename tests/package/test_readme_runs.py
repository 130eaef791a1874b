"""The README of a client runs from top to bottom, as written, against a server that responds from the
document."""

from __future__ import annotations

import builtins
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml

from clientsmith.config import Config
from clientsmith.config.config import ReadmeSettings
from clientsmith.pipeline import Planned, generate_client
from support.clients import write
from support.mock_api import MockAPI
from support.pages import fenced
from support.public import PublicSpec, config_of, each_public_spec

_MOST = 30
"""Requests of one README; more would be pages without an end."""


def run(planned: Planned, folder: Path, monkeypatch: pytest.MonkeyPatch) -> MockAPI:
    """Run the README of a client in a folder, and return the server that it called."""
    server = MockAPI(planned.library)
    package = str(planned.package.name)
    readme = (folder / "README.md").read_text(encoding="utf-8")

    def handle(request: httpx2.Request) -> httpx2.Response:
        if b"grant_type=" in request.content:
            token = {"access_token": "secret", "token_type": "bearer"}
            return httpx2.Response(200, json=token)
        assert len(server.requests) < _MOST
        return server.respond(request)

    def send(self: object, request: httpx2.Request) -> httpx2.Response:
        request.read()
        return handle(request)

    async def send_async(self: object, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        return handle(request)

    monkeypatch.setattr(httpx2.HTTPTransport, "handle_request", send)
    monkeypatch.setattr(httpx2.AsyncHTTPTransport, "handle_async_request", send_async)
    monkeypatch.setattr(builtins, "print", lambda *values: [str(value) for value in values])
    monkeypatch.setenv("WEBHOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    monkeypatch.syspath_prepend(str(folder))
    work = folder / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    for method in (each for resource in planned.package.resources for each in resource.methods):
        for name in method.docs.example.files if method.docs.example else ():
            Path(str(name).strip("\"'")).write_bytes(b"content")
    names: dict[str, Any] = {}

    def redirected(prompt: str = "") -> str:
        url = httpx2.URL(names["request"].url)
        return f"http://127.0.0.1:8000/callback?code=secret&state={url.params['state']}"

    monkeypatch.setattr(builtins, "input", redirected)
    try:
        for number, snippet in enumerate(fenced(readme, "python")):
            exec(compile(snippet, f"README.md, snippet {number}", "exec"), names)
        for way in re.findall(r"^- `(\w+\(.*\))`$", readme, re.MULTILINE):
            eval(way, names)
    finally:
        for name in [each for each in sys.modules if each.split(".")[0] == package.split(".")[0]]:
            del sys.modules[name]
    assert "…" not in "".join(fenced(readme, "python"))
    assert server.unknown == []
    return server


@each_public_spec(slow_giants=True)
def test_of_a_public_document(
    spec: PublicSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generated = generate_client(config_of(spec), progress=lambda stage: None)
    write(generated, tmp_path)
    server = run(generated.planned, tmp_path, monkeypatch)
    assert server.requests or not spec.operations


PETS = {
    "get": {
        "tags": ["pets"],
        "responses": {
            "200": {
                "description": "Pets",
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "array",
                            "items": {"$ref": "#/components/schemas/Pet"},
                        }
                    }
                },
            }
        },
    }
}
PET = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
SCHEMES = {
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "bearer": {"type": "http", "scheme": "bearer"},
    "basic": {"type": "http", "scheme": "basic"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
    "people": {
        "type": "oauth2",
        "flows": {
            "authorizationCode": {
                "authorizationUrl": "https://auth.test/authorize",
                "tokenUrl": "https://auth.test/token",
                "scopes": {},
            }
        },
    },
}


def document(**parts: Any) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Zoo", "version": "1"},
        "servers": [{"url": "https://zoo.test"}],
        "paths": {"/pets": PETS},
        **parts,
        "components": {"schemas": {"Pet": PET}, **parts.get("components", {})},
    }


def made(data: Mapping[str, Any], folder: Path, package: str, **settings: Any) -> Planned:
    (folder / "openapi.yaml").write_text(yaml.safe_dump(data, sort_keys=False))
    config = Config(
        spec=str(folder / "openapi.yaml"), output=str(folder), package=package, **settings
    )
    generated = generate_client(config, progress=lambda stage: None)
    write(generated, folder)
    return generated.planned


def with_schemes(*security: dict[str, list[str]], **operation: Any) -> dict[str, Any]:
    return document(
        security=list(security),
        paths={"/pets": {"get": {**PETS["get"], **operation}}},
        components={"schemas": {"Pet": PET}, "securitySchemes": SCHEMES},
    )


@pytest.mark.parametrize(
    "data",
    [
        document(),
        document(servers=[]),
        document(
            servers=[
                {"url": "https://{region}.zoo.test", "variables": {"region": {"default": "eu"}}}
            ]
        ),
        document(servers=[{"url": "{host}/v1", "variables": {"host": {"default": ""}}}]),
        document(servers=[{"url": "https://a.test"}, {"url": "https://b.test"}]),
        with_schemes({"key": []}, {"bearer": []}),
        with_schemes({"basic": []}, security=[{"cookie": []}]),
        with_schemes({"key": [], "bearer": []}),
        with_schemes({"people": []}),
        with_schemes(),
    ],
    ids=[
        "no-security",
        "required-server",
        "server-variable",
        "server-without-a-host",
        "two-servers",
        "alternatives",
        "own-scheme",
        "two-together",
        "sign-in",
        "undeclared",
    ],
)
def test_of_other_documents(
    data: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    name = request.node.callspec.id.replace("-", "_")
    server = run(made(data, tmp_path, f"readme_{name}"), tmp_path, monkeypatch)
    assert server.requests.count(("GET", "/pets")) >= 3


def test_the_first_call_that_the_user_wants(tmp_path: Path) -> None:
    data = document()
    data["paths"]["/pets"]["post"] = {
        "tags": ["pets"],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}},
        },
        "responses": {"201": {"description": "Added"}},
    }
    for wanted, lines, codes in (
        (None, ("client.pets.list()",), []),
        ("pets.create", ('client.pets.create(name="Example")',), []),
        ("pets.buy", ("client.pets.list()",), ["override-unused"]),
    ):
        planned = made(data, tmp_path, "readme_wanted", readme=ReadmeSettings(wanted))
        call = planned.package.showcases.call
        assert call is not None
        assert call.docs.example is not None
        assert call.docs.example.lines == lines
        assert [each.code for each in planned.problems if each.code == "override-unused"] == codes
