"""Swagger 2.0 documents come out as the same IR, with their own pointers."""

from __future__ import annotations

import pytest

from clientsmith import ir
from read_operations.reading_documents import Result, operation, read


def content(result: Result) -> ir.Content:
    """The only content of the body."""
    body = result.operation.body
    assert body is not None
    (only,) = body.contents
    return only


@pytest.mark.parametrize(
    ("head", "urls"),
    [
        ("", []),
        ("basePath: /", []),
        ("basePath: /v1/", ["/v1"]),
        ("schemes: [http]\nbasePath: v1", ["/v1"]),
        ("host: a.test", ["https://a.test"]),
        ("host: a.test:8080\nbasePath: /v1\nschemes: [ws, http]", ["http://a.test:8080/v1"]),
        ("host: a.test\nschemes: [http, https]", ["https://a.test", "http://a.test"]),
    ],
)
def test_servers(head: str, urls: list[str]) -> None:
    assert [one.url for one in read(head, "2.0").api.servers] == urls


def test_components_and_security() -> None:
    result = read(
        """
securityDefinitions:
  basic: {type: basic, description: Basic}
  key: {type: apiKey, in: query, name: k}
  oauth: {type: oauth2, flow: implicit, authorizationUrl: 'https://a.test', scopes: {}}
security: [{basic: []}, {key: []}]
definitions: {Pet: {type: object}, Owner: {type: object}}
tags: [{name: pets}]
""",
        "2.0",
    )
    assert [(one.name, one.kind) for one in result.api.security_schemes] == [
        ("basic", ir.SecurityKind.BASIC),
        ("key", ir.SecurityKind.API_KEY),
        ("oauth", ir.SecurityKind.OAUTH2),
    ]
    assert result.api.security == ((ir.SecurityUse("basic"),), (ir.SecurityUse("key"),))
    assert [one.name for one in result.api.tags] == ["pets"]
    assert result.api.counts.schemas == 2
    assert result.schemas.version == "2.0"


def test_types_of_programming_languages() -> None:
    result = operation(
        """
        parameters:
          - {name: q, in: query, type: list, items: {type: str}, collectionFormat: pipes}
          - {name: f, in: formData, type: File, required: true}
        """,
        "2.0",
    )
    (q,) = result.operation.parameters
    assert (q.style, q.explode) == ("pipeDelimited", False)
    assert result.operation.body is not None
    assert [each.media_type for each in result.operation.body.contents] == ["multipart/form-data"]


def test_media_types_with_small_mistakes() -> None:
    result = operation(
        """
        consumes: [form-data, json]
        produces: ['application\\/json']
        parameters: [{name: f, in: formData, type: string}]
        responses: {'200': {schema: {type: string}}}
        """,
        "2.0",
    )
    assert content(result).media_type == "multipart/form-data"
    (response,) = result.operation.responses
    assert [each.media_type for each in response.contents] == ["application/json"]
    assert result.codes == ["value-corrected"] * 2


def test_flows() -> None:
    result = read(
        """
securityDefinitions:
  a: {type: oauth2, flow: accessCode, authorizationUrl: /a, tokenUrl: /t, scopes: {read: Read}}
  b: {type: oauth2, flow: application, tokenUrl: /t}
  c: {type: oauth2, flow: password, tokenUrl: /t, description: Log in}
  d: {type: oauth2, flow: implicit, authorizationUrl: /a}
  e: {type: oauth2, flow: [odd], tokenUrl: /t}
""",
        "2.0",
    )
    kinds = ir.FlowKind
    assert [scheme.flows for scheme in result.api.security_schemes] == [
        (ir.OAuthFlow(kinds.AUTHORIZATION_CODE, "/a", token_url="/t", scopes=("read",)),),
        (ir.OAuthFlow(kinds.CLIENT_CREDENTIALS, token_url="/t"),),
        (ir.OAuthFlow(kinds.PASSWORD, token_url="/t"),),
        (ir.OAuthFlow(kinds.IMPLICIT, "/a"),),
        (),
    ]
    assert result.api.security_schemes[2].docs.description == "Log in"


