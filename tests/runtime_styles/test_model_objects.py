"""Models of each style as the Python objects that its users expect."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from .conftest import STYLES, Sample, write_package
from .test_codec import FULL, ID, PET

COPIES: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),
}


@pytest.mark.parametrize("name", COPIES)
def test_copies(sample: Sample, name: str) -> None:
    pet = sample.codec.decode("Pet", FULL, strict=True)
    twin = COPIES[name](pet)
    assert twin is not pet
    assert twin == pet
    assert sample.codec.encode(twin, "Pet") == FULL
    plain = sample.codec.decode("Pet", PET)
    assert sample.codec.encode(COPIES[name](plain), "Pet") == PET


def test_equality(sample: Sample) -> None:
    one, other = (sample.codec.decode("Pet", FULL) for _ in range(2))
    assert one == other
    for other in ({**FULL, "name": "Max"}, {**FULL, "more": 1}, PET):
        different = sample.codec.decode("Pet", other)
        assert one != different
        assert sample.codec.decode("list[Pet]", [FULL]) != [different]
    if sample.style != "typeddict":
        assert one != FULL
        with pytest.raises(TypeError, match="unhashable"):
            hash(one)
        assert one.extra_fields
        plain = sample.codec.decode("Pet", PET)
        assert not plain.extra_fields  # which may create it
        assert plain == sample.codec.decode("Pet", PET)


def nested(sample: Sample, depth: int) -> Any:
    """A pet with a parent that has a parent, and so on."""
    pet = sample.codec.decode("Pet", PET, strict=True)
    for _ in range(depth):
        values = {"id": UUID(ID), "name": "Rex", "born_at": None, "kind": "pet"}
        pet = sample.make("Pet", **values, parents=[pet])
    return pet


def test_deeply_nested_models(sample: Sample) -> None:
    if sample.style == "typeddict":
        return  # dicts, and nothing of ours
    one, other = nested(sample, 3000), nested(sample, 3000)
    assert one == other
    assert copy.deepcopy(one) == one
    assert copy.copy(one) == one
    assert repr(one) == repr(other)
    assert repr(one).count("parents=[Pet(id=") == 3000
    deepest = other
    while deepest.parents:
        deepest = deepest.parents[0]
    deepest.name = "Max"
    assert one != other
    for encode in (sample.codec.encode, sample.codec.encode_bytes):
        with pytest.raises(ValueError, match="nested too deeply"):
            encode(one, "Pet")


def test_models_in_themselves(sample: Sample) -> None:
    if sample.style == "typeddict":
        return
    one, other = (sample.codec.decode("Pet", PET) for _ in range(2))
    one.parents, other.parents = [one], [other]
    assert one == other
    assert repr(one).endswith(", parents=[...])") or "parents=[...]" in repr(one)
    twin = copy.deepcopy(one)
    assert twin.parents[0] is twin


def test_constructors_take_python_names(sample: Sample) -> None:
    models = sample.models
    pet = models.Pet(id=UUID(ID), name="Rex", born_at=None, class_=1, kind="pet")
    assert sample.codec.encode(pet, "Pet") == {**PET, "class": 1}
    call = models.Call(the_number="1")
    assert sample.codec.encode(call, "Message") == {"theNumber": "1"}


def test_changes(sample: Sample) -> None:
    pet = sample.codec.decode("Pet", PET, strict=True)
    if sample.style == "typeddict":
        pet["nickname"], pet["class_"] = None, 2
    else:
        pet.nickname, pet.class_ = None, 2
        pet.extra_fields["later"] = True
    expected = {**PET, "nickname": None, "class": 2}
    if sample.style != "typeddict":
        expected["later"] = True
    assert sample.codec.encode(pet, "Pet") == expected


# --- pydantic ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pydantic_sample(folder: Path) -> Iterator[Sample]:
    yield from _sample("pydantic", folder)


@pytest.fixture(scope="module")
def msgspec_sample(folder: Path) -> Iterator[Sample]:
    yield from _sample("msgspec", folder)


@pytest.fixture(scope="module")
def typeddict_sample(folder: Path) -> Iterator[Sample]:
    yield from _sample("typeddict", folder)


def _sample(style: str, folder: Path) -> Iterator[Sample]:
    own = folder / f"{style}_alone"
    name = write_package(style, own, f"{style}_alone")
    sys.path.insert(0, str(own))
    yield Sample(style, name)
    sys.path.remove(str(own))


def test_pydantic_reads_and_writes_the_json_of_the_api(pydantic_sample: Sample) -> None:
    models, codec = pydantic_sample.models, pydantic_sample.codec
    pet = models.Pet.model_validate(FULL)
    assert pet == codec.decode("Pet", FULL, strict=True)
    assert codec.encode(pet, "Pet") == FULL
    for each in (pet, codec.decode("Pet", FULL)):
        dumped = each.model_dump(mode="json", by_alias=True, exclude_unset=True)
        assert dumped == FULL
    page = models.Page.model_validate_json('{"petList": [], "latest": {"theText": "a"}}')
    assert type(page.latest) is models.Text


def test_pydantic_validates_what_is_constructed(pydantic_sample: Sample) -> None:
    from pydantic import ValidationError

    with pytest.raises(ValidationError, match="bornAt"):
        pydantic_sample.models.Pet(id="x", name="Rex")
    pet = pydantic_sample.models.Pet(id=ID, name="Rex", born_at=None)
    assert pet.id == UUID(ID)
    assert pydantic_sample.codec.encode(pet, "Pet") == {**PET}


def test_pydantic_knows_the_forms_on_the_wire(pydantic_sample: Sample) -> None:
    formats = {"price": 1.5, "count": "12", "seenAt": 1700000000, "data": "aGk="}
    model = pydantic_sample.models.Formats.model_validate_json(
        '{"price": 1.5, "count": "12", "seenAt": 1700000000, "data": "aGk="}'
    )
    assert model == pydantic_sample.codec.decode("Formats", formats, strict=True)
    assert model.model_dump(mode="json", by_alias=True, exclude_unset=True) == formats
    unusual = pydantic_sample.models.Formats(count=5, value=[1.5, {"a": [None]}])
    assert pydantic_sample.codec.encode(unusual, "Formats") == {
        "count": "5",
        "value": [1.5, {"a": [None]}],
    }


def test_pydantic_takes_files(pydantic_sample: Sample) -> None:
    upload = pydantic_sample.models.Upload(the_file=b"x", note={"byWhom": "me"})
    assert type(upload.note) is pydantic_sample.models.Note
    assert pydantic_sample.codec.encode(upload, "Upload")["theFile"] == b"x"


def test_private_attributes_of_hand_written_models(pydantic_sample: Sample) -> None:
    from pydantic import PrivateAttr

    class Text(pydantic_sample.models.Text):  # type: ignore[name-defined,misc]
        _seen: list[int] = PrivateAttr(default_factory=list)

        def see(self) -> int:
            self._seen.append(1)
            return len(self._seen)

    text = pydantic_sample.codec.decode(Text, {"theText": "a", "x": 1})
    other = pydantic_sample.codec.decode(Text, {"theText": "a"})
    assert (text.see(), text.see(), other.see()) == (1, 2, 1)
    assert pydantic_sample.codec.encode(text) == {"theText": "a", "x": 1}


# --- msgspec ----------------------------------------------------------------------------------------


def test_msgspec_writes_wire_names(msgspec_sample: Sample) -> None:
    import msgspec

    pet = msgspec_sample.codec.decode("Pet", {**PET, "class": 1}, strict=True)
    written = msgspec.json.decode(msgspec.json.encode(pet))
    assert (written["class"], written["bornAt"]) == (1, None)
    assert "nickname" not in written
    assert msgspec_sample.unset is msgspec.UNSET
    assert msgspec.structs.replace(pet, name="Max").name == "Max"


def test_what_hand_written_structs_do_when_they_are_made(msgspec_sample: Sample) -> None:
    seen: list[str] = []

    class Text(msgspec_sample.models.Text, kw_only=True):  # type: ignore[name-defined,misc]
        def __post_init__(self) -> None:
            seen.append(self.the_text)

    text = msgspec_sample.codec.decode(Text, {"theText": "a", "x": 1}, strict=True)
    assert msgspec_sample.codec.encode(text) == {"theText": "a", "x": 1}
    msgspec_sample.codec.decode(Text, {"theText": "b", "lang": 1}, deviations=[])
    assert seen == ["a", "b"]


# --- TypedDict --------------------------------------------------------------------------------------


def test_dicts_are_written_by_their_type(typeddict_sample: Sample) -> None:
    encode = typeddict_sample.codec.encode
    pet = {"id": UUID(ID), "name": "Rex", "born_at": None, "kind": "pet", "class_": 1}
    assert encode(pet, "Pet") == {**PET, "class": 1}
    assert encode({"a": [pet]}, "dict[str, list[Pet]]") == {"a": [{**PET, "class": 1}]}
    assert encode({**pet, "owner": {"e_mail": "a"}}, "Pet")["owner"] == {"eMail": "a"}
    assert encode({**pet, "visits": []}, "PetDetail")["visits"] == []
    # Whoever gives names as they are on the wire means the same.
    assert encode({**PET, "class": 1}, "Pet") == {**PET, "class": 1}


@pytest.mark.parametrize(
    ("value", "type_", "expected"),
    [
        ({"event_type": "refunded", "the_reason": "a"}, "Event", "theReason"),
        ({"eventType": "refunded", "the_reason": "a"}, "Event", "theReason"),
        ({"the_reason": "a"}, "Event", "theReason"),
        ({"event_type": None, "the_reason": "a"}, "Event", "theReason"),
        ({"kind": "square", "the_side": 1}, "Shape", "theSide"),
        ({"the_side": 1}, "Shape", "theSide"),
        ({"the_text": "a"}, "Message", "theText"),
        ({"the_number": "a"}, "Message | str | None", "theNumber"),
        ({"the_value": "a", "full_name": "b"}, "Sound", "name"),
        ({"all_": [{"field": "a"}]}, "Filter", "all"),
        ({"kind": "square", "the_side": 1}, "Event | Shape", "theSide"),
    ],
)
def test_members_of_unions_are_told_by_what_is_in_them(
    typeddict_sample: Sample, value: Any, type_: str, expected: str
) -> None:
    assert expected in typeddict_sample.codec.encode(value, type_)


def test_what_a_dict_lacks_is_left_out(typeddict_sample: Sample) -> None:
    assert typeddict_sample.codec.encode({"name": "Rex"}, "Pet") == {"name": "Rex"}
    assert typeddict_sample.codec.encode({"b": 1, "a_name": "x"}, "Counters") == {
        "aName": "x",
        "b": 1,
    }


# --- modules ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", STYLES)
def test_modules_are_loaded_when_a_name_is_used(style: str, folder: Path) -> None:
    own = folder / f"{style}_lazy"
    name = write_package(style, own, f"{style}_lazy")
    program = f"""
import sys
import {name}.models
from {name}._runtime.codec import decode

def loaded():
    return sorted(name.rpartition(".")[2] for name in sys.modules if "_lazy.models." in name)

print(loaded())
decode("Message", {{"theText": "a"}})
print(loaded())
decode("Owner", {{"eMail": "a"}})
print(loaded())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=own, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["[]", "['events']", "['events', 'pets']"]
