"""Where in the arguments of a call something is wrong, in the words of the caller."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ..codec.places import Place
from ..errors import RequestProblem
from .constraints import Constraints

_LONGEST_EXCERPT = 60
_SECRET = re.compile(
    r"pass(word|phrase|code)?$|pwd|secret|token|api_?key|authoriz|credential|private_?key"
    r"|signature|session|cookie|cvc|cvv|pin$|card_?number|account_?number|ssn",
    re.IGNORECASE,
)
"""Names of what messages must not show."""


def described(
    argument: str,
    given: Place,
    path: tuple[str | int, ...],
    rule: str,
    message: str,
    found: Any,
    limits: Constraints,
) -> RequestProblem:
    """A problem by the names that the caller knows.

    Args:
        argument: name of the argument; empty where the properties of a model are arguments.
        given: what it was given.
        path: names on the wire and indices, from the argument to what is wrong.
        rule: keyword of JSON Schema.
        message: what is wrong.
        found: the value that is wrong, encoded.
        limits: those of the argument.
    """
    names = _names(given, path)
    words = [argument, *(name for name in names if isinstance(name, str))]
    is_secret = limits.secret or any(map(_SECRET.search, words))
    return RequestProblem(
        path=_text(argument, names),
        rule=rule,
        message=message,
        value="" if rule == "required" else "…" if is_secret else _excerpt(found),
    )


def _names(given: Place, path: tuple[str | int, ...]) -> list[str | int]:
    """The path in names of fields instead of those on the wire."""
    names: list[str | int] = []
    for step in path:
        name, given = given.inside(step)
        names.append(name)
    return names


def _text(argument: str, names: list[str | int]) -> str:
    text = argument
    for name in names:
        if isinstance(name, int):
            text += f"[{name}]"
        elif name.isidentifier():
            text += f".{name}" if text else name
        else:
            text += f"[{json.dumps(name, ensure_ascii=False)}]"
    return text or "body"


def _excerpt(value: Any) -> str:
    """The beginning of a value, those of secrets in it left out."""
    try:
        text = json.dumps(_shown(value, 4), ensure_ascii=False, default=_type_name)
    except (TypeError, ValueError, RecursionError):
        text = _type_name(value)
    return text if len(text) <= _LONGEST_EXCERPT else f"{text[:_LONGEST_EXCERPT]}…"


def _shown(value: Any, depth: int) -> Any:
    if isinstance(value, Mapping):
        if not depth:
            return "…"
        return {
            str(key): "…" if _SECRET.search(str(key)) else _shown(item, depth - 1)
            for key, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_shown(item, depth - 1) for item in value[:10]] if depth else "…"
    return value


def _type_name(value: object) -> str:
    return f"<{type(value).__name__}>"
