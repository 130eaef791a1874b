"""Hand-written classes stand for generated ones: calls, results, copies, other modules."""

from __future__ import annotations

import asyncio
import copy
import dataclasses
import json
import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

from support.clients import Exchange, generate_to, import_from

from . import zoo as shared

PACKAGE = "extended_zoo"
DOG = {
    "name": "Rex",
    "bornOn": "2020-01-31",
    "breed": "Pug",
    "chip": 7,
    "friend": {"name": "Mia"},
    "mates": [{"name": "Bo", "bornOn": "2016-01-01"}],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("extended")
    shared.add_code(folder, PACKAGE)
    settings = {"package": PACKAGE, "client_class": "Zoo", **shared.SETTINGS}
    generated = generate_to(shared.SPEC, folder, **settings)
    assert generated.planned.problems == ()
    return folder


@pytest.fixture(scope="module")
def package(folder: Path) -> ModuleType:
    return import_from(folder, PACKAGE)


@pytest.fixture
def zoo(package: ModuleType) -> Exchange:
    return Exchange(package, "Zoo")


def _answer(value: Any, status: int = 200) -> httpx2.Response:
    return httpx2.Response(status, json=value)


def test_resources_are_the_hand_written_ones(zoo: Exchange) -> None:
    zoo.answer = _answer(DOG, 201)
    dogs = zoo.client.pets.create_many("Rex", "Mia")
    assert [json.loads(request.content) for request in zoo.requests] == [
        {"name": "Rex"},
        {"name": "Mia"},
    ]
    assert [dog.age for dog in dogs] == [6, 6]
    zoo.answer = _answer(DOG)
    zoo.client.pets.get("#1")
    assert zoo.request.url.path == "/pets/1"
    dogs = asyncio.run(zoo.async_client.pets.create_many("Rex"))
    assert [dog.age for dog in dogs] == [6]


def test_resources_below_others_are_extended(zoo: Exchange) -> None:
    zoo.answer = _answer([{"reason": "Teeth", "status": "done"}, {"reason": "Paws"}])
    assert zoo.client.pets.visits.reasons("1") == ["Teeth"]
    assert zoo.client.pets.visits.list("1")[0].room == "1"
    # The twin is not extended, and its models are.
    visits = asyncio.run(zoo.async_client.pets.visits.list("1"))
    assert [visit.is_done for visit in visits] == [True, False]
    assert type(zoo.async_client.pets.visits).__module__ == f"{PACKAGE}.resources.pets_visits"


def test_the_client_is_the_hand_written_one(zoo: Exchange) -> None:
    pets = [{"name": "Rex", "bornOn": "2020-01-01"}, {"name": "Bo", "bornOn": "2016-01-01"}]
    zoo.answer = _answer({"models": pets})
    assert zoo.client.oldest().name == "Bo"
    assert zoo.client.with_options(retries=0).oldest().name == "Bo"
    assert asyncio.run(zoo.async_client.oldest()).name == "Bo"
    zoo.answer = _answer({}, 404)
    assert zoo.client.oldest() is None
    client = sys.modules[f"{PACKAGE}.client"]
    assert isinstance(zoo.client, client.Zoo)
    assert type(zoo.client) is zoo.package.Zoo is not client.Zoo
    names: dict[str, Any] = {}
    exec(f"from {PACKAGE} import *", names)
    assert names["Zoo"] is zoo.package.Zoo


def test_models_are_the_hand_written_ones_wherever_they_stand(zoo: Exchange) -> None:
    models = zoo.models
    zoo.answer = _answer(DOG)
    dog = zoo.client.pets.get("1")
    assert type(dog) is models.Dog
    assert isinstance(dog, models.Pet)
    assert (dog.age, dog.friend.age, dog.mates[0].age) == (6, 0, 10)
    assert type(dog.mates[0]) is models.Pet
    assert type(dog.best_friend()) is models.Dog
    zoo.answer = _answer({"models": [DOG], "latest": {"name": "Tiny", "weeks": 8}})
    latest = zoo.client.pets.list().latest
    assert (latest.bark(), latest.weeks, latest.age) == ("Tiny barks", 8, 0)
    assert isinstance(latest, models.Dog)
    zoo.answer = _answer([{"kind": "bird", "name": "Coco"}, {"kind": "fish", "name": "Dory"}])
    bird, fish = zoo.client.inhabitants.list()
    assert bird.fly() == "Coco flies"
    assert type(fish) is models.Fish


def test_models_are_made_written_and_compared_like_generated_ones(package: ModuleType) -> None:
    models = package.models
    codec = sys.modules[f"{PACKAGE}._runtime.codec"].Codec(models, PACKAGE)
    dog = codec.decode("Dog", DOG)
    assert codec.encode(dog) == DOG
    written = codec.encode_bytes(models.PetList(models=[dog]), "PetList")
    assert json.loads(written) == {"models": [DOG]}
    assert dog == codec.decode("Dog", DOG) != models.Dog(name="Rex")
    assert repr(models.Dog(name="Rex", breed="Pug")) == "Dog(name='Rex', breed='Pug')"
    assert dog.extra_fields == {"chip": 7}
    with pytest.raises(AttributeError):
        dog.unknown = 1
    generated = sys.modules[f"{PACKAGE}.models.shared"]
    plain = generated.Pet(name="Mia", friend=generated.Dog(name="Bo"))
    assert codec.encode(plain, "Pet") == {"name": "Mia", "friend": {"name": "Bo"}}


@pytest.mark.parametrize(
    "copied",
    [
        copy.copy,
        copy.deepcopy,
        dataclasses.replace,
        pytest.param(lambda value: pickle.loads(pickle.dumps(value)), id="pickle"),
    ],
)
@pytest.mark.parametrize("name", ["Dog", "Pet", "Puppy", "Bird"])
def test_models_are_copied(package: ModuleType, copied: Any, name: str) -> None:
    codec = sys.modules[f"{PACKAGE}._runtime.codec"].Codec(package.models, PACKAGE)
    value = codec.decode(name, {**DOG, "kind": "bird"})
    twin = copied(value)
    if copied is dataclasses.replace:  # which considers the declared fields only
        twin.extra_fields.update(value.extra_fields)
    assert twin == value
    assert type(twin) is type(value) is getattr(package.models, name)


def test_fields_can_be_added(package: ModuleType) -> None:
    codec = sys.modules[f"{PACKAGE}._runtime.codec"].Codec(package.models, PACKAGE)
    visit = codec.decode("Visit", {"reason": "Teeth", "room": "B 7"})
    assert (visit.room, visit.extra_fields) == ("B 7", {})
    assert codec.encode(visit) == {"reason": "Teeth", "room": "B 7"}


def test_elements_of_xml_keep_their_names(zoo: Exchange) -> None:
    zoo.answer = httpx2.Response(
        200, headers={"Content-Type": "application/xml"}, content=b"<zoo-label text='a'/>"
    )
    label = zoo.client.labels.list()
    assert label.shout() == "A"
    zoo.client.labels.create(text="b")
    assert zoo.request.content.endswith(b'<zoo-label text="b"/>')


ORDERS = [
    "{0}.custom.models.animals",
    "{0}.custom.client",
    "{0}.custom",
    "{0}.models._extended",
    "{0}.models.shared",
    "{0}.resources.pets_visits",
    "{0}.custom.resources.pets",
]


def _run(program: str, folder: Path, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_modules_can_be_imported_in_any_order(folder: Path) -> None:
    program = (
        "import importlib, sys\n"
        "for module in sys.argv[1:]:\n"
        f"    for name in [name for name in sys.modules if name.startswith('{PACKAGE}')]:\n"
        "        if '_runtime' not in name: del sys.modules[name]\n"
        "    importlib.import_module(module)\n"
        f"    package = importlib.import_module('{PACKAGE}')\n"
        "    package.models.Dog(name='Rex').age, package.Zoo.oldest\n"
    )
    _run(program, folder, *(order.format(PACKAGE) for order in ORDERS))


def test_a_mistake_in_a_module_is_not_taken_for_a_missing_name(
    folder: Path, tmp_path: Path
) -> None:
    copied = tmp_path / "copied"
    shutil.copytree(folder, copied)
    place = copied / PACKAGE / "custom" / "models" / "animals.py"
    place.write_text(place.read_text(encoding="utf-8") + "\nGeneratedPet.nothing\n")
    program = (
        f"from {PACKAGE} import models\n"
        "try:\n    models.Pet\n"
        "except ImportError as error:\n    assert 'nothing' in str(error), error\n"
        "else:\n    raise AssertionError\n"
    )
    _run(program, copied)


def test_models_stay_where_they_are_imported_from(tmp_path: Path) -> None:
    (tmp_path / "zoo" / "custom").mkdir(parents=True)
    (tmp_path / "zoo" / "custom" / "models.py").write_text(
        "from ..models.animals import Fish as F\nfrom ..models.labels import Puppy as P\n"
        "class Fish(F): ...\nclass Puppy(P): ...\n",
        encoding="utf-8",
    )
    planned = shared.planned(tmp_path)
    assert planned.problems == ()
    places = {
        str(model.name): str(module.name)
        for module in planned.package.model_modules
        for model in module.models
    }
    assert places == {
        "Bird": "shared",
        "Dog": "shared",
        "Fish": "animals",
        "Label": "shared",
        "NewPet": "shared",
        "Pet": "shared",
        "PetList": "shared",
        "Puppy": "labels",
        "UnknownVariant": "_unknown_variant",
        "Visit": "shared",
    }
