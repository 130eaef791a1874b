"""Answers: results, lenient and strict reading, media types, hostile bodies."""

from __future__ import annotations

import gzip
import json
import logging
import re
from importlib import import_module
from types import ModuleType
from typing import Any

import httpx2
import pytest

from .caller import Caller
from .conftest import PACKAGE

PET = {"id": "00000000-0000-0000-0000-000000000001", "name": "Rex"}
JSON_TYPE = "application/json"


def answer(
    status: int = 200, content: bytes | str = b"", content_type: str | None = JSON_TYPE
) -> httpx2.Response:
    headers = {} if content_type is None else {"Content-Type": content_type}
    return httpx2.Response(status, content=content, headers=headers)


def pet_answer(status: int = 200, **changes: Any) -> httpx2.Response:
    return answer(status, json.dumps({**PET, **changes}))


def test_json_is_decoded(caller: Caller, sample: ModuleType) -> None:
    responses = {200: caller.rt.JSON("Pet")}
    pet = caller.call(responses=responses, answer=pet_answer(born="2026-01-01T00:00:00Z", new=1))
    assert isinstance(pet, sample.models.Pet)
    assert pet.born.year == 2026
    assert pet.extra_fields == {"new": 1}
    assert caller.request.headers["accept"] == JSON_TYPE


def test_types_of_any_shape(caller: Caller, sample: ModuleType) -> None:
    pets = caller.call(
        responses={200: caller.rt.JSON("list[Pet] | None")}, answer=answer(200, json.dumps([PET]))
    )
    assert [type(pet) for pet in pets] == [sample.models.Pet]
    responses = {200: caller.rt.JSON("list[Pet] | None")}
    assert caller.call(responses=responses, answer=answer(200, "null")) is None
    assert caller.call(responses={200: caller.rt.AnyJSON()}, answer=answer(200, "[1]")) == [1]


def test_the_status_chooses(caller: Caller) -> None:
    json_of = caller.rt.JSON
    responses = {
        200: json_of("int"),
        "2XX": json_of("list[int]"),
        204: caller.rt.NOTHING,
        "default": json_of("Problem"),
    }
    assert caller.call(responses=responses, answer=answer(200, "1")) == 1
    assert caller.call(responses=responses, answer=answer(206, "[1]")) == [1]
    assert caller.call(responses=responses, answer=answer(204)) is None


def test_default_is_the_success_where_no_other_is_declared(caller: Caller) -> None:
    json_of = caller.rt.JSON
    responses = {"default": json_of("list[int]"), 404: json_of("Problem")}
    assert caller.call(responses=responses, answer=answer(201, "[1]")) == [1]


def test_an_undeclared_success_is_read_as_the_nearest_one(caller: Caller) -> None:
    json_of = caller.rt.JSON
    responses = {200: json_of("list[int]"), 207: json_of("str")}
    assert caller.call(responses=responses, answer=answer(201, "[1]")) == [1]
    assert caller.call(responses=responses, answer=answer(208, '"x"')) == "x"
    assert caller.call(responses={404: json_of("int")}, answer=answer(200, "1")) is None
    assert caller.call(responses={}, answer=answer(200, "1")) is None


def test_a_declared_redirection_is_a_success_only_on_its_own(
    caller: Caller, errors: ModuleType
) -> None:
    nothing, json_of = caller.rt.NOTHING, caller.rt.JSON
    found = httpx2.Response(302, headers={"Location": "https://evil.test/"})
    assert caller.call(responses={302: nothing, "default": nothing}, answer=found) is None
    assert len(caller.requests) == 1
    for responses in ({200: json_of("Pet"), 302: nothing}, {204: nothing}, {}):
        with pytest.raises(errors.APIStatusError) as caught:
            caller.call(responses=responses, answer=found)
        assert caught.value.status_code == 302


