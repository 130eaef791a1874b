"""Edits in generated files live through what happens to a client in the course of time."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from clientsmith.project.edits import write_client
from clientsmith.project.edits.client import BASE_UNKNOWN, NO_LONGER_GENERATED, NOT_TEXT
from clientsmith.project.output import MANIFEST, FilesInTheWay, OutputError, digest, read_manifest
from support.edited_clients import KEEPERS, PETS, Project, version

METHOD = '''
    def first(self) -> models.Pet:
        """The first pet."""
        return self.list()[0]
'''
ANCHOR = "        return self._client.request(_LIST, options=options)\n"


def add_method(project: Project) -> str:
    return project.edit(PETS, ANCHOR, ANCHOR + METHOD)


def base_of(name: str, path: str) -> str:
    return digest(version(name)[path].encode())


def test_an_edit_lives_on_in_the_next_version(project: Project) -> None:
    add_method(project)
    outcome = project.write("deleting")
    assert (outcome.kept, outcome.conflicts) == ((PETS,), ())
    text = project.read(PETS)
    assert METHOD in text
    assert "def delete(" in text
    program = (
        "import zoo; assert zoo.Zoo(base_url='http://127.0.0.1:9').pets.first; "
        "assert zoo.Zoo(base_url='http://127.0.0.1:9').pets.delete"
    )
    subprocess.run([sys.executable, "-c", program], cwd=project.folder, check=True)
    assert read_manifest(project.folder)[PETS] == base_of("deleting", PETS)
    assert project.bases() == [base_of("deleting", PETS)]
    assert not project.drift("deleting")
    assert project.write("deleting").written.changed == ()


def test_an_edit_is_kept_where_nothing_new_is_generated(project: Project) -> None:
    text = add_method(project)
    assert not project.drift("v1")
    outcome = project.write("v1")
    assert (project.read(PETS), outcome.kept) == (text, (PETS,))
    assert outcome.written.changed == (f".clientsmith/base/{base_of('v1', PETS)}",)


def test_check_shows_what_generate_would_do(project: Project) -> None:
    add_method(project)
    drift = project.drift("reworded")
    assert PETS in drift.changed
    assert "+        List all pets." not in drift.text()
    assert '+        """List all pets.' in drift.text()
    assert "def first" not in "".join(line for line in drift.diff if line[:1] in "+-")
    project.write("reworded")
    assert not project.drift("reworded")


def test_an_edit_that_is_taken_back_needs_no_base_any_more(project: Project) -> None:
    add_method(project)
    project.write("v1")
    project.edit(PETS, METHOD, "")
    outcome = project.write("v1")
    assert (outcome.kept, project.bases()) == ((), [])
    assert not (project.folder / ".clientsmith" / "base").exists()


def test_an_edit_that_is_generated_in_the_end_is_none(project: Project) -> None:
    (project.folder / PETS).write_bytes(version("reworded")[PETS].encode())
    outcome = project.write("reworded")
    assert (outcome.kept, outcome.conflicts, project.bases()) == ((), (), [])
    assert project.state() == {path: text.encode() for path, text in version("reworded").items()}


def test_a_conflict_and_how_it_is_resolved(project: Project) -> None:
    project.edit(PETS, "List pets.", "List my pets.")
    project.edit(KEEPERS, "List keepers.", "List my keepers.")
    outcome = project.write("reworded")
    assert outcome.kept == (KEEPERS, PETS)
    text = project.read(PETS)
    assert text.count("<<<<<<< yours\n") == 1
    assert '"""List my pets.' in text
    assert '"""List all pets.' in text
    lines = text.splitlines()
    assert [(each.path, lines[(each.line or 0) - 1]) for each in outcome.conflicts] == [
        (PETS, "<<<<<<< yours")
    ]
    assert "List my keepers." in project.read(KEEPERS)
    assert read_manifest(project.folder)[PETS] == base_of("reworded", PETS)

    before = project.state()
    for name in ("reworded", "deleting"):
        with pytest.raises(
            FilesInTheWay, match=r"pets.py \(has unresolved conflicts, line \d+, \d+\)"
        ):
            project.write(name)
        assert project.state() == before
        assert PETS in project.drift(name).changed

    start, middle, end = (
        lines.index(marker) for marker in ("<<<<<<< yours", "=======", ">>>>>>> generated")
    )
    resolved = [*lines[:start], *lines[start + 1 : middle], *lines[end + 1 :], ""]
    (project.folder / PETS).write_bytes("\n".join(resolved).encode())
    assert not project.drift("reworded")
    assert project.write("reworded").conflicts == ()
    assert '"""List my pets.' in project.read(PETS)
    assert project.bases() == sorted(base_of("reworded", path) for path in (PETS, KEEPERS))


