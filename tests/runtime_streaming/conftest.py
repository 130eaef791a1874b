"""The runtime as a package of its own, whose clients are answered by the test itself."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from support.clients import import_from
from support.runtime import MODELS, all_errors, with_credentials

from .api import Api

PACKAGE = "streaming_runtime"
RUNTIME = Path(__file__).resolve().parents[2] / "templates" / "python" / "_runtime"


@pytest.fixture(scope="session")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], ModuleType]:
    """Gives a module of the runtime by its name; the empty one gives its root."""
    folder = tmp_path_factory.mktemp("streaming")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(RUNTIME, folder / PACKAGE / "_runtime", ignore=ignore)
    (folder / PACKAGE / "__init__.py").touch()
    (folder / PACKAGE / "models.py").write_text(MODELS, encoding="utf-8")
    import_from(folder, PACKAGE)
    root = f"{PACKAGE}._runtime"
    with_credentials(importlib.import_module(root))
    return lambda name: importlib.import_module(f"{root}.{name}" if name else root)


@pytest.fixture
def errors(runtime: Callable[[str], ModuleType]) -> ModuleType:
    """The errors of the runtime."""
    return all_errors(runtime("").__name__)


@pytest.fixture(params=["sync", "async"])
def api(request: pytest.FixtureRequest, runtime: Callable[[str], ModuleType]) -> Api:
    """Each test runs with the synchronous and with the asynchronous client."""
    return Api(runtime, is_async=request.param == "async")
