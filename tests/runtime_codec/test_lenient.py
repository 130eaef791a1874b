"""JSON values that are not what their type says, read as far as they go."""

from __future__ import annotations

import datetime as dt
import json
import logging
from typing import Any
from uuid import UUID

import pytest

from .test_decoding import ID, PET


def read(codec: Any, type_: str, value: Any) -> tuple[Any, list[str]]:
    deviations: list[str] = []
    return codec.decode(type_, value, deviations=deviations), deviations


@pytest.mark.parametrize(
    ("change", "field", "value", "deviation"),
    [
        ({"name": 5}, "name", 5, "$.name: expected a string, got an integer"),
        ({"name": None}, "name", None, "$.name: expected a string, got null"),
        ({"name": ...}, "name", None, "$.name: the required property is missing"),
        ({"bornAt": ...}, "born_at", None, "$.bornAt: the required property is missing"),
        ({"kind": ...}, "kind", "pet", "$.kind: the required property is missing"),
        ({"kind": "dog"}, "kind", "dog", "$.kind: the value is not one of the listed ones"),
        ({"id": "x"}, "id", "x", "$.id: expected a UUID, got another string"),
        ({"owner": []}, "owner", [], "$.owner: expected an object, got an array"),
        ({"tags": ["a", 1]}, "tags", ["a", 1], "$.tags[1]: expected a string, got an integer"),
        ({"nickname": 1}, "nickname", 1, "$.nickname: expected a string, got an integer"),
        ({"place": [1, "x"]}, "place", (1, "x"), "$.place[1]: expected a number, got a string"),
        ({"place": [1, 2, 3]}, "place", (1, 2, 3), "$.place: expected at most 2 items, got 3"),
    ],
)
def test_wrong_parts_stay_as_they_are(
    codec: Any, models: Any, change: dict[str, Any], field: str, value: Any, deviation: str
) -> None:
    data = {key: item for key, item in {**PET, **change}.items() if item is not ...}
    pet, deviations = read(codec, "Pet", data)
    assert type(pet) is models.Pet
    assert getattr(pet, field) == value
    assert deviations == [deviation]
    if field != "id":
        assert pet.id == UUID(ID)


def test_right_parts_are_read_whatever_stands_beside_them(codec: Any, models: Any) -> None:
    pets, deviations = read(
        codec,
        "list[Pet]",
        [
            {**PET, "owner": {"pets": [{"name": 1, "id": ID}]}},
            {**PET, "bornAt": "2026-01-02T03:04:05Z"},
            None,
            {**PET, "x": 1, "name": []},
        ],
    )
    assert type(pets[0].owner) is models.Owner
    assert pets[0].owner.email is None
    assert pets[0].owner.pets[0].id == UUID(ID)
    assert pets[1].born_at == dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    assert pets[2] is None
    assert pets[3].extra_fields == {"x": 1}
    assert deviations == [
        "$[0].owner.email: the required property is missing",
        "$[0].owner.pets[0].name: expected a string, got an integer",
        "$[0].owner.pets[0].bornAt: the required property is missing",
        "$[0].owner.pets[0].owner: the required property is missing",
        "$[0].owner.pets[0].kind: the required property is missing",
        "$[2]: expected an object, got null",
        "$[3].name: expected a string, got an array",
    ]


def test_wrong_values_of_a_typed_catch_all(codec: Any) -> None:
    counters, deviations = read(codec, "Counters", {"name": "x", "a": "1", "b": 2})
    assert counters.additional_properties == {"a": "1", "b": 2}
    assert deviations == ["$.a: expected an integer, got a string"]


def test_durations_without_a_fixed_length_stay_text(codec: Any) -> None:
    formats, deviations = read(codec, "Formats", {"length": "P1Y2M", "day": "2026-01-02"})
    assert (formats.length, formats.day) == ("P1Y2M", dt.date(2026, 1, 2))
    assert deviations == ["$.length: expected a duration of fixed length, got another string"]


