"""Which clients a command is about: those of the configuration, or one given by options."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import typer

from ..config import CONFIG_FILE, Config, ConfigError, find_config, load_configs
from ..fetch import Access, Conflicts


@dataclass(frozen=True, slots=True)
class Reach:
    """What is allowed of sources, and what becomes of contradictions in them."""

    conflicts: Conflicts
    allow_remote: list[str] | None
    allow_private: bool

    @property
    def access(self) -> Access:
        """Which servers may be asked."""
        return Access.of(self.allow_remote or (), private_addresses=self.allow_private)

    @property
    def is_set(self) -> bool:
        """Whether any of it was given."""
        return self.conflicts != "error" or bool(self.allow_remote) or self.allow_private


def _one_client(
    spec: str,
    output: Path | None,
    *,
    package: str | None,
    templates: Path | None,
    reach: Reach,
    strict: bool,
) -> Config:
    """The client that the options of a command describe; no configuration file is read."""
    return Config(
        spec=spec,
        output=str(output or ""),
        package=package,
        templates=str(templates) if templates else None,
        conflicts=reach.conflicts,
        allow_remote=tuple(reach.allow_remote or ()),
        allow_private=reach.allow_private,
        strict=strict,
    )


def _chosen_clients(names: list[str], config: Path | None, *, strict: bool) -> tuple[Config, ...]:
    """The clients of the configuration that were named, or all of them.

    Raises:
        ConfigError: there is no configuration, it has mistakes, or it knows no such client.
    """
    file = config or find_config(Path())
    if file is None:
        raise ConfigError(
            CONFIG_FILE,
            [
                "there is no such file here and no [tool.clientsmith] in pyproject.toml; "
                "write one, or give a document: clientsmith generate SPEC -o DIR"
            ],
        )
    clients = load_configs(file)
    known = {client.name: client for client in clients}
    missing = [name for name in names if name not in known]
    if missing:
        there = ", ".join(sorted(name for name in known if name)) or "none with a name"
        raise ConfigError(
            file.name,
            [f"there is no client {name!r}; there are: {there}" for name in missing],
        )
    chosen = [known[name] for name in dict.fromkeys(names)] if names else list(clients)
    return tuple(replace(client, strict=True) if strict else client for client in chosen)


def select(
    what: list[str] | None,
    directory: Path | None,
    package: str | None,
    templates: Path | None,
    config: Path | None,
    *,
    reach: Reach,
    strict: bool,
) -> tuple[Config, ...]:
    """The clients that the arguments mean: with an output folder one document, else names.

    Raises:
        typer.BadParameter: the arguments do not go together.
        ConfigError: the configuration has mistakes or knows no such client.
    """
    if directory is not None:
        if what is None or len(what) != 1:
            raise typer.BadParameter("with -o give one document: SPEC -o DIR")
        return (
            _one_client(
                what[0],
                directory,
                package=package,
                templates=templates,
                reach=reach,
                strict=strict,
            ),
        )
    if package is not None or templates is not None:
        raise typer.BadParameter("--package and --templates go with SPEC -o DIR")
    if reach.is_set:
        raise typer.BadParameter(
            "--conflicts, --allow-remote and --allow-private go with SPEC -o DIR; the configuration "
            "has keys of these names"
        )
    return _chosen_clients(what or [], config, strict=strict)
