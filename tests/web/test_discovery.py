"""From the address of a documentation to its document: sites, HTML pages, catalogs, usual names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clientsmith.document import Library
from clientsmith.problem import Problem, UnusableSource
from clientsmith.sources import Access, load
from clientsmith.sources.pages import canonical
from clientsmith.sources.web.discovery import documents_named
from clientsmith.sources.web.index import places_of, read_index
from support.public import SHARED

from .conftest import Site

DOCUMENT = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {/a: {get: {responses: {}}}}\n"
HTML = {"Content-Type": "text/html"}
PAGES = SHARED / "docs_pages"


def fetched(url: str) -> Library:
    return load(url, access=Access(private_addresses=True))


def refused(url: str) -> Problem:
    with pytest.raises(UnusableSource) as caught:
        fetched(url)
    return caught.value.problems[0]


def page(document: str, info: str = "yaml") -> str:
    return f"# Title\n\n````{info}\n{document}````\n"


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ("<redoc spec-url='/spec.yaml'></redoc>", ["/spec.yaml"]),
        (
            '<div id="redoc"></div><script>Redoc.init("v1/openapi.json", {})</script>',
            ["v1/openapi.json"],
        ),
        ('<rapi-doc spec-url = "https://h.test/s.json"> </rapi-doc>', ["https://h.test/s.json"]),
        ('<elements-api apiDescriptionUrl="a.yaml" router="hash"/>', ["a.yaml"]),
        ('<script id="api-reference" data-url="/scalar/v1.json"></script>', ["/scalar/v1.json"]),
        (
            "<script>Scalar.createApiReference('#app', { url: '/registry/openapi.json' })</script>",
            ["/registry/openapi.json"],
        ),
        (
            "<script>const ui = SwaggerUIBundle({ url: \"/api/swagger.json\", dom_id: '#swagger-ui' })</script>",
            ["/api/swagger.json"],
        ),
        (
            '<script>SwaggerUIBundle({ urls: [{"url": "/v1/api-docs", "name": "one"}, {"url": "/v2/api-docs"}] })</script>',
            ["/v1/api-docs", "/v2/api-docs"],
        ),
        (
            '<div id="swagger-ui"></div><script src="./swagger-initializer.js"></script>',
            ["./swagger-initializer.js"],
        ),
        ('<link rel="alternate service-desc" href="/openapi.json">', ["/openapi.json"]),
        ("<script>fetch({url: '/users.json'})</script>", []),
        ("<p>url: 'openapi.json'</p><p>swagger-ui</p>", []),
        ("<script src='x.js'>", []),
        ("<<<>>><script", []),
    ],
)
def test_what_html_pages_name(html: str, named: list[str]) -> None:
    assert documents_named(f"<!doctype html><html><body>{html}</body></html>") == named


@pytest.mark.parametrize(
    "html",
    [
        "<redoc spec-url='api/openapi.yaml'></redoc>",
        "<script>SwaggerUIBundle({url: '/docs/api/openapi.yaml'})</script>",
        "<div id='swagger-ui'></div><script src='init/swagger-initializer.js'></script>",
    ],
)
def test_html_pages(site: Site, html: str) -> None:
    site.files["/docs/"] = (200, HTML, f"<!doctype html><html>{html}</html>".encode())
    site.files["/docs/init/swagger-initializer.js"] = (
        "window.ui = SwaggerUIBundle({ url: '../api/openapi.yaml' })"
    )
    site.files["/docs/api/openapi.yaml"] = DOCUMENT
    if "initializer" in html:
        site.files["/docs/init/swagger-initializer.js"] = (
            "window.ui = SwaggerUIBundle({ url: 'api/openapi.yaml' })"
        )
    assert fetched(f"{site.url}/docs/").root.origin == f"{site.url}/docs/api/openapi.yaml"


def test_the_catalog_of_a_server(site: Site) -> None:
    site.files["/"] = (200, HTML, b"<!doctype html><html></html>")
    linkset = [{"anchor": "/", "service-desc": [{"href": "/nothing"}, {"href": "/hidden/spec"}]}]
    site.files["/.well-known/api-catalog"] = json.dumps({"linkset": linkset})
    site.files["/hidden/spec"] = DOCUMENT
    assert fetched(f"{site.url}/").root.origin == f"{site.url}/hidden/spec"


@pytest.mark.parametrize("place", ["openapi.json", "v3/api-docs", "docs/swagger.json", "api-json"])
def test_usual_places(site: Site, place: str) -> None:
    home = (200, HTML, b"<!doctype html><html></html>")
    site.files.update({"/docs/": home, "/openapi.yaml": home})
    site.files[f"/{place}"] = DOCUMENT
    assert fetched(f"{site.url}/docs/").root.origin == f"{site.url}/{place}"


def test_the_markdown_of_a_page(site: Site) -> None:
    site.files["/docs/goal"] = (200, HTML, b"<!doctype html><html></html>")
    site.files["/docs/goal.md"] = page(DOCUMENT)
    assert fetched(f"{site.url}/docs/goal").root.origin == f"{site.url}/docs/goal.md"


def test_nothing_is_found(site: Site) -> None:
    site.files["/docs/"] = (200, HTML, b"<!doctype html><html></html>")
    site.files["/openapi.json"] = (200, HTML, b"<!doctype html><html></html>")
    site.files["/swagger.json"] = json.dumps({"info": {}, "item": []})
    problem = refused(f"{site.url}/docs/")
    assert problem.code == "source-undiscovered"
    assert "llms.txt" in problem.hint


def index(site: Site, *names: str, rest: str = "") -> str:
    return (
        "# Docs\n\n"
        + "".join(f"- [{name}]({site.url}/{name}.md): about\n" for name in names)
        + rest
    )


def test_a_site_by_its_index(site: Site) -> None:
    site.files["/llms.txt"] = index(site, "a", "b", "words", "gone")
    site.files["/a.md"] = page(DOCUMENT)
    site.files["/b.md"] = page(DOCUMENT.replace("/a", "/b"))
    site.files["/words.md"] = "# Words\n"
    library = fetched(f"{site.url}/llms.txt")
    assert list(library.root.data["paths"]) == ["/a", "/b"]
    assert library.root.location("/paths/~1b").page == f"{site.url}/b.md"
    assert [problem.code for problem in library.problems] == [
        "page-missing",
        "page-summary",
    ]
    site.files["/"] = (200, HTML, b"<!doctype html><html></html>")
    assert fetched(site.url).root.data == library.root.data


def test_the_document_that_an_index_names(site: Site) -> None:
    rest = "\n## OpenAPI Specs\n\n- [openapi](/v1/openapi)\n- [other](/gone.json)\n"
    site.files["/llms.txt"] = index(site, "a", rest=rest)
    site.files["/a.md"] = page(DOCUMENT.replace("/a", "/stale"))
    site.files["/v1/openapi"] = DOCUMENT
    assert list(fetched(f"{site.url}/llms.txt").root.data["paths"]) == ["/a"]
    assert "/a.md" not in site.asked


def test_the_document_that_pages_were_made_from(site: Site) -> None:
    site.files["/docs/llms.txt"] = index(site, "docs/a")
    site.files["/docs/a.md"] = page(DOCUMENT.replace("/a", "/part"), "yaml /openapi.yaml get /part")
    assert list(fetched(f"{site.url}/docs/llms.txt").root.data["paths"]) == ["/part"]
    site.files["/docs/openapi.yaml"] = DOCUMENT
    assert list(fetched(f"{site.url}/docs/llms.txt").root.data["paths"]) == ["/a"]


def test_several_documents_of_a_site(site: Site) -> None:
    rest = "\n- [one](/one.json)\n- [two](/two.json)\n"
    site.files["/llms.txt"] = index(site, rest=rest)
    site.files["/one.json"] = DOCUMENT
    site.files["/two.json"] = DOCUMENT.replace("/a", "/b")
    problem = refused(f"{site.url}/llms.txt")
    assert problem.code == "page-several-documents"
    assert f"{site.url}/two.json" in problem.message
    assert list(fetched(f"{site.url}/llms.txt#two.json").root.data["paths"]) == ["/b"]


def test_a_page_that_cannot_be_read_stops_it(site: Site) -> None:
    site.files["/llms.txt"] = index(site, "a", "b")
    site.files["/a.md"] = page(DOCUMENT)
    site.files["/b.md"] = (500, {}, b"")
    problem = refused(f"{site.url}/llms.txt")
    assert (problem.code, f"{site.url}/b.md" in problem.message) == ("source-unreadable", True)


def test_what_an_index_lists() -> None:
    text = """\
