"""OpenAPI Overlays 1.0 and 1.1."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from clientsmith.prepare.reshape.overlays import OverlayError, apply_overlay, check_overlay

DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "t", "version": "1"},
    "tags": [{"name": "a"}],
    "paths": {
        "/pets": {
            "get": {"tags": ["a"], "parameters": [{"name": "limit"}, {"name": "old"}]},
            "post": {"tags": ["a"], "x-internal": True},
        },
        "/owners": {"get": {"tags": ["b"]}},
    },
}


def overlaid(*actions: dict[str, Any]) -> Any:
    overlay = {"overlay": "1.1.0", "info": {"title": "o", "version": "1"}, "actions": list(actions)}
    check_overlay(overlay)
    before = deepcopy(DOCUMENT)
    data, idle = apply_overlay(DOCUMENT, overlay)
    assert before == DOCUMENT
    assert idle == ()
    return data


def test_objects_are_merged() -> None:
    data = overlaid({"target": "$", "update": {"info": {"title": "new", "contact": {"name": "n"}}}})
    assert data["info"] == {"title": "new", "version": "1", "contact": {"name": "n"}}


def test_every_target_is_updated() -> None:
    data = overlaid({"target": "$.paths.*.get", "update": {"deprecated": True}})
    assert data["paths"]["/pets"]["get"]["deprecated"] is True
    assert data["paths"]["/owners"]["get"]["deprecated"] is True
    assert "deprecated" not in data["paths"]["/pets"]["post"]


def test_lists_get_longer() -> None:
    data = overlaid(
        {"target": "$.tags", "update": {"name": "b"}},
        {"target": "$.tags", "update": [{"name": "c"}, {"name": "d"}]},
        {"target": "$.paths['/pets'].get", "update": {"tags": ["x"]}},
    )
    assert [tag["name"] for tag in data["tags"]] == ["a", "b", "c", "d"]
    assert data["paths"]["/pets"]["get"]["tags"] == ["a", "x"]


def test_single_values_are_replaced() -> None:
    assert overlaid({"target": "$.info.title", "update": "new"})["info"]["title"] == "new"
    assert overlaid({"target": "$.info.title", "update": None})["info"]["title"] is None
    assert overlaid({"target": "$.info", "update": {"version": {"a": 1}}})["info"]["version"] == {
        "a": 1
    }


def test_removal() -> None:
    data = overlaid(
        {"target": "$.paths['/pets'].get.parameters[*]", "remove": True},
        {"target": "$.paths.*[?@['x-internal'] == true]", "remove": True},
        {"target": "$..tags", "remove": True, "update": {"ignored": 1}},
    )
    assert data["paths"] == {"/pets": {"get": {"parameters": []}}, "/owners": {"get": {}}}
    assert "tags" not in data


def test_removal_of_some_items() -> None:
    data = overlaid(
        {"target": "$.paths['/pets'].get.parameters[?@.name == 'limit']", "remove": True}
    )
    assert data["paths"]["/pets"]["get"]["parameters"] == [{"name": "old"}]


def test_copies() -> None:
    data = overlaid(
        {"target": "$.paths", "update": {"/animals": {}}},
        {"target": "$.paths['/animals']", "copy": "$.paths['/pets']"},
        {"target": "$.paths['/pets']", "remove": True},
    )
    assert data["paths"]["/animals"] == DOCUMENT["paths"]["/pets"]
    assert list(data["paths"]) == ["/owners", "/animals"]


def test_actions_see_what_was_done_before_them() -> None:
    data = overlaid(
        {"target": "$.info", "update": {"x-a": {}}},
        {"target": "$.info['x-a']", "update": {"b": 1}},
    )
    assert data["info"]["x-a"] == {"b": 1}


def test_targets_share_nothing() -> None:
    data = overlaid({"target": "$.paths.*.get", "update": {"x": {"list": []}}})
    data["paths"]["/pets"]["get"]["x"]["list"].append(1)
    assert data["paths"]["/owners"]["get"]["x"]["list"] == []


def test_targets_that_select_nothing_are_told() -> None:
    actions = [{"target": "$.info", "update": {}}, {"target": "$.nothing", "remove": True}]
    assert apply_overlay(DOCUMENT, {"actions": actions})[1] == ("/actions/1",)


@pytest.mark.parametrize(
    ("overlay", "words"),
    [
        ([], "not an overlay"),
        ({"openapi": "3.0.0"}, "not an overlay"),
        ({"overlay": "2.0.0", "actions": [{"target": "$", "update": {}}]}, "version '2.0.0'"),
        ({"overlay": "1.0.0"}, "at least one action"),
        ({"overlay": "1.0.0", "actions": []}, "at least one action"),
        ({"overlay": "1.0.0", "actions": [1]}, "must be an object"),
        ({"overlay": "1.0.0", "actions": [{"update": {}}]}, "`target` must be a JSONPath"),
        (
            {"overlay": "1.0.0", "actions": [{"target": "$.a[", "update": {}}]},
            "is not a valid JSONPath",
        ),
        ({"overlay": "1.0.0", "actions": [{"target": "$.a"}]}, "needs `update`"),
        ({"overlay": "1.0.0", "actions": [{"target": "$.a", "remove": False}]}, "needs `update`"),
        ({"overlay": "1.0.0", "actions": [{"target": "$.a", "remove": "yes"}]}, "true or false"),
        (
            {"overlay": "1.1.0", "actions": [{"target": "$", "update": {}, "copy": "$"}]},
            "cannot have both",
        ),
    ],
)
def test_overlays_that_are_none(overlay: Any, words: str) -> None:
    with pytest.raises(OverlayError) as caught:
        check_overlay(overlay)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ({"target": "$", "remove": True}, "cannot be removed"),
        ({"target": "$", "update": []}, "merged with an object"),
        ({"target": "$.info", "copy": "$.paths.*"}, "selects 2 values"),
        ({"target": "$.info", "copy": "$.nothing"}, "selects 0 values"),
    ],
)
def test_actions_that_cannot_be_applied(action: dict[str, Any], words: str) -> None:
    with pytest.raises(OverlayError) as caught:
        apply_overlay(DOCUMENT, {"actions": [action]})
    assert words in str(caught.value)
