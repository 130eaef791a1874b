"""Server-sent events: objects with the fields of an event, and what their data hold."""

from __future__ import annotations

import pytest
import yaml

from clientsmith import ir
from clientsmith.read import read
from read_schemas.notation import library

PERSON = "{type: object, required: [name], properties: {name: {type: string}}}"
NAME = ir.Named("api.yaml#/components/schemas/Person")


def api_of(item: str, keyword: str = "itemSchema", media_type: str = "text/event-stream") -> ir.Api:
    document = f"""
        openapi: 3.2.0
        info: {{title: t, version: "1"}}
        paths:
          /x:
            get:
              responses:
                "200": {{description: d, content: {{{media_type}: {{{keyword}: {item}}}}}}}
        components:
          schemas: {{Person: {PERSON}}}
    """
    api, problems = read(library(yaml.safe_load(document)))
    assert not problems
    return api


def item_of(api: ir.Api) -> ir.Type:
    content = api.operations[0].responses[0].contents[0]
    item = content.item_type or content.type
    assert item is not None
    return item


def data_of(api: ir.Api) -> dict[str, tuple[ir.Type, bool]]:
    """The data of each event, and whether they are always there."""
    return {
        _name(model): (field.type, field.required)
        for model in api.declarations.values()
        if isinstance(model, ir.Model)
        for field in model.fields
        if field.wire_name == "data"
    }


def _name(model: ir.Model) -> str:
    kinds = {field.wire_name: field.type for field in model.fields}
    match kinds.get("event"):
        case ir.Literals((str() as name,)):
            return name
        case _:
            return ""


def event(data: str, name: str = "") -> str:
    told = f"event: {{const: {name}}}, " if name else ""
    return f"{{properties: {{{told}data: {data}}}}}"


def events(*members: str) -> str:
    fields = "{event: {type: string}, data: {type: string}}"
    return (
        f"{{type: object, properties: {fields}, required: [event], oneOf: [{', '.join(members)}]}}"
    )


JSON = "{contentMediaType: application/json, contentSchema: {$ref: '#/components/schemas/Person'}}"
TEXT = "{contentMediaType: text/plain, contentSchema: {type: string}}"
STRING = ir.Scalar(ir.ScalarKind.STRING)


def test_data_are_what_they_hold() -> None:
    api = api_of(events(event(JSON, "joined"), event(TEXT, "said")))
    assert data_of(api) == {"joined": (NAME, True), "said": (STRING, True)}


def test_an_inline_content_schema() -> None:
    data = f"{{type: string, contentMediaType: application/json, contentSchema: {PERSON}}}"
    item = f"{{type: object, properties: {{data: {data}}}}}"
    api = api_of(item)
    (told,) = data_of(api).values()
    assert isinstance(told[0], ir.Named)
    assert isinstance(api.declarations[told[0].id], ir.Model)


@pytest.mark.parametrize("mark", ["[DONE]", "[done]", "[end of stream]"])
def test_a_mark_that_only_ends_a_stream_is_no_item(mark: str) -> None:
    end = event(f"{{contentMediaType: text/plain, const: '{mark}'}}")
    api = api_of(events(event(JSON, "joined"), event(JSON, "left"), end))
    assert sorted(data_of(api)) == ["joined", "left"]
    api = api_of(events(event(JSON, "joined"), end))
    item = item_of(api)
    assert isinstance(item, ir.Named)
    alias = api.declarations[item.id]
    assert isinstance(alias, ir.Alias)
    assert alias.type == ir.Named(f"{alias.id}/oneOf/0")


@pytest.mark.parametrize("end", [event("{const: done}"), event("{const: '[DONE]'}", "end")])
def test_any_other_constant_is_an_item(end: str) -> None:
    api = api_of(events(event(JSON, "joined"), end))
    assert len(data_of(api)) == 2


def test_a_schema_beside_events_is_read_the_same_way() -> None:
    assert data_of(api_of(events(event(JSON, "joined"), event(TEXT, "said")), "schema"))[
        "joined"
    ] == (
        NAME,
        True,
    )


def test_only_events_are_taken_apart() -> None:
    members = events(event(JSON, "joined"), event(TEXT, "said"))
    api = api_of(members, media_type="application/jsonl")
    assert data_of(api) == {"joined": (STRING, False), "said": (STRING, False)}
    more = "{type: object, properties: {data: {type: string}, user: {type: string}}}"
    assert data_of(api_of(more)) == {"": (STRING, False)}
