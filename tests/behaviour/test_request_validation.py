"""`validate_requests = true`: what a call would send is checked first."""

from __future__ import annotations

import asyncio
import pickle
from pathlib import Path
from typing import Any

import httpx2
import pytest

from clientsmith.config import Config
from clientsmith.pipeline import generate_client
from support.clients import Exchange, exchange

CASE = Path(__file__).parents[1] / "cases" / "validate_requests" / "openapi.yaml"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    folder = tmp_path_factory.mktemp("checked")
    client = exchange(CASE.read_text(encoding="utf-8"), folder, config={"validate_requests": True})
    client.answer = httpx2.Response(204)
    return client


def _problems(client: Exchange, method: str, *args: Any, **arguments: Any) -> dict[str, str]:
    """Path → rule of what is wrong with a call, sync and async alike; nothing may be sent."""
    sent = len(client.requests)
    with pytest.raises(client.package.errors.RequestValidationError) as caught:
        getattr(client.client.products, method)(*args, **arguments)
    with pytest.raises(client.package.errors.RequestValidationError) as same:
        asyncio.run(getattr(client.async_client.products, method)(*args, **arguments))
    assert len(client.requests) == sent
    assert caught.value.problems == same.value.problems
    return {problem.path: problem.rule for problem in caught.value.problems}


def test_what_is_right_is_sent(client: Exchange) -> None:
    models = client.models
    client.client.products.create(
        name="Gödel",
        kind="book",
        unit_price=4.35,
        stock=None,
        tags=[models.Tag(name="maths")],
        size="XL",
        range=(0, 9),
        scores=[1, 5, 7],
        slow="b",
    )
    assert client.request.method == "POST"
    asyncio.run(client.async_client.products.list(sort="name", page_size=100, ids=["é123"]))
    assert client.request.url.query == b"pageSize=100&ids=%C3%A9123&sort=name"


def test_all_problems_are_told_at_once(client: Exchange) -> None:
    models = client.models
    found = _problems(
        client,
        "create",
        name="",
        kind="film",
        unit_price=0.005,
        stock=-1,
        tags=[models.Tag(name="ok"), {"name": "x"}, {}, models.Tag(name="far too long")],
        size=61,
        range=(-1, 10),
        scores=[1, 5],
        secret="short",
    )
    assert found == {
        "name": "minLength",
        "kind": "enum",
        "unit_price": "multipleOf",
        "stock": "minimum",
        "tags": "maxItems",
        "tags[1].name": "minLength",
        "tags[2].name": "required",
        "tags[3].name": "maxLength",
        "size": "maximum",
        "range[0]": "minimum",
        "range[1]": "maximum",
        "scores": "contains",
        "secret": "minLength",
    }


def test_types(client: Exchange) -> None:
    found = _problems(client, "create", name=5, kind=None, tags="x", size=1.5, stock="many")
    assert found == dict.fromkeys(("name", "tags", "size", "stock"), "type") | {"kind": "enum"}
    assert _problems(client, "create", name="x", kind="book", unit_price=float("nan")) == {
        "body": "type"
    }


def test_parameters(client: Exchange) -> None:
    found = _problems(
        client,
        "list",
        sort="size",
        page_size="abc",
        ids=["a123", "a123", "abcd", "a1"],
        x_trace="xyz",
    )
    assert found == {
        "sort": "enum",
        "page_size": "type",
        "ids": "uniqueItems",
        "ids[2]": "pattern",
        "ids[3]": "pattern",
        "x_trace": "pattern",
    }
    assert _problems(client, "list", sort=None, page_size=101) == {
        "sort": "required",
        "page_size": "maximum",
    }
    client.client.products.list(sort="name", page_size="100")  # means the same in a query


def test_bodies_that_are_no_model(client: Exchange) -> None:
    found = _problems(client, "set_labels", "1234", body={"ok": "x" * 11, "No": "x"})
    assert found == {"sku": "pattern", "body.ok": "maxLength", "body.No": "pattern"}
    assert _problems(client, "set_labels", "a123", body={}) == {"body": "minProperties"}


