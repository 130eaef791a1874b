"""Verdicts, and the versions that follow."""

from __future__ import annotations

import pytest

from clientsmith.compare import Impact
from clientsmith.compare.verdict import Verdict, is_version, next_version, verdict

NONE, PATCH, MINOR, MAJOR = Verdict


def test_the_worst_change_decides() -> None:
    assert verdict([]) is NONE
    assert verdict([Impact.DOCS]) is PATCH
    assert verdict([Impact.COMPATIBLE, Impact.DOCS]) is PATCH
    assert verdict([Impact.DEPRECATION, Impact.DOCS]) is MINOR
    assert verdict([Impact.ADDITION]) is MINOR
    assert verdict([Impact.ADDITION, Impact.BREAKING]) is MAJOR


@pytest.mark.parametrize(
    ("version", "step", "expected"),
    [
        ("1.4.2", MAJOR, "2.0.0"),
        ("1.4.2", MINOR, "1.5.0"),
        ("1.4.2", PATCH, "1.4.3"),
        ("1.4.2", NONE, "1.4.2"),
        ("0.4.2", MAJOR, "0.5.0"),
        ("0.4.2", MINOR, "0.4.3"),
        ("0.4.2", PATCH, "0.4.3"),
        ("v1.0.0", MINOR, "1.1.0"),
        ("2.0.0-rc.1", MAJOR, "2.0.0"),
        ("2.1.0-rc.1", MAJOR, "3.0.0"),
        ("2.1.0-rc.1", MINOR, "2.1.0"),
        ("2.1.3-rc.1", MINOR, "2.2.0"),
        ("2.1.3-rc.1", PATCH, "2.1.3"),
        ("0.5.0-rc.1", MAJOR, "0.5.0"),
        ("1.4.2+build.7", PATCH, "1.4.3"),
    ],
)
def test_next_version(version: str, step: Verdict, expected: str) -> None:
    assert next_version(version, step) == expected


@pytest.mark.parametrize("text", ["1", "1.2", "1.2.x", "01.2.3", "1.2.3 ", "1.1٣.0", "", "1.2.3-"])
def test_what_is_no_version(text: str) -> None:
    assert not is_version(text)
    with pytest.raises(ValueError, match="no version"):
        next_version(text, PATCH)
