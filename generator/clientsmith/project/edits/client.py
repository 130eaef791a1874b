"""Writes clients and compares them, with respect to edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .. import output
from ..output import digest
from .bases import BaseTexts, as_files, remove_others
from .edited import Edit, find_changes
from .markers import marked_lines
from .matching import count_changes
from .merging import Conflict, merge

BaseOf = Callable[[str, str], str | None]
"""Takes the path of a file and the digest of the generated text; returns the text, or None if it is
unknown."""

NO_LONGER_GENERATED = (
    "it was edited and is no longer generated; it stays and is yours from now on. Move what you "
    "need, and delete it"
)
NOT_TEXT = "is not UTF-8 text and cannot be merged"
UNRESOLVED = "has unresolved conflicts"
BASE_UNKNOWN = "the originally generated text is unknown, so the edit cannot be merged"


@dataclass(frozen=True, slots=True)
class MergedEdits:
    """Result of merging all edits of a client."""

    texts: Mapping[str, str]
    """Path → merged text, with the line ends of the file."""

    bases: Mapping[str, str]
    """`output.digest` → text that is generated now, for files of `texts`; the next merge needs
    it."""

    conflicts: tuple[Conflict, ...]

    refused: Mapping[str, str]
    """Path → reason why an edit cannot be merged."""


@dataclass(frozen=True, slots=True)
class _MergedEdit:
    """Result of merging one edit."""

    text: str | None = None
    is_edited: bool = False
    conflicts: tuple[Conflict, ...] = ()
    refused: str | None = None


def merge_edits(files: Mapping[str, str], edits: Iterable[Edit], base_of: BaseOf) -> MergedEdits:
    """Merge edits with what is generated now.

    Args:
        files: relative path → text that is generated.
        edits: what stands in their places.
        base_of: finds what was generated before.
    """
    results = {edit.path: _merge_edit(edit, files.get(edit.path), base_of) for edit in edits}
    edited = [files[path] for path, result in results.items() if result.is_edited]
    return MergedEdits(
        {path: result.text for path, result in results.items() if result.text is not None},
        {digest(text.encode()): text for text in edited},
        tuple(conflict for result in results.values() for conflict in result.conflicts),
        {path: result.refused for path, result in results.items() if result.refused is not None},
    )


def _merge_edit(edit: Edit, generated: str | None, base_of: BaseOf) -> _MergedEdit:
    yours = edit.text
    if generated is None:
        if yours is None:
            return _MergedEdit(refused=NOT_TEXT)
        conflict = Conflict(edit.path, None, NO_LONGER_GENERATED)
        return _MergedEdit(edit.content.decode(), conflicts=(conflict,))
    sha256 = digest(generated.encode())
    if digest(edit.content) == sha256:
        return _MergedEdit()
    if yours is None:
        return _MergedEdit(refused=NOT_TEXT)
    if marked := marked_lines(yours, generated):
        return _MergedEdit(refused=_unresolved(marked))
    if edit.sha256 == sha256:
        return _MergedEdit(edit.content.decode(), is_edited=True)
    base = base_of(edit.path, edit.sha256)
    if base is None:
        return _MergedEdit(refused=BASE_UNKNOWN)
    merged = merge(edit.path, base, yours, generated)
    text = edit.content.decode() if merged.text == yours else _with_line_ends(merged.text, edit)
    return _MergedEdit(text, is_edited=merged.text != generated, conflicts=merged.conflicts)


def _unresolved(lines: tuple[int, ...]) -> str:
    return f"{UNRESOLVED}, line {', '.join(map(str, lines))}"


def _with_line_ends(text: str, edit: Edit) -> str:
    """Return a text with the line ends that most lines of a file have."""
    windows = edit.content.count(b"\r\n")
    return text.replace("\n", "\r\n") if windows * 2 > edit.content.count(b"\n") else text


_WAYS_OUT = {
    UNRESOLVED: "Resolve the conflicts between `<<<<<<<` and `>>>>>>>`.",
    BASE_UNKNOWN: (
        "Where the originally generated text is unknown, generate once with the document and the "
        "version of clientsmith of that time, or fetch the whole history of the repository."
    ),
    NOT_TEXT: "Save the file as UTF-8, or move it elsewhere.",
}
"""Beginning of a reason why an edit cannot be merged → advice."""

_LAST_WAY_OUT = (
    "--force overwrites these files, and no others that were edited; `clientsmith check` shows "
    "what would be lost."
)


@dataclass(frozen=True, slots=True)
class WriteResult:
    """Result of writing a client."""

    written: output.WrittenFiles

    kept: tuple[str, ...]
    """Files in which edits were kept, conflicts among them."""

    conflicts: tuple[Conflict, ...]


def write_client(
    files: Mapping[str, str],
    directory: Path,
    *,
    keep_edits: bool,
    force: bool,
    cache: Path | None,
    released: Callable[[str], bool] = output.none_released,
) -> WriteResult:
    """Make a folder hold a client, and merge_edits edits if that is wanted.

    Args:
        files: as for `output.write`.
        directory: the output folder.
        keep_edits: whether edits are merged with what is generated.
        force: overwrite edits, or those that cannot be kept; and what is not ours.
        cache: folder for what the user's machine keeps; None keeps nothing.
        released: as for `output.write`.

    Raises:
        FilesInTheWay: there are edits that cannot be kept, or files that are not ours, and `force`
            is not set.
        OutputError: as `output.write`.
    """
    bases = BaseTexts(directory, cache)
    if not keep_edits:
        try:
            written = output.write(files, directory, force=force, released=released)
        except output.FilesInTheWay as error:
            raise error.explained(_sizes(directory, bases)) from None
        remove_others(directory, {})
        return WriteResult(written, (), ())
    kept = _merged_edits(files, directory, bases, released)
    placed = {**kept.texts, **as_files(kept.bases)}
    try:
        written = output.write(files, directory, force=force, kept=placed, released=released)
    except output.FilesInTheWay as error:
        raise error.explained(kept.refused, _advice(kept.refused)) from None
    bases.remember(text for path, text in files.items() if not output.is_record(path))
    remove_others(directory, kept.bases)
    return WriteResult(written, tuple(kept.texts), kept.conflicts)


def expected_files(
    files: Mapping[str, str], directory: Path, *, keep_edits: bool, cache: Path | None
) -> Mapping[str, str]:
    """Return the generated files as they would be written to a folder.

    Args:
        files: relative path → text that is generated.
        directory: the output folder.
        keep_edits: whether edits are merged with what is generated; else it is `files`.
        cache: as for `write_client`.

    Raises:
        OutputError: the folder cannot be read.
    """
    if not keep_edits:
        return files
    kept = _merged_edits(files, directory, BaseTexts(directory, cache))
    return {**files, **{path: text for path, text in kept.texts.items() if path in files}}


def _merged_edits(
    files: Mapping[str, str],
    directory: Path,
    bases: BaseTexts,
    released: Callable[[str], bool] = output.none_released,
) -> MergedEdits:
    """Merge the edits in a folder, except those of released files.

    Raises:
        OutputError: the folder cannot be read.
    """
    output.recover(directory)
    while True:
        edits = [
            edit
            for edit in find_changes(directory).edits
            if edit.path in files or not released(edit.path)
        ]
        kept = merge_edits(files, edits, bases)
        if all(edit.is_current(directory) for edit in edits):  # else somebody is at work
            return kept


def _advice(refused: Mapping[str, str]) -> str:
    """Return advice on edits that cannot be merged."""
    ways = [
        way
        for reason, way in _WAYS_OUT.items()
        if any(each.startswith(reason) for each in refused.values())
    ]
    return " ".join([*ways, _LAST_WAY_OUT])


def _sizes(directory: Path, bases: BaseTexts) -> dict[str, str]:
    """Return the numbers of added and removed lines of edited files by path, where they are
    known."""
    sizes = {}
    for edit in find_changes(directory).edits:
        base = bases(edit.path, edit.sha256)
        if base is not None and edit.text is not None:
            added, removed = count_changes(base, edit.text)
            sizes[edit.path] = f"+{added} −{removed} lines"
    return sizes
