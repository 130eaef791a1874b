"""The lock, and work without a network."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from clientsmith.cli import app
from clientsmith.cli.locking import LockFile
from clientsmith.config import Config, ConfigError
from clientsmith.project.lock import LockedDocument, read_lock
from support.command import clientsmith_here as clientsmith

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


def lock(project: Path) -> dict[str, dict[str, dict[str, str]]]:
    clients: dict[str, dict[str, dict[str, str]]] = json.loads(
        (project / "clientsmith.lock").read_text()
    )["clients"]
    return clients


def test_generate_writes_it(project: Path, site: Site) -> None:
    assert clientsmith("generate", "-j1", folder=project).code == 0
    assert {name: list(documents) for name, documents in lock(project).items()} == {
        "remote": [f"{site.url}/openapi.yaml", f"{site.url}/parts.yaml"]
    }
    text = (project / "clientsmith.lock").read_text()
    assert "geheim" not in text
    assert clientsmith("check", "remote", "--frozen", folder=project).code == 0
    assert (project / "clientsmith.lock").read_text() == text


def test_frozen_refuses_other_documents(project: Path, site: Site) -> None:
    clientsmith("fetch", "--update", folder=project)
    before = (project / "clientsmith.lock").read_text()
    site.files["/parts.yaml"] = "type: integer\n"
    for command in ("generate", "check"):
        refused = clientsmith(command, "remote", "--frozen", folder=project)
        assert refused.code == 3
        assert "lock-differs" in refused.stderr
        assert f"{site.url}/parts.yaml" in refused.stderr
    assert not (project / "remote").exists()
    assert (project / "clientsmith.lock").read_text() == before
    assert clientsmith("generate", "remote", folder=project).code == 0
    assert (project / "clientsmith.lock").read_text() != before
    assert clientsmith("generate", "remote", "--frozen", folder=project).code == 0


def test_frozen_without_a_lock(project: Path) -> None:
    assert clientsmith("generate", "-j1", "--frozen", folder=project).code == 3
    assert not (project / "remote").exists()
    assert clientsmith("generate", "local", "--frozen", folder=project).code == 0
    assert not (project / "clientsmith.lock").exists()


def test_update_says_what_has_changed(project: Path, site: Site) -> None:
    clientsmith("fetch", "--update", folder=project)
    site.files["/openapi.yaml"] = DOCUMENT.replace("parts.yaml", "other.yaml")
    site.files["/other.yaml"] = "type: string\n"
    told = json.loads(clientsmith("fetch", "--update", "--json", folder=project).stdout)
    assert [each["changes"] for each in told["clients"]] == [
        [
            f"changed: {site.url}/openapi.yaml",
            f"new: {site.url}/other.yaml",
            f"removed: {site.url}/parts.yaml",
        ],
        [],
    ]
    assert list(lock(project)["remote"]) == [f"{site.url}/openapi.yaml", f"{site.url}/other.yaml"]
    again = clientsmith("fetch", "--update", "remote", folder=project)
    assert (again.code, "0 documents changed" in again.stderr) == (0, True)


def test_what_servers_call_a_document_is_kept(project: Path, site: Site) -> None:
    site.files["/parts.yaml"] = (200, {"Last-Modified": "Mon, 02 Jan 2026 03:04:05 GMT"}, b"{}\n")
    clientsmith("generate", "remote", folder=project)
    root, part = lock(project)["remote"].values()
    assert {key for key in root if key != "sha256"} == {"etag"}
    assert part["last_modified"] == "Mon, 02 Jan 2026 03:04:05 GMT"
    before = (project / "clientsmith.lock").read_text()
    site.files["/openapi.yaml"] = (200, {"ETag": '"other machine"'}, DOCUMENT.encode())
    clientsmith("generate", "remote", folder=project)
    assert (project / "clientsmith.lock").read_text() == before


def test_update_downloads_nothing_that_has_not_changed(project: Path, site: Site) -> None:
    site.files["/parts.yaml"] = (200, {"ETag": '"p"'}, b"type: string\n")
    clientsmith("fetch", "--update", "remote", folder=project)
    before = (project / "clientsmith.lock").read_text()
    shutil.rmtree(project / "cache")
    site.files |= {path: (304, {}, b"") for path in ("/openapi.yaml", "/parts.yaml")}
    site.requests.clear()
    told = clientsmith("fetch", "--update", "remote", folder=project)
    assert (told.code, "0 documents changed" in told.stderr) == (0, True)
    assert [(path, headers["if-none-match"]) for path, headers in site.requests] == [
        ("/openapi.yaml", '"1"'),
        ("/parts.yaml", '"p"'),
    ]
    assert all("authorization" in headers for path, headers in site.requests[:1])
    assert (project / "clientsmith.lock").read_text() == before
    site.files["/openapi.yaml"] = (200, {"ETag": '"2"'}, DOCUMENT.encode())
    site.files["/parts.yaml"] = (200, {"ETag": '"q"'}, b"type: integer\n")
    clientsmith("fetch", "--update", "remote", folder=project)
    root, part = lock(project)["remote"].values()
    assert (root["etag"], part["etag"]) == ('"2"', '"q"')


def test_locks_of_version_1(project: Path, site: Site) -> None:
    clientsmith("fetch", "--update", "remote", folder=project)
    digests = {url: each["sha256"] for url, each in lock(project)["remote"].items()}
    old = json.dumps({"version": 1, "clients": {"remote": digests}})
    (project / "clientsmith.lock").write_text(old)
    assert clientsmith("generate", "remote", "--frozen", folder=project).code == 0
    assert (project / "clientsmith.lock").read_text() == old
    clientsmith("generate", "remote", folder=project)
    assert lock(project)["remote"][f"{site.url}/openapi.yaml"]["etag"] == '"1"'


def test_offline(project: Path, site: Site) -> None:
    assert clientsmith("generate", "remote", "--offline", folder=project).code == 3
    assert clientsmith("fetch", "--update", folder=project).code == 0
    asked = len(site.requests)
    assert clientsmith("generate", "-j1", "--offline", "--frozen", folder=project).code == 0
    assert (
        clientsmith("validate", f"{site.url}/openapi.yaml", "--offline", folder=project).code == 0
    )
    assert len(site.requests) == asked
    missing = clientsmith("validate", f"{site.url}/other.yaml", "--offline", folder=project)
    assert (missing.code, "is not in the cache" in missing.stderr) == (3, True)


def test_servers_are_asked_whether_answers_still_hold(project: Path, site: Site) -> None:
    clientsmith("fetch", "--update", "remote", folder=project)
    site.files["/openapi.yaml"] = (304, {}, b"")
    assert clientsmith("generate", "remote", "--frozen", folder=project).code == 0
    assert [
        headers.get("if-none-match") for path, headers in site.requests if path == "/openapi.yaml"
    ] == [None, '"1"']


def test_a_damaged_cache_counts_as_none(project: Path, site: Site) -> None:
    clientsmith("fetch", "--update", "remote", folder=project)
    for file in (project / "cache" / "clientsmith" / "http").iterdir():
        assert file.stat().st_mode & 0o077 == 0
        file.write_bytes(file.read_bytes()[:-1])
    assert clientsmith("generate", "remote", "--offline", folder=project).code == 3
    assert clientsmith("fetch", "--update", "remote", folder=project).code == 0


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"version": 3, "clients": {}}',
        '{"version": 1, "clients": {"a": 1}}',
        '{"version": 1, "clients": {"a": {"b": 1}}}',
        '{"version": 2, "clients": {"a": {"b": {"etag": "1"}}}}',
        '{"version": 2, "clients": {"a": {"b": {"sha256": "1", "etag": 1}}}}',
    ],
)
def test_a_broken_lock(tmp_path: Path, text: str) -> None:
    (tmp_path / "clientsmith.lock").write_text(text)
    with pytest.raises(ConfigError, match=r"clientsmith\.lock"):
        read_lock(tmp_path)


def test_a_broken_lock_stops_the_program(project: Path) -> None:
    (project / "clientsmith.lock").write_text("{")
    done = clientsmith("generate", "local", folder=project)
    assert (done.code, "clientsmith.lock" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("generate", "local.yaml", "-o", "x", "--frozen"),
        ("fetch",),
        ("fetch", "local.yaml"),
        ("fetch", "--update", "--allow-file", "x"),
        ("fetch", "--update", "-o", "x.json"),
        ("fetch", "--update", "--allow-private"),
        ("fetch", "local.yaml", "-o", "x.json", "--config", "clientsmith.toml"),
        ("fetch", "local.yaml", "-o", "x.json", "--client", "local"),
        ("fetch", "-o", "x.json"),
        ("fetch", "--client", "other", "-o", "x.json"),
        ("fetch", "--client", "local", "-o", "x.json", "--allow-private"),
    ],
)
def test_options_that_do_not_go_together(
    project: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    assert CliRunner().invoke(app, arguments).exit_code == 2


def test_other_clients_stay_in_the_lock(project: Path) -> None:
    clientsmith("fetch", "--update", folder=project)
    before = (project / "clientsmith.lock").read_text()
    clientsmith("generate", "local", folder=project)
    assert (project / "clientsmith.lock").read_text() == before


def test_what_other_runs_note_meanwhile_stays(tmp_path: Path) -> None:
    clients = tuple(Config(name=name, output=name, folder=tmp_path) for name in ("one", "two"))
    first = LockFile(clients[:1], is_frozen=False, is_listed=True)
    second = LockFile(clients[1:], is_frozen=False, is_listed=True)
    first.record(clients[0], {"https://acme.test/1.json": LockedDocument("1" * 64)})
    second.record(clients[1], {"https://acme.test/2.json": LockedDocument("2" * 64)})
    first.write()
    second.write()
    assert sorted(read_lock(tmp_path)) == ["one", "two"]
