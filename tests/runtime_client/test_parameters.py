"""Every style of parameters, in every location."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest

from support.descriptions import parameter

from .caller import Caller

LIST = ["blue", "a,b", "c d"]
OBJECT = {"R": 100, "G": "x&y"}


class Color(StrEnum):
    RED = "red"


class Level(IntEnum):
    HIGH = 3


class Size(Enum):
    BIG = "big one"


QUERY = [
    # style, explode, value, query
    ("form", True, "blue", "c=blue"),
    ("form", True, "a b&c=d#e+f/é", "c=a%20b%26c%3Dd%23e%2Bf%2F%C3%A9"),
    ("form", True, "", "c="),
    ("form", True, LIST, "c=blue&c=a%2Cb&c=c%20d"),
    ("form", True, OBJECT, "R=100&G=x%26y"),
    ("form", True, {"R": [1, 2]}, "R=1&R=2"),
    ("form", False, "blue", "c=blue"),
    ("form", False, LIST, "c=blue,a%2Cb,c%20d"),
    ("form", False, OBJECT, "c=R,100,G,x%26y"),
    ("form", None, LIST, "c=blue&c=a%2Cb&c=c%20d"),
    ("spaceDelimited", False, LIST, "c=blue%20a%2Cb%20c%20d"),
    ("spaceDelimited", None, LIST, "c=blue%20a%2Cb%20c%20d"),
    ("spaceDelimited", True, LIST, "c=blue&c=a%2Cb&c=c%20d"),
    ("spaceDelimited", False, OBJECT, "c=R%20100%20G%20x%26y"),
    ("pipeDelimited", False, LIST, "c=blue%7Ca%2Cb%7Cc%20d"),
    ("pipeDelimited", True, LIST, "c=blue&c=a%2Cb&c=c%20d"),
    ("pipeDelimited", False, OBJECT, "c=R%7C100%7CG%7Cx%26y"),
    ("tabDelimited", False, LIST, "c=blue%09a%2Cb%09c%20d"),
    ("deepObject", True, OBJECT, "c%5BR%5D=100&c%5BG%5D=x%26y"),
    (
        "deepObject",
        None,
        {"a": {"b": [1, {"c": 2}]}},
        "c%5Ba%5D%5Bb%5D%5B0%5D=1&c%5Ba%5D%5Bb%5D%5B1%5D%5Bc%5D=2",
    ),
    ("deepObject", True, ["x", "y"], "c%5B0%5D=x&c%5B1%5D=y"),
    ("deepObject", True, 5, "c=5"),
    ("form", True, [], ""),
    ("form", False, [], ""),
    ("form", False, {}, ""),
    ("deepObject", True, {}, ""),
    ("form", True, [1, None, 2], "c=1&c=2"),
    ("form", True, {"R": None, "G": 1}, "G=1"),
]


@pytest.mark.parametrize(("style", "explode", "value", "query"), QUERY)
def test_query_styles(
    caller: Caller, style: str, explode: bool | None, value: Any, query: str
) -> None:
    declared = parameter(caller.rt, "query", "c", style=style, explode=explode)
    caller.call(parameters=(declared,), values={"query": {"c": value}})
    assert caller.target == "/v1/x" + (f"?{query}" if query else "")


SCALARS = [
    (True, "true"),
    (False, "false"),
    (0, "0"),
    (-7, "-7"),
    (1.5, "1.5"),
    (1e22, "1e%2B22"),
    (Decimal("1E+3"), "1000"),
    (Decimal("0.10"), "0.10"),
    (dt.datetime(2026, 3, 31, 12, 30, tzinfo=dt.UTC), "2026-03-31T12%3A30%3A00Z"),
    (
        dt.datetime(2026, 3, 31, 12, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))),
        "2026-03-31T12%3A30%3A00%2B02%3A00",
    ),
    (dt.date(2026, 3, 31), "2026-03-31"),
    (dt.time(9, 5), "09%3A05%3A00"),
    (dt.timedelta(minutes=90), "PT1H30M"),
    (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    (b"\xfb\xff", "%2B%2F8%3D"),
    (Color.RED, "red"),
    (Level.HIGH, "3"),
    (Size.BIG, "big%20one"),
]


@pytest.mark.parametrize(("value", "text"), SCALARS)
def test_scalars_in_query_and_path(caller: Caller, value: Any, text: str) -> None:
    caller.call(path="/x/{p}", values={"path": {"p": value}, "query": {"q": value, "l": [value]}})
    assert caller.target == f"/v1/x/{text}?q={text}&l={text}"


def test_what_is_none_or_unset_is_left_out(caller: Caller) -> None:
    unset = caller.rt.UNSET
    caller.call(
        values={
            "query": {"a": None, "b": unset, "c": 1},
            "headers": {"X-A": None, "X-B": unset},
            "cookies": {"a": None, "b": unset},
        }
    )
    assert caller.target == "/v1/x?c=1"
    assert not {"x-a", "x-b", "cookie"} & set(caller.request.headers)


def test_models_are_objects(caller: Caller, sample: ModuleType) -> None:
    point = sample.models.Point(x_axis=1, y_axis=2)
    deep = parameter(caller.rt, "query", "deep", style="deepObject")
    caller.call(parameters=(deep,), values={"query": {"deep": point, "form": point}})
    assert caller.target == "/v1/x?deep%5BR%5D=1&deep%5BG%5D=2&R=1&G=2"


def test_the_declared_type_decides_on_the_form(caller: Caller) -> None:
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    parameters = (
        parameter(caller.rt, "query", "since", type="UnixTime"),
        parameter(caller.rt, "header", "If-Modified-Since", type="HttpDate"),
        parameter(caller.rt, "path", "key", type="Base64Url"),
    )
    caller.call(
        path="/x/{key}",
        parameters=parameters,
        values={
            "query": {"since": moment},
            "headers": {"If-Modified-Since": moment},
            "path": {"key": b"\xfb\xff\xfe"},
        },
    )
    assert caller.target.split("?") == ["/v1/x/-__-", "since=1767225600"]
    assert caller.request.headers["if-modified-since"] == "Thu, 01 Jan 2026 00:00:00 GMT"


def test_content_parameters_are_documents(caller: Caller) -> None:
    parameters = (
        parameter(caller.rt, "query", "filter", content="application/json"),
        parameter(caller.rt, "header", "X-Meta", content="application/json"),
        parameter(caller.rt, "path", "p", content="application/json"),
        parameter(caller.rt, "cookie", "c", content="application/json"),
        parameter(caller.rt, "query", "text", content="text/plain"),
    )
    caller.call(
        path="/x/{p}",
        parameters=parameters,
        values={
            "path": {"p": [1]},
            "query": {"filter": {"a": ["é"]}, "text": "a b"},
            "headers": {"X-Meta": {"a": "é😀"}},
            "cookies": {"c": [1, 2]},
        },
    )
    assert caller.target == "/v1/x/%5B1%5D?filter=%7B%22a%22%3A%5B%22%C3%A9%22%5D%7D&text=a%20b"
    assert caller.request.headers["x-meta"] == '{"a":"\\u00e9\\ud83d\\ude00"}'
    assert caller.request.headers["cookie"] == "c=[1%2C2]"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("https://h/p?a=b", "https://h/p?a=b"),
        ("a&b#c+d e", "a%26b%23c%2Bd%20e"),
        ("50%25 100%", "50%25%20100%25"),
        (["a/b", "c"], "a/b,c"),
    ],
)
def test_reserved_characters_stay_where_they_do_no_harm(
    caller: Caller, value: Any, text: str
) -> None:
    declared = parameter(caller.rt, "query", "q", explode=False, allow_reserved=True)
    caller.call(parameters=(declared,), values={"query": {"q": value}})
    assert caller.target == f"/v1/x?q={text}"


def test_one_parameter_can_be_the_whole_query(caller: Caller) -> None:
    form = parameter(caller.rt, "querystring", "q", content="application/x-www-form-urlencoded")
    caller.call(parameters=(form,), values={"query": {"q": {"a": "b c", "d": [1, 2]}}})
    assert caller.target == "/v1/x?a=b%20c&d=1&d=2"
    json = parameter(caller.rt, "querystring", "q", content="application/json")
    caller.call(parameters=(json,), values={"query": {"q": {"a": "&"}}})
    assert caller.target == "/v1/x?%7B%22a%22:%22%26%22%7D"


def test_the_query_of_a_path_template_is_kept(caller: Caller) -> None:
    caller.call(path="/x?beta=true", values={"query": {"a": 1}})
    assert caller.target == "/v1/x?beta=true&a=1"
    caller.call(path="/x?beta=true")
    assert caller.target == "/v1/x?beta=true"
    caller.call(path="/x#fragment")
    assert caller.target == "/v1/x"


PATH = [
    ("simple", False, "blue", "blue"),
    ("simple", False, LIST, "blue,a%2Cb,c%20d"),
    ("simple", True, LIST, "blue,a%2Cb,c%20d"),
    ("simple", False, OBJECT, "R,100,G,x%26y"),
    ("simple", True, OBJECT, "R=100,G=x%26y"),
    ("label", False, "blue", ".blue"),
    ("label", False, ["a", "b"], ".a,b"),
    ("label", True, ["a", "b"], ".a.b"),
    ("label", False, OBJECT, ".R,100,G,x%26y"),
    ("label", True, OBJECT, ".R=100.G=x%26y"),
    ("matrix", False, "blue", ";c=blue"),
    ("matrix", False, "", ";c"),
    ("matrix", False, ["a", "b"], ";c=a,b"),
    ("matrix", True, ["a", "b"], ";c=a;c=b"),
    ("matrix", False, OBJECT, ";c=R,100,G,x%26y"),
    ("matrix", True, OBJECT, ";R=100;G=x%26y"),
]


@pytest.mark.parametrize(("style", "explode", "value", "text"), PATH)
def test_path_styles(caller: Caller, style: str, explode: bool, value: Any, text: str) -> None:
    declared = parameter(caller.rt, "path", "c", style=style, explode=explode)
    caller.call(path="/x/{c}/y", parameters=(declared,), values={"path": {"c": value}})
    assert caller.target == f"/v1/x/{text}/y"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a/b", "a%2Fb"),
        ("a?b", "a%3Fb"),
        ("a#b", "a%23b"),
        ("a%2fb", "a%252fb"),
        ("%2e%2e", "%252e%252e"),
        ("../../admin", "..%2F..%2Fadmin"),
        ("a\\b", "a%5Cb"),
        ("a\r\nb", "a%0D%0Ab"),
        ("a\x00b", "a%00b"),
        ("é", "%C3%A9"),
        ("//evil.test", "%2F%2Fevil.test"),
        ("@evil.test", "%40evil.test"),
        ("...", "..."),
        ("{x}", "%7Bx%7D"),
    ],
)
def test_path_parameters_stay_in_their_segment(caller: Caller, value: str, text: str) -> None:
    caller.call(path="/x/{p}/y", values={"path": {"p": value}})
    assert caller.target == f"/v1/x/{text}/y"
    assert caller.request.url.host == "api.test"


def test_reserved_characters_do_not_leave_a_path_segment(caller: Caller) -> None:
    declared = parameter(caller.rt, "path", "p", allow_reserved=True)
    caller.call(path="/x/{p}", parameters=(declared,), values={"path": {"p": "a:b@c,d/e?f#g[h]"}})
    assert caller.target == "/v1/x/a:b@c,d%2Fe%3Ff%23g%5Bh%5D"


@pytest.mark.parametrize("path", ["/../x", "/a/./x", "/%2E%2e/x", "/x/.."])
def test_path_templates_cannot_leave_the_base_path(
    caller: Caller, errors: ModuleType, path: str
) -> None:
    with pytest.raises(errors.InvalidRequestError, match="segment"):
        caller.call(path=path)
    assert not caller.requests
    caller.call(path=f"/x?to={path}")
    assert caller.request.url.path == "/v1/x"


def test_several_parameters_in_a_segment(caller: Caller) -> None:
    values = {"path": {"a": "1", "b": "x.y", "c": "z"}}
    caller.call(path="/{a}...{b}/report.{c}", values=values)
    assert caller.target == "/v1/1...x.y/report.z"


@pytest.mark.parametrize(
    ("path", "style", "value"),
    [
        ("/x/{p}", "simple", ""),
        ("/x/{p}", "simple", None),
        ("/x/{p}", "simple", []),
        ("/x/{p}", "simple", "."),
        ("/x/{p}", "simple", ".."),
        ("/x/{p}/y", "simple", ".."),
        ("/x/{p}.", "simple", "."),
        ("/x/%2e{p}", "simple", "."),
        ("/x/{p}%2E", "simple", "."),
        ("/x/{p}{p}", "simple", "."),
        ("/x/{p}", "label", "."),
        ("/x/{p}", "label", ""),
        ("/x/{p}", "simple", "\ud800"),
        ("/x/{p}", "simple", float("nan")),
        ("/x/{p}", "simple", object()),
        ("/x/{q}", "simple", "a"),
    ],
)
def test_refused_path_parameters(
    caller: Caller, errors: ModuleType, path: str, style: str, value: Any
) -> None:
    declared = parameter(caller.rt, "path", "p", style=style)
    with pytest.raises(errors.InvalidRequestError):
        caller.call(path=path, parameters=(declared,), values={"path": {"p": value}})
    assert not caller.requests


@pytest.mark.parametrize("allow_reserved", [False, True])
def test_dots_are_refused_with_reserved_characters_too(
    caller: Caller, errors: ModuleType, allow_reserved: bool
) -> None:
    declared = parameter(caller.rt, "path", "p", allow_reserved=allow_reserved)
    value = "%2e%2e" if allow_reserved else ".."
    with pytest.raises(errors.InvalidRequestError, match="segment"):
        caller.call(path="/x/{p}/y", parameters=(declared,), values={"path": {"p": value}})
    assert not caller.requests


@pytest.mark.parametrize("path", ["evil.test/x", "@evil.test/x", ":80/x", "//evil.test/x", "\\x"])
def test_path_templates_cannot_change_the_host(caller: Caller, path: str) -> None:
    caller.call(path=path, client=caller.client(base_url="https://api.test"))
    assert caller.request.url.host == "api.test"
    assert caller.request.headers["host"] == "api.test"


HEADERS = [
    (False, "a b", "a b"),
    (False, LIST, "blue,a,b,c d"),
    (False, OBJECT, "R,100,G,x&y"),
    (True, OBJECT, "R=100,G=x&y"),
    (False, True, "true"),
    (False, 5, "5"),
    (False, "  spaces around\t", "spaces around"),
]


@pytest.mark.parametrize(("explode", "value", "text"), HEADERS)
def test_header_styles(caller: Caller, explode: bool, value: Any, text: str) -> None:
    declared = parameter(caller.rt, "header", "X-C", explode=explode)
    caller.call(parameters=(declared,), values={"headers": {"X-C": value}})
    assert caller.request.headers["x-c"] == text


def test_latin_1_headers_are_sent_as_such(caller: Caller) -> None:
    caller.call(values={"headers": {"X-C": "é"}})
    assert (b"X-C", b"\xe9") in caller.request.headers.raw


@pytest.mark.parametrize(
    "value", ["a\r\nX-Evil: 1", "a\nb", "a\rb", "a\x00b", "a\x0bb", "\n", "日本"]
)
def test_refused_header_values(caller: Caller, errors: ModuleType, value: str) -> None:
    for values in (
        {"headers": {"X-C": value}},
        {"options": caller.rt.RequestOptions(headers={"X-C": value})},
    ):
        with pytest.raises(errors.InvalidRequestError, match="X-C"):
            caller.call(values=values)
    assert not caller.requests


@pytest.mark.parametrize("name", ["", "a b", "a\r\nb", "a:b", "é", "Host", "transfer-encoding"])
def test_refused_header_names(caller: Caller, errors: ModuleType, name: str) -> None:
    with pytest.raises(errors.InvalidRequestError):
        caller.call(values={"headers": {name: "x"}})
    assert not caller.requests


COOKIES = [
    ("form", None, "abc==/+|", "c=abc==/+|"),
    ("form", None, 'a;b,c "d"\\%\r\né', "c=a%3Bb%2Cc%20%22d%22%5C%25%0D%0A%C3%A9"),
    ("form", True, ["a", "b"], "c=a; c=b"),
    ("form", False, ["a", "b"], "c=a,b"),
    ("form", True, OBJECT, "R=100; G=x&y"),
    ("form", False, OBJECT, "c=R,100,G,x&y"),
    ("cookie", None, "a%2Fb", "c=a%2Fb"),
    ("cookie", True, ["a", "b"], "c=a; c=b"),
    ("cookie", None, True, "c=true"),
]


@pytest.mark.parametrize(("style", "explode", "value", "text"), COOKIES)
def test_cookie_styles(
    caller: Caller, style: str, explode: bool | None, value: Any, text: str
) -> None:
    declared = parameter(caller.rt, "cookie", "c", style=style, explode=explode)
    caller.call(parameters=(declared,), values={"cookies": {"c": value, "d": 1}})
    assert caller.request.headers["cookie"] == f"{text}; d=1"


@pytest.mark.parametrize("value", ["a;b", "a,b", "a b", 'a"b', "é", "a\r\nb"])
def test_refused_cookies(caller: Caller, errors: ModuleType, value: str) -> None:
    declared = parameter(caller.rt, "cookie", "c", style="cookie")
    with pytest.raises(errors.InvalidRequestError):
        caller.call(parameters=(declared,), values={"cookies": {"c": value}})
    assert not caller.requests


@pytest.mark.parametrize(("location", "style"), [("query", "matrix"), ("path", "form")])
def test_styles_that_a_location_does_not_have(
    caller: Caller, errors: ModuleType, location: Any, style: str
) -> None:
    declared = parameter(caller.rt, location, "p", style=style)
    with pytest.raises(errors.InvalidRequestError, match="style"):
        caller.call(
            path="/x/{p}", parameters=(declared,), values={"path": {"p": "a"}, "query": {"p": "a"}}
        )
