"""One schema in, one type out."""

import pytest
import yaml

from clientsmith import ir
from clientsmith.read.schemas.reader import SchemaReader
from read_schemas.notation import codes, declared, library, read, type_of, written

SCALARS = [
    ("{type: string}", "string"),
    ("{type: string, format: password}", "string"),
    ("{type: string, format: date-time}", "date-time"),
    ("{type: string, format: date}", "date"),
    ("{type: string, format: time}", "time"),
    ("{type: string, format: duration}", "duration"),
    ("{type: string, format: uuid}", "uuid"),
    ("{type: string, format: byte}", "base64"),
    ("{type: string, format: base64}", "base64"),
    ("{type: string, format: base64url}", "base64url"),
    ("{type: string, contentEncoding: base64}", "base64"),
    ("{type: string, contentEncoding: base64url}", "base64url"),
    ("{type: string, contentEncoding: base64, contentMediaType: image/png}", "base64"),
    ("{type: string, contentEncoding: quoted-printable}", "string"),
    ("{type: string, format: binary}", "binary"),
    ("{type: string, contentMediaType: application/octet-stream}", "binary"),
    ("{contentMediaType: image/png}", "binary"),
    ("{type: string, contentMediaType: application/json}", "string"),
    ("{type: string, contentMediaType: application/problem+json}", "string"),
    ("{type: string, contentMediaType: text/html; charset=utf-8}", "string"),
    ("{type: file}", "binary"),
    ("{type: string, format: decimal}", "decimal"),
    ("{type: number, format: decimal}", "decimal-number"),
    ("{type: string, format: int64}", "integer-string"),
    ("{type: string, format: uint8}", "integer-string"),
    ("{type: string, format: http-date}", "http-date"),
    ("{type: string, format: rfc7231}", "http-date"),
    ("{type: integer}", "integer"),
    ("{type: integer, format: int32}", "integer"),
    ("{type: integer, format: unixtime}", "unix-time"),
    ("{type: number, format: unix-time}", "unix-time"),
    ("{type: number}", "number"),
    ("{type: number, format: double}", "number"),
    ("{type: number, format: no-such-format}", "number"),
    ("{type: boolean}", "boolean"),
    ("{type: 'null'}", "null"),
    ("{format: date-time}", "date-time"),
    ("{format: no-such-format}", "any"),
    ("{minLength: 3}", "any"),
    ("{}", "any"),
    ("true", "any"),
    ("{description: Whatever.}", "any"),
    ("{nullable: true}", "any"),
    ("{type: string, format: 3}", "string"),
]

CONTAINERS = [
    ("{type: array, items: {type: string}}", "list[string]"),
    ("{items: {type: string}}", "list[string]"),
    ("{type: array}", "list[any]"),
    ("{type: array, items: true}", "list[any]"),
    ("{type: array, items: {type: array, items: {type: integer}}}", "list[list[integer]]"),
    ("{type: array, items: {type: [string, 'null']}}", "list[string?]"),
    (
        "{type: array, prefixItems: [{type: string}, {type: integer}]}",
        "tuple[string, integer, *any]",
    ),
    ("{type: array, prefixItems: [{type: string}], items: false}", "tuple[string]"),
    ("{prefixItems: [{type: string}], items: {type: boolean}}", "tuple[string, *boolean]"),
    ("{type: array, prefixItems: [{}, {}], minItems: 2, maxItems: 2}", "tuple[any, any]"),
    ("{type: array, items: [{type: string}, {type: integer}]}", "tuple[string, integer, *any]"),
    ("{type: array, items: [{type: string}], additionalItems: false}", "tuple[string]"),
    ("{type: object}", "map[any]"),
    ("{type: object, properties: {}}", "map[any]"),
    ("{type: object, additionalProperties: true}", "map[any]"),
    ("{type: object, additionalProperties: {}}", "map[any]"),
    ("{type: object, additionalProperties: {type: integer}}", "map[integer]"),
    ("{additionalProperties: {type: integer}}", "map[integer]"),
    ("{type: object, unevaluatedProperties: {type: integer}}", "map[integer]"),
    ("{type: object, patternProperties: {^x: {type: string}}}", "map[any]"),
    ("{type: object, patternProperties: {^.*$: {type: string}}}", "map[string]"),
    (
        "{type: object, patternProperties: {^x: {type: string}}, additionalProperties: false}",
        "map[string]",
    ),
    (
        "{type: object, patternProperties: {^x: {type: string}}, "
        "additionalProperties: {type: integer}}",
        "map[string | integer]",
    ),
    ("{type: object, additionalProperties: {type: integer}, required: [total]}", "map[integer]"),
    ("{type: object, additionalProperties: {type: [integer, 'null']}}", "map[integer?]"),
]

