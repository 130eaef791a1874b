"""HTML of descriptions as Markdown."""

import time

import pytest

from clientsmith.plan.markup import without_html

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
    "": "",
}


@pytest.mark.parametrize("text", CASES)
def test_elements(text: str) -> None:
    assert without_html(text) == CASES[text]


@pytest.mark.parametrize("piece", ["<a ", "<a href='x'>", " ", "\n", "<p>", "<", "&lt;"])
def test_time_grows_with_the_length_only(piece: str) -> None:
    begin = time.process_time()
    without_html(piece * 20_000 + "<p>")
    assert time.process_time() - begin < 1
