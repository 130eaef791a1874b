"""Problems found in templates."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ...problem import Location, Problem, Severity

UNKNOWN_NAME = "template-name-unknown"
UNENCODED = "template-text-unencoded"
MAY_BE_NONE = "template-value-optional"
UNUSED_BLOCK = "template-block-unused"


class Findings:
    """Collects what is wrong with templates of users; each thing once."""

    def __init__(self, watched: frozenset[str]) -> None:
        """`watched` are the templates that things are told of."""
        self._watched = watched
        self._problems: dict[tuple[str, int, str, str], Problem] = {}
        self._callers: list[tuple[tuple[str, int], str]] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, by template and line."""
        return tuple(self._problems[key] for key in sorted(self._problems))

    def problem(
        self,
        code: str,
        place: tuple[str, int],
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Something is wrong in a line of a template."""
        template, line = place
        if template not in self._watched and self._callers:
            (template, line), macro = self._callers[-1]
            message = f"In the macro `{macro}` that is called here: {message}"
        if template in self._watched:
            problem = Problem(code, severity, message, Location(template, line=line), hint)
            self._problems.setdefault((template, line, code, message), problem)

    @contextmanager
    def told_at(self, place: tuple[str, int], macro: str) -> Iterator[None]:
        """What is found in a built-in macro is told where it is called."""
        self._callers.append((place, macro))
        try:
            yield
        finally:
            self._callers.pop()
