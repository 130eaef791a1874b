"""What the manifest says about where a package comes from."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from ..context import CONTEXT_VERSION, Package
from ..document import Library


def provenance(package: Package, library: Library | None) -> dict[str, Any]:
    """Generator, contract and source documents, as JSON; no dates, no secrets."""
    return {
        "generator": {"version": package.generator_version, "context_version": CONTEXT_VERSION},
        "source": None if library is None else _source(library),
    }


def _source(library: Library) -> dict[str, Any]:
    documents = library.documents
    lines = (f"{documents[origin].sha256} {origin}\n" for origin in sorted(documents))
    digest = hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass"))
    return {
        "origin": _without_secrets(library.root.origin),
        "sha256": library.root.sha256,
        "documents": len(documents),
        "documents_sha256": digest.hexdigest(),
    }


def _without_secrets(origin: str) -> str:
    """An origin without the user information, query and fragment of a URL."""
    if "://" not in origin:
        return origin
    parts = urlsplit(origin)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))