MEDIA = [
    # content type, content, key of the result
    (JSON_TYPE, '{"a":1}', {"a": 1}),
    ("application/json; charset=utf-8", '{"a":1}', {"a": 1}),
    ("APPLICATION/JSON", '{"a":1}', {"a": 1}),
    ("application/problem+json", '{"a":1}', {"a": 1}),
    ("text/plain", '{"a":1}', '{"a":1}'),
    ("text/csv; charset=utf-8", "a,b", "a,b"),
    ("image/png", b"\x89", b"\x89"),
    (None, '{"a":1}', {"a": 1}),
    ("nonsense", '{"a":1}', b'{"a":1}'),
]


@pytest.mark.parametrize(("content_type", "content", "expected"), MEDIA)
def test_the_content_type_chooses_among_the_declared(
    caller: Caller, content_type: str | None, content: str | bytes, expected: Any
) -> None:
    responses = {
        200: caller.rt.ContentByType((caller.rt.AnyJSON(), caller.rt.TEXT, caller.rt.BINARY))
    }
    result = caller.call(responses=responses, answer=answer(200, content, content_type))
    assert result == expected
    assert caller.request.headers["accept"] == f"{JSON_TYPE}, text/*, */*;q=0.9"


def test_an_exact_media_type_wins(caller: Caller) -> None:
    json_of = caller.rt.JSON
    parts = (json_of("list[int]"), json_of("int", media_type="application/vnd.count+json"))
    responses = {200: caller.rt.ContentByType(parts)}
    counted = answer(200, "3", "application/vnd.count+json; v=1")
    assert caller.call(responses=responses, answer=counted) == 3
    assert caller.call(responses=responses, answer=answer(200, "[3]")) == [3]
    assert caller.request.headers["accept"] == f"{JSON_TYPE}, application/vnd.count+json"


@pytest.mark.parametrize("content_type", [None, "text/plain", "application/octet-stream", "x"])
def test_one_declared_content_holds_whatever_the_label(
    caller: Caller, content_type: str | None
) -> None:
    responses = {200: caller.rt.JSON("list[int]")}
    assert caller.call(responses=responses, answer=answer(200, "[1]", content_type)) == [1]
    responses = {200: caller.rt.BINARY}
    assert caller.call(responses=responses, answer=answer(200, "[1]", content_type)) == b"[1]"


def test_nothing_among_others(caller: Caller) -> None:
    responses = {200: caller.rt.ContentByType((caller.rt.JSON("int"), caller.rt.NOTHING))}
    assert caller.call(responses=responses, answer=answer(200, "1")) == 1
    assert caller.call(responses=responses, answer=answer(200, b"", None)) is None


@pytest.mark.parametrize(
    ("content", "label", "result"),
    [
        (b'{"a": 1}', JSON_TYPE, {"a": 1}),
        (b"{", JSON_TYPE, "{"),
        (b'{"a": 1}', "application/octet-stream", b'{"a": 1}'),
        ("Ä".encode(), "text/csv", "Ä"),
        ("a: Ä".encode(), "application/yaml", "a: Ä"),
        (b"a\xffb", "text/plain", b"a\xffb"),
        (b"\x89PNG", "image/png", b"\x89PNG"),
        (b"", JSON_TYPE, None),
        (b"", None, None),
    ],
)
def test_what_is_not_described_is_read_by_its_label(
    caller: Caller, content: bytes, label: str | None, result: object
) -> None:
    strict = caller.client(strict_responses=True)
    responses = {200: caller.rt.UNDECLARED}
    found = caller.call(client=strict, responses=responses, answer=answer(200, content, label))
    assert found == result
    assert caller.request.headers["accept"] == "*/*"


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b"\xef\xbb\xbf" + '["é"]'.encode(), JSON_TYPE),
        ('["é"]'.encode("utf-16"), JSON_TYPE),
        ('["é"]'.encode("utf-16-be"), "application/json; charset=utf-16-be"),
        ('["é"]'.encode("latin-1"), "application/json; charset=ISO-8859-1"),
        ('["é"]'.encode(), 'application/json; charset="utf-8"'),
        ('["é"]'.encode(), "application/json; charset=rot13"),
        ('["é"]'.encode(), "application/json; charset=base64"),
        ('["é"]'.encode(), "application/json; charset=idna"),
        ('["é"]'.encode(), "application/json; charset=unicode_escape"),
        ('["é"]'.encode(), "application/json; charset=undefined"),
        ('["é"]'.encode(), "application/json; charset=no-such\x00"),
        ('["é"]'.encode(), "application/json; charset="),
    ],
)
def test_character_encodings(caller: Caller, content: bytes, content_type: str) -> None:
    parts = (caller.rt.JSON("list[str]"), caller.rt.Text("text/plain"))
    json_or_text = caller.rt.ContentByType(parts)
    assert caller.call(
        responses={200: json_or_text}, answer=answer(200, content, content_type)
    ) == ["é"]
    text_type = content_type.replace(JSON_TYPE, "text/plain")
    text = caller.call(responses={200: json_or_text}, answer=answer(200, content, text_type))
    assert text == '["é"]'


