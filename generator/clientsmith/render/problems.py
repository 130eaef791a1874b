"""What goes wrong between the context and the files."""

from __future__ import annotations

from ..problem import Location, Problem, Severity, UnusableSource


class TemplateProblem(UnusableSource):
    """A template cannot be used; names the template, its line and what it was rendered for."""

    def __init__(self, template: str, line: int | None, subject: str, message: str) -> None:
        where = f" (while rendering {subject})" if subject else ""
        super().__init__(
            [
                Problem(
                    "template-unusable",
                    Severity.ERROR,
                    f"The template cannot be used: {message.rstrip('.')}{where}.",
                    Location(template, line=line),
                )
            ]
        )


class UnusableOutput(UnusableSource):
    """What a template made is not what its file may hold; nothing is written."""

    def __init__(
        self, template: str, file: str, line: int | None, subject: str, message: str
    ) -> None:
        super().__init__(
            [
                Problem(
                    "generated-code-unusable",
                    Severity.ERROR,
                    f"The template {template} made something unusable of {subject}: {message}.",
                    Location(file, line=line),
                    "Nothing was written. With templates of your own look for text that lacks an "
                    "encoder; otherwise this is a mistake in clientsmith, please report it.",
                )
            ]
        )