def test_a_conflict_that_is_resolved_for_the_generator(project: Project) -> None:
    project.edit(PETS, "List pets.", "List my pets.")
    assert project.write("reworded").conflicts
    (project.folder / PETS).write_bytes(version("reworded")[PETS].encode())
    assert project.write("reworded").kept == ()
    assert project.state() == {path: text.encode() for path, text in version("reworded").items()}


def test_force_overwrites_only_what_cannot_be_kept(project: Project) -> None:
    project.edit(PETS, "List pets.", "List my pets.")
    project.edit(KEEPERS, "List keepers.", "List my keepers.")
    project.write("reworded")
    project.write("reworded", force=True)
    assert project.read(PETS) == version("reworded")[PETS]
    assert "List my keepers." in project.read(KEEPERS)


def test_an_edited_file_that_is_no_longer_generated_becomes_the_users(project: Project) -> None:
    text = project.edit(KEEPERS, "List keepers.", "List my keepers.")
    assert KEEPERS in project.drift("without keepers").extra
    outcome = project.write("without keepers")
    assert [(each.path, each.line, each.reason) for each in outcome.conflicts] == [
        (KEEPERS, None, NO_LONGER_GENERATED)
    ]
    assert project.read(KEEPERS) == text
    assert KEEPERS not in read_manifest(project.folder)
    assert not project.drift("without keepers")
    assert project.write("without keepers").conflicts == ()
    with pytest.raises(FilesInTheWay) as caught:
        project.write("v1")
    assert caught.value.foreign == (KEEPERS,)
    assert project.read(KEEPERS) == text


def test_an_unedited_file_that_is_no_longer_generated_goes(project: Project) -> None:
    add_method(project)
    assert KEEPERS in project.write("without keepers").written.removed
    assert METHOD in project.read(PETS)


def test_a_deleted_file_comes_back(project: Project) -> None:
    add_method(project)
    (project.folder / KEEPERS).unlink()
    assert project.drift("v1").missing == (KEEPERS,)
    assert KEEPERS in project.write("v1").written.changed
    assert METHOD in project.read(PETS)


def test_what_is_no_text_is_not_touched(project: Project) -> None:
    (project.folder / PETS).write_bytes(b"\xff\xfe")
    before = project.state()
    for name in ("v1", "reworded"):
        with pytest.raises(FilesInTheWay) as caught:
            project.write(name)
        assert NOT_TEXT in str(caught.value)
        assert project.state() == before


@pytest.mark.parametrize("name", ["v1", "deleting"])
def test_line_ends_stay_as_the_file_has_them(project: Project, name: str) -> None:
    add_method(project)
    place = project.folder / PETS
    content = place.read_bytes().replace(b"\n", b"\r\n")
    place.write_bytes(content)
    project.write(name)
    after = place.read_bytes()
    assert after.count(b"\n") == after.count(b"\r\n")
    assert METHOD in after.decode().replace("\r\n", "\n")
    assert (after == content) == (name == "v1")
    assert not project.drift(name)


def test_markers_have_the_line_ends_of_the_file(project: Project) -> None:
    project.edit(PETS, "List pets.", "List my pets.")
    place = project.folder / PETS
    place.write_bytes(place.read_bytes().replace(b"\n", b"\r\n"))
    assert project.write("reworded").conflicts
    assert b"<<<<<<< yours\r\n" in place.read_bytes()
    with pytest.raises(FilesInTheWay, match="unresolved conflicts"):
        project.write("reworded")


def test_mixed_line_ends_are_no_reason_for_conflicts(project: Project) -> None:
    place = project.folder / PETS
    content = place.read_bytes().replace(b"\n", b"\r\n")
    place.write_bytes(
        content.replace(ANCHOR.replace("\n", "\r\n").encode(), (ANCHOR + METHOD).encode())
    )
    assert project.write("deleting").conflicts == ()
    ast.parse(project.read(PETS))


def test_edits_are_kept_on_another_machine_with_what_was_committed(
    project: Project, tmp_path: Path
) -> None:
    add_method(project)
    project.write("v1")
    clone = Project(tmp_path / "clone", None)
    shutil.copytree(project.folder, clone.folder)
    assert clone.write("deleting").conflicts == ()
    assert METHOD in clone.read(PETS)
    project.write("deleting")
    assert clone.state() == project.state()


def test_the_base_comes_from_git(project: Project) -> None:
    alone = Project(project.folder, None)
    alone.git("init", "--quiet")
    alone.git("add", ".")
    alone.git("commit", "--quiet", "-m", "generated")
    for number in range(12):  # more than are read at once
        alone.edit(PETS, "import builtins", f"# {number}\nimport builtins")
        alone.git("commit", "--quiet", "-am", f"edit {number}")
    outcome = alone.write("deleting")
    assert outcome.conflicts == ()
    assert "# 0\n# 1\n" in alone.read(PETS)
    assert "def delete(" in alone.read(PETS)


def test_the_base_comes_from_the_index(project: Project) -> None:
    alone = Project(project.folder, None)
    alone.git("init", "--quiet")
    alone.git("add", ".")
    add_method(alone)
    assert alone.write("deleting").conflicts == ()
    assert METHOD in alone.read(PETS)


