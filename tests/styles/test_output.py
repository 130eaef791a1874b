"""What models, and the methods that make them, look like in each style; `make regen` rewrites it.

The type checkers look at these packages in tests/runtime_styles, with the runtime of each style.
"""

from __future__ import annotations

import difflib
import shutil
from functools import cache
from pathlib import Path

import pytest

from clientsmith.config import Config
from clientsmith.pipeline import Generated, generate_client
from support import checks
from support.clients import generate_to

HERE = Path(__file__).parent
SHOP = HERE / "shop.yaml"
ROWS = HERE / "rows.yaml"
STYLES = ("pydantic", "msgspec", "typeddict")


@cache
def _shop(style: str, package: str) -> Generated:
    config = Config(naming="operation-id", spec=str(SHOP), models=style, package=package)  # type: ignore[arg-type]
    return generate_client(config, progress=lambda stage: None)


@pytest.mark.parametrize("style", STYLES)
def test_output_is_as_expected(style: str, request: pytest.FixtureRequest) -> None:
    files = _shop(style, "shop").files
    made = {path: text for path, text in files.items() if _is_of_style(path)}
    folder = HERE / "expected" / style
    if request.config.getoption("--regen"):
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in made.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
    expected = {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.suffix in (".py", ".toml")
    }
    assert sorted(made) == sorted(expected)
    for path, text in made.items():
        diff = difflib.unified_diff(expected[path].splitlines(), text.splitlines(), lineterm="")
        assert text == expected[path], f"{path}\n" + "\n".join(diff)


def _is_of_style(path: str) -> bool:
    return path.startswith(("shop/models/", "shop/resources/")) or path == "pyproject.toml"


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project for each style."""
    folder = tmp_path_factory.mktemp("projects")
    for style in STYLES:
        generate_to(SHOP, folder / style, package=f"shop_{style}", models=style)
    generate_to(ROWS, folder / "rows", package="rows_pydantic", models="pydantic")
    return folder


@pytest.fixture(scope="module")
def packages(projects: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with their packages side by side."""
    folder = tmp_path_factory.mktemp("packages")
    for package, style in PACKAGES.items():
        shutil.copytree(projects / style / package, folder / package)
    shutil.copytree(projects / "rows" / "rows_pydantic", folder / "rows_pydantic")
    return folder


PACKAGES = {f"shop_{style}": style for style in STYLES}


@pytest.mark.xdist_group("styles")
def test_everything_imports(packages: Path) -> None:
    checks.import_everything(packages, *PACKAGES)


@pytest.mark.xdist_group("styles")
def test_black_would_change_nothing(packages: Path) -> None:
    assert checks.black_errors(packages) == ""


@pytest.mark.xdist_group("styles")
@pytest.mark.parametrize("style", STYLES)
def test_smoke_tests_pass(style: str, projects: Path) -> None:
    assert checks.smoke_test_failures(projects / style) == ""
