"""Path items, methods, and where operations come from."""

from __future__ import annotations

import pytest

from read_operations.reading_documents import read


def test_every_method_in_document_order() -> None:
    result = read(
        """
paths:
  /a:
    query: {responses: {}}
    trace: {}
    get: {operationId: getA}
    x-note: {get: {}}
    additionalOperations:
      LINK: {operationId: link}
      x-odd: {}
  x-paths: {/b: {get: {}}}
""",
        "3.2.0",
    )
    assert [(one.method, one.path, one.operation_id) for one in result.api.operations] == [
        ("QUERY", "/a", None),
        ("TRACE", "/a", None),
        ("GET", "/a", "getA"),
        ("LINK", "/a", "link"),
        ("x-odd", "/a", None),
    ]
    assert result.api.operations[2].id == "openapi.yaml#/paths/~1a/get"
    assert result.api.operations[3].id == "openapi.yaml#/paths/~1a/additionalOperations/LINK"
    assert result.api.counts.operations == 5
    assert result.problems == ()


def test_a_method_that_http_does_not_know_or_that_is_there_already_is_left_out() -> None:
    result = read(
        """
paths:
  /a:
    post: {}
    additionalOperations:
      "BAD METHOD": {}
      POST: {}
""",
        "3.2.0",
    )
    assert [one.method for one in result.api.operations] == ["POST"]
    assert result.codes == ["operation-dropped", "operation-dropped"]
    assert result.api.counts.operations == 3


def test_an_operation_may_be_a_reference_into_another_file() -> None:
    result = read(
        """
paths:
  /a:
    get: {$ref: 'resources/ops.yaml#/list'}
  /b:
    get: {$ref: 'resources/ops.yaml#/list'}
""",
        "3.0.0",
        resources__ops="""
list:
  operationId: list
  parameters:
    - {$ref: 'parameters.yaml#/page'}
    - {name: q, in: query, schema: {enum: [a, b]}}
  responses: {'200': {$ref: '../shared/ok.yaml'}}
""",
        resources__parameters="page: {name: page, in: query, schema: {type: integer}}",
        shared__ok="{description: fine, content: {application/json: {schema: {type: object}}}}",
    )
    first, second = result.api.operations
    assert first.id == "openapi.yaml#/paths/~1a/get"
    assert second.id == "openapi.yaml#/paths/~1b/get"
    assert first.location is not None
    assert (first.location.origin, first.location.pointer) == ("resources/ops.yaml", "/list")
    assert [one.wire_name for one in first.parameters] == ["page", "q"]
    assert first.responses == second.responses
    assert result.places == {
        "resources/parameters.yaml#/page/schema": (None, "component page", "parameter"),
        "resources/ops.yaml#/list/parameters/1/schema": (first.id, "parameter q"),
        "shared/ok.yaml#/content/application~1json/schema": (None, "component ok", "response"),
    }


def test_a_path_item_keeps_its_own_fields_beside_a_reference() -> None:
    result = read(
        """
paths:
  /a/{id}:
    $ref: '#/components/pathItems/Item'
    get: {operationId: own}
  /b: {$ref: 'item.yaml'}
components:
  pathItems:
    Item:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      get: {operationId: theirs}
      delete: {operationId: remove}
""",
        item="{summary: All, description: of it, servers: [{url: /of-path}], post: {tags: [t, 7]}}",
    )
    own, remove, post = result.api.operations
    assert (own.operation_id, remove.operation_id) == ("own", "remove")
    assert own.id == "openapi.yaml#/paths/~1a~1{id}/get"
    assert own.parameters == remove.parameters
    assert [one.wire_name for one in own.parameters] == ["id"]
    assert (post.docs.title, post.docs.description) == ("All", "of it")
    assert [server.url for server in post.servers] == ["/of-path"]
    assert post.tags == ("t", "7")
    assert result.problems == ()


