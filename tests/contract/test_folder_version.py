"""Folders of templates note the version of the contract that they were written for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clientsmith.context import CONTEXT_VERSION
from clientsmith.render import TemplateSet


def templates(folder: Path) -> TemplateSet:
    (folder / "NOTICE.jinja").write_text("Ours.\n", encoding="utf-8")
    return TemplateSet(folder)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("1.0", None),
        (CONTEXT_VERSION, None),
        ("1.99", "later one"),
        ("2.0", "later one"),
        ("0.9", "clientsmith templates upgrade"),
        ("soon", None),
        (None, None),
        (3, None),
    ],
)
def test_folders_of_another_version_are_told_about(
    tmp_path: Path, written: object, message: str | None
) -> None:
    record = tmp_path / ".clientsmith" / "templates.json"
    record.parent.mkdir()
    record.write_text(json.dumps({"context_version": written, "pieces": {}}), encoding="utf-8")
    found = templates(tmp_path).warnings
    if message is None:
        assert found == ()
    else:
        (problem,) = found
        assert problem.code == "template-version-differs"
        assert f"version {written} of the template context" in problem.message
        assert message in problem.hint


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b"{}", b"1"])
def test_damaged_records_say_nothing_here(tmp_path: Path, content: bytes) -> None:
    record = tmp_path / ".clientsmith" / "templates.json"
    record.parent.mkdir()
    record.write_bytes(content)
    assert templates(tmp_path).warnings == ()
