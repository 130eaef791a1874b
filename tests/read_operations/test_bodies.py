"""Request bodies and their content."""

from __future__ import annotations

import json

import pytest

from clientsmith import ir
from clientsmith.problem import Severity
from read_operations.reading_documents import Result, operation, read


def contents(result: Result) -> list[tuple[str, bool]]:
    """Media types of the body, and whether a schema came with each."""
    body = result.operation.body
    assert body is not None
    return [(one.media_type, one.type is not None) for one in body.contents]


def test_media_types_in_order_lower_case_and_without_parameters() -> None:
    result = operation("""
        requestBody:
          required: true
          description: What to send
          content:
            text/CSV: {schema: {type: string}}
            'application/json; charset=utf-8': {schema: {type: object}}
            '*/*': {}
            image/*: {schema: {type: string, format: binary}}
            application/xml:
        """)
    assert contents(result) == [
        ("text/csv", True),
        ("application/json", True),
        ("*/*", False),
        ("image/*", True),
        ("application/xml", False),
    ]
    body = result.operation.body
    assert body is not None
    assert (body.required, body.docs.description) == (True, "What to send")
    base = "#/paths/~1a/post/requestBody/content"
    assert result.places == {
        f"{base}/application~1json; charset=utf-8/schema": (result.operation.id, "request"),
        f"{base}/image~1*/schema": (result.operation.id, "request image"),
    }
    assert result.problems == ()


def test_one_media_type_twice() -> None:
    same = operation(
        """
        requestBody:
          content:
            application/json: {schema: {$ref: '#/components/schemas/A'}}
            application/json;charset=utf-8: {schema: {$ref: '#/components/schemas/A'}}
        """,
        rest="components: {schemas: {A: {}, B: {}}}",
    )
    assert contents(same) == [("application/json", True)]
    assert same.problems == ()


def test_parameters_tell_media_types_apart() -> None:
    result = operation(
        """
        requestBody:
          content:
            application/json;V=1 ;Charset="utf-8": {schema: {$ref: '#/components/schemas/A'}}
            application/json;v=2: {schema: {$ref: '#/components/schemas/B'}}
            application/JSON; v=2: {schema: {$ref: '#/components/schemas/C'}}
        """,
        rest="components: {schemas: {A: {}, B: {}, C: {}}}",
    )
    assert result.operation.body is not None
    found = [(one.media_type, one.parameters, one.type) for one in result.operation.body.contents]
    assert found == [
        (
            "application/json",
            'v=1; charset="utf-8"',
            ir.Named("openapi.yaml#/components/schemas/A"),
        ),
        ("application/json", "v=2", ir.Named("openapi.yaml#/components/schemas/B")),
    ]
    assert result.codes == ["content-dropped"]


def test_encodings_belong_to_forms() -> None:
    result = operation(
        """
        requestBody:
          content:
            multipart/form-data:
              schema: {type: object}
              encoding:
                a: {contentType: 'application/json, text/plain'}
                x-b: {style: pipeDelimited, explode: false, allowReserved: true}
            application/json:
              schema: {type: object}
              encoding: {a: {style: form}}
        """,
        "3.2.0",
    )
    assert result.operation.body is not None
    form, json = result.operation.body.contents
    assert form.encodings == (
        ir.Encoding("a", content_type="application/json, text/plain"),
        ir.Encoding("x-b", style="pipeDelimited", explode=False, allow_reserved=True),
    )
    assert json.encodings == ()
    assert result.problems == ()


def test_unknown_styles_of_properties_are_ignored() -> None:
    result = operation("""
        requestBody:
          content:
            multipart/form-data:
              schema: {type: object}
              encoding: {a: {style: 'on', explode: true}, b: {style: simple}}
        """)
    assert result.operation.body is not None
    assert result.operation.body.contents[0].encodings == (
        ir.Encoding("a", explode=True),
        ir.Encoding("b"),
    )
    assert result.codes == ["encoding-style-unknown"] * 2


