"""JSON merge patches (RFC 7396): null removes, what is not given stays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from support.clients import Exchange, exchange

DOCUMENT = """
paths:
  /shelves/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getShelf
      tags: [shelves]
      responses:
        "200":
          description: A shelf
          content: {application/json: {schema: {$ref: "#/components/schemas/Shelf"}}}
    patch:
      operationId: updateShelf
      tags: [shelves]
      requestBody:
        required: true
        content:
          application/merge-patch+json: {schema: {$ref: "#/components/schemas/ShelfChange"}}
      responses: {"204": {description: Done}}
components:
  schemas:
    Shelf:
      required: [name]
      properties:
        name: {type: string}
        books: {type: object, additionalProperties: {$ref: "#/components/schemas/Book"}}
        parent: {$ref: "#/components/schemas/Shelf"}
    ShelfChange:
      required: [etag]
      properties:
        etag: {type: string}
        name: {type: string}
        books: {type: object, additionalProperties: {$ref: "#/components/schemas/Book"}}
        parent: {$ref: "#/components/schemas/Shelf"}
        order: {type: array, items: {$ref: "#/components/schemas/Book"}}
    Book:
      properties: {title: {type: string}, pages: {type: integer}}
"""


@pytest.fixture
def shelves(tmp_path: Path) -> Exchange:
    return exchange(DOCUMENT, tmp_path)


def _sent(sample: Exchange, **arguments: Any) -> Any:
    sample.client.shelves.update("s", etag="1", **arguments)
    assert sample.request.headers["content-type"] == "application/merge-patch+json"
    return json.loads(sample.request.content)


def test_null_is_sent_and_what_is_not_given_is_not(shelves: Exchange) -> None:
    assert _sent(shelves) == {"etag": "1"}
    assert _sent(shelves, name=None, books=None, order=None) == {
        "etag": "1",
        "name": None,
        "books": None,
        "order": None,
    }
    assert _sent(shelves, name="x") == {"etag": "1", "name": "x"}


def test_null_inside_of_objects(shelves: Exchange) -> None:
    models = shelves.models
    books = {"a": models.BookPatch(title=None), "b": None, "c": models.BookPatch(pages=1)}
    assert _sent(shelves, books=books)["books"] == {
        "a": {"title": None},
        "b": None,
        "c": {"pages": 1},
    }
    parent = models.ShelfPatch(name="x", parent=models.ShelfPatch(name="y", books=None))
    assert _sent(shelves, parent=parent)["parent"] == {
        "name": "x",
        "parent": {"name": "y", "books": None},
    }


def test_arrays_are_replaced_as_a_whole(shelves: Exchange) -> None:
    order = [shelves.models.Book(title="x")]
    assert _sent(shelves, order=order)["order"] == [{"title": "x"}]


def test_what_answers_use_stays_as_it_is(shelves: Exchange) -> None:
    models = shelves.models
    assert models.Shelf(name="x").books is None
    assert models.Book().title is None
    assert not hasattr(models, "ShelfChangePatch")
