"""Responses, their content and their headers."""

from __future__ import annotations

import pytest

from clientsmith import ir
from read_operations.reading_documents import operation, read


def test_statuses_and_content() -> None:
    result = operation(
        """
        responses:
          '200':
            description: fine
            summary: Fine
            content: {application/json: {schema: {type: object}}, text/csv: {schema: {type: string}}}
          '204': {description: nothing}
          3xx: {description: elsewhere}
          '4XX': {description: wrong, content: {application/problem+json: {}}}
          Default: {description: otherwise, content: {application/json: {schema: {type: object}}}}
          x-other: {description: extension}
        """,
        "3.2.0",
    )
    found = {one.status: one for one in result.operation.responses}
    assert list(found) == ["200", "204", "3XX", "4XX", "default"]
    assert found["200"].docs == ir.Docs(title="Fine", description="fine")
    assert [one.media_type for one in found["200"].contents] == ["application/json", "text/csv"]
    assert found["204"].contents == ()
    assert found["4XX"].contents == (ir.Content("application/problem+json", None),)
    assert result.problems == ()


@pytest.mark.parametrize("status", ["200 OK", "600", "099", "20", "2X", "success", ""])
def test_a_key_that_is_no_status(status: str) -> None:
    result = operation(f"responses: {{'{status}': {{}}, '201': {{}}}}")
    assert [one.status for one in result.operation.responses] == ["201"]
    assert result.codes == ["response-dropped"]


def test_a_status_twice() -> None:
    result = operation("responses: {2xx: {description: first}, 2XX: {description: second}}")
    assert [one.docs.description for one in result.operation.responses] == ["first"]
    assert result.codes == ["response-dropped"]


@pytest.mark.parametrize(
    ("responses", "steps"),
    [
        (["200"], ["response"]),
        (["200", "404"], ["response", "response 404"]),
        (["200", "201"], ["response 200", "response 201"]),
        (["2XX", "default"], ["response", "response default"]),
        (["default"], ["response"]),
        (["404", "default"], ["response 404", "response"]),
        (["302", "default"], ["response 302", "response default"]),
    ],
)
def test_the_only_success_needs_no_word(responses: list[str], steps: list[str]) -> None:
    content = "{content: {application/json: {schema: {type: object}}}}"
    lines = "".join(f"\n  '{status}': {content}" for status in responses)
    result = operation(
        f"responses:{lines}\n  '204': {{}}" if "default" not in responses else f"responses:{lines}"
    )
    assert [place[-1] for place in result.places.values()] == steps
    assert {place[0] for place in result.places.values()} == {result.operation.id}


def test_shared_responses_are_read_once_and_named_after_themselves() -> None:
    components = """
components:
  responses:
    NotFound:
      description: theirs
      headers:
        X-Inline: {required: true, schema: {enum: [a]}}
        X-Shared: {$ref: '#/components/headers/Rate', description: beside}
        Content-Type: {schema: {type: integer}}
      content:
        text/html: {schema: {type: array}}
        application/json: {schema: {type: object}}
  headers:
    Rate: {description: Rate, schema: {type: integer}}
"""
    get = "    get: {responses: {'200': {$ref: '#/components/responses/NotFound'}}}\n"
    put = (
        "    put: {responses: {'404': {$ref: '#/components/responses/NotFound', "
        "description: mine}}}\n"
    )
    for text in (get + put, put + get):
        result = read(f"paths:\n  /a:\n{text}{components}")
        base = "#/components/responses/NotFound"
        assert result.places == {
            f"{base}/content/application~1json/schema": (None, "component NotFound", "response"),
            f"{base}/content/text~1html/schema": (None, "component NotFound", "response html"),
            f"{base}/headers/X-Inline/schema": (None, "component NotFound", "header X-Inline"),
            "#/components/headers/Rate/schema": (None, "component Rate", "header"),
        }
        by_method = {one.method: one.responses[0] for one in result.api.operations}
        assert by_method["GET"].status == "200"
        assert by_method["PUT"].status == "404"
        assert by_method["GET"].docs.description == "theirs"
        assert by_method["PUT"].docs.description == "mine"
        inline, shared = by_method["GET"].headers
        assert (inline.wire_name, inline.required) == ("X-Inline", True)
        assert (shared.wire_name, shared.docs.description) == ("X-Shared", "beside")


def test_headers_with_content_and_broken_ones() -> None:
    result = operation("""
        responses:
          '200':
            headers:
              X-Json: {content: {application/json: {schema: {type: object}}}}
              X-Bare: {}
              X-Gone: {$ref: '#/components/headers/Gone'}
        """)
    (response,) = result.operation.responses
    assert [one.wire_name for one in response.headers] == ["X-Json", "X-Bare"]
    assert response.headers[1].type == ir.Anything()
    assert result.codes == ["header-dropped"]


def test_a_reference_into_another_operation_is_named_there() -> None:
    other = "  /b: {get: {responses: {'404': {$ref: '#/paths/~1a/get/responses/200'}}}}\n"
    own = "  /a: {get: {responses: {'200': {content: {application/json: {schema: {type: object}}}}}}}\n"
    for text in (other + own, own + other):
        result = read(f"paths:\n{text}")
        assert result.places == {
            "#/paths/~1a/get/responses/200/content/application~1json/schema": (
                "openapi.yaml#/paths/~1a/get",
                "response",
            )
        }


@pytest.mark.parametrize("broken", ["{$ref: '#/gone'}", "text", "{content: []}", "{headers: 7}"])
def test_a_response_that_cannot_be_read_is_returned_as_it_comes(broken: str) -> None:
    result = operation(f"responses: {{'200': {broken}}}")
    (response,) = result.operation.responses
    assert response == ir.Response("200", ir.Docs(), (ir.Content("*/*", None),))
    assert result.problem("response-dropped").message.startswith(
        "The response for 200 is returned as raw content: "
    )


def test_items_of_a_stream() -> None:
    result = operation(
        """
        responses:
          '200': {content: {text/event-stream: {itemSchema: {type: object}}}}
        """,
        "3.2.0",
    )
    (content,) = result.operation.responses[0].contents
    assert content.type is None
    assert isinstance(content.item_type, ir.Named)
    assert [place[1:] for place in result.places.values()] == [("response", "item")]
