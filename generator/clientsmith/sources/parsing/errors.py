"""What goes wrong while one document is fetched, before it is known where the document belongs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...document import LineOf, OriginOf
from ...problem import Location, Problem, Severity


class SourceError(Exception):
    """The source or the content of one document cannot be used."""

    def __init__(
        self, code: str, message: str, *, line: int | None = None, pointer: str = "", hint: str = ""
    ) -> None:
        """The parts of a `Problem` other than the document."""
        self.code = code
        self.message = message
        self.line = line
        self.pointer = pointer
        self.hint = hint
        super().__init__(message)

    def problem(self, origin: str, severity: Severity = Severity.ERROR) -> Problem:
        """The fault as a problem of the document that people know as `origin`."""
        location = Location(origin, self.pointer, self.line)
        return Problem(self.code, severity, self.message, location, self.hint)


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """The content of one document."""

    data: Any
    """Dicts with string keys, lists, strings, ints, finite floats, booleans and None."""

    line_of: LineOf

    warnings: tuple[SourceError, ...] = ()
    """What is odd, though it could be read."""

    found: tuple[Problem, ...] = ()
    """The same, of documents that were put together from several."""

    origin_of: OriginOf | None = None
    """Where parts come from, where a document was put together from several."""


def excerpt(text: str, line: int, column: int) -> str:
    """The part of a line around a column (both from 1) that a message shows, as a literal; where there
    is nothing, the end of the text before it.
    """
    lines = text.split("\n")[:line]
    content = lines[-1].rstrip("\r") if len(lines) == line else ""
    if not content:
        content = "\n".join(lines).rstrip().rpartition("\n")[2]
        column = len(content)
    start = max(0, min(column - 1, len(content)) - 30)
    return repr(content[start : start + 60])
