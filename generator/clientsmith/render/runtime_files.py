"""The runtime, which is copied into every package."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..context import Package
from ..program import builtin_folder

_FOLDERS: Mapping[str, tuple[str, ...]] = {
    "dataclass": (),
    "pydantic": ("made", "pydantic"),
    "msgspec": ("made", "msgspec"),
    "typeddict": ("made", "typeddict"),
}
"""Style of the models → folders of `_styles` whose modules are added to the runtime, or stand in place
of its own."""


def runtime_files(package: Package) -> dict[str, str]:
    """The runtime's modules, as they are but for the HTTP library's name."""
    styles = builtin_folder() / "_styles"
    texts = _modules(builtin_folder() / "_runtime")
    for folder in _FOLDERS[package.model_style]:
        texts |= _modules(styles / folder)
    if package.http_library != "httpx2":
        texts["http.py"] = texts["http.py"].replace(
            "import httpx2 as httpx", f"import {package.http_library}"
        )
    return {f"{package.name}/_runtime/{place}": texts[place] for place in sorted(texts)}


def _modules(folder: Path) -> dict[str, str]:
    """The texts of the modules in a folder, by their paths within it."""
    return {
        place.relative_to(folder).as_posix(): place.read_text("utf-8")
        for place in folder.rglob("*.py")
    }
