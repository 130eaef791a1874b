"""What a description says stays words, whichever tool reads the docstring that it stands in."""

import ast
import doctest
from typing import Literal

import griffe
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from clientsmith.encode.prose import docstring, entry, prose
from clientsmith.text import Code

CASES = {
    "prompt": (">>> f()\n1\n\n    >>> g()", "> > > f()\n1\n\n    py> g()"),
    "prompt in a fence": ("```pycon\n>>> f()\n... 1\n```", "```pycon\npy> f()\n... 1\n```"),
    "sections": ("Args:\n    a: b\n\nRAISES:\n- c", "**Args:**\n    a: b\n\n**RAISES:**\n- c"),
    "section with words": ("Returns: a\n    b\nReturns: c", "**Returns:** a\n    b\nReturns: c"),
    "no sections": ("Note:\n    a\n\nValues:\n- a: b", "Note:\n    a\n\nValues:\n- a: b"),
    "fields": (":param a: b\n:meta private:\n@return: c", "`:param a:` b\n`:meta private:`\n`@return:` c"),
    "no fields": (":tada: a\n:parametric: b", ":tada: a\n:parametric: b"),
    "headings": ("One\n===\nTwo\n\nThree\n---", "# One\n\nTwo\n\n## Three"),
    "rules": ("a\nb\n---\nc\n\n- d\n---\n\n---", "a\nb\n\n---\nc\n\n- d\n\n---\n\n---"),
    "table": ("| a |\n|---|\n| b |", "| a |\n|---|\n| b |"),
    "files": (
        ".. include:: a\n- .. raw:: html\n.. |b| image:: c\n--8<-- d",
        "… include:: a\n- … raw:: html\n… |b| image:: c\n--8< -- d",
    ),
    "no files": (".. note:: a\n.. code-block:: b\n1 .. 2", ".. note:: a\n.. code-block:: b\n1 .. 2"),
    "html": ("<script>a</script> <!-- <?b <c d=e>", "< script>a< /script> < !-- < ?b < c d=e>"),
    "no html": ("<your-token> a < b `<script>` <a>", "<your-token> a < b `<script>` <a>"),
    "span like a fence": ("```a``` b\n\n```c`d", "`a` b\n\n\\\\```c`d"),
    "fence in an item": ("- ```sh\n  a\n  ```", "- ~~~sh\n  a\n  ~~~"),
    "odd fence inside": ("~~~\n```\n~~~\n````\n```\n````", "```\n` ``\n```\n````\n` ``\n````"),
    "backquote in the language": ("~~~> `\na\n~~~", "```>\na\n```"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_lines(case: str) -> None:
    text, expected = CASES[case]
    assert prose(text) == expected
    assert prose(text.replace("\n", "\r\n")) == expected


def test_ordinary_descriptions_stay_as_they_are() -> None:
    text = "# Title\n\nWords: *a* `b` [c](https://a.test).\n\n1. a\n   ```sh\n   b\n   ```\n\n> d\n\n***\n\ne"
    assert prose(text) == text
    assert docstring(">>> f()") == '"""> > > f()"""'


def test_code_begins_a_line_of_its_own() -> None:
    assert entry("```\na\n```", Code("name"), 4) == "name:\n        ```\n        a\n        ```"


PIECES = st.sampled_from(
    [
        *(
            "a",
            "word",
            "Words. ",
            "\n",
            "\n\n",
            "- ",
            "1. ",
            "  ",
            "    ",
            "> ",
            "# H\n",
            "*",
            "\\",
        ),
        *("```", "```json\n", "~~~", "````", "`", "``", "[a]: b\n", "\r\n", "---\n", "===\n"),
        *("<!--", "-->", "<details>", "<script>", "<div>", "<x y=1>", "<?php", "<![CDATA[", "<!X"),
        *("Args:\n    x: y\n", "Returns:\n", "Raises: x\n    y\n", "Parameters\n----------\n"),
        *(">>> f()\n", ">>>bad", ":param x: y\n", ".. include:: /x\n", "<pre>", "<textarea>"),
    ]
)
LISTS = {
    "google": "`GET /x`\n\nArgs:\n    own: It.\n\nReturns:\n    Result.\n",
    "numpy": "``GET /x``\n\nParameters\n----------\nown\n    It.\n\nReturns\n-------\nint\n    Result.\n",
    "sphinx": "``GET /x``\n\n:param own: It.\n:returns: Result.\n",
}


def read(body: str, style: Literal["google", "numpy", "sphinx"]) -> list[tuple[str, int]]:
    """The sections that a docstring has beside words, and how many things each of them has."""
    source = ast.literal_eval(f'"""Summary.\n\n{body}\n\n{LISTS[style]}"""')
    sections = griffe.Docstring(source).parse(style, warnings=False)
    return [
        (section.kind.value, len(section.value))
        for section in sections
        if section.kind.value not in ("admonition", "examples", "text")
    ]


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_whatever_comes_what_follows_is_read_as_before(text: str) -> None:
    body = prose(text)
    if not body.strip():
        return
    page = ast.literal_eval(f'"""Summary.\n\n{body}\n\nBehind."""')
    *_, last, _ = blocks = MarkdownIt("commonmark").parse(page)
    assert (last.content, blocks[-1].level) == ("Behind.", 0)
    assert doctest.DocTestParser().get_examples(page) == []
    own = [("parameters", 1), ("returns", 1)]
    assert read(body, "google") == own
    assert sorted(read(body, "sphinx")) == own
    # Lines of code may be underlined, and where it is indented the parser does not know it.
    assert read(body, "numpy") == own or "    " in body or "``" in body or "~~" in body
