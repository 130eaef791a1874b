"""The file of accepted changes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from clientsmith.compare import AcceptedChange, Change
from clientsmith.compare.accepted import read_accepted
from clientsmith.config import ConfigError

ENTRY = """
[[accepted]]
code = "field-removed"
subject = "Pet.tag"
reason = "Unused."
expires = 2027-01-31
"""


def _read(folder: Path, text: str | bytes) -> tuple[AcceptedChange, ...]:
    file = folder / "accepted.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_accepted(file)


def _mistakes(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        _read(folder, text)
    assert caught.value.origin == "accepted.toml"
    return list(caught.value.messages)


def test_entries(tmp_path: Path) -> None:
    assert _read(tmp_path, ENTRY) == (
        AcceptedChange("field-removed", "Pet.tag", "Unused.", dt.date(2027, 1, 31)),
    )
    assert _read(tmp_path, "") == ()
    assert _read(tmp_path, b"\xef\xbb\xbf" + ENTRY.replace("\n", "\r\n").encode())


def test_codes_of_both_views_are_known(tmp_path: Path) -> None:
    assert _read(tmp_path, ENTRY.replace("field-removed", "client-name-removed"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('code = "field-removed"', "", "entry 1: `code` is missing"),
        (
            '"field-removed"',
            '"field-vanished"',
            "entry 1: `code`: there is no change 'field-vanished'",
        ),
        ('"Unused."', '" "', "entry 1: `reason` must be text"),
        ('"Unused."', "7", "entry 1: `reason` must be text"),
        ("expires = 2027-01-31", "", "entry 1: `expires` is missing"),
        ("2027-01-31", '"2027-01-31"', "entry 1: `expires` must be a date such as 2027-01-31"),
        ("2027-01-31", "2027-01-31T00:00:00Z", "entry 1: `expires` must be a date"),
        ("reason", "because", "entry 1: `because` is unknown"),
        ("[[accepted]]", "[[acepted]]", "`acepted` is unknown"),
        ("[[accepted]]", "[accepted]", "`accepted` must be a list of tables"),
        ("[[accepted]]", "[[accepted", "is no TOML"),
    ],
)
def test_mistakes(tmp_path: Path, old: str, new: str, message: str) -> None:
    found = _mistakes(tmp_path, ENTRY.replace(old, new))
    assert any(each.startswith(message) for each in found), found


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = 'accepted = [7, {code = "x"}]\nother = 1'
    assert len(_mistakes(tmp_path, text)) >= 5


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        read_accepted(tmp_path / "none.toml")
    assert _mistakes(tmp_path, b"\xff") == ["cannot be read: it is not UTF-8"]


@pytest.mark.parametrize(
    ("pattern", "subject", "is_meant"),
    [
        ("Pet.tag", "Pet.tag", True),
        ("Pet.tag", "Pet.tags", False),
        ("Pet.*", "Pet.tag", True),
        ("*", "GET /pets response 200 data[].name", True),
        ("GET /pets* data[].*", "GET /pets response 200 data[].name", True),
        ("Pet.[a-z]*", "Pet.tag", False),
        ("*\n*", "a\nb", True),
    ],
)
def test_a_star_stands_for_anything(pattern: str, subject: str, is_meant: bool) -> None:
    accepted = AcceptedChange("field-removed", pattern, "x", dt.date(2027, 1, 1))
    assert accepted.matches(Change("field-removed", subject, "x")) is is_meant
    assert not accepted.matches(Change("field-added", subject, "x"))


def test_the_last_day_counts() -> None:
    accepted = AcceptedChange("field-removed", "*", "x", dt.date(2027, 1, 31))
    assert not accepted.is_expired(dt.date(2027, 1, 31))
    assert accepted.is_expired(dt.date(2027, 2, 1))
