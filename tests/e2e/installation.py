"""Where the servers are installed; run as a program, this installs those that are missing.

Nothing outside `.cache/servers` of the project is written, so no special rights are needed.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from support.public import ROOT, SHARED

SERVERS = SHARED / "servers"
INSTALLED = ROOT / ".cache" / "servers"
_DEBIAN_PACKAGES = re.compile(r"\bpdns-[\w-]+")
_PRISM = re.compile(r"@stoplight/prism-cli@[\d.]+")
_ZENML = re.compile(r"zenml\[server\]==[\d.]+")
_REQUIREMENT = re.compile(r"^[\w-]+(?:\[[\w,-]+\])?[<>=~].*$", re.MULTILINE)
_MOST_SECONDS = 600
"""For each program that takes part in an installation."""


class CannotInstall(Exception):
    """A server cannot be installed; the text says why."""


@dataclass(frozen=True)
class Installation:
    """One server's: a folder, and what goes into it."""

    name: str
    """Name of its folder."""

    source: Path
    """File that says what is installed: a script beside the repository, or a file of requirements."""

    wanted: re.Pattern[str]
    """Finds the packages in the file, with their versions where these are pinned."""

    fill: Callable[[Path, Sequence[str]], None]
    """Installs packages in a folder."""

    @property
    def folder(self) -> Path:
        """Where the server is installed."""
        return INSTALLED / self.name

    @property
    def packages(self) -> list[str]:
        """The packages of the file, in its order."""
        return list(dict.fromkeys(self.wanted.findall(self.source.read_text(encoding="utf-8"))))

    def is_complete(self) -> bool:
        """Whether the last installation came to its end, and was of the same packages."""
        mark = self._mark
        return mark.is_file() and mark.read_text(encoding="utf-8").splitlines() == self.packages

    def install(self) -> None:
        """Install the server anew.

        Raises:
            CannotInstall: a program that is needed is missing, or fails.
        """
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        try:
            self.fill(self.folder, self.packages)
        except CannotInstall as error:
            self._failure.write_text(str(error), encoding="utf-8")
            raise
        self._mark.write_text("\n".join(self.packages), encoding="utf-8")

    @property
    def obstacle(self) -> str:
        """Why the last installation failed; empty where there was none."""
        failure = self._failure
        return failure.read_text(encoding="utf-8") if failure.is_file() else ""

    @property
    def _mark(self) -> Path:
        return self.folder / "complete.txt"

    @property
    def _failure(self) -> Path:
        return self.folder / "failed.txt"


def _node_modules(folder: Path, packages: Sequence[str]) -> None:
    _needs("node", "npm")
    (folder / "package.json").write_text("{}", encoding="utf-8")
    _run(["npm", "install", "--no-audit", "--no-fund", "--save-exact", *packages], folder)


def _virtual_environment(folder: Path, packages: Sequence[str]) -> None:
    _run([sys.executable, "-m", "venv", "venv"], folder)
    _run(["venv/bin/python", "-m", "pip", "install", "--quiet", *packages], folder)


def _debian_packages(folder: Path, packages: Sequence[str]) -> None:
    """Unpacks packages, and those of their dependencies that the system lacks."""
    _needs("apt-get", "dpkg-deb")
    for name in ("lists/partial", "cache/archives/partial", "packages", "root"):
        (folder / name).mkdir(parents=True)
    lists, cache = folder / "lists", folder / "cache"
    apt = ["apt-get", "-qq", "-o", f"Dir::State::lists={lists}", "-o", f"Dir::Cache={cache}"]
    _run([*apt, "update"], folder)
    plan = _run([*apt, "install", "--simulate", "--no-install-recommends", *packages], folder)
    lacking = re.findall(r"^Inst (\S+)", plan, re.MULTILINE)
    _run([*apt, "download", *dict.fromkeys([*packages, *lacking])], folder / "packages")
    for package in sorted((folder / "packages").glob("*.deb")):
        _run(["dpkg-deb", "--extract", str(package), "root"], folder)


POWERDNS = Installation("pdns", SERVERS / "pdns/install.sh", _DEBIAN_PACKAGES, _debian_packages)
ZENML = Installation("zenml", SERVERS / "zenml/install.sh", _ZENML, _virtual_environment)
PRISM = Installation("prism", SERVERS / "prism/install.sh", _PRISM, _node_modules)
FRAMEWORKS = Installation(
    "frameworks",
    Path(__file__).parent / "frameworks/requirements.txt",
    _REQUIREMENT,
    _virtual_environment,
)
ALL = (POWERDNS, ZENML, PRISM, FRAMEWORKS)


def _needs(*programs: str) -> None:
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        raise CannotInstall(f"there is no {' and no '.join(missing)}")


def _run(command: Sequence[str], folder: Path) -> str:
    """What a program printed.

    Raises:
        CannotInstall: it is not there, fails, or does not come to an end.
    """
    words = " ".join(command)
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
    except OSError as error:
        raise CannotInstall(f"{command[0]} cannot be run: {error.strerror}") from None
    with process:
        try:
            output, errors = process.communicate(timeout=_MOST_SECONDS)
        except BaseException as error:
            os.killpg(process.pid, signal.SIGKILL)  # those that it has started, too
            if isinstance(error, subprocess.TimeoutExpired):
                raise CannotInstall(f"{words} took longer than {_MOST_SECONDS} s") from None
            raise
    if process.returncode:
        raise CannotInstall(f"{words} failed: {errors[-2000:]}")
    return output


def install() -> None:
    """Install what is missing, and say what cannot be installed: its tests will fail."""
    if not SERVERS.is_dir():
        print(f"There is no {SHARED.name}/{SERVERS.name} beside the repository.", file=sys.stderr)
    for each in ALL:
        if not each.source.is_file() or each.is_complete():
            continue
        print(f"installing {', '.join(each.packages)} …", file=sys.stderr)
        try:
            each.install()
        except CannotInstall as error:
            print(f"{each.name} is not installed: {error}", file=sys.stderr)


if __name__ == "__main__":
    install()
