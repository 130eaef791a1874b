"""Fern's older pages: documents that are named after endpoints become one of the API."""

from __future__ import annotations

import json

import pytest

from clientsmith.sources.pages import PageOptions, assemble, read_page
from clientsmith.sources.parsing import ParsedDocument


def page(name: str, path: str, *, method: str = "get", tags: str = "[[subpackage_zoo]]") -> str:
    return f"""\
# Title of {name}

{method.upper()} https://api.acme.test/v2{path}
Content-Type: application/json

Reference: https://docs.acme.test/{name}

## OpenAPI Specification

```yaml
openapi: 3.1.1
info:
  title: Title of {name}
  version: endpoint_{name}
paths:
  {path}:
    {method}:
      operationId: {name.rpartition(".")[2]}
      tags: {tags}
      responses:
        "200": {{description: ok, content: {{application/json: {{schema: {{$ref: "#/components/schemas/Pet"}}}}}}}}
components:
  schemas:
    Pet: {{type: object}}
```
"""


def assembled(*texts: str) -> ParsedDocument:
    pages = [read_page(text, f"{number}.md") for number, text in enumerate(texts, 1)]
    return assemble(pages, PageOptions())


def test_pages_of_endpoints_are_of_one_document() -> None:
    parsed = assembled(
        page("zoo.list", "/pets"),
        page("zoo/shops.list", "/shops", tags="[[subpackage_zoo, subpackage_zoo/shops]]"),
        page("_.health", "/health", tags="[[]]"),
    )
    assert parsed.data["info"] == {"title": "api.acme.test", "version": "0"}
    assert parsed.data["servers"] == [{"url": "https://api.acme.test/v2"}]
    operations = {path: item["get"] for path, item in parsed.data["paths"].items()}
    assert {path: (each["operationId"], each["tags"]) for path, each in operations.items()} == {
        "/pets": ("zoo_list", ["zoo"]),
        "/shops": ("zoo_shops_list", ["zoo/shops"]),
        "/health": ("health", []),
    }
    assert list(parsed.data["components"]["schemas"]) == ["Pet"]
    assert [each.code for each in parsed.found] == ["page-summary", "page-head-missing"]
    assert parsed.line_of("/paths/~1pets/get") == 17


def test_servers_that_the_page_says_itself() -> None:
    text = page("zoo.list", "/pets").replace(
        "components:", "servers: [{url: https://x.acme.test}]\ncomponents:"
    )
    data = assembled(text).data
    assert (data["servers"], data["info"]["title"]) == (
        [{"url": "https://x.acme.test"}],
        "x.acme.test",
    )


def test_pages_that_do_not_say_where_the_endpoint_is() -> None:
    text = page("zoo.list", "/pets").replace("GET https://api.acme.test/v2/pets", "")
    data = assembled(text).data
    assert ("servers" in data, data["info"]["title"]) == (False, "API")


def test_other_versions_are_left_alone() -> None:
    text = page("zoo.list", "/pets").replace("endpoint_zoo.list", "endpoint 1.0")
    parsed = assembled(text)
    assert parsed.data["info"]["title"] == "Title of zoo.list"
    assert parsed.found == ()


@pytest.mark.parametrize(
    ("name", "words", "scheme"),
    [
        (
            "Authorization",
            "Bearer authentication of the form `Bearer <token>`",
            {"bearerAuth": {"type": "http", "scheme": "bearer"}},
        ),
        (
            "Authorization",
            "Basic authentication of the form `Basic <username:password>`.",
            {"basicAuth": {"type": "http", "scheme": "basic"}},
        ),
        (
            "x-key",
            "Header authentication of the form `undefined <token>`",
            {"x-key": {"type": "apiKey", "in": "header", "name": "x-key"}},
        ),
        ("x-key", "The key.", None),
        ("x-key", "Bearer authentication of the form `Bearer <token>`", None),
    ],
    ids=["bearer", "basic", "header", "parameter", "other-header"],
)
def test_credentials(name: str, words: str, scheme: dict[str, object] | None) -> None:
    parameter = {"name": name, "in": "header", "required": True, "description": words}
    version = {"name": "v", "in": "header"}
    text = page("zoo.list", "/pets").replace(
        "responses:", f"parameters: {json.dumps([parameter, version])}\n      responses:"
    )
    data = assembled(text, page("zoo.get", "/pet")).data
    operation = data["paths"]["/pets"]["get"]
    assert data["components"].get("securitySchemes") == scheme
    if scheme is None:
        assert "security" not in operation
        assert operation["parameters"] == [parameter, version]
    else:
        assert operation["security"] == [{each: [] for each in scheme}]
        assert operation["parameters"] == [version]
    assert "security" not in data["paths"]["/pet"]["get"]
