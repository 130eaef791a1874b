"""What an answer tells of the pages after it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from ..codec.places import Place
from ..responses.raw_response import RawResponse
from .members import member
from .strategies import Cursor, LastItem, NextURL, Offset, PageNumber, Path

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_RELATIVE = re.compile(r"[^\s{}\"]*\?")
"""A path, if any, with a query."""


def more(
    way: Cursor | LastItem | Offset | PageNumber | NextURL, page: Place
) -> bool | None:
    """Whether there is another page, by what is said outright; None where nothing is said: that a
    page is not the last may only mean that a server never says so."""
    has_more = flag(page, way.has_more)
    if has_more is not None:
        return has_more
    return False if flag(page, way.is_last) else None


def flag(page: Place, path: Path | None) -> bool | None:
    """The boolean at a path; None where there is none."""
    found = None if path is None else member(page, path)
    return found if isinstance(found, bool) else None


def number(page: Place, path: Path | None) -> int | None:
    """The whole number at a path, also as text; None where there is none."""
    return None if path is None else whole(member(page, path))


def total(way: Offset | PageNumber, page: Place, raw: RawResponse) -> int | None:
    """How many items there are on all pages; None where it is not said."""
    header = way.total_header
    told = whole(raw.headers.get(header)) if header else number(page, way.total)
    return told if told is None or told >= 0 else None


def total_pages(way: PageNumber, page: Place, raw: RawResponse) -> int | None:
    """How many pages there are; None where it is not said."""
    header = way.total_pages_header
    told = whole(raw.headers.get(header)) if header else number(page, way.total_pages)
    return told if told is None or told >= 0 else None


def whole(value: Any) -> int | None:
    """A whole number, also as text; None for everything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, str):
        is_number = value.isascii() and value.isdecimal() and len(value) < 20
        return int(value) if is_number else None
    return value if isinstance(value, int) else None


def is_end(cursor: Any) -> bool:
    """Whether a cursor says that there is no further page; numbers of pages are positive."""
    if isinstance(cursor, (int, float)):
        return cursor is not True and not cursor > 0  # nor is NaN
    return cursor is None or cursor == ""


def is_link(value: Any) -> bool:
    """Whether a value is a URL, absolute or relative with a query, rather than a cursor."""
    return isinstance(value, str) and bool(
        _ABSOLUTE.match(value) or _RELATIVE.match(value)
    )


def is_link_with(value: Any, parameter: str) -> bool:
    """Whether a server gives the whole URL of the next page where the cursor alone is expected."""
    return is_link(value) and any(
        f"{name}=" in value for name in (parameter, quote(parameter, safe=""))
    )
