"""The list of differences says exactly what there is."""

from __future__ import annotations

import pytest

from oracle.comparison import Difference
from oracle.listed import Listed, unexpected

FOUND = [
    Difference("type", "Pet.name", "string", "any"),
    Difference("type", "Pet.tag[0]", "string", "any"),
    Difference("required", "Pet.id", "True", "False"),
]


def _listed(kind: str, *places: str, count: int | None = None, theirs: str = "*") -> Listed:
    return Listed("petstore", kind, places, "because", count, theirs)


def test_everything_that_is_found_is_listed() -> None:
    entries = [_listed("type", "Pet.name", "Pet.tag[0]"), _listed("required", "Pet.*", count=1)]
    assert unexpected(FOUND, entries) == []


@pytest.mark.parametrize(
    ("entries", "complaint"),
    [
        ([_listed("type", "*", count=2)], "not listed: required, Pet.id"),
        ([_listed("type", "Pet.*", count=3)], "2 instead of 3: because"),
        ([_listed("type", "Pet.age")], "listed and not found: type, Pet.age"),
        ([_listed("type", "Pet.name", theirs="list*")], "listed and not found: type, Pet.name"),
    ],
)
def test_everything_else_is_a_complaint(entries: list[Listed], complaint: str) -> None:
    assert any(line.startswith(complaint) for line in unexpected(FOUND, entries))


def test_a_pattern_needs_a_count() -> None:
    with pytest.raises(ValueError, match="count"):
        _listed("type", "Pet.*")
