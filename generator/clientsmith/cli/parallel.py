"""Several clients at a time, each in a process of its own."""

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
from typing import TYPE_CHECKING, TypeVar

from .progress import DONE, Progress
from .running import FAULTS, UNUSABLE, Failure, failure_of

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue

_MOST = 8
"""Processes at a time, unless more are asked for: a giant document takes half a gigabyte."""

Stage = Callable[[str], None]
"""Told each stage of one client as it begins."""

Task = TypeVar("Task")
Done = TypeVar("Done")


def processes_for(tasks: int, wanted: int | None) -> int:
    """How many processes work at a time on a number of tasks."""
    if wanted is not None:
        return max(1, min(tasks, wanted))
    processors = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    )
    return max(1, min(tasks, processors or 1, _MOST))


def each(
    tasks: Sequence[Task],
    work: Callable[[Task, Stage], Done],
    *,
    processes: int,
    progress: Progress,
) -> Iterator[Done | Failure]:
    """What comes of each task, in their order; one that fails does not stop the others.

    Args:
        tasks: what there is to do; with several processes they are sent there.
        work: does one of them; with several processes a function of a module.
        processes: how many work at a time; with one it is this one.
        progress: told the stages of each task.
    """
    if processes == 1:
        for number, task in enumerate(tasks):
            result = attempt(work, task, partial(progress, number))
            progress(number, DONE)
            yield result
        return
    context = multiprocessing.get_context("spawn")
    stages: SimpleQueue[tuple[int, str] | None] = context.SimpleQueue()
    with (
        _forwarded(stages, progress),
        ProcessPoolExecutor(processes, context, _begin, (stages,)) as pool,
    ):
        futures: list[Future[Done | Failure]] = [
            pool.submit(_remote, work, task, number) for number, task in enumerate(tasks)
        ]
        try:
            for future in futures:
                yield _result(future)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def attempt(work: Callable[[Task, Stage], Done], task: Task, stage: Stage) -> Done | Failure:
    """What comes of a task in this process."""
    try:
        return work(task, stage)
    except FAULTS as error:
        return failure_of(error)


def _result(future: Future[Done | Failure]) -> Done | Failure:
    try:
        return future.result()
    except BrokenProcessPool:
        message = "A process was ended from outside, perhaps for want of memory; try --jobs 1."
        return Failure(UNUSABLE, (message,), value={"process": message})


@contextmanager
def _forwarded(stages: SimpleQueue[tuple[int, str] | None], progress: Progress) -> Iterator[None]:
    """Stages that come from other processes are told here meanwhile."""

    def forward() -> None:
        while (told := stages.get()) is not None:
            progress(*told)

    thread = threading.Thread(target=forward, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stages.put(None)
        thread.join()


# --- in the other processes -------------------------------------------------------------------------

_stages: SimpleQueue[tuple[int, str] | None]


def _begin(stages: SimpleQueue[tuple[int, str] | None]) -> None:
    global _stages
    _stages = stages
    gc.disable()  # as `main` does, and for the same reason


def _remote(work: Callable[[Task, Stage], Done], task: Task, number: int) -> Done | Failure:
    result = attempt(work, task, lambda stage: _stages.put((number, stage)))
    _stages.put((number, DONE))
    return result
