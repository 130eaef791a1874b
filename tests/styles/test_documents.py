"""Clients of real documents behave alike, whatever their models are."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest

from styles.reading import read
from support import checks
from support.clients import Exchange, generate_to, import_from
from support.public import ROOT, SHARED

STYLES = ("dataclass", "pydantic", "msgspec", "typeddict")
MSPORTAL = ROOT / "specs" / "msportal" / "create-goal.md"
PETSTORE = SHARED / "specs" / "petstore" / "petstore.yaml"
STRIPE = SHARED / "specs" / "stripe" / "stripe.yaml"
ID = UUID(int=7)


def client(document: Path, style: str, folder: Path, **arguments: Any) -> Exchange:
    if not document.is_file():
        pytest.skip("the public documents are not at hand")
    package = f"{document.parent.name}_{style}"
    generated = generate_to(document, folder, package=package, models=style)
    class_name = generated.planned.package.client.class_name
    return Exchange(import_from(folder, package), class_name, **arguments)


def sent(api: Exchange) -> Any:
    return json.loads(api.request.content)


@pytest.mark.parametrize("style", STYLES)
def test_msportal(style: str, tmp_path: Path) -> None:
    api = client(MSPORTAL, style, tmp_path, token="t")
    reference = {"id": str(ID), "name": "Acme"}
    goal = {
        "id": str(ID),
        "title": "Replace the firewall",
        "description": None,
        "dueDate": "2026-03-31T12:00:00Z",
        "progressPercentage": 5,
        "quarter": "Q1",
        "year": 2026,
        "company": reference,
        "status": reference | {"colour": "green"},
        "priority": None,
        "category": None,
        "createdAt": "2026-01-31T12:30:00Z",
        "updatedAt": "2026-01-31T12:30:00Z",
        "tasks": [],
        "updates": [],
    }
    api.answer = httpx2.Response(201, json={"data": goal})
    made = api.client.goals.create(
        title="Replace the firewall",
        company_id=ID,
        due_date=dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC),
    )
    assert sent(api) == {
        "title": "Replace the firewall",
        "companyId": str(ID),
        "dueDate": "2026-03-31T12:00:00Z",
    }
    data = read(made, "data")
    assert read(data, "due_date") == dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC)
    assert read(read(data, "status"), "name") == "Acme"
    assert asyncio.run(api.async_client.goals.create(title="x", company_id=ID)) == made
    api.answer = httpx2.Response(400, json={"error": "bad", "requestId": "r1"})
    with pytest.raises(api.package.BadRequestError) as caught:
        api.client.goals.create(title="", company_id=ID)
    assert read(caught.value.body, "request_id") == "r1"


@pytest.mark.parametrize("style", STYLES)
def test_petstore(style: str, tmp_path: Path) -> None:
    api = client(PETSTORE, style, tmp_path, base_url="https://pets.test", token="t")
    pet = {
        "id": 7,
        "name": "Rex",
        "category": {"id": 1, "name": "Dogs"},
        "photoUrls": ["a.png"],
        "tags": [{"id": 2, "name": "good"}],
        "status": "sold",
    }
    api.answer = httpx2.Response(200, json=pet)
    models = api.models
    made = api.client.pet.add(
        name="Rex",
        photo_urls=["a.png"],
        category=models.Category(id=1, name="Dogs"),
        tags=[models.Tag(id=2, name="good")],
    )
    assert sent(api) == {key: pet[key] for key in ("name", "photoUrls", "category", "tags")}
    assert read(made, "photo_urls") == ["a.png"]
    api.answer = httpx2.Response(200, json=[pet])
    (found,) = api.client.pet.find_by_status(status="sold")
    assert found == made
    assert read(read(found, "tags")[0], "name") == "good"


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_stripe(style: str, tmp_path: Path) -> None:
    api = client(STRIPE, style, tmp_path, token="k")
    customer = {"id": "cus_1", "object": "customer", "created": 1, "livemode": False, "email": None}
    api.answer = httpx2.Response(200, json=customer | {"address": {"city": "Bath"}})
    made = api.client.customers.create(
        email="a@b.test", address=api.models.OptionalFieldsAddress(city="Bath")
    )
    assert api.request.content == b"address%5Bcity%5D=Bath&email=a%40b.test"
    assert read(read(made, "address"), "city") == "Bath"
    page = {"object": "list", "data": [customer], "has_more": False, "url": "/v1/customers"}
    api.answer = httpx2.Response(200, json=page)
    assert [read(each, "id") for each in api.client.customers.list()] == ["cus_1"]
    api.answer = httpx2.Response(402, json={"error": {"type": "card_error", "code": "declined"}})
    with pytest.raises(api.package.APIStatusError) as caught:
        api.client.customers.get("cus_1")
    assert read(read(caught.value.body, "error"), "code") == "declined"


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES[1:])
@pytest.mark.parametrize(
    "document", [MSPORTAL, PETSTORE, STRIPE], ids=lambda path: path.parent.name
)
def test_projects_are_sound(document: Path, style: str, tmp_path: Path) -> None:
    if not document.is_file():
        pytest.skip("the public documents are not at hand")
    generated = generate_to(document, tmp_path, models=style)
    package = Path(generated.planned.package.name)
    checks.import_everything(tmp_path, str(package))
    assert checks.smoke_test_failures(tmp_path) == ""
    assert checks.black_errors(tmp_path) == ""
    assert checks.pyright_errors([package], tmp_path, with_runtime=True) == ""
    assert checks.mypy_errors([package], tmp_path, with_runtime=True) == ""
