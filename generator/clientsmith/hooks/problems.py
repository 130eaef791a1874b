"""What goes wrong with a user's hooks."""

from __future__ import annotations

from pathlib import Path

from ..problem import Location, Problem, Severity, UnusableSource

_LONGEST = 300
"""Characters of an error's words that messages show."""


class HookProblem(UnusableSource):
    """Hooks cannot be used; each problem names the file and, where it is known, the line."""


def hook_problem(shown: str, line: int | None, message: str, hint: str = "") -> Problem:
    """A mistake in hooks.

    Args:
        shown: the file as people know it.
        line: counted from 1; None where it is the file as a whole.
        message: what is wrong.
        hint: what to do.
    """
    return Problem(
        "hooks-unusable",
        Severity.ERROR,
        f"The hooks cannot be used: {message.rstrip('.')}.",
        Location(shown, line=line),
        hint,
    )


def words_of(error: BaseException) -> str:
    """Class and words of an error on one line, cut where they are long."""
    try:
        words = " ".join((error.msg if isinstance(error, SyntaxError) else str(error)).split())
    except Exception:  # the user's own class may fail here, too
        words = ""
    name = type(error).__name__
    text = f"{name}: {words}" if words else name
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def type_of(value: object) -> str:
    """What messages call a value of the wrong type."""
    return "None" if value is None else f"something of type {type(value).__name__}"


def line_in(file: Path, error: BaseException) -> int | None:
    """The innermost line of a file that an error passed through; None where it did not."""
    if isinstance(error, SyntaxError) and error.filename == str(file):
        return error.lineno
    line = None
    traceback = error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == str(file):
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def first_line(file: Path, function: object) -> int | None:
    """The line in which a function begins; None where it is no function of that file."""
    code = getattr(function, "__code__", None)
    return code.co_firstlineno if code is not None and code.co_filename == str(file) else None
