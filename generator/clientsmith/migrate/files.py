"""Files that a migration writes: configuration, overlay and report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..config import CONFIG_FILE
from ..encode.encoders import comment, toml
from ..encode.markdown import code_span, markdown
from ..encode.notations import json
from .ledger import Entry, Migration, Outcome, share_carried

REPORT_FILE = "MIGRATION.md"
CHANGES_FILE = "migration.overlay.json"

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_TITLES = {
    Outcome.MISSING: ("No form here", "What your users may notice, or you have to do by hand."),
    Outcome.CHANGED: ("Another form here", "The same, said in another way."),
    Outcome.CARRIED: ("Carried over", "In `clientsmith.toml`, or what clients do anyway."),
    Outcome.IRRELEVANT: ("Not about a Python client", "Left out without a loss."),
}
_MAX_INLINE = 100
"""Longest list on one line, in characters."""


def migration_files(migration: Migration, source: str, spec: str, output: str) -> dict[str, str]:
    """Return the text of each file of a migration.

    Args:
        migration: what was found.
        source: name of the source, for comments.
        spec: the document as the configuration has it.
        output: folder of the generated project.
    """
    files = {CONFIG_FILE: _configuration(migration, source, spec, output)}
    if migration.actions:
        files[CHANGES_FILE] = overlay_text(migration.actions)
    files[REPORT_FILE] = _report(migration, source)
    return files


def overlay_text(actions: Sequence[Mapping[str, Any]]) -> str:
    """Return an OpenAPI Overlay with actions."""
    overlay = {
        "overlay": "1.1.0",
        "info": {"title": "Changes that a migration needs", "version": "1.0.0"},
        "actions": list(actions),
    }
    return f"{json(overlay, indent=2)}\n"


def _configuration(migration: Migration, source: str, spec: str, output: str) -> str:
    settings: dict[str, Any] = {"spec": spec, "output": output}
    if migration.actions:
        settings["overlays"] = [CHANGES_FILE]
    head = comment(
        f"Migrated from {source} ({migration.tool}); {REPORT_FILE} says what became of it."
    )
    return f"{head}\n{settings_text({**settings, **migration.settings})}"


def settings_text(settings: Mapping[str, Any]) -> str:
    """Return settings as TOML."""
    return "\n".join(_table(settings, ())) + "\n"


def _table(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of a table: first its values, then the tables in it."""
    is_rule = path[:1] == ("pagination",)
    inner = {key: value for key, value in table.items() if isinstance(value, dict) and value}
    if path == ("pagination",) or is_rule:
        inner = {}
    own = [(key, value) for key, value in table.items() if key not in inner]
    if path and own:
        yield ""
        yield f"[{'.'.join(map(_key, path))}]"
    for key, value in own:
        yield f"{_key(key)} = {_value(value)}"
    for key, value in inner.items():
        yield from _table(value, (*path, key))


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else str(toml(key))


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case list() | tuple():
            items = [_value(item) for item in value]
            line = f"[{', '.join(items)}]"
            if len(line) <= _MAX_INLINE:
                return line
            return "[\n" + "".join(f"    {item},\n" for item in items) + "]"
        case dict():
            pairs = (f"{_key(key)} = {_value(item)}" for key, item in value.items())
            return f"{{{', '.join(pairs)}}}"
        case _:
            return str(toml(str(value)))


def _report(migration: Migration, source: str) -> str:
    kept, total = share_carried(migration.entries)
    lines = [
        f"# Migration from {markdown(migration.tool)}",
        f"{code_span(source)} → {code_span(CONFIG_FILE)}: {kept} of {total} settings that concern a "
        "Python client were carried over, in the same or in another form.",
    ]
    for outcome, (title, meaning) in _TITLES.items():
        entries = [each for each in migration.entries if each.outcome is outcome]
        if entries:
            lines += ["", f"## {title}", meaning, "", *_rows(entries)]
    if migration.unnamed:
        lines += [
            "",
            "## New operations",
            "The source does not name these operations of the document; they get names of their own. "
            "Leave out those that your users should not see with `exclude`.",
            "",
            *(f"- {code_span(key, in_table=False)}" for key in migration.unnamed),
        ]
    return "\n".join(lines) + "\n"


def _rows(entries: Iterable[Entry]) -> Iterator[str]:
    yield "| | setting | here | place |"
    yield "|---|---|---|---|"
    for each in entries:
        location = each.location
        place = location.origin if location.line is None else f"{location.origin}:{location.line}"
        where = f"{place} #{location.pointer}" if location.pointer else place
        yield (
            f"| {markdown(each.subject)} | {code_span(each.source)} | {markdown(each.here)} "
            f"| {code_span(where)} |"
        )
