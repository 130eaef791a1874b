"""What is to change in an output folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Files to write and to remove, by relative path."""

    written: Mapping[str, bytes]
    """Contents in the order in which they are written; the manifest is the last one."""

    removed: tuple[str, ...]

    before: Mapping[str, str | None]
    """`digest` of what is at each of these paths now; None where nothing is."""

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)
