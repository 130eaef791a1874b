"""Which constraints are tighter than others."""

from __future__ import annotations

from typing import Any

import pytest

from clientsmith.compare.documents.constraints import constraint_changes
from clientsmith.ir import NO_CONSTRAINTS, Constraints

NARROWER: dict[str, tuple[Any, Any]] = {
    "minimum": (1, 2),
    "exclusive_minimum": (None, 0.5),
    "maximum": (2, 1),
    "exclusive_maximum": (None, 10),
    "multiple_of": (0.1, 0.2),
    "min_length": (None, 1),
    "max_length": (10, 9),
    "pattern": (None, "^a"),
    "format": (None, "email"),
    "content_encoding": (None, "base64"),
    "constants": (("2026-01-01", "2026-01-02"), ("2026-01-01",)),
    "min_items": (1, 2),
    "max_items": (3, 2),
    "unique_items": (False, True),
    "min_contains": (1, 2),
    "max_contains": (None, 2),
    "min_properties": (0, 1),
    "max_properties": (9, 8),
    "items": (None, Constraints(max_length=3)),
    "prefix": ((), (Constraints(max_length=3),)),
    "contains": (None, Constraints(types=("string",))),
    "property_names": (None, Constraints(pattern="x")),
    "patterns": ((), (("^x", Constraints(minimum=1)),)),
    "values": (Constraints(maximum=5), Constraints(maximum=4)),
    "dependent_required": ((("a", ("b",)),), (("a", ("b", "c")),)),
}
"""Limit → a value, and a narrower one."""


@pytest.mark.parametrize("name", sorted(NARROWER))
def test_narrower_limits(name: str) -> None:
    before, after = NARROWER[name]
    old, new = Constraints(**{name: before}), Constraints(**{name: after})
    assert [change.is_tighter for change in constraint_changes(old, new, with_types=True)] == [True]
    assert [change.is_tighter for change in constraint_changes(new, old, with_types=True)] == [
        False
    ]


def test_every_limit_is_compared() -> None:
    told_by_types = {"types", "enum", "content_media_type", "complete"}
    assert set(Constraints.__slots__) - told_by_types == NARROWER.keys()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("old", "new"), [(2, 3), (3, 2), (0.1, 0.15)])
def test_other_multiples_are_narrower(old: float, new: float) -> None:
    changes = constraint_changes(Constraints(multiple_of=old), Constraints(multiple_of=new))
    assert [change.is_tighter for change in changes] == [True]


def test_another_pattern_is_narrower_both_ways() -> None:
    one, other = Constraints(pattern="a"), Constraints(pattern="b")
    assert all(change.is_tighter for change in constraint_changes(one, other))
    assert all(change.is_tighter for change in constraint_changes(other, one))


def test_what_the_type_tells_is_left_out() -> None:
    assert list(constraint_changes(NO_CONSTRAINTS, Constraints(format="uuid"))) == []
    assert list(constraint_changes(NO_CONSTRAINTS, Constraints(types=("string",)))) == []


def test_places_of_inner_limits() -> None:
    old = Constraints(items=Constraints(values=Constraints(max_length=3)))
    new = Constraints(items=Constraints(values=Constraints(max_length=2)))
    (change,) = constraint_changes(old, new)
    assert str(change) == "items/additionalProperties/maxLength is 2, was 3"
