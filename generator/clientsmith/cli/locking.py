"""The lock of a configuration while a command runs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import typer

from ..config import Config
from ..project.lock import LOCK_FILE, Documents, LockedDocument, lock_text, read_lock
from ..project.output import write_file


class Locking:
    """What the lock says of the clients of one configuration, and what it is to say afterwards."""

    def __init__(self, clients: tuple[Config, ...], *, is_frozen: bool, is_listed: bool) -> None:
        """Read the lock.

        Args:
            clients: those that the command is about, all of one configuration.
            is_frozen: whether documents must be as they were locked.
            is_listed: whether the clients are those of a configuration, which alone have a lock.

        Raises:
            ConfigError: the lock cannot be read.
            typer.BadParameter: there is to be a lock, and there can be none.
        """
        if is_frozen and not is_listed:
            raise typer.BadParameter("--frozen goes with the clients of a configuration")
        self._folder: Path | None = clients[0].folder if is_listed and clients else None
        self._is_frozen = is_frozen
        self._before = {} if self._folder is None else read_lock(self._folder)
        self._noted: dict[str, Documents] = {}

    def locked(self, client: Config) -> Documents | None:
        """The documents that a client has to be made from; None where others will do."""
        return self._before.get(_name(client), {}) if self._is_frozen else None

    def record(self, client: Config, documents: Documents) -> None:
        """Note what a client was made from. What has not changed stays as it was noted: servers that
        are several machines may call the same content by several names."""
        was = self._before.get(_name(client), {})
        self._noted[_name(client)] = {
            origin: was[origin] if self._is_noted(was.get(origin), found) else found
            for origin, found in documents.items()
        }

    def _is_noted(self, was: LockedDocument | None, found: LockedDocument) -> bool:
        return was == found and was is not None and bool(was.etag or was.last_modified)

    def renew(self, client: Config, documents: Documents) -> None:
        """Note what a client is made from now, with what servers call it now."""
        self._noted[_name(client)] = documents

    def known(self, client: Config) -> Mapping[str, tuple[str, str]]:
        """URL of each document of a client → `ETag` and `Last-Modified` that it had."""
        documents = self._before.get(_name(client), {})
        return {origin: (each.etag, each.last_modified) for origin, each in documents.items()}

    def changes(self, client: Config) -> list[str]:
        """What became of the documents of a client, in words, one line each."""
        was: Documents = self._before.get(_name(client), {})
        found: Documents = self._noted.get(_name(client), was)
        lines = []
        for origin in sorted({*was, *found}):
            if origin not in was:
                lines.append(f"new: {origin}")
            elif origin not in found:
                lines.append(f"gone: {origin}")
            elif was[origin] != found[origin]:
                lines.append(f"changed: {origin}")
        return lines

    def write(self) -> None:
        """Write the lock, where it says something or is there already; what other runs have noted of
        other clients meanwhile stays.

        Raises:
            ConfigError: it is damaged.
            OutputError: it cannot be written.
        """
        if self._folder is None or self._is_frozen:
            return
        lock = {**read_lock(self._folder), **self._noted}
        if any(lock.values()) or (self._folder / LOCK_FILE).exists():
            write_file(self._folder / LOCK_FILE, lock_text(lock))


def _name(client: Config) -> str:
    return client.name or client.output
