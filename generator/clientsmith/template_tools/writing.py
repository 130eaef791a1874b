"""Folders of templates written, so that a run that is killed loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ..project.output import OutputError, write_file
from ..render.custom import RECORD
from .ejecting import Ejected
from .folder import Folder
from .pieces import Piece
from .record import BASE, Copied, Record, record_text, text_digest
from .upgrading import Upgrade


def write_copies(
    place: Path, ejected: Ejected, record: Record, *, program: str, context_version: str
) -> None:
    """Write what was copied: first what later merges need, then the templates.

    Args:
        place: the folder of templates; it is made where there is none.
        ejected: the copies.
        record: that of the folder before.
        program: version of the program.
        context_version: version of the contract.

    Raises:
        OutputError: a file cannot be written.
    """
    pieces = dict(record.pieces)
    for piece in ejected.pieces:
        for other in [*pieces]:
            if other.template == piece.template and not (other.block and piece.block):
                del pieces[other]  # a whole template has taken the place of blocks
    pieces |= {piece: Copied(program, text_digest(text)) for piece, text in ejected.pieces.items()}
    _write_bases(place, ejected.pieces)
    new = Record(record.context_version or context_version, pieces)
    write_file(place / RECORD, record_text(new))
    for name, text in ejected.files.items():
        write_file(place / name, text)
    _remove_bases(place, record, new)


def write_upgrade(place: Path, before: Folder, record: Record, upgrade: Upgrade) -> None:
    """Write what was brought up to date: first the templates, and at last that it is done. A merge
    that is done twice comes to the same.

    Args:
        place: the folder of templates.
        before: its templates before.
        record: its record before.
        upgrade: what came of them.

    Raises:
        OutputError: a file cannot be written.
    """
    for name, source in upgrade.folder.custom.items():
        if source != before.custom.get(name):
            write_file(place / name, source.file_text)
    _write_bases(place, upgrade.bases)
    if upgrade.record != record:
        write_file(place / RECORD, record_text(upgrade.record))
        _remove_bases(place, record, upgrade.record)


def _write_bases(place: Path, bases: Mapping[Piece, str]) -> None:
    for piece, text in bases.items():
        write_file(place / BASE / piece.base_path, text)


def _remove_bases(place: Path, old: Record, new: Record) -> None:
    """Remove texts that nothing is merged with any more.

    Raises:
        OutputError: one cannot be removed.
    """
    for piece in old.pieces.keys() - new.pieces.keys():
        base = place / BASE / piece.base_path
        try:
            base.unlink(missing_ok=True)
        except OSError as error:
            raise OutputError(f"{base} cannot be removed: {error.strerror}.") from None
        _remove_empty(base.parent, place / BASE)


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder with nothing in it, and those around it up to one that stays."""
    with suppress(OSError):  # as soon as there is something in one
        while folder != top:
            folder.rmdir()
            folder = folder.parent
