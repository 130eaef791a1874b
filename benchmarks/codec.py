"""The codec of generated clients: bytes to objects, beside the models of other generators.

Each side decodes in a process of its own, in turns, and is measured in CPU time. The documents are
cut to the types that are decoded. datamodel-code-generator's pydantic models parse URLs unless told
otherwise, so they are shown in both ways. openapi-python-client's models read what `json` parsed, as its
clients do; msgspec, with the structs that datamodel-code-generator makes for it, shows what a codec
in C can do.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .peers import CACHE, ROOT, SPECS, tool

FOLDER = CACHE / "codec"
WORKER = Path(__file__).with_name("codec_worker.py")
ROUNDS = 9
ROUND_SECONDS = 0.1


@dataclass(frozen=True)
class Case:
    """Something to decode."""

    name: str
    document: str
    schema: str
    """Component schema of the document; the classes of all sides have its name in Pascal case."""

    is_list: bool
    payload: Callable[[], Any]

    @property
    def class_name(self) -> str:
        """Name of the class."""
        return "".join(word[:1].upper() + word[1:] for word in self.schema.split("-"))


def _load(document: str) -> dict[str, Any]:
    if document == "msportal":
        page = (ROOT / "specs" / "msportal" / "create-goal.md").read_text(encoding="utf-8")
        fenced = re.search(r"^````yaml[^\n]*\n(.*?)^````", page, re.DOTALL | re.MULTILINE)
        assert fenced is not None
        return dict(yaml.safe_load(fenced[1]))
    if document == "petstore":
        return dict(yaml.safe_load((SPECS / "petstore" / "petstore.yaml").read_bytes()))
    return dict(json.loads((SPECS / "github" / "github.json").read_bytes()))


def _github_example(name: str) -> list[Any]:
    """A page of thirty, from an example of the document."""
    example: list[Any] = _load("github")["components"]["examples"][name]["value"]
    return (example * 30)[:30]


def pets() -> list[Any]:
    return [
        {
            "id": number,
            "name": f"pet {number}",
            "category": {"id": number % 7, "name": "Dogs"},
            "photoUrls": [f"https://example.com/{number}.png"],
            "tags": [{"id": 1, "name": "quiet"}, {"id": 2, "name": "small"}],
            "status": ("available", "pending", "sold")[number % 3],
        }
        for number in range(100)
    ]


def goal() -> dict[str, Any]:
    def uuid(number: int) -> str:
        return f"6f1d2b0e-5c1e-4c5b-9a4e-{number:012x}"

    def reference(number: int, name: str) -> dict[str, Any]:
        return {"id": uuid(number), "name": name}

    due, created = "2026-03-31T09:30:00Z", "2026-01-05T08:00:00.123Z"
    tasks = [
        {
            "id": uuid(10 + number),
            "title": f"Task {number}",
            "description": None if number % 2 else "What to do",
            "isCompleted": number < 2,
            "dueDate": None if number == 3 else due,
            "createdAt": created,
        }
        for number in range(4)
    ]
    updates = [
        {
            "id": uuid(20 + number),
            "updateText": f"Update {number}",
            "progressPercentage": 10 * number,
            "createdAt": created,
        }
        for number in range(2)
    ]
    goal = {
        "id": uuid(0),
        "title": "Replace the firewall",
        "description": "The old one is at its end of life.",
        "dueDate": due,
        "progressPercentage": 40,
        "quarter": "Q1",
        "year": 2026,
        "company": reference(1, "Acme"),
        "status": reference(2, "On track"),
        "priority": reference(3, "High"),
        "category": reference(4, "Security"),
        "createdAt": created,
        "updatedAt": created,
    }
    return {"data": {**goal, "tasks": tasks, "updates": updates}}


CASES = (
    Case("pets", "petstore", "Pet", True, pets),
    Case("goal", "msportal", "GoalSingleResponse", False, goal),
    Case(
        "simple-user", "github", "simple-user", True, lambda: _github_example("simple-user-items")
    ),
    Case(
        "repository",
        "github",
        "repository",
        True,
        lambda: _github_example("repository-items-default-response"),
    ),
    Case(
        "minimal-repo",
        "github",
        "minimal-repository",
        True,
        lambda: _github_example("minimal-repository-items"),
    ),
)


# --- what is compared ---------------------------------------------------------------------------


def _document(name: str) -> Path:
    """A document with nothing but the schemas that are decoded, and what they refer to."""
    whole = _load(name)
    schemas: dict[str, Any] = {}
    waiting = [case.schema for case in CASES if case.document == name]
    paths = {f"/{schema}": _operation(schema) for schema in waiting}
    while waiting:
        schema = waiting.pop(0)
        if schema not in schemas:
            schemas[schema] = whole["components"]["schemas"][schema]
            text = json.dumps(schemas[schema])
            waiting += re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', text)
    file = FOLDER / name / "openapi.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    info = {"title": name, "version": "1"}
    document = {"openapi": whole["openapi"], "info": info, "paths": paths}
    file.write_text(json.dumps({**document, "components": {"schemas": schemas}}), encoding="utf-8")
    return file


def _operation(schema: str) -> dict[str, Any]:
    items = {"type": "array", "items": {"$ref": f"#/components/schemas/{schema}"}}
    response = {"description": "", "content": {"application/json": {"schema": items}}}
    return {"get": {"operationId": f"get-{schema}", "responses": {"200": response}}}


def _run(command: str | Path, *arguments: str | Path) -> None:
    """Run a tool, with those that are installed beside it in its path."""
    path = os.pathsep.join([str(Path(command).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        [str(part) for part in (command, *arguments)],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"{command} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def _ours(document: Path) -> tuple[Path, Path, str]:
    package = f"{document.parent.name}_client"
    folder = document.parent / "clientsmith"
    options = ("-o", folder, "--package", package, "--force", "--quiet")
    _run(sys.executable, "-m", "clientsmith", "generate", document, *options)
    return Path(sys.executable), folder, package


def _models(document: Path, kind: str, file_name: str, *options: str) -> tuple[Path, Path, str]:
    _run(
        *(tool("datamodel-code-generator", "datamodel-codegen"), "--input", document, *options),
        *("--input-file-type", "openapi", "--output-model-type", kind, "--strict-nullable"),
        *("--formatters", "builtin", "--target-python-version", "3.11"),
        *("--output", document.parent / f"{file_name}.py"),
    )
    return Path(sys.executable), document.parent, file_name


def _pydantic(document: Path) -> tuple[Path, Path, str]:
    return _models(document, "pydantic_v2.BaseModel", "pydantic_models")


def _pydantic_without_urls(document: Path) -> tuple[Path, Path, str]:
    mapping = ("--type-mappings", "string+uri=string")
    return _models(document, "pydantic_v2.BaseModel", "pydantic_plain_models", *mapping)


def _msgspec(document: Path) -> tuple[Path, Path, str]:
    return _models(document, "msgspec.Struct", "msgspec_models")


def _openapi_python_client(document: Path) -> tuple[Path, Path, str]:
    command = tool("openapi-python-client", "openapi-python-client")
    folder = document.parent / "opc_client"
    shutil.rmtree(folder, ignore_errors=True)
    _run(command, "generate", "--path", document, "--meta", "none", "--output-path", folder)
    return command.with_name("python"), document.parent, "opc_client"


SIDES: dict[str, Callable[[Path], tuple[Path, Path, str]]] = {
    "clientsmith": _ours,
    "datamodel-code-generator (pydantic)": _pydantic,
    "datamodel-code-generator (URLs as str)": _pydantic_without_urls,
    "openapi-python-client": _openapi_python_client,
    "msgspec (limit)": _msgspec,
}
"""Each gives the Python to run, the folder of its code, and the module in it."""


# --- measurement --------------------------------------------------------------------------------


class Worker:
    """One side with one case, in a process of its own."""

    def __init__(self, side: str, made: tuple[Path, Path, str], case: Case, payload: Path) -> None:
        python, folder, module = made
        command = [python, WORKER, side.split()[0], folder, module, case.class_name, payload]
        self._process = subprocess.Popen(
            [*map(str, command), "list" if case.is_list else "one"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.failed = ""
        first = self._ask(1)
        self._loops = max(1, int(ROUND_SECONDS / self._ask(3))) if first else 0

    def _ask(self, loops: int) -> float:
        """CPU seconds of one decoding, the mean of some; 0 where it failed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(f"{loops}\n")
            self._process.stdin.flush()
            return float(self._process.stdout.readline()) / loops
        except (BrokenPipeError, ValueError):
            assert self._process.stderr is not None
            self.failed = self._process.stderr.read().strip().splitlines()[-1]
            return 0.0

    def measure(self) -> float:
        """CPU seconds of one decoding in a round; 0 where it fails."""
        return 0.0 if self.failed else self._ask(self._loops)

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


