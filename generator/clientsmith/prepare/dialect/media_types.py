"""Corrects media types with small mistakes, in keys of `content` and in `consumes` and `produces`."""

from __future__ import annotations

import re

_TWO_TOKENS = re.compile(r"[!#$%&'*+.^_|~0-9A-Za-z-]+/[!#$%&'*+.^_|~0-9A-Za-z-]+")
_AROUND_SLASH = re.compile(r"\s*/+\s*")
_PARAMETER_WITHOUT_SEMICOLON = re.compile(r"(\S+)\s+([A-Za-z]+=.+)", re.DOTALL)
_OTHER_SEPARATOR = re.compile(
    r"(application|audio|image|multipart|text|video)[-._ ]+(\S+)", re.IGNORECASE
)

_FORM_DATA = ("form-data", "formdata", "form", "multipart-form-data")
_URLENCODED = (
    "form-url-encoded",
    "form-urlencoded",
    "www-form-urlencoded",
    "x-form-urlencoded",
    "x-www-form-url-encoded",
    "x-www-form-urlencode",
    "x-www-form-urlencoded",
    "x-www-form",
    "x-www-urlencoded",
)

_MEANT = {
    **dict.fromkeys(("form-data", "formdata", "multipart"), "multipart/form-data"),
    **{f"multipart/{name}": "multipart/form-data" for name in _FORM_DATA},
    **{f"application/{name}": "multipart/form-data" for name in _FORM_DATA if name != "form"},
    **dict.fromkeys(_URLENCODED, "application/x-www-form-urlencoded"),
    **{f"application/{name}": "application/x-www-form-urlencoded" for name in _URLENCODED},
    **{
        name: f"application/{name}"
        for name in ("javascript", "json", "octet-stream", "pdf", "xml", "yaml", "zip")
    },
    "binary": "application/octet-stream",
    **{name: f"text/{name}" for name in ("css", "csv", "event-stream", "html", "markdown")},
    **dict.fromkeys(("plain", "text"), "text/plain"),
    **{name: f"image/{name}" for name in ("gif", "jpeg", "png", "svg+xml", "webp")},
    "jpg": "image/jpeg",
}
"""Name in lower case → the media type that it stands for."""


def corrected_media_type(written: str) -> str:
    """Return a media type as it is meant, with its parameters.

    It is returned as it is written if it is correct, or if its meaning is unknown. Case does not
    matter, and a semicolon at the end is allowed (RFC 9110 sections 5.6.6 and 8.3.1).
    """
    name, _, parameters = written.partition(";")
    name = name.strip()
    found = name.strip("\"'`").strip().replace("\\/", "/")
    if without := _PARAMETER_WITHOUT_SEMICOLON.fullmatch(found):
        found, parameters = without[1], f" {without[2]}"
    if "/" not in found:
        found = found.replace("\\", "/")
    found = _AROUND_SLASH.sub("/", found).rstrip("/:")
    if "/" not in found and (parts := _OTHER_SEPARATOR.fullmatch(found)):
        found = f"{parts[1]}/{parts[2]}"
    lower = found.lower()
    if "/" not in lower and lower.endswith(("+json", "+xml")) and lower not in _MEANT:
        found = f"application/{found}"
    found = _MEANT.get(lower, found)
    if found == name or not _TWO_TOKENS.fullmatch(found):
        return written
    return f"{found};{parameters}" if parameters.strip() else found
