"""Pagination rules: the table `pagination` of the configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .settings import unknown_key

Path = tuple[str, ...]

_PATHS = [
    "current",
    "has_more",
    "has_previous",
    "is_last",
    "items",
    "key",
    "next",
    "previous",
    "total",
    "total_pages",
]
_KEYS: dict[str, tuple[str, ...]] = {
    strategy: tuple(keys.split())
    for strategy, keys in {
        "cursor": "parameter next header items has_more is_last before previous has_previous",
        "last-item": "parameter key items has_more is_last before",
        "offset": "parameter first current items has_more is_last total total_header",
        "page-number": "parameter size first current items has_more is_last total total_header"
        " total_pages total_pages_header",
        "link-header": "items",
        "next-url": "next parameter items has_more is_last",
    }.items()
}
"""Strategy → its keys."""

_NEEDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "cursor": (("parameter",), ("next", "header")),
    "last-item": (("parameter",),),
    "offset": (("parameter",),),
    "page-number": (("parameter",),),
    "link-header": (),
    "next-url": (("next",),),
}
"""Strategy → groups of keys, of which one each is required."""


@dataclass(frozen=True, slots=True)
class PageRule:
    """How to get from one page of an operation to the next."""

    strategy: str
    """`cursor`, `last-item`, `offset`, `page-number`, `link-header` or `next-url`."""

    parameter: str = ""
    items: Path | None = None
    """Path of the items in the response; None for the only list that the document declares."""

    next: Path = ()
    header: str = ""
    key: Path = ("id",)
    has_more: Path | None = None
    is_last: Path | None = None
    before: str = ""
    previous: Path = ()
    has_previous: Path | None = None
    total: Path | None = None
    total_header: str = ""
    total_pages: Path | None = None
    total_pages_header: str = ""
    first: int | None = None
    current: Path | None = None
    size: str = ""


PageRules = Mapping[str, PageRule | None]
"""`operationId` or `METHOD /path` → its rule; None for an operation without pagination."""


def read_page_rules(value: object, name: str, mistakes: list[str]) -> PageRules:
    """Read the rules of a table.

    Args:
        value: the table.
        name: its name in messages.
        mistakes: list to which a message for each mistake is appended.
    """
    if not isinstance(value, dict):
        mistakes.append(f"`{name}` must be a table")
        return {}
    rules: dict[str, PageRule | None] = {}
    for operation, rule_value in value.items():
        shown = f"{name}.{operation}"
        if rule_value is False:
            rules[operation] = None
        elif not isinstance(rule_value, dict):
            mistakes.append(f"`{shown}` must be false or a table, not {rule_value!r}")
        elif rule := _rule(rule_value, shown, mistakes):
            rules[operation] = rule
    return rules


def _rule(table: Mapping[str, Any], shown: str, mistakes: list[str]) -> PageRule | None:
    strategy = table.get("strategy")
    if not isinstance(strategy, str):
        mistakes.append(f"`{shown}.strategy` must be one of {', '.join(map(repr, _KEYS))}")
        return None
    if strategy not in _KEYS:
        mistakes.append(unknown_key(f"{shown}.strategy = {strategy!r}", strategy, _KEYS))
        return None
    found: dict[str, Any] = {"strategy": strategy}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name == "strategy":
            continue
        if name not in _KEYS[strategy]:
            mistakes.append(unknown_key(f"{shown}.{key}", name, _KEYS[strategy]))
        elif mistake := _ill_typed(name, value):
            mistakes.append(f"`{shown}.{key}` {mistake}")
        else:
            found[name] = _path(value) if name in _PATHS else value
    for group in _NEEDED[strategy]:
        if not any(key.replace("-", "_") in group for key in table):
            mistakes.append(f"`{shown}` needs {' or '.join(f'`{key}`' for key in group)}")
    is_whole = all(set(group) & found.keys() for group in _NEEDED[strategy])
    return PageRule(**found) if is_whole else None


def _ill_typed(key: str, value: object) -> str | None:
    if key == "first":
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return None if is_number else f"must be a whole number, not {value!r}"
    if key in _PATHS:
        names = value if isinstance(value, list) else [value]
        is_path = all(isinstance(name, str) for name in names)
        is_path = is_path and (key == "items" or all(names))
        return None if is_path else f"must be a string such as 'meta.next' or a list, not {value!r}"
    return None if isinstance(value, str) and value else f"must be a string, not {value!r}"


def _path(value: str | list[str]) -> Path:
    """Return the names on the way to a member; an empty string is the response itself."""
    if isinstance(value, str):
        return tuple(value.split(".")) if value else ()
    return tuple(value)
