"""Webhooks and callbacks: what the API sends."""

from __future__ import annotations

import pytest

from read_operations.reading_documents import read

BODY = "{content: {application/json: {schema: {type: object}}}}"


def test_webhooks_and_callbacks() -> None:
    result = read(f"""
webhooks:
  newPet: {{post: {{operationId: petCame, summary: Came, requestBody: {BODY}}}}}
  gone: {{$ref: '#/components/pathItems/Gone'}}
  x-internal: {{post: {{}}}}
paths:
  /a:
    post:
      callbacks:
        done: {{'{{$request.body#/url}}/{{id}}': {{put: {{requestBody: {BODY}}}}}}}
        shared: {{$ref: '#/components/callbacks/Shared'}}
  /b: {{post: {{callbacks: {{again: {{$ref: '#/components/callbacks/Shared'}}}}}}}}
components:
  pathItems: {{Gone: {{delete: {{parameters: [{{name: X-Id, in: header, schema: {{type: string}}}}]}}}}}}
  callbacks: {{Shared: {{'{{$url}}': {{post: {{requestBody: {BODY}}}}}}}}}
""")
    assert result.problems == ()
    assert [(each.name, each.method, each.operation) for each in result.api.webhooks] == [
        ("newPet", "POST", None),
        ("gone", "DELETE", None),
        ("done", "PUT", "openapi.yaml#/paths/~1a/post"),
        ("shared", "POST", "openapi.yaml#/paths/~1a/post"),
    ]
    pet, gone, done, shared = result.api.webhooks
    assert (pet.operation_id, pet.docs.title) == ("petCame", "Came")
    assert [each.wire_name for each in gone.parameters] == ["X-Id"]
    assert result.api.counts.operations == 2
    places = sorted(result.places.values())
    assert places == sorted((each.id, "event") for each in (pet, done, shared))


@pytest.mark.parametrize(
    ("body", "required"),
    [("", True), ("required: true, ", True), ("required: false, ", False)],
)
def test_a_body_is_there_unless_the_document_says_otherwise(body: str, required: bool) -> None:
    result = read(f"webhooks: {{a: {{post: {{requestBody: {{{body}content: {{a/b: {{}}}}}}}}}}}}")
    assert result.api.webhooks[0].body is not None
    assert result.api.webhooks[0].body.required is required


@pytest.mark.parametrize(
    "text",
    [
        "webhooks: []",
        "webhooks: {a: 1}",
        "webhooks: {a: {$ref: '#/nowhere'}}",
        "webhooks: {a: {post: 1}}",
        "webhooks: {a: {post: {requestBody: {required: true, content: 1}}}}",
        "paths: {/a: {get: {callbacks: {a: 1}}}}",
        "paths: {/a: {get: {callbacks: {a: {$ref: '#/nowhere'}}}}}",
        "paths: {/a: {get: {callbacks: {a: {'{$url}': 1}}}}}",
    ],
)
def test_what_cannot_be_read_is_left_out_alone(text: str) -> None:
    webhooks = "" if text.startswith("webhooks") else "\nwebhooks: {ok: {post: {}}}"
    paths = "" if text.startswith("paths") else "\npaths: {/ok: {get: {}}}"
    result = read(text + webhooks + paths)
    assert "webhook-dropped" in result.codes or text.endswith("a: 1}}}}")
    assert len(result.api.operations) == 1


def test_extensions_are_not_read() -> None:
    result = read("x-webhooks: {a: {post: {}}}\npaths: {}")
    assert result.api.webhooks == ()
