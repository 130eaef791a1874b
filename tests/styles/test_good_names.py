"""Names of builtins, of imports and of local variables are kept, in models of every style."""

from __future__ import annotations

import ast
import asyncio
import builtins
import datetime as dt
import importlib
import json
import keyword
import typing
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsmith.naming.words.reserved import MODEL_ATTRIBUTES
from styles.reading import read
from support.checks import mypy_errors, pyright_errors
from support.clients import Exchange, exchange

CASE = Path(__file__).resolve().parents[1] / "cases" / "good_names" / "openapi.yaml"
STYLES = ("dataclass", "pydantic", "msgspec", "typeddict")

ID = "12345678-1234-5678-1234-567812345678"
WORD: dict[str, Any] = {
    "id": ID,
    "list": [1],
    "more": ["a"],
    "type": "noun",
    "str": "s",
    "dict": {"k": "v"},
    "int": 2,
    "float": 1.5,
    "bool": None,
    "bytes": "aGk=",
    "tuple": ["a", 1],
    "frozenset": ["x"],
    "dt": "2026-01-02T03:04:05Z",
    "date": "2026-01-02",
    "datetime": "2026-01-02T03:04:05Z",
    "any": {"x": [1]},
    "literal": "a",
    "dataclass": "d",
    "dataclasses": "e",
    "pydantic": "p",
    "msgspec": "m",
    "self": "me",
    "cls": "us",
    "fromDate": "2026-01-03",
}


@pytest.fixture(scope="module", params=STYLES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    folder = tmp_path_factory.mktemp(request.param)
    return exchange(
        CASE.read_text(encoding="utf-8"),
        folder,
        config={"models": request.param, "validate_requests": True},
    )


def query(request: httpx2.Request) -> dict[str, str]:
    return dict(parse_qsl(request.url.query.decode()))


def test_arguments_beside_a_body_that_is_spread(made: Exchange) -> None:
    made.answer = httpx2.Response(200, json=WORD)
    word = made.client.words.create(
        "b",
        body_models=[],
        body_bytes=b"hi",
        body_self="me",
        options="o",
        models=["m", "n"],
        dt=dt.date(2026, 1, 2),
        self_="s",
        cls="c",
        class_="k",
        list=["l"],
        additional_properties={"more": [1]},
        request_options=made.package.RequestOptions(headers={"X-Trace": "1"}),
    )
    request = made.request
    assert request.url.path == "/words/b"
    assert request.headers["x-trace"] == "1"
    assert query(request) == {
        "options": "o",
        "models": "n",
        "dt": "2026-01-02",
        "self": "s",
        "cls": "c",
        "class": "k",
    }
    assert json.loads(request.content) == {
        "models": [],
        "bytes": "aGk=",
        "self": "me",
        "list": ["l"],
        "more": [1],
    }
    assert read(word, "bytes") == b"hi"
    assert read(word, "dt") == dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)


def test_a_whole_body_beside_an_argument_of_its_name(made: Exchange) -> None:
    made.answer = httpx2.Response(200, json={"w": WORD})
    words = made.client.words.dict("b", request_body=[], body="x", list=[1], str="s")
    assert json.loads(made.request.content) == []
    assert query(made.request) == {"body": "x", "list": "1", "str": "s"}
    assert read(words["w"], "self") == "me"


def test_methods_called_like_builtins(made: Exchange) -> None:
    made.answer = httpx2.Response(200, json=[WORD])
    moment = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    arguments: dict[str, Any] = {
        "type": "noun",
        "id": UUID(ID),
        "int": 1,
        "float": 0.5,
        "bool": True,
        "datetime": moment,
        "builtins": [0.5],
        "literal": "b",
    }
    [word] = made.client.words.list(**arguments)
    assert [*query(made.request)] == [*arguments]
    [same] = asyncio.run(made.async_client.words.list(**arguments))
    assert [*query(made.request)] == [*arguments]
    assert word == same
    made.answer = httpx2.Response(200, json=WORD)
    assert made.client.words.models.dt(dt.date(2026, 1, 2)) == word
    assert made.request.url.path == "/words/models/2026-01-02"


def test_fields_called_like_what_class_bodies_use(made: Exchange) -> None:
    whole = {"builtins": WORD, "str": "s", "wordList": [WORD], "field": None, "rest": "r"}
    made.answer = httpx2.Response(200, json=whole)
    wrapped = made.client.words.wrap(
        builtins=read(made.client.words.wrap(), "builtins"),
        str="s",
        word_list=read(made.client.words.wrap(), "word_list"),
        field=None,
        additional_properties={"rest": "r"},
    )
    assert json.loads(made.request.content) == whole
    word = read(wrapped, "builtins")
    assert read(word, "list") == [1]
    assert read(word, "frozenset") == ["x"]
    assert read(word, "datetime") == dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)


