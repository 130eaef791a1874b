"""What tests need of the runtime beyond what a client has: to read what it only sends, and to write
what it only reads."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

_RUNTIME = Path(__file__).parents[2] / "templates" / "python" / "_runtime"


def runtime_module(package: ModuleType, name: str) -> ModuleType:
    """Return a module of the runtime, such as `xml.writing`; if a package lacks it, it is added to
    the package with all others that are missing."""
    assert package.__file__
    own = Path(package.__file__).parent / "_runtime"
    if not own.joinpath(*name.split(".")).with_suffix(".py").exists():
        for file in _RUNTIME.rglob("*.py"):
            place = own / file.relative_to(_RUNTIME)
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, place)
        importlib.invalidate_caches()
    return importlib.import_module(f"{package.__name__}._runtime.{name}")


def read_argument(codec: ModuleType, type_: Any, value: Any, *, strict: bool) -> Any:
    """Return JSON as a value of an argument's type; constants as they are in a client that only
    sends them and has nothing to read them with."""
    try:
        return codec.decode(type_, value, strict=strict, deviations=[])
    except TypeError as error:
        if "does not support typing.Literal" not in str(error):
            raise
        return value
