"""The clients of a command: from the configuration, or one described by options."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from ..config import (
    CONFIG_FILE,
    Config,
    ConfigError,
    Conflicts,
    Enums,
    Headers,
    HttpLibrary,
    ModelStyle,
    Naming,
    RuntimeSettings,
    find_config,
    load_configs,
    parse_headers,
    runtime_clashes,
)
from ..problem import without_secrets
from .trust import with_trust

if TYPE_CHECKING:
    from ..sources import Access

Runtime = Literal["vendored", "package"]
"""Where the runtime of a client is."""


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """Options about sources: what they may access, and how to resolve conflicts in them."""

    conflicts: Conflicts = "error"
    allow_remote: list[str] | None = None
    allow_private: bool = False
    allow_file: list[Path] | None = None
    header: list[str] | None = None

    @property
    def access(self) -> Access:
        """Return the allowed servers and folders, and the headers to send.

        Raises:
            typer.BadParameter: a header is malformed.
        """
        from ..sources import Access

        return Access.of(
            self.allow_remote or (),
            private_addresses=self.allow_private,
            folders=self.allow_file or (),
            headers=self.parsed_headers(),
        )

    def parsed_headers(self) -> Headers:
        """Return the headers by host.

        Raises:
            typer.BadParameter: one is malformed.
        """
        headers, mistakes = parse_headers(self.header or [])
        if mistakes:
            raise typer.BadParameter("; ".join(f"--header {each}" for each in mistakes))
        return headers

    @property
    def is_set(self) -> bool:
        """Whether any option was given."""
        return self != SourceOptions()


@dataclass(frozen=True, slots=True)
class ClientOptions:
    """Options of a client that is generated from a document; the configuration has keys of the same names."""

    package: str | None = None
    package_only: bool = False
    models: ModelStyle | None = None
    http: HttpLibrary | None = None
    enums: Enums | None = None
    naming: Naming | None = None
    runtime: Runtime | None = None
    templates: Path | None = None
    keep_edits: bool = False

    def applied(self, config: Config) -> Config:
        """Return the settings, overridden by the options that were given.

        Raises:
            typer.BadParameter: options cannot be combined.
        """
        changed = replace(
            config,
            package=self.package,
            package_only=self.package_only,
            models=self.models or config.models,
            http=self.http or config.http,
            enums=self.enums or config.enums,
            naming=self.naming or config.naming,
            runtime=RuntimeSettings(is_shared=self.runtime == "package"),
            templates=str(self.templates) if self.templates else None,
            keep_edits=self.keep_edits,
        )
        for name, value, needed in runtime_clashes(changed):
            raise typer.BadParameter(
                f"--{name} {value} needs a runtime of the client's own: leave out --runtime package, "
                f"or use --{name} {needed}"
            )
        return changed

    @property
    def given(self) -> tuple[str, ...]:
        """Names of the options that were given."""
        return tuple(name for name in self.arguments if name.startswith("--"))

    @property
    def arguments(self) -> tuple[str, ...]:
        """The options that were given, as the command line has them."""
        found: list[str] = []
        for each in fields(self):
            value = getattr(self, each.name)
            if value is not None and value is not False:
                found.append(f"--{each.name.replace('_', '-')}")
                found += [] if value is True else [str(value)]
        return tuple(found)


def one_client(
    spec: list[str],
    output: Path | None,
    *,
    sources: SourceOptions,
    options: ClientOptions = ClientOptions(),
    strict: bool = False,
) -> Config:
    """Return the client that options describe; no configuration file is read.

    Raises:
        typer.BadParameter: options cannot be combined.
    """
    config = Config(
        spec=spec[0] if len(spec) == 1 else tuple(spec),
        output=str(output or ""),
        conflicts=sources.conflicts,
        allow_remote=tuple(sources.allow_remote or ()),
        allow_private=sources.allow_private,
        allow_files=tuple(map(str, sources.allow_file or ())),
        headers=sources.parsed_headers(),
        strict=strict,
        is_trusted=True,
    )
    return options.applied(config)


def configured_clients(
    names: list[str] | None,
    config: Path | None,
    *,
    strict: bool = False,
    needs_trust: bool = True,
) -> tuple[Config, ...]:
    """Return the named clients of the configuration, or all of them.

    Args:
        names: names of clients; all where there are none.
        config: the configuration that was given; else that of the current folder.
        strict: treat warnings as errors, whatever the configuration says.
        needs_trust: whether the command does what the configuration says.

    Raises:
        ConfigError: there is no configuration, it has mistakes, it has no such client, or the user
            has not agreed to what it would run.
    """
    file = config or find_config(Path())
    if file is None:
        raise ConfigError(
            CONFIG_FILE,
            ["not found, and there is no [tool.clientsmith] in pyproject.toml either"],
            _beginnings(names or ()),
        )
    clients = load_configs(file)
    known = {client.name: client for client in clients}
    missing = [name for name in names or () if name not in known]
    if missing:
        listed = ", ".join(sorted(name for name in known if name)) or "none with a name"
        raise ConfigError(
            file.name,
            [
                f"there is no client {without_secrets(name)!r}; known clients: {listed}"
                + ("; to generate from a document, add -o DIR" if is_document(name) else "")
                for name in missing
            ],
        )
    chosen = tuple(known[name] for name in dict.fromkeys(names)) if names else clients
    if needs_trust:
        chosen = with_trust(chosen, file)
    return tuple(replace(client, strict=True) if strict else client for client in chosen)


def _beginnings(names: Sequence[str]) -> tuple[str, ...]:
    """Return how to begin without a configuration, with the document that is meant or lies here."""
    given = [name for name in names if is_document(name) and name != "-"]
    found = given[0] if given else usual_document()
    spec = "SPEC" if found is None else shlex.quote(without_secrets(found))
    folder = "DIR" if found is None else free_folder()
    lines = (
        ("Generate a client from a document:", f"clientsmith generate {spec} -o {folder}"),
        ("Set up a configuration, to generate again:", f"clientsmith init {spec} -o {folder}"),
        ("See an example that needs no document:", "clientsmith demo"),
    )
    return tuple(f"{what:<44}{command}" for what, command in lines)


_USUAL_FILES = tuple(
    f"{name}.{ending}" for name in ("openapi", "swagger") for ending in ("json", "yaml", "yml")
)
"""Usual names of documents."""


def usual_document() -> str | None:
    """Return the document of this folder with one of the usual names; None if there is none."""
    return next((name for name in _USUAL_FILES if Path(name).is_file()), None)


def free_folder() -> str:
    """Return the name of a folder that does not exist yet."""
    names = ("sdk", *(f"sdk{number}" for number in range(2, 100)))
    return next((name for name in names if not os.path.lexists(name)), "client")


def is_document(name: str) -> bool:
    """Return whether a name is that of a document rather than of a client."""
    return name == "-" or "://" in name or Path(name).exists()


def only_client(clients: tuple[Config, ...]) -> Config:
    """Return the only client.

    Raises:
        typer.BadParameter: there are several.
    """
    client, *others = clients
    if others:
        names = ", ".join(client.name for client in clients)
        raise typer.BadParameter(f"select one of the clients with --client: {names}")
    return client


def select(
    what: list[str] | None,
    directory: Path | None,
    config: Path | None,
    *,
    sources: SourceOptions,
    options: ClientOptions = ClientOptions(),
    strict: bool = False,
) -> tuple[Config, ...]:
    """Return the clients that arguments select: with an output folder a document, else names.

    Raises:
        typer.BadParameter: the arguments cannot be combined.
        ConfigError: the configuration has mistakes or has no such client.
    """
    if directory is not None:
        if not what:
            raise typer.BadParameter("-o requires a document: SPEC -o DIR")
        return (one_client(what, directory, sources=sources, options=options, strict=strict),)
    given = options.given
    if given:
        keys = ", ".join(
            "`only` of [package]" if name == "--package-only" else f"`{name[2:].replace('-', '_')}`"
            for name in given
        )
        raise typer.BadParameter(
            f"{', '.join(given)} can only be used with SPEC -o DIR; for clients of the configuration, "
            f"set {keys} there"
        )
    if sources.is_set:
        raise typer.BadParameter(
            "--conflicts, --allow-remote, --allow-private, --allow-file and --header can only be used "
            "with SPEC -o DIR; for clients of the configuration, set the keys of the same name there"
        )
    return configured_clients(what, config, strict=strict)
