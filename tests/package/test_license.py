"""The license of a client and its text, and what git ignores."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from clientsmith.config import ConfigError, load_configs
from clientsmith.project.output import MANIFEST
from clientsmith.render import TemplateSet, render
from clientsmith.text import Code
from render.sample_contexts import ACME
from support.command import clientsmith_here

SPEC = """\
openapi: 3.1.0
info: {title: Sample, version: "1", license: {name: Our terms}}
servers: [{url: "https://sample.test"}]
paths:
  /pets:
    get: {operationId: listPets, tags: [pets], responses: {"204": {description: None.}}}
"""


def _configure(folder: Path, text: str) -> Path:
    (folder / "openapi.yaml").write_text(SPEC)
    file = folder / "clientsmith.toml"
    file.write_text(f'spec = "openapi.yaml"\noutput = "out"\n{text}\n')
    return file


def _license(folder: Path) -> object:
    project = tomllib.loads((folder / "out" / "pyproject.toml").read_text())["project"]
    return project.get("license")


def test_the_text_of_a_license(tmp_path: Path) -> None:
    _configure(tmp_path, 'license = "mit"\nlicense_file = "COPYING"')
    (tmp_path / "COPYING").write_bytes("\ufeffOurs,\r\n\f© 2026\r\n".encode())
    assert clientsmith_here("generate", folder=tmp_path).code == 0
    assert (tmp_path / "out" / "LICENSE").read_text(encoding="utf-8") == "Ours,\n\f© 2026\n"
    assert "LICENSE" in json.loads((tmp_path / "out" / MANIFEST).read_text())["files"]
    assert _license(tmp_path) == "MIT"
    assert clientsmith_here("check", folder=tmp_path).code == 0
    (tmp_path / "COPYING").write_text("Theirs\n")
    done = clientsmith_here("check", folder=tmp_path)
    assert (done.code, "differs: LICENSE" in done.stdout) == (1, True)
    _configure(tmp_path, 'license_file = "COPYING"\nskip = ["LICENSE"]')
    assert clientsmith_here("generate", "--strict", folder=tmp_path).code == 0
    assert not (tmp_path / "out" / "LICENSE").exists()
    assert _license(tmp_path) is None


def test_a_text_that_cannot_be_read(tmp_path: Path) -> None:
    _configure(tmp_path, 'license_file = "COPYING"')
    done = clientsmith_here("generate", folder=tmp_path)
    assert done.code == 2
    assert "`license_file` 'COPYING' cannot be read: No such file or directory" in done.stderr
    (tmp_path / "COPYING").write_bytes(b"\xff")
    assert "it is not UTF-8" in clientsmith_here("generate", folder=tmp_path).stderr


@pytest.mark.parametrize("value", ['"Proprietary"', '""', "1", '"MIT or"'])
def test_licenses_that_are_no_expressions(tmp_path: Path, value: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_configs(_configure(tmp_path, f"license = {value}"))
    assert "`license` must be an SPDX expression such as 'MIT'" in str(caught.value)


@pytest.mark.parametrize(
    ("package", "is_ignored"), [("acme", True), ("dist", False), ("dist.acme", False)]
)
def test_git_ignores_what_is_built_but_never_the_package(package: str, is_ignored: bool) -> None:
    files = render(replace(ACME, name=Code(package)), TemplateSet())
    lines = files[".gitignore"].splitlines()
    assert "__pycache__/" in lines
    assert ("/dist/" in lines) is is_ignored
