"""Request bodies and their content."""

from __future__ import annotations

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
    other = operation(
        """
        requestBody:
          content:
            application/json;v=1: {schema: {$ref: '#/components/schemas/A'}}
            application/json;v=2: {schema: {$ref: '#/components/schemas/B'}}
        """,
        rest="components: {schemas: {A: {}, B: {}}}",
    )
    assert other.operation.body is not None
    assert other.operation.body.contents[0].type == ir.Named("openapi.yaml#/components/schemas/A")
    assert other.codes == ["content-dropped"]


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
                c: {headers: {X: {schema: {}}}}
              prefixEncoding: [{}]
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
        ir.Encoding("c"),
    )
    assert json.encodings == ()
    assert result.codes == ["encoding-ignored", "encoding-ignored"]
    assert {one.severity for one in result.problems} == {Severity.NOTE}


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
