"""Operations and heads of several documents become those of one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clientsmith.problem import Problem, Severity, UnusableSource
from clientsmith.sources import load, load_all
from clientsmith.sources.pages import canonical

from .conftest import Join, document, operation


def refused(join: Join, *documents: dict[str, Any]) -> tuple[Problem, ...]:
    with pytest.raises(UnusableSource) as caught:
        join(*documents)
    return caught.value.problems


def test_paths_and_webhooks_come_together(join: Join) -> None:
    library = join(
        document(paths={"/a": {"get": operation()}}, webhooks={"w": {"post": operation()}}),
        document(paths={"/a": {"put": operation()}, "/b": {"get": operation()}}),
        document(webhooks={"v": {"post": operation()}}),
    )
    data = library.root.data
    assert {path: list(item) for path, item in data["paths"].items()} == {
        "/a": ["get", "put"],
        "/b": ["get"],
    }
    assert list(data["webhooks"]) == ["w", "v"]
    assert library.root.origin == "1.json + 2.json + 3.json"
    assert str(library.root.location("/paths/~1b/get")) == "2.json:18 #/paths/~1b/get"


def test_the_head_is_that_of_the_first(join: Join) -> None:
    library = join(
        document(info={"title": "One", "version": "1"}, tags=[{"name": "t", "description": "1"}]),
        document(
            info={"title": "Two", "version": "9"},
            tags=[{"name": "t", "description": "2"}, {"name": "u"}],
            externalDocs={"url": "https://acme.test"},
        ),
    )
    data = library.root.data
    assert data["info"]["title"] == "One"
    assert data["tags"] == [{"name": "t", "description": "1"}, {"name": "u"}]
    assert data["externalDocs"] == {"url": "https://acme.test"}
    assert library.problems == ()


def test_servers_and_security_that_differ_are_written_to_operations(join: Join) -> None:
    one = document(paths={"/a": {"get": operation()}}, servers=[{"url": "https://a.test"}])
    other = document(
        paths={
            "/b": {"get": operation(), "put": operation(security=[])},
            "/c": {"get": operation(), "servers": [{"url": "https://c.test"}]},
        },
        servers=[{"url": "https://b.test"}],
        security=[{}],
    )
    data = join(one, other).root.data
    assert data["servers"] == [{"url": "https://a.test"}]
    assert "security" not in data
    assert data["paths"]["/a"]["get"] == operation()
    assert data["paths"]["/b"]["get"] == operation(
        security=[{}], servers=[{"url": "https://b.test"}]
    )
    assert data["paths"]["/b"]["put"]["security"] == []
    assert "servers" not in data["paths"]["/c"]["get"]


def test_equal_operations_are_one(join: Join) -> None:
    same = document(paths={"/a": {"get": operation(operationId="x")}})
    library = join(same, same)
    assert library.root.data["paths"] == same["paths"]
    assert library.problems == ()


def test_operations_that_differ(join: Join) -> None:
    one = document(
        paths={"/a": {"get": operation(summary="1")}}, info={"title": "T", "version": "2"}
    )
    other = document(paths={"/a": {"get": operation(summary="2")}})
    [problem] = refused(join, one, other)
    assert problem.code == "join-conflict"
    for place in ("'1.json' (line 9)", "'2.json' (line 9)"):
        assert place in problem.message
    assert "/paths/~1a/get" in problem.message
    library = join(one, other, newest=True)
    assert library.root.data["paths"]["/a"]["get"]["summary"] == "1"
    [told] = library.problems
    assert (told.code, told.severity) == ("join-conflict", Severity.WARNING)


def test_parameters_of_paths(join: Join) -> None:
    limit = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
    own = {**limit, "required": True}
    components = {"parameters": {"Limit": limit}}
    reference = {"$ref": "#/components/parameters/Limit"}
    data = join(
        document(
            paths={"/a": {"parameters": [reference], "get": operation()}}, components=components
        ),
        document(
            paths={
                "/a": {
                    "parameters": [reference],
                    "put": operation(parameters=[own]),
                    "post": operation(),
                },
                "/b": {"parameters": [reference], "get": operation()},
            },
            components=components,
        ),
    ).root.data
    assert data["paths"]["/a"] == {
        "get": operation(parameters=[reference]),
        "put": operation(parameters=[own]),
        "post": operation(parameters=[reference]),
    }
    assert data["paths"]["/b"]["parameters"] == [reference]


def test_descriptions_of_paths(join: Join) -> None:
    data = join(
        document(paths={"/a": {"summary": "1", "get": operation()}}),
        document(paths={"/a": {"summary": "2", "description": "d", "put": operation(summary="3")}}),
    ).root.data
    assert data["paths"]["/a"] == {
        "get": operation(summary="1"),
        "put": operation(summary="3", description="d"),
    }


def test_problems_of_a_file_that_both_refer_to_are_told_once(join: Join, tmp_path: Path) -> None:
    (tmp_path / "common.json").write_text('{"A": {"title": "1", "title": "2"}}')
    one = document(components={"schemas": {"A": {"$ref": "common.json#/A"}}})
    assert [each.code for each in join(one, one | {"x": 1}).problems] == ["duplicate-key"]


def test_operation_ids(join: Join) -> None:
    link = {"operationId": "list", "description": "d"}
    answer = {"responses": {"200": {"description": "", "links": {"next": link}}}}
    library = join(
        document(paths={"/a": {"get": operation(operationId="list")}}),
        document(paths={"/b": {"get": {"operationId": "list", **answer}}}),
    )
    paths = library.root.data["paths"]
    assert paths["/a"]["get"]["operationId"] == "list"
    assert "operationId" not in paths["/b"]["get"]
    assert paths["/b"]["get"]["responses"]["200"]["links"]["next"] == {
        "operationRef": "#/paths/~1b/get",
        "description": "d",
    }
    [note] = library.problems
    assert note.code == "join-operation-id-dropped"
    assert str(note.location) == "2.json:9 #/paths/~1b/get"
    assert "1.json:9" in note.message


def test_methods_of_3_2_that_have_no_key(join: Join) -> None:
    def copying(path: str, server: str) -> dict[str, Any]:
        item = {
            "parameters": [{"name": "p", "in": "query"}],
            "additionalOperations": {"COPY": operation(operationId="copy")},
        }
        return document(openapi="3.2.0", paths={path: item, "/x": {}}, servers=[{"url": server}])

    paths = join(copying("/a", "/1"), copying("/b", "/2")).root.data["paths"]
    assert paths["/a"]["additionalOperations"] == {"COPY": operation(operationId="copy")}
    assert paths["/b"]["additionalOperations"] == {"COPY": operation(servers=[{"url": "/2"}])}


def test_path_items_that_are_references(join: Join) -> None:
    item = {"get": operation()}
    data = join(
        document(
            paths={"/a": {"$ref": "#/components/pathItems/A"}},
            components={"pathItems": {"A": item}},
            security=[{}],
        ),
        document(),
    ).root.data
    assert data["paths"]["/a"] == item


def test_what_cannot_be_put_together(join: Join) -> None:
    problems = refused(
        join,
        document(components=[]),
        document(paths=1),
        document(components={"schemas": "x"}),
        document(openapi="4.0.0"),
    )
    assert [(each.code, str(each.location)) for each in problems] == [
        ("wrong-type", "1.json:8 #/components"),
        ("wrong-type", "2.json:7 #/paths"),
        ("wrong-type", "3.json:9 #/components/schemas"),
        ("document-version", "4.json:1"),
    ]


def test_every_source_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(UnusableSource) as caught:
        load_all(["a.json", "b.json"], folder=tmp_path)
    assert [each.code for each in caught.value.problems] == ["syntax-error", "source-missing"]


def test_origins_start_at_the_common_folder(tmp_path: Path) -> None:
    for name in ("x/a/openapi.yaml", "x/b/openapi.yaml", "x/pages/one.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        text = (
            f"openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths: {{/{name}: {{get: {{}}}}}}\n"
        )
        (tmp_path / name).write_text(f"```yaml\n{text}```\n" if ".md" in name else text)
    library = load_all(["x/a", "x/b/openapi.yaml", "x/pages"], folder=tmp_path)
    assert list(library.sources) == ["a/openapi.yaml", "b/openapi.yaml", "pages"]
    paths = ("~1x~1a~1openapi.yaml", "~1x~1b~1openapi.yaml", "~1x~1pages~1one.md")
    assert [library.root.location(f"/paths/{path}").page for path in paths] == [
        "a/openapi.yaml",
        "b/openapi.yaml",
        "pages/one.md",
    ]


def test_a_source_that_is_named_twice_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"openapi": "3.1.0", "paths": {}}')
    assert list(load_all(["a.json", "a.json"], folder=tmp_path).documents) == ["a.json"]


@pytest.mark.detail
def test_documents_that_are_nested_deeply(join: Join) -> None:
    def nested(**parts: Any) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "string"}
        for _ in range(490):
            schema = {"items": schema}
        return {
            **document(**parts),
            "definitions": {"A": schema},
            "components": {"schemas": {"A": schema}},
        }

    old = {**nested(), "swagger": "2.0"}
    del old["openapi"]
    library = join(nested(openapi="3.0.3"), nested(), old)
    assert list(library.root.data["components"]["schemas"]) == ["A"]


@pytest.mark.parametrize("case", ["all_of", "parameters", "security", "servers", "webhooks"])
def test_a_document_in_pieces_is_the_document(join: Join, case: str) -> None:
    whole = load(str(Path(__file__).parents[1] / "cases" / case / "openapi.yaml")).root.data
    paths = list(whole["paths"].items())
    pieces = [{**whole, "paths": dict(paths[start::2])} for start in (0, 1)]
    library = join(*pieces)
    assert canonical(library.root.data) == canonical(whole)
    assert library.problems == ()