@pytest.mark.parametrize(
    ("content", "content_type", "said"),
    [
        (b"a\xffb", "text/plain", "not valid utf-8"),
        (b"a\xffb", None, "not valid utf-8"),
        (b"\x89PNG\xff\x00", "image/png", "not valid utf-8 (labelled 'image/png')"),
        (b"\xd8\x00\xd8\x00", "text/plain; charset=utf-16-be", "not valid utf-16-be"),
    ],
)
def test_bytes_that_are_not_text_stay_bytes(
    caller: Caller,
    errors: ModuleType,
    caplog: pytest.LogCaptureFixture,
    content: bytes,
    content_type: str | None,
    said: str,
) -> None:
    caplog.set_level(logging.WARNING, PACKAGE)
    responses = {200: caller.rt.TEXT}
    answered = answer(200, content, content_type)
    assert caller.call(responses=responses, answer=answered) == content
    assert [record.getMessage().endswith(said) for record in caplog.records] == [True]
    client = caller.client(strict_responses=True)
    with pytest.raises(errors.DecodeError, match="expected text, got bytes"):
        caller.call(client=client, responses=responses, answer=answered)


CSV = "a,b\n1,é\n"
PDF = b"%PDF-1.7\xff\x00"


@pytest.mark.parametrize("type_", ["Any", "Pet", "list[Pet]"])
@pytest.mark.parametrize(
    ("content", "content_type", "value"),
    [
        (CSV.encode(), "text/csv", CSV),
        (CSV.encode("cp1252"), "text/csv; charset=windows-1252", CSV),
        (CSV.encode("utf-16"), "text/csv", CSV),
        (CSV.encode("latin-1"), "text/csv", CSV.encode("latin-1")),
        (b"<html>Sign in", "text/html", "<html>Sign in"),
        (b"a: [", "application/yaml", "a: ["),
        (b"a: [", "application/x-yaml", "a: ["),
        (b"<a/>", "application/atom+xml", "<a/>"),
        (b"var a;", "application/javascript", "var a;"),
        (b"a b", "application/vnd.example; charset=ascii", "a b"),
        (b"a b", "application/vnd.example", b"a b"),
        (PDF, "application/pdf", PDF),
        (PDF, "application/octet-stream", PDF),
        (PDF, "text/plain", PDF),
    ],
)
def test_text_and_files_in_place_of_json(
    caller: Caller,
    errors: ModuleType,
    caplog: pytest.LogCaptureFixture,
    type_: str,
    content: bytes,
    content_type: str,
    value: object,
) -> None:
    caplog.set_level(logging.WARNING, PACKAGE)
    responses = {200: caller.rt.JSON(type_)}
    answered = answer(200, content, content_type)
    assert caller.call(responses=responses, answer=answered) == value
    label = content_type.partition(";")[0]
    assert [record.getMessage() for record in caplog.records] == [
        "GET https://api.test/v1/x: the response (200) does not match the API description: "
        f"$: expected a JSON document, got '{label}'"
    ]
    client = caller.client(strict_responses=True)
    with pytest.raises(errors.DecodeError, match=re.escape(f"'{label}'")):
        caller.call(client=client, responses=responses, answer=answered)


