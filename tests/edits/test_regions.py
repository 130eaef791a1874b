"""Three texts cut into stretches, and merged by them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.project.edits.markers import conflict_lines, marked_lines
from clientsmith.project.edits.merging import Region, merge, regions

LINES = st.lists(st.sampled_from(["a", "b", "c", "d", "", ")", "======="]), max_size=10)

CASES = [
    pytest.param("", "", "", "", id="nothing"),
    pytest.param("a b c", "a b c", "a b c", "a b c", id="unchanged"),
    pytest.param("a b c", "a B c", "a b c", "a B c", id="change of one side"),
    pytest.param("a b c", "a c", "a b c", "a c", id="deletion of one side"),
    pytest.param("a b c", "a B c", "a B c", "a B c", id="the same change"),
    pytest.param("a b c", "a c", "a c", "a c", id="the same deletion"),
    pytest.param("a c", "a b c", "a b c", "a b c", id="the same insertion"),
    pytest.param("a b c d e", "A b c d e", "a b c d E", "A b c d E", id="changes far apart"),
    pytest.param("a b c", "A b c", "a b C", "A b C", id="changes with a line between"),
    pytest.param("a b c", "x a b c", "a b c y", "x a b c y", id="both ends"),
    pytest.param("a b c d", "b c d", "a b c", "b c", id="deletions far apart"),
    pytest.param("a b c", "a B c", "a ß c", "a < B | ß > c", id="different changes"),
    pytest.param("a b c d", "a B c d", "a b C d", "a < B c | b C > d", id="adjacent changes"),
    pytest.param("a b c d", "a c d", "a b C d", "a < c | b C > d", id="a change beside a deletion"),
    pytest.param("a b", "a x b", "a B", "a < x b | B >", id="an insertion beside a change"),
    pytest.param("a b", "a x b", "a y b", "a < x | y > b", id="insertions in one place"),
    pytest.param("a b", "a x b", "a", "a < x b | >", id="an insertion beside a deletion"),
    pytest.param("a b c d", "a d", "a b C d", "a < | b C > d", id="a deletion of what was changed"),
    pytest.param("a b c d", "a B d", "a C d", "a < B | C > d", id="overlapping changes"),
    pytest.param("", "x", "y", "< x | y >", id="both from nothing"),
    pytest.param("a", "", "b", "< | b >", id="everything is deleted"),
    pytest.param("a d", "a x 1 d", "a x 2 d", "a x < 1 | 2 > d", id="the same begin"),
    pytest.param("a d", "a 1 x d", "a 2 x d", "a < 1 | 2 > x d", id="the same end"),
    pytest.param("a d", "a x d", "a x y d", "a x < | y > d", id="one inserts more"),
    pytest.param("a _ b", "A _ b", "a _ B", "A _ B", id="changes around an empty line"),
    pytest.param("a _ b", "A _ B", "a _ c", "< A _ B | a _ c >", id="an empty line in a conflict"),
    pytest.param(
        "f r _ g r _", "f r _ h r _ g r _", "f r _ g r x _", "f r _ h r _ g r x _", id="functions"
    ),
    pytest.param(
        "p r _ d", "p r m _ d", "P r _ i _ d", "P r m _ i _ d", id="what ends like its neighbour"
    ),
    pytest.param("a a a", "a a a a", "a a", "a a < a a | >", id="repeated lines"),
]


def text_of(words: str) -> str:
    """A text with a word in each line; `_` is an empty one."""
    return "".join(f"{line}\n" for line in words.replace("_", "").split(" ") if words)


def merged_words(base: str, yours: str, generated: str) -> str:
    """What comes of three texts; a conflict is `< yours | generated >`."""
    marks = {"<<<<<<< yours": "<", "=======": "|", ">>>>>>> generated": ">", "": "_"}
    merged = merge("a", *map(text_of, (base, yours, generated)))
    return " ".join(marks.get(line, line) for line in merged.text.splitlines())


@pytest.mark.parametrize(("base", "yours", "generated", "expected"), CASES)
def test_cases(base: str, yours: str, generated: str, expected: str) -> None:
    assert merged_words(base, yours, generated) == expected


@pytest.mark.parametrize(
    ("base", "yours", "generated", "expected"),
    [
        pytest.param("a\nb\n", "a\nb", "A\nb\n", "A\nb", id="yours without"),
        pytest.param("a\nb\n", "a\nb", "a\nb\nc\n", "a\nb\nc", id="yours without, more generated"),
        pytest.param("a\nb", "a\nb\n", "A\nb", "A\nb\n", id="yours with"),
        pytest.param("a\nb", "A\nb", "a\nb\n", "A\nb\n", id="generated with"),
        pytest.param("", "a", "", "a", id="from nothing"),
        pytest.param("a\n", "", "a\n", "", id="to nothing"),
    ],
)
def test_the_end_of_the_last_line(base: str, yours: str, generated: str, expected: str) -> None:
    merged = merge("a", base, yours, generated)
    assert (merged.text, merged.conflicts) == (expected, ())


@given(LINES, LINES, LINES)
def test_stretches_are_the_whole_of_each_text(
    base: list[str], yours: list[str], generated: list[str]
) -> None:
    found = list(regions(base, yours, generated))
    assert [line for region in found for line in region.base] == base
    assert [line for region in found for line in region.yours] == yours
    assert [line for region in found for line in region.generated] == generated
    assert Region((), (), ()) not in found


@given(LINES, LINES, LINES)
def test_both_sides_are_treated_alike(
    base: list[str], yours: list[str], generated: list[str]
) -> None:
    one, other = regions(base, yours, generated), regions(base, generated, yours)
    assert [(each.base, each.yours, each.generated, each.merged) for each in one] == [
        (each.base, each.generated, each.yours, each.merged) for each in other
    ]


@given(LINES, LINES, LINES)
def test_a_line_goes_only_where_the_other_side_has_removed_it(
    base: list[str], yours: list[str], generated: list[str]
) -> None:
    for region in regions(base, yours, generated):
        if region.merged is not None:
            for one, other in (
                (region.yours, region.generated),
                (region.generated, region.yours),
            ):
                assert set(one) - set(region.merged) <= set(region.base) - set(other)


@given(LINES, LINES)
def test_one_changed_side_and_equal_changes_never_conflict(
    base: list[str], changed: list[str]
) -> None:
    for yours, generated in ((base, changed), (changed, base), (changed, changed)):
        found = [region.merged for region in regions(base, yours, generated)]
        assert None not in found
        assert [line for lines in found for line in lines or ()] == changed


@given(st.dictionaries(st.integers(0, 30), st.booleans()), st.sets(st.sampled_from("ydi")))
def test_changes_that_do_not_touch_go_together(changes: dict[int, bool], kinds: set[str]) -> None:
    """Each second line may be changed, replaced or preceded by another one, by either side."""
    kind = min(kinds, default="y")
    base = [f"line {number}" for number in range(62)]

    def after(*sides: bool) -> list[str]:
        lines = []
        for number, line in enumerate(base):
            if number % 2 or changes.get(number // 2) not in sides:
                lines.append(line)
            elif kind != "d":
                lines += [f"new {number}", *([line] if kind == "i" else [])]
        return lines

    found = list(regions(base, after(True), after(False)))
    assert None not in [region.merged for region in found]
    assert [line for region in found for line in region.merged or ()] == after(True, False)


@given(LINES, LINES, LINES)
def test_only_conflicts_have_markers(
    base: list[str], yours: list[str], generated: list[str]
) -> None:
    texts = ["".join(f"{line}\n" for line in lines) for lines in (base, yours, generated)]
    merged = merge("a", *texts)
    lines = merged.text.splitlines()
    assert [each.line for each in merged.conflicts] == [
        number for number, line in enumerate(lines, 1) if line == "<<<<<<< yours"
    ]
    assert len(marked_lines(merged.text, "")) == 2 * len(merged.conflicts)


@given(LINES, LINES)
def test_a_conflict_is_no_longer_than_it_has_to_be(yours: list[str], generated: list[str]) -> None:
    if yours == generated:
        return
    lines, start = conflict_lines(yours, generated)
    head, rest = lines[: start - 1], lines[start:]
    assert lines[start - 1] == "<<<<<<< yours\n"
    middle, end = rest.index("=======\n"), rest.index(">>>>>>> generated\n")
    one, other, tail = rest[:middle], rest[middle + 1 : end], rest[end + 1 :]
    assert [*head, *one, *tail] == yours
    assert [*head, *other, *tail] == generated
    assert not one or not other or (one[0] != other[0] and one[-1] != other[-1])