def test_headers_of_parts() -> None:
    result = operation(
        """
        requestBody:
          content:
            multipart/form-data:
              schema: {type: object}
              encoding:
                a:
                  headers:
                    Content-Type: {schema: {const: text/plain}}
                    X-Own: {required: true, schema: {type: string}}
                    X-Open: {$ref: '#/components/headers/Open'}
                    X-Lost: {$ref: '#/components/headers/None'}
        """,
        rest="components: {headers: {Open: {description: o, schema: {type: string}}}}",
    )
    assert result.operation.body is not None
    [encoding] = result.operation.body.contents[0].encodings
    assert [(one.wire_name, one.required, one.docs.description) for one in encoding.headers] == [
        ("X-Own", True, ""),
        ("X-Open", False, "o"),
    ]
    assert result.codes == ["header-dropped"]


def test_encodings_by_position_and_inside_of_others() -> None:
    result = operation(
        """
        requestBody:
          content:
            multipart/mixed:
              schema: {type: array, items: {type: string}}
              prefixEncoding: [{contentType: application/json}, {}]
              itemEncoding:
                contentType: multipart/mixed
                prefixEncoding: [{contentType: text/plain}]
                itemEncoding: {contentType: multipart/form-data, encoding: {a: {style: form}}}
            multipart/related:
              itemSchema: {type: string}
        """,
        "3.2.0",
    )
    assert result.operation.body is not None
    mixed, related = result.operation.body.contents
    assert mixed.prefix_encodings == (
        ir.Encoding("", content_type="application/json"),
        ir.Encoding(""),
    )
    assert mixed.item_encoding == ir.Encoding(
        "",
        content_type="multipart/mixed",
        prefix_encodings=(ir.Encoding("", content_type="text/plain"),),
        item_encoding=ir.Encoding(
            "",
            content_type="multipart/form-data",
            encodings=(ir.Encoding("a", style="form"),),
        ),
    )
    assert related.type == ir.ListOf(ir.Scalar(ir.ScalarKind.STRING))
    assert result.problems == ()


def test_items_of_a_sequence_and_shared_media_types() -> None:
    result = operation(
        """
        requestBody:
          content:
            application/jsonl: {$ref: '#/components/mediaTypes/Lines'}
        """,
        "3.2.0",
        rest="""
        components: {mediaTypes: {Lines: {itemSchema: {type: object}}}}
        """,
    )
    assert result.operation.body is not None
    (content,) = result.operation.body.contents
    assert content.type is None
    assert content.item_type == ir.Named("openapi.yaml#/components/mediaTypes/Lines/itemSchema")
    assert result.places["#/components/mediaTypes/Lines/itemSchema"] == (
        None,
        "component Lines",
        "item",
    )


def test_shared_bodies_are_named_after_themselves() -> None:
    result = read("""
paths:
  /a: {get: {requestBody: {$ref: '#/components/requestBodies/PetBody', description: mine}}}
  /b: {put: {requestBody: {$ref: '#/components/requestBodies/PetBody'}}}
components:
  requestBodies:
    PetBody:
      description: theirs
      content:
        multipart/form-data: {schema: {type: object}}
        application/vnd.pet+json: {schema: {type: object}}
""")
    get, put = (one.body for one in result.api.operations)
    assert get is not None
    assert put is not None
    assert get.contents == put.contents
    assert (get.docs.description, put.docs.description) == ("mine", "theirs")
    base = "#/components/requestBodies/PetBody/content"
    # The two schemas read the same, so that they are one.
    assert result.places == {
        f"{base}/application~1vnd.pet+json/schema": (None, "component PetBody", "request"),
    }


