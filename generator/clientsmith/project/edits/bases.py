"""Finds the originally generated text of an edited file."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ..output import OutputError, digest, write_cached
from .edited import decoded

_DEPTH = 100
"""Maximum number of commits to search for a file."""

_AT_ONCE = 10

_OF_A_REPOSITORY = {"GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE"}
"""Variables by which git tells its hooks where they are; paths in them start at their folder."""


def earlier_contents(directory: Path, path: str) -> Iterator[bytes]:
    """Yield the contents of a file in the index and in the latest commits that changed it, newest
    first.

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
    """Yield the contents in what `git cat-file --batch` prints: a line `HASH blob SIZE`, and the
    content; a line with another end for what there is none of."""
    rest = answers
    while rest:
        head, _, rest = rest.partition(b"\n")
        match head.split(b" "):
            case [_, kind, size] if size.isdigit():
                if kind == b"blob":
                    yield rest[: int(size)]
                rest = rest[int(size) + 1 :]


def _git(directory: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """Run git and return its output; empty if it fails."""
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


_MOST_BYTES = 256 * 2**20


class OutputCache:
    """Texts in a folder; what cannot be kept or read is as good as not there."""

    def __init__(self, folder: Path, most_bytes: int = _MOST_BYTES) -> None:
        """`folder` is made when it is first needed; what was not used for longest goes first when
        there are more than `most_bytes`."""
        self._folder = folder
        self._most_bytes = most_bytes

    def find(self, sha256: str) -> bytes | None:
        """Return the text with a digest; None where it is not kept."""
        try:
            return self._place(sha256).read_bytes()
        except OSError:
            return None

    def keep(self, texts: Iterable[str]) -> None:
        """Keep texts, and remember that those are in use that were kept already."""
        is_new = False
        with suppress(OSError):
            for content in map(str.encode, texts):
                place = self._place(digest(content))
                try:
                    os.utime(place)
                except FileNotFoundError:
                    write_cached(place, content)
                    is_new = True
        if is_new:
            with suppress(OSError):
                self._forget()

    def _place(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256[2:]

    def _forget(self) -> None:
        used = []
        for place in self._folder.glob("*/*"):
            status = place.stat()
            used.append((status.st_mtime_ns, status.st_size, place))
        excess = sum(size for _, size, _ in used) - self._most_bytes
        for _, size, place in sorted(used):
            if excess <= 0:
                break
            place.unlink(missing_ok=True)
            excess -= size


FOLDER = ".clientsmith/base"
"""Folder with the generated text of each edited file, named by digest; it is meant to be
committed."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


class BaseTexts:
    """Finds what was generated: beside the files, else on the user's machine, else in git."""

    def __init__(self, directory: Path, cache: Path | None) -> None:
        """Search an output folder; `cache` is the folder of caches, None for no cache."""
        self._directory = directory
        self._outputs = None if cache is None else OutputCache(cache / "outputs")

    def remember(self, texts: Iterable[str]) -> None:
        """Keep newly generated texts in the cache."""
        if self._outputs is not None:
            self._outputs.keep(texts)

    def __call__(self, path: str, sha256: str) -> str | None:
        r"""Return the text with a digest, its lines ended by `\n`; None where nobody knows it."""
        if not _SHA256.fullmatch(sha256):
            return None
        for content in self._candidates(path, sha256):
            if digest(content) == sha256:
                return decoded(content)
        return None

    def _candidates(self, path: str, sha256: str) -> Iterator[bytes]:
        if (content := _stored(self._directory, sha256)) is not None:
            yield content
        if self._outputs is not None and (found := self._outputs.find(sha256)) is not None:
            yield found
        yield from earlier_contents(self._directory, path)


def is_stored(directory: Path, sha256: str) -> bool:
    """Return whether the text with a digest stands beside the files of an output folder."""
    content = _stored(directory, sha256) if _SHA256.fullmatch(sha256) else None
    return content is not None and digest(content) == sha256


def _stored(directory: Path, sha256: str) -> bytes | None:
    try:
        return (directory / FOLDER / sha256).read_bytes()
    except OSError:
        return None


def as_files(bases: Mapping[str, str]) -> dict[str, str]:
    """Texts by digest → the same by their paths in the output folder."""
    return {f"{FOLDER}/{sha256}": text for sha256, text in bases.items()}


def remove_others(directory: Path, bases: Mapping[str, str]) -> None:
    """Remove the texts that no edited file needs any more.

    Raises:
        OutputError: one cannot be removed.
    """
    folder = directory / FOLDER
    if not folder.is_dir() or folder.is_symlink():
        return
    try:
        for place in folder.iterdir():
            if _SHA256.fullmatch(place.name) and place.name not in bases:
                place.unlink()
        if not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        raise OutputError(
            f"{error.filename} is no longer needed and cannot be removed: {error.strerror}."
        ) from None
