"""A throw-away package from the runtime and the handwritten sample beside this file."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from support.runtime import all_errors, with_credentials

from .caller import Caller

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "runtime_sample"


@pytest.fixture(scope="session")
def package_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder that holds the package."""
    folder = tmp_path_factory.mktemp("runtime")
    package = folder / PACKAGE
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(__file__).parent / "sample", package, ignore=ignore)
    runtime = ROOT / "templates" / "python" / "_runtime"
    shutil.copytree(runtime, package / "_runtime", ignore=ignore)
    (package / "py.typed").touch()
    return folder


@pytest.fixture(scope="session")
def sample(package_folder: Path) -> Iterator[ModuleType]:
    """The package, imported."""
    sys.path.insert(0, str(package_folder))
    try:
        yield importlib.import_module(PACKAGE)
    finally:
        sys.path.remove(str(package_folder))


@pytest.fixture(scope="session")
def rt(sample: ModuleType) -> ModuleType:
    """Its runtime."""
    return with_credentials(importlib.import_module(f"{PACKAGE}._runtime"))


@pytest.fixture(scope="session")
def errors(sample: ModuleType) -> ModuleType:
    """The errors of its runtime."""
    return all_errors(f"{PACKAGE}._runtime")


@pytest.fixture(params=["sync", "async"])
def caller(request: pytest.FixtureRequest, rt: ModuleType) -> Caller:
    """Each test runs with the synchronous and with the asynchronous client."""
    return Caller(rt, is_async=request.param == "async")
