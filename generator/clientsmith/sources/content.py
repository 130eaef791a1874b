"""The content of a document: JSON, YAML, or a documentation page that contains one of them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from .pages import PageOptions, assemble, has_document, read_page
from .parsing import (
    YAML_SUFFIXES,
    ParsedDocument,
    SourceError,
    decode,
    is_document,
    names_version,
    parse_value,
    version_position,
)

MAX_BYTES = 64 * 1024 * 1024
"""Largest document, in bytes, compression undone; also all pages of one together."""

PAGE_SUFFIXES = (".markdown", ".md", ".mdx")
_PROSE = (*PAGE_SUFFIXES, ".rst", ".txt")
_MARKUP = re.compile(r"\s*<(?P<name>[!?]?[A-Za-z]+)")


def parse_root(text: str, origin: str, options: PageOptions) -> ParsedDocument:
    """Parse the root document, which must be a mapping.

    Args:
        text: the document, or a page that holds it.
        origin: how people know it.
        options: what is taken where a page holds several documents.

    Raises:
        UnusableSource: pages contradict each other, or hold several documents.
        SourceError: it cannot be read, or is something else.
    """
    suffix = PurePosixPath(origin).suffix.lower()
    if suffix in PAGE_SUFFIXES and has_document(text):
        return _parse_page(text, origin, options)
    if suffix not in PAGE_SUFFIXES:
        _refuse_markup(text)
    may_be_page = suffix not in (".json", *YAML_SUFFIXES, *PAGE_SUFFIXES) and _is_page(text)
    try:
        parsed = parse_value(text, suffix)
    except SourceError as fault:
        if may_be_page or (suffix in PAGE_SUFFIXES and not names_version(text)):
            return _parse_page(text, origin, options)
        raise fault from None
    if (may_be_page or suffix in PAGE_SUFFIXES) and not is_document(parsed.data):
        return _parse_page(text, origin, options)
    if not isinstance(parsed.data, dict):
        message = f"This is {_kind(parsed.data)}, no OpenAPI document."
        raise SourceError("document-kind", message, line=1)
    return parsed


def parse_reference(text: str, origin: str) -> ParsedDocument:
    """Parse a document that a reference points to; prose becomes a string.

    Raises:
        SourceError: it cannot be read.
    """
    suffix = PurePosixPath(origin).suffix.lower()
    if suffix in _PROSE:
        return ParsedDocument(text, lambda pointer: 1)
    return parse_value(text, suffix)


def _parse_page(text: str, origin: str, options: PageOptions) -> ParsedDocument:
    return assemble([read_page(text, origin)], options)


def _is_page(text: str) -> bool:
    """Return whether a text of unknown kind has a document in a fenced block, and none around that
    block."""
    place = version_position(text)
    before = text[:place]
    return ("```" in before or "~~~" in before) and has_document(text)


def _refuse_markup(text: str) -> None:
    markup = _MARKUP.match(text)
    if markup:
        kind = "an HTML page" if markup["name"].lower() in ("!doctype", "html") else "XML"
        raise SourceError("document-kind", f"This is {kind}, no OpenAPI document.", line=1)


def _kind(data: Any) -> str:
    if isinstance(data, str):
        return "plain text"
    if data is None:
        return "empty but for comments"
    return "a list" if isinstance(data, list) else "a single value"


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """A document that was read."""

    sha256: str
    """Hexadecimal digest of the bytes that were read."""

    parsed: ParsedDocument

    etag: str = ""
    """`ETag` of the response (RFC 9110 section 8.8.3); empty where there is none."""

    last_modified: str = ""
    """`Last-Modified` of the response (RFC 9110 section 8.8.2); empty where there is none."""


def read_content(raw: bytes, origin: str, options: PageOptions | None) -> LoadedDocument:
    """Parse the bytes of a document.

    Args:
        raw: the bytes.
        origin: how people know it.
        options: what is taken of a page with several documents; None for a document that a reference
            names, which is no page.

    Raises:
        SourceError: they are no document.
        UnusableSource: they are a page whose documents contradict each other.
    """
    text = decode(raw)
    parsed = parse_reference(text, origin) if options is None else parse_root(text, origin, options)
    return LoadedDocument(hashlib.sha256(raw).hexdigest(), parsed)


class PageDigest:
    """Digest of the pages of a document, with a limit of their total size."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._left = MAX_BYTES

    def add(self, name: str, raw: bytes) -> None:
        """Add a page.

        Raises:
            SourceError: they are too large together.
        """
        self._left -= len(raw)
        if self._left < 0:
            raise SourceError(
                "source-too-large",
                f"The pages together are larger than {MAX_BYTES // 2**20} MiB.",
            )
        self._digest.update(f"{name}\0{hashlib.sha256(raw).hexdigest()}\n".encode())

    @property
    def sha256(self) -> str:
        """Hexadecimal digest of the pages so far, in their order."""
        return self._digest.hexdigest()
