"""Decides on the pagination of each operation, by the configuration or by the document."""

from __future__ import annotations

import difflib
from dataclasses import replace

from ...config import CONFIG_FILE, PageRule, PageRules
from ...context import Pagination
from ...ir import Anything, Api, GivenPages, Id, ListOf, Operation, ParameterLocation, Type
from ...naming.overrides import operations_by_key
from ...problem import Location, Problem, Severity
from ...text import Code
from ...types.predicates import Traits
from ..operations.responses import ResponsePlan
from .detection import Detection
from .responses import Items, Path, TypeLookup
from .strategies import PageStrategy, PaginationDecision, RequestPart, StrategyClass, dotted

_STRATEGIES: dict[str, StrategyClass] = {
    "cursor": "Cursor",
    "last-item": "LastItem",
    "link-header": "LinkHeader",
    "next-url": "NextURL",
    "offset": "Offset",
    "page-number": "PageNumber",
}
_LOCATIONS: dict[ParameterLocation, RequestPart] = {
    ParameterLocation.QUERY: "query",
    ParameterLocation.HEADER: "header",
}


_Place = tuple[RequestPart, Path]
"""Where a parameter is sent, and the names that lead to it."""


class UnusableRule(Exception):
    """Raised for a rule that cannot be followed; the text is the reason."""


def decision_by_rule(
    rule: PageRule, operation: Operation, detection: Detection, types: TypeLookup
) -> PaginationDecision:
    """Decide on an operation that has a rule.

    Raises:
        UnusableRule: the document does not have what the rule names.
    """
    content = detection.content(operation)
    if content is None:
        raise UnusableRule("its response is not always of one type, or is no JSON")
    items = _items(rule, operation, content, detection, types)
    for path in (
        *(rule.next, rule.previous, rule.has_more, rule.has_previous, rule.is_last),
        *(rule.total, rule.total_pages, rule.current),
    ):
        if path and types.at(content, path) is None:
            raise UnusableRule(f"the response has no {dotted(path)}")
    if rule.strategy == "last-item" and types.at(items.item, rule.key) is None:
        raise UnusableRule(f"an item has no {dotted(rule.key)}")
    place: _Place = "query", ("",)
    if rule.parameter:
        place = _place(rule.parameter, operation, types)
        is_plain = len(place[1]) == 1
        if rule.strategy == "next-url" and not (is_plain and place[0] == "query"):
            raise UnusableRule(f"{rule.parameter!r} is no query parameter")
        if rule.strategy == "last-item" and not is_plain:
            raise UnusableRule(f"{rule.parameter!r} is only a part of a parameter")
    location, (parameter, *within) = place
    strategy = PageStrategy(
        strategy=_STRATEGIES[rule.strategy],
        items=items.path,
        parameter=parameter,
        within=tuple(within),
        location=location,
        next=() if rule.header else rule.next,
        header=rule.header,
        key=rule.key,
        has_more=rule.has_more,
        is_last=rule.is_last,
        before=_beside(rule.before, rule, place, operation, types),
        previous=rule.previous,
        has_previous=rule.has_previous,
        total=rule.total,
        total_header=rule.total_header,
        total_pages=rule.total_pages,
        total_pages_header=rule.total_pages_header,
        first=rule.first,
        current=rule.current,
        size=_beside(rule.size, rule, place, operation, types),
    )
    return PaginationDecision((strategy,), items.item, f"the configuration says so: {strategy}")


def rule_of(pages: GivenPages) -> PageRule:
    """Return the rule that a vendor extension describes."""
    return PageRule(
        pages.strategy,
        parameter=pages.parameter,
        items=pages.items,
        next=pages.next,
        key=pages.key or ("id",),
        has_more=pages.has_more,
        total_pages=pages.total_pages,
    )


def _items(
    rule: PageRule, operation: Operation, content: Type, detection: Detection, types: TypeLookup
) -> Items:
    if rule.items is None:
        found = detection.page_response(operation, content).items
        if found is None:
            raise UnusableRule("`items` is missing, and the response has not just one list")
        return found
    type_ = types.at(content, rule.items)
    if isinstance(type_, Anything):
        return Items(rule.items, type_)
    if not isinstance(type_, ListOf):
        raise UnusableRule(f"the response has no list {dotted(rule.items)}")
    return Items(rule.items, type_.item)


