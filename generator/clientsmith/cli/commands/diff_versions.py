"""Versions for `clientsmith diff`: documents, and generated clients in folders or revisions."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ...config import Config
from ...project.output import MANIFEST, OutputError, check_path, read_manifest, recover
from ...project.pins import NAMES, Pins, read_pins
from ..progress import Progress

if TYPE_CHECKING:
    from ...compare.comparison import ComparedVersion
    from ...compare.surface import ClientFiles
    from ...pipeline import Planned


@dataclass(frozen=True, slots=True)
class DiffSettings:
    """Settings for one comparison."""

    config: Config
    """Settings for generating clients from documents."""

    cache: Path
    """Folder of results and responses that are kept between runs."""

    is_offline: bool
    with_surface: bool
    """True if clients are compared, and not only documents."""


def open_pair(
    old: str, new: str | None, settings: DiffSettings, progress: Progress
) -> tuple[ComparedVersion, ComparedVersion]:
    """Open both versions of a comparison. The new version keeps the names of the old one, as a client
    does when it is generated again.

    Args:
        old: source of a document, or the folder of a client, also in a revision.
        new: source or folder; None for the document of the configuration.
        settings: settings of the comparison.
        progress: receives the stages of 0, the old version, and 1, the new one.

    Raises:
        UnusableSource: a document cannot be used, or git fails.
        OutputError: the folder of a client cannot be read.
    """
    from ...compare.comparison import ComparedVersion

    before = client_in(old, Path())
    after = None if new is None else client_in(new, Path())
    needs_client = settings.with_surface or before is not None or after is not None
    opener = _VersionOpener(settings, progress, needs_client)
    if before is not None:
        one, pins = ComparedVersion(old, before.modules, None), before.pins
    else:
        one, pins = opener.open(0, _with_source(settings.config, old), old)
    if after is not None and new is not None:
        return one, ComparedVersion(new, after.modules, None)
    config = settings.config if new is None else _with_source(settings.config, new)
    other, _ = opener.open(1, config, new or settings.config.title, before=pins)
    return one, other


def open_since(
    revision: str, settings: DiffSettings, progress: Progress
) -> tuple[ComparedVersion, ComparedVersion] | None:
    """Open a client of the configuration as it was in a revision and as it is now. Documents are
    compared where the revision has them, and generated modules where they exist and have changed. If
    only the documents have changed, `generate` was not run yet, and the modules are those that it
    would write.

    Args:
        revision: revision in the git repository of the configuration.
        settings: settings of the comparison.
        progress: receives the stages of 0, the old version, and 1, the new one.

    Returns:
        None where the revision has nothing of the client.

    Raises:
        UnusableSource: a document cannot be used, or git fails.
        OutputError: the folder of a client cannot be read.
    """
    from ...compare.comparison import ComparedVersion
    from ...sources import is_file_of_revision

    config = settings.config
    source, output = f"{revision}:./{config.spec}", f"{revision}:./{config.output}"
    is_there = is_file_of_revision(source.partition("#")[0], config.folder)
    is_package = config.target == "client"
    before = client_in(output, config.folder, is_package=is_package)
    after = client_in(config.output, config.folder, is_package=is_package)
    if not isinstance(config.spec, str) or not is_there:
        if before is None or not is_package:
            return None
        one = ComparedVersion(f"{revision}:{config.output}", before.modules, None)
        if after is not None:
            return one, ComparedVersion(config.output, after.modules, None)
        return one, _VersionOpener(settings, progress, True).open(1, config, config.title)[0]
    opener = _VersionOpener(settings, progress, settings.with_surface)
    old_config = replace(config, spec=source)
    old = opener.plan(0, old_config, before=None if before is None else before.pins)
    new = opener.plan(1, config)
    old_name = f"{revision}:{config.spec}"
    if (
        not settings.with_surface
        or before is None
        or after is None
        or (before.modules == after.modules and _documents(old) != _documents(new))
    ):
        one = opener.version(0, old, old_config, old_name)
        return one, opener.version(1, new, config, config.spec)
    return (
        ComparedVersion(old_name, before.modules, old),
        ComparedVersion(config.spec, after.modules, new),
    )


def _documents(planned: Planned) -> set[str]:
    """Return the SHA-256 of each document of a client."""
    return {document.sha256 for document in planned.library.documents.values()}


@dataclass(frozen=True, slots=True)
class _VersionOpener:
    """Opens versions from documents."""

    settings: DiffSettings
    progress: Progress
    needs_client: bool
    """True if modules are rendered, too."""

    def open(
        self, number: int, config: Config, name: str, *, before: Pins | None = None
    ) -> tuple[ComparedVersion, Pins]:
        """Return the version of a document, and the names of its client.

        Args:
            number: 0 for the old version, 1 for the new one.
            config: settings of the client.
            name: name of the document in reports.
            before: previous names of the client; None for the names in the output folder.
        """
        planned = self.plan(number, config, before=before)
        return self.version(number, planned, config, name), planned.pins

    def plan(self, number: int, config: Config, *, before: Pins | None = None) -> Planned:
        """Return the client of a document; for the arguments see `open`."""
        from ...pipeline import plan_client

        return plan_client(
            config,
            stdin=sys.stdin.buffer,
            progress=partial(self.progress, number),
            cache=self.settings.cache,
            is_offline=self.settings.is_offline,
            before=before,
        )

    def version(self, number: int, planned: Planned, config: Config, name: str) -> ComparedVersion:
        """Return the version of a planned client, with its modules if they are needed."""
        from ...compare.comparison import ComparedVersion
        from ...compare.surface import client_files
        from ...pipeline import render_client

        client = None
        if self.needs_client and config.target == "client":
            self.progress(number, "render")
            client = client_files(render_client(planned, config, cache=self.settings.cache).files)
        shown = planned.library.root.origin if "://" in name else name  # without secrets
        return ComparedVersion(shown, client, planned)


def _with_source(config: Config, source: str) -> Config:
    """Return a configuration for another document, whose relative path starts in the current folder
    and not in that of the configuration."""
    folder = config.folder.absolute()
    return replace(
        config,
        spec=source,
        command=(),
        folder=Path(),
        output=str(folder / config.output) if config.output else "",
        templates=str(folder / config.templates) if config.templates else None,
        hooks=str(folder / config.hooks) if config.hooks else None,
        overlays=tuple(str(folder / overlay) for overlay in config.overlays),
        allow_files=tuple(str(folder / allowed) for allowed in config.allow_files),
    )


# --- generated clients ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GeneratedClient:
    """A client that was generated before."""

    modules: ClientFiles | None
    """None where it is no Python package."""

    pins: Pins | None
    """Its names; None where it has no file of names."""


def client_in(source: str, folder: Path, *, is_package: bool = True) -> GeneratedClient | None:
    """Return the client in a folder or a revision; None where there is none.

    Args:
        source: a folder with a manifest, or `REVISION:PATH` of one.
        folder: base of relative paths.
        is_package: whether it has to have a Python package; else only its names are read.

    Raises:
        OutputError: there is a client, and it cannot be read.
        UnusableSource: git fails.
    """
    place = folder / source
    try:
        is_folder, is_there = place.is_dir(), place.exists()
    except (OSError, ValueError):
        return None  # no name of a folder
    if is_folder:
        recover(place)
        if not (place / MANIFEST).is_file():
            return None
        return _client(source, _contents(source, place), is_package)
    if is_there or "://" in source:
        return None
    from ...sources import revision_folder

    contents = revision_folder(source, folder, _is_part_of_client)
    return _client(source, contents, is_package) if contents and MANIFEST in contents else None


def _contents(source: str, place: Path) -> dict[str, bytes]:
    """Return the files of a client in a folder, by path."""
    from ...compare.surface import package_of

    package = package_of(read_manifest(place))
    try:
        files = place.joinpath(*package.split(".")).rglob("*.py") if package else ()
        found = {file.relative_to(place).as_posix(): file for file in (*files, place / NAMES)}
        return {
            path: file.read_bytes()
            for path, file in found.items()
            if _is_part_of_client(path) and file.is_file()
        }
    except OSError as error:
        raise OutputError(f"{source} cannot be read: {error.strerror}.") from None


def _is_part_of_client(path: str) -> bool:
    """Return whether a file is a part of a client; paths that lead out of its folder are not."""
    try:
        check_path(path)
    except OutputError:
        return False
    return path.endswith(".py") or path in (MANIFEST, NAMES)


def _client(source: str, contents: Mapping[str, bytes], is_package: bool) -> GeneratedClient:
    from ...compare.surface import client_files

    texts = {}
    for path, content in contents.items():
        try:
            texts[path] = content.decode().replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise OutputError(f"{source}: {path} is not UTF-8.") from None
    modules = client_files(texts) if is_package else None
    if is_package and modules is None:
        raise OutputError(f"{source} has a manifest, and no package that clientsmith generated.")
    if NAMES not in texts:
        return GeneratedClient(modules, None)
    try:
        return GeneratedClient(modules, read_pins(texts[NAMES]))
    except ValueError as damage:
        raise OutputError(f"{source}: {NAMES} is damaged: {damage}.") from None
