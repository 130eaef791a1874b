"""The codec with models of each style: the same JSON is read and written."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from .conftest import Sample

ID = "6f1d2b0e-5c1e-4c5b-9a4e-0a1b2c3d4e5f"
PET = {"id": ID, "name": "Rex", "bornAt": None, "kind": "pet"}
FULL = {
    **PET,
    "bornAt": "2026-01-02T03:04:05Z",
    "tags": ["a"],
    "color": "blue",
    "nickname": None,
    "owner": {"eMail": "a@b.c", "pets": [PET], "byName": {"Max": {**PET, "class": 1}}},
    "parents": [{**PET, "nickname": "R", "later": {"deep": [1]}}],
    "size": "small",
    "class": 7,
    "notes": {"any": ["thing"]},
    "events": [
        {"eventType": "paid", "amount": 3, "paidAt": 1700000000, "pet": PET},
        {"eventType": "refunded", "theReason": "broken", "more": True},
    ],
    "undeclared": [{"x": 1}],
}


def round_trip(sample: Sample, type_: str, value: Any) -> Any:
    """What a value is read as; it must be written as it came."""
    decoded = sample.codec.decode(type_, value, strict=True)
    assert sample.codec.encode(decoded, type_) == value
    assert json.loads(sample.codec.encode_bytes(decoded, type_)) == value
    again = sample.codec.decode_bytes(type_, json.dumps(value).encode(), strict=True)
    assert again == decoded
    assert sample.codec.encode(again, type_) == value
    return decoded


def test_models(sample: Sample) -> None:
    pet = round_trip(sample, "Pet", FULL)
    get = sample.get
    assert get(pet, "born_at") == dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    assert get(pet, "class_") == 7
    assert get(pet, "size") is sample.models.Size.SMALL
    assert get(get(get(pet, "owner"), "pets")[0], "id") == UUID(ID)
    assert get(get(get(pet, "owner"), "by_name")["Max"], "class_") == 1
    paid, refunded = get(pet, "events")
    assert sample.type_name(paid) == sample.name_of("OrderPaid")
    assert get(paid, "paid_at") == dt.datetime(2023, 11, 14, 22, 13, 20, tzinfo=dt.UTC)
    assert get(refunded, "the_reason") == "broken"


def test_three_states(sample: Sample) -> None:
    left_out = round_trip(sample, "Pet", PET)
    null = round_trip(sample, "Pet", {**PET, "nickname": None, "notes": None})
    given = round_trip(sample, "Pet", {**PET, "nickname": "R", "notes": 1})
    assert sample.get(left_out, "nickname") is sample.unset
    assert sample.get(left_out, "notes") is sample.unset
    assert (sample.get(null, "nickname"), sample.get(null, "notes")) == (None, None)
    assert (sample.get(given, "nickname"), sample.get(given, "notes")) == ("R", 1)


@pytest.mark.parametrize(
    "data",
    [
        {**PET, "tags": None, "class": None},
        {**PET, "tags": None, "x": 1, "nickname": None},
        {**PET, "owner": {"eMail": "a", "pets": [{**PET, "class": None}], "byName": None}},
        {**PET, "name": 5, "tags": None},
    ],
    ids=["alone", "more", "inside", "deviating"],
)
def test_null_where_it_is_not_allowed_goes_back(sample: Sample, data: dict[str, Any]) -> None:
    codec = sample.codec
    deviations: list[str] = []
    pet = codec.decode("Pet", data, deviations=deviations)
    again = codec.decode_bytes("Pet", json.dumps(data).encode(), deviations=[])
    assert len(deviations) == ("name" not in data or data["name"] == 5)
    assert sample.get(pet, "class_") in (None, sample.unset)
    for each in (pet, again, copy.copy(pet), copy.deepcopy(pet), pickle.loads(pickle.dumps(pet))):
        assert codec.encode(each, "Pet") == data
        assert json.loads(codec.encode_bytes(each, "Pet")) == data
        assert each == pet
    assert pet != codec.decode("Pet", {**PET, "name": data["name"]}, deviations=[])
    for decode in (
        codec.decode,
        lambda t, v, **o: codec.decode_bytes(t, json.dumps(v).encode(), **o),
    ):
        with pytest.raises(codec.TypeMismatchError, match=r"expected .*, got (null|an integer)"):
            decode("Pet", data, strict=True)


def test_null_that_has_been_replaced(sample: Sample) -> None:
    pet = sample.codec.decode("Pet", {**PET, "tags": None})
    if sample.style == "typeddict":
        pet["tags"] = ["a"]
    else:
        pet.tags = ["a"]
    assert sample.codec.encode(pet, "Pet") == {**PET, "tags": ["a"]}


def test_null_beside_typed_undeclared_properties(sample: Sample) -> None:
    data = {"aName": "x", "total": None, "b": 2}
    counters = sample.codec.decode("Counters", data)
    assert sample.get(counters, "additional_properties") == {"b": 2}
    assert sample.codec.encode(counters, "Counters") == data
    with pytest.raises(sample.codec.TypeMismatchError, match=r"^\$\.total: expected an integer"):
        sample.codec.decode("Counters", data, strict=True)


def test_inherited_fields(sample: Sample) -> None:
    detail = {**PET, "visits": ["2026-01-02"], "lastVisit": "2026-01-03", "class": 1, "x": 1}
    pet = round_trip(sample, "PetDetail", detail)
    assert sample.get(pet, "class_") == 1
    assert sample.get(pet, "visits") == [dt.date(2026, 1, 2)]
    assert sample.get(pet, "last_visit") == dt.date(2026, 1, 3)


def test_models_that_extend_what_is_asked_for(sample: Sample) -> None:
    given = {"id": UUID(ID), "name": "Rex", "born_at": None, "kind": "pet"}
    mother = sample.make("PetDetail", **given, visits=[], last_visit=dt.date(2026, 1, 4))
    detail = sample.make(
        "PetDetail", **given, class_=1, visits=[dt.date(2026, 1, 2)], parents=[mother]
    )
    wire = {
        **PET,
        "class": 1,
        "visits": ["2026-01-02"],
        "parents": [{**PET, "visits": [], "lastVisit": "2026-01-04"}],
    }
    owner = sample.make("Owner", e_mail="a", pets=[detail], by_name={"Rex": mother})
    assert sample.codec.encode(owner, "Owner") == {
        "eMail": "a",
        "pets": [wire],
        "byName": {"Rex": wire["parents"][0]},
    }
    for type_ in ("Pet", "Pet | None", "Text | Pet", "PetDetail"):
        assert sample.codec.encode(detail, type_) == wire
        assert json.loads(sample.codec.encode_bytes(mother, type_)) == wire["parents"][0]
    place = sample.module("codec.wire_values").WireValue(mother, "Pet")
    assert place.inside("lastVisit")[0] == "last_visit"
    round_trip(sample, "list[Pet]", [wire, {**PET, "last_visit": "2026-01-04"}])


def test_undeclared_properties(sample: Sample) -> None:
    text = round_trip(sample, "Text", {"theText": "a", "z": 1, "a": [2], "thetext": {}})
    assert sample.extras(text, declared=("the_text",)) == {"z": 1, "a": [2], "thetext": {}}
    plain = sample.codec.decode("Text", {"theText": "a"})
    assert sample.extras(plain, declared=("the_text",)) == {}


def test_undeclared_properties_never_are_fields(sample: Sample) -> None:
    # A server may well say `class_` beside `class`; a dict has only one place for both.
    pet = sample.codec.decode("Pet", {**PET, "class_": "x"}, strict=True)
    assert sample.get(pet, "class_") in (None, sample.unset)
    assert "class" not in sample.codec.encode(pet, "Pet")


def test_typed_catch_all(sample: Sample) -> None:
    counters = round_trip(sample, "Counters", {"aName": "x", "a": 1, "b": 2})
    assert sample.get(counters, "additional_properties") == {"a": 1, "b": 2}
    assert sample.get(counters, "total") in (None, sample.unset)
    made = sample.make("Counters", a_name="x", additional_properties={"aName": 1, "b": 2})
    assert sample.codec.encode(made, "Counters") == {"aName": "x", "b": 2}
    with pytest.raises(
        sample.codec.TypeMismatchError, match=r"^\$\.a: expected an integer, got a str"
    ):
        sample.codec.decode("Counters", {"aName": "x", "a": "1"}, strict=True)


@pytest.mark.parametrize(
    ("type_", "value", "member"),
    [
        ("Event", {"eventType": "paid", "amount": 3, "paidAt": 1700000000}, "OrderPaid"),
        ("Event | None", {"eventType": "refunded", "theReason": "a"}, "OrderRefunded"),
        ("Shape", {"kind": "disc", "theRadius": 1.5}, "Circle"),
        ("Shape", {"kind": "square", "theSide": 1.5}, "Square"),
        ("Message", {"theText": "a", "lang": "en"}, "Text"),
        ("Message", {"theNumber": "1", "lang": "en"}, "Call"),
        ("Sound", {"theValue": 1}, "Tone"),
        ("Sound", {"theValue": "a", "name": "b"}, "Voice"),
        ("Filter", {"all": [{"field": "a", "value": {"all": []}}]}, "FilterAnd"),
        ("Filter", {"all": 1, "field": "a"}, "FilterEquals"),
        ("Event | Shape", {"kind": "square", "theSide": 1}, "Square"),
        ("Text | dict[str, int]", {"theText": "a"}, "Text"),
        ("Payload", {"theText": "a"}, "Text"),
    ],
)
def test_unions(sample: Sample, type_: str, value: Any, member: str) -> None:
    decoded = round_trip(sample, type_, value)
    assert sample.type_name(decoded) == sample.name_of(member)


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("Text | dict[str, int]", {"a": 1}),
        ("Payload", [{"theText": "a"}, {"theText": "b", "x": 1}]),
        ("Payload", "a"),
        ("EventOrEvents", [{"eventType": "paid", "amount": 3, "paidAt": 1700000000}]),
        ("EventOrEvents", {"eventType": "refunded", "theReason": "a"}),
        ("Payload", None),
        ("Starred", {"items": [{"theValue": 1}]}),
        ("Starred", {"items": [{"theText": "a", "lang": "en"}]}),
        ("dict[str, list[Message]]", {"a": [{"theText": "a"}, {"theNumber": "1"}]}),
        ("tuple[Text, *tuple[Call, ...]]", [{"theText": "a"}, {"theNumber": "1"}]),
        ("Formats", {"price": 1.5, "count": "12", "seenAt": None, "data": "aGk="}),
        ("Formats", {"seenAt": 1700000000, "value": [1.5, {"a": None, "b": ["c"]}]}),
        ("Formats", {"count": "9" * 30, "value": None}),
        ("Any", {"theText": {"a": [1]}}),
    ],
)
def test_values_around_models(sample: Sample, type_: str, value: Any) -> None:
    round_trip(sample, type_, value)


def test_numbers_with_all_of_their_digits(sample: Sample) -> None:
    data = b'{"price":0.12345678901234567890,"x":123456789012345678901234567890}'
    formats = sample.codec.decode_bytes("Formats", data, strict=True)
    assert sample.get(formats, "price") == Decimal("0.12345678901234567890")
    assert sample.codec.encode_bytes(formats, "Formats") == data


@pytest.mark.parametrize(
    ("change", "field", "value", "deviation"),
    [
        ({"name": 5}, "name", 5, "$.name: expected a string, got an integer"),
        ({"name": ...}, "name", None, "$.name: the required property is missing"),
        ({"bornAt": ...}, "born_at", None, "$.bornAt: the required property is missing"),
        ({"kind": ...}, "kind", "pet", "$.kind: the required property is missing"),
        ({"class": "x"}, "class_", "x", "$.class: expected an integer, got a string"),
        ({"owner": []}, "owner", [], "$.owner: expected an object, got an array"),
        ({"nickname": 1}, "nickname", 1, "$.nickname: expected a string, got an integer"),
    ],
)
def test_wrong_parts_stay_as_they_are(
    sample: Sample, change: dict[str, Any], field: str, value: Any, deviation: str
) -> None:
    data = {key: item for key, item in {**FULL, **change}.items() if item is not ...}
    deviations: list[str] = []
    pet = sample.codec.decode("Pet", data, deviations=deviations)
    assert sample.type_name(pet) == sample.name_of("Pet")
    assert sample.get(pet, field) == value
    assert sample.get(pet, "id") == UUID(ID)
    assert deviations == [deviation]
    assert sample.codec.encode(pet, "Pet")["undeclared"] == [{"x": 1}]
    with pytest.raises(sample.codec.TypeMismatchError) as caught:
        sample.codec.decode("Pet", data, strict=True)
    assert str(caught.value) == deviation


def test_what_deviates_keeps_its_states(sample: Sample) -> None:
    data = {**PET, "name": 1, "nickname": None, "tags": None, "x": 1}
    pet = sample.codec.decode("Pet", data, deviations=[])
    assert sample.get(pet, "nickname") is None
    assert sample.get(pet, "notes") is sample.unset
    assert sample.codec.encode(pet, "Pet") == data


def test_members_that_nothing_is_known_of_stay_as_they_are(sample: Sample) -> None:
    events = [{"eventType": "shipped", "amount": {"theText": 1}}, {"x": 1}]
    decoded = sample.codec.decode("list[Event]", events, deviations=[])
    assert decoded == events
    assert sample.codec.encode(decoded, "list[Event]") == events


def test_made_by_methods(sample: Sample) -> None:
    encode, unset = sample.codec.encode, sample.unset
    values = {"id": UUID(ID), "name": "Rex", "born_at": None, "kind": "pet"}
    pet = sample.make("Pet", **values, tags=None, class_=None, nickname=unset, notes=unset)
    assert encode(pet, "Pet") == PET
    null = sample.make("Pet", **values, nickname=None, notes=None, class_=3)
    assert encode(null, "Pet") == {**PET, "nickname": None, "notes": None, "class": 3}
    assert encode(sample.make("Search"), "Search") == {}
    text = sample.make("Text", the_text="a", lang="en")
    page = sample.make("Page", pet_list=[pet, null], latest=text)
    assert encode(page, "Page") == {
        "petList": [PET, encode(null, "Pet")],
        "latest": {"theText": "a", "lang": "en"},
    }


def test_numbers_that_json_does_not_have(sample: Sample) -> None:
    circle = sample.make("Circle", the_radius=float("nan"), kind="circle")
    for encode in (sample.codec.encode, sample.codec.encode_bytes):
        with pytest.raises(ValueError, match=r"^\$\.theRadius: nan has no JSON form$"):
            encode(circle, "Circle")


def test_values_in_themselves(sample: Sample) -> None:
    owner = sample.make("Owner", e_mail="a", pets=[])
    pet = sample.make("Pet", id=UUID(ID), name="R", born_at=None, kind="pet", owner=owner)
    sample.get(owner, "pets").append(pet)
    with pytest.raises(ValueError, match="nested too deeply, or in itself"):
        sample.codec.encode(pet, "Pet")


@pytest.mark.timeout(120)
def test_members_that_are_only_told_apart_deep_inside_take_no_time(sample: Sample) -> None:
    value: dict[str, Any] = {"all": 1}
    for _ in range(60):
        value = {"all": [value]}
    round_trip(sample, "Filter", value)
