"""Descriptions as blocks of Markdown: readable, and without anything that is more than words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsmith.encode.markdown import markdown_blocks
from clientsmith.text import Text

CASES = {
    "nothing": ("", ""),
    "white space": (" \n\t\n", ""),
    "words": ("One\ntwo.\n\n\nThree.", "One two.\n\nThree."),
    "windows": ("One.\r\n\r\nTwo.\r\n", "One.\n\nTwo."),
    "headings": ("# One\nTwo\n\nThree\n=====\n\n## Four ##", "One\n\nTwo\n\nThree\n\nFour ##"),
    "rules": ("One\n\n***\n\n- - -\n\nTwo", "One\n\nTwo"),
    "list": ("Either:\n* one\n* two\n  more\n\nElse.", "Either:\n\n- one\n- two more\n\nElse."),
    "spaced list": ("- a\n\n- b\n\nc", "- a\n- b\n\nc"),
    "numbers": ("7. a\n8) b\n", "1. a\n2. b"),
    "nested list": ("- a\n  - b\n    1. c\n    2. d\n- e\n", "- a\n    - b\n        1. c\n        2. d\n- e"),
    "outdented": ("   - a\n - b\n", "- a\n- b"),
    "code": ("Try\n```python\nx = 1\n\n<b>\n```\nnow", "Try\n\n```python\nx = 1\n\n<b>\n```\n\nnow"),
    "code without end": ("```\nx\n", "```text\nx\n```"),
    "span like a fence": ("```a``` b\n\nc", "`a` b\n\nc"),
    "code in a list": (
        "1. a\n\n   ```sh\n   b\n   ```\n2. c\n   - ```\n     d\n3. e",
        "1. a\n\n```sh\nb\n```\n\n2. c\n\n```text\nd\n```\n\n3. e",
    ),
    "code in a quotation": ("> ```\n> a\n\nb", "```text\na\n```\n\nb"),
    "prompt": ("```pycon\n>>> a\n```\n\n    >>> b", "```pycon\npy> a\n```\n\n```text\npy> b\n```"),
    "tildes": ("~~~ sh -x\n```\n~~~", "````sh\n```\n````"),
    "indented code": ("A\n\n    x\n\n    y\n\nB", "A\n\n```text\nx\n\ny\n```\n\nB"),
    "language": ("```<script>\nx\n```", "```text\nx\n```"),
    "table": (
        "| a | b |\n|:--|--|\n| `c` | <d> | e |\n| f\\|g |\n\nh",
        "| a | b |\n| --- | --- |\n| `c` | &lt;d&gt; |\n| f\\|g | |\n\nh",
    ),
    "loose table": ("a|b\n-|-\nc|d", "| a | b |\n| --- | --- |\n| c | d |"),
    "no table": ("a | b", "a \\| b"),
    "quotation": ("> Said\n> it\n>\n> > and\n\n>that", "Said it\n\nand\n\nthat"),
    "link": ("See [this](https://a.test) <b>now</b>.", "See this &lt;b&gt;now&lt;/b&gt;."),
    "admonition": ("!!! note\n    x", "\\!!! note x"),
    "directive": ("::: x\n\n=== y\n\n--8<-- z", "\\::: x\n\n\\=== y\n\n\\--8&lt;-- z"),
    "definition": ("[a]: javascript:x", "\\[a\\]: javascript:x"),
    "hidden": ("a\x00b\u202ec\u200b\td", "abc d"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_blocks(case: str) -> None:
    text, expected = CASES[case]
    assert markdown_blocks(Text(text)) == markdown_blocks(text) == expected


def test_deep_quotations_are_words() -> None:
    assert markdown_blocks(">    " * 5000 + "a") == "a"


_PIECES = st.sampled_from(
    [
        *(
            "a",
            "b c",
            "\n",
            "\n\n",
            "- ",
            "  - ",
            "1. ",
            "    ",
            "```",
            "~~~",
            "````\n",
            "|",
            "|-|\n",
        ),
        *("# ", "> ", "<b>", "[x](y)", "![x](y)", "`", "``", "*", "_", "---\n", "===\n", "!!! "),
        *(
            "::: ",
            "\\",
            "$x$",
            "{x}",
            "&lt;",
            "\u2028",
            "\u202e",
            "\x00",
            "https://a.test",
            "[TOC]",
        ),
    ]
)


@settings(max_examples=60)
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_whatever_comes_there_are_no_links_and_no_html(text: str) -> None:
    made = markdown_blocks(Text(text))
    assert made == made.strip("\n")
    outside = re.sub(
        r"^(`{3,})[\w+#.-]*\n(?:.*?\n)?\1$", "code", made, flags=re.DOTALL | re.MULTILINE
    )
    assert "\n\n\n" not in outside
    for line in outside.split("\n"):
        assert line == line.rstrip()
        words = re.sub(r"\\.|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", line)
        assert not re.search(r"[<>\[]", words), line
        assert not re.match(r"(#|>|!!!|:::|===|    {5})", line), line
