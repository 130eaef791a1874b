"""Fenced blocks of a Markdown page (CommonMark 0.31 section 4.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(r"(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})(?P<info>.*)")


@dataclass(frozen=True, slots=True)
class Fence:
    """One fenced block."""

    line: int
    """Line of the opening fence, counted from 1."""

    info: str
    """What stands behind the opening fence, such as `yaml openapi.json get /pets`."""

    body: str
    """The text inside, without the indentation of the opening fence."""


def fences(text: str) -> Iterator[Fence]:
    """The fenced blocks of a page from top to bottom, however far they are indented: a block in a
    list item is indented more than the three columns that a fence of its own may be.
    """
    opening: re.Match[str] | None = None
    start = 0
    body: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if opening is None:
            found = _OPENING.match(line)
            if found and not (found["fence"][0] == "`" and "`" in found["info"]):
                opening, start, body = found, number, []
        elif _closes(line, opening["fence"]):
            yield Fence(start, opening["info"].strip(), "\n".join(body))
            opening = None
        else:
            body.append(_without_indent(line, len(opening["indent"])))
    if opening is not None:  # a block that is never closed ends with the page
        yield Fence(start, opening["info"].strip(), "\n".join(body))


def _closes(line: str, fence: str) -> bool:
    content = line.strip()
    return len(content) >= len(fence) and not content.strip(fence[0])


def _without_indent(line: str, width: int) -> str:
    indent = len(line) - len(line.lstrip(" \t"))
    return line[min(indent, width) :]
