"""JSON values that are what their type says."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from ipaddress import IPv4Address, IPv6Address
from types import NoneType
from typing import Any
from uuid import UUID

import pytest

ID = "6f1d2b0e-5c1e-4c5b-9a4e-0a1b2c3d4e5f"
UTC = dt.UTC


@pytest.mark.parametrize(
    ("type_", "value", "expected"),
    [
        ("str", "x", "x"),
        ("int", 3, 3),
        ("int", 3.0, 3),
        ("int", 2**80, 2**80),
        ("float", 1.5, 1.5),
        ("float", 1, 1),
        ("bool", True, True),
        ("None", None, None),
        ("Any", {"a": [1]}, {"a": [1]}),
        ("object", None, None),
        ("Literal['a', 'b']", "b", "b"),
        ("Literal[1, 2]", 2, 2),
        ("Literal[1, 2]", 2.0, 2),
        ("Literal[True]", True, True),
        ("Literal['a', None]", None, None),
        ("str | None", None, None),
        ("None | Unset", None, None),
        ("Optional[int]", 1, 1),
        ("list[str]", ["a"], ["a"]),
        ("list[int | None]", [1, None], [1, None]),
        ("list", [1, "a"], [1, "a"]),
        ("dict[str, list[int]]", {"a": [1]}, {"a": [1]}),
        ("dict", {"a": 1}, {"a": 1}),
        ("tuple[int, str]", [1, "a"], (1, "a")),
        ("tuple[()]", [], ()),
        ("tuple[int, str]", [1], (1,)),
        ("tuple[UUID, str]", [ID], (UUID(ID),)),
        ("tuple[int, *tuple[str, ...]]", [], ()),
        ("tuple[int, ...]", [1, 2], (1, 2)),
        ("tuple[UUID, ...]", [ID], (UUID(ID),)),
        ("tuple[str, *tuple[dt.date, ...]]", ["a", "2026-01-02"], ("a", dt.date(2026, 1, 2))),
        ("tuple[str, *tuple[int, ...]]", ["a"], ("a",)),
        ("dt.datetime", "2026-01-02T03:04:05Z", dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("dt.datetime", "2026-01-02T03:04:05", dt.datetime(2026, 1, 2, 3, 4, 5)),
        ("dt.datetime", "2026-01-02t03:04:05z", dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
        (
            "dt.datetime",
            "2026-01-02T03:04:05.1234567+01:00",
            dt.datetime(
                2026, 1, 2, 3, 4, 5, 123456, tzinfo=dt.timezone(dt.timedelta(hours=1))
            ),
        ),
        ("dt.date", "2026-01-02", dt.date(2026, 1, 2)),
        ("dt.time", "03:04:05", dt.time(3, 4, 5)),
        ("dt.time", "03:04:05z", dt.time(3, 4, 5, tzinfo=UTC)),
        ("dt.timedelta", "P1DT2H3M4.5S", dt.timedelta(1, 7384, 500000)),
        ("dt.timedelta", "P2W", dt.timedelta(14)),
        ("dt.timedelta", "-PT1,5H", dt.timedelta(hours=-1.5)),
        ("dt.timedelta", "PT0S", dt.timedelta()),
        ("UUID", ID, UUID(ID)),
        ("UUID", ID.upper(), UUID(ID)),
        ("UUID", "{" + ID + "}", UUID(ID)),
        ("_ip.IPv4Address", "192.0.2.1", IPv4Address("192.0.2.1")),
        ("_ip.IPv6Address", "2001:DB8:0::1", IPv6Address("2001:db8::1")),
        ("_ip.IPv4Address | _ip.IPv6Address", "::1", IPv6Address("::1")),
        ("_ip.IPv4Address | str", "192.0.2", "192.0.2"),
        ("list[_ip.IPv4Address | None]", [None, "192.0.2.1"], [None, IPv4Address("192.0.2.1")]),
        ("Decimal", "1.50", Decimal("1.50")),
        ("Decimal", "-1e3", Decimal("-1000")),
        ("bytes", "aGk=", b"hi"),
        ("bytes", "aG\nk", b"hi"),
        ("Base64Url", "-_8=", b"\xfb\xff"),
        ("Base64Url", "-_8", b"\xfb\xff"),
        ("UnixTime", 1700000000, dt.datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        ("UnixTime", -0.5, dt.datetime(1969, 12, 31, 23, 59, 59, 500000, tzinfo=UTC)),
        (
            "HttpDate",
            "Tue, 24 Nov 2026 10:00:00 GMT",
            dt.datetime(2026, 11, 24, 10, tzinfo=UTC),
        ),
        ("DecimalNumber", 0.1, Decimal("0.1")),
        ("DecimalNumber", 10, Decimal(10)),
        ("IntegerString", "-12", -12),
        ("IntegerString", "9" * 30, int("9" * 30)),
        ("Point", [1, 2.5], (1, 2.5)),
        ("Labels", {"a": [[1, 2]]}, {"a": [(1, 2)]}),
        ("JsonValue", {"a": [1, "b", {"c": None}]}, {"a": [1, "b", {"c": None}]}),
        ("str | int | None", 3, 3),
        ("Literal['a'] | int", "a", "a"),
        ("Color | str", "blue", "blue"),
        ("dt.datetime | str", "2026-01-02T03:04:05", dt.datetime(2026, 1, 2, 3, 4, 5)),
        ("dt.datetime | str", "20260102", "20260102"),
        ("str | dt.date", "2026-01-02", dt.date(2026, 1, 2)),
        ("str | bytes", "aGk=", "aGk="),
        ("IntegerString | str", "12", 12),
        ("IntegerString | str", "012", "012"),
        ("Decimal | str", "1.0", Decimal("1.0")),
        ("Decimal | str", "1e5", "1e5"),
        ("UUID | Literal['self']", "self", "self"),
        ("UUID | Literal['self']", ID, UUID(ID)),
        ("float | str", 1, 1),
        ("int | float", 1.5, 1.5),
        ("list[str] | str", ["a"], ["a"]),
        ("list[int] | list[str]", ["a"], ["a"]),
        ("list[dt.date] | list[str]", ["2026-01-02", "2026-01-03"], [dt.date(2026, 1, 2), dt.date(2026, 1, 3)]),
        ("dict[str, int] | dict[str, str]", {"a": "b"}, {"a": "b"}),
        ("Any | str", 1, 1),
    ],
)  # fmt: skip
def test_values_of_their_type(codec: Any, type_: str, value: Any, expected: Any) -> None:
    for decoded in (
        codec.decode(type_, value, strict=True),
        codec.decode_bytes(type_, json.dumps(value).encode(), strict=True),
    ):
        assert decoded == expected
        assert type(decoded) is type(expected)


@pytest.mark.parametrize("type_", [str, int, None, NoneType, list[int], dict[str, int], int | str])
def test_types_as_objects(codec: Any, type_: Any) -> None:
    values: dict[Any, Any] = {str: "a", int: 1, list[int]: [1], dict[str, int]: {}, int | str: "a"}
    value = values.get(type_)
    assert codec.decode(type_, value, strict=True) == value


@pytest.mark.parametrize(
    ("type_", "value", "problem"),
    [
        ("str", 1, "$: expected a string, got an integer"),
        ("int", True, "$: expected an integer, got a boolean"),
        ("int", "1", "$: expected an integer, got a string"),
        ("int", 1.5, "$: expected an integer, got a number"),
        ("float", "1", "$: expected a number, got a string"),
        ("float", True, "$: expected a number, got a boolean"),
        ("bool", 1, "$: expected a boolean, got an integer"),
        ("None", 0, "$: expected null, got an integer"),
        ("str", None, "$: expected a string, got null"),
        ("Literal['a']", "b", "$: the value is not one of the listed ones"),
        ("Literal['a']", 1, "$: expected a string, got an integer"),
        ("Literal['a']", [], "$: expected a string, got an array"),
        ("Literal[1]", True, "$: expected an integer, got a boolean"),
        ("Literal[True]", 1, "$: expected a boolean, got an integer"),
        ("list[str]", "ab", "$: expected an array, got a string"),
        ("list[str]", {}, "$: expected an array, got an object"),
        ("list[str]", ["a", 1], "$[1]: expected a string, got an integer"),
        ("dict[str, int]", [], "$: expected an object, got an array"),
        ("dict[str, int]", {"a b": "c"}, '$["a b"]: expected an integer, got a string'),
        ("dict[str, dict[str, int]]", {"a": {"b": None}}, "$.a.b: expected an integer, got null"),
        ("dict[str, int]", {"x" * 99: ""}, '$["' + "x" * 40 + '..."]: expected an integer, got a string'),
        ("tuple[int, str]", ["a"], "$[0]: expected an integer, got a string"),
        ("tuple[int, str]", [1, "a", 2], "$: expected at most 2 items, got 3"),
        ("tuple[int, *tuple[str, ...]]", [1, 2], "$[1]: expected a string, got an integer"),
        ("tuple[int, ...]", 1, "$: expected an array, got an integer"),
        ("dt.datetime", "today", "$: expected a date-time, got another string"),
        ("dt.datetime", "2026-13-01T00:00:00Z", "$: expected a date-time, got another string"),
        ("dt.datetime", 1, "$: expected a date-time, got an integer"),
        ("dt.date", "2026-02-30", "$: expected a date, got another string"),
        ("dt.time", "25:00", "$: expected a time, got another string"),
        ("dt.timedelta", "P1Y", "$: expected a duration of fixed length, got another string"),
        ("dt.timedelta", "P", "$: expected a duration of fixed length, got another string"),
        ("dt.timedelta", "P1DT", "$: expected a duration of fixed length, got another string"),
        ("dt.timedelta", f"P{'9' * 20}D", "$: expected a duration of fixed length, got another string"),
        ("UUID", "x", "$: expected a UUID, got another string"),
        ("_ip.IPv4Address", "::1", "$: expected an IPv4 address, got another string"),
        ("_ip.IPv6Address", "192.0.2.1", "$: expected an IPv6 address, got another string"),
        ("_ip.IPv4Address", 3221225985, "$: expected an IPv4 address, got an integer"),
        ("Decimal", "1_000", "$: expected a decimal number as a string, got another string"),
        ("Decimal", "NaN", "$: expected a decimal number as a string, got another string"),
        ("Decimal", 1, "$: expected a decimal number as a string, got an integer"),
        ("bytes", "a*==", "$: expected base64, got another string"),
        ("Base64Url", "+/8=", "$: expected URL-safe base64, got another string"),
        ("UnixTime", 1e300, "$: expected seconds since 1970, got another number"),
        ("UnixTime", True, "$: expected seconds since 1970, got a boolean"),
        ("HttpDate", "today", "$: expected an HTTP date, got another string"),
        ("IntegerString", "1.0", "$: expected an integer as a string, got another string"),
        ("IntegerString", 1, "$: expected an integer as a string, got an integer"),
        ("str | int", None, "$: expected a string or an integer, got null"),
        ("str | int", 1.5, "$: expected a string or an integer, got a number"),
        ("Literal['a'] | int", "b", "$: the value is not one of the listed ones"),
        ("dt.date | UUID", "x", "$: expected a date or a UUID, got something else"),
        ("Size", "huge", "$: the value is not one of the listed ones"),
        ("Weight", True, "$: expected an integer, got a boolean"),
    ],
)  # fmt: skip
def test_values_of_another_type(codec: Any, type_: str, value: Any, problem: str) -> None:
    with pytest.raises(codec.TypeMismatchError) as caught:
        codec.decode(type_, value, strict=True)
    assert str(caught.value) == problem
    assert str(caught.value) == f"{caught.value.path}: {caught.value.message}"
    deviations: list[str] = []
    codec.decode(type_, value, deviations=deviations)
    assert deviations[0] == problem


def test_enumeration_classes(codec: Any, models: Any) -> None:
    assert codec.decode("Size", "small", strict=True) is models.Size.SMALL
    assert codec.decode("Weight", 2, strict=True) is models.Weight.HEAVY
    assert codec.decode("Size | str", "large", strict=True) is models.Size.LARGE
    assert codec.decode("Size | str", "huge", strict=True) == "huge"


PET = {"id": ID, "name": "Rex", "bornAt": None, "owner": None, "kind": "pet"}


def test_model(codec: Any, models: Any) -> None:
    pet = codec.decode("Pet", PET, strict=True)
    assert pet == models.Pet(id=UUID(ID), name="Rex", born_at=None, owner=None)
    assert codec.decode(models.Pet, PET) == pet
    assert codec.decode("Animal | None", PET) == pet
    full = codec.decode(
        "Pet",
        {
            **PET,
            "bornAt": "2026-01-02T03:04:05Z",
            "owner": {"email": "a@b.c", "pets": [PET]},
            "nickname": None,
            "parents": [PET],
            "place": [1, 2],
            "size": "small",
            "class": 7,
            "tags": ["a"],
        },
        strict=True,
    )
    assert full == models.Pet(
        id=UUID(ID),
        name="Rex",
        born_at=dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        owner=models.Owner(email="a@b.c", pets=[pet]),
        nickname=None,
        parents=[pet],
        place=(1, 2),
        size=models.Size.SMALL,
        class_=7,
        tags=["a"],
    )


def test_inherited_fields_have_their_wire_names(codec: Any, models: Any) -> None:
    detail = {**PET, "bornAt": "2026-01-02T03:04:05Z", "visits": ["2026-01-02"], "class": 1}
    pet = codec.decode("PetDetail", {**detail, "lastVisit": "2026-01-03"}, strict=True)
    assert type(pet) is models.PetDetail
    assert (pet.class_, pet.visits, pet.last_visit) == (
        1,
        [dt.date(2026, 1, 2)],
        dt.date(2026, 1, 3),
    )


def test_null_in_an_optional_field_is_as_good_as_nothing(codec: Any) -> None:
    pet = codec.decode("Pet", {**PET, "tags": None, "color": None}, deviations=(found := []))
    assert (pet.tags, found) == (None, [])
    assert pet.extra_fields == {"tags": None, "color": None}


def test_undeclared_properties_are_kept(codec: Any) -> None:
    pet = codec.decode("Pet", {**PET, "z": 1, "a": [2]}, strict=True)
    assert list(pet.extra_fields.items()) == [("z", 1), ("a", [2])]
    assert not hasattr(codec.decode("Pet", PET), "_extra")
    assert not hasattr(codec.decode("Pet", {**PET, "nickname": None}), "_extra")
    assert codec.decode("Empty", {"a": 1}).extra_fields == {"a": 1}


def test_undeclared_properties_whatever_keys_came_before(codec: Any) -> None:
    for _ in range(2):
        for number in range(100):
            extra = {f"x{number}": number, "y": None}
            value = {"text": "a", **extra} if number % 2 else {**extra, "text": "a"}
            text = codec.decode("Text", value, strict=True)
            assert list(text.extra_fields.items()) == list(extra.items())
            assert codec.encode(text) == value


def test_typed_catch_all(codec: Any, models: Any) -> None:
    counters = codec.decode("Counters", {"name": "x", "a": 1, "b": 2}, strict=True)
    assert counters == models.Counters(name="x", additional_properties={"a": 1, "b": 2})
    assert codec.decode("Counters", {"name": "x", "total": 2}) == models.Counters(name="x", total=2)
    with pytest.raises(
        codec.TypeMismatchError, match=r"^\$\.a: expected an integer, got a string$"
    ):
        codec.decode("Counters", {"name": "x", "a": "1"}, strict=True)


def test_hostile_wire_names(codec: Any, models: Any) -> None:
    names = list(models.Odd._wire.values())
    value = {names[0]: 1, names[1]: 2, names[2]: "c", names[3]: "d"}
    odd = codec.decode("Odd", value, strict=True)
    assert (odd.quote, odd.braces, odd.line, odd.empty) == (1, 2, "c", "d")
    assert codec.encode(odd) == value
    with pytest.raises(codec.TypeMismatchError):
        codec.decode("Odd", {}, strict=True)


def test_another_namespace(codec: Any, models: Any) -> None:
    other = codec.Codec(models, "other")
    assert other.decode("list[Pet]", [PET]) == codec.decode("list[Pet]", [PET])


@pytest.mark.parametrize("type_", ["Nothing", "list[Nothing]"])
def test_unknown_names_are_errors_of_the_program(codec: Any, type_: str) -> None:
    with pytest.raises(NameError):
        codec.decode(type_, [1])


def test_types_without_a_form(codec: Any) -> None:
    with pytest.raises(TypeError, match="does not support"):
        codec.decode(set[int], [1])
