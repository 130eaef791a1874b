"""Which clients a command is about: those of the configuration, or one given by options."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ..config import (
    CONFIG_FILE,
    Config,
    ConfigError,
    Conflicts,
    Headers,
    find_config,
    load_configs,
    parse_headers,
)

if TYPE_CHECKING:
    from ..sources import Access


@dataclass(frozen=True, slots=True)
class Reach:
    """What is allowed of sources, and what becomes of contradictions in them."""

    conflicts: Conflicts
    allow_remote: list[str] | None
    allow_private: bool
    allow_files: list[Path] | None = None
    headers: list[str] | None = None

    @property
    def access(self) -> Access:
        """Which servers may be asked, what is sent to them, and which folders may be read.

        Raises:
            typer.BadParameter: a header is malformed.
        """
        from ..sources import Access

        return Access.of(
            self.allow_remote or (),
            private_addresses=self.allow_private,
            folders=self.allow_files or (),
            headers=self.parsed_headers(),
        )

    def parsed_headers(self) -> Headers:
        """The headers, by host.

        Raises:
            typer.BadParameter: one is malformed.
        """
        headers, mistakes = parse_headers(self.headers or [])
        if mistakes:
            raise typer.BadParameter("; ".join(f"--header {each}" for each in mistakes))
        return headers

    @property
    def is_set(self) -> bool:
        """Whether any of it was given."""
        return self != Reach("error", None, False)


def one_client(
    sources: list[str],
    output: Path | None,
    *,
    package: str | None,
    templates: Path | None,
    reach: Reach,
    strict: bool,
) -> Config:
    """The client that the options of a command describe; no configuration file is read."""
    return Config(
        spec=sources[0] if len(sources) == 1 else tuple(sources),
        output=str(output or ""),
        package=package,
        templates=str(templates) if templates else None,
        conflicts=reach.conflicts,
        allow_remote=tuple(reach.allow_remote or ()),
        allow_private=reach.allow_private,
        allow_files=tuple(map(str, reach.allow_files or ())),
        headers=reach.parsed_headers(),
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
                "`clientsmith init SPEC` writes one, `clientsmith generate SPEC -o DIR` needs none"
            ],
        )
    clients = load_configs(file)
    known = {client.name: client for client in clients}
    missing = [name for name in names if name not in known]
    if missing:
        there = ", ".join(sorted(name for name in known if name)) or "none with a name"
        raise ConfigError(
            file.name,
            [
                f"there is no client {name!r}; there are: {there}"
                + ("; a document goes with -o DIR" if _is_document(name) else "")
                for name in missing
            ],
        )
    chosen = [known[name] for name in dict.fromkeys(names)] if names else list(clients)
    return tuple(replace(client, strict=True) if strict else client for client in chosen)


def _is_document(name: str) -> bool:
    """Whether what was given for the name of a client is a document."""
    return name == "-" or "://" in name or Path(name).exists()


def select(
    what: list[str] | None,
    directory: Path | None,
    package: str | None,
    templates: Path | None,
    config: Path | None,
    *,
    reach: Reach,
    strict: bool,
    keep_edits: bool = False,
) -> tuple[Config, ...]:
    """The clients that the arguments mean: with an output folder one document, else names.

    Raises:
        typer.BadParameter: the arguments do not go together.
        ConfigError: the configuration has mistakes or knows no such client.
    """
    if directory is not None:
        if not what:
            raise typer.BadParameter("with -o give a document: SPEC -o DIR")
        one = one_client(
            what, directory, package=package, templates=templates, reach=reach, strict=strict
        )
        return (replace(one, keep_edits=keep_edits),)
    if package is not None or templates is not None or keep_edits:
        raise typer.BadParameter(
            "--package, --templates and --keep-edits go with SPEC -o DIR; the configuration has "
            "keys for them"
        )
    if reach.is_set:
        raise typer.BadParameter(
            "--conflicts, --allow-remote, --allow-private, --allow-file and --header go with SPEC -o "
            "DIR; the configuration has keys for them"
        )
    return _chosen_clients(what or [], config, strict=strict)
