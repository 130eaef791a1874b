"""allOf: inheritance, wrappers, merging, contradictions, discriminators."""

from textwrap import dedent

import pytest

from clientsmith import ir
from clientsmith.read.schemas.reader import SchemaReader
from read_schemas.notation import codes, declared, library, read, root, type_of, written

BASE = """
Base:
  type: object
  required: [id]
  properties:
    id: {type: string}
    kind: {type: string}
    owner: {type: object, properties: {name: {type: string}}}
"""

CASES = {
    "one reference and inline parts": (
        """
        A:
          description: An A.
          allOf:
            - {$ref: '#/components/schemas/Base'}
            - {properties: {a: {type: integer}}, required: [a]}
            - {properties: {b: {type: integer}}}
        """,
        """
        A(Base)
          id: string
          kind?: string
          owner?: Base/properties/owner
          a: integer
          b?: integer
        """,
    ),
    "properties beside allOf": (
        """
        A:
          type: object
          properties: {a: {type: integer}}
          required: [a]
          allOf: [{$ref: '#/components/schemas/Base'}]
        """,
        """
        A(Base)
          id: string
          kind?: string
          owner?: Base/properties/owner
          a: integer
        """,
    ),
    "keywords beside a reference": (
        """
        A: {$ref: '#/components/schemas/Base', required: [kind]}
        B: {$ref: '#/components/schemas/Base', description: Only said., title: B}
        C: {$ref: '#/components/schemas/Base', type: object}
        """,
        """
        A(Base)
          id: string
          kind: string
          owner?: Base/properties/owner
        B = Base
        C = Base
        """,
    ),
    "two references": (
        """
        A: {allOf: [{$ref: '#/components/schemas/Base'}, {$ref: '#/components/schemas/More'}]}
        More: {properties: {more: {type: string}}, required: [more]}
        """,
        """
        More()
          more: string
        A()
          id: string
          kind?: string
          owner?: Base/properties/owner
          more: string
        """,
    ),
    "a reference that says everything": (
        """
        A: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {a: {type: string}}}]}
        B: {allOf: [{$ref: '#/components/schemas/Base'}, {$ref: '#/components/schemas/A'}]}
        C: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object}]}
        D: {allOf: [{$ref: '#/components/schemas/Base'}, {required: [id]}, {description: x}]}
        """,
        """
        A(Base)
          id: string
          kind?: string
          owner?: Base/properties/owner
          a?: string
        B = A
        C = Base
        D = Base
        """,
    ),
    "a base that is a synonym": (
        """
        A: {allOf: [{$ref: '#/components/schemas/S'}, {properties: {a: {type: string}}}]}
        S: {allOf: [{$ref: '#/components/schemas/T'}]}
        T: {$ref: '#/components/schemas/Base'}
        """,
        """
        A(Base)
          id: string
          kind?: string
          owner?: Base/properties/owner
          a?: string
        S = Base
        T = Base
        """,
    ),
    "nested allOf": (
        """
        A:
          allOf:
            - allOf: [{$ref: '#/components/schemas/Base'}, {properties: {a: {type: string}}}]
            - allOf: [{properties: {b: {type: string}}}]
        """,
        """
        A(Base)
          id: string
          kind?: string
          owner?: Base/properties/owner
          a?: string
          b?: string
        """,
    ),
    "a property that is narrowed": (
        """
        A:
          allOf:
            - {$ref: '#/components/schemas/Base'}
            - properties:
                kind: {type: string, enum: [a]}
                id: {description: Other words.}
                owner: {properties: {age: {type: integer}}, required: [name]}
        """,
        """
        A(Base)
          id: string
          kind?: "a"
          owner?: A/allOf/properties/owner
        A/allOf/properties/owner()
          name: string
          age?: integer
        """,
    ),
    "properties of references are merged by what they refer to": (
        """
        Color: {type: string, enum: [red, green]}
        P: {properties: {color: {$ref: '#/components/schemas/Color'}, base: {
          $ref: '#/components/schemas/Base'}}}
        A: {allOf: [{$ref: '#/components/schemas/P'}, {properties: {
          color: {$ref: '#/components/schemas/Color', description: x}, base: {required: [kind]}}}]}
        B: {allOf: [{$ref: '#/components/schemas/P'}, {properties: {color: {enum: [red]}}}]}
        """,
        """
        Color in "red", "green"
        P()
          color?: Color
          base?: Base
        A(P)
          color?: Color
          base?: A/allOf/properties/base
        A/allOf/properties/base(Base)
          id: string
          kind: string
          owner?: Base/properties/owner
        B(P)
          color?: "red"
          base?: Base
        """,
    ),
    "scalars, lists and maps": (
        """
        A: {allOf: [{type: string, maxLength: 3}, {format: date}]}
        B: {allOf: [{type: array, items: {type: string}}, {minItems: 1}]}
        C: {allOf: [{type: array, items: {properties: {a: {type: string}}}},
                    {type: array, items: {properties: {b: {type: string}}}}]}
        D: {allOf: [{type: [string, integer]}, {type: [integer, boolean]}]}
        E: {allOf: [{type: number}, {type: integer}]}
        F: {properties: {a: {}}, allOf: [{additionalProperties: {type: integer}}]}
        """,
        """
        A = date
        B = list[string]
        C = list[C/allOf/items]
        D = integer
        E = integer
        F()
          a?: any
          **: integer
        C/allOf/items()
          a?: string
          b?: string
        """,
    ),
    "unions are distributed": (
        """
        X: {properties: {x: {type: string}}}
        Y: {properties: {y: {type: string}}}
        U: {oneOf: [{$ref: '#/components/schemas/X'}, {$ref: '#/components/schemas/Y'}]}
        A: {allOf: [{$ref: '#/components/schemas/U'}, {properties: {a: {type: string}}}]}
        B: {allOf: [{$ref: '#/components/schemas/U'}], description: Only a wrapper.}
        """,
        """
        X()
          x?: string
        Y()
          y?: string
        U = X | Y
        A = A/allOf/U/oneOf/0 | A/allOf/U/oneOf/1
        A/allOf/U/oneOf/0(X)
          a?: string
          x?: string
        A/allOf/U/oneOf/1(Y)
          a?: string
          y?: string
        B = U
        """,
    ),
}


