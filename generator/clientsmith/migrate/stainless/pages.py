"""Pagination schemes of a `stainless.yml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...document import Node
from ...ir import ListOf, Operation
from ..ledger import Ledger
from ..target import Target
from .reading import text_at
from .resources import Methods, operation_key

_STRATEGIES = {
    "cursor": "cursor",
    "cursor_id": "last-item",
    "cursor_url": "next-url",
    "offset": "offset",
    "page_number": "page-number",
}
_PROPERTY = "x-stainless-pagination-property"
_PARAMETERS = {
    "next_cursor_param": "parameter",
    "next_cursor_id": "parameter",
    "previous_cursor_param": "before",
    "previous_cursor_id": "before",
    "offset_count_param": "parameter",
    "page_number_param": "parameter",
}
"""Purposes of parameters → keys of a rule."""

_PATHS = {
    "items": "items",
    "next_cursor_field": "next",
    "previous_cursor_field": "previous",
    "has_next_page": "has_more",
    "has_previous_page": "has_previous",
    "cursor_item_id": "key",
    "next_cursor_url": "next",
    "cursor_url_field": "next",
    "offset_count_start_field": "current",
    "offset_total_count_field": "total",
    "current_page_number_field": "current",
    "page_number_field": "current",
    "total_page_count_field": "total_pages",
    "total_count_field": "total",
}
"""Purposes of members of the response → keys of a rule."""

_KEYS = {
    "cursor": ("parameter", "next", "items", "has_more", "before", "previous", "has_previous"),
    "last-item": ("parameter", "key", "items", "has_more", "before"),
    "offset": ("parameter", "current", "items", "has_more", "total"),
    "page-number": ("parameter", "current", "items", "has_more", "total", "total_pages"),
    "next-url": ("next", "items", "has_more"),
}
"""Strategy → keys of its rules."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """Pagination scheme of a configuration."""

    name: str
    node: Node
    rule: Mapping[str, Any]
    """As `[pagination]` has it; empty if there is no such strategy here."""

    parameters: frozenset[str]
    """All parameters of its requests."""

    fields: frozenset[str]
    """All members of its responses."""


def read_pages(root: Node, ledger: Ledger, target: Target, methods: Methods) -> None:
    """Read the schemes of a configuration, and set which operations follow which one."""
    schemes = list(_schemes(root, ledger))
    for method, operation, setting in methods.paginated:
        key = operation_key(operation)
        source = text_at(method, "endpoint") or key
        if setting is not None and setting.data is False:
            ledger.paginated(key, False, setting, f"{source}: paginated false", "false")
            continue
        scheme = _scheme_of(operation, schemes, target, setting)
        if scheme is not None:
            place = method if setting is None else setting
            ledger.paginated(
                key, dict(scheme.rule), place, f"{source}: {scheme.name}", scheme.rule["strategy"]
            )
        elif setting is not None:
            ledger.missing(
                setting,
                "pagination",
                f"{source}: paginated",
                "no scheme fits the operation; clientsmith looks for pages in the document itself",
            )


def _schemes(root: Node, ledger: Ledger) -> Iterator[Scheme]:
    pagination = root.get("pagination")
    if pagination is None:
        return
    is_list = isinstance(pagination.data, list)
    is_one = isinstance(pagination.data, dict) and isinstance(pagination.data.get("type"), str)
    if is_list:
        entries = [(text_at(each, "name"), each) for each in pagination.elements()]
    else:
        entries = [(text_at(pagination, "name"), pagination)] if is_one else [*pagination.items()]
    for name, node in entries:
        scheme = _scheme(name or "pagination", node)
        kind = text_at(node, "type")
        if scheme.rule:
            ledger.changed(
                node, "pagination", f"{scheme.name}: {kind}", "a rule for each operation"
            )
            yield scheme
        elif kind == "fake_page":
            ledger.missing(
                node, "pagination", f"{scheme.name}: {kind}", "a single page is returned as it is"
            )
        else:
            ledger.missing(
                node, "pagination", f"{scheme.name}: {kind}", "it does not say how pages follow"
            )


def _scheme(name: str, node: Node) -> Scheme:
    strategy = _STRATEGIES.get(text_at(node, "type"), "")
    found: dict[str, Any] = {}
    request, response = node.get("request"), node.get("response")
    for path, purpose, _ in _purposes(request):
        if key := _PARAMETERS.get(purpose):
            found.setdefault(key, ".".join(path))
    lists = []
    for path, purpose, kind in _purposes(response):
        if kind == "array":
            lists.append(path)
        if key := _PATHS.get(purpose):
            found.setdefault(key, path)
    if "items" not in found and len(lists) == 1:
        found["items"] = lists[0]
    rule: dict[str, Any] = {}
    keys = _KEYS.get(strategy, ())
    is_whole = strategy == "next-url" or "parameter" in found
    if keys and is_whole and ("next" in found or strategy not in ("cursor", "next-url")):
        rule["strategy"] = strategy
        rule |= {key: _path(found[key]) for key in keys if key in found}
    return Scheme(
        name,
        node,
        rule,
        frozenset(key for key, _ in request.items()) if request else frozenset(),
        frozenset(key for key, _ in response.items()) if response else frozenset(),
    )


def _purposes(
    node: Node | None, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield path, purpose and type of each property; the purpose is empty if there is none."""
    if node is None or len(path) > 8:
        return
    for key, child in node.items():
        kind = text_at(child, "type")
        mark = child.get(_PROPERTY)
        purpose = mark.data if mark and isinstance(mark.data, str) else text_at(mark, "purpose")
        yield (*path, key), purpose, kind
        properties = child.get("properties")
        if properties is not None:
            yield from _purposes(properties, (*path, key))
        items = child.get("items") if kind == "array" else None
        if items is not None and (members := items.get("properties")) is not None:
            # The id of the last item: its path starts at the item.
            yield from (each for each in _purposes(members) if each[1] == "cursor_item_id")


def _path(value: object) -> object:
    if not isinstance(value, tuple):
        return value
    return list(value) if any("." in part for part in value) else ".".join(value)


def _scheme_of(
    operation: Operation, schemes: list[Scheme], target: Target, setting: Node | None
) -> Scheme | None:
    """Return the scheme that an operation follows: it has all of its parameters and members."""
    if setting is not None and isinstance(setting.data, str):
        return next((each for each in schemes if each.name == setting.data), None)
    if setting is None and operation.method != "GET":
        return None
    names = target.request_names(operation)
    success = target.success(operation)
    fields = target.fields(success)
    best: list[tuple[int, Scheme]] = []
    for scheme in schemes:
        if not scheme.parameters <= names:
            continue
        if scheme.fields <= fields.keys():
            best.append((0, scheme))
        elif setting is not None and _has_items(scheme, success, target):
            best.append((1, scheme))
    return min(best, key=lambda each: each[0])[1] if best else None


def _has_items(scheme: Scheme, success: Any, target: Target) -> bool:
    """Return whether a response has the list of a scheme, whatever else it lacks."""
    items = scheme.rule.get("items", "")
    path = tuple(items) if isinstance(items, list) else tuple(items.split(".")) if items else ()
    found = target.at(success, path)
    return isinstance(found, ListOf)
