"""Docstrings stay docstrings, whatever the text, and are as black leaves them."""

import ast

import black
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsmith.encode.prose import docstring, docstring_code, docstring_start, entry, prose
from clientsmith.text import Code, Text

PIECES = st.sampled_from(
    [
        *('"', '"""', "'''", "\\", "\n", "\n\n", "\r", "\u2028", "\x85", "\t", " ", "  ", "\\\n"),
        *("a", "word", "- ", "* ", "1. ", "# ", "|", "```", "~~~", "    code", "> ", "<b>", "`"),
        *("{{ x }}", "{% x %}", "é", "日本語", "\x00", "\ud800", "\u202e", "\u200d"),
        *("long" * 30, "x" * 60),
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)
LONG = "A sentence that has so many words that it goes on behind the eighty-eighth column."


def stable(source: str) -> bool:
    return black.format_str(source, mode=black.Mode()) == source


def only_docstring(body: list[ast.stmt]) -> bool:
    (statement,) = body
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_docstring_of_any_text(text: str) -> None:
    module = f"{docstring(Text(text))}\n"
    assert only_docstring(ast.parse(module).body)
    assert stable(module)
    method = f"class A:\n    def f(self) -> None:\n        {docstring(Text(text), 8)}\n"
    class_ = ast.parse(method).body[0]
    assert isinstance(class_, ast.ClassDef)
    function = class_.body[0]
    assert isinstance(function, ast.FunctionDef)
    assert only_docstring(function.body)
    assert stable(method)
    assert stable(f"class A:\n    x: int\n    {docstring(Text(text), 4)}\n")


@settings(deadline=None, max_examples=300)
@given(TEXTS.filter(lambda text: bool(Text(text))), TEXTS.filter(lambda text: bool(Text(text))))
def test_composed_docstring_of_any_text(first: str, second: str) -> None:
    source = (
        f"class A:\n    def f(self) -> None:\n        {docstring_start(Text(first), 8)}\n\n"
        f"        {prose(Text(second), 8)}\n\n        Args:\n"
        f"            {entry(Text(second), Code('x'), 12)}\n        \"\"\"\n"
    )
    class_ = ast.parse(source).body[0]
    assert isinstance(class_, ast.ClassDef)
    function = class_.body[0]
    assert isinstance(function, ast.FunctionDef)
    assert only_docstring(function.body)
    assert stable(source)


def test_long_paragraphs_are_filled_and_short_ones_left_alone() -> None:
    assert docstring(f"{LONG}\nAnd more.\n\nA short\nparagraph.", 4) == (
        '"""A sentence that has so many words that it goes on behind the eighty-eighth\n'
        "    column. And more.\n"
        "\n"
        "    A short\n"
        "    paragraph.\n"
        '    """'
    )


def test_markdown_survives() -> None:
    table = f"| a | {LONG} |\n|---|---|\n| 1 | 2 |"
    code = f"```python\nprint('{LONG}')\n```"
    text = f"# {LONG} {LONG}\n\n* {LONG} And more.\n* b\n  1. c\n\n{table}\n\n{code}"
    assert docstring(text) == (
        f'"""# {LONG} {LONG}\n\n'
        "* A sentence that has so many words that it goes on behind the eighty-eighth column. And\n"
        "  more.\n"
        "* b\n"
        "  1. c\n"
        f'\n{table}\n\n{code}\n"""'
    )


def test_a_wrapped_line_does_not_begin_a_list_or_heading() -> None:
    text = ("word " * 17).strip() + " - # 1. " + "word " * 5
    assert [line.lstrip()[0] for line in prose(text).split("\n")] == ["w", "w"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Words.", '"""Words."""'),
        ('"Quoted"', '""" "Quoted" """'),
        ("back\\slash\\", '"""back\\\\slash\\\\"""'),
        ('three """ quotes', '"""three \\"\\"\\" quotes"""'),
        ("tab\tand\x00control\u202e", '"""tab and' + 'control"""'),
        ("  \n ", '""" """'),
        ("\ud800", '"""\ufffd"""'),
        (["Deprecated.", Text(""), Text("Words.")], '"""Deprecated.\n\nWords.\n"""'),
    ],
)
def test_docstring(text: str | list[str | Text], expected: str) -> None:
    assert docstring(text) == expected


def test_entry() -> None:
    assert entry(Text("What it is.\nMore."), Code("name"), 4) == "name: What it is.\n        More."
    assert entry(Text(" "), Code("name")) == "name"


def test_code_in_a_docstring_keeps_its_backslashes() -> None:
    assert ast.literal_eval(f'"""{docstring_code(Code(chr(34) + "a" + chr(92) + "n"))} """') == (
        '"a\\n '
    )
