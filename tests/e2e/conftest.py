"""Servers, each started when a test first needs it, and clients of what they serve."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

from e2e import powerdns as powerdns_server
from e2e import prism as prism_server
from e2e import zenml as zenml_server
from e2e.clients import Package
from e2e.installation import POWERDNS, PRISM, SERVERS, ZENML, Installation
from e2e.narrowing import narrowed
from support.public import ROOT, SHARED


@dataclass(frozen=True)
class Served:
    """A running server, and the client that was generated from its document."""

    url: str
    package: Package


@pytest.fixture(scope="session", autouse=True)
def _no_proxies() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("NO_PROXY", "no_proxy"):
            patch.setenv(name, "127.0.0.1")
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what became of the calls of the web frameworks' apps."""
    rows = [
        value
        for reports in (
            terminalreporter.getreports("passed"),
            terminalreporter.getreports("failed"),
        )
        for report in reports
        for name, value in report.user_properties
        if name == "framework"
    ]
    if rows:
        columns = ("framework", "client", "operations", "calls", "decoded", "failures")
        terminalreporter.section("web frameworks")
        for row in (columns, *sorted(rows)):
            terminalreporter.line("".join(f"{each!s:<12}" for each in row).rstrip())


@pytest.fixture(params=["sync", "async"])
def is_async(request: pytest.FixtureRequest) -> bool:
    """Each test runs with the synchronous and with the asynchronous client."""
    return bool(request.param == "async")


@pytest.fixture(scope="session")
def powerdns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    must_be_there(POWERDNS)
    folder = tmp_path_factory.mktemp("powerdns")
    with powerdns_server.serve(folder) as url:
        headers = {"X-API-Key": powerdns_server.API_KEY}
        spec = _download(f"{url}/api/docs", folder / "powerdns.yaml", headers)
        yield Served(url, Package(spec, folder / "client", "e2e_powerdns"))


@pytest.fixture(scope="session")
def zenml(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    must_be_there(ZENML)
    folder = tmp_path_factory.mktemp("zenml")
    with zenml_server.serve(folder) as url:
        spec = _download(f"{url}/openapi.json", folder / "zenml.json")
        yield Served(url, Package(spec, folder / "client", "e2e_zenml"))


@pytest.fixture(scope="session")
def petstore(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from _mocked(SHARED / "specs/petstore/petstore.yaml", tmp_path_factory)


@pytest.fixture(scope="session")
def stripe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The client is one of the whole document, and the server knows each operation; but it answers
    with less."""
    yield from _mocked(SHARED / "specs/stripe/stripe.yaml", tmp_path_factory, narrowed)


@pytest.fixture(scope="session")
def msportal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from _mocked(ROOT / "specs/msportal/create-goal.md", tmp_path_factory)


def must_be_there(installation: Installation) -> None:
    """Skips a test where nothing says what to install, and fails it where that was not done."""
    if not installation.source.is_file():
        pytest.skip(f"there is no {SHARED.name}/{SERVERS.name} beside the repository")
    if not installation.is_complete():
        obstacle = installation.obstacle or "make e2e does that"
        pytest.fail(f"{installation.name} is not installed: {obstacle}", pytrace=False)


def _download(url: str, file: Path, headers: dict[str, str] | None = None) -> Path:
    answer = httpx2.get(url, headers=headers, trust_env=False, timeout=120).raise_for_status()
    file.write_bytes(answer.content)
    return file


def _mocked(
    spec: Path,
    folders: pytest.TempPathFactory,
    changed: Callable[[dict[str, Any]], dict[str, Any]] = lambda document: document,
) -> Iterator[Served]:
    """Prism, with what our own loader found in a file, or what was made of that."""
    must_be_there(PRISM)
    if not spec.is_file():
        pytest.skip(f"there is no {spec.relative_to(SHARED.parent)} beside the repository")
    folder = folders.mktemp(spec.parent.name)
    package = Package(spec, folder / "client", f"e2e_{spec.parent.name}")
    file = folder / "openapi.json"
    document = changed(package.planned.library.root.data)
    file.write_text(json.dumps(document), encoding="utf-8")
    with prism_server.serve(file, folder) as url:
        yield Served(url, package)
