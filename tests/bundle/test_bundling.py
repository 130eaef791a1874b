"""Several documents become one that says the same."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from clientsmith.document import Library, Node
from clientsmith.problem import Severity, UnusableSource
from clientsmith.read import read
from clientsmith.sources import load
from clientsmith.sources.bundle import bundle, document_text
from support.public import MULTI_FILE_ROOTS, public_specs

Bundled = Callable[[Mapping[str, str]], dict[str, Any]]
HEAD = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n"


@pytest.fixture
def bundled(tmp_path: Path) -> Bundled:
    """Bundles files, of which the first is the root document."""

    def bundle_files(files: Mapping[str, str]) -> dict[str, Any]:
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(textwrap.dedent(content), encoding="utf-8")
        one = bundle(load(str(tmp_path / next(iter(files)))))
        data, unresolved = one.data, one.unresolved
        assert unresolved == ()
        (tmp_path / "bundled").mkdir(exist_ok=True)
        result = tmp_path / "bundled" / "openapi.yaml"
        result.write_text(document_text(data, "yaml"), encoding="utf-8")
        assert list(load(str(result)).documents) == ["openapi.yaml"]
        return data

    return bundle_files


def test_one_document_stays_as_it_is(bundled: Bundled) -> None:
    text = HEAD + "paths: {}\nx: {$ref: '#/info'}\n"
    assert bundled({"a.yaml": text}) == yaml.safe_load(text)


def test_schemas_of_other_files_become_components(bundled: Bundled) -> None:
    data = bundled(
        {
            "openapi.yaml": HEAD
            + """
paths:
  /a:
    get:
      parameters: [{$ref: 'common.yaml#/parameters/Limit'}]
      responses:
        '200':
          description: ''
          content: {application/json: {schema: {$ref: models/pet.yaml, description: own}}}
        default: {$ref: 'common.yaml#/responses/Failed'}
components:
  schemas:
    Error: {type: string}
    Owner: {$ref: models/owner.yaml}
""",
            "models/pet.yaml": """
                type: object
                properties:
                  owner: {$ref: owner.yaml}
                  parent: {$ref: '#'}
                  tag: {$ref: '#/$defs/Tag'}
                  root: {$ref: '../openapi.yaml#/components/schemas/Error'}
                $defs: {Tag: {type: string}}
            """,
            "models/owner.yaml": "{type: object, properties: {pets: {type: array, items: {$ref: pet.yaml}}}}",
            "common.yaml": """
                parameters: {Limit: {name: limit, in: query, schema: {$ref: '#/schemas/Error'}}}
                responses: {Failed: {description: no, content: {a/b: {schema: {$ref: '#/schemas/Error'}}}}}
                schemas: {Error: {type: integer}}
            """,
        }
    )
    operation = data["paths"]["/a"]["get"]
    assert operation["parameters"] == [{"$ref": "#/components/parameters/Limit"}]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema == {"$ref": "#/components/schemas/pet", "description": "own"}
    assert operation["responses"]["default"] == {"$ref": "#/components/responses/Failed"}
    components = data["components"]
    error = {"$ref": "#/components/schemas/Error_2"}
    assert components["parameters"]["Limit"]["schema"] == error
    assert components["schemas"]["Error"] == {"type": "string"}
    assert components["schemas"]["Error_2"] == {"type": "integer"}
    assert components["schemas"]["Owner"]["properties"]["pets"]["items"] == {
        "$ref": "#/components/schemas/pet"
    }
    pet = components["schemas"]["pet"]["properties"]
    assert pet["owner"] == {"$ref": "#/components/schemas/Owner"}
    assert pet["parent"] == {"$ref": "#/components/schemas/pet"}
    assert pet["tag"] == {"$ref": "#/components/schemas/Tag"}
    assert pet["root"] == {"$ref": "#/components/schemas/Error"}


def test_path_items_and_operations_stand_where_they_are_used(bundled: Bundled) -> None:
    data = bundled(
        {
            "openapi.yaml": HEAD
            + """
