"""Logical lines joined to a module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from .blank_lines import blank_lines
from .logical_lines import Key, LogicalLine

_AS_THEY_ARE: Mapping[Key, str] = MappingProxyType({})


def joined(lines: Sequence[LogicalLine], laid_out: Mapping[Key, str] = _AS_THEY_ARE) -> str:
    """A module of logical lines, with blank lines where black has them.

    Args:
        lines: the module's, in order.
        laid_out: the text that takes the place of theirs, by their keys.
    """
    pieces: list[str] = []
    for blank, line in zip(blank_lines(lines), lines, strict=True):
        pieces += "\n" * blank, laid_out.get(line.key, line.text), "\n"
    return "".join(pieces)
