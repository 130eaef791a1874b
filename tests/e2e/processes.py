"""Servers as processes of their own, for the time of a test run."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2

_STARTUP = 240.0
"""Seconds until a server must answer."""

_PORTS = 3
"""How many ports are tried: a free one may be taken before the server listens."""

_FAREWELL = 15.0
"""Seconds until a server that was asked to end must have ended."""


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


@contextmanager
def running(
    command: Callable[[int], Sequence[str]],
    folder: Path,
    *,
    ready: str = "/",
    environment: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Run a server until the `with` block ends, however it ends; its URL. Where there is `setpriv`
    the server does not outlive this process either, when that is killed.

    Args:
        command: program and arguments of a server that listens on a port.
        folder: in which it runs, and writes `server.log`.
        ready: a path that is answered with a status below 500 as soon as the server is ready.
        environment: variables in place of those of this process.

    Raises:
        RuntimeError: the server does not start; the text has the end of its log.
    """
    for tries_left in reversed(range(_PORTS)):
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        process = _start(command(port), folder, environment)
        try:
            problem = _problem(process, url + ready, folder / "server.log")
            if not problem:
                yield url
                return
        finally:
            _end(process)
        if not tries_left or "in use" not in problem:
            raise RuntimeError(problem)


def _start(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None
) -> subprocess.Popen[bytes]:
    guard = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
    with (folder / "server.log").open("wb") as output:
        return subprocess.Popen(
            [*guard, *command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _problem(process: subprocess.Popen[bytes], url: str, log: Path) -> str:
    """Why a server does not start; empty as soon as it answers."""
    deadline = time.monotonic() + _STARTUP
    while process.poll() is None and time.monotonic() < deadline:
        # What answers in place of a process that has ended is not the server.
        if _answers(url) and process.poll() is None:
            return ""
        time.sleep(0.1)
    state = "does not answer" if process.poll() is None else f"ended with {process.returncode}"
    told = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    return f"The server {state}: {process.args!r}\n{told}"


def _answers(url: str) -> bool:
    try:
        return httpx2.get(url, trust_env=False, timeout=5).status_code < 500
    except httpx2.TransportError:
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and those that it has started, which share its session."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=_FAREWELL)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
