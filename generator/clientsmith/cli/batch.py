"""One command over several clients: their tasks, their results in order, and one outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import typer

from ..config import Config
from .locking import Locking
from .parallel import Stage, attempt, each, processes_for
from .progress import shown_progress
from .report import Report
from .running import Failure, cache_folder
from .tasks import Task

Done = TypeVar("Done")


def tasks_for(
    clients: Sequence[Config],
    locking: Locking,
    *,
    is_offline: bool,
    force: bool = False,
    is_covered: bool = False,
) -> list[Task]:
    """A task for each client; the arguments are those of `Task`."""
    return [
        Task(client, cache_folder(), is_offline, locking.locked(client), force, is_covered)
        for client in clients
    ]


def results_of(
    tasks: Sequence[Task],
    work: Callable[[Task, Stage], Done],
    jobs: int | None,
    report: Report,
    *,
    known: Callable[[Task], Done | None] = lambda task: None,
) -> Iterator[tuple[Task, Done | Failure]]:
    """Each task with what came of it, in their order, and progress meanwhile.

    Args:
        tasks: what there is to do.
        work: does one of them.
        jobs: how many processes are wanted; None for a number that fits.
        report: where progress is shown.
        known: the result of a task that needs no work, else None.
    """
    results = [attempt(lambda task, stage: known(task), task, lambda stage: None) for task in tasks]
    left = [task for task, result in zip(tasks, results, strict=True) if result is None]
    reads_input = any("-" in task.client.sources for task in left)
    processes = 1 if reads_input else processes_for(len(left), jobs)
    with shown_progress([task.title for task in left], report) as progress:
        worked = each(left, work, processes=processes, progress=progress)
        for task, result in zip(tasks, results, strict=True):
            yield task, next(worked) if result is None else result


def outcome_value(task: Task, value: dict[str, Any]) -> dict[str, Any]:
    """What came of one client, as JSON."""
    return {"name": task.client.name, "output": task.client.output, **value}


def tell_outcomes(
    outcomes: Sequence[dict[str, Any]], failures: Sequence[Failure], report: Report
) -> None:
    """Print the JSON of a whole command, where it is asked for.

    Raises:
        typer.Exit: a client failed; with the exit code of the worst failure.
    """
    if failures and len(outcomes) == 1:
        report.json({"error": failures[0].value})
    else:
        report.json({"clients": list(outcomes)})
    if failures:
        raise typer.Exit(max(failure.exit_code for failure in failures))
