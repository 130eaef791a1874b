"""Overlays and patches change a document before it is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clientsmith.config import ConfigError, load_configs
from clientsmith.prepare.reshape.patches import Patch, apply_patches
from support.command import clientsmith_here as clientsmith

SPEC = """\
openapi: 3.1.0
info: {title: Acme, version: "1"}
servers: [{url: "https://acme.test"}]
paths:
  /pets: {get: {operationId: a, responses: {"200": {$ref: missing.yaml}}}}
  /internal: {get: {responses: {"204": {description: none}}}}
"""

CONFIG = """\
spec = "openapi.yaml"
output = "out"
overlays = ["overlay.yaml"]

[[patches]]
at = "/paths/~1internal"
remove = true
reason = "Not for customers."

[[patches]]
at = "/paths/~1pets/get/operationId"
set = "listPets"
reason = "The name says nothing."

[[patches]]
at = "/paths/~1gone"
remove = true
reason = "Gone since."
"""

OVERLAY = """\
overlay: 1.0.0
info: {title: Mend, version: "1"}
actions:
- target: $.paths['/pets'].get.responses
  update: {"200": null}
- target: $.paths['/pets'].get.responses['200']
  update: {description: Pets}
- target: $.nothing
  remove: true
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "openapi.yaml").write_text(SPEC)
    (tmp_path / "clientsmith.toml").write_text(CONFIG)
    (tmp_path / "overlay.yaml").write_text(OVERLAY)
    return tmp_path


def test_a_client_from_a_mended_document(project: Path) -> None:
    done = clientsmith("generate", "--json", "--verbose", folder=project)
    assert done.code == 0, done.stderr
    [told] = json.loads(done.stdout)["clients"]
    assert told["operations_generated"] == 1
    found = {
        (each["code"], each["origin"], each["pointer"], each["line"]) for each in told["problems"]
    }
    assert ("overlay-action-unused", "overlay.yaml", "/actions/2", 8) in found
    assert ("patch-unused", "openapi.yaml", "/paths/~1gone", 4) in found
    assert "def list(" in (project / "out" / "acme" / "resources" / "pets.py").read_text()


def test_fetch_takes_overlays(project: Path) -> None:
    done = clientsmith(
        "fetch", "openapi.yaml", "-o", "new.json", "--overlay", "overlay.yaml", folder=project
    )
    assert done.code == 0, done.stderr
    data = json.loads((project / "new.json").read_text())
    assert data["paths"]["/pets"]["get"]["responses"]["200"] == {"description": "Pets"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("overlay: 3.0.0\nactions: [1]\n", "version '3.0.0' is not supported"),
        ("a: [\n", "Broken YAML"),
        (None, "no file"),
    ],
)
def test_overlays_that_cannot_be_used(project: Path, text: str | None, words: str) -> None:
    if text is None:
        (project / "overlay.yaml").unlink()
    else:
        (project / "overlay.yaml").write_text(text)
    done = clientsmith("generate", folder=project)
    assert done.code == 3
    assert words in done.stderr
    assert not (project / "out").exists()


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ("patches = 1", "must be a list of tables"),
        ("patches = [1]", "`patches[0]` must be a table"),
        ("[[patches]]\nat = '/a'\nset = 1", "`patches[0].reason` must say why"),
        ("[[patches]]\nat = 'a'\nset = 1\nreason = 'r'", "must be a JSON pointer"),
        ("[[patches]]\nat = '/a'\nreason = 'r'", "needs `set` or `remove = true`"),
        ("[[patches]]\nat = '/a'\nreason = 'r'\nset = 1\nremove = true", "and not both"),
        ("[[patches]]\nat = '/a'\nreason = 'r'\nsett = 1\nset = 1", "did you mean `set`?"),
        ("overlays = 'a.yaml'", "`overlays` must be a list of strings"),
        ("allow_remote = [1]", "`allow_remote` must be a list of strings"),
    ],
)
def test_mistakes_in_the_configuration(tmp_path: Path, config: str, words: str) -> None:
    file = tmp_path / "clientsmith.toml"
    file.write_text(f"spec = 'a'\noutput = 'b'\n{config}\n")
    with pytest.raises(ConfigError) as caught:
        load_configs(file)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("patch", "expected"),
    [
        (Patch("/a/b", "r", 1), {"a": {"b": 1}, "l": [1, 2]}),
        (Patch("/new/x~1y", "r", [1]), {"a": {}, "l": [1, 2], "new": {"x/y": [1]}}),
        (Patch("/l/0", "r", 9), {"a": {}, "l": [9, 2]}),
        (Patch("/l/-", "r", 9), {"a": {}, "l": [1, 2, 9]}),
        (Patch("/l/1", "r", is_removed=True), {"a": {}, "l": [1]}),
        (Patch("/a", "r", is_removed=True), {"l": [1, 2]}),
        (Patch("/a", "r", None), {"a": None, "l": [1, 2]}),
        (Patch("/b", "r", is_removed=True), None),
        (Patch("/b/c", "r", is_removed=True), None),
        (Patch("/l/2", "r", 1), None),
        (Patch("/l/x", "r", 1), None),
        (Patch("/l/0/x", "r", 1), None),
        (Patch("/l/-", "r", is_removed=True), None),
    ],
)
def test_patches(patch: Patch, expected: Any) -> None:
    before = {"a": {}, "l": [1, 2]}
    data, idle = apply_patches(before, [patch])
    assert before == {"a": {}, "l": [1, 2]}
    assert data == (before if expected is None else expected)
    assert idle == ((patch,) if expected is None else ())
