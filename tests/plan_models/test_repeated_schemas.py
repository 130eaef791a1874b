"""Inline schemas of one title and shape in several places, which become one class: everything that
is planned from them refers to that class and to those inside of it."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clientsmith.config import Config
from clientsmith.pipeline import Planned, plan_client
from clientsmith.project.pins import NO_PINS, Pins

TEXT = {"type": "string"}


def an_object(title: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "title": title, "properties": properties}


def person(**more: Any) -> dict[str, Any]:
    """An object without a title, as it is often the item of a list."""
    return {"type": "object", "properties": {"id": TEXT, "name": TEXT, **more}}


def one_of(title: str) -> dict[str, Any]:
    return {
        "title": title,
        "oneOf": [
            {**person(kind={"const": "guest"}), "required": ["kind"], "title": f"{title} guest"},
            {**person(kind={"const": "host"}), "required": ["kind"], "title": f"{title} host"},
        ],
        "discriminator": {"propertyName": "kind"},
    }


def content(media_type: str, schema: dict[str, Any], key: str = "schema") -> dict[str, Any]:
    return {"description": "", "content": {media_type: {key: schema}}}


def twice(path: str, **operations: Any) -> dict[str, Any]:
    return {f"/{path}/{number}": operations for number in ("first", "second")}


PAGE_TOKEN = {"name": "page_token", "in": "query", "schema": TEXT}
PAGE = an_object(
    "People Page",
    next_page_token=TEXT,
    people={"type": "array", "items": person(address=an_object("Address", street=TEXT))},
)
NUMBERED = {
    "title": "Numbered",
    "type": "object",
    "properties": {"total": {"type": "integer"}, "items": {"type": "array", "items": person()}},
}
EVENT = an_object("Event", event={"const": "joined"}, data=person(), id=TEXT)
JSON = "application/json"
DELIVERY = {"requestBody": content(JSON, an_object("Delivery", who=person())), "responses": {}}
FORM_DELIVERY = {
    "requestBody": content(
        "application/x-www-form-urlencoded",
        an_object("Sent", ages={"type": "array", "items": {"type": "integer"}}, who=person()),
    ),
    "responses": {},
}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.2.0",
    "info": {"title": "Sample", "version": "1"},
    "servers": [{"url": "https://api.test"}],
    "paths": {
        **twice(
            "cursor", get={"parameters": [PAGE_TOKEN], "responses": {"200": content(JSON, PAGE)}}
        ),
        **twice(
            "numbered",
            get={
                "parameters": [{"name": "page", "in": "query", "schema": {"type": "integer"}}],
                "responses": {"200": content(JSON, NUMBERED)},
            },
        ),
        **twice(
            "events", get={"responses": {"200": content("text/event-stream", EVENT, "itemSchema")}}
        ),
        **twice(
            "lines",
            get={
                "responses": {"200": content("application/jsonl", an_object("Line", who=person()))}
            },
            post={
                "requestBody": content("application/jsonl", an_object("Line", who=person())),
                "responses": {"204": {"description": ""}},
            },
        ),
        **twice(
            "unions",
            get={"responses": {"200": content(JSON, one_of("Anyone"))}},
            post={
                "requestBody": content(JSON, an_object("Invitation", who=one_of("Invited"))),
                "responses": {"422": content(JSON, an_object("Refusal", who=person()))},
                "callbacks": {"done": {"{$request.query.url}": {"post": DELIVERY}}},
            },
        ),
        **twice(
            "files",
            post={
                "requestBody": content(
                    "multipart/form-data",
                    an_object("Upload", file={"type": "string", "format": "binary"}, who=person()),
                ),
                "responses": {"204": {"description": ""}},
            },
            patch={
                "requestBody": content(
                    "application/merge-patch+json", an_object("Change", who=person())
                ),
                "responses": {"200": content(JSON, an_object("Change", who=person()))},
            },
        ),
    },
    "webhooks": {
        "joined": {"post": DELIVERY},
        "left": {"post": DELIVERY},
        "sent": {"post": FORM_DELIVERY},
        "unsent": {"post": FORM_DELIVERY},
    },
}


@pytest.mark.parametrize("models", ["dataclass", "pydantic", "msgspec", "typeddict"])
def test_whatever_uses_them_finds_the_class(models: Any, tmp_path: Path) -> None:
    (tmp_path / "openapi.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    config = Config(
        naming="operation-id", spec="openapi.json", output="out", models=models, folder=tmp_path
    )
    package = plan_client(config, progress=lambda stage: None).package
    assert package.webhooks is not None
    methods = [method for resource in package.resources for method in resource.methods]
    annotations = [
        *(str(method.returns) for method in methods),
        *(str(argument.annotation) for method in methods for argument in method.arguments),
        *(str(webhook.body) for webhook in package.webhooks.webhooks),
    ]
    used = {name for code in annotations for name in re.findall(r"models\.(\w+)", code)}
    exported = {name for export in package.model_exports for name in export.names}
    if package.input_dicts is not None:
        exported |= set(package.input_dicts.export.names)
    assert used <= exported
    returned = {str(method.path): str(method.returns) for method in methods}
    assert returned['"/cursor/first"'] == "Pages[models.PeoplePagePerson, models.PeoplePage]"
    for path, found in returned.items():
        assert found == returned[path.replace("second", "first")]


# --- without titles --------------------------------------------------------------------------------

ASSOCIATION = {"type": "string", "enum": ["COLLABORATOR", "CONTRIBUTOR", "MEMBER", "NONE", "OWNER"]}
PERSON = {"type": "object", "properties": {"association": ASSOCIATION, "name": TEXT}}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def planned(folder: Path, before: Pins = NO_PINS, **components: Any) -> Planned:
    """Plan a client of an operation whose response is the last component."""
    file = folder / "openapi.json"
    responses = {"200": content(JSON, ref(list(components)[-1]))}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Sample", "version": "1"},
        "servers": [{"url": "https://api.test"}],
        "paths": {"/things": {"get": {"responses": responses}}},
        "components": {"schemas": components},
    }
    file.write_text(json.dumps(document), encoding="utf-8")
    return plan_client(Config(spec=str(file)), progress=lambda stage: None, before=before)


def models(client: Planned) -> set[str]:
    """Names of all classes and types."""
    return {pin.name for pin in client.pins.schemas.values()}


def properties(**schemas: Any) -> dict[str, Any]:
    return {"type": "object", "properties": schemas}


def test_an_enumeration_is_the_component_with_its_values_and_name(tmp_path: Path) -> None:
    client = planned(
        tmp_path,
        **{
            "author-association": ASSOCIATION,
            "comment": properties(
                association=ASSOCIATION,
                author_association={"enum": [*reversed(ASSOCIATION["enum"])]},
                role=ASSOCIATION,
            ),
        },
    )
    # `role` has another name, though all of its values.
    assert models(client) == {"AuthorAssociation", "Comment", "CommentRole"}


@pytest.mark.parametrize(
    "schema",
    [
        {"enum": ["ascending", "descending_from_the_very_newest_of_all_things"]},
        {**ASSOCIATION, "enum": [*ASSOCIATION["enum"], "MANNEQUIN"]},
        {**ASSOCIATION, "x-enum-varnames": ["A", "B", "C", "D", "E"]},
        {**ASSOCIATION, "x-fern-type-name": "Bond"},
        {**ASSOCIATION, "title": "Kind of bond"},
    ],
)
def test_an_enumeration_that_may_mean_something_else_stays(
    tmp_path: Path, schema: dict[str, Any]
) -> None:
    component = schema if len(schema["enum"]) == 2 else ASSOCIATION
    client = planned(tmp_path, association=component, comment=properties(association=schema))
    assert len(models(client)) == 3


def test_an_enumeration_of_two_components_stays(tmp_path: Path) -> None:
    comment = properties(association=ASSOCIATION)
    parts = {"author-association": ASSOCIATION, "reader-association": ASSOCIATION}
    client = planned(tmp_path, **parts, comment=comment)
    assert "CommentAssociation" in models(client)


def test_a_property_of_one_component_is_one_class(tmp_path: Path) -> None:
    thing = properties(issue=properties(author=PERSON, id=TEXT), review=properties(author=PERSON))
    assert models(planned(tmp_path, thing=thing)) == {
        "Thing",
        "ThingAuthor",
        "ThingAuthorAssociation",
        "ThingIssue",
        "ThingReview",
    }
    other = planned(tmp_path, other=properties(author=PERSON), thing=thing)
    assert {"OtherAuthor", "ThingAuthor"} <= models(other)


def test_an_enumeration_of_what_is_sent_and_received_is_one(tmp_path: Path) -> None:
    file = tmp_path / "openapi.json"
    body = content(JSON, properties(association=ASSOCIATION))
    operation = {"requestBody": body, "responses": {"200": body}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Sample", "version": "1"},
        "servers": [{"url": "https://api.test"}],
        "paths": {"/things": {"post": operation}},
    }
    file.write_text(json.dumps(document), encoding="utf-8")
    client = plan_client(Config(spec=str(file)), progress=lambda stage: None)
    assert models(client) == {
        "CreateThingAssociation",
        "CreateThingRequest",
        "CreateThingResponse",
    }


def test_properties_that_differ_are_two_classes(tmp_path: Path) -> None:
    guest = {**PERSON, "required": ["name"]}
    thing = properties(issue=properties(author=PERSON), review=properties(author=guest))
    assert {"ThingIssueAuthor", "ThingReviewAuthor"} <= models(planned(tmp_path, thing=thing))


def test_a_model_that_extends_a_component_as_a_titled_one_is_that_one(tmp_path: Path) -> None:
    event = {**properties(data=TEXT), "required": ["data"]}
    streamed = {"allOf": [ref("event"), properties(stream_id=TEXT)]}
    client = planned(
        tmp_path,
        event=event,
        first=properties(event={"title": "Streamed event", **streamed}),
        last=properties(first=ref("first"), event=streamed),
    )
    assert models(client) == {"Event", "First", "Last", "StreamedEvent"}


def test_classes_that_a_client_has_stay_apart(tmp_path: Path) -> None:
    thing = properties(issue=properties(author=PERSON), review=properties(author=PERSON))
    before = planned(tmp_path, thing=thing).pins
    schemas = {
        key: (
            replace(pin, name=pin.name.replace("ThingAuthor", "ThingReviewAuthor"))
            if "/review/" in key
            else pin
        )
        for key, pin in before.schemas.items()
    }
    pins = replace(before, schemas=schemas)
    names = {pin.name for pin in schemas.values()}
    assert "ThingReviewAuthor" in names
    assert models(planned(tmp_path, pins, thing=thing)) == names
    assert models(planned(tmp_path, before, thing=thing)) == models(planned(tmp_path, thing=thing))
