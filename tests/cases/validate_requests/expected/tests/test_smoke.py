"""Smoke tests: the package imports, calls send what they should, and errors say what went wrong.

They need no network, for `FakeServer` stands in for it.
"""

from __future__ import annotations

import importlib
import pkgutil


def test_every_module_imports() -> None:
    package = importlib.import_module("validate_requests_client")
    for module in pkgutil.walk_packages(package.__path__, "validate_requests_client."):
        importlib.import_module(module.name)
