"""The action, step by step, over a real repository; clientsmith and gh are played by scripts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from clientsmith.cli import app
from support.github_actions import Run, run_steps

ACTION: dict[str, Any] = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "action.yml").read_text()
)

# A client is a copy of its document here, and a document with the word "breaking" breaks things.
CLIENTSMITH = """\
#!/usr/bin/env bash
echo "$*" >> "$STAGE/clientsmith.log"
echo "$1 ${CLIENTSMITH_TRUST:-0}" >> "$STAGE/trust.log"
case "$1 $*" in
  "fetch fetch --update"*) ;;
  fetch*) cp "$2" "$4" ;;
  generate*) cp openapi.yaml client.py ;;
  check*) cmp -s openapi.yaml client.py ;;
  diff*)
    while [ $# -gt 0 ]; do
      case "$1" in --markdown) echo "# What changes" > "$2" ;; --fail-on) fail=1 ;; esac
      shift
    done
    if grep -q breaking client.py; then echo '{"verdict": "major"}'; exit ${fail:-0}; fi
    echo '{"verdict": "minor"}' ;;
esac
"""

GH = """\
#!/usr/bin/env bash
printf '%s\\n' "$@" > "$STAGE/gh-$2.log"
case "$2" in
  list) if [ -e "$STAGE/open" ]; then echo https://github.example/pull/7; fi ;;
  create) touch "$STAGE/open"; echo https://github.example/pull/7 ;;
esac
"""

PYTHON = f"""\
#!/usr/bin/env bash
echo "$*" >> "$STAGE/python.log"
if [ "$2" = venv ]; then
  mkdir -p "$4/bin"
  cp "$0" "$4/bin/python"
  cp "$STAGE/bin/clientsmith" "$4/bin/clientsmith"
elif [ "$2" != pip ]; then
  exec "{sys.executable}" "$@"
