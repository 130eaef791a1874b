"""Runs a command over several clients: in parallel, with progress, and with one result at the end."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from ..config import Config
from .progress import DONE, Progress, StageCallback, shown_progress
from .report import Report
from .running import UNUSABLE, USER_ERRORS, Failure, failure_of, report_failure
from .tasks import ClientTask

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue

Task = TypeVar("Task")
Result = TypeVar("Result")


class BatchResults:
    """Collects what a command did with each client, for its JSON and its exit code."""

    def __init__(self, report: Report, *, writes: bool = False) -> None:
        """Start without results; `writes` says that the command writes clients."""
        self._report = report
        self._writes = writes
        self._values: list[dict[str, Any]] = []
        self.failures: list[Failure] = []

    def add(self, client: Config, value: dict[str, Any]) -> None:
        """Add a result, as JSON."""
        self._values.append({"name": client.name, "output": client.output, **value})

    def add_failure(self, client: Config, failure: Failure) -> None:
        """Add a failure, and report it."""
        self.failures.append(failure)
        self.add(client, {"error": failure.value})
        report_failure(failure, self._report, writes=self._writes)

    def finish(self) -> None:
        """Print the JSON, if it is wanted.

        Raises:
            typer.Exit: a client failed; with the exit code of the worst failure.
        """
        if self.failures and len(self._values) == 1:
            self._report.json({"error": self.failures[0].value})
        else:
            self._report.json({"clients": self._values})
        if self.failures:
            raise typer.Exit(max(failure.exit_code for failure in self.failures))


def run_tasks(
    tasks: Sequence[ClientTask],
    work: Callable[[ClientTask, StageCallback], Result],
    jobs: int | None,
    report: Report,
    *,
    shortcut: Callable[[ClientTask], Result | None] = lambda task: None,
) -> Iterator[tuple[ClientTask, Result | Failure]]:
    """Yield each task with its result, in order, and show progress.

    Args:
        tasks: the tasks.
        work: does one of them.
        jobs: number of processes; None for the default.
        report: shows progress.
        shortcut: returns the result of a task that needs no work, else None.
    """
    results = [run_one(lambda task, _: shortcut(task), task, lambda stage: None) for task in tasks]
    left = [task for task, result in zip(tasks, results, strict=True) if result is None]
    reads_input = any("-" in task.client.sources for task in left)
    processes = 1 if reads_input else processes_for(len(left), jobs)
    with shown_progress([task.title for task in left], report) as progress:
        worked = run_all(left, work, processes=processes, progress=progress)
        for task, result in zip(tasks, results, strict=True):
            yield task, next(worked) if result is None else result


_MOST = 8
"""Default limit of processes: a giant document takes half a gigabyte."""


def processes_for(tasks: int, wanted: int | None) -> int:
    """Return the number of processes to use.

    Args:
        tasks: number of tasks.
        wanted: number of processes that the user wants; None for the default.
    """
    if wanted is not None:
        return max(1, min(tasks, wanted))
    processors = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    )
    return max(1, min(tasks, processors or 1, _MOST))


def run_all(
    tasks: Sequence[Task],
    work: Callable[[Task, StageCallback], Result],
    *,
    processes: int,
    progress: Progress,
) -> Iterator[Result | Failure]:
    """Yield the result of each task, in order; a failure does not stop the others.

    Args:
        tasks: the tasks; they have to be picklable if there are several processes.
        work: does one task; a function of a module if there are several processes.
        processes: number of processes; 1 stays in this one.
        progress: called with the stages of each task.
    """
    if processes == 1:
        for number, task in enumerate(tasks):
            result = run_one(work, task, partial(progress, number))
            progress(number, DONE)
            yield result
        return
    context = multiprocessing.get_context("spawn")
    stages: SimpleQueue[tuple[int, str] | None] = context.SimpleQueue()
    with (
        _forwarded(stages, progress),
        ProcessPoolExecutor(processes, context, _start_process, (stages,)) as pool,
    ):
        futures: list[Future[Result | Failure]] = [
            pool.submit(_run_remotely, work, task, number) for number, task in enumerate(tasks)
        ]
        try:
            for future in futures:
                yield _result(future)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def run_one(
    work: Callable[[Task, StageCallback], Result], task: Task, stage: StageCallback
) -> Result | Failure:
    """Run a task in this process."""
    try:
        return work(task, stage)
    except USER_ERRORS as error:
        return failure_of(error)


def _result(future: Future[Result | Failure]) -> Result | Failure:
    try:
        return future.result()
    except BrokenProcessPool:
        message = "A process was killed, perhaps because memory ran out; try --jobs 1."
        return Failure(UNUSABLE, (message,), value={"process": message})


@contextmanager
def _forwarded(stages: SimpleQueue[tuple[int, str] | None], progress: Progress) -> Iterator[None]:
    """Forward the stages of other processes to `progress`."""

    def forward() -> None:
        while (item := stages.get()) is not None:
            progress(*item)

    thread = threading.Thread(target=forward, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stages.put(None)
        thread.join()


# --- in the other processes -------------------------------------------------------------------------

_stages: SimpleQueue[tuple[int, str] | None]


def _start_process(stages: SimpleQueue[tuple[int, str] | None]) -> None:
    global _stages
    _stages = stages
    gc.disable()  # as `main` does, and for the same reason


def _run_remotely(
    work: Callable[[Task, StageCallback], Result], task: Task, number: int
) -> Result | Failure:
    result = run_one(work, task, lambda stage: _stages.put((number, stage)))
    _stages.put((number, DONE))
    return result
