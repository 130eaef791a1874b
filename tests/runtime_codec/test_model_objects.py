"""Models as Python objects, the mark of left-out values, and the lazy packages."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from .conftest import PACKAGE
from .test_decoding import ID, PET


@pytest.fixture
def pet(codec: Any) -> Any:
    return codec.decode("Pet", {**PET, "parents": [PET], "x": [1]}, strict=True)


def test_repr(pet: Any) -> None:
    assert repr(pet).startswith(f"Pet(id=UUID('{ID}'), name='Rex', born_at=None, owner=None, ")
    assert "nickname" not in repr(pet)
    assert repr(pet).endswith(", kind='pet', extra_fields={'x': [1]})")
    pet.nickname = None
    assert "nickname=None" in repr(pet)


def test_equality(codec: Any, models: Any, pet: Any) -> None:
    other = codec.decode("Pet", {**PET, "parents": [PET], "x": [1]})
    assert pet == other
    other.name = "Max"
    assert pet != other
    assert models.Tone(value=1) != models.Voice(value="1")


@pytest.mark.parametrize(
    "copied",
    [
        copy.copy,
        copy.deepcopy,
        *(lambda value, p=p: pickle.loads(pickle.dumps(value, p)) for p in range(2, 6)),
    ],
)
def test_copies(pet: Any, copied: Any, runtime: Any) -> None:
    twin = copied(pet)
    assert twin is not pet
    assert twin == pet
    assert twin.nickname is runtime.UNSET
    assert twin.extra_fields == {"x": [1]}


def test_copies_without_undeclared_properties(models: Any) -> None:
    tone = models.Tone(value=1)
    assert pickle.loads(pickle.dumps(tone)) == copy.deepcopy(tone) == tone


def test_dataclass_functions(pet: Any, runtime: Any) -> None:
    assert dataclasses.replace(pet, name="Max").name == "Max"
    table = dataclasses.asdict(pet)
    assert table["parents"][0]["id"] == UUID(ID)
    assert table["nickname"] is runtime.UNSET
    assert [field.name for field in dataclasses.fields(pet)][:2] == ["id", "name"]


def test_undeclared_properties_can_be_added(codec: Any, models: Any) -> None:
    tone = models.Tone(value=1)
    assert tone.extra_fields == {}
    tone.extra_fields["later"] = True
    assert codec.encode(tone) == {"value": 1, "later": True}
    with pytest.raises(AttributeError):
        tone.later = 1


def test_unset(runtime: Any) -> None:
    unset = runtime.UNSET
    assert not unset
    assert repr(unset) == "UNSET"
    assert isinstance(unset, runtime.Unset)
    assert list(runtime.Unset) == [unset]
    assert copy.deepcopy([unset])[0] is unset
    assert pickle.loads(pickle.dumps(unset)) is unset


def run(folder: Path, program: str) -> str:
    """Run a program in a new process beside the package."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_modules_are_loaded_when_a_name_is_used(folder: Path) -> None:
    program = f"""
import sys
import {PACKAGE}.models as models
from {PACKAGE}._runtime.codec import decode

def loaded():
    return sorted(name.rpartition(".")[2] for name in sys.modules if "_sample.models." in name)

print(loaded())
assert models.Animal is models.Pet
assert vars(models)["Pet"] is models.Pet
print(loaded())
decode("Message", {{"text": "a"}})
print(loaded())
"""
    assert run(folder, program).splitlines() == ["[]", "['pets']", "['events', 'pets']"]


def test_lazy_names(models: Any, runtime: Any) -> None:
    assert {"Pet", "Animal", "Event"} <= set(dir(models))
    assert dir(models) == sorted(dir(models))
    with pytest.raises(AttributeError, match=rf"^module '{PACKAGE}.models' has no attribute 'Pat'"):
        models.Pat  # noqa: B018
    namespace: dict[str, Any] = {}
    exec(f"from {PACKAGE}.models import Pet, Animal", namespace)
    assert namespace["Pet"] is namespace["Animal"]


def test_everything_is_imported_at_once(folder: Path) -> None:
    program = f"""
import {PACKAGE}.models
from {PACKAGE}.models import *
print(sorted(set(dir()) - set(dir({PACKAGE}.models))))
print(sorted(name for name in dir({PACKAGE}.models) if name not in globals()))
help({PACKAGE}.models)
"""
    mine, missing, *page = run(folder, program).splitlines()
    assert mine == str(["__annotations__", PACKAGE])
    assert not [name for name in eval(missing) if name[0].isupper() and name != "TYPE_CHECKING"]
    assert any("class Pet(" in line for line in page)


def test_lazy_names_from_many_threads(folder: Path) -> None:
    program = f"""
import threading
import {PACKAGE}.models as models
barrier = threading.Barrier(16)
found = []
def work(name):
    barrier.wait()
    found.append((name, getattr(models, name)))
names = ["Pet", "Event", "Formats", "Animal"] * 4
threads = [threading.Thread(target=work, args=(name,)) for name in names]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(found) == 16, found
assert all(value is getattr(models, name) for name, value in found)
print("same")
"""
    assert run(folder, program) == "same\n"


def test_threads_share_the_first_decoding(folder: Path) -> None:
    program = f"""
import threading
from {PACKAGE}._runtime.codec import decode, encode
barrier = threading.Barrier(8)
values = []
data = {{"child": {{"child": {{"value": 1}}, "value": "a"}}}}
def work():
    barrier.wait()
    values.append(encode(decode("Alike", data, strict=True)))
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert values == [data] * 8, values
print("same")
"""
    assert run(folder, program) == "same\n"
