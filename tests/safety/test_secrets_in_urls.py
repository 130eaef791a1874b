"""Passwords and keys in URLs do not reach the console, generated files or messages of clients."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from clientsmith.problem import without_secrets
from support.command import clientsmith_here

PASSWORD, KEY = "geheim-4711", "schluessel-0815"
SECRETS = (PASSWORD, KEY)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://acme.test", "https://acme.test"),
        ("https://acme.test:8080/@me/v1", "https://acme.test:8080/@me/v1"),
        ("https://{host}:{port}/@me", "https://{host}:{port}/@me"),
        ("https://user:SECRET@acme.test/v1", "https://…@acme.test/v1"),
        ("https://SECRET@acme.test", "https://…@acme.test"),
        ("https://us@er:SECRET@acme.test", "https://…@acme.test"),
        ("https://user:SEC/RET@acme.test", "https://…@acme.test"),
        ("https://user:SEC?RE#T@acme.test", "https://…@acme.test"),
        ("//user:SECRET@acme.test", "//…@acme.test"),
        ("https://acme.test/v1?api_key=SECRET&a=b", "https://acme.test/v1?…"),
        ("https://acme.test/#access_token=SECRET", "https://acme.test/#…"),
        ("https://acme.test/?a=\nSECRET", "https://acme.test/?…"),
        ("/v1?", "/v1?"),
    ],
)
def test_urls_in_messages(url: str, shown: str) -> None:
    assert without_secrets(url) == shown


# --- servers of a document ----------------------------------------------------------------------

SERVERS = [
    f"https://user:{PASSWORD}@acme.test/v1",
    f"https://user:{PASSWORD}/x@acme.test/v1",
    f"https://acme.test/v1?api_key={KEY}",
    f"https://acme.test/v1#key={KEY}",
]


def document(folder: Path, *servers: str) -> Path:
    file = folder / "openapi.yaml"
    operation = {"tags": ["pets"], "responses": {"204": {"description": "Done"}}}
    data: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "servers": [{"url": "https://acme.test"}, *({"url": url} for url in servers)],
        "paths": {
            "/a": {"get": {**operation, "servers": [{"url": url} for url in servers]}},
            "/b": {"get": operation},
        },
    }
    file.write_text(yaml.safe_dump(data), encoding="utf-8")
    return file


def leaks(*texts: str) -> list[str]:
    return [secret for secret in SECRETS for text in texts if secret in text]


def test_servers_of_a_document(tmp_path: Path) -> None:
    document(tmp_path, *SERVERS)
    report = tmp_path / "report.json"
    done = clientsmith_here(
        *("generate", "openapi.yaml", "-o", "sdk", "-v", "--json", "--report", "report.json"),
        folder=tmp_path,
    )
    assert done.code == 0
    codes = [each["code"] for each in json.loads(done.stdout)["clients"][0]["problems"]]
    assert codes.count("server-dropped") == 2 * len(SERVERS)
    assert "https://…@acme.test/v1" in done.stderr
    assert leaks(done.stdout, done.stderr, report.read_text(encoding="utf-8")) == []
    written = [file for file in (tmp_path / "sdk").rglob("*") if file.is_file()]
    assert {"README.md", "API.md", "client.py", "test_smoke.py"} <= {file.name for file in written}
    assert leaks(*(file.read_text(encoding="utf-8") for file in written)) == []


def test_servers_in_reports_about_changes(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, servers in (
        (old, SERVERS),
        (new, [url.replace("acme", "other") for url in SERVERS]),
    ):
        folder.mkdir()
        document(folder, *servers)
    for format in ("text", "markdown", "json"):
        done = clientsmith_here(
            "diff", "old/openapi.yaml", "new/openapi.yaml", "--format", format, folder=tmp_path
        )
        assert done.code == 0
        assert "server-" in done.stdout or "server" in done.stdout.lower()
        assert leaks(done.stdout, done.stderr) == []


# --- sources ------------------------------------------------------------------------------------

SOURCES = [
    f"http://user:{PASSWORD}@127.0.0.1:9/openapi.json?api_key={KEY}",
    f"htp://user:{PASSWORD}@acme.test/openapi.json?api_key={KEY}",
]
COMMANDS = [
    ("generate", "SOURCE", "-o", "sdk"),
    ("generate", "SOURCE"),
    ("check", "SOURCE", "-o", "sdk"),
    ("validate", "SOURCE"),
    ("fetch", "SOURCE", "-o", "a.json"),
    ("diff", "SOURCE", "SOURCE"),
    ("explain", "goals.list", "SOURCE"),
    ("templates", "context", "SOURCE"),
    ("init", "SOURCE"),
]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_sources(tmp_path: Path, command: tuple[str, ...], source: str) -> None:
    arguments = [source if each == "SOURCE" else each for each in command]
    for more in ([], ["--allow-private"]) if command[0] not in ("init",) else ([],):
        done = clientsmith_here(*arguments, *more, folder=tmp_path)
        assert done.code in (2, 3)
        assert leaks(done.stdout, done.stderr) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("source", SOURCES)
def test_sources_of_a_configuration(tmp_path: Path, source: str) -> None:
    text = f'spec = "{source}"\noutput = "sdk"\n'
    (tmp_path / "clientsmith.toml").write_text(text, encoding="utf-8")
    for command in (
        ["generate", "-v"],
        ["check"],
        ["status"],
        ["fetch", "--update"],
        ["diff", "x.yaml"],
    ):
        done = clientsmith_here(*command, folder=tmp_path)
        assert leaks(done.stdout, done.stderr) == []
