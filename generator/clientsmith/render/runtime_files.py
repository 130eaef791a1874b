"""The runtime, which is copied into every package."""

from __future__ import annotations

from ..context import Package
from ..program import builtin_folder


def runtime_files(package: Package) -> dict[str, str]:
    """The runtime's modules, as they are but for the HTTP library's name."""
    folder = builtin_folder() / "_runtime"
    files = {
        f"{package.name}/_runtime/{place.relative_to(folder).as_posix()}": place.read_text("utf-8")
        for place in sorted(folder.rglob("*.py"))
    }
    if package.http_library != "httpx2":
        path = f"{package.name}/_runtime/http.py"
        files[path] = files[path].replace(
            "import httpx2 as httpx", f"import {package.http_library}"
        )
    return files
