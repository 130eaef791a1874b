"""Calls in processes that are killed at a chosen point, one after another.

One process imports the program once; each call runs in a fork of it, and ends by SIGKILL right
before its n-th call that changes files.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import clientsmith

_CHANGING = {
    *("chmod", "flock", "link", "mkdir", "remove", "rename", "replace", "rmdir", "symlink"),
    *("unlink", "utime"),
    # A file that is open is empty or has a part of its content; what is buffered comes when it ends.
    *("open", "write", "close", "__exit__", "fsync"),
}


class Victims:
    """Makes processes that end early."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(
        self,
        call: str,
        *arguments: Any,
        kill_at: int | None = None,
        kill_after: float | None = None,
        folder: Path | None = None,
        patches: tuple[str, ...] = (),
        is_kept: bool = False,
    ) -> bool:
        """Call a function of this module in a process of its own.

        Args:
            call: name of the function, below.
            arguments: what it is given, as JSON.
            kill_at: number of the call before which the process is killed, from 0.
            kill_after: seconds after which it is killed.
            folder: the current folder of the process.
            patches: names of functions of this module, called first.
            is_kept: whether the function is called in the process of which later ones are forks, so
                that they need not import again what it needs.

        Returns:
            whether the process was killed; else it ended by itself.
        """
        request = {
            "call": call,
            "arguments": arguments,
            "kill_at": kill_at,
            "kill_after": kill_after,
            "folder": str(folder or Path.cwd()),
            "patches": patches,
            "is_kept": is_kept,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        status = int(self._process.stdout.readline())
        assert status in (0, -signal.SIGKILL), f"{call} ended with {status}"
        return status != 0


@contextmanager
def victims(*, env: dict[str, str] | None = None) -> Iterator[Victims]:
    """Something that makes such processes.

    Args:
        env: the environment, by default this one.
    """
    tests = Path(__file__).resolve().parents[1]
    program = Path(clientsmith.__file__).resolve().parents[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "support.killing"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**(env or os.environ), "PYTHONPATH": f"{tests}{os.pathsep}{program}"},
    )
    with process:
        yield Victims(process)


def write(files: dict[str, str], directory: str, force: bool = False) -> None:
    from clientsmith.project import output

    output.write(files, Path(directory), force=force)


def recover(directory: str) -> None:
    from clientsmith.project import output

    output.recover(Path(directory))


def write_file(place: str, text: str) -> None:
    from clientsmith.project import output

    output.write_file(Path(place), text)


def command(*arguments: str) -> None:
    """The command line, which is to end without an error."""
    from clientsmith.cli import app

    try:
        app(list(arguments), prog_name="clientsmith")
    except SystemExit as end:
        if end.code:
            raise


def before_the_lock() -> None:
    """The process is killed when it is about to write the lock."""
    from clientsmith.cli import locking

    locking.write_file = lambda *_: os.kill(os.getpid(), signal.SIGKILL)


def half_done() -> None:
    """The process is killed when it has written two files."""
    from clientsmith.project.output import journal

    take = journal._apply
    steps = 0

    def take_two(step: journal._Step, directory: Path) -> None:
        nonlocal steps
        if steps == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        steps += 1
        take(step, directory)

    journal._apply = take_two


def _die_at(number: int) -> None:
    """Kill this process before its n-th call that changes files, from the first time that it has
    a place to itself; before that nothing is written."""
    from clientsmith.project.output import work_folder

    count = 0
    first = work_folder._locked

    def watch(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        if event == "c_call" and argument.__name__ in _CHANGING:
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)
            count += 1

    def watched(*arguments: Any) -> Any:
        sys.setprofile(watch)
        return first(*arguments)

    work_folder._locked = watched


def _serve() -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what commands say
    for line in sys.stdin:
        request = json.loads(line)
        if request["is_kept"]:
            os.chdir(request["folder"])
            globals()[request["call"]](*request["arguments"])
            print(0, file=answers, flush=True)
            continue
        child = os.fork()
        if child == 0:
            status = 1
            try:
                os.chdir(request["folder"])
                for patch in request["patches"]:
                    globals()[patch]()
                call = globals()[request["call"]]
                if request["kill_at"] is not None:
                    _die_at(request["kill_at"])
                call(*request["arguments"])
                sys.setprofile(None)
                status = 0
            finally:
                os._exit(status)
        if request["kill_after"] is not None:
            time.sleep(request["kill_after"])
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)


if __name__ == "__main__":
    _serve()
