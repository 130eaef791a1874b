"""`clientsmith status`, and `generate` and `check` where edits are kept."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from clientsmith.project.output.journal import PENDING
from clientsmith.project.pins import NAMES
from support.command import Outcome
from support.command import clientsmith_here as clientsmith
from support.edited_clients import KEEPERS, PETS, SPEC, Project, version

CONFIG = """\
keep_edits = true

[clients.zoo]
spec = "spec.yaml"
output = "out"
package = "zoo"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "spec.yaml").write_text(SPEC)
    (tmp_path / "clientsmith.toml").write_text(CONFIG)
    return tmp_path


def run(*arguments: str, folder: Path) -> Outcome:
    """Run a command with a cache of its own."""
    env = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    return clientsmith(*arguments, folder=folder, env=env)


def folder_status(folder: Path) -> dict[str, Any]:
    """What `status --json` says of the only client."""
    outcome = run("status", "--json", folder=folder)
    assert outcome.code == 0, outcome.stderr
    (client,) = json.loads(outcome.stdout)["clients"]
    return dict(client)


def test_the_whole_story_at_the_command_line(folder: Path) -> None:
    assert folder_status(folder)["is_generated"] is False
    assert run("generate", folder=folder).code == 0
    project = Project(folder / "out", None)
    project.edit(PETS, "List pets.", "List my pets.")

    status = run("status", folder=folder)
    assert f"edited      {PETS}  +1 −1" in status.stdout
    assert "it stores what is needed to merge the edits" in status.stderr
    assert run("check", folder=folder).code == 0

    (folder / "spec.yaml").write_text(SPEC.replace("List pets.", "List all pets."))
    generated = run("generate", "--json", folder=folder)
    assert generated.code == 1
    (client,) = json.loads(generated.stdout)["clients"]
    assert client["kept"] == [PETS]
    lines = [conflict["line"] for conflict in client["conflicts"]]
    for line in lines:
        assert f"error: out/{PETS}:{line}: both you and the generator changed" in generated.stderr
    assert "resolve the conflicts" in generated.stderr

    assert lines[0] in folder_status(folder)["edited"][0]["conflicts"]
    status = run("status", folder=folder)
    assert f"conflict    {PETS}  line {lines[0]}, " in status.stdout
    assert "resolve the conflicts" in status.stderr
    assert run("check", folder=folder).code == 1
    again = run("generate", folder=folder)
    assert again.code == 2
    assert f"{PETS} (has unresolved conflicts, line {lines[0]}, " in again.stderr

    project.edit(PETS, project.read(PETS), version("v1")[PETS] + "# mine\n")
    assert run("generate", folder=folder).code == 0
    assert run("check", folder=folder).code == 0
    assert "keeps the edits" in run("status", folder=folder).stderr


def test_edits_are_kept_without_a_configuration(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(SPEC.replace("List pets.", "List all pets."))
    arguments = ("spec.yaml", "-o", "out", "--package", "zoo")
    project = Project(tmp_path / "out", tmp_path / "cache" / "clientsmith")
    project.write("v1")
    project.edit(KEEPERS, "List keepers.", "List my keepers.")
    stopped = run("generate", *arguments, folder=tmp_path)
    assert (stopped.code, "--keep-edits" in stopped.stderr) == (2, True)
    generated = run("generate", *arguments, "--keep-edits", "--json", folder=tmp_path)
    assert generated.code == 0, generated.stderr
    assert json.loads(generated.stdout)["clients"][0]["kept"] == [KEEPERS]
    assert "List my keepers." in project.read(KEEPERS)
    assert "List all pets." in project.read(PETS)
    assert run("check", *arguments, "--keep-edits", folder=tmp_path).code == 0


@pytest.mark.parametrize("command", ["generate", "check"])
def test_clients_of_the_configuration_say_it_there(folder: Path, command: str) -> None:
    outcome = run(command, "--keep-edits", folder=folder)
    assert outcome.code == 2
    assert "--keep-edits" in outcome.stderr
    assert not (folder / "out").exists()


def test_what_people_added_and_removed(folder: Path) -> None:
    project = Project(folder / "out", None)
    project.write("v1", keep_edits=False)
    assert "unchanged" in run("status", "zoo", folder=folder).stdout
    for path in (KEEPERS, NAMES):
        (folder / "out" / path).unlink()
    for path in ("zoo/custom/client.py", "zoo/notes \x1b[1m.txt", "docs/mine.md"):
        place = folder / "out" / path
        place.parent.mkdir(exist_ok=True)
        place.write_text("mine\n")
    (folder / "out" / "zoo" / "__pycache__").mkdir()
    (folder / "out" / "zoo" / "__pycache__" / "client.cpython-311.pyc").write_bytes(b"")
    found = folder_status(folder)
    assert found["missing"] == [NAMES, KEEPERS]
    assert found["custom"] == ["zoo/custom/client.py"]
    assert found["foreign"] == ["zoo/notes \x1b[1m.txt"]
    outcome = run("status", folder=folder)
    assert "custom      zoo/custom/client.py" in outcome.stdout
    assert "unknown     zoo/notes \\x1b[1m.txt" in outcome.stdout
    assert "writes what is missing" in outcome.stderr


def test_an_edit_whose_base_nobody_knows(folder: Path) -> None:
    project = Project(folder / "out", None)
    project.write("v1")
    project.edit(PETS, "List pets.", "List my pets.")
    (edited,) = folder_status(folder)["edited"]
    assert edited == {
        "path": PETS,
        "added": None,
        "removed": None,
        "conflicts": [],
        "has_base": False,
    }
    assert "originally generated text is unknown" in run("status", folder=folder).stderr
    (folder / "clientsmith.toml").write_text(CONFIG.replace("true", "false"))
    assert "set `keep_edits = true`" in run("status", folder=folder).stderr


def test_a_run_that_was_killed(folder: Path) -> None:
    Project(folder / "out", None).write("v1")
    (folder / "out" / PENDING).mkdir()
    assert folder_status(folder)["is_interrupted"] is True
    outcome = run("status", folder=folder)
    assert "was killed" in outcome.stdout
    assert "finishes or undoes" in outcome.stderr


def test_mistakes(folder: Path) -> None:
    assert run("status", "zoos", folder=folder).code == 2
    other = '[clients.other]\nspec = "spec.yaml"\noutput = "other"\n'
    (folder / "clientsmith.toml").write_text(CONFIG + other)
    (folder / "out" / ".clientsmith").mkdir(parents=True)
    (folder / "out" / ".clientsmith" / "manifest.json").write_text("{")
    outcome = run("status", folder=folder)
    assert (outcome.code, "damaged" in outcome.stderr) == (2, True)
    assert "other: not generated yet" in outcome.stdout
