"""Writing changes our own files only, all of them or none."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from clientsmith.project.output import (
    MANIFEST,
    Files,
    FilesInTheWay,
    OutputError,
    journal,
    manifest_text,
    write,
)
from clientsmith.project.output.on_disk import write_new


def project(**files: str) -> Files:
    """Files with their manifest; `__` stands for `/`."""
    named = {name.replace("__", "/"): text for name, text in files.items()}
    return Files({**named, MANIFEST: manifest_text(named, {"generator": {}})})


def state(folder: Path) -> dict[str, bytes]:
    """Every file and its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if not path.is_dir()
    }


def test_a_new_folder(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "project"
    files = project(a="1\n", p__b="ü\n")
    written = write(files, folder)
    assert written.changed == (MANIFEST, "a", "p/b")
    assert state(folder) == {path: text.encode() for path, text in files.items()}


def test_unchanged_files_are_left_alone(tmp_path: Path) -> None:
    write(project(a="1\n", b="2\n"), tmp_path)
    os.utime(tmp_path / "a", (1, 1))
    folder, file = tmp_path.stat(), (tmp_path / "a").stat()
    written = write(project(a="1\n", b="3\n"), tmp_path)
    assert (written.changed, written.unchanged) == ((MANIFEST, "b"), ("a",))
    assert (tmp_path / "a").stat().st_mtime == 1
    assert (tmp_path / "a").stat().st_ino == file.st_ino
    assert tmp_path.stat().st_ino == folder.st_ino
    again = write(project(a="1\n", b="3\n"), tmp_path)
    assert (again.changed, again.removed) == ((), ())


def test_files_that_are_no_longer_generated_are_removed(tmp_path: Path) -> None:
    write(project(a="1\n", p__q__b="2\n", p__c="3\n"), tmp_path)
    (tmp_path / "p" / "notes.txt").write_text("mine")
    written = write(project(a="1\n"), tmp_path)
    assert written.removed == ("p/c", "p/q/b")
    assert set(state(tmp_path)) == {MANIFEST, "a", "p/notes.txt"}
    assert not (tmp_path / "p" / "q").exists()


def test_edited_and_foreign_files_stop_everything(tmp_path: Path) -> None:
    write(project(a="1\n", b="2\n", c="3\n"), tmp_path)
    (tmp_path / "a").write_text("mine\n")
    (tmp_path / "c").write_text("mine\n")
    (tmp_path / "d").write_text("mine\n")
    before = state(tmp_path)
    files = project(a="5\n", b="6\n", d="7\n")
    with pytest.raises(FilesInTheWay) as caught:
        write(files, tmp_path)
    assert (caught.value.edited, caught.value.foreign) == (("a", "c"), ("d",))
    assert "--force" in str(caught.value)
    assert state(tmp_path) == before
    write(files, tmp_path, force=True)
    assert state(tmp_path) == {path: text.encode() for path, text in files.items()}


def test_other_texts_can_stand_in_place_of_generated_ones(tmp_path: Path) -> None:
    write(project(a="1\n", b="2\n", c="3\n"), tmp_path)
    (tmp_path / "a").write_text("1 and mine\n")
    (tmp_path / "b").write_text("2 and mine\n")
    (tmp_path / "c").write_text("3 and mine\n")
    new = project(a="4\n", b="2\n")
    kept = {"a": "4 and mine\n", "b": "2 and mine\n", "c": "3 and mine\n", "bases/a": "4\n"}
    written = write(new, tmp_path, kept=kept)
    assert written.changed == (MANIFEST, "a", "bases/a")
    assert (written.unchanged, written.removed) == (("b", "c"), ())
    expected = {**new, **kept}
    assert state(tmp_path) == {path: text.encode() for path, text in expected.items()}
    assert (tmp_path / MANIFEST).read_text() == new[MANIFEST]
    with pytest.raises(FilesInTheWay) as caught:
        write(project(a="5\n", b="2\n"), tmp_path, kept={"b": "2 and mine\n"})
    assert caught.value.edited == ("a",)


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project(a="1\n", p__b="2\n"), tmp_path)
    before = state(tmp_path)
    monkeypatch.setattr(os, "access", lambda place, mode: Path(place) != tmp_path / "p")
    with pytest.raises(OutputError, match=r"p cannot be written: Permission denied\. Everything"):
        write(project(a="3\n", p__b="4\n"), tmp_path)
    assert state(tmp_path) == before


def test_permissions_stay(tmp_path: Path) -> None:
    write(project(a="1\n", p__b="2\n"), tmp_path)
    (tmp_path / "a").chmod(0o640)
    (tmp_path / "p").chmod(0o750)
    write(project(a="3\n", p__b="4\n"), tmp_path)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "p").stat().st_mode & 0o777 == 0o750


def test_an_edit_that_is_what_would_be_generated_is_no_conflict(tmp_path: Path) -> None:
    write(project(a="1\n"), tmp_path)
    (tmp_path / "a").write_text("2\n")
    assert write(project(a="2\n"), tmp_path).unchanged == ("a",)


def test_line_ends_of_a_checkout_are_no_edit(tmp_path: Path) -> None:
    write(project(a="1\n2\n"), tmp_path)
    (tmp_path / "a").write_bytes(b"1\r\n2\r\n")
    assert write(project(a="1\n2\n"), tmp_path).changed == ()
    write(project(a="3\n"), tmp_path)


