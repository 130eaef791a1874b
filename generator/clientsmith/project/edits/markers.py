"""Conflicts in the text of a file, between the markers that git and editors know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

YOURS = "<<<<<<< yours\n"
MIDDLE = "=======\n"
GENERATED = ">>>>>>> generated\n"

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MARKER = re.compile(r"(?:<{7}|>{7}) .")
"""The line between them is not looked for: it underlines headings, too."""


def split_lines(text: str) -> list[str]:
    r"""Return the lines of a text with their ends; only `\n` ends a line."""
    return _LINE.findall(text)


def conflict_lines(yours: Sequence[str], generated: Sequence[str]) -> tuple[list[str], int]:
    """Return the lines of one conflict, markers included; what both sides share at its ends is
    outside.

    Args:
        yours: lines of one side, with their ends.
        generated: those of the other.

    Returns:
        the lines, and the number of the first marker among them, from 1.
    """
    shortest = min(len(yours), len(generated))
    head = 0
    while head < shortest and yours[head] == generated[head]:
        head += 1
    tail = 0
    while tail < shortest - head and yours[-1 - tail] == generated[-1 - tail]:
        tail += 1
    lines = [
        *yours[:head],
        YOURS,
        *yours[head : len(yours) - tail],
        MIDDLE,
        *generated[head : len(generated) - tail],
        GENERATED,
        *yours[len(yours) - tail :],
    ]
    return lines, head + 1


def marked_lines(text: str, generated: str) -> tuple[int, ...]:
    """Return the line numbers of unresolved conflict markers.

    Args:
        text: a file, edited.
        generated: what is generated in its place; a marker in there is no conflict.
    """
    expected = Counter(line for line in split_lines(generated) if _MARKER.match(line))
    found = []
    for number, line in enumerate(split_lines(text), start=1):
        if _MARKER.match(line):
            if expected[line]:
                expected[line] -= 1
            else:
                found.append(number)
    return tuple(found)
