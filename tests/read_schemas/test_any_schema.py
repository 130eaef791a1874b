"""Whatever the schemas are: no exception, nothing named that is not declared, no alias of itself."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientsmith import ir
from clientsmith.read.schemas.reader import SchemaReader
from read_schemas.notation import library, named, referred, root

NAMES = ["A", "B", "C", "D"]
PLACES = [
    *(f"#/components/schemas/{name}" for name in NAMES),
    "#/components/schemas/A/properties/p",
    "#/components/schemas/B/allOf/0",
    "#/components/schemas/C/items",
    "#/components/schemas/D/oneOf/1",
    "f.yaml",
    "f.yaml#/properties/q",
    "#/nowhere",
]

junk: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 2), st.just("x"), st.just([]), st.just({})
)
scalars = st.sampled_from(["string", "integer", "number", "boolean", "null", "object", "array"])


def keywords(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, max_size=3)
    by_name = st.dictionaries(st.sampled_from(["p", "q", "kind"]), inner, max_size=3)
    return st.fixed_dictionaries(
        {},
        optional={
            "type": st.one_of(scalars, st.lists(scalars, max_size=3), junk),
            "format": st.sampled_from(["date", "int64", "binary", "unixtime"]),
            "nullable": st.booleans(),
            "enum": st.one_of(st.lists(junk, max_size=3), junk),
            "const": junk,
            "properties": st.one_of(by_name, junk),
            "required": st.one_of(st.lists(st.sampled_from(["p", "z"])), junk),
            "additionalProperties": st.one_of(inner, st.booleans()),
            "patternProperties": by_name,
            "items": st.one_of(inner, several),
            "prefixItems": several,
            "allOf": st.one_of(several, junk),
            "oneOf": st.one_of(several, junk),
            "anyOf": several,
            "not": inner,
            "$ref": st.sampled_from(PLACES),
            "title": st.sampled_from(["T", ""]),
            "default": junk,
            "minimum": junk,
            "discriminator": st.sampled_from(
                [
                    "kind",
                    {"propertyName": "kind"},
                    {"propertyName": "kind", "mapping": {"a": "A"}},
                    {},
                ]
            ),
        },
    )


references = st.sampled_from(PLACES).map(lambda place: {"$ref": place})
schemas = st.recursive(
    st.one_of(references, scalars.map(lambda scalar: {"type": scalar}), junk),
    keywords,
    max_leaves=12,
)


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(
    st.fixed_dictionaries(dict.fromkeys(NAMES, schemas)),
    schemas,
    schemas,
    st.sampled_from(["2.0", "3.0", "3.1"]),
)
def test_any_schema(components: Any, file: Any, inline: Any, version: str) -> None:
    document = {**root(components, "3.1"), "x": inline}
    found = library(document, f=file)
    reader = SchemaReader(found, version)
    reader.components()
    node = found.root_node / "x"
    type = reader.type_of(node, ir.Place("op", (ir.Step(ir.Role.RESPONSE),)))
    reader.constraints_of(node)
    reader.docs_of(node)
    reader.default_of(node)
    declarations = reader.declarations
    for name in NAMES:
        id = f"api.yaml#/components/schemas/{name}"
        component = components[name]
        is_reference = isinstance(component, dict) and "$ref" in component
        assert id in declarations or is_reference
    for target in named(type):
        assert target in declarations
    for _, target in referred(declarations):
        assert target in declarations
    for id, declaration in declarations.items():
        parent = declaration.place.parent
        assert parent is None or parent == "op" or parent in declarations
        if isinstance(declaration, ir.Model):
            assert len({field.wire_name for field in declaration.fields}) == len(declaration.fields)
            _ends(declarations, id)
        if isinstance(declaration, ir.Alias):
            _check_direct(declarations, id, ())


def _ends(declarations: Any, id: str) -> None:
    """The chain of bases comes to an end."""
    seen = []
    current: str | None = id
    while current is not None:
        assert current not in seen
        seen.append(current)
        assert isinstance(declarations[current], ir.Model)
        current = declarations[current].base


def _check_direct(declarations: Any, id: str, above: tuple[str, ...]) -> None:
    """An alias is no part of itself, other than in a list, a map or an object."""
    assert id not in above
    declaration = declarations[id]
    if isinstance(declaration, ir.Alias):
        type = declaration.type
        for member in type.members if isinstance(type, ir.OneOf) else [type]:
            if isinstance(member, ir.Named):
                _check_direct(declarations, member.id, (*above, id))
