"""Writing changes our own files only, all of them or none."""

import os
from pathlib import Path

import pytest

from clientsmith.output import MANIFEST, Files, FilesInTheWay, OutputError, manifest_text, write


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
    written = write(project(a="1\n", b="3\n"), tmp_path)
    assert (written.changed, written.unchanged) == ((MANIFEST, "b"), ("a",))
    assert (tmp_path / "a").stat().st_mtime == 1
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


@pytest.mark.parametrize("failing", range(4))
def test_what_was_there_stays_if_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    write(project(a="1\n", b="2\n", c="3\n"), tmp_path)
    before = state(tmp_path)
    replace = os.replace
    calls = 0

    def failing_replace(source: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == failing + 1:
            raise OSError(28, "No space left on device", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing_replace)
    with pytest.raises(OutputError, match="No space left"):
        write(project(a="5\n", b="6\n", n__d="7\n"), tmp_path)
    monkeypatch.undo()
    assert state(tmp_path) == before
    assert not (tmp_path / "n").exists()


def test_a_folder_that_did_not_exist_is_gone_if_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing_replace(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(os, "replace", failing_replace)
    with pytest.raises(OutputError):
        write(project(p__a="1\n"), tmp_path / "x" / "y")
    assert list(tmp_path.iterdir()) == []


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
    with pytest.raises(OutputError, match="in each other's way"):
        write(project(a="1\n"), tmp_path, force=force)
    (tmp_path / "b").write_text("file")
    with pytest.raises(OutputError, match="in each other's way"):
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
    assert order == ["a", "z", MANIFEST]
