"""Compares a folder with what would be generated."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path

from .files import is_same
from .journal import recover
from .manifest import MANIFEST, read_manifest
from .on_disk import content_on_disk

SHOWN_LINES = 400
"""Lines of the diff that `Drift.text` shows."""

SHOWN_FILES = 50
"""Files of each kind that `Drift.text` names."""


@dataclass(frozen=True, slots=True)
class Drift:
    """Differences by relative path; false where there are none."""

    missing: tuple[str, ...]
    """Would be generated, and are not there."""

    extra: tuple[str, ...]
    """Were generated before, and would not be any more."""

    changed: tuple[str, ...]
    """Have another content."""

    lines: tuple[int, ...]
    """The first line that differs, from 1, of each of `changed`."""

    diff: tuple[str, ...]
    """Lines of a unified diff of `changed`, from the folder to what would be generated; cut off
    after `SHOWN_LINES`."""

    cut_off: bool

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra or self.changed)

    def text(self) -> str:
        """Return the differences for people, one to a line, then the diff."""
        lines = [*_listed("missing", self.missing), *_listed("no longer generated", self.extra)]
        lines += [*_listed("differs", self.changed), *self.diff]
        if self.cut_off:
            lines.append("… the rest of the diff is not shown")
        return "\n".join(lines)


NO_DRIFT = Drift((), (), (), (), (), cut_off=False)


def compare(files: Mapping[str, str], directory: Path) -> Drift:
    """Compare what would be generated with a folder; files that are not ours do not count.

    Raises:
        OutputError: the folder cannot be read.
    """
    recover(directory)
    found = {path: content_on_disk(directory / path) for path in files}
    missing = tuple(path for path, content in found.items() if content is None)
    old = read_manifest(directory)
    extra = tuple(sorted(path for path in old if path not in files and (directory / path).exists()))
    changed = sorted(
        (
            path
            for path, content in found.items()
            if content is not None and not is_same(content, files[path].encode())
        ),
        key=lambda path: (path == MANIFEST, path),
    )
    texts = {path: (found[path] or b"").decode("utf-8", "replace") for path in changed}
    lines = list(islice(_diff(files, texts), SHOWN_LINES + 1))
    return Drift(
        missing,
        extra,
        tuple(changed),
        tuple(_first_difference(texts[path], files[path]) for path in changed),
        tuple(lines[:SHOWN_LINES]),
        len(lines) > SHOWN_LINES,
    )


def _listed(what: str, paths: tuple[str, ...]) -> Iterator[str]:
    yield from (f"{what}: {path}" for path in paths[:SHOWN_FILES])
    if len(paths) > SHOWN_FILES:
        yield f"{what}: … and {len(paths) - SHOWN_FILES} more"


def _first_difference(before: str, after: str) -> int:
    pairs = zip_longest(before.splitlines(), after.splitlines())
    return next((number for number, (old, new) in enumerate(pairs, 1) if old != new), 1)


def _diff(files: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[str]:
    for path, before in texts.items():
        yield from difflib.unified_diff(
            before.splitlines(),
            files[path].splitlines(),
            f"{path} (here)",
            f"{path} (generated)",
            lineterm="",
        )
