"""Sequences, mappings and dicts in arguments, as they arrive at the server, in every model style."""

from __future__ import annotations

import datetime as dt
import json
from collections import UserList, deque
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_type_hints
from urllib.parse import parse_qsl
from uuid import UUID

import httpx2
import pytest

from support.clients import Exchange, exchange

STYLES = ("dataclass", "pydantic", "msgspec", "typeddict")
OBJECTS = ("dataclass", "pydantic", "msgspec")
"""Styles whose models are classes of their own."""

DOCUMENT = """
paths:
  /orders:
    post:
      operationId: create_order
      parameters:
      - {in: query, name: filter, style: deepObject, schema: {$ref: '#/components/schemas/Range'}}
      - {in: query, name: ids, schema: {type: array, items: {type: integer}}}
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [items]
              properties:
                items: {type: array, items: {$ref: '#/components/schemas/LineItem'}}
                tags: {type: array, items: {type: string}}
                labels: {type: object, additionalProperties: {type: string}}
                blobs: {type: array, items: {type: string, format: byte}}
                pay: {$ref: '#/components/schemas/Payment'}
                shape: {anyOf: [{$ref: '#/components/schemas/Circle'},
                                {$ref: '#/components/schemas/Square'}, {type: string}]}
                tree: {$ref: '#/components/schemas/Node'}
      responses: {'204': {description: ''}}
  /bulk:
    post:
      operationId: create_bulk
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: array, items: {$ref: '#/components/schemas/LineItem'}}
      responses: {'204': {description: ''}}
components:
  schemas:
    Range:
      type: object
      properties: {lowerBound: {type: integer}, upperBound: {type: integer}}
    LineItem:
      type: object
      required: [productId, kind]
      properties:
        productId: {type: string, format: uuid}
        kind: {type: string, const: line}
        sentAt: {type: string, format: date-time}
        photo: {type: string, format: byte}
        note: {type: [string, 'null']}
        origin: {$ref: '#/components/schemas/Origin'}
    Origin:
      type: object
      properties: {countryCode: {type: string}}
      additionalProperties: {type: integer}
    Payment:
      oneOf: [{$ref: '#/components/schemas/Card'}, {$ref: '#/components/schemas/Transfer'}]
      discriminator: {propertyName: payType}
    Card:
      type: object
      required: [payType, cardNumber]
      properties: {payType: {type: string}, cardNumber: {type: string}}
    Transfer:
      type: object
      required: [payType, accountId]
      properties: {payType: {type: string}, accountId: {type: string}}
    Circle:
      type: object
      required: [radiusInMetres]
      properties: {radiusInMetres: {type: number}}
    Square:
      type: object
      required: [sideInMetres]
      properties: {sideInMetres: {type: number}}
    Node:
      type: object
      properties: {nodeName: {type: string},
                   parts: {type: array, items: {$ref: '#/components/schemas/Node'}}}
"""

ID = UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")
WHEN = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


class Orders:
    """A client, and the style of its models."""

    def __init__(self, made: Exchange, style: str) -> None:
        self.client: Any = made.client
        self.models: Any = made.models
        self.has_objects = style in OBJECTS
        self._made = made

    @property
    def request(self) -> httpx2.Request:
        return self._made.request


