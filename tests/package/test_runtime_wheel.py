"""The distribution `clientsmith-runtime`, installed with two clients that share it."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path

import pytest
from runtime.__main__ import write_project

from clientsmith import pipeline
from clientsmith.config import RuntimeSettings
from clientsmith.render.runtime import shared_runtime, shared_runtime_version
from support.clients import generate_to
from support.public import ROOT, SHARED

DOCUMENTS = {
    "msportal": ROOT / "specs" / "msportal" / "create-goal.md",
    "petstore": SHARED / "specs" / "petstore" / "petstore.yaml",
}
"""Package → document: JSON with a token, and XML, forms, files, OAuth and API keys."""

BOTH = """
import httpx2, msportal, petstore

transport = httpx2.MockTransport(lambda request: httpx2.Response(404, json={}))
for client, call in (
    (msportal.MSPortal(token="t", transport=transport), lambda c: c.request_raw("GET", "/")),
    (petstore.Petstore(transport=transport, api_key="k"), lambda c: c.pet.get_by_id(7)),
):
    try:
        call(client)
    except msportal.APIError as error:
        assert isinstance(error, petstore.NotFoundError)
    else:
        raise AssertionError(client)
assert msportal.UNSET is petstore.UNSET
assert msportal.ClientOptions is petstore.ClientOptions
print(msportal.APIError.__module__)
"""


@dataclass(frozen=True)
class Environment:
    """A virtual environment that sees the distributions of this one, and wheels to install in it."""

    folder: Path

    def run(self, *arguments: str | Path, check: bool = True) -> str:
        """Run Python and return what it prints."""
        done = subprocess.run(
            [self.folder / "environment" / "bin" / "python", *map(str, arguments)],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert not check or done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout + done.stderr

    def pip(self, command: str, *arguments: str | Path) -> str:
        """Run pip without an index."""
        wheels = ("--no-index", "--find-links", self.folder / "wheels")
        return self.run("-m", "pip", command, "--quiet", *wheels, *arguments)

    def build(self, project: Path) -> None:
        """Build a wheel."""
        target = self.folder / "wheels"
        self.pip("wheel", "--no-deps", "--no-build-isolation", "-w", target, project)

    def smoke_tests(self) -> str:
        """Run the tests of both clients against what is installed."""
        projects: Sequence[Path] = [self.folder / f"project-{name}" / "tests" for name in DOCUMENTS]
        return self.run(
            *("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:clientsmith"),
            *("-c", "/dev/null"),
            *("--rootdir", self.folder, "--import-mode=importlib", *projects),
        )


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """With wheels of several versions of the runtime, and of clients that need 1.2."""
    folder = tmp_path_factory.mktemp("wheels")
    found = Environment(folder)
    venv.create(folder / "environment", with_pip=True)
    site = next((folder / "environment" / "lib").glob("python*/site-packages"))
    (site / "dependencies.pth").write_text(
        "\n".join(path for path in sys.path if path.endswith("site-packages"))
    )
    found.run("-m", "pip", "install", "--quiet", "hatchling>=1.27,<2")
    for version in ("1.1.9", "1.2.0", "1.7.3", "2.0.0"):
        project = folder / f"runtime-{version}"
        project.mkdir()
        write_project(project)
        module = project / "clientsmith_runtime" / "version.py"
        text = module.read_text(encoding="utf-8")
        module.write_text(text.replace(f'"{shared_runtime_version()}"', f'"{version}"'))
        found.build(project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "shared_runtime_version", lambda: "1.2.0")
        for package, document in DOCUMENTS.items():
            if not document.is_file():
                pytest.skip(f"{document} is missing")
            shared = RuntimeSettings(is_shared=True)
            generate_to(document, folder / f"project-{package}", package=package, runtime=shared)
            found.build(folder / f"project-{package}")
    found.pip("install", *DOCUMENTS)
    return found


@pytest.mark.slow
def test_the_wheel_has_the_runtime(environment: Environment) -> None:
    wheel = environment.folder / "wheels" / "clientsmith_runtime-1.2.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        told = message_from_bytes(archive.read("clientsmith_runtime-1.2.0.dist-info/METADATA"))
    package = "clientsmith_runtime/"
    files = {name.removeprefix(package) for name in names if name.startswith(package)}
    assert files == shared_runtime().keys()
    assert "clientsmith_runtime-1.2.0.dist-info/licenses/LICENSE" in names
    assert told["License-Expression"] == "Apache-2.0"
    assert told.get_all("Provides-Extra") == ["speed", "telemetry"]


@pytest.mark.slow
def test_pip_installs_a_version_that_fits_both(environment: Environment) -> None:
    environment.pip("install", "--upgrade", *DOCUMENTS, "clientsmith-runtime")
    assert "Version: 1.7.3" in environment.run("-m", "pip", "show", "clientsmith-runtime")
    assert environment.run("-c", BOTH) == "clientsmith_runtime.errors\n"


@pytest.mark.slow
@pytest.mark.parametrize("version", ["1.2.0", "1.7.3"])
def test_both_work_with_any_version_of_the_range(environment: Environment, version: str) -> None:
    environment.pip("install", f"clientsmith-runtime=={version}")
    assert " passed" in environment.smoke_tests()
    environment.run("-m", "pip", "check")


@pytest.mark.slow
@pytest.mark.parametrize("version", ["1.1.9", "2.0.0"])
def test_another_version_is_refused(environment: Environment, version: str) -> None:
    environment.pip("install", f"clientsmith-runtime=={version}")
    for package in DOCUMENTS:
        said = environment.run("-c", f"import {package}", check=False)
        assert said.splitlines()[-1] == (
            f"ImportError: {package} needs clientsmith-runtime>=1.2,<2, but version {version} is "
            'installed. Run: pip install "clientsmith-runtime>=1.2,<2"'
        )


@pytest.mark.slow
def test_type_checkers_know_the_installed_runtime(environment: Environment) -> None:
    environment.pip("install", "clientsmith-runtime==1.2.0")
    python = environment.folder / "environment" / "bin" / "python"
    program = environment.folder / "program.py"
    program.write_text(
        "import msportal\nimport petstore\nfrom typing import assert_type\n\n"
        "try:\n    pet = petstore.Petstore().pet.get_by_id(7)\n"
        "except msportal.APIStatusError as error:\n    assert_type(error.status_code, int)\n"
        "else:\n    assert_type(pet, petstore.models.Pet)\n"
    )
    mypy = ("-m", "mypy", "--strict", "--python-executable", python, "--cache-dir", "/dev/null")
    packages = [part for name in DOCUMENTS for part in ("-p", name)]
    assert "Success" in environment.run(*mypy, *packages)
    assert "Success" in environment.run(*mypy, program)
    pyright = ("-m", "pyright", "--pythonpath", python, "--project", environment.folder)
    found = environment.run(
        *pyright, program, *(environment.folder / f"project-{name}" / name for name in DOCUMENTS)
    )
    assert "0 errors" in found
