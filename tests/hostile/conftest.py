"""A client of a server that means no good, and that server."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from clientsmith.config import RUNTIME_PARTS, RuntimeSettings
from support.clients import generate_to, import_from
from support.raw_server import RawServer

from .api import Api

SPEC = Path(__file__).parent / "openapi.yaml"


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The generated package."""
    folder = tmp_path_factory.mktemp("hostile")
    generate_to(
        SPEC,
        folder,
        package="hostile_api",
        client_class="Hostile",
        runtime=RuntimeSettings(RUNTIME_PARTS),
    )
    return import_from(folder, "hostile_api")


@pytest.fixture(scope="session")
def plain_package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The same, where orjson is not installed."""
    folder = tmp_path_factory.mktemp("hostile_plain")
    generate_to(
        SPEC,
        folder,
        package="hostile_plain",
        client_class="Hostile",
        runtime=RuntimeSettings(RUNTIME_PARTS),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "orjson", None)
        package = import_from(folder, "hostile_plain")
        importlib.import_module("hostile_plain._runtime.codec")
    return package


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[RawServer]:
    """The server of the API."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with RawServer() as server:
        yield server


@pytest.fixture
def stranger(monkeypatch: pytest.MonkeyPatch) -> Iterator[RawServer]:
    """A server at another origin, which should not learn anything."""
    with RawServer() as server:
        yield server


@pytest.fixture(params=["sync", "async"])
def api(request: pytest.FixtureRequest, package: ModuleType, server: RawServer) -> Api:
    """Each test runs with the synchronous and with the asynchronous client."""
    return Api(package, server, is_async=request.param == "async")
