"""`clientsmith init`: a configuration that works, jobs that fit, and nothing that was there is lost."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from clientsmith import __version__
from clientsmith.cli import app
from clientsmith.config import load_configs
from support.command import clientsmith

pytestmark = pytest.mark.detail

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "openapi.yaml").write_text("openapi: 3.1.0\n")
    return tmp_path


def init(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["init", *arguments])


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    ("spec", "written"),
    [
        ("openapi.yaml", "openapi.yaml"),
        ("./openapi.yaml", "openapi.yaml"),
        ("{here}/openapi.yaml", "openapi.yaml"),
        ('a "b" \\ é.yaml', 'a "b" \\ é.yaml'),
        ("pages", "pages"),
        ("openapi.yaml#billing", "openapi.yaml#billing"),
        ("https://api.example.com/openapi.json", "https://api.example.com/openapi.json"),
        ("origin/main:openapi.yaml", "origin/main:openapi.yaml"),
    ],
    ids=["file", "dot", "absolute", "quoted", "folder", "choice", "url", "revision"],
)
def test_the_configuration_is_for_the_document(project: Path, spec: str, written: str) -> None:
    (project / 'a "b" \\ é.yaml').touch()
    (project / "pages").mkdir()
    done = init(spec.format(here=project), "-o", "clients/shop")
    assert done.exit_code == 0, done.stderr
    assert "clientsmith.toml: written" in done.stderr
    assert "clientsmith generate" in done.stderr
    (config,) = load_configs(project / "clientsmith.toml")
    assert (config.spec, config.output) == (written, "clients/shop")


def test_every_example_in_the_configuration_is_right(tmp_path: Path) -> None:
    text = (TEMPLATES / "clientsmith.toml").read_text()
    examples = re.compile(r'^# (?=\w+ = |\[.+\]$|"[^"]+" = )', re.MULTILINE)
    assert len(examples.findall(text)) > 40
    file = tmp_path / "clientsmith.toml"
    file.write_text(examples.sub("", text).replace("command = ", "# command = "))
    (config,) = load_configs(file)
    assert config.name == "billing"
    assert config.package == "shop"


def test_what_is_there_is_not_overwritten(project: Path) -> None:
    assert init("openapi.yaml").exit_code == 0
    before = (project / "clientsmith.toml").read_bytes()
    again = init("openapi.yaml", "-o", "other", "--ci", "github")
    assert again.exit_code == 2
    assert "[clients.NAME]" in again.stderr
    assert (project / "clientsmith.toml").read_bytes() == before
    assert files(project) == {"openapi.yaml", "clientsmith.toml"}
    (project / ".github/workflows").mkdir(parents=True)
    (project / ".github/workflows/clientsmith-update.yml").write_text("mine")
    refused = init("--ci", "github")
    assert refused.exit_code == 2
    assert ".github/workflows/clientsmith-update.yml" in refused.stderr
    assert not (project / ".github/workflows/clientsmith-check.yml").exists()


def test_a_configuration_in_pyproject_counts(project: Path) -> None:
    (project / "pyproject.toml").write_text(
        '[tool.clientsmith]\nspec = "openapi.yaml"\noutput = "sdk"\n'
    )
    assert init("openapi.yaml").exit_code == 2
    done = init()
    assert done.exit_code == 2
    assert "--ci adds jobs" in done.stderr
    assert init("--ci", "gitlab").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "clientsmith init SPEC [-o DIR]"),
        (("--ci", "github"), "clientsmith init SPEC [-o DIR]"),
        (("opnapi.yaml",), "there is no file or folder 'opnapi.yaml'"),
        (("",), "there is no file or folder ''"),
        (("-",), "give a file or a URL"),
        (("openapi.yaml", "--ci", "jenkins"), "'github', 'gitlab'"),
    ],
    ids=["nothing", "jobs-alone", "misspelt", "empty", "stdin", "service"],
)
def test_wrong_usage(project: Path, arguments: tuple[str, ...], message: str) -> None:
    done = init(*arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert files(project) == {"openapi.yaml"}


def test_workflows_of_a_folder_in_a_repository(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / ".git").mkdir()
    folder = project / "sdks" / "on: é"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    done = init("../../openapi.yaml", "--ci", "github", "--json")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["written"] == [
        "clientsmith.toml",
        "../../.github/workflows/clientsmith-check.yml",
        "../../.github/workflows/clientsmith-update.yml",
    ]
    for name in ("check", "update"):
        text = (project / f".github/workflows/clientsmith-{name}.yml").read_text()
        workflow = yaml.safe_load(text)
        assert workflow["env"] == {"CLIENTSMITH": f"clientsmith=={__version__}"}
        (job,) = workflow["jobs"].values()
        assert job["defaults"]["run"]["working-directory"] == "sdks/on: é"


def test_jobs_of_gitlab(project: Path) -> None:
    done = init("openapi.yaml", "--ci", "gitlab")
    assert done.exit_code == 0
    pipeline = yaml.safe_load((project / ".gitlab-ci.yml").read_text())
    assert pipeline["include"] == [
        {
            "local": ".gitlab/clientsmith.yml",
            "inputs": {"requirement": f"clientsmith=={__version__}"},
        }
    ]
    jobs = (project / ".gitlab/clientsmith.yml").read_text()
    assert jobs == (TEMPLATES / "ci/gitlab.yml").read_text()


def test_a_pipeline_that_is_there_stays_and_the_lines_are_told(project: Path) -> None:
    (project / ".gitlab-ci.yml").write_text("stages: [test]\n")
    done = init("openapi.yaml", "--ci", "gitlab")
    assert done.exit_code == 0
    assert "Add to .gitlab-ci.yml:\ninclude:\n  - local: .gitlab/clientsmith.yml" in done.stderr
    assert (project / ".gitlab-ci.yml").read_text() == "stages: [test]\n"


def test_what_cannot_be_written_is_said(project: Path) -> None:
    (project / ".github").write_text("a file")
    done = init("openapi.yaml", "--ci", "github")
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr


def test_the_file_is_what_generate_reads(tmp_path: Path) -> None:
    document = '{"openapi": "3.1.0", "info": {"title": "Shop", "version": "2026-11"}, "paths": {}}'
    (tmp_path / "shop.json").write_text(document)
    assert clientsmith("init", "shop.json", folder=tmp_path).code == 0
    config = tmp_path / "clientsmith.toml"
    config.write_text(config.read_text().replace("# version =", "version ="))
    assert clientsmith("generate", folder=tmp_path).code == 0
    assert 'version = "1.0.0"' in (tmp_path / "sdk/pyproject.toml").read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_on_a_terminal_it_asks(tmp_path: Path) -> None:
    (tmp_path / "shop.json").write_text("{}")
    master, terminal = os.openpty()
    os.write(master, b"shop.json\n\n")
    done = subprocess.run(
        [sys.executable, "-m", "clientsmith", "init"],
        cwd=tmp_path,
        stdin=terminal,
        capture_output=True,
        text=True,
        check=False,
    )
    os.close(master)
    os.close(terminal)
    assert done.returncode == 0, done.stderr
    assert "Folder of the client [sdk]" in done.stderr
    (config,) = load_configs(tmp_path / "clientsmith.toml")
    assert (config.spec, config.output) == ("shop.json", "sdk")
