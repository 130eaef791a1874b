"""The manifest of a generated project: `.clientsmith/manifest.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import OutputError
from .files import check_path, digest

MANIFEST = ".clientsmith/manifest.json"
"""Path of the manifest in the generated project."""


def manifest_text(files: Mapping[str, str], provenance: Mapping[str, Any]) -> str:
    """Return the manifest of files: where they come from and the hash of each.

    Args:
        files: all files but the manifest.
        provenance: what was generated from what, as JSON; without dates and secrets.
    """
    hashes = {path: digest(files[path].encode()) for path in sorted(files)}
    return json.dumps({**provenance, "files": hashes}, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as it stands in a folder."""

    files: Mapping[str, str]
    """Path → hash of the generated file."""

    inputs: str
    """Digest of inputs beside documents; empty where it is missing."""

    origin: str
    """Origin of the root document; empty where it is missing."""

    documents: Mapping[str, str]
    """Origin → SHA-256 of each document; empty where they are missing."""

    text: str


def load_manifest(directory: Path) -> Manifest | None:
    """Return the manifest of a folder; None where there is none.

    Raises:
        OutputError: there is one, but it is damaged.
    """
    try:
        text = (directory / MANIFEST).read_text(encoding="utf-8")
        value = json.loads(text)
        files = _texts(value["files"])
        for path in files:
            check_path(path)
        source = value.get("source") or {}
        documents = source.get("documents")
        return Manifest(
            files,
            str(value.get("inputs", "")),
            str(source.get("origin", "")),
            _texts(documents) if isinstance(documents, dict) else {},
            text,
        )
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OutputError):
        raise OutputError(
            f"{directory / MANIFEST} is damaged, so it is unknown which files are generated. "
            "Restore it from version control, or delete it and use --force."
        ) from None


def _texts(value: Any) -> dict[str, str]:
    if not all(isinstance(each, str) for each in value.values()):
        raise TypeError
    return {**value}


def read_manifest(directory: Path) -> dict[str, str]:
    """Return the hash of each file that is ours in a folder; empty where there is no manifest.

    Raises:
        OutputError: there is a manifest, but it is damaged.
    """
    manifest = load_manifest(directory)
    return {} if manifest is None else dict(manifest.files)
