"""References of every kind, what is named after what, and what leads nowhere."""

import itertools
from textwrap import dedent

import pytest
import yaml

from clientsmith import ir
from clientsmith.read.schemas.reader import SchemaReader
from read_schemas.notation import (
    PLACE,
    codes,
    declared,
    library,
    name,
    places,
    read,
    referred,
    root,
    written,
)


def test_files_are_named_after_components_or_after_themselves() -> None:
    reader = read(
        """
        Pet: {$ref: 'models/pet.yaml'}
        Owner: {$ref: 'models/shared.yaml#/Person'}
        Same: {$ref: 'models/pet.yaml'}
        Use: {properties: {pet: {$ref: '#/components/schemas/Pet'}, tag: {$ref: 'models/tag.yaml'}}}
        """,
        models__pet="""
            type: object
            properties: {owner: {$ref: 'shared.yaml#/Person'}, back: {$ref: '../api.yaml#/components/schemas/Pet'}}
        """,
        models__shared="""
            Person: {type: object, properties: {street: {$ref: '#/Address'}}}
            Address: {type: string}
        """,
        models__tag="{type: string, enum: [a, b]}",
    )
    assert declared(reader).splitlines() == [
        "models/pet.yaml#()",
        "  owner?: models/shared.yaml#/Person",
        "  back?: models/pet.yaml#",
        "models/shared.yaml#/Person()",
        "  street?: models/shared.yaml#/Address",
        "Same = models/pet.yaml#",
        "Use()",
        "  pet?: models/pet.yaml#",
        "  tag?: models/tag.yaml#",
        "models/shared.yaml#/Address = string",
        'models/tag.yaml# in "a", "b"',
    ]
    assert places(reader) == {
        "models/pet.yaml#": "component Pet",
        "models/shared.yaml#/Person": "component Owner",
        "models/shared.yaml#/Address": "component Address",
        "models/tag.yaml#": "component tag",
        "Same": "component Same",
        "Use": "component Use",
    }


def test_properties_in_a_file_of_their_own() -> None:
    reader = read(
        "A: {type: object, properties: {$ref: 'a.yaml', b: {type: string}}}",
        a="{a: {type: integer}, o: {properties: {x: {type: string}}}}",
    )
    assert declared(reader).splitlines() == [
        "A()",
        "  a?: integer",
        "  o?: a.yaml#/o",
        "  b?: string",
        "a.yaml#/o()",
        "  x?: string",
    ]
    assert places(reader)["a.yaml#/o"] == "A > property o"


def test_swagger_definitions() -> None:
    reader = read("A: {properties: {a: {$ref: '#/definitions/B'}}}\nB: {type: string}", "2.0")
    assert declared(reader) == "A()\n  a?: B\nB = string"


def test_a_part_of_another_schema_is_named_after_its_owner() -> None:
    schemas = """
        Use:
          properties:
            owner: {$ref: '#/components/schemas/Pet/properties/owner'}
            toys: {$ref: '#/components/schemas/Pet/properties/toys'}
            name: {$ref: '#/components/schemas/Pet/properties/name'}
            limit: {$ref: '#/components/schemas/Pet/$defs/Limit'}
        Pet:
          $defs: {Limit: {type: object, properties: {n: {type: integer}}}}
          properties:
            name: {type: string}
            owner: {properties: {address: {properties: {street: {type: string}}}}}
            toys: {type: array, items: {properties: {toy: {type: string}}}}
        """
    reader = read(schemas)
    assert {name: place for name, place in places(reader).items() if "/" in name} == {
        "Pet/properties/owner": "Pet > property owner",
        "Pet/properties/owner/properties/address": "Pet/properties/owner > property address",
        "Pet/properties/toys/items": "Pet > property toys > item",
        "Pet/$defs/Limit": "component Limit",
    }
    assert "  toys?: list[Pet/properties/toys/items]\n  name?: string" in declared(reader)


def test_a_part_of_an_operation_is_named_by_it_when_that_is_read() -> None:
    rest = """
        paths: {/pets: {get: {responses: {'200': {content: {application/json: {schema:
          {type: object, properties: {pets: {type: array, items: {properties: {a: {}}}}}}}}}}}}}
        """
    pointer = "paths/~1pets/get/responses/200/content/application~1json/schema"
    reader = read(f"Use: {{properties: {{page: {{$ref: '#/{pointer}'}}}}}}", rest=rest)
    assert places(reader)[pointer] == "component /pets > component get > response 200"

    document = root({}, "3.1", **yaml.safe_load(dedent(rest)))
    document["components"]["schemas"] = {"Use": {"properties": {"page": {"$ref": f"#/{pointer}"}}}}
    found = library(document)
    reader = SchemaReader(found, "3.1")
    reader.components()
    node = found.root_node
    for key in (
        "paths",
        "/pets",
        "get",
        "responses",
        "200",
        "content",
        "application/json",
        "schema",
    ):
        node = node / key
    assert written(reader.type_of(node, PLACE)) == pointer
    assert places(reader)[pointer] == "op > response"
    assert places(reader)[f"{pointer}/properties/pets/items"] == f"{pointer} > property pets > item"


