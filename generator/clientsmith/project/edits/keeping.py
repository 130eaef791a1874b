"""What is to stand in place of generated files that were edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..output import digest
from .edited import Edit
from .markers import marked_lines
from .merging import Conflict, merge

BaseOf = Callable[[str, str], str | None]
"""Path of a file and digest of what was generated → that text; None where nobody knows it."""

NO_LONGER_GENERATED = (
    "it was edited and is no longer generated, so it stays and is yours from now on; move what you "
    "need, and delete it"
)
NOT_TEXT = "is no UTF-8 text, so it cannot be merged"
UNRESOLVED = "has conflicts that are not resolved"
BASE_UNKNOWN = "nobody knows any more what was generated there, so it cannot be merged"


@dataclass(frozen=True, slots=True)
class Kept:
    """What becomes of edits."""

    texts: Mapping[str, str]
    """Path → what is to stand there, with the line ends that the file has."""

    bases: Mapping[str, str]
    """`output.digest` → text that is generated now, for files of `texts`; the next merge needs
    it."""

    conflicts: tuple[Conflict, ...]

    refused: Mapping[str, str]
    """Path → why an edit cannot be kept."""


@dataclass(frozen=True, slots=True)
class _Fate:
    """What becomes of one edit."""

    text: str | None = None
    is_edited: bool = False
    conflicts: tuple[Conflict, ...] = ()
    refused: str | None = None


def keep(files: Mapping[str, str], edits: Iterable[Edit], base_of: BaseOf) -> Kept:
    """Merge edits with what is generated now.

    Args:
        files: relative path → text that is generated.
        edits: what stands in their places.
        base_of: finds what was generated before.
    """
    fates = {edit.path: _fate(edit, files.get(edit.path), base_of) for edit in edits}
    edited = [files[path] for path, fate in fates.items() if fate.is_edited]
    return Kept(
        {path: fate.text for path, fate in fates.items() if fate.text is not None},
        {digest(text.encode()): text for text in edited},
        tuple(conflict for fate in fates.values() for conflict in fate.conflicts),
        {path: fate.refused for path, fate in fates.items() if fate.refused is not None},
    )


def _fate(edit: Edit, generated: str | None, base_of: BaseOf) -> _Fate:
    yours = edit.text
    if generated is None:
        if yours is None:
            return _Fate(refused=NOT_TEXT)
        conflict = Conflict(edit.path, None, NO_LONGER_GENERATED)
        return _Fate(edit.content.decode(), conflicts=(conflict,))
    sha256 = digest(generated.encode())
    if digest(edit.content) == sha256:
        return _Fate()
    if yours is None:
        return _Fate(refused=NOT_TEXT)
    if marked := marked_lines(yours, generated):
        return _Fate(refused=_unresolved(marked))
    if edit.sha256 == sha256:
        return _Fate(edit.content.decode(), is_edited=True)
    base = base_of(edit.path, edit.sha256)
    if base is None:
        return _Fate(refused=BASE_UNKNOWN)
    merged = merge(edit.path, base, yours, generated)
    text = edit.content.decode() if merged.text == yours else _with_line_ends(merged.text, edit)
    return _Fate(text, is_edited=merged.text != generated, conflicts=merged.conflicts)


def _unresolved(lines: tuple[int, ...]) -> str:
    return f"{UNRESOLVED}, line {', '.join(map(str, lines))}"


def _with_line_ends(text: str, edit: Edit) -> str:
    """A text with the line ends that most lines of a file have."""
    windows = edit.content.count(b"\r\n")
    return text.replace("\n", "\r\n") if windows * 2 > edit.content.count(b"\n") else text
