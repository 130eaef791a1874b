"""A throw-away package from the runtime and the handwritten models beside this file."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

RUNTIME = Path(__file__).resolve().parents[2] / "templates" / "python" / "_runtime"
PACKAGE = "codec_sample"


def make_package(folder: Path, name: str) -> None:
    """Write the package into a folder under a name."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(__file__).parent / "sample", folder / name, ignore=ignore)
    shutil.copytree(RUNTIME, folder / name / "_runtime", ignore=ignore)
    (folder / name / "py.typed").touch()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder that holds the package."""
    folder = tmp_path_factory.mktemp("codec")
    make_package(folder, PACKAGE)
    return folder


@pytest.fixture(scope="session")
def importable(folder: Path) -> Iterator[None]:
    sys.path.insert(0, str(folder))
    yield
    sys.path.remove(str(folder))


@pytest.fixture(scope="session")
def models(importable: None) -> Any:
    """The models of the package."""
    return importlib.import_module(f"{PACKAGE}.models")


@pytest.fixture(scope="session")
def runtime(importable: None) -> Any:
    """The runtime of the package."""
    return importlib.import_module(f"{PACKAGE}._runtime")


@pytest.fixture(scope="session")
def codec(importable: None) -> Any:
    """The codec of the package, with orjson."""
    return importlib.import_module(f"{PACKAGE}._runtime.codec")


@pytest.fixture(scope="session")
def plain_codec(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The codec of another copy of the package, which finds no orjson."""
    folder = tmp_path_factory.mktemp("plain")
    make_package(folder, "codec_sample_plain")
    installed = sys.modules.pop("orjson", None)
    sys.modules["orjson"] = None  # type: ignore[assignment]
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module("codec_sample_plain._runtime.codec")
    finally:
        sys.path.remove(str(folder))
        del sys.modules["orjson"]
        if installed is not None:
            sys.modules["orjson"] = installed
