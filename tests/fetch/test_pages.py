"""Documentation pages with a fenced OpenAPI document, and what else a source may hold."""

import io
import json

import pytest

from clientsmith.problem import Severity, UnusableSource
from clientsmith.sources import load
from clientsmith.sources.pages.page import fenced_blocks

DOCUMENT = 'openapi: 3.0.3\ninfo: {title: t, version: "1"}\npaths: {}\n'


def _page(fence: str, info: str = "yaml", indent: str = "", body: str = DOCUMENT) -> str:
    lines = [f"{fence}{info}", *body.splitlines(), fence]
    return "# Title\n\nText: more\n\n" + "".join(f"{indent}{line}\n" for line in lines) + "\nEnd.\n"


@pytest.mark.parametrize("info", ["yaml", "", " yaml /openapi.json post /goals", "anything else"])
@pytest.mark.parametrize("fence", ["```", "~~~", "````", "~~~~~~~"])
@pytest.mark.parametrize("indent", ["", "  ", "    ", "\t"])
def test_any_fence_holds_a_document(write, fence: str, info: str, indent: str) -> None:
    folder = write({"page.md": _page(fence, info, indent)})
    library = load(str(folder / "page.md"))
    assert library.root.data["openapi"] == "3.0.3"
    assert [library.root.line_of(p) for p in ("", "/info", "/paths")] == [6, 7, 8]
    assert library.problems == ()


@pytest.mark.parametrize("name", ["page.md", "page.MD", "page.mdx", "page.txt", "page", "-"])
def test_a_page_is_known_by_its_content(write, name: str) -> None:
    page = _page("```")
    if name == "-":
        library = load("-", stdin=io.BytesIO(page.encode()))
    else:
        library = load(str(write({name: page}) / name))
    assert library.root.data["openapi"] == "3.0.3"
    assert library.root.line_of("/info") == 7


def test_json_in_a_fence(write) -> None:
    body = json.dumps({"components": {}, "openapi": "3.1.0", "paths": {"/a": {}}}, indent=1)
    folder = write({"page.md": _page("```", "json", body=body)})
    library = load(str(folder / "page.md"))
    assert library.root.data["paths"] == {"/a": {}}
    assert library.root.line_of("/paths/~1a") == 10


def test_other_fences_and_shorter_fences_inside_are_passed_over(write) -> None:
    inside = (
        'openapi: 3.0.3\ninfo:\n  title: t\n  version: "1"\n  description: |\n'
        "    ```\n    swagger: 2.0\n    ```\npaths: {}\n"
    )
    text = "```json\n{}\n```\n~~~\nopenapi stands here\n~~~\n" + _page("````", body=inside)
    library = load(str(write({"page.md": text}) / "page.md"))
    assert library.root.data["info"]["description"] == "```\nswagger: 2.0\n```\n"
    assert library.root.line_of("/paths") == 20


def test_what_is_broken_beside_a_document_is_reported(write) -> None:
    broken = _page("```", body="openapi: 3.0.0\ninfo: [\n")
    text = _page("```") + _page("```") + broken
    library = load(str(write({"page.md": text}) / "page.md"))
    found = [(p.code, p.severity, p.location.line) for p in library.problems]
    assert found == [("syntax-error", Severity.WARNING, 30)]


def test_a_broken_document_on_a_page_is_told_with_the_line_of_the_page(write, refused) -> None:
    folder = write({"page.md": _page("```", body="openapi: 3.0.0\ninfo: {a: b: c}\n")})
    (problem,) = refused(folder / "page.md")
    assert (problem.code, problem.location.line) == ("syntax-error", 7)
    assert "line 7" in problem.message


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("page.md", "# Title\n\n```yaml\na: 1\n```\n", "page-without-document"),
        ("page.md", "# Title\n", "page-without-document"),
        ("page.md", "---\ntitle: x\n---\n# Title\n", "page-without-document"),
        ("notes.txt", "just some words", "document-kind"),
        ("list.yaml", "- a\n- b\n", "document-kind"),
        ("list.json", "[1, 2]", "document-kind"),
        ("number.json", "12", "document-kind"),
        ("comment.yaml", "# nothing\n", "document-kind"),
        ("index.html", "<!DOCTYPE html><html></html>", "document-kind"),
        ("api.wsdl", '<?xml version="1.0"?>\n<definitions/>', "document-kind"),
        ("empty.yaml", "", "source-empty"),
        ("blank.json", " \n\t\n", "source-empty"),
        ("broken.json", '{"openapi": "3.0.0",}', "syntax-error"),
        ("broken.yaml", "openapi: 3.0.0\n  paths: {}\n", "syntax-error"),
    ],
)
def test_what_is_no_document_is_refused(write, refused, name: str, text: str, code: str) -> None:
    (problem,) = refused(write({name: text}) / name)
    assert problem.code == code
    assert problem.severity is Severity.ERROR
    assert problem.location.origin == name


def test_a_broken_document_is_not_taken_for_a_page_because_of_its_examples() -> None:
    text = DOCUMENT + "x: |\n  ```\n  openapi: 3.0.0\n  paths: {}\n  ```\nbroken: [\n"
    with pytest.raises(UnusableSource) as caught:
        load("-", stdin=io.BytesIO(text.encode()))
    assert [(p.code, p.location.line) for p in caught.value.problems] == [("syntax-error", 10)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", DOCUMENT),
        ("a.txt", DOCUMENT),
        ("a", json.dumps({"openapi": "3.0.3"})),
        ("a.yaml", json.dumps({"openapi": "3.0.3"})),
        ("a.yaml", '{openapi: "3.0.3", paths: {}}'),
        ("a.yaml", '{"openapi": "3.0.3", paths: {},}'),
        ("a.md", DOCUMENT),
        ("a.yml", "---\n" + DOCUMENT + "...\n"),
    ],
)
def test_content_decides_and_not_the_name(write, name: str, text: str) -> None:
    assert load(str(write({name: text}) / name)).root.data["openapi"] == "3.0.3"


def test_fences_follow_commonmark() -> None:
    page = (
        "``\nno fence\n``\n"
        "``` a`b\nno fence\n"
        "~~~ a`b\n1\n~~\n~~~~ x\n~~~~\n"
        "   ````\n   2\n     3\n 4\n```\n`````  \n"
        "```\nto the end\n"
    )
    found = [(fence.line, fence.info, fence.body) for fence in fenced_blocks(page)]
    assert found == [
        (6, "a`b", "1\n~~\n~~~~ x"),
        (11, "", "2\n  3\n4\n```"),
        (17, "", "to the end\n"),
    ]
