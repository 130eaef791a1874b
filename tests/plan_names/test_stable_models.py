"""Additions to a document rename no model that has nothing to do with them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from clientsmith.ir import Api, Role
from clientsmith.lower import lower
from clientsmith.naming.decisions import Decisions, NameKind
from clientsmith.naming.operations.names import operation_names
from clientsmith.naming.words.words import pascal, words
from clientsmith.plan.models.models import plan_models
from clientsmith.read import read
from clientsmith.sources import load
from support.public import PublicSpec, config_of, each_public_spec, planned

ModelKey = tuple[NameKind, str]

MANY = [
    "one of several values",
    "that are too long to stand in an annotation",
    "so they have a name",
]


def api_of(document: Mapping[str, Any], folder: Any) -> Api:
    """What a document says, as the planner reads it."""
    file = folder / f"{document['info']['title']}.json"
    file.write_text(json.dumps(document))
    api, _ = read(load(str(file)), {}, "", ())
    return lower(api, {})[0]


def model_names(spec: PublicSpec | None, api: Api) -> dict[ModelKey, str]:
    """The name of each model of an API, chosen afresh."""
    from clientsmith.config import Config

    config = Config(spec="x", output="out") if spec is None else config_of(spec)
    decisions = Decisions()
    names, _ = operation_names(api, config)
    plan_models(api, config, names, decisions=decisions)
    kinds = (NameKind.MODEL, NameKind.REQUEST_MODEL)
    return {(each.kind, each.id): each.name for each in decisions if each.kind in kinds}


def joined(api: Api, more: Api) -> Api:
    """An API with the operations, tags and schemas of another one, in front and behind."""
    return replace(
        api,
        tags=(*more.tags, *api.tags),
        operations=(*more.operations, *api.operations),
        declarations={**more.declarations, **api.declarations},
    )


def renamed(spec: PublicSpec | None, api: Api, more: Api) -> dict[ModelKey, tuple[str, str]]:
    """Models of an API that have another name if something is added: name before and after."""
    before, after = model_names(spec, api), model_names(spec, joined(api, more))
    assert before.keys() <= after.keys()
    assert len(after) > len(before)
    return {key: (name, after[key]) for key, name in before.items() if after[key] != name}


def inline(*properties: str) -> dict[str, Any]:
    """An object with inline objects, lists and enumerations in properties of these names."""
    kinds: list[dict[str, Any]] = [
        {"type": "object", "properties": {"zebra_stripe": {"type": "string"}}},
        {"type": "string", "enum": MANY},
        {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}},
        {"oneOf": [{"type": "object", "properties": {"x": {}}}, {"type": "array", "items": {}}]},
    ]
    found = {name: kinds[index % len(kinds)] for index, name in enumerate(properties)}
    inner = {name: {"type": "object", "properties": found} for name in properties[:3]}
    return {"type": "object", "properties": found | inner}


def unrelated(api: Api, names: Mapping[ModelKey, str], folder: Any) -> Api:
    """A tag with operations, and schemas: some with the properties that the API has most often, some
    called as the last words of most of its models."""
    steps = (declaration.place.steps for declaration in api.declarations.values())
    properties = Counter(
        step.word for own in steps for step in own if step.role is Role.PROPERTY and step.word
    )
    usual = [name for name, _ in properties.most_common(24)] or ["owner"]
    endings: Counter[str] = Counter()
    for (_, id_), name in names.items():
        if not id_.endswith(f"/{name}"):
            parts = words(name)
            endings.update(pascal(parts[-length:]) for length in (1, 2, 3) if length < len(parts))
    taken = {name.lower() for name in names.values()}
    hostile = [name for name, _ in endings.most_common(60) if name.lower() not in taken]
    body = {"content": {"application/json": {"schema": inline(*usual)}}}
    operation = {
        "tags": ["Zebras"],
        "requestBody": body,
        "responses": {"200": {"description": "Done", **body}, "404": {"description": "", **body}},
        "parameters": [
            {"name": name, "in": "query", "schema": {"type": "string", "enum": MANY}}
            for name in usual[:5]
        ],
    }
    schemas = {"Zebra": inline(*usual), **{name: inline(*usual[:6]) for name in hostile}}
    uses = {name: {"$ref": f"#/components/schemas/{name}"} for name in schemas}
    schemas["ZebraHerd"] = {"type": "object", "properties": uses}
    answer = {"schema": {"$ref": "#/components/schemas/ZebraHerd"}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "zebras", "version": "1"},
        "tags": [{"name": "Zebras"}],
        "paths": {
            "/zebras": {"post": operation},
            "/zebras/{zebra_id}/herd": {
                "get": {
                    "tags": ["Zebras"],
                    "parameters": [
                        {"name": "zebra_id", "in": "path", "required": True, "schema": {}}
                    ],
                    "responses": {
                        "200": {"description": "All", "content": {"application/json": answer}}
                    },
                }
            },
        },
        "components": {"schemas": schemas},
    }
    return api_of(document, folder)


@pytest.mark.client
@each_public_spec()
def test_unrelated_schemas_and_a_tag_rename_no_model(spec: PublicSpec, tmp_path: Any) -> None:
    api = planned(spec).api
    more = unrelated(api, model_names(spec, api), tmp_path)
    assert renamed(spec, api, more) == {}


def _with_schemas(title: str, **schemas: Any) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }


def test_a_schema_with_the_name_of_another_is_noticed(tmp_path: Any) -> None:
    """The comparison above finds what it looks for."""
    pet = {"type": "object", "properties": {"home": {"type": "object", "properties": {"a": {}}}}}
    api = api_of(_with_schemas("pets", Pet=pet), tmp_path)
    more = api_of(_with_schemas("more", PetHome={"type": "object"}), tmp_path)
    assert list(renamed(None, api, more).values()) == [("PetHome", "PetHomeObject")]


def test_what_other_components_could_be_called_changes_no_short_name(tmp_path: Any) -> None:
    """`SubscriptionOrder` could have the short name of the other component for a schema that has a
    shorter one itself."""

    def holding(*properties: str) -> dict[str, Any]:
        inner: dict[str, Any] = {"type": "object", "properties": {"a": {"type": "string"}}}
        for name in reversed(properties):
            inner = {"type": "object", "properties": {name: inner}}
        return inner

    large = holding("customer_information", "preferred_carriers", "delivery")
    api = api_of(_with_schemas("orders", SubscriptionOrderResource=large), tmp_path)
    assert "SubscriptionOrderResourceDelivery" in model_names(None, api).values()
    beside = holding("parcel_information", "ups", "resource_delivery")
    more = api_of(_with_schemas("more", SubscriptionOrder=beside), tmp_path)
    assert "SubscriptionOrderUpsResourceDelivery" in model_names(None, more).values()
    assert renamed(None, api, more) == {}