@pytest.fixture(scope="module", params=STYLES)
def orders(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Orders:
    folder = tmp_path_factory.mktemp(request.param)
    return Orders(exchange(DOCUMENT, folder, config={"models": request.param}), request.param)


def sent(orders: Orders, **arguments: Any) -> Any:
    """The body of a call."""
    orders.client.orders.create(**{"items": [], **arguments})
    return json.loads(orders.request.content)


LINE = {"productId": str(ID), "kind": "line"}


@pytest.mark.parametrize("make", [list, tuple, deque, UserList])
def test_any_sequence(orders: Orders, make: Any) -> None:
    body = sent(
        orders,
        items=make([{"product_id": ID, "kind": "line"}]),
        tags=make(["a", "b"]),
        blobs=make([b"a"]),
    )
    assert body == {"items": [LINE], "tags": ["a", "b"], "blobs": ["YQ=="]}


def test_any_sequence_in_a_query(orders: Orders) -> None:
    for given in ([1, 2], (1, 2), range(1, 3), deque([1, 2])):
        orders.client.orders.create(items=[], ids=given)
        assert parse_qsl(orders.request.url.query.decode()) == [("ids", "1"), ("ids", "2")]


def test_any_mapping(orders: Orders) -> None:
    labels = MappingProxyType({"a": "b"})
    assert sent(orders, labels=labels) == {"items": [], "labels": {"a": "b"}}
    if orders.has_objects:
        line = MappingProxyType({"product_id": ID, "kind": "line"})
        assert sent(orders, items=(line,))["items"] == [LINE]


def test_text_is_no_sequence(orders: Orders) -> None:
    assert sent(orders, tags="ab")["tags"] == "ab"


def test_names_of_fields(orders: Orders) -> None:
    item = {
        "product_id": ID,
        "kind": "line",
        "sent_at": WHEN,
        "photo": b"a",
        "note": None,
        "origin": {"country_code": "DE", "port": 1},
    }
    assert sent(orders, items=[item])["items"] == [
        {
            **LINE,
            "sentAt": "2026-03-01T12:00:00Z",
            "photo": "YQ==",
            "note": None,
            "origin": {"countryCode": "DE", "port": 1},
        }
    ]


def test_names_of_properties(orders: Orders) -> None:
    item = {**LINE, "sentAt": WHEN, "origin": {"countryCode": "DE"}}
    assert sent(orders, items=[item])["items"] == [{**item, "sentAt": "2026-03-01T12:00:00Z"}]


def test_missing_constants(orders: Orders) -> None:
    if orders.has_objects:
        assert sent(orders, items=[{"product_id": ID}])["items"] == [LINE]


def test_undeclared_properties(orders: Orders) -> None:
    item = {"product_id": ID, "kind": "line", "secret_sauce": [WHEN]}
    sauce = sent(orders, items=[item])["items"][0]["secret_sauce"]
    assert sauce == ["2026-03-01T12:00:00Z"]


def test_members_of_unions(orders: Orders) -> None:
    for given, wire in (
        ({"pay_type": "Card", "card_number": "1"}, {"payType": "Card", "cardNumber": "1"}),
        ({"payType": "Transfer", "account_id": "2"}, {"payType": "Transfer", "accountId": "2"}),
    ):
        assert sent(orders, pay=given)["pay"] == wire
    shapes: tuple[tuple[object, object], ...] = (
        ({"radius_in_metres": 1.5}, {"radiusInMetres": 1.5}),
        ({"side_in_metres": 2}, {"sideInMetres": 2}),
        ({"sideInMetres": 2}, {"sideInMetres": 2}),
        ("none", "none"),
    )
    for shape, expected in shapes:
        assert sent(orders, shape=shape)["shape"] == expected


def test_objects_and_dicts_in_each_other(orders: Orders) -> None:
    models = orders.models
    if not orders.has_objects:
        return
    leaf = models.Node(node_name="leaf")
    tree = {"node_name": "root", "parts": ({"node_name": "a", "parts": [leaf]}, leaf)}
    assert sent(orders, tree=tree)["tree"] == {
        "nodeName": "root",
        "parts": [{"nodeName": "a", "parts": [{"nodeName": "leaf"}]}, {"nodeName": "leaf"}],
    }
    items = [models.LineItem(product_id=ID), {"product_id": ID}]
    assert sent(orders, items=items)["items"] == [LINE, LINE]


def test_whole_bodies_and_parameters(orders: Orders) -> None:
    orders.client.bulk.create(body=({"product_id": ID, "kind": "line"},))
    assert json.loads(orders.request.content) == [LINE]
    orders.client.orders.create(items=[], filter={"lower_bound": 1, "upperBound": 2})
    assert parse_qsl(orders.request.url.query.decode()) == [
        ("filter[lowerBound]", "1"),
        ("filter[upperBound]", "2"),
    ]


def test_types_are_there_at_run_time(orders: Orders) -> None:
    models = orders.models
    if not orders.has_objects:
        assert not hasattr(models, "LineItemDict")
        return
    hints = get_type_hints(models.LineItemDict, vars(models._dicts))
    assert hints["product_id"] is UUID
    with pytest.raises(AttributeError, match="NoSuchDict"):
        _ = models.NoSuchDict


def test_nothing_is_loaded_for_them(tmp_path: Path) -> None:
    made = exchange(DOCUMENT, tmp_path)
    made.client.orders.create(items=[{"product_id": ID}])
    assert not hasattr(made.models, "_dicts")
