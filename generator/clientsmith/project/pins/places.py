"""Ids as pins have them: without where the root document lies, which may move."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit


def place_of(id_: str, root: str) -> str:
    """An id as seen from the root document: `#/components/schemas/Pet`, `common/Error.yaml#`.

    Args:
        id_: origin and JSON pointer.
        root: origin of the root document.
    """
    origin, hash_, pointer = id_.partition("#")
    if origin == root:
        return f"#{pointer}"
    return f"{_shown(origin, root)}{hash_}{pointer}"


def _shown(origin: str, root: str) -> str:
    """An origin relative to the root document, without parts of a URL that may hold secrets."""
    if "://" not in origin:
        return origin
    parts = urlsplit(origin)
    host = parts.netloc.rpartition("@")[2]
    shown = urlunsplit((parts.scheme, host, parts.path, "", ""))
    return shown.removeprefix(f"{root.partition('?')[0].rpartition('/')[0]}/")
