"""Parts of untrusted text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.encode.text_filters import brief, first_paragraph
from clientsmith.text import Text, reveal

WORDS = "word " * 80


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("One.\nTwo.\n\nThree.", "One. Two."),
        (f"{'A sentence of some words. ' * 3}{WORDS}", "A sentence of some words. " * 3),
        (f"Short. {WORDS}", f"Short. {'word ' * 57}word…"),
        ("x" * 1000, f"{'x' * 300}…"),
        ("## One\n\nTwo.", "One"),
        ("One:\n```\n{}\n```", "One:"),
        ("```\n{}\n\n[]\n```", "`{}`"),
    ],
)
def test_brief(text: str, expected: str) -> None:
    assert reveal(brief(Text(text))) == expected.strip()


@given(st.text(max_size=700))
def test_brief_is_one_short_line(text: str) -> None:
    found = reveal(brief(Text(text)))
    assert len(found) <= 301
    assert len(found.splitlines()) <= 1


def test_first_paragraph() -> None:
    assert reveal(first_paragraph(Text(" One\nline.\n \nTwo."))) == "One\nline."
