"""Text of a document inside Markdown files: words only, no markup, links or HTML of its own."""

from __future__ import annotations

import re

from ..text import Code, Text
from .encoders import one_line

__all__ = ["code_span", "markdown"]

_SPECIAL = re.compile(r"[\\`*\[\]<>|~{}$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_LINE_START = re.compile(r"[-+#=:]|\d+(?=[.)])")


def markdown(value: str | Text) -> Code:
    """Inline text on one line, also for a table cell: every sign of Markdown and HTML is escaped."""
    text = one_line(value)
    start = _LINE_START.match(text)
    escaped = _SPECIAL.sub(_escape, text)
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


def code_span(value: str | Text) -> Code:
    """A code span, its fence longer than any run of backquotes inside."""
    text = one_line(value).replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if text.startswith("`") or text.endswith("`") or not text else ""
    return Code(f"{fence}{padding}{text}{padding}{fence}")