def test_a_part_that_contains_itself() -> None:
    reader = read("""
        A:
          properties:
            tree: {type: array, items: {$ref: '#/components/schemas/A/properties/tree'}}
            other: {$ref: '#/components/schemas/A/properties/tree'}
        """)
    assert set(declared(reader).splitlines()) == {
        "A()",
        "  tree?: A/properties/tree",
        "  other?: A/properties/tree",
        "A/properties/tree = list[A/properties/tree]",
    }


@pytest.mark.parametrize(
    ("schemas", "expected"),
    [
        ("A: {$ref: '#/components/schemas/A'}", "A = any"),
        (
            "A: {$ref: '#/components/schemas/B'}\nB: {$ref: '#/components/schemas/A'}",
            "A = any\nB = any",
        ),
        (
            "A: {allOf: [{$ref: '#/components/schemas/B'}]}\n"
            "B: {allOf: [{$ref: '#/components/schemas/A'}]}",
            "B = any\nA = B",
        ),
        ("A: {oneOf: [{$ref: '#/components/schemas/A'}]}", "A = any"),
        (
            "A: {anyOf: [{$ref: '#/components/schemas/B'}]}\n"
            "B: {anyOf: [{$ref: '#/components/schemas/A'}]}",
            "B = any\nA = any",
        ),
        (
            "A: {anyOf: [{$ref: '#/components/schemas/A'}, {type: string}, {type: integer}]}",
            "A = string | integer",
        ),
        (
            "A: {oneOf: [{$ref: '#/components/schemas/B'}, {type: string}]}\n"
            "B: {oneOf: [{$ref: '#/components/schemas/A'}, {type: integer}]}",
            "A = string | integer\nB = integer | string",
        ),
    ],
)
def test_what_is_nothing_but_itself(schemas: str, expected: str) -> None:
    reader = read(schemas)
    assert sorted(declared(reader).splitlines()) == sorted(expected.splitlines())
    if "any" in expected:
        assert {code.split()[0] for code in codes(reader)} == {"reference-circular"}


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("'#/components/schemas/Nothing'", "reference-unresolved"),
        ("'missing.yaml'", "reference-unresolved"),
        ("'#anchor'", "reference-unresolved"),
        ("'#/components/schemas/Name/type'", "schema-malformed"),
        ("''", "reference-unresolved"),
        ("'#'", "reference-unresolved"),
        ("'#/'", "reference-unresolved"),
        ("api.yaml", "reference-unresolved"),
        ("'#/components/schemas'", "schema-malformed"),
        ("'#/paths'", "schema-malformed"),
    ],
)
def test_references_to_nothing_are_any_value(reference: str, code: str) -> None:
    reader = read(
        f"Name: {{type: string}}\nA: {{properties: {{a: {{$ref: {reference}}}}}}}",
        rest="{paths: {}}",
    )
    assert "A()\n  a?: any" in declared(reader)
    assert [problem.split()[0] for problem in codes(reader)] == [code]


def test_messages_about_references_to_the_document_as_a_whole() -> None:
    (problem,) = read("A: {items: {$ref: ''}}").problems
    assert (problem.location.pointer, problem.message) == (
        "/components/schemas/A/items/$ref",
        "The reference '' cannot be resolved: it leads to an OpenAPI document as a whole.",
    )


def test_the_root_of_a_file_of_schemas_may_refer_to_itself() -> None:
    reader = read("A: {$ref: tree.yaml}", tree="{properties: {children: {items: {$ref: '#'}}}}")
    assert declared(reader) == "tree.yaml#()\n  children?: list[tree.yaml#]"
    assert reader.problems == []


@pytest.mark.parametrize(
    "nested",
    [
        "{properties: {a: %s}}",
        "{items: %s}",
        "{additionalProperties: %s}",
        "{oneOf: [%s, {type: string}]}",
        "{anyOf: [%s, {type: 'null'}]}",
        "{allOf: [%s]}",
        "{allOf: [%s, {properties: {x: {type: string}}}]}",
        "{allOf: [{properties: {b: {}}}], properties: {a: %s}}",
        "{oneOf: [{items: %s}, {type: string}]}",
        "{prefixItems: [%s]}",
    ],
)
def test_deep_nesting_ends(nested: str) -> None:
    schema: object = {"type": "string"}
    template = yaml.safe_load(nested.replace("%s", "HERE"))
    for _ in range(500):
        schema = _filled(template, schema)
    reader = SchemaReader(library(root({"A": schema}, "3.1")), "3.1")
    reader.components()
    assert "api.yaml#/components/schemas/A" in reader.declarations
    _complete(reader)


