"""What OpenAPI keys content by: names of media types."""

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
    """The media type or range in lower case, without parameters; None where it is neither."""
    name = key.partition(";")[0].strip().lower()
    return name if _NAME.fullmatch(name) else None


def parameters_of(key: str) -> str:
    """The parameters of a media type as they are sent, names in lower case; empty without any."""
    return "; ".join(f"{name.lower()}={value}" for name, value in _PARAMETER.findall(key))


def is_json(name: str) -> bool:
    """Whether the media type is JSON (RFC 6839 suffix included)."""
    return name in ("application/json", "text/json") or name.endswith("+json")


def is_xml(name: str) -> bool:
    """Whether the media type is XML (RFC 7303)."""
    return name in ("application/xml", "text/xml") or name.endswith("+xml")


def is_multipart(name: str) -> bool:
    """Whether the media type has parts."""
    return name.startswith("multipart/")


def is_form(name: str) -> bool:
    """Whether the media type has fields."""
    return name.startswith(FORMS)


def word(name: str, parameters: str = "") -> str:
    """What tells the media type apart in a name: `csv` of `text/csv`, `image` of `image/*`."""
    kind, _, subtype = name.rpartition("/")
    own = next((part for part in (subtype, kind) if any(map(str.isalnum, part))), "")
    return f"{own} {parameters}" if parameters and "charset=" not in parameters else own
