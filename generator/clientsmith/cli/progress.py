"""How far the work on clients has come, for people who wait."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from .report import Report

STAGES = ("fetch", "validate", "read", "plan", "render", "write")
"""What happens to a client, in this order; `check` ends before the last one."""

DONE = "done"
"""Told when nothing more happens to a client."""

_BETWEEN_LINES = 10.0
"""Shortest time between two lines about the same stage, in seconds."""

Progress = Callable[[int, str], None]
"""Told the number of a client, from 0, and its stage as it begins: a word of `STAGES`, or one with
details behind a colon, such as `fetch: 120 of 873 pages`; at last `DONE`."""


@contextmanager
def shown_progress(titles: Sequence[str], report: Report) -> Iterator[Progress]:
    """Bars on a terminal, which are gone afterwards; a line for each stage anywhere else.

    Args:
        titles: of the clients, as people know them.
        report: says whether people want to hear anything, and where.
    """
    if report.is_interactive:
        with _bars(titles, report) as progress:
            yield progress
    else:
        yield _Lines(titles, report)


class _Lines:
    """One line a stage; a stage that counts is told again after some time."""

    def __init__(self, titles: Sequence[str], report: Report) -> None:
        self._titles = titles
        self._report = report
        self._told: dict[tuple[int, str], float] = {}

    def __call__(self, number: int, stage: str) -> None:
        word = stage.partition(":")[0]
        told = self._told.get((number, word))
        if word == DONE:
            return
        if told is None or time.monotonic() > told + _BETWEEN_LINES:
            self._told[number, word] = time.monotonic()
            self._report.line(f"{self._titles[number]}: {word if told is None else stage}", "dim")


@contextmanager
def _bars(titles: Sequence[str], report: Report) -> Iterator[Progress]:
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    from .report import printable

    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[title]}", markup=False),
        BarColumn(bar_width=len(STAGES) * 3),
        TextColumn("{task.description}", style="dim", markup=False),
    )
    with Progress(*columns, console=report.console, transient=True) as bars:
        tasks = [
            bars.add_task("", total=len(STAGES), title=printable(title), start=False)
            for title in titles
        ]

        def progress(number: int, stage: str) -> None:
            word = stage.partition(":")[0]
            done = (*STAGES, DONE).index(word) if word in (*STAGES, DONE) else None
            bars.start_task(tasks[number])
            bars.update(tasks[number], completed=done, description=printable(stage))

        yield progress