@pytest.mark.parametrize(("schemas", "expected"), CASES.values(), ids=CASES)
def test_merging(schemas: str, expected: str) -> None:
    reader = read(BASE + dedent(schemas))
    base = """
        Base()
          id: string
          kind?: string
          owner?: Base/properties/owner
        Base/properties/owner()
          name?: string
        """
    assert _sorted(declared(reader)) == _sorted(dedent(base).strip() + dedent(expected))
    assert codes(reader) == []


def _sorted(text: str) -> list[str]:
    """The declarations in a text, each on one line."""
    return sorted(text.strip().replace("\n  ", "\t").splitlines())


def test_properties_are_merged_however_deep_they_are() -> None:
    def nested(name: str) -> dict[str, object]:
        schema: dict[str, object] = {"type": "integer"}
        for _ in range(12):
            schema = {"properties": {"inner": schema, name: {"type": "string"}}}
        return schema

    schemas = {"A": nested("a"), "B": {"allOf": [{"$ref": "#/components/schemas/A"}, nested("b")]}}
    reader = SchemaReader(library(root(schemas, "3.1")), "3.1")
    reader.components()
    assert reader.problems == []
    model = reader.declarations["api.yaml#/components/schemas/B"]
    for _ in range(11):
        assert isinstance(model, ir.Model)
        inner = next(field.type for field in model.fields if field.wire_name == "inner")
        assert isinstance(inner, ir.Named)
        model = reader.declarations[inner.id]
    assert isinstance(model, ir.Model)
    types = {field.wire_name: written(field.type) for field in model.fields}
    assert types == {"inner": "integer", "a": "string", "b": "string"}


def test_merged_schemas_that_contain_themselves() -> None:
    reader = read("""
        A: {properties: {self: {$ref: '#/components/schemas/A'}, a: {type: string}}}
        B: {properties: {self: {$ref: '#/components/schemas/B'}, b: {type: string}}}
        C: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
        """)
    assert reader.problems == []
    for id, declaration in reader.declarations.items():
        assert isinstance(declaration, ir.Model)
        if "/C" in id:
            assert [field.wire_name for field in declaration.fields] == ["self", "a", "b"]
            assert isinstance(declaration.fields[0].type, ir.Named)


