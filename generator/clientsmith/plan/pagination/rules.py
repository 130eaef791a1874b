"""Pages as the configuration describes them, checked against the document."""

from __future__ import annotations

from ...ir import Anything, ListOf, MapOf, Operation, ParameterLocation, Type
from ...page_rules import PageRule
from .answers import Items, Types
from .detection import Detection
from .ways import Location, Strategy, Verdict, Way, dotted

_STRATEGIES: dict[str, Strategy] = {
    "cursor": "Cursor",
    "last-item": "LastItem",
    "link-header": "LinkHeader",
    "next-url": "NextURL",
    "offset": "Offset",
    "page-number": "PageNumber",
}
_LOCATIONS: dict[ParameterLocation, Location] = {
    ParameterLocation.QUERY: "query",
    ParameterLocation.HEADER: "header",
}


class Unusable(Exception):
    """A rule cannot be followed; its text says why."""


def ruled(rule: PageRule, operation: Operation, detection: Detection, types: Types) -> Verdict:
    """The verdict on an operation that has a rule.

    Raises:
        Unusable: the document does not have what the rule names.
    """
    answer = detection.content(operation)
    if answer is None:
        raise Unusable("its answer is not always of one type, or is no JSON")
    items = _items(rule, operation, answer, detection, types)
    for path in (rule.next, rule.has_more, rule.total, rule.total_pages):
        if path and types.at(answer, path) is None:
            raise Unusable(f"the answer has no {dotted(path)}")
    if rule.strategy == "last-item" and types.at(items.item, rule.key) is None:
        raise Unusable(f"an item has no {dotted(rule.key)}")
    location: Location = "query"
    if rule.parameter:
        location = _location(rule.parameter, operation, types)
    if rule.size and _location(rule.size, operation, types) != location:
        raise Unusable(f"{rule.size!r} and {rule.parameter!r} are sent in different places")
    way = Way(
        strategy=_STRATEGIES[rule.strategy],
        items=items.path,
        parameter=rule.parameter,
        location=location,
        next=() if rule.header else rule.next,
        header=rule.header,
        key=rule.key,
        has_more=rule.has_more,
        total=rule.total,
        total_pages=rule.total_pages,
        first=rule.first,
        size=rule.size,
    )
    return Verdict((way,), items.item, f"the configuration says so: {way}")


def _items(
    rule: PageRule, operation: Operation, answer: Type, detection: Detection, types: Types
) -> Items:
    if rule.items is None:
        found = detection.answer(operation, answer).items
        if found is None:
            raise Unusable("`items` is missing, and the answer has not just one list")
        return found
    type_ = types.at(answer, rule.items)
    if isinstance(type_, Anything):
        return Items(rule.items, type_)
    if not isinstance(type_, ListOf):
        raise Unusable(f"the answer has no list {dotted(rule.items)}")
    return Items(rule.items, type_.item)


def _location(name: str, operation: Operation, types: Types) -> Location:
    for parameter in operation.parameters:
        location = _LOCATIONS.get(parameter.location)
        if parameter.wire_name == name and location is not None:
            return location
    body = operation.body
    for content in () if body is None else body.contents:
        if content.type is not None:
            is_open = isinstance(types.bare(content.type), Anything | MapOf)
            if is_open or name in types.fields(content.type):
                return "body"
    raise Unusable(f"the operation has no parameter {name!r}")
