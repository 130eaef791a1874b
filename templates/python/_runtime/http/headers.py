"""Header fields: which names and values there can be (RFC 9110, 5)."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def is_field_name(name: str) -> bool:
    """Whether a text can be the name of a header."""
    return _TOKEN.fullmatch(name) is not None


def has_control_character(value: str) -> bool:
    """Whether a text holds a line break or another character that no header can hold."""
    return _CONTROL.search(value) is not None
