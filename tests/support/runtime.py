"""The runtime, which every generated package has a copy of: one that is compiled serves them all."""

from __future__ import annotations

import atexit
import compileall
import importlib
import importlib.util
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from py_compile import PycInvalidationMode
from tempfile import TemporaryDirectory
from types import ModuleType

from clientsmith.program import builtin_folder
from clientsmith.project.custom import SHARED_RUNTIME
from clientsmith.render.runtime import shared_runtime


@cache
def _compiled() -> Path:
    """A copy of the runtime with bytecode, which is there as long as this process is.

    Python compares bytecode with the text of its module before it uses it.
    """
    holder = TemporaryDirectory(prefix="runtime-")
    atexit.register(holder.cleanup)
    folder = Path(holder.name) / "_runtime"
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(builtin_folder() / "_runtime", folder, ignore=ignore)
    compileall.compile_dir(folder, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    return folder


@cache
def _texts() -> dict[str, str]:
    return {
        file.relative_to(_compiled()).as_posix(): file.read_text(encoding="utf-8")
        for file in _compiled().rglob("*.py")
    }


def add_bytecode(runtime: Path) -> None:
    """Put bytecode beside the modules of a package's `_runtime`."""
    for file in runtime.rglob("*.py"):
        place = file.relative_to(runtime).as_posix()
        if place in _texts():
            source = Path(importlib.util.cache_from_source(str(_compiled() / place)))
            target = Path(importlib.util.cache_from_source(str(file)))
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(source, target)


def write_shared_runtime(folder: Path) -> None:
    """Put the runtime that clients share in a folder."""
    for path, text in shared_runtime().items():
        place = folder / SHARED_RUNTIME / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def write_with_bytecode(files: Mapping[str, str], folder: Path, package: str) -> None:
    """Write a package, with bytecode of its runtime.

    Args:
        files: those of a generated project.
        folder: where it goes; an empty folder.
        package: its import name.
    """
    for parent in {path.rpartition("/")[0] for path in files}:
        folder.joinpath(parent).mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        folder.joinpath(path).write_text(text, encoding="utf-8")
    add_bytecode(folder / package / "_runtime")


def with_credentials(runtime: ModuleType) -> ModuleType:
    """The root of a runtime, with the usual credentials and contents beside its own names."""
    for module, names in (
        ("auth.api_key", ("APIKey",)),
        ("auth.basic", ("Basic",)),
        ("auth.bearer", ("Bearer",)),
        ("contents", ("BINARY", "Binary", "UNDECLARED")),
        ("labelled_contents", ("AnyJSON", "ContentByType", "TEXT", "Text")),
    ):
        home = importlib.import_module(f"{runtime.__name__}.{module}")
        for name in names:
            setattr(runtime, name, getattr(home, name))
    return runtime


def all_errors(runtime: str) -> ModuleType:
    """The module of exceptions of a runtime, with those of optional parts beside its own."""
    errors = importlib.import_module(f"{runtime}.errors")
    for name, value in vars(importlib.import_module(f"{runtime}.optional_errors")).items():
        if name.endswith("Error"):
            setattr(errors, name, value)
    return errors


MODELS = """
from typing import Any

from ._runtime.codec.constants import CONSTANTS
from ._runtime.codec.formats import FORMATS
from ._runtime.codec.tuples import TUPLES
from ._runtime.codec.unions import UNIONS
from ._runtime.codec.uploads import UPLOADS

_TYPES = (CONSTANTS, FORMATS, TUPLES, UNIONS, UPLOADS)
"""
"""Text of a module `models` without models, whose client has all types."""
