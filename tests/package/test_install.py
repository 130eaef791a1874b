"""A generated project is one that pip installs and whose tests pytest runs."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

from support import checks
from support.clients import generate_to
from support.public import ROOT

CASES = ROOT / "tests" / "cases"
DESCRIBED = Path(__file__).parent / "described.yaml"
"""A document with much to say of who is behind the API, part of it in bad faith."""


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


def test_what_is_built_for_an_index(tmp_path: Path) -> None:
    generate_to(DESCRIBED, tmp_path / "project", package="described")
    command = [sys.executable, "-m", "build", "--outdir", str(tmp_path), str(tmp_path / "project")]
    subprocess.run(command, check=True, capture_output=True)
    [sdist], [wheel] = tmp_path.glob("*.tar.gz"), tmp_path.glob("*.whl")
    with tarfile.open(sdist) as archive:
        files = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "API.md", "tests/test_smoke.py", "described/py.typed"} <= files
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        [metadata] = [name for name in names if name.endswith(".dist-info/METADATA")]
        told = message_from_bytes(archive.read(metadata))
    assert "described/py.typed" in names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"described"}
    assert (told["Name"], told["Version"]) == ("described", "1.2.0b3")
    assert told["Summary"] == 'Acme "API" Requires-Dist: evil'
    assert told["License-Expression"] == "Apache-2.0"
    assert told["Author-email"] == '"Team \\"A\\", of Acme" <api@acme.test>'
    assert told.get_all("Project-URL") == [
        "Contact, https://acme.test/help?a=1&b=2",
        "Documentation, https://docs.acme.test/",
    ]
    assert told.get_all("Provides-Extra") == ["speed"]
    assert told.get_all("Requires-Dist") == [
        "httpx2<3,>=2.16",
        "orjson<4,>=3.10; extra == 'speed'",
    ]


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
