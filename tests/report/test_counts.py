"""What is counted, and what of it is lost."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from clientsmith.coverage.catalogue import CONSTRUCTS
from clientsmith.problem import CODES
from report.reports import completed, lost, planned, report, used
from support.command import clientsmith, clientsmith_here

ROOT = Path(__file__).resolve().parents[2]

PETS = """
paths:
  /pets:
    parameters:
      - {name: page, in: query, schema: {type: integer}}
    get:
      parameters:
        - {name: X-Trace, in: header, schema: {type: string, format: uuid}}
      responses:
        "200":
          description: Pets
          content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}
        default: {$ref: "#/components/responses/Fault"}
    post:
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
      responses:
        "204": {description: Done}
        default: {$ref: "#/components/responses/Fault"}
components:
  responses:
    Fault: {description: Fault, content: {text/plain: {}}}
    Unused: {description: Nobody leads here, content: {text/csv: {}}}
  schemas:
    Pet: {type: object, required: [id], properties: {id: {type: string}}}
"""


def test_each_use_counts_once_however_often_it_is_reached(tmp_path: Path) -> None:
    found = used(report(PETS, tmp_path))
    assert found["operation.get"] == found["operation.post"] == 1
    assert found["parameter.query.form"] == 1
    assert found["parameter.header.simple"] == 1
    assert found["response.default"] == 2
    assert found["content.text"] == 1
    assert found["content.json"] == found["body.json"] == 1
    assert found["reference.local"] == 4
    assert found["component.object"] == 1
    assert found["schema.properties"] == 1
    assert found["schema.type"] == 5


def test_a_flow_of_swagger_2_is_counted(tmp_path: Path) -> None:
    found = report(
        """
        swagger: "2.0"
        host: api.test
        securityDefinitions:
          login: {type: oauth2, flow: implicit, authorizationUrl: https://api.test, scopes: {a: A}}
        security: [{login: [a]}]
        paths: {/a: {get: {responses: {"204": {description: Done}}}}}
        """,
        tmp_path,
    )
    assert used(found)["security.oauth2"] == used(found)["security.flow-implicit"] == 1


def test_other_labels_of_the_same_json_are_not_lost(tmp_path: Path) -> None:
    schema = "{schema: {$ref: '#/components/schemas/A'}}"
    labels = ("text/plain", "application/json", "text/json", "application/*+json")
    content = ", ".join(f"{label}: {schema}" for label in labels)
    found = report(
        f"""
        paths:
          /a: {{get: {{responses: {{"200": {{description: A, content: {{{content}}}}}}}}}}}
        components: {{schemas: {{A: {{type: object, properties: {{a: {{type: string}}}}}}}}}}
        """,
        tmp_path,
    )
    assert (used(found)["content.json"], used(found)["content.text"]) == (3, 1)
    assert lost(found) == {}


@pytest.mark.parametrize(
    ("document", "pointers"),
    [
        ("{}", ["/paths"]),
        ("{paths: {/a: {}}, components: {schemas: {A: {type: string}}}}", ["/paths"]),
        ("{webhooks: {a: {post: {requestBody: {content: {application/json: {}}}}}}}", []),
        ("{paths: {/a: {get: {responses: {'204': {description: Done}}}}}}", []),
    ],
)
def test_a_document_without_operations_is_reported(
    tmp_path: Path, document: str, pointers: list[str]
) -> None:
    file = tmp_path / "openapi.yaml"
    file.write_text(yaml.safe_dump(completed(document)), encoding="utf-8")
    problems = [each for each in planned(file).problems if each.code == "operations-missing"]
    assert [problem.location.pointer for problem in problems] == pointers
    assert all(problem.hint for problem in problems)


def test_broken_values_are_counted(tmp_path: Path) -> None:
    document = {
        "components": {
            "securitySchemes": {"a": {"type": {}}, "b": {"type": ["oauth2"]}},
            "schemas": {"A": {"type": [{}], "format": "date"}, "B": {"type": {}, "format": "a"}},
        },
        "paths": {"/a": {"get": {"parameters": [{"name": {"a": 1}, "in": ["query"]}]}}},
    }
    assert used(report(document, tmp_path))["component.scalar"] == 1


def test_nothing_is_lost_where_nothing_is_said(tmp_path: Path) -> None:
    assert lost(report(PETS, tmp_path)) == {}


def test_one_path_item_for_two_paths_is_two_operations(tmp_path: Path) -> None:
    document = """
    paths:
      /a: {$ref: "#/components/pathItems/Shared"}
      /b: {$ref: "#/components/pathItems/Shared"}
    components:
      pathItems:
        Shared: {get: {responses: {"200": {description: Fine}}}}
    """
    found = used(report(document, tmp_path))
    assert found["operation.get"] == 2
    assert found["response.2xx"] == 1


def test_swagger_is_counted_as_what_it_means(tmp_path: Path) -> None:
    document = """
    swagger: "2.0"
    consumes: [application/json]
    produces: [application/json, text/csv]
    host: api.test
    paths:
      /files/{id}:
        post:
          parameters:
            - {name: id, in: path, required: true, type: string}
            - {name: tags, in: query, type: array, items: {type: string}, collectionFormat: pipes}
            - {name: file, in: formData, type: file}
          responses: {"200": {description: File, schema: {type: file}}}
        put:
          parameters:
            - {name: id, in: path, required: true, type: string}
            - {name: body, in: body, schema: {$ref: "#/definitions/File"}}
          responses: {"204": {description: Done}}
    definitions:
      File: {type: object, properties: {size: {type: integer, x-nullable: true}}}
    """
    found = report(document, tmp_path)
    counted = used(found)
    assert counted["parameter.query.pipeDelimited"] == 1
    assert counted["body.multipart"] == counted["body.json"] == 1
    assert counted["content.json"] == counted["content.text"] == 1
    assert counted["schema.null"] == counted["component.object"] == counted["server.document"] == 1
    for count in found.counts:
        for dropped in count.dropped:
            assert dropped.place.line is not None


IGNORED = """
openapi: 3.2.0
tags:
  - {name: animals, externalDocs: {url: "https://docs.test"}}
  - {name: pets, parent: animals, kind: nav}
security: [{oauth: [read]}]
webhooks:
  pet:
    post:
      parameters: [{name: X-Signature, in: header, schema: {type: string}}]
      security: [{}]
      responses: {"204": {description: Taken}}
paths:
  /pets:
    post:
      tags: [pets]
      x-own: 1
      requestBody:
        content:
          multipart/form-data:
            schema: {type: object, properties: {part: {type: string}}}
      parameters:
        - {name: q, in: query, allowEmptyValue: true, schema: {type: string}, example: a}
      responses:
        "103": {description: Early hints}
        "204":
          description: Done
          links: {next: {operationId: other}}
components:
  securitySchemes:
    tls: {type: mutualTLS}
    oauth:
      type: oauth2
      deprecated: true
      flows: {implicit: {authorizationUrl: "https://api.test/login", scopes: {read: Read}}}
  schemas:
    All:
      $schema: https://json-schema.org/draft/2020-12/schema
      type: object
      dependencies: {a: [b]}
      not: {required: [c]}
      properties:
        a: {type: string, format: phone}
        b: {type: array, unevaluatedItems: {const: 1}}
        c: {type: string, contentMediaType: application/json, contentSchema: {type: object}}
"""


def test_what_never_becomes_code_is_reported_with_its_reason(tmp_path: Path) -> None:
    found = report(IGNORED, tmp_path)
    ignored = {id for id, construct in CONSTRUCTS.items() if construct.ignored}
    counts = {count.construct.id: count for count in found.counts}
    assert sorted(ignored - counts.keys()) == []
    for id in ignored:
        assert counts[id].generated == 0
        for dropped in counts[id].dropped:
            assert dropped.code in CODES or dropped.reason == CONSTRUCTS[id].ignored


def test_what_stands_inside_of_something_lost_is_lost_with_it(tmp_path: Path) -> None:
    found = report(IGNORED, tmp_path)
    inside = [
        dropped
        for count in found.counts
        for dropped in count.dropped
        if count.construct.id == "schema.const"
    ]
    (constant,) = inside
    assert constant.part_of == "openapi.yaml#/components/schemas/All/properties/b/unevaluatedItems"


LOSSES: dict[tuple[str, str], str] = {
    ("parameter.query.form", "parameter-dropped"): """
        paths:
          /a:
            get:
              parameters: [{name: q, in: query, schema: 7}]
              responses: {"204": {description: Done}}
        """,
    ("parameter.header.simple", "parameter-ignored"): """
        paths:
          /a:
            get:
              parameters: [{name: Accept, in: header, schema: {type: string}}]
              responses: {"204": {description: Done}}
        """,
    ("operation.get", "operation-dropped"): """
        paths:
          /a: {get: {parameters: 7, responses: {"204": {description: Done}}}}
        """,
    ("response.2xx", "response-dropped"): """
        paths:
          /a: {get: {responses: {"200": {description: Fine, content: 7}}}}
        """,
    ("content.json", "content-dropped"): """
        paths:
          /a:
            get:
              responses:
                "200": {description: Fine, content: {application/json: {schema: 7}, text/csv: {}}}
        """,
    ("security.http", "security-scheme-not-generated"): """
        components: {securitySchemes: {digest: {type: http, scheme: Digest}}}
        paths: {/a: {get: {responses: {"204": {description: Done}}}}}
        """,
    ("security.oauth2", "security-flow-dropped"): """
        components: {securitySchemes: {login: {type: oauth2, flows: {password: 7}}}}
        paths: {/a: {get: {responses: {"204": {description: Done}}}}}
        """,
    ("schema.enum", "enum-empty"): """
        components: {schemas: {A: {type: string, enum: []}}}
        paths: {/a: {get: {responses: {"204": {description: Done}}}}}
        """,
    ("server.document", "server-dropped"): """
        servers: [{description: nowhere}]
        paths: {/a: {get: {responses: {"204": {description: Done}}}}}
        """,
    ("document.tag", "tag-duplicate"): """
        tags: [{name: a}, {name: a}]
        paths: {/a: {get: {responses: {"204": {description: Done}}}}}
        """,
    ("server.operation", "server-not-generated"): """
        paths:
          /a:
            get:
              servers: [{url: "https://a.test"}, {url: "https://b.test"}]
              responses: {"204": {description: Done}}
        """,
    ("callback.operation", "webhook-not-generated"): """
        paths:
          /a:
            get:
              callbacks: {done: {"{$url}": {get: {description: Nothing comes with it}}}}
              responses: {"204": {description: Done}}
        """,
    ("encoding.headers", "encoding-ignored"): """
        paths:
          /a:
            post:
              requestBody:
                content:
                  multipart/form-data:
                    schema: {type: object, properties: {part: {type: string}}}
                    encoding: {part: {headers: {X-A: {schema: {type: string}}}}}
              responses: {"204": {description: Done}}
        """,
    ("content.xml", "content-not-generated"): """
        paths:
          /a:
            get:
              responses:
                "200":
                  description: Fine
                  content: {application/json: {schema: {}}, application/xml: {schema: {}}}
        """,
}
"""Construct and code to a document in which that and nothing else is lost."""


@pytest.mark.parametrize("expected", LOSSES, ids=lambda expected: "-".join(expected))
def test_a_loss_is_told_of_the_very_thing(expected: tuple[str, str], tmp_path: Path) -> None:
    assert lost(report(LOSSES[expected], tmp_path)) == {expected: 1}


def test_two_operations_lost_for_one_cause_are_two_losses(tmp_path: Path) -> None:
    document = """
    paths:
      /a: {get: {requestBody: {$ref: "#/components/requestBodies/B"}, responses: {}}}
      /b: {get: {requestBody: {$ref: "#/components/requestBodies/B"}, responses: {}}}
    components: {requestBodies: {B: {required: true, content: {}}}}
    """
    assert lost(report(document, tmp_path)) == {("operation.get", "operation-dropped"): 2}


# --- the file -------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    text = yaml.safe_dump(completed(IGNORED), sort_keys=False)
    (tmp_path / "openapi.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "clientsmith.toml").write_text(
        '[clients.one]\nspec = "openapi.yaml"\noutput = "one"\npackage = "one"\n'
        '[clients.two]\nspec = "openapi.yaml"\noutput = "two"\npackage = "two"\n',
        encoding="utf-8",
    )
    return tmp_path


def test_the_file_is_as_its_schema_says(project: Path) -> None:
    outcome = clientsmith_here("generate", "--report", "coverage.json", "-j", "1", folder=project)
    assert outcome.code == 0, outcome.stderr
    text = (project / "coverage.json").read_text(encoding="utf-8")
    rules = json.loads((ROOT / "docs" / "coverage-report.schema.json").read_text(encoding="utf-8"))
    jsonschema_rs.validator_for(rules).validate(json.loads(text))
    assert [client["name"] for client in json.loads(text)["clients"]] == ["one", "two"]
    assert str(project) not in text


def test_the_page_shows_what_such_a_file_is() -> None:
    page = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    shown = page.partition("```json\n")[2].partition("```")[0]
    rules = (ROOT / "docs" / "coverage-report.schema.json").read_text(encoding="utf-8")
    jsonschema_rs.validator_for(json.loads(rules)).validate(json.loads(shown))


def test_the_same_document_gives_the_same_bytes_and_standard_output(project: Path) -> None:
    first = clientsmith("generate", "--report", "-", folder=project)
    (project / "elsewhere").mkdir()
    for name in ("openapi.yaml", "clientsmith.toml"):
        (project / "elsewhere" / name).write_bytes((project / name).read_bytes())
    second = clientsmith_here(
        "generate", "--report", "-", "--jobs", "1", folder=project / "elsewhere"
    )
    assert first.code == second.code == 0
    assert first.stdout == second.stdout
    assert json.loads(first.stdout)["version"] == 1


def test_standard_output_is_for_one_thing(project: Path) -> None:
    assert clientsmith_here("generate", "--report", "-", "--json", folder=project).code == 2


def test_a_file_that_cannot_be_written_is_said(project: Path) -> None:
    outcome = clientsmith_here(
        "generate", "-j", "1", "--report", "no/such/folder.json", folder=project
    )
    assert outcome.code == 2
    assert "no/such/folder.json cannot be written" in outcome.stderr


@pytest.mark.parametrize("clients", [["one"], []])
def test_refused_clients_are_not_in_it(project: Path, clients: list[str]) -> None:
    for name, refused in (("one.yaml", not clients), ("two.yaml", True)):
        text = (project / "openapi.yaml").read_text(encoding="utf-8")
        (project / name).write_text("paths: [" if refused else text, encoding="utf-8")
    settings = project / "clientsmith.toml"
    text = settings.read_text(encoding="utf-8")
    for name in ("one", "two"):
        text = text.replace("openapi.yaml", f"{name}.yaml", 1)
    settings.write_text(text, encoding="utf-8")
    outcome = clientsmith_here("generate", "--report", "coverage.json", "-j", "1", folder=project)
    assert outcome.code == 3, outcome.stderr
    file = project / "coverage.json"
    written = json.loads(file.read_text(encoding="utf-8"))["clients"] if file.exists() else []
    assert [client["name"] for client in written] == clients
    assert file.exists() == bool(clients)
