"""Next version of a client by the impacts of changes (Semantic Versioning 2.0.0)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum

from .change import Impact


class VersionBump(IntEnum):
    """Part of a version to increment; a larger value is a larger step."""

    NONE = 0
    """Nothing has changed."""

    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def word(self) -> str:
        """`none`, `patch`, `minor` or `major`."""
        return self.name.lower()


_BUMPS = {
    Impact.BREAKING: VersionBump.MAJOR,
    Impact.DEPRECATION: VersionBump.MINOR,
    Impact.ADDITION: VersionBump.MINOR,
    Impact.COMPATIBLE: VersionBump.PATCH,
    Impact.DOCS: VersionBump.PATCH,
}

_VERSION = re.compile(
    r"v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?", re.ASCII
)


def required_bump(impacts: Iterable[Impact]) -> VersionBump:
    """Return the bump that the worst impact requires."""
    return max((_BUMPS[impact] for impact in impacts), default=VersionBump.NONE)


def is_version(text: str) -> bool:
    """Return whether a text is a version of Semantic Versioning."""
    return _VERSION.fullmatch(text) is not None


def next_version(version: str, bump: VersionBump) -> str:
    """Return the next version, `major.minor.patch`.

    Before 1.0.0 a breaking change increments the minor version, everything else the patch version.
    A pre-release becomes the release that it precedes, where that is as large a step: `2.0.0-rc.1`
    becomes `2.0.0`, whatever has changed.

    Raises:
        ValueError: the text is no version of Semantic Versioning.
    """
    match = _VERSION.fullmatch(version)
    if match is None:
        raise ValueError(f"{version!r} is no version like 1.4.0")
    if bump is VersionBump.NONE:
        return version
    major, minor, patch = (int(part) for part in match.group(1, 2, 3))
    if major == 0:
        bump = VersionBump.MINOR if bump is VersionBump.MAJOR else VersionBump.PATCH
    if match.group(4) and _is_reached(bump, minor, patch):
        return f"{major}.{minor}.{patch}"
    match bump:
        case VersionBump.MAJOR:
            return f"{major + 1}.0.0"
        case VersionBump.MINOR:
            return f"{major}.{minor + 1}.0"
        case _:
            return f"{major}.{minor}.{patch + 1}"


def _is_reached(bump: VersionBump, minor: int, patch: int) -> bool:
    """Return whether the release that a pre-release precedes is already that large a step."""
    if bump is VersionBump.MAJOR:
        return minor == 0 and patch == 0
    return bump is VersionBump.PATCH or patch == 0
