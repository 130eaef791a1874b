"""Whatever stands in the wrong place, reading goes on and every operation is accounted for."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from clientsmith.document import Document, Library
from clientsmith.read import read

DOCUMENTS = {
    "openapi_3": """
openapi: 3.2.0
info: {title: T, version: '1'}
servers: [{url: 'https://{r}.test', variables: {r: {default: a, enum: [a]}}}]
security: [{key: [a]}]
tags: [{name: t, parent: u, externalDocs: {url: x}}]
webhooks: {w: {post: {}}}
paths:
  /a/{id}:
    $ref: '#/components/pathItems/I'
    summary: S
    parameters: [{$ref: '#/components/parameters/P', description: d}]
    post:
      operationId: o
      tags: [t]
      security: [{}]
      servers: [{url: /x}]
      callbacks: {c: {'{$request.body}': {post: {}}}}
      parameters:
        - {name: q, in: query, style: form, explode: true, schema: {type: string}}
        - {name: w, in: query, content: {application/json: {schema: {type: object}}}}
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: {type: object, properties: {f: {type: string}}}
            encoding: {f: {contentType: text/plain, headers: {}}}
          application/jsonl: {itemSchema: {type: object}}
      responses:
        '200':
          description: d
          headers: {X: {schema: {type: string}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/S'}}}
        default: {$ref: '#/components/responses/R'}
    additionalOperations: {LINK: {responses: {}}}
components:
  parameters: {P: {name: id, in: path, required: true, schema: {type: string}}}
  responses: {R: {description: r, content: {text/plain: {}}}}
  pathItems: {I: {get: {responses: {}}}}
  schemas: {S: {type: object}}
  securitySchemes: {key: {type: apiKey, in: header, name: K}, h: {type: http, scheme: basic}}
""",
    "swagger_2": """
swagger: '2.0'
info: {title: T, version: '1'}
host: a.test
basePath: /b
schemes: [https]
consumes: [application/json]
produces: [application/json, text/plain]
paths:
  /a/{id}:
    parameters: [{$ref: '#/parameters/P'}]
    post:
      parameters:
        - {name: b, in: body, required: true, description: d, schema: {type: object}}
        - {name: q, in: query, type: array, items: {type: string}, collectionFormat: csv}
      responses:
        '200':
          schema: {type: string, format: binary}
          headers: {X: {type: string, description: d}}
        default: {$ref: '#/responses/R'}
    put:
      consumes: [multipart/form-data]
      produces: [application/x-tar]
      parameters:
        - {name: f, in: formData, type: file, required: true}
        - {name: g, in: formData, type: array, items: {type: string}, collectionFormat: pipes}
      responses: {'200': {description: d}}
parameters: {P: {name: id, in: path, required: true, type: string}}
responses: {R: {description: r, schema: {type: array, items: {}}}}
definitions: {D: {type: object}}
securityDefinitions: {k: {type: basic}}
security: [{k: []}]
""",
}

WRONG: tuple[Any, ...] = (
    None, 7, True, "text", [], {}, [1], {"a": 1}, [{}], {"$ref": "#/gone"}, {"$ref": 7},
    {"$ref": "#/paths"},
)  # fmt: skip
"""Values that stand in for each value of a document in turn."""


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Container and key of every value inside a value."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys if isinstance(value, dict | list) else ():
        yield value, key
        yield from places(value[key]) if isinstance(value[key], dict | list) else ()


@pytest.mark.property
@pytest.mark.parametrize("name", DOCUMENTS)
def test_any_value_in_any_place(name: str) -> None:
    original = yaml.safe_load(DOCUMENTS[name])
    for index, (_, key) in enumerate(list(places(original))):
        if key in ("openapi", "swagger"):
            continue
        for wrong in WRONG:
            data = copy.deepcopy(original)
            container, key = list(places(data))[index]
            container[key] = wrong
            document = Document("openapi.yaml", "", data, lambda pointer: None)
            api, problems = read(Library(document, {"openapi.yaml": document}))
            dropped = [one for one in problems if one.code == "operation-dropped"]
            assert len(api.operations) + len(dropped) == api.counts.operations
