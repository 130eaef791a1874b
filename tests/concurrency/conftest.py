"""A generated client, and a server that many use at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from clientsmith.config import RUNTIME_PARTS, RuntimeSettings
from support.clients import generate_to, import_from
from support.raw_server import RawServer

SPEC = Path(__file__).parents[1] / "hostile" / "openapi.yaml"


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The generated package."""
    folder = tmp_path_factory.mktemp("concurrency")
    generate_to(
        SPEC,
        folder,
        package="concurrency_api",
        client_class="Hostile",
        runtime=RuntimeSettings(RUNTIME_PARTS),
    )
    return import_from(folder, "concurrency_api")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[RawServer]:
    """The server of the API."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with RawServer() as server:
        yield server
