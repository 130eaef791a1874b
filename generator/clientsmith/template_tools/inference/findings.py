"""What is found in templates, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from ...problem import Location, Problem, Severity
from ..syntax import Placed

UNKNOWN_NAME = "template-name-unknown"
UNENCODED = "template-text-unencoded"
MAY_BE_NONE = "template-value-optional"
UNUSED_BLOCK = "template-block-unused"


@dataclass(frozen=True, slots=True)
class Rename:
    """A name of the contract in a template that has another name by now."""

    template: str
    line: int
    old: str
    new: str
    start: int | None
    """Characters in front of it; None where it stands in a string with escapes, or is another name,
    too, as an argument of a macro may have several types."""

    reason: str
    """Why, as `FormerName.message` says it."""


class Findings:
    """Collects what is wrong with templates of users; each thing once."""

    def __init__(self, watched: frozenset[str]) -> None:
        """`watched` are the templates that things are told of."""
        self._watched = watched
        self._problems: dict[tuple[str, int, str, str], Problem] = {}
        self._renames: set[Rename] = set()
        self._uses: set[tuple[str, int | None]] = set()
        self._callers: list[tuple[tuple[str, int], str]] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, by template and line."""
        return tuple(self._problems[key] for key in sorted(self._problems))

    @property
    def renames(self) -> tuple[Rename, ...]:
        """Former names, by template and line."""
        found = {
            replace(each, start=None) if (each.template, each.start) in self._uses else each
            for each in self._renames
        }
        return tuple(sorted(found, key=lambda each: (*_place(each), each.new)))

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

    def add(self, problem: Problem) -> None:
        """The same, said already."""
        location = problem.location
        if location.origin in self._watched:
            key = (location.origin, location.line or 0, problem.code, problem.message)
            self._problems.setdefault(key, problem)

    def use(self, template: str, name: str) -> None:
        """A name of today is used, perhaps in a place that is known."""
        if isinstance(name, Placed) and template in self._watched:
            self._uses.add((template, name.start))

    def rename(self, rename: Rename) -> None:
        """A name can be brought up to date."""
        if rename.template in self._watched:
            self._renames.add(rename)


def _place(rename: Rename) -> tuple[str, int, int, str]:
    return (rename.template, rename.line, -1 if rename.start is None else rename.start, rename.old)
