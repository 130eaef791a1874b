"""The work of `generate` and `check` on one client, which may run in another process."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..config import Config
from ..project.inputs import UpToDateRecord
from ..project.lock import Documents, documents_of, refuse_differences
from ..project.output import NO_DRIFT, Drift, compare, load_manifest, recover
from .progress import StageCallback

if TYPE_CHECKING:
    from ..pipeline import Coverage, Generated
    from ..problem import Problem
    from ..project.edits import WriteResult


@dataclass(frozen=True, slots=True)
class ClientTask:
    """One client, and the options of the command."""

    client: Config
    cache: Path
    """Folder of caches."""

    is_offline: bool = False
    locked: Documents | None = None
    """Documents that are required; None where any will do."""

    force: bool = False
    """Overwrite edits."""

    is_covered: bool = False
    """Make a coverage report."""

    @property
    def folder(self) -> Path:
        """The output folder."""
        return self.client.folder / self.client.output

    @property
    def title(self) -> str:
        """Name of the client in messages."""
        return self.client.name or self.client.output


@dataclass(frozen=True, slots=True)
class WrittenClient:
    """Result of `generate_task`."""

    package: str
    coverage: Coverage
    problems: tuple[Problem, ...]
    result: WriteResult
    documents: Documents
    is_new: bool
    """Whether the client did not exist before."""

    covered: dict[str, Any] | None
    """Its coverage report."""


@dataclass(frozen=True, slots=True)
class CheckedClient:
    """Result of `check_task`."""

    drift: Drift
    problems: tuple[Problem, ...]
    documents: Documents


def generate_task(task: ClientTask, stage: StageCallback) -> WrittenClient:
    """Generate and write a client.

    Raises:
        UnusableSource: the document or a template cannot be used.
        OutputError: the output folder cannot be written.
    """
    from ..project.edits import write_client

    recover(task.folder)
    is_new = load_manifest(task.folder) is None
    generated = _generated(task, stage)
    planned = generated.planned
    stage("write")
    result = write_client(
        generated.files,
        task.folder,
        keep_edits=task.client.keep_edits,
        force=task.force,
        cache=task.cache,
        released=lambda path: not generated.selection.includes(path),
    )
    if not result.kept:
        UpToDateRecord(task.cache).note(task.client)
    covered = None
    if task.is_covered:
        from .report import client_coverage

        covered = client_coverage(task.client, planned)
    return WrittenClient(
        str(planned.package.name),
        planned.coverage,
        planned.problems,
        result,
        documents_of(planned.library),
        is_new,
        covered,
    )


def check_task_quickly(task: ClientTask) -> CheckedClient | None:
    """Check a client without generating it; None where that is not possible.

    With `strict` it is not: warnings are found only by generating.

    Raises:
        OutputError: its manifest is damaged.
    """
    recover(task.folder)
    needs_more = bool(task.locked) or task.client.strict
    is_known = not needs_more and UpToDateRecord(task.cache)(task.client)
    return CheckedClient(NO_DRIFT, (), {}) if is_known else None


def check_task(task: ClientTask, stage: StageCallback) -> CheckedClient:
    """Generate a client and compare it with the output folder.

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
    return CheckedClient(drift, planned.problems, documents_of(planned.library))


def _generated(task: ClientTask, stage: StageCallback) -> Generated:
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