def test_schemas_that_differ_are_named_after_their_media_types() -> None:
    result = read("""
paths: {/a: {get: {requestBody: {$ref: '#/components/requestBodies/PetBody'}}}}
components:
  requestBodies:
    PetBody:
      content:
        multipart/form-data: {schema: {type: object, properties: {a: {}}}}
        application/vnd.pet+json: {schema: {type: object}}
""")
    base = "#/components/requestBodies/PetBody/content"
    assert result.places == {
        f"{base}/application~1vnd.pet+json/schema": (None, "component PetBody", "request"),
        f"{base}/multipart~1form-data/schema": (
            None,
            "component PetBody",
            "request form-data",
        ),
    }


@pytest.mark.parametrize(
    "broken",
    [
        "content: {}",
        "content: []",
        "description: no content",
        "content: {'no media type\\r': {}}",
        "content: {application/json: {schema: text}}",
        "content: {application/json: 7}",
        "content: {application/json: {schema: {$ref: '#/gone'}}}",
        "content: {multipart/form-data: {encoding: []}}",
    ],
)
def test_a_body_that_cannot_be_read(broken: str) -> None:
    optional = operation(f"requestBody: {{{broken}}}")
    assert optional.operation.body is None
    assert "body-dropped" in optional.codes
    required = operation(f"requestBody: {{required: true, {broken}}}")
    assert required.api.operations == ()
    assert "operation-dropped" in required.codes


def test_a_broken_media_type_falls_away_alone() -> None:
    result = operation("""
        requestBody:
          required: true
          content:
            application/json: {schema: text}
            text/plain: {schema: {type: string}}
        """)
    assert contents(result) == [("text/plain", True)]
    assert result.codes == ["content-dropped"]


def test_what_stands_beside_media_types_and_is_none_falls_away() -> None:
    result = operation("""
        requestBody:
          content:
            application/json: {schema: {type: object}}
            example-1: {examples: {request: {value: {}}}}
        """)
    assert contents(result) == [("application/json", True)]
    assert result.codes == ["content-dropped"]
    assert contents(operation("requestBody: {content: {bytes: {schema: {}}}}")) == [("bytes", True)]


@pytest.mark.parametrize(
    ("key", "media_type"),
    [
        (r"application\/json", "application/json"),
        (r"application\json", "application/json"),
        ("application / json", "application/json"),
        ("application//json", "application/json"),
        ("'application/json'", "application/json"),
        ("application/json:", "application/json"),
        ("application-json", "application/json"),
        ("JSON", "application/json"),
        ("application/json charset=utf-8", "application/json"),
        ("form-data", "multipart/form-data"),
        ("multipart-form-data", "multipart/form-data"),
        ("application/form-data", "multipart/form-data"),
        ("x-www-form-urlencoded", "application/x-www-form-urlencoded"),
        ("application/x-www-form-url-encoded", "application/x-www-form-urlencoded"),
        ("octet-stream", "application/octet-stream"),
        ("problem+json", "application/problem+json"),
        ("png", "image/png"),
        ("text", "text/plain"),
    ],
)
def test_media_types_with_small_mistakes(key: str, media_type: str) -> None:
    result = operation(f"requestBody: {{content: {{{json.dumps(key)}: {{schema: {{}}}}}}}}")
    assert contents(result) == [(media_type, True)]
    assert f"{key}" in result.problem("value-corrected").message


@pytest.mark.parametrize(
    ("key", "media_type"),
    [
        ("application/JSON;", "application/json"),
        (" text/csv ", "text/csv"),
        ("*/*", "*/*"),
        ("image/*", "image/*"),
        ("application/vnd.acme+form-data", "application/vnd.acme+form-data"),
    ],
)
def test_media_types_without_mistakes(key: str, media_type: str) -> None:
    result = operation(f"requestBody: {{content: {{{json.dumps(key)}: {{schema: {{}}}}}}}}")
    assert (contents(result), result.problems) == ([(media_type, True)], ())