NULLABLE = [
    ("{type: string, nullable: true}", "string?"),
    ("{type: string, x-nullable: true}", "string?"),
    ("{type: string, nullable: false}", "string"),
    ("{type: [string, 'null']}", "string?"),
    ("{type: ['null', string], format: date}", "date?"),
    ("{type: ['null']}", "null"),
    ("{oneOf: [{type: string}, {type: 'null'}]}", "string?"),
    ("{anyOf: [{type: 'null'}, {type: integer}]}", "integer?"),
    ("{anyOf: [{type: string, nullable: true}, {type: integer}]}", "(string | integer)?"),
    (
        "{anyOf: [{anyOf: [{type: string}, {type: 'null'}]}, {type: integer}]}",
        "(string | integer)?",
    ),
    ("{oneOf: [{type: string}, {enum: [null]}]}", "string?"),
    ("{oneOf: [{type: string}, {const: null}]}", "string?"),
    ("{const: null}", "null"),
    ("{enum: [null]}", "null"),
    ("{enum: [a, null]}", '"a"?'),
    ("{type: string, enum: [a, null]}", '"a"?'),
    ("{type: string, enum: [a], nullable: true}", '"a"?'),
    ("{enum: [a], nullable: true}", '"a"?'),
    ("{const: a, nullable: true}", '"a"?'),
    ("{type: [string, 'null'], enum: [a]}", '"a"?'),
    ("{type: array, items: {type: string}, nullable: true}", "list[string]?"),
    ("{type: object, nullable: true}", "map[any]?"),
    ("{allOf: [{type: string}], nullable: true}", "string?"),
    ("{allOf: [{type: string, nullable: true}]}", "string?"),
    ("{allOf: [{type: string, nullable: true}, {maxLength: 3}]}", "string?"),
    ("{allOf: [{type: string, nullable: true}, {type: string}]}", "string"),
    ("{type: [string, 'null'], oneOf: [{format: date}, {format: uuid}]}", "(date | uuid)?"),
    ("{nullable: true, anyOf: [{type: string}, {type: integer}]}", "(string | integer)?"),
]

CONSTANTS = [
    ("{const: a}", '"a"'),
    ("{type: string, enum: [a]}", '"a"'),
    ("{type: boolean, enum: [true]}", "true"),
    ("{type: boolean, enum: [true, false]}", "boolean"),
    ("{const: 1}", "1"),
    ("{const: 123456789012345678901234567890}", "123456789012345678901234567890"),
    ("{const: 1.5}", "1.5"),
    ("{enum: [a, a]}", '"a"'),
    ("{enum: [1, 1.0]}", "1"),
    ("{type: number, enum: [1]}", "1"),
    ("{type: string, enum: [1]}", '"1"'),
    ("{type: string, enum: [true]}", '"true"'),
    ("{type: integer, enum: ['7']}", "7"),
    ("{type: number, enum: ['1.5']}", "1.5"),
    ("{type: boolean, enum: ['false']}", "false"),
    ("{type: integer, enum: [x]}", "integer"),
    ("{type: integer, enum: [x, 1]}", "1"),
    ("{enum: []}", "any"),
    ("{type: string, enum: []}", "string"),
    ("{const: {a: 1}}", "map[any]"),
    ("{type: object, enum: [{}]}", "map[any]"),
    ("{enum: [{}, {a: 1}, null]}", "map[any]?"),
    ("{const: [1]}", "list[any]"),
    ("{allOf: [{enum: [a, b]}, {enum: [b, c]}]}", '"b"'),
]

UNIONS = [
    ("{type: [string, integer]}", "string | integer"),
    ("{type: [string, integer, 'null'], format: date}", "(date | integer)?"),
    ("{type: [string, string]}", "string"),
    ("{oneOf: [{type: string}, {type: integer}]}", "string | integer"),
    ("{anyOf: [{type: string}, {type: string}]}", "string"),
    ("{anyOf: [{type: string}, {anyOf: [{type: integer}, {type: boolean}]}]}",
     "string | integer | boolean"),
    ("{oneOf: [{type: string}]}", "string"),
    ("{oneOf: []}", "any"),
    ("{oneOf: [{type: string}, false]}", "string"),
    ("{oneOf: [{type: string}, {not: {}}]}", "string"),
    ("{oneOf: [{type: string}, {}]}", "any"),
    ("{type: string, oneOf: [{format: date}, {format: uuid}]}", "date | uuid"),
    ("{type: string, anyOf: [{maxLength: 3}, {pattern: x}]}", "string"),
    ("{anyOf: [{type: string}, {type: string, enum: [a]}]}", 'string | "a"'),
    ("{anyOf: [{const: a}, {const: b}, {type: integer}]}", '"a" | "b" | integer'),
    ("{oneOf: [{const: 1}, {const: true}, {type: string}]}", "1 | true | string"),
    ("{type: object, oneOf: [{type: string}, {type: integer}]}", "string | integer"),
    ("{type: object, anyOf: [{type: string}, {type: boolean}]}", "string | boolean"),
]  # fmt: skip

