"""Settings on where documents come from, read from their tables: sources, and headers for hosts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Headers = Mapping[str, Mapping[str, str]]
"""Host, with `:port` where only that port is meant → name of a header → value, in which `${NAME}`
stands for a variable of the environment."""

_HOST = re.compile(r"[A-Za-z0-9._-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""What a header can be called (RFC 9110 section 5.1)."""

_OURS = frozenset(
    {"accept-encoding", "connection", "content-length", "host", "te", "transfer-encoding"}
)
"""Headers that say how a request is made."""


def read_spec(value: object, name: str, mistakes: list[str]) -> str | tuple[str, ...]:
    """One source, or a list of several."""
    if isinstance(value, str) and value:
        return value
    if isinstance(value, list) and value and all(isinstance(each, str) and each for each in value):
        return value[0] if len(value) == 1 else tuple(value)
    mistakes.append(f"`{name}` must be text or a list of texts, not {value!r}")
    return ""


def read_headers(value: object, name: str, mistakes: list[str]) -> Headers:
    """Headers for hosts; messages about mistakes do not show values, which may be secret."""
    if not isinstance(value, dict) or not all(isinstance(own, dict) for own in value.values()):
        mistakes.append(f'`{name}` must be a table of tables, such as [headers."api.example.com"]')
        return {}
    found: dict[str, dict[str, str]] = {}
    for host, own in value.items():
        found[host] = {}
        for header, text in own.items():
            mistake = _mistake(host, header, text)
            if mistake:
                mistakes.append(f"`{name}.{host}.{header}` {mistake}")
            else:
                found[host][header] = text
    return found


def parse_headers(options: list[str]) -> tuple[Headers, list[str]]:
    """Headers out of options such as `api.example.com Authorization: Bearer ${TOKEN}`.

    Returns:
        the headers, and what is wrong; no message shows a value, which may be secret.
    """
    found: dict[str, dict[str, str]] = {}
    mistakes: list[str] = []
    for number, option in enumerate(options, 1):
        host, _, rest = option.strip().partition(" ")
        header, colon, text = rest.partition(":")
        header, text = header.strip(), text.strip()
        if not colon or not text:
            mistakes.append(f"number {number} must look like 'HOST NAME: VALUE'")
        elif mistake := _mistake(host, header, text):
            mistakes.append(f"number {number} {mistake}")
        else:
            found.setdefault(host, {})[header] = text
    return found, mistakes


def _mistake(host: str, header: str, text: Any) -> str:
    if not _HOST.fullmatch(host):
        return "is not for a host, such as api.example.com or localhost:8000"
    if not _NAME.fullmatch(header):
        return "is no name of a header"
    if header.lower() in _OURS:
        return "is a header that cannot be chosen"
    return "" if isinstance(text, str) and text else "must have text as its value"
