"""CONTRIBUTING.md names files and folders that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

_PATH = re.compile(r"`((?:generator|templates|docs|tests)/[\w./-]*)`")
_CHANGES = {
    "A schema keyword",
    "A naming rule",
    "A template field",
    "A runtime feature",
    "A command",
    "A problem code",
    "A configuration key",
    "A model style",
}


def _changes() -> dict[str, str]:
    """Return the parts of the section on where to change what, by heading."""
    section = PAGE.split("\n## Where to change what\n")[1].split("\n## ")[0]
    parts = section.split("\n### ")[1:]
    return {title: text for title, _, text in (part.partition("\n") for part in parts)}


@pytest.mark.parametrize("path", sorted(set(_PATH.findall(PAGE))))
def test_every_path_exists(path: str) -> None:
    place = ROOT / path
    assert place.is_dir() if path.endswith("/") else place.is_file()


def test_every_kind_of_change_names_its_files() -> None:
    changes = _changes()
    assert changes.keys() == _CHANGES
    for title, text in changes.items():
        steps = text.strip().splitlines()
        assert 3 <= len(steps) <= 8, title
        assert len(_PATH.findall(text)) >= 4, title
