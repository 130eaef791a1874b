"""The module `testing`: a fake of the API, and autospecs of the client."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import create_autospec

import httpx2
import pytest

from clientsmith.config import RuntimeSettings
from support import checks
from support.clients import generate_to, import_from

DOCUMENT = """
openapi: 3.2.0
info: {title: Fakeshop, version: '1'}
servers: [{url: 'https://shop.test/v1'}]
security: [{token: []}]
paths:
  /pets:
    get:
      operationId: pets/list
      parameters:
        - {name: kind, in: query, schema: {type: string}}
        - {name: cursor, in: query, schema: {type: string}}
      responses:
        '200': {content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}
    post:
      operationId: pets/create
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses:
        '201': {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        '202': {content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}
        '409': {content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
  /pets/{id}:
    delete:
      operationId: pets/delete
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {'204': {description: Gone}}
  /pets/{id}/photo:
    get:
      operationId: pets/photo
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {'200': {content: {image/png: {}}}}
  /pets/{id}/label:
    get:
      operationId: pets/label
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        '200':
          content:
            application/json: {schema: {$ref: '#/components/schemas/Pet'}}
            application/vnd.names+json: {schema: {type: array, items: {type: string}}}
            text/plain: {schema: {type: string}}
            text/csv: {schema: {type: string}}
  /pets/{id}/sheet:
    get:
      operationId: pets/sheet
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {'200': {content: {application/xml: {schema: {$ref: '#/components/schemas/Pet'}}}}}
  /news:
    get:
      operationId: calls/news
      responses:
        '200':
          content:
            text/event-stream: {itemSchema: {$ref: '#/components/schemas/Pet'}}
  /events:
    get:
      operationId: calls/events
      responses:
        '200':
          content:
            text/event-stream:
              itemSchema:
                type: object
                required: [event, data]
                properties:
                  event: {type: string}
                  data:
                    {type: string, contentMediaType: application/json, contentSchema: {$ref: '#/components/schemas/Pet'}}
  /log:
    get:
      operationId: calls/log
      responses:
        '200': {content: {application/jsonl: {itemSchema: {$ref: '#/components/schemas/Pet'}}}}
components:
  securitySchemes: {token: {type: http, scheme: bearer}}
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string, minLength: 3}, tag: {type: string}}}
    Job: {type: object, required: [job], properties: {job: {type: integer}}}
    Problem: {type: object, required: [reason], properties: {reason: {type: string}}}
    Page:
      type: object
      required: [data]
      properties: {data: {type: array, items: {$ref: '#/components/schemas/Pet'}}, next_cursor: {type: [string, 'null']}}
