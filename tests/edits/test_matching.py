"""Which lines of two texts are the same ones."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.project.edits.matching import matches

LINES = st.lists(st.sampled_from(["a", "b", "c", "d", "", ")"]), max_size=12)
ANY_LINES = st.lists(st.text(max_size=3), max_size=12)


def common(before: str, after: str) -> str:
    """The lines in common, where each word is one, and `_` is an empty one."""
    one, other = (text.replace("_", "").split(" ") for text in (before, after))
    pairs = matches(one, other)
    assert [one[first] for first, _ in pairs] == [other[second] for _, second in pairs]
    return " ".join(one[first] or "_" for first, _ in pairs)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("a b c", "a x c", "a c", id="change"),
        pytest.param("a b c", "a x b c", "a b c", id="insertion"),
        pytest.param("a b c", "c a b", "a b", id="move"),
        pytest.param("a _ b", "x _ y", "", id="empty line between changes"),
        pytest.param("a _ b", "x _ b", "_ b", id="empty line beside another"),
        pytest.param("a ) _ b", "a _ b", "a _ b", id="bracket"),
        pytest.param("x r a r y", "p r b r q", "r r", id="repeated lines"),
        pytest.param("x r r r y", "p r q", "r", id="fewer repeated lines"),
        pytest.param(
            "f r _ g r _ h r", "f r _ h r", "f r _ h r", id="a part of many that look alike"
        ),
        pytest.param("r f r", "r g r f r", "r f r", id="a part before one that looks alike"),
        pytest.param("é", "x é", "é", id="letters of any language"),
    ],
)
def test_cases(before: str, after: str, expected: str) -> None:
    assert common(before, after) == expected


@given(st.one_of(st.tuples(LINES, LINES), st.tuples(ANY_LINES, ANY_LINES)))
def test_pairs_are_equal_and_ascend(texts: tuple[list[str], list[str]]) -> None:
    before, after = texts
    pairs = matches(before, after)
    assert all(before[one] == after[other] for one, other in pairs)
    for one, other in pairwise(pairs):
        assert one[0] < other[0]
        assert one[1] < other[1]


@given(LINES)
def test_a_text_is_the_same_as_itself(lines: list[str]) -> None:
    assert matches(lines, lines) == [(number, number) for number in range(len(lines))]


@given(st.sets(st.integers(0, 40)), st.sets(st.integers(0, 40)))
def test_different_lines_in_one_order_are_all_found(before: set[int], after: set[int]) -> None:
    def texts(numbers: set[int]) -> list[str]:
        return [f"line {number}" for number in sorted(numbers)]

    pairs = matches(texts(before), texts(after))
    assert [texts(before)[one] for one, _ in pairs] == texts(before & after)


MANY = 20_000


@pytest.mark.parametrize(
    ("before", "after", "at_least"),
    [
        pytest.param(["x", "y"] * MANY, ["y", "x"] * MANY, 0, id="few different lines"),
        pytest.param([""] * MANY, [*[""] * MANY, "a", *[""] * MANY], MANY, id="empty lines"),
        pytest.param(
            [f"line {number}" for number in range(MANY)],
            [f"line {number}" for number in reversed(range(MANY))],
            1,
            id="reversed",
        ),
        pytest.param(
            [f"line {number}" for number in range(MANY)],
            [f"line {number}" if number % 3 else "" for number in range(MANY)],
            MANY * 2 // 3,
            id="every third is changed",
        ),
        pytest.param(
            [f"line {number % 500}" for number in range(MANY)],
            [f"line {number % 500}" for number in range(7, MANY)],
            MANY // 2,
            id="repeated",
        ),
    ],
)
def test_long_texts(before: Sequence[str], after: Sequence[str], at_least: int) -> None:
    """Where all pairs of equal lines are looked at, some of these take minutes."""
    assert len(matches(before, after)) >= at_least
