"""Clients behave alike, whatever their models are."""

from __future__ import annotations

import asyncio
import datetime as dt
import importlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest

from styles.reading import declared, read, values
from support.clients import Exchange, exchange

SHOP = (Path(__file__).parent / "shop.yaml").read_text(encoding="utf-8")
ID = UUID(int=7)
ADDED = dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC)
PRODUCT = {
    "id": str(ID),
    "name": "Lamp",
    "addedAt": "2026-03-31T12:00:00Z",
    "unitPrice": "12.50",
    "stock": None,
    "parts": [{"name": "Bulb", "addedAt": "2026-03-31T12:00:00Z", "stock": 3}],
    "shelfOf": {"store": 4},
}
ORDER = {
    "payment": {"kind": "card", "lastDigits": "4242", "network": "A"},
    "lines": [{"productId": str(ID), "quantity": 2, "gift": True}],
    "deliverTo": {"code": "P7"},
    "labels": {"colour": "red", "shelf": 3},
    "sizes": {"additional_properties": "none", "width": 7},
}
SETTINGS = {
    "class": "c",
    "copy": 1,
    "json": ["a", [1.5, ["b"]]],
    "schema": "s",
    "model_config": True,
    "model_dump_size": 2,
    "field": "f",
    "msgspec": "m",
    "pydantic": "p",
    "items": ["i"],
    "keys": 3,
    "nothing": {"at": ["all"]},
    "layout": {"name": "outer", "inner": {"name": "inner", "widthInColumns": 40}},
    "seenAt": None,
}
"""Properties with names that classes of some styles need for themselves."""


@pytest.fixture(scope="module", params=["dataclass", "pydantic", "msgspec", "typeddict"])
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    folder = tmp_path_factory.mktemp(request.param)
    return exchange(SHOP, folder, config={"models": request.param})


def sent(shop: Exchange) -> Any:
    return json.loads(shop.request.content)


def test_answers_are_read(shop: Exchange) -> None:
    shop.answer = httpx2.Response(200, json=[PRODUCT])
    (product,) = shop.client.products.list()
    assert read(product, "id") == ID
    assert read(product, "added_at") == ADDED
    assert read(product, "unit_price") == Decimal("12.50")
    assert read(product, "tags") is None
    assert [read(part, "stock") for part in read(product, "parts")] == [3]
    assert asyncio.run(shop.async_client.products.list()) == [product]


def test_absent_null_and_value_are_told_apart(shop: Exchange) -> None:
    shop.answer = httpx2.Response(200, json=PRODUCT)
    shop.client.products.update(ID)
    assert sent(shop) == {}
    shop.client.products.update(ID, name=None, stock=None, unit_price=Decimal("1.50"))
    assert sent(shop) == {"stock": None, "unitPrice": "1.50"}


def test_objects_go_back_as_they_came(shop: Exchange) -> None:
    shop.answer = httpx2.Response(201, json=ORDER)
    models = shop.models
    order = shop.client.orders.create(
        payment=models.CardPayment(kind="card", last_digits="4242"),
        lines=[models.OrderLine(product_id=ID, quantity=2)],
        deliver_to=models.Address(street="High Street 1", city="Bath"),
        labels=models.Labels(colour="red", additional_properties={"shelf": 3}),
    )
    assert sent(shop) == {
        "payment": {"kind": "card", "lastDigits": "4242"},
        "lines": [{"productId": str(ID), "quantity": 2}],
        "deliverTo": {"street": "High Street 1", "city": "Bath"},
        "labels": {"colour": "red", "shelf": 3},
    }
    assert read(read(order, "deliver_to"), "code") == "P7"
    shop.client.orders.create(**values(order, shop.models.Order))
    assert sent(shop) == ORDER


def test_members_of_a_union_are_told_apart(shop: Exchange) -> None:
    invoice = {"kind": "invoice", "dueDate": "2026-04-30", "vatNumber": "GB7"}
    shop.answer = httpx2.Response(201, json=ORDER | {"payment": invoice})
    order = shop.client.orders.create(
        payment=shop.models.InvoicePayment(kind="invoice", vat_number="GB7"), lines=[]
    )
    assert sent(shop) == {"payment": {"kind": "invoice", "vatNumber": "GB7"}, "lines": []}
    assert read(read(order, "payment"), "due_date") == dt.date(2026, 4, 30)
    shop.client.orders.create(**values(order, shop.models.Order))
    assert sent(shop)["payment"] == invoice


def test_names_that_classes_need_for_themselves(shop: Exchange) -> None:
    shop.answer = httpx2.Response(200, json=SETTINGS)
    names = declared(shop.models.Settings)
    settings = shop.client.settings.replace(class_="c")
    assert sent(shop) == {"class": "c"}
    assert [read(settings, name) is None for name in names] == [False] * 13 + [True]
    assert read(read(read(settings, "layout"), "inner"), "width_in_columns") == 40
    shop.client.settings.replace(**values(settings, shop.models.Settings), seen_at=None)
    assert sent(shop) == SETTINGS


def test_pages_and_errors(shop: Exchange) -> None:
    shop.answer = httpx2.Response(200, json={"orders": [ORDER], "total_pages": 1})
    (order,) = shop.client.orders.list()
    assert read(read(order, "lines")[0], "product_id") == ID
    shop.answer = httpx2.Response(422, json={"reason": "dark", "productName": "Lamp"})
    with pytest.raises(shop.package.UnprocessableEntityError) as caught:
        shop.client.products.create(name="Lamp", added_at=ADDED)
    assert sent(shop) == {"name": "Lamp", "addedAt": "2026-03-31T12:00:00Z"}
    assert read(caught.value.body, "product_name") == "Lamp"


def test_answers_that_are_not_as_declared(shop: Exchange) -> None:
    shop.answer = httpx2.Response(200, json=[{"name": 7, "stock": "many"}])
    (product,) = shop.client.products.list()
    assert (read(product, "name"), read(product, "stock")) == (7, "many")
    strict = shop.client.with_options(strict_responses=True)
    with pytest.raises(shop.package.DecodeError, match=r"name: expected a string"):
        strict.products.list()


@pytest.mark.parametrize(
    ("class_name", "document"),
    [("Order", ORDER), ("Settings", SETTINGS)],
    ids=["Order", "Settings"],
)
def test_classes_take_the_names_of_their_fields(
    class_name: str, document: dict[str, Any], shop: Exchange
) -> None:
    codec = importlib.import_module(f"{shop.package.__name__}._runtime.codec")
    class_ = getattr(shop.models, class_name)
    fields = values(codec.decode(class_, document), class_)
    present = {name: value for name, value in document.items() if value is not None}
    assert codec.encode(class_(**fields), class_) == present
