"""What becomes of models in requests, on pages and in messages, in each style."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import httpx2
import pytest

from support.descriptions import body, parameter

from .conftest import Sample
from .test_codec import ID, PET


def pet(sample: Sample, **values: Any) -> Any:
    given = {"id": UUID(ID), "name": "Rex", "born_at": None, "kind": "pet", **values}
    return sample.make("Pet", **given)


def payload(sample: Sample, media_type: str, type_: str, value: Any, **settings: Any) -> Any:
    """A body as it is sent; None where there is none."""
    described = body(sample.runtime, media_type, type_, **settings)
    return sample.module("bodies").write_body(described, value)


# --- bodies -----------------------------------------------------------------------------------------


def test_json_bodies(sample: Sample) -> None:
    made = pet(sample, class_=1, nickname=None, owner=sample.make("Owner", e_mail="a"))
    sent = payload(sample, "application/json", "Pet", made)
    assert json.loads(sent.data) == {
        **PET,
        "class": 1,
        "nickname": None,
        "owner": {"eMail": "a"},
    }
    several = payload(
        sample, "application/json", "list[Message]", [sample.make("Call", the_number="1")]
    )
    assert several.data == b'[{"theNumber":"1"}]'


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        ("application/json", b"{}"),
        ("application/x-www-form-urlencoded", b""),
        ("application/xml", b"<Search/>"),
    ],
)
def test_optional_bodies_of_which_nothing_is_given(
    sample: Sample, media_type: str, data: bytes
) -> None:
    empty = sample.make("Search")
    assert payload(sample, media_type, "Search", empty, required=False) is None
    assert payload(sample, media_type, "Search | None", empty, required=False) is None
    assert payload(sample, media_type, "Search", empty).data.endswith(data)
    filled = sample.make("Search", start_at="a")
    assert b"startAt" in payload(sample, media_type, "Search", filled, required=False).data


def test_empty_objects_without_declared_properties_are_sent(sample: Sample) -> None:
    sent = payload(sample, "application/json", "dict[str, Any]", {}, required=False)
    assert sent.data == b"{}"


def test_forms(sample: Sample) -> None:
    search = sample.make("Search", start_at="x", words=["a", "b"])
    sent = payload(sample, "application/x-www-form-urlencoded", "Search", search)
    assert sent.data == b"startAt=x&words=a&words=b"


def test_multipart(sample: Sample) -> None:
    upload = sample.make("Upload", the_file=b"content", note=sample.make("Note", by_whom="me"))
    sent = payload(sample, "multipart/form-data", "Upload", upload)
    data = sent.data if isinstance(sent.data, bytes) else b"".join(sent.data)
    assert b'name="theFile"' in data
    assert b"\r\n\r\ncontent\r\n" in data
    assert b'{"byWhom":"me"}' in data


def test_parameters(sample: Sample) -> None:
    deep = parameter(sample.runtime, "query", "search", style="deepObject", type="Search")
    search = sample.make("Search", start_at="a", words=None)
    pairs = sample.module("parameters").query_pairs("search", search, deep)
    assert list(pairs) == ["search%5BstartAt%5D=a"]


def test_xml(sample: Sample) -> None:
    writing, reading = sample.module("xml.writing"), sample.module("xml.reading")
    made = pet(sample, class_=3, tags=["a", "b"])
    text = writing.encode_xml(made, "Pet")
    assert '<animal name="Rex">' in text
    assert "<class>3</class>" in text
    read = reading.decode_xml(
        "Pet",
        text.encode(),
        content_type="application/xml",
        root=None,
        strict=False,
        deviations=[],
    )
    assert sample.get(read, "name") == "Rex"
    assert sample.get(read, "class_") == 3
    assert sample.get(read, "tags") == ["a", "b"]


# --- pages ------------------------------------------------------------------------------------------


def answer(sample: Sample, data: Any) -> Any:
    raw = sample.module("responses").RawResponse(
        "GET", "https://api.test/pets", 200, httpx2.Headers(), json.dumps(data).encode()
    )
    return sample.codec.decode("Page", data), raw


def test_pages(sample: Sample) -> None:
    strategies = sample.module("pagination.strategies")
    call = strategies.PagedOperation(
        "GET",
        "/pets",
        responses={200: sample.module("responses").JSON("Page")},
        pagination=strategies.Cursor("from", next=("nextPage",), items=("petList",)),
    )
    walk = sample.module("pagination.page_tracker").PageTracker(call, {"query": {"from": None}})
    walk.advance(*answer(sample, {"petList": [PET], "nextPage": "abc"}))
    assert walk.goes_on()
    assert sample.get(walk.items[0], "id") == UUID(ID)
    assert walk.arguments["query"] == {"from": "abc"}
    walk.advance(*answer(sample, {"petList": []}))
    assert not walk.goes_on()


def test_pages_by_the_last_item(sample: Sample) -> None:
    strategies = sample.module("pagination.strategies")
    call = strategies.PagedOperation(
        "GET",
        "/pets",
        responses={200: sample.module("responses").JSON("Page")},
        pagination=strategies.LastItem("after", key=("class",), items=("petList",)),
    )
    walk = sample.module("pagination.page_tracker").PageTracker(call, {})
    walk.advance(*answer(sample, {"petList": [PET, {**PET, "class": 7}]}))
    assert walk.goes_on()
    assert walk.arguments["query"] == {"after": 7}


def test_pages_by_a_member_of_the_body(sample: Sample) -> None:
    strategies = sample.module("pagination.strategies")
    call = strategies.PagedOperation(
        "POST",
        "/search",
        body=body(sample.runtime, "application/json", "Search"),
        responses={200: sample.module("responses").JSON("Page")},
        pagination=strategies.Cursor(
            "startAt", next=("nextPage",), location="body", items=("petList",)
        ),
    )
    search = sample.make("Search", words=["a"], start_at="first")
    walk = sample.module("pagination.page_tracker").PageTracker(call, {"body": search})
    walk.advance(*answer(sample, {"petList": [PET], "nextPage": "abc"}))
    assert walk.goes_on()
    encode = sample.codec.encode
    assert encode(walk.arguments["body"], "Search") == {"words": ["a"], "startAt": "abc"}
    assert encode(search, "Search") == {"words": ["a"], "startAt": "first"}
    walk.advance(*answer(sample, {"petList": [PET], "nextPage": "first"}))
    with pytest.raises(sample.module("optional_errors").PaginationError, match="lead back"):
        walk.goes_on()


# --- checks before sending --------------------------------------------------------------------------


def problems(sample: Sample, type_: str, value: Any) -> list[str]:
    operation, constraints = sample.module("requests"), sample.module("validation.constraints")
    call = operation.Operation(
        "POST",
        "/pets",
        body=body(sample.runtime, "application/json", type_, required=True),
        rules=constraints.Rules(constraints.Rule("body", "", required=True, argument="pet")),
    )
    nothing = dict.fromkeys(("path", "query", "header", "cookie"))
    try:
        call.rules(call, nothing, value, None)
    except sample.module("optional_errors").RequestValidationError as error:
        return [f"{each.path}: {each.rule}" for each in error.problems]
    return []


def test_validation(sample: Sample) -> None:
    assert problems(sample, "Pet", pet(sample)) == []
    wrong = pet(sample, name="R", class_="x", parents=[pet(sample, born_at=1)])
    assert problems(sample, "Pet", wrong) == [
        "pet.name: minLength",
        "pet.parents[0].born_at: type",
        "pet.class_: type",
    ]
    counters = sample.make("Counters", a_name=1, additional_properties={"b": "x", "c": 1, "d": 2})
    assert sorted(problems(sample, "Counters", counters)) == [
        "pet.a_name: type",
        "pet.b: type",
        "pet: maxProperties",
    ]


def test_null_is_valid_only_where_it_is_declared(sample: Sample) -> None:
    assert problems(sample, "Pet", pet(sample, nickname=None, tags=None)) == []
    assert problems(sample, "Owner | None", None) == []
