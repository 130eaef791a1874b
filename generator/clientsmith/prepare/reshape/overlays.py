"""OpenAPI Overlay 1.0 and 1.1, documents with changes to another document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

import jsonpath_rfc9535 as jsonpath
from jsonpath_rfc9535.exceptions import JSONPathError

_VERSION = re.compile(r"1\.[01]\.\d+")


class OverlayError(ValueError):
    """An overlay cannot be applied; carries one message per mistake."""

    def __init__(self, messages: Sequence[str]) -> None:
        self.messages = tuple(messages)
        super().__init__("; ".join(self.messages))


def check_overlay(overlay: Any) -> None:
    """Check that a document is an overlay (Overlay 1.1.0 section 4).

    Raises:
        OverlayError: it is not; carries all mistakes.
    """
    if not isinstance(overlay, dict) or "overlay" not in overlay:
        raise OverlayError(["it is not an overlay: there is no key `overlay`"])
    mistakes = []
    if not _VERSION.fullmatch(str(overlay["overlay"])):
        mistakes.append(f"version {overlay['overlay']!r} is not supported; use 1.0 or 1.1")
    actions = overlay.get("actions")
    if not isinstance(actions, list) or not actions:
        mistakes.append("`actions` must be a list with at least one action")
        actions = []
    for number, action in enumerate(actions):
        mistakes += [f"/actions/{number}: {mistake}" for mistake in _mistakes(action)]
    if mistakes:
        raise OverlayError(mistakes)


def _mistakes(action: Any) -> Iterator[str]:
    if not isinstance(action, dict):
        yield "an action must be an object"
        return
    for key in ("target", "copy"):
        if key not in action and key != "target":
            continue
        query = action.get(key)
        if not isinstance(query, str):
            yield f"`{key}` must be a JSONPath"
            continue
        try:
            jsonpath.compile(query)
        except JSONPathError as error:
            yield f"`{key}` is not a valid JSONPath (RFC 9535): {str(error).splitlines()[0]}"
    if "remove" in action and not isinstance(action["remove"], bool):
        yield "`remove` must be true or false"
    elif not action.get("remove") and "update" not in action and "copy" not in action:
        yield "an action needs `update`, `copy` or `remove: true`"
    elif "update" in action and "copy" in action:
        yield "an action cannot have both `update` and `copy`"


def apply_overlay(data: Any, overlay: dict[str, Any]) -> tuple[Any, tuple[str, ...]]:
    """Return a copy of a document with an overlay applied, and pointers of actions without effect.

    Actions are applied one after the other. Objects are merged key by key, lists are extended, and
    other values are replaced. An action has no effect if its target selects nothing.

    Args:
        data: the document.
        overlay: an overlay that `check_overlay` accepts.

    Raises:
        OverlayError: an action cannot be applied to what its target selects.
    """
    result = deepcopy(data)
    unused: list[str] = []
    mistakes: list[str] = []
    for number, action in enumerate(overlay["actions"]):
        places = [tuple(node.location) for node in jsonpath.find(action["target"], result)]
        pointer = f"/actions/{number}"
        if not places:
            unused.append(pointer)
        elif action.get("remove") is True:
            if () in places:
                mistakes.append(f"{pointer}: the whole document cannot be removed")
                continue
            _remove(result, places)
        else:
            update = action.get("update")
            if "copy" in action:
                found = jsonpath.find(action["copy"], result)
                if len(found) != 1:
                    mistakes.append(f"{pointer}: `copy` selects {len(found)} values, not one")
                    continue
                update = found[0].value
            for place in places:
                if place == () and not isinstance(update, dict):
                    mistakes.append(f"{pointer}: the document can only be merged with an object")
                    break
                merged = _merged(_at(result, place), deepcopy(update), is_target=True)
                if place:
                    _at(result, place[:-1])[place[-1]] = merged
                else:
                    result = merged
    if mistakes:
        raise OverlayError(mistakes)
    return result, tuple(unused)


def _merged(value: Any, update: Any, *, is_target: bool = False) -> Any:
    """Return a value merged with an update (Overlay 1.1.0 section 4.4.3.1)."""
    if isinstance(value, dict) and isinstance(update, dict):
        for key, part in update.items():
            value[key] = _merged(value[key], part) if key in value else part
        return value
    if isinstance(value, list):
        if isinstance(update, list):
            return [*value, *update]
        if is_target:
            return [*value, update]
    return update


def _remove(data: Any, places: list[tuple[str | int, ...]]) -> None:
    """Remove values, those at the end of lists first, so that other indexes stay valid."""
    for place in sorted(
        set(places), key=lambda each: [_order(step) for step in each], reverse=True
    ):
        try:
            del _at(data, place[:-1])[place[-1]]
        except (KeyError, IndexError, TypeError):
            continue  # it was removed with an enclosing value


def _order(step: str | int) -> tuple[int, str]:
    return (step, "") if isinstance(step, int) else (-1, step)


def _at(data: Any, place: tuple[str | int, ...]) -> Any:
    for step in place:
        data = data[step]
    return data
