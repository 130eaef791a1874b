"""Servers as processes of their own, for the time of a test run."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2

_STARTUP = 120.0
"""Seconds until a server must answer."""

_FAREWELL = 15.0
"""Seconds until a server that was asked to end must have ended."""


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


@contextmanager
def running(
    command: Sequence[str],
    url: str,
    folder: Path,
    *,
    environment: Mapping[str, str] | None = None,
) -> Iterator[None]:
    """Run a server until the `with` block ends, however it ends. Where there is `setpriv` the server
    does not outlive this process either, when that is killed.

    Args:
        command: program and arguments.
        url: answers with a status below 500 as soon as the server is ready.
        folder: in which it runs, and writes `server.log`.
        environment: variables in place of those of this process.

    Raises:
        RuntimeError: the server does not start; the text has the end of its log.
    """
    log = folder / "server.log"
    guard = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*guard, *command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        deadline = time.monotonic() + _STARTUP
        while not _answers(url):
            if process.poll() is not None or time.monotonic() > deadline:
                told = log.read_text(encoding="utf-8", errors="replace")[-2000:]
                raise RuntimeError(f"{command[0]} did not start:\n{told}")
            time.sleep(0.1)
        yield
    finally:
        _end(process)


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