IGNORED = [
    ("{type: string, not: {enum: [a]}}", "string"),
    ("{type: string, if: {minLength: 3}, then: {pattern: x}, else: false}", "string"),
    ("{type: object, dependentSchemas: {a: {required: [b]}}}", "map[any]"),
    ("{type: object, propertyNames: {pattern: ^x}}", "map[any]"),
    ("{type: array, contains: {type: string}}", "list[any]"),
]


@pytest.mark.parametrize(
    ("schema", "expected"), SCALARS + CONTAINERS + NULLABLE + CONSTANTS + UNIONS + IGNORED
)
def test_a_type_that_needs_no_name(schema: str, expected: str) -> None:
    found, reader = type_of(schema)
    assert found == expected
    assert declared(reader) == ""


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: object, properties: {a: {type: string}}}", "x()\n  a?: string"),
        ("{properties: {a: true}, required: [a]}", "x()\n  a: any"),
        ("{type: object, additionalProperties: false}", "x()"),
        ("{type: object, required: [b]}", "x()\n  b: any"),
        ("{type: string, enum: [a, b]}", 'x in "a", "b"'),
        ("{enum: [1, true, 'x', 2.5]}", 'x in 1, true, "x", 2.5'),
        ("{oneOf: [{const: a, title: A}, {const: b}]}", 'x in "a", "b"'),
        ("{type: integer, oneOf: [{const: 1}, {const: 2}, {type: 'null'}]}", "x in 1, 2"),
        ("{type: [array, string], items: {type: integer}}", "x = list[integer] | string"),
        ("{oneOf: [{type: array, items: {type: string}}, {type: string}]}",
         "x = list[string] | string"),
        ("{type: [object, string], properties: {a: {type: string}}}",
         "x/type/object()\n  a?: string\nx = x/type/object | string"),
        ("{anyOf: [{type: string}, {type: string, enum: [a, b]}]}",
         'x/anyOf/1 in "a", "b"\nx = string | x/anyOf/1'),
    ],
)  # fmt: skip
def test_a_type_that_needs_a_name(schema: str, expected: str) -> None:
    found, reader = type_of(schema)
    assert found.removesuffix("?") == "x"
    assert sorted(declared(reader).splitlines()) == sorted(expected.splitlines())


@pytest.mark.parametrize(
    ("schema", "problems"),
    [
        ("{enum: []}", ["enum-empty"]),
        ("{const: {a: 1}}", ["constant-unsupported"]),
        ("{enum: [1, 1.5]}", ["constant-unsupported"]),
        ("{const: 9223372036854775808}", ["constant-unsupported"]),
        ("{const: -9223372036854775807}", []),
        ("{type: string, enum: [1, a]}", ["enum-value-type"]),
        ("{type: integer, enum: [x]}", ["enum-value-type"]),
        ("{enum: a}", ["schema-malformed"]),
        ("{type: widget}", ["schema-malformed"]),
        ("{type: [string, widget]}", ["schema-malformed"]),
        ("{type: null, format: null}", []),
        ("{type: 3}", ["schema-malformed"]),
        ("[]", ["schema-malformed"]),
        ("null", ["schema-malformed"]),
        ("false", ["schema-forbidden"]),
        ("{not: {}}", ["schema-forbidden"]),
        ("{allOf: [{type: string}, {type: integer}]}", ["schema-conflict"]),
        ("{allOf: [{enum: [a]}, {enum: [b]}]}", ["schema-conflict"]),
        ("{type: string, enum: [a, a]}", []),
        ("{type: string, nullable: true, enum: [a]}", []),
    ],
)
def test_what_is_reported(schema: str, problems: list[str]) -> None:
    _, reader = type_of(schema)
    assert [problem.split()[0] for problem in codes(reader)] == problems


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: [string, null]}", "string?"),
        ("{type: [null]}", "null"),
        ("{type: null}", "null"),
        ("{type: null, description: Nothing., default: null}", "null"),
        ("{oneOf: [{type: string}, {type: null}]}", "string?"),
        ("{type: [array, null], items: {type: null}}", "list[null]?"),
        ("{type: int}", "integer"),
        ("{type: Int64}", "integer"),
        ("{type: float}", "number"),
        ("{type: bool}", "boolean"),
        ("{type: str}", "string"),
        ("{type: String}", "string"),
        ("{type: ' string '}", "string"),
        ("{type: list, items: {type: Integer}}", "list[integer]"),
        ("{type: dict, additionalProperties: {type: bool}}", "map[boolean]"),
        ("{type: [str, None]}", "string?"),
        ("{type: 'string|null'}", "string?"),
        ("{type: 'int, null'}", "integer?"),
        ("{type: datetime}", "date-time"),
        ("{type: UUID}", "uuid"),
        ("{type: File}", "binary"),
        ("{type: [date]}", "date"),
        ("{type: str, format: date}", "date"),
        ("{type: str, enum: [a, b]}", '"a" | "b"'),
        ("{type: int, nullable: true}", "integer?"),
    ],
)
def test_types_that_are_written_in_another_way(schema: str, expected: str) -> None:
    found, reader = type_of(schema)
    for each in reader.declarations.values():
        assert isinstance(each, ir.Enumeration)
        found = written(ir.Literals(each.values))
    assert found == expected
    assert {problem.code for problem in reader.problems} == {"value-corrected"}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: null, additionalProperties: {type: string}}", "map[string]"),
        ("{type: null, $ref: '#/components/schemas/A'}", "A"),
        ("{type: null, oneOf: [{type: string}]}", "string"),
        ("{type: null, title: null}", "any"),
        ("{type: null, format: date}", "date"),
    ],
)
def test_null_for_a_type_that_is_left_out(schema: str, expected: str) -> None:
    found, reader = type_of(schema, schemas="{A: {type: integer}}")
    assert (found, reader.problems) == (expected, [])


