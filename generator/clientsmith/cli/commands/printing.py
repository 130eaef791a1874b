"""The reports of `clientsmith diff` on standard output and in files."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from ...project.output import write_file

if TYPE_CHECKING:
    from ...compare.outcome import Results
    from .diff import Format


@dataclass(frozen=True, slots=True)
class Printing:
    """What reports tell."""

    results: Results
    date: dt.date | None
    """Day of the release; None for none."""

    def show(self, format: Format, *, is_verbose: bool) -> None:
        """Print a report on standard output."""
        from ...compare.reports import json_report

        match format:
            case "text":
                self._show_text(is_verbose=is_verbose)
            case "markdown":
                _print(self._markdown())
            case "changelog":
                _print(self._changelog())
            case "json":
                value = json_report(self.results)
                _print(json.dumps(value, indent=2, ensure_ascii=False) + "\n")
            case _:
                assert_never(format)

    def write(self, markdown: Path | None, changelog: Path | None) -> None:
        """Write reports to files, where names are given.

        Raises:
            OutputError: a file cannot be written.
        """
        if markdown is not None:
            write_file(markdown, self._markdown())
        if changelog is not None:
            write_file(changelog, self._changelog())

    def _markdown(self) -> str:
        from ...compare.reports import markdown_report

        return markdown_report(self.results)

    def _changelog(self) -> str:
        from ...compare.reports import changelog_report

        return changelog_report(self.results, date=self.date)

    def _show_text(self, *, is_verbose: bool) -> None:
        from rich.console import Console
        from rich.text import Text

        from ...compare.reports import text_report
        from ..report import printable

        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # arrows, on a terminal without them
        console = Console(highlight=False, soft_wrap=True)
        for line, style in text_report(self.results, is_verbose=is_verbose):
            console.print(Text(printable(line), style=style))


def _print(text: str) -> None:
    """Print what programs read, in UTF-8 whatever the locale says; lone surrogates as escapes."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
