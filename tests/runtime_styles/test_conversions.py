"""Conversion of values of each style to JSON and back, and changed copies."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import sys
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from .conftest import Sample
from .test_codec import FULL, ID, PET

VALUES: dict[str, Any] = {
    "Pet": FULL,
    "list[Pet]": [PET, FULL],
    "dict[str, Event]": {"a": FULL["events"][0]},
    "Event": FULL["events"][1],
    "Shape": {"kind": "disc", "theRadius": 1.5, "x": None},
    "Counters": {"aName": "a", "total": 1, "more": 2},
    "Formats": {"price": 0.1, "count": "7", "seenAt": 1700000000, "data": "AAE="},
    "Size": "large",
    "Color": "dark green",
    "Payload": [{"theText": "a"}],
    "dt.date": "2026-01-04",
}


@pytest.mark.parametrize("type_", VALUES)
def test_values_come_back(sample: Sample, type_: str) -> None:
    functions, value = sample.module("conversions"), VALUES[type_]
    read = functions.from_dict(type_, value, strict=True)
    assert functions.to_dict(read, type_) == value
    document = functions.to_json(read, type_)
    assert json.loads(document) == value
    for text in (document, document.encode()):
        assert functions.from_json(type_, text, strict=True) == read


def test_all_digits_come_back(sample: Sample) -> None:
    functions = sample.module("conversions")
    text = '{"price":0.12345678901234567890123,"value":123456789012345678901234567890}'
    read = functions.from_json("Formats", text, strict=True)
    assert sample.get(read, "price") == Decimal("0.12345678901234567890123")
    assert functions.to_json(read, "Formats") == text
    assert functions.from_dict("Formats", functions.to_dict(read, "Formats"), strict=True) == read


def test_half_a_character_comes_back(sample: Sample) -> None:
    functions = sample.module("conversions")
    text = r'{"theText":"\ud83d"}'
    read = functions.from_json("Text", text)
    assert functions.to_json(read, "Text") == text
    assert functions.from_json("Text", '{"theText":"\ud83d"}') == read


def test_deviations_are_kept_and_logged(sample: Sample, caplog: pytest.LogCaptureFixture) -> None:
    functions = sample.module("conversions")
    with caplog.at_level(logging.WARNING):
        pet = functions.from_json("Pet", json.dumps({**PET, "name": 1, "class": None}))
    assert sample.get(pet, "name") == 1
    (record,) = caplog.records
    assert record.name == sample.name
    assert "$.name: expected a string, got an integer" in record.getMessage()
    assert functions.from_json("Pet", functions.to_json(pet, "Pet")) == pet
    assert functions.from_json("Size", '"huge"') == "huge"


@pytest.mark.parametrize(
    ("type_", "value", "path", "message"),
    [
        ("Pet", {**PET, "name": 1}, "$.name", "expected a string, got an integer"),
        ("list[Pet]", [{}], "$[0].id", "the required property is missing"),
        ("Owner", {"eMail": "a", "pets": None}, "$.pets", "expected an array, got null"),
        ("Size", "huge", "$", ""),
    ],
)
def test_deviations_are_errors(
    sample: Sample, type_: str, value: Any, path: str, message: str
) -> None:
    functions = sample.module("conversions")
    decode_error = sample.module("errors").DecodeError
    read = (functions.from_dict, value), (functions.from_json, json.dumps(value))
    for function, given in read:
        with pytest.raises(decode_error, match="does not match the API description") as caught:
            function(type_, given, strict=True)
        assert caught.value.path == path
        assert message in str(caught.value)
        assert caught.value.body == given
        assert pickle.loads(pickle.dumps(caught.value)).path == path


@pytest.mark.parametrize("text", ["", "{", "[1]", "1", "null", "[" * 100_000, b"\xff"])
def test_documents_that_are_no_objects(sample: Sample, text: str | bytes) -> None:
    functions = sample.module("conversions")
    with pytest.raises(sample.module("errors").DecodeError) as caught:
        functions.from_json("Pet", text)
    assert caught.value.path == "$"
    assert len(caught.value.body) <= 2000


def test_values_without_json_form(sample: Sample) -> None:
    functions = sample.module("conversions")
    owner = sample.make("Owner", e_mail="a", pets=[object()])
    for convert in (functions.to_json, functions.to_dict):
        with pytest.raises(TypeError, match=r"\$\.pets\[0\]"):
            convert(owner, "Owner")


def test_the_type_is_known_unless_values_are_dicts(sample: Sample) -> None:
    functions = sample.module("conversions")
    pet = functions.from_dict("Pet", FULL)
    if sample.style == "typeddict":
        with pytest.raises(TypeError, match="the type of the value is required"):
            functions.to_json([pet])
    else:
        assert json.loads(functions.to_json([pet])) == functions.to_dict([pet]) == [FULL]


def test_copies_with_changes(sample: Sample) -> None:
    functions = sample.module("conversions")
    pet = functions.from_dict("Pet", {**FULL, "class": None})
    twin = functions.replace(pet)
    assert twin == pet
    assert twin is not pet
    changed = functions.replace(pet, name="Max", class_=3, nickname="M")
    expected = {**FULL, "name": "Max", "class": 3, "nickname": "M"}
    assert functions.to_dict(changed, "Pet") == expected
    assert changed == functions.from_dict("Pet", expected)
    assert functions.to_dict(pet, "Pet") == {**FULL, "class": None}
    if sample.style != "typeddict":
        changed.extra_fields["more"] = 1
        assert "more" not in pet.extra_fields
        with pytest.raises(TypeError, match=r"^Pet has no field 'nam'$"):
            functions.replace(pet, nam="Max")


def test_copies_of_what_has_undeclared_properties_of_a_type(sample: Sample) -> None:
    functions = sample.module("conversions")
    counters = functions.from_dict("Counters", {"aName": "a", "more": 2}, strict=True)
    changed = functions.replace(counters, additional_properties={"less": 1})
    assert functions.to_dict(changed, "Counters") == {"aName": "a", "less": 1}


def test_the_representation_shows_what_is_there(sample: Sample) -> None:
    if sample.style == "typeddict":
        return
    pet = sample.make("Pet", id=UUID(ID), name="Rex", born_at=None, kind="pet")
    assert repr(pet) == f"Pet(id=UUID('{ID}'), name='Rex', born_at=None, kind='pet')"
    pet = sample.codec.decode("Pet", {**PET, "nickname": None, "later": 1})
    shown = "later=1" if sample.style == "pydantic" else "extra_fields={'later': 1}"
    assert repr(pet).startswith(f"Pet(id=UUID('{ID}'), name='Rex', born_at=None, nickname=None, ")
    assert repr(pet).endswith(f"kind='pet', {shown})")


# --- methods of dataclasses --------------------------------------------------------------------------


def test_methods(sample: Sample) -> None:
    if sample.style != "dataclass":
        return
    models = sample.models
    pet = models.Pet.from_dict(FULL, strict=True)
    assert pet.to_dict() == json.loads(pet.to_json()) == FULL
    assert (
        models.Pet.from_json(pet.to_json()) == models.Pet.from_json(pet.to_json().encode()) == pet
    )
    assert pet.copy() == pet
    assert pet.copy(name="Max").to_dict() == {**FULL, "name": "Max"}
    if sys.version_info >= (3, 13):
        assert copy.replace(pet, name="Max") == pet.copy(name="Max")
    detail = models.PetDetail.from_dict({**PET, "visits": ["2026-01-04"]}, strict=True)
    assert type(detail.copy(visits=[])) is models.PetDetail
    decode_error = sample.module("errors").DecodeError
    with pytest.raises(decode_error, match=r"\$\.eMail: the required property is missing"):
        models.Owner.from_json("{}", strict=True)
    with pytest.raises(TypeError, match=r"^Pet has no field 'nam'$"):
        pet.copy(nam="Max")
