"""What is told of a server that cannot be installed."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from e2e import installation
from e2e.installation import CannotInstall, Installation

pytestmark = pytest.mark.e2e

SCRIPT = Path("install.sh")
WANTED = re.compile(r"tool@[\d.]+")


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    SCRIPT.write_text("get tool@1.2 tool@1.2\n")
    monkeypatch.setattr(installation, "INSTALLED", tmp_path / "installed")


def made_by(program: str) -> Installation:
    """A server whose installation is a Python program."""

    def fill(folder: Path, packages: Sequence[str]) -> None:
        installation._run([sys.executable, "-c", program, *packages], folder)

    return Installation("tool", SCRIPT, WANTED, fill)


def test_what_is_installed_is_not_installed_again_until_its_version_changes() -> None:
    tool = made_by("import pathlib, sys; pathlib.Path('tool').write_text(sys.argv[1])")
    assert not tool.is_complete()
    tool.install()
    assert (tool.folder / "tool").read_text() == "tool@1.2"
    assert (tool.is_complete(), tool.obstacle) == (True, "")
    SCRIPT.write_text("get tool@1.3\n")
    assert not tool.is_complete()


def test_why_a_server_is_not_installed_is_kept_until_it_is() -> None:
    broken = made_by("raise SystemExit('there is no network')")
    with pytest.raises(CannotInstall, match="there is no network"):
        broken.install()
    assert not broken.is_complete()
    assert "there is no network" in broken.obstacle
    made_by("").install()
    assert (broken.is_complete(), broken.obstacle) == (True, "")


def test_programs_that_hang_are_ended_with_what_they_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The child holds the pipe, and would keep whoever reads from it."""
    monkeypatch.setattr(installation, "_MOST_SECONDS", 1)
    wait = "import time; time.sleep(600)"
    hanging = made_by(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {wait!r}])")
    with pytest.raises(CannotInstall, match="longer than 1 s"):
        hanging.install()


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(CannotInstall, match="there is no clientsmith-test-tool"):
        installation._needs("sh", "clientsmith-test-tool")
    with pytest.raises(CannotInstall, match="cannot be run: No such file"):
        installation._run(["./missing"], Path("."))
