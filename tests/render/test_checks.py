"""Final checks of generated files: accepted and rejected output."""

import pytest

from clientsmith.render.postprocessing.checks import (
    CheckError,
    check_structure,
    check_tests,
    check_text,
    check_toml,
    parse,
)

MODULE = '''"""Docs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .x import Y
else:
    Y = f()

_X: int = f("a")


@dataclass
class A(B):
    """Docs."""

    x: int = 1
    """Docs."""

    def f(self) -> int:
        """Docs."""
        from .y import Z

        super().__init__(a=1)
        return Z()


class C(D):
    pass
'''


def test_declarations_pass() -> None:
    check_text(MODULE)
    check_structure(parse(MODULE))


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("print(1)", "Expr"),
        ("1", "Expr"),
        ("for x in y: pass", "For"),
        ("def f(): pass", "Pass"),
        ("def f(): g()", "Expr"),
        ("async def f(): return 1", "AsyncFunctionDef"),
        ("if x: import y", "If"),
        ("if TYPE_CHECKING: f()", "Expr"),
        ("class A:\n    f()", "Expr"),
        ("class A:\n    if x: y = 1", "If"),
        ("class A:\n    def f(self):\n        g()", "Expr"),
        ("class A:\n    def f(self):\n        x = 1", "Assign"),
        ("del x", "Delete"),
    ],
)
def test_other_statements_are_refused(statement: str, kind: str) -> None:
    with pytest.raises(CheckError, match=f"a {kind} statement"):
        check_structure(parse(statement + "\n"))


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("x = 1\ny = (\n", "was never closed", 2),
        ('x = "\\d"\n', "invalid escape", 1),
        ("# -*- coding: latin-1 -*-\n", "encoding", 1),
        ("\n# vim: set fileencoding=utf-7 :\n", "encoding", 2),
    ],
)
def test_what_is_no_plain_python_is_refused(text: str, message: str, line: int) -> None:
    with pytest.raises(CheckError, match=message) as caught:
        parse(text)
    assert caught.value.line == line


def test_a_comment_behind_code_declares_no_encoding() -> None:
    parse("x = 1\n# coding: latin-1\n")


@pytest.mark.parametrize("character", ["\x00", "\r", "\t", "\x85", "\u202e", "\u200b", "\ufeff"])
def test_hidden_characters_are_refused(character: str) -> None:
    with pytest.raises(CheckError, match=f"{ord(character):04X}") as caught:
        check_text(f"a\nb{character}\n")
    assert caught.value.line == 2


def test_visible_characters_and_joiners_pass() -> None:
    check_text("Zürich 東京 👩\u200d🚀 \ufffd\n")


def test_toml_is_parsed() -> None:
    check_toml('x = "y"\n')
    with pytest.raises(CheckError, match="not valid TOML"):
        check_toml("x = y\n")


@pytest.mark.parametrize(
    "statement",
    ["import os", "del x", "try: f()\n    finally: g()", "global x", "raise X", "while x: f()"],
)
def test_tests_hold_no_other_statements_than_they_need(statement: str) -> None:
    fine = 'def test_a():\n    """Do."""\n    with f() as x:\n        y = x.g()\n    assert y\n'
    check_tests(parse(f"import a\n\n\n{fine}"))
    with pytest.raises(CheckError):
        check_tests(parse(f"{fine}    {statement}\n"))
    with pytest.raises(CheckError):
        check_tests(parse(f"{fine}\n\nf()\n"))