def test_docs_of_an_operation_hold_before_those_of_its_path() -> None:
    result = read("""
paths:
  /a:
    summary: Path
    description: About the path
    get: {summary: Own, deprecated: true, externalDocs: {url: 'https://a.test'}}
""")
    docs = result.operation.docs
    assert (docs.title, docs.description) == ("Own", "")
    assert (docs.deprecated, docs.external_url) == (True, "https://a.test")


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/{a}.{b}", ["a", "b"]),
        ("/compare/{base}...{head}", ["base", "head"]),
        ("/search?q={q}#{part}", ["q", "part"]),
        ("no/slash/{x}", ["x"]),
        ("/plain{}", []),
    ],
)
def test_any_template_is_kept_as_it_is_written(path: str, names: list[str]) -> None:
    declared = ", ".join(f"{{name: {name}, in: path, schema: {{}}}}" for name in names)
    result = read(f"paths: {{'{path}': {{get: {{parameters: [{declared}]}}}}}}")
    assert result.operation.path == path
    assert [one.wire_name for one in result.operation.parameters] == names
    assert all(one.required for one in result.operation.parameters)
    assert result.problems == ()


def test_templates_that_differ_in_names_only_are_two_paths() -> None:
    result = read("""
paths:
  /a/{x}: {get: {parameters: [{name: x, in: path, required: true}]}}
  /a/{y}: {get: {parameters: [{name: y, in: path, required: true}]}}
""")
    assert [one.path for one in result.api.operations] == ["/a/{x}", "/a/{y}"]
    assert len({one.id for one in result.api.operations}) == 2


def test_what_cannot_be_read_is_left_out_alone_and_named() -> None:
    result = read("""
paths:
  /null: {get: null, put: {}}
  /list: [1]
  /gone: {$ref: '#/components/pathItems/Gone'}
  /circle: {$ref: '#/paths/~1circle'}
  /responses: {get: {responses: [], tags: [kept]}}
  /body: {post: {requestBody: {$ref: '#/components/requestBodies/Gone'}}}
""")
    assert [f"{one.method} {one.path}" for one in result.api.operations] == ["PUT /null"]
    assert result.api.counts.operations == 4
    assert {(one.code, one.location.pointer) for one in result.problems} == {
        ("operation-dropped", "/paths/~1null/get"),
        ("path-dropped", "/paths/~1list"),
        ("path-dropped", "/paths/~1gone/$ref"),
        ("path-dropped", "/paths/~1circle"),
        ("operation-dropped", "/paths/~1responses/get/responses"),
        ("operation-dropped", "/paths/~1body/post/requestBody/$ref"),
    }
    messages = [one.message for one in result.problems if one.code == "operation-dropped"]
    assert messages[0] == "GET /null is left out: expected an object."
    assert messages[2].startswith("POST /body is left out: the reference")


def test_what_a_dropped_operation_declared_leaves_no_trace() -> None:
    result = read("""
paths:
  /a:
    get:
      parameters: [{name: q, in: query, schema: {type: object}}]
      requestBody: {content: {application/json: {schema: {type: array}}}}
      responses: []
  /b:
    get:
      parameters: [{name: q, in: query, schema: {type: object}}]
components: {schemas: {Unused: {type: object}}}
""")
    assert list(result.api.declarations) == [
        "openapi.yaml#/components/schemas/Unused",
        "openapi.yaml#/paths/~1b/get/parameters/0/schema",
    ]


def test_white_space_around_a_path_is_no_part_of_it() -> None:
    result = read("paths:\n  ' /a/{id} ':\n    get: {responses: {}}\n")
    assert [one.path for one in result.api.operations] == ["/a/{id}"]


def test_references_to_the_document_as_a_whole() -> None:
    result = read("""
paths:
  /a: {$ref: '#'}
  /b:
    get: {responses: {'200': {$ref: ''}}}
    post: {parameters: [{$ref: '#'}], requestBody: {$ref: '#/'}}
""")
    assert [one.method for one in result.api.operations] == ["GET"]
    assert result.codes == [
        "path-dropped",
        "response-dropped",
        "parameter-dropped",
        "operation-dropped",
    ]
    assert result.problems[0].location.pointer == "/paths/~1a/$ref"


@pytest.mark.parametrize("path", ["/./a", "/a/..", "/a/%2e%2E/b", ".."])
def test_a_path_that_no_request_can_have_gets_no_method(path: str) -> None:
    result = read(f'paths: {{"{path}": {{get: {{responses: {{}}}}}}}}')
    assert result.api.operations == ()
    assert result.api.counts.operations == 1
    assert [problem.code for problem in result.problems] == ["operation-dropped"]
