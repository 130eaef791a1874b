"""A generated project is one that pip installs and whose tests pytest runs."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from support import checks
from support.clients import generate_to
from support.public import ROOT

CASES = ROOT / "tests" / "cases"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    generate_to(ROOT / "specs" / "msportal" / "create-goal.md", folder)
    return folder


def test_pip_installs_the_project(project: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    subprocess.run(
        [*command, "--target", str(tmp_path / "site"), str(project)],
        check=True,
        capture_output=True,
    )
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r})\n"
        "import msportal\n"
        f"assert msportal.__file__.startswith({str(tmp_path)!r})\n"
        "print(msportal.MSPortal(token='t'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("<MSPortal https://")


def test_the_wheel_has_the_package_alone(project: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(project)]
    subprocess.run(command, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "msportal/py.typed" in names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"msportal"}


def test_the_project_has_a_group_for_its_tests(project: Path) -> None:
    settings = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["dependency-groups"]["test"][0].startswith("pytest")
    assert settings["tool"]["pytest"]["ini_options"]["testpaths"] == ["tests"]


@pytest.mark.parametrize(
    ("case", "settings"),
    [
        ("enums", {"enums": "class"}),
        ("multipart", {}),
        ("security", {}),
        ("servers", {}),
        ("streams", {}),
        ("unions", {}),
        ("validate_requests", {"validate_requests": True}),
        ("webhooks", {}),
    ],
)
def test_the_smoke_tests_pass(case: str, settings: dict[str, object], tmp_path: Path) -> None:
    generated = generate_to(
        CASES / case / "openapi.yaml", tmp_path, package=f"smoke_{case}", **settings
    )
    calls = generated.planned.package.smoke_tests.calls
    # Where arguments are checked, examples need not be within their limits.
    assert calls or case == "validate_requests"
    assert checks.smoke_test_failures(tmp_path) == ""


def test_type_checkers_are_content_with_the_smoke_tests(project: Path) -> None:
    tests = [Path("tests") / "test_smoke.py"]
    assert checks.mypy_errors(tests, project) == ""
    assert checks.pyright_errors(tests, project) == ""
