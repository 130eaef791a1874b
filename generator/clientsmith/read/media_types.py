"""What OpenAPI keys content by: names of media types."""

from __future__ import annotations

import re

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z/-]+")
"""Token characters (RFC 9110 section 5.6.2) and the slash."""

FORMS = ("application/x-www-form-urlencoded", "multipart/")
"""Prefixes of the media types to which `encoding` applies."""


def normalized_name(key: str) -> str | None:
    """The media type or range in lower case, without parameters; None where it is neither."""
    name = key.partition(";")[0].strip().lower()
    return name if _NAME.fullmatch(name) else None


def is_json(name: str) -> bool:
    """Whether the media type is JSON (RFC 6839 suffix included)."""
    return name in ("application/json", "text/json") or name.endswith("+json")


def is_form(name: str) -> bool:
    """Whether the media type has fields."""
    return name.startswith(FORMS)


def word(name: str) -> str:
    """What tells the media type apart in a name: `csv` of `text/csv`, `image` of `image/*`."""
    kind, _, subtype = name.rpartition("/")
    return next((part for part in (subtype, kind) if any(map(str.isalnum, part))), "")
