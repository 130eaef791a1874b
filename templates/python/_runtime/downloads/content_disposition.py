"""The name that an answer gives a file: `Content-Disposition` (RFC 6266), made harmless."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote_to_bytes

_PARAMETER = re.compile(
    r""";\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))""",
    re.DOTALL,
)
_EXTENDED = re.compile(r"(?i:(utf-8|iso-8859-1))'[^']*'(.*)", re.DOTALL)
"""Charset, language and percent-encoded text (RFC 8187, 3.2.1)."""

_SEPARATORS = re.compile(r"[/\\]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
"""What names of files cannot hold on Windows."""

_DEVICES = re.compile(
    r"(?i:con|conin\$|conout\$|prn|aux|nul|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(?:\.|\Z)"
)
_MOST_BYTES = 200
"""Of a name; file systems take 255."""


def filename_of(disposition: str) -> str | None:
    """The name that a header gives a file, without folders and safe to be put behind one; None
    where it gives none that is of use."""
    found: dict[str, str] = {}
    # Some servers leave out the type that stands in front of the parameters.
    for name, quoted, token in _PARAMETER.findall(f";{disposition}"):
        text = re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL) if quoted else token
        found.setdefault(name.lower(), text)
    return _harmless(_extended(found.get("filename*", "")) or found.get("filename", ""))


def _extended(text: str) -> str:
    """A value in the extended notation; empty where it is none."""
    match = _EXTENDED.fullmatch(text)
    if match is None:
        return ""
    return unquote_to_bytes(match[2]).decode(match[1], "replace")


def _harmless(name: str) -> str | None:
    """A name of one file, whatever system it is for: neither hidden, nor a device, nor one that is
    shown as another one."""
    name = unicodedata.normalize("NFC", _SEPARATORS.split(name)[-1])
    name = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    name = " ".join(_FORBIDDEN.sub("_", name).split()).lstrip(".").strip(" .")
    if _DEVICES.match(name):
        name = f"_{name}"
    return _shortened(name) or None


def _shortened(name: str) -> str:
    """A name that file systems take, with its ending."""
    if len(name.encode()) <= _MOST_BYTES:
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending.encode()) > 16:
        stem, dot, ending = name, "", ""
    most = _MOST_BYTES - len(f"{dot}{ending}".encode())
    return stem.encode()[:most].decode("utf-8", "ignore") + dot + ending
