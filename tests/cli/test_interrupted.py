"""Commands finish what a run that was killed had begun before they read the output folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from clientsmith.cli.commands.diff_versions import client_in
from clientsmith.cli.tasks import (
    CheckedClient,
    ClientTask,
    check_task,
    check_task_quickly,
    generate_task,
)
from clientsmith.config import Config
from clientsmith.pipeline import plan_client
from clientsmith.project.output import OutputError, is_interrupted, journal
from clientsmith.project.pins import NAMES, NO_PINS, Pins, read_pins

pytestmark = pytest.mark.detail

SPEC = """\
openapi: 3.1.0
info: {title: Sample API, version: "1"}
servers: [{url: "https://sample.test"}]
paths:
  /%s:
    get:
      responses: {"204": {description: Done}}
"""


def quiet(stage: str) -> None:
    """Nobody is told of stages."""


@dataclass
class Project:
    """A client of /pets, current once; a run that was to make one of /toys was killed."""

    task: ClientTask

    def describe(self, path: str) -> None:
        """Let the document have one operation."""
        (self.task.client.folder / "spec.yaml").write_text(SPEC % path)

    def checked(self) -> CheckedClient:
        """What `check` finds."""
        return check_task_quickly(self.task) or check_task(self.task, quiet)

    def resources(self) -> set[str]:
        """The modules of resources."""
        names = {place.stem for place in (self.task.folder / "sample/resources").glob("*.py")}
        return names - {"__init__"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    config = Config(spec="spec.yaml", output="out", package="sample", folder=tmp_path)
    project = Project(ClientTask(config, tmp_path / "cache"))
    project.describe("pets")
    generate_task(project.task, quiet)
    project.describe("toys")

    def fail(error: Exception) -> Callable[..., None]:
        def failing(*_: object) -> None:
            raise error

        return failing

    with monkeypatch.context() as patched:
        patched.setattr(journal, "_apply", fail(OSError()))
        patched.setattr(journal, "_revert", fail(OSError()))
        with pytest.raises(OutputError, match="in part"):
            generate_task(project.task, quiet)
    assert project.resources() == {"pets"}
    assert is_interrupted(project.task.folder)
    return project


def test_check_compares_what_is_finished(project: Project) -> None:
    assert not project.checked().drift
    project.describe("pets")
    assert project.checked().drift.missing == ("sample/resources/pets.py",)
    assert project.resources() == {"toys"}


def test_a_client_that_was_current_before_is_not_any_more(project: Project) -> None:
    project.describe("pets")
    assert check_task_quickly(project.task) is None
    assert project.resources() == {"toys"}


def test_generate_goes_on_from_what_is_finished(project: Project) -> None:
    written = generate_task(project.task, quiet).result.written
    assert (written.changed, written.removed) == ((), ())
    assert project.resources() == {"toys"}


@pytest.mark.parametrize("before", [None, NO_PINS], ids=["names of the folder", "other names"])
def test_whoever_plans_reads_what_is_finished(project: Project, before: Pins | None) -> None:
    plan_client(project.task.client, progress=quiet, before=before)
    assert not is_interrupted(project.task.folder)
    pins = read_pins((project.task.folder / NAMES).read_text())
    assert "toys" in repr(pins)


def test_diff_compares_what_is_finished(project: Project) -> None:
    found = client_in("out", project.task.client.folder)
    assert found is not None
    assert "toys" in repr(found.pins)
    assert "resources/toys.py" in found.modules.modules