@contextmanager
def _workers(case: Case, made: dict[str, tuple[Path, Path, str]]) -> Iterator[dict[str, Worker]]:
    payload = FOLDER / f"{case.name}.json"
    payload.write_text(json.dumps(case.payload(), separators=(",", ":")), encoding="utf-8")
    with ExitStack() as stack:
        workers = {}
        for side, code in made.items():
            workers[side] = Worker(side, code, case, payload)
            stack.callback(workers[side].close)
        yield workers


def main() -> None:
    """Print microseconds, and speed as a ratio: how many times the peer's time ours is."""
    if importlib.util.find_spec("msgspec") is None:
        print("Codec: skipped, msgspec is missing (pip install --group bench)")
        return
    if not SPECS.is_dir():
        print("Codec: skipped, there is no folder of public specs")
        return
    sides = {
        document: {side: make(_document(document)) for side, make in SIDES.items()}
        for document in ("petstore", "msportal", "github")
    }
    print(f"Codec, bytes to objects, CPU time, medians of {ROUNDS} interleaved rounds")
    print(f"{'case':14}{'side':40}{'us':>8}{'ours is':>10}")
    for case in CASES:
        with _workers(case, sides[case.document]) as workers:
            rounds = [
                {side: worker.measure() for side, worker in workers.items()} for _ in range(ROUNDS)
            ]
        for side, worker in workers.items():
            if worker.failed:
                print(f"{case.name:14}{side:40}  cannot: {worker.failed[:60]}")
                continue
            time = statistics.median(times[side] for times in rounds)
            ratio = statistics.median(times[side] / times["clientsmith"] for times in rounds)
            print(f"{case.name:14}{side:40}{time * 1e6:8.1f}{f'{ratio:.2f}x':>10}")
    print_compile_cost(sides["github"]["clientsmith"])


def print_compile_cost(made: tuple[Path, Path, str]) -> None:
    """Print what the first use of a class costs beyond its import."""
    python, folder, module = made
    done = subprocess.run(
        [str(python), str(WORKER), "compile", str(folder), module],
        check=True,
        capture_output=True,
        text=True,
    )
    print(done.stdout.strip())
