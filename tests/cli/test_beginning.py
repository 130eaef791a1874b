"""The first minutes: what a command says where nothing is there yet, and the demo."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from clientsmith.cli import app
from clientsmith.config import Config, load_configs
from clientsmith.config.loading import _NOT_KEYS
from support.command import clientsmith_here as clientsmith

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "templates" / "demo" / "openapi.yaml").read_text(encoding="utf-8")


def commands_of(text: str) -> list[list[str]]:
    """The commands that lines of advice end with."""
    return [shlex.split(each) for each in re.findall(r"  (clientsmith .*)$", text, re.MULTILINE)]


def test_generate_alone_says_how_to_begin(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(DOCUMENT)
    said = clientsmith("generate", folder=tmp_path)
    assert said.code == 2
    commands = commands_of(said.stderr)
    assert [command[1] for command in commands] == ["generate", "init", "demo"]
    for _, *arguments in commands:
        done = clientsmith(*arguments, folder=tmp_path)
        assert done.code == 0, done.stderr
    assert clientsmith("check", folder=tmp_path).code == 0


def test_a_document_without_a_folder(tmp_path: Path) -> None:
    (tmp_path / "my api.yaml").write_text(DOCUMENT)
    said = clientsmith("generate", "my api.yaml", folder=tmp_path)
    first, *_ = commands_of(said.stderr)
    assert first == ["clientsmith", "generate", "my api.yaml", "-o", "sdk"]


def test_what_is_next_works(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(DOCUMENT)
    said = clientsmith("init", "openapi.yaml", "-o", "clients/shop", folder=tmp_path)
    assert "Next: clientsmith generate," in said.stderr
    done = clientsmith("generate", folder=tmp_path)
    assert "Next: pip install ./clients/shop; " in done.stderr
    assert (tmp_path / "clients" / "shop" / "pyproject.toml").is_file()


def test_every_setting_is_in_the_first_configuration() -> None:
    text = (ROOT / "templates" / "clientsmith.toml").read_text(encoding="utf-8")
    keys = [name for name in Config.__dataclass_fields__ if name not in _NOT_KEYS]
    named = set(re.findall(r"^(?:# )?(?:\[+)?(\w+)(?: = |\.|\])", text, re.MULTILINE))
    assert [key for key in keys if key not in named] == []


def test_init_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal, and proposes what is there."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "sdk").mkdir()
    (tmp_path / "openapi.yaml").write_text(DOCUMENT)
    monkeypatch.setattr("clientsmith.cli.commands.init.is_terminal", lambda: True)
    done = CliRunner().invoke(app, ["init"], input="\n\njenkins\ngithub\n")
    assert done.exit_code == 0, done.stderr
    (config,) = load_configs(tmp_path / "clientsmith.toml")
    assert (config.spec, config.output) == ("openapi.yaml", "sdk2")
    assert (tmp_path / ".github" / "workflows" / "clientsmith-check.yml").is_file()


def test_the_demo(tmp_path: Path) -> None:
    done = clientsmith("demo", "-o", "shop", folder=tmp_path)
    assert done.code == 0, done.stderr
    assert "1 Middlemarch 1872-12-01\n" in done.stdout
    assert "error 404: There is no such book.\n" in done.stdout
    folder = tmp_path / "shop"
    assert {"openapi.yaml", "try_it.py", "sdk"} <= {each.name for each in folder.iterdir()}
    again = clientsmith("demo", "-o", "shop", folder=tmp_path)
    assert (again.code, "is not empty" in again.stderr) == (2, True)


def test_each_command_prints_json(tmp_path: Path) -> None:
    group = typer.main.get_command(app)
    commands = dict(group.commands)  # type: ignore[attr-defined]
    commands |= {f"templates {n}": each for n, each in commands.pop("templates").commands.items()}
    lacking = [
        name
        for name, command in commands.items()
        if not any("--json" in parameter.opts for parameter in command.params)
    ]
    assert lacking == []
    (tmp_path / "clientsmith.toml").write_text('spec = "a"\noutput = "b"\ntemplates = "t"\n')
    done = clientsmith("trust", "--json", "-q", folder=tmp_path)
    assert json.loads(done.stdout)["trusted"] is True
    done = clientsmith("templates", "eject", "README.md", "--json", "-q", folder=tmp_path)
    assert json.loads(done.stdout)["files"] == ["README.md.jinja"]
