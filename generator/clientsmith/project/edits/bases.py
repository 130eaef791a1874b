"""What was generated in a place before somebody edited it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..output import OutputError, digest
from .edited import decoded
from .history import earlier_contents
from .kept_outputs import KeptOutputs

FOLDER = ".clientsmith/base"
"""Folder of the output in which the text behind each edited file stands, by its digest; it is meant
to be committed."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Bases:
    """Finds what was generated: beside the files, else on the user's machine, else in git."""

    def __init__(self, directory: Path, outputs: KeptOutputs | None) -> None:
        """`outputs` is what the machine keeps, None where it keeps nothing."""
        self._directory = directory
        self._outputs = outputs

    def __call__(self, path: str, sha256: str) -> str | None:
        r"""The text with a digest, its lines ended by `\n`; None where nobody knows it."""
        if not _SHA256.fullmatch(sha256):
            return None
        for content in self._candidates(path, sha256):
            if digest(content) == sha256:
                return decoded(content)
        return None

    def _candidates(self, path: str, sha256: str) -> Iterator[bytes]:
        if (content := _stored(self._directory, sha256)) is not None:
            yield content
        if self._outputs is not None and (found := self._outputs.find(sha256)) is not None:
            yield found
        yield from earlier_contents(self._directory, path)


def is_stored(directory: Path, sha256: str) -> bool:
    """Whether the text with a digest stands beside the files of an output folder."""
    content = _stored(directory, sha256) if _SHA256.fullmatch(sha256) else None
    return content is not None and digest(content) == sha256


def _stored(directory: Path, sha256: str) -> bytes | None:
    try:
        return (directory / FOLDER / sha256).read_bytes()
    except OSError:
        return None


def as_files(bases: Mapping[str, str]) -> dict[str, str]:
    """Texts by digest → the same by their paths in the output folder."""
    return {f"{FOLDER}/{sha256}": text for sha256, text in bases.items()}


def remove_others(directory: Path, bases: Mapping[str, str]) -> None:
    """Remove the texts that no edited file needs any more.

    Raises:
        OutputError: one cannot be removed.
    """
    folder = directory / FOLDER
    if not folder.is_dir() or folder.is_symlink():
        return
    try:
        for place in folder.iterdir():
            if _SHA256.fullmatch(place.name) and place.name not in bases:
                place.unlink()
        if not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        raise OutputError(
            f"{error.filename} is no longer needed and cannot be removed: {error.strerror}."
        ) from None