@pytest.mark.parametrize(
    ("content", "content_type", "value"),
    [
        ("17", "text/csv", "17"),
        ("null", "application/yaml", "null"),
        ('{"a": 1}', "application/octet-stream", b'{"a": 1}'),
        ("17", "text/html", 17),
        ('{"a": 1}', "text/plain", {"a": 1}),
        ('{"a": 1}', "application/vnd.example", {"a": 1}),
    ],
)
def test_any_value_is_read_by_its_label_where_that_is_no_mistake(
    caller: Caller, content: str, content_type: str, value: object
) -> None:
    answered = answer(200, content, content_type)
    assert caller.call(responses={200: caller.rt.AnyJSON()}, answer=answered) == value


def test_text_in_place_of_xml(caller: Caller, errors: ModuleType) -> None:
    xml = import_module(f"{PACKAGE}._runtime.xml.contents")
    responses = {200: xml.XML("Pet")}
    answered = answer(200, CSV, "text/csv")
    assert caller.call(responses=responses, answer=answered) == CSV
    for content, content_type, strict in (
        (CSV, "text/csv", True),
        (CSV, "text/xml", False),
        (CSV, None, False),
    ):
        with pytest.raises(errors.DecodeError):
            caller.call(
                client=caller.client(strict_responses=strict),
                responses=responses,
                answer=answer(200, content, content_type),
            )


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        ("<html>Sign in", None),
        ("<html>Sign in", JSON_TYPE),
        ('{"id": ', JSON_TYPE),
        (b"\xff\xfe\x00", JSON_TYPE),
        (b"[\xff]", JSON_TYPE),
        ("[" * 200_000, JSON_TYPE),
    ],
)
def test_what_is_no_json_is_a_decode_error(
    caller: Caller,
    errors: ModuleType,
    content: str | bytes,
    content_type: str | None,
    strict: bool,
) -> None:
    client = caller.client(strict_responses=strict)
    with pytest.raises(errors.DecodeError) as caught:
        caller.call(
            "POST",
            "/pets?token=SECRET",
            client=client,
            responses={200: caller.rt.AnyJSON()},
            answer=answer(200, content, content_type),
        )
    error = caught.value
    assert isinstance(error, errors.APIError)
    assert (error.status_code, error.path) == (200, "$")
    assert error.headers.get("content-type") == content_type
    assert str(error).startswith("POST https://api.test/v1/pets: the response (200) does not match")
    assert "SECRET" not in str(error)
    assert len(str(error)) < 300
    assert isinstance(error.body, str)
    assert len(error.body) <= 2000


@pytest.mark.parametrize(
    ("type_", "content", "value"),
    [
        ("str", "ok", "ok"),
        ("Any", "two words", "two words"),
        ("str", '"ok"', "ok"),
        ("Any", "1", 1),
    ],
)
def test_plain_text_is_read_where_the_type_takes_it(
    caller: Caller, errors: ModuleType, type_: str, content: str, value: object
) -> None:
    responses = {200: caller.rt.JSON(type_)}
    answered = answer(200, content, "text/plain; charset=utf-8")
    assert caller.call(responses=responses, answer=answered) == value
    if content != json.dumps(value):
        client = caller.client(strict_responses=True)
        with pytest.raises(errors.DecodeError):
            caller.call(client=client, responses=responses, answer=answered)


def test_strict_reading_names_the_place(caller: Caller, errors: ModuleType) -> None:
    client = caller.client(strict_responses=True)
    responses = {200: caller.rt.JSON("list[Pet]")}
    content = json.dumps([PET, {**PET, "name": 5}])
    with pytest.raises(errors.DecodeError, match=r"\$\[1\]\.name: expected a string") as caught:
        caller.call(client=client, responses=responses, answer=answer(200, content))
    assert caught.value.path == "$[1].name"
    assert caught.value.body == content


