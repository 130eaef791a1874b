"""References leave the folders around a document only where users allow it."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientsmith.document import Library
from clientsmith.prepare.validate import validate
from clientsmith.problem import Problem, UnusableSource
from clientsmith.sources import Access, load
from support.command import clientsmith_here as clientsmith

HEAD = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n"


@pytest.fixture
def common(tmp_path: Path) -> Path:
    """A folder with schemas, away from that of the document."""
    folder = tmp_path / "elsewhere" / "common"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.yaml").write_text("{items: {$ref: deep/b.yaml}}\n")
    (folder / "deep" / "b.yaml").write_text("type: string\n")
    (folder.parent / "secret.yaml").write_text("type: string\n")
    return folder


def document(tmp_path: Path, reference: str) -> Path:
    file = tmp_path / "project" / "api" / "openapi.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEAD + f"components: {{schemas: {{A: {{$ref: '{reference}'}}}}}}\n")
    return file


def loaded(file: Path, *folders: Path) -> Library:
    return load(str(file), access=Access.of((), private_addresses=False, folders=folders))


def refused(file: Path, *folders: Path) -> Problem:
    with pytest.raises(UnusableSource) as caught:
        loaded(file, *folders)
    return caught.value.problems[0]


@pytest.mark.parametrize("kind", ["relative", "absolute", "url"])
def test_folders_that_are_allowed(tmp_path: Path, common: Path, kind: str) -> None:
    reference = {
        "relative": "../../elsewhere/common/a.yaml",
        "absolute": (common / "a.yaml").as_posix(),
        "url": (common / "a.yaml").as_uri(),
    }[kind]
    file = document(tmp_path, reference)
    assert refused(file).code == "reference-refused"
    library = loaded(file, common)
    assert list(library.documents) == [
        "../../elsewhere/common/a.yaml",
        "../../elsewhere/common/deep/b.yaml",
        "openapi.yaml",
    ]
    node = library.root_node / "components" / "schemas" / "A"
    assert library.follow(node).data == {"items": {"$ref": "deep/b.yaml"}}


def test_other_folders_stay_refused(tmp_path: Path, common: Path) -> None:
    for reference in (
        "../../elsewhere/secret.yaml",
        (common / ".." / "secret.yaml").as_posix(),
        f"{common.as_uri()}/../secret.yaml",
        "file://host/share/a.yaml",
        "ftp://host/a.yaml",
        "//host/a.yaml",
    ):
        assert refused(document(tmp_path, reference), common).code == "reference-refused"
    problem = refused(document(tmp_path, "../../elsewhere/common/a.yaml"))
    assert "--allow-file" in problem.hint


def test_where_links_lead_is_what_counts(tmp_path: Path, common: Path) -> None:
    (common / "link.yaml").symlink_to(common.parent / "secret.yaml")
    file = document(tmp_path, "../../elsewhere/common/link.yaml")
    assert refused(file, common).code == "reference-refused"
    allowed = tmp_path / "allowed"
    allowed.symlink_to(common)
    assert len(loaded(document(tmp_path, "../../elsewhere/common/a.yaml"), allowed).documents) == 3


def test_the_work_tree_is_the_wall(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    shared = {
        "shared/a.yaml": "type: string\n",
        ".git/config": "type: string\n",
        "inner/.git": "gitdir: elsewhere\n",
    }
    for name, text in shared.items():
        file = tree / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (tmp_path / "secret.yaml").write_text("type: string\n")
    (tree / "shared" / "out.yaml").symlink_to(tmp_path / "secret.yaml")

    def file_with(folder: str, reference: str) -> Path:
        file = tree / folder / "openapi.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HEAD + f"components: {{schemas: {{A: {{$ref: '{reference}'}}}}}}\n")
        return file

    for folder, reference in (
        ("a/b/c/d", "../../../../shared/a.yaml"),
        (".", "shared/a.yaml"),
    ):
        assert len(loaded(file_with(folder, reference)).documents) == 2
    for folder, reference in (
        ("a/b/c/d", "../../../../../secret.yaml"),
        (".", "../secret.yaml"),
        ("a/b", "../../shared/out.yaml"),
        ("a/b", "../../.git/config"),
        ("inner/a", "../../shared/a.yaml"),  # another work tree inside of it
    ):
        assert refused(file_with(folder, reference)).code == "reference-refused"


def test_a_home_folder_is_no_work_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".git").mkdir()
    (tmp_path / "private.yaml").write_text("type: string\n")
    assert refused(document(tmp_path, "../../private.yaml")).code == "reference-refused"


def test_defaults_are_checked_against_schemas_far_above(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.yaml").write_text("A: {$ref: 'b/c.yaml'}\n")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.yaml").write_text("{type: string, maxLength: 2}\n")
    file = document(tmp_path / "x" / "y", "../../../../a.yaml#/A")
    file.write_text(
        file.read_text().replace(
            "{A:", "{B: {default: abc, allOf: [{$ref: '#/components/schemas/A'}]}, A:"
        )
    )
    assert [problem.code for problem in validate(loaded(file))] == ["default-invalid"]


def test_the_option_and_the_key(tmp_path: Path, common: Path) -> None:
    file = document(tmp_path, "../../elsewhere/common/a.yaml")
    told = clientsmith("validate", file, folder=tmp_path)
    assert (told.code, "reference-refused" in told.stderr) == (3, True)
    assert clientsmith("validate", file, "--allow-file", common, folder=tmp_path).code == 0
    (file.parent / "clientsmith.toml").write_text(
        "spec = 'openapi.yaml'\noutput = 'sdk'\nallow_files = ['../../elsewhere/common']\n"
    )
    assert clientsmith("generate", folder=file.parent).code == 0
    assert clientsmith("check", folder=file.parent).code == 0
