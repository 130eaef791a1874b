"""Whether a JSON value is the one that was read, and in which spellings it may come back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from uuid import UUID

_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d.*")
_TIME = re.compile(r"\d\d:\d\d.*")


def _duration(text: str) -> float:
    found = re.fullmatch(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?", text)
    if found is None:
        raise ValueError(text)
    weeks, days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return ((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds


def _time(text: str) -> dt.time:
    if _TIME.fullmatch(text) is None:
        raise ValueError(text)
    return dt.time.fromisoformat(text.upper())


def _instant(text: str) -> dt.datetime:
    if _INSTANT.fullmatch(text) is None:
        raise ValueError(text)
    return dt.datetime.fromisoformat(text.upper())


def _unpadded(text: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9+/_-]+=*", text) is None:
        raise ValueError(text)
    return text.rstrip("=")


_MEANINGS: tuple[Callable[[str], object], ...] = (
    _instant,
    _time,
    _duration,
    UUID,
    parsedate_to_datetime,
    _unpadded,
)
"""Spellings that Python's types do not keep: `Z` and `+00:00`, digits of a second, the order of a
duration's parts, the case of a UUID, the zone of an HTTP date, padding of base64. The same instant,
length, number or bytes come back, in the usual spelling."""


def difference(before: object, after: object, path: str = "$") -> str:
    """Where two JSON values differ; empty where they are equal. `1` equals `1.0`."""
    if isinstance(before, dict) and isinstance(after, dict):
        if before.keys() != after.keys():
            return f"{path}: {sorted(before.keys() ^ after.keys())} on one side only"
        pairs = ((f"{path}.{key}", before[key], after[key]) for key in before)
    elif isinstance(before, list) and isinstance(after, list):
        if len(before) != len(after):
            return f"{path}: {len(before)} and {len(after)} items"
        pairs = (
            (f"{path}[{index}]", *pair)
            for index, pair in enumerate(zip(before, after, strict=True))
        )
    else:
        return "" if _same(before, after) else f"{path}: {before!r} became {after!r}"
    return next(filter(None, (difference(b, a, at) for at, b, a in pairs)), "")


def _same(before: object, after: object) -> bool:
    if isinstance(before, bool) or isinstance(after, bool):
        return before is after
    if isinstance(before, str) and isinstance(after, str):
        return before == after or any(_means_the_same(m, before, after) for m in _MEANINGS)
    return before == after


def _means_the_same(meaning: Callable[[str], object], before: str, after: str) -> bool:
    try:
        return meaning(before) == meaning(after)
    except (ValueError, TypeError):
        return False
