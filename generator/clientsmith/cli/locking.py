"""The lock of a configuration while a command runs."""

from __future__ import annotations

from pathlib import Path

import typer

from ..config import Config
from ..document import Library
from ..lock import LOCK_FILE, Documents, differences, documents_of, lock_text, read_lock
from ..output import write_file
from ..problem import UnusableSource


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
        self._lock = {} if self._folder is None else dict(read_lock(self._folder))
        self._before = dict(self._lock)

    def note(self, client: Config, library: Library) -> None:
        """Note the documents of a client.

        Raises:
            UnusableSource: they must be as they were locked, and are not.
        """
        found = documents_of(library)
        if self._is_frozen:
            problems = list(differences(self._lock.get(_name(client), {}), found))
            if problems:
                raise UnusableSource(problems)
        self._lock[_name(client)] = found

    def changes(self, client: Config) -> list[str]:
        """What became of the documents of a client, in words, one line each."""
        was: Documents = self._before.get(_name(client), {})
        found: Documents = self._lock.get(_name(client), {})
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
        """Write the lock, where it says something or is there already.

        Raises:
            OutputError: it cannot be written.
        """
        if self._folder is None or self._is_frozen:
            return
        if any(self._lock.values()) or (self._folder / LOCK_FILE).exists():
            write_file(self._folder / LOCK_FILE, lock_text(self._lock))


def _name(client: Config) -> str:
    return client.name or client.output
