"""`pytest --clientsmith`: a test for each client, in other people's test runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from support.command import clientsmith

SPEC = """\
openapi: 3.1.0
info: {title: %s, version: "1"}
servers: [{url: "https://sample.test"}]
paths:
  /pets:
    get:
      responses: {"204": {description: Fine}}
"""

CONFIG = """\
[clients.cats]
spec = "cats.yaml"
output = "sdks/cats"

[clients.dogs]
spec = "dogs.yaml"
output = "sdks/dogs"
"""

SETTINGS = '[tool.pytest.ini_options]\ntestpaths = ["tests"]\naddopts = "--strict-markers"\n'

# Says at the end which modules of clientsmith the run has imported.
CONFTEST = """\
import sys

def pytest_unconfigure():
    print("imported:", sorted(name for name in sys.modules if name.startswith("clientsmith")))
"""


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    for name in ("Cats", "Dogs"):
        (folder / f"{name.lower()}.yaml").write_text(SPEC % name)
    (folder / "clientsmith.toml").write_text(CONFIG)
    (folder / "pyproject.toml").write_text(SETTINGS)
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "tests").mkdir()
    (folder / "tests" / "test_own.py").write_text("def test_own(): pass\n")
    # What a folder of somebody's project may hold must not replace modules that clientsmith needs.
    (folder / "rich.py").write_text("raise AssertionError('imported from the folder')\n")
    outcome = clientsmith("generate", "--config", folder / "clientsmith.toml", folder=folder.parent)
    assert outcome.code == 0, outcome.stderr
    return folder


@pytest.fixture
def project(generated: Path, tmp_path: Path) -> Path:
    return shutil.copytree(generated, tmp_path / "project")


def run(*arguments: str, folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "pytest", "-p", "clientsmith.pytest_plugin", *arguments],
        cwd=folder,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_distribution_registers_the_plugin() -> None:
    (plugin,) = (each for each in entry_points(group="pytest11") if each.name == "clientsmith")
    assert plugin.value == "clientsmith.pytest_plugin"
    assert plugin.dist is not None
    wanted = [need for need in plugin.dist.requires or () if need.startswith("pytest")]
    assert wanted == []


def test_without_its_options_nothing_is_collected_or_imported(generated: Path) -> None:
    code, said = run("-q", folder=generated)
    assert code == 0, said
    assert "1 passed" in said
    assert "imported: ['clientsmith', 'clientsmith.pytest_plugin']" in said


def test_each_client_is_a_test_beside_the_others(generated: Path) -> None:
    code, said = run("--clientsmith", "--collect-only", "-q", folder=generated)
    assert code == 0, said
    assert said.splitlines()[:3] == [
        "tests/test_own.py::test_own",
        "clientsmith.toml::cats",
        "clientsmith.toml::dogs",
    ]
    assert "clientsmith.pipeline" not in said


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["clientsmith.toml::dogs"], ["dogs"]),
        (["-k", "cats"], ["cats"]),
        (["-m", "clientsmith"], ["cats", "dogs"]),
        (["-m", "not clientsmith"], []),
        (["tests"], []),
        (["."], ["cats", "dogs"]),
    ],
    ids=["node", "keyword", "marker", "without-marker", "other-path", "folder"],
)
def test_clients_are_chosen_like_tests(
    generated: Path, arguments: list[str], expected: list[str]
) -> None:
    selection = ["--ignore=sdks", "--collect-only", "-q"]
    _, said = run("--clientsmith", *selection, *arguments, folder=generated)
    found = [
        line.removeprefix("clientsmith.toml::") for line in said.splitlines() if "toml::" in line
    ]
    assert found == expected


def test_a_client_that_differs_fails_with_the_difference(project: Path) -> None:
    module = project / "sdks/dogs/dogs/client.py"
    module.write_text(module.read_text().replace("class Dogs", "class Hounds"))
    code, said = run(
        "--clientsmith", "-p", "xdist.plugin", "-n", "2", "--junitxml=r.xml", folder=project
    )
    assert code == 1
    assert "1 failed, 2 passed" in said
    assert "differs: dogs/client.py" in said
    assert "-class Hounds" in said
    assert "+class Dogs" in said
    assert "pytest --clientsmith-update, or clientsmith generate dogs" in said
    assert "Traceback" not in said
    assert "commands.py" not in said
    cases = ET.parse(project / "r.xml").getroot().iter("testcase")
    assert sorted(case.attrib["name"] for case in cases if len(case)) == ["dogs"]


def test_updating_writes_clients_and_leaves_edited_ones(project: Path) -> None:
    (project / "cats.yaml").write_text(SPEC.replace("/pets", "/kittens") % "Cats")
    module = project / "sdks/dogs/dogs/client.py"
    module.write_text(module.read_text() + "# mine\n")
    code, said = run("--clientsmith-update", folder=project)
    assert code == 1
    assert said.count("clientsmith: sdks/cats: files: ") == 1
    assert (project / "sdks/cats/cats/resources/kittens.py").is_file()
    assert "  dogs/client.py" in said
    assert "--force" in said
    assert "Traceback" not in said
    assert module.read_text().endswith("# mine\n")


def test_a_run_without_any_client_says_so(generated: Path) -> None:
    code, said = run("--clientsmith", "tests", folder=generated)
    assert code == 0
    assert "no client was tested; clientsmith.toml is not among the selected tests" in said


def test_a_missing_configuration_is_wrong_usage(tmp_path: Path) -> None:
    code, said = run("--clientsmith", "--rootdir=.", folder=tmp_path)
    assert code == pytest.ExitCode.USAGE_ERROR
    assert "no [tool.clientsmith]" in said
    assert "clientsmith init SPEC" in said


def test_configuration_in_pyproject_and_its_mistakes(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.pytest.ini_options]\n[tool.clientsmith]\nspec = "no.yaml"\noutput = "sdk"\n'
    )
    code, said = run("--clientsmith", folder=tmp_path)
    assert code == 1
    assert "client sdk" in said
    assert "no.yaml" in said
    (tmp_path / "pyproject.toml").write_text(
        '[tool.pytest.ini_options]\n[tool.clientsmith]\nspce = "no.yaml"\noutput = "sdk"\n'
    )
    code, said = run("--clientsmith", folder=tmp_path)
    assert code == pytest.ExitCode.INTERRUPTED
    assert "did you mean `spec`?" in said
    assert "Traceback" not in said
