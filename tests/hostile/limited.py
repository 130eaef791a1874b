"""Calls the hostile server with little memory, in a process of its own.

Run with the folder and the name of a package, the URL of the server, the options of the client as
JSON, the megabytes that may be taken besides those for a client at rest, and the cases; prints for
each case and client which error it ends with, and at last the peak of the memory in megabytes.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any


def limit_memory(megabytes: int) -> None:
    """Limit the address space, where the system says how large it is."""
    sizes = Path("/proc/self/statm")
    if sizes.exists():
        size = int(sizes.read_text().split()[0]) * resource.getpagesize() + megabytes * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def peak() -> float:
    """Return the peak of the resident memory in megabytes.

    On Linux `ru_maxrss` counts what the process that started this one had, too: it outlives `exec`.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def main() -> None:
    folder, name, url, options, megabytes, *cases = sys.argv[1:]
    sys.path.insert(0, folder)
    package: Any = import_module(name)
    given = {"base_url": url, **json.loads(options)}

    def call(case: str) -> str:
        with package.Hostile(**given) as client:
            try:
                client.things.get_anything(options=package.RequestOptions(query={"case": case}))
            except package.APIError as error:
                return f"{type(error).__name__}: {error}"
        return "no error"

    async def call_async(case: str) -> str:
        async with package.AsyncHostile(**given) as client:
            try:
                options = package.RequestOptions(query={"case": case})
                await client.things.get_anything(options=options)
            except package.APIError as error:
                return f"{type(error).__name__}: {error}"
        return "no error"

    async def both(case: str) -> list[str]:
        """Call with both clients, at the same time where the case takes time and no memory."""
        if case != "slow":
            return [call(case), await call_async(case)]
        with ThreadPoolExecutor(1) as thread:
            waiting = asyncio.get_running_loop().run_in_executor(thread, call, case)
            return [await call_async(case), await waiting]

    asyncio.run(both("warm"))
    limit_memory(int(megabytes))
    print(json.dumps([asyncio.run(both(case)) for case in cases]))
    print(peak())


if __name__ == "__main__":
    main()
