"""Names of media types, which are the keys of `content`."""

from __future__ import annotations

import re

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z/-]+")
"""Token characters (RFC 9110 section 5.6.2) and the slash."""

_PARAMETER = re.compile(
    r';\s*([!#$%&\'*+.^_`|~0-9A-Za-z-]+)=("(?:[^"\\\x00-\x1f\x7f]|\\[ -~])*"|[!#$%&\'*+.^_`|~0-9A-Za-z-]+)'
)
"""A parameter of a media type (RFC 9110 section 5.6.6)."""

EVENT_STREAM = "text/event-stream"

FORMS = ("application/x-www-form-urlencoded", "multipart/")
"""Prefixes of the media types to which `encoding` applies."""


def normalized_name(key: str) -> str | None:
    """Return the media type or range in lower case, without parameters; None if it is neither."""
    name = key.partition(";")[0].strip().lower()
    return name if _NAME.fullmatch(name) else None


def parameters_of(key: str) -> str:
    """Return the parameters of a media type as they are sent, names in lower case."""
    return "; ".join(f"{name.lower()}={value}" for name, value in _PARAMETER.findall(key))


def is_json(name: str) -> bool:
    """Return whether the media type is JSON (RFC 6839 suffix included)."""
    return name in ("application/json", "text/json") or name.endswith("+json")


def is_xml(name: str) -> bool:
    """Return whether the media type is XML (RFC 7303)."""
    return name in ("application/xml", "text/xml") or name.endswith("+xml")


def is_multipart(name: str) -> bool:
    """Return whether the media type is multipart."""
    return name.startswith("multipart/")


def is_form(name: str) -> bool:
    """Return whether the media type is a form, multipart or not."""
    return name.startswith(FORMS)


def word(name: str, parameters: str = "") -> str:
    """Return the word for a media type in names: `csv` for `text/csv`, `image` for `image/*`."""
    kind, _, subtype = name.rpartition("/")
    own = next((part for part in (subtype, kind) if any(map(str.isalnum, part))), "")
    return f"{own} {parameters}" if parameters and "charset=" not in parameters else own
