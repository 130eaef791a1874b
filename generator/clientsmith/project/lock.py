"""`clientsmith.lock`: digests of the fetched documents of a configuration's clients."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..config import ConfigError
from ..document import Library
from ..problem import Location, Problem, Severity, UnusableSource

LOCK_FILE = "clientsmith.lock"
_VERSION = 2
_LONGEST = 200
"""Longest identifier of a server that is kept, in characters."""


@dataclass(frozen=True, slots=True)
class LockedDocument:
    """Digest and validators of a document; only digests are compared."""

    sha256: str
    """Hexadecimal digest of its bytes."""

    etag: str = field(default="", compare=False)
    """`ETag` of the response (RFC 9110 section 8.8.3); empty where there is none."""

    last_modified: str = field(default="", compare=False)
    """`Last-Modified` of the response (RFC 9110 section 8.8.2); empty where there is none."""


Documents = Mapping[str, LockedDocument]
"""Origin of each document of a client → its content."""

Lock = Mapping[str, Documents]
"""Name of a client → its documents."""


def documents_of(library: Library) -> Documents:
    """Return the documents of a client that has some from servers; empty where all are local."""
    found = {
        origin: LockedDocument(each.sha256, _kept(each.etag), _kept(each.last_modified))
        for origin, each in sorted(library.sources.items())
    }
    return found if any("://" in origin for origin in found) else {}


def read_lock(folder: Path) -> Lock:
    """Read the lock of a folder; empty where there is none.

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
        case {"version": 1 | 2, "clients": dict(clients)}:
            with suppress(ValueError):
                return {name: _documents(value) for name, value in clients.items()}
    raise ConfigError(
        LOCK_FILE, ["is not a lock of a supported version; remove it and generate again"]
    )


def _documents(value: Any) -> Documents:
    """Return the documents of a client as a lock has them.

    Raises:
        ValueError: they are something else.
    """
    if not isinstance(value, dict):
        raise ValueError
    return {origin: _locked(each) for origin, each in value.items()}


def _locked(value: Any) -> LockedDocument:
    match value:
        case str():
            return LockedDocument(value)  # as version 1 has it
        case {"sha256": str(sha256)}:
            match value.get("etag", ""), value.get("last_modified", ""):
                case str(etag), str(last_modified):
                    return LockedDocument(sha256, etag, last_modified)
    raise ValueError


def _kept(validator: str) -> str:
    """Return an identifier of a server, if it is one that a file should have."""
    return validator if len(validator) <= _LONGEST and validator.isprintable() else ""


def lock_text(lock: Lock) -> str:
    """Return the lock as a file has it; clients without documents are left out."""
    clients = {
        name: {origin: _value(lock[name][origin]) for origin in sorted(lock[name])}
        for name in sorted(lock)
        if lock[name]
    }
    return json.dumps({"version": _VERSION, "clients": clients}, indent=2) + "\n"


def _value(locked: LockedDocument) -> dict[str, str]:
    return {name: value for name, value in asdict(locked).items() if value}


def refuse_differences(locked: Documents, found: Documents) -> None:
    """Check that documents match the lock.

    Raises:
        UnusableSource: with a problem for each of them.
    """
    problems = list(_differences(locked, found))
    if problems:
        raise UnusableSource(problems)


def _differences(locked: Documents, found: Documents) -> Iterator[Problem]:
    for origin in sorted({*locked, *found}):
        if locked.get(origin) == found.get(origin):
            continue
        if origin not in locked:
            message = "The document is not in the lock."
        elif origin not in found:
            message = "The document is in the lock, and no longer part of the client."
        else:
            message = (
                f"The document has changed since it was locked ({locked[origin].sha256[:12]}… → "
                f"{found[origin].sha256[:12]}…)."
            )
        yield Problem(
            "lock-differs",
            Severity.ERROR,
            message,
            Location(origin),
            f"Generate without `--frozen`, and commit {LOCK_FILE}.",
        )