paths:
  /a: {$ref: paths/a.yaml, summary: own}
  /b: {get: {$ref: 'paths/a.yaml#/get'}}
""",
            "paths/a.yaml": "{get: {responses: {'200': {$ref: ../ok.yaml}}}, description: d}",
            "ok.yaml": "{description: ok}",
        }
    )
    response = {"200": {"$ref": "#/components/responses/ok"}}
    assert data["paths"] == {
        "/a": {"get": {"responses": response}, "description": "d", "summary": "own"},
        "/b": {"get": {"responses": response}},
    }


def test_callbacks_and_webhooks(bundled: Bundled) -> None:
    data = bundled(
        {
            "openapi.yaml": HEAD
            + """
webhooks: {changed: {$ref: item.yaml}}
paths:
  /a:
    post:
      callbacks:
        done: {'{$request.body#/url}': {$ref: item.yaml}}
        other: {$ref: 'callbacks.yaml#/Other'}
      responses: {}
""",
            "item.yaml": "{post: {responses: {}}}",
            "callbacks.yaml": "Other: {'{$url}': {$ref: item.yaml}}",
        }
    )
    item = {"post": {"responses": {}}}
    assert data["webhooks"] == {"changed": item}
    callbacks = data["paths"]["/a"]["post"]["callbacks"]
    assert callbacks["done"] == {"{$request.body#/url}": item}
    assert callbacks["other"] == {"$ref": "#/components/callbacks/Other"}
    assert data["components"]["callbacks"]["Other"] == {"{$url}": item}


def test_mappings_of_discriminators(bundled: Bundled) -> None:
    data = bundled(
        {
            "openapi.yaml": HEAD
            + """
paths: {}
components:
  schemas:
    Pet:
      oneOf: [{$ref: cat.yaml}]
      discriminator: {propertyName: kind, mapping: {cat: cat.yaml, dog: dog.yaml, own: Own}}
    Own: {type: object}
""",
            "cat.yaml": "{type: object, properties: {kind: {type: string}}}",
            "dog.yaml": "{type: object, properties: {kind: {type: string}}}",
        }
    )
    assert data["components"]["schemas"]["Pet"]["discriminator"]["mapping"] == {
        "cat": "#/components/schemas/cat",
        "dog": "#/components/schemas/dog",
        "own": "Own",
    }


def test_swagger(bundled: Bundled) -> None:
    data = bundled(
        {
            "swagger.yaml": """
                swagger: '2.0'
                info: {title: t, version: '1'}
                paths:
                  /a:
                    post:
                      parameters: [{$ref: 'parts.yaml#/body'}]
                      responses: {'200': {description: '', schema: {$ref: 'parts.yaml#/Pet'}}}
            """,
            "parts.yaml": """
                body: {name: body, in: body, schema: {$ref: '#/Pet'}}
                Pet: {type: object}
            """,
        }
    )
    assert data["parameters"]["body"]["schema"] == {"$ref": "#/definitions/Pet"}
    assert data["definitions"] == {"Pet": {"type": "object"}}


def test_what_is_no_reference_stays(bundled: Bundled) -> None:
    data = bundled(
        {
            "openapi.yaml": HEAD
            + """
paths: {}
components:
  schemas:
    A:
      properties: {$ref: {type: string}, b: {$ref: b.yaml}}
      example: {$ref: b.yaml, $id: x}
      default: {$id: y}
""",
            "b.yaml": "{$id: 'https://b.test/b', type: string, enum: [{$ref: b.yaml}]}",
        }
    )
    schemas = data["components"]["schemas"]
    assert schemas["A"]["properties"]["$ref"] == {"type": "string"}
    assert schemas["A"]["example"] == {"$ref": "b.yaml", "$id": "x"}
    assert schemas["A"]["default"] == {"$id": "y"}
    assert schemas["b"] == {"type": "string", "enum": [{"$ref": "b.yaml"}]}


def test_identifiers_become_pointers(bundled: Bundled) -> None:
    data = bundled(
        {
            "openapi.yaml": HEAD
            + """
