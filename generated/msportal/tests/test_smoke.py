"""Smoke tests: the package imports, calls send what they should, and errors say what went wrong.

They need no network, for `Server` stands in for it.
"""

from __future__ import annotations

import importlib
import pkgutil

import msportal


def test_every_module_imports() -> None:
    for module in pkgutil.walk_packages(msportal.__path__, "msportal."):
        importlib.import_module(module.name)