def test_deleted_files_come_back(tmp_path: Path) -> None:
    write(project(a="1\n"), tmp_path)
    (tmp_path / "a").unlink()
    assert write(project(a="1\n"), tmp_path).changed == ("a",)


def test_what_was_there_stays_if_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    write(project(a="1\n", b="2\n", c="3\n"), folder)
    before = state(tmp_path)
    written = 0

    def write_on_a_small_disk(place: Path, content: bytes, *, like: Path) -> None:
        nonlocal written
        written += 1
        if written > 2:
            raise OSError(28, "No space left on device", str(place))
        write_new(place, content, like=like)

    monkeypatch.setattr(journal, "write_new", write_on_a_small_disk)
    with pytest.raises(
        OutputError, match=r"out cannot be written: No space left.*as it was before"
    ):
        write(project(a="5\n", b="6\n", n__d="7\n"), folder)
    assert state(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert not (folder / "n").exists()


def ours(folder: Path) -> dict[str, bytes]:
    """What `state` says, without what a run could not clear away."""
    return {
        path: content
        for path, content in state(folder).items()
        if not path.startswith(journal.PENDING)
    }


class FailsOnce:
    """A function whose n-th call fails, from 0."""

    def __init__(self, function: Callable[..., object], failing: int) -> None:
        self.has_failed = False
        self._function = function
        self._left = failing

    def __call__(self, *args: object, **options: object) -> object:
        if self._left == 0:
            self.has_failed = True
        self._left -= 1
        if self._left == -1:
            raise OSError(5, "Input/output error", str(args[0]))
        return self._function(*args, **options)


CALLS = ["chmod", "link", "mkdir", "rename", "replace", "rmdir", "unlink"]


@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_fails_leaves_no_mixture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    original = getattr(os, call)
    new = project(a="5\n", b="6\n", n__d="7\n")
    for failing in range(1000):
        parent = tmp_path / str(failing)
        folder = parent / "out"
        write(project(a="1\n", b="2\n", p__c="3\n"), folder)
        (folder / "p" / "notes.txt").write_text("mine")
        before = state(folder)
        after = {path: text.encode() for path, text in new.items()} | {"p/notes.txt": b"mine"}
        broken = FailsOnce(original, failing)
        with monkeypatch.context() as patched:
            patched.setattr(os, call, broken)
            try:
                write(new, folder)
            except OutputError:
                assert state(folder) == before
            else:
                assert ours(folder) == after
        write(new, folder)
        assert state(parent) == {f"out/{path}": content for path, content in after.items()}
        assert [path.name for path in parent.iterdir()] == ["out"]
        if not broken.has_failed:
            break


@pytest.mark.parametrize("call", CALLS)
def test_a_new_folder_is_there_or_not_if_a_call_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    original = getattr(os, call)
    new = project(p__a="1\n")
    for failing in range(1000):
        parent = tmp_path / str(failing)
        parent.mkdir()
        broken = FailsOnce(original, failing)
        with monkeypatch.context() as patched:
            patched.setattr(os, call, broken)
            try:
                write(new, parent / "x" / "y")
            except OutputError:
                assert state(parent) == {}
        write(new, parent / "x" / "y")
        assert set(state(parent)) == {f"x/y/{path}" for path in new}
        if not broken.has_failed:
            break


@pytest.mark.parametrize("force", [False, True])
def test_symbolic_links_are_not_followed(tmp_path: Path, force: bool) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a").write_text("precious")
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "p").symlink_to(outside)
    with pytest.raises(OutputError, match="symbolic link"):
        write(project(p__a="1\n"), folder, force=force)
    assert state(outside) == {"a": b"precious"}


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_where_a_file_should_be(tmp_path: Path, force: bool) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OutputError, match="in place of a f"):
        write(project(a="1\n"), tmp_path, force=force)
    (tmp_path / "b").write_text("file")
    with pytest.raises(OutputError, match="in place of a f"):
        write(project(b__c="1\n"), tmp_path, force=force)


def test_the_output_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="is not a folder"):
        write(project(a="1\n"), tmp_path / "file")


@pytest.mark.parametrize(
    "manifest",
    ["", "[]", '{"files": []}', '{"files": {"../../x": "0"}}', '{"files": {"a": 1}}', "\xff"],
)
def test_a_damaged_manifest_stops_everything(tmp_path: Path, manifest: str) -> None:
    place = tmp_path / MANIFEST
    place.parent.mkdir()
    place.write_text(manifest, encoding="latin-1")
    with pytest.raises(OutputError, match="damaged"):
        write(project(a="1\n"), tmp_path)
    assert set(state(tmp_path)) == {MANIFEST}


def test_the_manifest_is_written_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    replace = os.replace

    def noted_replace(source: Path, target: Path) -> None:
        order.append(target.relative_to(tmp_path).as_posix())
        replace(source, target)

    monkeypatch.setattr(os, "replace", noted_replace)
    write(project(z="1\n", a="2\n"), tmp_path)
    assert order == [f"{journal.PENDING}/journal.json", "a", "z", MANIFEST]
