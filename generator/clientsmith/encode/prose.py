"""Encoders for docstrings: text is cleaned, escaped, wrapped, and laid out as black does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ..text import Code, Text, reveal
from .characters import HIDDEN, JOINERS, LINE_BREAK, WIDTH, is_plain, width
from .docstring_markup import without_markup
from .fences import closed, end_of_fence, fence_at

__all__ = ["docstring", "docstring_code", "docstring_start", "entry", "prose"]

_ITEM = re.compile(r" *(?:[-*+\u2022]|\d{1,9}[.)]) +")
_VERBATIM = re.compile(r" {0,3}(?:[|<>#]|\[[^\]]+\]:|[-=_*]{3,}$)")
_MARKER = re.compile(r"(?:[-*+\u2022]|\d{1,9}[.)]|[-=_*]{3,})$|[>#|=<]|`{3}|~{3}|\[[^\]]+\]:")
"""A word that would start a block at the beginning of a line."""

_NEEDS_CARE = re.compile(r'[\\<>]|"""|```|~~~|\.\. |8<-|:$|^[:@]')
"""Short text without a match needs no escaping."""


def docstring(text: str | Text | Iterable[str | Text], indent: int = 0) -> Code:
    """Return a complete docstring.

    Args:
        text: what it says; of several texts each is a paragraph, and empty ones are left out.
        indent: columns before it; lines behind the first start there.
    """
    if not isinstance(text, str | Text):
        return Code(_docstring("\n\n".join(filter(None, map(_raw, text))), indent))
    return Code(_docstring(_raw(text), indent))


def docstring_start(text: str | Text, indent: int = 0) -> Code:
    """Return the opening quotes and the first paragraph of a docstring that the template continues."""
    inner = _joined(_raw(text), indent, 3)
    return Code(f'""" {inner}' if inner.startswith('"') else f'"""{inner}')


def prose(text: str | Text, indent: int = 0) -> Code:
    """Return paragraphs inside a docstring; the first line is not indented."""
    return Code(_joined(_raw(text), indent, 0))


def entry(text: str | Text, name: Code, indent: int = 0) -> Code:
    """Return a docstring entry such as `name: description`, with the following lines indented; a
    code block begins on the next line."""
    raw = _raw(text)
    if not raw.strip():
        return name
    encoded = _joined(raw, indent + 4, len(name) - 2)
    between = "\n" + " " * (indent + 4) if encoded.startswith(("```", "~~~")) else " "
    return Code(f"{name}:{between}{encoded}")


def docstring_code(line: Code) -> Code:
    """Escape a line of code inside a docstring."""
    return Code(_escaped(line))


def _raw(text: str | Text) -> str:
    return reveal(text) if isinstance(text, Text) else text


@lru_cache(maxsize=4096)
def _docstring(text: str, indent: int) -> str:
    lines = _dedented(_laid_out(text, indent, 3))
    start = '""" ' if lines[0].startswith('"') else '"""'
    if len(lines) == 1:
        end = ' """' if lines[0].endswith('"') or not lines[0] else '"""'
        return f"{start}{lines[0]}{end}"
    margin = " " * indent
    return f'{start}{_indented(lines, margin)}\n{margin}"""'


@lru_cache(maxsize=4096)
def _joined(text: str, indent: int, used: int) -> str:
    return _indented(_laid_out(text, indent, used), " " * indent)


def _indented(lines: list[str], margin: str) -> str:
    return "\n".join(margin + line if index and line else line for index, line in enumerate(lines))


def _dedented(lines: list[str]) -> list[str]:
    """Remove the common indentation of all lines but the first."""
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line), default=0)
    return [lines[0], *(line[margin:] for line in lines[1:])] if margin else lines


def _laid_out(text: str, indent: int, used: int) -> list[str]:
    """Return the text as docstring lines without indentation; `used` columns of the first are
    taken."""
    is_short = is_plain(text) and len(text) + indent + used < WIDTH - 3
    if is_short and not _NEEDS_CARE.search(text):
        return [text.strip()]
    lines = [line.rstrip() for line in cleaned(text).strip().split("\n")]
    lines = without_markup(closed(_dedented(lines)))
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    if not any(lines) and text and not text.isspace():
        lines = ["\ufffd"]
    lines = [_escaped(line) for line in lines]
    room = WIDTH - indent
    if width(lines[0]) > room - used or any(width(line) > room for line in lines[1:]):
        return list(_wrapped(lines, room, room - used))
    return lines


def cleaned(text: str) -> str:
    """Replace tabs, and remove control characters and other invisible characters."""
    if is_plain(text):
        return text
    return HIDDEN.sub(_visible, LINE_BREAK.sub("\n", text).expandtabs(4))


def _visible(match: re.Match[str]) -> str:
    character = match.group()
    if character == "\n" or character in JOINERS:
        return character
    if character.isspace():
        return " "
    return "\ufffd" if "\ud800" <= character <= "\udfff" else ""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')


def _wrapped(lines: list[str], room: int, first_room: int) -> Iterator[str]:
    """Wrap long paragraphs and list items; code, tables and headings are kept."""
    index = 0
    space = first_room
    while index < len(lines):
        end = end_of_block(lines, index)
        block = lines[index:end]
        index = end
        if _is_verbatim(block) or all(
            width(line) <= (room if number else space) for number, line in enumerate(block)
        ):
            yield from block
        else:
            yield from _filled(block, room, space)
        space = room


def end_of_block(lines: list[str], start: int) -> int:
    """Return the index after the paragraph, list item, code block or blank line at `start`."""
    line = lines[start]
    if fence := fence_at(line):
        return end_of_fence(lines, start, fence)
    end = start + 1
    if not line or _VERBATIM.match(line) or (line.startswith("    ") and not _ITEM.match(line)):
        return end
    while end < len(lines) and lines[end] and not _begins_block(lines[end]):
        end += 1
    return end


def _begins_block(line: str) -> bool:
    return bool(fence_at(line) or _ITEM.match(line) or _VERBATIM.match(line))


def _is_verbatim(block: list[str]) -> bool:
    first = block[0]
    if fence_at(first):
        return True
    return not _ITEM.match(first) and bool(_VERBATIM.match(first) or first.startswith("    "))


def _filled(block: list[str], room: int, first_room: int) -> Iterator[str]:
    """Fill a paragraph or list item into lines of at most `room` columns."""
    item = _ITEM.match(block[0])
    lead = item.group() if item else block[0][: len(block[0]) - len(block[0].lstrip())]
    hanging = " " * len(lead)
    words = " ".join([block[0][len(lead) :], *(line.strip() for line in block[1:])]).split()
    line, column = lead, len(lead)
    space = first_room
    empty = True
    for word in words:
        size = width(word)
        if empty:
            line += word
            column += size
            empty = False
        elif column + 1 + size <= space or _MARKER.match(word):
            line += " " + word
            column += 1 + size
        else:
            yield line
            line, column, space = hanging + word, len(hanging) + size, room
    yield line
