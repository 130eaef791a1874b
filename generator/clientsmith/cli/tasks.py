"""What `generate` and `check` do with one client, in this process or in another one."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..config import Config
from ..project.inputs import UpToDateRecord
from ..project.lock import Documents, documents_of, refuse_differences
from ..project.output import NO_DRIFT, Drift, compare, load_manifest, recover
from .parallel import Stage

if TYPE_CHECKING:
    from ..pipeline import Coverage, Generated
    from ..problem import Problem
    from ..project.edits import WriteResult


@dataclass(frozen=True, slots=True)
class Task:
    """One client, and how it is to be made."""

    client: Config
    cache: Path
    """Where results and answers are kept between runs."""

    is_offline: bool = False
    locked: Documents | None = None
    """The documents that it has to be made from; None where others will do."""

    force: bool = False
    """Whether edits are overwritten."""

    is_covered: bool = False
    """Whether a coverage report is wanted."""

    @property
    def folder(self) -> Path:
        """The output folder."""
        return self.client.folder / self.client.output

    @property
    def title(self) -> str:
        """The client, as people know it."""
        return self.client.name or self.client.output


@dataclass(frozen=True, slots=True)
class Made:
    """A client that was written."""

    package: str
    coverage: Coverage
    problems: tuple[Problem, ...]
    outcome: WriteResult
    documents: Documents
    is_new: bool
    """Whether there was none before."""

    covered: dict[str, Any] | None
    """Its part of the coverage report."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A client that was compared with what would be generated."""

    drift: Drift
    problems: tuple[Problem, ...]
    documents: Documents


def make(task: Task, stage: Stage) -> Made:
    """Write a client.

    Raises:
        UnusableSource: the document or a template cannot be used.
        OutputError: the output folder is not ours to write.
    """
    from ..project.edits import write_client

    recover(task.folder)
    is_new = load_manifest(task.folder) is None
    generated = _generated(task, stage)
    planned = generated.planned
    stage("write")
    outcome = write_client(
        generated.files,
        task.folder,
        keep_edits=task.client.keep_edits,
        force=task.force,
        cache=task.cache,
    )
    if not outcome.kept:
        UpToDateRecord(task.cache).note(task.client)
    covered = None
    if task.is_covered:
        from .report import client_coverage

        covered = client_coverage(task.client, planned)
    return Made(
        str(planned.package.name),
        planned.coverage,
        planned.problems,
        outcome,
        documents_of(planned.library),
        is_new,
        covered,
    )


def known_current(task: Task) -> Checked | None:
    """The result for a client of which it is known, without generating it, that it is current; whether
    there are warnings, which `strict` asks, is not known.

    Raises:
        OutputError: its manifest is damaged.
    """
    recover(task.folder)
    is_asked_more = bool(task.locked) or task.client.strict
    is_known = not is_asked_more and UpToDateRecord(task.cache)(task.client)
    return Checked(NO_DRIFT, (), {}) if is_known else None


def compare_client(task: Task, stage: Stage) -> Checked:
    """Compare a client with what would be generated.

    Raises:
        UnusableSource: the document or a template cannot be used.
        OutputError: the output folder cannot be read.
    """
    from ..project.edits import expected_files

    generated = _generated(task, stage)
    files = expected_files(
        generated.files, task.folder, keep_edits=task.client.keep_edits, cache=task.cache
    )
    drift = compare(files, task.folder)
    if not drift:
        UpToDateRecord(task.cache).note(task.client)
    planned = generated.planned
    return Checked(drift, planned.problems, documents_of(planned.library))


def _generated(task: Task, stage: Stage) -> Generated:
    from ..pipeline import generate_client

    generated = generate_client(
        task.client,
        stdin=sys.stdin.buffer,
        progress=stage,
        cache=task.cache,
        is_offline=task.is_offline,
    )
    if task.locked is not None:
        refuse_differences(task.locked, documents_of(generated.planned.library))
    return generated
