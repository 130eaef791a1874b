"""An `enum` beside a choice among constants: only what both list is allowed."""

from read_schemas.notation import declared, type_of

KINDS = "{Kind: {type: integer, oneOf: [{const: 1}, {const: 2, description: Two.}, {const: 3}]}}"


def test_one_constant_is_left() -> None:
    schema = "{type: integer, enum: [2], allOf: [{$ref: '#/components/schemas/Kind'}]}"
    assert type_of(schema, "3.1", KINDS)[0] == "2"


def test_some_constants_are_left() -> None:
    schema = "{type: integer, enum: [3, 2], allOf: [{$ref: '#/components/schemas/Kind'}]}"
    type, reader = type_of(schema, "3.1", KINDS)
    assert type == "x"
    assert declared(reader).endswith("x in 2, 3")
    assert reader.declarations["api.yaml#/x"].docs.description == "- `2`: Two."


def test_null_beside_the_constants_stays() -> None:
    schema = "{enum: [1, null], oneOf: [{const: 1}, {const: 2}, {type: 'null'}]}"
    assert type_of(schema, "3.1", KINDS)[0] == "1?"
