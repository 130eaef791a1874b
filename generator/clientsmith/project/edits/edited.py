"""Finds edited and missing files of an output folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..output import content_on_disk, digest, is_record, read_manifest


@dataclass(frozen=True, slots=True)
class Edit:
    """A generated file that somebody changed."""

    path: str
    """Relative to the output folder, with slashes."""

    sha256: str
    """`output.digest` of the text that was generated."""

    content: bytes
    """Current content."""

    @property
    def text(self) -> str | None:
        r"""Current text, with `\n` as line ends; None if it is not UTF-8."""
        return decoded(self.content)

    def is_current(self, directory: Path) -> bool:
        """Return whether that is still there.

        Raises:
            OutputError: the file cannot be read.
        """
        return content_on_disk(directory / self.path) == self.content


@dataclass(frozen=True, slots=True)
class LocalChanges:
    """Edited and missing files of an output folder."""

    edits: tuple[Edit, ...]
    missing: tuple[str, ...]


def find_changes(directory: Path) -> LocalChanges:
    """Find the edited and missing files of an output folder, sorted by path.

    Raises:
        OutputError: the manifest is damaged, or a file cannot be read.
    """
    return compare_with_manifest(read_manifest(directory), directory)


def compare_with_manifest(manifest: Mapping[str, str], directory: Path) -> LocalChanges:
    """As `find_changes`, with a given manifest.

    Args:
        manifest: relative path → `output.digest` of what was generated.
        directory: the output folder.

    Raises:
        OutputError: a file cannot be read.
    """
    edits = []
    missing = []
    for path, sha256 in sorted(manifest.items()):
        content = content_on_disk(directory / path)
        if content is None:
            missing.append(path)
        elif digest(content) != sha256 and not is_record(path):
            edits.append(Edit(path, sha256, content))
    return LocalChanges(tuple(edits), tuple(missing))


def decoded(content: bytes) -> str | None:
    r"""Return the text of a file, with `\n` as line ends; None where it is not UTF-8."""
    try:
        return content.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
