"""Generated clients that are there already: in a folder, or in a revision of a git repository."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...project.output import MANIFEST, OutputError, UnusablePath, settle
from ...project.output.files import check_path
from ...project.pins import NAMES, DamagedPins, Pins, read_pins

if TYPE_CHECKING:
    from ...compare.surface import ClientFiles


@dataclass(frozen=True, slots=True)
class FoundClient:
    """A client that was not generated just now."""

    modules: ClientFiles | None
    """None where it is no Python package."""

    pins: Pins | None
    """Its names; None where it does not say."""


def client_in(source: str, folder: Path, *, is_package: bool = True) -> FoundClient | None:
    """The client that a source names; None where it is no client.

    Args:
        source: a folder with a manifest, or `REVISION:PATH` of one.
        folder: where relative paths start.
        is_package: whether it has to have a Python package; else only its names count.

    Raises:
        OutputError: there is a client, and it cannot be read.
        UnusableSource: git fails.
    """
    place = folder / source
    try:
        is_folder, is_there = place.is_dir(), place.exists()
    except (OSError, ValueError):
        return None  # no name of a folder
    if is_folder:
        settle(place)
        if not (place / MANIFEST).is_file():
            return None
        return _client(source, _contents(source, place), is_package)
    if is_there or "://" in source:
        return None
    from ...sources import revision_folder

    contents = revision_folder(source, folder, _is_wanted)
    return _client(source, contents, is_package) if contents and MANIFEST in contents else None


def _contents(source: str, place: Path) -> dict[str, bytes]:
    """The files below a folder that say something of a client, by path."""
    try:
        packages = [each.parent.parent for each in place.glob("*/_runtime/__init__.py")]
        files = [file for package in packages for file in package.rglob("*.py")]
        found = {file.relative_to(place).as_posix(): file for file in (*files, place / NAMES)}
        return {
            path: file.read_bytes()
            for path, file in found.items()
            if _is_wanted(path) and file.is_file()
        }
    except OSError as error:
        raise OutputError(f"{source} cannot be read: {error.strerror}.") from None


def _is_wanted(path: str) -> bool:
    """Whether a file says something of a client; paths that lead out of its folder do not."""
    try:
        check_path(path)
    except UnusablePath:
        return False
    return path.endswith(".py") or path in (MANIFEST, NAMES)


def _client(source: str, contents: Mapping[str, bytes], is_package: bool) -> FoundClient:
    from ...compare.surface import client_files

    texts = {}
    for path, content in contents.items():
        try:
            texts[path] = content.decode().replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise OutputError(f"{source}: {path} is not UTF-8.") from None
    modules = client_files(texts) if is_package else None
    if is_package and modules is None:
        raise OutputError(f"{source} has a manifest, and no package that clientsmith generated.")
    return FoundClient(modules, _pins(source, texts))


def _pins(source: str, texts: Mapping[str, str]) -> Pins | None:
    if NAMES not in texts:
        return None
    try:
        return read_pins(texts[NAMES])
    except DamagedPins as damage:
        raise OutputError(f"{source}: {NAMES} is damaged: {damage}.") from None
