"""Which operations have pages, told from parameters and answers together.

One sign alone is not enough: what asks for a further page must be met by an answer that is a page.
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
from .requests import Asker, askers_of, speaks_of_links
from .responses import Answer, Member, Types
from .ways import NO_PAGES, Strategy, Verdict, Way


def counting_way(answer: Answer, askers: Sequence[Asker], types: Types) -> Way | None:
    """The way by a parameter that counts pages or items; None where there is none."""
    sizes = [asker for asker in askers if names.is_size(asker.name)]
    told = bool(answer.is_telling or answer.has_more or answer.is_last)
    for asker in askers:
        if not types.is_number(asker.type) or asker.location == "header":
            continue
        if names.is_vague(asker.name) and not (sizes and told):
            continue
        if asker.counts_pages and (sizes or told):
            return _page_number(asker, sizes, answer)
        if names.is_offset(asker.name) and sizes:
            return _counted("Offset", asker, answer)
    return None


def _page_number(asker: Asker, sizes: Sequence[Asker], answer: Answer) -> Way:
    return replace(
        _counted("PageNumber", asker, answer),
        size=next((size.path[-1] for size in sizes if size.is_beside(asker)), ""),
        total_pages=answer.total_pages,
        total_pages_header="" if answer.total_pages else answer.total_pages_header,
    )


def _counted(strategy: Strategy, asker: Asker, answer: Answer) -> Way:
    """A way on which a parameter counts pages or items."""
    first = asker.first()
    return Way(
        strategy=strategy,
        parameter=asker.path[0],
        within=asker.path[1:],
        location=asker.location,
        items=answer.items.path if answer.items else (),
        first=first,
        current=answer.current(asker.name) if first is None else None,
        has_more=answer.has_more,
        is_last=answer.is_last,
        total=answer.total,
        total_header="" if answer.total else answer.total_header,
    )


def last_item_way(answer: Answer, askers: Sequence[Asker], types: Types) -> Way | None:
    """The way by a parameter that names an item; None where there is none."""
    items = answer.items
    if answer.has_more is None or items is None:
        return None
    key = types.fields(items.item).get("id")
    if key is None or not types.is_token(key.type):
        return None
    for asker in askers:
        if names.is_last_item(asker.name) and asker.is_plain:
            return Way(
                strategy="LastItem",
                parameter=asker.path[0],
                within=asker.path[1:],
                items=items.path,
                has_more=answer.has_more,
                before=asker.beside(names.before_of(asker.name)) or "",
            )
    return None


_ABOUT_URLS = re.compile(r"\b(?:url|uri|link|href)s?\b", re.IGNORECASE)
_URI_FORMATS = frozenset({"uri", "uri-reference", "url", "iri", "iri-reference"})


def cursor_way(answer: Answer, askers: Iterable[Asker], types: Types) -> Way | None:
    """The way by a cursor; of several pairs of a parameter and a member, those whose names fit best,
    the first of them. None where no pair fits."""
    items = answer.items
    if items is None:
        return None
    best, found = 0, None
    for asker in askers:
        if names.is_size(asker.name):
            continue
        for header in answer.headers:
            fitness = _header_fitness(asker, header.wire_name)
            if fitness > best:
                best = fitness
                found = Way(
                    strategy="Cursor",
                    parameter=asker.path[0],
                    within=asker.path[1:],
                    location=asker.location,
                    header=header.wire_name,
                    items=items.path,
                )
        for member in answer.page_info:
            fitness = _fitness(asker, member, answer, types)
            if fitness > best:
                best = fitness
                way = Way(
                    strategy="Cursor",
                    parameter=asker.path[0],
                    within=asker.path[1:],
                    location=asker.location,
                    next=member.path,
                    items=items.path,
                    has_more=answer.has_more,
                    is_last=answer.is_last,
                )
                found = _with_way_back(way, asker, answer)
    return found


def _with_way_back(way: Way, asker: Asker, answer: Answer) -> Way:
    """A way that also leads backwards, where the cursor stands for an item and not for a page."""
    names_of_previous = names.previous_of(way.next[-1])
    before = asker.beside(names.before_of(asker.name))
    if before is None or not names_of_previous:
        return way
    previous = next(
        (
            member.path
            for member in answer.page_info
            if member.path[:-1] == way.next[:-1] and names.joined(member.name) in names_of_previous
        ),
        (),
    )
    has_previous = answer.has_previous
    if has_previous is None and way.has_more and not names.is_forward(way.has_more[-1]):
        has_previous = way.has_more
    return replace(way, before=before, previous=previous, has_previous=has_previous)


def _header_fitness(asker: Asker, header: str) -> int:
    """How well a header of the answer fits a parameter; 0 where it does not."""
    name = names.joined(header).removeprefix("x_")
    if asker.location == "header" and names.joined(asker.name) in (name, f"x_{name}"):
        return names.EXACT if names.is_cursor(asker.name) else 0
    if names.is_next_header(header):
        return names.fitness(asker.name, (names.from_next(header),))
    return names.fitness(asker.name, (name,)) if names.is_next_cursor((name,)) else 0


def _fitness(asker: Asker, member: Member, answer: Answer, types: Types) -> int:
    """How well a member fits a parameter; 0 where it does not."""
    if not types.is_token(member.type):
        return 0
    counts = types.is_number(asker.type) and (
        names.is_number(asker.name) or names.is_offset(asker.name)
    )
    is_number = types.is_number(member.type)
    if names.is_next_cursor(member.path):
        fitness = names.fitness(asker.name, member.path)
    elif names.is_after_last(asker.name, member.path):
        fitness = 2
    elif names.is_plain_next(member.path):
        is_page = is_number and names.is_number(asker.name)
        is_cursor = names.is_cursor(asker.name) and not is_about_urls(member)
        fitness = 1 if is_cursor or is_page else 0
    elif names.is_same_cursor(asker.name, member.path):
        fitness = names.EXACT if is_number and answer.has_more else 1
    elif names.is_same(asker.name, member.path) and not is_number:
        fitness = 1 if _is_next_one(asker, member, answer) else 0
    else:
        fitness = 0
    # What counts takes numbers; a cursor takes a number where it is its own.
    if is_number:
        return fitness if counts or fitness == names.EXACT else 0
    return 0 if counts else fitness


def _is_next_one(asker: Asker, member: Member, answer: Answer) -> bool:
    """Whether text that has the name of the parameter cannot be a repetition of what was asked for:
    an offset that is text, what has a counterpart for the page before, or what stands beside a flag
    alone."""
    if names.is_offset(asker.name):
        is_counted = answer.total or any(names.is_size(each.name) for each in answer.page_info)
        return not is_counted
    if not names.is_cursor(asker.name):
        return False
    others = {names.joined(each.name) for each in answer.page_info}
    if any(name in others for name in names.before_of(asker.name)):
        return True
    if answer.has_more is None or names.is_last_item(asker.name):
        return False
    return not any(names.is_next_cursor(each.path) for each in answer.page_info)


def is_about_urls(member: Member) -> bool:
    """Whether a member is said to be a URL."""
    field = member.field
    if field is None:
        return False
    return field.constraints.format in _URI_FORMATS or bool(
        _ABOUT_URLS.search(f"{field.docs.title} {field.docs.description}")
    )


_WRAPPERS = frozenset({"body", "data", "embedded", "payload", "response", "result", "results"})
"""Members that hold a page as a whole, or its items."""


def next_url_way(
    operation: Operation, answer: Answer, askers: Sequence[Asker], types: Types
) -> Way | None:
    """The way by a URL in the answer; None where there is none."""
    if answer.items is None:
        return None
    for member in answer.page_info:
        if not types.is_text(member.type):
            continue
        is_url = names.is_next_url(member.path)
        if not is_url and not names.is_plain_next(member.path):
            continue
        if not askers and not _is_list(operation, answer, member):
            continue
        if is_url or is_about_urls(member):
            parameter = "" if _is_surely_url(member) else _cursor(askers)
        elif not (parameter := _number(member, answer, askers, types)):
            continue
        return Way(
            strategy="NextURL",
            next=member.path,
            parameter=parameter,
            items=answer.items.path,
            has_more=answer.has_more,
            is_last=answer.is_last,
        )
    return None


def next_page_way(answer: Answer, types: Types) -> Way | None:
    """The way by a URL that is called `next_page`; None where there is none."""
    for member in answer.page_info:
        is_url = names.is_next_page(member.path) and is_about_urls(member)
        if is_url and answer.items and types.is_text(member.type):
            return Way(
                strategy="NextURL",
                next=member.path,
                items=answer.items.path,
                has_more=answer.has_more,
                is_last=answer.is_last,
            )
    return None


def link_header_way(operation: Operation, answer: Answer, askers: Sequence[Asker]) -> Way | None:
    """The way by the header `Link`, which is declared, or which the document speaks of."""
    is_declared = any(header.wire_name.lower() == "link" for header in answer.headers)
    is_told = is_declared or speaks_of_links(operation, askers)
    if not askers or not is_told or answer.items is None:
        return None
    return Way(strategy="LinkHeader", items=answer.items.path)


def _is_surely_url(member: Member) -> bool:
    return names.is_url(member.path) or is_about_urls(member)


def _cursor(askers: Sequence[Asker]) -> str:
    """The query parameter that takes what is no URL; empty where there is none."""
    return next(
        (asker.name for asker in askers if asker.is_plain and names.is_cursor(asker.name)),
        "",
    )


def _number(member: Member, answer: Answer, askers: Sequence[Asker], types: Types) -> str:
    """The query parameter that counts, where `next` and its counterpart are text of which nothing
    else is said: no cursor, as no parameter takes one. Empty where there is none."""
    if _cursor(askers) or not any(
        names.is_previous(other.name) and other.path[:-1] == member.path[:-1]
        for other in answer.page_info
    ):
        return ""
    return next(
        (
            asker.name
            for asker in askers
            if asker.is_plain and types.is_number(asker.type) and not names.is_size(asker.name)
        ),
        "",
    )


def _is_list(operation: Operation, answer: Answer, member: Member) -> bool:
    """Whether an answer is a page of a list, though nothing asks for another one: articles have
    links to the next one too."""
    if names.is_of_pages(member.path):
        return True
    segments = parse_path(operation.path)
    items = answer.items
    if items is None or not segments or segments[-1].parameter:
        return False
    if all(names.is_of_page(other.path) for other in answer.members):
        return True
    *holders, name = items.path or ("items",)
    return all((words(holder) or ("",))[-1] in _WRAPPERS for holder in holders) and (
        bool(holders) or names.joined(name) in names.ITEMS or answer.is_noun(name)
    )


_READING = ("GET", "QUERY")
_ASKING = (*_READING, "POST")


class Detection:
    """Finds out whether operations have pages.

    Args:
        types: looks through types.
        traits: what types are like.
    """

    def __init__(self, types: Types, traits: Traits) -> None:
        self._types = types
        self._traits = traits

    def verdict(self, operation: Operation) -> Verdict:
        """Whether an operation has pages, and why."""
        if operation.method not in _ASKING:
            return NO_PAGES
        askers = askers_of(operation, self._types)
        content = self.content(operation)
        if operation.method not in _READING and not (askers and _only_reads(operation)):
            return NO_PAGES
        if content is None:
            return Verdict((), None, self._why_no_page(operation) if askers else "")
        answer = self.answer(operation, content)
        if not answer.lists:
            is_mixed = askers and self._types.may_be_list(content)
            return Verdict((), None, "its answer is not always of one type" if is_mixed else "")
        items = answer.items
        if items is None:
            lists = ", ".join(f"`{'.'.join(each.path)}`" for each in answer.lists[:3])
            return Verdict((), None, f"several lists may be the items: {lists}" if askers else "")
        is_vague = all(names.is_vague(asker.name) for asker in askers)
        if is_vague and not answer.has_total:
            askers = ()
        ways = self._ways(operation, answer, askers)
        if ways:
            return Verdict(ways, items.item, "; ".join(map(str, ways)))
        return Verdict((), None, "" if is_vague else _why_not(askers))

    def answer(self, operation: Operation, type_: Type) -> Answer:
        """What a success of an operation holds."""
        nouns = frozenset(_last_words(operation))
        headers = [
            header for response in success_responses(operation) for header in response.headers
        ]
        return Answer(type_, headers, nouns, self._types)

    def content(self, operation: Operation) -> Type | None:
        """The type of the answer; None where it is not always the same, or cannot be a page."""
        contents = _contents(operation)
        if not contents or not all(map(self._is_page, contents)):
            return None
        first = contents[0].type
        return first if all(content.type == first for content in contents) else None

    def _why_no_page(self, operation: Operation) -> str:
        has_page = any(map(self._is_page, _contents(operation)))
        return "its answer is not always of one type" if has_page else ""

    def _is_page(self, content: Content) -> bool:
        is_structured = is_json(content.media_type) or (
            is_xml(content.media_type) and self._traits.is_xml(content.type)
        )
        return is_structured and content.type is not None

    # --- ways ---------------------------------------------------------------------------------------

    def _ways(
        self, operation: Operation, answer: Answer, askers: Sequence[Asker]
    ) -> tuple[Way, ...]:
        """How one page leads to the next: what the answer itself says comes first. What only some
        modes of an API fill in gets a second way beside it."""
        cursor = cursor_way(answer, askers, self._types)
        counting = counting_way(answer, askers, self._types)
        tells_end = counting is not None and (counting.total or counting.total_pages)
        if operation.method != "GET":
            found = cursor or (counting if tells_end else None)
        else:
            found = (
                next_url_way(operation, answer, askers, self._types)
                or cursor
                or link_header_way(operation, answer, askers)
                or last_item_way(answer, askers, self._types)
                or counting
                or next_page_way(answer, self._types)
            )
        if found is None:
            return ()
        is_mode = found is cursor and found.has_more is None and tells_end
        if is_mode and counting is not None and counting.asks_by != found.asks_by:
            return found, counting
        return (found,)


def _contents(operation: Operation) -> list[Content]:
    """What the client asks for; nothing where only redirections are declared."""
    return [
        content
        for response in success_responses(operation)
        if response.status[0] != "3"
        for content in wanted_contents(response.contents)
    ]


def _only_reads(operation: Operation) -> bool:
    """Whether a POST is a search, by the words of its path and of its name."""
    said = {*_last_words(operation), *words(operation.operation_id or "")}
    return bool(said & names.QUERY_WORDS)


def _last_words(operation: Operation) -> tuple[str, ...]:
    """The words of the last segment of a path that is no parameter."""
    segments = static(parse_path(operation.path))
    return segments[-1].words if segments else ()


def _why_not(askers: Sequence[Asker]) -> str:
    askers = [asker for asker in askers if asker.location != "header"]
    if not askers:
        return ""
    told = ", ".join(f"`{asker.name}`" for asker in askers)
    if all(names.is_size(asker.name) for asker in askers):
        return f"it has {told}, but nothing that asks for a further page"
    return f"it has {told}, but its answer does not tell how to go on"
