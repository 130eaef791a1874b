"""The lock, and work without a network."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.command import clientsmith

from .conftest import Site

DOCUMENT = """\
openapi: 3.0.3
info: {title: Acme, version: "1"}
servers: [{url: "https://acme.test"}]
paths: {/pets: {get: {responses: {"200": {description: "", content: {application/json: {schema: {$ref: parts.yaml}}}}}}}}
"""


@pytest.fixture
def project(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration with a client from a server and with one from a file."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    site.files["/openapi.yaml"] = (200, {"ETag": '"1"'}, DOCUMENT.encode())
    site.files["/parts.yaml"] = "type: string\n"
    (tmp_path / "local.yaml").write_text(DOCUMENT.replace("$ref: parts.yaml", "type: string"))
    (tmp_path / "clientsmith.toml").write_text(
        "allow_private = true\n"
        f"[clients.remote]\nspec = 'http://user:geheim@{site.address}/openapi.yaml'\noutput = 'remote'\n"
        "[clients.local]\nspec = 'local.yaml'\noutput = 'local'\n"
    )
    return tmp_path


def lock(project: Path) -> dict[str, dict[str, str]]:
    clients: dict[str, dict[str, str]] = json.loads((project / "clientsmith.lock").read_text())[
        "clients"
    ]
    return clients


def test_generate_writes_it(project: Path, site: Site) -> None:
    assert clientsmith("generate", folder=project).code == 0
    assert {name: list(documents) for name, documents in lock(project).items()} == {
        "remote": [f"{site.url}/openapi.yaml", f"{site.url}/parts.yaml"]
    }
    text = (project / "clientsmith.lock").read_text()
    assert "geheim" not in text
    assert clientsmith("generate", "remote", "--frozen", folder=project).code == 0
    assert clientsmith("check", "--frozen", folder=project).code == 0
    assert (project / "clientsmith.lock").read_text() == text


def test_frozen_refuses_other_documents(project: Path, site: Site) -> None:
    clientsmith("generate", folder=project)
    before = (project / "clientsmith.lock").read_text()
    site.files["/parts.yaml"] = "type: integer\n"
    for command in ("generate", "check"):
        refused = clientsmith(command, "--frozen", folder=project)
        assert refused.code == 3
        assert "lock-differs" in refused.stderr
        assert f"{site.url}/parts.yaml" in refused.stderr
    assert (project / "clientsmith.lock").read_text() == before
    assert clientsmith("check", folder=project).code == 1
    assert clientsmith("generate", folder=project).code == 0
    assert (project / "clientsmith.lock").read_text() != before
    assert clientsmith("generate", "--frozen", folder=project).code == 0


def test_frozen_without_a_lock(project: Path) -> None:
    assert clientsmith("generate", "--frozen", folder=project).code == 3
    assert not (project / "remote").exists()
    assert clientsmith("generate", "local", "--frozen", folder=project).code == 0
    assert not (project / "clientsmith.lock").exists()


def test_update_says_what_has_changed(project: Path, site: Site) -> None:
    clientsmith("generate", folder=project)
    site.files["/openapi.yaml"] = DOCUMENT.replace("parts.yaml", "other.yaml")
    site.files["/other.yaml"] = "type: string\n"
    told = json.loads(clientsmith("fetch", "--update", "--json", folder=project).stdout)
    assert [each["changes"] for each in told["clients"]] == [
        [
            f"changed: {site.url}/openapi.yaml",
            f"new: {site.url}/other.yaml",
            f"gone: {site.url}/parts.yaml",
        ],
        [],
    ]
    assert list(lock(project)["remote"]) == [f"{site.url}/openapi.yaml", f"{site.url}/other.yaml"]
    again = clientsmith("fetch", "--update", "remote", folder=project)
    assert (again.code, "0 documents differ" in again.stderr) == (0, True)


def test_offline(project: Path, site: Site) -> None:
    assert clientsmith("generate", "--offline", folder=project).code == 3
    assert clientsmith("generate", folder=project).code == 0
    asked = len(site.requests)
    assert clientsmith("check", "--offline", "--frozen", folder=project).code == 0
    assert (
        clientsmith("validate", f"{site.url}/openapi.yaml", "--offline", folder=project).code == 0
    )
    assert len(site.requests) == asked
    missing = clientsmith("validate", f"{site.url}/other.yaml", "--offline", folder=project)
    assert (missing.code, "was not fetched before" in missing.stderr) == (3, True)


def test_servers_are_asked_whether_answers_still_hold(project: Path, site: Site) -> None:
    clientsmith("generate", "remote", folder=project)
    site.files["/openapi.yaml"] = (304, {}, b"")
    assert clientsmith("check", "remote", "--frozen", folder=project).code == 0
    assert [
        headers.get("if-none-match") for path, headers in site.requests if path == "/openapi.yaml"
    ] == [None, '"1"']


def test_a_damaged_cache_counts_as_none(project: Path, site: Site) -> None:
    clientsmith("generate", "remote", folder=project)
    for file in (project / "cache" / "clientsmith" / "http").iterdir():
        assert file.stat().st_mode & 0o077 == 0
        file.write_bytes(file.read_bytes()[:-1])
    assert clientsmith("generate", "remote", "--offline", folder=project).code == 3
    assert clientsmith("generate", "remote", folder=project).code == 0


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"version": 2, "clients": {}}',
        '{"version": 1, "clients": {"a": 1}}',
        '{"version": 1, "clients": {"a": {"b": 1}}}',
    ],
)
def test_a_broken_lock(project: Path, text: str) -> None:
    (project / "clientsmith.lock").write_text(text)
    done = clientsmith("generate", "local", folder=project)
    assert (done.code, "clientsmith.lock" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("generate", "local.yaml", "-o", "x", "--frozen"),
        ("fetch",),
        ("fetch", "local.yaml"),
        ("fetch", "a", "b", "-o", "x.json"),
        ("fetch", "--update", "-o", "x.json"),
        ("fetch", "--update", "--allow-private"),
        ("fetch", "local.yaml", "-o", "x.json", "--config", "clientsmith.toml"),
    ],
)
def test_options_that_do_not_go_together(project: Path, arguments: tuple[str, ...]) -> None:
    assert clientsmith(*arguments, folder=project).code == 2


def test_other_clients_stay_in_the_lock(project: Path) -> None:
    clientsmith("generate", folder=project)
    before = (project / "clientsmith.lock").read_text()
    clientsmith("generate", "local", folder=project)
    assert (project / "clientsmith.lock").read_text() == before
