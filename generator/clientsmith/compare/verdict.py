"""What a set of changes means for the version of the client (Semantic Versioning 2.0.0)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum

from .change import Impact


class Verdict(IntEnum):
    """The part of a version that has to grow; a larger value is a larger step."""

    NONE = 0
    """Nothing has changed."""

    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def word(self) -> str:
        """`none`, `patch`, `minor` or `major`."""
        return self.name.lower()


_STEPS = {
    Impact.BREAKING: Verdict.MAJOR,
    Impact.DEPRECATION: Verdict.MINOR,
    Impact.ADDITION: Verdict.MINOR,
    Impact.COMPATIBLE: Verdict.PATCH,
    Impact.DOCS: Verdict.PATCH,
}

_VERSION = re.compile(
    r"v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?", re.ASCII
)


def verdict(impacts: Iterable[Impact]) -> Verdict:
    """The step that the worst of several changes asks for."""
    return max((_STEPS[impact] for impact in impacts), default=Verdict.NONE)


def is_version(text: str) -> bool:
    """Whether a text is a version of Semantic Versioning."""
    return _VERSION.fullmatch(text) is not None


def next_version(version: str, step: Verdict) -> str:
    """The version after one, `major.minor.patch`.

    Before 1.0.0 a breaking change makes the minor version grow and everything else the patch version.
    A pre-release becomes the release that it precedes, where that is as large a step: `2.0.0-rc.1`
    is `2.0.0` afterwards, whatever has changed.

    Raises:
        ValueError: it is no version of Semantic Versioning.
    """
    match = _VERSION.fullmatch(version)
    if match is None:
        raise ValueError(f"{version!r} is no version like 1.4.0")
    if step is Verdict.NONE:
        return version
    major, minor, patch = (int(part) for part in match.group(1, 2, 3))
    if major == 0:
        step = Verdict.MINOR if step is Verdict.MAJOR else Verdict.PATCH
    if match.group(4) and _is_reached(step, minor, patch):
        return f"{major}.{minor}.{patch}"
    match step:
        case Verdict.MAJOR:
            return f"{major + 1}.0.0"
        case Verdict.MINOR:
            return f"{major}.{minor + 1}.0"
        case _:
            return f"{major}.{minor}.{patch + 1}"


def _is_reached(step: Verdict, minor: int, patch: int) -> bool:
    """Whether the release that a pre-release precedes is already that step from the one before."""
    if step is Verdict.MAJOR:
        return minor == 0 and patch == 0
    return step is Verdict.PATCH or patch == 0
