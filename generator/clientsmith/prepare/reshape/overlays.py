"""OpenAPI Overlay 1.0 and 1.1: documents that say how another document is to be changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

import jsonpath_rfc9535 as jsonpath
from jsonpath_rfc9535.exceptions import JSONPathError

_VERSION = re.compile(r"1\.[01]\.\d+")


class OverlayError(ValueError):
    """An overlay cannot be applied; carries one message for each mistake."""

    def __init__(self, messages: Sequence[str]) -> None:
        self.messages = tuple(messages)
        super().__init__("; ".join(self.messages))


def check_overlay(overlay: Any) -> None:
    """Check that something is an overlay (Overlay 1.1.0 section 4).

    Raises:
        OverlayError: with everything that is wrong.
    """
    if not isinstance(overlay, dict) or "overlay" not in overlay:
        raise OverlayError(["it is no overlay: there is no key `overlay`"])
    mistakes = []
    if not _VERSION.fullmatch(str(overlay["overlay"])):
        mistakes.append(f"version {overlay['overlay']!r} is not supported; there are 1.0 and 1.1")
    actions = overlay.get("actions")
    if not isinstance(actions, list) or not actions:
        mistakes.append("`actions` must be a list of at least one action")
        actions = []
    for number, action in enumerate(actions):
        mistakes += [f"/actions/{number}: {mistake}" for mistake in _mistakes(action)]
    if mistakes:
        raise OverlayError(mistakes)


def _mistakes(action: Any) -> Iterator[str]:
    if not isinstance(action, dict):
        yield "an action must be a mapping"
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
            yield f"`{key}` is no JSONPath (RFC 9535): {str(error).splitlines()[0]}"
    if "remove" in action and not isinstance(action["remove"], bool):
        yield "`remove` must be true or false"
    elif not action.get("remove") and "update" not in action and "copy" not in action:
        yield "an action needs `update`, `copy` or `remove: true`"
    elif "update" in action and "copy" in action:
        yield "an action has `update` or `copy`, not both"


def apply_overlay(data: Any, overlay: dict[str, Any]) -> tuple[Any, tuple[str, ...]]:
    """A document as an overlay wants it; the given one stays as it is.

    Actions come one after the other, each on the result of those before it. Objects are merged
    key by key, what is updated in a list goes to its end, and other values take the place of what
    was there.

    Args:
        data: the document.
        overlay: one that `check_overlay` has found right.

    Returns:
        the document, and pointers into the overlay of the actions whose target is nowhere.

    Raises:
        OverlayError: an action cannot be applied to what its target selects.
    """
    result = deepcopy(data)
    idle: list[str] = []
    mistakes: list[str] = []
    for number, action in enumerate(overlay["actions"]):
        places = [tuple(node.location) for node in jsonpath.find(action["target"], result)]
        pointer = f"/actions/{number}"
        if not places:
            idle.append(pointer)
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
    return result, tuple(idle)


def _merged(value: Any, update: Any, *, is_target: bool = False) -> Any:
    """A value with an update in it (Overlay 1.1.0 section 4.4.3.1)."""
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
    """Take values away, those at the end of lists first, so that the others keep their places."""
    for place in sorted(
        set(places), key=lambda each: [_order(step) for step in each], reverse=True
    ):
        try:
            del _at(data, place[:-1])[place[-1]]
        except (KeyError, IndexError, TypeError):
            continue  # it went with what is around it


def _order(step: str | int) -> tuple[int, str]:
    return (step, "") if isinstance(step, int) else (-1, step)


def _at(data: Any, place: tuple[str | int, ...]) -> Any:
    for step in place:
        data = data[step]
    return data