def test_messages_about_types_written_in_another_way() -> None:
    reader = read("{A: {type: [string, null]}, B: {type: datetime}, C: {type: 'int|null'}}")
    assert [
        (problem.location.pointer, problem.message, problem.hint) for problem in reader.problems
    ] == [
        (
            "/components/schemas/A/type",
            "`type` is null without quotes; it is read as 'string' or 'null'.",
            'Write it in quotes: `"null"`.',
        ),
        (
            "/components/schemas/B/type",
            "`type` is 'datetime'; it is read as 'string' with the format 'date-time'.",
            "",
        ),
        (
            "/components/schemas/C/type",
            "`type` is 'int|null'; it is read as 'integer' or 'null'.",
            "",
        ),
    ]


@pytest.mark.parametrize(
    ("schema", "version", "expected"),
    [
        ("{type: number, minimum: 1, exclusiveMinimum: true}", "3.0", (None, 1)),
        ("{type: number, minimum: 1, exclusiveMinimum: true}", "3.1", (None, 1)),
        ("{type: number, minimum: 1, exclusiveMinimum: false}", "3.0", (1, None)),
        ("{type: number, exclusiveMinimum: 1}", "3.1", (None, 1)),
        ("{type: number, minimum: 0, exclusiveMinimum: 1}", "3.1", (0, 1)),
        ("{type: number, minimum: '1'}", "3.0", (None, None)),
        ("{allOf: [{minimum: 1}, {minimum: 3}]}", "3.0", (3, None)),
        ("{anyOf: [{type: number, minimum: 1}, {type: 'null'}]}", "3.1", (1, None)),
    ],
)
def test_limits(schema: str, version: str, expected: tuple[object, object]) -> None:
    found = library({"x": yaml.safe_load(schema)})
    limits = SchemaReader(found, version).constraints_of(found.root_node / "x")
    assert (limits.minimum, limits.exclusive_minimum) == expected


@pytest.mark.parametrize("number", [10**309, 10**4000, 1e308])
def test_limits_of_any_size(number: float) -> None:
    schema = {
        "minimum": -number,
        "exclusiveMaximum": number,
        "multipleOf": number,
        "minLength": number,
        "maxItems": number,
        "maxProperties": -number,
    }
    found = library({"x": schema})
    limits = SchemaReader(found, "3.1").constraints_of(found.root_node / "x")
    assert limits == ir.Constraints(
        minimum=-number,
        exclusive_maximum=number,
        multiple_of=number,
        min_length=int(number),
        max_items=int(number),
    )


