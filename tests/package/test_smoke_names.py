"""Smoke tests run whatever an API is called, and wherever an operation's server is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.clients import generate_to

OK = {"200": {"description": "Done"}}


def run_smoke_tests(document: dict[str, object], folder: Path) -> subprocess.CompletedProcess[str]:
    """What pytest alone says of the project of a document, warnings being errors."""
    spec = folder / "openapi.json"
    spec.write_text(json.dumps({"openapi": "3.1.0", **document}), encoding="utf-8")
    generate_to(spec, folder / "project")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider"],
        cwd=folder / "project",
        capture_output=True,
        text=True,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )


@pytest.mark.parametrize("title", ["Client", "Models", "Server", "Path", "pytest", "Test Runs"])
def test_titles_that_are_names_of_tests_themselves(title: str, tmp_path: Path) -> None:
    when = {"name": "when", "in": "query", "required": True}
    photo = {"required": True, "content": {"image/png": {}}}
    document = {
        "info": {"title": title, "version": "1"},
        "paths": {
            "/events": {
                "get": {
                    "parameters": [{**when, "schema": {"type": "string", "format": "date-time"}}],
                    "responses": OK,
                }
            },
            "/photo": {"put": {"requestBody": photo, "responses": OK}},
        },
    }
    done = run_smoke_tests(document, tmp_path)
    assert done.returncode == 0, done.stdout
    assert "\n8 passed" in done.stdout


def test_operations_with_a_server_of_their_own(tmp_path: Path) -> None:
    pets = {"servers": [{"url": "/v2"}], "responses": OK}
    document = {
        "info": {"title": "Pets", "version": "1"},
        "servers": [{"url": "/v1"}],
        "paths": {"/pets": {"get": pets}},
    }
    done = run_smoke_tests(document, tmp_path)
    assert done.returncode == 0, done.stdout
