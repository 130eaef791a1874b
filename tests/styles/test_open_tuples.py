"""Tuples with any number of further items: pydantic knows each item as what it is."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pydantic
import pytest

from clientsmith.styles.restyling import marked
from clientsmith.text import Code
from support.clients import generate_to, import_from

ROWS = Path(__file__).parent / "rows.yaml"
ID = UUID(int=7)
ROW = {
    "cells": ["a", 1, 2],
    "parts": [{"until": "2026-03-31T12:00:00Z"}, "2026-03-31", {"widthInPoints": 3}, {}],
    "mark": ["tuple[str, *tuple[int, ...]] ü", "b", None, {"c": [1]}],
    "table": [["a"], ["b", 1.5, 2.0]],
    "byName": {"first": [{"widthInPoints": 1}, str(ID)]},
    "either": [{}, str(ID), str(ID)],
    "formula": ["+", 1.0, ["*", 2.5, ["pi"], {"symbol": "cm"}]],
    "bounds": ["a", 2],
}


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("rows")
    made = generate_to(ROWS, folder, package="rows_of_tuples", models="pydantic")
    assert [each for each in made.planned.problems if each.code == "style-not-expressible"] == []
    return import_from(folder, "rows_of_tuples").models


def test_constructors_take_them(models: Any) -> None:
    cell = models.Cell(width_in_points=1)
    row = models.Row(
        cells=("a", 1, 2),
        parts=(cell, dt.date(2026, 3, 31), cell, models.Cell()),
        mark=None,
        table=[("a",), ("b", 1.5)],
        by_name={"first": (cell, ID)},
        either=(cell,),
        formula=("+", 1, ("*", 2.5, ("pi",))),
    )
    assert row.parts == (cell, dt.date(2026, 3, 31), cell, models.Cell())
    assert (row.by_name, row.either) == ({"first": (cell, ID)}, (cell,))
    assert row.formula == ("+", 1, ("*", 2.5, ("pi",)))


def test_json_goes_through(models: Any) -> None:
    row = models.Row.model_validate(ROW)
    assert row.parts[2] == models.Cell(width_in_points=3)
    assert row.either == (models.Cell(), ID, ID)
    assert row.model_dump(mode="json", by_alias=True, exclude_unset=True) == ROW
    assert models.Row.model_validate_json(row.model_dump_json(by_alias=True)) == row
    assert json.loads(models.Row.model_validate_json(json.dumps(ROW)).model_dump_json())["cells"]


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"cells": ()}, ("cells", 0)),
        ({"cells": (1,)}, ("cells", 0)),
        ({"cells": ("a", 1, "b")}, ("cells", 2)),
        (
            {"parts": ({}, "2026-03-31", {}, {"widthInPoints": "wide"})},
            ("parts", 3, "widthInPoints"),
        ),
        ({"table": [("a", 1), ("b", "c")]}, ("table", 1, 1)),
        ({"by_name": {"first": ({}, "no")}}, ("by_name", "first", 1)),
    ],
    ids=["none", "first", "further", "model", "list", "name"],
)
def test_what_is_wrong_is_refused(
    wrong: dict[str, Any], place: tuple[Any, ...], models: Any
) -> None:
    with pytest.raises(pydantic.ValidationError) as caught:
        models.Row(**{"cells": ("a",), **wrong})
    assert [error["loc"] for error in caught.value.errors()] == [place]


def test_the_json_schema_says_it(models: Any) -> None:
    schema = models.Row.model_json_schema()
    cell = {"$ref": "#/$defs/Cell"}
    assert schema["properties"]["parts"]["anyOf"][0] == {
        "type": "array",
        "minItems": 2,
        "prefixItems": [cell, {"type": "string", "format": "date"}],
        "items": cell,
    }
    assert schema["$defs"]["Formula"]["anyOf"][2]["items"] == {"$ref": "#/$defs/Formula"}


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        ("tuple[str, int]", "tuple[str, int]"),
        ('Literal["*tuple["]', 'Literal["*tuple["]'),
        (
            'Union["É", tuple[Literal["é"], *tuple["É", ...]]]',
            'Union["É", Annotated[tuple[Literal["é"], *tuple["É", ...]], OPEN_TUPLE]]',
        ),
        (
            "tuple[int, *tuple[tuple[str, *tuple[int, ...]], ...]] | None",
            "Annotated[tuple[int, *tuple[Annotated[tuple[str, *tuple[int, ...]], OPEN_TUPLE], ...]],"
            " OPEN_TUPLE] | None",
        ),
    ],
    ids=["closed", "text", "letters", "nested"],
)
def test_where_the_mark_stands(annotation: str, expected: str) -> None:
    assert marked(Code(annotation)) == expected