@pytest.mark.parametrize("factor", [0, -3, 0.0])
def test_factors_that_are_not_positive_are_ignored(factor: float) -> None:
    found = library({"x": {"type": "number", "multipleOf": factor}})
    limits = SchemaReader(found, "3.1").constraints_of(found.root_node / "x")
    assert limits == ir.Constraints()


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{dependentRequired: {a: [b, c]}}", (("a", ("b", "c")),)),
        ("{dependentRequired: {a: [b, a, b]}}", (("a", ("b",)),)),
        ("{dependentRequired: {a: [], b: c, d: [7]}}", ()),
        ("{dependentRequired: [a]}", ()),
        (
            "{dependentRequired: {a: [b]}, allOf: [{dependentRequired: {a: [c], b: [d]}}]}",
            (("a", ("b", "c")), ("b", ("d",))),
        ),
        (
            "{anyOf: [{type: object, dependentRequired: {a: [b]}}, {type: string}]}",
            (("a", ("b",)),),
        ),
        ("{anyOf: [{type: object, dependentRequired: {a: [b]}}, {type: object}]}", ()),
        ("{type: object, properties: {a: {}}, dependentRequired: {a: [b]}}", ()),
    ],
)
def test_properties_that_others_require(schema: str, expected: object) -> None:
    found = library({"openapi": "3.1.0", "x": yaml.safe_load(schema)})
    limits = SchemaReader(found, "3.1").constraints_of(found.root_node / "x")
    assert limits.dependent_required == expected


def test_a_model_holds_what_its_properties_require() -> None:
    reader = read("A: {properties: {a: {}, b: {}}, dependentRequired: {a: [b]}}")
    (model,) = reader.declarations.values()
    assert isinstance(model, ir.Model)
    assert model.constraints.dependent_required == (("a", ("b",)),)


FORMATTED_CONSTANTS = {
    "date: ['2012-01-01', '2013-01-01']": "date",
    "date-time: ['2012-01-01T01:01:01Z', '2013-01-01T01:01:01.500000+02:00']": "date-time",
    "time: ['08:30:00', '09:30:00Z']": "time",
    "duration: [PT1H30M, P1D, PT0.5S]": "x",
    "duration: [PT1H30M, P1D]": "duration",
    "uuid: [6f9619ff-8b86-4d01-b42d-00cf4fc964ff, 6f9619ff-8b86-4d01-b42d-00cf4fc964fe]": "uuid",
    "byte: [aGk=, aG8=]": "base64",
    "base64url: [_-8, aGk]": "base64url",
    "decimal: ['1.50', '2']": "decimal",
    "decimal: [0.5, 1.5]": "decimal",
    "int64: ['1', '-2']": "integer-string",
    "http-date: ['Fri, 02 Jan 2026 03:04:05 GMT', 'Sat, 03 Jan 2026 03:04:05 GMT']": "http-date",
    "date: ['2012-01-01', null]": '"2012-01-01"?',
    "date: ['2012-01-01', '2013-01-01', null]": "date?",
    # The server lists a text that the type would write differently, or that it cannot hold.
    "date-time: ['2012-01-01T01:01:01.000Z', '2013-01-01T01:01:01Z']": "x",
    "date: [today, '2012-01-01']": "x",
    "date: ['20120101', '20130101']": "x",
    "decimal: ['1e3', '2']": "x",
    "uuid: [6F9619FF-8B86-4D01-B42D-00CF4FC964FF, 6f9619ff-8b86-4d01-b42d-00cf4fc964fe]": "x",
    "byte: [aGk, aG8=]": "x",
    # A constant is its own type, and so are texts of other formats.
    "date: ['2012-01-01']": '"2012-01-01"',
    "email: [a@b.test, c@d.test]": "x",
    "binary: [a, b]": "x",
}


@pytest.mark.parametrize("case", FORMATTED_CONSTANTS)
def test_constants_of_a_format_with_a_type_of_its_own(case: str) -> None:
    format, _, values = case.partition(": ")
    null = "null" in values
    type = "[string, 'null']" if null else "string"
    schema = f"{{type: {type}, format: {format}, enum: {values}}}"
    assert type_of(schema, "3.1")[0] == FORMATTED_CONSTANTS[case]


def test_constants_of_a_format_are_constraints() -> None:
    reader = read("""
        Shift:
          properties:
            day: {type: string, format: date, enum: ['2026-01-02', '2026-01-03']}
            days: {items: {$ref: '#/components/schemas/Day'}}
            word: {type: string, enum: [a, b]}
        Day: {type: string, format: date, enum: ['2026-01-02', '2026-01-03', null]}
        """)
    shift = reader.declarations["api.yaml#/components/schemas/Shift"]
    assert isinstance(shift, ir.Model)
    day, days, word = (field.constraints for field in shift.fields)
    assert day.constants == ("2026-01-02", "2026-01-03")
    assert days.items is not None
    assert days.items.constants == day.constants
    assert word.constants is None
