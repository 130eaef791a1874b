"""Files as they are in a revision of a git repository."""

from __future__ import annotations

import posixpath
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from ..document import relative_origin
from ..problem import quoted
from .errors import Fault
from .loaded import MAX_BYTES, Loaded, loaded
from .pages import Choice
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

    choice: Choice = field(default_factory=Choice)

    @property
    def origin(self) -> str:
        """The path in the repository."""
        return self.path

    @property
    def identity(self) -> str:
        """The path in the repository: all are of one revision."""
        return self.path

    def load(self, *, is_root: bool) -> Loaded:
        """See `Source.load`."""
        return loaded(self._read(), self.origin, self.choice if is_root else None)

    def _read(self) -> bytes:
        name = f"{self.revision}:{self.path}"
        size = run_git(self.folder, "cat-file", "-s", name)
        if int(size) > MAX_BYTES:
            raise Fault(
                "source-too-large", f"The document is larger than {MAX_BYTES // 2**20} MiB."
            )
        return run_git(self.folder, "cat-file", "blob", name)

    def relative(self, path: str) -> RevisionSource:
        """See `Source.relative`."""
        refuse_absolute(path)
        target = relative_origin(self.path, path)
        if target.startswith("../") or target in ("..", "."):
            raise Fault(
                "reference-refused", f"The reference to {quoted(path)} leaves the repository."
            )
        return RevisionSource(self.revision, target, self.folder)


def open_revision(name: str, folder: Path, choice: Choice) -> RevisionSource | None:
    """The file that `REVISION:PATH` names in the repository of a folder; None where that is no such
    name. A path that begins with `./` starts at the folder.

    Raises:
        Fault: there is no repository, or no such revision.
    """
    match = NAMED.fullmatch(name)
    if match is None:
        return None
    path = match["path"].replace("\\", "/")
    if path.startswith(("./", "../")):
        prefix = run_git(folder, "rev-parse", "--show-prefix").decode().strip()
        path = posixpath.normpath(prefix + path)
    run_git(folder, "rev-parse", "--verify", "--quiet", f"{match['revision']}^{{commit}}")
    return RevisionSource(match["revision"], path, folder, choice)


def run_git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """What git prints, in a folder.

    Raises:
        Fault: it fails, or is not installed.
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
        raise Fault(
            "source-unreadable", "A revision is read with git, which is not installed."
        ) from None
    except subprocess.TimeoutExpired:
        raise Fault("source-unreadable", "Git does not answer.") from None
    if done.returncode == 0:
        return done.stdout
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    reason = lines[0].removeprefix("fatal: ") if lines else "there is no such revision"
    raise Fault("source-missing", f"Git cannot read it: {reason}.")
