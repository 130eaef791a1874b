"""Runs the tests of the runtime and of a generated client under each Python on the machine.

Minor versions may be given: `python tests/support/versions.py 13` runs those of 3.13 alone. With
`--others`, the version of the interpreter that runs this is left out: `make test` has run these tests
under it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import which

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "versions"
OLDEST = 11
NEWEST = 20
"""Minor versions of Python 3 that are looked for; the newest is far ahead of the releases."""

TESTS = (
    "tests/runtime_codec",
    "tests/runtime_client",
    "tests/runtime_auth",
    "tests/runtime_streaming",
    "tests/runtime_observability",
    "tests/hostile/test_json.py",
    "tests/fetch/test_json.py",
    "tests/templates/test_new_files.py",
    "tests/behaviour",
)
MARKS = "not types and not property and not slow"


def claimed() -> set[int]:
    """Return the minor versions that the classifiers name."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return {int(minor) for minor in re.findall(r"Python :: 3\.(\d+)\"", text)}


def interpreters() -> dict[int, str]:
    """Return minor versions of Python 3 and an interpreter of each that runs."""
    found: dict[int, str] = {}
    for minor in range(OLDEST, NEWEST + 1):
        folders = Path.home().glob(f".pyenv/versions/3.{minor}.*/bin/python3")
        for each in (which(f"python3.{minor}"), *map(str, sorted(folders))):
            if each is not None and _minor_of(each) == minor:
                found[minor] = each
                break
    return found


def _minor_of(interpreter: str) -> int | None:
    code = "import sys; print(sys.version_info[1])"
    done = subprocess.run([interpreter, "-c", code], capture_output=True, text=True, check=False)
    return int(done.stdout) if done.returncode == 0 else None


def _environment(minor: int, interpreter: str) -> Path:
    """Return the interpreter of an environment, installed anew when `pyproject.toml` has changed."""
    folder = CACHE / f"3.{minor}"
    python = folder / "bin" / "python"
    ready = folder / ".ready"
    wanted = (ROOT / "pyproject.toml").read_bytes()
    if not ready.is_file() or ready.read_bytes() != wanted:
        subprocess.run([interpreter, "-m", "venv", "--clear", str(folder)], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--upgrade", "pip>=25.1"], check=True)
        subprocess.run([*pip, "--editable", ".", "--group", "test"], cwd=ROOT, check=True)
        ready.write_bytes(wanted)
    return python


def main(*arguments: str) -> int:
    """Run the tests; returns 1 where they fail under any version.

    Args:
        arguments: Minor versions to run them under, by default all, or `--others`.
    """
    chosen = {int(each) for each in arguments if each != "--others"}
    left_out = {sys.version_info.minor} if "--others" in arguments else set()
    found = {
        minor: interpreter
        for minor, interpreter in interpreters().items()
        if (minor in chosen or not chosen) and minor not in left_out
    }
    for minor in sorted((chosen or claimed()) - found.keys() - left_out):
        print(f"Python 3.{minor}: skipped, it is not on this machine", flush=True)
    failed = []
    with ThreadPoolExecutor() as pool:  # pip waits for its index most of the time
        environments = list(pool.map(_environment, found.keys(), found.values()))
    for (minor, interpreter), python in zip(found.items(), environments, strict=True):
        print(f"Python 3.{minor}: {interpreter}", flush=True)
        command = [str(python), "-m", "pytest", "-p", "no:cacheprovider", "-n", "auto", "-m", MARKS]
        if subprocess.run([*command, *TESTS], cwd=ROOT, check=False).returncode != 0:
            failed.append(f"3.{minor}")
    if failed or not (found or left_out):
        print(f"Failed under: {', '.join(failed) or 'no version, none was there'}")
        return 1
    print("Passed under all versions" if found else "There is no other version on this machine")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
