"""`clientsmith check`: known to be current without generating, and what it says otherwise."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from clientsmith.cli.annotations import ReviewAnnotations
from clientsmith.cli.running import Failure
from clientsmith.cli.tasks import (
    CheckedClient,
    ClientTask,
    check_task,
    check_task_quickly,
    generate_task,
)
from clientsmith.config import Config, RuntimeSettings
from clientsmith.plan.client.features import FEATURES
from clientsmith.problem import Location, Problem, Severity
from clientsmith.project.inputs import inputs_digest
from clientsmith.project.output import NO_DRIFT
from support.command import clientsmith_here

pytestmark = pytest.mark.detail

SPEC = """\
openapi: 3.1.0
info: {title: Sample API, version: "1"}
servers: [{url: "https://sample.test"}]
paths:
  /pets:
    get:
      responses:
        "200":
          description: Pets
          content: {application/json: {schema: {$ref: "parts/pet.yaml"}}}
"""
PART = "{type: object, title: Pet, properties: {id: {type: string}}}\n"
TEMPLATE = (
    '{% extends "builtin/README.md.jinja" %}{% block title %}{{ super() }}\nOurs{% endblock %}\n'
)


@pytest.fixture
def task(tmp_path: Path) -> ClientTask:
    (tmp_path / "spec.yaml").write_text(SPEC)
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/pet.yaml").write_text(PART)
    config = Config(spec="spec.yaml", output="out", package="sample", folder=tmp_path)
    task = ClientTask(config, tmp_path / "cache")
    generate_task(task, lambda stage: None)
    return task


def _checked(task: ClientTask, stages: list[str]) -> CheckedClient:
    return check_task_quickly(task) or check_task(task, stages.append)


def _stages(task: ClientTask) -> list[str]:
    stages: list[str] = []
    _checked(task, stages)
    return stages


def test_what_is_known_to_be_current_is_not_generated(task: ClientTask) -> None:
    assert _stages(task) == []
    assert _checked(task, []).drift is NO_DRIFT


def test_another_machine_sees_for_itself_once(task: ClientTask, tmp_path: Path) -> None:
    fresh = replace(task, cache=tmp_path / "other")
    assert _stages(fresh) != []  # a repository at work has to have seen the client
    assert _stages(fresh) == []


def _rewrite(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / path).read_text()
        assert old in text
        (folder / path).write_text(text.replace(old, new))

    return change


@pytest.mark.parametrize(
    ("change", "is_drift"),
    [
        pytest.param(_rewrite("spec.yaml", "Pets", "All pets"), True, id="document"),
        pytest.param(_rewrite("parts/pet.yaml", "Pet", "Beast"), True, id="part"),
        pytest.param(_rewrite("out/README.md", "Sample", "My"), True, id="file"),
        pytest.param(lambda folder: (folder / "out/API.md").unlink(), True, id="missing"),
        pytest.param(
            _rewrite("out/.clientsmith/manifest.json", '"inputs": "', '"inputs": "0'),
            True,
            id="manifest",
        ),
    ],
)
def test_any_change_is_seen(
    task: ClientTask, tmp_path: Path, change: Callable[[Path], None], is_drift: bool
) -> None:
    change(tmp_path)
    assert bool(_checked(task, []).drift) is is_drift


@pytest.mark.parametrize(
    "settings",
    [{"enums": "class"}, {"validate_requests": True}, {"types": {"uuid": "string"}}],
    ids=lambda settings: next(iter(settings)),
)
def test_other_settings_are_seen(task: ClientTask, settings: dict[str, object]) -> None:
    other = replace(task, client=replace(task.client, **settings))  # type: ignore[arg-type]
    assert "render" in _stages(other)


def test_warnings_are_looked_for_where_they_are_failures(task: ClientTask) -> None:
    assert _stages(replace(task, client=replace(task.client, strict=True))) != []


def test_another_document_of_the_same_content_is_seen(task: ClientTask, tmp_path: Path) -> None:
    (tmp_path / "copy.yaml").write_text(SPEC)
    other = replace(task, client=replace(task.client, spec="copy.yaml"))
    assert "render" in _stages(other)


def test_templates_and_overlays_are_seen(task: ClientTask, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "API.md.jinja").write_text("Ours\n")
    overlay = tmp_path / "overlay.yaml"
    text = "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions: [{target: $.info, update: {description: A}}]\n"
    overlay.write_text(text)
    client = replace(task.client, templates="templates", overlays=("overlay.yaml",))
    with_both = replace(task, client=client)
    generate_task(with_both, lambda stage: None)
    assert _stages(with_both) == []
    (folder / "API.md.jinja").write_text("Theirs\n")
    assert _checked(with_both, []).drift.changed == (
        "API.md",
        ".clientsmith/manifest.json",
    )
    generate_task(with_both, lambda stage: None)
    assert _stages(with_both) == []
    overlay.write_text(text.replace("A}", "B}"))
    assert _checked(with_both, []).drift


def test_what_other_machines_do_not_have_makes_no_difference(
    task: ClientTask, tmp_path: Path
) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "API.md.jinja").write_text("Ours\n")
    client = replace(task.client, templates="templates")
    generate_task(replace(task, client=client), lambda stage: None)
    (folder / ".DS_Store").write_text("")
    elsewhere = replace(client, templates=str(folder), allow_remote=("acme.test",))
    assert inputs_digest(elsewhere) == inputs_digest(client)
    assert _stages(replace(task, client=elsewhere)) == []


def test_the_command_imports_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    code = "import sys, clientsmith.cli; print(*sorted(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(told.stdout.split())
    heavy = {"jinja2", "openapi_spec_validator", "jsonschema_rs", "yaml", "httpx2", "black"}
    parts = {f"clientsmith.{part}" for part in ("pipeline", "read", "plan", "render", "fetch")}
    assert modules & (heavy | parts | {"griffe", "pytest"}) == set()


def test_long_lists_and_diffs_are_cut(task: ClientTask, tmp_path: Path) -> None:
    parts = RuntimeSettings(include=tuple(FEATURES))
    task = replace(task, client=replace(task.client, runtime=parts))
    generate_task(task, lambda stage: None)
    for file in (tmp_path / "out/sample").rglob("*.py"):
        file.unlink()
    module = tmp_path / "out/sample/client.py"
    module.write_text("".join(f"line{number}\n" for number in range(1000)))
    drift = _checked(task, []).drift
    lines = drift.text().splitlines()
    assert len(drift.missing) > 50
    assert f"missing: … and {len(drift.missing) - 50} more" in lines
    assert lines[-1] == "… the rest of the diff is not shown"
    assert len(lines) < 500


def test_annotations_of_a_changed_client(task: ClientTask, tmp_path: Path) -> None:
    _rewrite("out/README.md", "pip install", "pip  install")(tmp_path)
    (tmp_path / "out/API.md").unlink()
    outcome = clientsmith_here(
        "check", "spec.yaml", "-o", "out", "-p", "sample", "--annotate", "github", folder=tmp_path
    )
    assert outcome.code == 1
    changed, missing = outcome.stdout.splitlines()
    text = (tmp_path / "out/README.md").read_text().splitlines()
    line = next(number for number, said in enumerate(text, 1) if "pip  install" in said)
    assert changed == (
        f"::error file=out/README.md,line={line},title=clientsmith::"
        "The file differs from what clientsmith generates."
    )
    assert missing.startswith("::error file=out/API.md,title=clientsmith::")


def test_annotations_escape_what_documents_say() -> None:
    problem = Problem(
        "invalid-value", Severity.ERROR, "a\n::error::b 100%", Location("x,y:z.yaml", "/a", 3)
    )
    annotations = ReviewAnnotations()
    annotations.add_failure(Failure(3, problems=(problem,)), Config(spec="x,y:z.yaml"))
    assert annotations.text() == (
        "::error file=x%2Cy%3Az.yaml,line=3,title=clientsmith::"
        "[invalid-value] a%0A\\x3a:error::b 100%25\n"
    )


def test_annotations_that_would_not_be_shown_are_counted() -> None:
    problems = tuple(
        Problem("invalid-value", Severity.ERROR, f"{number}", Location("a.yaml", "", number))
        for number in range(1, 31)
    )
    annotations = ReviewAnnotations()
    annotations.add_failure(Failure(3, problems=problems), Config(spec="a.yaml"))
    lines = annotations.text().splitlines()
    assert len(lines) == 10
    assert "and 21 more" in lines[-1]


def test_the_diff_is_part_of_the_json(task: ClientTask, tmp_path: Path) -> None:
    _rewrite("out/README.md", "pip install", "pip  install")(tmp_path)
    outcome = clientsmith_here(
        "check", "spec.yaml", "-o", "out", "-p", "sample", "--json", folder=tmp_path
    )
    (client,) = json.loads(outcome.stdout)["clients"]
    assert client["changed"] == ["README.md"]
    assert any("pip  install" in line for line in client["diff"])
    assert client["cut_off"] is False
