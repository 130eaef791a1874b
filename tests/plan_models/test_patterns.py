"""Patterns of JSON Schema in Python's words."""

from __future__ import annotations

import re

import pytest

from clientsmith.types.patterns import Untranslatable, python_pattern


@pytest.mark.parametrize(
    ("pattern", "found", "not_found"),
    [
        (r"^\d+$", "12", "१"),
        (r"^\d+$", "12", "12\n"),
        (r"^(?<year>\d{4})$", "2026", "26"),
        ("/^ab+$/i", "ABB", "b"),
        (r"^\p{L}+$", "Gödel", "a-b"),
        (r"^[\p{L}\d_-]+$", "é-1", " "),
        (r"^[\s\S]$", "\n", "ab"),
        (r"^\S+$", "a\x1cb", "a\ufeffb"),
        (r"^[^\S]$", "\u2003", "a"),
        (r"^\u{1F600}$", "😀", "a"),
        (r"^\ud83d\ude00$", "😀", "a"),
        ("^a{,3}$", "a{,3}", "aa"),
        ("^[[a&&b]$", "[", "c"),
        ("[]", None, "a"),
        ("^[^]$", "\n", ""),
        (r"\/", "/", "a"),
        (r"^\cJ$", "\n", "J"),
        ("^[a-z0-9]+(?:-[a-z0-9]+)*$", "a-b-1", "a--b"),
        (r"^(\d{1,3}\.){3}\d{1,3}$", "10.0.0.1", "10.0.0"),
    ],
)
def test_translation(pattern: str, found: str | None, not_found: str) -> None:
    compiled = re.compile(python_pattern(pattern), re.ASCII)
    assert found is None or compiled.search(found)
    assert not compiled.search(not_found)


@pytest.mark.parametrize(
    "pattern",
    [
        "^(a+)+$",
        r"^(\w+\s?)*$",
        "^(a|a)*$",
        "^(a*)*$",
        r"^(.*,){20,}$",
        r"\A\d\z",
        r"(a)\1",
        "a++",
        "(?>a)",
        r"\P{L}",
        r"^(?!\p{L})",
        r"\p{Script=Greek}",
        "(a",
        "a)",
        "[a",
        "*",
        "(?<=a+)b",
        "a{99999}",
    ],
)
def test_no_translation(pattern: str) -> None:
    with pytest.raises(Untranslatable):
        python_pattern(pattern)
