"""Trust in configurations: what one would do beyond generating code runs only after its user agreed.

A configuration comes with a repository, which its user may have cloned without reading it. The
agreement is kept in the user's own folder, for a folder and the content of what runs there, as direnv
and mise do.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..config import Config, ConfigError
from ..project.output import OutputError, write_cached
from ..work_trees import is_inside, work_tree
from .running import config_folder

VARIABLE = "CLIENTSMITH_TRUST"
"""Environment variable that trusts every configuration if it is `1`, for continuous integration."""

_VARIABLE = re.compile(r"\$\{\w+\}")
_DOCUMENTS = frozenset({".json", ".yaml", ".yml"})
"""Suffixes of files that commands read: they change often, and run nothing."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a configuration does and needs trust for."""

    text: str
    """Says what it is, such as `run the Python file hooks.py`."""

    digest: str
    """SHA-256 of what it depends on, such as the content of the file."""


def actions(clients: Iterable[Config]) -> tuple[Action, ...]:
    """Return what clients of a configuration do and need trust for, each once."""
    return tuple(dict.fromkeys(action for client in clients for action in _actions(client)))


def _actions(client: Config) -> Iterator[Action]:
    if client.command:
        parts = [*client.command]
        parts += [_digest_of(client.folder / each) for each in client.command if _is_code(each)]
        yield _action(f"run the command `{shlex.join(client.command)}`", *parts)
    if client.hooks:
        content = _digest_of(client.folder / client.hooks)
        yield _action(f"run the Python file {client.hooks}", client.hooks, content)
    for host, headers in client.headers.items():
        for name, value in headers.items():
            if "${" in value:
                variables = ", ".join(dict.fromkeys(_VARIABLE.findall(value))) or value
                yield _action(f"send {variables} to {host}", host, name, value)
    if client.output:
        place, folder = (client.folder / client.output).resolve(), client.folder.resolve()
        if not is_inside(place, work_tree(folder) or folder):
            yield _action(f"write to {place}, which is outside of its project", str(place))


def _action(text: str, *parts: str) -> Action:
    content = json.dumps([text, *parts]).encode()
    return Action(text, hashlib.sha256(content).hexdigest())


def _is_code(argument: str) -> bool:
    return Path(argument).suffix.lower() not in _DOCUMENTS


def _digest_of(file: Path) -> str:
    """Return the digest of a file; empty for what is none, such as other arguments of a command."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return ""


def with_trust(clients: tuple[Config, ...], file: Path) -> tuple[Config, ...]:
    """Return clients of a configuration file marked as trusted.

    Raises:
        ConfigError: one does something that the user has not agreed to.
    """
    open_ = untrusted(actions(clients), file)
    if open_:
        what = "; ".join(action.text for action in open_)
        raise ConfigError(
            file.name,
            [
                f"is not trusted, and would {what}. Look at that, then run `{_command(file)}`; "
                f"in continuous integration set {VARIABLE}=1"
            ],
        )
    return tuple(replace(client, is_trusted=True) for client in clients)


def _command(file: Path) -> str:
    is_default = file.parent == Path() and file.name in ("clientsmith.toml", "pyproject.toml")
    return "clientsmith trust" + ("" if is_default else f" --config {shlex.quote(str(file))}")


def untrusted(found: Iterable[Action], file: Path) -> tuple[Action, ...]:
    """Return the actions of a configuration file that the user has not agreed to."""
    if os.environ.get(VARIABLE) == "1":
        return ()
    known = _trusted().get(_key(file), {})
    return tuple(action for action in found if action.digest not in known)


def trust(found: Iterable[Action], file: Path) -> None:
    """Record that the user agrees to actions of a configuration file.

    Raises:
        OutputError: the list cannot be written.
    """
    table = _trusted()
    own = table.get(_key(file), {})
    _write({**table, _key(file): {**own, **{each.digest: each.text for each in found}}})


def revoke(file: Path) -> bool:
    """Forget all agreements for the folder of a configuration file; return whether there were any.

    Raises:
        OutputError: the list cannot be written.
    """
    table = _trusted()
    if _key(file) not in table:
        return False
    _write({folder: own for folder, own in table.items() if folder != _key(file)})
    return True


def _key(file: Path) -> str:
    return str(file.parent.resolve())


def _list() -> Path:
    return config_folder() / "trusted.json"


def _trusted() -> dict[str, dict[str, str]]:
    """Return digests and texts of agreements by folder; a list that cannot be read has none."""
    try:
        table: Any = json.loads(_list().read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(table, dict):
        return {}
    return {folder: own for folder, own in table.items() if isinstance(own, dict)}


def _write(table: dict[str, dict[str, str]]) -> None:
    text = json.dumps(table, indent=2, sort_keys=True) + "\n"
    try:
        write_cached(_list(), text.encode())
    except OSError as error:
        raise OutputError(f"{_list()} cannot be written: {error.strerror}.") from None
