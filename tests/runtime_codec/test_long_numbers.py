"""Numbers that neither a float nor 64 bits hold stay what they are, with orjson and without."""

from __future__ import annotations

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
