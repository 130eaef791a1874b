"""What was generated lately is found again on the same machine."""

from __future__ import annotations

import os
from pathlib import Path

from clientsmith.project.edits.bases import OutputCache
from clientsmith.project.output import digest


def sha256(text: str) -> str:
    return digest(text.encode())


def test_texts_are_found_by_their_digest(tmp_path: Path) -> None:
    outputs = OutputCache(tmp_path / "outputs")
    assert outputs.find(sha256("a")) is None
    outputs.keep(["a", "ü\n", "a"])
    assert outputs.find(sha256("a")) == b"a"
    assert outputs.find(sha256("ü\n")) == "ü\n".encode()
    assert len([place for place in tmp_path.rglob("*") if place.is_file()]) == 2


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    outputs = OutputCache(tmp_path, most_bytes=25)
    outputs.keep(["0" * 10, "1" * 10])
    for age, number in enumerate("01"):
        name = sha256(number * 10)
        os.utime(tmp_path / name[:2] / name[2:], (age, age))
    outputs.keep(["0" * 10])  # is in use
    outputs.keep(["2" * 10])
    found = [outputs.find(sha256(number * 10)) for number in "012"]
    assert found == [b"0" * 10, None, b"2" * 10]


def test_a_folder_that_cannot_be_written_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    outputs = OutputCache(tmp_path / "file" / "outputs")
    outputs.keep(["a"])
    assert outputs.find(sha256("a")) is None