def test_one_warning_for_all_deviations(codec: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        codec.decode("list[int]", ["secret"] * 8)
        codec.decode("list[int]", [1])
    (record,) = caplog.records
    assert record.name == "codec_sample"
    assert record.getMessage() == (
        "A value does not match the API description: $[0]: expected an integer, got a string; "
        "$[1]: expected an integer, got a string; $[2]: expected an integer, got a string; "
        "$[3]: expected an integer, got a string; $[4]: expected an integer, got a string; "
        "and 3 more"
    )


def test_no_more_deviations_than_anyone_reads(codec: Any) -> None:
    value, deviations = read(codec, "list[int]", ["a"] * 1000)
    assert value == ["a"] * 1000
    assert len(deviations) == 100


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "$: not a JSON document: Expecting value at line 1, column 1"),
        (b"<html>", "$: not a JSON document: Expecting value at line 1, column 1"),
        (b'{"a": 1,\n}', "$: not a JSON document: Trailing comma at line 2, column 1"),
        (b"[1, 2,]", "$: not a JSON document: Trailing comma at line 1, column 7"),
        (b"[1,,]", "$: not a JSON document: Expecting value at line 1, column 4"),
        (b"[,]", "$: not a JSON document: Expecting value at line 1, column 2"),
        (b'{"secret": tru', "$: not a JSON document: Expecting value at line 1, column 12"),
        (b'"\xff\xfe"', "$: not a JSON document: its text has no Unicode encoding"),
        (b"[" * 100_000, "$: the document is nested too deeply"),
        (b"[" * 5000 + b"]" * 5000, "$: the document is nested too deeply"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "$: the document is nested too deeply"),
    ],
)
def test_no_json_is_an_error_in_any_case(
    codec: Any, plain_codec: Any, data: bytes, problem: str
) -> None:
    for each in (codec, plain_codec):
        for strict in (False, True):
            with pytest.raises(each.TypeMismatchError) as caught:
                each.decode_bytes("Any", data, strict=strict)
            assert str(caught.value) == problem


@pytest.mark.parametrize("depth", [600, 5_000])
def test_a_document_that_is_nested_too_deeply_for_its_type_is_an_error(
    codec: Any, plain_codec: Any, depth: int
) -> None:
    pet = json.dumps(PET)[:-1]
    document = (f'{pet}, "parents": [' * depth + "]}" * depth).encode()
    for each in (codec, plain_codec):
        for strict in (False, True):
            with pytest.raises(each.TypeMismatchError, match="the document is nested too deeply"):
                each.decode_bytes("Pet", document, strict=strict)


@pytest.mark.parametrize("text", ["[" * 600, '{"' * 600, '\\"[' * 600, "\\" + "]" * 600])
def test_brackets_in_strings_nest_nothing(codec: Any, text: str) -> None:
    for encoding in ("utf-8", "utf-16", "utf-32"):
        document = json.dumps([text, 10**400])  # which orjson does not read
        assert codec.decode_bytes("Any", document.encode(encoding)) == [text, 10**400]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"18446744073709551616", 18446744073709551616),
        (b'"\\ud800"', "\ud800"),
        (b"\xef\xbb\xbf1", 1),
        ("[1]".encode("utf-16"), [1]),
    ],
)
def test_json_that_orjson_refuses_or_rounds(codec: Any, data: bytes, expected: Any) -> None:
    type_ = {int: "int", str: "str", list: "list[int]", float: "float"}[type(expected)]
    assert codec.decode_bytes(type_, data, strict=True) == expected


def test_not_a_number_is_read_but_not_strictly(codec: Any) -> None:
    assert codec.decode_bytes("float", b"-Infinity") == float("-inf")
    with pytest.raises(codec.TypeMismatchError, match="NaN is not JSON"):
        codec.decode_bytes("float", b"NaN", strict=True)


def test_of_duplicate_keys_the_last_one_counts(codec: Any) -> None:
    assert codec.decode_bytes("dict[str, int]", b'{"a": 1, "a": 2}') == {"a": 2}
    assert codec.decode_bytes("dict[str, int]", b'{"a": "x", "a": 2}', strict=True) == {"a": 2}
