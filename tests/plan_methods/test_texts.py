"""Example texts: plausible for their names, and within the constraints."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.ir import Constraints
from clientsmith.plan.examples.texts import fitting, text_for


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("userEmail", "name@example.com"),
        ("callback_url", "https://example.com"),
        ("X-Request-Id", "x-request-id"),
        ("urls", "https://example.com"),
        ("time_zone", "Europe/Berlin"),
        ("display-name", "Example"),
        ("größe", "text"),
        ("", "text"),
        ("$", "text"),
    ],
)
def test_texts_of_names(name: str, text: str) -> None:
    assert text_for(name) == text


@given(st.text(max_size=200))
def test_any_name_has_a_text_that_can_be_sent(name: str) -> None:
    text = text_for(name)
    assert text.isascii()
    assert text.isprintable()
    assert 0 < len(text) <= 64


@pytest.mark.parametrize(
    ("constraints", "text"),
    [
        (Constraints(), "Example"),
        (Constraints(format="email"), "name@example.com"),
        (Constraints(min_length=10), "Example-Ex"),
        (Constraints(max_length=3), "Exa"),
        (Constraints(pattern="^[a-z]+$"), "example"),
        (Constraints(pattern="^[0-9]{5}$"), "11111"),
        (Constraints(pattern="^[A-Z]{2}$"), "AA"),
        (Constraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), "2026-01-31"),
        (Constraints(pattern="^sk_[a-z]+$"), "Example"),
        (Constraints(pattern="(a+)+$"), "Example"),
        (Constraints(min_length=5000), "Example"),
    ],
)
def test_texts_that_constraints_allow(constraints: Constraints, text: str) -> None:
    assert fitting("Example", constraints) == text


@given(st.integers(0, 60), st.integers(0, 20))
def test_lengths(least: int, more: int) -> None:
    text = fitting("Example", Constraints(min_length=least, max_length=least + more))
    assert least <= len(text) <= least + more
    assert re.fullmatch("[A-Za-z-]*", text)
