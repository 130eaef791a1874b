"""The template folders of a command."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ....config import CONFIG_FILE, Config, ConfigError, find_config, load_configs
from ....problem import Problem
from ...trust import with_trust

if TYPE_CHECKING:
    from ....template_tools.linting import Additions

TemplatesFolder = Annotated[
    Path | None,
    typer.Option(
        "--templates", metavar="DIR", help="Folder of templates; default: of the configuration."
    ),
]


@dataclass(frozen=True, slots=True)
class CustomFolder:
    """A folder of a user's templates."""

    place: Path
    clients: tuple[Config, ...]
    """Clients of the configuration that use it."""

    config: Path | None
    """The configuration, if there is one."""

    @property
    def shown(self) -> str:
        """The folder as people know it."""
        return self.place.as_posix()

    def additions(self) -> Additions:
        """Return the filters and tests that hooks of the clients define.

        Raises:
            ConfigError: the user has not agreed to run them.
            UnusableSource: hooks cannot be used.
        """
        from ....pipeline import hooks_of
        from ....template_tools.linting import Additions

        clients = with_trust(self.clients, self.config) if self.config else ()
        hooks = [hooks_of(client) for client in clients]
        return Additions(
            is_alone=any(client.target == "templates" for client in self.clients),
            filters={name: each for one in hooks for name, each in one.filters.items()},
            tests={name: each for one in hooks for name, each in one.tests.items()},
            advice="" if self.clients else self._advice(),
        )

    def _advice(self) -> str:
        """Return advice on unknown filters and tests."""
        if self.config is None:
            found = f"There is no {CONFIG_FILE} in this folder or around it"
        else:
            found = f"No client of {self.config.as_posix()} has this folder of templates"
        return (
            f"{found}, so that filters and tests of hooks are not known; --config names the "
            "configuration that does."
        )

    def placed(self, problem: Problem) -> Problem:
        """A problem of a template with the path of its file."""
        location = problem.location
        if not (self.place / location.origin).exists():
            return problem
        origin = (self.place / location.origin).as_posix()
        return replace(problem, location=replace(location, origin=origin))


def folders(templates: Path | None, config: Path | None) -> tuple[CustomFolder, ...]:
    """The folder that was given, or all that the configuration names; none where it names none.

    Args:
        templates: the folder that was given.
        config: the configuration that was given; else it is looked for in the current folder and in
            those around it.

    Raises:
        ConfigError: the configuration has mistakes.
    """
    file = config or _nearest_config()
    clients = load_configs(file) if file is not None else ()
    if templates is not None:
        place = templates.resolve()
        same = [
            each for each in clients if (own := each.templates_folder) and own.resolve() == place
        ]
        return (CustomFolder(templates, tuple(same), file),)
    by_place: dict[Path, list[Config]] = {}
    for client in clients:
        if client.templates_folder is not None:
            by_place.setdefault(client.templates_folder, []).append(client)
    return tuple(CustomFolder(place, tuple(users), file) for place, users in by_place.items())


def _nearest_config() -> Path | None:
    """Return the configuration of the current folder, or of the nearest one around it that has one.

    Raises:
        ConfigError: a `pyproject.toml` on the way is no TOML.
    """
    folder = Path()
    for _ in range(len(Path.cwd().parts)):
        with suppress(OSError):  # of folders that nobody may look into
            if (found := find_config(folder)) is not None:
                return found
        folder /= ".."
    return None


def some_folders(templates: Path | None, config: Path | None) -> tuple[CustomFolder, ...]:
    """The same, at least one.

    Raises:
        ConfigError: the configuration has mistakes, or names no folder.
    """
    found = folders(templates, config)
    if not found:
        raise _no_folder(config)
    for each in found:
        if not each.place.is_dir():
            raise ConfigError(each.shown, ["there is no such folder of templates"])
    return found


def one_folder(templates: Path | None, config: Path | None) -> CustomFolder:
    """The one folder that is meant, which need not exist.

    Raises:
        ConfigError: the configuration has mistakes, or names none or several; or it is no folder.
    """
    found = folders(templates, config)
    if len(found) == 1:
        if found[0].place.exists() and not found[0].place.is_dir():
            raise ConfigError(found[0].shown, ["it is no folder"])
        return found[0]
    if not found:
        raise _no_folder(config)
    names = ", ".join(each.shown for each in found)
    message = f"its clients have several folders of templates; say --templates DIR: {names}"
    raise ConfigError(_shown(config), [message])


def _no_folder(config: Path | None) -> ConfigError:
    message = 'no client has templates; set `templates = "templates"`, or say --templates DIR'
    return ConfigError(_shown(config), [message])


def _shown(config: Path | None) -> str:
    return CONFIG_FILE if config is None else config.name
