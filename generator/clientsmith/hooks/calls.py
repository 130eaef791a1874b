"""Calls functions of a user's hooks, and reports what goes wrong in them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import is_dataclass
from functools import wraps
from pathlib import Path
from typing import Any

from jinja2 import Undefined, UndefinedError, pass_context

from .. import context
from ..problem import Location, Problem, Severity
from ..text import Code, Text

_LONGEST = 300
"""Maximum length of error messages that are quoted."""


def hook_problem(shown: str, line: int | None, message: str, hint: str = "") -> Problem:
    """Return a problem in a hooks file.

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
    """Return the class and message of an error on one line, truncated if it is long."""
    try:
        words = " ".join((error.msg if isinstance(error, SyntaxError) else str(error)).split())
    except Exception:  # the user's own class may fail here, too
        words = ""
    name = type(error).__name__
    text = f"{name}: {words}" if words else name
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def type_of(value: object) -> str:
    """Return how messages call a value of the wrong type."""
    return "None" if value is None else f"a value of type {type(value).__name__}"


def line_in(file: Path, error: BaseException) -> int | None:
    """Return the innermost line of a file that an error passed through, or None."""
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
    """Return the first line of a function, or None if the function is not from that file."""
    code = getattr(function, "__code__", None)
    return code.co_firstlineno if code is not None and code.co_filename == str(file) else None


_CONTEXT = frozenset(
    value for value in vars(context).values() if isinstance(value, type) and is_dataclass(value)
)


class HookFunctionError(Exception):
    """A filter or a test of hooks failed or returned an unsupported value; the message names file
    and line."""


@contextmanager
def silent() -> Iterator[None]:
    """Redirect standard output to standard error, since standard output is the result of the
    command."""
    with redirect_stdout(sys.stderr):
        yield


def as_filter(name: str, function: Callable[..., object], file: Path, shown: str) -> Any:
    """Wrap a user's function as a Jinja filter. A plain string that it returns is untrusted if any
    of its arguments was untrusted.

    Args:
        name: of the filter.
        function: of the user.
        file: it is from.
        shown: that file as people know it.
    """

    @wraps(function)
    def made(*arguments: object, **keywords: object) -> object:
        plain = str if _is_trusted((*arguments, *keywords.values())) else Text
        return _returned(function(*arguments, **keywords), plain)

    return _guarded(f"the filter `{name}`", made, file, shown, first_line(file, function))


def as_test(name: str, function: Callable[..., object], file: Path, shown: str) -> Any:
    """Wrap a user's function as a Jinja test; the arguments are those of `as_filter`."""

    @wraps(function)
    def made(*arguments: object, **keywords: object) -> bool:
        return bool(function(*arguments, **keywords))

    return _guarded(f"the test `{name}`", made, file, shown, first_line(file, function))


def _guarded(
    what: str, function: Callable[..., object], file: Path, shown: str, start: int | None
) -> Any:
    """Wrap a function so that its errors name file and line. The wrapper takes Jinja's context, so
    that Jinja calls it when a template is rendered rather than compiled, and keeps the signature of
    the function."""

    @pass_context
    @wraps(function)
    def called(_: object, *arguments: object, **keywords: object) -> object:
        try:
            with silent():
                return function(*map(_defined, arguments), **keywords)
        except UndefinedError:
            raise
        except (Exception, SystemExit) as error:
            line = line_in(file, error) or start
            place = shown if line is None else f"{shown}:{line}"
            message = f"{what} of {place} raised {words_of(error)}"
        raise HookFunctionError(message)

    return called


def _defined(value: object) -> object:
    """Return a value of a template if it is defined.

    Raises:
        UndefinedError: it is a name that does not exist.
    """
    if isinstance(value, Undefined):
        str(value)
    return value


def _is_trusted(value: object) -> bool:
    """Return whether a value contains no untrusted text."""
    if isinstance(value, tuple | list):
        return all(map(_is_trusted, value))
    if isinstance(value, Mapping):
        return all(map(_is_trusted, value.values()))
    return value is None or isinstance(value, str | int | float)


def _returned(value: object, plain: Callable[[str], object]) -> object:
    """Convert the return value of a filter for templates; `plain` converts plain strings.

    Raises:
        TypeError: templates cannot have such a value.
    """
    if value is None or isinstance(value, Code | Text | int | float) or type(value) in _CONTEXT:
        return value
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, tuple | list | Iterator):
        return tuple(_returned(item, plain) for item in value)
    raise TypeError(
        f"{type_of(value)} was returned; filters must return text, numbers, booleans, None, "
        "objects of the context, or lists of these"
    )
