"""Reads `clientsmith-accepted.toml`: changes that a team has accepted."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..config import ConfigError
from .change import CLIENT_CODES, DOCUMENT_CODES, AcceptedChange

ACCEPTED_FILE = "clientsmith-accepted.toml"

_KEYS = ("code", "subject", "reason", "expires")


def read_accepted(file: Path) -> tuple[AcceptedChange, ...]:
    """Read the entries of a file, in order.

    Raises:
        ConfigError: the file cannot be read, or has mistakes.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ConfigError(file.name, [f"cannot be read: {reason}"]) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(file.name, [f"is no TOML: {error}"]) from None
    entries = table.get("accepted", [])
    mistakes = [f"`{key}` is unknown; there is: accepted" for key in table if key != "accepted"]
    if not isinstance(entries, list):
        mistakes.append("`accepted` must be a list of tables: [[accepted]]")
        entries = []
    for number, entry in enumerate(entries, 1):
        mistakes += [f"entry {number}: {mistake}" for mistake in _mistakes(entry)]
    if mistakes:
        raise ConfigError(file.name, mistakes)
    return tuple(AcceptedChange(**entry) for entry in entries)


def _mistakes(entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield "must be a table with " + ", ".join(_KEYS)
        return
    for key in entry.keys() - set(_KEYS):
        yield f"`{key}` is unknown; there are: {', '.join(_KEYS)}"
    for key in ("code", "subject", "reason"):
        value = entry.get(key)
        if not isinstance(value, str) or not value.strip():
            yield f"`{key}` must be text" if key in entry else f"`{key}` is missing"
    code = entry.get("code")
    if isinstance(code, str) and code.strip() and code not in {**DOCUMENT_CODES, **CLIENT_CODES}:
        yield f"`code`: there is no change {code!r}; the report names the code of each"
    expires = entry.get("expires")
    if type(expires) is not dt.date:
        yield (
            "`expires` must be a date such as 2027-01-31, without quotes"
            if "expires" in entry
            else "`expires` is missing: the last day on which the entry counts"
        )
