"""Detection of paginated operations from their parameters and responses.

One sign alone is not enough: what asks for a further page must be met by a response that is a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...ir import Content, Operation, Type
from ...naming.words.paths import parse_path, static
from ...naming.words.words import words
from ...types.media_types import is_json, is_xml
from ...types.predicates import Traits
from ..operations.responses import success_responses, wanted_contents
from . import names
from .requests import PageParameter, mentions_link_header, page_parameters
from .responses import PageResponse, ResponseMember, TypeLookup
from .strategies import NO_PAGES, PageStrategy, PaginationDecision, StrategyClass


def counting_strategy(
    response: PageResponse, parameters: Sequence[PageParameter], types: TypeLookup
) -> PageStrategy | None:
    """Return a strategy by a parameter that counts pages or items; None where there is none."""
    sizes = [parameter for parameter in parameters if names.is_size(parameter.name)]
    told = bool(response.is_indicator or response.has_more or response.is_last)
    for parameter in parameters:
        if not types.is_number(parameter.type) or parameter.location == "header":
            continue
        if names.is_vague(parameter.name) and not (sizes and told):
            continue
        if parameter.counts_pages and (sizes or told):
            return _page_number(parameter, sizes, response)
        if names.is_offset(parameter.name) and sizes:
            return _counted("Offset", parameter, response)
    return None


def _page_number(
    parameter: PageParameter, sizes: Sequence[PageParameter], response: PageResponse
) -> PageStrategy:
    return replace(
        _counted("PageNumber", parameter, response),
        size=next((size.path[-1] for size in sizes if size.is_beside(parameter)), ""),
        total_pages=response.total_pages,
        total_pages_header="" if response.total_pages else response.total_pages_header,
    )


def _counted(
    strategy: StrategyClass, parameter: PageParameter, response: PageResponse
) -> PageStrategy:
    """Return a strategy by which a parameter counts pages or items."""
    first = parameter.first()
    return PageStrategy(
        strategy=strategy,
        parameter=parameter.path[0],
        within=parameter.path[1:],
        location=parameter.location,
        items=response.items.path if response.items else (),
        first=first,
        current=response.current(parameter.name) if first is None else None,
        has_more=response.has_more,
        is_last=response.is_last,
        total=response.total,
        total_header="" if response.total else response.total_header,
    )


def last_item_strategy(
    response: PageResponse, parameters: Sequence[PageParameter], types: TypeLookup
) -> PageStrategy | None:
    """Return a strategy by a parameter that names an item; None where there is none."""
    items = response.items
    if response.has_more is None or items is None:
        return None
    key = types.fields(items.item).get("id")
    if key is None or not types.is_token(key.type):
        return None
    for parameter in parameters:
        if names.is_last_item(parameter.name) and parameter.is_plain:
            return PageStrategy(
                strategy="LastItem",
                parameter=parameter.path[0],
                within=parameter.path[1:],
                items=items.path,
                has_more=response.has_more,
                before=parameter.beside(names.before_of(parameter.name)) or "",
            )
    return None


_ABOUT_URLS = re.compile(r"\b(?:url|uri|link|href)s?\b", re.IGNORECASE)
_URI_FORMATS = frozenset({"uri", "uri-reference", "url", "iri", "iri-reference"})


def cursor_strategy(
    response: PageResponse, parameters: Iterable[PageParameter], types: TypeLookup
) -> PageStrategy | None:
    """Return a strategy by a cursor: of several pairs of a parameter and a member the one whose
    names fit best. None where no pair fits."""
    items = response.items
    if items is None:
        return None
    best, found = 0, None
    for parameter in parameters:
        if names.is_size(parameter.name):
            continue
        for header in response.headers:
            fitness = _header_fitness(parameter, header.wire_name)
            if fitness > best:
                best = fitness
                found = PageStrategy(
                    strategy="Cursor",
                    parameter=parameter.path[0],
                    within=parameter.path[1:],
                    location=parameter.location,
                    header=header.wire_name,
                    items=items.path,
                )
        for member in response.page_info:
            fitness = _fitness(parameter, member, response, types)
            if fitness > best:
                best = fitness
                strategy = PageStrategy(
                    strategy="Cursor",
                    parameter=parameter.path[0],
                    within=parameter.path[1:],
                    location=parameter.location,
                    next=member.path,
                    items=items.path,
                    has_more=response.has_more,
                    is_last=response.is_last,
                )
                found = _with_previous_pages(strategy, parameter, response)
    return found


def _with_previous_pages(
    strategy: PageStrategy, parameter: PageParameter, response: PageResponse
) -> PageStrategy:
    """Return a strategy that also leads backwards, if its cursor names an item rather than a page."""
    names_of_previous = names.previous_of(strategy.next[-1])
    before = parameter.beside(names.before_of(parameter.name))
    if before is None or not names_of_previous:
        return strategy
    previous = next(
        (
            member.path
            for member in response.page_info
            if member.path[:-1] == strategy.next[:-1]
            and names.joined(member.name) in names_of_previous
        ),
        (),
    )
    has_previous = response.has_previous
    if has_previous is None and strategy.has_more and not names.is_forward(strategy.has_more[-1]):
        has_previous = strategy.has_more
    return replace(strategy, before=before, previous=previous, has_previous=has_previous)


def _header_fitness(parameter: PageParameter, header: str) -> int:
    """Return how well a header of the response fits a parameter; 0 where it does not."""
    name = names.joined(header).removeprefix("x_")
    if parameter.location == "header" and names.joined(parameter.name) in (name, f"x_{name}"):
        return names.EXACT if names.is_cursor(parameter.name) else 0
    if names.is_next_header(header):
        return names.fitness(parameter.name, (names.from_next(header),))
    return names.fitness(parameter.name, (name,)) if names.is_next_cursor((name,)) else 0


def _fitness(
    parameter: PageParameter, member: ResponseMember, response: PageResponse, types: TypeLookup
) -> int:
    """Return how well a member fits a parameter; 0 where it does not."""
    if not types.is_token(member.type):
        return 0
    counts = types.is_number(parameter.type) and (
        names.is_number(parameter.name) or names.is_offset(parameter.name)
    )
    is_number = types.is_number(member.type)
    if names.is_next_cursor(member.path):
        fitness = names.fitness(parameter.name, member.path)
    elif names.is_after_last(parameter.name, member.path):
        fitness = 2
    elif names.is_plain_next(member.path):
        is_page = is_number and names.is_number(parameter.name)
        is_cursor = names.is_cursor(parameter.name) and not is_about_urls(member)
        fitness = 1 if is_cursor or is_page else 0
    elif names.is_same_cursor(parameter.name, member.path):
        fitness = names.EXACT if is_number and response.has_more else 1
    elif names.is_same(parameter.name, member.path) and not is_number:
        fitness = 1 if _is_next_one(parameter, member, response) else 0
    else:
        fitness = 0
    # What counts takes numbers; a cursor takes a number where it is its own.
    if is_number:
        return fitness if counts or fitness == names.EXACT else 0
    return 0 if counts else fitness


def _is_next_one(parameter: PageParameter, member: ResponseMember, response: PageResponse) -> bool:
    """Return whether text that has the name of the parameter cannot be a repetition of what was
    asked for: an offset that is text, what has a counterpart for the page before, or what stands
    beside a flag alone."""
    if names.is_offset(parameter.name):
        is_counted = response.total or any(names.is_size(each.name) for each in response.page_info)
        return not is_counted
    if not names.is_cursor(parameter.name):
        return False
    others = {names.joined(each.name) for each in response.page_info}
    if any(name in others for name in names.before_of(parameter.name)):
        return True
    if response.has_more is None or names.is_last_item(parameter.name):
        return False
    return not any(names.is_next_cursor(each.path) for each in response.page_info)


def is_about_urls(member: ResponseMember) -> bool:
    """Return whether a member is said to be a URL."""
    field = member.field
    if field is None:
        return False
    return field.constraints.format in _URI_FORMATS or bool(
        _ABOUT_URLS.search(f"{field.docs.title} {field.docs.description}")
    )


_WRAPPERS = frozenset({"body", "data", "embedded", "payload", "response", "result", "results"})
"""Members that hold a page as a whole, or its items."""


def next_url_strategy(
    operation: Operation,
    response: PageResponse,
    parameters: Sequence[PageParameter],
    types: TypeLookup,
) -> PageStrategy | None:
    """Return a strategy by a URL in the response; None where there is none."""
    if response.items is None:
        return None
    for member in response.page_info:
        if not types.is_text(member.type):
            continue
        is_url = names.is_next_url(member.path)
        if not is_url and not names.is_plain_next(member.path):
            continue
        if not parameters and not _is_list(operation, response, member):
            continue
        if is_url or is_about_urls(member):
            parameter = "" if _is_surely_url(member) else _cursor(parameters)
        elif not (parameter := _number(member, response, parameters, types)):
            continue
        return PageStrategy(
            strategy="NextURL",
            next=member.path,
            parameter=parameter,
            items=response.items.path,
            has_more=response.has_more,
            is_last=response.is_last,
        )
    return None


def next_page_strategy(response: PageResponse, types: TypeLookup) -> PageStrategy | None:
    """Return a strategy by a URL that is called `next_page`; None where there is none."""
    for member in response.page_info:
        is_url = names.is_next_page(member.path) and is_about_urls(member)
        if is_url and response.items and types.is_text(member.type):
            return PageStrategy(
                strategy="NextURL",
                next=member.path,
                items=response.items.path,
                has_more=response.has_more,
                is_last=response.is_last,
            )
    return None


def link_header_strategy(
    operation: Operation, response: PageResponse, parameters: Sequence[PageParameter]
) -> PageStrategy | None:
    """Return a strategy by the header `Link`, which is declared, or which the document mentions."""
    is_declared = any(header.wire_name.lower() == "link" for header in response.headers)
    is_told = is_declared or mentions_link_header(operation, parameters)
    if not parameters or not is_told or response.items is None:
        return None
    return PageStrategy(strategy="LinkHeader", items=response.items.path)


def _is_surely_url(member: ResponseMember) -> bool:
    return names.is_url(member.path) or is_about_urls(member)


def _cursor(parameters: Sequence[PageParameter]) -> str:
    """Return the query parameter that takes what is no URL; empty where there is none."""
    return next(
        (
            parameter.name
            for parameter in parameters
            if parameter.is_plain and names.is_cursor(parameter.name)
        ),
        "",
    )


def _number(
    member: ResponseMember,
    response: PageResponse,
    parameters: Sequence[PageParameter],
    types: TypeLookup,
) -> str:
    """Return the query parameter that counts, where `next` and its counterpart are text of which
    nothing else is said: no cursor, as no parameter takes one. Empty where there is none."""
    if _cursor(parameters) or not any(
        names.is_previous(other.name) and other.path[:-1] == member.path[:-1]
        for other in response.page_info
    ):
        return ""
    return next(
        (
            parameter.name
            for parameter in parameters
            if parameter.is_plain
            and types.is_number(parameter.type)
            and not names.is_size(parameter.name)
        ),
        "",
    )


def _is_list(operation: Operation, response: PageResponse, member: ResponseMember) -> bool:
    """Return whether a response is a page of a list, though nothing asks for another one: articles
    have links to the next one too."""
    if names.is_of_pages(member.path):
        return True
    segments = parse_path(operation.path)
    items = response.items
    if items is None or not segments or segments[-1].parameter:
        return False
    if all(names.is_of_page(other.path) for other in response.members):
        return True
    *holders, name = items.path or ("items",)
    return all((words(holder) or ("",))[-1] in _WRAPPERS for holder in holders) and (
        bool(holders) or names.joined(name) in names.ITEMS or response.is_noun(name)
    )


_READING = ("GET", "QUERY")
_ASKING = (*_READING, "POST")


class Detection:
    """Detects pagination of operations.

    Args:
        types: looks through types.
        traits: what types are like.
    """

    def __init__(self, types: TypeLookup, traits: Traits) -> None:
        self._types = types
        self._traits = traits

    def decide(self, operation: Operation) -> PaginationDecision:
        """Decide whether an operation has pages, with the reason."""
        if operation.method not in _ASKING:
            return NO_PAGES
        parameters = page_parameters(operation, self._types)
        content = self.content(operation)
        if operation.method not in _READING and not (parameters and _only_reads(operation)):
            return NO_PAGES
        if content is None:
            return PaginationDecision((), None, self._why_no_page(operation) if parameters else "")
        response = self.page_response(operation, content)
        if not response.lists:
            is_mixed = parameters and self._types.may_be_list(content)
            return PaginationDecision(
                (), None, "its response is not always of one type" if is_mixed else ""
            )
        items = response.items
        if items is None:
            lists = ", ".join(f"`{'.'.join(each.path)}`" for each in response.lists[:3])
            return PaginationDecision(
                (), None, f"several lists may be the items: {lists}" if parameters else ""
            )
        is_vague = all(names.is_vague(parameter.name) for parameter in parameters)
        if is_vague and not response.has_total:
            parameters = ()
        strategies = self._strategies(operation, response, parameters)
        if strategies:
            return PaginationDecision(strategies, items.item, "; ".join(map(str, strategies)))
        return PaginationDecision((), None, "" if is_vague else _why_not(parameters))

    def page_response(self, operation: Operation, type_: Type) -> PageResponse:
        """Return the response that a success of an operation is."""
        nouns = frozenset(_last_words(operation))
        headers = [
            header for response in success_responses(operation) for header in response.headers
        ]
        return PageResponse(type_, headers, nouns, self._types)

    def content(self, operation: Operation) -> Type | None:
        """Return the type of the response; None where it is not always the same, or cannot be a
        page."""
        contents = _contents(operation)
        if not contents or not all(map(self._is_page, contents)):
            return None
        first = contents[0].type
        return first if all(content.type == first for content in contents) else None

    def _why_no_page(self, operation: Operation) -> str:
        has_page = any(map(self._is_page, _contents(operation)))
        return "its response is not always of one type" if has_page else ""

    def _is_page(self, content: Content) -> bool:
        is_structured = is_json(content.media_type) or (
            is_xml(content.media_type) and self._traits.is_xml(content.type)
        )
        return is_structured and content.type is not None

    # --- strategies ---------------------------------------------------------------------------------------

    def _strategies(
        self, operation: Operation, response: PageResponse, parameters: Sequence[PageParameter]
    ) -> tuple[PageStrategy, ...]:
        """Return the strategies in order: what the response itself contains comes first. Members
        that only some modes of an API fill in get a second strategy beside them."""
        cursor = cursor_strategy(response, parameters, self._types)
        counting = counting_strategy(response, parameters, self._types)
        tells_end = counting is not None and (counting.total or counting.total_pages)
        if operation.method != "GET":
            found = cursor or (counting if tells_end else None)
        else:
            found = (
                next_url_strategy(operation, response, parameters, self._types)
                or cursor
                or link_header_strategy(operation, response, parameters)
                or last_item_strategy(response, parameters, self._types)
                or counting
                or next_page_strategy(response, self._types)
            )
        if found is None:
            return ()
        is_mode = found is cursor and found.has_more is None and tells_end
        if is_mode and counting is not None and counting.parameter_path != found.parameter_path:
            return found, counting
        return (found,)


def _contents(operation: Operation) -> list[Content]:
    """Return the contents that the client asks for; none where only redirections are declared."""
    return [
        content
        for response in success_responses(operation)
        if response.status[0] != "3"
        for content in wanted_contents(response.contents)
    ]


def _only_reads(operation: Operation) -> bool:
    """Return whether a POST is a search, by the words of its path and of its name."""
    said = {*_last_words(operation), *words(operation.operation_id or "")}
    return bool(said & names.QUERY_WORDS)


def _last_words(operation: Operation) -> tuple[str, ...]:
    """Return the words of the last segment of a path that is no parameter."""
    segments = static(parse_path(operation.path))
    return segments[-1].words if segments else ()


def _why_not(parameters: Sequence[PageParameter]) -> str:
    parameters = [parameter for parameter in parameters if parameter.location != "header"]
    if not parameters:
        return ""
    told = ", ".join(f"`{parameter.name}`" for parameter in parameters)
    if all(names.is_size(parameter.name) for parameter in parameters):
        return f"it has {told}, but nothing that asks for a further page"
    return f"it has {told}, but its response does not tell how to go on"