"""
PACKAGE = "fakeshop_testing"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fakes")
    (folder / "openapi.yaml").write_text(DOCUMENT, encoding="utf-8")
    runtime = RuntimeSettings(include=("testing",))
    generate_to(
        folder / "openapi.yaml", folder, package=PACKAGE, client_class="Shop", runtime=runtime
    )
    return folder


@pytest.fixture(scope="module")
def shop(folder: Path) -> ModuleType:
    package = import_from(folder, PACKAGE)
    importlib.import_module(f"{PACKAGE}.testing")
    return package


@pytest.fixture
def fake(shop: ModuleType) -> Any:
    return shop.testing.FakeShop()


class Caller:
    """Calls methods of one of both clients of a fake."""

    def __init__(self, fake: Any, *, is_async: bool) -> None:
        self._make: Callable[..., Any] = fake.async_client if is_async else fake.client

    def __call__(self, method: Callable[[Any], Any], **arguments: Any) -> Any:
        async def call() -> Any:
            result = method(self._make(**arguments))
            return await result if inspect.isawaitable(result) else result

        return asyncio.run(call())


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def call(fake: Any, request: pytest.FixtureRequest) -> Caller:
    return Caller(fake, is_async=request.param)


def test_results_in_order(fake: Any, shop: ModuleType, call: Caller) -> None:
    first, second = shop.models.Pet(name="Rex"), shop.models.Pet(name="Max", tag="dog")
    fake.pets.create.returns(first, second)
    results = [call(lambda client: client.pets.create(name="Tom")) for _ in range(3)]
    assert results == [first, second, second]


def test_recorded_calls(fake: Any, shop: ModuleType, call: Caller) -> None:
    fake.pets.create.returns(shop.models.Pet(name="Rex"))
    fake.pets.delete.returns(None)
    call(lambda client: client.pets.create(name="Tom", tag="cat"))
    assert call(lambda client: client.pets.delete(7)) is None
    created, deleted = fake.calls
    assert created.body == shop.models.Pet(name="Tom", tag="cat")
    assert created.json() == {"name": "Tom", "tag": "cat"}
    assert str(created.request.url) == "https://fake.test/pets"
    assert (deleted.path, deleted.query, deleted.body) == ({"id": 7}, {}, None)
    assert fake.pets.create.calls == [created]
    fake.reset()
    assert (fake.calls, fake.pets.create.calls) == ([], [])


def test_query_parameters_that_were_given(fake: Any, shop: ModuleType) -> None:
    page = shop.models.Page(data=[shop.models.Pet(name="Rex")])
    fake.pets.list.returns(page)
    assert list(fake.client().pets.list(kind="dog")) == page.data
    assert fake.pets.list.calls[0].query == {"kind": "dog"}


def test_pages(fake: Any, shop: ModuleType) -> None:
    pets = [shop.models.Pet(name=name) for name in ("Rex", "Max", "Tom")]
    fake.pets.list.returns(
        shop.models.Page(data=pets[:2], next_cursor="c2"), shop.models.Page(data=pets[2:])
    )
    assert list(fake.client().pets.list()) == pets
    assert [each.query for each in fake.pets.list.calls] == [{}, {"cursor": "c2"}]


def test_errors_by_class_and_by_status(fake: Any, shop: ModuleType, call: Caller) -> None:
    problem = shop.models.Problem(reason="twice")
    fake.pets.create.raises(shop.ConflictError, body=problem, headers={"X-Request-Id": "r1"})
    with pytest.raises(shop.ConflictError, match="409 Conflict: twice") as caught:
        call(lambda client: client.pets.create(name="Tom"))
    assert (caught.value.body, caught.value.request_id) == (problem, "r1")
    fake.pets.create.raises(418, body={"message": "teapot"})
    with pytest.raises(shop.APIStatusError, match="teapot"):
        call(lambda client: client.pets.create(name="Tom"))
    fake.pets.create.raises(500)
    with pytest.raises(shop.InternalServerError):
        call(lambda client: client.pets.create(name="Tom"))


@pytest.mark.parametrize(
    "name",
    [
        "APIConnectionError",
        "APIConnectionLostError",
        "APIConnectTimeoutError",
        "APITimeoutError",
    ],
)
def test_failures_of_the_connection(fake: Any, shop: ModuleType, call: Caller, name: str) -> None:
    error = getattr(shop, name)
    fake.pets.create.raises(error)
    with pytest.raises(error) as caught:
        call(lambda client: client.pets.create(name="Tom"))
    assert type(caught.value) is error


def test_retries_do_not_wait(fake: Any, shop: ModuleType, call: Caller) -> None:
    pet = shop.models.Pet(name="Rex")
    page = shop.models.Page(data=[pet])
    fake.pets.list.raises(503).raises(shop.APITimeoutError).returns(page)
    before = time.monotonic()
    found = call(lambda client: client.pets.list().first_page(), retries=2)
    assert (found, len(fake.pets.list.calls)) == (page, 3)
    assert time.monotonic() - before < 1


def test_a_result_that_only_another_status_has(fake: Any, shop: ModuleType, call: Caller) -> None:
    job = shop.models.Job(job=1)
    fake.pets.create.returns(job)
    assert call(lambda client: client.pets.create(name="Tom")) == job
    raw = call(lambda client: client.raw(client.pets.create, name="Tom"))
    assert raw.status_code == 202


def test_bytes_and_downloads(fake: Any, tmp_path: Path) -> None:
    fake.pets.photo.returns(b"PNG")
    client = fake.client()
    assert client.pets.photo(1) == b"PNG"
    fake.pets.photo_stream.returns(b"PNG")
    with client.pets.photo_stream(1) as download:
        download.save(tmp_path / "photo.png")
    assert (tmp_path / "photo.png").read_bytes() == b"PNG"


def test_the_media_type_that_is_requested(fake: Any, shop: ModuleType, call: Caller) -> None:
    pet = shop.models.Pet(name="Rex")
    for accept, result in (
        ("application/json", pet),
        ("application/vnd.names+json", ["Rex"]),
        ("text/plain", "Rex"),
        ("text/csv", "Rex"),
    ):
        fake.pets.label.returns(result)
        raw = call(lambda client, a=accept: client.raw(client.pets.label, 1, accept=a))
        assert (raw.parsed, raw.headers["content-type"]) == (result, accept)


def test_xml(fake: Any, shop: ModuleType, call: Caller) -> None:
    fake.pets.sheet.returns(shop.models.Pet(name="Rex"))
    raw = call(lambda client: client.raw(client.pets.sheet, 1))
    assert (raw.parsed.name, raw.headers["content-type"]) == ("Rex", "application/xml")
    assert "<name>Rex</name>" in raw.text


def test_streams(fake: Any, shop: ModuleType) -> None:
    pets = [shop.models.Pet(name="Rex"), shop.models.Pet(name="line\nbreak")]
    fake.calls_.news.returns(pets)
    fake.calls_.log.returns(iter(pets))
    client = fake.client()
    with client.calls.news() as items:
        assert list(items) == pets
    with client.calls.log() as items:
        assert list(items) == pets
    item = shop.testing.make(shop.models.CallsEventsResponseItem, event="new", data=pets[1])
    fake.calls_.events.returns([item])
    with client.calls.events() as items:
        assert list(items) == [item]


def test_a_response_as_it_is(fake: Any, shop: ModuleType, call: Caller) -> None:
    fake.pets.create.responds(200, json={"name": 1}, headers={"X-A": "b"})
    with pytest.raises(shop.DecodeError):
        call(lambda client: client.pets.create(name="Tom"), strict_responses=True)
    fake.pets.create.responds(502, content="<html>")
    with pytest.raises(shop.InternalServerError) as caught:
        call(lambda client: client.pets.create(name="Tom"))
    assert caught.value.status_code == 502


def test_wrong_results_are_refused_at_once(fake: Any, shop: ModuleType) -> None:
    with pytest.raises(TypeError, match=r"is not a result of POST /pets: .*missing"):
        fake.pets.create.returns(shop.models.Problem(reason="no pet"))
    with pytest.raises(TypeError, match="is not a result of DELETE"):
        fake.pets.delete.returns(1)
    with pytest.raises(TypeError, match="needs a result"):
        fake.pets.create.returns()
    for error in (shop.DecodeError, shop.APIError, ValueError):
        with pytest.raises(TypeError, match="`raises` needs a status"):
            fake.pets.create.raises(error)


def test_a_method_without_replies_says_so(fake: Any, call: Caller) -> None:
    with pytest.raises(AssertionError, match="POST /pets was called, but the fake has no reply"):
        call(lambda client: client.pets.create(name="Tom"))


def test_credentials_are_sent_if_they_are_given(
    fake: Any, shop: ModuleType, call: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKESHOP_TOKEN", "secret")
    fake.pets.create.returns(shop.models.Pet(name="Rex"))
    call(lambda client: client.pets.create(name="Tom"))
    call(lambda client: client.pets.create(name="Tom"), token="t")
    sent = [each.request.headers.get("authorization") for each in fake.calls]
    assert sent == [None, "Bearer t"]


def test_an_http_client_of_ones_own(fake: Any, shop: ModuleType) -> None:
    fake.pets.create.returns(shop.models.Pet(name="Rex"))
    http = httpx2.Client(transport=fake.transport, headers={"X-Team": "a"})
    shop.Shop(token="t", http_client=http).pets.create(name="Tom")
    fake.client(http_client=http).pets.create(name="Tom")
    assert [each.request.headers["x-team"] for each in fake.calls] == ["a", "a"]
    with pytest.raises(AssertionError, match="not a request of this package"):
        http.get("https://shop.test/")


def test_the_fixture(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(f'pytest_plugins = ["{PACKAGE}.pytest_plugin"]\n')
    (tmp_path / "test_it.py").write_text(
        f"def test_it(fake_{PACKAGE}):\n"
        f"    fake_{PACKAGE}.pets.delete.returns(None)\n"
        f"    assert fake_{PACKAGE}.client().pets.delete(1) is None\n"
    )
    shutil.copytree(folder / PACKAGE, tmp_path / PACKAGE)
    assert checks.smoke_test_failures(tmp_path) == ""


# --- types ------------------------------------------------------------------------------------------

PROGRAM = f"""
from typing import assert_type

