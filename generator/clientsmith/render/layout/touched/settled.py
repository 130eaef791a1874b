"""Logical lines that look as black leaves them, told without black or with little of it."""

from __future__ import annotations

import keyword
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from ....encode.characters import WIDTH, width
from ..layout import lay_out
from ..tokens import Unsupported, leaves_of
from .logical_lines import Kind, LogicalLine

_TOKEN = re.compile(
    r"""(?P<string> "[^"'\\\n]*" ) | (?P<name> [^\W\d]\w*(?P<prefix>(?=["']))? )
    | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | \d[\w.]*""",
    re.VERBOSE,
)
_KEPT_NAMES = frozenset({*keyword.kwlist, *keyword.softkwlist, "exec", "lazy", "print"})


def is_settled(line: LogicalLine) -> bool:
    """Whether a line is surely one that black does not change: a docstring in several lines of which
    none ends with a space, at least one of which begins where the block does, and whose closing quotes
    have a line of their own."""
    if line.kind is not Kind.DOCSTRING or not line.depth:
        return False
    match = _docstrings(line.depth).fullmatch(line.text)
    return match is not None and '"""' not in match["content"]


@lru_cache
def _docstrings(depth: int) -> re.Pattern[str]:
    indent = " " * 4 * depth
    line = r"[^\\\n]*(?<! )"
    return re.compile(
        rf'{indent}"""(?P<content>[^\s"\\]{line}(?:\n(?:{indent}{line})?)*?'
        rf'\n{indent}[^ \n"\\]{line}(?:\n(?:{indent}{line})?)*)\n{indent}"""'
    )


def fits(text: str) -> bool:
    """Whether no physical line is longer than black lets lines be."""
    if text.isascii() and len(text) <= WIDTH:
        return True
    return all(width(line) <= WIDTH for line in text.split("\n"))


def laid_out(line: LogicalLine) -> str | None:
    """A line that was printed as black has it but for its length or its indentation, split where that
    is needed; None where only black can."""
    try:
        return lay_out(unindented(line.text), line.depth)
    except Unsupported:
        return None


def unindented(text: str) -> str:
    """A line without the indentation that its first physical line has."""
    bare = text.lstrip(" ")
    return bare.replace("\n" + " " * (len(text) - len(bare)), "\n")


def by_shape(lines: Iterable[LogicalLine]) -> dict[LogicalLine, list[LogicalLine]]:
    """Lines by one that stands for them: where black leaves that one as it is, it changes nothing in
    the others but for their length. Those that are unlike any other stand for themselves."""
    groups: dict[LogicalLine, list[LogicalLine]] = defaultdict(list)
    for line in lines:
        groups[_shape(line)].append(line)
    return {(key if len(group) > 1 else group[0]): group for key, group in groups.items()}


def _shape(line: LogicalLine) -> LogicalLine:
    """The line with short strings and names, or itself where these might count."""
    try:
        leaves_of(unindented(line.text))
    except Unsupported:
        return line
    if any(match["prefix"] is not None for match in _TOKEN.finditer(line.text)):
        return line
    return replace(line, text=_TOKEN.sub(_short, line.text), blank=0)


def _short(match: re.Match[str]) -> str:
    if match["string"] is not None:
        return '"a"'
    return match[0] if match["name"] is None or match[0] in _KEPT_NAMES else "a"
