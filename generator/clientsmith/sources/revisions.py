"""Reads files from a revision of a git repository."""

from __future__ import annotations

import posixpath
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..document import relative_origin
from ..problem import UnusableSource, quoted
from .content import MAX_BYTES, LoadedDocument, read_content
from .pages import PageOptions
from .parsing import SourceError
from .source import refuse_absolute

REVISION = re.compile(r"[^:\s-][^:\s]+")
"""At least two characters, so that `C:\\spec.yaml` is in none."""

NAMED = re.compile(rf"(?P<revision>{REVISION.pattern}):(?P<path>[^:]+)")


@dataclass(frozen=True, slots=True)
class RevisionSource:
    """A file of a revision. References reach every file of the same revision."""

    revision: str
    path: str
    """From the root of the repository, with slashes."""

    folder: Path
    """A folder in the repository."""

    options: PageOptions = field(default_factory=PageOptions)

    @property
    def origin(self) -> str:
        """The path in the repository."""
        return self.path

    @property
    def identity(self) -> str:
        """The path in the repository: all are of one revision."""
        return self.path

    def load(self, *, is_root: bool) -> LoadedDocument:
        """See `Source.load`."""
        return read_content(self._read(), self.origin, self.options if is_root else None)

    def _read(self) -> bytes:
        name = f"{self.revision}:{self.path}"
        size = run_git(self.folder, "cat-file", "-s", name)
        if int(size) > MAX_BYTES:
            raise SourceError(
                "source-too-large", f"The document is larger than {MAX_BYTES // 2**20} MiB."
            )
        return run_git(self.folder, "cat-file", "blob", name)

    def relative(self, path: str) -> RevisionSource:
        """See `Source.relative`."""
        refuse_absolute(path)
        target = relative_origin(self.path, path)
        if target.startswith("../") or target in ("..", "."):
            raise SourceError(
                "reference-refused", f"The reference to {quoted(path)} leaves the repository."
            )
        return RevisionSource(self.revision, target, self.folder)


def open_revision(name: str, folder: Path, options: PageOptions) -> RevisionSource | None:
    """Open a file `REVISION:PATH` in the repository of a folder; None for other names. A path that
    begins with `./` is relative to the folder.

    Raises:
        SourceError: there is no repository, or no such revision.
    """
    match = NAMED.fullmatch(name)
    if match is None:
        return None
    path = match["path"].replace("\\", "/")
    if path.startswith(("./", "../")):
        prefix = run_git(folder, "rev-parse", "--show-prefix").decode().strip()
        path = posixpath.normpath(prefix + path)
    run_git(folder, "rev-parse", "--verify", "--quiet", f"{match['revision']}^{{commit}}")
    return RevisionSource(match["revision"], path, folder, options)


def run_git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """Run git in a folder and return its output.

    Raises:
        SourceError: it fails, or is not installed.
    """
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            timeout=60,
        )
    except FileNotFoundError:
        raise SourceError(
            "source-unreadable", "A revision is read with git, which is not installed."
        ) from None
    except subprocess.TimeoutExpired:
        raise SourceError("source-unreadable", "Git did not respond in time.") from None
    if done.returncode == 0:
        return done.stdout
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    reason = lines[0].removeprefix("fatal: ") if lines else "there is no such revision"
    raise SourceError("source-missing", f"Git cannot read it: {reason}.")


MAX_FOLDER_BYTES = 2**29
"""Most bytes of the files of a folder that are read."""


def check_revision(revision: str, folder: Path) -> None:
    """Check that the repository of a folder has a revision.

    Raises:
        UnusableSource: it has not, or there is no repository, or no git.
    """
    try:
        if not REVISION.fullmatch(revision):
            raise SourceError("source-missing", "This is no name of a revision.")
        run_git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except SourceError as fault:
        raise UnusableSource([fault.problem(revision)]) from None


def is_file_of_revision(name: str, folder: Path) -> bool:
    """Return whether `REVISION:PATH` names a file; the arguments are those of `revision_folder`."""
    named = _named(name, folder)
    return named is not None and named[1] == b"blob"


def revision_folder(
    name: str, folder: Path, wanted: Callable[[str], bool]
) -> dict[str, bytes] | None:
    """Read the files below a folder `REVISION:PATH`; None for other names.

    Args:
        name: what the user gave; a path that begins with `./` starts at `folder`.
        folder: a folder in the repository.
        wanted: tells by the path, from the named folder on, whether a file is read.

    Raises:
        UnusableSource: git fails, or the files are too large.
    """
    named = _named(name, folder)
    if named is None or named[1] != b"tree":
        return None
    try:
        listing = run_git(folder, "ls-tree", "-rzl", "--full-tree", named[0])
        found = dict(_files(listing, wanted))
        if sum(size for _, size in found.values()) > MAX_FOLDER_BYTES:
            message = f"The folder is larger than {MAX_FOLDER_BYTES // 2**20} MiB."
            raise SourceError("source-too-large", message)
        return _contents(folder, found)
    except SourceError as fault:
        raise UnusableSource([fault.problem(name)]) from None


def _named(name: str, folder: Path) -> tuple[str, bytes] | None:
    """Return the git name and object type of `REVISION:PATH`; None where there is no such
    object."""
    match = NAMED.fullmatch(name)
    if match is None:
        return None
    path = match["path"].replace("\\", "/")
    try:
        if path.split("/")[0] in (".", ".."):
            prefix = run_git(folder, "rev-parse", "--show-prefix").decode().strip()
            path = posixpath.normpath(prefix + path)
        found = f"{match['revision']}:{'' if path == '.' else path.rstrip('/')}"
        return found, run_git(folder, "cat-file", "-t", found).strip()
    except SourceError:
        return None


def _files(listing: bytes, wanted: Callable[[str], bool]) -> Iterator[tuple[str, tuple[str, int]]]:
    """Path, object and size in bytes of each regular file in a listing."""
    for line in listing.decode("utf-8", "surrogateescape").split("\0"):
        about, _, path = line.partition("\t")
        mode, _, rest = about.partition(" ")
        if mode in ("100644", "100755") and wanted(path):
            _, sha, size = rest.split()
            yield path, (sha, int(size))


def _contents(folder: Path, files: dict[str, tuple[str, int]]) -> dict[str, bytes]:
    asked = "".join(f"{sha}\n" for sha, _ in files.values()).encode()
    answer = run_git(folder, "cat-file", "--batch", stdin=asked)
    contents = {}
    position = 0
    for path, (_, size) in files.items():
        start = answer.index(b"\n", position) + 1
        contents[path] = answer[start : start + size]
        position = start + size + 1
    return contents
