"""Progress of the work on clients."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from ..encode.characters import printable_line
from .report import Report

STAGES = ("fetch", "validate", "read", "plan", "render", "write")
"""Stages of generating a client, in order; `check` ends before the last one."""

DONE = "done"
"""Stage after the last one."""

Progress = Callable[[int, str], None]
"""Called with the number of a client, from 0, and the stage that begins: one of `STAGES`, optionally
with details such as `fetch: 120 of 873 pages`, and finally `DONE`."""

StageCallback = Callable[[str], None]
"""The same for one client."""


@contextmanager
def shown_progress(titles: Sequence[str], report: Report) -> Iterator[Progress]:
    """Show transient progress bars on a terminal; elsewhere nothing, as logs keep every line.

    Args:
        titles: names of the clients in messages.
        report: where progress is shown, if at all.
    """
    if report.is_interactive:
        with _bars(titles, report) as progress:
            yield progress
    else:
        yield lambda number, stage: None


@contextmanager
def _bars(titles: Sequence[str], report: Report) -> Iterator[Progress]:
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[title]}", markup=False),
        BarColumn(bar_width=len(STAGES) * 3),
        TimeElapsedColumn(),
        TextColumn("{task.description}", style="dim", markup=False),
    )
    with Progress(*columns, console=report.console, transient=True) as bars:
        tasks = [
            bars.add_task("", total=len(STAGES), title=printable_line(title), start=False)
            for title in titles
        ]

        def progress(number: int, stage: str) -> None:
            word = stage.partition(":")[0]
            done = (*STAGES, DONE).index(word) if word in (*STAGES, DONE) else None
            bars.start_task(tasks[number])
            bars.update(tasks[number], completed=done, description=printable_line(stage))

        yield progress
