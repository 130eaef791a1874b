"""Values on the wire, whatever the models are: what is received goes back as it came, and values of
Python are sent in the form that the API declares."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import nullcontext, suppress
from decimal import Decimal
from typing import Any

import httpx2
import pytest

from styles.reading import read
from support.clients import Exchange, exchange

SPEC = """\
openapi: 3.1.0
paths:
  /values:
    put:
      operationId: replaceValues
      tags: [values]
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Values"}}}}
      responses: {"200": {description: Ok., content: {application/json: {schema: {$ref: "#/components/schemas/Values"}}}}}
  /days/{day}:
    get:
      operationId: getDay
      tags: [days]
      parameters:
        - {name: day, in: path, required: true, schema: {$ref: "#/components/schemas/Day"}}
        - {name: at, in: query, schema: {type: string, format: date-time}}
        - {name: more, in: query, schema: {}}
      responses: {"200": {description: Ok., content: {application/json: {schema: {$ref: "#/components/schemas/Day"}}}}}
  /dogs:
    put:
      operationId: replaceDogs
      tags: [dogs]
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Dog"}}}}
      responses: {"200": {description: Ok., content: {application/json: {schema: {$ref: "#/components/schemas/Dog"}}}}}
  /nodes:
    put:
      operationId: replaceNodes
      tags: [nodes]
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: "#/components/schemas/Node"}}
      responses: {"204": {description: Replaced.}}
components:
  schemas:
    Day: {type: string, format: date, enum: ["2026-01-02", "2026-01-03"]}
    Values:
      type: object
      properties:
        price: {type: number}
        count: {type: integer}
        at: {type: string, format: date-time}
        time: {type: string, format: time}
        day: {$ref: "#/components/schemas/Day"}
        key: {type: string, format: byte, enum: [aGk=, aG8=]}
        note: {type: string}
        ones: {type: array, items: {type: integer}, contains: {const: 1}, minContains: 0, maxContains: 1}
    Animal:
      type: object
      discriminator: {propertyName: kind}
      required: [kind]
      properties: {kind: {type: string}}
    Dog: {allOf: [{$ref: "#/components/schemas/Animal"}], properties: {barkVolume: {type: integer}}}
    Puppy: {allOf: [{$ref: "#/components/schemas/Dog"}], properties: {ageInWeeks: {type: integer}}}
    Node:
      type: object
      properties:
        name: {type: string, maxLength: 5}
        child: {$ref: "#/components/schemas/Node"}
"""


@pytest.fixture(scope="module", params=["dataclass", "pydantic", "msgspec", "typeddict"])
def api(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    settings = {"models": request.param, "validate_requests": True}
    return exchange(SPEC, tmp_path_factory.mktemp(request.param), config=settings)


def sent(api: Exchange) -> Any:
    return json.loads(api.request.content)


MOMENT = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)


def test_what_is_sent(api: Exchange) -> None:
    api.answer = httpx2.Response(200, json={})
    api.client.values.replace(
        price=Decimal("0.1234567890123456789"),
        count=10**5000,
        at=MOMENT,
        time=MOMENT.timetz(),
        day=dt.date(2026, 1, 2),
        key=b"hi",
        ones=[1, 2],
    )
    assert api.request.content == (
        b'{"price":0.1234567890123456789,"count":1%b,"at":"2026-01-02T03:04:05Z",'
        b'"time":"03:04:05Z","day":"2026-01-02","key":"aGk=","ones":[1,2]}' % (b"0" * 5000)
    )


def test_constants_of_a_format(api: Exchange) -> None:
    api.answer = httpx2.Response(200, json="2026-01-03")
    assert api.client.days.get(dt.date(2026, 1, 2), at=MOMENT) == dt.date(2026, 1, 3)
    assert str(api.request.url).endswith("/days/2026-01-02?at=2026-01-02T03%3A04%3A05Z")
    error = api.package.RequestValidationError
    with pytest.raises(error, match='`day` must be one of "2026-01-02", "2026-01-03"'):
        api.client.days.get(dt.date(2026, 1, 4))
    with pytest.raises(error, match='`key` must be one of "aGk=", "aG8="'):
        api.client.values.replace(key=b"no")


def test_items_that_may_be_contained_once(api: Exchange) -> None:
    api.answer = httpx2.Response(200, json={})
    for ones in ([], [1], [2, 3]):
        api.client.values.replace(ones=ones)
    with pytest.raises(api.package.RequestValidationError, match="at most 1 item that matches"):
        api.client.values.replace(ones=[1, 2, 1])


def test_null_that_was_received(api: Exchange) -> None:
    api.answer = httpx2.Response(200, json={"note": None, "price": 1})
    values = api.client.values.replace()
    assert read(values, "note") is None
    encode = api.package._runtime.codec.encode
    assert encode(values, "Values") == {"note": None, "price": 1}
    with pytest.raises(api.package.DecodeError, match=r"\$\.note: expected a string, got null"):
        api.client.with_options(strict_responses=True).values.replace()


@pytest.mark.parametrize("kind", ["Dog", "Puppy"])
def test_a_class_in_the_middle(api: Exchange, kind: str) -> None:
    is_puppy = kind == "Puppy"
    data = {"kind": kind, "barkVolume": 3} | ({"ageInWeeks": 7} if is_puppy else {})
    made: dict[str, Any] = {"bark_volume": 3} | ({"age_in_weeks": 7} if is_puppy else {})
    cls = getattr(api.models, kind)
    if cls.__base__ is dict:  # which has no defaults
        made["kind"] = kind
    api.answer = httpx2.Response(200, json=data)
    dog = api.client.with_options(strict_responses=True).dogs.replace(body=cls(**made))
    assert sent(api) == data
    assert dog == cls(**made, **({} if cls.__base__ is dict else {"kind": kind}))


def test_a_class_that_the_document_does_not_know(api: Exchange) -> None:
    wolf = {"kind": "Wolf", "barkVolume": 3, "age": 4}
    api.answer = httpx2.Response(200, json=wolf)
    dog = api.client.dogs.replace(body=api.models.Dog(kind="Dog"))
    assert (read(dog, "kind"), read(dog, "bark_volume")) == ("Wolf", 3)
    assert api.package._runtime.codec.encode(dog, "DogVariant") == wolf


def test_deeply_nested_values(api: Exchange) -> None:
    api.answer = httpx2.Response(204)
    more: list[Any] = []
    for _ in range(2000):
        more = [more]
    with pytest.raises(api.package.InvalidRequestError, match="nested too deeply"):
        api.client.days.get(dt.date(2026, 1, 2), more=more)
    for depth in (40, 200, 400, 4000):
        node = api.models.Node(name="x")
        for _ in range(depth):
            node = api.models.Node(child=node)
        # How deep it goes depends on the program's own calls; beyond that, it is this error.
        may_fail = suppress(api.package.InvalidRequestError) if depth > 40 else nullcontext()
        with may_fail:
            api.client.nodes.replace(child=node)
            assert depth < 4000
