"""What generated clients send for credentials, and where they take them from."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from support.clients import Exchange, exchange


def document(**scheme: Any) -> dict[str, Any]:
    name = scheme.pop("scheme_name")
    return {
        "info": {"title": "Chat API", "version": "1"},
        "servers": [{"url": "https://api.test"}],
        "security": [{name: []}],
        "paths": {
            "/rooms": {
                "get": {"operationId": "listRooms", "tags": ["rooms"], "responses": {"200": {}}}
            }
        },
        "components": {"securitySchemes": {name: {"type": "apiKey", "in": "header", **scheme}}},
    }


BOT = document(scheme_name="BotToken", name="Authorization", description="Token of the bot")
KEY = document(
    scheme_name="tokenAuth",
    name="Authorization",
    description='Token-based authentication with required prefix "Token"',
)


def sent(made: Exchange, header: str) -> list[str]:
    """The header of a synchronous and an asynchronous call."""
    made.client.rooms.list()
    asyncio.run(made.async_client.rooms.list())
    return [request.headers[header] for request in made.requests[-2:]]


@pytest.mark.parametrize("given", ["secret", "Bot secret", "bot secret"])
def test_a_prefix_that_the_document_tells(tmp_path: Path, given: str) -> None:
    assert sent(exchange(BOT, tmp_path, token=given), "authorization") == ["Bot secret"] * 2


def test_it_is_documented(tmp_path: Path) -> None:
    made = exchange(KEY, tmp_path, token="secret")
    assert sent(made, "authorization") == ["Token secret"] * 2
    docs = made.package.Sample.__init__.__doc__
    assert "Sent as `Authorization: Token …`; the client adds `Token`." in " ".join(docs.split())
    readme = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "Sent as `Authorization: Token …`; the client adds `Token`." in readme
    assert "| `token` | `CHAT_TOKEN` |" in readme


def test_the_variable_is_named_after_the_api(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHAT_TOKEN", "secret")
    assert sent(exchange(BOT, tmp_path), "authorization") == ["Bot secret"] * 2


def test_a_prefix_of_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROOMS_TOKEN", "secret")
    made = exchange(BOT, tmp_path, config={"env_prefix": "ROOMS"})
    assert sent(made, "authorization") == ["Bot secret"] * 2
