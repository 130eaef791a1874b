"""HTML of descriptions as Markdown."""

import pytest

from clientsmith.plan.docstrings.markup import as_markdown, without_heading, without_html

CASES = {
    '<p>Use <code>capture</code>.</p>\n\n<p>See <a href="/docs">the docs</a>.</p>': (
        "Use `capture`.\n\nSee [the docs](/docs)."
    ),
    "One<br>two<br/>three": "One\ntwo\nthree",
    "Either:<ul><li>a</li><li><b>b</b> &amp; c</li></ul>": "Either:\n\n- a\n- **b** & c",
    "<em>Now</em> <span class='x'>or</span> never": "*Now* or never",
    "a < b and c > d": "a < b and c > d",
    "Returns list<string> or <your-api-key>": "Returns list<string> or <your-api-key>",
    "&lt;p&gt; stays": "&lt;p&gt; stays",
    "`<b>` and\n```\n<p>\n```\n<b>x</b>": "`<b>` and\n```\n<p>\n```\n**x**",
    "a<!-- b -->\n\n<!--\n\nc --->\n\nd": "a\n\nd",
    "a <!-- b": "a b",
    "<STYLE>a { }</style>b<script src='c'>d</script >": "b",
    "<details open><summary>a</summary>b <kbd>c</kbd></details>": "a\n\nb `c`",
    "<nobr>a</nobr> /v1/<section>/<details>": "a /v1/<section>/<details>",
    "": "",
}


@pytest.mark.parametrize("text", CASES)
def test_elements(text: str) -> None:
    assert without_html(text) == CASES[text]


LINKS = {
    "The [ID](/docs/ids) of [it](https://a.test/b), [see](#tag/x).": (
        "The ID of [it](https://a.test/b), see."
    ),
    "`a[0](/x)` and [`b`](../c)": "`a[0](/x)` and `b`",
    "![a picture](/p.png)": "![a picture](/p.png)",
    '<a href="/docs">the <b>docs</b></a>': "the **docs**",
}


@pytest.mark.parametrize("text", LINKS)
def test_links_that_lead_nowhere_are_words(text: str) -> None:
    assert as_markdown(text) == LINKS[text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n\n## Two\nText\n# Three", "Text\n# Three"),
        ("# Alone", "# Alone"),
        ("#1", "#1"),
        ("C# is\n\n# One\nText", "C# is\n\n# One\nText"),
    ],
)
def test_headings_in_front(text: str, expected: str) -> None:
    assert without_heading(text) == expected


@pytest.mark.detail
@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "piece",
    ["[x](", "[", "`", "<a ", "<a href='x'>", " ", "\n", "<p>", "<", "&lt;", "<!--", "</s>"],
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    assert as_markdown(piece * 200_000 + "<p>](") is not None


def test_code_is_ended() -> None:
    assert as_markdown("a\n```\n[b](/c)\n\nd") == "a\n```\n[b](/c)\n\nd\n```"
