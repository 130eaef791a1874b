"""Earlier contents of a file, from the git repository around it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

_DEPTH = 100
"""How many commits that changed a file are looked at."""

_AT_ONCE = 10

_OF_A_REPOSITORY = {"GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE"}
"""Variables by which git tells its hooks where they are; paths in them start at their folder."""


def earlier_contents(directory: Path, path: str) -> Iterator[bytes]:
    """What a file was in the index and in the latest commits that changed it, newest first.

    Empty where git is not installed, or the folder lies in no repository.

    Args:
        directory: a folder in the repository.
        path: of the file, relative to the folder.
    """
    listed = _git(directory, "rev-list", f"--max-count={_DEPTH}", "HEAD", "--", path)
    names = [f":./{path}", *(f"{commit}:./{path}" for commit in listed.decode().split())]
    for start in range(0, len(names), _AT_ONCE):
        asked = "".join(f"{name}\n" for name in names[start : start + _AT_ONCE]).encode()
        yield from _blobs(_git(directory, "cat-file", "--batch", stdin=asked))


def _blobs(answers: bytes) -> Iterator[bytes]:
    """The contents in what `git cat-file --batch` prints: a line `HASH blob SIZE`, and the content;
    a line with another end for what there is none of."""
    rest = answers
    while rest:
        head, _, rest = rest.partition(b"\n")
        match head.split(b" "):
            case [_, kind, size] if size.isdigit():
                if kind == b"blob":
                    yield rest[: int(size)]
                rest = rest[int(size) + 1 :]


def _git(directory: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """What git prints; nothing where it fails."""
    env = {name: value for name, value in os.environ.items() if name not in _OF_A_REPOSITORY}
    quiet = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            ["git", "-C", str(directory), "--literal-pathspecs", *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            timeout=60,
            env={**env, **quiet},
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