fi
"""


class Stage:
    """A repository, where it was cloned from, and the programs of a runner."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.checkout = folder / "checkout"
        programs = folder / "bin"
        programs.mkdir()
        for name, text in (("clientsmith", CLIENTSMITH), ("gh", GH), ("python", PYTHON)):
            (programs / name).write_text(text)
            (programs / name).chmod(0o755)
        (folder / "gitconfig").write_text(
            "[user]\nname = Somebody\nemail = somebody@example.com\n[init]\ndefaultBranch = main\n"
        )
        self.env = {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "STAGE": str(folder),
            "HOME": str(folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"),
            "GITHUB_ACTION_PATH": "/action",
            "GITHUB_SERVER_URL": "https://github.example",
        }
        self.git("init", "--quiet", "--bare", "origin.git", folder=folder)
        self.git("clone", "--quiet", "origin.git", "checkout", folder=folder)
        self.commit({"openapi.yaml": "first\n", "client.py": "first\n"})
        self.git("push", "--quiet", "origin", "main")
        self.publish("first\n")

    def git(self, *arguments: str, folder: Path | None = None) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=folder or self.checkout,
            env={**os.environ, **self.env},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def commit(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            (self.checkout / name).write_text(text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "by hand")

    def publish(self, text: str) -> None:
        """What the server of the API has."""
        (self.folder / "upstream.yaml").write_text(text)

    def log(self, name: str) -> list[str]:
        file = self.folder / f"{name}.log"
        return file.read_text().splitlines() if file.exists() else []

    def run(self, **inputs: str) -> Run:
        """Run the action on a fresh checkout."""
        self.git("reset", "--quiet", "--hard")
        defaults = {name: str(each.get("default", "")) for name, each in ACTION["inputs"].items()}
        given = {name.replace("_", "-"): text for name, text in inputs.items()}
        run = run_steps(
            ACTION["runs"]["steps"],
            folder=self.checkout,
            temp=self.folder / "temp",
            env=self.env,
            inputs={**defaults, "token": "s3cret", **given},
            github={"ref_name": "main"},
            given={"python": {"python-path": "python"}},
        )
        commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
        for line in self.log("clientsmith"):
            name, *arguments = line.split()
            if name in commands:  # the real program knows all that it was asked
                commands[name].make_context(name, arguments)
        return run

    def propose(self, **inputs: str) -> Run:
        return self.run(mode="pull-request", sources="../upstream.yaml openapi.yaml\n", **inputs)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


BRANCH = "origin/clientsmith/update"


def test_a_pull_request_is_opened_and_then_renewed(stage: Stage) -> None:
    before = stage.git("rev-parse", "HEAD")
    stage.publish("second\n")
    run = stage.propose(
        labels="api,bot", title='It\'s "$(touch hacked)"', clients="a\nb", config="c"
    )
    assert run.code == 0, run.said
    assert run.outputs["propose"]["url"] == "https://github.example/pull/7"
    assert run.outputs["report"]["verdict"] == "minor"
    assert run.outputs["update"]["changed"] == "true"
    assert "# What changes" in run.summary
    assert stage.log("clientsmith")[1:4] == [
        "fetch ../upstream.yaml -o openapi.yaml",
        "fetch --update --config c -- a b",
        "generate --config c -- a b",
    ]
    assert stage.log("clientsmith")[4].startswith("diff --since HEAD --markdown ")
    created = stage.log("gh-create")
    assert created[created.index("--title") + 1] == 'It\'s "$(touch hacked)"'
    assert created[created.index("--label") + 1] == "api,bot"
    assert created[created.index("--base") + 1] == "main"
    assert Path(created[created.index("--body-file") + 1]).read_text() == "# What changes\n"

    stage.git("fetch", "--quiet")
    assert stage.git("show", f"{BRANCH}:client.py") == "second"
    assert stage.git("log", "--format=%an %s", f"main..{BRANCH}") == (
        'github-actions[bot] It\'s "$(touch hacked)"'
    )
    assert stage.git("rev-parse", "HEAD", "origin/main").split() == [before, before]
    assert not (stage.checkout / "hacked").exists()

    tip = stage.git("rev-parse", BRANCH)
    stage.propose()
    stage.git("fetch", "--quiet")
    assert stage.git("rev-parse", BRANCH) == tip
    assert stage.log("gh-edit")[2] == "https://github.example/pull/7"
    stage.publish("third\n")
    assert stage.propose().code == 0
    stage.git("fetch", "--quiet")
    assert stage.git("show", f"{BRANCH}:client.py") == "third"
    assert len(stage.git("log", "--format=%h", f"main..{BRANCH}").splitlines()) == 1


@pytest.mark.parametrize(("trust", "value"), [("false", "0"), ("true", "1")])
def test_trust_is_given_by_an_input(stage: Stage, trust: str, value: str) -> None:
    stage.publish("second\n")
    assert stage.propose(trust=trust).code == 0
    assert set(stage.log("trust")[2:]) == {
        f"{name} {value}" for name in ("fetch", "generate", "diff")
    }
    refused = stage.run(trust="yes")
    assert (refused.code, "::error::The input trust" in refused.said) == (2, True)


def test_nothing_is_proposed_where_nothing_has_changed(stage: Stage) -> None:
    run = stage.propose()
    assert run.code == 0, run.said
    assert run.outputs["update"]["changed"] == "false"
    assert {"report", "propose"} <= {*run.skipped}
    assert stage.log("gh-create") == []


def test_commits_of_others_on_the_branch_stay(stage: Stage) -> None:
    stage.git("checkout", "--quiet", "-b", "theirs")
    stage.commit({"client.py": "mended by hand\n"})
    stage.git("push", "--quiet", "origin", "HEAD:clientsmith/update")
    stage.git("checkout", "--quiet", "main")
    stage.publish("second\n")
    run = stage.propose()
    assert run.code == 1
    assert "::error::The last commit of clientsmith/update is not by this action" in run.said
    stage.git("fetch", "--quiet")
    assert stage.git("show", f"{BRANCH}:client.py") == "mended by hand"


def test_breaking_changes_fail_once_they_are_proposed(stage: Stage) -> None:
    stage.publish("breaking\n")
    run = stage.propose(fail_on="breaking")
    assert run.code == 1
    assert run.outputs["report"]["verdict"] == "major"
    assert run.outputs["propose"]["url"] == "https://github.example/pull/7"
    assert "::error::The API has changed" in run.said


@pytest.mark.parametrize("is_drifted", [False, True], ids=["same", "drifted"])
def test_a_check_reports_what_a_pull_request_changes(stage: Stage, is_drifted: bool) -> None:
    stage.git("checkout", "--quiet", "-b", "topic")
    client = "first\n" if is_drifted else "second\n"
    stage.commit({"openapi.yaml": "second\n", "client.py": client})
    stage.git("checkout", "--quiet", "--detach", "main")
    stage.git("merge", "--quiet", "--no-ff", "--message", "as GitHub does", "topic")
    run = stage.run(clients="one")
    assert run.code == int(is_drifted)
    assert run.outputs["check"]["changed"] == str(is_drifted).lower()
    assert run.outputs["report"]["verdict"] == "minor"
    assert stage.log("clientsmith")[1] == "check --annotate github -- one"
    assert stage.log("clientsmith")[2].startswith("diff --since HEAD^1 ")
    assert "update" in run.skipped


def test_a_check_outside_of_pull_requests_has_no_report(stage: Stage) -> None:
    run = stage.run()
    assert run.code == 0
    assert "fetch-depth: 2" in run.said
    assert run.outputs["report"] == {}
    assert stage.run(since="HEAD~0").outputs["report"]["verdict"] == "minor"


@pytest.mark.parametrize(
    ("version", "wanted"), [("", "/action"), ("1.2.3", "clientsmith==1.2.3")], ids=["own", "given"]
)
def test_the_version_that_is_installed(stage: Stage, version: str, wanted: str) -> None:
    stage.run(version=version)
    assert stage.log("python")[1].endswith(f" {wanted}")


@pytest.mark.parametrize("inputs", [{"mode": "chekc"}, {"fail_on": "all"}], ids=["mode", "fail-on"])
def test_mistaken_inputs(stage: Stage, inputs: dict[str, str]) -> None:
    run = stage.run(**inputs)
    assert run.code == 2
    assert "::error::The input" in run.said
    assert stage.log("clientsmith") == []
