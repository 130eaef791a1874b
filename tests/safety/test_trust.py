"""Configurations of strangers: what they would run, send or write needs the user's agreement."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from clientsmith.cli.trust import actions
from clientsmith.config import Config, ConfigError, load_configs
from clientsmith.pipeline import fetch_library, hooks_of
from support.command import Outcome, clientsmith_here

SPEC = """\
openapi: 3.1.0
info: {title: Sample API, version: "1"}
servers: [{url: "https://sample.test"}]
paths:
  /pets:
    get: {responses: {"204": {description: Fine}}}
"""

HOOKS = """\
from pathlib import Path

Path(__file__).with_name("ran").touch()

def transform(package):
    return package
"""

COMMAND = """\
import pathlib, sys
pathlib.Path("ran").touch()
sys.stdout.write(pathlib.Path("openapi.yaml").read_text())
"""

COMMANDS = (
    ("generate",),
    ("generate", "--json"),
    ("check",),
    ("check", "--annotate", "github"),
    ("fetch", "--update"),
    ("fetch", "--client", "pets", "-o", "out.json"),
    ("diff", "openapi.yaml"),
    ("diff", "--since", "HEAD"),
    ("diff", "openapi.yaml", "openapi.yaml", "--client", "pets"),
    ("explain", "pets", "pets"),
    ("templates", "context"),
    ("templates", "lint"),
)
"""Commands that do what a configuration says."""

WITHOUT = (
    ("status",),
    ("templates", "list"),
    ("templates", "eject", "README.md"),
    ("templates", "upgrade"),
    ("validate", "openapi.yaml"),
    ("generate", "openapi.yaml", "-o", "other"),
    ("init", "--ci", "github"),
)
"""Commands that do not."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user who has not agreed to anything."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CLIENTSMITH_TRUST", raising=False)
    return tmp_path / "home"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder whose configuration runs a command and a Python file."""
    folder = tmp_path / "cloned"
    (folder / "own").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "openapi.yaml").write_text(SPEC)
    (folder / "hooks.py").write_text(HOOKS)
    (folder / "export.py").write_text(COMMAND)
    (folder / "clientsmith.toml").write_text(
        f"[clients.pets]\ncommand = {json.dumps([sys.executable, 'export.py', 'openapi.yaml'])}\n"
        "hooks = 'hooks.py'\ntemplates = 'own'\noutput = 'sdk'\n"
    )
    return folder


def run(folder: Path, *arguments: str, stdin: bytes = b"") -> Outcome:
    return clientsmith_here(*arguments, folder=folder, stdin=stdin)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_runs_before_it_is_trusted(project: Path, command: tuple[str, ...]) -> None:
    refused = run(project, *command)
    assert refused.code == 2
    (line,) = refused.stderr.splitlines()
    assert line.startswith("error: clientsmith.toml: is not trusted, and would run the ")
    assert "hooks.py" in line
    assert "export.py" in line
    assert "`clientsmith trust`" in line
    assert "CLIENTSMITH_TRUST=1" in line
    assert not (project / "ran").exists()
    assert not (project / "sdk").exists()


@pytest.mark.parametrize("command", WITHOUT, ids=" ".join)
def test_other_commands_need_no_trust(project: Path, command: tuple[str, ...]) -> None:
    done = run(project, *command)
    assert done.code == 0, done.stderr
    assert not (project / "ran").exists()


def test_trust_is_given_once_and_ends_with_a_change(project: Path) -> None:
    shown = run(project, "trust", "--yes")
    assert shown.code == 0, shown.stderr
    assert shown.stdout.splitlines() == [
        f"clientsmith.toml would run the command `{sys.executable} export.py openapi.yaml`",
        "clientsmith.toml would run the Python file hooks.py",
    ]
    assert run(project, "generate").code == 0
    assert (project / "ran").exists()
    assert run(project, "check").code == 0
    assert "trusted already" in run(project, "trust").stderr
    document = project / "openapi.yaml"
    document.write_text(document.read_text().replace("Sample", "Simple"))
    assert run(project, "check").code == 1  # a document is read and not run
    for file in ("hooks.py", "export.py"):
        text = (project / file).read_text()
        (project / file).write_text(f"{text}#\n")
        refused = run(project, "check")
        assert refused.code == 2
        assert file in refused.stderr
        assert ("hooks.py" in refused.stderr) != ("export.py" in refused.stderr)
        (project / file).write_text(text)
    assert "no longer trusted" in run(project, "trust", "--revoke").stderr
    assert run(project, "check").code == 2
    assert "was not trusted" in run(project, "trust", "--revoke").stderr


def test_trust_is_for_one_folder(project: Path, tmp_path: Path) -> None:
    assert run(project, "trust", "--yes").code == 0
    project.rename(tmp_path / "elsewhere")
    assert run(tmp_path / "elsewhere", "check").code == 2


def test_without_a_terminal_trust_needs_to_be_explicit(project: Path) -> None:
    refused = run(project, "trust", stdin=b"y\n")
    assert refused.code == 2
    assert "would run the Python file hooks.py" in refused.stdout
    assert "--yes" in refused.stderr
    assert run(project, "check").code == 2


@pytest.mark.parametrize("value", ["", "0", "true", "yes"])
def test_only_one_value_of_the_variable_trusts(
    project: Path, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIENTSMITH_TRUST", value)
    assert run(project, "check").code == 2
    monkeypatch.setenv("CLIENTSMITH_TRUST", "1")
    assert run(project, "check").code == 1


@pytest.mark.parametrize("content", ["", "[]", "{", '{"x": 1}', "[" * 100_000])
def test_a_damaged_list_trusts_nothing(project: Path, home: Path, content: str) -> None:
    (home / "clientsmith").mkdir(parents=True)
    (home / "clientsmith" / "trusted.json").write_text(content)
    assert run(project, "check").code == 2
    assert run(project, "trust", "--yes").code == 0
    assert run(project, "generate").code == 0


@pytest.mark.parametrize(
    ("settings", "texts"),
    [
        ("output = 'sdk'", []),
        ("output = 'sdk'\n[headers.'a.test']\nX-Mode = 'docs'", []),
        (
            "output = 'sdk'\n[headers.'a.test']\nX-Key = 'k ${CI_TOKEN} ${HOME}'",
            ["send ${CI_TOKEN}, ${HOME} to a.test"],
        ),
        ("output = '../near'", ["write to {}/near, which is outside of its project"]),
        ("output = 'link/sdk'", ["write to {}/sdk, which is outside of its project"]),
        ("output = '.git/hooks'", ["write to {}/cloned/.git/hooks, which is outside of its project"]),
    ],
)  # fmt: skip
def test_what_needs_trust(project: Path, settings: str, texts: list[str]) -> None:
    (project / "link").symlink_to(project.parent)
    (project / "clientsmith.toml").write_text(f"spec = 'openapi.yaml'\n{settings}\n")
    found = actions(load_configs(project / "clientsmith.toml"))
    expected = [text.replace("{}", str(project.parent.resolve())) for text in texts]
    assert [each.text for each in found] == expected
    assert run(project, "check").code == (2 if texts else 1)
    if not texts:
        assert "no trust is needed" in run(project, "trust").stderr


def test_a_project_may_write_within_its_repository(project: Path) -> None:
    tools = project / "tools"
    tools.mkdir()
    (tools / "clientsmith.toml").write_text("spec = '../openapi.yaml'\noutput = '../sdk'\n")
    assert actions(load_configs(tools / "clientsmith.toml")) == ()
    assert run(tools, "generate").code == 0


def test_the_configuration_cannot_trust_itself(project: Path) -> None:
    with (project / "clientsmith.toml").open("a") as file:
        file.write("is_trusted = true\n")
    refused = run(project, "check")
    assert refused.code == 2
    assert "`clients.pets.is_trusted` is unknown" in refused.stderr


def test_stages_refuse_what_no_command_has_asked_for(project: Path) -> None:
    with pytest.raises(ConfigError, match="`hooks` is not trusted"):
        hooks_of(Config(hooks=str(project / "hooks.py")))
    with pytest.raises(ConfigError, match="`command` is not trusted"):
        fetch_library(Config(command=("true",)))
    headers = {"a.test": {"X-Key": "${CI_TOKEN}"}}
    with pytest.raises(ConfigError, match="`headers` is not trusted"):
        fetch_library(Config(spec="https://a.test", headers=headers))


def test_jobs_say_that_they_need_trust(project: Path) -> None:
    done = run(project, "init", "--ci", "gitlab")
    assert done.code == 0, done.stderr
    assert "CLIENTSMITH_TRUST=1" in done.stderr
