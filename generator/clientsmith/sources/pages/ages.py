"""What orders fragments from the oldest to the newest."""

from __future__ import annotations

from datetime import UTC, datetime

from .page import Fragment

_EARLIEST = datetime.min.replace(tzinfo=UTC)


def age(fragment: Fragment, at: int) -> tuple[datetime, tuple[tuple[int, ...], str], int]:
    """Grows with the date that the page says, then with the version in `info`, then with its place.

    Args:
        fragment: a part of a document.
        at: its number among all fragments.
    """
    info = fragment.data.get("info")
    version = str(info.get("version") or "") if isinstance(info, dict) else ""
    return fragment.modified or _EARLIEST, version_key(version), at


def version_key(version: str) -> tuple[tuple[int, ...], str]:
    """Orders versions such as `3.10.0` by their numbers."""
    numbers = tuple(int(part) for part in version.split(".") if part.isdecimal())
    return numbers, version
