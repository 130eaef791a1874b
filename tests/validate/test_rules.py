"""Each rule on a small document: severity, code, line and pointer of everything that is found."""

import json

import pytest

from clientsmith.prepare.validate import validate
from clientsmith.sources import load

HEAD = {
    "2.0": 'swagger: "2.0"\ninfo: {title: t, version: "1"}\n',
    "3.0": 'openapi: 3.0.3\ninfo: {title: t, version: "1"}\n',
    "3.1": 'openapi: 3.1.0\ninfo: {title: t, version: "1"}\n',
    "3.2": 'openapi: 3.2.0\ninfo: {title: t, version: "1"}\n',
}
OK = "responses: {'200': {description: ok}}"

CASES: dict[str, tuple[str, str, list[tuple[str, str, int, str]]]] = {
    "a path parameter that no one declares": (
        "3.0",
        f"paths:\n  /a/{{b}}/{{c}}:\n    parameters: [{{name: b, in: path, required: true, schema: {{}}}}]\n"
        f"    get:\n      {OK}\n",
        [("WARNING", "path-parameter-missing", 6, "/paths/~1a~1{b}~1{c}/get")],
    ),
    "path parameters behind references": (
        "3.0",
        f"paths:\n  /a/{{b}}:\n    get:\n      parameters: [{{$ref: '#/components/parameters/b'}}]\n"
        f"      {OK}\n"
        "components: {parameters: {b: {name: b, in: path, required: true, schema: {}}}}\n",
        [],
    ),
    "nothing is said of path parameters where a reference to a parameter is broken": (
        "3.0",
        f"paths:\n  /a/{{b}}:\n    get:\n      parameters:\n      - $ref: '#/nowhere'\n      {OK}\n",
        [("WARNING", "reference-unresolved", 7, "/paths/~1a~1{b}/get/parameters/0/$ref")],
    ),
    "a path parameter that the path does not have": (
        "3.0",
        f"paths:\n  /a:\n    get:\n      parameters:\n"
        f"      - {{name: b, in: path, required: true, schema: {{}}}}\n      {OK}\n",
        [("WARNING", "path-parameter-extra", 7, "/paths/~1a/get/parameters/0")],
    ),
    "a parameter twice": (
        "3.0",
        f"paths:\n  /a:\n    get:\n      parameters:\n"
        f"      - {{name: X-A, in: header, schema: {{}}}}\n"
        f"      - {{name: x-a, in: header, schema: {{}}}}\n"
        f"      - {{name: x-a, in: query, schema: {{}}}}\n      {OK}\n",
        [("WARNING", "parameter-duplicate", 8, "/paths/~1a/get/parameters/1")],
    ),
    "braces that do not match": (
        "3.0",
        f"paths:\n  /a/{{b: {{get: {{{OK}}}}}\n  /c/d}}: {{get: {{{OK}}}}}\n",
        [
            ("WARNING", "path-template-invalid", 4, "/paths/~1a~1{b"),
            ("WARNING", "path-template-invalid", 5, "/paths/~1c~1d}"),
        ],
    ),
    "white space around a path": (
        "3.0",
        f"paths:\n  '/a ': {{get: {{{OK}}}}}\n",
        [("WARNING", "path-template-invalid", 4, "/paths/~1a ")],
    ),
    "the same path with other names": (
        "3.0",
        "paths:\n"
        + "".join(
            f"  /a/{{{name}}}:\n    {method}:\n      parameters: "
            f"[{{name: {name}, in: path, required: true, schema: {{}}}}]\n      {OK}\n"
            for name, method in (("b", "get"), ("c", "put"), ("d", "get"))
        ),
        [("WARNING", "path-duplicate", 12, "/paths/~1a~1{d}")],
    ),
    "a path without a slash": (
        "3.0",
        f"paths:\n  a: {{get: {{{OK}}}}}\n",
        [("WARNING", "invalid-value", 4, "/paths/a")],
    ),
    "an operationId twice": (
        "3.1",
        f"paths:\n  /a: {{get: {{operationId: x, {OK}}}}}\n"
        f"  /b:\n    get:\n      operationId: x\n      {OK}\n",
        [("WARNING", "operation-id-duplicate", 7, "/paths/~1b/get/operationId")],
    ),
    "additional operations": (
        "3.2",
        f"paths:\n  /a/{{b}}:\n    additionalOperations:\n      LINK:\n        {OK}\n"
        f"    query: {{{OK}}}\n",
        [
            ("WARNING", "path-parameter-missing", 6, "/paths/~1a~1{b}/additionalOperations/LINK"),
            ("WARNING", "path-parameter-missing", 8, "/paths/~1a~1{b}/query"),
        ],
    ),
    "references that point at nothing": (
        "3.1",
        "paths: {}\ncomponents:\n  schemas:\n    A: {$ref: '#/components/schemas/B'}\n"
        "    C:\n      properties:\n        d: {$ref: '#/components/schemas/B'}\n"
        "        $ref: {type: string}\n"
        "      example: {$ref: '#/nowhere'}\n",
        [
            ("WARNING", "reference-unresolved", 6, "/components/schemas/A/$ref"),
            ("WARNING", "reference-unresolved", 9, "/components/schemas/C/properties/d/$ref"),
        ],
    ),
    "references of links and examples that point at nothing": (
        "3.0",
        "paths: {}\ncomponents:\n  links:\n    A: {$ref: '#/components/links/B'}\n"
        "  examples:\n    A: {$ref: '#/components/examples/B'}\n"
        "  schemas:\n    A:\n      properties:\n        links: {$ref: '#/nowhere'}\n",
        [
            ("WARNING", "reference-unresolved", 12, "/components/schemas/A/properties/links/$ref"),
            ("WARNING", "reference-unresolved", 6, "/components/links/A/$ref"),
            ("WARNING", "reference-unresolved", 8, "/components/examples/A/$ref"),
        ],
    ),
    "references in circles": (
        "3.0",
        "paths: {}\ncomponents:\n  schemas:\n"
        "    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/A'}\n"
        "    C: {$ref: '#/components/schemas/A'}\n"
        "    D: {properties: {d: {$ref: '#/components/schemas/D'}}}\n",
        [
            ("WARNING", "reference-circular", 6, "/components/schemas/A/$ref"),
            ("WARNING", "reference-circular", 7, "/components/schemas/B/$ref"),
        ],
    ),
    "a mapping to no schema": (
        "3.0",
        "paths: {}\ncomponents:\n  schemas:\n    A:\n      discriminator:\n        propertyName: a\n"
        "        mapping:\n          a: A\n          b: '#/components/schemas/A'\n          c: B\n",
        [("WARNING", "mapping-unresolved", 12, "/components/schemas/A/discriminator/mapping/c")],
    ),
    "a reference where none is allowed": (
        "3.0",
        "paths:\n  /a:\n    get: {$ref: '#/x-get'}\n"
        f"x-get: {{{OK}}}\n"
        "tags:\n- name: a\n  description: {$ref: '#/info/title'}\n",
        [
            ("NOTE", "reference-misplaced", 5, "/paths/~1a/get/$ref"),
            ("NOTE", "reference-misplaced", 9, "/tags/0/description/$ref"),
        ],
    ),
    "references inside of extensions that references reach": (
        "3.0",
        "paths: {}\ncomponents: {schemas: {A: {$ref: '#/x-a'}}}\n"
        "x-a:\n  items: {$ref: '#/none'}\nx-b: {$ref: '#/none'}\n",
        [("WARNING", "reference-unresolved", 6, "/x-a/items/$ref")],
    ),
    "unknown and missing keys": (
        "3.0",
        "paths:\n  /a:\n    get:\n      colour: red\n      x-colour: red\n",
        [
            ("WARNING", "missing-key", 5, "/paths/~1a/get"),
            ("WARNING", "unknown-key", 6, "/paths/~1a/get/colour"),
        ],
    ),
    "keys of later versions": (
        "3.0",
        "paths:\n  /a:\n    query: {}\n    get:\n      responses:\n        '200':\n"
        "          description: a\n          itemSchema: {}\n"
        "          content: {application/jsonl: {itemSchema: {}}}\n"
        "components: {pathItems: {}, mediaTypes: {}}\nwebhooks: {}\n",
        [
            ("NOTE", "unknown-key", 5, "/paths/~1a/query"),
            ("WARNING", "unknown-key", 10, "/paths/~1a/get/responses/200/itemSchema"),
            (
                "NOTE",
                "unknown-key",
                11,
                "/paths/~1a/get/responses/200/content/application~1jsonl/itemSchema",
            ),
            ("NOTE", "unknown-key", 12, "/components/mediaTypes"),
            ("NOTE", "unknown-key", 12, "/components/pathItems"),
            ("NOTE", "unknown-key", 13, "/webhooks"),
        ],
    ),
    "a mistake deep in a schema of 3.0": (
        "3.0",
        "paths: {}\ncomponents:\n  schemas:\n    A:\n      properties:\n        a:\n"
        "          items:\n            type: strng\n"
        "            required: true\n            additionalProperties: 5\n",
        [
            (
                "WARNING",
                "invalid-value",
                10,
                "/components/schemas/A/properties/a/items/type",
            ),
            ("WARNING", "wrong-type", 11, "/components/schemas/A/properties/a/items/required"),
            (
                "WARNING",
                "wrong-type",
                12,
                "/components/schemas/A/properties/a/items/additionalProperties",
            ),
        ],
    ),
    "a mistake deep in a schema of 3.1": (
        "3.1",
        "paths: {}\ncomponents:\n  schemas:\n    A:\n      properties:\n"
        "        a: {exclusiveMinimum: true}\n        b: {required: [a, a]}\n",
        [
            (
                "WARNING",
                "wrong-type",
                8,
                "/components/schemas/A/properties/a/exclusiveMinimum",
            ),
            ("WARNING", "invalid-value", 9, "/components/schemas/A/properties/b/required"),
        ],
    ),
    "a mistake below a key that looks like a number": (
        "3.0",
        "paths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: 5\n",
        [("WARNING", "wrong-type", 8, "/paths/~1a/get/responses/200/description")],
    ),
    "a mistake in Swagger 2.0": (
        "2.0",
        "paths:\n  /a:\n    get:\n      parameters:\n      - {name: a, in: query, type: strng}\n"
        f"      {OK}\n",
        [("WARNING", "invalid-value", 7, "/paths/~1a/get/parameters/0/type")],
    ),
    "schemas of another dialect": (
        "3.1",
        "jsonSchemaDialect: http://json-schema.org/draft-04/schema#\npaths: {}\n"
        "components: {schemas: {A: {exclusiveMinimum: true}}}\n",
        [],
    ),
    "defaults that do not fit": (
        "3.0",
        "paths: {}\ncomponents:\n  schemas:\n"
        "    A: {type: string, default: 1}\n"
        "    B: {type: integer, default: null}\n"
        "    C: {type: integer, nullable: true, default: null}\n"
        "    D: {type: string, enum: [a], default: b}\n"
        "    E: {allOf: [{$ref: '#/components/schemas/D'}], default: b}\n"
        "    F: {allOf: [{$ref: '#/components/schemas/D'}], default: a}\n"
        "    G: {type: array, items: {type: string}, default: [a, 1]}\n"
        "    H: {type: integer, minimum: 3, default: 2}\n"
        "    I: {type: boolean, default: 1}\n"
        "    J: {type: integer, enum: [1], default: true}\n"
        "    K: {type: object, default: {}, properties: {a: {type: string, default: a}}}\n"
        "    L: {type: number, default: 1}\n"
        "    M: {type: string, format: date, default: 2020-13-01}\n",
        [
            ("WARNING", "default-invalid", line, f"/components/schemas/{name}/default")
            for line, name in enumerate("ABCDEFGHIJKLM", 6)
            if name in "ABDEGHIJM"
        ],
    ),
    "defaults of parameters of Swagger 2.0": (
        "2.0",
        "paths:\n  /a:\n    get:\n      parameters:\n"
        "      - {name: a, in: query, type: string, default: 1}\n"
        "      - {name: b, in: query, type: integer, default: 1}\n"
        f"      {OK}\n",
        [("WARNING", "default-invalid", 7, "/paths/~1a/get/parameters/0/default")],
    ),
    "defaults of 3.1": (
        "3.1",
        "paths: {}\ncomponents:\n  schemas:\n"
        "    A: {type: [string, 'null'], default: null}\n"
        "    B: {anyOf: [{type: string}, {type: 'null'}], default: null}\n"
        "    C: {anyOf: [{type: string}, {$ref: '#/components/schemas/D'}], default: null}\n"
        "    D: {type: object}\n",
        [("WARNING", "default-invalid", 8, "/components/schemas/C/default")],
    ),
    "defaults of server variables are no defaults of schemas": (
        "3.0",
        "servers: [{url: 'http://{a}', variables: {a: {default: '1', enum: ['1']}}}]\npaths: {}\n",
        [],
    ),
    "defaults that no one can check": (
        "3.1",
        "paths: {}\ncomponents:\n  schemas:\n"
        "    A: {type: string, pattern: '(a+)+$', default: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!}\n"
        "    B: {patternProperties: {'(a+)+$': {}}, default: {aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!: 1}}\n"
        "    C0: {anyOf: [{$ref: '#/components/schemas/C1'}, {$ref: '#/components/schemas/C1'}], default: 1}\n"
        + "".join(
            f"    C{n}: {{anyOf: [{{$ref: '#/components/schemas/C{n + 1}'}}, "
            f"{{$ref: '#/components/schemas/C{n + 1}'}}]}}\n"
            for n in range(1, 60)
        )
        + "    C60: {type: string}\n    D: {type: strng, default: 1}\n",
        [
            ("NOTE", "check-incomplete", 7, "/components/schemas/B/default"),
            ("NOTE", "check-incomplete", 8, "/components/schemas/C0/default"),
            ("NOTE", "check-incomplete", 69, "/components/schemas/D/default"),
            ("WARNING", "invalid-value", 69, "/components/schemas/D/type"),
        ],
    ),
    "required properties that do not exist": (
        "3.0",
        "paths: {}\ncomponents:\n  schemas:\n"
        "    A:\n      allOf: [{$ref: '#/components/schemas/B'}, {properties: {c: {}}}]\n"
        "      required: [b, c, d]\n"
        "    B: {properties: {b: {}}, required: [e]}\n",
        [("WARNING", "required-undefined", 8, "/components/schemas/A/required")],
    ),
    "security schemes that are not declared": (
        "3.0",
        "security:\n- known: []\n- unknown: []\npaths:\n  /a:\n    get:\n"
        f"      security: [{{unknown: []}}, {{other: []}}]\n      {OK}\n"
        "components: {securitySchemes: {known: {type: http, scheme: basic}}}\n",
        [
            ("WARNING", "security-scheme-unknown", 5, "/security/1/unknown"),
            ("WARNING", "security-scheme-unknown", 9, "/paths/~1a/get/security/1/other"),
        ],
    ),
    "security schemes of Swagger 2.0": (
        "2.0",
        "security: [{known: []}]\nsecurityDefinitions: {known: {type: basic}}\n"
        f"paths: {{/a: {{get: {{{OK}}}}}}}\n",
        [],
    ),
    "tags twice, and in circles": (
        "3.2",
        "tags:\n- {name: a, parent: b}\n- {name: b, parent: a}\n- {name: c, parent: x}\n"
        "- {name: c}\n- {name: d, parent: a}\npaths: {}\n",
        [
            ("WARNING", "tag-hierarchy", 4, "/tags/0"),
            ("WARNING", "tag-hierarchy", 5, "/tags/1"),
            ("WARNING", "tag-hierarchy", 6, "/tags/2"),
            ("WARNING", "tag-duplicate", 7, "/tags/3"),
        ],
    ),
    "what loading found": (
        "3.0",
        "paths: {}\npaths: {}\n",
        [("WARNING", "duplicate-key", 4, "")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_rule(check, name: str) -> None:
    version, text, expected = CASES[name]
    found = [
        (p.severity.name, p.code, p.location.line, p.location.pointer)
        for p in check(HEAD[version] + text)
    ]
    assert sorted(found) == sorted(expected)


def test_messages_name_the_value_and_what_is_allowed(check) -> None:
    text = "paths: {}\ncomponents:\n  schemas:\n    A: {type: strng}\n    B: {type: string, default: 1}\n"
    messages = [problem.message for problem in check(HEAD["3.1"] + text)][:2]
    assert messages == [
        "'type' is 'strng'; allowed are 'array', 'boolean', 'integer', 'null', 'number', 'object', "
        "'string'.",
        "The default does not match its schema: 1 is not of type 'string'.",
    ]


def test_text_of_the_document_is_cut_in_messages(check) -> None:
    name = "x" * 5000
    document = {
        "openapi": "3.0.0",
        "info": {"title": "t", "version": "1"},
        "paths": {name: {}},
        "components": {"schemas": {"A": {"$ref": f"#/{name}/{name}"}, "B": {"type": name}}},
    }
    problems = check(json.dumps(document))
    assert len(problems) == 3
    assert max(len(problem.message) for problem in problems) < 300


def test_problems_are_sorted_worst_first(check) -> None:
    text = (
        "paths:\n  /a:\n    get: {responses: {$ref: '#/x-all'}}\n  /b:\n    get: {}\n"
        "x-all: {'200': {description: Done}}\n"
    )
    severities = [problem.severity for problem in check(HEAD["3.0"] + text)]
    assert severities == sorted(severities, reverse=True)
    assert len(set(severities)) == 2


def test_other_documents_get_the_checks_of_their_own(tmp_path) -> None:
    files = {
        "api.yaml": HEAD["3.0"] + "paths:\n  /a/{b}: {$ref: a.yaml}\n",
        "a.yaml": "get:\n  responses:\n    '200':\n      content:\n        a/b:\n          schema:\n"
        "            $ref: 'a.yaml#/Pet'\nPet:\n  type: string\n  default: 1\n  items: {$ref: '#/No'}\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    found = [(p.code, str(p.location)) for p in validate(load(str(tmp_path / "api.yaml")))]
    assert found == [
        ("path-parameter-missing", "a.yaml:1 #/get"),
        ("default-invalid", "a.yaml:10 #/Pet/default"),
        ("reference-unresolved", "a.yaml:11 #/Pet/items/$ref"),
    ]


def test_defaults_are_checked_across_documents(tmp_path) -> None:
    files = {
        "api/api.yaml": HEAD["3.0"] + "paths: {}\ncomponents:\n  schemas:\n"
        "    A: {allOf: [{$ref: '../common/c%20d.yaml#/A'}], default: b}\n"
        "    B: {allOf: [{$ref: '../common/c%20d.yaml#/A'}], default: a}\n",
        "common/c d.yaml": "A: {allOf: [{$ref: '../api/e.yaml'}]}\n",
        "api/e.yaml": "enum: [a]\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    problems = validate(load(str(tmp_path / "api" / "api.yaml")))
    found = [(p.code, p.location.line) for p in problems]
    assert found == [("default-invalid", 6)]