def test_inherited_fields_are_the_same() -> None:
    reader = read(BASE + dedent("""
            A: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {a: {type: string}}}]}
            B: {allOf: [{properties: {b: {type: string}}}, {$ref: '#/components/schemas/A'}]}
            """))
    base, a, b = (
        {field.wire_name: field for field in reader.declarations[f"api.yaml#{p}"].fields}  # type: ignore[union-attr]
        for p in ("/components/schemas/Base", "/components/schemas/A", "/components/schemas/B")
    )
    assert all(a[name] == field for name, field in base.items())
    assert all(b[name] == field for name, field in a.items())


@pytest.mark.parametrize(
    ("schemas", "expected", "problems"),
    [
        (
            "A: {allOf: [{properties: {a: {type: string}}}, {properties: {a: {type: integer}}}]}",
            "A()\n  a?: string",
            ["schema-conflict /components/schemas/A/allOf/1/properties/a"],
        ),
        (
            "A: {allOf: [{type: string, enum: [a, b]}, {enum: [c, a.b]}, {enum: [d]}]}",
            'A in "a", "b", "c", "a.b", "d"',
            ["schema-conflict /components/schemas/A"],
        ),
        (
            """
            A: {type: string, enum: [a, b]}
            B: {type: string, enum: [c]}
            C: {properties: {c: {allOf: [{$ref: '#/components/schemas/A'},
                                         {$ref: '#/components/schemas/B'}]}}}
            """,
            'A in "a", "b"\nB = "c"\nC()\n  c?: C/properties/c\nC/properties/c in "a", "b", "c"',
            ["schema-conflict /components/schemas/C/properties/c"],
        ),
        (
            """
            A: {properties: {kind: {const: a}}}
            B: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {kind: {const: b}}}]}
            """,
            'A()\n  kind?: "a"\nB(A)\n  kind?: B/allOf/properties/kind\n'
            'B/allOf/properties/kind in "a", "b"',
            ["schema-conflict /components/schemas/B/allOf/1/properties/kind"],
        ),
        (
            "A: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {a: {type: string}}}]}",
            "A()\n  a?: string",
            ["reference-circular /components/schemas/A/allOf/0"],
        ),
        (
            """
            A: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {a: {type: string}}}]}
            B: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {b: {type: string}}}]}
            """,
            "A(B)\n  b?: string\n  a?: string\nB()\n  b?: string",
            ["reference-circular /components/schemas/B/allOf/0"],
        ),
        (
            "A: {allOf: [{$ref: '#/nowhere'}, {properties: {a: {type: string}}}]}",
            "A()\n  a?: string",
            ["reference-unresolved /components/schemas/A/allOf/0/$ref"],
        ),
    ],
)
def test_what_cannot_be_merged_is_reported(
    schemas: str, expected: str, problems: list[str]
) -> None:
    reader = read(schemas)
    assert declared(reader) == expected
    assert codes(reader) == problems


def test_too_many_combinations_are_cut() -> None:
    members = ", ".join(f"{{properties: {{a{i}: {{type: string}}}}}}" for i in range(9))
    found, reader = type_of(f"{{oneOf: [{members}], anyOf: [{members}]}}")
    assert [code.split()[0] for code in codes(reader)] == ["union-too-large"]
    assert found == "x"


def test_siblings_of_a_reference_do_not_count_before_3_1() -> None:
    schemas = (
        "A: {properties: {a: {type: string}}}\nB: {$ref: '#/components/schemas/A', type: string}"
    )
    assert declared(read(schemas, "3.0")) == "A()\n  a?: string\nB = A"


@pytest.mark.parametrize("version", ["2.0", "3.0", "3.1"])
def test_null_beside_a_reference_counts_in_every_version(version: str) -> None:
    ref = "#/definitions/A" if version == "2.0" else "#/components/schemas/A"
    reader = read(
        f"""
        A: {{properties: {{a: {{type: string}}}}}}
        B: {{properties: {{b: {{$ref: '{ref}', x-nullable: true}}, c: {{$ref: '{ref}'}}}}}}
        C: {{$ref: '{ref}', nullable: true}}
        """,
        version,
    )
    assert declared(reader).endswith("B()\n  b?: A?\n  c?: A\nC = A")
