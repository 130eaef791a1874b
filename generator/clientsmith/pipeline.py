"""From a source to the files of a client: the stages, top to bottom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from .config import Config
from .context import Package
from .document import Library
from .fetch import Access, load, output_of, read_file
from .ir import Api, Role
from .output import Files
from .plan import plan
from .plan.type_overrides import override_types
from .problem import Problem, Severity, UnusableSource
from .read import read
from .render import TemplateSet, render
from .reshape import Reshaping, Selection
from .validate import validate

Progress = Callable[[str], None]
"""Told the name of each stage as it begins."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the document became code."""

    operations: int
    operations_generated: int
    schemas: int
    schemas_generated: int


@dataclass(frozen=True, slots=True)
class Planned:
    """Everything that is known before a template is rendered."""

    library: Library
    api: Api
    package: Package
    problems: tuple[Problem, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Generated:
    """A client in memory."""

    planned: Planned
    files: Files


def fetch_library(
    config: Config,
    *,
    stdin: BinaryIO | None = None,
    cache: Path | None = None,
    is_offline: bool = False,
) -> Library:
    """The documents of a client, changed as its configuration wants it; the arguments are those of
    `generate_client`.

    Raises:
        UnusableSource: they cannot be used.
    """
    source = config.spec
    if config.command:
        source, stdin = "-", BytesIO(output_of(config.command, config.folder))
    access = Access.of(config.allow_remote, private_addresses=config.allow_private)
    return load(
        source,
        folder=config.folder,
        stdin=stdin,
        conflicts=config.conflicts,
        access=access,
        reshape=_reshaping(config),
        cache=cache,
        is_offline=is_offline,
    )


def plan_client(
    config: Config,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress,
    cache: Path | None = None,
    is_offline: bool = False,
) -> Planned:
    """Fetch, validate, read and plan; the arguments are those of `generate_client`.

    Raises:
        UnusableSource: with every problem found, where one of them is fatal.
    """
    progress("fetch")
    library = fetch_library(config, stdin=stdin, cache=cache, is_offline=is_offline)
    library, found = Selection(config.include, config.exclude)(library)
    _stop_at(Severity.ERROR, found)
    progress("validate")
    problems = (*found, *validate(library))
    _stop_at(Severity.ERROR, problems)
    progress("read")
    api, found = read(library)
    problems += found
    _stop_at(Severity.ERROR, problems)
    progress("plan")
    package, found = plan(override_types(api, config.types), config)
    problems += found
    _stop_at(Severity.ERROR, problems)
    if config.strict:
        _stop_at(Severity.WARNING, problems)
    return Planned(library, api, package, _once(problems), _coverage(api, package))


def generate_client(
    config: Config,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress,
    cache: Path | None = None,
    is_offline: bool = False,
) -> Generated:
    """Everything up to the files in memory; nothing is written.

    Args:
        config: what to generate.
        stdin: what `-` means.
        progress: told the name of each stage as it begins.
        cache: folder in which results of the formatter and answers of servers are kept; None keeps
            nothing.
        is_offline: whether servers are not asked, and only kept answers count.

    Raises:
        UnusableSource: as `plan_client`, and where a template cannot be rendered.
    """
    planned = plan_client(
        config, stdin=stdin, progress=progress, cache=cache, is_offline=is_offline
    )
    progress("render")
    return render_client(planned, config, cache=cache)


def render_client(planned: Planned, config: Config, *, cache: Path | None = None) -> Generated:
    """The files of what is planned.

    Args:
        planned: what `plan_client` made with the same configuration.
        config: what to generate.
        cache: as for `generate_client`.

    Raises:
        UnusableSource: a template cannot be rendered.
    """
    custom = config.folder / config.templates if config.templates else None
    files = render(planned.package, TemplateSet(custom), planned.library, config, cache=cache)
    return Generated(planned, files)


def _reshaping(config: Config) -> Reshaping | None:
    if not config.overlays and not config.patches:
        return None
    overlays = [read_file(config.folder / name) for name in config.overlays]
    return Reshaping(overlays, config.patches)


def _stop_at(severity: Severity, problems: tuple[Problem, ...]) -> None:
    if any(problem.severity is severity for problem in problems):
        raise UnusableSource(problems)


def _coverage(api: Api, package: Package) -> Coverage:
    components = sum(
        [step.role for step in declaration.place.steps] == [Role.COMPONENT]
        for declaration in api.declarations.values()
    )
    named = sum(len(export.names) for export in package.model_exports)
    return Coverage(
        operations=api.coverage.operations,
        operations_generated=sum(
            not method.is_variant for resource in package.resources for method in resource.methods
        ),
        schemas=max(components, api.coverage.schemas),
        schemas_generated=min(components, named + len(package.model_synonyms)),
    )


def _once(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems without those that a later stage met again at the same place; a file as a whole
    is no such place."""
    return tuple(
        {
            (
                problem.code,
                problem.location,
                problem.lost,
                "" if problem.location.pointer else problem.message,
            ): problem
            for problem in reversed(problems)
        }.values()
    )[::-1]
