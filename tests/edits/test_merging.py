"""Two texts with a common ancestor become one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.project.edits.markers import marked_lines
from clientsmith.project.edits.matching import count_changes
from clientsmith.project.edits.merging import BOTH_CHANGED, merge

BASE = "one\ntwo\nthree\nfour\nfive\n"


def test_changes_in_different_places_go_together() -> None:
    merged = merge("a.md", BASE, BASE.replace("one", "ONE"), BASE.replace("five", "FIVE"))
    assert (merged.text, merged.conflicts) == ("ONE\ntwo\nthree\nfour\nFIVE\n", ())


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    changed = BASE.replace("three", "3")
    merged = merge("a.md", BASE, changed, changed.replace("five", "5"))
    assert (merged.text, merged.conflicts) == ("one\ntwo\n3\nfour\n5\n", ())


def test_a_conflict_stands_between_markers() -> None:
    merged = merge("a.md", BASE, BASE.replace("two", "2"), BASE.replace("two", "zwei"))
    assert merged.text == (
        "one\n<<<<<<< yours\n2\n=======\nzwei\n>>>>>>> generated\nthree\nfour\nfive\n"
    )
    assert [(each.path, each.line, each.reason) for each in merged.conflicts] == [
        ("a.md", 2, BOTH_CHANGED)
    ]
    assert marked_lines(merged.text, BASE) == (2, 6)


def test_what_both_sides_share_is_outside_of_the_markers() -> None:
    merged = merge("a.md", "a\nz\n", "a\n1\nmine\n2\nz\n", "a\n1\ntheirs\n2\nz\n")
    assert merged.text == ("a\n1\n<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> generated\n2\nz\n")
    assert [each.line for each in merged.conflicts] == [3]


def test_several_conflicts_are_counted_in_the_text_that_has_them() -> None:
    base = "".join(f"{number}\n" for number in range(9))
    merged = merge(
        "a",
        base,
        base.replace("1", "x").replace("7", "x"),
        base.replace("1", "y").replace("7", "y"),
    )
    lines = merged.text.splitlines()
    assert [lines[each.line - 1] for each in merged.conflicts if each.line] == ["<<<<<<< yours"] * 2


@pytest.mark.parametrize("side", ["yours", "generated"])
def test_a_last_line_without_an_end_does_not_swallow_a_marker(side: str) -> None:
    texts = {"yours": "a\nmine\n", "generated": "a\ntheirs\n"}
    texts[side] = texts[side].removesuffix("\n")
    merged = merge("a", "a\n", **texts)
    assert merged.text == "a\n<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> generated\n"


def test_only_newlines_end_lines() -> None:
    odd = "a\x0cb\u2028c\x85d\re\n"
    merged = merge("a", odd + BASE, odd + BASE.replace("one", "1"), odd + BASE.replace("five", "5"))
    assert merged.text == odd + "1\ntwo\nthree\nfour\n5\n"


@pytest.mark.parametrize(
    ("path", "base", "yours", "generated", "reason"),
    [
        pytest.param(
            "a.py",
            "x = (\n    1,\n)\n\n\ny = 2\n\n\nz = 3\n",
            'x = """(\n    1,\n)\n\n\ny = 2\n\n\nz = 3\n"""\n',
            'x = (\n    1,\n)\n\n\ny = """2"""\n\n\nz = 3\n',
            "the merged file would not be valid Python",
            id="python",
        ),
        pytest.param(
            "a.py",
            "class A:\n    a = 1\n\n    b = 2\n\n    c = 3\n",
            "class A:\n    def f(self): ...\n\n    a = 1\n\n    b = 2\n\n    c = 3\n",
            "class A:\n    a = 1\n\n    b = 2\n\n    c = 3\n\n    def f(self): ...\n",
            "the merged file would define `A.f` twice",
            id="twice",
        ),
        pytest.param(
            "a.py",
            "class A:\n    a: int\n\n    b: int\n\n    c: int\n",
            "class A:\n    d: str\n\n    a: int\n\n    b: int\n\n    c: int\n",
            "class A:\n    a: int\n\n    b: int\n\n    c: int\n\n    d: bytes\n",
            "the merged file would define `A.d` twice",
            id="field",
        ),
        pytest.param(
            "a.py",
            "def f(\n    a,\n    b,\n    c,\n): ...\n",
            "def f(\n    d,\n    a,\n    b,\n    c,\n): ...\n",
            "def f(\n    a,\n    b,\n    c,\n    d,\n): ...\n",
            "the merged file would not be valid Python",
            id="parameter",
        ),
        pytest.param(
            "a.json",
            '{\n"a": 1\n\n}\n',
            '{\n"a": 1\n\n,"b": 2\n}\n',
            "{\n\n}\n",
            "the merged file would not be valid JSON",
            id="json",
        ),
        pytest.param(
            "a.toml",
            "a = 1\nb = 2\nc = 3\n",
            "d = 0\na = 1\nb = 2\nc = 3\n",
            "a = 1\nb = 2\nc = 3\nd = 4\n",
            "the merged file would not be valid TOML",
            id="toml",
        ),
    ],
)
def test_what_a_merge_would_damage_is_a_conflict(
    path: str, base: str, yours: str, generated: str, reason: str
) -> None:
    merged = merge(path, base, yours, generated)
    assert [each.reason for each in merged.conflicts] == [reason]
    lines = merged.text.splitlines(keepends=True)
    start, middle, end = (
        lines.index(marker) for marker in ("<<<<<<< yours\n", "=======\n", ">>>>>>> generated\n")
    )
    assert merged.conflicts[0].line == start + 1
    assert "".join(lines[:start] + lines[start + 1 : middle] + lines[end + 1 :]) == yours
    assert "".join(lines[:start] + lines[middle + 1 : end] + lines[end + 1 :]) == generated


def test_properties_and_overloads_are_not_defined_twice() -> None:
    module = (
        "class A:\n    @property\n    def a(self): ...\n\n    @a.setter\n    def a(self, x): ...\n"
    )
    merged = merge("a.py", module, "# mine\n" + module, module + "\n    b = 1\n")
    assert merged.conflicts == ()
    assert merged.text == "# mine\n" + module + "\n    b = 1\n"


def test_a_module_that_was_broken_by_hand_is_merged_as_text() -> None:
    base = "a = 1\n\nb = 2\n\nc = 3\n"
    merged = merge("a.py", base, base.replace("a = 1", "a = ("), base.replace("c = 3", "c = 4"))
    assert (merged.text, merged.conflicts) == ("a = (\n\nb = 2\n\nc = 4\n", ())


def test_markers_that_are_generated_are_no_conflicts() -> None:
    assert marked_lines("<<<<<<< HEAD\nx\n", "") == (1,)
    assert marked_lines("<<<<<<< HEAD\nx\n", "<<<<<<< HEAD\n") == ()
    assert marked_lines("Heading\n=======\n <<<<<<< yours\n<<<<<<<<< x\n", "") == ()


def test_lines_are_counted() -> None:
    assert count_changes(BASE, BASE) == (0, 0)
    assert count_changes(BASE, BASE.replace("two\n", "2\n2\n")) == (2, 1)
    assert count_changes("", "a") == (1, 0)


LINES = st.lists(st.sampled_from(["a", "b", "c", "d", "=======", ""]), max_size=8)


def text_of(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


@given(LINES, LINES)
def test_a_side_without_changes_has_no_say(base: list[str], other: list[str]) -> None:
    for yours, generated in ((base, other), (other, base), (other, other)):
        merged = merge("a", text_of(base), text_of(yours), text_of(generated))
        assert (merged.text, merged.conflicts) == (text_of(other), ())


@given(LINES, LINES, LINES)
def test_no_line_of_either_side_is_lost(
    base: list[str], yours: list[str], generated: list[str]
) -> None:
    merged = merge("a", text_of(base), text_of(yours), text_of(generated))
    there = set(merged.text.splitlines())
    assert set(yours) - set(base) <= there
    assert set(generated) - set(base) <= there
    assert bool(merged.conflicts) == bool(marked_lines(merged.text, ""))
