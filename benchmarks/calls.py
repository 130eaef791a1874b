"""What a call of a generated client costs beside the same call of `httpx2` by hand.

Both sides send to the same server on loopback, which runs in a process of its own, and are measured
in CPU time, in turns, in one process for synchronous and one for asynchronous calls. By hand means
`httpx2.Client.get(url)` and `.post(url, json=…)` with the credential as a header of the client, then
`raise_for_status()` and `.json()`, which gives dicts; the generated client gives models. Two more
sides do more of what it does: one parses the answer with orjson, as it does where that is installed,
and one makes the same models of `.json()` by hand.

The limit is for what a call costs, so it is for the small answers. With a long list nearly all is
the making of models: there the ratio to models by hand is the one that tells something.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .codec import goal, pets
from .peers import CACHE, ROOT

FOLDER = CACHE / "calls"
SERVER = Path(__file__).with_name("calls_server.py")
WORKER = Path(__file__).with_name("calls_worker.py")
CASES = {
    "get": ("GET, one item", ("bare", "orjson", "models", "client")),
    "post": ("POST, create goal", ("bare", "orjson", "client")),
    "list": ("GET, 100 items", ("bare", "orjson", "models", "client")),
}
"""What is called, and the sides that call it."""

SINGLE = ("get", "post")
"""Cases that the limit is for."""

ROUNDS = 21
CALLS = 100
"""Of one side in one round."""

LIMIT = 1.25


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": "", "content": {"application/json": {"schema": schema}}}


_TEXT = {"type": "string"}
_ID = {"type": "integer", "format": "int64"}
_NAMED = {"type": "object", "properties": {"id": _ID, "name": _TEXT}}
_PET = {
    "type": "object",
    "required": ["name", "photoUrls"],
    "properties": {
        "id": _ID,
        "name": _TEXT,
        "category": {"$ref": "#/components/schemas/Category"},
        "photoUrls": {"type": "array", "items": _TEXT},
        "tags": {"type": "array", "items": {"$ref": "#/components/schemas/Tag"}},
        "status": {"type": "string", "enum": ["available", "pending", "sold"]},
    },
}
_REFERENCE = {"$ref": "#/components/schemas/Pet"}
PETS = {
    "openapi": "3.1.0",
    "info": {"title": "Pets", "version": "1"},
    "servers": [{"url": "https://api.pets.test"}],
    "security": [{"token": []}],
    "paths": {
        "/pets": {
            "get": {
                "tags": ["pets"],
                "responses": {"200": _json({"type": "array", "items": _REFERENCE})},
            }
        },
        "/pets/{petId}": {
            "get": {
                "tags": ["pets"],
                "parameters": [{"name": "petId", "in": "path", "required": True, "schema": _ID}],
                "responses": {"200": _json(_REFERENCE)},
            }
        },
    },
    "components": {
        "schemas": {"Category": _NAMED, "Tag": _NAMED, "Pet": _PET},
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    },
}


def _generate(document: Path, package: str) -> None:
    options = ["-o", FOLDER / package, "--package", package, "--force", "--quiet"]
    command = [sys.executable, "-m", "clientsmith", "generate", document, *options]
    subprocess.run([str(part) for part in command], check=True)
    link = FOLDER / "packages" / package
    link.parent.mkdir(exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(FOLDER / package / package)


@contextmanager
def _process(*command: str | Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, *map(str, command)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _ask(process: subprocess.Popen[str], line: str) -> float:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return float(process.stdout.readline())


def main() -> None:
    """Print microseconds a call, and the ratios."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    document = FOLDER / "pets.json"
    document.write_text(json.dumps(PETS), encoding="utf-8")
    _generate(document, "bench_pets")
    _generate(ROOT / "specs" / "msportal" / "create-goal.md", "bench_msportal")
    many = pets()
    answers = FOLDER / "answers.json"
    answers.write_text(
        json.dumps(
            {
                "GET /pets/7": [200, many[7]],
                "GET /pets": [200, many],
                "POST /api/public/v1/goals": [201, goal()],
            }
        ),
        encoding="utf-8",
    )
    print(f"Calls on loopback, CPU time, medians of {ROUNDS} interleaved rounds")
    print(f"{'':26}{'httpx2':>10}{'ours':>10}  ours beside httpx2 with")
    print(f"{'':26}{'us':>10}{'us':>10}{'.json()':>10}{'orjson':>10}{'models':>10}")
    with _process(SERVER, answers) as server:
        assert server.stdout is not None
        base_url = f"http://127.0.0.1:{int(server.stdout.readline())}"
        ratios = [ratio for mode in ("sync", "async") for ratio in _measure(mode, base_url)]
    print(f"Largest ratio of a single item to .json(): {max(ratios):.2f} (limit {LIMIT})")


def _measure(mode: str, base_url: str) -> Iterator[float]:
    with _process(WORKER, mode, base_url, FOLDER / "packages") as worker:
        for case, (title, sides) in CASES.items():
            for side in sides:
                _ask(worker, f"{case} {side} {CALLS}")
            rounds = [
                {side: _ask(worker, f"{case} {side} {CALLS}") / CALLS for side in sides}
                for _ in range(ROUNDS)
            ]
            bare, ours = (
                statistics.median(times[side] for times in rounds) for side in ("bare", "client")
            )
            ratios = {
                side: statistics.median(times["client"] / times[side] for times in rounds)
                for side in sides[:-1]
            }
            name = f"{mode} {title}"
            figures = "".join(f"{ratio:10.2f}" for ratio in ratios.values())
            print(f"{name:26}{bare * 1e6:10.0f}{ours * 1e6:10.0f}{figures}")
            if case in SINGLE:
                yield ratios["bare"]
