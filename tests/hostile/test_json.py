"""JSON that no parser likes: one typed error, or what can be read of it."""

from __future__ import annotations

import sys
import traceback
from types import ModuleType
from typing import Any

import pytest

from support.raw_server import RawServer, always, answer

from .api import Api

NO_DOCUMENT = {
    "deep list": "[" * 200_000,
    "deep list, closed": "[" * 200_000 + "]" * 200_000,
    "deep object": '{"parent":' * 100_000,
    "deep object, closed": '{"id":1,"name":"n","parent":' * 20_000 + "null" + "}" * 20_000,
    "cut": '{"id":1,"name":"n',
    "cut in an escape": '{"id":1,"name":"\\u00',
    "two documents": '{"id":1,"name":"n"}{"id":2,"name":"m"}',
    "a comment": '{"id":1,/* */"name":"n"}',
    "single quotes": "{'id':1,'name':'n'}",
    "a trailing comma": '{"id":1,"name":"n",}',
    "a leading zero": '{"id":01,"name":"n"}',
    "a control character": '{"id":1,"name":"a\nb"}',
    "bad UTF-8": b'{"id":1,"name":"\xff\xfe\xfd"}',
    "overlong UTF-8": b'{"id":1,"name":"\xc0\xaf"}',
    "HTML": "<html><body>502 Bad Gateway</body></html>",
    "zeros": b"\x00" * 100,
}


@pytest.fixture(params=["orjson", "json"])
def any_api(request: pytest.FixtureRequest, api: Api) -> Api:
    """With and without orjson."""
    package = request.getfixturevalue("package" if request.param == "orjson" else "plain_package")
    return Api(package, api.server, is_async=api.is_async)


@pytest.mark.parametrize("name", NO_DOCUMENT)
@pytest.mark.parametrize("strict", [False, True], ids=["lenient", "strict"])
def test_no_document(any_api: Api, server: RawServer, name: str, strict: bool) -> None:
    server.behave = always(answer(NO_DOCUMENT[name]))
    with pytest.raises(any_api.package.DecodeError) as caught:
        any_api.call(lambda client: client.things.get("1"), strict_responses=strict)
    error = caught.value
    assert error.status_code == 200
    assert len(str(error)) < 1000
    assert isinstance(error.body, str)
    assert len(error.body) <= 2000


ODD: dict[str, tuple[str | bytes, Any, str]] = {
    "an empty body": ("", None, "$"),
    "white space": (" \n", None, "$"),
    "nothing but a mark": (b"\xef\xbb\xbf", None, "$"),
    "null": ("null", None, "$"),
    "a list": ("[]", [], "$"),
    "a number": ("1", 1, "$"),
    "a text": ('"x"', "x", "$"),
}


@pytest.mark.parametrize("name", ODD)
def test_another_document(any_api: Api, server: RawServer, name: str) -> None:
    content, value, path = ODD[name]
    server.behave = always(answer(content))
    assert any_api.call(lambda client: client.things.get("1")) == value
    with pytest.raises(any_api.package.DecodeError) as caught:
        any_api.call(lambda client: client.things.get("1"), strict_responses=True)
    assert caught.value.path == path


FIELDS: dict[str, tuple[str, str, Any, str]] = {
    "an object for an integer": ('"id":{}', "id", {}, "$.id"),
    "a text for an integer": ('"id":"1"', "id", "1", "$.id"),
    "a fraction for an integer": ('"id":1.5', "id", 1.5, "$.id"),
    "true for an integer": ('"id":true', "id", True, "$.id"),
    "null for an integer": ('"id":null', "id", None, "$.id"),
    "a list for a text": ('"name":["n"]', "name", ["n"], "$.name"),
    "an object for a list": ('"tags":{}', "tags", {}, "$.tags"),
    "a number in a list": ('"tags":["a",1]', "tags", ["a", 1], "$.tags[1]"),
    "no date": ('"at":"yesterday"', "at", "yesterday", "$.at"),
    "a date that is not there": (
        '"at":"2026-02-30T00:00:00Z"',
        "at",
        "2026-02-30T00:00:00Z",
        "$.at",
    ),
    "a date out of all ranges": (
        '"at":"99999-01-01T00:00:00Z"',
        "at",
        "99999-01-01T00:00:00Z",
        "$.at",
    ),
    "a number in a map": ('"labels":{"a":1}', "labels", {"a": 1}, "$.labels.a"),
}


@pytest.mark.parametrize("name", FIELDS)
def test_wrong_types(any_api: Api, server: RawServer, name: str) -> None:
    member, field, value, path = FIELDS[name]
    members = {"id": '"id":1', "name": '"name":"n"', field: member}
    server.behave = always(answer("{" + ",".join(members.values()) + "}"))
    thing = any_api.call(lambda client: client.things.get("1"))
    assert isinstance(thing, any_api.package.models.Thing)
    assert getattr(thing, field) == value
    with pytest.raises(any_api.package.DecodeError) as caught:
        any_api.call(lambda client: client.things.get("1"), strict_responses=True)
    assert caught.value.path == path


