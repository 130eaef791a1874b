"""Whether the harness notices what it is there to notice."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from conformance import spector
from conformance.comparison import Different, leaves, same_json, texts, tree
from conformance.expectations import Expected, Listed
from conformance.run import COLUMNS, Outcome, run
from conformance.scenarios import scenarios
from conformance.streams import Event, check_events, events
from conformance.styles import CannotExpress, decoded, path_value, query_value


def with_server(test: Callable[..., None]) -> Callable[..., None]:
    """Marks a test that needs Spector."""
    missing = spector.missing()
    return pytest.mark.conformance(pytest.mark.skipif(bool(missing), reason=missing)(test))


_GET, _PUT = "Type_Property_ValueTypes_Int_get", "Type_Property_ValueTypes_Int_put"
_QUERY, _ERROR = "Parameters_CollectionFormat_Query_csv", "Authentication_ApiKey_invalid"
_NAMES = (_GET, _PUT, _QUERY, _ERROR)


def _failures(
    folder: Path,
    *,
    result: Callable[[Any], Any] = lambda value: value,
    arguments: Callable[[Any], Any] = lambda arguments: arguments,
) -> Mapping[str, set[str]]:
    """Column → those of a few scenarios that fail where something is changed on the way."""
    few = tuple(each for each in scenarios() if each.name in _NAMES)
    assert {each.name for each in few} == set(_NAMES)
    outcome = run(few, "openapi31", folder, adjust_result=result, adjust_arguments=arguments)
    return {column: set(found) for column, found in outcome.failures.items()}


@with_server
def test_a_wrong_result_is_noticed(tmp_path: Path) -> None:
    def changed(value: Any) -> Any:
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return dataclasses.replace(value, **{dataclasses.fields(value)[0].name: 43})
        return "something" if value is None else None

    failures = _failures(tmp_path, result=changed)
    assert failures == {"server": set(), "decoded": set(_NAMES), "sync": set(), "async": set()}


@with_server
def test_a_wrong_request_is_noticed(tmp_path: Path) -> None:
    def changed(arguments: dict[str, Any]) -> dict[str, Any]:
        match arguments:
            case {"property": int(number)}:
                return {"property": number + 1}
            case {"colors": list(colors)}:
                return {"colors": colors[::-1]}
        return arguments

    failures = _failures(tmp_path, arguments=changed)
    assert failures == {column: {_PUT, _QUERY} for column in COLUMNS}


@with_server
def test_a_call_that_cannot_be_made_is_noticed(tmp_path: Path) -> None:
    failures = _failures(tmp_path, arguments=lambda arguments: arguments | {"nothing": 1})
    assert failures == {column: set(_NAMES) for column in COLUMNS}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1}, {"a": 1, "b": None}),
        ({"a": 1}, {"a": True}),
        ([1], [1, 2]),
        ("2022-08-26T18:38:00Z", "2022-08-26T18:38:01Z"),
        ("1", 1),
        (None, {}),
    ],
)
def test_other_json_is_not_the_same(one: Any, other: Any) -> None:
    assert not same_json(one, other)
    assert not same_json(other, one)
    assert same_json(one, one)


def test_an_instant_may_be_written_in_other_ways() -> None:
    assert same_json({"at": "2022-08-26T18:38:00.000Z"}, {"at": "2022-08-26T20:38:00+02:00"})


def test_what_is_read_as_null_because_it_is_missing() -> None:
    assert same_json({"a": 1, "kind": None}, {"a": 1}, lacking=True)
    assert not same_json({"a": 1}, {"a": 1, "kind": "x"}, lacking=True)


@pytest.mark.parametrize(
    ("text", "kind", "style", "explode", "value"),
    [
        ("a,b", "array", "simple", False, ["a", "b"]),
        ("a,1,b,2", "object", "simple", False, {"a": "1", "b": "2"}),
        ("a=1,b=2", "object", "simple", True, {"a": "1", "b": "2"}),
        (".a.b", "array", "label", True, ["a", "b"]),
        (".a,b", "array", "label", False, ["a", "b"]),
        (";p=a;p=b", "array", "matrix", True, ["a", "b"]),
        (";p=a,b", "array", "matrix", False, ["a", "b"]),
        (";a=1;b=2", "object", "matrix", True, {"a": "1", "b": "2"}),
        ("a%2Cb,c", "array", "simple", False, ["a,b", "c"]),
        (";p=x%20y", "scalar", "matrix", False, "x y"),
    ],
)
def test_path_styles_are_read(text: str, kind: str, style: str, explode: bool, value: Any) -> None:
    assert path_value(text, "p", kind, style, explode) == value


@pytest.mark.parametrize(
    ("query", "kind", "style", "explode", "value"),
    [
        ({"p": ["a", "b"]}, "array", "form", True, ["a", "b"]),
        ({"p": "a,b"}, "array", "form", False, ["a", "b"]),
        ({"p": "a b"}, "array", "spaceDelimited", False, ["a", "b"]),
        ({"p": "a|b"}, "array", "pipeDelimited", False, ["a", "b"]),
        ({"a": "1", "b": "2"}, "object", "form", True, {"a": "1", "b": "2"}),
        ({"p": "a,1,b,2"}, "object", "form", False, {"a": "1", "b": "2"}),
        ({"p[a]": "1", "p[b]": "2"}, "object", "deepObject", True, {"a": "1", "b": "2"}),
    ],
)
def test_query_styles_are_read(
    query: dict[str, Any], kind: str, style: str, explode: bool, value: Any
) -> None:
    assert query_value(query, "p", kind, style, explode, query) == value


def test_texts_are_what_the_type_takes() -> None:
    def decode(value: Any) -> Any:
        if not isinstance(value, list) or not all(isinstance(item, int) for item in value):
            raise ValueError("no integers")
        return value

    assert decoded(["1", "2"], decode) == [1, 2]
    with pytest.raises(CannotExpress, match="no integers"):
        decoded(["1", "x"], decode)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<a><b>1</b></a>", "<a><b>2</b></a>"),
        ("<a><b/><c/></a>", "<a><c/><b/></a>"),
        ('<a b="1"/>', "<a><b>1</b></a>"),
        ('<a xmlns="urn:x"/>', "<a/>"),
    ],
)
def test_other_xml_is_not_the_same(one: str, other: str) -> None:
    assert tree(one) != tree(other)
    assert tree(one) == tree(one.replace("><", ">\n<"))


def test_what_stands_in_xml_wherever_it_stands() -> None:
    assert texts('<a x="1"><b> 2 </b><c><d>y</d></c></a>') == ["1", "2", "y"]
    assert leaves({"x": 1, "b": [2, None], "c": {"d": "y"}}) == ["1", "2", "y"]


def test_events_are_read() -> None:
    first, second = events(
        b"id: 1\nevent: a\nretry: 5\ndata: {\ndata: }\n\nid: \0\nretry: x\ndata:[DONE]\n\nid: 3\n\n"
    )
    assert (first.event, first.value, first.id, first.retry) == ("a", {}, "1", 5)
    assert (second.event, second.value, second.id, second.retry) == (
        "message",
        "[DONE]",
        None,
        None,
    )


def test_a_wrong_event_is_noticed() -> None:
    @dataclasses.dataclass
    class Raw:
        type: None = None

    sent = b"data: a\n\ndata: b\n\n"
    check_events(sent, [Event(data="a"), Event(data="b")], Raw(), None)
    for items in ([Event(data="a")], [Event(data="a"), Event(data="c")]):
        with pytest.raises(Different):
            check_events(sent, items, Raw(), None)


def test_the_list_must_be_exact() -> None:
    outcome = Outcome()
    outcome.failures["sync"] |= {"New": "why", "Known": "why"}
    outcome.deviations["Odd"] = "$.kind: missing"
    entry = Listed(("Known", "Mended"), "because", ("openapi31",), ("sync",))
    assert sorted(Expected((entry,), ()).differences("openapi31", outcome)) == [
        "openapi31 deviation: Odd is not listed: $.kind: missing",
        "openapi31 sync: Mended is listed, but passes now",
        "openapi31 sync: New is not listed: why",
    ]
