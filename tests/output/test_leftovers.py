"""What runs leave that were interrupted, and runs that go on at the same time."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from clientsmith.project.output import (
    MANIFEST,
    Files,
    FilesInTheWay,
    OutputError,
    compare,
    is_interrupted,
    journal,
    manifest_text,
    read_manifest,
    recover,
    work_folder,
    write,
    write_file,
)
from support.permissions import permissions_hold


def project(**files: str) -> Files:
    """Files with their manifest; `__` stands for `/`."""
    named = {name.replace("__", "/"): text for name, text in files.items()}
    return Files({**named, MANIFEST: manifest_text(named, {"generator": {}})})


OLD = project(a="1\n", b="2\n", c="3\n", gone="4\n")
NEW = project(a="5\n", b="6\n", c="3\n", d="7\n")


def texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Death(BaseException):
    """Stands for the end of a process: nothing is done any more."""


@pytest.fixture
def half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which a run removed `gone` and wrote `a`, and was killed."""
    folder = tmp_path / "out"
    write(OLD, folder)
    take = journal._apply

    def take_two(step: journal._Step, directory: Path) -> None:
        if step.path == "b":
            raise Death
        take(step, directory)

    def nothing(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr(journal, "_apply", take_two)
        patched.setattr(journal, "_revert", nothing)
        with pytest.raises(OutputError, match="in part"):
            write(NEW, folder)
    assert texts(folder)["a"] == "5\n"
    assert texts(folder)["b"] == "2\n"
    assert is_interrupted(folder)
    return folder


@pytest.mark.parametrize(
    "look", [recover, lambda folder: compare(NEW, folder)], ids=["recover", "check"]
)
def test_who_looks_at_the_folder_finishes_it(
    half_done: Path, look: Callable[[Path], object]
) -> None:
    look(half_done)
    assert texts(half_done) == dict(NEW)
    assert not is_interrupted(half_done)
    assert write(NEW, half_done).changed == ()


def test_the_next_run_writes_something_else(half_done: Path) -> None:
    write(OLD, half_done)
    assert texts(half_done) == dict(OLD)


def test_edits_of_the_meantime_stay(half_done: Path) -> None:
    (half_done / "a").write_text("after it was written")
    (half_done / "b").write_text("before it was written")
    (half_done / "d").write_text("mine")
    recover(half_done)
    assert {path: texts(half_done)[path] for path in "abd"} == {
        "a": "after it was written",
        "b": "before it was written",
        "d": "mine",
    }
    hashes, old, new = read_manifest(half_done), {}, {}
    for files, each in ((OLD, old), (NEW, new)):
        each.update(json.loads(files[MANIFEST])["files"])
    assert hashes == {"a": new["a"], "b": old["b"], "c": new["c"]}
    with pytest.raises(FilesInTheWay) as caught:
        write(NEW, half_done)
    assert caught.value.edited == ("a", "b")
    assert caught.value.foreign == ("d",)
    write(NEW, half_done, force=True)
    assert texts(half_done) == dict(NEW)


def test_deleted_files_of_the_meantime_come_back(half_done: Path) -> None:
    (half_done / "b").unlink()
    recover(half_done)
    assert texts(half_done) == dict(NEW)


def damaged(value: object) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        place = folder / journal.PENDING / "journal.json"
        place.write_text(value if isinstance(value, str) else json.dumps(value))

    return damage


def with_steps(*steps: list[str | None]) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        place = folder / journal.PENDING / "journal.json"
        value = json.loads(place.read_text())
        place.write_text(json.dumps({**value, "steps": steps}))

    return damage


def in_a_copy(folder: Path) -> None:
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    folder.rename(folder.with_name("original"))
    copy.rename(folder)


def with_a_link(folder: Path) -> None:
    pending = folder / journal.PENDING
    pending.rename(folder.with_name("elsewhere"))
    pending.symlink_to(folder.with_name("elsewhere"))


def with_other_content(folder: Path) -> None:
    (folder / journal.PENDING / "new2").write_text("evil")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(damaged(""), id="empty"),
        pytest.param(damaged("[]"), id="list"),
        pytest.param(damaged({"version": 2}), id="version"),
        pytest.param(with_steps(["../evil", None, None]), id="upwards"),
        pytest.param(with_steps(["/evil", None, None]), id="absolute"),
        pytest.param(with_steps(["a/.GIT/hooks/x", None, "0"]), id="git"),
        pytest.param(with_steps(["a", "0"]), id="short"),  # type: ignore[list-item]
        pytest.param(with_steps(["x", None, None], ["y", None, None], ["b", None, "0"]), id="hash"),
        pytest.param(in_a_copy, id="copy"),
        pytest.param(with_a_link, id="link"),
        pytest.param(with_other_content, id="content"),
    ],
)
def test_a_journal_of_somebody_else_is_refused(
    half_done: Path, damage: Callable[[Path], None]
) -> None:
    damage(half_done)
    before = texts(half_done)
    for look in (recover, lambda folder: write(NEW, folder, force=True)):
        with pytest.raises(OutputError, match=r"Delete it, and|symbolic link"):
            look(half_done)
    assert texts(half_done) == before
    pending = half_done / journal.PENDING
    pending.unlink() if pending.is_symlink() else shutil.rmtree(pending)
    write(NEW, half_done, force=True)
    assert texts(half_done) == dict(NEW)


