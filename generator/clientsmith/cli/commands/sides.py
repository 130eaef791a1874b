"""The two sides of `clientsmith diff`: documents, or clients that are there already."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ...config.configuration import Config
from ...project.pins import Pins
from ..progress import Progress
from .client_folders import client_in

if TYPE_CHECKING:
    from ...compare.views import Side


@dataclass(frozen=True, slots=True)
class Comparing:
    """How sides are made."""

    settings: Config
    """How clients are generated from documents."""

    cache: Path
    """Where results and answers are kept between runs."""

    is_offline: bool
    with_surface: bool
    """Whether the clients are wanted, and not the documents alone."""


def open_pair(
    old: str, new: str | None, comparing: Comparing, progress: Progress
) -> tuple[Side, Side]:
    """Both sides of a comparison. The new one has the names of the old one as far as a client that is
    generated anew would keep them.

    Args:
        old: a source of a document, or the folder of a client, which may be one of a revision.
        new: the same; None for what the configuration says.
        comparing: how sides are made.
        progress: told the stages of 0, the old side, and 1, the new one.

    Raises:
        UnusableSource: a document cannot be used, or git fails.
        OutputError: the folder of a client cannot be read.
    """
    from ...compare.views import Side

    before = client_in(old, Path())
    after = None if new is None else client_in(new, Path())
    needs_client = comparing.with_surface or before is not None or after is not None
    opening = _Opening(comparing, progress, needs_client)
    if before is not None:
        one, pins = Side(old, before.modules, None), before.pins
    else:
        one, pins = opening(0, _with_source(comparing.settings, old), old)
    if after is not None and new is not None:
        return one, Side(new, after.modules, None)
    settings = comparing.settings
    config = settings if new is None else _with_source(settings, new)
    other, _ = opening(1, config, new or settings.title, before=pins)
    return one, other


def open_since(revision: str, comparing: Comparing, progress: Progress) -> tuple[Side, Side] | None:
    """A client of the configuration in a revision, and here. Documents are compared where the
    revision has them, generated modules as far as they are there.

    Args:
        revision: of the git repository that the configuration is in.
        comparing: how sides are made.
        progress: told the stages of 0, the old side, and 1, the new one.

    Returns:
        None where the revision has nothing of the client.

    Raises:
        UnusableSource: a document cannot be used, or git fails.
        OutputError: the folder of a client cannot be read.
    """
    from ...compare.views import Side
    from ...sources import is_file_of_revision

    config = comparing.settings
    source, output = f"{revision}:./{config.spec}", f"{revision}:./{config.output}"
    is_there = is_file_of_revision(source.partition("#")[0], config.folder)
    is_package = config.target == "client"
    before = client_in(output, config.folder, is_package=is_package)
    after = client_in(config.output, config.folder, is_package=is_package)
    if not isinstance(config.spec, str) or not is_there:
        if before is None or not is_package:
            return None
        one = Side(f"{revision}:{config.output}", before.modules, None)
        if after is not None:
            return one, Side(config.output, after.modules, None)
        return one, _Opening(comparing, progress, True)(1, config, config.title)[0]
    needs_client = comparing.with_surface
    opening = _Opening(comparing, progress, needs_client and (before is None or after is None))
    pins = None if before is None else before.pins
    one, _ = opening(0, replace(config, spec=source), f"{revision}:{config.spec}", before=pins)
    other, _ = opening(1, config, config.spec)
    if needs_client and before is not None and after is not None:
        one, other = replace(one, client=before.modules), replace(other, client=after.modules)
    return one, other


@dataclass(frozen=True, slots=True)
class _Opening:
    """Makes sides of documents."""

    comparing: Comparing
    progress: Progress
    needs_client: bool
    """Whether the client's modules are wanted, too."""

    def __call__(
        self, number: int, config: Config, name: str, *, before: Pins | None = None
    ) -> tuple[Side, Pins]:
        """The side that a document is, and the names of its client.

        Args:
            number: 0 for the old side, 1 for the new one.
            config: how the client is generated.
            name: what people call the document.
            before: names of the client before; None for those in the output folder.
        """
        from ...compare.surface import client_files
        from ...compare.views import Side
        from ...pipeline import plan_client, render_client

        stages = partial(self.progress, number)
        cache = self.comparing.cache
        planned = plan_client(
            config,
            stdin=sys.stdin.buffer,
            progress=stages,
            cache=cache,
            is_offline=self.comparing.is_offline,
            before=before,
        )
        client = None
        if self.needs_client and config.target == "client":
            stages("render")
            client = client_files(render_client(planned, config, cache=cache).files)
        shown = planned.library.root.origin if "://" in name else name  # without secrets
        return Side(shown, client, planned), planned.pins


def _with_source(settings: Config, source: str) -> Config:
    """The settings with another document, whose relative path starts here and not at the folder of
    the configuration."""
    folder = settings.folder.absolute()
    return replace(
        settings,
        spec=source,
        command=(),
        folder=Path(),
        output=str(folder / settings.output) if settings.output else "",
        templates=str(folder / settings.templates) if settings.templates else None,
        hooks=str(folder / settings.hooks) if settings.hooks else None,
        overlays=tuple(str(folder / overlay) for overlay in settings.overlays),
        allow_files=tuple(str(folder / allowed) for allowed in settings.allow_files),
    )
