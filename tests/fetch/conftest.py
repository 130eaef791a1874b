"""Fixtures of the tests that load documents."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from clientsmith.problem import Problem, UnusableSource
from clientsmith.sources import load

Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files below a new folder and gives the folder that holds the first of them."""

    def write_files(files: Mapping[str, str | bytes]) -> Path:
        folder = tmp_path / "outer" / "api"
        for name, content in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write_files


@pytest.fixture
def refused() -> Callable[[Path], tuple[Problem, ...]]:
    """The problems that make a file unusable."""

    def problems_of(file: Path) -> tuple[Problem, ...]:
        with pytest.raises(UnusableSource) as caught:
            load(str(file))
        return caught.value.problems

    return problems_of
