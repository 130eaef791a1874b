"""Deprecated aliases of methods and models that still work, and for how long they do."""

from __future__ import annotations

import asyncio
import copy
import importlib
import inspect
import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml

from clientsmith.pipeline import Planned
from clientsmith.project.pins import NAMES, AliasPin
from names_pinned.following import Document, document, fields, operation, plan_after, ref, told
from support.clients import Exchange, exchange

CASE = Path(__file__).parents[1] / "cases" / "renamed"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    """The client of the case, whose document has other names than the client before."""
    folder = tmp_path_factory.mktemp("renamed")
    (folder / "out" / NAMES).parent.mkdir(parents=True)
    shutil.copy(CASE / "names.json", folder / "out" / NAMES)
    made = yaml.safe_load((CASE / "openapi.yaml").read_text(encoding="utf-8"))
    return exchange(made, folder, config={"aliases": "keep"})


@contextmanager
def warned(message: str) -> Iterator[None]:
    """Exactly one warning, with this message, of the line that uses the former name."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    assert [(each.category, str(each.message)) for each in caught] == [
        (DeprecationWarning, message)
    ]
    assert caught[0].filename == __file__


Call = Callable[[Any], Any]
ANIMAL = httpx2.Response(200, json={"id": "1", "name": "Rex"})
PHOTO = httpx2.Response(200, content=b"photo", headers={"content-type": "image/png"})
KINDS = httpx2.Response(200, json=["cat"])
PAGE = httpx2.Response(200, json={"items": [{"name": "Rex"}], "total_pages": 1})
EVENTS = httpx2.Response(
    200, content=b'data: {"name": "Rex"}\n\n', headers={"content-type": "text/event-stream"}
)
CALLS: dict[str, tuple[Call, Call, httpx2.Response]] = {
    "pets.create": (
        lambda client: client.pets.create(name="Rex"),
        lambda client: client.animals.add(name="Rex"),
        ANIMAL,
    ),
    "pets.create_multipart": (
        lambda client: client.pets.create_multipart(photo=b"photo"),
        lambda client: client.animals.add_multipart(photo=b"photo"),
        ANIMAL,
    ),
    "animals.get_photo": (
        lambda client: client.animals.get_photo("1"),
        lambda client: client.animals.download_photo("1"),
        PHOTO,
    ),
    "animals.get_photo_stream": (
        lambda client: client.animals.get_photo_stream(id="1"),
        lambda client: client.animals.download_photo_stream(id="1"),
        PHOTO,
    ),
    "animals.list": (
        lambda client: client.animals.list(page=1, kinds=["cat"]),
        lambda client: client.animals.find(page=1, kinds=["cat"]),
        PAGE,
    ),
    "kinds.of.animals.list": (
        lambda client: client.kinds.of.animals.list(),
        lambda client: client.animals.kinds.all(),
        KINDS,
    ),
    "pets.watch": (
        lambda client: client.pets.watch(),
        lambda client: client.events.watch(),
        ANIMAL,
    ),
    "pets.watch_stream": (
        lambda client: client.pets.watch_stream(),
        lambda client: client.events.watch_stream(),
        EVENTS,
    ),
    "system.ping": (
        lambda client: client.system.ping(),
        lambda client: client.health.ping(),
        httpx2.Response(204),
    ),
}
NEW = {
    "pets.create": "animals.add",
    "pets.create_multipart": "animals.add_multipart",
    "animals.get_photo": "animals.download_photo",
    "animals.get_photo_stream": "animals.download_photo_stream",
    "animals.list": "animals.find",
    "kinds.of.animals.list": "animals.kinds.all",
    "pets.watch": "events.watch",
    "pets.watch_stream": "events.watch_stream",
    "system.ping": "health.ping",
}


@pytest.mark.parametrize("former", sorted(CALLS))
def test_former_methods_do_what_the_new_ones_do(former: str, client: Exchange) -> None:
    old, new, client.answer = CALLS[former]
    with warned(f"client.{former} is called client.{NEW[former]} now."):
        result = old(client.client)
    found = _read(result), _sent(client)
    assert found == (_read(new(client.client)), _sent(client))
    assert type(result) is type(new(client.client))


@pytest.mark.parametrize("former", sorted(CALLS))
def test_former_asynchronous_methods_do_so_too(former: str, client: Exchange) -> None:
    old, new, client.answer = CALLS[former]

    async def run() -> None:
        with warned(f"client.{former} is called client.{NEW[former]} now."):
            pending = old(client.async_client)
        found = await _read_async(pending), _sent(client)
        assert found == (await _read_async(new(client.async_client)), _sent(client))

    asyncio.run(run())


def _sent(client: Exchange) -> tuple[str, str, bytes]:
    """The newest request; the boundary of a multipart body is another one each time."""
    request = client.request
    is_multipart = "multipart" in request.headers.get("content-type", "")
    return request.method, str(request.url), b"" if is_multipart else request.read()


def _read(result: Any) -> Any:
    if hasattr(result, "__next__") or hasattr(result, "pages"):
        return list(result)
    return result.read() if hasattr(result, "save") else result


async def _read_async(result: Any) -> Any:
    result = await result if inspect.isawaitable(result) else result
    if hasattr(result, "__aiter__") and not hasattr(result, "save"):
        return [item async for item in result]
    return await result.read() if hasattr(result, "save") else result


def test_former_models_are_the_new_ones(client: Exchange) -> None:
    models = client.models
    for former, new in (("Pet", "Animal"), ("PetInput", "AnimalInput"), ("Plaything", "Toy")):
        with warned(f"{models.__name__}.{former} is called {new} now."):
            found = getattr(models, former)
        assert found is getattr(models, new)
        assert former not in dir(models)


def test_former_models_can_be_imported(client: Exchange) -> None:
    name = client.models.__name__
    namespace: dict[str, Any] = {}
    with pytest.warns(DeprecationWarning, match="Pet is called Animal now"):
        exec(f"from {name} import Pet", namespace)
    assert namespace["Pet"] is client.models.Animal


def test_nothing_else_warns(client: Exchange) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert client.models.Animal(name="Rex").name == "Rex"
        for name in ("animals", "pets", "kinds", "system"):
            importlib.import_module(f"{client.package.__name__}.resources.{name}")
            getattr(client.client, name)
        with pytest.raises(AttributeError, match="has no attribute 'Dog'"):
            client.models.Dog  # noqa: B018 - looked up


def test_type_checkers_are_told(client: Exchange) -> None:
    """PEP 702; `tests/cases` has the types of former methods checked."""
    method = type(client.client.pets).create
    assert method.__deprecated__ == "client.pets.create is called client.animals.add now."
    assert method.__doc__ == "Deprecated alias of `client.animals.add`."
    assert "name" in inspect.signature(method).parameters


# --- how long they do ---------------------------------------------------------------------------------


def pets(version: str, operation_id: str = "createPet", title: str = "Kitten") -> Document:
    body = fields("name", title=title)
    made = document({"/pets": {"post": operation(operation_id, "pets", body=body)}})
    made["info"]["version"] = version
    return made


def kept(planned: Planned) -> tuple[dict[str, str], dict[str, str]]:
    """Deprecated aliases of methods and of models, with the versions that they are kept for."""
    pins = planned.pins
    return (
        {name: pin.version for name, pin in pins.operation_aliases.items()},
        {name: pin.version for name, pin in pins.schema_aliases.items()},
    )


def follow(folder: Path, *documents: Document, **settings: Any) -> list[Planned]:
    """The plans of documents, one after the other."""
    settings = {"aliases": "keep", **settings}
    planned = [plan_after(folder, documents[0], **settings)]
    for made in documents[1:]:
        planned.append(plan_after(folder, made, planned[-1].pins, **settings))
    return planned


def test_former_names_end_with_the_version_that_brought_the_new_ones(tmp_path: Path) -> None:
    documents = [
        pets("1"),
        pets("2", "addPet", "Puppy"),
        pets("2", "addPet", "Puppy"),
        pets("3", "addPet", "Puppy"),
    ]
    _, first, again, last = follow(tmp_path, *documents)
    assert kept(first) == kept(again) == ({"pets.create": "2"}, {"Kitten": "2"})
    assert first.package == again.package
    assert kept(last) == ({}, {})
    assert told(last) == [
        f"The deprecated alias {name} was removed: the version is 3 now, and was 2."
        for name in ("pets.create", "Kitten")
    ]


def test_former_names_wait_for_the_next_version_where_the_version_follows(tmp_path: Path) -> None:
    """The document changes first, and the version is raised because of it."""
    made = pets("1", "addPet", "Puppy")
    before = plan_after(tmp_path, pets("1"), version="1.0.0")
    versions = []
    for version in ("1.0.0", "1.0.0", "2.0.0", "2.0.0", "2.0.1"):
        before = plan_after(tmp_path, made, before.pins, version=version, aliases="keep")
        versions.append(kept(before)[0])
    waiting, there = {"pets.create": ""}, {"pets.create": "2.0.0"}
    assert versions == [waiting, waiting, there, there, {}]


def test_former_names_are_dropped_unless_they_are_kept(tmp_path: Path) -> None:
    documents = [pets("1"), pets("2", "addPet", "Puppy")]
    before, planned = follow(tmp_path, *documents, aliases="drop")
    (resource,) = planned.package.resources
    assert resource.aliases == ()
    assert planned.package.model_aliases == ()
    assert told(planned, "alias-dropped") == []
    wanted = plan_after(tmp_path, documents[-1], planned.pins, aliases="keep")
    assert (
        wanted.package == plan_after(tmp_path, documents[-1], before.pins, aliases="keep").package
    )
    assert wanted.package.model_aliases != ()


def test_names_that_change_twice_lead_to_the_last_one(tmp_path: Path) -> None:
    documents = [pets("1"), pets("2", "addPet", "Puppy"), pets("2", "makePet", "Cub")]
    last = follow(tmp_path, *documents)[-1]
    assert kept(last) == (
        {"pets.add": "", "pets.create": "2"},
        {"Kitten": "2", "Puppy": ""},
    )
    (resource,) = last.package.resources
    assert {(alias.name, alias.method.name) for alias in resource.aliases} == {
        ("add", "make"),
        ("create", "make"),
    }
    assert {(alias.name, alias.target) for alias in last.package.model_aliases} == {
        ("Kitten", "Cub"),
        ("Puppy", "Cub"),
    }


def test_names_that_change_back_are_no_former_ones(tmp_path: Path) -> None:
    documents = [pets("1"), pets("2", "addPet", "Puppy"), pets("2")]
    assert kept(follow(tmp_path, *documents)[-1]) == ({"pets.add": ""}, {"Puppy": ""})


def test_former_names_give_way_to_new_ones(tmp_path: Path) -> None:
    renamed = pets("2", "addPet", "Puppy")
    after = copy.deepcopy(renamed)
    after["paths"]["/kittens"] = {"post": operation("create", "pets", body=ref("Kitten"))}
    after["components"]["schemas"]["Kitten"] = fields("age")
    last = follow(tmp_path, pets("1"), renamed, after)[-1]
    assert kept(last) == ({}, {})
    assert last.pins.operations["POST /kittens"].name == "pets.create"
    assert last.pins.schemas["#/components/schemas/Kitten"].name == "Kitten"
    assert told(last) == [
        f"The deprecated alias {name} was removed: another one is called so."
        for name in ("Kitten", "pets.create")
    ]
    at_once = follow(tmp_path, pets("1"), after)[-1]
    assert kept(at_once) == ({}, {})


def test_former_names_end_with_what_they_lead_to(tmp_path: Path) -> None:
    empty = document({"/cats": {"get": operation("listCats", "cats")}})
    empty["info"]["version"] = "2"
    last = follow(tmp_path, pets("1"), pets("2", "addPet", "Puppy"), empty)[-1]
    assert kept(last) == ({}, {})
    assert len(told(last, "alias-dropped")) == 2


def test_former_names_are_no_resources_of_now(tmp_path: Path) -> None:
    """`client.shop.cards` was a method, and is a resource now."""
    before = document({"/shop": {"get": operation("cards", "shop")}})
    after = document(
        {
            "/shop": {"get": operation("listShop", "shop")},
            "/shop/cards/{id}": {"get": operation("shop/cards/show")},
        }
    )
    after["info"]["version"] = "2"
    first, last = follow(tmp_path, before, after)
    assert first.pins.operations["GET /shop"].name == "shop.cards"
    assert last.pins.operations["GET /shop/cards/{id}"].name == "shop.cards.show"
    assert last.pins.operations["GET /shop"].name == "shop.list"
    assert kept(last) == ({}, {})


def test_edited_former_names_are_heeded_as_far_as_they_can_be(tmp_path: Path) -> None:
    pins = replace(
        plan_after(tmp_path, pets("1")).pins,
        operation_aliases={
            "pets.class": AliasPin("POST /pets"),
            "pets.make.now": AliasPin("POST /pets"),
            "pets.create.now": AliasPin("POST /pets"),
            "pets.make": AliasPin("POST /pets"),
            "pets.gone": AliasPin("POST /gone"),
            "zoo.make": AliasPin("POST /pets", form="no such form"),
        },
        schema_aliases={
            "class": AliasPin("#/components/schemas/Pet"),
            "Sample": AliasPin("no such schema"),
        },
    )
    planned = plan_after(tmp_path, pets("1"), pins, aliases="keep")
    assert sorted(planned.pins.operation_aliases) == ["pets.make", "zoo.make"]
    assert planned.pins.schema_aliases == {}
    assert {
        resource.path: [alias.name for alias in resource.aliases]
        for resource in planned.package.resources
    } == {"pets": ["make"], "zoo": ["make"]}
