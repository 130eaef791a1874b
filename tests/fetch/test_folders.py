"""Folders as sources: a document in them, or the pages that one was cut into."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from clientsmith.problem import Severity, UnusableSource
from clientsmith.sources import load
from clientsmith.sources.folders import MAX_PAGES, open_folder
from clientsmith.sources.pages import PageOptions
from clientsmith.sources.web import Access, Remote

DOCUMENT = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {/a: {get: {responses: {}}}}\n"


def page(document: str, info: str = "yaml") -> str:
    return f"# Title\n\n````{info}\n{document}````\n"


@pytest.mark.parametrize("name", ["openapi.json", "openapi.yaml", "swagger.yml"])
def test_the_document_of_a_folder(write, name: str) -> None:
    folder = write({name: DOCUMENT, "page.md": page("openapi: 3.1.0\n"), "other.yaml": "a: 1"})
    library = load(str(folder))
    assert library.root.origin == name
    assert library.root.data["openapi"] == "3.0.3"


def test_its_references_start_at_the_folder(write) -> None:
    folder = write(
        {
            "openapi.yaml": DOCUMENT
            + "x-a: {$ref: 'b.yaml'}\ncomponents: {schemas: {B: {$ref: b.yaml}}}\n",
            "b.yaml": "type: string\n",
        }
    )
    assert sorted(load(str(folder)).documents) == ["b.yaml", "openapi.yaml"]


def test_pages_below_the_folder(write) -> None:
    other = DOCUMENT.replace("/a", "/b")
    folder = write(
        {
            "z.md": page(DOCUMENT),
            "a/b.mdx": page(other),
            "a/words.md": "# Words\n",
            ".hidden/c.md": page(DOCUMENT.replace("/a", "/c")),
            "node_modules/d.md": page(DOCUMENT.replace("/a", "/d")),
            "empty.md": "",
        }
    )
    library = load(f"{folder}/")
    assert list(library.root.data["paths"]) == ["/a", "/b"]
    assert library.root.origin == "api"
    places = [library.root.location(f"/paths/~1{name}/get") for name in "ab"]
    assert [(place.page, place.line) for place in places] == [("z.md", 6), ("a/b.mdx", 6)]
    assert str(places[1]) == "a/b.mdx:6 #/paths/~1b/get"


def test_the_result_depends_on_the_pages_alone(write, tmp_path: Path) -> None:
    files = {f"{name}.md": page(DOCUMENT.replace("/a", f"/{name}")) for name in "cab"}
    first = load(str(write(files)))
    again = tmp_path / "again" / "api"
    again.mkdir(parents=True)
    for name in sorted(files, reverse=True):
        (again / name).write_text(files[name])
    second = load(str(again))
    assert second.root.data == first.root.data
    assert second.root.sha256 == first.root.sha256
    (again / "a.md").write_text(page(DOCUMENT.replace("/a", "/x")))
    assert load(str(again)).root.sha256 != first.root.sha256


def test_references_between_pages_and_files(write) -> None:
    text = DOCUMENT + "components: {schemas: {A: {$ref: 'models/a.yaml'}}}\n"
    folder = write({"page.md": page(text), "models/a.yaml": "type: string\n"})
    assert sorted(load(str(folder)).documents) == ["api", "models/a.yaml"]


def test_what_pages_lack_is_named(write, refused) -> None:
    text = DOCUMENT + "components: {schemas: {A: {$ref: '#/components/schemas/B'}}}\n"
    folder = write({"one.md": page(DOCUMENT.replace("/a", "/b")), "two.md": page(text)})
    library = load(str(folder))
    with pytest.raises(LookupError) as caught:
        library.resolve(
            "#/components/schemas/B", library.root_node / "components" / "schemas" / "A"
        )
    assert caught.value.problem.location.page == "two.md"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"notes.txt": "x"}, "source-unreadable"),
        ({"spec.yaml": DOCUMENT}, "source-unreadable"),
        ({"page.md": "# Title\n"}, "page-without-document"),
        ({"page.md": page("openapi: 3.0.0\ninfo: [\n")}, "syntax-error"),
        ({"page.md": b"\xff\xfe\x00\xd8"}, "source-encoding"),
    ],
)
def test_folders_that_are_no_source(
    write, refused, files: Mapping[str, str | bytes], code: str
) -> None:
    (problem,) = refused(write(files))
    assert problem.code == code
    assert problem.severity is Severity.ERROR


def test_links_are_not_followed(write, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(page(DOCUMENT.replace("/a", "/secret")))
    folder = write({"page.md": page(DOCUMENT)})
    (folder / "link.md").symlink_to(outside)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    assert list(load(str(folder)).root.data["paths"]) == ["/a"]


def test_there_is_a_limit_on_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clientsmith.sources.folders.MAX_PAGES", 3)
    assert MAX_PAGES > 1000
    for number in range(4):
        (tmp_path / f"{number}.md").write_text("x")
    with pytest.raises(Exception, match="more than 3 documentation pages"):
        open_folder(tmp_path, PageOptions(), Remote(Access()))


def test_a_number_sign_in_the_name_of_a_file(write) -> None:
    folder = write({"a#b.yaml": DOCUMENT, "docs#1/page.md": page(DOCUMENT)})
    assert load(str(folder / "a#b.yaml")).root.origin == "a#b.yaml"
    assert load(str(folder / "docs#1")).root.origin == "docs#1"


def test_one_document_of_several(write) -> None:
    folder = write(
        {
            "one.md": page(DOCUMENT, "yaml /v1/openapi.json get /a"),
            "two.md": page(DOCUMENT.replace("/a", "/b"), "yaml v2.yaml GET /b"),
            "three.md": page(DOCUMENT.replace("/a", "/c"), "yaml v1/openapi.json get /c"),
        }
    )
    with pytest.raises(UnusableSource) as caught:
        load(str(folder))
    (problem,) = caught.value.problems
    assert problem.code == "page-several-documents"
    assert "'v1/openapi.json' (2), 'v2.yaml' (1)" in problem.message
    assert list(load(f"{folder}#v1/openapi.json").root.data["paths"]) == ["/a", "/c"]
    assert list(load(f"{folder}#/v2.yaml").root.data["paths"]) == ["/b"]
    with pytest.raises(UnusableSource) as caught:
        load(f"{folder}#v2.yml")
    assert caught.value.problems[0].hint == "Did you mean 'v2.yaml'?"
