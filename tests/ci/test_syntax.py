"""What GitHub, GitLab and pre-commit read is as they want it, and nobody's text becomes a script."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from clientsmith.cli import app
from support.github_actions import expressions

ROOT = Path(__file__).resolve().parents[2]
ACTION = ROOT / "action.yml"
WORKFLOWS = sorted(
    [*(ROOT / ".github" / "workflows").glob("*.yml"), *(ROOT / "templates/ci/github").glob("*.yml")]
)
GITLAB = ROOT / "templates" / "ci" / "gitlab.yml"


def _check(schema: str, *files: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for step in yaml.safe_load(ACTION.read_text())["runs"]["steps"]:
        yield ACTION.name, step
    for file in WORKFLOWS:
        for job in yaml.safe_load(file.read_text())["jobs"].values():
            for step in job["steps"]:
                yield file.name, step


def test_workflows_and_the_action_fit_their_schemas() -> None:
    _check("vendor.github-workflows", *WORKFLOWS)
    _check("vendor.github-actions", ACTION)


def test_both_documents_of_the_gitlab_template_fit_the_schema(tmp_path: Path) -> None:
    header, jobs = list(yaml.safe_load_all(GITLAB.read_text()))
    files = []
    for number, document in enumerate((header, jobs)):
        files.append(tmp_path / f"{number}.yml")
        files[-1].write_text(yaml.safe_dump(document))
    _check("vendor.gitlab-ci", *files)
    wanted = {
        name for name in header["spec"]["inputs"] if f"inputs.{name} ]]" in GITLAB.read_text()
    }
    assert wanted == set(header["spec"]["inputs"])


def test_an_audit_of_security_finds_nothing() -> None:
    done = subprocess.run(
        ["zizmor", "--offline", "--no-config", "--min-severity=medium", ACTION, *WORKFLOWS],
        env={"PATH": str(Path(sys.executable).parent), "HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_expression_stands_in_a_script() -> None:
    found = [(file, step["name"]) for file, step in _steps() if "${{" in step.get("run", "")]
    assert found == []


def test_other_actions_are_pinned_to_commits() -> None:
    used = [step["uses"] for _, step in _steps() if "uses" in step]
    assert used
    loose = [name for name in used if name != "./" and len(name.partition("@")[2]) != 40]
    assert loose == []


def test_every_input_and_output_of_the_action_is_used() -> None:
    action = yaml.safe_load(ACTION.read_text())
    text = "".join(expressions(ACTION.read_text())) + " ".join(
        step.get("if", "") for step in action["runs"]["steps"]
    )
    assert [name for name in action["inputs"] if f"inputs.{name}" not in text] == []
    scripts = {step.get("id"): step.get("run", "") for step in action["runs"]["steps"]}
    for output in action["outputs"].values():
        for reference in output["value"].removeprefix("${{").removesuffix("}}").split("||"):
            _, step, _, name = reference.strip().split(".")
            assert f"{name}=" in scripts[step]


def test_the_documentation_has_every_input_output_and_hook() -> None:
    page = (ROOT / "docs" / "ci.md").read_text()
    action = yaml.safe_load(ACTION.read_text())
    header, _ = list(yaml.safe_load_all(GITLAB.read_text()))
    rows = [*action["inputs"], *action["outputs"], *header["spec"]["inputs"]]
    assert [name for name in rows if f"\n| `{name}` |" not in page] == []
    defaults = {name: each.get("default") for name, each in action["inputs"].items()}
    told = [name for name, text in defaults.items() if text and "$" not in text]
    assert [name for name in told if f"| `{name}` | `{defaults[name]}` |" not in page] == []
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert [hook["id"] for hook in hooks if f"- id: {hook['id']}" not in page] == []


@pytest.mark.parametrize("hook", yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()))
def test_hooks_of_pre_commit(hook: dict[str, Any]) -> None:
    assert {"id", "name", "entry", "language"} <= hook.keys()
    assert hook["language"] == "python"
    assert hook["pass_filenames"] is False
    assert set(hook["stages"]) <= {"pre-commit", "pre-push", "manual"}
    command, *arguments = hook["entry"].split()
    assert command == "clientsmith"
    done = CliRunner().invoke(app, [*arguments, "--help"])
    assert done.exit_code == 0, done.output
