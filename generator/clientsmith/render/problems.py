"""What goes wrong between the context and the files."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from ..problem import Location, Problem, Severity, UnusableSource, quoted


class TemplateProblem(UnusableSource):
    """Templates cannot be used; each problem names a template, its line, and what it was rendered
    for."""


def template_problem(
    template: str, line: int | None, message: str, *, subject: str = "", hint: str = ""
) -> Problem:
    """A mistake in a template.

    Args:
        template: its path in its folder.
        line: counted from 1; None where it is the template as a whole.
        message: what is wrong.
        subject: what it was rendered for; empty where it was only looked at.
        hint: what to do.
    """
    where = f" (while rendering {subject})" if subject else ""
    return Problem(
        "template-unusable",
        Severity.ERROR,
        f"The template cannot be used: {message.rstrip('.')}{where}.",
        Location(template, line=line),
        hint,
    )


class UnusableOutput(UnusableSource):
    """What a template made is not what its file may hold; nothing is written.

    Args:
        template: its path in its folder.
        file: the path that the text was meant for.
        text: what the template made.
        line: the line of the text that is at fault, counted from 1, where it is known.
        subject: what the template was rendered for.
        message: what is wrong.
        is_custom: whether it is a user's template that is to blame.
    """

    def __init__(
        self,
        template: str,
        file: str,
        text: str,
        line: int | None,
        *,
        subject: str,
        message: str,
        is_custom: bool,
    ) -> None:
        lines = text.split("\n")
        known = line is not None and 0 < line <= len(lines)
        shown = f"; the line is {quoted(lines[line - 1].strip())}" if line and known else ""
        super().__init__(
            [
                Problem(
                    "generated-code-unusable",
                    Severity.ERROR,
                    f"The template {template} made something unusable of {subject}: "
                    f"{message}{shown}.",
                    Location(file, line=line),
                    (
                        "Line numbers count in the text that the template made; see what it prints there."
                        if is_custom
                        else "This is a mistake in clientsmith, please report it."
                    ),
                )
            ]
        )


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Advice to one who wrote a name that does not exist: the nearest one, else all of them."""
    candidates = sorted(known)
    close = difflib.get_close_matches(name, candidates, n=1, cutoff=0.6)
    return f"Did you mean `{close[0]}`?" if close else f"There are: {', '.join(candidates)}."
