"""Parses JSON or YAML, and limits the size of documents."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from typing import Any

from . import json_text
from .errors import ParsedDocument, SourceError

MAX_DEPTH = 500
"""Deepest nesting of mappings and lists."""

MAX_VALUES = 5_000_000
"""Maximum number of values of all documents; each use of a YAML alias counts in full."""

YAML_SUFFIXES = (".yaml", ".yml")
_LOOKS_LIKE_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*["\[\]{])')
_VERSION = re.compile(r"""(?<![^\s{,])["']?(?:openapi|swagger)["']?\s*:\s*["']?\d""")


def parse_value(text: str, suffix: str) -> ParsedDocument:
    """Parse JSON or YAML; `suffix` decides only where both are possible.

    Raises:
        SourceError: it is neither.
    """
    if text.lstrip()[:1] in ("{", "["):
        try:
            return json_text.parse(text)
        except SourceError:
            if suffix not in YAML_SUFFIXES and _LOOKS_LIKE_JSON.match(text):
                raise
    from . import yaml_text

    return yaml_text.parse(text)


def count_values(data: Any, limit: int = MAX_VALUES) -> int:
    """Count values; shared ones count each time that they are used.

    Raises:
        SourceError: there are more than `limit`, or they are nested more than `MAX_DEPTH` deep.
    """
    total = 1
    level = [data] if isinstance(data, dict | list) else []
    for _ in range(MAX_DEPTH):
        total += sum(map(len, level))
        if total > limit:
            raise SourceError(
                "source-too-large",
                f"The documents hold more than {MAX_VALUES:,} values, aliases resolved.",
            )
        below = []
        for container in level:
            for value in container.values() if isinstance(container, dict) else container:
                if value.__class__ is dict or value.__class__ is list:
                    below.append(value)
        if not below:
            return total
        level = below
    raise SourceError("source-too-large", f"The document is nested more than {MAX_DEPTH} deep.")


def version_position(text: str) -> int | None:
    """Return the offset of the OpenAPI version in a text; None where there is none."""
    found = _VERSION.search(text)
    return found.start() if found else None


def names_version(text: str) -> bool:
    """Return whether a text contains an OpenAPI version, as documents do."""
    return _VERSION.search(text) is not None


def is_document(data: Any) -> bool:
    """Return whether data is meant to be an OpenAPI or Swagger document."""
    return isinstance(data, dict) and ("openapi" in data or "swagger" in data)


_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF8, "utf-8"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data"),
)


def decode(raw: bytes) -> str:
    """Decode UTF-8, or UTF-16 or UTF-32 with a byte order mark.

    Raises:
        SourceError: the document is empty, no text, or not in its encoding.
    """
    encoding, start = "utf-8", 0
    for mark, name in _MARKS:
        if raw.startswith(mark):
            encoding, start = name, len(mark)
            break
    else:
        _refuse_binary(raw)
    try:
        text = raw[start:].decode(encoding)
    except UnicodeDecodeError as error:
        offset = start + error.start
        raise SourceError(
            "source-encoding",
            f"The document is not {encoding.upper()}: byte {offset} (0x{raw[offset]:02x}) does not fit.",
            line=raw.count(b"\n", 0, offset) + 1,
            hint="Save the document as UTF-8.",
        ) from None
    if not text.strip():
        raise SourceError("source-empty", "The document is empty.")
    return text


def _refuse_binary(raw: bytes) -> None:
    for magic, name in _BINARY:
        if raw.startswith(magic):
            raise SourceError("source-binary", f"This is {name}, not a document.")
    offset = raw.find(b"\0", 0, 8192)
    if offset >= 0:
        raise SourceError(
            "source-binary",
            f"This is binary data, not a document: byte {offset} is zero.",
            hint="Text in UTF-16 or UTF-32 needs a byte order mark.",
        )
