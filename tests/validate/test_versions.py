"""What a document is, and in which version."""

import json

import pytest

from clientsmith.document import Document, Library, Node
from clientsmith.prepare.dialect import dialect_of
from clientsmith.prepare.validate import validate
from clientsmith.problem import Severity

INFO = '"info": {"title": "t", "version": "1"}'


@pytest.mark.parametrize(
    "text",
    [
        '{"swagger": "2.0", %s, "paths": {}}',
        '{"swagger": "2.0", %s, "paths": {}, "definitions": {"A": {}}}',
        '{"openapi": "3.0.0", %s, "paths": {}}',
        '{"openapi": "3.0.4", %s, "paths": {}}',
        '{"openapi": "3.1.0", %s, "webhooks": {}}',
        '{"openapi": "3.1.2", %s, "components": {}}',
        '{"openapi": "3.2.0", %s, "paths": {}}',
    ],
)
def test_supported_versions(check, text: str) -> None:
    assert check(text % INFO) == ()


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ('{"openapi": "4.0.0", "paths": {}}', "document-version", "'4.0.0'"),
        ('{"openapi": "3.3.0", "paths": {}}', "document-version", "'3.3.0'"),
        ('{"openapi": "3", "paths": {}}', "document-version", "'3'"),
        ('{"openapi": "3.10.0", "paths": {}}', "document-version", "'3.10.0'"),
        ('{"openapi": "", "paths": {}}', "document-version", "''"),
        ('{"openapi": 3.3, "paths": {}}', "document-version", "must be a string, not a number"),
        ('{"openapi": null, "paths": {}}', "document-version", "not null"),
        ('{"openapi": {}, "paths": {}}', "document-version", "not a mapping"),
        ('{"swagger": 1.2, "paths": {}}', "document-version", "not a number"),
        ('{"swagger": true, "paths": {}}', "document-version", "not a boolean"),
        ('{"swagger": "1.2", "paths": {}}', "document-version", "'1.2'"),
        ('{"swagger": "3.0.0", "paths": {}}', "document-version", "'3.0.0'"),
        ('{"openapi": "3.0.0"}', "document-incomplete", "`paths` nor `components`"),
        ('{"openapi": "3.0.0", "webhooks": {}}', "document-incomplete", "`paths`"),
        ('{"openapi": "3.1.0", "paths": null}', "document-incomplete", "`webhooks`"),
        ('{"swagger": "2.0", "components": {}}', "document-incomplete", "`definitions`"),
        ('{"openapi": "3.1.0", "paths": [], "components": {}}', "wrong-type", "not a list"),
        ('{"openapi": "3.1.0", "paths": {}, "components": "x"}', "wrong-type", "not a string"),
        ('{"asyncapi": "2.0.0"}', "document-kind", "an AsyncAPI document"),
        ('{"info": {"_postman_id": "x"}, "item": []}', "document-kind", "a Postman collection"),
        ('{"info": {"schema": "https://schema.getpostman.com/x"}}', "document-kind", "Postman"),
        ('{"apiVersion": "v1", "kind": "Pod"}', "document-kind", "a Kubernetes manifest"),
        ('{"$schema": "x", "properties": {}}', "document-kind", "a JSON Schema"),
        ('{"type": "object", "properties": {}}', "document-kind", "a JSON Schema"),
        ('{"swaggerVersion": "1.2"}', "document-kind", "Swagger 1.0 to 1.2"),
        ('{"arazzo": "1.0.0"}', "document-kind", "an Arazzo document"),
        ('{"overlay": "1.0.0"}', "document-kind", "an OpenAPI overlay"),
        ('{"openrpc": "1.0.0"}', "document-kind", "an OpenRPC document"),
        ('{"data": {"__schema": {}}}', "document-kind", "a GraphQL schema"),
        ('{"log": {"entries": []}}', "document-kind", "an HTTP archive"),
        ('{"info": 1, "data": 2, "log": 3}', "document-kind", "neither `openapi` nor `swagger`"),
        ("{}", "document-kind", "neither `openapi` nor `swagger`"),
    ],
)
def test_what_cannot_be_used(check, text: str, code: str, words: str) -> None:
    problems = check(text)
    assert [(p.code, p.severity) for p in problems] == [(code, Severity.ERROR)]
    assert words in problems[0].message
    assert problems[0].location.line == 1


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ('{"swagger": 2.0, %s, "paths": {}}', "2.0"),
        ('{"openapi": 3.0, %s, "paths": {}}', "3.0"),
        ('{"openapi": 3.1, %s, "paths": {}}', "3.1"),
    ],
)
def test_a_version_without_quotes(check, text: str, version: str) -> None:
    problems = check(text % INFO)
    told = {(p.severity, p.location.pointer) for p in problems}
    assert told == {(Severity.WARNING, "/swagger" if version == "2.0" else "/openapi")}
    data = json.loads(text % INFO)
    document = Document("-", "", data, lambda pointer: 1)
    assert dialect_of(Node(document, "", data)).version == version


@pytest.mark.parametrize("data", [None, True, 1, 1.5, "x", [], ["openapi"]])
def test_a_library_of_anything_else(data: object) -> None:
    document = Document("-", "", json.loads(json.dumps(data)), lambda pointer: 1)
    problems = validate(Library(document, {"-": document}))
    assert [p.code for p in problems] == ["document-kind"]