def test_mistakes_in_media_types_of_encodings_headers_and_parameters() -> None:
    result = operation(r"""
        parameters:
          - {name: q, in: query, content: {json: {schema: {type: string}}}}
        requestBody:
          content:
            form-data: {schema: {}, encoding: {f: {contentType: 'image/png, application\/json'}}}
        responses:
          '200': {headers: {H: {content: {'application\json': {schema: {}}}}}}
        """)
    (parameter,) = result.operation.parameters
    (response,) = result.operation.responses
    assert result.operation.body is not None
    (body,) = result.operation.body.contents
    assert parameter.content == response.headers[0].content == "application/json"
    assert body.encodings == (ir.Encoding("f", content_type="image/png, application/json"),)
    assert result.codes == ["value-corrected"] * 4


def test_an_empty_media_type_is_any() -> None:
    result = operation("requestBody: {content: {'': {schema: {type: object}}}}")
    assert contents(result) == [("*/*", True)]
    assert [problem.severity for problem in result.problems] == [Severity.NOTE]


def test_several_media_types_in_one_key_are_the_first_of_them() -> None:
    result = operation("""
        requestBody:
          content:
            'text/csv, text/comma-separated-values': {schema: {type: string}}
            'application/json, version=1.0.0': {schema: {type: object}}
        """)
    assert contents(result) == [("text/csv", True), ("application/json", True)]
    assert result.codes == ["invalid-value", "invalid-value"]


def test_content_may_be_elsewhere_as_a_whole() -> None:
    result = read("""
paths:
  /a:
    post:
      requestBody: {content: {$ref: '#/x-content', text/plain: {schema: {type: string}}}}
      responses: {$ref: '#/x-responses'}
x-content: {application/json: {schema: {type: object}}}
x-responses: {'204': {description: Done}}
""")
    assert contents(result) == [("application/json", True), ("text/plain", True)]
    assert [response.status for response in result.operation.responses] == ["204"]
    assert result.problems == ()


def test_parameters_left_over_from_swagger_2_are_a_body() -> None:
    result = operation(
        """
        consumes: [multipart/form-data]
        parameters:
          - {name: id, in: path, required: true, schema: {type: string}}
          - {name: a, in: formData, required: true, type: string}
          - {name: b, in: formData, description: B, schema: {type: array, items: {type: string}}}
          - {name: c, in: formdata, type: file}
        """,
        "3.0.3",
        path="/{id}",
    )
    assert [parameter.wire_name for parameter in result.operation.parameters] == ["id"]
    assert contents(result) == [("multipart/form-data", True)]
    assert result.operation.body is not None
    assert result.operation.body.required
    (schema,) = (node for node in result.schemas.nodes.values() if node.get("properties"))
    assert {name: child.data for name, child in (schema / "properties").items()} == {
        "a": {"type": "string"},
        "b": {"type": "array", "items": {"type": "string"}, "description": "B"},
        "c": {"type": "string", "format": "binary"},
    }
    assert result.codes == ["value-corrected"] * 3
    assert result.problems[0].location.pointer == "/paths/~1{id}/post/parameters/1"


@pytest.mark.parametrize("content", ["schema: {type: string}", "content: {text/csv: {schema: {}}}"])
def test_a_body_parameter_left_over_from_swagger_2(content: str) -> None:
    result = operation(
        "parameters: [{$ref: '#/components/parameters/B'}]",
        rest=f"components: {{parameters: {{B: {{name: b, in: body, required: true, {content}}}}}}}",
    )
    media_type = "text/csv" if "csv" in content else "application/json"
    assert contents(result) == [(media_type, True)]
    assert (result.operation.parameters, result.codes) == ((), ["value-corrected"])


def test_parameters_left_over_beside_a_body_are_left_out() -> None:
    result = operation("""
        parameters: [{name: a, in: formData, required: true, schema: {type: string}}]
        requestBody: {content: {application/json: {schema: {type: string}}}}
        """)
    assert contents(result) == [("application/json", True)]
    assert (result.operation.parameters, result.codes) == ((), ["parameter-dropped"])
