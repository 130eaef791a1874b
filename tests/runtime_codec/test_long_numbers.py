"""Numbers that neither a float nor 64 bits hold stay what they are, with orjson and without."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

HUGE = 2**70


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        ("Any", b"%d" % HUGE, HUGE),
        ("int", b"-%d" % HUGE, -HUGE),
        ("float", b"%d" % HUGE, HUGE),
        ("dict[str, Any]", b'{"a": [1.5, %d]}' % HUGE, {"a": [1.5, HUGE]}),
        ("list[int | str]", b'[%d,"a"]' % HUGE, [HUGE, "a"]),
        ("list[str]", b'["%d", ", %d"]' % (HUGE, HUGE), [f"{HUGE}", f", {HUGE}"]),
        ("DecimalNumber", b"0.1", Decimal("0.1")),
        ("DecimalNumber", b"0.1000000000000000000001", Decimal("0.1000000000000000000001")),
        ("DecimalNumber", b"%d" % HUGE, Decimal(HUGE)),
        (
            "list[DecimalNumber]",
            b"[12345678901234567.25,1.5]",
            [Decimal("12345678901234567.25"), 1.5],
        ),
        (
            "dict[str, Any] | DecimalNumber",
            b"-1.00000000000000000001",
            Decimal("-1.00000000000000000001"),
        ),
    ],
)
def test_read_and_written_with_all_digits(
    codec: Any, plain_codec: Any, type_: str, text: bytes, value: Any
) -> None:
    for each in (codec, plain_codec):
        got = each.decode_bytes(type_, text, strict=True)
        assert got == value
        assert type(got) is type(value)
        assert each.encode_bytes(got, type_).replace(b" ", b"") == text.replace(b" ", b"")


def test_decimals_of_any_size_are_written(codec: Any, plain_codec: Any) -> None:
    for each in (codec, plain_codec):
        tiny = Decimal("1.00000000000000000001E-400")
        assert each.encode_bytes(tiny, "DecimalNumber") == b"1.00000000000000000001E-400"
        assert each.encode({"a": [tiny]}, "dict[str, list[DecimalNumber]]") == {"a": [tiny]}
        assert each.decode("DecimalNumber", each.encode(tiny, "DecimalNumber")) == tiny


def test_text_that_looks_like_a_number_stays_text(codec: Any, plain_codec: Any) -> None:
    value = {"a": [Decimal("1.000000000000000000001")], "b": "1.000000000000000000001"}
    for each in (codec, plain_codec):
        data = each.encode_bytes(value, "dict[str, list[DecimalNumber] | str]")
        assert data == b'{"a":[1.000000000000000000001],"b":"1.000000000000000000001"}'


@pytest.mark.parametrize("type_", ["int", "Any", "float", "int | str", "dict[str, Any] | int"])
@pytest.mark.parametrize("sign", [b"", b"-"])
def test_integers_of_thousands_of_digits(
    codec: Any, plain_codec: Any, type_: str, sign: bytes
) -> None:
    text = sign + b"1234567890" * 1000
    for each in (codec, plain_codec):
        got = each.decode_bytes(type_, text, strict=True)
        assert type(got) is int
        assert got % 10**20 == (10**20 - 12345678901234567890 if sign else 12345678901234567890)
        assert each.encode_bytes(got, type_) == text
        assert each.encode_bytes({"a": [got]}) == b'{"a":[%b]}' % text
        assert each.encode_bytes(got, "IntegerString") == b'"%b"' % text
        assert each.decode("IntegerString", text.decode(), strict=True) == got


def test_integers_of_too_many_digits(codec: Any, plain_codec: Any) -> None:
    for each in (codec, plain_codec):
        assert each.decode_bytes("int", b"9" * 100_000) == 10**100_000 - 1
        with pytest.raises(each.TypeMismatchError, match="has 100001 digits; at most 100000"):
            each.decode_bytes("Any", b"9" * 100_001)
        deviations: list[str] = []
        text = "9" * 100_001
        assert each.decode("IntegerString", text, deviations=deviations) == text
        assert deviations


@pytest.mark.parametrize(
    ("type_", "text", "deviation"),
    [
        ("int", b"NaN", "$: expected an integer, got a number that is not finite"),
        ("float", b"NaN", "$: expected a finite number, got a number that is not finite"),
        ("list[float]", b"[1e999]", "$[0]: expected a finite number, got a number that is not fin"),
        ("str", b"-Infinity", "$: expected a string, got a number that is not finite"),
    ],
)
def test_numbers_that_are_not_finite(
    codec: Any, plain_codec: Any, type_: str, text: bytes, deviation: str
) -> None:
    for each in (codec, plain_codec):
        deviations: list[str] = []
        each.decode_bytes(type_, text, deviations=deviations)
        assert len(deviations) == 1
        assert deviations[0].startswith(deviation)
        with pytest.raises(each.TypeMismatchError):
            each.decode_bytes(type_, text, strict=True)


def test_constants_that_are_not_json_are_refused_wherever_they_are(
    codec: Any, plain_codec: Any
) -> None:
    for each in (codec, plain_codec):
        for type_ in ("Any", "list[Any]", "dict[str, Any] | list[float]"):
            with pytest.raises(each.TypeMismatchError, match="NaN is not JSON"):
                each.decode_bytes(type_, b"[1, NaN]", strict=True)


@pytest.mark.parametrize(
    ("type_", "value", "written"),
    [
        ("float", Decimal("0.10"), b"0.1"),
        ("float", Decimal("1E+3"), b"1000"),
        ("float | None", Decimal("0.1234567890123456789"), b"0.1234567890123456789"),
        ("list[float]", [Decimal("12345678901234567.25")], b"[12345678901234567.25]"),
        ("dict[str, float | str]", {"a": Decimal("1.5")}, b'{"a":1.5}'),
        ("tuple[str, float]", ("a", Decimal("1.5")), b'["a",1.5]'),
        ("int", Decimal(3), b"3"),
        ("list[int | bool]", [Decimal(3)], b"[3]"),
        ("Decimal", Decimal("1.50"), b'"1.50"'),
        ("Decimal | float", Decimal("1.50"), b'"1.50"'),
        ("Any", Decimal("1.50"), b'"1.50"'),
        ("str | bool", Decimal("1.50"), b'"1.50"'),
    ],
)
def test_decimals_are_numbers_where_numbers_are_declared(
    codec: Any, plain_codec: Any, type_: str, value: Any, written: bytes
) -> None:
    for each in (codec, plain_codec):
        assert each.encode_bytes(value, type_) == written
        assert each.encode_bytes({"x": value}, f"dict[str, {type_}]") == b'{"x":%b}' % written
        assert json.loads(written) == json.loads(
            json.dumps(each.encode(value, type_), default=float)
        )
