"""`nullable: true` alone, where it stands for null: documents made by schemars, or by hand."""

import pytest

from read_schemas.notation import type_of

SCHEMAS = "{Pet: {type: object, properties: {name: {type: string}}}}"


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{anyOf: [{$ref: '#/components/schemas/Pet'}, {nullable: true}]}", "Pet?"),
        ("{oneOf: [{nullable: true}, {type: string}]}", "string?"),
        ("{anyOf: [{type: string}, {type: integer}, {nullable: true}]}", "(string | integer)?"),
        ("{allOf: [{$ref: '#/components/schemas/Pet'}, {nullable: true}]}", "Pet?"),
        ("{allOf: [{nullable: true, description: Or null.}, {type: string}]}", "string?"),
        ("{anyOf: [{type: string}, {nullable: true, type: integer}]}", "(string | integer)?"),
        ("{anyOf: [{type: string}, {}]}", "any"),
        ("{allOf: [{type: string}, {nullable: true, minLength: 1}, {type: string}]}", "string?"),
    ],
)
def test_it_is_null(schema: str, expected: str) -> None:
    assert type_of(schema, "3.0", SCHEMAS)[0] == expected
