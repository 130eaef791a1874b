"""A run that is killed, at whatever point, leaves the old or the new files."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from clientsmith.project.output import MANIFEST, Files, manifest_text, recover, write
from support.killing import Victims, victims

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no signals to kill with")

Tree = dict[str, bytes | str | None]
"""Relative path → content of a file, target of a link, None for a folder."""


def project(**files: str) -> Files:
    """Files with their manifest; `__` stands for `/`."""
    named = {name.replace("__", "/"): text for name, text in files.items()}
    return Files({**named, MANIFEST: manifest_text(named, {"generator": {}})})


OLD = project(a="1\n", b="2\n", p__c="3\n", p__q__d="4\n", r__e="5\n")
NEW = project(a="1\n", b="6\n" * 5000, p__c="7\n", s__t__f="8\n")

ALL_CALLS = 10_000


def tree(folder: Path) -> Tree:
    found: Tree = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = os.readlink(path)
        else:
            found[name] = None if path.is_dir() else path.read_bytes()
    return found


@pytest.fixture(scope="module")
def killer() -> Iterator[Victims]:
    with victims() as made:
        made.run("recover", "nowhere", is_kept=True)  # imports the program
        yield made


def old_folder(folder: Path) -> None:
    """A generated folder in which somebody has put more."""
    write(OLD, folder)
    (folder / "p" / "notes.txt").write_text("mine")
    (folder / "empty").mkdir()
    (folder / "link").symlink_to("p/notes.txt")
    own = folder / "r" / "own"
    own.mkdir(mode=0o750)
    (own / "run.sh").write_text("#!/bin/sh\n")
    (own / "run.sh").chmod(0o755)
    (folder / "b").chmod(0o600)


def is_old_or_new(folder: Path, old: Tree, new: Tree) -> bool:
    """Whether it is new; it is neither anything else, nor anything between."""
    found = tree(folder)
    assert found in (old, new)
    assert (folder / "b").stat().st_mode & 0o777 == 0o600
    assert (folder / "r" / "own").stat().st_mode & 0o777 == 0o750
    assert (folder / "r" / "own" / "run.sh").stat().st_mode & 0o777 == 0o755
    return found == new


@pytest.fixture
def states(tmp_path: Path) -> tuple[Tree, Tree]:
    """What the folder of `old_folder` holds before and after."""
    folder = tmp_path / "states" / "out"
    old_folder(folder)
    old = tree(folder)
    write(NEW, folder)
    return old, tree(folder)


@pytest.mark.parametrize("kind", ["usual", "current folder", "git"])
def test_killed_while_a_folder_is_written(
    tmp_path: Path, killer: Victims, states: tuple[Tree, Tree], kind: str
) -> None:
    found = set()
    for number in range(0, ALL_CALLS, 1 if kind == "usual" else 7):
        parent = tmp_path / str(number)
        folder = parent / "out"
        old_folder(folder)
        inode = folder.stat().st_ino
        own = (folder / "p" / "notes.txt").stat().st_ino
        old, new = states
        if kind == "git":
            (folder / ".git").mkdir()
            old, new = {**old, ".git": None}, {**new, ".git": None}
        was_killed = killer.run(
            "write",
            dict(NEW),
            str(folder),
            kill_at=number,
            folder=folder / "p" if kind == "current folder" else None,
        )
        if not was_killed:
            assert is_old_or_new(folder, old, new)
            assert folder.stat().st_ino == inode
            break
        recover(folder)  # as the next command does
        found.add(is_old_or_new(folder, old, new))
        assert (folder / "p" / "notes.txt").stat().st_ino == own
        assert [path.name for path in parent.iterdir()] == ["out"]
        write(NEW, folder)
        assert is_old_or_new(folder, old, new)
        shutil.rmtree(parent)
    assert found == {False, True}
    assert number > 50


def test_killed_while_a_new_folder_is_made(tmp_path: Path, killer: Victims) -> None:
    expected = {path: text.encode() for path, text in NEW.items()}
    found = set()
    for number in range(ALL_CALLS):
        parent = tmp_path / str(number)
        folder = parent / "deep" / "out"
        parent.mkdir()
        was_killed = killer.run("write", dict(NEW), str(folder), kill_at=number)
        recover(folder)
        files = {path: each for path, each in tree(folder).items() if each is not None}
        assert files in ({}, expected)
        found.add(files == expected)
        write(NEW, folder)
        assert {path: each for path, each in tree(folder).items() if each is not None} == expected
        assert [path.name for path in folder.parent.iterdir()] == ["out"]
        if not was_killed:
            break
        shutil.rmtree(parent)
    assert found == {False, True}


def test_killed_while_it_finishes_what_another_run_left(
    tmp_path: Path, killer: Victims, states: tuple[Tree, Tree]
) -> None:
    for number in range(ALL_CALLS):
        folder = tmp_path / str(number) / "out"
        old_folder(folder)
        assert killer.run("write", dict(NEW), str(folder), patches=("half_done",))
        assert tree(folder) not in states
        if not killer.run("recover", str(folder), kill_at=number):
            break
        recover(folder)
        assert is_old_or_new(folder, *states)
    assert number > 5


def test_killed_while_one_file_is_written(tmp_path: Path, killer: Victims) -> None:
    found = set()
    for number in range(ALL_CALLS):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "spec.yaml").write_text("old" * 9000)
        new = "new" * 9000
        was_killed = killer.run("write_file", str(folder / "spec.yaml"), new, kill_at=number)
        text = (folder / "spec.yaml").read_text()
        assert text in ("old" * 9000, new)
        found.add(text == new)
        killer.run("write_file", str(folder / "spec.yaml"), new)
        assert tree(folder) == {"spec.yaml": new.encode()}
        if not was_killed:
            break
    assert found == {False, True}
