"""Changes to a document, as actions of an OpenAPI Overlay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..document import unescape_token
from ..encode.notations import json
from ..ir import Operation, Parameter

Action = Mapping[str, Any]


def update(target: str, value: object, why: str = "") -> dict[str, Any]:
    """Return an action that merges a value with what a JSONPath selects."""
    described = {"description": why} if why else {}
    return {"target": target, **described, "update": value}


def remove(target: str, why: str = "") -> dict[str, Any]:
    """Return an action that removes what a JSONPath selects."""
    described = {"description": why} if why else {}
    return {"target": target, **described, "remove": True}


def json_path(pointer: str) -> str:
    """Return the JSONPath (RFC 9535) of a JSON pointer."""
    steps = (unescape_token(token) for token in pointer.split("/")[1:])
    return "$" + "".join(
        f"[{step}]" if step.isdecimal() else f"[{quoted_name(step)}]" for step in steps
    )


def parameter_target(parameter: Parameter, operation: Operation) -> str:
    """Return the JSONPath of a parameter, which selects it by name instead of by its position in a
    list; empty if the root document does not have it."""
    pointer = parameter.source.pointer if parameter.source else ""
    root = operation.location
    if not pointer or root is None or parameter.source is None:
        return ""
    if parameter.source.origin != root.origin:
        return ""
    listed, _, index = pointer.rpartition("/")
    if not index.isdecimal():
        return json_path(pointer)
    name, place = quoted_name(parameter.wire_name), quoted_name(parameter.location.value)
    return f"{json_path(listed)}[?@.name == {name} && @.in == {place}]"


def quoted_name(text: str) -> str:
    """Return a name as a string literal of JSONPath, in double quotes."""
    return str(json(text))
