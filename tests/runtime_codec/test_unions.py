"""Which member of a union a value is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

PAID = {"type": "paid", "amount": 3}
REFUNDED = {"type": "refunded", "reason": "broken"}


@pytest.mark.parametrize(
    ("type_", "value", "member"),
    [
        ("Event", PAID, "OrderPaid"),
        ("Event", REFUNDED, "OrderRefunded"),
        ("Event | None", REFUNDED, "OrderRefunded"),
        ("Event | str", PAID, "OrderPaid"),
        ("Shape", {"kind": "circle", "id": 1, "radius": 1}, "Circle"),
        ("Shape", {"kind": "disc", "id": 1, "radius": 1}, "Circle"),
        ("Shape", {"id": 1, "side": 1, "kind": "square"}, "Square"),
        ("Message", {"text": "a"}, "Text"),
        ("Message", {"number": "1", "lang": "en"}, "Call"),
        ("Message", {"number": "1", "text": "undeclared in a call"}, "Text"),
        ("Sound", {"value": 1}, "Tone"),
        ("Sound", {"value": "a"}, "Voice"),
        ("Sound", {"value": "a", "name": "b"}, "Voice"),
        ("Filter", {"all": []}, "FilterAnd"),
        ("Filter", {"all": 1}, "FilterEquals"),
        ("Filter", {"field": "a", "value": {"all": []}}, "FilterEquals"),
        ("Text | dict[str, int]", {"text": "a"}, "Text"),
        ("Text | dict[str, int]", {"a": 1}, "dict"),
        ("Text | list[Text] | None", {"text": "a"}, "Text"),
        ("Text | Any", {"text": "a"}, "Text"),
        ("Text | Any", {"text": 1}, "dict"),
        ("Text | Any", 1, "int"),
        ("Payload", "a", "str"),
        ("Payload", {"text": "a"}, "Text"),
        ("Payload", [{"text": "a"}], "list"),
        ("Event | Shape", {"kind": "square", "id": 1, "side": 1}, "Square"),
        ("Event | Shape", REFUNDED, "OrderRefunded"),
    ],
)  # fmt: skip
def test_member(codec: Any, type_: str, value: Any, member: str) -> None:
    decoded = codec.decode(type_, value, strict=True)
    assert type(decoded).__name__ == member
    assert codec.encode(decoded, type_) == value


def test_members_inside(codec: Any, models: Any) -> None:
    conditions = {"all": [{"field": "a"}, {"all": [{"all": 1}], "negated": True}]}
    decoded = codec.decode("Filter", conditions, strict=True)
    assert decoded == models.FilterAnd(
        all=[
            models.FilterEquals(field="a"),
            models.FilterAnd(all=[models.FilterEquals(all=1)], negated=True),
        ]
    )
    tones = codec.decode("Starred", {"items": [{"value": 1}]}, strict=True)
    assert tones.items == [models.Tone(value=1)]
    texts = codec.decode("Starred", {"items": [{"text": "a"}]}, strict=True)
    assert texts.items == [models.Text(text="a")]
    assert codec.decode("Starred", {"items": []}, strict=True).items == []


def test_what_the_best_guess_cannot_be_another_member_is(codec: Any, models: Any) -> None:
    # `text` promises a Text, but its value does not.
    decoded = codec.decode("Message", {"number": "1", "text": 5}, strict=True)
    assert type(decoded) is models.Call
    assert decoded.extra_fields == {"text": 5}
    assert decoded.extra_fields == {"text": 5}


@pytest.mark.parametrize(
    ("type_", "value", "read", "deviation"),
    [
        (
            "Event",
            {"type": "shipped", "amount": 3},
            "dict",
            "$.type: the value selects no member of the union",
        ),
        ("Event", {"type": []}, "dict", "$.type: the value selects no member of the union"),
        ("Event", {"amount": 3}, "OrderPaid", "$.type: the required property is missing"),
        ("Account", {"id": 1}, "Party", "$.kind: the required property is missing"),
        ("Account", {"id": 1, "kind": None}, "Party", "$.kind: expected a string, got null"),
        ("Event", {}, "dict", "$: the object matches no member of the union"),
        ("Event", {"x": 1}, "dict", "$: the object matches no member of the union"),
        ("Event", 1, "int", "$: expected an object, got an integer"),
        (
            "Event",
            {"type": "paid", "amount": "x"},
            "OrderPaid",
            "$.amount: expected an integer, got a string",
        ),
        (
            "Shape",
            {"kind": "cube", "id": 1},
            "dict",
            "$.kind: the value selects no member of the union",
        ),
        ("Shape", {"id": 1, "side": 2}, "Square", "$.kind: the required property is missing"),
        (
            "Shape",
            {"kind": "square", "id": "a", "side": 2},
            "Square",
            "$.id: expected an integer, got a string",
        ),
        (
            "Message",
            {"text": "a", "lang": 1},
            "Text",
            "$.lang: expected a string, got an integer",
        ),
        ("Sound", {"value": []}, "Tone", "$.value: expected an integer, got an array"),
        (
            "Sound",
            {"value": "a", "name": 1},
            "Voice",
            "$.name: expected a string, got an integer",
        ),
        (
            "Payload",
            [{"text": 1}],
            "list",
            "$[0].text: expected a string, got an integer",
        ),
        (
            "Payload",
            1.5,
            "float",
            "$: expected a string, an integer, an array or an object, got a number",
        ),
    ],
)
def test_deviations(codec: Any, type_: str, value: Any, read: str, deviation: str) -> None:
    deviations: list[str] = []
    decoded = codec.decode(type_, value, deviations=deviations)
    assert type(decoded).__name__ == read
    assert deviations == [deviation]
    with pytest.raises(codec.TypeMismatchError) as caught:
        codec.decode(type_, value, strict=True)
    assert str(caught.value) == deviation


def test_a_new_member_is_no_reason_to_lose_the_others(codec: Any) -> None:
    deviations: list[str] = []
    events = codec.decode("list[Event]", [PAID, {"type": "new"}, REFUNDED], deviations=deviations)
    assert [type(event).__name__ for event in events] == ["OrderPaid", "dict", "OrderRefunded"]
    assert deviations == ["$[1].type: the value selects no member of the union"]


@pytest.mark.timeout(120)
def test_members_that_are_only_told_apart_deep_inside_take_no_time(codec: Any) -> None:
    value: dict[str, Any] = {"value": None, "child": {"value": []}}
    for _ in range(60):
        value = {"child": value}
    codec.decode("Alike", value, deviations=[])
    with pytest.raises(codec.TypeMismatchError):
        codec.decode("Alike", value, strict=True)


def test_encoding_by_member(codec: Any, models: Any) -> None:
    moment = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    assert codec.encode(moment, "UnixTime | str") == 1767312000
    assert codec.encode("now", "UnixTime | str") == "now"
    assert codec.encode([moment], "list[UnixTime] | UnixTime | None") == [1767312000]
    assert codec.encode({"a": b"\xff"}, "Text | dict[str, Base64Url]") == {"a": "_w"}
    assert codec.encode(models.Text(text="a"), "Text | dict[str, Base64Url]") == {"text": "a"}
    assert codec.encode(None, "UnixTime | None") is None
    assert codec.encode(models.OrderPaid(amount=1), "Event") == {"amount": 1, "type": "paid"}
    assert codec.encode({"type": "new"}, "Event") == {"type": "new"}
    assert codec.encode(True, "IntegerString | bool") is True