paths: {}
components:
  schemas:
    A:
      $id: https://a.test/a
      $defs: {inner: {type: string}}
      properties:
        inner: {$ref: '#/$defs/inner'}
        b: {$ref: 'b.yaml#name'}
""",
            "b.yaml": "{$defs: {x: {$anchor: name, type: integer}}}",
        }
    )
    schemas = data["components"]["schemas"]
    assert "$id" not in schemas["A"]
    assert schemas["A"]["properties"] == {
        "inner": {"$ref": "#/components/schemas/A/$defs/inner"},
        "b": {"$ref": "#/components/schemas/x"},
    }


def test_text_of_other_files(bundled: Bundled) -> None:
    data = bundled(
        {
            "openapi.yaml": "openapi: 3.1.0\ninfo: {title: t, version: '1', description: {$ref: about.md}}\npaths: {}\n",
            "about.md": "# About\n",
        }
    )
    assert data["info"]["description"] == "# About\n"


def test_references_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(
        HEAD
        + "paths: {}\ncomponents: {schemas: {A: {$ref: 'b.yaml#/gone'}, B: {$ref: 'b.yaml#/'}, C: {$ref: '#/no'}}}\n"
    )
    (tmp_path / "b.yaml").write_text("{properties: {c: {$ref: '#/missing'}}}\n")
    one = bundle(load(str(tmp_path / "openapi.yaml")))
    data, unresolved = one.data, one.unresolved
    schemas = data["components"]["schemas"]
    assert schemas["A"] == {"$ref": "#/x-unresolved/b.yaml#~1gone"}
    assert schemas["B"] == {"properties": {"c": {"$ref": "#/x-unresolved/#~1missing"}}}
    assert schemas["C"] == {"$ref": "#/no"}
    assert [(each.code, each.severity) for each in unresolved] == [
        ("reference-unresolved", Severity.WARNING)
    ] * 2


def test_sections_without_content(bundled: Bundled) -> None:
    data = bundled(
        {
            "openapi.yaml": HEAD
            + "paths: {/a: {get: {responses: {'200': {$ref: a.yaml}}}}}\ncomponents:\n",
            "a.yaml": "{description: ''}",
        }
    )
    assert data["components"] == {"responses": {"a": {"description": ""}}}


def test_path_items_in_a_circle(bundled: Bundled) -> None:
    with pytest.raises(UnusableSource) as caught:
        bundled(
            {
                "openapi.yaml": HEAD + "paths: {/a: {$ref: a.yaml}}\n",
                "a.yaml": "{post: {callbacks: {x: {'{$url}': {$ref: a.yaml}}}, responses: {}}}",
            }
        )
    assert [problem.code for problem in caught.value.problems] == ["reference-circular"]


def expanded(library: Library, node: Node, depth: int) -> Any:
    """What stands at a place, references followed and mappings of discriminators left out, down to a
    depth."""
    try:
        node = library.follow(node)
    except LookupError:
        return "unresolved"
    if depth == 0 or not isinstance(node.data, dict | list):
        return "…" if isinstance(node.data, dict | list) else node.data
    if isinstance(node.data, list):
        return [expanded(library, node / at, depth - 1) for at in range(len(node.data))]
    return {
        key: expanded(library, node / key, depth - 1)
        for key in sorted(node.data)
        if key not in ("$id", "mapping", "x-codeSamples", "examples", "example")
    }


@pytest.mark.skipif(not public_specs(), reason="the public documents are not at hand")
@pytest.mark.parametrize("name", MULTI_FILE_ROOTS)
def test_public_documents_say_the_same(name: str, tmp_path: Path) -> None:
    [spec] = [spec for spec in public_specs() if spec.name == name]
    before = load(str(spec.file))
    assert len(before.documents) > 1
    target = tmp_path / "openapi.json"
    target.write_text(document_text(bundle(before).data, "json"), encoding="utf-8")
    after = load(str(target))
    for key in ("paths", "webhooks"):
        if key in before.root.data:
            was = expanded(before, before.root_node / key, 9)
            assert expanded(after, after.root_node / key, 9) == was
    assert len(read(after)[0].operations) == len(read(before)[0].operations)
