"""Folders of git revisions, and clients in them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from clientsmith.cli.commands.diff_versions import client_in
from clientsmith.problem import UnusableSource
from clientsmith.sources import check_revision, is_file_of_revision, revision_folder
from clientsmith.sources import revisions as module


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with one commit, whose working tree has changed since."""
    root = tmp_path_factory.mktemp("repository")
    (root / "sub" / "inner").mkdir(parents=True)
    (root / "sub" / "inner" / "a.txt").write_bytes(b"one\n")
    (root / "sub" / "ü b.bin").write_bytes(b"\0\xff\n\n")
    (root / "sub" / "link.txt").symlink_to("inner/a.txt")
    who = {
        f"GIT_{role}_{what}": "a@b.c"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-C", root, *arguments], check=True, env=os.environ | who)
    (root / "sub" / "inner" / "a.txt").write_bytes(b"two\n")
    return root


@pytest.mark.parametrize(
    ("name", "start", "prefix"),
    [
        ("HEAD:sub", ".", ""),
        ("HEAD:sub/", ".", ""),
        ("HEAD:sub\\inner", ".", "inner/"),
        ("HEAD:./inner", "sub", "inner/"),
        ("HEAD:.", "sub", ""),
        ("HEAD:../sub", "sub", ""),
        ("HEAD:sub", "sub", ""),
    ],
)
def test_files_are_as_they_were(repository: Path, name: str, start: str, prefix: str) -> None:
    whole = {"inner/a.txt": b"one\n", "ü b.bin": b"\0\xff\n\n"}
    expected = {
        path.removeprefix(prefix): content
        for path, content in whole.items()
        if path.startswith(prefix)
    }
    assert revision_folder(name, repository / start, lambda path: True) == expected


def test_only_what_is_wanted_is_read(repository: Path) -> None:
    assert revision_folder("HEAD:sub", repository, lambda path: path.endswith(".txt")) == {
        "inner/a.txt": b"one\n"
    }
    assert revision_folder("HEAD:sub", repository, lambda path: False) == {}


@pytest.mark.parametrize(
    "name", ["HEAD:sub/inner/a.txt", "HEAD:none", "none:sub", "sub", "C:\\sub", "-x:sub", "HEAD:"]
)
def test_what_is_no_folder(repository: Path, name: str) -> None:
    assert revision_folder(name, repository, lambda path: True) is None


def test_files_and_revisions(repository: Path, tmp_path: Path) -> None:
    assert is_file_of_revision("HEAD:sub/inner/a.txt", repository)
    assert not is_file_of_revision("HEAD:sub", repository)
    check_revision("HEAD", repository)
    for revision, folder in (("none", repository), ("--all", repository), ("HEAD", tmp_path)):
        with pytest.raises(UnusableSource):
            check_revision(revision, folder)


def test_large_folders_are_refused(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_FOLDER_BYTES", 5)
    with pytest.raises(UnusableSource, match="larger than"):
        revision_folder("HEAD:sub", repository, lambda path: True)


def test_folders_without_a_manifest_are_no_clients(repository: Path) -> None:
    assert client_in("HEAD:sub", repository) is None
    assert client_in("sub", repository) is None
    assert client_in("https://example.com/sub", repository) is None
    assert client_in("x" * 5000, repository) is None
    assert client_in("\0", repository) is None
