"""Words of documents that libraries of models have no place for: clients work all the same."""

from __future__ import annotations

import json
from pathlib import Path

import httpx2
import pytest

from styles.reading import read
from support.clients import exchange

DOCUMENT = """
openapi: 3.1.0
info: {title: Odd, version: "1"}
servers: [{url: https://odd.test}]
paths:
  /things:
    put:
      tags: [things]
      operationId: replaceThing
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
      responses:
        "200":
          description: The thing.
          content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
components:
  schemas:
    Thing:
      type: object
      required: ['say "hi"']
      properties:
        'say "hi"': {type: string}
        'back\\slash': {type: string}
        "tab\\tulator": {type: integer}
        state: {$ref: "#/components/schemas/State"}
    State: {type: string, enum: [in progress, 5G, "", "Thing["]}
"""
THING = {'say "hi"': "a", "back\\slash": "b", "tab\tulator": 3, "state": "in progress"}


@pytest.mark.parametrize("style", ["dataclass", "pydantic", "msgspec", "typeddict"])
def test_objects_go_back_as_they_came(style: str, tmp_path: Path) -> None:
    api = exchange(DOCUMENT, tmp_path, config={"models": style})
    api.answer = httpx2.Response(200, json=THING)
    made = api.client.things.replace(say_hi="a", back_slash="b", tab_ulator=3, state="in progress")
    assert json.loads(api.request.content) == THING
    names = ("say_hi", "back_slash", "tab_ulator", "state")
    assert [read(made, name) for name in names] == list(THING.values())
    assert made == api.models.Thing(**dict(zip(names, THING.values(), strict=True)))


def test_pydantic_validates_them(tmp_path: Path) -> None:
    thing = exchange(DOCUMENT, tmp_path, config={"models": "pydantic"}).models.Thing
    assert thing.model_validate(THING).model_dump(by_alias=True) == THING