@pytest.mark.detail
@pytest.mark.parametrize(
    "link",
    [
        {"$ref": "NEXT"},
        {"allOf": [{"$ref": "NEXT"}]},
        {"allOf": [{"$ref": "NEXT"}, {"properties": {"x": {"type": "string"}}}]},
        {"oneOf": [{"$ref": "NEXT"}, {"type": "string"}]},
        {"anyOf": [{"$ref": "NEXT"}, {"type": "null"}]},
        {"type": "array", "items": {"$ref": "NEXT"}},
        {"properties": {"next": {"$ref": "NEXT"}}},
    ],
)
@pytest.mark.parametrize("closed", [False, True])
def test_long_chains_end(link: object, closed: bool) -> None:
    schemas = {f"A{i}": _filled(link, f"#/components/schemas/A{i + 1}", "NEXT") for i in range(500)}
    schemas["A500"] = {"$ref": "#/components/schemas/A0"} if closed else {"type": "object"}
    reader = SchemaReader(library(root(schemas, "3.1")), "3.1")
    reader.components()
    assert len(reader.declarations) >= 501
    _complete(reader)


def _filled(template: object, value: object, mark: str = "HERE") -> object:
    if template == mark:
        return value
    if isinstance(template, dict):
        return {key: _filled(child, value, mark) for key, child in template.items()}
    if isinstance(template, list):
        return [_filled(child, value, mark) for child in template]
    return template


def _complete(reader: SchemaReader) -> None:
    for id, target in referred(reader.declarations):
        assert target in reader.declarations, id


ORDER = """
Use: {properties: {o: {$ref: '#/components/schemas/Pet/properties/owner'}, f: {$ref: 'f.yaml'}}}
Pet:
  discriminator: {propertyName: kind}
  properties: {kind: {type: string}, owner: {properties: {n: {$ref: '#/components/schemas/Name'}}}}
Name: {type: [string, 'null']}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {owner: {required: [n]}}}]}
Union: {oneOf: [{$ref: '#/components/schemas/Cat'}, {properties: {u: {enum: [a, b]}}}]}
F: {$ref: 'f.yaml'}
E: {$ref: 'f.yaml'}
"""


def test_texts_in_files_of_their_own() -> None:
    reader = read(
        """
        A: {type: integer, title: {$ref: texts.yaml#/title}, description: {$ref: 'texts.yaml#/a'}}
        B: {type: integer, description: {$ref: 'texts.yaml#/none'}}
        """,
        texts="{title: T, a: Text}",
    )
    docs = [(each.docs.title, each.docs.description) for each in reader.declarations.values()]
    assert docs == [("T", "Text"), ("", "")]
    assert [problem.severity.name for problem in reader.problems] == ["WARNING"]


def test_the_order_of_components_does_not_matter() -> None:
    schemas = yaml.safe_load(ORDER)
    file = yaml.safe_load("{properties: {pet: {$ref: 'api.yaml#/components/schemas/Pet'}}}")
    results = []
    for order in list(itertools.permutations(schemas))[::37]:
        document = root({name: schemas[name] for name in order}, "3.1")
        reader = SchemaReader(library(document, f=file), "3.1")
        reader.components()
        heirs = {"api.yaml#/components/schemas/Pet/discriminator"}
        results.append({id: found for id, found in reader.declarations.items() if id not in heirs})
    assert all(result == results[0] for result in results)


def test_titles_belong_to_places() -> None:
    reader = read("""
        A: {title: The A, properties: {b: {title: The B, properties: {c: {}}}}}
        C: {title: The C, type: [object, string], properties: {d: {}}}
        """)
    assert {name: found.place.title for name, found in _by_name(reader).items()} == {
        "A": "The A",
        "A/properties/b": "The B",
        "C": "The C",
        "C/type/object": "",
    }


def _by_name(reader: SchemaReader) -> dict[str, ir.Declaration]:
    return {name(id): found for id, found in reader.declarations.items()}


def test_words_of_union_members() -> None:
    reader = read("""
        U:
          oneOf:
            - {title: First, properties: {a: {}}}
            - {properties: {kind: {const: second}, b: {}}}
            - {properties: {c: {}}}
            - {type: array, items: {properties: {d: {}}}}
            - {title: First, properties: {e: {}}}
        """)
    assert [place for name, place in places(reader).items() if name != "U"] == [
        "U > member First",
        "U > member second",
        "U > member 3",
        "U > member 4 > item",
        "U > member First 5",
    ]


def test_type_of_a_component_is_its_name() -> None:
    found = library(root({"A": {"type": "string", "nullable": True}}, "3.0"))
    reader = SchemaReader(found, "3.0")
    node = found.root_node / "components" / "schemas" / "A"
    assert reader.type_of(node, PLACE) == ir.Nullable(ir.Named(node.id))
    assert declared(reader) == "A = string"
