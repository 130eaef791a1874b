"""What a client may leave behind: nothing."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from support.raw_server import RawServer

needs_proc = pytest.mark.skipif(
    not os.path.isdir("/proc/self/fd"), reason="open files are counted in /proc/self/fd"
)


def open_files() -> int:
    """Files and sockets that this process has open."""
    gc.collect()
    return len(os.listdir("/proc/self/fd"))


def _threads() -> set[threading.Thread]:
    """Threads that run, but those of servers and those that trio keeps for a while for its next use."""
    kept = ("Trio thread", "server")
    return {each for each in threading.enumerate() if not each.name.startswith(kept)}


@contextmanager
def nothing_left(server: RawServer) -> Iterator[None]:
    """A `with` block behind which there are no more open files, threads and connections than before."""
    files, threads = open_files(), _threads()
    yield
    server.wait()
    assert server.open_connections == 0
    assert open_files() <= files
    assert _threads() <= threads
