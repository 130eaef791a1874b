"""A document as it comes out of a source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from .content import parse_reference, parse_root
from .errors import Fault, Parsed
from .pages import Choice
from .parsing import decode

MAX_BYTES = 64 * 1024 * 1024
"""Largest document, in bytes, compression undone; also all pages of one together."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document that was read."""

    sha256: str
    """Hexadecimal digest of the bytes that were read."""

    parsed: Parsed

    etag: str = ""
    """What the server calls this content (RFC 9110 section 8.8.3); empty where it is no answer of
    one."""

    last_modified: str = ""
    """When the server says that it was changed (RFC 9110 section 8.8.2)."""


def loaded(raw: bytes, origin: str, choice: Choice | None) -> Loaded:
    """The document that some bytes are.

    Args:
        raw: the bytes.
        origin: how people know it.
        choice: what is taken of a page with several documents; None for a document that a reference
            names, which is no page.

    Raises:
        Fault: they are no document.
        UnusableSource: they are a page whose documents contradict each other.
    """
    text = decode(raw)
    parsed = parse_reference(text, origin) if choice is None else parse_root(text, origin, choice)
    return Loaded(hashlib.sha256(raw).hexdigest(), parsed)


class PageDigest:
    """What tells the pages that a document is made from apart from others, while they come."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._left = MAX_BYTES

    def add(self, name: str, raw: bytes) -> None:
        """Take one more page.

        Raises:
            Fault: they are too large together.
        """
        self._left -= len(raw)
        if self._left < 0:
            raise Fault(
                "source-too-large",
                f"The pages together are larger than {MAX_BYTES // 2**20} MiB.",
            )
        self._digest.update(f"{name}\0{hashlib.sha256(raw).hexdigest()}\n".encode())

    @property
    def sha256(self) -> str:
        """Hexadecimal digest of the pages so far, in their order."""
        return self._digest.hexdigest()
