"""Logical lines of all kinds, formatted by black at once, each as it would be where it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...checks import Refused
from ...formatting import with_black
from .joining import joined
from .logical_lines import Key, Kind, LogicalLine, Unclear

MARK = "next_piece_of_the_module"
"""A name that stands between pieces."""

_FUTURE = LogicalLine(Kind.IMPORT, 0, "from __future__ import annotations")
_TRY = re.compile(r" *try *:")
_MARKS = re.compile(rf"^ *{MARK}$", re.MULTILINE)
_PLAIN_STRING = re.compile(
    r"""[ ]*[rRuU]?(?:
      \"{3} (?: [^"\\]+ | \\. | "(?!"") )* \"{3}
    | '{3} (?: [^'\\]+ | \\. | '(?!'') )* '{3}
    | "(?!") (?: [^"\\\n]+ | \\. )* "
    | '(?!') (?: [^'\\\n]+ | \\. )* '
    )""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A logical line with what makes whole statements of it."""

    line: LogicalLine
    before: Sequence[LogicalLine] = ()
    after: Sequence[LogicalLine] = ()

    @property
    def lines(self) -> tuple[LogicalLine, ...]:
        return (*self.before, self.line, *self.after)

    def within(self, formatted: str) -> str:
        """The line alone, from all of the piece as black leaves it.

        Raises:
            Unclear: the rest is not as it was.
        """
        lines = formatted.strip("\n").split("\n")
        start, end = len(self.before), len(lines) - len(self.after)
        kept = lines[:start] == _texts(self.before) and lines[end:] == _texts(self.after)
        if not kept or start >= end:
            raise Unclear("black moved a piece")
        return "\n".join(lines[start:end]).strip("\n")


def format_lines(lines: Iterable[LogicalLine], *, has_future: bool) -> dict[Key, str]:
    """What black makes of logical lines, by their keys.

    Args:
        lines: each with another key; those of one key look alike.
        has_future: whether the module imports `annotations` from `__future__`, which tells black the
            versions of Python that it is for.

    Raises:
        Unclear: they cannot be formatted apart from their module.
    """
    lines = tuple(lines)
    if not lines:
        return {}
    future = (_FUTURE,) if has_future else ()
    docstring: _Piece | None = None
    nests: dict[int, list[_Piece]] = defaultdict(list)
    for line in lines:
        if line.kind is Kind.DOCSTRING and not _PLAIN_STRING.fullmatch(line.text):
            raise Unclear("a docstring that is not one string alone")
        if line.kind is Kind.DOCSTRING and not line.depth:
            docstring = _Piece(line, after=future)
            continue
        piece = _piece(line)
        nests[piece.lines[0].depth].append(piece)
    batch = [*(docstring.lines if docstring else future)]
    for depth, pieces in sorted(nests.items()):
        batch += _nested(depth, pieces)
    try:
        parts = iter(_MARKS.split(_black(joined(batch))))
    except Refused as refused:
        raise Unclear(refused.message) from None
    first = next(parts)
    results = {docstring.line.key: docstring.within(first)} if docstring else {}
    for _, pieces in sorted(nests.items()):
        for piece in pieces:
            results[piece.line.key] = piece.within(next(parts))
        next(parts)  # the way to the next nest
    return results


@lru_cache(maxsize=32)
def _black(batch: str) -> str:
    """A batch as black leaves it; many modules of a package have the same one."""
    return with_black(batch)


def _nested(depth: int, pieces: Iterable[_Piece]) -> Iterator[LogicalLine]:
    """Pieces in so many blocks, each between marks."""
    mark = LogicalLine(Kind.STATEMENT, depth, " " * 4 * depth + MARK)
    for level in range(depth):
        yield LogicalLine(Kind.CLAUSE, level, " " * 4 * level + "if 1:")
    yield mark
    for piece in pieces:
        yield from piece.lines
        yield mark


def _piece(line: LogicalLine) -> _Piece:
    depth = line.depth
    block = _line(Kind.STATEMENT, depth + 1, "pass")
    match line.kind:
        case Kind.DOCSTRING:
            return _Piece(line, before=(_line(Kind.DEF, depth - 1, "def f():"),))
        case Kind.DECORATOR:
            return _Piece(line, after=(_line(Kind.DEF, depth, "def f():"), block))
        case Kind.CLASS | Kind.DEF if line.is_stub:
            return _Piece(line)
        case Kind.CLASS | Kind.DEF:
            return _Piece(line, after=(block,))
        case Kind.CLAUSE if _TRY.match(line.text):
            return _Piece(line, after=(block, _line(Kind.CONTINUATION, depth, "finally:"), block))
        case Kind.CLAUSE:
            return _Piece(line, after=(block,))
        case Kind.CONTINUATION:
            is_of_try = line.text.lstrip().startswith(("except", "finally"))
            before = (_line(Kind.CLAUSE, depth, "try:" if is_of_try else "if 1:"), block)
            return _Piece(line, before=before, after=(block,))
    return _Piece(line)


def _line(kind: Kind, depth: int, text: str) -> LogicalLine:
    return LogicalLine(kind, depth, " " * 4 * depth + text)


def _texts(lines: Iterable[LogicalLine]) -> list[str]:
    return [line.text for line in lines]
