"""`clientsmith.lock` during a command."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import typer

from ..config import Config
from ..project.lock import LOCK_FILE, Documents, LockedDocument, lock_text, read_lock
from ..project.output import write_file


class LockFile:
    """The lock of a configuration: reads it, and writes what has changed."""

    def __init__(self, clients: tuple[Config, ...], *, is_frozen: bool, is_listed: bool) -> None:
        """Read the lock.

        Args:
            clients: clients of the command, all of one configuration.
            is_frozen: whether documents must match the lock.
            is_listed: whether the clients are from a configuration; other clients have no lock.

        Raises:
            ConfigError: the lock cannot be read.
            typer.BadParameter: `is_frozen` without a configuration.
        """
        if is_frozen and not is_listed:
            raise typer.BadParameter("--frozen requires clients of a configuration")
        self._folder: Path | None = clients[0].folder if is_listed and clients else None
        self._is_frozen = is_frozen
        self._before = {} if self._folder is None else read_lock(self._folder)
        self._new: dict[str, Documents] = {}

    def locked(self, client: Config) -> Documents | None:
        """Return the documents that a client requires; None where any will do."""
        return self._before.get(_name(client), {}) if self._is_frozen else None

    def record(self, client: Config, documents: Documents) -> None:
        """Record the documents of a client. Entries of unchanged documents stay as they are: several
        machines of one server may have different ETags for the same content."""
        was = self._before.get(_name(client), {})
        self._new[_name(client)] = {
            origin: was[origin] if self._is_recorded(was.get(origin), found) else found
            for origin, found in documents.items()
        }

    def _is_recorded(self, was: LockedDocument | None, found: LockedDocument) -> bool:
        return was == found and was is not None and bool(was.etag or was.last_modified)

    def replace(self, client: Config, documents: Documents) -> None:
        """Record the documents of a client with their current validators."""
        self._new[_name(client)] = documents

    def validators(self, client: Config) -> Mapping[str, tuple[str, str]]:
        """Return the `ETag` and `Last-Modified` of each document of a client, by URL."""
        documents = self._before.get(_name(client), {})
        return {origin: (each.etag, each.last_modified) for origin, each in documents.items()}

    def changes(self, client: Config) -> list[str]:
        """Return a line for each document of a client that was added, removed or changed."""
        was: Documents = self._before.get(_name(client), {})
        found: Documents = self._new.get(_name(client), was)
        lines = []
        for origin in sorted({*was, *found}):
            if origin not in was:
                lines.append(f"new: {origin}")
            elif origin not in found:
                lines.append(f"removed: {origin}")
            elif was[origin] != found[origin]:
                lines.append(f"changed: {origin}")
        return lines

    def write(self) -> None:
        """Write the lock, unless it is empty and does not exist; entries of other clients that other runs
        have written meanwhile stay.

        Raises:
            ConfigError: it is damaged.
            OutputError: it cannot be written.
        """
        if self._folder is None or self._is_frozen:
            return
        lock = {**read_lock(self._folder), **self._new}
        if any(lock.values()) or (self._folder / LOCK_FILE).exists():
            write_file(self._folder / LOCK_FILE, lock_text(lock))


def _name(client: Config) -> str:
    return client.name or client.output
