"""`clientsmith.lock`: which documents from servers went into the clients of a configuration."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .config import ConfigError
from .document import Library
from .problem import Location, Problem, Severity

LOCK_FILE = "clientsmith.lock"
_VERSION = 1

Documents = Mapping[str, str]
"""Origin of each document of a client → hexadecimal SHA-256 of its bytes."""

Lock = Mapping[str, Documents]
"""Name of a client → its documents."""


def documents_of(library: Library) -> Documents:
    """The documents of a client that has some from servers; empty where all are local."""
    found = {origin: each.sha256 for origin, each in sorted(library.documents.items())}
    return found if any("://" in origin for origin in found) else {}


def read_lock(folder: Path) -> Lock:
    """What the lock of a folder says; empty where there is none.

    Raises:
        ConfigError: it cannot be read.
    """
    try:
        data: Any = json.loads((folder / LOCK_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ConfigError(LOCK_FILE, [f"cannot be read: {error}"]) from None
    match data:
        case {"version": 1, "clients": dict(clients)} if all(map(_is_documents, clients.values())):
            return clients
    raise ConfigError(LOCK_FILE, ["is no lock of this version; remove it and generate anew"])


def _is_documents(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())


def lock_text(lock: Lock) -> str:
    """The lock as a file has it; clients without documents are left out."""
    clients = {name: dict(sorted(lock[name].items())) for name in sorted(lock) if lock[name]}
    return json.dumps({"version": _VERSION, "clients": clients}, indent=2) + "\n"


def differences(locked: Documents, found: Documents) -> Iterator[Problem]:
    """What is not as the lock has it."""
    for origin in sorted({*locked, *found}):
        if locked.get(origin) == found.get(origin):
            continue
        if origin not in locked:
            message = "The document is not in the lock."
        elif origin not in found:
            message = "The document is in the lock, and no longer part of the client."
        else:
            message = (
                f"The document has changed since it was locked ({locked[origin][:12]}… → "
                f"{found[origin][:12]}…)."
            )
        yield Problem(
            "lock-differs",
            Severity.ERROR,
            message,
            Location(origin),
            f"Generate without `--frozen`, and commit {LOCK_FILE}.",
        )
