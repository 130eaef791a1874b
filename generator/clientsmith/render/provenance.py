"""What the manifest says about where a package comes from."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from ..context import CONTEXT_VERSION, Package
from ..document import Library


def provenance(package: Package, library: Library | None, inputs: str = "") -> dict[str, Any]:
    """Generator, contract, settings and source documents, as JSON; no dates, no secrets.

    Args:
        package: what is printed.
        library: the documents that it was made of.
        inputs: digest of what else it was made of.
    """
    return {
        "generator": {"version": package.generator_version, "context_version": CONTEXT_VERSION},
        **({"inputs": inputs} if inputs else {}),
        "source": None if library is None else _source(library),
    }


def _source(library: Library) -> dict[str, Any]:
    documents = {
        _without_secrets(origin): document.sha256 for origin, document in library.sources.items()
    }
    return {
        "origin": _without_secrets(library.root.origin),
        "documents": dict(sorted(documents.items())),
    }


def _without_secrets(origin: str) -> str:
    """An origin without the user information, query and fragment of a URL."""
    if "://" not in origin:
        return origin
    parts = urlsplit(origin)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))
