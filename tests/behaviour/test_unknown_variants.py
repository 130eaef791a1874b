"""Variants of unions that a client's document does not have, in every style of models."""

from __future__ import annotations

import copy
import json
import logging
from pathlib import Path
from typing import Any

import httpx2
import pytest

from support.checks import mypy_errors, pyright_errors
from support.clients import Exchange, exchange, generate_to

DOCUMENT = """
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: "https://shop.test"}]
paths:
  /events:
    get:
      tags: [events]
      responses:
        "200": {description: Events., content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Event"}}}}}
        "400": {description: Refused., content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
    post:
      tags: [events]
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Event"}}}}
      responses: {"200": {description: The event., content: {application/json: {schema: {$ref: "#/components/schemas/Event"}}}}}
  /feed:
    get:
      tags: [feed]
      responses: {"200": {description: Events., content: {text/event-stream: {schema: {$ref: "#/components/schemas/Event"}}}}}
  /boxes/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    get:
      tags: [boxes]
      responses: {"200": {description: The box., content: {application/json: {schema: {$ref: "#/components/schemas/Box"}}}}}
components:
  schemas:
    Event:
      oneOf: [{$ref: "#/components/schemas/OrderPaid"}, {$ref: "#/components/schemas/OrderRefunded"}]
      discriminator: {propertyName: eventType, mapping: {paid: OrderPaid, refunded: OrderRefunded}}
    OrderPaid: {type: object, required: [eventType, amount], properties: {eventType: {type: string}, amount: {type: number}}}
    OrderRefunded: {type: object, required: [eventType, reason], properties: {eventType: {type: string}, reason: {type: string}}}
    Problem: {oneOf: [{$ref: "#/components/schemas/TooMany"}, {$ref: "#/components/schemas/TooFew"}]}
    TooMany: {type: object, required: [code], properties: {code: {const: too_many}, most: {type: integer}}}
    TooFew: {type: object, required: [code], properties: {code: {const: too_few}, fewest: {type: integer}}}
    Box:
      type: object
      properties:
        lid: {oneOf: [{$ref: "#/components/schemas/Flat"}, {$ref: "#/components/schemas/Round"}]}
        items: {type: array, items: {oneOf: [{$ref: "#/components/schemas/Flat"}, {$ref: "#/components/schemas/Round"}, {type: string}]}}
    Flat: {type: object, required: [kind], properties: {kind: {const: flat}, size: {type: number}}}
    Round: {type: object, required: [kind], properties: {kind: {const: round}, radius: {type: number}}}
"""
STYLES = ("dataclass", "pydantic", "msgspec", "typeddict")
SHIPPED = {"eventType": "shipped", "by": {"name": "Kim", "at": [1.5, None]}, "paid": None}
BOX = {
    "lid": {"kind": "oval", "size": [1]},
    "items": ["a", {"kind": "oval"}, {"kind": "round", "radius": 2.5}, {"kind": "flat"}],
}