def test_parameters_keep_their_pointers() -> None:
    result = operation(
        """
        parameters:
          - {name: id, in: path, required: true, type: integer, enum: [1, 2], description: Which}
          - {name: csv, in: query, type: array, items: {type: string}, default: [a]}
          - {name: multi, in: query, type: array, items: {type: string}, collectionFormat: multi}
          - {name: tsv, in: query, type: array, items: {type: string}, collectionFormat: tsv}
          - {name: pipes, in: query, type: array, items: {type: string}, collectionFormat: pipes}
          - {name: odd, in: query, type: array, items: {type: string}, collectionFormat: odd}
          - {name: ssv, in: header, type: array, items: {type: string}, collectionFormat: ssv}
          - {name: list, in: header, type: array, items: {type: string}}
          - {name: plain, in: query, type: string}
        """,
        "2.0",
        path="/{id}",
    )
    parameters = {one.wire_name: one for one in result.operation.parameters}
    assert {name: (one.style, one.explode) for name, one in parameters.items()} == {
        "id": ("simple", False),
        "csv": ("form", False),
        "multi": ("form", True),
        "tsv": ("tabDelimited", False),
        "pipes": ("pipeDelimited", False),
        "odd": ("form", False),
        "ssv": ("spaceDelimited", False),
        "list": ("simple", False),
        "plain": ("form", True),
    }
    assert result.codes == ["parameter-style-unknown"]
    assert parameters["csv"].default == ["a"]
    assert parameters["id"].docs.description == "Which"
    assert parameters["plain"].type == ir.Scalar(ir.ScalarKind.STRING)
    assert result.places["#/paths/~1{id}/post/parameters/0"] == (
        result.operation.id,
        "parameter id",
    )
    node = result.schemas.nodes["openapi.yaml#/paths/~1{id}/post/parameters/1"]
    assert (node / "items").pointer == "/paths/~1{id}/post/parameters/1/items"
    assert node.data == {"type": "array", "items": {"type": "string"}, "default": ["a"]}


def test_unknown_formats_of_lists_in_forms() -> None:
    result = operation(
        """
        consumes: [application/x-www-form-urlencoded]
        parameters:
          - {name: odd, in: formData, type: array, items: {type: string}, collectionFormat: odd}
        """,
        "2.0",
    )
    assert result.operation.body is not None
    assert result.operation.body.contents[0].encodings == (ir.Encoding("odd", explode=False),)
    assert result.codes == ["encoding-style-unknown"]


def test_shared_parameters_and_bodies() -> None:
    result = read(
        """
consumes: [application/json]
paths:
  /a:
    parameters: [{$ref: '#/parameters/Body'}]
    post: {parameters: [{$ref: '#/parameters/Kind'}]}
    put: {}
parameters:
  Kind: {name: kind, in: query, type: string, enum: [a, b]}
  Body: {name: pet, in: body, required: true, description: A pet, schema: {type: object}}
""",
        "2.0",
    )
    post, put = result.api.operations
    assert post.body == put.body
    assert post.body is not None
    assert (post.body.required, post.body.docs.description) == (True, "A pet")
    assert [one.wire_name for one in post.parameters] == ["kind"]
    assert put.parameters == ()
    assert result.places == {
        "#/parameters/Body/schema": (None, "component Body", "request"),
        "#/parameters/Kind": (None, "component Kind", "parameter"),
    }


@pytest.mark.parametrize(
    ("consumes", "schema", "media_types"),
    [
        ("", "{type: object}", ["application/json"]),
        ("consumes: []", "{type: object}", ["application/json"]),
        ("consumes: []", "{type: string, format: binary}", ["application/octet-stream"]),
        ("consumes: [application/xml, text/xml]", "{type: object}", ["application/xml"]),
        ("consumes: [text/plain, application/json]", "{$ref: '#/x'}", ["application/json"]),
        ("consumes: [text/plain]", "{type: object}", ["text/plain"]),
        ("consumes: [application/json, text/plain]", "{type: string}",
         ["application/json", "text/plain"]),
    ],
)  # fmt: skip
def test_media_types_of_a_body(consumes: str, schema: str, media_types: list[str]) -> None:
    result = operation(
        f"{consumes}\nparameters: [{{name: b, in: body, schema: {schema}}}]",
        "2.0",
        rest="x: {type: object}",
    )
    body = result.operation.body
    assert body is not None
    assert [one.media_type for one in body.contents] == media_types
    assert not body.required