def test_properties_that_others_require(client: Exchange) -> None:
    found = _problems(client, "create", name="x", kind="book", sale_price=2)
    assert found == {"unit_price": "dependentRequired", "sale_end": "dependentRequired"}
    error = client.package.errors.RequestValidationError
    with pytest.raises(error, match=r"`sale_end` must be given when `salePrice` is given[.]$"):
        client.client.products.create(name="x", kind="book", sale_price=2, unit_price=3)
    found = _problems(client, "set_labels", "a123", body={"color": "red"})
    assert found == {"body.shade": "dependentRequired"}
    client.client.products.set_labels("a123", body={"color": "red", "shade": "dark"})
    found = _problems(client, "add_photo", "a123", photo=b"\x89PNG", caption_language="en")
    assert found == {"caption": "dependentRequired"}


def test_multipart(client: Exchange) -> None:
    found = _problems(client, "add_photo", "a123", photo=b"\x89PNG", width=4001, caption="x" * 21)
    assert found == {"width": "maximum", "caption": "maxLength"}
    client.client.products.add_photo("a123", photo=b"\x89PNG", width=4000)


def test_messages_hold_excerpts_but_no_secrets(client: Exchange) -> None:
    error = client.package.errors.RequestValidationError
    with pytest.raises(error) as caught:
        client.client.products.create(name="x" * 500, kind="book", secret="hunter2")
    text = str(caught.value)
    assert '`name` must have at most 20 characters, not "xxx' in text
    assert len(text) < 300
    assert "hunter2" not in text
    assert isinstance(caught.value, client.package.errors.InvalidRequestError)
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.problems == caught.value.problems


def test_patterns_that_are_not_checked_are_told() -> None:
    config = Config(naming="operation-id", spec=str(CASE), validate_requests=True)
    found = generate_client(config, progress=lambda stage: None).planned.problems
    assert [
        problem.location.pointer for problem in found if problem.code == "pattern-not-checked"
    ] == ["/components/schemas/Product/properties/slow"]


def test_nothing_is_generated_without_the_setting() -> None:
    files = generate_client(
        Config(naming="operation-id", spec=str(CASE)), progress=lambda stage: None
    ).files
    own = [
        text for path, text in files.items() if "/_runtime/" not in path and path.endswith(".py")
    ]
    assert not [text for text in own if "Constraints" in text or "Rule" in text]
    assert not [text for text in own if "RequestValidationError" in text]


READ_ONLY = """
openapi: 3.1.0
paths:
  /products:
    patch:
      operationId: updateProduct
      tags: [products]
      requestBody:
        content: {application/merge-patch+json: {schema: {$ref: "#/components/schemas/Product"}}}
      responses: {"204": {description: Done.}}
    post:
      operationId: createProduct
      tags: [products]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Product"}}}}
      responses:
        "201":
          description: Done.
          content: {application/json: {schema: {$ref: "#/components/schemas/Product"}}}
components:
  schemas:
    Product:
      type: object
      properties:
        id: {type: string, readOnly: true}
        name: {type: string}
        color: {type: string}
      dependentRequired: {name: [id], id: [color], color: [name]}
"""


def test_no_request_requires_what_it_cannot_hold(tmp_path: Path) -> None:
    client = exchange(READ_ONLY, tmp_path, config={"validate_requests": True})
    client.answer = httpx2.Response(201, json={})
    client.client.products.create(name="Book")
    assert _problems(client, "create", color="red") == {"name": "dependentRequired"}
    client.client.products.update(color="red")  # a patch leaves the other properties as they are


SWAGGER = """
swagger: "2.0"
host: api.test
schemes: [https]
paths:
  /products:
    get:
      operationId: listProducts
      tags: [products]
      parameters:
        - {name: low, in: query, type: number, minimum: 1, exclusiveMinimum: true}
        - {name: high, in: query, type: integer, maximum: 9, exclusiveMaximum: false}
        - {name: many, in: query, type: array, items: {type: integer, maximum: 3, exclusiveMaximum: true}}
      responses: {"204": {description: Done.}}
    post:
      operationId: createProduct
      tags: [products]
      consumes: [application/x-www-form-urlencoded]
      parameters:
        - {name: size, in: formData, type: integer, maximum: 5, required: true}
      responses: {"204": {description: Done.}}
"""


def test_swagger(tmp_path: Path) -> None:
    client = exchange(SWAGGER, tmp_path, config={"validate_requests": True})
    client.answer = httpx2.Response(204)
    assert _problems(client, "list", low=1, high=10, many=[2, 3]) == {
        "low": "exclusiveMinimum",
        "high": "maximum",
        "many[1]": "exclusiveMaximum",
    }
    client.client.products.list(low=1.5, high=9, many=[2])
    assert _problems(client, "create", size=6) == {"size": "maximum"}
    client.client.products.create(size=5)
