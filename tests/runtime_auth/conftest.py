"""A package that is the runtime alone, and clients of it that need tokens."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from runtime_client.caller import Caller
from support.runtime import MODELS, all_errors, with_credentials

from .provider import Provider

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "auth_sample"


@pytest.fixture(scope="session")
def rt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The runtime."""
    folder = tmp_path_factory.mktemp("auth")
    package = folder / PACKAGE
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "models.py").write_text(MODELS, encoding="utf-8")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "templates/python/_runtime", package / "_runtime", ignore=ignore)
    sys.path.insert(0, str(folder))
    try:
        yield with_credentials(importlib.import_module(f"{PACKAGE}._runtime"))
    finally:
        sys.path.remove(str(folder))


@pytest.fixture(scope="session")
def errors(rt: ModuleType) -> ModuleType:
    """Its errors."""
    return all_errors(f"{PACKAGE}._runtime")


@pytest.fixture(scope="session")
def oauth(rt: ModuleType) -> ModuleType:
    """Its part for OAuth 2."""
    for module in ("sign_in", "requests"):
        importlib.import_module(f"{PACKAGE}._runtime.oauth.{module}")
    return importlib.import_module(f"{PACKAGE}._runtime.oauth")


@pytest.fixture(params=["sync", "async"])
def caller(request: pytest.FixtureRequest, rt: ModuleType) -> Caller:
    """Each test runs with the synchronous and with the asynchronous client."""
    return Caller(rt, is_async=request.param == "async")


@pytest.fixture
def provider(caller: Caller, rt: ModuleType, oauth: ModuleType) -> Provider:
    """An API with an identity provider."""
    return Provider(caller, rt, oauth)
