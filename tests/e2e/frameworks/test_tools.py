"""Tools for tests, as the documentation recommends them for clients: FastAPI's `TestClient`, an ASGI
app, and respx."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from e2e.conftest import must_be_there
from e2e.installation import FRAMEWORKS
from support.clients import generate_to

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("frameworks")]

PROGRAM = """
import asyncio
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from acme import Acme, AsyncAcme, NotFoundError

app = FastAPI()


@app.get("/names")
def names() -> list[str]:
    return ["Rex"]


def test_fastapi_test_client() -> None:
    with TestClient(app) as http:
        client = Acme(token="t", base_url="http://testserver", http_client=http)
        assert client.request_raw("GET", "/names").json() == ["Rex"]


def test_asgi_transport() -> None:
    async def found() -> Any:
        transport = httpx2.ASGITransport(app)
        async with AsyncAcme(token="t", base_url="http://test", transport=transport) as client:
            return (await client.request_raw("GET", "/names")).json()

    assert asyncio.run(found()) == ["Rex"]


def test_respx(httpx2_mock: Any) -> None:
    client = Acme(token="t")
    route = httpx2_mock.get("https://api.acme.test/pets").respond(404, json={"message": "none"})
    with pytest.raises(NotFoundError, match="none"):
        client.pets.list()
    assert route.called
"""


def test_tools(tmp_path: Path) -> None:
    must_be_there(FRAMEWORKS)
    acme = Path(__file__).parents[2] / "templates" / "acme.yaml"
    generate_to(acme, tmp_path / "out")
    shutil.move(tmp_path / "out" / "acme", tmp_path / "acme")
    (tmp_path / "test_program.py").write_text(PROGRAM, encoding="utf-8")
    python = FRAMEWORKS.folder / "venv" / "bin" / "python"
    command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_program.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
