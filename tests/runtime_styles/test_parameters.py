"""Objects in parameters of generated clients: dicts go out by the names on the wire, too."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest

from support.clients import exchange

from .conftest import STYLES

DOCUMENT = """
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - {name: filter, in: query, style: deepObject, explode: true, schema: {$ref: '#/components/schemas/Filter'}}
        - {name: sort, in: query, explode: false, schema: {type: array, items: {type: string}}}
      responses: {'204': {description: done}}
components:
  schemas:
    Filter:
      type: object
      properties: {bornAfter: {type: string, format: date}, maxAge: {type: integer}}
"""


@pytest.mark.parametrize("style", STYLES)
def test_objects_in_the_query(style: str, tmp_path: Path) -> None:
    api = exchange(DOCUMENT, tmp_path, config={"models": style})
    api.answer = httpx2.Response(204)
    search = api.models.Filter(max_age=3)
    api.client.pets.list(filter=search, sort=["a", "b"])
    assert api.request.url.query == b"filter%5BmaxAge%5D=3&sort=a,b"
    source = (tmp_path / "out" / api.package.__name__ / "resources" / "pets.py").read_text()
    assert 'type="Filter"' in source
    for given in ({"max_age": 3}, {"maxAge": 3}):
        api.client.pets.list(filter=given, sort=("a", "b"))
        assert api.request.url.query == b"filter%5BmaxAge%5D=3&sort=a,b"