def test_missing(any_api: Api, server: RawServer) -> None:
    server.behave = always(answer("{}"))
    thing = any_api.call(lambda client: client.things.get("1"))
    assert (thing.id, thing.name) == (None, None)
    with pytest.raises(any_api.package.DecodeError) as caught:
        any_api.call(lambda client: client.things.get("1"), strict_responses=True)
    assert caught.value.path == "$.id"


def test_duplicate_keys(any_api: Api, server: RawServer) -> None:
    server.behave = always(answer('{"id":1,"name":"a","name":"b","id":2}'))
    thing = any_api.call(lambda client: client.things.get("1"), strict_responses=True)
    assert (thing.id, thing.name) == (2, "b")


def test_names_that_mean_something_in_python_or_elsewhere(any_api: Api, server: RawServer) -> None:
    odd = ["__proto__", "__class__", "__dict__", "__init__", "constructor", "extra_fields", "_", ""]
    members = ",".join(f'"{name}":{{"id":"x"}}' for name in odd)
    server.behave = always(answer(f'{{"id":1,"name":"n",{members}}}'))
    thing = any_api.call(lambda client: client.things.get("1"), strict_responses=True)
    assert type(thing) is any_api.package.models.Thing
    assert thing.extra_fields == {name: {"id": "x"} for name in odd}


@pytest.mark.parametrize(("member", "value"), [("NaN", "nan"), ("-Infinity", "-inf")])
def test_numbers_that_are_none(any_api: Api, server: RawServer, member: str, value: str) -> None:
    """Read as what is nearest; a strict client refuses them."""
    server.behave = always(answer(f'{{"id":1,"name":"n","size":{member}}}'))
    assert str(any_api.call(lambda client: client.things.get("1")).size) == value
    with pytest.raises(any_api.package.DecodeError):
        any_api.call(lambda client: client.things.get("1"), strict_responses=True)


def test_integers_of_many_digits(any_api: Api, server: RawServer) -> None:
    server.behave = always(answer(f'{{"name":"n","id":{"9" * 100_000}}}'))
    thing = any_api.call(lambda client: client.things.get("1"), strict_responses=True)
    assert thing.id == 10**100_000 - 1
    server.behave = always(answer(f'{{"name":"n","id":{"9" * 100_001}}}'))
    with pytest.raises(any_api.package.DecodeError, match="has 100001 digits"):
        any_api.call(lambda client: client.things.get("1"))


def test_numbers_beyond_all_floats(any_api: Api, server: RawServer) -> None:
    server.behave = always(answer('{"id":1,"name":"n","size":1e999}'))
    assert any_api.call(lambda client: client.things.get("1")).size == float("inf")


@pytest.mark.parametrize("name", [b"\\ud800", b"\xed\xa0\x80"])
def test_lone_surrogates(any_api: Api, server: RawServer, name: bytes) -> None:
    server.behave = always(answer(b'{"id":1,"name":"' + name + b'"}'))
    assert any_api.call(lambda client: client.things.get("1")).name == "\ud800"


@pytest.mark.parametrize("depth", [10, 100, 300, 900, 5000])
def test_depth_that_parsers_accept_and_types_do_not(
    any_api: Api, server: RawServer, depth: int
) -> None:
    text = '{"id":1,"name":"n","parent":' * depth + "null" + "}" * depth
    server.behave = always(answer(text))
    try:
        thing = any_api.call(lambda client: client.things.get("1"))
    except any_api.package.DecodeError:
        assert depth > 100, "this is not deep"
    else:
        assert thing.parent.parent.id == 1


@pytest.mark.parametrize("depth", [600, 5000])
def test_depth_of_an_error_body(any_api: Api, server: RawServer, depth: int) -> None:
    text = '{"id":1,"name":"n","parent":' * depth + "null" + "}" * depth
    server.behave = always(answer(text, status="404 Not Found"))
    with pytest.raises(any_api.package.NotFoundError):
        any_api.call(lambda client: client.things.get("1"))


def test_width(any_api: Api, server: RawServer) -> None:
    server.behave = always(answer("[" + ",".join(["1"] * 300_000) + "]"))
    assert len(any_api.call(lambda client: client.things.get_anything())) == 300_000


def test_a_recursion_limit_that_is_nearly_reached(package: ModuleType, server: RawServer) -> None:
    """The same document, read by a program that has called itself often before."""
    depth = 50
    server.behave = always(answer('{"id":1,"name":"n","parent":' * depth + "null" + "}" * depth))
    used = len(traceback.extract_stack())
    outcomes = set()
    with package.Hostile(base_url=server.url) as client:

        def deep(levels: int) -> Any:
            return deep(levels - 1) if levels else client.things.get("1")

        for room in range(100, 400, 10):
            try:
                outcomes.add(type(deep(sys.getrecursionlimit() - used - room)).__name__)
            except (package.APIError, RecursionError) as error:
                outcomes.add(type(error).__name__)
    assert "Thing" in outcomes
    assert outcomes <= {"Thing", "DecodeError", "RecursionError"}
