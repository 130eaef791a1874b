"""Required bumps, and the versions that follow."""

from __future__ import annotations

import pytest

from clientsmith.compare import Impact
from clientsmith.compare.version_bump import (
    VersionBump,
    is_version,
    next_version,
    required_bump,
)

NONE, PATCH, MINOR, MAJOR = VersionBump


def test_the_worst_change_decides() -> None:
    assert required_bump([]) is NONE
    assert required_bump([Impact.DOCS]) is PATCH
    assert required_bump([Impact.COMPATIBLE, Impact.DOCS]) is PATCH
    assert required_bump([Impact.DEPRECATION, Impact.DOCS]) is MINOR
    assert required_bump([Impact.ADDITION]) is MINOR
    assert required_bump([Impact.ADDITION, Impact.BREAKING]) is MAJOR


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
def test_next_version(version: str, step: VersionBump, expected: str) -> None:
    assert next_version(version, step) == expected


@pytest.mark.parametrize("text", ["1", "1.2", "1.2.x", "01.2.3", "1.2.3 ", "1.1٣.0", "", "1.2.3-"])
def test_what_is_no_version(text: str) -> None:
    assert not is_version(text)
    with pytest.raises(ValueError, match="no version"):
        next_version(text, PATCH)
