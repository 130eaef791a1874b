"""The page about tests of code that uses a client: its snippets are tests that are typed and pass."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from clientsmith.config import RuntimeSettings
from support import checks
from support.clients import generate_to
from support.pages import fenced

HERE = Path(__file__).parent
PAGE = (HERE.parents[1] / "docs" / "testing.md").read_text(encoding="utf-8")
SNIPPETS = fenced(PAGE, "python")
CONFTEST = [snippet for snippet in SNIPPETS if snippet.startswith("pytest_plugins")]
PROGRAM = "\n\n".join(snippet for snippet in SNIPPETS if snippet not in CONFTEST)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the client of the page, and its snippets."""
    folder = tmp_path_factory.mktemp("testing_page")
    out = folder / "out"
    generate_to(HERE / "acme.yaml", out, runtime=RuntimeSettings(("testing",)))
    shutil.move(out / "acme", folder / "acme")
    (folder / "conftest.py").write_text("\n".join(CONFTEST), encoding="utf-8")
    (folder / "test_page.py").write_text(PROGRAM, encoding="utf-8")
    shutil.rmtree(out)
    return folder


@pytest.mark.xdist_group("testing_page")
def test_the_snippets_are_tests_that_pass(folder: Path) -> None:
    assert len(CONFTEST) == 1
    assert PROGRAM.count("def test_") == 7
    assert checks.smoke_test_failures(folder) == ""


@pytest.mark.xdist_group("testing_page")
def test_type_checkers_are_content_with_the_snippets(folder: Path) -> None:
    assert checks.mypy_errors([Path("test_page.py")], folder, with_runtime=True) == ""
    assert checks.pyright_errors([Path("test_page.py")], folder) == ""