def _beside(
    name: str, rule: PageRule, place: _Place, operation: Operation, types: TypeLookup
) -> str:
    """Return the own name of another parameter, which must be sent at the same place."""
    if not name:
        return ""
    location, path = _place(name, operation, types)
    if (location, path[:-1]) != (place[0], place[1][:-1]):
        raise UnusableRule(f"{name!r} and {rule.parameter!r} are sent in different places")
    return path[-1]


def _place(name: str, operation: Operation, types: TypeLookup) -> _Place:
    """Return where a parameter is sent, and the names that lead to it: one of that name, or else
    the names between its dots."""
    outer, *inner = name.split(".")
    for path in ((name,), (outer, *inner)):
        for parameter in operation.parameters:
            location = _LOCATIONS.get(parameter.location)
            if (
                location is not None
                and parameter.wire_name == path[0]
                and types.at(parameter.type, path[1:]) is not None
            ):
                return location, path
        body = operation.body
        for content in () if body is None else body.contents:
            if content.type is not None and types.at(content.type, path) is not None:
                return "body", path
    raise UnusableRule(f"the operation has no parameter {name!r}")


class Paginator:
    """Decides which operations have pages.

    Args:
        api: the API.
        traits: what types are like.
        rules: what the user says.
    """

    def __init__(self, api: Api, traits: Traits, rules: PageRules) -> None:
        self._types = TypeLookup(traits)
        self._detection = Detection(self._types, traits)
        self._rules: dict[Id, tuple[str, PageRule | None]] = {}
        self._problems: dict[str, Problem] = {}
        operations = operations_by_key(api.operations)
        for key, rule in sorted(rules.items()):
            operation = operations.get(key)
            if operation is None:
                close = difflib.get_close_matches(key, operations, n=1)
                hint = f"Did you mean {close[0]!r}?" if close else ""
                self._report("override-unused", key, "there is no such operation", hint)
            elif operation.id in self._rules:
                self._report("override-unused", key, "the operation has a rule already")
            else:
                self._rules[operation.id] = key, rule

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Rules that cannot be followed."""
        return tuple(self._problems.values())

    def decide(self, operation: Operation) -> PaginationDecision:
        """Decide whether an operation, or a variant of it, has pages."""
        key, rule = self._rules.get(operation.id, ("", None))
        if key and rule is None:
            return PaginationDecision((), None, "the configuration says so")
        if rule is not None:
            try:
                return decision_by_rule(rule, operation, self._detection, self._types)
            except UnusableRule as error:
                self._report("override-unusable", key, str(error))
        elif operation.given_pages is not None:
            pages = operation.given_pages
            try:
                rule = rule_of(pages)
                decision = decision_by_rule(rule, operation, self._detection, self._types)
            except UnusableRule as error:
                self._report_extension(pages, operation, str(error))
            else:
                reason = f"the document's {pages.extension} says so: {decision.strategies[0]}"
                return replace(decision, reason=reason)
        return self._detection.decide(operation)

    def has_pages(self, api: Api) -> bool:
        """Return whether an operation of an API has pages."""
        return any(self.decide(operation).strategies for operation in api.operations)

    def _report_extension(self, pages: GivenPages, operation: Operation, why: str) -> None:
        self._problems.setdefault(
            operation.id,
            Problem(
                "vendor-extension-unusable",
                Severity.WARNING,
                f"{pages.extension} cannot be followed: {why}.",
                pages.location or Location("", operation.id),
                "Correct it, or set a rule for the operation in the table pagination of the "
                "configuration.",
            ),
        )

    def _report(self, code: str, key: str, why: str, hint: str = "") -> None:
        message = f"The rule for {key!r} in pagination cannot be followed: {why}."
        self._problems.setdefault(
            key, Problem(code, Severity.WARNING, message, Location(CONFIG_FILE), hint)
        )


def as_pages(response: ResponsePlan, pagination: Pagination) -> ResponsePlan:
    """Return the plan of a response that is one page of several."""
    arguments = f"[{pagination.item}, {response.result}]"
    return replace(
        response,
        returns=Code(f"Pages{arguments}"),
        async_returns=Code(f"AsyncPages{arguments}"),
        by_media_type={},
    )
