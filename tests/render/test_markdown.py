"""Text in Markdown files is words: no markup, no HTML, no new table cell."""

import pytest

from clientsmith.encode.markdown import code_span, markdown
from clientsmith.text import Text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words, with_underscores and 3 * 4.", "Plain words, with_underscores and 3 \\* 4."),
        ("_em_ and `code`", "\\_em\\_ and `code`"),
        ("`<b>`, `` ` ``, `a|b`, `", "`<b>`, \\`\\` \\` \\`\\`, `a\\|b`, \\`"),
        ("``/api`` and `a``", "`/api` and \\`a\\`\\`"),
        ("\\`a\\`", "\\\\`a\\`"),
        ("```a``` b", "`a` b"),
        ("As in:\n```json\n{\n  1\n}\n```\nNow", "As in: `{ 1 }` Now"),
        ("~~~\nnever closed", "`never closed`"),
        ("[x](javascript:y)", "x"),
        ("See [a](/b) and [c]", "See a and \\[c\\]"),
        ("<img src=x>", "&lt;img src=x&gt;"),
        ("&lt;b&gt; A & B", "&amp;lt;b&amp;gt; A & B"),
        ("a | b", "a \\| b"),
        ("two\n\nlines\u2028three", "two lines three"),
        ("# no heading", "\\# no heading"),
        ("- no item", "\\- no item"),
        ("1. no item", "1\\. no item"),
        ("back\\slash", "back\\\\slash"),
        ("", ""),
    ],
)
def test_markdown(text: str, expected: str) -> None:
    assert markdown(Text(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GET /pets", "`GET /pets`"),
        ("a`b", "``a`b``"),
        ("`", "`` ` ``"),
        ("a|b", "`a\\|b`"),
        ("a\nb", "`a b`"),
    ],
)
def test_code_span(text: str, expected: str) -> None:
    assert code_span(Text(text)) == expected