def test_pydantic_builds_validators(tmp_path: Path) -> None:
    made = exchange(CASE.read_text(encoding="utf-8"), tmp_path, config={"models": "pydantic"})
    word = made.models.Word.model_validate(WORD)
    assert word.model_dump(by_alias=True, mode="json") == WORD


def test_type_checkers_are_content(tmp_path: Path) -> None:
    packages = []
    for style in STYLES:
        folder = tmp_path / style
        folder.mkdir()
        config = {"models": style, "validate_requests": True}
        made = exchange(CASE.read_text(encoding="utf-8"), folder, config=config)
        name = made.package.__name__
        packages.append((folder / "out" / name).rename(tmp_path / name))
    assert mypy_errors(packages, tmp_path) == ""
    assert pyright_errors(packages, tmp_path) == ""


# --- any such name --------------------------------------------------------------------------------


@cache
def words() -> tuple[str, ...]:
    """Names of Python, and names that generated modules import or define, in snake case."""
    names = {*dir(builtins), *keyword.kwlist, *keyword.softkwlist, *typing.__all__, "self", "cls"}
    with TemporaryDirectory() as folder:
        exchange(CASE.read_text(encoding="utf-8"), Path(folder))
        for file in Path(folder).rglob("*.py"):
            if "_runtime" not in file.parts:
                tree = ast.parse(file.read_text(encoding="utf-8"))
                names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return tuple(sorted(name for name in names if name == name.lower() and name[0] != "_"))


SCHEMAS: tuple[tuple[dict[str, Any], Any], ...] = (
    ({"type": "string"}, "a"),
    ({"type": "integer"}, 1),
    ({"type": "array", "items": {"type": "string", "format": "date"}}, ["2026-01-02"]),
    ({"type": "object", "additionalProperties": {"type": "number"}}, {"a": 1.5}),
    ({"type": "string", "format": "byte"}, "aGk="),
    ({"$ref": "#/components/schemas/Inner"}, {"list": ["2026-01-03"]}),
)


EVERYWHERE = ("additional_properties", "extra_fields")
"""Names of fields that get an underscore although they are no keywords: what models have themselves."""


def document(names: list[str], shapes: list[int]) -> dict[str, Any]:
    """Return a document with an operation whose parameters have these names, and one whose body has
    such properties."""
    schemas = {name: SCHEMAS[shape][0] for name, shape in zip(names, shapes, strict=True)}
    whole = {"type": "object", "properties": schemas, "required": names[::2]}
    ref = {"$ref": "#/components/schemas/Outer"}
    content = {"application/json": {"schema": ref}}
    result = {"responses": {"204": {"description": "Done"}}}
    parameters = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in names]
    return {
        "paths": {
            "/things": {
                "get": {"operationId": "things.find", "parameters": parameters, **result},
                "post": {
                    "operationId": "things.make",
                    "requestBody": {"required": True, "content": content},
                    **result,
                },
            }
        },
        "components": {
            "schemas": {
                "Inner": {"type": "object", "properties": {"list": SCHEMAS[2][0]}},
                "Outer": whole,
            }
        },
    }


def hidden(tree: ast.Module) -> Iterator[str]:
    """Yield names in annotations and values of class bodies that a field of the class hides."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            fields = [each for each in node.body if isinstance(each, ast.AnnAssign)]
            names = {each.target.id for each in fields if isinstance(each.target, ast.Name)}
            for field in fields:
                for part in filter(None, (field.annotation, field.value)):
                    used = {one.id for one in ast.walk(part) if isinstance(one, ast.Name)}
                    yield from used & names


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_any_name_is_kept(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(words()), min_size=1, max_size=12, unique=True))
    shapes = [data.draw(st.integers(0, len(SCHEMAS) - 1)) for _ in names]
    style = data.draw(st.sampled_from(STYLES))
    with TemporaryDirectory() as folder:
        made = exchange(document(names, shapes), Path(folder), config={"models": style})
        wanted = {
            name: f"{name}_" if keyword.iskeyword(name) or name == "self" else name
            for name in names
        }
        made.answer = httpx2.Response(204)
        made.client.things.find(**{wanted[name]: name for name in names})
        assert query(made.request) == {name: name for name in names}
        value = {name: SCHEMAS[shape][1] for name, shape in zip(names, shapes, strict=True)}
        codec = importlib.import_module(f"{made.package.__name__}._runtime.codec")
        model = made.models.Outer
        decoded = codec.decode(model, value, strict=True)
        assert codec.encode(decoded, model) == value
        for name in names:
            is_taken = (
                keyword.iskeyword(name)
                or name in MODEL_ATTRIBUTES.get(style, ())
                or name in EVERYWHERE
            )
            read(decoded, f"{name}_" if is_taken else name)
        for file in Path(folder).rglob("models/*.py"):
            assert [*hidden(ast.parse(file.read_text(encoding="utf-8")))] == []
