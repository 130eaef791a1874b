"""Throw-away packages with handwritten models of each style and the runtime that belongs to it."""

from __future__ import annotations

import importlib
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from clientsmith.render.runtime import runtime_texts

SAMPLE = Path(__file__).parent / "sample"
STYLES = ("dataclass", "pydantic", "msgspec", "typeddict")


def write_package(style: str, folder: Path, name: str = "") -> str:
    """Write the package of a style into a folder; its name."""
    name = name or f"{style}_sample"
    for place, text in runtime_texts(style).items():
        file = folder / name / "_runtime" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    models = folder / name / "models"
    shutil.copytree(SAMPLE / style, models, ignore=shutil.ignore_patterns("__pycache__"))
    text = (SAMPLE / "models.py").read_text(encoding="utf-8")
    if style != "dataclass":
        text = text.replace("_TYPES = (", "_TYPES = (_RECORDS, ")
        text = text.replace(
            "from .._runtime.codec.tuples",
            "from .._runtime.codec.records import RECORDS as _RECORDS\nfrom .._runtime.codec.tuples",
        )
    (models / "__init__.py").write_text(text, encoding="utf-8")
    (folder / name / "__init__.py").touch()
    (folder / name / "py.typed").touch()
    return name


@dataclass(frozen=True)
class Sample:
    """An importable package."""

    style: str
    name: str

    def module(self, name: str) -> Any:
        """One of the runtime's modules."""
        return importlib.import_module(f"{self.name}._runtime.{name}")

    @property
    def runtime(self) -> Any:
        """The runtime."""
        return importlib.import_module(f"{self.name}._runtime")

    @property
    def models(self) -> Any:
        return importlib.import_module(f"{self.name}.models")

    @property
    def codec(self) -> Any:
        return self.module("codec")

    @property
    def unset(self) -> Any:
        return self.module("models").UNSET

    def make(self, model: str, **values: Any) -> Any:
        """An instance as methods make it."""
        cls = getattr(self.models, model)
        if self.style == "dataclass":
            return cls(**values)
        return self.module("codec.make").make(cls, **values)

    def get(self, value: Any, name: str) -> Any:
        """A field; UNSET where nothing is said."""
        if self.style == "typeddict":
            return value.get(name, self.unset)
        if self.style == "pydantic" and name not in value.model_fields_set:
            return self.unset
        return getattr(value, name)

    def type_name(self, value: Any) -> str:
        """Name of the class of a value, as far as it knows it."""
        return type(value).__name__

    def name_of(self, model: str) -> str:
        """The same for an instance of a model."""
        return "dict" if self.style == "typeddict" else model

    def extras(self, value: Any, *, declared: tuple[str, ...] = ()) -> dict[str, Any]:
        """Undeclared properties; `declared` are the fields of a dict."""
        if self.style == "typeddict":
            return {key: item for key, item in value.items() if key not in declared}
        return dict(value.extra_fields)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder that holds the packages."""
    return tmp_path_factory.mktemp("styles")


@pytest.fixture(scope="session", params=STYLES)
def sample(request: pytest.FixtureRequest, folder: Path) -> Any:
    """The package of each style."""
    name = write_package(request.param, folder)
    sys.path.insert(0, str(folder))
    yield Sample(request.param, name)
    sys.path.remove(str(folder))
