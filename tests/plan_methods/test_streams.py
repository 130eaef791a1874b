"""Streams: methods that ask for them, what an item is, and bodies of items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from clientsmith.context import Method
from clientsmith.ir import (
    Anything,
    Constraints,
    Content,
    Field,
    ListOf,
    Literals,
    Model,
    Nullable,
    OneOf,
    RequestBody,
    Response,
    Scalar,
    ScalarKind,
    Type,
)
from plan_methods.planning import (
    BINARY,
    ERROR,
    JSON,
    MULTIPART,
    NO_DOCS,
    PET,
    STRING,
    STRINGS,
    UUID,
    alias,
    answer,
    body,
    component,
    field,
    method_of,
    model,
    operation,
    planned,
    responses,
    signature,
)

EVENTS = "text/event-stream"
LINES = "application/jsonl"
NAMED_PET = component("Pet")
BOOLEAN = Scalar(ScalarKind.BOOLEAN)


def stream(media_type: str, type_: Type | None = None, item: Type | None = None) -> Response:
    return Response("200", NO_DOCS, (Content(media_type, type_, item_type=item),))


def event(name: str, data: Type, media_type: str | None = None, told: str | None = None) -> Model:
    """A model of events whose data are of a type."""
    constraints = Constraints(content_media_type=media_type)
    name_field = field("event", Literals((told,)) if told else STRING)
    return model(name, name_field, Field("data", data, True, NO_DOCS, constraints=constraints))


def methods(
    *answers: Response, sent: RequestBody | None = None, models: Sequence[Model] = ()
) -> list[Method]:
    line = "GET /pets/watch" if sent is None else "POST /pets"
    one = operation(line, "watch_pets", body=sent, responses=answers)
    package, problems = planned(one, declarations=(PET, ERROR, *models))
    assert not problems
    return [method for resource in package.resources for method in resource.methods]


def item_of(response: Response, *models: Model) -> tuple[str, str]:
    """What is decoded, and what the runtime is told."""
    [method] = methods(response, models=models)
    assert (method.returns, method.async_returns) == (
        f"Stream[{method.result}]",
        f"Opening[AsyncStream[{method.result}]]",
    )
    return str(method.result), responses(method)["200"]


# --- what an item is ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("response", "item", "told"),
    [
        (stream(LINES, item=NAMED_PET), "models.Pet", 'JSONLines("Pet")'),
        (stream(LINES, NAMED_PET), "models.Pet", 'JSONLines("Pet")'),
        (stream(LINES, ListOf(NAMED_PET)), "models.Pet", 'JSONLines("Pet")'),
        (stream(LINES, ListOf(NAMED_PET), STRINGS), "list[str]", 'JSONLines("list[str]")'),
        (stream(LINES, STRING), "Any", 'JSONLines("Any")'),
        (stream(LINES, BINARY), "Any", 'JSONLines("Any")'),
        (stream(LINES, item=STRING), "str", 'JSONLines("str")'),
        (stream(LINES), "Any", 'JSONLines("Any")'),
        (
            stream("application/x-ndjson", NAMED_PET),
            "models.Pet",
            'JSONLines("Pet", media_type="application/x-ndjson")',
        ),
        (stream("application/json-seq", NAMED_PET), "models.Pet", 'JSONSequence("Pet")'),
        (
            stream("application/geo+json-seq", NAMED_PET),
            "models.Pet",
            'JSONSequence("Pet", media_type="application/geo+json-seq")',
        ),
        (stream(EVENTS, NAMED_PET), "models.Pet", 'ServerSentEvents("Pet")'),
        (stream(EVENTS, STRING), "ServerSentEvent", "ServerSentEvents()"),
        (stream(EVENTS, Anything()), "ServerSentEvent", "ServerSentEvents()"),
        (stream(EVENTS), "ServerSentEvent", "ServerSentEvents()"),
        (stream(EVENTS, UUID), "UUID", 'ServerSentEvents("UUID", json=False)'),
    ],
)
def test_items(response: Response, item: str, told: str) -> None:
    assert item_of(response) == (item, told)


def test_events_with_their_envelopes() -> None:
    born = event("Born", NAMED_PET, told="born")
    said = event("Said", STRING, told="said")
    quoted = event("Quoted", STRING, "application/json", told="quoted")
    unnamed = event("Unnamed", NAMED_PET)
    pair = OneOf((component("Born"), component("Said")))
    assert item_of(stream(EVENTS, item=component("Born")), born) == (
        "models.Born",
        'ServerSentEvents("Born", is_whole=True)',
    )
    assert item_of(stream(EVENTS, item=pair), born, said)[1] == (
        'ServerSentEvents("Born | Said | UnknownVariant", is_whole=True, json=("born",))'
    )
    assert item_of(stream(EVENTS, item=component("Said")), said)[1] == (
        'ServerSentEvents("Said", is_whole=True, json=False)'
    )
    assert item_of(stream(EVENTS, item=component("Quoted")), quoted)[1] == (
        'ServerSentEvents("Quoted", is_whole=True)'
    )
    mixed = OneOf((component("Unnamed"), component("Said")))
    assert item_of(stream(EVENTS, item=mixed), unnamed, said)[1] == (
        'ServerSentEvents("Unnamed | Said", is_whole=True, json=("message",))'
    )


def test_an_object_that_has_more_than_an_event_is_its_data() -> None:
    told = model("Told", field("event"), field("data"), field("user"))
    only = model("Only", field("id"))
    for each in (told, only):
        name = each.place.steps[0].word
        found = item_of(stream(EVENTS, item=component(name)), each)
        assert found == (f"models.{name}", f'ServerSentEvents("{name}")')


def test_an_object_with_data_alone_may_be_an_event_or_its_data() -> None:
    data = model("Data", field("data", STRING))
    pet = model("Holder", field("data", NAMED_PET))
    both = OneOf((component("Data"), component("Holder")))
    assert item_of(stream(EVENTS, component("Holder")), pet)[1] == (
        'ServerSentEvents("Holder", is_whole=None)'
    )
    assert item_of(stream(EVENTS, component("Data")), data)[1] == (
        'ServerSentEvents("Data", is_whole=None, json=False)'
    )
    assert "is_whole=None" in item_of(stream(EVENTS, item=both), data, pet)[1]
    named = event("Named", NAMED_PET, told="named")
    either = OneOf((component("Holder"), component("Named")))
    assert "is_whole=True" in item_of(stream(EVENTS, item=either), pet, named)[1]


# --- methods --------------------------------------------------------------------------------------------


def test_an_operation_that_does_both_is_two_methods() -> None:
    plain, streamed = methods(
        Response("200", NO_DOCS, (Content(JSON, NAMED_PET), Content(EVENTS, NAMED_PET))),
        answer("404", (JSON, component("Error"))),
    )
    assert (plain.name, plain.returns, plain.is_stream) == ("watch", "models.Pet", False)
    assert (streamed.name, streamed.returns) == ("watch_stream", "Stream[models.Pet]")
    assert (streamed.is_stream, streamed.is_variant) == (True, True)
    assert responses(plain) == {"200": 'JSON("Pet")', "404": 'JSON("Error")'}
    assert responses(streamed) == {"200": 'ServerSentEvents("Pet")', "404": 'JSON("Error")'}


def test_statuses_of_their_own() -> None:
    plain, streamed = methods(
        stream(EVENTS, NAMED_PET), answer("202", (JSON, STRING)), answer("204")
    )
    assert (plain.returns, responses(plain)) == (
        "str | None",
        {"202": 'JSON("str")', "204": "NOTHING"},
    )
    assert responses(streamed) == {"200": 'ServerSentEvents("Pet")', "204": "NOTHING"}


def test_errors_are_read_at_once() -> None:
    failing = Response("500", NO_DOCS, (Content(EVENTS, NAMED_PET),))
    [method] = methods(answer("200", (JSON, NAMED_PET)), failing)
    assert not method.is_stream
    assert responses(method)["500"] == "TEXT"


def test_head_has_no_items() -> None:
    both = answer("200", (JSON, NAMED_PET), (EVENTS, NAMED_PET))
    found = method_of(operation("HEAD /pets", "check_pets", responses=[both]))
    assert (found.returns, found.is_stream) == ("None", False)


BOTH = Response("200", NO_DOCS, (Content(JSON, NAMED_PET), Content(LINES, NAMED_PET)))


@pytest.mark.parametrize(
    ("type_", "more", "plain"),
    [
        (BOOLEAN, {}, []),
        (Nullable(BOOLEAN), {"default": False}, []),
        (BOOLEAN, {"default": True}, ["stream=False"]),
        (BOOLEAN, {"required": True}, ["stream=False"]),
    ],
)
def test_the_method_asks_for_a_stream(type_: Type, more: dict[str, Any], plain: list[str]) -> None:
    wish = model("Wish", field("text"), replace(field("stream", type_, required=False), **more))
    found = methods(BOTH, sent=body((JSON, component("Wish"))), models=[wish])
    assert [signature(method) for method in found] == [
        "watch(*, text: str) -> models.Pet",
        "watch_stream(*, text: str) -> Stream[models.Pet]",
    ]
    assert [constants(method) for method in found] == [plain, ["stream=True"]]


def constants(method: Method) -> list[str]:
    assert method.body is not None
    return [f"{each.name}={each.value}" for each in method.body.constants]


def test_a_property_that_is_no_switch_is_an_argument() -> None:
    wish = model("Wish", field("stream"))
    found = methods(BOTH, sent=body((JSON, component("Wish"))), models=[wish])
    assert [signature(method).partition(" ->")[0] for method in found] == [
        "watch(*, stream: str)",
        "watch_stream(*, stream: str)",
    ]
    only = model("Wish", field("stream", BOOLEAN))
    sent = body((JSON, component("Wish")))
    [method] = methods(stream(LINES, NAMED_PET), sent=sent, models=[only])
    assert signature(method) == "watch(*, stream: bool) -> Stream[models.Pet]"


def test_every_form_of_a_request_can_ask_for_a_stream() -> None:
    form = model("Form", field("file", BINARY))
    wish = model("Wish", field("text"))
    sent = body((JSON, component("Wish")), (MULTIPART, component("Form")))
    found = methods(BOTH, sent=sent, models=[wish, form])
    assert [method.name for method in found] == [
        "watch",
        "watch_stream",
        "watch_multipart",
        "watch_multipart_stream",
    ]


# --- bodies -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "annotation", "told"),
    [
        (
            Content(LINES, None, item_type=NAMED_PET),
            "ItemSource[models.Pet | models.PetDict]",
            '"Pet"',
        ),
        (Content(LINES, ListOf(NAMED_PET)), "ItemSource[models.Pet | models.PetDict]", '"Pet"'),
        (
            Content("application/json-seq", NAMED_PET),
            "ItemSource[models.Pet | models.PetDict]",
            '"Pet"',
        ),
        (Content(LINES, STRING), "ItemSource[Any]", '"Any"'),
        (Content(LINES, None), "ItemSource[Any]", '"Any"'),
    ],
)
def test_bodies_of_items(content: Content, annotation: str, told: str) -> None:
    [method] = methods(answer("204"), sent=body(content))
    assert method.body is not None
    assert [each.annotation for each in method.arguments] == [annotation]
    assert (method.body.type, method.body.has_items) == (told, True)


def test_items_beside_a_document_are_a_method_of_their_own() -> None:
    sent = body(
        (JSON, ListOf(NAMED_PET)), (LINES, ListOf(NAMED_PET)), ("application/x-ndjson", NAMED_PET)
    )
    whole, lines, other = methods(answer("204"), sent=sent)
    assert signature(whole) == "watch(*, body: Sequence[models.Pet | models.PetDict]) -> None"
    assert signature(lines).startswith(
        "watch_items(*, body: ItemSource[models.Pet | models.PetDict]"
    )
    assert other.body is not None
    assert other.body.has_items


def test_only_an_api_with_streams_minds_their_names() -> None:
    plain = operation("GET /x", "get_x", tag="stream", responses=[answer("204")])
    streamed = operation("GET /y", "get_y", tag="stream", responses=[stream(LINES, NAMED_PET)])
    for operations, name in (([plain], "Stream"), ([plain, streamed], "StreamResource")):
        package, _ = planned(*operations)
        assert [resource.class_name for resource in package.resources] == [name]


def test_aliases_of_arrays_give_their_items() -> None:
    pets = alias("Pets", ListOf(NAMED_PET))
    one = operation("GET /pets", "list_pets", responses=[stream(LINES, component("Pets"))])
    package, _ = planned(one, declarations=(PET, pets))
    assert package.resources[0].methods[0].result == "models.Pet"
