"""From a folder to the hand-written modules of the packages in it."""

from __future__ import annotations

import keyword
from collections.abc import Iterator, Mapping
from os.path import isdir
from pathlib import Path, PurePosixPath

from ...problem import Location, Problem, Severity
from .code import CustomCode, CustomModule
from .parsing import parse_module

CUSTOM = "custom"
"""Folder in a package that holds hand-written modules, and that nothing is ever generated into."""

SECTIONS = ("client", "models", "resources")
"""Modules, or folders of modules, in which classes may extend generated ones of the same name."""

_SUFFIX = ".py"
_INIT = "__init__.py"


def read_custom_code(folder: Path, shown: str) -> Mapping[str, CustomCode]:
    """Package → its hand-written modules, for every package in a folder that has any.

    Only `custom/__init__.py`, and what is called as one of `SECTIONS`, is read.

    Args:
        folder: the output folder; it need not exist.
        shown: what problems call it.
    """
    try:
        packages = sorted(place for place in folder.iterdir() if isdir(place / CUSTOM))
    except OSError:
        return {}
    found = {place.name: _code_of(place, PurePosixPath(shown, place.name)) for place in packages}
    return {package: code for package, code in found.items() if code.modules or code.problems}


def _code_of(package: Path, shown: PurePosixPath) -> CustomCode:
    modules: list[CustomModule] = []
    problems: list[Problem] = []
    for file in _files(package / CUSTOM, ()):
        origin = str(shown / file.relative_to(package).as_posix())
        parts = file.relative_to(package).with_suffix("").parts
        is_package = file.name == _INIT
        try:
            source = file.read_bytes()
        except OSError as error:
            problems.append(_unreadable(origin, error))
            continue
        made = parse_module(
            source,
            ".".join(parts[:-1] if is_package else parts),
            package=package.name,
            is_package=is_package,
            origin=origin,
        )
        if isinstance(made, Problem):
            problems.append(made)
        else:
            modules.append(made)
    modules.sort(key=lambda module: module.path)
    return CustomCode(tuple(modules), tuple(problems))


def _files(folder: Path, around: tuple[Path, ...]) -> Iterator[Path]:
    """The files that are read, of `custom` itself where nothing is around it; links are followed, as
    Python does. A folder that cannot be looked into stands for itself."""
    real = folder.resolve()
    if real in around:
        return
    try:
        places = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for place in places:
        name = place.name.removesuffix(_SUFFIX)
        if not name.isidentifier() or keyword.iskeyword(name):
            continue
        if not around and name not in (_INIT.removesuffix(_SUFFIX), *SECTIONS):
            continue
        if place.is_dir():
            yield from _files(place, (*around, real))
        elif place.suffix == _SUFFIX:
            yield place


def _unreadable(origin: str, error: OSError) -> Problem:
    return Problem(
        "custom-code-unreadable",
        Severity.ERROR,
        f"It cannot be read: {error.strerror}.",
        Location(origin),
        "Let it be read, or move it out of `custom/`.",
    )
