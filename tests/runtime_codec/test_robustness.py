"""Whatever JSON comes, the codec reads it or raises one `TypeMismatchError`."""

from __future__ import annotations

import json
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .test_decoding import ID, PET

pytestmark = pytest.mark.detail

TYPES = [
    "Pet",
    "PetDetail",
    "list[Pet] | None",
    "dict[str, Owner]",
    "Counters",
    "Empty",
    "Formats",
    "Labels",
    "Event",
    "Event | Shape | str | None",
    "Shape",
    "Message",
    "Sound | dict[str, int]",
    "Filter",
    "Payload",
    "Alike",
    "Starred",
    "JsonValue",
    "Odd",
    "Size",
    "Weight | None",
    "dt.datetime | UUID | bytes | Decimal | int",
    "dt.timedelta | IntegerString | HttpDate",
    "UnixTime | DecimalNumber",
    "tuple[int, *tuple[Pet, ...]]",
    "Color | int",
]

KEYS = [
    *("id", "name", "bornAt", "owner", "tags", "nickname", "parents", "place", "kind", "email"),
    *("pets", "type", "amount", "reason", "text", "number", "value", "all", "child", "items"),
    *("moment", "day", "length", "data", "token", "unix", "http", "exact", "count", "visits"),
]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -(2**63), 2**64, 0, 1, 253402300800, 1e300])
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(
        [
            *(ID, "2026-01-02T03:04:05Z", "2026-01-02", "9999-12-31T23:59:59-23:59", "P1D"),
            *("P1Y", f"P{'9' * 30}W", "paid", "circle", "pet", "small", "\ud800", "aGk=", "_-8"),
            *("Tue, 24 Nov 2026 10:00:00 GMT", "Mon, 99 Foo 99999 10:00", "1e999999999", "0" * 99),
        ]
    )
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), inner, max_size=5),
    max_leaves=20,
)


def first_problem(codec: Any, type_: str, value: Any) -> str | None:
    """What strict reading says of a value."""
    try:
        codec.decode(type_, value, strict=True)
    except codec.TypeMismatchError as error:
        return str(error)
    return None


def has_null(value: Any) -> bool:
    """Whether a property is null, at any depth."""
    if isinstance(value, dict):
        return None in value.values() or any(map(has_null, value.values()))
    return isinstance(value, list) and any(map(has_null, value))


@given(value=VALUES, type_=st.sampled_from(TYPES))
@settings(
    max_examples=600,
    deadline=None,
    derandomize=True,
)
def test_any_json_with_any_type(codec: Any, value: Any, type_: str) -> None:
    deviations: list[str] = []
    codec.decode(type_, value, deviations=deviations)
    problem = first_problem(codec, type_, value)
    if has_null(value):  # where it is not allowed, that is an error, and no deviation
        assert problem is not None or not deviations
    else:
        assert problem == next(iter(deviations), None)
    if problem is not None:
        return
    decoded = codec.decode(type_, value, strict=True)
    try:
        encoded = codec.encode(decoded, type_)
    except ValueError:
        return  # not finite
    assert codec.decode(type_, encoded, strict=True) == decoded


@given(value=VALUES)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_lenient_reading_loses_nothing(codec: Any, value: Any) -> None:
    """What is read in part is written as it came: here no value has a second spelling."""
    decoded = codec.decode("Text | None", value, deviations=[])
    try:
        encoded = codec.encode(decoded, "Text | None")
    except ValueError:
        return  # not finite
    assert encoded == ({"text": None, **value} if isinstance(value, dict) else value)


def nested(wrap: Callable[[Any], Any], depth: int) -> Any:
    value: Any = None
    for _ in range(depth):
        value = wrap(value)
    return value


@pytest.mark.parametrize("depth", [20, 300, 5_000, 100_000])
@pytest.mark.parametrize(
    ("type_", "wrap"),
    [
        ("JsonValue", lambda inner: [inner]),
        ("JsonValue", lambda inner: {"a": inner}),
        ("Filter", lambda inner: {"all": [inner]}),
        ("Alike", lambda inner: {} if inner is None else {"child": inner}),
        ("Pet", lambda inner: {**PET, "parents": [inner]}),
        ("list[list[int]]", lambda inner: [inner]),
        ("Any", lambda inner: [inner]),
        ("Counters", lambda inner: {"name": inner}),
    ],
)
def test_deep_values(codec: Any, type_: str, wrap: Callable[[Any], Any], depth: int) -> None:
    value = nested(wrap, depth)
    deviations: list[str] = []
    codec.decode(type_, value, deviations=deviations)
    assert first_problem(codec, type_, value) == next(iter(deviations), None)
    while isinstance(value, (list, dict)) and value:  # taken apart, not left to recursion
        inner = value[0] if isinstance(value, list) else list(value.values())[-1]
        value.clear()
        value = inner


@pytest.mark.parametrize("text", ["[", '{"a":', '{"all":[', '{"child":'])
def test_deep_documents(codec: Any, plain_codec: Any, text: str) -> None:
    closing = "".join({"[": "]", "{": "}"}[mark] for mark in reversed(text) if mark in "[{")
    for depth in (100, 900, 100_000):
        document = (text * depth + "null" + closing * depth).encode()
        for each in (codec, plain_codec):
            for type_ in ("JsonValue", "Filter", "Alike"):
                for strict in (False, True):
                    with suppress(each.TypeMismatchError):
                        each.decode_bytes(type_, document, strict=strict, deviations=[])


def test_types_that_need_each_other_from_many_threads(codec: Any, models: Any) -> None:
    module = sys.modules[codec.__name__]
    owner = {"email": "a", "pets": [{**PET, "owner": {"email": "b", "pets": [PET]}}]}
    for _ in range(5):
        fresh = module.Codec(models, "threads")
        barrier = threading.Barrier(8)
        results: list[Any] = []

        def work(fresh: Any = fresh, barrier: Any = barrier, results: Any = results) -> None:
            barrier.wait()
            decoded = fresh.decode("dict[str, Owner] | Event", {"a": owner}, strict=True)
            results.append(fresh.encode(decoded))

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=20)
        assert results == [{"a": owner}] * 8


def test_generated_source_is_found_by_tracebacks(codec: Any) -> None:
    codec.decode("Pet", PET, strict=True)
    decode_pet = codec._codec._decoders["Pet"]
    with pytest.raises(KeyError) as caught:
        decode_pet({})
    last = traceback.extract_tb(caught.value.__traceback__)[-1]
    assert last.filename.startswith("<codec of codec_sample: decode_Pet_")
    assert last.line is not None
    assert "d['id']" in last.line


def test_values_are_no_part_of_messages(codec: Any) -> None:
    secret = "s3cr3t"
    for type_ in ("int", "UUID", "Literal['a']", "dt.date | int", "Event", "Pet"):
        for value in (secret, [secret], {"type": secret, "x": secret}):
            deviations: list[str] = []
            codec.decode(type_, value, deviations=deviations)
            assert deviations
            assert secret not in "".join(deviations)
            with pytest.raises(codec.TypeMismatchError) as caught:
                codec.decode(type_, value, strict=True)
            assert secret not in str(caught.value)
    with pytest.raises(codec.TypeMismatchError) as caught:
        codec.decode_bytes("int", json.dumps(secret).encode()[:-1])
    assert secret not in str(caught.value)
