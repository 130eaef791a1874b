"""What a user's file of hooks offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..context import Package
from ..problem import Problem
from .problems import HookProblem, first_line, hook_problem, line_in, type_of, words_of
from .running import silent
from .soundness import mistakes

Filter = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Hooks:
    """A function that changes the context, and filters and tests for templates."""

    file: Path = Path()
    shown: str = ""
    """The file as people know it; empty where there are no hooks."""

    transform: Callable[[Package], Package] | None = None
    """The user's function as it is; `transformed` calls it."""

    filters: Mapping[str, Filter] = field(default_factory=dict)
    """Filters for Jinja's environment, by name."""

    tests: Mapping[str, Filter] = field(default_factory=dict)
    """Tests for Jinja's environment, by name."""

    def transformed(self, package: Package) -> Package:
        """The package as the user wants it.

        Raises:
            HookProblem: the user's function fails, or returns what is no package of the contract.
        """
        if self.transform is None:
            return package
        try:
            with silent():
                changed = self.transform(package)
        except (Exception, SystemExit) as error:
            message = f"`transform` raised {words_of(error)}"
            raise self._problem(message, line_in(self.file, error)) from None
        line = first_line(self.file, self.transform)
        if type(changed) is not Package:
            message = f"`transform` returned {type_of(changed)}, not a Package"
            hint = "It takes a Package and returns one: `return dataclasses.replace(package, …)`."
            raise self._problem(message, line, hint)
        found = [
            hook_problem(self.shown, line, f"in what `transform` returned, {mistake}", hint)
            for mistake, hint in mistakes(changed, package)
        ]
        if found:
            raise HookProblem(found)
        return changed

    def blamed(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Problems of what was made of the package; where the user's function has been at it, they say
        so."""
        if self.transform is None:
            return tuple(problems)
        hint = f"Templates print what `transform` of {self.shown} returned: look at that, too."
        return tuple(replace(problem, hint=hint) for problem in problems)

    def _problem(self, message: str, line: int | None, hint: str = "") -> HookProblem:
        return HookProblem([hook_problem(self.shown, line, message, hint)])


NO_HOOKS = Hooks()
