"""The record of copied pieces in a folder of templates, for later merges.

`.clientsmith/templates.json` lists the pieces, and `.clientsmith/base` holds their texts; both are
meant to be committed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...config import ConfigError
from ...project.output import OutputError, digest, write_file
from ...render.custom import RECORD
from .pieces import Piece, piece_of

BASE = ".clientsmith/base"
"""Folder with the base texts of copies."""


@dataclass(frozen=True, slots=True)
class Copied:
    """The origin of a copied piece."""

    clientsmith: str
    """Version of clientsmith."""

    sha256: str
    """Hash of the built-in text (`text_digest`)."""


@dataclass(frozen=True, slots=True)
class Record:
    """The pieces that a folder of templates has copies of."""

    context_version: str = ""
    """Version of the contract that the templates were written for; empty if unknown."""

    pieces: Mapping[Piece, Copied] = field(default_factory=dict)


def read_record(folder: Path) -> Record:
    """Read the record of a folder of templates; it is empty if there is none.

    Raises:
        ConfigError: it cannot be read, or is damaged.
    """
    place = folder / RECORD
    try:
        value = json.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Record()
    except (OSError, ValueError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ConfigError(place.as_posix(), [f"it cannot be read: {reason}"]) from None
    record = _record(value)
    if record is None:
        message = (
            "it is damaged; restore it from version control, or delete it, after which "
            "`clientsmith templates upgrade` cannot merge earlier copies"
        )
        raise ConfigError(place.as_posix(), [message])
    return record


def _record(value: Any) -> Record | None:
    match value:
        case {"context_version": str(version), "pieces": dict(pieces)}:
            found = {}
            for key, copied in pieces.items():
                match copied:
                    case {"clientsmith": str(program), "sha256": str(sha256)}:
                        found[piece_of(key)] = Copied(program, sha256)
                    case _:
                        return None
            return Record(version, found)
    return None


def record_text(record: Record) -> str:
    """Return the content of the record's file."""
    pieces = {
        piece.key: {"clientsmith": copied.clientsmith, "sha256": copied.sha256}
        for piece, copied in sorted(record.pieces.items())
    }
    value = {"context_version": record.context_version, "pieces": pieces}
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def kept_text(folder: Path, piece: Piece) -> str | None:
    """Read the base text of a piece; None if it is missing or not text."""
    try:
        return (folder / BASE / piece.base_path).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


def text_digest(text: str) -> str:
    """Return the hash of a text, as in the record."""
    return digest(text.encode())


def write_bases(place: Path, bases: Mapping[Piece, str]) -> None:
    """Write the base texts of copied pieces.

    Raises:
        OutputError: one cannot be written.
    """
    for piece, text in bases.items():
        write_file(place / BASE / piece.base_path, text)


def remove_bases(place: Path, old: Record, new: Record) -> None:
    """Remove base texts that are no longer needed.

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
    """Remove a folder and its parents below `top`, as far as they are empty."""
    with suppress(OSError):  # as soon as there is something in one
        while folder != top:
            folder.rmdir()
            folder = folder.parent