from {PACKAGE} import AsyncShop, NotFoundError, Shop, models
from {PACKAGE}.testing import Factory, FakeShop, make

fake = FakeShop()
pet = make(models.Pet, name="Rex")
assert_type(pet, models.Pet)
assert_type(Factory(7)(models.Pet), models.Pet)
fake.pets.create.returns(pet, make(models.Job)).raises(503).returns(pet)
fake.pets.create.raises(NotFoundError, body=make(models.Problem))
fake.pets.delete.returns(None)
fake.pets.list.returns(models.Page(data=[pet]))
fake.calls_.news.returns([pet])
fake.pets.photo.returns(b"PNG")
assert_type(fake.client(), Shop)
assert_type(fake.async_client(), AsyncShop)
fake.pets.create.returns(models.Problem(reason="x"))  # error
fake.pets.create.returns(pet).returns(1)  # error
fake.pets.create.raises(ValueError)  # error
fake.pets.list.returns([pet])  # error
fake.calls_.news.returns(pet)  # error
fake.pets.nothing  # error
fake.pets.delete.calls[0].nothing  # error
"""


def test_types_of_fakes(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / PACKAGE, tmp_path / PACKAGE)
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    files = [Path("program.py"), Path(PACKAGE)]
    wrong = {
        number
        for number, line in enumerate(PROGRAM.splitlines(), start=1)
        if line.endswith("# error")
    }
    for said in (
        checks.mypy_errors(files, tmp_path, with_runtime=True),
        checks.pyright_errors(files, tmp_path, with_runtime=True),
    ):
        errors = [line for line in said.splitlines() if re.search(r": error:| - error:", line)]
        places = [re.search(r"program\.py:(\d+)(?::\d+ -|:) error", line) for line in errors]
        assert {int(place[1]) for place in places if place} == wrong, said
        assert None not in places, said


# --- autospecs --------------------------------------------------------------------------------------


def test_an_autospec_of_the_client(shop: ModuleType) -> None:
    client = create_autospec(shop.Shop, instance=True)
    pet = shop.testing.make(shop.models.Pet)
    client.pets.create.return_value = pet
    assert client.pets.create(name="Tom") == pet
    client.pets.create.assert_called_once_with(name="Tom")
    assert isinstance(client, shop.Shop)
    assert isinstance(client.pets, type(shop.Shop(token="t").pets))
    with pytest.raises(TypeError):
        client.pets.create(nome="Tom")
    with pytest.raises(TypeError):
        client.pets.delete()
    for wrong in (lambda: client.pets.nothing, lambda: client.nothing):
        with pytest.raises(AttributeError):
            wrong()


def test_an_autospec_of_the_asynchronous_client(shop: ModuleType) -> None:
    client = create_autospec(shop.AsyncShop, instance=True)
    pet = shop.testing.make(shop.models.Pet)
    client.pets.create.return_value = pet
    assert asyncio.run(client.pets.create(name="Tom")) == pet
    with pytest.raises(TypeError):
        client.pets.create(nome="Tom")
    pages = create_autospec(shop.AsyncPages, instance=True)
    client.pets.list.return_value = pages
    assert client.pets.list(kind="dog") is pages


def test_the_class_of_a_resource(shop: ModuleType) -> None:
    assert shop.Shop.pets is type(shop.Shop(token="t").pets)
    resource = create_autospec(shop.Shop.pets, instance=True)
    resource.delete.return_value = None
    assert resource.delete(1) is None
