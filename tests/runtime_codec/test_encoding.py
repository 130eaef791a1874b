"""Values that are written as JSON."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections import OrderedDict, namedtuple
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from importlib import import_module
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from .test_decoding import ID, PET

UTC = dt.UTC
MOMENT = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
Pair = namedtuple("Pair", "a b")


class Word(StrEnum):
    A = "a"


class Number(IntEnum):
    ONE = 1


class Plain(Enum):
    TIME = MOMENT
    LIST = (1, 2)


class Moment(dt.datetime):
    """A subclass, as other libraries have them."""


class Name(str):
    """A subclass that says something else of itself."""

    def __str__(self) -> str:
        return "wrong"


@pytest.fixture(params=["orjson", "json"])
def written(request: pytest.FixtureRequest) -> Any:
    """The codec with and without orjson."""
    return request.getfixturevalue("codec" if request.param == "orjson" else "plain_codec")


@pytest.mark.parametrize(
    ("value", "type_", "expected"),
    [
        (None, "Any", None),
        ("ä\u2028\x00", "str", "ä\u2028\x00"),
        ("\ud800", "str", "\ud800"),
        (True, "bool", True),
        (2**70, "int", 2**70),
        (1.5, "float", 1.5),
        (1, "float", 1),
        ([1, "a", None], "list", [1, "a", None]),
        ((1, 2), "list[int]", [1, 2]),
        (range(2), "list[int]", [0, 1]),
        (Pair(1, 2), "Any", [1, 2]),
        (OrderedDict(a=1), "Any", {"a": 1}),
        (MappingProxyType({"a": MOMENT}), "Any", {"a": "2026-01-02T03:04:05Z"}),
        ({Word.A: 1}, "dict[str, int]", {"a": 1}),
        ({Name("k"): Name("v")}, "Any", {"k": "v"}),
        (Word.A, "Any", "a"),
        (Number.ONE, "Any", 1),
        (Plain.TIME, "Any", "2026-01-02T03:04:05Z"),
        (Plain.LIST, "Any", [1, 2]),
        (MOMENT, "dt.datetime", "2026-01-02T03:04:05Z"),
        (MOMENT, "str", "2026-01-02T03:04:05Z"),
        (MOMENT.astimezone(ZoneInfo("Europe/London")), "dt.datetime", "2026-01-02T03:04:05Z"),
        (MOMENT.astimezone(ZoneInfo("Asia/Tokyo")), "dt.datetime", "2026-01-02T12:04:05+09:00"),
        (Moment(2026, 1, 2, tzinfo=UTC), "Any", "2026-01-02T00:00:00Z"),
        (MOMENT.replace(microsecond=50), "list[dt.datetime]", "2026-01-02T03:04:05.000050Z"),
        (MOMENT.replace(tzinfo=None), "dt.datetime", "2026-01-02T03:04:05"),
        (
            MOMENT.replace(microsecond=5, tzinfo=dt.timezone(dt.timedelta(hours=-5.5))),
            "dt.datetime",
            "2026-01-02T03:04:05.000005-05:30",
        ),
        (Moment(2026, 1, 2), "dt.datetime", "2026-01-02T00:00:00"),
        (dt.date(2026, 1, 2), "dt.date", "2026-01-02"),
        (dt.time(3, 4, 5), "dt.time", "03:04:05"),
        (dt.time(3, 4, 5, tzinfo=UTC), "dt.time", "03:04:05Z"),
        (dt.time(3, 4, 5, tzinfo=dt.timezone(dt.timedelta(hours=1))), "Any", "03:04:05+01:00"),
        (dt.timedelta(days=1, hours=2, microseconds=500000), "dt.timedelta", "P1DT2H0.5S"),
        (dt.timedelta(minutes=-90), "dt.timedelta", "-PT1H30M"),
        (dt.timedelta(), "dt.timedelta", "PT0S"),
        (dt.timedelta(days=400), "Any", "P400D"),
        (UUID(ID), "UUID", ID),
        (IPv4Address("192.0.2.1"), "_ip.IPv4Address", "192.0.2.1"),
        (IPv6Address("2001:db8:0::1"), "_ip.IPv6Address", "2001:db8::1"),
        ([IPv4Address("192.0.2.1")], "Any", ["192.0.2.1"]),
        ("192.0.2.1", "_ip.IPv4Address", "192.0.2.1"),
        (Decimal("1.50"), "Decimal", "1.50"),
        (Decimal("1E+3"), "Decimal", "1000"),
        (Decimal("1E-8"), "Any", "0.00000001"),
        (b"hi", "bytes", "aGk="),
        (bytearray(b"hi"), "Any", "aGk="),
        (memoryview(b"hi"), "Any", "aGk="),
        (b"\xfb\xff", "Base64Url", "-_8"),
        (MOMENT, "UnixTime", 1767323045),
        (MOMENT.replace(microsecond=500000), "UnixTime", 1767323045.5),
        (MOMENT, "HttpDate", "Fri, 02 Jan 2026 03:04:05 GMT"),
        (Decimal("0.1"), "DecimalNumber", 0.1),
        (Decimal("10.0"), "DecimalNumber", 10),
        (12, "IntegerString", "12"),
        ("as it is", "IntegerString", "as it is"),
        ("as it is", "UnixTime", "as it is"),
        ({"a": [b"\xff"]}, "dict[str, list[Base64Url]]", {"a": ["_w"]}),
        ((b"\xff", b"\xff"), "tuple[Base64Url, bytes]", ["_w", "/w=="]),
        ((b"\xff", MOMENT), "tuple[Base64Url, *tuple[UnixTime, ...]]", ["_w", 1767323045]),
        ((MOMENT,), "list[UnixTime]", [1767323045]),
        ("no list", "list[UnixTime]", "no list"),
        ({"a": (1.0, 2.0)}, "dict[str, Point]", {"a": [1.0, 2.0]}),
        ({"a": [{"b": 1}]}, "JsonValue", {"a": [{"b": 1}]}),
    ],
)
def test_values(written: Any, value: Any, type_: str, expected: Any) -> None:
    assert json.loads(written.encode_bytes(value, type_)) == expected
    encoded = written.encode(value, type_)
    assert encoded == expected
    assert type(encoded) is type(expected)


def test_compact_utf8(written: Any) -> None:
    assert written.encode_bytes({"a": [1, "ä"]}) == '{"a":[1,"ä"]}'.encode()


def test_models(written: Any) -> None:
    data = {
        **PET,
        "bornAt": "2026-01-02T03:04:05Z",
        "owner": {"email": "a@b.c", "pets": [PET]},
        "nickname": None,
        "place": [1, 2],
        "size": "small",
        "class": 7,
        "color": "blue",
        "notes": {"a": [1.5]},
        "undeclared": [{"x": 1}],
    }
    pet = written.decode("Pet", data, strict=True)
    for encoded in (written.encode(pet, "Pet"), written.encode(pet)):
        assert encoded == data
    assert json.loads(written.encode_bytes([pet], "list[Pet]")) == [data]


def test_what_is_left_out(codec: Any, models: Any) -> None:
    pet = models.Pet(id=UUID(ID), name="Rex", born_at=None, owner=None)
    assert codec.encode(pet) == PET
    assert codec.encode_bytes(pet, "Pet") == (
        f'{{"id":"{ID}","name":"Rex","bornAt":null,"owner":null,"kind":"pet"}}'.encode()
    )
    pet.nickname = None
    assert codec.encode(pet) == {**PET, "nickname": None}


def test_unset_wherever_it_is(written: Any) -> None:
    package = written.__name__.partition(".")[0]
    unset = import_module(f"{package}._runtime").UNSET
    assert written.encode_bytes({"a": unset, "b": 1}) == b'{"b":1}'
    tone = import_module(f"{package}.models").Tone(value=1, name=unset)
    assert written.encode_bytes(tone, "Tone") == b'{"value":1}'
    with pytest.raises(TypeError, match=r"^\$\[0\]: a value of type Unset has no JSON form$"):
        written.encode_bytes([unset])


def test_subclasses_and_dicts_in_place_of_a_model(codec: Any, models: Any) -> None:
    detail = models.PetDetail(id=UUID(ID), name="R", born_at=None, owner=None, visits=[])
    assert codec.encode([detail], "list[Pet]")[0]["visits"] == []
    assert codec.encode([{"as": "it is", "at": MOMENT}], "list[Pet]") == [
        {"as": "it is", "at": "2026-01-02T03:04:05Z"}
    ]
    owner = models.Owner(email="a", pets=[detail, {"x": 1}])
    assert json.loads(codec.encode_bytes(owner, "Owner"))["pets"][1] == {"x": 1}
    assert codec.encode(owner)["pets"][0]["visits"] == []


def test_declared_properties_win_over_undeclared_ones(codec: Any, models: Any) -> None:
    tone = models.Tone(value=1)
    tone.extra_fields.update(value=2, other=b"hi")
    assert codec.encode(tone) == {"value": 1, "other": "aGk="}
    counters = models.Counters(name="a", additional_properties={"name": 1, "b": 2})
    assert codec.encode(counters) == {"name": "a", "b": 2}


INFINITE = float("inf")


@pytest.mark.parametrize(
    ("value", "type_", "problem"),
    [
        (INFINITE, "float", "$: inf has no JSON form"),
        ([1.0, float("nan")], "list[float]", "$[1]: nan has no JSON form"),
        ({"a": {"b": [INFINITE]}}, "Any", "$.a.b[0]: inf has no JSON form"),
        ({"a b": -INFINITE}, "Pet", '$["a b"]: -inf has no JSON form'),
        (OrderedDict(a=INFINITE), "Any", "$.a: inf has no JSON form"),
        (Decimal("NaN"), "Decimal", "$: NaN has no JSON form"),
        (Decimal("Infinity"), "DecimalNumber", "$: inf has no JSON form"),
    ],
)
def test_numbers_that_json_does_not_have(
    written: Any, value: Any, type_: str, problem: str
) -> None:
    for encode in (written.encode, written.encode_bytes):
        with pytest.raises(ValueError) as caught:  # noqa: PT011
            encode(value, type_)
        assert str(caught.value) == problem


def test_numbers_that_json_does_not_have_in_models(codec: Any, models: Any) -> None:
    circle = models.Circle(id=1, radius=INFINITE)
    pet = models.Pet(id=UUID(ID), name="", born_at=None, owner=None, place=(1.0, INFINITE))
    undeclared = models.Tone(value=1)
    undeclared.extra_fields["x"] = [float("nan")]
    for value, type_, path in (
        (circle, "Circle", "$.radius"),
        (pet, "Pet", "$.place[1]"),
        (undeclared, "Tone", "$.x[0]"),
        ({"pet": pet}, "Any", "$.pet.place[1]"),
    ):
        with pytest.raises(ValueError, match="has no JSON form") as caught:
            codec.encode_bytes(value, type_)
        assert str(caught.value).startswith(f"{path}: ")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"a": [io.BytesIO()]}, "$.a[0]: a file cannot be part of a JSON document"),
        ({"a": {1, 2}}, "$.a: a value of type set has no JSON form"),
        ({"a": object}, "$.a: a value of type type has no JSON form"),
        ([1j], "$[0]: a value of type complex has no JSON form"),
        ({1: 2}, "$: the keys of an object must be strings, not int"),
        ([{None: 2}], "$[0]: the keys of an object must be strings, not NoneType"),
    ],
)
def test_values_without_a_form(written: Any, value: Any, problem: str) -> None:
    for encode in (written.encode, written.encode_bytes):
        with pytest.raises(TypeError) as caught:
            encode(value)
        assert str(caught.value) == problem


def test_values_in_themselves(written: Any) -> None:
    values: list[Any] = []
    values.append(values)
    table: dict[str, Any] = {}
    table["a"] = {"b": table}
    for value in (values, table):
        for encode in (written.encode, written.encode_bytes):
            with pytest.raises(ValueError, match="nested too deeply, or in itself"):
                encode(value)


def test_models_in_themselves(codec: Any, models: Any) -> None:
    pet = models.Pet(id=UUID(ID), name="", born_at=None, owner=None)
    pet.parents = [pet]
    for encode in (codec.encode, codec.encode_bytes):
        with pytest.raises(ValueError, match="nested too deeply, or in itself"):
            encode(pet)


def test_files(codec: Any, models: Any) -> None:
    file = io.BytesIO(b"x")
    upload = models.Upload(file=Path("a.pdf"), more=[file, b"x", "text"])
    assert codec.encode(upload, "Upload") == {
        "file": Path("a.pdf"),
        "more": [file, b"x", "text"],
    }
    with pytest.raises(TypeError, match=r"^\$\.file: a file cannot be part of a JSON document$"):
        codec.encode_bytes(upload, "Upload")


def test_formats_there_and_back(written: Any) -> None:
    data = {
        "moment": "2026-01-02T03:04:05Z",
        "day": "2026-01-02",
        "time": "03:04:05",
        "length": "P1DT2H",
        "id": ID,
        "price": "1.50",
        "data": "aGk=",
        "token": "-_8",
        "unix": 1700000000,
        "http": "Tue, 24 Nov 2026 10:00:00 GMT",
        "exact": 1.25,
        "count": "12",
        "stamps": [1700000000, 1.5],
        "by_name": {"a": "_w"},
    }
    value = written.decode("Formats", data, strict=True)
    assert json.loads(written.encode_bytes(value, "Formats")) == data
    assert written.encode(value) == data


def test_mappings_of_ones_own(codec: Any) -> None:
    class Table(Mapping[str, Any]):
        def __getitem__(self, key: str) -> Any:
            return MOMENT

        def __iter__(self) -> Any:
            return iter("ab")

        def __len__(self) -> int:
            return 2

    assert codec.encode(Table(), "dict[str, UnixTime]") == {"a": 1767323045, "b": 1767323045}
    assert codec.encode_bytes(Table(), "Pet") == (
        b'{"a":"2026-01-02T03:04:05Z","b":"2026-01-02T03:04:05Z"}'
    )
