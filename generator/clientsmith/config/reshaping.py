"""Patches, and what operations are selected by, as the configuration has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any, TypeGuard

from ..prepare.reshape import Criteria, Patch

_KEYS = ("at", "reason", "remove", "set")


def read_patches(
    value: object,
    name: str,
    mistakes: list[str],
    unknown: Callable[[str, str, Iterable[str]], str],
) -> tuple[Patch, ...]:
    """The patches of a configuration; what is wrong with them is added to `mistakes`.

    Args:
        value: what the configuration has.
        name: how messages call it.
        mistakes: gets one message for each mistake.
        unknown: words the message for an unknown key.
    """
    if not isinstance(value, list):
        mistakes.append(f"`{name}` must be a list of tables, such as [[{name}]]")
        return ()
    return tuple(
        patch
        for number, entry in enumerate(value)
        if (patch := _patch(entry, f"{name}[{number}]", mistakes, unknown)) is not None
    )


def _patch(
    entry: Any, name: str, mistakes: list[str], unknown: Callable[[str, str, Iterable[str]], str]
) -> Patch | None:
    if not isinstance(entry, dict):
        mistakes.append(f"`{name}` must be a table")
        return None
    found = [unknown(f"{name}.{key}", key, _KEYS) for key in entry if key not in _KEYS]
    at, reason, is_removed = entry.get("at"), entry.get("reason"), entry.get("remove", False)
    if not isinstance(at, str) or not at.startswith("/"):
        found.append(f'`{name}.at` must be a JSON pointer, such as "/paths/~1pets/get"')
    if not isinstance(reason, str) or not reason.strip():
        found.append(f"`{name}.reason` must say why the document is wrong there")
    if not isinstance(is_removed, bool):
        found.append(f"`{name}.remove` must be true or false, not {is_removed!r}")
    elif is_removed == ("set" in entry):
        found.append(f"`{name}` needs `set` or `remove = true`, and not both")
    if found:
        mistakes += found
        return None
    return Patch(str(at), str(reason).strip(), _as_json(entry.get("set")), bool(is_removed))


def _as_json(value: Any) -> Any:
    """A value of TOML as JSON has it: dates and times are texts."""
    if isinstance(value, dict):
        return {key: _as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return value if value is None or isinstance(value, str | bool | int | float) else str(value)


def is_texts(value: object) -> TypeGuard[list[str]]:
    """Whether a value of a configuration is a list of texts, none of them empty."""
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def read_criteria(
    value: object,
    name: str,
    mistakes: list[str],
    unknown: Callable[[str, str, Iterable[str]], str],
) -> Criteria:
    """What operations are selected by; what is wrong with it is added to `mistakes`.

    Args:
        value: what the configuration has.
        name: how messages call it.
        mistakes: gets one message for each mistake.
        unknown: words the message for an unknown key.
    """
    keys = [field.name for field in fields(Criteria)]
    if not isinstance(value, dict):
        mistakes.append(f"`{name}` must be a table")
        return Criteria()
    found: dict[str, tuple[str, ...]] = {}
    for key, items in value.items():
        if key not in keys:
            mistakes.append(unknown(f"{name}.{key}", key, keys))
        elif not is_texts(items):
            mistakes.append(f"`{name}.{key}` must be a list of texts, not {items!r}")
        else:
            found[key] = tuple(items)
    return Criteria(**found)
