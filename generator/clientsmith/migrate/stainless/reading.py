"""Reading of values of a `stainless.yml`."""

from __future__ import annotations

import re

from ...document import Node

_ENDPOINT = re.compile(r"\s*([A-Za-z]+)\s+(/\S*|[^\s/]\S*)\s*")


def endpoint_of(node: Node | None) -> tuple[str, str] | None:
    """Return method and path of an endpoint such as `get /pets/{id}`."""
    found = _ENDPOINT.fullmatch(node.data) if node and isinstance(node.data, str) else None
    return (found[1].lower(), found[2]) if found else None


def text_at(node: Node | None, key: str) -> str:
    """Return the text at a key; empty if there is none."""
    child = node.get(key) if node else None
    return child.data if child is not None and isinstance(child.data, str) else ""


def is_left_out(node: Node) -> bool:
    """Return whether `skip` and `only` leave a part out of a Python client."""
    skip, only = node.get("skip"), node.get("only")
    if skip is not None and (skip.data is True or _names_python(skip)):
        return True
    return only is not None and isinstance(only.data, list | str) and not _names_python(only)


def _names_python(node: Node) -> bool:
    return "python" in (node.data if isinstance(node.data, list) else [node.data])


def shown(value: object) -> str:
    """Return a value for a table of settings, short."""
    text = value if isinstance(value, str) else str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"
