"""The catalogue of changes, the page about it, and what is said of each."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from clientsmith.compare import KINDS, Change, Impact
from clientsmith.compare.documents.events import JUDGEMENTS
from clientsmith.compare.documents.messages import MESSAGES

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).parent / "cases"

NOT_IN_CASES = {"argument-became-required"}
"""Codes of what no document is known to cause."""


def test_the_page_has_every_code_in_the_words_of_the_catalogue() -> None:
    page = (ROOT / "docs" / "changes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| ([a-z]+) \| (.*) \|$", page, re.MULTILINE)
    catalogue = [(code, kind.impact.value, kind.meaning) for code, kind in KINDS.items()]
    assert rows == catalogue
    assert [code for code, _, _ in catalogue] == sorted(KINDS)


def test_every_code_has_a_sentence() -> None:
    assert MESSAGES.keys() == KINDS.keys()
    assert all(text.endswith(".") for text in MESSAGES.values())


def test_judgements_are_codes() -> None:
    assert {code for codes in JUDGEMENTS.values() for code in codes} <= KINDS.keys()


def test_every_code_occurs_in_a_case() -> None:
    found = {
        change["code"]
        for file in CASES.glob("*/expected.json")
        for changes in json.loads(file.read_text(encoding="utf-8")).values()
        for change in changes
    }
    assert KINDS.keys() - found == NOT_IN_CASES


def test_an_unknown_code_is_no_change() -> None:
    with pytest.raises(ValueError, match="no-such-code"):
        Change("no-such-code", "Goal", "Goal is gone.")


def test_the_worst_impact_comes_first() -> None:
    assert sorted(Impact, key=lambda impact: impact.rank)[0] is Impact.BREAKING
