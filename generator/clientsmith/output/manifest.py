"""What a generated project says about itself: `.clientsmith/manifest.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .errors import OutputError
from .files import UnusablePath, check_path, digest

MANIFEST = ".clientsmith/manifest.json"
"""Path of the manifest in the generated project."""


def manifest_text(files: Mapping[str, str], provenance: Mapping[str, Any]) -> str:
    """The manifest of files: where they come from and the hash of each.

    Args:
        files: all files but the manifest.
        provenance: what was generated from what, as JSON; without dates and secrets.
    """
    hashes = {path: digest(files[path].encode()) for path in sorted(files)}
    return json.dumps({**provenance, "files": hashes}, indent=2) + "\n"


def read_manifest(directory: Path) -> dict[str, str]:
    """The hash of each file that is ours in a folder; empty where there is no manifest.

    Raises:
        OutputError: there is a manifest, but it is damaged.
    """
    try:
        value = json.loads((directory / MANIFEST).read_bytes())
        files: dict[str, str] = {**value["files"]}
        for path, sha256 in files.items():
            check_path(path)
            if not isinstance(sha256, str):
                raise TypeError
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, TypeError, KeyError, UnusablePath):
        raise OutputError(
            f"{directory / MANIFEST} is damaged, so nobody knows which files here are generated. "
            "Restore it from version control, or delete it and use --force."
        ) from None
    return files
