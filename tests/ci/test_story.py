"""The story of examples/story: three versions of an API, told to the end by the real program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("story")

STORY = Path(__file__).resolve().parents[2] / "examples" / "story" / "story.sh"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What the script says, and its folder."""
    folder = tmp_path_factory.mktemp("story")
    program = folder / "clientsmith"
    program.write_text(f'#!/usr/bin/env bash\nexec "{sys.executable}" -m clientsmith "$@"\n')
    program.chmod(0o755)
    home = folder / "home"
    home.mkdir()
    done = subprocess.run(
        ["bash", STORY, folder / "work"],
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "CLIENTSMITH": str(program),
            "PYTHON": sys.executable,
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert list(home.iterdir()) == []
    return done.stdout, folder / "work" / "sdk"


def _chapter(story: str, title: str) -> list[str]:
    return story.partition(f"== {title}")[2].partition("\n\n==")[0].splitlines()[1:]


def test_verdicts_and_exit_codes(told: tuple[str, Path]) -> None:
    story, _ = told
    assert _chapter(story, "January") == ["check: 0"]
    assert _chapter(story, "April") == [
        "check, before anybody has generated: 1",
        "verdict: minor, 1.0.0 -> 1.1.0",
        "fail on breaking: 0",
    ]
    assert _chapter(story, "July") == ["verdict: minor, 1.1.0 -> 1.2.0", "fail on breaking: 0"]
    assert _chapter(story, "October") == [
        "verdict: major, 1.2.0 -> 2.0.0",
        "fail on breaking: 1",
        "once accepted: 0",
    ]
    assert _chapter(story, "Nothing new") == ["check: 0", "not committed: 0"]


def test_the_changelog_names_what_users_meet(told: tuple[str, Path]) -> None:
    _, sdk = told
    found = [
        line if line.startswith("#") else line.partition("`: ")[0]
        for line in (sdk / "CHANGELOG.md").read_text().splitlines()
        if line.startswith(("#", "-"))
    ]
    assert found == [
        "# Changelog",
        "## [2.0.0]",
        "### Changed",
        "- **Breaking:** `models.NewLoan.card",
        "### Removed",
        "- **Breaking:** `models.Book.shelf",
        "## [1.2.0]",
        "### Deprecated",
        "- `models.Book.shelf",
        "## [1.1.0]",
        "### Added",
        "- `models.Book.branch",
        "- `books.list(limit=)",
        "- `loans.extend",
        "## [1.0.0]",
    ]


def test_each_release_is_a_commit_with_its_client(told: tuple[str, Path]) -> None:
    story, sdk = told
    history = _chapter(story, "The history")
    releases = ["1.0.0", "1.1.0", "1.2.0", "2.0.0"]
    assert history[:4] == [f"Release {version}" for version in releases]
    assert history[4].split() == [f"v{version}" for version in releases]
    for version in releases:
        project = subprocess.run(
            ["git", "show", f"v{version}:client/pyproject.toml"],
            cwd=sdk,
            capture_output=True,
            text=True,
            check=True,
        )
        assert f'version = "{version}"' in project.stdout
