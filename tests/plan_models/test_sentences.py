"""What docstrings say of fields, arguments and classes."""

from typing import Any

import pytest

from clientsmith.ir import MISSING, Constraints, Docs
from clientsmith.plan.docstrings.sentences import class_description, described
from clientsmith.text import reveal


@pytest.mark.parametrize(
    ("description", "limits", "default", "expected"),
    [
        ("Goal title", {}, MISSING, "Goal title"),
        (
            "Goal title",
            {"min_length": 1, "max_length": 200},
            MISSING,
            "Goal title. 1 to 200 characters.",
        ),
        ("", {"max_length": 1}, MISSING, "At most 1 character."),
        ("", {"min_length": 3, "max_length": 3}, MISSING, "Exactly 3 characters."),
        ("", {"min_length": 0, "max_length": 9}, MISSING, "At most 9 characters."),
        ("", {"min_items": 2}, MISSING, "At least 2 items."),
        ("", {"unique_items": True}, MISSING, "No item twice."),
        ("", {"minimum": 1, "maximum": 100.0}, 20, "1 to 100. Default: 20."),
        ("", {"minimum": 0.5}, MISSING, "At least 0.5."),
        (
            "",
            {"exclusive_minimum": 0, "exclusive_maximum": 1},
            MISSING,
            "Greater than 0. Less than 1.",
        ),
        ("", {"multiple_of": 5}, MISSING, "A multiple of 5."),
        ("", {"multiple_of": 1}, MISSING, ""),
        ("", {"pattern": "^a$"}, MISSING, "Matches `^a$`."),
        ("", {"pattern": "a" * 200}, MISSING, ""),
        ("Percentage (0-100)", {"minimum": 0, "maximum": 100}, MISSING, "Percentage (0-100)"),
        ("A page of 5000", {"max_length": 5000}, MISSING, "A page of 5000"),
        ("Plan 9", {"maximum": 9}, MISSING, "Plan 9. At most 9."),
        ("How many?", {}, 3, "How many? Default: 3."),
        ("A, B or C,", {}, "A,", 'A, B or C. Default: "A,".'),
        ("How many (default 3)", {}, 3, "How many (default 3)"),
        ("Order", {}, "desc", 'Order. Default: "desc".'),
        ("Order, by default Desc", {}, "desc", "Order, by default Desc"),
        ('See "[x](https://y.test).".', {}, 1, 'See "[x](https://y.test).". Default: 1.'),
        ('See "it."', {}, 1, 'See "it." Default: 1.'),
        ("On", {}, False, "On. Default: False."),
        ("On", {}, None, "On"),
        ("On", {}, [], "On"),
        ("On", {}, 0, "On. Default: 0."),
        ("On", {}, ["x" * 80], "On"),
        ("- a\n- b", {"min_length": 1}, MISSING, "- a\n- b.\n\nAt least 1 character."),
    ],
)
def test_descriptions(
    description: str, limits: dict[str, Any], default: object, expected: str
) -> None:
    text = described(Docs(description=description), Constraints(**limits), default)
    assert reveal(text) == expected


def test_a_title_stands_in_for_a_description() -> None:
    assert reveal(described(Docs(title="Goal title"), Constraints())) == "Goal title"


def test_a_title_that_says_nothing_is_left_out() -> None:
    assert reveal(described(Docs(title="Dry Run"), Constraints(), True, names=("dry_run",))) == (
        "Default: True."
    )
    assert reveal(described(Docs(title="base_config_param"), Constraints())) == ""


@pytest.mark.parametrize(
    ("docs", "name", "expected"),
    [
        (Docs("DAG Run", ""), "DAGRun", ""),
        (Docs("", "Pet."), "Pet", ""),
        (Docs("Circle"), "ShapeCircle", ""),
        (Docs("Shape"), "ShapeCircle", "Shape."),
        (Docs("Order"), "OrderInput", ""),
        (Docs("base_config_param"), "Account", ""),
        (Docs("", "<p>A <b>pet</b></p>"), "Pet", "A **pet**."),
        (Docs("Pet", "A pet."), "Pet", "A pet."),
        (Docs("Something else"), "Pet", "Something else."),
        (Docs("Straße"), "LangeStrasse", ""),
        (Docs("", "A pet. " * 9), "Pet", ("A pet. " * 9).strip()),
    ],
)
def test_a_class_is_not_described_by_its_own_name(docs: Docs, name: str, expected: str) -> None:
    assert reveal(class_description(docs, name)) == expected
