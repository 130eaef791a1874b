"""Text of a document inside Markdown files: words and code spans, no links or HTML."""

from __future__ import annotations

import re
from itertools import zip_longest

from ..text import Code, Text, reveal
from .encoders import one_line
from .fences import as_code_spans

__all__ = ["code_span", "markdown"]

_SPECIAL = re.compile(r"[\\`*\[\]<>|~{}$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)([^`]*[^`\s][^`]*)\1(?!`)")
_LINK = re.compile(r"\[([^\[\]`]{1,300})\]\([^()\s]{0,500}\)")
_LINE_START = re.compile(r"[-+#=:]|\d+(?=[.)])")


def markdown(value: str | Text) -> Code:
    """Inline text on one line, also for a table cell: code spans stay, a block of code becomes one, a
    link is its words, and every other sign of Markdown and HTML is escaped."""
    raw = reveal(value) if isinstance(value, Text) else value
    text = _LINK.sub(r"\1", one_line(as_code_spans(raw)))
    start = _LINE_START.match(text)
    words, _, codes = (_CODE_SPAN.split(text)[index::3] for index in range(3))
    escaped = "".join(
        _SPECIAL.sub(_escape, piece) + (code_span(code) if code else "")
        for piece, code in zip_longest(words, codes, fillvalue="")
    )
    if start is None:
        return Code(escaped)
    position = start.end() if start.group()[0].isdigit() else 0
    return Code(f"{escaped[:position]}\\{escaped[position:]}")


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    match character:
        case "<":
            return "&lt;"
        case ">":
            return "&gt;"
        case "&":
            return "&amp;"
    return "\\" + character


def code_span(value: str | Text, *, in_table: bool = True) -> Code:
    """A code span, its fence longer than any run of backquotes inside.

    Args:
        value: the code.
        in_table: whether it may stand in a table, where a `|` would end a cell.
    """
    text = one_line(value)
    if in_table:
        text = text.replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if text.startswith("`") or text.endswith("`") or not text else ""
    return Code(f"{fence}{padding}{text}{padding}{fence}")
