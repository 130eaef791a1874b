"""The judge of mutated documents sees what is wrong."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from mutation.outcomes import outcome_of, package_fault

PETS = """
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets: {get: {responses: {"204": {description: Done}}}}
"""


@pytest.mark.parametrize(
    ("module", "kind"),
    [
        ("def f(a, a): ...", "SyntaxError in a module"),
        ("x = 'a\0b'", "SyntaxError in a module"),
        ("x: y = None", "undefined name"),
        ("class A:\n    b: int\n    b: str", "defined twice"),
        ("class A:\n    def b(self): ...\n    def b(self): ...", "defined twice"),
        ("from . import nothing", "ImportError on import"),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .models import Cat",
         "ModuleNotFoundError on import"),
        ("from . import models\ndef f() -> 'models.Cat': ...\nmodels.Dog",
         "AttributeError on import"),
        ("1 / 0", "ZeroDivisionError on import"),
        ("def __getattr__(name): return 1 / 0\ndef __dir__(): return ['a']",
         "ZeroDivisionError on import"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_package(module: str, kind: str) -> None:
    files = {"pets/__init__.py": module, "pets/models/__init__.py": ""}
    fault = package_fault(files, "pets")
    assert fault is not None
    assert fault.kind == kind


def test_an_exception_is_a_fault(tmp_path: Path) -> None:
    assert outcome_of(PETS, tmp_path).fault is None
    with patch("mutation.outcomes.client_coverage", side_effect=KeyError("a")):
        fault = outcome_of(PETS, tmp_path).fault
    assert fault is not None
    assert fault.kind.startswith("KeyError in ")


def test_a_document_that_is_refused_has_a_place(tmp_path: Path) -> None:
    assert outcome_of("openapi: 3.1.0\n  info: 1\n", tmp_path).fault is None
    assert outcome_of("", tmp_path).fault is None
    assert not outcome_of("[]", tmp_path).is_generated