def test_lenient_reading_logs_one_warning(caller: Caller, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, PACKAGE)
    responses = {200: caller.rt.JSON("list[Pet]")}
    content = json.dumps([{"id": "SECRET", "name": None} for _ in range(9)])
    pets = caller.call(path="/pets?key=SECRET", responses=responses, answer=answer(200, content))
    assert [(pet.id, pet.name) for pet in pets] == [("SECRET", None)] * 9
    assert [record.name for record in caplog.records] == [PACKAGE]
    message = caplog.records[0].getMessage()
    assert message.startswith("GET https://api.test/v1/pets: the response (200) does not match")
    assert "$[0].id" in message
    assert "and 13 more" in message
    assert "SECRET" not in message


def test_a_right_answer_logs_nothing(caller: Caller, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, PACKAGE)
    caller.call(responses={200: caller.rt.JSON("Pet")}, answer=pet_answer())
    assert not caplog.records


@pytest.mark.parametrize("content", [b"", b" \r\n"])
def test_an_empty_body_where_json_is_declared(
    caller: Caller, errors: ModuleType, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    caplog.set_level(logging.WARNING, PACKAGE)
    responses = {200: caller.rt.JSON("Pet")}
    assert caller.call(responses=responses, answer=answer(200, content)) is None
    assert len(caplog.records) == 1
    with pytest.raises(errors.DecodeError, match="empty"):
        caller.call(
            client=caller.client(strict_responses=True),
            responses=responses,
            answer=answer(200, content),
        )


def test_an_empty_body_where_any_json_is_declared(
    caller: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, PACKAGE)
    client = caller.client(strict_responses=True)
    responses = {200: caller.rt.AnyJSON()}
    assert caller.call(client=client, responses=responses, answer=answer(200, b"")) is None
    assert not caplog.records


def test_lines_of_json_where_any_json_is_declared(
    caller: Caller, errors: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, PACKAGE)
    answered = answer(200, b'{"a": 1}\r\n\r\n[2]\r\n')
    responses = {200: caller.rt.AnyJSON()}
    assert caller.call(responses=responses, answer=answered) == [{"a": 1}, [2]]
    assert "expected a JSON document, got several" in caplog.records[0].getMessage()
    for client, type_ in ((caller.client(strict_responses=True), "Any"), (None, "Pet")):
        with pytest.raises(errors.DecodeError):
            caller.call(client=client, responses={200: caller.rt.JSON(type_)}, answer=answered)


def test_head_has_no_body(caller: Caller, caplog: pytest.LogCaptureFixture) -> None:
    client = caller.client(strict_responses=True)
    responses = {200: caller.rt.JSON("Pet")}
    assert caller.call("HEAD", client=client, responses=responses, answer=answer()) is None
    assert not caplog.records


def test_a_broken_compression_is_a_decode_error(caller: Caller, errors: ModuleType) -> None:
    def broken(request: httpx2.Request) -> httpx2.Response:
        stream = httpx2.ByteStream(gzip.compress(b"[1]" * 100)[:20] + b"broken")
        return httpx2.Response(
            200, headers={"Content-Encoding": "gzip", "X-Request-Id": "r1"}, stream=stream
        )

    with pytest.raises(errors.DecodeError) as caught:
        caller.call(responses={200: caller.rt.AnyJSON()}, answer=broken)
    assert (caught.value.status_code, caught.value.request_id) == (200, "r1")


def test_what_is_asked_for(caller: Caller) -> None:
    rt = caller.rt
    for responses, accept in (
        ({204: rt.NOTHING}, "*/*"),
        ({200: rt.BINARY}, "*/*"),
        ({200: rt.Binary("image/png")}, "image/png"),
        ({200: rt.TEXT}, "text/*, */*;q=0.9"),
        ({200: rt.Text("text/csv"), 404: rt.JSON("Problem")}, "text/csv"),
        ({200: rt.JSON("Pet"), 204: rt.NOTHING, 202: rt.JSON("Pet")}, JSON_TYPE),
        ({"default": rt.JSON("Pet")}, JSON_TYPE),
        ({200: rt.JSON("Pet"), "default": rt.Text("text/plain")}, JSON_TYPE),
        ({}, "*/*"),
    ):
        caller.call(responses=responses, answer=answer(204))
        assert caller.request.headers["accept"] == accept
