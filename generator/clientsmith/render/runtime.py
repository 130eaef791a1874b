"""Selects the runtime modules that a client uses.

A client gets the modules that its own ones import, and all that those import in turn: when a module
is loaded, in a function, or for type checkers alone. So an optional subject of the runtime costs
nothing until a generated, customized or hand-written module names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from ..context import Package
from ..program import builtin_folder
from ..project.custom import RUNTIME
from .units import package_folder

_INIT = "__init__.py"
_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)

_HTTP = "http.py"
_OTHER_LIBRARY = "http_library.py"
"""Modules of the HTTP library: of httpx2, and of another one, which needs more than an import."""

_STYLE_FOLDERS: Mapping[str, tuple[str, ...]] = {
    "dataclass": (),
    "pydantic": ("made", "pydantic"),
    "msgspec": ("made", "msgspec"),
    "typeddict": ("made", "typeddict"),
}
"""Style of the models → folders of `_styles` whose modules are added to the runtime, or stand in place
of its own."""


def shared_runtime_version() -> str:
    """Return the version of the runtime that clients share."""
    found = _VERSION.search(shared_runtime()["version.py"])
    assert found is not None, "the runtime has a version"
    return found[1]


@cache
def shared_runtime() -> Mapping[str, str]:
    """Return the files of the runtime that clients share, by path in its package."""
    texts = _modules(builtin_folder() / RUNTIME)
    own = _modules(builtin_folder() / "_styles" / "package")
    _, _, types = own.pop("models/types.py").partition('"""\n\n')
    texts["models/__init__.py"] += f"\n\n{types}"
    return MappingProxyType({**texts, **own, "py.typed": ""})


def runtime_files(package: Package, imported: Iterable[str]) -> dict[str, str]:
    """Return the runtime modules that a client needs, by path.

    Args:
        package: the context.
        imported: modules of the runtime, or names in them, that the client's own modules import, such
            as `streams.Stream`.
    """
    texts = dict(runtime_texts(package.model_style))
    graph = _imports(package.model_style)
    needed: set[str] = set()
    waiting = {_INIT}
    for path in imported:
        waiting.update(_places(path, texts))
    while waiting:
        place = waiting.pop()
        needed.add(place)
        waiting.update(graph[place] - needed)
    if package.http_library != "httpx2":
        texts |= _modules(builtin_folder() / "_styles" / package.http_library)
        texts[_HTTP] = _with_other_library(texts[_HTTP])
        needed.add(_OTHER_LIBRARY)
    return {
        f"{package_folder(package)}/{RUNTIME}/{place}": texts[place] for place in sorted(needed)
    }


def _with_other_library(http: str) -> str:
    """Return the text of `http` with a module for another HTTP library in place of httpx2."""
    before, _, rest = http.partition("import httpx2 as httpx\n")
    _, header, after = rest.partition("\n# --- header fields -")
    names = ("httpx", "limit_decompression")
    imports = "".join(f"from .http_library import {name} as {name}\n" for name in names)
    return f"{before}{imports}{header}{after}"


@cache
def runtime_texts(style: str) -> Mapping[str, str]:
    """Return the source of all modules of the runtime by relative path, for a style of models."""
    texts = _modules(builtin_folder() / RUNTIME)
    for folder in _STYLE_FOLDERS[style]:
        texts |= _modules(builtin_folder() / "_styles" / folder)
    return MappingProxyType(texts)


def _modules(folder: Path) -> dict[str, str]:
    """Return the source of the modules in a folder, by relative path."""
    return {
        place.relative_to(folder).as_posix(): place.read_text("utf-8")
        for place in folder.rglob("*.py")
    }


@cache
def _imports(style: str) -> Mapping[str, frozenset[str]]:
    """Return each module of the runtime with those that it imports anywhere."""
    texts = runtime_texts(style)
    return {place: frozenset(_targets(place, text, texts)) for place, text in texts.items()}


_RELATIVE_IMPORT = re.compile(
    r"^[ \t]*from (?P<dots>\.+)(?P<module>[\w.]*) import (?:\((?P<lines>[^)]*)\)|(?P<line>[^(\n]+))",
    re.MULTILINE,
)
_COMMENT = re.compile(r"#.*")


def relative_imports(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield level, module and name of each import of a runtime module, in functions too.

    An expression finds them in the text: parsing all modules takes longer than all the rest of
    generating a small client.
    """
    for found in _RELATIVE_IMPORT.finditer(text):
        for each in _COMMENT.sub("", found["lines"] or found["line"]).split(","):
            if name := each.partition(" as ")[0].strip():
                yield len(found["dots"]), found["module"], name


def _targets(place: str, text: str, places: Mapping[str, str]) -> Iterator[str]:
    folder = PurePosixPath(place).parent.parts
    for level, module, name in relative_imports(text):
        parts = folder[: len(folder) - level + 1]
        yield from _places(".".join((*parts, module, name) if module else (*parts, name)), places)


def _places(path: str, places: Mapping[str, str]) -> Iterator[str]:
    """Yield the files of a module or a name in one, and of the packages around it."""
    parts = path.split(".")
    for size in range(len(parts) + 1):
        place = "/".join(parts[:size])
        for file in (f"{place}.py", f"{place}/{_INIT}".lstrip("/")):
            if file in places:
                yield file