@pytest.fixture(scope="module", params=STYLES)
def style(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def sample(style: str, tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    return exchange(DOCUMENT, tmp_path_factory.mktemp(style), config={"models": style})


def _get(value: Any, name: str) -> Any:
    return value[name] if isinstance(value, dict) else getattr(value, name)


def test_items_of_a_list(sample: Exchange, style: str, caplog: pytest.LogCaptureFixture) -> None:
    paid = {"eventType": "paid", "amount": 3}
    sample.answer = httpx2.Response(200, json=[SHIPPED, paid, SHIPPED])
    with caplog.at_level(logging.DEBUG):
        shipped, other, again = sample.client.events.list()
    assert not [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert (_get(shipped, "event_type"), _get(other, "amount")) == ("shipped", 3)
    assert shipped == again != other
    if style != "typeddict":
        assert type(shipped) is sample.models.UnknownVariant
        rest = {name: value for name, value in SHIPPED.items() if name != "eventType"}
        assert shipped.extra_fields == rest
        assert copy.deepcopy(shipped) == copy.copy(shipped) == shipped
        assert "'shipped'" in repr(shipped)
        assert "code=" not in repr(shipped)


def test_it_is_sent_as_it_was_received(sample: Exchange) -> None:
    sample.answer = httpx2.Response(200, json=[SHIPPED])
    (event,) = sample.client.events.list()
    sample.answer = httpx2.Response(200, json=SHIPPED)
    assert sample.client.events.create(body=event) == event
    assert json.loads(sample.request.content) == SHIPPED


def test_json_and_back(sample: Exchange) -> None:
    package, models = sample.package, sample.models
    event = package.from_dict(models.Event, SHIPPED)
    text = package.to_json(event, models.Event)
    assert json.loads(text) == SHIPPED
    assert package.from_json(models.Event, text) == event
    box = package.from_dict(models.Box, BOX)
    assert package.to_dict(box, models.Box) == BOX
    items = _get(box, "items")
    assert [_get(each, "kind") for each in items[1:]] == ["oval", "round", "flat"]
    if not isinstance(box, dict):
        assert type(box.lid) is type(items[1]) is models.UnknownVariant


def test_events_of_a_stream(sample: Exchange, caplog: pytest.LogCaptureFixture) -> None:
    content = b"".join(
        b"data: " + json.dumps(event).encode() + b"\n\n"
        for event in (SHIPPED, {"eventType": "refunded", "reason": "late"})
    )
    headers = {"Content-Type": "text/event-stream"}
    sample.answer = httpx2.Response(200, content=content * 50, headers=headers)
    with caplog.at_level(logging.WARNING), sample.client.feed.get() as events:
        found = [_get(event, "event_type") for event in events]
    assert found == ["shipped", "refunded"] * 50
    assert not caplog.records


def test_the_body_of_an_error(sample: Exchange, style: str) -> None:
    sample.answer = httpx2.Response(400, json={"code": "too_late", "since": "noon"})
    with pytest.raises(sample.package.BadRequestError) as caught:
        sample.client.events.list()
    body = caught.value.body
    assert _get(body, "code") == "too_late"
    assert (body["since"] if style == "typeddict" else body.extra_fields["since"]) == "noon"


def test_strict_reading_refuses_it(sample: Exchange) -> None:
    with pytest.raises(sample.package.DecodeError, match=r"\$\.eventType: the value selects no"):
        sample.package.from_dict(sample.models.Event, SHIPPED, strict=True)


def test_pydantic_validates_the_known_variants(tmp_path: Path) -> None:
    import pydantic

    models = exchange(DOCUMENT, tmp_path, config={"models": "pydantic"}).models
    with pytest.raises(pydantic.ValidationError):
        models.Box(lid={"kind": "flat", "size": "broad"})
    unknown = models.UnknownVariant.model_validate({"kind": "oval", "size": 1})
    assert models.Box(lid=unknown).lid is unknown


def test_a_closed_document_has_none_of_it(tmp_path: Path) -> None:
    text = DOCUMENT.replace("mapping: {", "defaultMapping: OrderPaid, mapping: {")
    for name in ("Problem", "lid", "items"):
        start = text.index(f"    {name}: ") if name == "Problem" else text.index(f"        {name}:")
        text = text[:start] + text[text.index("\n", start) + 1 :]
    sample = exchange(text.replace("openapi: 3.1.0", "openapi: 3.2.0"), tmp_path)
    assert not hasattr(sample.models, "UnknownVariant")


PROGRAM = """
from typing import assert_never

from shop import Shop, models
from shop.models import OrderPaid, OrderRefunded, UnknownVariant


def take(event: OrderPaid) -> float:
    return event.amount


def run(client: Shop) -> None:
    for event in client.events.list():
        name: str = event.event_type
        match event:
            case OrderPaid(amount=amount):
                print(amount + 1, name)
            case OrderRefunded(reason=reason):
                print(reason.upper())
            case UnknownVariant():
                print(event.event_type.upper(), event.extra_fields["by"])
                client.events.create(body=event)
            case _:
                assert_never(event)
        if event.event_type == "paid":
            take(event)
        elif event.event_type == "refunded":
            print(event.reason)
        else:
            print(event.extra_fields)
    for item in client.boxes.get(1).items or ():
        if not isinstance(item, str) and item.kind == "round":
            print(item.radius)
"""
DICT_PROGRAM = """
from shop import Shop, models


def run(client: Shop) -> None:
    for event in client.events.list():
        name: str = event["event_type"]
        if event["event_type"] == "paid":
            print(event["amount"] + 1, name)
        elif event["event_type"] == "refunded":
            print(event["reason"])
        else:
            client.events.create(body=event)
"""


def test_types(style: str, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, encoding="utf-8")
    folder = tmp_path / "out"
    generate_to(tmp_path / "openapi.yaml", folder, models=style)
    program = Path("program.py")
    text = DICT_PROGRAM if style == "typeddict" else PROGRAM
    (folder / program).write_text(text, encoding="utf-8")
    assert mypy_errors([program, Path("shop")], folder) == ""
    assert pyright_errors([program, Path("shop")], folder) == ""