# Docs
- [One](https://docs.test/one.md): text [x](#part)
- [Two](/two)
- [Again](https://docs.test/one.md)
- [Elsewhere](https://other.test/three.md)
- [Picture](/a.png) [All](/llms-full.txt)
- <https://docs.test/not-a-link>
## OpenAPI Specs
- [spec](https://api.test/v1/openapi)
- [about it](/about-openapi.md)
- [mail](mailto:a@b.test)
"""
    found = read_index(text, "https://docs.test/llms.txt")
    assert found.pages == (
        "https://docs.test/one.md",
        "https://docs.test/two.md",
        "https://docs.test/about-openapi.md",
    )
    assert found.documents == ("https://api.test/v1/openapi",)


def test_places_near_a_page() -> None:
    assert places_of("https://h.test/", ("x",)) == ["https://h.test/x"]
    assert places_of("https://u:p@h.test/docs/a?b#c", ("x",)) == [
        "https://h.test/docs/a/x",
        "https://h.test/docs/x",
        "https://h.test/x",
    ]


@pytest.mark.skipif(not PAGES.is_dir(), reason="there is no shared/docs_pages")
def test_a_whole_site_over_http_is_what_it_is_as_a_folder(site: Site) -> None:
    folder = PAGES / "docs.kalshi.com-2026-02"
    files = sorted(file.relative_to(folder) for file in Path(folder).rglob("*.md"))
    site.files = {f"/{file}": (folder / file).read_bytes() for file in files}
    site.files["/llms.txt"] = "".join(f"- [{file.stem}]({site.url}/{file})\n" for file in files)
    served = load(f"{site.url}/llms.txt", conflicts="newest", access=Access(private_addresses=True))
    local = load(str(folder), conflicts="newest")
    assert canonical(served.root.data) == canonical(local.root.data)
    assert site.asked.count("/openapi.yaml") == 1  # where the document might be
