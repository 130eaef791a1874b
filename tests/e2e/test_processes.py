"""Whether servers end when they should."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from e2e.processes import running

pytestmark = pytest.mark.e2e

SERVER = """
import http.server, os, pathlib, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path("pids").write_text(f"{os.getpid()} {child.pid}")
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), http.server.SimpleHTTPRequestHandler).serve_forever()
"""
"""Starts a process that would outlive it."""


def served(port: int) -> list[str]:
    return [sys.executable, "-c", SERVER, str(port)]


def _pids(folder: Path) -> list[int]:
    return [int(pid) for pid in (folder / "pids").read_text().split()]


def _is_running(pid: int) -> bool:
    """Whether there is a process that has not ended; its parent may not have asked yet."""
    with suppress(ProcessLookupError, FileNotFoundError):
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def _wait_for_end(pid: int) -> None:
    while _is_running(pid):
        os.sched_yield()


def test_a_server_ends_with_its_children_when_a_test_fails(tmp_path: Path) -> None:
    with suppress(ZeroDivisionError), running(served, tmp_path):
        pids = _pids(tmp_path)
        assert all(map(_is_running, pids))
        raise ZeroDivisionError
    for pid in pids:
        _wait_for_end(pid)


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    asked: list[int] = []

    def broken(port: int) -> list[str]:
        asked.append(port)
        return [sys.executable, "-c", "raise SystemExit('there is no database')"]

    with pytest.raises(RuntimeError, match="there is no database"), running(broken, tmp_path):
        pytest.fail("it started")
    assert len(asked) == 1


def test_a_port_that_somebody_else_took_is_no_obstacle(tmp_path: Path) -> None:
    """What answers at that port is not taken for the server."""
    command = [sys.executable, "-c", SERVER]
    with running(served, tmp_path) as taken:
        asked: list[int] = []

        def unlucky(port: int) -> list[str]:
            asked.append(port)
            return [*command, taken.rpartition(":")[2] if len(asked) == 1 else str(port)]

        (other := tmp_path / "other").mkdir()
        with running(unlucky, other) as url:
            assert url.endswith(f":{asked[1]}")
            assert url != taken


def test_a_server_does_not_outlive_a_run_that_is_killed(tmp_path: Path) -> None:
    program = f"""
import pathlib, time
from e2e.processes import running
from e2e.test_processes import served
with running(served, pathlib.Path({str(tmp_path)!r})):
    print("ready", flush=True)
    time.sleep(600)
"""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    run = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, env=environment, text=True
    )
    assert run.stdout is not None
    with run, run.stdout:
        assert run.stdout.readline() == "ready\n"
        server, child = _pids(tmp_path)
        run.kill()
    os.kill(child, signal.SIGKILL)
    _wait_for_end(server)