def test_media_types_of_the_document_hold_where_the_operation_has_none() -> None:
    result = read(
        """
consumes: [application/xml]
produces: [application/xml, application/json]
paths:
  /a:
    post:
      parameters: [{name: b, in: body, schema: {type: object}}]
      responses: {'200': {description: fine, schema: {type: object}}}
    put:
      consumes: [application/json]
      produces: []
      parameters: [{name: b, in: body, schema: {type: object}}]
      responses: {'200': {description: fine, schema: {type: object}}}
""",
        "2.0",
    )
    found = [
        ([one.media_type for one in operation.body.contents] if operation.body else [],
         [one.media_type for one in operation.responses[0].contents])
        for operation in result.api.operations
    ]  # fmt: skip
    assert found == [
        (["application/xml"], ["application/xml", "application/json"]),
        (["application/json"], ["application/json"]),
    ]
    # Both media types of the response share one schema, which is named without either.
    assert result.places["#/paths/~1a/post/responses/200/schema"][1:] == ("response",)


def test_form_fields_become_one_schema() -> None:
    result = operation(
        """
        consumes: [application/json, multipart/form-data, application/x-www-form-urlencoded]
        parameters:
          - {name: file, in: formData, type: file, required: true, description: A file}
          - {name: tags, in: formData, type: array, items: {type: string}, collectionFormat: pipes}
          - {name: note, in: formData, type: string, default: x}
          - {name: q, in: query, type: string}
        """,
        "2.0",
    )
    form = content(result)
    assert form.media_type == "multipart/form-data"
    assert form.encodings == (ir.Encoding("tags", style="pipeDelimited", explode=False),)
    assert result.operation.body is not None
    assert result.operation.body.required
    assert [one.wire_name for one in result.operation.parameters] == ["q"]
    base = "#/paths/~1a/post/parameters"
    assert form.type == ir.Named(f"openapi.yaml{base}")
    assert result.places[base] == (result.operation.id, "request")
    schema = result.schemas.nodes[f"openapi.yaml{base}"]
    assert (schema.data["type"], schema.data["required"]) == ("object", ["file"])
    assert [(name, node.pointer, node.data) for name, node in (schema / "properties").items()] == [
        ("file", "/paths/~1a/post/parameters/0",
         {"type": "string", "format": "binary", "description": "A file"}),
        ("tags", "/paths/~1a/post/parameters/1", {"type": "array", "items": {"type": "string"}}),
        ("note", "/paths/~1a/post/parameters/2", {"type": "string", "default": "x"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("consumes", "type", "media_types"),
    [
        ("[]", "string", ["application/x-www-form-urlencoded"]),
        ("[application/json]", "string", ["application/x-www-form-urlencoded"]),
        ("[multipart/form-data]", "string", ["multipart/form-data"]),
        ("[]", "file", ["multipart/form-data"]),
        ("[application/x-www-form-urlencoded]", "file", ["multipart/form-data"]),
        ("[Multipart/Form-Data; boundary=x]", "file", ["multipart/form-data"]),
    ],
)
def test_media_types_of_a_form(consumes: str, type: str, media_types: list[str]) -> None:
    result = operation(
        f"consumes: {consumes}\nparameters: [{{name: f, in: formData, type: {type}}}]", "2.0"
    )
    body = result.operation.body
    assert body is not None
    assert [one.media_type for one in body.contents] == media_types


def test_form_fields_of_the_path_and_shared_ones() -> None:
    result = read(
        """
paths:
  /a:
    parameters: [{$ref: '#/parameters/Note'}]
    post: {}
parameters: {Note: {name: note, in: formData, type: string}}
""",
        "2.0",
    )
    assert result.places == {"#/paths/~1a/post/parameters": (result.operation.id, "request")}
    assert content(result).type == ir.Named(f"{result.operation.id}/parameters")


def test_a_second_body_takes_the_place_of_no_parameter() -> None:
    text = """
        parameters:
          - {{name: a, in: body, schema: {{type: object}}}}
          - {{name: b, in: {}, type: string{}}}
        """
    for where in ("body", "formData"):
        result = operation(text.format(where, ""), "2.0")
        assert content(result).type == ir.Named("openapi.yaml#/paths/~1a/post/parameters/0/schema")
        assert result.codes == ["parameter-dropped"]
        assert operation(text.format(where, ", required: true"), "2.0").codes == [
            "operation-dropped"
        ]


def test_responses_and_headers() -> None:
    result = operation(
        """
        produces: [text/plain, application/json]
        responses:
          '200':
            description: fine
            schema: {type: array}
            headers: {X-Rate: {type: integer, description: Rate}}
          '201': {$ref: '#/responses/Text'}
          '204': {description: nothing}
          default: {$ref: '#/responses/Failure'}
        """,
        "2.0",
        rest="""
        responses:
          Text: {description: text, schema: {type: string}}
          Failure: {description: wrong, schema: {type: object}}
        """,
    )
    found = {one.status: one for one in result.operation.responses}
    assert {
        status: [one.media_type for one in response.contents] for status, response in found.items()
    } == {
        "200": ["application/json"],
        "201": ["text/plain", "application/json"],
        "204": [],
        "default": ["application/json"],
    }
    (header,) = found["200"].headers
    assert (header.wire_name, header.docs.description) == ("X-Rate", "Rate")
    assert header.type == ir.Named("openapi.yaml#/paths/~1a/post/responses/200/headers/X-Rate")
    assert result.places["#/responses/Failure/schema"] == (None, "component Failure", "response")
    assert result.places["#/paths/~1a/post/responses/200/schema"][1:] == ("response 200",)


def test_a_shared_response_has_the_media_types_of_each_operation() -> None:
    result = read(
        """
paths:
  /a:
    get: {produces: [application/xml], responses: {'200': {$ref: '#/responses/R'}}}
    put: {produces: [application/json], responses: {'200': {$ref: '#/responses/R'}}}
responses: {R: {schema: {type: object}}}
""",
        "2.0",
    )
    found = [one.responses[0].contents for one in result.api.operations]
    assert [[one.media_type for one in contents] for contents in found] == [
        ["application/xml"],
        ["application/json"],
    ]
    assert found[0][0].type == found[1][0].type


@pytest.mark.parametrize(
    ("produces", "schema", "media_types"),
    [
        ("[application/x-tar]", "", ["application/x-tar"]),
        ("[application/x-tar, text/plain]", "", []),
        ("[]", "schema: {type: file}", ["application/octet-stream"]),
        ("[application/pdf]", "schema: {type: file}", ["application/pdf"]),
    ],
)
def test_bytes(produces: str, schema: str, media_types: list[str]) -> None:
    result = operation(
        f"produces: {produces}\nresponses: {{'200': {{{schema}}}, '204': {{}}}}", "2.0"
    )
    success, nothing = result.operation.responses
    assert [one.media_type for one in success.contents] == media_types
    assert nothing.contents == ()
    for node in result.schemas.nodes.values():
        assert node.data == {"type": "string", "format": "binary"}


def test_a_success_without_schema_has_any_json_if_the_operation_produces_json() -> None:
    result = read(
        """
produces: [application/json, application/xml]
paths:
  /a:
    get: {responses: {'200': {description: fine}, '204': {}, default: {}}}
    post: {responses: {'200': {description: fine}}}
    put: {produces: ['application/vnd.a+json', text/csv], responses: {'201': {$ref: '#/responses/R'}}}
    patch: {produces: [application/json], responses: {'200': {schema: {type: object}}, '202': {}}}
    delete: {produces: [application/json], responses: {'200': {description: fine}}}
  /b:
    get: {produces: [], responses: {'200': {description: fine}}}
responses: {R: {description: made}}
""",
        "2.0",
    )
    found = {
        f"{one.method} {one.path}": [
            [content.media_type for content in response.contents] for response in one.responses
        ]
        for one in result.api.operations
    }
    assert found == {
        "GET /a": [["application/json"], [], []],
        "POST /a": [[]],
        "PUT /a": [["application/vnd.a+json"]],
        "PATCH /a": [["application/json"], []],
        "DELETE /a": [[]],
        "GET /b": [[]],
    }
    assert result.problems == ()