def test_the_base_comes_from_a_repository_around_the_output(tmp_path: Path) -> None:
    around = Project(tmp_path, None)
    project = Project(tmp_path / "sdks" / "zoo [1]", None)
    project.write("v1")
    around.git("init", "--quiet")
    around.git("add", ".")
    around.git("commit", "--quiet", "-m", "generated")
    add_method(project)
    assert project.write("deleting").conflicts == ()
    assert METHOD in project.read(PETS)


def test_the_base_comes_from_git_in_a_hook(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    around = Project(project.folder.parent, None)
    around.git("init", "--quiet")
    around.git("add", ".")
    around.git("commit", "--quiet", "-m", "generated")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    add_method(project)
    assert Project(project.folder, None).write("deleting").conflicts == ()


def test_git_is_not_needed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    add_method(project)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FilesInTheWay, match=BASE_UNKNOWN):
        Project(project.folder, None).write("deleting")
    assert project.write("deleting").conflicts == ()


def test_nobody_knows_the_base(project: Project) -> None:
    alone = Project(project.folder, None)
    text = add_method(alone)
    before = alone.state()
    with pytest.raises(FilesInTheWay) as caught:
        alone.write("deleting")
    assert caught.value.edited == (PETS,)
    assert f"{PETS} ({BASE_UNKNOWN})" in str(caught.value)
    assert "--force" in str(caught.value)
    assert alone.state() == before
    alone.write("v1")  # the way out
    assert alone.read(PETS) == text
    assert alone.write("deleting").conflicts == ()


def test_a_base_that_somebody_changed_is_not_believed(project: Project) -> None:
    add_method(project)
    project.write("v1")
    alone = Project(project.folder, None)
    (base,) = (alone.folder / ".clientsmith" / "base").iterdir()
    base.write_text("damaged")
    with pytest.raises(FilesInTheWay, match=BASE_UNKNOWN):
        alone.write("deleting")
    alone.write("v1")
    assert base.read_text() == version("v1")[PETS]


def test_a_manifest_cannot_name_other_files_as_base(project: Project, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("x")
    manifest = project.folder / MANIFEST
    text = manifest.read_text().replace(base_of("v1", PETS), "../../../precious")
    manifest.write_text(text)
    with pytest.raises(FilesInTheWay, match=BASE_UNKNOWN):
        project.write("deleting")


@pytest.mark.parametrize("keep_edits", [True, False])
def test_edits_in_files_of_the_generator_are_left_to_it(project: Project, keep_edits: bool) -> None:
    path = ".clientsmith/names.json"
    files = {**version("v1"), path: "old"}
    files[MANIFEST] = files[MANIFEST].replace(
        '"files": {', f'"files": {{"{path}": "{digest(b"old")}",'
    )
    folder = project.folder.with_name("other")
    write_client(files, folder, keep_edits=keep_edits, force=False, cache=None)
    (folder / path).write_text("edited")
    outcome = write_client(
        {**files, path: "anew"}, folder, keep_edits=keep_edits, force=False, cache=None
    )
    assert ((folder / path).read_text(), outcome.kept) == ("anew", ())


def test_without_the_setting_edits_stop_everything(project: Project) -> None:
    text = add_method(project)
    project.edit(KEEPERS, "List keepers.", "List my keepers.")
    before = project.state()
    with pytest.raises(FilesInTheWay) as caught:
        project.write("deleting", keep_edits=False)
    message = str(caught.value)
    assert f"{PETS} (+4 −0 lines)" in message
    for way_out in ("keep_edits", "custom/", "custom template", "--force", "clientsmith check"):
        assert way_out in message
    assert project.state() == before
    assert project.read(PETS) == text


def test_without_the_setting_nothing_is_left_of_it(project: Project) -> None:
    add_method(project)
    project.write("v1")
    project.write("v1", keep_edits=False, force=True)
    assert project.state() == {path: text.encode() for path, text in version("v1").items()}


def test_files_that_are_not_ours_stop_everything_beside_edits(project: Project) -> None:
    add_method(project)
    before = {**project.state(), KEEPERS: b"mine"}
    project.write("without keepers")
    (project.folder / KEEPERS).write_bytes(b"mine")
    with pytest.raises(FilesInTheWay) as caught:
        project.write("v1")
    assert (caught.value.edited, caught.value.foreign) == ((), (KEEPERS,))
    project.write("v1", force=True)
    assert METHOD in project.read(PETS)
    assert project.read(KEEPERS) == version("v1")[KEEPERS]
    assert set(before) <= set(project.state())


def test_a_damaged_manifest_stops_everything(project: Project) -> None:
    add_method(project)
    (project.folder / MANIFEST).write_text("{")
    before = project.state()
    with pytest.raises(OutputError, match="damaged"):
        project.write("deleting")
    assert project.state() == before
