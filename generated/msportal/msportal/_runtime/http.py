"""The HTTP library, which only this module names, and header fields, media types and texts of HTTP
(RFC 9110)."""

from __future__ import annotations

import codecs
import datetime as dt
import re
from functools import lru_cache

import httpx2 as httpx

__all__ = ["httpx"]  # to be imported from here; the other names are anyway


def limit_decompression(response: httpx.Response) -> None:
    """Do nothing: httpx2 decompresses in small steps, after each of which the size is checked."""


# --- header fields --------------------------------------------------------------------

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def is_field_name(name: str) -> bool:
    """Return whether a string is a valid header name."""
    return _TOKEN.fullmatch(name) is not None


def has_control_character(value: str) -> bool:
    """Return whether a string contains a line break or another character that headers cannot
    contain."""
    return _CONTROL.search(value) is not None


# --- media types ----------------------------------------------------------------------

_NO_CHARSETS = frozenset(
    {
        *("idna", "mbcs", "oem", "punycode"),
        *("raw-unicode-escape", "undefined", "unicode-escape"),
    }
)
"""Text codecs of Python that are not character encodings of documents."""


@lru_cache(maxsize=256)
def essence(content_type: str) -> str:
    """Return a media type in lower case, without parameters."""
    return content_type.partition(";")[0].strip().lower()


@lru_cache(maxsize=256)
def charset(content_type: str) -> str | None:
    """Return the character encoding of a content type; None if Python does not have it."""
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return _known_charset(value.strip().strip("\"'"))
    return None


def _known_charset(name: str) -> str | None:
    try:
        found = codecs.lookup(name).name
        b"x".decode(found, "replace")
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if found.replace("_", "-") in _NO_CHARSETS else found


def is_json(media_type: str) -> bool:
    """Return whether a media type is JSON: `application/json`, `text/json` or any `+json`."""
    name = essence(media_type)
    return name in ("application/json", "text/json") or name.endswith("+json")


def is_text(media_type: str) -> bool:
    """Return whether a media type is text, including XML, but not JSON."""
    name = essence(media_type)
    if is_json(name):
        return False
    return name.startswith("text/") or name.endswith(("/xml", "+xml", "/yaml", "+yaml"))


def is_wildcard(media_type: str) -> bool:
    """Return whether a media type is a range such as `image/*`."""
    return "*" in media_type


def is_in_range(media_type: str, media_range: str) -> bool:
    """Return whether a media type equals another one, or is in a range such as `image/*`."""
    name, wanted = essence(media_type), essence(media_range)
    before, star, after = wanted.partition("*")
    if not star:
        return name == wanted
    return name.startswith(before) and name.endswith(after.lstrip("/*"))


_TEXT = re.compile(
    r"[/+-](csv|ecmascript|graphql|javascript|jsonl|ndjson|sql|toml|x-www-form-urlencoded|yaml)"
)
"""Media types of texts whose names do not begin with `text/`."""


def decode_text(data: bytes, content_type: str, errors: str = "replace") -> str:
    """Decode text by its byte order mark, else by its content type, else as UTF-8; by default
    invalid bytes become U+FFFD.

    Raises:
        UnicodeDecodeError: `errors` is `strict`, and the text is not valid.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors=errors)
    return data.decode(charset(content_type) or "utf-8", errors=errors)


def text_or_bytes(data: bytes, content_type: str) -> str | bytes:
    """Return a text decoded by its content type; other contents, and text that is not valid in its
    character encoding, as bytes."""
    name = essence(content_type)
    if (
        is_text(name)
        or is_json(name)
        or _TEXT.search(name)
        or charset(content_type) is not None
    ):
        try:
            return decode_text(data, content_type, "strict")
        except UnicodeDecodeError:
            pass
    return data


def utf8_json(data: bytes, content_type: str) -> bytes:
    """Return a JSON document as UTF-8 without byte order mark, whatever its encoding."""
    if data.startswith(codecs.BOM_UTF8):
        return data[3:]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode_text(data, content_type).encode()
    if "charset" in content_type.lower():
        encoding = charset(content_type)
        if encoding is not None and encoding not in ("utf-8", "ascii"):
            # UTF-7 has notations for halves of characters, which no other decoder lets through.
            return data.decode(encoding, errors="replace").encode(errors="replace")
    return data


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 precedes UTF-16, whose little-endian byte order mark is a prefix of it."""


def read_http_date(text: str) -> dt.datetime:
    """Parse an HTTP date (RFC 9110, 5.6.7)."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text)
    except (TypeError, IndexError):
        raise ValueError("not a date") from None
