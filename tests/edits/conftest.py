"""The project that the tests of edits begin with."""

from pathlib import Path

import pytest

from support.edited_clients import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The first version, as generated."""
    project = Project(tmp_path / "out", tmp_path / "cache")
    project.write("v1")
    return project
