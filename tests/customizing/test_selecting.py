"""Parts of the context by what people call them."""

from __future__ import annotations

from typing import Any

import pytest

from clientsmith.context import CONTEXT_VERSION
from clientsmith.render.context_json import context_value
from clientsmith.template_tools.selecting import SelectionError, select
from render.sample_contexts import ACME

VALUE: dict[str, Any] = {"context_version": CONTEXT_VERSION, "package": context_value(ACME)}
GOALS = next(each for each in VALUE["package"]["resources"] if each["path"] == "goals")
CREATE = next(each for each in GOALS["methods"] if each["name"] == "create")
GOAL = next(
    model
    for module in VALUE["package"]["model_modules"]
    for model in module["models"]
    if model["name"] == "Goal"
)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("operation=goals.create", CREATE),
        (f"operation={CREATE['docs']['request_line']}", CREATE),
        ("resource=goals", GOALS),
        ("model=Goal", GOAL),
        ("module=goals", VALUE["package"]["model_modules"][0]),
        ("package", VALUE["package"]),
        ("context_version", CONTEXT_VERSION),
        ("package.client.class_name", VALUE["package"]["client"]["class_name"]),
        ("client.class_name", VALUE["package"]["client"]["class_name"]),
        ("package.resources[goals].methods[create]", CREATE),
        ("resources[0]", VALUE["package"]["resources"][0]),
        ("resources[-1].path", VALUE["package"]["resources"][-1]["path"]),
        ("resources['goals'].methods[create].docs.summary", CREATE["docs"]["summary"]),
        ("$..methods[?@.name=='create'].path", [CREATE["path"]] * 2),
        ("$.package.name", ["acme"]),
    ],
)
def test_what_is_selected(expression: str, expected: object) -> None:
    assert select(VALUE, expression) == expected


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        (
            "operation=goals.creat",
            "there is no operation `goals.creat`. Did you mean `goals.create`?",
        ),
        ("operation=", "there is no operation ``"),
        ("model=Gaol", "there is no model `Gaol`. Did you mean `Goal`?"),
        ("modle=Goal", "nothing is selected by `modle=`. Did you mean `mod"),
        ("package.clint", "package has no `clint`. Did you mean `client`?"),
        ("clint", "the context has no `clint`. There are: context_version, package."),
        ("resources[gaols]", "package.resources has no `gaols`. Did you mean `goals`?"),
        ("resources[99]", "package.resources has 2 items"),
        ("resources.goals", "package.resources is a sequence; name one of it"),
        ("package.name.x", "package.name has no `x`, because it has no parts"),
        ("package..name", "is neither a path such as"),
        ("package name", "is neither a path such as"),
        ("resources[0", "is neither a path such as"),
        ("", "the expression is empty"),
        ("$[", "is not a valid JSONPath"),
        ("$.nothing", "`$.nothing` selects nothing"),
    ],
)
def test_what_is_not_there(expression: str, message: str) -> None:
    with pytest.raises(SelectionError) as caught:
        select(VALUE, expression)
    assert message in str(caught.value)


def test_an_operation_with_several_methods_is_all_of_them() -> None:
    methods = [{**CREATE, "name": name, "operation_id": {"text": "x"}} for name in ("a", "b")]
    package = {**VALUE["package"], "resources": [{**GOALS, "methods": methods}]}
    assert select({"package": package}, "operation=x") == methods
    assert select({"package": package}, "operation=goals.b") == methods[1]


def test_only_some_of_many_names_are_listed() -> None:
    models = [{"name": f"Model{number}"} for number in range(1000)]
    module = {"name": "m", "models": models, "enum_classes": [], "type_names": []}
    package = {**VALUE["package"], "model_modules": [module]}
    with pytest.raises(SelectionError, match=r"Model133 and 960 more\.$"):
        select({"package": package}, "model=zzz")
