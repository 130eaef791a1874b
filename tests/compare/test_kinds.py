"""Codes of changes, their page in the docs, and their messages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from clientsmith.compare import DOCUMENT_CODES, Change, Impact
from clientsmith.compare.documents.difference import CODES_BY_DIRECTION

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).parent / "cases"

NOT_IN_CASES = {"argument-became-required"}
"""Codes of what no document is known to cause."""


def test_the_page_explains_every_code() -> None:
    page = (ROOT / "docs" / "changes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| ([a-z]+) \| (.*) \|$", page, re.MULTILINE)
    assert [row[:2] for row in rows] == [
        (code, impact.value) for code, (impact, _) in sorted(DOCUMENT_CODES.items())
    ]
    assert all(meaning.endswith(".") for _, _, meaning in rows)


def test_every_message_is_a_sentence() -> None:
    assert all(message.endswith(".") for _, message in DOCUMENT_CODES.values())


def test_codes_by_direction_are_codes() -> None:
    assert {
        code for codes in CODES_BY_DIRECTION.values() for code in codes
    } <= DOCUMENT_CODES.keys()


def test_every_code_occurs_in_a_case() -> None:
    found = {
        change["code"]
        for file in CASES.glob("*/expected.json")
        for changes in json.loads(file.read_text(encoding="utf-8")).values()
        for change in changes
    }
    assert DOCUMENT_CODES.keys() - found == NOT_IN_CASES


def test_an_unknown_code_is_no_change() -> None:
    with pytest.raises(ValueError, match="no-such-code"):
        Change("no-such-code", "Goal", "Goal is gone.")


def test_the_worst_impact_comes_first() -> None:
    assert sorted(Impact, key=lambda impact: impact.rank)[0] is Impact.BREAKING
