"""Subjects of the runtime: which ones every client loads, and which imports there are between them."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from clientsmith.render.runtime import relative_imports, runtime_texts
from support.clients import generate_to

CORE = (
    "exports",
    "http",
    "errors",
    "models",
    "codec",
    "parameters",
    "requests",
    "bodies",
    "auth",
    "responses",
    "observability",
    "client",
)
"""Subjects that every client loads; each imports only those in front of it."""

SHARED = ("optional_errors",)
"""Optional subjects that other optional ones import."""

TOP = ("testing",)
"""Optional subjects that import other optional ones."""

OPTIONAL = (
    *SHARED,
    "conversions",
    "deprecation",
    "dict_types",
    "downloads",
    "oauth",
    "pagination",
    "polling",
    "rate_limits",
    "servers",
    "streams",
    "styles",
    "telemetry",
    "validation",
    "webhooks",
    "xml",
    *TOP,
)
"""Subjects that are loaded by the generated module that names them, or by the call that needs them."""

OPTIONAL_PARTS = frozenset(
    {
        "auth.api_key",
        "auth.basic",
        "auth.bearer",
        "auth.mutual_tls",
        "bodies.encodings",
        "bodies.files",
        "bodies.forms",
        "bodies.multipart",
        "bodies.optional",
        "client.incoming",
        "codec.choosing",
        "codec.clients",
        "codec.compound",
        "codec.constants",
        "codec.dicts",
        "codec.formats",
        "codec.matching",
        "codec.records",
        "codec.tuples",
        "codec.unions",
        "codec.uploads",
        "codec.wire_values",
        "models.maybe",
        "models.nested",
        "models.recursive",
        "models.wire_types",
        "responses.contents",
        "responses.headers",
        "responses.labelled_contents",
    }
)
"""Modules of core subjects of which the same holds."""

STYLES = ("dataclass", "pydantic", "msgspec", "typeddict")

DOCUMENT = """
openapi: 3.1.0
info: {title: Plain, version: "1"}
servers: [{url: "https://plain.test"}]
security: [{key: []}]
paths:
  /pets/{id}:
    put:
      operationId: updatePet
      tags: [pets]
      parameters:
      - {name: id, in: path, required: true, schema: {type: integer}}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
      responses:
        "200":
          description: It is changed.
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
components:
  securitySchemes:
    key: {type: http, scheme: bearer}
  schemas:
    Pet:
      type: object
      required: [name]
      properties: {name: {type: string}, born: {type: string, format: date}}
"""

PROGRAM = """
import sys
import httpx2
import plain

pet = {"name": "Rex", "born": "2020-02-02"}
transport = httpx2.MockTransport(lambda request: httpx2.Response(200, json=pet))
with plain.Plain(token="t", transport=transport) as client:
    assert client.pets.update(1, name="Rex").name == "Rex"
prefix = "plain._runtime."
print(*(name.removeprefix(prefix) for name in sys.modules if name.startswith(prefix)))
"""


def subject(module: str) -> str:
    return module.partition(".")[0]


def is_optional(module: str) -> bool:
    return subject(module) in OPTIONAL or module in OPTIONAL_PARTS


@cache
def texts(style: str) -> Mapping[str, tuple[str, bool]]:
    """Module of the runtime → its text, and whether it is a package; the root is left out."""
    found = {}
    for path, text in runtime_texts(style).items():
        parts = Path(path).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        found[".".join(parts[:-1] if is_package else parts)] = text, is_package
    del found[""]
    return found


@cache
def imported(style: str) -> Mapping[str, frozenset[str]]:
    """Module of the runtime → modules that it imports as soon as it is imported itself, with the
    packages around them."""
    modules = texts(style)
    found = {}
    for name, (text, is_package) in modules.items():
        around = name.split(".") if is_package else name.split(".")[:-1]
        targets = set()
        for node in _at_module_level(ast.parse(text)):
            base = around[: len(around) - node.level + 1]
            base += node.module.split(".") if node.module else []
            for alias in node.names:
                path = ".".join((*base, alias.name))
                targets.add(path if path in modules else ".".join(base))
        for target in list(targets):
            parts = target.split(".")
            targets |= {".".join(parts[:size]) for size in range(1, len(parts))}
        inside = {".".join(name.split(".")[:size]) for size in range(name.count(".") + 2)}
        found[name] = frozenset(targets - inside)
    return found


def _at_module_level(tree: ast.AST) -> Iterator[ast.ImportFrom]:
    """Relative imports that run with the module; those for type checkers alone do not."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield node
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for each in node.orelse:
                yield from _at_module_level(each)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _at_module_level(node)


@pytest.mark.parametrize("style", STYLES)
def test_every_import_is_found_in_the_text(style: str) -> None:
    for path, text in runtime_texts(style).items():
        parsed = [
            (node.level, node.module or "", alias.name)
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.ImportFrom) and node.level
            for alias in node.names
        ]
        assert sorted(relative_imports(text)) == sorted(parsed), path


@pytest.mark.parametrize("style", STYLES)
def test_every_module_belongs_to_a_subject(style: str) -> None:
    assert {subject(module) for module in texts(style)} == {*CORE, *OPTIONAL}
    in_style = OPTIONAL_PARTS - {"codec.records"} if style == "dataclass" else OPTIONAL_PARTS
    assert set(texts(style)) >= in_style
    assert set().union(*imported(style).values()) <= set(texts(style))


@pytest.mark.parametrize("style", STYLES)
def test_no_imports_in_a_circle(style: str) -> None:
    TopologicalSorter(imported(style)).prepare()


@pytest.mark.parametrize("style", STYLES)
def test_the_core_imports_nothing_that_is_optional(style: str) -> None:
    wrong = [
        f"{module} imports {target}"
        for module, targets in imported(style).items()
        if not is_optional(module)
        for target in targets
        if is_optional(target)
        and not (style in ("pydantic", "msgspec") and target == "models.nested")
    ]
    assert wrong == []


@pytest.mark.parametrize("style", STYLES)
def test_subjects_import_only_those_beneath_them(style: str) -> None:
    core = len(CORE)
    levels = {name: level for level, name in enumerate(CORE)} | dict.fromkeys(OPTIONAL, core + 1)
    levels |= dict.fromkeys(SHARED, core) | dict.fromkeys(TOP, core + 2)
    wrong = [
        f"{module} imports {target}"
        for module, targets in imported(style).items()
        for target in targets
        if subject(module) != subject(target) and levels[subject(module)] <= levels[subject(target)]
    ]
    assert wrong == []


def test_a_client_without_features_loads_the_core_alone(tmp_path: Path) -> None:
    spec = tmp_path / "openapi.yaml"
    spec.write_text(DOCUMENT, encoding="utf-8")
    generate_to(spec, tmp_path / "out")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path / "out",
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert {module for module in loaded if is_optional(module)} == {"auth.bearer"}
    core = {module for module in texts("dataclass") if not is_optional(module)}
    assert loaded == {*core, "auth.bearer"}
