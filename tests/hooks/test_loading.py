"""The file of hooks: what it may be, and every mistake in it with file and line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from clientsmith.hooks import Hooks, load_hooks
from clientsmith.problem import UnusableSource

FILTERS = frozenset({"join", "docstring"})
TESTS = frozenset({"odd"})


def load(folder: Path, text: str | bytes) -> Hooks:
    file = folder / "house.py"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_hooks(file, "hooks/house.py", filters=FILTERS, tests=TESTS)


def problems(folder: Path, text: str | bytes) -> list[tuple[int | None, str, str]]:
    with pytest.raises(UnusableSource) as caught:
        load(folder, text)
    assert {each.location.origin for each in caught.value.problems} == {"hooks/house.py"}
    assert {each.code for each in caught.value.problems} == {"hooks-unusable"}
    return [(each.location.line, each.message, each.hint) for each in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("x = 1\ny = (\n", 2, "SyntaxError: '(' was never closed.", ""),
        (b"x = '\xff'\n", None, "codec can't decode", ""),
        (b"x = 1\0", None, "null bytes", ""),
        ("\nimport house_of_nobody\n", 2, "No module named 'house_of_nobody'", "Hooks are one file"),
        ("def f():\n    raise ValueError('a\\nb')\nf()\n", 2, "ValueError: a b.", ""),
        ("import sys\nsys.exit('no')", 2, "SystemExit: no.", ""),
        ("class E(Exception):\n    def __str__(self):\n        1 / 0\nraise E", 4, "used: E.", ""),
        ("raise ValueError('x' * 1000)", 1, "x…", ""),
        ("x = 1", None, "neither `transform` nor `filters` nor `tests`", ""),
        ("def tranform(p): ...", None, "neither", "`tranform` is near `transform`."),
        ("filter = {}", None, "neither", "`filter` is near `filters`."),
        ("transform = 3", None, "`transform` is a value of type int, not a function", ""),
        ("transform = None", None, "`transform` is None, not a function", ""),
        ("\ndef transform(): ...", 2, "it is `transform()`", "It takes a Package and returns one."),
        ("def transform(p, q): ...", 1, "it is `transform(p, q)`", ""),
        ("async def transform(p): ...", 1, "`transform` is a coroutine function", ""),
        ("filters = [len]", None, "`filters` is a value of type list, not a dict", ""),
        ("filters = {1: len}", None, "filters[1] has a name that is not an identifier", ""),
        ("filters = {'a b': len}", None, "filters['a b'] has a name that is not an ident", ""),
        ("filters = {'a': 'b'}", None, "filters['a'] is a value of type str, not a function", ""),
        ("filters = {\n'join': lambda x: x}", 2, "filters['join'] has the name of a built-in", ""),
        ("tests = {'odd': bool}", None, "tests['odd'] has the name of a built-in one", ""),
        (
            "from jinja2 import pass_context\n@pass_context\ndef f(c, x): ...\nfilters = {'f': f}",
            2,
            "filters['f'] uses Jinja's context",
            "",
        ),
    ],
)  # fmt: skip
def test_mistakes(
    tmp_path: Path, text: str | bytes, line: int | None, message: str, hint: str
) -> None:
    ((found_line, found_message, found_hint),) = problems(tmp_path, text)
    assert line is None or found_line == line
    assert message in found_message
    assert found_message.startswith("The hooks cannot be used: ")
    assert hint in found_hint
    assert len(found_message) < 400


def test_mistakes_are_told_together(tmp_path: Path) -> None:
    text = "transform = 1\nfilters = {'join': len, '1': 2}\ntests = []\n"
    assert [message.split("used: ")[1].split(" is ")[0].split(" has ")[0]
            for _, message, _ in problems(tmp_path, text)] == [
        "`transform`", "filters['join']", "filters['1']", "filters['1']", "`tests`"]  # fmt: skip


def test_a_file_that_is_missing_or_none(tmp_path: Path) -> None:
    for name, why in (("nothing.py", "there is no such file"), (".", "directory")):
        with pytest.raises(UnusableSource) as caught:
            load_hooks(tmp_path / name, "hooks.py")
        (problem,) = caught.value.problems
        assert why in problem.message


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "sibling_of_house.py").write_text("x = 1\n")
    path, modules = sys.path.copy(), set(sys.modules)
    sys.path.insert(0, str(tmp_path))  # as for `python -m clientsmith` in the folder of the file
    try:
        problems(tmp_path, "import sibling_of_house")
        assert load(tmp_path, "import sys\nsys.path.append('x')\nfilters = {}").filters == {}
    finally:
        sys.path.remove(str(tmp_path))
    assert sys.path == path
    assert [name for name in set(sys.modules) - modules if "_clientsmith_hooks_" not in name] == []
    assert sorted(file.name for file in tmp_path.iterdir()) == ["house.py", "sibling_of_house.py"]


def test_what_else_a_file_may_have(tmp_path: Path) -> None:
    text = (
        "\ufefffrom __future__ import annotations\r\n"
        "from dataclasses import dataclass\r\n"
        "@dataclass(frozen=True, slots=True)\r\n"
        "class Team:\r\n"
        "    name: str\r\n"
        "TEAM = Team('Billing')\r\n"
        "filters = {'team': lambda _: TEAM.name}\r\n"
    )
    assert set(load(tmp_path, text).filters) == {"team"}


def test_a_file_that_changes_is_read_again(tmp_path: Path) -> None:
    for name in ("one", "two"):  # of the same length, within one tick of the clock
        assert set(load(tmp_path, f"filters = {{'{name}': len}}").filters) == {name}


def test_what_it_prints_is_no_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(tmp_path, "print('hello')\nfilters = {}")
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "hello\n")
