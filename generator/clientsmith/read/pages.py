"""Vendor extensions that describe the pagination of an operation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .. import ir
from ..document import Node
from ..problem import quoted

FERN = "x-fern-pagination"
SPEAKEASY = "x-speakeasy-pagination"

_LAST = re.compile(r"\[(?:-1|\(?@\.length ?- ?1\)?)\]\.?")
"""The last item of a list, in a JSONPath."""

_PATH = re.compile(r"[\w-]+(?:\.[\w-]+)*")


class UnusablePages(Exception):
    """Raised for an extension that cannot be followed; the text is the reason."""


def fern_pages(node: Node, root: Node) -> ir.GivenPages | None:
    """Return what `x-fern-pagination` of an operation says; None if it switches pagination off.

    Args:
        node: the value of the extension.
        root: the document, whose own extension applies where that of an operation is true.

    Raises:
        UnusablePages: it cannot be followed.
    """
    value = node.data
    if value is False:
        return None
    if value is True:
        value = root.data.get(FERN)
        if value is None:
            raise UnusablePages("it is true, and the document has none at its top level")
    if not isinstance(value, dict):
        raise UnusablePages("it must be an object or a boolean")
    items = _fern_path(value, "results", "response")
    more = _fern_path(value, "has-next-page", "response")
    found: dict[str, Any] = {"extension": FERN, "location": node.where, "items": items}
    if "cursor" in value:
        following = _fern_path(value, "next_cursor", "response")
        if not following:
            raise UnusablePages("`next_cursor` is missing")
        parameter = ".".join(_fern_path(value, "cursor", "request") or ())
        return ir.GivenPages("cursor", parameter=parameter, next=following, **found)
    if "offset" in value:
        parameter = ".".join(_fern_path(value, "offset", "request") or ())
        step = ".".join(_fern_path(value, "step", "request") or ())
        strategy = "offset" if step else "page-number"
        return ir.GivenPages(strategy, parameter=parameter, has_more=more, **found)
    if "next_uri" in value:
        following = _fern_path(value, "next_uri", "response") or ()
        return ir.GivenPages("next-url", next=following, **found)
    raise UnusablePages("it has none of `cursor`, `offset` and `next_uri`")


def _fern_path(value: Mapping[str, Any], key: str, source: str) -> tuple[str, ...] | None:
    """Return the path behind `$request.` or `$response.`; None if the key is absent."""
    text = value.get(key)
    if text is None:
        return None
    start = f"${source}."
    if text == f"${source}":
        return ()
    if not isinstance(text, str) or not text.startswith(start):
        raise UnusablePages(f"`{key}` must begin with {start}")
    return _names(text.removeprefix(start), key)


def speakeasy_pages(node: Node) -> ir.GivenPages:
    """Return what `x-speakeasy-pagination` of an operation says.

    Raises:
        UnusablePages: it cannot be followed.
    """
    value = node.data
    if not isinstance(value, dict):
        raise UnusablePages("it must be an object")
    outputs = value.get("outputs", {})
    listed = value.get("inputs", [])
    if not isinstance(outputs, dict) or not isinstance(listed, list):
        raise UnusablePages("`inputs` must be a list, and `outputs` an object")
    inputs = {
        each["type"]: each["name"]
        for each in listed
        if isinstance(each, dict)
        and isinstance(each.get("type"), str)
        and isinstance(each.get("name"), str)
    }
    items = _speakeasy_path(outputs, "results")
    found: dict[str, Any] = {"extension": SPEAKEASY, "location": node.where, "items": items}
    match value.get("type"):
        case "cursor":
            if "cursor" not in inputs:
                raise UnusablePages("`inputs` has no cursor")
            return _speakeasy_cursor(outputs, inputs["cursor"], found)
        case "url":
            following = _speakeasy_path(outputs, "nextUrl")
            if not following:
                raise UnusablePages("`outputs` has no `nextUrl`")
            return ir.GivenPages("next-url", next=following, **found)
        case "offsetLimit":
            pages = _speakeasy_path(outputs, "numPages")
            if "page" in inputs:
                return ir.GivenPages(
                    "page-number", parameter=inputs["page"], total_pages=pages, **found
                )
            if "offset" in inputs:
                return ir.GivenPages("offset", parameter=inputs["offset"], **found)
            raise UnusablePages("`inputs` has neither a page nor an offset")
        case other:
            raise UnusablePages(f"`type` is {quoted(str(other))}")


def _speakeasy_cursor(
    outputs: Mapping[str, Any], parameter: str, found: dict[str, Any]
) -> ir.GivenPages:
    text = outputs.get("nextCursor")
    if not isinstance(text, str):
        raise UnusablePages("`outputs` has no `nextCursor`")
    items, *key = _LAST.split(text, maxsplit=1)
    if key:
        names = _speakeasy_names(items, "nextCursor")
        found = {**found, "items": names}
        key_path = _names(key[0], "nextCursor")
        return ir.GivenPages("last-item", parameter=parameter, key=key_path, **found)
    return ir.GivenPages(
        "cursor", parameter=parameter, next=_speakeasy_names(text, "nextCursor"), **found
    )


def _speakeasy_path(outputs: Mapping[str, Any], key: str) -> tuple[str, ...] | None:
    text = outputs.get(key)
    if text is None:
        return None
    if not isinstance(text, str):
        raise UnusablePages(f"`{key}` must be a string")
    return _speakeasy_names(text, key)


def _speakeasy_names(text: str, key: str) -> tuple[str, ...]:
    """Return the names of a JSONPath such as `$.meta.next`."""
    if text in ("$", "$.", ""):
        return ()
    return _names(text.removeprefix("$").removeprefix("."), key)


def _names(text: str, key: str) -> tuple[str, ...]:
    if not _PATH.fullmatch(text):
        raise UnusablePages(f"`{key}` is {quoted(text)}, which is no path of names")
    return tuple(text.split("."))
