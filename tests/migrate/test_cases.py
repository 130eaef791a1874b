"""Configurations of other tools, and what becomes of them: a folder with input and expected output."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from support.command import clientsmith_here as clientsmith

CASES = Path(__file__).parent / "cases"
OUTPUTS = ("clientsmith.toml", "migration.overlay.json", "MIGRATION.md")
SOURCES = {
    "stainless": "stainless.yml",
    "stainless_sdk": "green-python",
    "openapi_python_client": "config.yaml",
    "openapi_generator": "config.json",
    "speakeasy": "gen.yaml",
    "fern": "fern",
}
"""Folder of a case → its source."""


def migrated(case: str, folder: Path) -> None:
    """Migrate the source of a case in a copy of its folder without the expected output."""
    shutil.copytree(CASES / case, folder, ignore=shutil.ignore_patterns(*OUTPUTS))
    done = clientsmith("migrate", SOURCES[case], "openapi.yaml", folder=folder)
    assert done.code == 0, done.stderr


@pytest.mark.parametrize("case", sorted(SOURCES))
def test_files_are_as_expected(case: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    migrated(case, tmp_path / "case")
    for name in OUTPUTS:
        written, expected = tmp_path / "case" / name, CASES / case / name
        if pytestconfig.getoption("--regen"):
            expected.unlink(missing_ok=True)
            if written.exists():
                shutil.copyfile(written, expected)
        assert written.exists() == expected.exists(), name
        if expected.exists():
            assert written.read_text(encoding="utf-8") == expected.read_text(encoding="utf-8"), name


@pytest.mark.parametrize("case", sorted(SOURCES))
def test_the_configuration_is_followed_without_a_warning(case: str, tmp_path: Path) -> None:
    migrated(case, tmp_path / "case")
    done = clientsmith("generate", "--verbose", folder=tmp_path / "case")
    assert done.code == 0, done.stderr
    assert "[override-" not in done.stderr
    assert "[overlay-" not in done.stderr


@pytest.mark.parametrize("case", sorted(SOURCES))
def test_the_result_does_not_depend_on_the_run(case: str, tmp_path: Path) -> None:
    for run in ("one", "two"):
        migrated(case, tmp_path / run)
    for name in OUTPUTS:
        one, two = tmp_path / "one" / name, tmp_path / "two" / name
        assert one.exists() == two.exists()
        assert not one.exists() or one.read_bytes() == two.read_bytes()
