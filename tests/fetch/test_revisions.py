"""Files of git revisions as sources."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from clientsmith.problem import UnusableSource
from clientsmith.sources import load

DOCUMENT = "openapi: 3.0.3\ninfo: {title: t, version: '%s'}\npaths: {}\ncomponents: {schemas: {A: {$ref: parts/a.yaml}}}\n"


def git(folder: Path, *arguments: str) -> None:
    names = {
        f"GIT_{role}_{what}": "t@t.test"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    environment = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, env=environment
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two commits of a document and of a file that it refers to; the working copy has another one."""
    (tmp_path / "api" / "parts").mkdir(parents=True)
    git(tmp_path, "init", "-q", "-b", "main")
    for version in ("1", "2"):
        (tmp_path / "api" / "openapi.yaml").write_text(DOCUMENT % version)
        (tmp_path / "api" / "parts" / "a.yaml").write_text(f"title: '{version}'\n")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", version)
        git(tmp_path, "tag", f"v{version}")
    (tmp_path / "api" / "openapi.yaml").write_text(DOCUMENT % "3")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "place", "version"),
    [
        ("v1:api/openapi.yaml", "", "1"),
        ("HEAD~1:api/openapi.yaml", "", "1"),
        ("main:api/openapi.yaml", "api", "2"),
        ("v1:./openapi.yaml", "api", "1"),
        ("v1:../openapi.yaml", "api/parts", "1"),
        ("api/openapi.yaml", "", "3"),
    ],
)
def test_revisions(repository: Path, name: str, place: str, version: str) -> None:
    library = load(name, folder=repository / place)
    assert library.root.data["info"]["version"] == version
    if ":" in name:
        assert library.root.origin == "api/openapi.yaml"
        assert library.documents["api/parts/a.yaml"].data == {"title": version}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("v9:api/openapi.yaml", "no such revision"),
        ("v1:missing.yaml", "missing.yaml"),
        ("v1:api", "api"),
        ("--output=x:api/openapi.yaml", "no file"),
        ("C:api.yaml", "no file"),
    ],
)
def test_revisions_that_are_not_there(repository: Path, name: str, words: str) -> None:
    with pytest.raises(UnusableSource) as caught:
        load(name, folder=repository)
    assert words in caught.value.problems[0].message


def test_a_folder_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UnusableSource) as caught:
        load("main:a.yaml", folder=tmp_path)
    assert "not a git repository" in caught.value.problems[0].message


def test_references_stay_in_the_repository(repository: Path) -> None:
    (repository / "openapi.yaml").write_text(
        "openapi: 3.0.3\ninfo: {}\npaths: {}\ncomponents: {schemas: {A: {$ref: ../x.yaml}}}\n"
    )
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "out")
    with pytest.raises(UnusableSource) as caught:
        load("HEAD:openapi.yaml", folder=repository)
    assert caught.value.problems[0].code == "reference-refused"


def test_a_file_with_such_a_name(tmp_path: Path) -> None:
    (tmp_path / "v1:a.yaml").write_text("openapi: 3.0.3\npaths: {}\n")
    assert load("v1:a.yaml", folder=tmp_path).root.origin == "v1:a.yaml"