def test_a_link_in_the_place_of_a_file_is_not_followed(half_done: Path) -> None:
    outside = half_done.with_name("precious")
    outside.write_text("precious")
    (half_done / "b").unlink()
    (half_done / "b").symlink_to(outside)
    with pytest.raises(OutputError, match="symbolic link"):
        recover(half_done)
    assert outside.read_text() == "precious"


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such owners")
def test_a_folder_of_another_user_is_not_entered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending = tmp_path / "out" / journal.PENDING
    pending.mkdir(parents=True, mode=0o777)
    owner = os.geteuid()

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    monkeypatch.setattr(work_folder, "_is_taken", refuse)
    with pytest.raises(OutputError, match="Operation not permitted"):
        write(OLD, tmp_path / "out")
    with pytest.raises(OutputError, match="Operation not permitted"):
        write_file(tmp_path / "spec.yaml", "new")
    assert texts(tmp_path) == {}
    assert [*pending.iterdir()] == []


def test_a_file_in_the_place_of_the_pending_folder(tmp_path: Path) -> None:
    pending = tmp_path / "out" / journal.PENDING
    pending.parent.mkdir(parents=True)
    pending.write_text("mine")
    with pytest.raises(OutputError, match="cannot be written: Not a directory"):
        write(OLD, tmp_path / "out")
    assert texts(tmp_path) == {f"out/{journal.PENDING}": "mine"}


def test_the_output_folder_is_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    write(OLD, tmp_path / "out")
    write(NEW, tmp_path / "out")
    assert texts(tmp_path / "real") == dict(NEW)
    assert (tmp_path / "out").is_symlink()


def test_another_run_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "out"
    write(OLD, folder)
    is_begun, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with work_folder.exclusive(folder, folder / journal.PENDING):
            is_begun.set()
            may_end.wait()

    other = threading.Thread(target=hold)
    other.start()
    is_begun.wait()
    with monkeypatch.context() as patched:
        patched.setattr(work_folder, "WAIT", 0.0)
        for look in (recover, lambda place: write(NEW, place)):
            with pytest.raises(
                OutputError, match=r"Another run of clientsmith is working on .*out"
            ):
                look(folder)
    assert texts(folder) == {**OLD, f"{journal.PENDING}/lock": ""}
    second = threading.Thread(target=write, args=(NEW, folder))
    second.start()
    may_end.set()
    other.join()
    second.join()
    assert texts(folder) == dict(NEW)
    assert list(tmp_path.iterdir()) == [folder]


def test_many_runs_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    failures: list[BaseException] = []

    def run(files: Files) -> None:
        try:
            write(files, folder, force=True)
            write_file(tmp_path / "spec.yaml", files["a"] * 1000)
        except BaseException as error:
            failures.append(error)

    runs = [threading.Thread(target=run, args=(files,)) for files in (OLD, NEW) * 6]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    assert failures == []
    assert texts(folder) in (dict(OLD), dict(NEW))
    assert (tmp_path / "spec.yaml").read_text() in (OLD["a"] * 1000, NEW["a"] * 1000)
    assert {path.name for path in tmp_path.iterdir()} == {"out", "spec.yaml"}


def test_a_folder_around_that_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write(OLD, folder)
    tmp_path.chmod(0o555)
    try:
        with permissions_hold():
            write(NEW, folder)
        assert texts(folder) == dict(NEW)
    finally:
        tmp_path.chmod(0o755)
