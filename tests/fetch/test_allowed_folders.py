"""References leave the folders around a document only where users allow it."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientsmith.document import Library
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
