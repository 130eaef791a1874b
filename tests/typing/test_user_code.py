"""User code that must, and must not, type-check: `# error` marks the lines that are refused."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from support.checks import ROOT, mypy_errors, pyright_errors, share_runtime
from support.clients import generate_to

HERE = Path(__file__).parent
CASES = ("all_of", "bodies", "downloads", "enums", "nullable_3_0", "streams", "unions")
USER_CODE = (HERE / "user_code.txt").read_text(encoding="utf-8")
EXPECTED = [
    number
    for number, line in enumerate(USER_CODE.splitlines(), start=1)
    if line.endswith("# error")
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("typing")
    sources = {f"{case}_client": ROOT / "tests" / "cases" / case / "openapi.yaml" for case in CASES}
    sources["msportal"] = ROOT / "specs" / "msportal" / "create-goal.md"
    for package, source in sources.items():
        generate_to(source, folder / f"{package}.out", package=package)
        shutil.move(folder / f"{package}.out" / package, folder / package)
    share_runtime(folder, sources)
    (folder / "user_code.py").write_text(USER_CODE, encoding="utf-8")
    return folder


@pytest.mark.xdist_group("typing")
def test_mypy(project: Path) -> None:
    found = mypy_errors([Path("user_code.py")], project)
    lines = re.findall(r"^user_code\.py:(\d+): error", found, re.MULTILINE)
    assert sorted({int(line) for line in lines}) == EXPECTED, found


@pytest.mark.xdist_group("typing")
def test_pyright(project: Path) -> None:
    found = pyright_errors([Path("user_code.py")], project)
    lines = re.findall(r"user_code\.py:(\d+):\d+ - error", found)
    assert sorted({int(line) for line in lines}) == EXPECTED, found
