"""The guide on custom templates does what it shows, from its first file to its last command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.command import clientsmith_here
from templates.guide_steps import CommandStep, FileStep, missing_lines, steps

pytestmark = pytest.mark.detail

PAGE = Path(__file__).resolve().parents[2] / "docs" / "customizing.md"


def test_every_snippet_of_the_guide_works(tmp_path: Path) -> None:
    made: set[str] = set()
    for step in steps(PAGE.read_text(encoding="utf-8")):
        match step:
            case FileStep(path, text):
                place = tmp_path / path
                if path.partition("/")[0] in made:
                    assert missing_lines(text, place.read_text(encoding="utf-8")) == [], path
                else:
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_text(text, encoding="utf-8")
            case CommandStep(words, said, code):
                assert words[0] == "clientsmith"
                outcome = clientsmith_here(*words[1:], folder=tmp_path)
                told = outcome.stdout + outcome.stderr
                assert (outcome.code, missing_lines("\n".join(said), told)) == (code, []), told
                made = outputs(tmp_path)


def outputs(folder: Path) -> set[str]:
    """The output folders of the configuration that stands there."""
    config = (folder / "clientsmith.toml").read_text(encoding="utf-8")
    return set(re.findall(r'^output = "(\w+)"$', config, re.MULTILINE))
