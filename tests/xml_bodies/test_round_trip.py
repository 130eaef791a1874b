"""Values that become XML and values again."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.clients import Exchange, exchange

REF = "#/components/schemas/"
SCHEMAS: dict[str, Any] = {
    "Leaf": {
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"type": "integer", "format": "int64", "xml": {"attribute": True}},
            "label": {"type": "string", "xml": {"attribute": True, "name": "the-label"}},
            "note": {"type": "string", "xml": {"namespace": "urn:n", "prefix": "n"}},
            "flag": {"type": ["boolean", "null"]},
        },
    },
    "Tree": {
        "type": "object",
        "required": ["name", "leaves", "wrapped"],
        "xml": {"name": "tree", "namespace": "urn:t"},
        "properties": {
            "name": {"type": "string"},
            "ratio": {"type": "number"},
            "when": {"type": "string", "format": "date-time"},
            "day": {"type": "string", "format": "date"},
            "key": {"type": "string", "format": "uuid"},
            "data": {"type": "string", "format": "byte", "xml": {"name": "Data"}},
            "colour": {"type": "string", "enum": ["red", "green"]},
            "leaves": {"type": "array", "items": {"$ref": f"{REF}Leaf"}},
            "wrapped": {
                "type": "array",
                "items": {"type": ["string", "null"], "xml": {"name": "w"}},
                "xml": {"wrapped": True, "name": "W"},
            },
            "matrix": {
                "type": "array",
                "items": {"type": "array", "items": {"type": "integer"}},
                "xml": {"wrapped": True},
            },
            "entries": {"type": "object", "additionalProperties": {"$ref": f"{REF}Leaf"}},
            "maybe": {"oneOf": [{"$ref": f"{REF}Leaf"}, {"type": "null"}]},
            "either": {"oneOf": [{"$ref": f"{REF}Leaf"}, {"type": "integer"}]},
            "children": {
                "type": "array",
                "items": {"$ref": f"{REF}Tree"},
                "xml": {"wrapped": True},
            },
        },
    },
}
CONTENT = {"application/xml": {"schema": {"$ref": f"{REF}Tree"}}}


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    operation = {
        "operationId": "echo",
        "tags": ["trees"],
        "requestBody": {"required": True, "content": CONTENT},
        "responses": {"200": {"description": "", "content": CONTENT}},
    }
    document = {"paths": {"/trees": {"post": operation}}, "components": {"schemas": SCHEMAS}}
    made = exchange(document, tmp_path_factory.mktemp("trees"))

    def echo(request: httpx2.Request) -> httpx2.Response:
        made.requests[:] = [request]
        return httpx2.Response(
            200, headers={"content-type": "application/xml"}, content=request.content
        )

    made.client = made.package.Sample(
        http_client=httpx2.Client(transport=httpx2.MockTransport(echo)), strict_responses=True
    )
    return made


TEXT = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cs", "Cc", "Cn"), include_characters="\t\n\r"
    ),
    max_size=8,
)
NAMES = st.from_regex(r"[A-Za-z_][A-Za-z0-9_.-]{0,6}", fullmatch=True)


def optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of the fields."""
    return st.fixed_dictionaries({}, optional=fields)


@st.composite
def leaves(draw: st.DrawFn, models: Any) -> Any:
    fields = draw(optional(label=TEXT, note=TEXT, flag=st.none() | st.booleans()))
    return models.Leaf(id=draw(st.integers(-(2**63), 2**63 - 1)), **fields)


@st.composite
def trees(draw: st.DrawFn, models: Any, depth: int = 2) -> Any:
    leaf = leaves(models)
    fields = draw(
        optional(
            ratio=st.floats(allow_nan=False, allow_infinity=False),
            when=st.datetimes(timezones=st.just(dt.UTC)),
            day=st.dates(),
            key=st.uuids(),
            data=st.binary(max_size=8),
            colour=st.sampled_from(["red", "green"]),
            matrix=st.lists(st.lists(st.integers(), max_size=3), max_size=3),
            entries=st.dictionaries(NAMES, leaf, max_size=3),
            maybe=st.none() | leaf,
            either=st.integers() | leaf,
        )
    )
    if depth:
        fields |= draw(optional(children=st.lists(trees(models, depth - 1), max_size=2)))
    return models.Tree(
        name=draw(TEXT),
        leaves=draw(st.lists(leaf, max_size=3)),
        wrapped=draw(st.lists(st.none() | TEXT, max_size=3)),
        **fields,
    )


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_value_comes_back(api: Exchange, data: st.DataObject) -> None:
    value = data.draw(trees(api.models))
    module = __import__(type(api.client.trees).__module__, fromlist=["_"])
    assert api.client.request(module._ECHO, body=value) == value


def test_types_are_those_that_are_declared(api: Exchange) -> None:
    tree = api.models.Tree(
        name="1",
        leaves=[],
        wrapped=["2"],
        key=UUID(int=3),
        data=b"\x00",
        either=4,
        matrix=[[5]],
    )
    got = api.client.trees.echo(
        **{
            name: getattr(tree, name)
            for name in ("name", "leaves", "wrapped", "key", "data", "either", "matrix")
        }
    )
    assert got == tree
