"""The result of reading one document, and errors whose origin is not known yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...document import LineOf, OriginOf
from ...problem import Location, Problem, Severity


class SourceError(Exception):
    """A document cannot be fetched or parsed; also the value of a warning about one."""

    def __init__(
        self, code: str, message: str, *, line: int | None = None, pointer: str = "", hint: str = ""
    ) -> None:
        """Take the parts of a `Problem` without the origin."""
        self.code = code
        self.message = message
        self.line = line
        self.pointer = pointer
        self.hint = hint
        super().__init__(message)

    def problem(self, origin: str, severity: Severity = Severity.ERROR) -> Problem:
        """Return the error as a problem of the document `origin`."""
        location = Location(origin, self.pointer, self.line)
        return Problem(self.code, severity, self.message, location, self.hint)


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """The content of one document."""

    data: Any
    """Dicts with string keys, lists, strings, ints, finite floats, booleans and None."""

    line_of: LineOf

    warnings: tuple[SourceError, ...] = ()
    """Warnings, whose origin is not known yet."""

    found: tuple[Problem, ...] = ()
    """Problems of documents that were assembled from several."""

    origin_of: OriginOf | None = None
    """Returns the origin of a part, if the document was assembled from several."""


def excerpt(text: str, line: int, column: int) -> str:
    """Return the part of a line around a column (both from 1) as a literal; if it is empty, the end
    of the text before it."""
    lines = text.split("\n")[:line]
    content = lines[-1].rstrip("\r") if len(lines) == line else ""
    if not content:
        content = "\n".join(lines).rstrip().rpartition("\n")[2]
        column = len(content)
    start = max(0, min(column - 1, len(content)) - 30)
    return repr(content[start : start + 60])
