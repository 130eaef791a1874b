"""From the bytes of a document to its text."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from .errors import Fault

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
    """The text of a document in UTF-8, or in UTF-16 or UTF-32 with a byte order mark.

    Raises:
        Fault: the document is empty, no text, or not in its encoding.
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
        raise Fault(
            "source-encoding",
            f"The document is not {encoding.upper()}: byte {offset} (0x{raw[offset]:02x}) does not fit.",
            line=raw.count(b"\n", 0, offset) + 1,
            hint="Save the document as UTF-8.",
        ) from None
    if not text.strip():
        raise Fault("source-empty", "The document is empty.")
    return text


def _refuse_binary(raw: bytes) -> None:
    for magic, name in _BINARY:
        if raw.startswith(magic):
            raise Fault("source-binary", f"This is {name}, not a document.")
    offset = raw.find(b"\0", 0, 8192)
    if offset >= 0:
        raise Fault(
            "source-binary",
            f"This is binary data, not a document: byte {offset} is zero.",
            hint="Text in UTF-16 or UTF-32 needs a byte order mark.",
        )
