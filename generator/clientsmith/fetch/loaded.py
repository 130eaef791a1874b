"""A document as it comes out of a source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from .content import parse_reference, parse_root
from .fault import Parsed
from .pages import Choice
from .text import decode


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document that was read."""

    sha256: str
    """Hexadecimal digest of the bytes that were read."""

    parsed: Parsed


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
