"""Several clients of one configuration: side by side, told in order, summed up once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from clientsmith.cli.batch import processes_for, run_all
from support.command import clientsmith, clientsmith_here

SPEC = """\
openapi: 3.1.0
info: {{title: {title}, version: "1"}}
servers: [{{url: "https://sample.test"}}]
paths:
  /{thing}s:
    get:
      responses:
        "200":
          description: All
          content: {{application/json: {{schema: {{type: array, items: {{type: string}}}}}}}}
"""

CONFIG = """\
enums = "class"
[clients.cats]
spec = "cats.yaml"
output = "out/cats"
[clients.dogs]
spec = "dogs.yaml"
output = "out/dogs"
[clients.owls]
spec = "owls.yaml"
output = "out/owls"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for thing in ("cat", "dog", "owl"):
        text = SPEC.format(title=f"{thing.title()} API", thing=thing)
        (tmp_path / f"{thing}s.yaml").write_text(text)
    (tmp_path / "clientsmith.toml").write_text(CONFIG)
    return tmp_path


def _tree(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_the_number_of_processes_makes_no_difference(project: Path) -> None:
    first = clientsmith("generate", "--jobs", "2", folder=project)
    assert first.code == 0, first.stderr
    made = _tree(project / "out")
    assert {path.partition("/")[0] for path in made} == {"cats", "dogs", "owls"}
    second = clientsmith_here("generate", "--jobs", "1", "--force", folder=project)
    assert _tree(project / "out") == made
    assert "3 clients: 3 changed, 0 unchanged, 0 failed" in first.stderr
    assert first.stderr.splitlines()[-1].startswith(
        "Next: pip install ./out/cats ./out/dogs ./out/owls"
    )
    assert "3 clients: 0 changed, 3 unchanged, 0 failed" in second.stderr
    assert second.stderr.splitlines()[-1] == "Nothing changed."
    assert clientsmith_here("check", "-j", "3", folder=project).code == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_that_fails_does_not_stop_the_others(project: Path, jobs: str) -> None:
    run = clientsmith_here if jobs == "1" else clientsmith
    (project / "dogs.yaml").write_text("no: document\n")
    outcome = run("generate", "--jobs", jobs, "--json", folder=project)
    assert outcome.code == 3
    cats, dogs, owls = json.loads(outcome.stdout)["clients"]
    assert (cats["name"], owls["name"]) == ("cats", "owls")
    assert cats["operations_generated"] == owls["operations_generated"] == 1
    assert [problem["severity"] for problem in dogs["error"]["problems"]] == ["error"]
    assert not (project / "out/dogs").exists()
    assert "3 clients: 2 changed, 0 unchanged, 1 failed" in outcome.stderr
    checked = clientsmith_here("check", "--jobs", jobs, folder=project)
    assert checked.code == 3
    assert "out/owls: up to date" in checked.stderr


@pytest.mark.detail
def test_a_client_that_differs_and_one_that_fails(project: Path) -> None:
    clientsmith_here("generate", "--jobs", "1", folder=project)
    (project / "dogs.yaml").write_text("no: document\n")
    (project / "cats.yaml").write_text(SPEC.format(title="Cat API", thing="kitten"))
    outcome = clientsmith_here("check", "--jobs", "1", folder=project)
    assert outcome.code == 3
    assert "out/cats: out of date" in outcome.stderr


@pytest.mark.detail
def test_only_terminals_show_stages(project: Path) -> None:
    told = clientsmith_here("generate", "cats", folder=project).stderr.splitlines()
    assert [line for line in told if line.startswith("cats: ")] == []
    assert clientsmith_here("generate", "-q", "-j", "1", folder=project).stderr == ""


def test_a_process_that_is_ended_from_outside(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        "import os\n"
        "from clientsmith.cli.batch import run_all\n"
        "def work(task, stage):\n"
        "    os._exit(9)\n"
        "if __name__ == '__main__':\n"
        "    for result in run_all([1, 2], work, processes=2, progress=print):\n"
        "        print(result.exit_code, *result.messages)\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert done.stdout.count("3 A process was killed") == 2


def test_how_many_processes() -> None:
    assert processes_for(1, None) == 1
    assert processes_for(3, 2) == 2
    assert processes_for(3, 9) == 3
    assert 1 <= processes_for(100, None) <= 8


def test_results_come_in_the_order_of_the_tasks() -> None:
    told: list[tuple[int, str]] = []

    def work(task: int, stage: object) -> int:
        stage(f"stage {task}")  # type: ignore[operator]
        return task * 2

    found = run_all([3, 1], work, processes=1, progress=lambda *said: told.append(said))
    assert list(found) == [6, 2]
    assert told == [(0, "stage 3"), (0, "done"), (1, "stage 1"), (1, "done")]
