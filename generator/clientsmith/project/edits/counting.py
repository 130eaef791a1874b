"""How much two texts differ."""

from __future__ import annotations

from .markers import split_lines
from .matching import matches


def counted(before: str, after: str) -> tuple[int, int]:
    """Lines that were added, and lines that were removed."""
    old, new = split_lines(before), split_lines(after)
    same = len(matches(old, new))
    return len(new) - same, len(old) - same
