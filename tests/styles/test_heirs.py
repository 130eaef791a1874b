"""TypedDicts that extend others: at run time they do not know it, and their modules tell."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest

from support.clients import Exchange, exchange

SPEC = """\
openapi: 3.1.0
paths:
  /animals:
    put:
      operationId: replaceAnimals
      tags: [animals]
      requestBody:
        required: true
        content:
          application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Animal"}}}
      responses: {"204": {description: Replaced.}}
  /dogs:
    post:
      operationId: addDog
      tags: [dogs]
      requestBody:
        required: true
        content: {application/xml: {schema: {$ref: "#/components/schemas/Dog"}}}
      responses: {"204": {description: Added.}}
components:
  schemas:
    Animal:
      type: object
      required: [givenName]
      properties:
        givenName: {type: string, minLength: 2, xml: {attribute: true}}
        friends: {type: array, items: {$ref: "#/components/schemas/Animal"}}
    Dog:
      allOf:
        - {$ref: "#/components/schemas/Animal"}
        - {type: object, required: [packSize], properties: {packSize: {type: integer}}}
    Puppy:
      allOf:
        - {$ref: "#/components/schemas/Dog"}
        - {type: object, properties: {firstToy: {$ref: "#/components/schemas/Toy"}}}
    Toy: {type: object, properties: {madeOf: {type: string}}}
"""


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    settings = {"models": "typeddict", "validate_requests": True}
    zoo = exchange(SPEC, tmp_path_factory.mktemp("zoo"), config=settings)
    zoo.answer = httpx2.Response(204)
    return zoo


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"pack_size": 3}, {"packSize": 3}),
        ({"pack_size": 3, "first_toy": {"made_of": "wool"}}, None),
        ({"first_toy": {"made_of": "wool"}, "pack_size": 3, "x_y": 1}, None),
        ({"packSize": 3}, {"packSize": 3}),
        ({"pack_size": "many"}, {"pack_size": "many"}),
        ({"first_toy": {"made_of": "wool"}}, {"first_toy": {"made_of": "wool"}}),
        ({"x_y": 1}, {"x_y": 1}),
        ({}, {}),
    ],
    ids=["dog", "puppy", "puppy-and-more", "wire-names", "wrong-type", "no-dog", "more", "animal"],
)
def test_what_is_sent_is_told_from_keys(
    given: dict[str, Any], expected: dict[str, Any] | None, zoo: Exchange
) -> None:
    if expected is None:
        more = {key: value for key, value in given.items() if key == "x_y"}
        expected = {"packSize": 3, "firstToy": {"madeOf": "wool"}, **more}
    animal, sent = {"given_name": "Rex", **given}, {"givenName": "Rex", **expected}
    zoo.client.animals.replace(
        body=[animal, {"given_name": "Max", "friends": [animal, {"given_name": "Bo"}]}]
    )
    assert json.loads(zoo.request.content) == [
        sent,
        {"givenName": "Max", "friends": [sent, {"givenName": "Bo"}]},
    ]


def test_modules_tell_of_what_is_inherited(zoo: Exchange) -> None:
    zoo.client.dogs.add(given_name="Rex", pack_size=3)
    assert b'<Dog givenName="Rex"><packSize>3</packSize></Dog>' in zoo.request.content
    with pytest.raises(zoo.package.RequestValidationError, match="`given_name` must have at least"):
        zoo.client.dogs.add(given_name="R", pack_size=3)
    toy = {"made_of": "wool"}
    with pytest.raises(zoo.package.RequestValidationError) as caught:
        zoo.client.animals.replace(body=[{"given_name": "R", "pack_size": 1, "first_toy": toy}])
    assert "`body[0].given_name` must have at least 2" in str(caught.value)
